//! QR by Householder reflections: `A = Q · R`.

use super::field::Field;
use super::workspace::{memory, owned, product, threaded, zeros};
use crate::gemm::faer::{lend, lend_mut};
use crate::stack::{Types, field, matrices, shape};
use faer::dyn_stack::MemStack;
use faer::linalg::householder as reflect;
use faer::linalg::qr::no_pivoting::factor;
use faer::reborrow::ReborrowMut;
use faer::{Conj, Mat, MatMut, MatRef};
use nd_core::{Array, CoreCall, Result, empty};

/// The factors of [`qr`](fn@crate::qr).
#[derive(Clone, Debug)]
pub struct Qr {
    /// Orthonormal columns.
    pub q: Array,
    /// An upper triangle.
    pub r: Array,
}

/// The factors `q`, of orthonormal columns, and `r`, upper triangular, with `q · r = a`; of a matrix or each of a stack.
///
/// `(.., m, n)` gives `(.., m, k)` and `(.., k, n)` with `k` the smaller of `m` and `n`. [`qr::with`] gives a square `q`, or
/// `r` alone. As in NumPy the sign of each row of `r` is that of the algorithm.
///
/// ```
/// let a = nd_core::arange(6).reshape((3, 2))?;
/// let qr = nd_linalg::qr(&a)?;
/// assert_eq!((qr.q.shape(), qr.r.shape()), (&[3, 2][..], &[2, 2][..]));
/// assert_eq!(nd_linalg::qr::with(&a).complete().run()?.q.shape(), [3, 3]);
/// assert_eq!(nd_linalg::qr::with(&a).r()?.shape(), [2, 2]);
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Fewer than two axes; `float16`.
#[doc(alias = "numpy.linalg.qr")]
pub fn qr(a: &Array) -> Result<Qr> {
    qr::with(a).run()
}

/// The methods of [`qr`](fn@crate::qr).
pub mod qr {
    use super::QrCall;
    use nd_core::Array;

    /// A call with options: `.complete()`, then `.run()`; or `.r()`.
    pub fn with(a: &Array) -> QrCall<'_> {
        QrCall { a, complete: false }
    }
}

/// A call of [`qr`](fn@crate::qr) with options.
#[must_use = "a call does nothing until it is run"]
#[derive(Clone)]
pub struct QrCall<'a> {
    a: &'a Array,
    complete: bool,
}

impl QrCall<'_> {
    /// Makes `q` square, `(.., m, m)`, and `r` as large as the matrix: NumPy's mode `complete`.
    pub fn complete(mut self) -> Self {
        self.complete = true;
        self
    }

    /// Both factors.
    ///
    /// # Errors
    /// As [`qr`](fn@crate::qr).
    pub fn run(self) -> Result<Qr> {
        let (loops, m, n) = matrices(self.a)?;
        let types = Types::of("qr", &[self.a])?;
        let k = if self.complete { m } else { m.min(n) };
        let q = empty(shape(loops, &[m, k]), types.result())?;
        let r = empty(shape(loops, &[k, n]), types.result())?;
        if m > 0 {
            field!(types, T => CoreCall::new("qr")
            .read(self.a, 2, &<T as nd_core::Element>::DTYPE)
            .write(&q, 2, &<T as nd_core::Element>::DTYPE)
            .write(&r, 2, &<T as nd_core::Element>::DTYPE)
            .cost(cost(m, n))
            .run(|| (), |_, core| {
                let factors = Factors::new(lend(core.view::<T>(0)), core.threads())?;
                factors.q(lend_mut(core.view_mut::<T>(1)), core.threads())?;
                factors.r(lend_mut(core.view_mut::<T>(2)));
                Ok(())
            }))?;
        }
        Ok(Qr { q, r })
    }

    /// The triangular factor alone: NumPy's mode `r`.
    ///
    /// # Errors
    /// As [`qr`](fn@crate::qr).
    pub fn r(self) -> Result<Array> {
        let (loops, m, n) = matrices(self.a)?;
        let types = Types::of("qr", &[self.a])?;
        let r = empty(shape(loops, &[m.min(n), n]), types.result())?;
        field!(types, T => CoreCall::new("qr")
        .read(self.a, 2, &<T as nd_core::Element>::DTYPE)
        .write(&r, 2, &<T as nd_core::Element>::DTYPE)
        .cost(cost(m, n))
        .run(|| (), |_, core| {
            Factors::new(lend(core.view::<T>(0)), core.threads())?.r(lend_mut(core.view_mut::<T>(1)));
            Ok(())
        }))?;
        Ok(r)
    }
}

fn cost(m: usize, n: usize) -> usize {
    (product(&[m, n, m.min(n)]) / 4).max(64)
}

/// `R` in the upper triangle, the reflections below it and in blocks of coefficients.
struct Factors<T> {
    packed: Mat<T>,
    blocks: Mat<T>,
}

impl<T: Field> Factors<T> {
    fn new(a: MatRef<'_, T>, threads: usize) -> Result<Factors<T>> {
        let (m, n) = (a.nrows(), a.ncols());
        let mut packed = owned(a)?;
        let size = if m == 0 || n == 0 { 1 } else { factor::recommended_block_size::<T>(m, n) };
        let mut blocks = zeros(size, m.min(n))?;
        if m.min(n) > 0 {
            threaded(threads, product(&[m, n, m.min(n)]), |par| -> Result<()> {
                let params = Default::default();
                let mut buffer = memory(factor::qr_in_place_scratch::<T>(m, n, size, par, params))?;
                let stack = MemStack::new(&mut buffer);
                factor::qr_in_place(packed.as_mut(), blocks.as_mut(), par, stack, params);
                Ok(())
            })?;
        }
        Ok(Factors { packed, blocks })
    }

    /// The first columns of `Q`.
    fn q(&self, mut out: MatMut<'_, T>, threads: usize) -> Result<()> {
        let (m, columns, k) = (out.nrows(), out.ncols(), self.packed.nrows().min(self.packed.ncols()));
        for j in 0..columns {
            for i in 0..m {
                out[(i, j)] = T::real(if i == j { 1.0 } else { 0.0 });
            }
        }
        if k == 0 {
            return Ok(());
        }
        threaded(threads, product(&[m, columns, k]), |par| {
            let request = reflect::apply_block_householder_sequence_on_the_left_in_place_scratch::<T>(
                m,
                self.blocks.nrows(),
                columns,
            );
            let mut buffer = memory(request)?;
            reflect::apply_block_householder_sequence_on_the_left_in_place_with_conj(
                self.packed.as_ref().get(.., ..k),
                self.blocks.as_ref(),
                Conj::No,
                out.rb_mut(),
                par,
                MemStack::new(&mut buffer),
            );
            Ok(())
        })
    }

    /// The first rows of `R`.
    fn r(&self, mut out: MatMut<'_, T>) {
        for j in 0..out.ncols() {
            for i in 0..out.nrows() {
                out[(i, j)] = if i <= j { self.packed[(i, j)] } else { T::real(0.0) };
            }
        }
    }
}
