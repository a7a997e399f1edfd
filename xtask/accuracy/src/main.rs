//! `nd-accuracy`: the largest error of each elementary function, in ULP. `cargo xtask accuracy` builds and starts it.
//!
//! An ULP is the distance between neighbouring numbers at the exact value. Doubles are compared with values computed to
//! 192 bits; singles with the platform's double-precision functions, whose own error is a billionth of an ULP of a
//! single. Arguments are drawn from all bit patterns, by magnitude, from the range that people use, and around the points
//! where a function or the code changes its nature.
//!
//! In reading order: [`functions`] is the list; [`samples`] the arguments; [`exact`] the values and the ULP; [`measure`]
//! puts them together; [`report`] prints.

#![forbid(unsafe_code)]

mod exact;
mod functions;
mod measure;
mod report;
mod samples;

use std::process::ExitCode;

const USAGE: &str = "usage: cargo xtask accuracy [--samples N] [--singles N|all] [--filter S]";

/// What was asked for.
struct Options {
    /// Arguments of each function of doubles.
    samples: usize,
    /// Arguments of each function of singles; `None` for all 2^32 of functions of one.
    singles: Option<usize>,
    /// Only functions whose name contains this.
    filter: String,
}

fn parse(args: impl IntoIterator<Item = String>) -> Result<Options, String> {
    let mut options = Options { samples: 100_000, singles: Some(4_000_000), filter: String::new() };
    let mut args = args.into_iter();
    while let Some(arg) = args.next() {
        let value = args.next().ok_or_else(|| format!("{arg} needs a value\n{USAGE}"))?;
        let number = || value.parse().map_err(|_| format!("{arg} takes a number, not '{value}'"));
        match arg.as_str() {
            "--samples" => options.samples = number()?,
            "--singles" if value == "all" => options.singles = None,
            "--singles" => options.singles = Some(number()?),
            "--filter" => options.filter = value,
            other => return Err(format!("unexpected argument '{other}'\n{USAGE}")),
        }
    }
    Ok(options)
}

fn run() -> Result<(), String> {
    let options = parse(std::env::args().skip(1))?;
    nd_core::set_threads(1);
    let mut rows = Vec::new();
    for function in functions::FUNCTIONS.iter().filter(|f| f.name().contains(&options.filter)) {
        eprintln!("{}", function.name());
        rows.push(measure::measure(function, options.samples, options.singles)?);
    }
    println!("{}", report::table(&rows));
    let above: Vec<&str> = rows.iter().filter(|row| !row.holds()).map(|row| row.function.name()).collect();
    if above.is_empty() { Ok(()) } else { Err(format!("above the bound: {}", above.join(", "))) }
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A smaller sample of what the command measures.
    #[test]
    fn every_function_is_within_its_bound() {
        nd_core::set_threads(1);
        for function in functions::FUNCTIONS {
            let row =
                measure::measure(function, 1500, Some(40_000)).expect("the functions accept their arguments");
            assert!(row.holds(), "{}", report::table(&[row]));
        }
    }

    #[test]
    fn options_are_read() {
        let read = |line: &str| parse(line.split_whitespace().map(String::from));
        let options = read("--samples 10 --singles all --filter log").expect("valid");
        assert_eq!((options.samples, options.singles, &options.filter[..]), (10, None, "log"));
        assert_eq!(read("").expect("valid").samples, 100_000);
        for line in ["--samples", "--samples x", "--fast 1"] {
            assert!(read(line).is_err(), "{line}");
        }
    }
}
