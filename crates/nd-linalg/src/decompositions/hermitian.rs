//! Eigenvalues of Hermitian matrices: `A = V · diag(w) · Vᴴ`.

use super::field::{Field, Finiteness};
use super::workspace::{copy, for_each_tile, memory, product, threaded, zeros};
use crate::error::MatrixError;
use crate::gemm::Multiply;
use crate::gemm::faer::{lend, lend_mut};
use crate::stack::{Types, field, shape, square};
use faer::diag::Diag;
use faer::dyn_stack::MemStack;
use faer::linalg::evd::{self as kernel, ComputeEigenvectors};
use faer::{Mat, MatMut, MatRef};
use nd_core::{Array, CoreCall, DType, Result, ViewMut, empty};

/// The result of [`eigh`](fn@crate::eigh).
#[derive(Clone, Debug)]
pub struct Eigh {
    /// Eigenvalues, ascending.
    pub eigenvalues: Array,
    /// Orthonormal eigenvectors, in columns.
    pub eigenvectors: Array,
}

/// Eigenvalues and eigenvectors of a symmetric or Hermitian matrix, or of each of a stack. Only the lower triangle is read;
/// [`eigh::with`] reads the upper one.
///
/// ```
/// let a = nd_core::array![[2.0, 99.0], [0.0, 1.0]];
/// assert_eq!(nd_linalg::eigh(&a)?.eigenvalues.to_string(), "[1. 2.]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Matrices that are not square; `float16`. Elements that are not finite make NaN of the whole result.
#[doc(alias = "numpy.linalg.eigh")]
pub fn eigh(a: &Array) -> Result<Eigh> {
    eigh::with(a).run()
}

/// The methods of [`eigh`](fn@crate::eigh).
pub mod eigh {
    use super::EighCall;
    use nd_core::Array;

    /// A call with options: `.upper()`, then `.run()` or `.eigenvalues()`.
    pub fn with(a: &Array) -> EighCall<'_> {
        EighCall { a, upper: false }
    }
}

/// The eigenvalues of a symmetric or Hermitian matrix, or of each of a stack, ascending. Only the lower triangle is read.
///
/// ```
/// let a = nd_core::array![[1.0, 99.0], [2.0, 1.0]];
/// assert_eq!(nd_linalg::eigvalsh(&a)?.to_string(), "[-1.  3.]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`eigh`](fn@crate::eigh).
#[doc(alias = "numpy.linalg.eigvalsh")]
pub fn eigvalsh(a: &Array) -> Result<Array> {
    eigh::with(a).eigenvalues()
}

/// A call of [`eigh`](fn@crate::eigh) with options.
#[must_use = "a call does nothing until it is run"]
#[derive(Clone)]
pub struct EighCall<'a> {
    a: &'a Array,
    upper: bool,
}

impl EighCall<'_> {
    /// Reads the upper triangle: NumPy's `UPLO="U"`.
    pub fn upper(mut self) -> Self {
        self.upper = true;
        self
    }

    /// Eigenvalues and eigenvectors.
    ///
    /// # Errors
    /// As [`eigh`](fn@crate::eigh).
    pub fn run(self) -> Result<Eigh> {
        let (loops, n) = square(self.a)?;
        let types = Types::of("eigh", &[self.a])?;
        let eigenvalues = empty(shape(loops, &[n]), types.real())?;
        let eigenvectors = empty(self.a.shape(), types.result())?;
        field!(types, T => CoreCall::new("eigh")
        .read(self.a, 2, &<T as nd_core::Element>::DTYPE)
        .write(&eigenvalues, 1, &DType::F64)
        .write(&eigenvectors, 2, &<T as nd_core::Element>::DTYPE)
        .cost(product(&[n, n, n]).max(64))
        .run(|| (), |_, core| {
            let a = lend(core.view::<T>(0));
            let (w, v) = (core.view_mut::<f64>(1), lend_mut(core.view_mut::<T>(2)));
            decompose(a, self.upper, w, Some(v), core.threads())
        }))?;
        Ok(Eigh { eigenvalues, eigenvectors })
    }

    /// Eigenvalues alone: `eigvalsh`.
    ///
    /// # Errors
    /// As [`eigh`](fn@crate::eigh).
    pub fn eigenvalues(self) -> Result<Array> {
        let (loops, n) = square(self.a)?;
        let types = Types::of("eigvalsh", &[self.a])?;
        let eigenvalues = empty(shape(loops, &[n]), types.real())?;
        field!(types, T => CoreCall::new("eigvalsh")
        .read(self.a, 2, &<T as nd_core::Element>::DTYPE)
        .write(&eigenvalues, 1, &DType::F64)
        .cost((product(&[n, n, n]) / 4).max(64))
        .run(|| (), |_, core| {
            let a = lend(core.view::<T>(0));
            decompose::<T>(a, self.upper, core.view_mut::<f64>(1), None, core.threads())
        }))?;
        Ok(eigenvalues)
    }
}

fn decompose<T: Field>(
    a: MatRef<'_, T>,
    upper: bool,
    mut w: ViewMut<'_, f64>,
    vectors: Option<MatMut<'_, T>>,
    threads: usize,
) -> Result<()> {
    let (values, found) = factor(a, upper, vectors.is_some(), threads)?;
    values.iter().enumerate().for_each(|(i, &value)| w[[i]] = value);
    if let (Some(out), Some(found)) = (vectors, found) {
        copy(found.as_ref(), out);
    }
    Ok(())
}

/// Eigenvalues of one triangle and, if they are asked for, eigenvectors.
pub(super) fn factor<T: Field>(
    a: MatRef<'_, T>,
    upper: bool,
    vectors: bool,
    threads: usize,
) -> Result<(Vec<f64>, Option<Mat<T>>)> {
    let n = a.nrows();
    // faer reads the lower triangle, which here is whole and has a real diagonal.
    let mut lower = zeros::<T>(n, n)?;
    for_each_tile(n, n, |i, j| {
        if i == j {
            lower[(j, j)] = T::real(a[(j, j)].re());
        } else if i > j {
            lower[(i, j)] = if upper { Multiply::conj(a[(j, i)]) } else { a[(i, j)] };
        }
    });
    let finite = |i: usize, j: usize| lower[(i, j)].finiteness() == Finiteness::Finite;
    let known = match n {
        // One number is its own eigenvalue, whatever it is.
        1 => Some((lower[(0, 0)].re(), 1.0)),
        _ if (0..n).all(|j| (j..n).all(|i| finite(i, j))) => None,
        _ => Some((f64::NAN, f64::NAN)),
    };
    let mut found = if vectors { Some(zeros(n, n)?) } else { None };
    if let Some((value, element)) = known {
        if let Some(found) = &mut found {
            found.fill(T::real(element));
        }
        return Ok((vec![value; n], found));
    }
    let mut values = Diag::zeros(n);
    if n > 0 {
        let converged = threaded(threads, product(&[2, n, n, n]), |par| -> Result<bool> {
            let compute = if vectors { ComputeEigenvectors::Yes } else { ComputeEigenvectors::No };
            let params = Default::default();
            let mut buffer = memory(kernel::self_adjoint_evd_scratch::<T>(n, compute, par, params))?;
            let (v, stack) = (found.as_mut().map(Mat::as_mut), MemStack::new(&mut buffer));
            Ok(kernel::self_adjoint_evd(lower.as_ref(), values.as_mut(), v, par, stack, params).is_ok())
        })?;
        if !converged {
            return Err(MatrixError::Eigenvalues.into());
        }
    }
    Ok(((0..n).map(|i| values[i].re()).collect(), found))
}
