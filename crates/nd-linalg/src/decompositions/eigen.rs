//! Eigenvalues of general matrices: `A · v = w · v`.

use super::balance::balanced;
use super::workspace::{for_each_tile, memory, product, threaded, zeros};
use crate::error::MatrixError;
use crate::gemm::faer::{lend, lend_mut};
use crate::stack::{Types, shape, square};
use faer::diag::Diag;
use faer::dyn_stack::MemStack;
use faer::linalg::evd::{self as kernel, ComputeEigenvectors};
use faer::{Mat, MatMut, MatRef};
use nd_core::{Array, Complex, CoreCall, DType, Result, ViewMut, empty};

/// The result of [`eig`].
#[derive(Clone, Debug)]
pub struct Eig {
    /// Eigenvalues, in no particular order.
    pub eigenvalues: Array,
    /// Eigenvectors of length one, in columns.
    pub eigenvectors: Array,
}

/// Eigenvalues and right eigenvectors of a square matrix, or of each of a stack.
///
/// For a real operand the results are real if every eigenvalue is, else complex.
///
/// ```
/// let a = nd_core::array![[2.0, 0.0], [0.0, 1.0]];
/// assert_eq!(nd_linalg::eig(&a)?.eigenvalues.dtype(), &nd_core::DType::F64);
/// let turn = nd_core::array![[0.0, -1.0], [1.0, 0.0]];
/// assert_eq!(nd_linalg::eig(&turn)?.eigenvalues.dtype(), &nd_core::DType::C128);
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Matrices that are not square; elements that are not finite; `float16`.
#[doc(alias = "numpy.linalg.eig")]
pub fn eig(a: &Array) -> Result<Eig> {
    let (eigenvalues, eigenvectors) = decompositions("eig", a, true)?;
    Ok(Eig { eigenvalues, eigenvectors })
}

/// The eigenvalues of a square matrix, or of each of a stack: [`eig`] without its vectors.
///
/// ```
/// let turn = nd_core::array![[0.0, -1.0], [1.0, 0.0]];
/// let found = nd_linalg::eigvals(&turn)?;
/// assert_eq!((found.shape(), found.dtype()), (&[2][..], &nd_core::DType::C128));
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`eig`].
#[doc(alias = "numpy.linalg.eigvals")]
pub fn eigvals(a: &Array) -> Result<Array> {
    Ok(decompositions("eigvals", a, false)?.0)
}

/// Eigenvalues and, if asked for, eigenvectors; real where all eigenvalues are.
fn decompositions(function: &'static str, a: &Array, vectors: bool) -> Result<(Array, Array)> {
    let (loops, n) = square(a)?;
    let types = Types::of(function, &[a])?;
    let w = empty(shape(loops, &[n]), types.complex())?;
    let v = empty(if vectors { a.shape() } else { &[] }, types.complex())?;
    if n > 0 && a.size() > 0 {
        let dtype = if types.complex { DType::C128 } else { DType::F64 };
        let mut call = CoreCall::new(function).read(a, 2, &dtype).write(&w, 1, &DType::C128);
        if vectors {
            call = call.write(&v, 2, &DType::C128);
        }
        call.cost(product(&[4, n, n, n]).max(64)).run(
            || (),
            |_, core| {
                let w = core.view_mut::<Complex<f64>>(1);
                let v = vectors.then(|| lend_mut(core.view_mut::<Complex<f64>>(2)));
                if types.complex {
                    complex(lend(core.view::<Complex<f64>>(0)), w, v, core.threads())
                } else {
                    real(lend(core.view::<f64>(0)), w, v, core.threads())
                }
            },
        )?;
    }
    if types.complex || w.imag()?.to_vec::<f64>()?.iter().any(|&im| im != 0.0) {
        return Ok((w, v));
    }
    Ok((w.real().copy()?, v.real().copy()?))
}

const PARTS: (ComputeEigenvectors, ComputeEigenvectors) = (ComputeEigenvectors::No, ComputeEigenvectors::Yes);

fn wanted(vectors: bool) -> ComputeEigenvectors {
    if vectors { PARTS.1 } else { PARTS.0 }
}

