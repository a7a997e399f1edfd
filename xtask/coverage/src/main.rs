//! `nd-coverage`: which of NumPy's names the public API of `nd` has. `cargo xtask coverage` builds and starts it.
//!
//! `inventory.csv` lists NumPy's public surface with a class for each name: S (must have), C (core), X (extended), N
//! (no meaning in Rust). A name is there if something reachable through the facade bears it: a function, a method, a
//! module or an operator of that name, or an item with `#[doc(alias = "numpy.…")]`. All of it is found in the sources;
//! no list of what exists is kept anywhere.
//!
//! In reading order: [`inventory`]; [`source`] reads a crate into modules of items; [`reach`] follows the facade's
//! re-exports; [`matching`] looks names up; [`report`].

#![forbid(unsafe_code)]

mod inventory;
mod matching;
mod reach;
mod report;
mod source;
mod tokens;

use std::path::Path;
use std::process::ExitCode;

const USAGE: &str = "usage: cargo xtask coverage [--json]";

fn main() -> ExitCode {
    match run() {
        Ok(text) => {
            println!("{text}");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<String, String> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let json = match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => false,
        ["--json"] => true,
        _ => return Err(USAGE.into()),
    };
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let names = inventory::parse(include_str!("../inventory.csv"))?;
    let crates = source::read_all(&here.join("../../crates"))?;
    let surface = reach::surface(&crates, "nd");
    let coverage = report::Coverage::new(&names, &surface);
    Ok(if json { coverage.json() } else { coverage.text() })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The facade of this workspace has what its first page shows, and lacks what no Rust library has.
    #[test]
    fn the_workspace_is_read() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let crates = source::read_all(&here.join("../../crates")).expect("readable sources");
        let surface = reach::surface(&crates, "nd");
        let has = |area: &str, name: &str| {
            let entry = inventory::Name { area: area.into(), name: name.into(), class: 'S' };
            matching::has(&surface, &entry)
        };
        for (area, name) in [
            ("main: ufuncs", "add"),
            ("main: array creation", "arange"),
            ("main: reductions & statistics", "sum"),
            ("ndarray: methods & attributes", "reshape"),
            ("ndarray: operators", "__add__"),
            ("ndarray: operators", "__radd__"),
            ("ndarray: operators", "__iadd__"),
            ("ndarray: operators", "__neg__"),
            ("ndarray: protocol (indexing/conversion)", "__getitem__"),
            ("ndarray: protocol (indexing/conversion)", "__str__"),
            ("ufunc object: call keywords", "out="),
            ("ufunc object: call keywords", "keepdims="),
            ("ufunc object", "accumulate"),
            ("numpy.random.Generator", "integers"),
            ("numpy.random legacy RandomState (MT19937)", "randint"),
            ("main: submodules", "random"),
            ("dtype object", "itemsize"),
        ] {
            assert!(has(area, name), "{area}: {name}");
        }
        for (area, name) in [("numpy.ctypeslib", "ndpointer"), ("main: ufuncs", "no_such_function")] {
            assert!(!has(area, name), "{area}: {name}");
        }
    }
}
