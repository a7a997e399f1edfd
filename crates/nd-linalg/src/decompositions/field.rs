//! The two fields that decompositions compute in.

use crate::gemm::Multiply;
use faer::traits::{ComplexField, Conjugate};
use nd_core::Complex;

/// `f64` or `Complex<f64>`.
pub(super) trait Field: Multiply + ComplexField<Real = f64> + Conjugate<Canonical = Self> {
    /// A real number as an element.
    fn real(x: f64) -> Self;
    /// The real part.
    fn re(self) -> f64;
    /// The distance from zero.
    fn modulus(self) -> f64;
}

impl Field for f64 {
    fn real(x: f64) -> f64 {
        x
    }

    fn re(self) -> f64 {
        self
    }

    fn modulus(self) -> f64 {
        self.abs()
    }
}

impl Field for Complex<f64> {
    fn real(x: f64) -> Self {
        Complex::new(x, 0.0)
    }

    fn re(self) -> f64 {
        self.re
    }

    fn modulus(self) -> f64 {
        self.re.hypot(self.im)
    }
}
