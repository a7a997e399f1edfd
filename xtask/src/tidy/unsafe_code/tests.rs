//! Fixtures with and without reasons, in and out of place.

use super::*;

#[track_caller]
fn check_reasons(text: &str, lines: &[usize]) {
    let found = reasons(&[Source::new("crates/nd-kernel/src/x.rs", text)]);
    assert_eq!(found.iter().map(|finding| finding.line).collect::<Vec<_>>(), lines, "{text}");
}

#[test]
fn blocks_without_a_reason_are_found() {
    check_reasons("fn f() {\n    unsafe { g() }\n}\n", &[2]);
    check_reasons("unsafe impl Send for X {}\n", &[1]);
    check_reasons("// Why not.\nunsafe impl Send for X {}\n", &[2]);
    check_reasons(
        "fn f() {\n    // SAFETY: for the first.\n    unsafe { g() };\n    unsafe { g() };\n}\n",
        &[4],
    );
    check_reasons("// SAFETY: too far.\n\nunsafe impl Send for X {}\n", &[3]);
    check_reasons(
        "match x {\n    // SAFETY: one arm.\n    1 => unsafe { g() },\n    _ => unsafe { h() },\n}\n",
        &[4],
    );
}

#[test]
fn reasons_are_seen() {
    check_reasons("// SAFETY: plain data.\nunsafe impl Send for X {}\n", &[]);
    check_reasons("// SAFETY: plain data,\n// on two lines.\n#[cfg(unix)]\nunsafe impl Send for X {}\n", &[]);
    check_reasons("    // SAFETY: checked above.\n    let x = h(\n        1 + unsafe { g() });\n", &[]);
    check_reasons("let x = unsafe { g() }; // SAFETY: checked above.\n", &[]);
    check_reasons("/// # Safety\n/// Never.\npub unsafe fn f() {}\ntype F = unsafe fn(usize);\n", &[]);
    check_reasons("// unsafe {\nlet s = \"unsafe {\"; let unsafe_code = 1;\n", &[]);
}

#[test]
fn unsafe_out_of_place_is_found() {
    let text = "//! X.\n// SAFETY: yes.\nfn f() { unsafe { g() } }\n";
    let sources =
        [Source::new("crates/nd-io/src/npy.rs", text), Source::new("crates/nd-core/src/engine/run.rs", text)];
    let found = places(&sources);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].path.as_str(), found[0].line), ("crates/nd-io/src/npy.rs", 3));
}

#[test]
fn modules_that_could_forbid_unsafe_and_do_not_are_found() {
    let forbid = "//! X.\n#![forbid(unsafe_code)]\n";
    let sources = [
        Source::new("crates/nd-core/src/lib.rs", "//! Has listed modules below.\n"),
        Source::new("crates/nd-core/src/engine.rs", "//! Listed.\n"),
        Source::new("crates/nd-core/src/engine/plan.rs", "//! Listed.\n"),
        Source::new("crates/nd-core/src/shape.rs", "//! Forgot.\n"),
        Source::new("crates/nd-core/src/print.rs", forbid),
        Source::new("crates/nd-core/src/print/float.rs", "//! Covered by the module above.\n"),
        Source::new("crates/nd-io/src/lib.rs", forbid),
        Source::new("crates/nd-io/src/npy/mod.rs", "//! Covered by the crate.\n"),
    ];
    let found = forbidden_elsewhere(&sources);
    assert_eq!(
        found.iter().map(|finding| finding.path.as_str()).collect::<Vec<_>>(),
        ["crates/nd-core/src/shape.rs"]
    );
}
