//! Sums over several axes at once, as one matrix product.

#![forbid(unsafe_code)]

use super::dot;
use crate::error::LinalgError;
use nd_core::{Array, Axes, Result};

/// The axes that [`tensordot`] sums over: a number `n`, the last `n` of `a` with the first `n` of `b` in order; or a pair of
/// axes, or of lists of axes.
#[derive(Clone, Debug)]
pub enum TensorAxes {
    /// The last axes of one with the first of the other.
    Count(isize),
    /// Axes of one, axes of the other, in pairs.
    Pairs(Axes, Axes),
}

impl From<i32> for TensorAxes {
    fn from(count: i32) -> TensorAxes {
        TensorAxes::Count(count as isize)
    }
}

impl From<usize> for TensorAxes {
    fn from(count: usize) -> TensorAxes {
        TensorAxes::Count(isize::try_from(count).unwrap_or(isize::MAX))
    }
}

impl<A: Into<Axes>, B: Into<Axes>> From<(A, B)> for TensorAxes {
    fn from((a, b): (A, B)) -> TensorAxes {
        TensorAxes::Pairs(a.into(), b.into())
    }
}

/// The sum of products over pairs of axes: first the other axes of `a`, then those of `b`.
///
/// `axes` is a number or a pair: see [`TensorAxes`]. Zero gives the outer product.
///
/// ```
/// use nd_core::ones;
/// let (a, b) = (ones((3, 4, 5), "f8")?, ones((4, 3, 2), "f8")?);
/// assert_eq!(nd_linalg::tensordot(&a, &b, ([1, 0], [0, 1]))?.shape(), [5, 2]);
/// assert_eq!(nd_linalg::tensordot(&a, &b, 0)?.shape(), [3, 4, 5, 4, 3, 2]);
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Axes that an operand does not have or that are named twice, lengths that differ, dtypes without a product.
#[doc(alias = "numpy.tensordot")]
pub fn tensordot(a: &Array, b: &Array, axes: impl Into<TensorAxes>) -> Result<Array> {
    let (left, right) = match axes.into() {
        TensorAxes::Count(n) if n > a.ndim().min(b.ndim()) as isize => {
            return Err(LinalgError::AxisRange.into());
        }
        TensorAxes::Count(n) => ((-n..0).collect(), (0..n).collect()),
        TensorAxes::Pairs(left, right) => (list(&left, a), list(&right, b)),
    };
    let distinct = |axes: &[isize]| axes.iter().enumerate().all(|(i, axis)| !axes[..i].contains(axis));
    if !distinct(&left) || !distinct(&right) {
        return Err(LinalgError::TensordotAxes.into());
    }
    if left.len() != right.len() {
        return Err(LinalgError::TensordotShapes.into());
    }
    let (left, right) = (normal(&left, a)?, normal(&right, b)?);
    if left.iter().zip(&right).any(|(&i, &j)| a.shape()[i] != b.shape()[j]) {
        return Err(LinalgError::TensordotShapes.into());
    }
    let others = |x: &Array, summed: &[usize]| -> Vec<usize> {
        (0..x.ndim()).filter(|axis| !summed.contains(axis)).collect()
    };
    let (rows, columns) = (others(a, &left), others(b, &right));
    let size = |x: &Array, axes: &[usize]| axes.iter().map(|&axis| x.shape()[axis]).product::<usize>();
    let k = size(a, &left);
    let matrix = a.transpose([&rows[..], &left].concat())?.reshape([size(a, &rows), k])?;
    let other = b.transpose([&right[..], &columns].concat())?.reshape([k, size(b, &columns)])?;
    let lengths = |x: &Array, axes: &[usize]| axes.iter().map(|&axis| x.shape()[axis]).collect::<Vec<_>>();
    dot(&matrix, &other)?.reshape([lengths(a, &rows), lengths(b, &columns)].concat())
}

fn list(axes: &Axes, x: &Array) -> Vec<isize> {
    axes.list().map_or_else(|| (0..x.ndim() as isize).collect(), <[isize]>::to_vec)
}

/// Axes counted from the front.
fn normal(axes: &[isize], x: &Array) -> Result<Vec<usize>> {
    let n = x.ndim() as isize;
    let mut found = Vec::with_capacity(axes.len());
    for &axis in axes {
        if axis < -n || axis >= n {
            return Err(LinalgError::AxisRange.into());
        }
        let axis = axis.rem_euclid(n) as usize;
        if found.contains(&axis) {
            return Err(LinalgError::TensordotAxes.into());
        }
        found.push(axis);
    }
    Ok(found)
}
