//! From text to array, in NumPy's order: the first line, names, dtype, converters; then all lines; then all columns.

#![forbid(unsafe_code)]

use super::GenFromTxtError;
use super::arguments::{Column, Filling, Missing, Names};
use super::convert::{Converter, Found, Value};
use super::names::numbered;
use super::options::GenFromTxt;
use super::split::Splitter;
use crate::text::load::with_ndmin;
use crate::text::scan::{Rules, Scanner};
use core::ops::Range;
use nd_core::{Array, DType, Result};

type Fields = Vec<Range<usize>>;

pub(super) fn read(options: GenFromTxt, text: &[u8]) -> Result<Array> {
    check(&options)?;
    let text = core::str::from_utf8(text).map_err(|error| {
        let position = error.valid_up_to();
        GenFromTxtError::Encoding { byte: text[position], position }
    })?;
    let splitter = Splitter::new(&options.delimiter, options.autostrip);
    let comments: Vec<String> = options.comments.iter().cloned().collect();
    let line_rules = Rules::new(None, &comments);
    let mut scanner = Scanner { rules: &line_rules, text: text.as_bytes(), at: 0 };
    for _ in 0..options.skip_header {
        if scanner.at_end() {
            break;
        }
        scanner.skip_line();
    }
    let (first, first_line) = first_line(&options, &splitter, &mut scanner, text);
    let mut first_fields: Vec<&str> = first.iter().map(|field| &text[field.clone()]).collect();
    if let (Names::FirstLine, Some(comments)) = (&options.names, &options.comments)
        && first_fields.first().is_some_and(|field| comments.contains(field.trim()))
    {
        first_fields.remove(0);
    }

    let plan = Plan::new(&options, &first_fields)?;
    let mut converters = plan.converters(&options)?;
    let sample = if matches!(options.names, Names::FirstLine) { None } else { Some(&first_fields) };
    let customized = plan.customize(&options, &mut converters, sample);

    // The line that gave the names holds no data.
    let head = first_line.filter(|_| !matches!(options.names, Names::FirstLine));
    let (mut rows, invalid) = plan.rows(&options, &splitter, &mut scanner, text, head);
    if options.dtype.is_none() {
        for (i, converter) in converters.iter_mut().enumerate() {
            let column = rows.iter().map(|row| &text[row[i].clone()]);
            converter.upgrade(column.clone()).map_err(|row| GenFromTxtError::Locked {
                column: i,
                line: row + 1 + options.skip_header,
                field: column.clone().nth(row).unwrap_or_default().to_owned(),
            })?;
        }
    }
    drop_footer(&options, &mut rows, invalid, plan.width)?;

    let dtype = match &plan.dtype {
        Some(dtype) => with_customized(dtype, &converters, &customized)?,
        None => guessed(&options, plan.names.as_deref(), &converters, &rows, text)?,
    };
    let array = assemble(&options, &dtype, &converters, &rows, text)?;
    Ok(if options.unpack { array.t() } else { array })
}

fn check(options: &GenFromTxt) -> Result<(), GenFromTxtError> {
    if options.ndmin > 2 {
        return Err(GenFromTxtError::NdMin { ndmin: options.ndmin });
    }
    match options.max_rows {
        Some(_) if options.skip_footer > 0 => Err(GenFromTxtError::FooterAndRows),
        Some(0) => Err(GenFromTxtError::NoRows),
        _ => Ok(()),
    }
}

/// The fields of the first line that has any, and that line; where it gives names, what follows a comment marker counts.
fn first_line(
    options: &GenFromTxt,
    splitter: &Splitter<'_>,
    scanner: &mut Scanner<'_>,
    text: &str,
) -> (Fields, Option<Range<usize>>) {
    while !scanner.at_end() {
        let start = scanner.at;
        let mut line = scanner.content();
        if let (Names::FirstLine, Some(comments)) = (&options.names, &options.comments)
            && text[line.end..scanner.at].starts_with(&**comments)
        {
            let behind = line.end + comments.len();
            let mut rest = Scanner { rules: scanner.rules, text: scanner.text, at: behind };
            line = rest.content();
        }
        let fields = splitter.fields(text, line.clone());
        if !fields.is_empty() {
            return (fields, Some(start..line.end));
        }
    }
    (Fields::new(), None)
}

/// What is known before the rows are read.
struct Plan {
    /// The columns in use; all if empty.
    usecols: Vec<isize>,
    names: Option<Vec<String>>,
    /// `None` if it is to be guessed.
    dtype: Option<DType>,
    /// How many columns a row has.
    width: usize,
}

