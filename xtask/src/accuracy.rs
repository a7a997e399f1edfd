//! `cargo xtask accuracy`: builds `nd-accuracy` in release mode and hands it the arguments.
//!
//! The harness is a member of its own (`xtask/accuracy`) because it links nd's universal functions and a library of
//! exact ones, which the other commands need not wait for.

#![forbid(unsafe_code)]

use crate::workspace::{self, Outcome, cargo};

/// Runs the measurements; fails if an error is above its bound.
pub(crate) fn run(args: &[String]) -> Outcome {
    let mut command = cargo();
    command.args(["run", "--release", "--quiet", "--package", "nd-accuracy", "--"]).args(args);
    workspace::run(command)
}
