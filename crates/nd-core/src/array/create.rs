//! Arrays of constants.

use super::Array;
use crate::buffer::Buffer;
use crate::engine::{Arg, Operand};
use crate::layout::{Dims, IntoShape, Layout, Order};
use nd_dtype::{DType, IntoDType, Managed, Result, Scalar, Weak};

/// An array of zeros (of whatever `dtype` calls zero: false, 0, every field zero).
///
/// ```
/// assert_eq!(nd_core::zeros((2, 2), "f8")?.to_string(), "[[0. 0.]\n [0. 0.]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Negative lengths, a size that no memory holds, a dtype that is not understood.
#[doc(alias = "numpy.zeros")]
pub fn zeros(shape: impl IntoShape, dtype: impl IntoDType) -> Result<Array> {
    let shape = shape.into_shape().lengths()?;
    let dtype = dtype.into_dtype()?.for_new_array();
    let layout = Layout::contiguous(&shape, dtype.itemsize())?;
    with_zeros(zeroed(layout, dtype)?)
}

/// The zeros of an array that is all zero bytes: for objects these are not `None` but the number.
pub(super) fn with_zeros(array: Array) -> Result<Array> {
    for (offset, managed) in array.dtype.places() {
        if managed == Managed::Object {
            array.part(DType::OBJECT, offset).fill(0)?;
        }
    }
    Ok(array)
}

pub(super) fn zeroed(layout: Layout, dtype: DType) -> Result<Array> {
    let bytes = layout.size() * dtype.itemsize();
    let buffer = Buffer::zeroed_for(bytes, &dtype)
        .map_err(|_| crate::error::memory_error(&layout.shape, &dtype, bytes))?;
    Array::from_parts(buffer, dtype, layout).expanded()
}

/// An array whose values are of no interest.
///
/// In nd they are zeros, or `None` for objects: memory that nobody wrote is never shown.
///
/// ```
/// assert_eq!(nd_core::empty((2, 3), "f4")?.shape(), [2, 3]);
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`zeros`].
#[doc(alias = "numpy.empty")]
pub fn empty(shape: impl IntoShape, dtype: impl IntoDType) -> Result<Array> {
    let shape = shape.into_shape().lengths()?;
    let dtype = dtype.into_dtype()?.for_new_array();
    let layout = Layout::contiguous(&shape, dtype.itemsize())?;
    zeroed(layout, dtype)
}

/// An array of ones.
///
/// ```
/// assert_eq!(nd_core::ones(3, "i4")?.to_string(), "[1 1 1]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`zeros`].
#[doc(alias = "numpy.ones")]
pub fn ones(shape: impl IntoShape, dtype: impl IntoDType) -> Result<Array> {
    let array = zeros(shape, dtype)?;
    array.fill(1)?;
    Ok(array)
}

/// An array of `value`, with the dtype that the value has alone (`int64` for an integer literal). [`Array::full_in`] takes
/// another.
///
/// ```
/// assert_eq!(nd_core::full((2, 2), 1.5)?.to_string(), "[[1.5 1.5]\n [1.5 1.5]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`zeros`]; an array value that does not broadcast to the shape.
#[doc(alias = "numpy.full")]
pub fn full(shape: impl IntoShape, value: impl Operand) -> Result<Array> {
    let dtype = match value.operand() {
        Arg::Array(array) => array.dtype.clone(),
        Arg::Scalar(scalar) => scalar.dtype(),
        Arg::Weak(weak) => weak.dtype()?,
    };
    let array = zeros(shape, dtype)?;
    array.fill(value)?;
    Ok(array)
}

/// `rows` × `cols` zeros with ones on diagonal `k` (positive above the main one).
///
/// ```
/// assert_eq!(nd_core::eye(2, 3, 1, "i8")?.to_string(), "[[0 1 0]\n [0 0 1]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`zeros`].
#[doc(alias = "numpy.eye")]
pub fn eye(rows: usize, cols: usize, k: isize, dtype: impl IntoDType) -> Result<Array> {
    let array = zeros((rows, cols), dtype)?;
    let (down, right) = (k.min(0).unsigned_abs(), k.max(0).unsigned_abs());
    let len = rows.saturating_sub(down).min(cols.saturating_sub(right));
    if len > 0 {
        let strides = array.strides();
        let offset = down as isize * strides[0] + right as isize * strides[1];
        let diagonal = Layout {
            shape: Dims::from_slice(&[len]),
            strides: Dims::from_slice(&[strides[0] + strides[1]]),
            offset: offset as usize,
        };
        array.with_layout(diagonal).fill(1)?;
    }
    Ok(array)
}

/// The `n` × `n` identity matrix, in `float64`; [`identity_as`] takes another dtype.
///
/// ```
/// assert_eq!(nd_core::identity(2)?.to_string(), "[[1. 0.]\n [0. 1.]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`zeros`].
#[doc(alias = "numpy.identity")]
pub fn identity(n: usize) -> Result<Array> {
    identity_as(n, DType::F64)
}

/// The `n` × `n` identity matrix in `dtype`.
///
/// ```
/// assert_eq!(nd_core::identity_as(2, "i4")?.to_string(), "[[1 0]\n [0 1]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`zeros`].
#[doc(alias = "numpy.identity")]
pub fn identity_as(n: usize, dtype: impl IntoDType) -> Result<Array> {
    eye(n, n, 0, dtype)
}

/// Fills `array` with `value`, cast whatever that loses; only an integer literal has to be in range.
pub(super) fn fill_cast(array: &Array, value: Arg<'_>) -> Result<()> {
    match value {
        Arg::Weak(weak @ (Weak::Float(_) | Weak::Complex(_))) => {
            array.fill(Array::from_scalar(Scalar::from_weak(weak, &weak.dtype()?)?)?)
        }
        value => array.fill(value),
    }
}

impl Array {
    /// Zeros in `order` (C or F).
    ///
    /// ```
    /// use nd_core::{Array, Order};
    /// assert_eq!(Array::zeros_in((2, 3), "f8", Order::F)?.strides(), [8, 16]);
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`zeros`].
    pub fn zeros_in(shape: impl IntoShape, dtype: impl IntoDType, order: Order) -> Result<Array> {
        let (shape, dtype) = (shape.into_shape().lengths()?, dtype.into_dtype()?.for_new_array());
        let mut layout = Layout::contiguous(&shape, dtype.itemsize())?;
        layout.strides = crate::layout::strides_in_order(&shape, dtype.itemsize(), order);
        with_zeros(zeroed(layout, dtype)?)
    }

    /// An array of `value` cast to `dtype` whatever that loses, in `order` (C or F). Only an integer literal has to be in
    /// range.
    ///
    /// ```
    /// use nd_core::{Array, Order};
    /// let x = Array::full_in((2, 2), 2.7, "i1", Order::F)?;
    /// assert_eq!((x.to_string(), x.strides()), ("[[2 2]\n [2 2]]".into(), &[1, 2][..]));
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`zeros`]; a value that does not broadcast to the shape or that the dtype does not take.
    #[doc(alias = "numpy.full")]
    pub fn full_in(
        shape: impl IntoShape,
        value: impl Operand,
        dtype: impl IntoDType,
        order: Order,
    ) -> Result<Array> {
        let array = Array::zeros_in(shape, dtype, order)?;
        fill_cast(&array, value.operand())?;
        Ok(array)
    }
}
