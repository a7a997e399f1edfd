//! Decompositions and what is solved with them. Each file is one factorisation: its kernel over faer, and the functions
//! that follow from it.

#![forbid(unsafe_code)]

mod balance;
mod eigen;
mod field;
mod hermitian;
mod householder;
mod least_squares;
mod lu;
mod positive;
mod pseudo;
mod signless;
mod singular;
mod tensor;
mod workspace;

pub use eigen::{Eig, eig, eigvals};
pub use hermitian::{Eigh, EighCall, eigh, eigvalsh};
pub use householder::{Qr, QrCall, qr};
pub use least_squares::{Lstsq, LstsqCall, lstsq};
pub use lu::{Slogdet, det, inv, slogdet, solve};
pub use positive::{Cholesky, cholesky};
pub use pseudo::{PinvCall, RankCall, cond, matrix_rank, pinv};
pub use singular::{Svd, SvdCall, svd, svdvals};
pub use tensor::{tensorinv, tensorsolve};

pub(crate) use lu::inv_or_nan;
