//! What is known before the rows are read: the columns in use, their names, and how each is read.

#![forbid(unsafe_code)]

use super::GenFromTxtError;
use super::arguments::{Column, Filling, Missing, Names};
use super::convert::{Converter, Value};
use super::options::GenFromTxt;
use super::read::Fields;
use super::split::Splitter;
use crate::text::column;
use crate::text::scan::Scanner;
use core::ops::Range;
use nd_core::{DType, Result};

/// What is known before the rows are read.
pub(super) struct Plan {
    /// The columns in use; all if empty.
    usecols: Vec<isize>,
    pub(super) names: Option<Vec<String>>,
    /// `None` if it is to be guessed.
    pub(super) dtype: Option<DType>,
    /// How many columns a row has.
    pub(super) width: usize,
}

impl Plan {
    pub(super) fn new(options: &GenFromTxt, first: &[&str]) -> Result<Plan> {
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

    pub(super) fn converters(&self, options: &GenFromTxt) -> Result<Vec<Converter>> {
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
        // A column for each value of a record, be it in a field of a field.
        let mut values = Vec::new();
        match &self.dtype {
            Some(dtype) if dtype.struct_type().is_some() => column::values(dtype, 0, &mut values),
            Some(dtype) => values.push((dtype.clone(), 0)),
            None => {}
        }
        let dtypes: Vec<Option<&DType>> = match &values[..] {
            [] => vec![None; self.width],
            [(only, _)] => vec![Some(only); self.width],
            several => several.iter().map(|(dtype, _)| Some(dtype)).collect(),
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
    pub(super) fn customize(
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
    pub(super) fn rows(
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
