//! Sub-arrays: elements that are themselves arrays of a fixed shape.
//!
//! They are the fields of records; an array made of such a dtype has the shape of its elements behind its own and their dtype.

use super::{DType, IntoDType, Repr};
use crate::{DTypeError, Result};
use std::sync::Arc;

/// The dtype and the shape of elements that are arrays, one behind the other in C order.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct SubArray {
    base: DType,
    shape: Box<[usize]>,
    /// Elements in the shape.
    count: usize,
}

impl SubArray {
    /// The type of the elements inside.
    pub fn base(&self) -> &DType {
        &self.base
    }

    /// How they are arranged.
    pub fn shape(&self) -> &[usize] {
        &self.shape
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.count
    }

    /// The same shape of elements of another dtype.
    pub(super) fn map_base(&self, map: impl FnOnce(&DType) -> DType) -> DType {
        DType(Repr::Sub(Arc::new(SubArray { base: map(&self.base), ..self.clone() })))
    }

    pub(super) fn itemsize(&self) -> usize {
        self.base.itemsize() * self.count
    }
}

impl DType {
    /// Elements that are arrays of `shape`: NumPy's `np.dtype((base, shape))`. No axes leave the base as it is.
    ///
    /// ```
    /// use nd_dtype::DType;
    /// let dtype = DType::subarray("f4", [3, 2])?;
    /// assert_eq!((dtype.itemsize(), format!("{dtype:?}")), (24, "dtype(('<f4', (3, 2)))".to_string()));
    /// # Ok::<(), nd_dtype::Error>(())
    /// ```
    ///
    /// # Errors
    /// A base that is not understood; a length or a size that does not fit a C `int`, as in NumPy.
    pub fn subarray(base: impl IntoDType, shape: impl AsRef<[usize]>) -> Result<DType> {
        let (base, shape) = (base.into_dtype()?, shape.as_ref());
        if shape.is_empty() {
            return Ok(base);
        }
        let fits = |n: usize| n <= i32::MAX as usize;
        if !shape.iter().all(|&n| fits(n)) {
            return Err(DTypeError::SubArray { reason: "dimension does not fit into a C int." }.into());
        }
        let product = |shape: &[usize]| shape.iter().try_fold(1_usize, |all, &n| all.checked_mul(n));
        let too_large = DTypeError::SubArray { reason: "dtype size in bytes must fit into a C int." };
        let count = match product(shape) {
            Some(count) if count.checked_mul(base.itemsize()).is_some_and(fits) => count,
            // A shape of no elements is small, however long its other axes are.
            _ if shape.contains(&0) => 0,
            _ => return Err(too_large.into()),
        };
        Ok(DType(Repr::Sub(Arc::new(SubArray { base, shape: shape.into(), count }))))
    }

    /// The elements and the shape of a sub-array; `None` for any other dtype.
    ///
    /// ```
    /// use nd_dtype::DType;
    /// let dtype = DType::parse("(2,3)i2")?;
    /// let sub = dtype.subdtype().unwrap();
    /// assert_eq!((sub.base(), sub.shape()), (&DType::I16, &[2, 3][..]));
    /// # Ok::<(), nd_dtype::Error>(())
    /// ```
    #[inline]
    pub fn subdtype(&self) -> Option<&SubArray> {
        match &self.0 {
            Repr::Sub(sub) => Some(sub),
            _ => None,
        }
    }

    /// The dtype of the elements inside a sub-array, else the dtype itself.
    pub fn base(&self) -> &DType {
        self.subdtype().map_or(self, SubArray::base)
    }

    /// The shape of a sub-array; none for any other dtype.
    pub fn shape(&self) -> &[usize] {
        self.subdtype().map_or(&[], SubArray::shape)
    }

    /// The number of axes of a sub-array, else 0.
    pub fn ndim(&self) -> usize {
        self.shape().len()
    }
}
