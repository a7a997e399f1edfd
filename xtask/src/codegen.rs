//! `cargo xtask codegen`: the `generated/` folders, from the table of universal functions.
//!
//! What is generated is committed, so that a build needs no generator and a change of the table shows in review.
//! `--check` compares instead of writing; `ci` runs it.

#![forbid(unsafe_code)]

mod emit;
mod ufuncs;

use std::io::Write as _;
use std::process::Stdio;

use crate::workspace::{self, Outcome, root};

/// A generated file: where it lies and what makes it.
struct File {
    path: &'static str,
    emit: fn() -> String,
}

const FILES: &[File] = &[
    File { path: "crates/nd-core/src/generated/mod.rs", emit: emit::core_root },
    File { path: "crates/nd-ufunc/src/generated/mod.rs", emit: emit::ufunc_root },
    File { path: "crates/nd-core/src/generated/operators.rs", emit: emit::operators },
    File { path: "crates/nd-ufunc/src/generated/ufuncs.rs", emit: emit::ufuncs },
    File { path: "crates/nd-ufunc/src/generated/functions.rs", emit: emit::functions },
];

/// Writes the files, or with `--check` fails if one is stale.
pub(crate) fn run(args: &[String]) -> Outcome {
    let check = args.first().is_some_and(|arg| arg == "--check");
    workspace::no_more(&args[usize::from(check)..])?;
    let mut stale = Vec::new();
    for file in FILES {
        let path = root().join(file.path);
        let wanted = rustfmt(&(file.emit)()).map_err(|error| format!("{}: {error}", file.path))?;
        let present = std::fs::read_to_string(&path).unwrap_or_default();
        if present == wanted {
            continue;
        }
        if check {
            stale.push(format!("{}: stale; run `cargo xtask codegen` and commit the result", file.path));
            continue;
        }
        path.parent()
            .map_or(Ok(()), std::fs::create_dir_all)
            .map_err(|error| format!("{}: {error}", file.path))?;
        std::fs::write(&path, wanted).map_err(|error| format!("{}: {error}", file.path))?;
        eprintln!("codegen: wrote {}", file.path);
    }
    if stale.is_empty() { Ok(()) } else { Err(stale.join("\n")) }
}

/// `source` in the workspace's format.
fn rustfmt(source: &str) -> Result<String, String> {
    let mut command = workspace::command("rustfmt");
    command.args(["--edition", "2024", "--config-path", "rustfmt.toml"]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|error| format!("rustfmt: {error}"))?;
    let mut stdin = child.stdin.take().ok_or("rustfmt: no standard input")?;
    // rustfmt reads everything before it writes, so one thread suffices.
    stdin.write_all(source.as_bytes()).map_err(|error| format!("rustfmt: {error}"))?;
    drop(stdin);
    let output = child.wait_with_output().map_err(|error| format!("rustfmt: {error}"))?;
    if !output.status.success() {
        return Err(format!("rustfmt: {}", String::from_utf8_lossy(&output.stderr)));
    }
    String::from_utf8(output.stdout).map_err(|error| format!("rustfmt: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_committed_is_what_the_table_says() {
        assert_eq!(run(&["--check".to_string()]), Ok(()));
    }

    #[test]
    fn output_is_formatted_and_broken_output_is_refused() {
        assert_eq!(rustfmt("fn  f( ){}").as_deref(), Ok("fn f() {}\n"));
        assert!(rustfmt("fn f(").is_err());
    }
}
