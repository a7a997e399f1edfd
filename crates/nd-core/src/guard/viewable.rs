//! Which Rust types elements can be lent as.

use crate::array::{Array, zeros};
use crate::error::ArrayError;
use nd_dtype::{DType, Plain, Result};

/// A Rust type that an array's elements can be lent as: every plain element type, and structs that derive `nd::Record`.
///
/// Arrays check that their dtype is that of the type, and that elements are aligned for it, before they lend any.
///
/// # Safety
/// Every pattern of `size_of::<Self>()` bytes must be a value, whatever is in its padding; `dtype` must describe the parts of
/// the type at their places, with its size as item size; `PADDED` must be set if any byte belongs to no part.
pub unsafe trait Viewable: Copy + Send + Sync + 'static {
    /// Whether some bytes belong to no part. Such elements are lent for reading only: a value that Rust writes may leave
    /// those bytes uninitialised.
    const PADDED: bool;

    /// The dtype of elements of this type.
    fn dtype() -> DType;
}

// SAFETY: plain types accept every bit pattern and have no padding, and their dtype is theirs.
unsafe impl<T: Plain> Viewable for T {
    const PADDED: bool = false;

    #[inline]
    fn dtype() -> DType {
        T::DTYPE
    }
}

impl Array {
    /// The records of a slice, copied into an array of their dtype. See the derive macro `nd::Record`.
    ///
    /// # Errors
    /// Records with padding, whose bytes nobody wrote; memory that cannot be had.
    pub fn from_records<T: Viewable>(records: &[T]) -> Result<Array> {
        let array = zeros(records.len(), T::dtype())?;
        let mut guard = array.view_mut::<T>()?;
        match guard.view_mut().as_mut_slice() {
            Some(elements) => elements.copy_from_slice(records),
            // A fresh array is packed.
            None => return Err(ArrayError::Padded { dtype: T::dtype() }.into()),
        }
        drop(guard);
        Ok(array)
    }
}
