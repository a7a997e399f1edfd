//! Where `unsafe` may stand, and that it says why.
//!
//! Clippy's `undocumented_unsafe_blocks` knows the syntax better, but it sees only the code that the target and
//! features compile; this looks at every line. The list of places is the architecture's: a reader who looks for
//! memory errors has these files to read and no others.

#![forbid(unsafe_code)]

use super::{Finding, Source};

/// Path prefixes of the files that may contain `unsafe`, each with what it is needed for.
const PLACES: &[(&str, &str)] = &[
    ("crates/nd-kernel/src/", "loops over raw memory"),
    ("crates/nd-kernel/tests/", "calls the loops"),
    ("crates/nd-core/src/buffer", "owns the bytes"),
    ("crates/nd-core/src/engine", "hands pointers to the loops"),
    ("crates/nd-core/src/guard", "lends typed views of borrowed bytes"),
    ("crates/nd-core/src/generated/operators.rs", "vouches for its loops"),
    ("crates/nd-ufunc/src/generated/ufuncs.rs", "vouches for its loops"),
    ("crates/nd-derive/src/lib.rs", "writes the impl that vouches for a struct's layout"),
    ("crates/nd-core/src/foreign.rs", "takes memory that others allocated"),
    ("crates/nd-io/src/memmap.rs", "maps files, for which only the caller can vouch"),
    ("crates/nd-io/tests/memmap.rs", "vouches for its own files"),
    ("crates/nd-core/src/index", "hands pointers to the selection loops"),
    ("crates/nd-core/tests/", "counts allocations"),
    ("crates/nd-linalg/src/gemm", "hands matrices to the libraries that multiply them"),
];

/// `unsafe` blocks and impls without a `SAFETY:` comment directly above.
pub(super) fn reasons(sources: &[Source]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for source in sources.iter().filter(|source| source.is_rust() && !source.is_generated()) {
        let text: Vec<&str> = source.text.lines().collect();
        let code: Vec<&str> = source.code.lines().collect();
        for (i, line) in code.iter().enumerate() {
            if is_bare(line) && !has_reason(&text, &code, i) {
                findings.push(
                    source.finding(i + 1, "say in a `// SAFETY:` comment above who established the facts"),
                );
            }
        }
    }
    findings
}

/// Whether a line opens an `unsafe` block or impl (an `unsafe fn` has a `# Safety` section instead).
fn is_bare(line: &str) -> bool {
    after_unsafe(line).any(|rest| {
        let rest = rest.trim_start();
        rest.is_empty() || rest.starts_with('{') || rest.starts_with("impl")
    })
}

/// What follows each `unsafe` keyword of a masked line.
fn after_unsafe(line: &str) -> impl Iterator<Item = &str> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices("unsafe").filter_map(move |(at, word)| {
        let (before, after) = (&line[..at], &line[at + word.len()..]);
        (!before.ends_with(is_word) && !after.starts_with(is_word)).then_some(after)
    })
}

/// Whether line `i`, or the comment above the statement that it belongs to, gives a reason.
fn has_reason(text: &[&str], code: &[&str], i: usize) -> bool {
    if text[i].contains("SAFETY:") {
        return true;
    }
    let mut in_comment = false;
    for above in (0..i).rev() {
        let line = text[above].trim();
        if line.starts_with("//") {
            if line.contains("SAFETY:") {
                return true;
            }
            in_comment = true;
            continue;
        }
        // Attributes, and lines that leave their statement open, stand between a comment and its `unsafe`.
        let open = line.starts_with("#[") || !code[above].trim_end().ends_with([';', ',', '{', '}']);
        if in_comment || line.is_empty() || !open {
            return false;
        }
    }
    false
}

/// `unsafe` outside of [`PLACES`].
pub(super) fn places(sources: &[Source]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for source in sources.iter().filter(|source| source.is_rust() && !may_be_unsafe(&source.path)) {
        for (i, line) in source.code.lines().enumerate() {
            if after_unsafe(line).next().is_some() {
                findings.push(source.finding(
                    i + 1,
                    "unsafe code outside of the listed modules; move it, or argue for a place in \
                     xtask/src/tidy/unsafe_code.rs",
                ));
            }
        }
    }
    findings
}

fn may_be_unsafe(path: &str) -> bool {
    PLACES.iter().any(|(prefix, _)| path.starts_with(prefix))
}

/// Sources outside of [`PLACES`] that the compiler does not keep free of `unsafe`.
///
/// A file is covered by `#![forbid(unsafe_code)]` in itself or in a module above it. A module that has listed
/// modules below it cannot carry the attribute and is excused.
pub(super) fn forbidden_elsewhere(sources: &[Source]) -> Vec<Finding> {
    let forbids = |path: &str| {
        let file = sources.iter().find(|source| source.path == path);
        file.is_some_and(|file| file.code.contains("#![forbid(unsafe_code)]"))
    };
    let library = sources.iter().filter(|source| {
        source.is_rust() && source.path.starts_with("crates/") && source.path.contains("/src/")
    });
    library
        .filter(|source| !may_be_unsafe(&source.path) && !source.is_generated() && !source.is_test())
        .filter(|source| {
            !sources
                .iter()
                .any(|below| may_be_unsafe(&below.path) && ancestors(&below.path).contains(&source.path))
        })
        .filter(|source| !forbids(&source.path) && !ancestors(&source.path).iter().any(|path| forbids(path)))
        .map(|source| source.finding(1, "add `#![forbid(unsafe_code)]` below the module's words"))
        .collect()
}

/// The files that may declare the module at `path`, directly or not: `src/a.rs`, `src/a/mod.rs`, `src/lib.rs` for
/// `src/a/b.rs`.
fn ancestors(path: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut folder = path.trim_end_matches(".rs").trim_end_matches("/mod");
    while let Some((above, _)) = folder.rsplit_once('/') {
        if above.ends_with("/src") {
            found.push(format!("{above}/lib.rs"));
            break;
        }
        found.push(format!("{above}.rs"));
        found.push(format!("{above}/mod.rs"));
        folder = above;
    }
    found.retain(|file| file != path);
    found
}

#[cfg(test)]
mod tests;
