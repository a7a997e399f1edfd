//! The statistics that borders are filled with, along an axis that stays with length one.

#![forbid(unsafe_code)]

use nd_core::{Arg, Array, Axes, DType, Extreme, ReduceOptions, Result, Weak, arg_extreme, operators};

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
    let integers = matches!(array.dtype().kind(), 'b' | 'i' | 'u');
    let dtype = integers.then_some(DType::F64);
    let options = ReduceOptions { axes: Axes::from(axis), keepdims: true, dtype, ..ReduceOptions::default() };
    let sum = operators::ADD.reduce(array, &options)?;
    let count = array.shape()[axis] as f64;
    let mean = operators::DIVIDE.binary(Arg::Array(&sum), Arg::Weak(Weak::Float(count)))?;
    if integers { mean.map(f64::round_ties_even) } else { Ok(mean) }
}

/// The median; of integers, rounded to the nearest even.
pub(super) fn median(array: &Array, axis: usize) -> Result<Array> {
    let integers = matches!(array.dtype().kind(), 'b' | 'i' | 'u');
    let middle = |lane: &Array| {
        let mut values: Vec<f64> = lane.astype(DType::F64)?.to_vec()?;
        values.sort_by(f64::total_cmp);
        let n = values.len();
        let found = match n {
            0 => f64::NAN,
            _ if values.iter().any(|x| x.is_nan()) => f64::NAN,
            _ if n % 2 == 1 => values[n / 2],
            _ => (values[n / 2 - 1] + values[n / 2]) / 2.0,
        };
        Array::from_vec(vec![if integers { found.round_ties_even() } else { found }])
    };
    crate::apply_along_axis(middle, axis as isize, array)
}
