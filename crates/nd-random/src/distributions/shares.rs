//! Draws that are shares of a whole: multinomial counts and Dirichlet weights.

#![forbid(unsafe_code)]

use super::counts::Binomial;
use super::{Distributions, continuous};
use crate::choice::compensated_sum;
use crate::error::{Fault, RandomError};
use crate::fill::{edit, filled, indices};
use crate::params::{ANY, Param, Params, common_shape, param, require};
use nd_core::kernel::Num;
use nd_core::{Array, DType, IntoShape, Result, zeros};

/// The elements of a row, as doubles.
fn row(name: &'static str, values: &Array) -> Result<Vec<f64>> {
    require(values.ndim() == 1, name, Fault::NotARow)?;
    values.astype(DType::F64)?.to_vec()
}

/// `size` with an axis of `last` behind.
fn with_last(size: impl IntoShape, last: usize) -> Result<Vec<usize>> {
    let mut shape = size.into_shape().lengths()?;
    shape.push(last);
    Ok(shape)
}

/// The rows of probabilities, packed, and the number of outcomes.
fn probabilities(pvals: &Array, legacy: bool) -> Result<(Vec<f64>, usize)> {
    let width = pvals.shape().last().copied().unwrap_or(0);
    if width == 0 || legacy && pvals.ndim() > 1 {
        let fault = if legacy { Fault::NotARow } else { Fault::NoOutcomes };
        return Err(RandomError::Parameter { name: "pvals", fault }.into());
    }
    let p: Vec<f64> = pvals.astype(DType::F64)?.to_vec()?;
    if !p.iter().all(|p| (0.0..=1.0).contains(p)) {
        return Err(RandomError::Parameters { name: "pvals", fault: Fault::NoProbability }.into());
    }
    if p.chunks_exact(width).any(|row| compensated_sum(&row[..width - 1]) > 1.0 + 1e-12) {
        let narrow = pvals.dtype().kind() == 'f' && pvals.dtype().num() != Some(Num::F64);
        let fault =
            if narrow && p.iter().sum::<f64>() < 1.0001 { Fault::AboveOneAsDoubles } else { Fault::AboveOne };
        let name = if pvals.ndim() == 1 { "sum(pvals[:-1])" } else { "sum(pvals[...,:-1])" };
        return Err(RandomError::Parameter { name, fault }.into());
    }
    Ok((p, width))
}

/// One binomial draw after the other, each of the trials that are left: `random_multinomial` of `distributions.c`.
pub(super) fn multinomial<S: Distributions + ?Sized>(
    source: &mut S,
    n: Param<i64>,
    pvals: &Array,
    size: impl IntoShape,
) -> Result<Array> {
    if S::LEGACY && pvals.shape() == [0] {
        (n,).check()?;
        return zeros(with_last(size, 0)?, DType::I64);
    }
    let (p, width) = probabilities(pvals, S::LEGACY)?;
    let rows = indices(p.len() / width)?.reshape(&pvals.shape()[..pvals.ndim() - 1])?;
    let params = (n, param("pvals", ANY, &rows)?);
    params.check()?;
    let size = size.into_shape().lengths()?;
    let mut shape = size.clone();
    if params.numbers().is_none() {
        shape = common_shape(&size, &[&params.shapes()[..], &[&size]].concat())?;
    }
    let array = zeros([&shape[..], &[width]].concat(), DType::I64)?;
    edit(&array, |out: &mut [i64]| {
        let mut counts = out.chunks_exact_mut(width);
        params.visit(&shape, |(n, row): (i64, i64)| {
            let row = row as usize * width;
            counts.next().map(|counts| share_out(source, n, &p[row..row + width], counts)).is_some()
        })
    })??;
    Ok(array)
}

/// How often each outcome occurs; `counts` are zeros.
fn share_out<S: Distributions + ?Sized>(source: &mut S, n: i64, p: &[f64], counts: &mut [i64]) {
    let Some((last, counts)) = counts.split_last_mut() else { return };
    let (mut left, mut share) = (n, 1.0);
    for (count, &p) in counts.iter_mut().zip(p) {
        *count = draw_binomial(source, left, p / share);
        left -= *count;
        if left <= 0 {
            return;
        }
        share -= p;
    }
    *last = left;
}

/// Without a draw for what is certain, in either stream.
fn draw_binomial<S: Distributions + ?Sized>(source: &mut S, n: i64, p: f64) -> i64 {
    if n == 0 || p == 0.0 { 0 } else { Binomial::new(n, p).draw(source) }
}

/// Gamma draws over their sum; the new generator breaks a stick by beta draws where all weights are small, because sums
/// of gamma draws would vanish.
pub(super) fn dirichlet<S: Distributions + ?Sized>(
    source: &mut S,
    alpha: &Array,
    size: impl IntoShape,
) -> Result<Array> {
    let alpha = row("alpha", alpha)?;
    match S::LEGACY {
        true => require(!alpha.iter().any(|&a| a <= 0.0), "alpha", Fault::NotPositive)?,
        false => require(!alpha.iter().any(|&a| a < 0.0), "alpha", Fault::Negative)?,
    }
    let width = alpha.len();
    let small = !S::LEGACY && width > 0 && alpha.iter().all(|&a| a < 0.1);
    // The sum of all weights from each one on.
    let mut rest = alpha.clone();
    for i in (1..width).rev() {
        rest[i - 1] += rest[i];
    }
    filled(with_last(size, width)?, |out: &mut [f64]| {
        for shares in out.chunks_exact_mut(width.max(1)) {
            if small {
                let mut left = 1.0;
                for i in 0..width - 1 {
                    // Weights of zero get nothing, and need no draw.
                    let broken = if rest[i + 1] > 0.0 && alpha[i] > 0.0 {
                        continuous::beta(source, alpha[i], rest[i + 1])
                    } else {
                        f64::from(u8::from(rest[i + 1] == 0.0 && alpha[i] > 0.0))
                    };
                    shares[i] = left * broken;
                    left *= 1.0 - broken;
                }
                shares[width - 1] = left;
            } else {
                let mut sum = 0.0;
                for (share, &a) in shares.iter_mut().zip(&alpha) {
                    *share = continuous::gamma(source, a);
                    sum += *share;
                }
                let scale = 1.0 / sum;
                shares.iter_mut().for_each(|share| *share *= scale);
            }
        }
    })
}
