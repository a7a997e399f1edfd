//! Polynomials of nd, by their coefficients: the highest power first, as in NumPy's `poly*` functions.
//!
//! Coefficients are arrays of one axis. [`Poly1d`] gives them operators; [`polyfit`] and [`roots`] stand on `nd-linalg`.

#![forbid(unsafe_code)]

mod arithmetic;
mod calculus;
mod error;
mod fit;
mod object;
mod roots;

pub use arithmetic::{polyadd, polydiv, polymul, polysub, polyval};
pub use calculus::{polyder, polyint};
pub use error::PolyError;
pub use fit::{PolyFit, polyfit};
pub use object::Poly1d;
pub use roots::{poly, roots};
