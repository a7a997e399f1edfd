//! Cholesky: the triangular square root of a positive definite matrix.

use super::field::Field;
use super::workspace::{for_each_tile, memory, product, threaded, zeros};
use crate::error::MatrixError;
use crate::gemm::Multiply;
use crate::gemm::faer::{lend, lend_mut};
use crate::stack::{Types, field, square};
use faer::dyn_stack::MemStack;
use faer::linalg::cholesky::llt::factor;
use faer::{Mat, MatMut, MatRef};
use nd_core::{Array, CoreCall, Result, empty};

/// The lower triangular `L` with `L · Lᴴ = a`, for a Hermitian positive definite matrix or each of a stack. Only the lower
/// triangle of `a` is read. [`cholesky::with`] gives the upper factor.
///
/// ```
/// let a = nd_core::array![[4.0, 99.0], [2.0, 5.0]];
/// assert_eq!(nd_linalg::cholesky(&a)?.to_string(), "[[2. 0.]\n [1. 2.]]");
/// assert_eq!(nd_linalg::cholesky::with(&a.t()).upper().run()?.to_string(), "[[2. 1.]\n [0. 2.]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Matrices that are not positive definite or not square; `float16`.
#[doc(alias = "numpy.linalg.cholesky")]
pub fn cholesky(a: &Array) -> Result<Array> {
    cholesky::with(a).run()
}

/// The methods of [`cholesky`](fn@crate::cholesky).
pub mod cholesky {
    use super::Cholesky;
    use nd_core::Array;

    /// A call with options: `.upper()`, then `.run()`.
    pub fn with(a: &Array) -> Cholesky<'_> {
        Cholesky { a, upper: false }
    }
}

/// A call of [`cholesky`](fn@crate::cholesky) with options.
#[must_use = "a call does nothing until it is run"]
#[derive(Clone)]
pub struct Cholesky<'a> {
    a: &'a Array,
    upper: bool,
}

impl Cholesky<'_> {
    /// Reads the upper triangle, and gives the upper triangular `U` with `Uᴴ · U = a`.
    pub fn upper(mut self) -> Self {
        self.upper = true;
        self
    }

    /// Computes.
    ///
    /// # Errors
    /// As [`cholesky`](fn@crate::cholesky).
    pub fn run(self) -> Result<Array> {
        let (_, n) = square(self.a)?;
        let types = Types::of("cholesky", &[self.a])?;
        let result = empty(self.a.shape(), types.result())?;
        if n > 0 {
            field!(types, T => CoreCall::new("cholesky")
            .read(self.a, 2, &<T as nd_core::Element>::DTYPE)
            .write(&result, 2, &<T as nd_core::Element>::DTYPE)
            .cost((product(&[n, n, n]) / 24).max(64))
            .run(|| (), |_, core| {
                let a = lend(core.view::<T>(0));
                let out = lend_mut(core.view_mut::<T>(1));
                // The upper factor of `a` is the conjugate transpose of the lower factor of what the upper triangle
                // mirrors into; without the conjugate, of the transposes.
                if self.upper {
                    lower(a.transpose(), out.transpose_mut(), core.threads())
                } else {
                    lower(a, out, core.threads())
                }
            }))?;
        }
        Ok(result)
    }
}

/// `out = L` with `L · Lᴴ = a`.
fn lower<T: Field>(a: MatRef<'_, T>, mut out: MatMut<'_, T>, threads: usize) -> Result<()> {
    let n = a.nrows();
    let mut found = zeros::<T>(n, n)?;
    let mut nan = false;
    for_each_tile(n, n, |i, j| {
        if i >= j {
            // The diagonal of a Hermitian matrix is real, whatever lies there.
            let value = if i == j { T::real(a[(i, j)].re()) } else { a[(i, j)] };
            nan |= value.modulus().is_nan();
            found[(i, j)] = value;
        }
    });
    if nan {
        by_columns(&mut found)?;
    } else {
        let positive = threaded(threads, product(&[n, n, n]) / 3, |par| -> Result<bool> {
            let params = Default::default();
            let mut buffer = memory(factor::cholesky_in_place_scratch::<T>(n, par, params))?;
            let stack = MemStack::new(&mut buffer);
            Ok(factor::cholesky_in_place(found.as_mut(), Default::default(), par, stack, params).is_ok())
        })?;
        if !positive {
            return Err(MatrixError::NotPositiveDefinite.into());
        }
    }
    for_each_tile(n, n, |i, j| out[(i, j)] = if i >= j { found[(i, j)] } else { T::real(0.0) });
    Ok(())
}

/// The factor of a lower triangle with NaN in it, in place: NaN spreads from where it stands, as in LAPACK.
fn by_columns<T: Field>(a: &mut Mat<T>) -> Result<()> {
    let n = a.nrows();
    for j in 0..n {
        for i in j..n {
            let sum = (0..j).fold(a[(i, j)], |sum, k| sum - a[(i, k)] * Multiply::conj(a[(j, k)]));
            a[(i, j)] = match i == j {
                true if sum.re() <= 0.0 => return Err(MatrixError::NotPositiveDefinite.into()),
                true => T::real(sum.re().sqrt()),
                false => sum * T::real(1.0 / a[(j, j)].re()),
            };
        }
    }
    Ok(())
}
