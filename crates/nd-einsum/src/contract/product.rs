//! The matrix product.

use nd_core::{Arg, Array, Result, axis, operators};

/// `(.., m, k)` times `(.., k, n)`.
pub(super) fn matmul(a: &Array, b: &Array) -> Result<Array> {
    let (na, nb) = (a.ndim() as isize, b.ndim() as isize);
    let product =
        operators::MULTIPLY.binary(Arg::Array(&a.expand_dims(na)?), Arg::Array(&b.expand_dims(nb - 2)?))?;
    operators::ADD.reduce(&product, &axis(-2).dtype(a.dtype().clone()))
}

/// `(.., m, k)` times `(.., k, n)`, written to `out`.
pub(super) fn matmul_into(a: &Array, b: &Array, out: &Array) -> Result<()> {
    out.assign(&matmul(a, b)?)
}
