//! Views with strides of the caller's choice.
//!
//! Bounds are checked like everything else; what cannot be checked cheaply is that nobody writes through a view whose
//! elements share bytes, so making one that may write is unsafe. Windows and diagonals have safe functions of their own.

use crate::array::Array;
use crate::error::{ArrayError, ShapeError, shape_error};
use crate::layout::{Dims, IntoShape, Layout, checked_bytes};
use nd_dtype::Result;

/// The view of the memory behind `array`, from its first element on, with the shape and byte strides given.
///
/// ```
/// let x = nd_core::arange(4);
/// // SAFETY: nothing writes through the view.
/// let pairs = unsafe { nd_core::as_strided(&x, (3, 2), &[8, 8])? };
/// assert_eq!(pairs.to_string(), "[[0 1]\n [1 2]\n [2 3]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Another number of strides than of axes; elements outside of the array's memory.
///
/// # Safety
/// While two elements of the view share a byte, nothing may be written through it or through a view of it.
#[doc(alias = "numpy.lib.stride_tricks.as_strided")]
pub unsafe fn as_strided(array: &Array, shape: impl IntoShape, strides: &[isize]) -> Result<Array> {
    let shape = shape.into_shape().lengths()?;
    checked_bytes(&shape, array.itemsize())?;
    if strides.len() != shape.len() {
        return Err(shape_error(ShapeError::AxesCount));
    }
    let reaches = |ends: fn(isize) -> bool| -> Option<isize> {
        let axes = shape.iter().zip(strides).filter(|(_, step)| ends(**step));
        axes.map(|(&n, &step)| (n as isize - 1).checked_mul(step)).try_fold(0isize, |a, b| a.checked_add(b?))
    };
    let offset = array.layout.offset;
    let outside = || ArrayError::Outside { shape: shape.clone(), strides: strides.to_vec() };
    if !shape.contains(&0) {
        let (below, above) =
            (reaches(|s| s < 0).ok_or_else(outside)?, reaches(|s| s > 0).ok_or_else(outside)?);
        let end = (offset + array.itemsize()).checked_add_signed(above).ok_or_else(outside)?;
        if below.unsigned_abs() > offset || end > array.buffer.len() {
            return Err(outside().into());
        }
    }
    let layout = Layout { shape: Dims::from_slice(&shape), strides: Dims::from_slice(strides), offset };
    Ok(array.with_layout(layout))
}

#[cfg(test)]
mod tests {
    use super::as_strided;
    use crate::arange;

    #[test]
    fn views_stay_inside_their_memory() {
        let x = arange(4);
        // SAFETY: nothing is written.
        let outside = |shape: &[usize], strides: &[isize]| unsafe { as_strided(&x, shape, strides).is_err() };
        assert!(outside(&[3, 3], &[8, 8]) && outside(&[2], &[-8]) && outside(&[2], &[isize::MAX]));
        assert!(outside(&[usize::MAX >> 1], &[isize::MIN]) && outside(&[2, 2], &[8]));
        assert!(!outside(&[3, 2], &[8, 8]) && !outside(&[0, 9], &[800, 800]) && !outside(&[4, 4], &[8, 0]));
    }
}
