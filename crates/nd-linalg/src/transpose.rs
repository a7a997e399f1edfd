//! The transpose of matrices in a stack.

#![forbid(unsafe_code)]

use crate::error::LinalgError;
use nd_core::{Array, Result};

/// A view with the last two axes swapped.
///
/// ```
/// use nd_core::zeros;
/// assert_eq!(nd_linalg::matrix_transpose(&zeros((5, 2, 3), "f8")?)?.shape(), [5, 3, 2]);
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Fewer than two axes.
#[doc(alias = "numpy.matrix_transpose")]
#[doc(alias = "numpy.linalg.matrix_transpose")]
pub fn matrix_transpose(x: &Array) -> Result<Array> {
    if x.ndim() < 2 {
        return Err(LinalgError::MatrixTranspose { ndim: x.ndim() }.into());
    }
    x.swapaxes(-1, -2)
}