impl Plan {
    fn new(options: &GenFromTxt, first: &[&str]) -> Result<Plan> {
        let width = if options.usecols.is_empty() { first.len() } else { options.usecols.len() };
        let validate = |names: &[String]| options.rules.validate(names, None, "f%i");
        let mut names = match &options.names {
            Names::None => None,
            Names::FirstLine => {
                Some(validate(&first.iter().map(|name| name.trim().to_owned()).collect::<Vec<_>>()))
            }
            Names::List(names) => Some(validate(names)),
        };
        let mut dtype = None;
        if let Some(given) = &options.dtype {
            let given = match given {
                Ok(dtype) => dtype.clone(),
                Err(error) => return Err(again(error)),
            };
            dtype = Some(named(options, given, names.as_deref())?);
        }
        let mut usecols = Vec::new();
        for column in &options.usecols {
            usecols.push(match column {
                Column::Named(name) => position(names.as_deref(), name)? as isize,
                &Column::At(at) if at < 0 => at.saturating_add_unsigned(first.len()),
                &Column::At(at) => at,
            });
        }
        let pick = |at: &isize| usize::try_from(*at).ok();
        if !usecols.is_empty() {
            let fields = dtype.as_ref().map_or(0, |dtype| dtype.fields().len());
            if let Some(whole) = dtype.as_ref().filter(|_| fields > width) {
                let mut parts = Vec::new();
                for at in &usecols {
                    let field = pick(at).and_then(|at| whole.fields().get(at));
                    let field = field.ok_or_else(|| GenFromTxtError::NoColumn { name: at.to_string() })?;
                    parts.push((field.name.to_string(), field.dtype.clone()));
                }
                names = Some(parts.iter().map(|(name, _)| name.clone()).collect());
                dtype = Some(DType::structured(parts)?);
            } else if let Some(all) = names.as_ref().filter(|all| all.len() > width) {
                let mut picked = Vec::new();
                for at in &usecols {
                    let name = pick(at).and_then(|at| all.get(at));
                    picked.push(
                        name.ok_or_else(|| GenFromTxtError::NoColumn { name: at.to_string() })?.clone(),
                    );
                }
                names = Some(picked);
            }
        }
        Ok(Plan { usecols, names, dtype, width })
    }

    /// The place among the columns in use of one that is named or numbered as in the file.
    fn place(&self, column: &Column) -> Option<usize> {
        let at = match column {
            Column::Named(name) => position(self.names.as_deref(), name).ok()? as isize,
            Column::At(at) => *at,
        };
        let place = match self.usecols.iter().position(|&used| used == at) {
            Some(place) => place,
            None if matches!(column, Column::At(_)) && !self.usecols.is_empty() => return None,
            None => usize::try_from(if at < 0 { at + self.width as isize } else { at }).ok()?,
        };
        (place < self.width).then_some(place)
    }

    fn converters(&self, options: &GenFromTxt) -> Result<Vec<Converter>> {
        let mut missing = vec![Vec::new(); self.width];
        match &options.missing {
            None => {}
            Some(Missing::Everywhere(texts)) => {
                missing.iter_mut().for_each(|column| column.extend_from_slice(texts))
            }
            Some(Missing::Each(texts)) => {
                missing.iter_mut().zip(texts).for_each(|(column, text)| column.push(text.clone()));
            }
            Some(Missing::In(texts)) => {
                for (column, text) in texts {
                    if let Some(place) = self.place(column) {
                        missing[place].push(text.clone());
                    }
                }
            }
        }
        let mut filling: Vec<Option<Value>> = vec![None; self.width];
        match &options.filling {
            None => {}
            Some(Filling::Everywhere(value)) => filling.fill(Some(value.clone().into())),
            Some(Filling::Each(values)) => {
                filling.iter_mut().zip(values).for_each(|(fill, value)| *fill = Some(value.clone().into()));
            }
            Some(Filling::In(values)) => {
                for (column, value) in values {
                    if let Some(place) = self.place(column) {
                        filling[place] = Some(value.clone().into());
                    }
                }
            }
        }
        let dtypes: Vec<Option<&DType>> = match &self.dtype {
            None => vec![None; self.width],
            Some(dtype) => match dtype.fields() {
                [] => vec![Some(dtype); self.width],
                [only] => vec![Some(&only.dtype); self.width],
                fields => fields.iter().map(|field| Some(&field.dtype)).collect(),
            },
        };
        let columns = dtypes.into_iter().zip(missing).zip(filling);
        let converter = |((dtype, missing), fill): ((Option<&DType>, _), _)| {
            Converter::new(dtype, missing, fill).ok_or_else(|| {
                let dtype = dtype.cloned().unwrap_or(DType::F64);
                GenFromTxtError::DType { dtype }.into()
            })
        };
        columns.map(converter).collect()
    }

