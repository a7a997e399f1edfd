//! Least squares by singular values: the shortest `x` that makes `‖a·x - b‖` smallest.

use super::field::Field;
use super::singular::factor;
use super::workspace::zeros;
use crate::error::{LinalgError, MatrixError};
use crate::gemm::Multiply;
use crate::gemm::faer::{lend, lend_mut, par};
use crate::stack::{Types, field, one};
use faer::linalg::matmul::matmul;
use faer::reborrow::ReborrowMut;
use faer::{Accum, MatMut, MatRef};
use nd_core::{Array, CoreCall, DType, Error, Result, empty};

/// The result of [`lstsq`](fn@crate::lstsq).
#[derive(Clone, Debug)]
pub struct Lstsq {
    /// The solution, shaped `(n)` or `(n, k)` as `b` is.
    pub x: Array,
    /// The squared distance of each column; nothing if the rank is less than `n` or there are no more rows than columns.
    pub residuals: Array,
    /// Singular values that count.
    pub rank: usize,
    /// The singular values of `a`.
    pub s: Array,
}

/// The least-squares solution of `a · x = b` for one matrix `a`, `(m, n)`, and `b` of shape `(m)` or `(m, k)`.
///
/// Of all solutions the shortest. Singular values up to the precision times the longer side of the largest count as zero;
/// [`lstsq::with`] sets that share.
///
/// ```
/// use nd_core::array;
/// let fit = nd_linalg::lstsq(&array![[1.0, 0.0], [1.0, 1.0], [1.0, 2.0]], &array![1.0, 2.0, 3.0])?;
/// assert_eq!(fit.rank, 2);
/// assert!((fit.x.to_vec::<f64>()?[1] - 1.0).abs() < 1e-14);
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Operands of other numbers of axes or rows; elements that are not finite; `float16`.
#[doc(alias = "numpy.linalg.lstsq")]
pub fn lstsq(a: &Array, b: &Array) -> Result<Lstsq> {
    lstsq::with(a, b).run()
}

/// The methods of [`lstsq`](fn@crate::lstsq).
pub mod lstsq {
    use super::LstsqCall;
    use nd_core::Array;

    /// A call with options: `.rcond(..)`, then `.run()`.
    pub fn with<'a>(a: &'a Array, b: &'a Array) -> LstsqCall<'a> {
        LstsqCall { a, b, rcond: None }
    }
}

/// A call of [`lstsq`](fn@crate::lstsq) with options.
#[must_use = "a call does nothing until it is run"]
#[derive(Clone)]
pub struct LstsqCall<'a> {
    a: &'a Array,
    b: &'a Array,
    rcond: Option<f64>,
}

impl LstsqCall<'_> {
    /// Singular values up to this share of the largest count as zero; a negative one stands for the precision.
    pub fn rcond(mut self, rcond: f64) -> Self {
        self.rcond = Some(rcond);
        self
    }

    /// Computes.
    ///
    /// # Errors
    /// As [`lstsq`](fn@crate::lstsq).
    pub fn run(self) -> Result<Lstsq> {
        let (a, b) = (self.a, self.b);
        let vector = b.ndim() == 1;
        let column = if vector { Some(b.expand_dims(-1)?) } else { None };
        let b2 = column.as_ref().unwrap_or(b);
        let ((m, n), (rows, columns)) = (one(a)?, one(b2)?);
        if m != rows {
            return Err(MatrixError::Incompatible.into());
        }
        let types = Types::of("lstsq", &[a, b])?;
        let rcond = match self.rcond {
            Some(rcond) if rcond < 0.0 => f64::EPSILON,
            Some(rcond) => rcond,
            None => f64::EPSILON * m.max(n) as f64,
        };
        let x = empty((n, columns), types.result())?;
        let residuals = empty(columns, types.real())?;
        let s = empty(m.min(n), types.real())?;
        let rank = empty((), DType::I64)?;
        field!(types, T => CoreCall::new("lstsq")
        .read(a, 2, &<T as nd_core::Element>::DTYPE)
        .read(b2, 2, &<T as nd_core::Element>::DTYPE)
        .write(&x, 2, &<T as nd_core::Element>::DTYPE)
        .write(&residuals, 1, &DType::F64)
        .write(&s, 1, &DType::F64)
        .write(&rank, 0, &DType::I64)
        .run(|| (), |_, core| {
            let (a, b) = (lend(core.view::<T>(0)), lend(core.view::<T>(1)));
            let mut x = lend_mut(core.view_mut::<T>(2));
            let (values, counting) = solve(a, b, &mut x, rcond, core.threads())?;
            let (mut residuals, mut s) = (core.view_mut::<f64>(3), core.view_mut::<f64>(4));
            for (i, value) in values.into_iter().enumerate() {
                s[[i]] = value;
            }
            for j in 0..b.ncols() {
                residuals[[j]] = distance(a, b, &x, j);
            }
            core.view_mut::<i64>(5)[[]] = counting as i64;
            Ok(())
        }))?;
        let rank = rank.item::<i64>()? as usize;
        let residuals = if rank != n || m <= n { empty(0, types.real())? } else { residuals };
        let x = if vector { x.reshape(n)? } else { x };
        Ok(Lstsq { x, residuals, rank, s })
    }
}

/// The singular values of `a`, and how many count; `x = V · diag(1 / s) · Uᴴ · b` over these.
fn solve<T: Field>(
    a: MatRef<'_, T>,
    b: MatRef<'_, T>,
    x: &mut MatMut<'_, T>,
    rcond: f64,
    threads: usize,
) -> Result<(Vec<f64>, usize)> {
    let k = a.nrows().min(a.ncols());
    x.fill(T::real(0.0));
    if k == 0 {
        return Ok((Vec::new(), 0));
    }
    let singular = |error: Error| match error.downcast_ref() {
        Some(LinalgError::LinAlg(MatrixError::Svd)) => MatrixError::LeastSquares.into(),
        _ => error,
    };
    let (s, found) = factor(a, Some((k, k)), threads).map_err(singular)?;
    let Some((u, v)) = found else { return Ok((s, 0)) };
    let rank = s.iter().filter(|&&value| value > rcond * s[0]).count();
    let mut weights = zeros(k, b.ncols())?;
    matmul(weights.as_mut(), Accum::Replace, u.adjoint(), b, T::real(1.0), par(1));
    for i in 0..k {
        let scale = T::real(if i < rank { 1.0 / s[i] } else { 0.0 });
        (0..b.ncols()).for_each(|j| weights[(i, j)] *= scale);
    }
    matmul(x.rb_mut(), Accum::Replace, v.as_ref(), weights.as_ref(), T::real(1.0), par(1));
    Ok((s, rank))
}

/// The squared distance of column `j` of `a · x` from that of `b`.
fn distance<T: Field>(a: MatRef<'_, T>, b: MatRef<'_, T>, x: &MatMut<'_, T>, j: usize) -> f64 {
    let off = |i: usize| (0..a.ncols()).fold(b[(i, j)], |off, p| off - a[(i, p)] * x[(p, j)]);
    (0..a.nrows()).map(off).map(|off| (off * Multiply::conj(off)).re()).sum()
}