fn complex(
    a: MatRef<'_, Complex<f64>>,
    mut w: ViewMut<'_, Complex<f64>>,
    v: Option<MatMut<'_, Complex<f64>>>,
    threads: usize,
) -> Result<()> {
    let n = a.nrows();
    if (0..n).any(|i| (0..n).any(|j| !a[(i, j)].is_finite())) {
        return Err(MatrixError::NotFinite.into());
    }
    let (a, scale) = balanced(a)?;
    let mut values = Diag::zeros(n);
    let mut found = if v.is_some() { Some(zeros(n, n)?) } else { None };
    let converged = threaded(threads, product(&[8, n, n, n]), |par| -> Result<bool> {
        let params = Default::default();
        let request = kernel::evd_scratch::<Complex<f64>>(n, PARTS.0, wanted(found.is_some()), par, params);
        let mut buffer = memory(request)?;
        let (u, stack) = (found.as_mut().map(Mat::as_mut), MemStack::new(&mut buffer));
        Ok(kernel::evd_cplx(a.as_ref(), values.as_mut(), None, u, par, stack, params).is_ok())
    })?;
    if !converged {
        return Err(MatrixError::Eigenvalues.into());
    }
    for i in 0..n {
        w[[i]] = values[i];
    }
    if let (Some(mut out), Some(mut found)) = (v, found) {
        for_each_tile(n, n, |i, j| found[(i, j)] *= scale[i]);
        for j in 0..n {
            let length = (0..n).map(|i| found[(i, j)].norm_sqr()).sum::<f64>().sqrt();
            (0..n).for_each(|i| out[(i, j)] = found[(i, j)] / length);
        }
    }
    Ok(())
}

fn real(
    a: MatRef<'_, f64>,
    mut w: ViewMut<'_, Complex<f64>>,
    v: Option<MatMut<'_, Complex<f64>>>,
    threads: usize,
) -> Result<()> {
    let n = a.nrows();
    if (0..n).any(|i| (0..n).any(|j| !a[(i, j)].is_finite())) {
        return Err(MatrixError::NotFinite.into());
    }
    let (a, scale) = balanced(a)?;
    let (mut re, mut im) = (Diag::zeros(n), Diag::zeros(n));
    let mut found = if v.is_some() { Some(zeros(n, n)?) } else { None };
    let converged = threaded(threads, product(&[8, n, n, n]), |par| -> Result<bool> {
        let params = Default::default();
        let mut buffer =
            memory(kernel::evd_scratch::<f64>(n, PARTS.0, wanted(found.is_some()), par, params))?;
        let (u, stack) = (found.as_mut().map(Mat::as_mut), MemStack::new(&mut buffer));
        let (re, im) = (re.as_mut(), im.as_mut());
        Ok(kernel::evd_real(a.as_ref(), re, im, None, u, par, stack, params).is_ok())
    })?;
    if !converged {
        return Err(MatrixError::Eigenvalues.into());
    }
    for i in 0..n {
        w[[i]] = Complex::new(re[i], im[i]);
    }
    let (Some(mut out), Some(mut found)) = (v, found) else { return Ok(()) };
    for_each_tile(n, n, |i, j| found[(i, j)] *= scale[i]);
    // A pair of conjugate eigenvalues has its vector's real part in one column and the imaginary part in the next.
    let mut j = 0;
    while j < n {
        if im[j] == 0.0 {
            let length = (0..n).map(|i| found[(i, j)] * found[(i, j)]).sum::<f64>().sqrt();
            (0..n).for_each(|i| out[(i, j)] = Complex::new(found[(i, j)] / length, 0.0));
            j += 1;
        } else {
            let square = |i: usize, j: usize| found[(i, j)] * found[(i, j)];
            let length = (0..n).map(|i| square(i, j) + square(i, j + 1)).sum::<f64>().sqrt();
            for i in 0..n {
                let x = Complex::new(found[(i, j)] / length, found[(i, j + 1)] / length);
                (out[(i, j)], out[(i, j + 1)]) = (x, x.conj());
            }
            j += 2;
        }
    }
    Ok(())
}
