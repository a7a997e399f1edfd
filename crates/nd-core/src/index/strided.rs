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
