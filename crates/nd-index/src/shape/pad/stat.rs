//! The statistics that borders are filled with, along an axis that stays with length one.

#![forbid(unsafe_code)]

use core::cmp::Ordering;
use core::ops::{Add, Div};
use nd_core::{
    Arg, Array, Axes, Complex, DType, Extreme, Plain, ReduceOptions, Result, Weak, arg_extreme, operators,
};

fn extreme(array: &Array, axis: usize, which: Extreme) -> Result<Array> {
    let at = arg_extreme(array, which, &ReduceOptions::from(axis).keepdims())?;
    crate::take_along_axis(array, &at, axis)
}

/// The largest.
pub(super) fn maximum(array: &Array, axis: usize) -> Result<Array> {
    extreme(array, axis, Extreme::Max)
}

/// The smallest.
pub(super) fn minimum(array: &Array, axis: usize) -> Result<Array> {
    extreme(array, axis, Extreme::Min)
}

/// The mean; of integers, rounded to the nearest even.
pub(super) fn mean(array: &Array, axis: usize) -> Result<Array> {
    let (kind, integers) = (array.dtype().kind(), is_integer(array));
    let dtype = match kind {
        _ if integers || kind == 'b' => Some(DType::F64),
        // As `mean` does: sums of halves are of single precision.
        _ if kind == 'f' && array.itemsize() == 2 => Some(DType::F32),
        _ => None,
    };
    let options = ReduceOptions { axes: Axes::from(axis), keepdims: true, dtype, ..ReduceOptions::default() };
    let sum = operators::ADD.reduce(array, &options)?;
    let count = array.shape()[axis] as f64;
    let mean = operators::DIVIDE.binary(Arg::Array(&sum), Arg::Weak(Weak::Float(count)))?;
    if integers { mean.map(f64::round_ties_even) } else { Ok(mean) }
}

/// The median; of integers, rounded to the nearest even; of complex numbers, which are ordered by their real parts first.
pub(super) fn median(array: &Array, axis: usize) -> Result<Array> {
    if array.dtype().kind() == 'c' {
        let order = |a: &Complex<f64>, b: &Complex<f64>| (a.re, a.im).partial_cmp(&(b.re, b.im));
        return crate::apply_along_axis(|lane: &Array| middle(lane, order), axis as isize, array);
    }
    let median =
        crate::apply_along_axis(|lane: &Array| middle(lane, f64::partial_cmp), axis as isize, array)?;
    if is_integer(array) { median.map(f64::round_ties_even) } else { Ok(median) }
}

/// The median of a lane; its first NaN if there is one, NaN if there is nothing.
fn middle<T: Plain + From<f64> + Add<Output = T> + Div<f64, Output = T> + PartialEq>(
    lane: &Array,
    order: impl Fn(&T, &T) -> Option<Ordering>,
) -> Result<Array> {
    let mut values: Vec<T> = lane.astype(T::DTYPE)?.to_vec()?;
    let unordered = |x: &&T| order(x, x).is_none();
    if let Some(&nan) = values.iter().find(unordered) {
        return Array::from_vec(vec![nan]);
    }
    values.sort_by(|a, b| order(a, b).unwrap_or(Ordering::Equal));
    let n = values.len();
    let found = if n == 0 {
        T::from(f64::NAN)
    } else if n % 2 == 1 {
        values[n / 2]
    } else {
        (values[n / 2 - 1] + values[n / 2]) / 2.0
    };
    Array::from_vec(vec![found])
}

fn is_integer(array: &Array) -> bool {
    matches!(array.dtype().kind(), 'i' | 'u')
}
