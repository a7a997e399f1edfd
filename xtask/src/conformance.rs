//! `cargo xtask conformance`: builds `nd-conformance` in release mode and hands it the arguments.
//!
//! Like the benchmarks it is a member of its own (`xtask/conformance`), because it links all of `nd`.

#![forbid(unsafe_code)]

use crate::workspace::{self, Outcome, cargo};

/// Compares nd with NumPy. Cargo reports to standard error; the counts are the last line of standard output.
pub(crate) fn run(args: &[String]) -> Outcome {
    let mut command = cargo();
    command.args(["run", "--release", "--quiet", "--package", "nd-conformance", "--"]).args(args);
    workspace::run(command)
}
