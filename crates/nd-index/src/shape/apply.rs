//! Functions of lanes and of axes.

#![forbid(unsafe_code)]

use crate::error::FunctionError;
use crate::grid::iter::ndindex;
use nd_core::{Array, Axes, Part, Result, normalize_axis, zeros};

/// `function` of every lane along `axis`; the axes of what it returns take the place of the lane.
///
/// The first lane decides the shape and dtype of the result.
///
/// ```
/// use nd_core::{arange, array};
/// let x = arange(6).reshape((2, 3))?;
/// let ends = nd_index::apply_along_axis(|lane| lane.get([0, -1]), 1, &x)?;
/// assert_eq!(ends.to_string(), "[[0 2]\n [3 5]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Those of `function`; no lanes, an axis that the array does not have, results that do not broadcast to the shape of the first.
#[doc(alias = "numpy.apply_along_axis")]
pub fn apply_along_axis(
    mut function: impl FnMut(&Array) -> Result<Array>,
    axis: isize,
    array: &Array,
) -> Result<Array> {
    let axis = normalize_axis(axis, array.ndim())?;
    let last = array.ndim() - 1;
    let lanes = array.moveaxis(axis, last)?;
    let outer = lanes.shape()[..last].to_vec();
    let mut result: Option<Array> = None;
    for at in ndindex(&outer)? {
        let index: Vec<Part> = at.into_iter().map(Part::from).collect();
        let lane = if index.is_empty() { lanes.alias() } else { lanes.slice(&index)? };
        let value = function(&lane)?;
        if result.is_none() {
            result = Some(zeros([&outer[..], value.shape()].concat(), value.dtype().clone())?);
        }
        if let Some(result) = &result {
            let place = if index.is_empty() { result.alias() } else { result.slice(&index)? };
            place.assign(&value)?;
        }
    }
    let Some(result) = result else {
        const MESSAGE: &str = "Cannot apply_along_axis when any iteration dimensions are 0";
        return Err(FunctionError::Value(MESSAGE).into());
    };
    let added: Vec<usize> = (last..result.ndim()).collect();
    let place: Vec<usize> = (axis..axis + added.len()).collect();
    result.moveaxis(added, place)
}

/// `function` of the array and each axis in turn, each time of what came out before; an axis that it drops is put back with
/// length one.
///
/// ```
/// use nd_core::{arange, axis, operators};
/// let x = arange(6).reshape((2, 3))?;
/// let sums = nd_index::apply_over_axes(|x, a| operators::ADD.reduce(x, &axis(a)), &x, [0, 1])?;
/// assert_eq!(sums.to_string(), "[[15]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Those of `function`; results with other axes.
#[doc(alias = "numpy.apply_over_axes")]
pub fn apply_over_axes(
    mut function: impl FnMut(&Array, isize) -> Result<Array>,
    array: &Array,
    axes: impl Into<Axes>,
) -> Result<Array> {
    let axes = axes.into();
    let all: Vec<isize> = (0..array.ndim() as isize).collect();
    let mut value = array.clone();
    for &axis in axes.list().unwrap_or(&all) {
        let axis = if axis < 0 { axis + array.ndim() as isize } else { axis };
        let next = function(&value, axis)?;
        let next = if next.ndim() == value.ndim() { next } else { next.expand_dims(axis)? };
        if next.ndim() != value.ndim() {
            const MESSAGE: &str = "function is not returning an array of the correct shape";
            return Err(FunctionError::Value(MESSAGE).into());
        }
        value = next;
    }
    Ok(value)
}
