//! `cargo xtask coverage`: builds `nd-coverage` and hands it the arguments.
//!
//! A member of its own (`xtask/coverage`), because it links a parser of Rust that the other commands need not wait for.

#![forbid(unsafe_code)]

use crate::workspace::{self, Outcome, cargo};

/// Prints which of NumPy's names exist. Cargo reports to standard error, so `--json` has standard output for itself.
pub(crate) fn run(args: &[String]) -> Outcome {
    let mut command = cargo();
    command.args(["run", "--quiet", "--package", "nd-coverage", "--"]).args(args);
    workspace::run(command)
}
