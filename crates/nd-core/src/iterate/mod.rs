//! Iteration over several arrays at once, for code that wants to see every element or stretch itself: NumPy's `nditer`,
//! `broadcast` and `nested_iters`.
//!
//! Operations do not need it: they go through the engine. What is here follows the same order of axes and the same
//! broadcasting, and hands out views, which an array keeps sharing with everybody else; so it needs no unsafe code, and writes
//! go through. In reading order: [`operand`] says what an operand is for, [`build`] checks a request, [`dtypes`] what it casts,
//! [`shape`] lays operands out in the shape of all, [`axes`] puts the axes in order and merges them, [`masks`] sees what is written
//! where, [`nditer`] walks along the axes, [`moves`] goes elsewhere, [`asked`] says where that is, [`buffer`] casts stretches,
//! [`typed`] hands out Rust's own numbers; [`broadcast`] and [`nested`] are made of these.

#![forbid(unsafe_code)]

mod asked;
mod axes;
mod broadcast;
mod buffer;
mod build;
mod dtypes;
mod error;
mod masks;
mod moves;
mod nditer;
mod nested;
mod operand;
mod shape;
mod typed;

#[cfg(test)]
mod tests;

pub use broadcast::{Broadcast, broadcast};
pub use build::{NdIterBuilder, nditer};
pub use error::IterError;
pub use nditer::NdIter;
pub use nested::{NestedIters, nested_iters};
pub use operand::IterOperand;
pub use typed::{IterCell, IterCells, IterRead, IterWrite};
