//! `nd-bench`: times nd, and NumPy beside it in the same run. `cargo xtask bench` builds and starts it.
//!
//! Absolute times on one machine drift by half from hour to hour, so only ratios of runs that alternate count: for
//! each workload nd and NumPy take turns, and the fastest turn of each is compared. Before anything is timed, both
//! compute the workload's result and the results are compared.
//!
//! In reading order: [`workloads`] is the list, as data; [`workload`] what an entry of it is; [`peer`] the Python
//! process; [`arrays`] nd's side; [`measure`] the turns; [`report`] what is printed.

#![forbid(unsafe_code)]

mod arrays;
mod data;
mod measure;
mod options;
mod outcome;
mod peer;
mod progress;
mod report;
mod workload;
mod workloads;

use std::process::ExitCode;

use options::Options;
use peer::Python;
use progress::Progress;
use workload::{Context, Workload};

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    let options = Options::parse(std::env::args().skip(1))?;
    let chosen: Vec<&Workload> =
        workloads::all().filter(|workload| workload.name.contains(&options.filter)).collect();
    if chosen.is_empty() {
        return Err(format!("no workload's name contains '{}'", options.filter));
    }
    nd::set_threads(options.threads);
    let threads = nd::threads();
    let context = Context::new()?;
    let mut python = match options.against_numpy {
        true => Some(Python::start(&options.python, threads, context.folder())?),
        false => None,
    };
    let mut rows = Vec::new();
    let mut failures = Vec::new();
    let mut progress = Progress::new(chosen.len());
    for workload in chosen {
        progress.step(workload.name);
        match measure::measure(workload, &context, python.as_mut()) {
            Ok(times) => rows.push(report::Row::new(workload, times, threads)),
            Err(message) => failures.push(format!("{}: {message}", workload.name)),
        }
    }
    progress.finish();
    let text = if options.json { report::json(&rows) } else { report::table(&rows) };
    println!("{text}");
    if failures.is_empty() { Ok(()) } else { Err(failures.join("\n")) }
}
