//! The fields of all rows to an array: which dtype it has, and its elements.

#![forbid(unsafe_code)]

use super::GenFromTxtError;
use super::convert::{Converter, Found};
use super::names::numbered;
use super::options::GenFromTxt;
use super::read::Fields;
use crate::text::column;
use crate::text::load::with_ndmin;
use nd_core::{Array, DType, Result};

/// The fields of the rows in use, and how to read them.
pub(super) struct Columns<'a> {
    pub(super) options: &'a GenFromTxt,
    pub(super) converters: &'a [Converter],
    pub(super) rows: &'a [Fields],
    pub(super) text: &'a str,
}

impl Columns<'_> {
    /// The dtype asked for, unless the caller's converters give another type: then every column is a field.
    pub(super) fn customized(&self, dtype: &DType, customized: &[usize]) -> Result<DType> {
        let other = |&place: &usize| {
            self.converters[place].custom_dtype().filter(|custom| custom.num() != dtype.num())
        };
        if dtype.struct_type().is_some() || customized.iter().filter_map(other).next().is_none() {
            return Ok(dtype.clone());
        }
        let own = |converter: &Converter| converter.custom_dtype().unwrap_or(dtype).clone();
        match self.converters {
            [only] => Ok(own(only)),
            several => DType::structured(several.iter().map(|converter| ("", own(converter)))),
        }
    }

    /// The characters of the longest value of column `i`.
    fn longest(&self, i: usize) -> usize {
        let value = |row: &Fields| self.converters[i].loose(&self.text[row[i].clone()]);
        self.rows.iter().map(|row| value(row).text().chars().count()).max().unwrap_or(0)
    }

    fn longest_of_all(&self) -> usize {
        (0..self.converters.len()).map(|i| self.longest(i)).max().unwrap_or(0)
    }

    /// `dtype`, with the length that the values need if it is text without one.
    pub(super) fn sized(&self, dtype: DType) -> Result<DType> {
        match dtype.is_text() && dtype.itemsize() == 0 {
            true => dtype.adapted_to(&DType::str(self.longest_of_all())?),
            false => Ok(dtype),
        }
    }

    /// The dtype that the columns were found to have.
    pub(super) fn guessed(&self, names: Option<&[String]>) -> Result<DType> {
        let converters = self.converters;
        let text_of = |length: usize| DType::str(length.max(1));
        let sized = |i: usize| match converters[i].found() {
            Found::DType(dtype) => Ok(dtype),
            Found::Text => text_of(self.longest(i)),
        };
        if names.is_none() {
            let mut checked = converters.iter().filter(|converter| converter.checked).map(Converter::found);
            let first = checked.next();
            if let Some(uniform) = first.filter(|first| checked.all(|other| other == *first)) {
                return match uniform {
                    Found::DType(dtype) => Ok(dtype),
                    Found::Text => text_of(self.longest_of_all()),
                };
            }
        }
        let name = |i: usize| match names.and_then(|names| names.get(i)) {
            Some(name) => name.clone(),
            None => numbered(&self.options.rules.default, i),
        };
        let fields = (0..converters.len()).map(|i| Ok((name(i), sized(i)?)));
        DType::structured(fields.collect::<Result<Vec<_>>>()?)
    }

    /// Converts all fields into the bytes of the array.
    pub(super) fn assemble(&self, dtype: &DType) -> Result<Array> {
        let Columns { options, converters, rows, text } = *self;
        let itemsize = dtype.itemsize();
        let structured = dtype.struct_type().is_some();
        let mut places = Vec::new();
        if structured {
            column::values(dtype, 0, &mut places);
        }
        if structured && !rows.is_empty() && converters.len() != places.len() {
            let (columns, fields) = (converters.len(), places.len());
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
                match places.get(i) {
                    Some((dtype, at)) => value.store(dtype, &mut row[*at..][..dtype.itemsize()])?,
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
}
