//! Tensors as square matrices: solving and inverting over several axes.

use super::{inv, solve};
use crate::error::{LinalgError, MatrixError};
use nd_core::{Array, Result};

/// The solution `x` of `tensordot(a, x, x.ndim()) = b`; `a` has the axes of `b`, then those of `x`.
///
/// ```
/// use nd_core::{eye, ones};
/// let a = eye(6, 6, 0, "f8")?.reshape((2, 3, 2, 3))?;
/// assert_eq!(nd_linalg::tensorsolve(&a, &ones((2, 3), "f8")?)?.shape(), [2, 3]);
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// A tensor whose two groups of axes differ in size; one that is singular.
#[doc(alias = "numpy.linalg.tensorsolve")]
pub fn tensorsolve(a: &Array, b: &Array) -> Result<Array> {
    let split = b.ndim().min(a.ndim());
    let (left, right) = a.shape().split_at(split);
    let (rows, columns): (usize, usize) = (left.iter().product(), right.iter().product());
    if rows != columns {
        return Err(MatrixError::TensorNotSquare.into());
    }
    solve(&a.reshape([rows, columns])?, &b.ravel()?)?.reshape(right)
}

/// The inverse of a tensor that maps its axes from `index` on to those before: `tensordot(tensorinv(a), a, index)` is the
/// identity.
///
/// ```
/// let a = nd_core::eye(24, 24, 0, "f8")?.reshape((4, 6, 8, 3))?;
/// assert_eq!(nd_linalg::tensorinv(&a, 2)?.shape(), [8, 3, 4, 6]);
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// An index of zero; a tensor whose two groups of axes differ in size; one that is singular.
#[doc(alias = "numpy.linalg.tensorinv")]
pub fn tensorinv(a: &Array, index: usize) -> Result<Array> {
    if index == 0 {
        return Err(LinalgError::TensorIndex.into());
    }
    let (left, right) = a.shape().split_at(index.min(a.ndim()));
    let columns: usize = right.iter().product();
    let rows = a.size() / columns.max(1);
    inv(&a.reshape([rows, columns])?)?.reshape([right, left].concat())
}
