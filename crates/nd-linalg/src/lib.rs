//! Linear algebra of nd: products over pluggable GEMM backends, decompositions, solvers.
//!
//! Products ([`matmul()`], [`dot()`], [`tensordot`], ...) take arrays of any layout and dtype as NumPy does and hand matrices,
//! as they lie, to a [`Gemm`] backend; integers have a kernel of their own. Decompositions and solvers work on stacks of
//! matrices in `float64` or `complex128`, over [faer](https://docs.rs/faer); single precision is converted in and out, which
//! is the more accurate way. Errors have NumPy's wording: [`LinalgError`].
//!
//! Einstein summation is `nd-einsum`'s, indexing functions such as `diag` and `triu` are `nd-index`'s.

mod covariance;
mod decompositions;
mod error;
mod ext;
mod gemm;
mod norms;
mod products;
mod stack;
mod traces;
mod transpose;

pub use covariance::{CovOptions, corrcoef, cov};
pub use decompositions::{
    Cholesky, Eig, Eigh, EighCall, Lstsq, LstsqCall, PinvCall, Qr, QrCall, RankCall, Slogdet, Svd, SvdCall,
    cholesky, cond, det, eig, eigh, eigvals, eigvalsh, inv, lstsq, matrix_rank, pinv, qr, slogdet, solve,
    svd, svdvals, tensorinv, tensorsolve,
};
pub use error::{LinalgError, MatrixError};
pub use ext::LinalgExt;
#[cfg(feature = "blas")]
pub use gemm::Blas;
pub use gemm::{
    Backend, Faer, Gemm, Matrix, MatrixMultiply, MatrixMut, Product, gemm_backend, set_gemm_backend,
};
pub use norms::{NormOptions, Order, matrix_norm, norm, ord, vector_norm};
pub use products::{
    ConvolveMode, GeneralizedCall, ProductCall, TensorAxes, convolve, correlate, cross, dot, inner, kron,
    matmul, matrix_power, matvec, multi_dot, outer, tensordot, vdot, vecdot, vecmat,
};
pub use traces::trace;
pub use transpose::matrix_transpose;
