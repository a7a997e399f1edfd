//! Draws that are shares of a whole: multinomial counts and Dirichlet weights.

#![forbid(unsafe_code)]

use super::counts::Binomial;
use super::{Distributions, check, continuous};
use crate::choice::compensated_sum;
use crate::error::{Fault, RandomError};
use crate::fill::filled;
use nd_core::{Array, DType, IntoShape, Result};

/// The elements of a row, as doubles.
fn row(name: &'static str, values: &Array) -> Result<Vec<f64>> {
    check(name, values.ndim() == 1, Fault::NotARow)?;
    values.astype(DType::F64)?.to_vec()
}

/// `size` with an axis of `last` behind.
fn with_last(size: impl IntoShape, last: usize) -> Result<Vec<usize>> {
    let mut shape = size.into_shape().lengths()?;
    shape.push(last);
    Ok(shape)
}

/// One binomial draw after the other, each of the trials that are left.
pub(super) fn multinomial<S: Distributions + ?Sized>(
    source: &mut S,
    n: i64,
    pvals: &Array,
    size: impl IntoShape,
) -> Result<Array> {
    check("n", n >= 0, Fault::Negative)?;
    let p = row("pvals", pvals)?;
    check("pvals", p.iter().all(|p| (0.0..=1.0).contains(p)), Fault::NoProbability)?;
    let Some((_, first)) = p.split_last() else {
        return Err(RandomError::Parameter { name: "pvals", fault: Fault::NotARow }.into());
    };
    check("sum(pvals[:-1])", compensated_sum(first) <= 1.0 + 1e-12, Fault::AboveOne)?;
    filled(with_last(size, p.len())?, |out: &mut [i64]| {
        for counts in out.chunks_exact_mut(p.len()) {
            let (mut left, mut share) = (n, 1.0);
            for (count, &p) in counts.iter_mut().zip(first) {
                *count = draw_binomial(source, left, p / share);
                left -= *count;
                if left <= 0 {
                    break;
                }
                share -= p;
            }
            if let Some(last) = counts.last_mut().filter(|_| left > 0) {
                *last = left;
            }
        }
    })
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
        true => check("alpha", !alpha.iter().any(|&a| a <= 0.0), Fault::NotPositive)?,
        false => check("alpha", !alpha.iter().any(|&a| a < 0.0), Fault::Negative)?,
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
