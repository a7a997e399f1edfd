//! One position along an axis for each lane: what `argsort` and `argmax` return, used as an index.

#![forbid(unsafe_code)]

use crate::error::FunctionError;
use crate::like::array_like;
use crate::tuple::IndexTuple;
use nd_core::{Arg, Array, Axes, Literal, Operand, Result, normalize_axis, try_arange};

/// The index that selects `indices` along `axis`, and the own position along every other.
fn index(shape: &[usize], indices: Array, axis: usize) -> Result<IndexTuple> {
    if indices.ndim() != shape.len() {
        const MESSAGE: &str = "`indices` and `arr` must have the same number of dimensions";
        return Err(FunctionError::Value(MESSAGE).into());
    }
    let lists = shape.iter().enumerate().map(|(a, &n)| {
        if a == axis {
            return Ok(indices.clone());
        }
        let mut own = vec![1; shape.len()];
        own[a] = n;
        try_arange(n)?.reshape(own)
    });
    Ok(IndexTuple::new(lists.collect::<Result<_>>()?))
}

fn checked(indices: impl Into<Literal>) -> Result<Array> {
    let indices = array_like(indices)?;
    if !matches!(indices.dtype().kind(), 'i' | 'u') {
        return Err(FunctionError::Index("`indices` must be an integer array").into());
    }
    Ok(indices)
}

fn flat(indices: &Array) -> Result<()> {
    if indices.ndim() != 1 {
        const MESSAGE: &str = "when axis=None, `indices` must have a single dimension.";
        return Err(FunctionError::Value(MESSAGE).into());
    }
    Ok(())
}

/// The elements at `indices` along an axis, where every lane has positions of its own; with `..` along the flat array.
///
/// ```
/// use nd_core::array;
/// use nd_index::take_along_axis;
/// let x = array![[10, 30, 20], [60, 40, 50]];
/// let order = array![[0, 2, 1], [1, 2, 0]];
/// assert_eq!(take_along_axis(&x, &order, 1)?.to_string(), "[[10 20 30]\n [40 50 60]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Indices of another number of axes or not of integers, positions out of bounds, shapes that do not broadcast.
#[doc(alias = "numpy.take_along_axis")]
pub fn take_along_axis(array: &Array, indices: impl Into<Literal>, axis: impl Into<Axes>) -> Result<Array> {
    let indices = checked(indices)?;
    match axis.into().single()? {
        None => {
            flat(&indices)?;
            array.ravel()?.get(indices)
        }
        Some(axis) => {
            let axis = normalize_axis(axis, array.ndim())?;
            array.get(index(array.shape(), indices, axis)?)
        }
    }
}

/// Writes `values` to `indices` along an axis, where every lane has positions of its own; with `..` along the flat array.
///
/// ```
/// use nd_core::array;
/// let x = array![[10, 30, 20], [60, 40, 50]];
/// nd_index::put_along_axis(&x, &array![[1], [0]], 99, 1)?;
/// assert_eq!(x.to_string(), "[[10 99 20]\n [99 40 50]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`take_along_axis`]; values that do not broadcast, a read-only array.
#[doc(alias = "numpy.put_along_axis")]
pub fn put_along_axis(
    array: &Array,
    indices: impl Into<Literal>,
    values: impl Operand,
    axis: impl Into<Axes>,
) -> Result<()> {
    let indices = checked(indices)?;
    match axis.into().single()? {
        None => {
            flat(&indices)?;
            let values = match values.operand() {
                Arg::Array(values) => values.clone(),
                value => nd_core::full((), value)?,
            };
            let fit = values.broadcast_to(indices.shape()).map_err(|_| {
                let (value, result) = (values.shape().to_vec(), indices.shape().to_vec());
                nd_core::IndexError::Value { value, result }
            })?;
            if fit.is_empty() {
                return Ok(());
            }
            super::put::put_flat(array, &indices, &fit)
        }
        Some(axis) => {
            let axis = normalize_axis(axis, array.ndim())?;
            array.set(index(array.shape(), indices, axis)?, values)
        }
    }
}
