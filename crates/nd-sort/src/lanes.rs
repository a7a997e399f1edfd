//! Arrays as lanes: the axis to work along moved to the end, elements picked along it.

use nd_core::{Array, Axes, DType, Result, normalize_axis, try_arange};
use nd_index::normalize_axis_tuple;
use nd_ufunc::{add, multiply};

/// The view with `axis` as the last one.
///
/// # Errors
/// An axis that the array does not have.
pub(crate) fn axis_last(array: &Array, axis: isize) -> Result<Array> {
    array.moveaxis(normalize_axis(axis, array.ndim())?, -1)
}

/// The native dtype that kernels work in, for numbers of any byte order.
pub(crate) fn native(array: &Array) -> Option<DType> {
    array.dtype().num().map(DType::from_num)
}

/// The elements of each lane of the last axis at the positions that `index` has for it; shapes agree but for that axis.
///
/// # Errors
/// Memory that cannot be had or is borrowed.
pub(crate) fn take_lanes(lanes: &Array, index: &Array) -> Result<Array> {
    if lanes.ndim() == 1 {
        return lanes.get(index);
    }
    let (packed, len) = (lanes.ravel()?, lanes.shape().last().copied().unwrap_or(1) as i64);
    let mut starts = index.shape().to_vec();
    if let Some(last) = starts.last_mut() {
        *last = 1;
    }
    let count: i64 = starts.iter().product::<usize>() as i64;
    let starts = multiply(&try_arange(count)?, len)?.reshape(starts)?;
    packed.get(&add(index, &starts)?)
}

/// An array whose axes to reduce have become the last one, in memory of its own, and what became of its shape.
pub(crate) struct Merged {
    /// The kept axes, then one of all reduced elements; packed.
    pub(crate) lanes: Array,
    /// The shape of a result that keeps its reduced axes, with length one.
    pub(crate) full: Vec<usize>,
}

/// Copies `array` with the axes to reduce merged into the last one.
///
/// # Errors
/// Axes that the array does not have, or named twice; memory that cannot be had or is borrowed.
pub(crate) fn merged(array: &Array, axes: &Axes) -> Result<Merged> {
    let ndim = array.ndim();
    let mut reduced = normalize_axis_tuple(axes.clone(), ndim)?;
    reduced.sort_unstable();
    let kept: Vec<usize> = (0..ndim).filter(|axis| !reduced.contains(axis)).collect();
    let order: Vec<usize> = kept.iter().chain(&reduced).copied().collect();
    let mut shape: Vec<usize> = kept.iter().map(|&axis| array.shape()[axis]).collect();
    shape.push(reduced.iter().map(|&axis| array.shape()[axis]).product());
    let full = (0..ndim).map(|axis| if reduced.contains(&axis) { 1 } else { array.shape()[axis] }).collect();
    let copy = if ndim == 0 { array.copy()? } else { array.transpose(order)?.copy()? };
    Ok(Merged { lanes: copy.reshape(shape)?, full })
}
