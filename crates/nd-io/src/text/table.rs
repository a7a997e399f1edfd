//! Rows of text to the bytes of an array.
//!
//! Every row could be read by cutting its line into fields, choosing columns, checking their number and converting
//! them; that is [`Table::careful_row`], and every error comes from there. Most rows of most files need none of that:
//! [`Table::quick_row`] converts numbers where they stand, in one pass over the bytes, and gives up without a trace as
//! soon as anything is out of the ordinary, so that the careful path reads the line again.

#![forbid(unsafe_code)]

use super::LoadTxtError;
use super::column::{self, Column};
use super::converters::Converters;
use super::genfromtxt::convert::{Convert, Value};
use super::scan::{Next, Rules, Scanner};
use core::ops::Range;
use nd_core::{DType, Object, Scalar};

/// Characters of a field that a message quotes.
const QUOTED: usize = 100;

/// Rows so far and how to read more.
pub(super) struct Table<'a> {
    rules: &'a Rules,
    dtype: &'a DType,
    usecols: Option<&'a [isize]>,
    converters: &'a Converters,
    /// What converts each column of the result, if not [`Column`]; empty until the first row, or without converters.
    converting: Vec<Option<Convert>>,
    /// One per column of the result; empty until the first row tells how many there are.
    columns: Vec<Column>,
    /// Values in a record, those of its parts one by one.
    values: usize,
    /// Bytes of a row of the result.
    row_bytes: usize,
    /// Whether numbers may be read without looking for the ends of their fields first.
    by_prefix: bool,
    /// Characters of the longest field of a row without bytes, as rows of text of no length are.
    pub(super) longest: usize,
    /// The values of such rows as objects, where these are wanted.
    pub(super) objects: Option<Vec<Object>>,
    pub(super) rows: usize,
    pub(super) bytes: Vec<u8>,
}

