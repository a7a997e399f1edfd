//! Which backend computes: a choice for the whole process.

#![forbid(unsafe_code)]

use super::{Faer, Gemm, MatrixMultiply};
use core::sync::atomic::{AtomicU8, Ordering};

/// The backends that this build has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
#[non_exhaustive]
pub enum Backend {
    /// Pure Rust, fast, threaded: the default.
    Faer,
    /// Pure Rust, light, one thread.
    MatrixMultiply,
    /// The system's BLAS: the default where the feature `blas` is on.
    #[cfg(feature = "blas")]
    Blas,
}

impl Backend {
    #[cfg(not(feature = "blas"))]
    const DEFAULT: Backend = Backend::Faer;
    #[cfg(feature = "blas")]
    const DEFAULT: Backend = Backend::Blas;

    /// The library behind the name.
    pub fn gemm(self) -> &'static dyn Gemm {
        match self {
            Backend::Faer => &Faer,
            Backend::MatrixMultiply => &MatrixMultiply,
            #[cfg(feature = "blas")]
            Backend::Blas => &super::Blas,
        }
    }
}

static CHOSEN: AtomicU8 = AtomicU8::new(Backend::DEFAULT as u8);

/// Lets `backend` compute the matrix products of floats from here on, in the whole process.
///
/// ```
/// use nd_linalg::{Backend, gemm_backend, set_gemm_backend};
/// set_gemm_backend(Backend::MatrixMultiply);
/// assert_eq!(gemm_backend().name(), "matrixmultiply");
/// ```
pub fn set_gemm_backend(backend: Backend) {
    CHOSEN.store(backend as u8, Ordering::Relaxed);
}

/// The backend that computes the matrix products of floats.
pub fn gemm_backend() -> &'static dyn Gemm {
    let chosen = CHOSEN.load(Ordering::Relaxed);
    let all = [
        Backend::Faer,
        Backend::MatrixMultiply,
        #[cfg(feature = "blas")]
        Backend::Blas,
    ];
    all.into_iter().find(|backend| *backend as u8 == chosen).unwrap_or(Backend::DEFAULT).gemm()
}
