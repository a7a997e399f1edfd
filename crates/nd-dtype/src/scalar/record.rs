//! One element of a structured dtype: its bytes, read field by field.

use super::Scalar;
use crate::{DType, DTypeError, Result};

/// An element of a structured dtype, with bytes of its own.
///
/// ```
/// use nd_dtype::{DType, Scalar};
/// let dtype = DType::parse("i4,f8")?;
/// let Scalar::Record(record) = Scalar::from(2.5).cast(&dtype)? else { unreachable!() };
/// assert_eq!((record.item(0), record.field("f1")), (Some(Scalar::I32(2)), Some(Scalar::F64(2.5))));
/// assert_eq!(Scalar::Record(record).to_string(), "(2, 2.5)");
/// # Ok::<(), nd_dtype::Error>(())
/// ```
#[doc(alias = "void")]
#[derive(Clone)]
pub struct Record {
    dtype: DType,
    bytes: Box<[u8]>,
}

impl Record {
    /// `bytes` is one element of `dtype`, which is structured.
    pub(super) fn from_parts(dtype: DType, bytes: Box<[u8]>) -> Record {
        debug_assert_eq!(dtype.itemsize(), bytes.len());
        Record { dtype, bytes }
    }

    /// The structured dtype.
    pub fn dtype(&self) -> &DType {
        &self.dtype
    }

    /// The bytes of the element, padding included, in the byte order of each field.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The number of fields.
    pub fn len(&self) -> usize {
        self.dtype.fields().len()
    }

    /// Whether the dtype has no fields.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The value of the field at position `i`.
    pub fn item(&self, i: usize) -> Option<Scalar> {
        let field = self.dtype.fields().get(i)?;
        Some(Scalar::from_bytes(&field.dtype, &self.bytes[field.range()]))
    }

    /// The value of the field of that name.
    pub fn field(&self, name: &str) -> Option<Scalar> {
        let field = self.dtype.field(name)?;
        Some(Scalar::from_bytes(&field.dtype, &self.bytes[field.range()]))
    }

    /// The values of the fields in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Scalar> + '_ {
        let value = |field: &crate::Field| Scalar::from_bytes(&field.dtype, &self.bytes[field.range()]);
        self.dtype.fields().iter().map(value)
    }

    /// Writes the record as one element of `dtype`: field by field in order, or its only field as a number.
    pub(super) fn write(&self, dtype: &DType, bytes: &mut [u8]) -> Result<()> {
        match (dtype.struct_type(), self.len()) {
            (Some(fields), len) if fields.len() == len => {
                for (field, value) in fields.iter().zip(self.iter()) {
                    value.write_bytes(&field.dtype, &mut bytes[field.range()])?;
                }
                Ok(())
            }
            (None, 1) => self.iter().try_for_each(|value| value.write_bytes(dtype, bytes)),
            _ => Err(DTypeError::NoCast { from: self.dtype.clone(), to: dtype.clone() }.into()),
        }
    }
}

/// Records are equal if their dtypes and the values of their fields are; padding does not count.
impl PartialEq for Record {
    fn eq(&self, other: &Record) -> bool {
        self.dtype == other.dtype && self.iter().eq(other.iter())
    }
}
