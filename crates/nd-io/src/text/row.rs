//! One row of an array to text.

#![forbid(unsafe_code)]

use super::SaveTxtError;
use core::ops::Range;
use nd_core::format::printf::{Conversion, Format, FormatError, Part, Value};
use nd_core::kernel::Num;
use nd_core::{Array, DType, Scalar};

/// The values in a row's bytes and the formats that they go through.
pub(super) struct RowFormat {
    dtype: DType,
    /// The formats of all columns, joined by the delimiter, as NumPy puts them together.
    text: String,
    format: Format,
    /// Where the values of a row lie; the two parts of a complex number are two values.
    cells: Vec<(DType, Range<usize>)>,
    complex: bool,
}

impl RowFormat {
    /// The formats `fmts` for rows of `array`: one for every column, one for each, or one string for the row.
    pub(super) fn new(
        array: &Array,
        fmts: &[String],
        list: bool,
        delimiter: &str,
    ) -> Result<RowFormat, SaveTxtError> {
        let (dtype, ndim) = (array.dtype(), array.ndim());
        let columns = match (array.shape(), dtype.struct_type()) {
            ([_], Some(fields)) => fields.len(),
            ([_], None) => 1,
            (&[_, columns], _) => columns,
            _ => return Err(SaveTxtError::Rank { ndim }),
        };
        let complex = dtype.kind() == 'c';
        let text = match fmts {
            fmts if list => {
                if fmts.len() != columns {
                    return Err(SaveTxtError::Formats { fmt: fmts.to_vec() });
                }
                fmts.join(delimiter)
            }
            fmts => {
                let fmt = fmts.concat();
                let values = if complex { 2 * columns } else { columns };
                match fmt.matches('%').count() {
                    1 if complex => vec![format!(" ({fmt}+{fmt}j)"); columns].join(delimiter),
                    1 => vec![fmt; columns].join(delimiter),
                    count if count == values => fmt,
                    _ => return Err(SaveTxtError::Conversions { fmt }),
                }
            }
        };
        let format = Format::parse(&text)?;
        Ok(RowFormat { dtype: dtype.clone(), text, format, cells: cells(dtype, ndim, columns), complex })
    }

    /// How many values a row has.
    pub(super) fn len(&self) -> usize {
        self.cells.len()
    }

    /// Appends the text of the row in `bytes`.
    pub(super) fn write(&self, bytes: &[u8], out: &mut Vec<u8>) -> Result<(), SaveTxtError> {
        let cells = self.cells.iter();
        self.write_values(cells.map(|(dtype, range)| Scalar::from_bytes(dtype, &bytes[range.clone()])), out)
    }

    /// Appends the text of a row of these values.
    pub(super) fn write_values(
        &self,
        mut cells: impl Iterator<Item = Scalar>,
        out: &mut Vec<u8>,
    ) -> Result<(), SaveTxtError> {
        let start = out.len();
        for part in self.format.parts() {
            match part {
                Part::Literal(text) => out.extend_from_slice(text.as_bytes()),
                Part::Spec(spec) => {
                    let Some(scalar) = cells.next() else { return Err(self.mismatch()) };
                    let text: String;
                    let value = match spec.conversion() {
                        Conversion::Text => {
                            text = scalar.to_string();
                            Value::Text(&text)
                        }
                        conversion if conversion.takes_text() => {
                            text = format!("{scalar:?}");
                            Value::Text(&text)
                        }
                        // Booleans of NumPy are no integers to Python.
                        Conversion::Hexadecimal | Conversion::Octal | Conversion::Character
                            if matches!(scalar, Scalar::Bool(_)) =>
                        {
                            return Err(self.mismatch());
                        }
                        _ => number(&scalar).ok_or_else(|| self.mismatch())?,
                    };
                    spec.write(value, out).map_err(|error| match error {
                        FormatError::NotANumber { .. }
                        | FormatError::NotAnInteger { .. }
                        | FormatError::NotACharacter => self.mismatch(),
                        other => other.into(),
                    })?;
                }
            }
        }
        if cells.next().is_some() {
            return Err(self.mismatch());
        }
        if self.complex {
            let signs = merge_signs(&out[start..]);
            out.truncate(start);
            out.extend(signs);
        }
        Ok(())
    }

    #[cold]
    fn mismatch(&self) -> SaveTxtError {
        SaveTxtError::Mismatch { dtype: self.dtype.clone(), format: self.text.clone() }
    }
}

/// The values of a row of `columns` elements (or of one structured element, whose fields they are then).
fn cells(dtype: &DType, ndim: usize, columns: usize) -> Vec<(DType, Range<usize>)> {
    if let (Some(fields), 1) = (dtype.struct_type(), ndim) {
        return fields.iter().map(|field| (field.dtype.clone(), field.range())).collect();
    }
    let part = match dtype.num() {
        Some(Num::C64) => Some(DType::F32),
        Some(Num::C128) => Some(DType::F64),
        _ => None,
    };
    let part = part.map(|part| if dtype.is_native() { part } else { part.swapped() });
    let (value, values) = match part {
        Some(part) => (part, 2 * columns),
        None => (dtype.clone(), columns),
    };
    let size = value.itemsize();
    (0..values).map(|i| (value.clone(), i * size..(i + 1) * size)).collect()
}

/// What a numeric conversion makes of an element; of a complex number in a record, Python takes the real part.
fn number(scalar: &Scalar) -> Option<Value<'static>> {
    Some(match *scalar {
        Scalar::Bool(x) => Value::Integer(x.into()),
        Scalar::I8(x) => Value::Integer(x.into()),
        Scalar::U8(x) => Value::Integer(x.into()),
        Scalar::I16(x) => Value::Integer(x.into()),
        Scalar::U16(x) => Value::Integer(x.into()),
        Scalar::I32(x) => Value::Integer(x.into()),
        Scalar::U32(x) => Value::Integer(x.into()),
        Scalar::I64(x) => Value::Integer(x.into()),
        Scalar::U64(x) => Value::Integer(x.into()),
        Scalar::F16(x) => Value::Float(x.into()),
        Scalar::BF16(x) => Value::Float(x.into()),
        Scalar::F32(x) => Value::Float(x.into()),
        Scalar::F64(x) => Value::Float(x),
        Scalar::C64(x) => Value::Float(x.re.into()),
        Scalar::C128(x) => Value::Float(x.re),
        _ => return None,
    })
}

/// `+-` as `-`, wherever it stands: how NumPy writes a negative imaginary part behind the plus of the format.
fn merge_signs(row: &[u8]) -> Vec<u8> {
    let mut merged = Vec::with_capacity(row.len());
    for (i, &byte) in row.iter().enumerate() {
        if byte != b'+' || row.get(i + 1) != Some(&b'-') {
            merged.push(byte);
        }
    }
    merged
}
