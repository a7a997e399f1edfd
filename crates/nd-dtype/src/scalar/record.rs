//! One element of a structured dtype, or of a sub-array: its bytes, read part by part.

use super::Scalar;
use crate::{Counted, DType, DTypeError, Object, Result, SubArray};

/// An element of a structured dtype, with bytes of its own; or a sub-array, whose parts are its elements along the first axis.
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
    element: Counted,
}

impl Record {
    /// `bytes` is one element of `dtype`, which is structured or a sub-array.
    pub(super) fn from_parts(dtype: DType, bytes: Box<[u8]>) -> Record {
        debug_assert_eq!(dtype.itemsize(), bytes.len());
        Record { element: Counted::new(dtype, bytes) }
    }

    /// The structured dtype.
    pub fn dtype(&self) -> &DType {
        self.element.dtype()
    }

    /// The bytes of the element, padding included, in the byte order of each field.
    pub fn bytes(&self) -> &[u8] {
        &self.element
    }

    /// The number of fields, or of elements along the first axis.
    pub fn len(&self) -> usize {
        match self.dtype().subdtype() {
            Some(sub) => sub.shape()[0],
            None => self.dtype().fields().len(),
        }
    }

    /// Whether there are no parts.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The value of the part at position `i`.
    pub fn item(&self, i: usize) -> Option<Scalar> {
        if let Some(sub) = self.dtype().subdtype() {
            let row = row(sub);
            let start = (i < self.len()).then(|| i * row.itemsize())?;
            return Some(Scalar::from_bytes(&row, &self.element[start..start + row.itemsize()]));
        }
        let field = self.dtype().fields().get(i)?;
        Some(Scalar::from_bytes(&field.dtype, &self.element[field.range()]))
    }

    /// The value of the field of that name.
    pub fn field(&self, name: &str) -> Option<Scalar> {
        let field = self.dtype().field(name)?;
        Some(Scalar::from_bytes(&field.dtype, &self.element[field.range()]))
    }

    /// The values of the parts in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Scalar> + '_ {
        // Every position below the number of parts has one.
        (0..self.len()).map(|i| self.item(i).unwrap_or(Scalar::Bool(false)))
    }

    /// Writes the record as one element of `dtype`: part by part in order, or its only part as a number.
    pub(super) fn write(&self, dtype: &DType, bytes: &mut [u8], kept: &mut Vec<Object>) -> Result<()> {
        let refused = || DTypeError::NoCast { from: self.dtype().clone(), to: dtype.clone() };
        if let (Some(from), Some(to)) = (self.dtype().subdtype(), dtype.subdtype()) {
            if from.shape() != to.shape() {
                return Err(shapes_differ(from, to));
            }
            let (source, target) = (from.base().itemsize(), to.base().itemsize());
            for i in 0..from.count() {
                let value = Scalar::from_bytes(from.base(), &self.element[i * source..][..source]);
                value.write_element(to.base(), &mut bytes[i * target..][..target], kept)?;
            }
            return Ok(());
        }
        match (dtype.struct_type(), self.len()) {
            (Some(fields), len) if fields.len() == len && self.dtype().subdtype().is_none() => {
                for (field, value) in fields.iter().zip(self.iter()) {
                    value.write_element(&field.dtype, &mut bytes[field.range()], kept)?;
                }
                Ok(())
            }
            (None, _) if dtype.subdtype().is_some() => {
                super::write_repeated(&Scalar::Record(self.clone()), dtype, bytes, kept)
            }
            (None, 1) => self.iter().try_for_each(|value| value.write_element(dtype, bytes, kept)),
            _ => Err(refused().into()),
        }
    }
}

/// The dtype of a part of a sub-array along its first axis.
fn row(sub: &SubArray) -> DType {
    // A part is smaller than the whole, so it is a dtype.
    DType::subarray(sub.base(), &sub.shape()[1..]).unwrap_or_else(|_| sub.base().clone())
}

/// The error of sub-arrays that do not fit each other.
#[cold]
fn shapes_differ(from: &SubArray, to: &SubArray) -> crate::Error {
    let text = |shape: &[usize]| match shape {
        [only] => format!("({only},)"),
        _ => format!("({})", shape.iter().map(usize::to_string).collect::<Vec<_>>().join(",")),
    };
    DTypeError::SubArrayAssign { from: text(from.shape()), into: text(to.shape()) }.into()
}

/// Records are equal if their dtypes and the values of their fields are; padding does not count.
impl PartialEq for Record {
    fn eq(&self, other: &Record) -> bool {
        self.dtype() == other.dtype() && self.iter().eq(other.iter())
    }
}
