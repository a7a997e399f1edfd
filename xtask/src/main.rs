//! The workspace's tasks: `cargo xtask <command>`, one file per command.
//!
//! Quick to build on purpose: nothing of `nd` is linked here. What needs `nd` itself is a member of its own:
//! `xtask/accuracy`, `xtask/bench`, `xtask/conformance` and `xtask/coverage`, which the commands of these names build and run.

#![forbid(unsafe_code)]

mod accuracy;
mod bench;
mod ci;
mod codegen;
mod conformance;
mod coverage;
mod size;
mod tidy;
mod workspace;

use std::process::ExitCode;

use workspace::Outcome;

const USAGE: &str = "\
usage: cargo xtask <command>

  ci [--skip-tests]   everything that a change has to pass: formatting, tidy, codegen, clippy, docs, tests
  tidy                crate edges, module docs, file sizes, unsafe code, leftovers, documents
  codegen [--check]   write (or compare) the generated/ folders from the ufunc table
  conformance [--regenerate] [--random N --against numpy] [--seed S] [--python PATH] [--filter F]
                      compare nd with golden vectors of NumPy, or with a running NumPy
  coverage [--json]   which of NumPy's names the public API has, by class
  bench [--against numpy] [--json] [--filter S] [--threads N] [--python PATH]
                      time nd, and NumPy beside it in the same run
  accuracy [--samples N] [--singles N|all] [--filter S]
                      the largest error of each elementary function, in ULP
  size                kernel bodies, .text of the iris example, clean build times
";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (command, rest) = args.split_first().map_or(("", &[][..]), |(first, rest)| (first.as_str(), rest));
    let outcome = match command {
        "ci" => ci::run(rest),
        "tidy" => tidy::run(rest),
        "codegen" => codegen::run(rest),
        "conformance" => conformance::run(rest),
        "coverage" => coverage::run(rest),
        "accuracy" => accuracy::run(rest),
        "bench" => bench::run(rest),
        "size" => size::run(rest),
        _ => Err(USAGE.into()),
    };
    report(outcome)
}

/// Prints a failure to standard error.
fn report(outcome: Outcome) -> ExitCode {
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{}", message.trim_end());
            ExitCode::FAILURE
        }
    }
}
