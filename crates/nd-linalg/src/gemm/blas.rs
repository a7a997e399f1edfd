//! The system's BLAS through its C interface: OpenBLAS, MKL, Accelerate, BLIS, whichever `blas-src` links.
//!
//! BLAS takes a matrix whose rows or columns are packed, as it is or transposed; any other is copied first. Its threads are its
//! own, set by its own variables (`OPENBLAS_NUM_THREADS`), and not nd's.

use super::matrix::{Matrix, MatrixMut};
use super::{Faer, Gemm, Product};
use cblas_sys::{CBLAS_LAYOUT, CBLAS_TRANSPOSE, cblas_cgemm, cblas_dgemm, cblas_sgemm, cblas_zgemm};
use core::ffi::c_int;
use nd_core::{Complex, Plain};

extern crate blas_src;

// Links the system's OpenBLAS.
#[cfg(feature = "openblas-system")]
#[link(name = "openblas")]
unsafe extern "C" {}

/// The system's BLAS.
#[derive(Clone, Copy, Debug, Default)]
pub struct Blas;

/// How BLAS reads a matrix in row order: whether it lies transposed, and the step from one of its rows to the next.
fn place(shape: [usize; 2], strides: [isize; 2]) -> Option<(bool, c_int)> {
    let [rows, columns] = shape;
    let step = |length: usize, count: usize, packed: isize, step: isize| -> Option<c_int> {
        let one_row = count < 2;
        let fits = (packed == 1 || length < 2) && (one_row || step >= length.max(1) as isize);
        let step = if one_row { length.max(1) as isize } else { step };
        if fits { c_int::try_from(step).ok() } else { None }
    };
    step(columns, rows, strides[1], strides[0])
        .map(|step| (false, step))
        .or_else(|| step(rows, columns, strides[0], strides[1]).map(|step| (true, step)))
}

/// The elements in C order, for a matrix that BLAS cannot read.
fn packed<T: Plain>(x: Matrix<'_, T>) -> Vec<T> {
    let [rows, columns] = x.shape();
    (0..rows).flat_map(|i| (0..columns).map(move |j| x.get(i, j))).collect()
}

/// Calls `gemm` with what BLAS can read and write, or `other` if BLAS cannot do it.
///
/// # Safety
/// `gemm` must be the function of BLAS for `T`.
unsafe fn run<T: Plain + Default>(
    mut product: Product<'_, T>,
    other: fn(Product<'_, T>),
    gemm: &impl Fn(
        CBLAS_TRANSPOSE,
        CBLAS_TRANSPOSE,
        [c_int; 3],
        (*const T, c_int),
        (*const T, c_int),
        (*mut T, c_int),
    ),
) {
    let [m, n, k] = product.extent();
    let (a, b) = (product.a(), product.b());
    if m == 0 || n == 0 {
        return;
    }
    let lengths = [m, n, k].map(c_int::try_from);
    let ([Ok(rows), Ok(columns), Ok(inner)], true) = (lengths, k > 0) else {
        // Nothing to sum, or more than BLAS can count.
        return other(product);
    };
    let (shape, strides) = (product.c().shape(), product.c().strides());
    let Some((false, step)) = place(shape, strides) else {
        if let Some((true, _)) = place(shape, strides) {
            // A transposed result is the product of the transposed factors, the other way round.
            let (a, b) = (a.transposed(), b.transposed());
            // SAFETY: the caller's promise.
            return unsafe { run(Product::new(b, a, product.c.transposed(), 1), other, gemm) };
        }
        let mut result = vec![T::default(); m * n];
        // SAFETY: the caller's promise.
        unsafe { run(Product::new(a, b, MatrixMut::packed(&mut result, m, n), 1), other, gemm) };
        for (at, value) in result.into_iter().enumerate() {
            product.c().set(at / n, at % n, value);
        }
        return;
    };
    let (left, right): (Vec<T>, Vec<T>);
    let (a, (a_transposed, a_step)) = match place(a.shape(), a.strides()) {
        Some(place) => (a, place),
        None => {
            left = packed(a);
            (Matrix::packed(&left, m, k), (false, inner))
        }
    };
    let (b, (b_transposed, b_step)) = match place(b.shape(), b.strides()) {
        Some(place) => (b, place),
        None => {
            right = packed(b);
            (Matrix::packed(&right, k, n), (false, columns))
        }
    };
    let order = |transposed| {
        if transposed { CBLAS_TRANSPOSE::CblasTrans } else { CBLAS_TRANSPOSE::CblasNoTrans }
    };
    let c = (product.c().as_mut_ptr(), step);
    let lengths = [rows, columns, inner];
    gemm(order(a_transposed), order(b_transposed), lengths, (a.as_ptr(), a_step), (b.as_ptr(), b_step), c);
}

// blas!(f64, f64, cblas_dgemm, 1.0, 0.0) is the method that calls it; complex factors go by pointer.
macro_rules! blas {
    // $method: of Gemm; $t: element type; $function: of BLAS; $one, $zero: factors as it takes them.
    ($method:ident, $t:ty, $function:ident, $one:expr, $zero:expr) => {
        fn $method(&self, product: Product<'_, $t>) {
            let call = |ta,
                        tb,
                        [m, n, k]: [c_int; 3],
                        (a, lda): (*const $t, c_int),
                        (b, ldb): (*const $t, c_int),
                        (c, ldc): (*mut $t, c_int)| {
                let order = CBLAS_LAYOUT::CblasRowMajor;
                // SAFETY: `run` passes matrices of a product, in the form that BLAS reads; the result is apart from them.
                unsafe {
                    $function(
                        order,
                        ta,
                        tb,
                        m,
                        n,
                        k,
                        $one,
                        a.cast(),
                        lda,
                        b.cast(),
                        ldb,
                        $zero,
                        c.cast(),
                        ldc,
                    )
                }
            };
            // SAFETY: the function is that of the element type.
            unsafe { run(product, |product| Faer.$method(product), &call) }
        }
    };
}

impl Gemm for Blas {
    fn name(&self) -> &'static str {
        "blas"
    }

    blas!(f32, f32, cblas_sgemm, 1.0, 0.0);
    blas!(f64, f64, cblas_dgemm, 1.0, 0.0);
    blas!(c64, Complex<f32>, cblas_cgemm, &[1.0, 0.0], &[0.0, 0.0]);
    blas!(c128, Complex<f64>, cblas_zgemm, &[1.0, 0.0], &[0.0, 0.0]);
}
