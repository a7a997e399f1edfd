//! The light backend: the crate `matrixmultiply`, one thread, any strides.

use super::{Gemm, Product};
use nd_core::Complex;

/// [matrixmultiply](https://docs.rs/matrixmultiply)'s products: little code, no threads, every platform.
#[derive(Clone, Copy, Debug, Default)]
pub struct MatrixMultiply;

/// `run!(product, function, one, zero)` calls `function` with the operands of `product`; for complex elements, which the
/// crate calls `[f; 2]`, the pointers are cast.
macro_rules! run {
    // $product: a Product; $function: the crate's entry; $one, $zero: the factors of a · b and of c; $options: flags.
    ($product:expr, $function:ident, $one:expr, $zero:expr, ($($flag:expr),*)) => {{
        let mut product = $product;
        let [m, n, k] = product.extent();
        let (a, b) = (product.a(), product.b());
        let ([ar, ac], [br, bc], [cr, cc]) = (a.strides(), b.strides(), product.c().strides());
        let (pa, pb, pc) = (a.as_ptr().cast(), b.as_ptr().cast(), product.c().as_mut_ptr().cast());
        // SAFETY: the matrices of a product are valid, fit each other, and the result is apart from the factors.
        unsafe {
            matrixmultiply::$function($($flag,)* m, k, n, $one, pa, ar, ac, pb, br, bc, $zero, pc, cr, cc)
        }
    }};
}

impl Gemm for MatrixMultiply {
    fn name(&self) -> &'static str {
        "matrixmultiply"
    }

    fn f32(&self, product: Product<'_, f32>) {
        run!(product, sgemm, 1.0, 0.0, ());
    }

    fn f64(&self, product: Product<'_, f64>) {
        run!(product, dgemm, 1.0, 0.0, ());
    }

    fn c64(&self, product: Product<'_, Complex<f32>>) {
        let plain = matrixmultiply::CGemmOption::Standard;
        run!(product, cgemm, [1.0, 0.0], [0.0, 0.0], (plain, plain));
    }

    fn c128(&self, product: Product<'_, Complex<f64>>) {
        let plain = matrixmultiply::CGemmOption::Standard;
        run!(product, zgemm, [1.0, 0.0], [0.0, 0.0], (plain, plain));
    }
}