    /// Puts the caller's converters in place; gives the columns that have one.
    fn customize(
        &self,
        options: &GenFromTxt,
        converters: &mut [Converter],
        first: Option<&Vec<&str>>,
    ) -> Vec<usize> {
        let mut places = Vec::new();
        for (column, convert) in &options.converters {
            let Some(place) = self.place(column).filter(|&place| place < converters.len()) else { continue };
            let at = self.usecols.get(place).map_or(Some(place), |&at| usize::try_from(at).ok());
            let sample = first.zip(at).and_then(|(first, at)| first.get(at).copied());
            converters[place].customize(convert.clone(), sample);
            places.push(place);
        }
        places
    }

    /// Reads all lines: the fields in use of those that have the right number, and number and length of the others.
    fn rows(
        &self,
        options: &GenFromTxt,
        splitter: &Splitter<'_>,
        scanner: &mut Scanner<'_>,
        text: &str,
        mut head: Option<Range<usize>>,
    ) -> (Vec<Fields>, Vec<(usize, usize)>) {
        let (mut rows, mut invalid) = (Vec::new(), Vec::new());
        for number in options.skip_header.saturating_add(1).. {
            // The first line was read for its length already, and counts even where it gave the names.
            let line = match head.take() {
                Some(line) => line,
                None if number == options.skip_header.saturating_add(1) => continue,
                None if scanner.at_end() => break,
                None => scanner.content(),
            };
            let fields = splitter.fields(text, line);
            let found = fields.len();
            if found == 0 {
                continue;
            }
            let picked = match self.usecols.is_empty() {
                true => Some(fields).filter(|_| found == self.width),
                false => {
                    self.usecols.iter().map(|&at| wrapped(at, found).map(|at| fields[at].clone())).collect()
                }
            };
            match picked {
                Some(fields) => rows.push(fields),
                None => invalid.push((number, found)),
            }
            if options.max_rows == Some(rows.len()) {
                break;
            }
        }
        (rows, invalid)
    }
}

/// A Python index into a list of `length`.
fn wrapped(at: isize, length: usize) -> Option<usize> {
    let at = if at < 0 { at.checked_add_unsigned(length)? } else { at };
    usize::try_from(at).ok().filter(|&at| at < length)
}

fn position(names: Option<&[String]>, name: &str) -> Result<usize, GenFromTxtError> {
    let found = names.and_then(|names| names.iter().position(|known| known == name));
    found.ok_or_else(|| GenFromTxtError::NoColumn { name: name.to_owned() })
}

/// An error that was kept, once more.
fn again(error: &nd_core::Error) -> nd_core::Error {
    nd_core::Error::new(error.kind(), Kept(error.to_string()))
}

/// The words of an error that came before.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Kept(String);

/// The dtype asked for, with the names asked for.
fn named(options: &GenFromTxt, dtype: DType, names: Option<&[String]>) -> Result<DType> {
    let (rules, format) = (&options.rules, &*options.rules.default);
    let count = dtype.fields().len();
    let names = match names {
        Some(names) if dtype.struct_type().is_none() => {
            let names = rules.validate(names, None, format);
            return DType::structured(names.into_iter().map(|name| (name, dtype.clone())));
        }
        Some(names) => rules.validate(names, Some(count), format),
        None if dtype.struct_type().is_none() => return Ok(dtype),
        None => {
            let own: Vec<String> = dtype.fields().iter().map(|field| field.name.to_string()).collect();
            let numbers = own.iter().enumerate().all(|(i, name)| *name == format!("f{i}"));
            match numbers && format != "f%i" {
                true => rules.validate(&vec![String::new(); count], None, format),
                false => rules.validate(&own, None, format),
            }
        }
    };
    let fields = names.into_iter().zip(dtype.fields());
    DType::structured_at(
        fields.map(|(name, field)| (name, field.dtype.clone(), field.offset)),
        Some(dtype.itemsize()),
    )
}

