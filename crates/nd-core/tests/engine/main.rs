//! The engine against naive nested loops: random shapes, layouts, dtypes, byte orders, masks, overlaps, threads and
//! instruction sets. Every test walks the same stream of random cases on every run.

#[path = "../support/mod.rs"]
mod support;

mod accumulate;
mod assign;
mod elementwise;
mod expressions;
mod float_errors;
mod overlap;
mod reduce;
mod threads;
