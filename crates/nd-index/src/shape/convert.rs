//! Array-like things as arrays, in a memory order.

#![forbid(unsafe_code)]

use crate::like::{all_axes, array_like};
use nd_core::{Array, Axes, Literal, Order, Result};

/// A number, a list or an array as an array; an array is not copied.
///
/// ```
/// let x = nd_core::arange(3);
/// assert!(nd_index::asarray(&x)?.shares_memory(&x));
/// assert_eq!(nd_index::asarray([[1, 2], [3, 4]])?.shape(), [2, 2]);
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Lists of different lengths; memory that cannot be had.
#[doc(alias = "numpy.asarray")]
pub fn asarray(value: impl Into<Literal>) -> Result<Array> {
    array_like(value)
}

/// The array itself if it is packed in C order, else a copy that is; with one axis at least.
///
/// ```
/// let x = nd_core::arange(6).reshape((2, 3))?;
/// assert!(nd_index::ascontiguousarray(&x)?.shares_memory(&x));
/// assert!(nd_index::ascontiguousarray(x.t())?.is_c_contiguous());
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`asarray`]; memory that is borrowed elsewhere.
#[doc(alias = "numpy.ascontiguousarray")]
pub fn ascontiguousarray(value: impl Into<Literal>) -> Result<Array> {
    let array = at_least_one_axis(array_like(value)?)?;
    if array.is_c_contiguous() { Ok(array) } else { array.copy_in(Order::C) }
}

/// The array itself if it is packed in Fortran's order, else a copy that is; with one axis at least.
///
/// ```
/// let x = nd_index::asfortranarray([[1, 2, 3], [4, 5, 6]])?;
/// assert_eq!(x.strides(), [8, 16]);
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`ascontiguousarray`].
#[doc(alias = "numpy.asfortranarray")]
pub fn asfortranarray(value: impl Into<Literal>) -> Result<Array> {
    let array = at_least_one_axis(array_like(value)?)?;
    if array.is_f_contiguous() { Ok(array) } else { array.copy_in(Order::F) }
}

fn at_least_one_axis(array: Array) -> Result<Array> {
    if array.ndim() == 0 { array.reshape(1) } else { Ok(array) }
}

/// Whether an array is packed in Fortran's order and not in C order too.
///
/// ```
/// let x = nd_core::zeros((2, 3), "f8")?;
/// assert!(nd_index::isfortran(&x.t()) && !nd_index::isfortran(&x));
/// # Ok::<(), nd_core::Error>(())
/// ```
#[doc(alias = "numpy.isfortran")]
pub fn isfortran(array: &Array) -> bool {
    array.is_f_contiguous() && !array.is_c_contiguous()
}

/// Axes counted from the front, for an array of `ndim` axes; all of them with `..`.
///
/// ```
/// assert_eq!(nd_index::normalize_axis_tuple([0, -1], 3)?, [0, 2]);
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// An axis that there is not, or that is named twice.
#[doc(alias = "numpy.lib.array_utils.normalize_axis_tuple")]
pub fn normalize_axis_tuple(axes: impl Into<Axes>, ndim: usize) -> Result<Vec<usize>> {
    all_axes(&axes.into(), ndim)
}
