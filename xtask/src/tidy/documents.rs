//! The documents that a visitor looks for, and the commands that the first of them promises.

#![forbid(unsafe_code)]

use super::{Finding, Source};

/// What has to lie at the root.
const DOCUMENTS: &[&str] = &[
    "README.md",
    "ARCHITECTURE.md",
    "DESIGN.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "LICENSE-MIT",
    "LICENSE-APACHE",
];

/// What the README tells a visitor to run; `.ci/run` runs the tests the same way.
const COMMANDS: &[&str] = &["cargo run --release -p nd --example tour", "cargo test --workspace"];

/// Documents that are absent or empty, and commands that the README does not name.
pub(super) fn present(sources: &[Source]) -> Vec<Finding> {
    let text = |path: &str| {
        let source = sources.iter().find(|source| source.path == path);
        source.map_or("", |source| source.text.trim())
    };
    let finding = |path: &str, message: String| Finding { path: path.into(), line: 1, message };
    let absent = DOCUMENTS.iter().filter(|path| text(path).is_empty());
    let mut findings: Vec<Finding> =
        absent.map(|path| finding(path, "absent or empty; write it".into())).collect();
    for command in COMMANDS.iter().filter(|command| !text("README.md").contains(*command)) {
        findings.push(finding("README.md", format!("does not name `{command}`")));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absent_and_empty_documents_are_found() {
        let readme = COMMANDS.join("\n");
        let mut sources: Vec<Source> = DOCUMENTS.iter().map(|path| Source::new(path, &readme)).collect();
        assert_eq!(present(&sources), []);
        sources[1] = Source::new("ARCHITECTURE.md", " \n");
        sources.pop();
        let found = present(&sources);
        assert_eq!(
            found.iter().map(|f| f.path.as_str()).collect::<Vec<_>>(),
            ["ARCHITECTURE.md", "LICENSE-APACHE"]
        );
    }

    #[test]
    fn a_readme_without_its_commands_is_found() {
        let sources: Vec<Source> = DOCUMENTS.iter().map(|path| Source::new(path, "words")).collect();
        assert_eq!(present(&sources).len(), COMMANDS.len());
    }
}
