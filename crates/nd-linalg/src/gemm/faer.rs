//! The default backend: faer's products, pure Rust, with kernels for AVX2 and AVX-512 chosen at run time.

use super::{Gemm, Matrix, MatrixMut, Product};
use ::faer::linalg::matmul::matmul;
use ::faer::traits::ComplexField;
use ::faer::{Accum, MatMut, MatRef, Par};
use nd_core::{Complex, Plain, View, ViewMut};

/// [faer](https://docs.rs/faer)'s matrix products.
#[derive(Clone, Copy, Debug, Default)]
pub struct Faer;

impl Gemm for Faer {
    fn name(&self) -> &'static str {
        "faer"
    }

    fn f32(&self, product: Product<'_, f32>) {
        run(product);
    }

    fn f64(&self, product: Product<'_, f64>) {
        run(product);
    }

    fn c64(&self, product: Product<'_, Complex<f32>>) {
        run(product);
    }

    fn c128(&self, product: Product<'_, Complex<f64>>) {
        run(product);
    }
}

fn run<T: ComplexField + Plain>(mut product: Product<'_, T>) {
    let [m, n, k] = product.extent();
    let (a, b, threads) = (product.a(), product.b(), product.threads());
    let ([ar, ac], [br, bc], [cr, cc]) = (a.strides(), b.strides(), product.c().strides());
    // SAFETY: the matrices of a product are valid, fit each other, and the result is apart from the factors.
    let (a, b, c) = unsafe {
        (
            MatRef::from_raw_parts(a.as_ptr(), m, k, ar, ac),
            MatRef::from_raw_parts(b.as_ptr(), k, n, br, bc),
            MatMut::from_raw_parts_mut(product.c().as_mut_ptr(), m, n, cr, cc),
        )
    };
    let one = ::faer::traits::math_utils::one::<T>();
    matmul(c, Accum::Replace, a, b, one, par(threads));
}

/// What faer calls the number of threads; above one it must be called on the pool that is to be used.
pub(crate) fn par(threads: usize) -> Par {
    if threads > 1 { Par::rayon(threads) } else { Par::Seq }
}

/// A matrix of a generalized call as faer sees it.
pub(crate) fn lend<'a, T: Plain>(view: View<'a, T>) -> MatRef<'a, T> {
    let matrix = Matrix::of(view);
    let ([rows, columns], [row, column]) = (matrix.shape(), matrix.strides());
    // SAFETY: the view lends these elements, shared, for `'a`.
    unsafe { MatRef::from_raw_parts(matrix.as_ptr(), rows, columns, row, column) }
}

/// A matrix that a generalized call writes as faer sees it.
pub(crate) fn lend_mut<'a, T: Plain>(view: ViewMut<'a, T>) -> MatMut<'a, T> {
    let mut matrix = MatrixMut::of(view);
    let ([rows, columns], [row, column]) = (matrix.shape(), matrix.strides());
    // SAFETY: the view lends these elements, to nobody else, for `'a`.
    unsafe { MatMut::from_raw_parts_mut(matrix.as_mut_ptr(), rows, columns, row, column) }
}
