//! What singular values say: the pseudoinverse, the rank, the condition number.

use super::field::Field;
use super::signless;
use super::singular::{Factors, factor};
use super::workspace::product;
use super::{inv_or_nan, svd, svdvals};
use crate::error::{LinalgError, MatrixError};
use crate::gemm::faer::{lend, lend_mut, par};
use crate::norms::{Order, matrix_norm};
use crate::stack::{Types, field, matrices, shape, square};
use faer::linalg::matmul::matmul;
use faer::{Accum, MatMut};
use nd_core::{
    Array, CoreCall, DType, Error, ErrorKind, Literal, Operand, Result, ShapeError, broadcast_shapes, empty,
    operators,
};

/// The Moore-Penrose pseudoinverse of a matrix, or of each of a stack: `(.., m, n) -> (.., n, m)`.
///
/// Singular values up to `1e-15` of the largest count as zero; [`pinv::with`] sets that share.
///
/// ```
/// let a = nd_core::array![[2.0, 0.0], [0.0, 0.0], [0.0, 0.0]];
/// assert_eq!(nd_linalg::pinv(&a)?.to_string(), "[[0.5 0.  0. ]\n [0.  0.  0. ]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Fewer than two axes; elements that are not finite; `float16`.
#[doc(alias = "numpy.linalg.pinv")]
pub fn pinv(a: &Array) -> Result<Array> {
    pinv::with(a).run()
}

/// The methods of [`pinv`](fn@crate::pinv).
pub mod pinv {
    use super::PinvCall;
    use nd_core::Array;

    /// A call with options: `.rcond(..)`, `.hermitian()`, then `.run()`.
    pub fn with(a: &Array) -> PinvCall<'_> {
        PinvCall { a, rcond: 1e-15.into(), hermitian: false }
    }
}

/// A call of [`pinv`](fn@crate::pinv) with options.
#[must_use = "a call does nothing until it is run"]
#[derive(Clone)]
pub struct PinvCall<'a> {
    a: &'a Array,
    rcond: Literal,
    hermitian: bool,
}

impl PinvCall<'_> {
    /// Singular values up to this share of the largest count as zero: one number, or an array that broadcasts to the stack.
    ///
    /// ```
    /// use nd_core::array;
    /// let a = array![[[4.0, 0.0], [0.0, 1.0]], [[4.0, 0.0], [0.0, 1.0]]];
    /// let x = nd_linalg::pinv::with(&a).rcond([0.1, 0.5]).run()?;
    /// assert_eq!(x.to_string(), "[[[0.25 0.  ]\n  [0.   1.  ]]\n\n [[0.25 0.  ]\n  [0.   0.  ]]]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    #[doc(alias = "rtol")]
    pub fn rcond(mut self, rcond: impl Into<Literal>) -> Self {
        self.rcond = rcond.into();
        self
    }

    /// Takes the matrix to be symmetric or Hermitian, which is faster: only its lower triangle is read.
    pub fn hermitian(mut self) -> Self {
        self.hermitian = true;
        self
    }

    /// Computes.
    ///
    /// # Errors
    /// As [`pinv`](fn@crate::pinv); Hermitian matrices that are not square; shares that do not broadcast to the stack.
    pub fn run(self) -> Result<Array> {
        let (loops, m, n) = matrices(self.a)?;
        if m == 0 || n == 0 {
            // NumPy looks at the dtype only afterwards.
            return empty(shape(loops, &[n, m]), self.a.dtype());
        }
        let types = Types::of("svd", &[self.a])?;
        let result = empty(shape(loops, &[n, m]), types.result())?;
        if self.hermitian {
            square(self.a)?;
        }
        let rcond = self.rcond.into_array()?;
        let common = together(rcond.shape(), &[1], loops, &[1])?;
        if common != loops {
            let (out, shape) = (shape(loops, &[m.min(n)]), shape(&common, &[m.min(n)]));
            return Err(Error::new(ErrorKind::Value, ShapeError::Output { out, shape }));
        }
        field!(types, T => CoreCall::new("pinv")
        .read(self.a, 2, &<T as nd_core::Element>::DTYPE)
        .read(&rcond, 0, &DType::F64)
        .write(&result, 2, &<T as nd_core::Element>::DTYPE)
        .cost(product(&[m, n, m.min(n)]))
        .run(|| (), |_, core| {
            let a = lend(core.view::<T>(0));
            let found = match self.hermitian {
                true => signless::factor(a, true, core.threads())?,
                false => factor(a, Some((m.min(n), m.min(n))), core.threads())?,
            };
            let rcond = core.view::<f64>(1)[[]];
            invert(found, rcond, lend_mut(core.view_mut::<T>(2)));
            Ok(())
        }))?;
        Ok(result)
    }
}

