//! What cannot be written leaves the file alone that is there.

use nd_core::{Array, ErrorKind, Result, zeros};
use nd_io::{IoExt, save, savez, savez_compressed};
use std::path::{Path, PathBuf};

/// Far more elements than any memory holds, over eight bytes.
fn endless() -> Array {
    zeros((), "f8").unwrap().broadcast_to([1_usize << 50]).unwrap()
}

#[track_caller]
fn check(name: &str, kind: ErrorKind, write: impl FnOnce(&Path) -> Result<()>) {
    let path: PathBuf = std::env::temp_dir().join(format!("nd-io-{}-{name}", std::process::id()));
    std::fs::write(&path, "precious").unwrap();
    let found = write(&path).unwrap_err().kind();
    let left = std::fs::read(&path).unwrap();
    std::fs::remove_file(&path).unwrap();
    assert_eq!((found, &left[..]), (kind, &b"precious"[..]));
}

#[test]
fn arrays_that_cannot_be_packed() {
    check("endless.npy", ErrorKind::Memory, |path| save(path, &endless()));
    check("endless.npz", ErrorKind::Memory, |path| savez(path, [&endless()]));
    check("deflated.npz", ErrorKind::Memory, |path| savez_compressed(path, [("x", &endless())]));
    check("endless.bin", ErrorKind::Memory, |path| endless().tofile(path, ""));
}

#[test]
fn arrays_that_are_borrowed() {
    let x = zeros(3, "f8").unwrap();
    let held = x.view_mut::<f64>().unwrap();
    check("borrowed.npy", ErrorKind::Borrowed, |path| save(path, &x));
    check("borrowed.npz", ErrorKind::Borrowed, |path| savez(path, [&x]));
    check("borrowed.bin", ErrorKind::Borrowed, |path| x.tofile(path, ""));
    check("borrowed.txt", ErrorKind::Borrowed, |path| x.tofile(path, " "));
    drop(held);
}
