//! `cargo xtask ci`: everything that a change has to pass, cheapest first, stopping at the first failure.
//!
//! Two builds in all: clippy and the documentation share the checked metadata, the tests build code once.

#![forbid(unsafe_code)]

use std::time::Instant;

use crate::workspace::{self, Outcome, cargo};

/// A named check.
type Step = (&'static str, fn() -> Outcome);

const STEPS: &[Step] = &[
    ("fmt", || workspace::run(with(&["fmt", "--all", "--check"]))),
    ("tidy", || crate::tidy::run(&[])),
    ("codegen", || crate::codegen::run(&["--check".to_string()])),
    ("clippy", || {
        workspace::run(with(&["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"]))
    }),
    ("docs", || {
        let mut docs = with(&["doc", "--workspace", "--no-deps", "--quiet"]);
        docs.env("RUSTDOCFLAGS", "-D warnings");
        workspace::run(docs)
    }),
];

const TESTS: Step = ("tests", || workspace::run(with(&["test", "--workspace", "--quiet"])));

/// Runs the steps. `--skip-tests` leaves out the last, for a caller that has just run it.
pub(crate) fn run(args: &[String]) -> Outcome {
    let skip_tests = args.first().is_some_and(|arg| arg == "--skip-tests");
    workspace::no_more(&args[usize::from(skip_tests)..])?;
    let started = Instant::now();
    for (name, step) in STEPS.iter().chain((!skip_tests).then_some(&TESTS)) {
        eprintln!("ci: {name} ...");
        let step_started = Instant::now();
        let outcome = step();
        let verdict = if outcome.is_ok() { "ok" } else { "FAILED" };
        eprintln!("ci: {name} {verdict} ({:.1} s)", step_started.elapsed().as_secs_f64());
        outcome?;
    }
    eprintln!("ci: all passed ({:.1} s)", started.elapsed().as_secs_f64());
    Ok(())
}

fn with(args: &[&str]) -> std::process::Command {
    let mut command = cargo();
    command.args(args);
    command
}