/// The loop axes that those of thresholds and of a stack broadcast to; errors name their shapes with the cores behind.
fn together(one: &[usize], core: &[usize], other: &[usize], other_core: &[usize]) -> Result<Vec<usize>> {
    broadcast_shapes(&[one, other]).map_err(|_| {
        let shapes = vec![shape(one, core), shape(other, other_core)];
        Error::new(ErrorKind::Value, ShapeError::Operands { shapes })
    })
}

/// `out = V · diag(1 / s) · Uᴴ`, over the singular values that count.
fn invert<T: Field>((s, found): Factors<T>, rcond: f64, out: MatMut<'_, T>) {
    let Some((u, mut v)) = found else { return };
    let cutoff = rcond * s[0];
    for (j, &s) in s.iter().enumerate() {
        let scale = T::real(if s > cutoff { 1.0 / s } else { 0.0 });
        for i in 0..v.nrows() {
            v[(i, j)] *= scale;
        }
    }
    matmul(out, Accum::Replace, v.as_ref(), u.adjoint(), T::real(1.0), par(1));
}

/// The number of singular values of a matrix, or of each of a stack, that count: those above the largest times the longer
/// side times the precision. [`matrix_rank::with`] sets the threshold.
///
/// ```
/// use nd_core::{eye, ones};
/// assert_eq!(nd_linalg::matrix_rank(&eye(4, 4, 0, "f8")?)?.to_string(), "4");
/// assert_eq!(nd_linalg::matrix_rank(&ones((2, 3, 3), "f8")?)?.to_string(), "[1 1]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Elements that are not finite; `float16`.
#[doc(alias = "numpy.linalg.matrix_rank")]
pub fn matrix_rank(a: &Array) -> Result<Array> {
    matrix_rank::with(a).run()
}

/// The methods of [`matrix_rank`](fn@crate::matrix_rank).
pub mod matrix_rank {
    use super::RankCall;
    use nd_core::Array;

    /// A call with options: `.tol(..)` or `.rtol(..)`, `.hermitian()`, then `.run()`.
    pub fn with(a: &Array) -> RankCall<'_> {
        RankCall { a, tol: None, rtol: None, hermitian: false }
    }
}

/// A call of [`matrix_rank`](fn@crate::matrix_rank) with options.
#[must_use = "a call does nothing until it is run"]
#[derive(Clone)]
pub struct RankCall<'a> {
    a: &'a Array,
    tol: Option<Literal>,
    rtol: Option<Literal>,
    hermitian: bool,
}

