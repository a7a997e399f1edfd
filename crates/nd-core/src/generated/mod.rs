//! Tables written by `cargo xtask codegen`; see CONTRIBUTING for how to add a row.

pub mod operators;