impl<'a> Table<'a> {
    /// An empty table.
    ///
    /// # Errors
    /// Columns that are not as many as the fields of a structured dtype.
    pub(super) fn new(
        rules: &'a Rules,
        dtype: &'a DType,
        usecols: Option<&'a [isize]>,
        converters: &'a Converters,
    ) -> Result<Table<'a>, LoadTxtError> {
        let mut values = Vec::new();
        column::values(dtype, 0, &mut values);
        if let (Some(usecols), Some(_)) = (usecols, dtype.struct_type())
            && usecols.len() != values.len()
        {
            return Err(LoadTxtError::UseCols { usecols: usecols.len(), fields: values.len() });
        }
        let mut table = Table {
            rules,
            dtype,
            usecols,
            converters,
            converting: Vec::new(),
            columns: Vec::new(),
            values: values.len(),
            row_bytes: 0,
            by_prefix: false,
            longest: 0,
            objects: None,
            rows: 0,
            bytes: Vec::new(),
        };
        if let Some(usecols) = usecols {
            table.set_columns(usecols.len());
        }
        Ok(table)
    }

    /// Columns of the result; 1 for text without rows, as in NumPy.
    pub(super) fn width(&self) -> usize {
        if self.rows == 0 && self.usecols.is_none() { 1 } else { self.columns.len() }
    }

    fn set_columns(&mut self, width: usize) {
        let itemsize = self.dtype.itemsize();
        self.columns = match self.dtype.struct_type() {
            Some(_) => {
                let mut values = Vec::new();
                column::values(self.dtype, 0, &mut values);
                values.iter().map(|(dtype, offset)| Column::new(dtype, *offset)).collect()
            }
            None => (0..width).map(|i| Column::new(self.dtype, i * itemsize)).collect(),
        };
        self.row_bytes = if self.dtype.struct_type().is_some() { itemsize } else { width * itemsize };
        self.by_prefix = self.rules.leave_numbers_alone() && self.columns.iter().all(Column::has_prefix);
    }

    /// Reads rows until the text ends or there are `max_rows`.
    pub(super) fn read(&mut self, scanner: &mut Scanner<'_>, max_rows: usize) -> Result<(), LoadTxtError> {
        let (mut fields, mut content) = (Vec::new(), Vec::new());
        let plain = self.usecols.is_none() && self.converters.is_empty();
        while !scanner.at_end() && self.rows < max_rows {
            let (line, start) = (scanner.at, self.bytes.len());
            if plain && self.rows > 0 && self.row_bytes > 0 {
                self.grow()?;
                if self.quick_row(scanner, start) {
                    self.rows += 1;
                    continue;
                }
                self.bytes.truncate(start);
                scanner.at = line;
            }
            let text = if self.rules.quote.is_some() {
                scanner.quoted_line(&mut content, &mut fields);
                &content
            } else {
                scanner.line(&mut fields);
                scanner.text
            };
            if !fields.is_empty() {
                self.careful_row(text, &fields)?;
                self.rows += 1;
            }
        }
        Ok(())
    }

    /// Makes room for one row.
    fn grow(&mut self) -> Result<(), LoadTxtError> {
        if self.bytes.try_reserve(self.row_bytes).is_err() {
            return Err(LoadTxtError::Memory { row: self.rows, dtype: self.dtype.clone() });
        }
        self.bytes.resize(self.bytes.len() + self.row_bytes, 0);
        Ok(())
    }

    /// Reads a line into the row at `start`, if it is an ordinary one.
    #[inline]
    fn quick_row(&mut self, scanner: &mut Scanner<'_>, start: usize) -> bool {
        let row = &mut self.bytes[start..];
        let mut next = Next::Field;
        for column in &self.columns {
            if next != Next::Field {
                return false;
            }
            // Where there is a delimiter, blanks belong to text.
            if self.rules.delimiter.is_none() || !column.is_text() {
                scanner.skip_space();
            }
            let field = scanner.at;
            if self.by_prefix {
                scanner.at += column.store_prefix(&scanner.text[field..], row);
            } else {
                scanner.skip_field();
                if !column.store(&scanner.text[field..scanner.at], row) {
                    return false;
                }
            }
            if scanner.at == field {
                return false;
            }
            next = scanner.after_field();
        }
        next == Next::Line
    }

    /// Appends the row that a line's fields make.
    fn careful_row(&mut self, text: &[u8], fields: &[Range<usize>]) -> Result<(), LoadTxtError> {
        let (row, found) = (self.rows, fields.len());
        if row == 0 && !self.converters.is_empty() {
            let own = self.dtype.struct_type().map(|_| self.values);
            let width = self.usecols.map(<[isize]>::len).or(own).unwrap_or(found);
            self.converting = self.converters.of_columns(width, self.usecols)?;
        }
        if self.usecols.is_none() {
            match self.dtype.struct_type() {
                Some(_) if self.values != found => {
                    return Err(LoadTxtError::FieldCount { expected: self.values, found, row: row + 1 });
                }
                _ if row == 0 => self.set_columns(found),
                _ if self.columns.len() != found => {
                    return Err(LoadTxtError::Ragged { expected: self.columns.len(), found, row: row + 1 });
                }
                _ => {}
            }
        }
        let start = self.bytes.len();
        self.grow()?;
        let bytes = &mut self.bytes[start..];
        for (i, column) in self.columns.iter().enumerate() {
            let index = self.usecols.map_or(i as isize, |usecols| usecols[i]);
            let from_front = if index < 0 { index.checked_add_unsigned(found) } else { Some(index) };
            let at = from_front.and_then(|at| usize::try_from(at).ok()).filter(|&at| at < found);
            let Some(at) = at else {
                return Err(LoadTxtError::Column { index, row: row + 1, found });
            };
            let field = &text[fields[at].clone()];
            let stored = match self.converting.get(i) {
                Some(Some(convert)) => match convert(&column::text(field)) {
                    Some(scalar) => {
                        if self.row_bytes == 0 {
                            let value = Value::from(scalar.clone());
                            self.longest = self.longest.max(value.text().chars().count());
                        }
                        if let Some(objects) = &mut self.objects {
                            objects.push(scalar.clone().into());
                        }
                        column.store_value(&scalar, bytes)
                    }
                    None => false,
                },
                _ => {
                    if self.row_bytes == 0 {
                        self.longest = self.longest.max(column::characters(field));
                    }
                    if let Some(objects) = &mut self.objects {
                        objects.push(Scalar::from(&*column::text(field)).into());
                    }
                    column.store(field, bytes)
                }
            };
            if !stored {
                let field = String::from_utf8_lossy(field).chars().take(QUOTED).collect();
                let dtype = column.dtype.clone();
                return Err(LoadTxtError::Field { field, dtype, row, column: at + 1 });
            }
        }
        Ok(())
    }
}