impl RankCall<'_> {
    /// Singular values up to this count as zero: one number, or an array that broadcasts with the stack.
    ///
    /// ```
    /// let a = nd_core::array![[4.0, 0.0], [0.0, 1.0]];
    /// let rank = nd_linalg::matrix_rank::with(&a).tol([0.5, 2.0, 5.0]).run()?;
    /// assert_eq!(rank.to_string(), "[2 1 0]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    pub fn tol(mut self, tol: impl Into<Literal>) -> Self {
        self.tol = Some(tol.into());
        self
    }

    /// Singular values up to this share of the largest count as zero: one number, or an array that broadcasts with the stack.
    ///
    /// ```
    /// let a = nd_core::array![[4.0, 0.0], [0.0, 1.0]];
    /// assert_eq!(nd_linalg::matrix_rank::with(&a).rtol([0.2, 0.3]).run()?.to_string(), "[2 1]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    pub fn rtol(mut self, rtol: impl Into<Literal>) -> Self {
        self.rtol = Some(rtol.into());
        self
    }

    /// Takes the matrix to be symmetric or Hermitian, which is faster: only its lower triangle is read.
    pub fn hermitian(mut self) -> Self {
        self.hermitian = true;
        self
    }

    /// Computes.
    ///
    /// # Errors
    /// As [`matrix_rank`](fn@crate::matrix_rank); both thresholds at once, or one that does not broadcast with the stack;
    /// Hermitian matrices that are not square.
    pub fn run(self) -> Result<Array> {
        if self.tol.is_some() && self.rtol.is_some() {
            return Err(LinalgError::BothSet { first: "tol", second: "rtol" }.into());
        }
        let Ok((loops, m, n)) = matrices(self.a) else {
            // Anything that is not zero has rank one.
            let not_zero = nd_ufunc::not_equal(self.a, 0)?;
            let any = not_zero.to_vec::<bool>()?.contains(&true);
            return Array::from_values([i64::from(any)])?.reshape(());
        };
        let types = Types::of("svd", &[self.a])?;
        let call = svd::with(self.a);
        let s = if self.hermitian { call.hermitian().values()? } else { call.values()? };
        let (absolute, threshold) = match (self.tol, self.rtol) {
            (Some(tol), _) => (true, tol),
            (None, Some(rtol)) => (false, rtol),
            (None, None) => (false, (m.max(n) as f64 * types.epsilon()).into()),
        };
        let threshold = threshold.into_array()?;
        let core = if absolute { m.min(n) } else { 1 };
        let rank = empty(together(loops, &[core], threshold.shape(), &[1])?, DType::I64)?;
        CoreCall::new("matrix_rank")
            .read(&s, 1, &DType::F64)
            .read(&threshold, 0, &DType::F64)
            .write(&rank, 0, &DType::I64)
            .run(
                || (),
                |_, core| {
                    let (s, threshold) = (core.view::<f64>(0), core.view::<f64>(1)[[]]);
                    let largest = s.iter().copied().fold(0.0, f64::max);
                    let tol = if absolute { threshold } else { largest * threshold };
                    core.view_mut::<i64>(2)[[]] = s.iter().filter(|s| **s > tol).count() as i64;
                    Ok(())
                },
            )?;
        Ok(rank)
    }
}

/// The condition number of a matrix, or of each of a stack, in a norm: how much solving amplifies relative errors.
///
/// `order` names the norm as in [`norm`](crate::norm): `..` and `2` give the ratio of the largest and the smallest singular
/// value, `-2` its inverse; any other multiplies the norms of the matrix and of its inverse.
///
/// ```
/// let a = nd_core::array![[4.0, 0.0], [0.0, 2.0]];
/// assert_eq!(nd_linalg::cond(&a, ..)?.to_string(), "2.0");
/// assert_eq!(nd_linalg::cond(&a, 1)?.to_string(), "2.0");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Matrices without elements; for norms other than 2 and -2 those that are not square; `float16`.
#[doc(alias = "numpy.linalg.cond")]
pub fn cond(a: &Array, order: impl Into<Order>) -> Result<Array> {
    let order = order.into();
    if a.ndim() >= 2 && a.shape()[a.ndim() - 2..].contains(&0) {
        return Err(MatrixError::CondOfNothing.into());
    }
    let types = Types::of("svd", &[a])?;
    let two = order.number().is_none_or(|p| p.abs() == 2.0) && order.name().is_none();
    let ratio = if two {
        let (loops, _, _) = matrices(a)?;
        let (s, ratio) = (svdvals(a)?, empty(loops, types.real())?);
        let inverted = order.number() == Some(-2.0);
        CoreCall::new("cond").read(&s, 1, &DType::F64).write(&ratio, 0, &DType::F64).run(
            || (),
            |_, core| {
                let s = core.view::<f64>(0);
                let (first, last) = (s[[0]], s[[s.len() - 1]]);
                core.view_mut::<f64>(1)[[]] = if inverted { last / first } else { first / last };
                Ok(())
            },
        )?;
        ratio
    } else {
        square(a)?;
        let (x, y) = (matrix_norm(a, order)?, matrix_norm(&inv_or_nan(a)?, order)?);
        operators::MULTIPLY.binary(x.operand(), y.operand())?.astype(types.real())?
    };
    // A matrix without NaN has a condition number, if an infinite one.
    field!(types, T => CoreCall::new("cond")
    .read(a, 2, &<T as nd_core::Element>::DTYPE)
    .write(&ratio, 0, &DType::F64)
    .run(|| (), |_, core| {
        let mut ratio = core.view_mut::<f64>(1);
        if ratio[[]].is_nan() && !core.view::<T>(0).iter().any(|x| x.modulus().is_nan()) {
            ratio[[]] = f64::INFINITY;
        }
        Ok(())
    }))?;
    Ok(ratio)
}
