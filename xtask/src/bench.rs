//! `cargo xtask bench`: builds `nd-bench` in release mode and hands it the arguments.
//!
//! The harness is a member of its own (`xtask/bench`) because it links all of `nd`, which the other commands need
//! not wait for.

#![forbid(unsafe_code)]

use crate::workspace::{self, Outcome, cargo};

/// Runs the benchmarks. Cargo reports to standard error, so `--json` has standard output for itself.
pub(crate) fn run(args: &[String]) -> Outcome {
    let mut command = cargo();
    command.args(["run", "--release", "--quiet", "--package", "nd-bench", "--"]).args(args);
    workspace::run(command)
}
