//! Which crate may use which: the table of ARCHITECTURE.md.

#![forbid(unsafe_code)]

use serde_json::Value;

use super::Finding;
use crate::workspace;

/// For each member, the members it may name as normal dependencies. Tests may use what they like.
const ALLOWED: &[(&str, &[&str])] = &[
    ("nd-kernel", &[]),
    ("nd-dtype", &["nd-kernel"]),
    ("nd-core", &["nd-kernel", "nd-dtype"]),
    ("nd-index", &["nd-core"]),
    ("nd-ufunc", &["nd-core"]),
    ("nd-io", &["nd-core"]),
    ("nd-sort", &["nd-core", "nd-index", "nd-ufunc"]),
    ("nd-fft", &["nd-core", "nd-index", "nd-ufunc"]),
    ("nd-linalg", &["nd-core", "nd-index", "nd-ufunc"]),
    ("nd-einsum", &["nd-core", "nd-ufunc", "nd-linalg"]),
    ("nd-poly", &["nd-core", "nd-index", "nd-ufunc", "nd-linalg"]),
    ("nd-random", &["nd-core"]),
    ("nd-time", &["nd-core"]),
    ("nd-derive", &[]),
    ("nd-records", &["nd-core", "nd-ufunc", "nd-sort"]),
    ("nd-strings", &["nd-core", "nd-ufunc"]),
    (
        "nd",
        &[
            "nd-core",
            "nd-index",
            "nd-ufunc",
            "nd-io",
            "nd-sort",
            "nd-fft",
            "nd-linalg",
            "nd-einsum",
            "nd-poly",
            "nd-random",
            "nd-time",
            "nd-derive",
            "nd-records",
            "nd-strings",
        ],
    ),
    ("nd-accuracy", &["nd-core", "nd-ufunc"]),
    ("nd-bench", &["nd"]),
    ("nd-conformance", &["nd"]),
    ("nd-coverage", &[]),
    ("xtask", &[]),
];

/// A normal dependency of one member on another, or a member that uses none.
#[derive(Clone, Debug)]
pub(super) struct Edge {
    from: String,
    to: Option<String>,
    manifest: String,
}

/// The edges between the members, from `cargo metadata`.
pub(super) fn read() -> Result<Vec<Edge>, String> {
    let mut cargo = workspace::cargo();
    cargo.args(["metadata", "--format-version", "1", "--no-deps"]);
    let metadata: Value = serde_json::from_slice(&workspace::output(cargo)?)
        .map_err(|error| format!("cargo metadata: {error}"))?;
    Ok(parse(&metadata))
}

fn parse(metadata: &Value) -> Vec<Edge> {
    let root = metadata["workspace_root"].as_str().unwrap_or_default();
    let mut edges = Vec::new();
    for package in metadata["packages"].as_array().into_iter().flatten() {
        let from = package["name"].as_str().unwrap_or_default();
        let manifest = package["manifest_path"].as_str().unwrap_or_default();
        let manifest = manifest.strip_prefix(root).unwrap_or(manifest).trim_start_matches(['/', '\\']);
        let edge = |to| Edge { from: from.into(), to, manifest: manifest.replace('\\', "/") };
        edges.push(edge(None));
        for dependency in package["dependencies"].as_array().into_iter().flatten() {
            // A member is a path; `kind` is null for a normal dependency, else "dev" or "build".
            if dependency["path"].is_string() && dependency["kind"].is_null() {
                edges.push(edge(dependency["name"].as_str().map(str::to_string)));
            }
        }
    }
    edges
}

/// Members and edges that the table does not list.
pub(super) fn check(edges: &[Edge]) -> Vec<Finding> {
    let finding = |edge: &Edge, message| Finding { path: edge.manifest.clone(), line: 1, message };
    let mut findings = Vec::new();
    for edge in edges {
        let row = ALLOWED.iter().find(|(from, _)| *from == edge.from);
        match (row, &edge.to) {
            (None, None) => findings.push(finding(
                edge,
                format!(
                    "{} has no row in the table of crate edges; add it to xtask/src/tidy/edges.rs",
                    edge.from
                ),
            )),
            (Some((_, allowed)), Some(to)) if !allowed.contains(&to.as_str()) => findings.push(finding(
                edge,
                format!("{} may not depend on {to}; see the table of crates in ARCHITECTURE.md", edge.from),
            )),
            _ => {}
        }
    }
    findings
}

/// Edges that the table lists and nobody uses: it would let them come back unnoticed.
pub(super) fn unused(edges: &[Edge]) -> Vec<Finding> {
    let listed = ALLOWED.iter().flat_map(|(from, allowed)| allowed.iter().map(move |to| (*from, *to)));
    let is_used = |&(from, to): &(&str, &str)| {
        edges.iter().any(|edge| edge.from == from && edge.to.as_deref() == Some(to))
    };
    let finding = |(from, to)| Finding {
        path: "xtask/src/tidy/edges.rs".into(),
        line: 1,
        message: format!(
            "{from} does not depend on {to}; take the edge out of the table and of ARCHITECTURE.md"
        ),
    };
    listed.filter(|edge| !is_used(edge)).map(finding).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edges(dependencies: &str) -> Vec<Edge> {
        let metadata = format!(
            r#"{{"workspace_root": "/w", "packages": [
                {{"name": "nd-core", "manifest_path": "/w/crates/nd-core/Cargo.toml", "dependencies": [{dependencies}]}}
            ]}}"#
        );
        parse(&serde_json::from_str(&metadata).expect("JSON"))
    }

    #[test]
    fn edges_that_point_up_are_found() {
        let up = r#"{"name": "nd-ufunc", "path": "/w/crates/nd-ufunc", "kind": null}"#;
        let findings = check(&edges(up));
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].path, "crates/nd-core/Cargo.toml");
        assert!(findings[0].message.starts_with("nd-core may not depend on nd-ufunc"));
    }

    #[test]
    fn edges_of_tests_and_to_other_workspaces_are_free() {
        let dev = r#"{"name": "nd-ufunc", "path": "/w/crates/nd-ufunc", "kind": "dev"}"#;
        let outside = r#"{"name": "rayon", "kind": null}"#;
        let down = r#"{"name": "nd-kernel", "path": "/w/crates/nd-kernel", "kind": null}"#;
        assert_eq!(check(&edges(&[dev, outside, down].join(","))), []);
    }

    #[test]
    fn edges_that_nobody_uses_are_found() {
        let down = r#"{"name": "nd-kernel", "path": "/w/crates/nd-kernel", "kind": null}"#;
        let messages: Vec<String> = unused(&edges(down)).into_iter().map(|finding| finding.message).collect();
        assert!(messages.iter().any(|message| message.starts_with("nd-core does not depend on nd-dtype")));
        assert!(!messages.iter().any(|message| message.starts_with("nd-core does not depend on nd-kernel")));
    }

    #[test]
    fn members_without_a_row_are_found() {
        let stranger = Edge { from: "nd-new".into(), to: None, manifest: "crates/nd-new/Cargo.toml".into() };
        assert_eq!(check(&[stranger]).len(), 1);
    }

    #[test]
    fn the_table_points_down() {
        for (row, (from, allowed)) in ALLOWED.iter().enumerate() {
            for to in *allowed {
                assert!(ALLOWED[..row].iter().any(|(above, _)| above == to), "{from} -> {to}");
            }
        }
    }
}
