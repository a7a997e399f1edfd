//! Singular values: `A = U · diag(s) · Vᴴ`.

use super::field::{Field, Finiteness};
use super::signless;
use super::workspace::{copy, for_each_tile, memory, product, threaded, zeros};
use crate::error::MatrixError;
use crate::gemm::Multiply;
use crate::gemm::faer::{lend, lend_mut};
use crate::stack::{Types, field, matrices, shape, square};
use faer::diag::Diag;
use faer::dyn_stack::MemStack;
use faer::linalg::svd::{self as kernel, ComputeSvdVectors};
use faer::{Mat, MatMut, MatRef};
use nd_core::{Array, CoreCall, DType, Result, ViewMut, empty};

/// The factors of [`svd`](fn@crate::svd).
#[derive(Clone, Debug)]
pub struct Svd {
    /// Left singular vectors, in columns.
    pub u: Array,
    /// Singular values, from the largest to the smallest.
    pub s: Array,
    /// Right singular vectors, conjugated, in rows.
    pub vh: Array,
}

/// The singular value decomposition of a matrix or of each of a stack: `a = u · diag(s) · vh`.
///
/// `(.., m, n)` gives `(.., m, m)`, `(.., k)` and `(.., n, n)` with `k` the smaller of `m` and `n`; [`svd::with`] leaves the
/// columns of `u` and rows of `vh` out that `s` has no values for.
///
/// ```
/// let a = nd_core::array![[0.0, 2.0], [3.0, 0.0], [0.0, 0.0]];
/// let full = nd_linalg::svd(&a)?;
/// assert_eq!((full.u.shape(), full.s.to_vec::<f64>()?), (&[3, 3][..], vec![3.0, 2.0]));
/// assert_eq!(nd_linalg::svd::with(&a).thin().run()?.u.shape(), [3, 2]);
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Fewer than two axes; NaN among the elements (infinities make NaN of the whole result); `float16`.
#[doc(alias = "numpy.linalg.svd")]
pub fn svd(a: &Array) -> Result<Svd> {
    svd::with(a).run()
}

/// The methods of [`svd`](fn@crate::svd).
pub mod svd {
    use super::SvdCall;
    use nd_core::Array;

    /// A call with options: `.thin()`, `.hermitian()`, then `.run()` or `.values()`.
    pub fn with(a: &Array) -> SvdCall<'_> {
        SvdCall { a, thin: false, hermitian: false }
    }
}

/// A call of [`svd`](fn@crate::svd) with options.
#[must_use = "a call does nothing until it is run"]
#[derive(Clone)]
pub struct SvdCall<'a> {
    a: &'a Array,
    thin: bool,
    hermitian: bool,
}

impl<'a> SvdCall<'a> {
    /// `k` columns of `u` and rows of `vh`: NumPy's `full_matrices=False`.
    pub fn thin(mut self) -> Self {
        self.thin = true;
        self
    }

    /// Takes the matrix to be symmetric or Hermitian, which is faster: only its lower triangle is read.
    ///
    /// ```
    /// let a = nd_core::array![[1.0, 99.0], [2.0, 1.0]];
    /// let found = nd_linalg::svd::with(&a).hermitian().run()?;
    /// assert_eq!(nd_ufunc::round(&found.s, 12)?.to_string(), "[3. 1.]");
    /// assert_eq!((found.u.shape(), found.vh.shape()), (&[2, 2][..], &[2, 2][..]));
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    pub fn hermitian(mut self) -> Self {
        self.hermitian = true;
        self
    }

    /// Singular values alone: NumPy's `compute_uv=False`.
    ///
    /// ```
    /// let a = nd_core::array![[1.0, 2.0], [2.0, 1.0]];
    /// let s = nd_linalg::svd::with(&a).hermitian().values()?;
    /// assert_eq!(nd_ufunc::round(&s, 12)?.to_string(), "[3. 1.]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`run`](SvdCall::run).
    #[doc(alias = "compute_uv")]
    pub fn values(self) -> Result<Array> {
        let (loops, m, n) = self.matrices()?;
        let types = Types::of("svd", &[self.a])?;
        let s = empty(shape(loops, &[m.min(n)]), types.real())?;
        field!(types, T => CoreCall::new("svd")
        .read(self.a, 2, &<T as nd_core::Element>::DTYPE)
        .write(&s, 1, &DType::F64)
        .cost(cost(m, n) / 3)
        .run(|| (), |_, core| {
            let a = lend(core.view::<T>(0));
            values::<T>(a, core.view_mut::<f64>(1), None, self.hermitian, core.threads())
        }))?;
        Ok(s)
    }

    fn matrices(&self) -> Result<(&'a [usize], usize, usize)> {
        let found = matrices(self.a)?;
        if self.hermitian {
            square(self.a)?;
        }
        Ok(found)
    }

