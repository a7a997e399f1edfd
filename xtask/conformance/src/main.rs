//! `nd-conformance`: nd against NumPy. `cargo xtask conformance` builds and starts it.
//!
//! A case is an operation, its operands, and what NumPy 2.4.6 makes of them: an array to the last byte, or an error to
//! the last word. Thousands of them are committed in `golden/`, so that checking needs no Python; `--regenerate` makes
//! them again, and `--random N --against numpy` makes and compares as many as one likes.
//!
//! In reading order: [`topics`] maps operations to calls of nd; [`case`] is one line of a golden file; [`given`] and
//! [`fill`] build operands; [`answer`] compares; [`golden`] and [`random`] run; [`python`] is the other side.

#![forbid(unsafe_code)]

mod answer;
mod case;
mod fill;
mod given;
mod golden;
mod hex;
mod options;
mod python;
mod random;
mod report;
mod topics;

use std::process::ExitCode;
use std::time::SystemTime;

use options::Options;
use python::Interpreter;
use report::Tally;

fn main() -> ExitCode {
    match run() {
        Ok(tally) => {
            println!("{}", tally.text());
            if tally.failures() == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<Tally, String> {
    let options = Options::parse(std::env::args().skip(1))?;
    let python = || Interpreter::find(options.python.as_deref());
    if let Some(count) = options.random {
        let clock = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
        let seed = options.seed.unwrap_or_else(|| clock.map_or(0, |time| time.as_secs() % 1_000_000));
        return random::check(&python()?, count, seed, &options.filter);
    }
    if options.regenerate {
        python()?.regenerate(&golden::folder())?;
    }
    let tally = golden::check(&options.filter)?;
    match tally.passes() + tally.failures() {
        0 => Err(format!("no topic or operation contains '{}'", options.filter)),
        _ => Ok(tally),
    }
}
