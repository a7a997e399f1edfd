//! `put`: values written to positions in the flat array.

use crate::error::FunctionError;
use crate::grid::unravel::columns;
use crate::like::{array_like, cast, integers};
use crate::select::take::Mode;
use crate::tuple::IndexTuple;
use nd_core::{Array, Casting, DType, IndexError, Literal, Result};

/// Writes `values` to the positions `indices` of the flat array, in C order. Fewer values are repeated.
///
/// ```
/// use nd_index::{Mode, put};
/// let x = nd_core::zeros(5, "i8")?;
/// put(&x, [0, 2, 4], [1, 2], Mode::Raise)?;
/// assert_eq!(x.to_string(), "[1 0 2 0 1]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Positions out of bounds or not of integers, a read-only array, memory that cannot be had or is borrowed elsewhere.
#[doc(alias = "numpy.put")]
pub fn put(array: &Array, indices: impl Into<Literal>, values: impl Into<Literal>, mode: Mode) -> Result<()> {
    let indices = integers(indices, Casting::Safe)?.ravel()?;
    let values = array_like(values)?;
    if indices.is_empty() {
        return Ok(());
    }
    if array.is_empty() {
        return Err(FunctionError::PutEmpty.into());
    }
    if values.is_empty() {
        return Ok(());
    }
    put_flat(array, &mode.apply(indices, array.size())?, &values)
}

/// Writes `values`, repeated, to flat positions.
pub(crate) fn put_flat(array: &Array, positions: &Array, values: &Array) -> Result<()> {
    let values = match values.size() {
        1 => values.reshape(())?,
        _ => crate::shape::edit::resize(values, positions.size())?,
    };
    if array.is_c_contiguous() {
        return array.reshape(-1)?.set(positions, values);
    }
    // Positions along each axis cannot count from the end, so those that do are turned first.
    let size = array.size() as i64;
    let mut outside = None;
    let flat = cast(positions.clone(), &DType::I64)?.map(|at: i64| {
        if at < -size || at >= size {
            outside.get_or_insert(at);
        }
        if at < 0 { at + size } else { at }
    })?;
    if let Some(index) = outside {
        return Err(IndexError::OutOfBounds { index, axis: 0, size: array.size() }.into());
    }
    array.set(IndexTuple::new(columns(&flat, array.shape())?), values)
}
