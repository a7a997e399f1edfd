//! Loops over memory for `nd`: pointers, strides and counts in; instruction-set dispatch; no allocation.
//!
//! This crate knows no arrays, shapes or dtypes. It owns the fifteen machine element types ([`Num`]), the way to
//! run one generic body at several instruction-set levels ([`isa`]), the contract that every loop keeps
//! ([`contract`]), and the loops themselves.

mod bfloat16;
pub mod cast;
pub mod contract;
pub mod copy;
pub mod elementwise;
mod float16;
pub mod isa;
pub mod loops;
pub mod math;
mod mem;
mod num;
pub mod ops;
pub mod reduce;
pub mod select;
pub mod sort;
pub mod swap;
pub mod text;
pub mod ticks;

pub use cast::{CastTo, cast};
pub use contract::{Fold, FoldAt, Loop, Reduce, ReduceLanes, Scan};
pub use half::{bf16, f16};
pub use mem::prefetch;
pub use num::{Bool8, Elem, Num};
pub use num_complex::Complex;
