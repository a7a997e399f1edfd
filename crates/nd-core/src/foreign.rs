//! Arrays over memory that nd did not allocate.
//!
//! Memory that comes with its owner (a mapped file, a byte buffer, an Arrow or ndarray array) becomes an [`Array`]
//! that keeps the owner alive. Memory that is only borrowed never does: an array has no lifetime.

use crate::array::{Array, check_plain};
use crate::buffer::Buffer;
use crate::error::{ArrayError, ShapeError, shape_error};
use crate::layout::{Dims, IntoShape, Layout, checked_bytes};
use core::any::Any;
use core::ptr::NonNull;
use nd_dtype::{DType, IntoDType, Plain, Result};

impl Array {
    /// The elements that `owner` gives out, on one axis, read-only and without copying; `owner` lives as long as any
    /// array over them.
    ///
    /// ```
    /// let text: std::sync::Arc<[u8]> = std::sync::Arc::from(&b"abc"[..]);
    /// let a = nd_core::Array::from_owner::<u8>(text)?;
    /// assert_eq!(a.to_string(), "[97 98 99]");
    /// assert!(a.fill(0).is_err());
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// No memory for the header.
    #[doc(alias = "numpy.frombuffer")]
    pub fn from_owner<T: Plain>(owner: impl AsRef<[T]> + Send + Sync + 'static) -> Result<Array> {
        // Elements that the owner holds inline must neither move nor be reached through a unique pointer any more, so the
        // box is kept as a raw pointer until it is dropped.
        let owner = Kept(Box::into_raw(Box::new(owner)));
        // SAFETY: the pointer was a box's a moment ago, and only shared references are made of it until it is dropped.
        let slice: &[T] = unsafe { &*owner.0 }.as_ref();
        let (data, len) = (NonNull::from(slice).cast::<u8>(), size_of_val(slice));
        let layout = Layout::contiguous(&[slice.len()], size_of::<T>())?;
        // SAFETY: the slice stays valid and unwritten while the owner is only shared, which it is until it is dropped.
        let buffer = unsafe { Buffer::from_foreign(data, len, Box::new(owner), false)? };
        Ok(Array::from_parts(buffer, T::DTYPE, layout))
    }

    /// An array over memory kept alive by `owner`: `shape` elements of `dtype`, the first at `ptr`, at `strides` bytes.
    ///
    /// # Errors
    /// Shape and strides of different lengths, extents that overflow, a dtype that is not understood.
    ///
    /// # Safety
    /// Until `owner` is dropped, every byte between the lowest and the highest that an element reaches must be valid
    /// and initialised, and
    /// - if `writable`, nobody else may touch them;
    /// - if not, nobody may write them.
    pub unsafe fn from_raw_parts(
        ptr: NonNull<u8>,
        shape: impl IntoShape,
        strides: &[isize],
        dtype: impl IntoDType,
        owner: Box<dyn Any + Send + Sync>,
        writable: bool,
    ) -> Result<Array> {
        let (shape, dtype) = (shape.into_shape().lengths()?, check_plain(dtype.into_dtype()?)?);
        checked_bytes(&shape, dtype.itemsize())?;
        if shape.len() != strides.len() {
            return Err(shape_error(ShapeError::AxesCount));
        }
        let (below, above) = reach(&shape, strides, &dtype)?;
        let start = NonNull::new(ptr.as_ptr().wrapping_sub(below)).ok_or_else(|| too_big(&shape))?;
        // SAFETY: the caller's promise, for exactly the bytes that elements reach.
        let buffer = unsafe { Buffer::from_foreign(start, below + above, owner, writable)? };
        let layout =
            Layout { shape: Dims::from_slice(&shape), strides: Dims::from_slice(strides), offset: below };
        Array::from_parts(buffer, dtype, layout).expanded()
    }

    /// An array of `dtype` over the bytes that `owner` gives out, read-only and without copying.
    ///
    /// # Errors
    /// A number of bytes that is not a multiple of the item size; a dtype that is not understood.
    pub fn from_owned_bytes(
        owner: impl AsRef<[u8]> + Send + Sync + 'static,
        dtype: impl IntoDType,
    ) -> Result<Array> {
        let dtype = check_plain(dtype.into_dtype()?)?;
        let bytes = Array::from_owner::<u8>(owner)?;
        if dtype.itemsize() == 0 || bytes.size() % dtype.itemsize() != 0 {
            return Err(ArrayError::PartialElement.into());
        }
        let Array { buffer, .. } = bytes;
        let layout = Layout::contiguous(&[buffer.len() / dtype.itemsize()], dtype.itemsize())?;
        Array::from_parts(buffer, dtype, layout).expanded()
    }
}

/// A box that is not touched until it is dropped.
struct Kept<O>(*mut O);

// SAFETY: the owner behind the pointer may be sent and shared, and nothing else is behind it.
unsafe impl<O: Send> Send for Kept<O> {}
// SAFETY: as above.
unsafe impl<O: Sync> Sync for Kept<O> {}

impl<O> Drop for Kept<O> {
    fn drop(&mut self) {
        // SAFETY: the pointer came from `Box::into_raw` and is dropped once.
        drop(unsafe { Box::from_raw(self.0) });
    }
}

/// How many bytes elements reach below the first one and from it on.
fn reach(shape: &[usize], strides: &[isize], dtype: &DType) -> Result<(usize, usize)> {
    if shape.contains(&0) {
        return Ok((0, 0));
    }
    let (mut below, mut above) = (0usize, dtype.itemsize());
    for (&n, &s) in shape.iter().zip(strides) {
        let extent = (n - 1).checked_mul(s.unsigned_abs()).ok_or_else(|| too_big(shape))?;
        let side = if s < 0 { &mut below } else { &mut above };
        *side =
            side.checked_add(extent).filter(|&b| b <= isize::MAX as usize).ok_or_else(|| too_big(shape))?;
    }
    Ok((below, above))
}

fn too_big(shape: &[usize]) -> nd_dtype::Error {
    shape_error(ShapeError::TooBig { shape: shape.to_vec() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_owner_may_hold_its_elements_inline() {
        let a = Array::from_owner::<u8>([1u8, 2, 3, 4]).expect("a header");
        let tail = a.slice(2..).expect("in bounds");
        drop(a);
        assert_eq!(tail.to_vec::<u8>().expect("bytes"), [3, 4]);
        assert!(!tail.is_writeable());
    }
}
