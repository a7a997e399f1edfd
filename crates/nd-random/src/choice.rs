//! Samples from a population: with or without replacement, of equal or given probabilities.

#![forbid(unsafe_code)]

use crate::arguments::{Choice, Population, Span, Spans};
use crate::bits::{BitGenerator, bounded};
use crate::error::{ChoiceFault, RandomError};
use crate::fill::{edit, indices};
use crate::integers::{Method, integers};
use crate::permute::{exchange, order};
use nd_core::kernel::Num;
use nd_core::{Array, DType, IntoShape, Result, bf16, zeros};

/// A sample of `population`; [`Method::Masked`] stands for the legacy method, which draws in other ways.
pub(crate) fn choose<B: BitGenerator>(
    bits: &mut B,
    population: Population,
    size: impl IntoShape,
    how: Choice,
    method: Method,
) -> Result<Array> {
    let legacy = method == Method::Masked;
    let fault = |fault| RandomError::Choice { fault, legacy };
    let sample = zeros(size, DType::I64)?;
    let (count, source) = resolve(population, sample.size(), how.axis, legacy)?;
    let weights = how.p.map(|p| weights(&p, count, legacy)).transpose()?;
    if !how.replace && sample.size() > count {
        return Err(fault(ChoiceFault::TooMany).into());
    }
    let chosen = match (weights, how.replace) {
        (None, true) => {
            let span = Span { low: 0, high: count as i128, closed: false };
            integers(bits, Spans::One(span), sample.shape(), DType::I64, method)?
        }
        (None, false) if legacy => {
            let first = order(bits, count)?.slice(..sample.size())?;
            sample.assign(&first.reshape(sample.shape())?)?;
            sample
        }
        (None, false) => {
            distinct(bits, count, &sample, how.shuffle)?;
            sample
        }
        (Some(weights), true) => {
            edit(&weights, cumulate)?;
            edit(&weights, |sums: &mut [f64]| {
                edit(&sample, |out: &mut [i64]| out.fill_with(|| position(sums, bits.next_f64()) as i64))
            })??;
            sample
        }
        (Some(weights), false) => {
            let possible = edit(&weights, |p: &mut [f64]| p.iter().filter(|&&p| p > 0.0).count())?;
            if possible < sample.size() {
                return Err(fault(ChoiceFault::FewPossible).into());
            }
            distinct_weighted(bits, &weights, &sample)?;
            sample
        }
    };
    match source {
        Some((source, axis)) => take(&source, axis, &chosen),
        None => Ok(chosen),
    }
}

/// The sub-arrays of `array` along `axis` at the indices, whose axes stand in place of that one.
fn take(array: &Array, axis: usize, indices: &Array) -> Result<Array> {
    let taken = array.moveaxis(axis as isize, 0)?.get(indices)?;
    let axes = indices.ndim() as isize;
    let front: Vec<isize> = (0..axes).collect();
    let place: Vec<isize> = (axis as isize..axis as isize + axes).collect();
    if axis == 0 { Ok(taken) } else { taken.moveaxis(front, place) }
}

/// How many there are to choose from, and the array and axis that hold them unless they are the integers below.
fn resolve(
    population: Population,
    drawn: usize,
    axis: isize,
    legacy: bool,
) -> Result<(usize, Option<(Array, usize)>)> {
    let fault = |fault| RandomError::Choice { fault, legacy };
    let count = match population {
        Population::Count(count) => count,
        Population::Array(array) if array.ndim() == 0 => match array.dtype().num() {
            Some(num) if num > Num::Bool && num < Num::F16 => array.item()?,
            _ => return Err(fault(ChoiceFault::NotAPopulation).into()),
        },
        Population::Array(array) => {
            if legacy && array.ndim() != 1 {
                return Err(fault(ChoiceFault::SeveralAxes).into());
            }
            let axis = if legacy { 0 } else { axis };
            let counted = if axis < 0 { axis + array.ndim() as isize } else { axis };
            let axis = usize::try_from(counted).unwrap_or(usize::MAX);
            let &count = array.shape().get(axis).ok_or(RandomError::NoAxis)?;
            if count == 0 && drawn > 0 {
                return Err(fault(ChoiceFault::Empty).into());
            }
            return Ok((count, Some((array, axis))));
        }
    };
    if count <= 0 && drawn > 0 {
        return Err(fault(ChoiceFault::NotPositive).into());
    }
    Ok((count.max(0) as usize, None))
}

