//! Multivariate normal draws: standard normal ones, times a factor of the covariance.
//!
//! The covariance is symmetric, so its singular values are the magnitudes of its eigenvalues, and both factorisations are one
//! sweep of Jacobi's rotations: slower than what a linear algebra library does for large matrices, and more exact. The
//! direction of a singular vector is nobody's choice but the library's; here the largest component is positive.

#![forbid(unsafe_code)]

use crate::error::{Fault, RandomError};
use crate::fill::filled;
use nd_core::{Array, DType, IntoShape, Result};

/// How the covariance of a multivariate normal distribution is factorised. All give the same distribution, but other draws.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Factor {
    /// By singular vectors, the largest value first: NumPy's default.
    #[default]
    Svd,
    /// By eigenvectors, the smallest value first.
    Eigh,
    /// By the triangle of Cholesky, for covariances that are positive definite.
    Cholesky,
}

impl From<core::ops::RangeFull> for Factor {
    fn from(_: core::ops::RangeFull) -> Factor {
        Factor::default()
    }
}

/// Sweeps after which rotations have long converged: they do so quadratically.
const SWEEPS: usize = 60;

/// `size` vectors of the distribution around `mean`, made of what `fill` draws of the standard normal one.
pub(crate) fn normal(
    fill: impl FnOnce(&mut [f64]),
    mean: &Array,
    cov: &Array,
    size: impl IntoShape,
    how: Factor,
) -> Result<Array> {
    let fault = |name, fault| Err(RandomError::Parameter { name, fault }.into());
    if mean.dtype().kind() == 'c' || cov.dtype().kind() == 'c' {
        return fault("mean and cov", Fault::Complex);
    }
    if mean.ndim() != 1 {
        return fault("mean", Fault::NotOneDimensional);
    }
    let &[n, columns] = cov.shape() else { return fault("cov", Fault::NotSquare) };
    if n != columns {
        return fault("cov", Fault::NotSquare);
    }
    if mean.shape()[0] != n {
        return fault("mean and cov", Fault::Lengths);
    }
    let mean: Vec<f64> = mean.astype(DType::F64)?.to_vec()?;
    let cov: Vec<f64> = cov.astype(DType::F64)?.to_vec()?;
    let scale = cov.iter().fold(0.0_f64, |most, x| most.max(x.abs()));
    let symmetric = (0..n).all(|i| (0..i).all(|j| (cov[i * n + j] - cov[j * n + i]).abs() <= 1e-8 * scale));
    if !symmetric {
        return fault("covariance", Fault::NotSemidefinite);
    }
    let factor = match how {
        Factor::Cholesky => match cholesky(&cov, n) {
            Some(factor) => factor,
            None => return fault("Matrix", Fault::NotDefinite),
        },
        how => rooted(eigen(cov, n), n, how == Factor::Svd),
    };
    let mut shape = size.into_shape().lengths()?;
    shape.push(n);
    filled(shape, |out: &mut [f64]| {
        fill(out);
        let mut drawn = vec![0.0; n];
        for row in out.chunks_exact_mut(n.max(1)) {
            drawn.copy_from_slice(row);
            for ((x, mean), weights) in row.iter_mut().zip(&mean).zip(factor.chunks_exact(n)) {
                *x = mean + weights.iter().zip(&drawn).map(|(w, z)| w * z).sum::<f64>();
            }
        }
    })
}

/// The lower triangle whose square is the matrix; `None` if there is none.
fn cholesky(a: &[f64], n: usize) -> Option<Vec<f64>> {
    let mut l = vec![0.0; n * n];
    for i in 0..n {
        for j in 0..=i {
            let rest = a[i * n + j] - (0..j).map(|k| l[i * n + k] * l[j * n + k]).sum::<f64>();
            l[i * n + j] = match i == j {
                true if rest > 0.0 => rest.sqrt(),
                true => return None,
                false => rest / l[j * n + j],
            };
        }
    }
    Some(l)
}

/// Eigenvalues and, in the columns of a matrix, eigenvectors of a symmetric matrix.
fn eigen(mut a: Vec<f64>, n: usize) -> (Vec<f64>, Vec<f64>) {
    let mut v = vec![0.0; n * n];
    (0..n).for_each(|i| v[i * n + i] = 1.0);
    for _ in 0..SWEEPS {
        let mut still = true;
        for p in 0..n {
            for q in p + 1..n {
                let (apq, app, aqq) = (a[p * n + q], a[p * n + p], a[q * n + q]);
                if apq.abs() <= f64::EPSILON * 0.25 * (app.abs() * aqq.abs()).sqrt() || apq == 0.0 {
                    continue;
                }
                still = false;
                let theta = (aqq - app) / (2.0 * apq);
                let t = theta.signum() / (theta.abs() + theta.hypot(1.0));
                let c = 1.0 / t.hypot(1.0);
                let s = t * c;
                for k in 0..n {
                    let (x, y) = (a[k * n + p], a[k * n + q]);
                    (a[k * n + p], a[k * n + q]) = (c * x - s * y, s * x + c * y);
                }
                for k in 0..n {
                    let (x, y) = (a[p * n + k], a[q * n + k]);
                    (a[p * n + k], a[q * n + k]) = (c * x - s * y, s * x + c * y);
                    let (x, y) = (v[k * n + p], v[k * n + q]);
                    (v[k * n + p], v[k * n + q]) = (c * x - s * y, s * x + c * y);
                }
            }
        }
        if still {
            break;
        }
    }
    ((0..n).map(|i| a[i * n + i]).collect(), v)
}

/// The eigenvectors in the order of their values, each times the root of its value.
fn rooted((values, vectors): (Vec<f64>, Vec<f64>), n: usize, largest_first: bool) -> Vec<f64> {
    let mut order: Vec<usize> = (0..n).collect();
    if largest_first {
        order.sort_by(|&i, &j| values[j].abs().total_cmp(&values[i].abs()));
    } else {
        order.sort_by(|&i, &j| values[i].total_cmp(&values[j]));
    }
    let mut factor = vec![0.0; n * n];
    for (to, &from) in order.iter().enumerate() {
        let column = |i: usize| vectors[i * n + from];
        let largest = (0..n).map(column).max_by(|x, y| x.abs().total_cmp(&y.abs())).unwrap_or(1.0);
        let root = values[from].abs().sqrt().copysign(largest);
        (0..n).for_each(|i| factor[i * n + to] = column(i) * root);
    }
    factor
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The factor times its transpose is the covariance.
    #[test]
    fn factors_are_roots() {
        let n = 4;
        let half: Vec<f64> = (0..16).map(|i| f64::from((i * 7 + 3) % 11) - 4.0).collect();
        let product = |x: &[f64]| -> Vec<f64> {
            let dot = |i: usize, j: usize| (0..n).map(|k| x[i * n + k] * x[j * n + k]).sum();
            (0..n * n).map(|at| dot(at / n, at % n)).collect()
        };
        let cov = product(&half);
        let factors = [
            cholesky(&cov, n).expect("positive definite"),
            rooted(eigen(cov.clone(), n), n, true),
            rooted(eigen(cov.clone(), n), n, false),
        ];
        for factor in factors {
            for (found, wanted) in product(&factor).iter().zip(&cov) {
                assert!((found - wanted).abs() < 1e-12 * 100.0, "{found} {wanted}");
            }
        }
        assert_eq!(cholesky(&[1.0, 2.0, 2.0, 1.0], 2), None);
    }
}
