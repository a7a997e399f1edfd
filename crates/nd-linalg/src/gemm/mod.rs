//! Matrix products: the small trait that backends implement, and who is asked when.
//!
//! | product of | goes to |
//! |---|---|
//! | integers, booleans, `f16` and `bf16` (in `f32`) | [`ordered`], nd's own kernel |
//! | floats, a few elements | [`ordered`] too: a backend plans longer than it multiplies |
//! | two vectors of floats | [`dot`] |
//! | any other floats and complex numbers | the [`Gemm`] backend |
//!
//! Operands reach a backend as they lie, whatever their strides.

mod choice;
pub(crate) mod dot;
pub(crate) mod faer;
pub(crate) mod matrix;
pub(crate) mod ordered;
mod portable;
pub(crate) mod scalar;

#[cfg(feature = "blas")]
mod blas;
#[cfg(test)]
mod tests;

#[cfg(feature = "blas")]
pub use blas::Blas;
pub use choice::{Backend, gemm_backend, set_gemm_backend};
pub use faer::Faer;
pub use matrix::{Matrix, MatrixMut, Product};
pub(crate) use ordered::Ring;
pub use portable::MatrixMultiply;
pub(crate) use scalar::Multiply;

use nd_core::Complex;

/// A library of matrix products `c = a · b` of floats.
///
/// A product's operands may have any strides, signs included, and lengths of zero. An implementation writes every
/// element of `c` and reads none. It may use [`Product::threads`] threads of the rayon pool that it is called on.
///
/// ```
/// use nd_linalg::{Backend, gemm_backend};
/// assert!(["faer", "blas"].contains(&gemm_backend().name()));
/// assert_eq!(Backend::MatrixMultiply.gemm().name(), "matrixmultiply");
/// ```
pub trait Gemm: Send + Sync {
    /// The library's name.
    fn name(&self) -> &'static str;
    /// The product of `f32` matrices.
    fn f32(&self, product: Product<'_, f32>);
    /// The product of `f64` matrices.
    fn f64(&self, product: Product<'_, f64>);
    /// The product of complex matrices of two `f32`.
    fn c64(&self, product: Product<'_, Complex<f32>>);
    /// The product of complex matrices of two `f64`.
    fn c128(&self, product: Product<'_, Complex<f64>>);
}