/// The probabilities as checked doubles, in memory of their own.
fn weights(p: &Array, count: usize, legacy: bool) -> Result<Array> {
    let fault = |fault| RandomError::Choice { fault, legacy };
    if p.ndim() != 1 {
        return Err(fault(ChoiceFault::NotARow).into());
    }
    if p.size() != count {
        return Err(fault(ChoiceFault::Sizes).into());
    }
    // The square root of the epsilon of the type that they were given in.
    let tolerance = match p.dtype().num() {
        Some(Num::F16) => 0.03125,
        Some(Num::BF16) => bf16::EPSILON.to_f64().sqrt(),
        Some(Num::F32) => f64::from(f32::EPSILON).sqrt(),
        _ => f64::EPSILON.sqrt(),
    };
    let weights = zeros(count, DType::F64)?;
    weights.assign(p)?;
    let found = edit(&weights, |p: &mut [f64]| {
        let sum = compensated_sum(p);
        if sum.is_nan() {
            Some(ChoiceFault::NaN)
        } else if p.iter().any(|&p| p < 0.0) {
            Some(ChoiceFault::Negative)
        } else {
            ((sum - 1.0).abs() > tolerance).then_some(ChoiceFault::Sum)
        }
    })?;
    found.map_or(Ok(weights), |found| Err(fault(found).into()))
}

/// W. Kahan's sum, which decides whether probabilities make up one.
pub(crate) fn compensated_sum(values: &[f64]) -> f64 {
    let Some((&first, rest)) = values.split_first() else { return 0.0 };
    let (mut sum, mut lost) = (first, 0.0);
    for value in rest {
        let term = value - lost;
        let next = sum + term;
        lost = (next - sum) - term;
        sum = next;
    }
    sum
}

/// Replaces probabilities by their running sums over the whole sum.
fn cumulate(p: &mut [f64]) {
    let mut sum = 0.0;
    for p in &mut *p {
        sum += *p;
        *p = sum;
    }
    p.iter_mut().for_each(|p| *p /= sum);
}

/// The element whose share of the running sums holds `x`.
fn position(sums: &[f64], x: f64) -> usize {
    sums.partition_point(|&sum| sum <= x)
}

/// Indices below `count`, each at most once, of equal probability.
fn distinct(bits: &mut impl BitGenerator, count: usize, sample: &Array, shuffle: bool) -> Result<()> {
    let n = sample.size();
    if count > 10000 && n > count / if shuffle { 50 } else { 20 } {
        // Many of many: the end of a partial shuffle of all.
        let all = indices(count)?;
        edit(&all, |slots| exchange(slots, (count - n).max(1), |max| bounded(bits, max)))?;
        return sample.assign(&all.slice(count - n..)?.reshape(sample.shape())?);
    }
    // Few: R. Floyd's sampling (J. Bentley and R. Floyd, "A sample of brilliance", 1987).
    let slots = (n + n / 5 + 1).next_power_of_two();
    edit(&zeros(slots, DType::U64)?, |taken: &mut [u64]| {
        edit(sample, |out: &mut [i64]| {
            for (slot, last) in out.iter_mut().zip(count - n..) {
                let drawn = bounded(bits, last as u64);
                let chosen = if insert(taken, drawn) { drawn } else { last as u64 };
                if chosen != drawn {
                    insert(taken, chosen);
                }
                *slot = chosen as i64;
            }
            if shuffle {
                exchange(out, 1, |max| bounded(bits, max));
            }
        })
    })?
}

/// Puts `value` into an open hash table whose empty slots are zero; whether it was not there. The table must have a
/// slot to spare.
fn insert(table: &mut [u64], value: u64) -> bool {
    let mask = table.len() - 1;
    let mut at = value as usize & mask;
    while table[at] != 0 {
        if table[at] == value + 1 {
            return false;
        }
        at = (at + 1) & mask;
    }
    table[at] = value + 1;
    true
}

/// Indices of positive probability, each at most once: rounds of draws among those left, which skip repetitions.
fn distinct_weighted(bits: &mut impl BitGenerator, weights: &Array, sample: &Array) -> Result<()> {
    let sums = zeros(weights.shape(), DType::F64)?;
    let mut found = 0;
    while found < sample.size() {
        sums.assign(weights)?;
        edit(&sums, cumulate)?;
        found = edit(&sums, |sums: &mut [f64]| {
            edit(weights, |p: &mut [f64]| {
                edit(sample, |out: &mut [i64]| {
                    let mut next = found;
                    for _ in found..out.len() {
                        let at = position(sums, bits.next_f64());
                        // What was found is impossible from here on, and so marked.
                        if p[at] > 0.0 {
                            p[at] = 0.0;
                            out[next] = at as i64;
                            next += 1;
                        }
                    }
                    next
                })
            })
        })???;
    }
    Ok(())
}
