//! Ranges of integers whose ends are arrays: `_rand_int64_broadcast` and its kin in NumPy's `_bounded_integers.pyx.in`.

#![forbid(unsafe_code)]

use crate::error::RandomError;
use crate::params::{ANY, Param, Params, param};
use core::ops::RangeInclusive;
use nd_core::{Array, DType, DTypeError, Result};

/// The first integers and the last, each modulo 2⁶⁴.
pub(super) struct Ends(pub(super) (Param<i64>, Param<i64>));

impl Ends {
    /// The ends, if all are inside `within` and no range is empty.
    pub(super) fn new(
        low: Option<Array>,
        high: &Array,
        closed: bool,
        within: RangeInclusive<i128>,
        dtype: &DType,
    ) -> Result<Ends> {
        let low = low.map_or_else(|| Array::from_scalar(0), Ok)?;
        let (first, mut last) = (wide(&low)?, wide(high)?);
        last.iter_mut().for_each(|last| *last -= i128::from(!closed));
        let out = |end| Err(RandomError::OutOfBounds { end, dtype: dtype.clone() }.into());
        // A first integer above all is found by its end, but where no wider type holds that.
        let wide = *within.end() > i128::from(u32::MAX);
        if first.iter().any(|low| low < within.start() || wide && low > within.end()) {
            return out("low");
        }
        if last.iter().any(|last| last > within.end()) {
            return out("high");
        }
        let lowest = if first.iter().all(|&low| low == 0) { 0 } else { 1 };
        let empty = || Err(RandomError::EmptyRange { low: lowest, closed }.into());
        if wide && last.iter().any(|last| last < within.start()) {
            return empty();
        }
        let array = |numbers: &[i128], shape: &[usize]| -> Result<Param<i64>> {
            let wrapped = numbers.iter().map(|&n| n as i64).collect();
            param("", ANY, &Array::from_vec(wrapped)?.reshape(shape)?)
        };
        // What is left lies in one half of the numbers or the other: compared from the least on, none wraps.
        let from_least = |n: i64| (n as u64).wrapping_sub(*within.start() as u64);
        let params = (array(&first, low.shape())?, array(&last, high.shape())?);
        match params.any(|(low, last)| from_least(low) > from_least(last))? {
            true => empty(),
            false => Ok(Ends(params)),
        }
    }
}

/// The elements as integers that no sum of two overflows; floats are cut off.
fn wide(array: &Array) -> Result<Vec<i128>> {
    match array.dtype().kind() {
        'b' | 'i' => Ok(array.astype(DType::I64)?.to_vec::<i64>()?.into_iter().map(i128::from).collect()),
        'u' => Ok(array.astype(DType::U64)?.to_vec::<u64>()?.into_iter().map(i128::from).collect()),
        'f' => array
            .astype(DType::F64)?
            .to_vec::<f64>()?
            .into_iter()
            .map(|x| match x {
                x if x.is_nan() => Err(DTypeError::NanToInt.into()),
                x if x.is_infinite() => Err(DTypeError::InfinityToInt.into()),
                // Beyond every dtype is far enough.
                x => Ok(x.clamp(-1e30, 1e30) as i128),
            })
            .collect(),
        _ => {
            let (from, to) = (array.dtype().clone(), DType::I64);
            let casting = nd_core::Casting::Safe;
            Err(DTypeError::Cast { what: "array data", from, to, casting }.into())
        }
    }
}
