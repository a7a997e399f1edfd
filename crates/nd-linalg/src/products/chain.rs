//! Products of several matrices: powers, and chains in the cheapest order.

#![forbid(unsafe_code)]

use super::{dot, matmul};
use crate::decompositions::inv;
use crate::error::{LinalgError, MatrixError};
use crate::stack::square;
use nd_core::{Array, Result, empty_like, eye};

/// A square matrix, or each of a stack, to an integer power; a negative one inverts first.
///
/// ```
/// let a = nd_core::array![[1, 1], [0, 1]];
/// assert_eq!(nd_linalg::matrix_power(&a, 3)?.to_string(), "[[1 3]\n [0 1]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// A matrix that is not square; for negative powers a singular one, or one of `float16`.
#[doc(alias = "numpy.linalg.matrix_power")]
pub fn matrix_power(a: &Array, power: i64) -> Result<Array> {
    square(a)?;
    if power == 0 {
        let result = empty_like(a)?;
        result.assign(&eye(a.shape()[a.ndim() - 2], a.shape()[a.ndim() - 1], 0, a.dtype().clone())?)?;
        return Ok(result);
    }
    let mut base = if power < 0 { inv(a)? } else { a.clone() };
    // Square and multiply, from the lowest bit on.
    let mut left = power.unsigned_abs();
    let mut result: Option<Array> = None;
    loop {
        if left & 1 == 1 {
            result = Some(match result {
                None => base.clone(),
                Some(result) => matmul(&result, &base)?,
            });
        }
        left >>= 1;
        match (left, result) {
            (0, Some(result)) => return Ok(result),
            (_, so_far) => result = so_far,
        }
        base = matmul(&base, &base)?;
    }
}

/// The product of two or more matrices in the order that takes the fewest multiplications; the first and the last may be
/// vectors.
///
/// The order is found by dynamic programming over all ways to set the brackets (Cormen, Leiserson, Rivest and Stein,
/// *Introduction to Algorithms*, section 15.2).
///
/// ```
/// use nd_core::ones;
/// let (a, b, c) = (ones(2, "f8")?, ones((2, 3), "f8")?, ones(3, "f8")?);
/// assert_eq!(nd_linalg::multi_dot(&[&a, &b, &c])?.to_string(), "6.0");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Fewer than two arrays, arrays in the middle that are no matrices, lengths that do not fit.
#[doc(alias = "numpy.linalg.multi_dot")]
pub fn multi_dot(arrays: &[&Array]) -> Result<Array> {
    let [first, .., last] = arrays else { return Err(LinalgError::TooFewArrays.into()) };
    if let [a, b] = arrays {
        return dot(a, b);
    }
    let mut matrices: Vec<Array> = arrays.iter().map(|x| x.alias()).collect();
    let ends = (first.ndim() == 1, last.ndim() == 1);
    let end = matrices.len() - 1;
    if ends.0 {
        matrices[0] = first.expand_dims(0)?;
    }
    if ends.1 {
        matrices[end] = last.expand_dims(1)?;
    }
    if let Some(x) = matrices.iter().find(|x| x.ndim() != 2) {
        return Err(MatrixError::NotTwoAxes { ndim: x.ndim() }.into());
    }
    let mut lengths: Vec<usize> = matrices.iter().map(|x| x.shape()[0]).collect();
    lengths.push(matrices[end].shape()[1]);
    let result = product(&matrices, &cheapest(&lengths), 0, end)?;
    match ends {
        (false, false) => Ok(result),
        (true, true) => result.reshape(()),
        _ => result.ravel(),
    }
}

/// Where to cut each stretch `i..=j` of a chain of matrices `lengths[i] × lengths[i + 1]`.
fn cheapest(lengths: &[usize]) -> Vec<Vec<usize>> {
    let n = lengths.len() - 1;
    let mut cost = vec![vec![0.0; n]; n];
    let mut cut = vec![vec![0; n]; n];
    for span in 1..n {
        for i in 0..n - span {
            let j = i + span;
            cost[i][j] = f64::INFINITY;
            for k in i..j {
                let here = lengths[i] as f64 * lengths[k + 1] as f64 * lengths[j + 1] as f64;
                let total = cost[i][k] + cost[k + 1][j] + here;
                if total < cost[i][j] {
                    (cost[i][j], cut[i][j]) = (total, k);
                }
            }
        }
    }
    cut
}

fn product(matrices: &[Array], cut: &[Vec<usize>], i: usize, j: usize) -> Result<Array> {
    if i == j {
        return Ok(matrices[i].clone());
    }
    let k = cut[i][j];
    dot(&product(matrices, cut, i, k)?, &product(matrices, cut, k + 1, j)?)
}

#[cfg(test)]
mod tests {
    use super::cheapest;

    /// `((1 2) 3)` as the cuts say it.
    fn text(cut: &[Vec<usize>], i: usize, j: usize) -> String {
        if i == j {
            return (i + 1).to_string();
        }
        format!("({} {})", text(cut, i, cut[i][j]), text(cut, cut[i][j] + 1, j))
    }

    #[test]
    fn chains_are_cut_where_it_is_cheapest() {
        // The example of section 15.2: A1 30x35, A2 35x15, A3 15x5, A4 5x10, A5 10x20, A6 20x25.
        assert_eq!(text(&cheapest(&[30, 35, 15, 5, 10, 20, 25]), 0, 5), "((1 (2 3)) ((4 5) 6))");
        assert_eq!(text(&cheapest(&[10, 100, 5, 50]), 0, 2), "((1 2) 3)");
        assert_eq!(text(&cheapest(&[1, 100, 5, 1]), 0, 2), "((1 2) 3)");
    }
}
