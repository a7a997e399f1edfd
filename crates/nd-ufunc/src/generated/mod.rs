//! Tables and functions written by `cargo xtask codegen`; see CONTRIBUTING for how to add a row.

pub(crate) mod functions;
pub mod ufuncs;
