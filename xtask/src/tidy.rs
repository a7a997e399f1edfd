//! `cargo xtask tidy`: the invariants of ARCHITECTURE.md and CONTRIBUTING.md that a machine can check.
//!
//! Each check is a function from files (or crate edges) to findings, one file per topic, with tests that show it
//! failing. A finding names file, line and remedy. What clippy or rustc can check is left to them, except for
//! `unsafe`, where this adds the list of modules that may contain it.

#![forbid(unsafe_code)]

mod documents;
mod edges;
mod files;
mod lexer;
mod unsafe_code;
mod words;

use std::fmt;

use crate::workspace::{self, Outcome};

/// A file that git tracks or would track.
#[derive(Clone, Debug)]
pub(super) struct Source {
    /// Relative to the root, with `/`.
    path: String,
    text: String,
    /// For Rust files, the text with comments and the insides of literals blanked; the same lines and columns.
    code: String,
}

impl Source {
    fn new(path: &str, text: &str) -> Source {
        let code = if path.ends_with(".rs") { lexer::mask(text) } else { String::new() };
        Source { path: path.into(), text: text.into(), code }
    }

    /// Whether this is a Rust file.
    fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }

    /// Whether this file holds nothing but tests.
    fn is_test(&self) -> bool {
        self.path.contains("/tests/") || self.path.ends_with("tests.rs")
    }

    /// Whether `codegen` wrote this file.
    fn is_generated(&self) -> bool {
        self.path.contains("/generated/")
    }

    fn finding(&self, line: usize, message: impl Into<String>) -> Finding {
        Finding { path: self.path.clone(), line, message: message.into() }
    }
}

/// Something to change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Finding {
    path: String,
    /// From 1.
    line: usize,
    /// What is wrong and what to do.
    message: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.message)
    }
}

/// Runs every check.
pub(crate) fn run(args: &[String]) -> Outcome {
    workspace::no_more(args)?;
    let sources = tracked()?;
    let read = edges::read()?;
    let mut findings = edges::check(&read);
    findings.extend(edges::unused(&read));
    findings.extend(check(&sources));
    if findings.is_empty() {
        return Ok(());
    }
    findings.sort_by(|a, b| (&a.path, a.line).cmp(&(&b.path, b.line)));
    let lines: Vec<String> = findings.iter().map(Finding::to_string).collect();
    Err(format!("{}\ntidy: {} findings", lines.join("\n"), lines.len()))
}

/// Every check that looks at files.
fn check(sources: &[Source]) -> Vec<Finding> {
    let mut findings = Vec::new();
    findings.extend(files::module_docs(sources));
    findings.extend(files::sizes(sources));
    findings.extend(files::preambles(sources));
    findings.extend(unsafe_code::reasons(sources));
    findings.extend(unsafe_code::places(sources));
    findings.extend(unsafe_code::forbidden_elsewhere(sources));
    findings.extend(words::leftovers(sources));
    findings.extend(words::foreign_paths(sources));
    findings.extend(words::registries(sources));
    findings.extend(documents::present(sources));
    findings
}

/// Every text file that git tracks, or that it would if asked to add everything.
fn tracked() -> Result<Vec<Source>, String> {
    let mut git = workspace::command("git");
    git.args(["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate"]);
    let listed =
        String::from_utf8(workspace::output(git)?).map_err(|error| format!("git ls-files: {error}"))?;
    let mut sources = Vec::new();
    for path in listed.split_terminator('\0') {
        // A file that was deleted but not yet staged is listed and absent; a binary file has no words.
        let Ok(bytes) = std::fs::read(workspace::root().join(path)) else { continue };
        if let Ok(text) = String::from_utf8(bytes) {
            sources.push(Source::new(path, &text));
        }
    }
    Ok(sources)
}
