//! Singular values of Hermitian matrices: the magnitudes of their eigenvalues, from the largest to the smallest.
//!
//! They are found faster than those of other matrices, and more exactly where they are small.

#![forbid(unsafe_code)]

use super::field::Field;
use super::hermitian;
use super::singular::Factors;
use super::workspace::{for_each_tile, zeros};
use faer::MatRef;
use nd_core::Result;

/// Singular values and, if they are asked for, left and right singular vectors, of which the right ones take the signs of the
/// eigenvalues.
pub(super) fn factor<T: Field>(a: MatRef<'_, T>, vectors: bool, threads: usize) -> Result<Factors<T>> {
    let (w, found) = hermitian::factor(a, false, vectors, threads)?;
    let n = w.len();
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|&i, &j| w[i].abs().total_cmp(&w[j].abs()));
    // Of equal values the last comes first, as in NumPy.
    order.reverse();
    let values = order.iter().map(|&i| w[i].abs()).collect();
    let Some(found) = found else { return Ok((values, None)) };
    let (mut left, mut right) = (zeros::<T>(n, n)?, zeros::<T>(n, n)?);
    for_each_tile(n, n, |i, j| {
        let from = order[j];
        left[(i, j)] = found[(i, from)];
        right[(i, j)] = found[(i, from)];
        right[(i, j)] *= T::real(1.0_f64.copysign(w[from]));
    });
    Ok((values, Some((left, right))))
}
