//! Samples of several colours, taken without replacement: multivariate hypergeometric draws.

#![forbid(unsafe_code)]

use super::{Distributions, hypergeometric};
use crate::error::HypergeometricFault as Fault;
use crate::fill::edit;
use nd_core::{Array, DType, Error, IntoShape, Result, zeros};

/// How a multivariate hypergeometric sample is drawn. Both ways give the same distribution, but other draws.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Colors {
    /// One hypergeometric draw for each colour: NumPy's default.
    #[default]
    Marginals,
    /// A partial shuffle of all that there are: faster for small numbers, in memory for each.
    Count,
}

impl From<core::ops::RangeFull> for Colors {
    fn from(_: core::ops::RangeFull) -> Colors {
        Colors::default()
    }
}

/// `size` samples of `nsample`, with the colours along a last axis: `random_mvhg_marginals.c`, `random_mvhg_count.c`.
pub(crate) fn sample<S: Distributions>(
    source: &mut S,
    colors: &Array,
    nsample: i64,
    size: impl IntoShape,
    method: Colors,
) -> Result<Array> {
    if nsample < 0 {
        return Err(Fault::NegativeSample.into());
    }
    let counts = counts(colors)?;
    let total = counts.iter().try_fold(0i64, |sum, &n| sum.checked_add(n)).ok_or(Fault::Overflow)?;
    match method {
        Colors::Marginals if total >= 1_000_000_000 => return Err(Fault::TooManyForMarginals.into()),
        Colors::Count if total > i64::MAX / 8 => return Err(Fault::TooManyToCount.into()),
        _ if nsample > total => return Err(Fault::TooLargeSample.into()),
        _ => {}
    }
    let mut shape = size.into_shape().lengths()?;
    shape.push(counts.len());
    let array = zeros(shape, DType::I64)?;
    if total == 0 || nsample == 0 || array.is_empty() {
        return Ok(array);
    }
    // Of more than half, what is left is drawn.
    let turned = nsample > total / 2;
    let taken = if turned { total - nsample } else { nsample };
    edit(&array, |out: &mut [i64]| {
        let rows = out.chunks_exact_mut(counts.len());
        match method {
            Colors::Marginals => rows.for_each(|row| marginals(source, &counts, total, taken, row)),
            Colors::Count => {
                let each = zeros(total as usize, DType::I64)?;
                edit(&each, |each: &mut [i64]| {
                    let mut slots = each.iter_mut();
                    for (color, &n) in counts.iter().enumerate() {
                        slots.by_ref().take(n as usize).for_each(|slot| *slot = color as i64);
                    }
                    rows.for_each(|row| shuffled(source, each, taken as usize, row));
                })?;
            }
        }
        if turned {
            let left = out.iter_mut().zip(counts.iter().cycle());
            left.for_each(|(drawn, n)| *drawn = n - *drawn);
        }
        Ok::<(), Error>(())
    })??;
    Ok(array)
}

/// How many there are of each colour.
fn counts(colors: &Array) -> Result<Vec<i64>> {
    if colors.ndim() != 1 || colors.size() > 0 && !matches!(colors.dtype().kind(), 'i' | 'u') {
        return Err(Fault::NoColors.into());
    }
    // Numbers beyond `i64` come out negative.
    let counts: Vec<i64> = colors.astype(DType::I64)?.to_vec()?;
    if counts.iter().any(|&n| n < 0) { Err(Fault::NoColors.into()) } else { Ok(counts) }
}

fn marginals<S: Distributions>(source: &mut S, counts: &[i64], total: i64, taken: i64, row: &mut [i64]) {
    let Some((last, row)) = row.split_last_mut() else { return };
    let (mut left, mut rest) = (taken, total);
    for (drawn, &n) in row.iter_mut().zip(counts) {
        if left <= 0 {
            return;
        }
        rest -= n;
        *drawn = hypergeometric::draw(source, n, rest, left);
        left -= *drawn;
    }
    *last = left;
}

/// The beginning of a shuffle; `each` stays as it is shuffled for the row after.
fn shuffled<S: Distributions>(source: &mut S, each: &mut [i64], taken: usize, row: &mut [i64]) {
    for j in 0..taken {
        let k = j + source.draw_up_to((each.len() - j - 1) as u64) as usize;
        each.swap(k, j);
        row[each[j] as usize] += 1;
    }
}
