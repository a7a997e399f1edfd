//! `cargo xtask size`: how much code nd makes, and how long it takes to make it.
//!
//! Three figures that grow unnoticed: the functions that the kernels were compiled into, the machine code of a
//! program that uses them, and the time from nothing to a library. The first two are read from the ELF file of the
//! iris example, so on other systems only the times are printed.

#![forbid(unsafe_code)]

mod elf;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::workspace::{self, Outcome, cargo, root};

/// The program whose code is measured: the README's example, which uses a bit of everything.
const PROGRAM: (&str, &str) = ("nd", "iris");

/// The crates whose build is timed.
const TIMED: &[&str] = &["nd-core", "nd"];

/// Prints the figures, one a line.
pub(crate) fn run(args: &[String]) -> Outcome {
    workspace::no_more(args)?;
    let program = build_program()?;
    let bytes = std::fs::read(&program).map_err(|error| format!("{}: {error}", program.display()))?;
    match elf::Elf::parse(&bytes) {
        Some(file) => {
            let kernels: Vec<u64> = file.functions("nd_kernel").collect();
            println!("kernel bodies in {}: {}", PROGRAM.1, kernels.len());
            println!("their code: {} KiB", kernels.iter().sum::<u64>() / 1024);
            println!(".text of {}: {} KiB", PROGRAM.1, file.section(".text").unwrap_or(0) / 1024);
        }
        None => println!("{}: not a 64-bit little-endian ELF file, so code is not counted", PROGRAM.1),
    }
    for package in TIMED {
        println!("clean release build of {package}: {:.1} s", clean_build(package)?.as_secs_f64());
    }
    Ok(())
}

/// Builds the program in release mode and finds it.
fn build_program() -> Result<PathBuf, String> {
    let mut build = cargo();
    build.args(["build", "--release", "--quiet", "--package", PROGRAM.0, "--example", PROGRAM.1]);
    workspace::run(build)?;
    let mut metadata = cargo();
    metadata.args(["metadata", "--format-version", "1", "--no-deps"]);
    let metadata: serde_json::Value = serde_json::from_slice(&workspace::output(metadata)?)
        .map_err(|error| format!("cargo metadata: {error}"))?;
    let target = metadata["target_directory"].as_str().ok_or("cargo metadata: no target directory")?;
    Ok(Path::new(target).join("release/examples").join(format!(
        "{}{}",
        PROGRAM.1,
        std::env::consts::EXE_SUFFIX
    )))
}

/// How long `package` and all it depends on take to build from nothing. Downloads are not counted.
fn clean_build(package: &str) -> Result<Duration, String> {
    let mut fetch = cargo();
    fetch.args(["fetch", "--quiet"]);
    workspace::run(fetch)?;
    // Inside the usual folder for build products, so that nothing is left elsewhere if this is interrupted.
    let scratch = root().join("target").join("size");
    remove(&scratch)?;
    let mut build = cargo();
    build.args(["build", "--release", "--quiet", "--package", package, "--target-dir"]).arg(&scratch);
    let started = Instant::now();
    workspace::run(build)?;
    let elapsed = started.elapsed();
    remove(&scratch)?;
    Ok(elapsed)
}

fn remove(folder: &Path) -> Outcome {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(format!("{}: {error}", folder.display()))
        }
        _ => Ok(()),
    }
}
