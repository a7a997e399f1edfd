//! The matrix product.

use nd_core::{Array, Result};

/// `(.., m, k)` times `(.., k, n)`.
pub(super) fn matmul(a: &Array, b: &Array) -> Result<Array> {
    nd_linalg::matmul(a, b)
}

/// `(.., m, k)` times `(.., k, n)`, written to `out`.
pub(super) fn matmul_into(a: &Array, b: &Array, out: &Array) -> Result<()> {
    nd_linalg::matmul::with(a, b).out(out).run().map(drop)
}
