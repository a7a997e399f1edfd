//! Words that do not belong into the repository: unfinished code, and places that only one machine has.

#![forbid(unsafe_code)]

use super::{Finding, Source};

/// Code that is not finished, or was for looking at. Searched in code only, so comments may speak of it.
const LEFTOVERS: &[(&str, &str)] = &[
    ("todo!(", "finish this or return an error"),
    ("unimplemented!(", "finish this or return an error"),
    ("dbg!(", "remove the debugging output"),
    ("#[ignore]", "run the test or delete it; `#[ignore = \"reason\"]` if it needs what CI lacks"),
];

/// Folders of the machine a change was made on, in halves so that this file is not found by itself.
const FOREIGN: &[(&str, &str)] = &[
    ("/wo", "rk/"),
    ("/t", "mp/"),
    ("/ro", "ot/"),
    ("/ho", "me/"),
    ("../sha", "red"),
    ("sha", "red/design"),
];

/// The only place that `Cargo.lock` may take packages from.
const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// Unfinished code.
pub(super) fn leftovers(sources: &[Source]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for source in sources.iter().filter(|source| source.is_rust()) {
        for (i, line) in source.code.lines().enumerate() {
            for (word, remedy) in LEFTOVERS.iter().filter(|(word, _)| line.contains(word)) {
                findings.push(source.finding(i + 1, format!("`{word}`: {remedy}")));
            }
        }
    }
    findings
}

/// Paths that exist on one machine only.
pub(super) fn foreign_paths(sources: &[Source]) -> Vec<Finding> {
    let words: Vec<String> = FOREIGN.iter().map(|(first, second)| format!("{first}{second}")).collect();
    let mut findings = Vec::new();
    for source in sources {
        for (i, line) in source.text.lines().enumerate() {
            for word in words.iter().filter(|word| line.contains(*word)) {
                findings.push(
                    source.finding(i + 1, format!("`{word}` is a place on one machine; use a relative path")),
                );
            }
        }
    }
    findings
}

/// Packages from anywhere but crates.io, and settings that would take them from elsewhere.
pub(super) fn registries(sources: &[Source]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for source in sources {
        let is_lock = source.path == "Cargo.lock";
        let is_config = source.path.ends_with(".cargo/config.toml");
        for (i, line) in source.text.lines().enumerate() {
            let line = line.trim();
            let foreign =
                is_lock && line.starts_with("source = ") && line != format!("source = \"{REGISTRY}\"");
            let redirected = is_config && (line.starts_with("[source") || line.starts_with("[registr"));
            if foreign || redirected {
                findings.push(source.finding(i + 1, "packages come from crates.io, for everybody"));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(findings: &[Finding]) -> Vec<usize> {
        findings.iter().map(|finding| finding.line).collect()
    }

    #[test]
    fn unfinished_code_is_found() {
        let text = "//! todo!() in words is fine.\nfn f() { todo!() }\nfn g() { dbg!(1); unimplemented!(\"x\") }\n\
                    #[ignore]\nfn h() {}\n#[ignore = \"needs a disk\"]\nfn i() { f(\"todo!(\") }\n";
        assert_eq!(found(&leftovers(&[Source::new("crates/a/src/lib.rs", text)])), [2, 3, 3, 4]);
    }

    #[test]
    fn paths_of_one_machine_are_found() {
        let text =
            FOREIGN.iter().map(|(a, b)| format!("see {a}{b}x\n")).collect::<String>() + "see src/lib.rs\n";
        // The last word is part of the one before it only where a parent folder is named.
        assert_eq!(found(&foreign_paths(&[Source::new("README.md", &text)])), [1, 2, 3, 4, 5, 6]);
    }

    #[test]
    fn other_registries_are_found() {
        let lock = format!("[[package]]\nsource = \"{REGISTRY}\"\nsource = \"git+https://example.org/x\"\n");
        assert_eq!(found(&registries(&[Source::new("Cargo.lock", &lock)])), [3]);
        let config = "[alias]\nxtask = \"run\"\n[source.crates-io]\nreplace-with = \"mirror\"\n";
        assert_eq!(found(&registries(&[Source::new(".cargo/config.toml", config)])), [3]);
    }
}