/// Drops the last rows, of which invalid ones count, and judges the invalid lines that are left.
fn drop_footer(
    options: &GenFromTxt,
    rows: &mut Vec<Fields>,
    mut invalid: Vec<(usize, usize)>,
    columns: usize,
) -> Result<(), GenFromTxtError> {
    let mut footer = options.skip_footer;
    if !invalid.is_empty() && footer > 0 {
        let last = (rows.len() + invalid.len()).saturating_sub(footer) + options.skip_header;
        let skipped = invalid.iter().filter(|(number, _)| *number > last).count();
        invalid.truncate(invalid.len() - skipped);
        footer = footer.saturating_sub(skipped);
    }
    if !invalid.is_empty() && options.invalid_raise {
        return Err(GenFromTxtError::Ragged { lines: invalid, columns });
    }
    rows.truncate(rows.len().saturating_sub(footer));
    Ok(())
}

/// The dtype asked for, unless the caller's converters give another type: then every column is a field.
fn with_customized(dtype: &DType, converters: &[Converter], customized: &[usize]) -> Result<DType> {
    let other =
        |&place: &usize| converters[place].custom_dtype().filter(|custom| custom.num() != dtype.num());
    if dtype.struct_type().is_some() || customized.iter().filter_map(other).next().is_none() {
        return Ok(dtype.clone());
    }
    let own = |converter: &Converter| converter.custom_dtype().unwrap_or(dtype).clone();
    match converters {
        [only] => Ok(own(only)),
        several => DType::structured(several.iter().map(|converter| ("", own(converter)))),
    }
}

/// The dtype that the columns were found to have.
fn guessed(
    options: &GenFromTxt,
    names: Option<&[String]>,
    converters: &[Converter],
    rows: &[Fields],
    text: &str,
) -> Result<DType> {
    let length = |i: usize| {
        let lengths =
            rows.iter().map(|row| converters[i].loose(&text[row[i].clone()]).text().chars().count());
        lengths.max().unwrap_or(0)
    };
    let text_of = |length: usize| DType::parse(&format!("U{}", length.max(1)));
    let sized = |i: usize| match converters[i].found() {
        Found::DType(dtype) => Ok(dtype),
        Found::Text => text_of(length(i)),
    };
    if names.is_none() {
        let mut checked = converters.iter().filter(|converter| converter.checked).map(Converter::found);
        let first = checked.next();
        if let Some(uniform) = first.filter(|first| checked.all(|other| other == *first)) {
            return match uniform {
                Found::DType(dtype) => Ok(dtype),
                Found::Text => text_of((0..converters.len()).map(length).max().unwrap_or(0)),
            };
        }
    }
    let name = |i: usize| match names.and_then(|names| names.get(i)) {
        Some(name) => name.clone(),
        None => numbered(&options.rules.default, i),
    };
    let fields = (0..converters.len()).map(|i| Ok((name(i), sized(i)?)));
    DType::structured(fields.collect::<Result<Vec<_>>>()?)
}

/// Converts all fields into the bytes of the array.
fn assemble(
    options: &GenFromTxt,
    dtype: &DType,
    converters: &[Converter],
    rows: &[Fields],
    text: &str,
) -> Result<Array> {
    let itemsize = dtype.itemsize();
    let structured = dtype.struct_type().is_some();
    if structured && !rows.is_empty() && converters.len() != dtype.fields().len() {
        let (columns, fields) = (converters.len(), dtype.fields().len());
        return Err(GenFromTxtError::FieldCount { columns, fields }.into());
    }
    let row_bytes = if structured { itemsize } else { itemsize * converters.len() };
    let mut bytes = Vec::new();
    let total = row_bytes.checked_mul(rows.len());
    if total.is_none_or(|total| bytes.try_reserve_exact(total).is_err()) {
        return Err(GenFromTxtError::Memory { rows: rows.len() }.into());
    }
    bytes.resize(row_bytes * rows.len(), 0);
    for (row, fields) in rows.iter().enumerate() {
        let row = &mut bytes[row * row_bytes..][..row_bytes];
        for (i, (converter, field)) in converters.iter().zip(fields).enumerate() {
            let field = &text[field.clone()];
            let value = match options.loose {
                true => converter.loose(field),
                false => converter
                    .strict(field)
                    .ok_or_else(|| GenFromTxtError::Field { field: field.to_owned() })?,
            };
            match dtype.fields().get(i) {
                Some(place) => value.store(&place.dtype, &mut row[place.range()])?,
                None => value.store(dtype, &mut row[i * itemsize..][..itemsize])?,
            }
        }
    }
    let mut shape = vec![rows.len()];
    if !structured && !rows.is_empty() {
        shape.push(converters.len());
    }
    Array::from_byte_vec(with_ndmin(shape, options.ndmin), dtype, bytes)
}