    /// Computes.
    ///
    /// # Errors
    /// As [`svd`](fn@crate::svd); Hermitian matrices that are not square. Of those, elements that are not finite make NaN of
    /// the whole result.
    pub fn run(self) -> Result<Svd> {
        let (loops, m, n) = self.matrices()?;
        let types = Types::of("svd", &[self.a])?;
        let k = m.min(n);
        let (left, right) = if self.thin { (k, k) } else { (m, n) };
        let u = empty(shape(loops, &[m, left]), types.result())?;
        let s = empty(shape(loops, &[k]), types.real())?;
        let vh = empty(shape(loops, &[right, n]), types.result())?;
        field!(types, T => CoreCall::new("svd")
        .read(self.a, 2, &<T as nd_core::Element>::DTYPE)
        .write(&u, 2, &<T as nd_core::Element>::DTYPE)
        .write(&s, 1, &DType::F64)
        .write(&vh, 2, &<T as nd_core::Element>::DTYPE)
        .cost(cost(m, n))
        .run(|| (), |_, core| {
            let a = lend(core.view::<T>(0));
            let vectors = (lend_mut(core.view_mut::<T>(1)), lend_mut(core.view_mut::<T>(3)));
            values(a, core.view_mut::<f64>(2), Some(vectors), self.hermitian, core.threads())
        }))?;
        Ok(Svd { u, s, vh })
    }
}

/// The singular values of a matrix or of each of a stack, from the largest to the smallest.
///
/// ```
/// let a = nd_core::array![[0.0, 2.0], [3.0, 0.0]];
/// assert_eq!(nd_linalg::svdvals(&a)?.to_string(), "[3. 2.]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`svd`](fn@crate::svd).
#[doc(alias = "numpy.linalg.svdvals")]
pub fn svdvals(a: &Array) -> Result<Array> {
    svd::with(a).values()
}

fn cost(m: usize, n: usize) -> usize {
    product(&[m, n, m.min(n)]).max(64)
}

/// Singular values and, where there is room for them, `U` and `Vᴴ`.
fn values<T: Field>(
    a: MatRef<'_, T>,
    mut s: ViewMut<'_, f64>,
    vectors: Option<(MatMut<'_, T>, MatMut<'_, T>)>,
    hermitian: bool,
    threads: usize,
) -> Result<()> {
    let (m, n) = (a.nrows(), a.ncols());
    let k = m.min(n);
    if k == 0 {
        // Nothing to diagonalise: any orthonormal vectors will do.
        if let Some((mut u, mut vh)) = vectors {
            let one = |x: &mut MatMut<'_, T>| {
                for i in 0..x.nrows().min(x.ncols()) {
                    for j in 0..x.ncols() {
                        x[(i, j)] = T::real(if i == j { 1.0 } else { 0.0 });
                    }
                }
            };
            one(&mut u);
            one(&mut vh);
        }
        return Ok(());
    }
    let columns = vectors.as_ref().map(|(u, vh)| (u.ncols(), vh.nrows()));
    let (values, found) = match hermitian {
        true => signless::factor(a, columns.is_some(), threads)?,
        false => factor(a, columns, threads)?,
    };
    for i in 0..k {
        s[[i]] = values[i];
    }
    if let (Some((u, mut vh)), Some((left, right))) = (vectors, found) {
        copy(left.as_ref(), u);
        for_each_tile(vh.nrows(), vh.ncols(), |i, j| vh[(i, j)] = Multiply::conj(right[(j, i)]));
    }
    Ok(())
}

/// Singular values and, where they were asked for, the left and the right singular vectors, in columns.
pub(super) type Factors<T> = (Vec<f64>, Option<(Mat<T>, Mat<T>)>);

/// Singular values of a matrix with elements, and as many columns of `U` and `V` as are asked for.
pub(super) fn factor<T: Field>(
    a: MatRef<'_, T>,
    columns: Option<(usize, usize)>,
    threads: usize,
) -> Result<Factors<T>> {
    let (m, n) = (a.nrows(), a.ncols());
    let k = m.min(n);
    let mut values = Diag::zeros(k);
    let mut found = match columns {
        Some((left, right)) => Some((zeros(m, left)?, zeros(n, right)?)),
        None => None,
    };
    match (0..m).flat_map(|i| (0..n).map(move |j| a[(i, j)].finiteness())).max() {
        Some(Finiteness::Nan) => return Err(MatrixError::Svd.into()),
        Some(Finiteness::Infinite) => {
            let nan = |mut x: Mat<T>| {
                x.fill(T::real(f64::NAN));
                x
            };
            return Ok((vec![f64::NAN; k], found.map(|(u, v)| (nan(u), nan(v)))));
        }
        _ => {}
    }
    let converged = threaded(threads, product(&[4, m, n, k]), |par| -> Result<bool> {
        let compute = |columns: usize| {
            if columns == k { ComputeSvdVectors::Thin } else { ComputeSvdVectors::Full }
        };
        let none = (ComputeSvdVectors::No, ComputeSvdVectors::No);
        let (left, right) = columns.map_or(none, |(left, right)| (compute(left), compute(right)));
        let params = Default::default();
        let mut buffer = memory(kernel::svd_scratch::<T>(m, n, left, right, par, params))?;
        let (u, v) = found.as_mut().map(|(u, v)| (u.as_mut(), v.as_mut())).unzip();
        let stack = MemStack::new(&mut buffer);
        Ok(kernel::svd(a, values.as_mut(), u, v, par, stack, params).is_ok())
    })?;
    if !converged {
        return Err(MatrixError::Svd.into());
    }
    Ok(((0..k).map(|i| values[i].re()).collect(), found))
}
