//! The two fields that decompositions compute in, and the memory that they work in.

use crate::error::LinalgError;
use crate::gemm::Multiply;
use crate::gemm::faer::par;
use crate::gemm::scalar::THREADED;
use faer::Par;
use faer::dyn_stack::{MemBuffer, StackReq};
use faer::traits::{ComplexField, Conjugate};
use nd_core::{Complex, Result, on_pool};

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

/// Memory for one factorisation.
///
/// # Errors
/// Memory that cannot be had.
pub(super) fn memory(request: StackReq) -> Result<MemBuffer> {
    let bytes = request.size_bytes();
    MemBuffer::try_new(request).map_err(|_| LinalgError::Workspace { bytes }.into())
}

/// Runs `leaf` with as many threads as `work` multiplications deserve of `threads`.
pub(super) fn threaded<R: Send>(threads: usize, work: usize, leaf: impl FnOnce(Par) -> R + Send) -> R {
    if threads > 1 && work >= 4 * THREADED { on_pool(|| leaf(par(threads))) } else { leaf(Par::Seq) }
}
