//! Einstein summation for nd: subscripts, a contraction planner, pairwise execution.
//!
//! [`einsum`] multiplies arrays along labelled axes and sums the labels that the output leaves out. [`Subscripts`] say
//! which axis carries which label; a planner that sees only labels and sizes chooses the order in which operands meet
//! ([`einsum_path`] shows it); each meeting of two operands is a batched matrix product of `nd-linalg` on views, or an
//! elementwise product where nothing is summed.
//!
//! Nothing here walks an array: operands are views of `nd-core`, sums are its reductions, products are calls of
//! `nd-ufunc` and `nd-linalg`.
//!
//! Reading order: `subscripts` (what is written), `expression` (what it means for given shapes), `plan` (in which order),
//! `contract` (how it is done).

#![forbid(unsafe_code)]

mod contract;
mod einsum;
mod error;
mod expression;
mod label;
mod path;
mod plan;
mod subscripts;

pub use einsum::{Einsum, einsum};
pub use error::EinsumError;
pub use path::{PathReport, einsum_path};
pub use plan::{ContractionPath, Optimize};
pub use subscripts::{IntoSublist, IntoSubscripts, Subscripts, Symbol};
