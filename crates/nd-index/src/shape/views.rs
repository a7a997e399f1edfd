//! The methods of the array that NumPy has as functions too.

#![forbid(unsafe_code)]

use crate::error::FunctionError;
use nd_core::{Array, Axes, IntoShape, Order, Result};

/// The elements in a new shape, read and filled in `order`; a view where strides allow. See [`Array::reshape`].
///
/// ```
/// use nd_core::Order;
/// let x = nd_index::reshape(&nd_core::arange(6), (2, -1), Order::F)?;
/// assert_eq!(x.to_string(), "[[0 2 4]\n [1 3 5]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As there.
#[doc(alias = "numpy.reshape")]
pub fn reshape(array: &Array, shape: impl IntoShape, order: Order) -> Result<Array> {
    array.reshape_in(shape, order)
}

/// All elements on one axis, in `order`; a view where they lie so. See [`Array::ravel`].
///
/// ```
/// use nd_core::Order;
/// let x = nd_core::arange(6).reshape((2, 3))?;
/// assert_eq!(nd_index::ravel(&x, Order::F)?.to_string(), "[0 3 1 4 2 5]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As there.
#[doc(alias = "numpy.ravel")]
pub fn ravel(array: &Array, order: Order) -> Result<Array> {
    array.ravel_in(order)
}

/// The view with axes in another order, `..` for the reversed one. See [`Array::transpose`].
///
/// ```
/// let x = nd_core::zeros((2, 3, 4), "i1")?;
/// assert_eq!(nd_index::transpose(&x, ..)?.shape(), [4, 3, 2]);
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As there.
#[doc(alias = "numpy.transpose")]
#[doc(alias = "numpy.permute_dims")]
pub fn transpose(array: &Array, axes: impl Into<Axes>) -> Result<Array> {
    array.transpose(axes)
}

/// The view with axes in another order, `..` for the reversed one. See [`Array::transpose`].
///
/// ```
/// let x = nd_core::zeros((2, 3, 4), "i1")?;
/// assert_eq!(nd_index::permute_dims(&x, [1, 0, 2])?.shape(), [3, 2, 4]);
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As there.
#[doc(alias = "numpy.permute_dims")]
pub fn permute_dims(array: &Array, axes: impl Into<Axes>) -> Result<Array> {
    array.transpose(axes)
}

/// The view with the last two axes exchanged.
///
/// ```
/// let x = nd_core::zeros((2, 3, 4), "i1")?;
/// assert_eq!(nd_index::matrix_transpose(&x)?.shape(), [2, 4, 3]);
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Less than two axes.
#[doc(alias = "numpy.matrix_transpose")]
#[doc(alias = "numpy.linalg.matrix_transpose")]
#[doc(alias = "mT")]
pub fn matrix_transpose(array: &Array) -> Result<Array> {
    if array.ndim() < 2 {
        let message = format!("Input array must be at least 2-dimensional, but it is {}", array.ndim());
        return Err(FunctionError::Worded(nd_core::ErrorKind::Value, message).into());
    }
    array.swapaxes(-1, -2)
}

/// The view with axes moved. See [`Array::moveaxis`].
///
/// ```
/// let x = nd_core::zeros((2, 3, 4), "i1")?;
/// assert_eq!(nd_index::moveaxis(&x, 0, -1)?.shape(), [3, 4, 2]);
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As there.
#[doc(alias = "numpy.moveaxis")]
pub fn moveaxis(array: &Array, source: impl Into<Axes>, destination: impl Into<Axes>) -> Result<Array> {
    array.moveaxis(source, destination)
}

/// The view with `axis` rolled back until it stands before `start`. See [`Array::rollaxis`].
///
/// ```
/// let x = nd_core::zeros((2, 3, 4), "i1")?;
/// assert_eq!(nd_index::rollaxis(&x, 1, 0)?.shape(), [3, 2, 4]);
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As there.
#[doc(alias = "numpy.rollaxis")]
pub fn rollaxis(array: &Array, axis: isize, start: isize) -> Result<Array> {
    array.rollaxis(axis, start)
}

/// The view with two axes exchanged. See [`Array::swapaxes`].
///
/// ```
/// let x = nd_core::zeros((2, 3, 4), "i1")?;
/// assert_eq!(nd_index::swapaxes(&x, 0, 2)?.shape(), [4, 3, 2]);
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As there.
#[doc(alias = "numpy.swapaxes")]
pub fn swapaxes(array: &Array, axis1: isize, axis2: isize) -> Result<Array> {
    array.swapaxes(axis1, axis2)
}

/// The view without axes of length one. See [`Array::squeeze`].
///
/// ```
/// let x = nd_core::zeros((1, 3, 1), "i1")?;
/// assert_eq!(nd_index::squeeze(&x, ..)?.shape(), [3]);
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As there.
#[doc(alias = "numpy.squeeze")]
pub fn squeeze(array: &Array, axes: impl Into<Axes>) -> Result<Array> {
    array.squeeze(axes)
}

/// The view with axes of length one added. See [`Array::expand_dims`].
///
/// ```
/// let x = nd_core::zeros((2, 3), "i1")?;
/// assert_eq!(nd_index::expand_dims(&x, (0, -1))?.shape(), [1, 2, 3, 1]);
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As there.
#[doc(alias = "numpy.expand_dims")]
pub fn expand_dims(array: &Array, axes: impl Into<Axes>) -> Result<Array> {
    array.expand_dims(axes)
}

/// The elements repeated to `shape` without a copy; read-only. See [`Array::broadcast_to`].
///
/// ```
/// let row = nd_index::broadcast_to(&nd_core::arange(3), (2, 3))?;
/// assert_eq!(row.strides(), [0, 8]);
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As there.
#[doc(alias = "numpy.broadcast_to")]
pub fn broadcast_to(array: &Array, shape: impl IntoShape) -> Result<Array> {
    array.broadcast_to(shape)
}

/// All windows of a shape, as a read-only view. See [`Array::sliding_window_view`].
///
/// ```
/// let windows = nd_index::sliding_window_view(&nd_core::arange(4), 2, ..)?;
/// assert_eq!(windows.to_string(), "[[0 1]\n [1 2]\n [2 3]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As there.
#[doc(alias = "numpy.lib.stride_tricks.sliding_window_view")]
pub fn sliding_window_view(array: &Array, shape: impl IntoShape, axes: impl Into<Axes>) -> Result<Array> {
    array.sliding_window_view(shape, axes)
}
