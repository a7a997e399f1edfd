//! Memory maps against reading the same file.

use nd_core::{Array, ErrorKind, Order, Result, arange};
use nd_io::{MapMode, Memmap, load, memmap, open_memmap, save};
use std::path::PathBuf;

fn scratch(name: &str) -> PathBuf {
    std::env::temp_dir().join(format!("nd-io-map-{}-{name}", std::process::id()))
}

fn open(path: &PathBuf, options: impl Into<Memmap>) -> Result<Array> {
    // SAFETY: only this test knows the file, and it writes through one mapping at a time.
    unsafe { open_memmap(path, options) }
}

fn raw(path: &PathBuf, options: impl Into<Memmap>) -> Result<Array> {
    // SAFETY: as above.
    unsafe { memmap(path, options) }
}

#[test]
fn a_map_reads_and_writes_what_the_file_holds() {
    let path = scratch("npy.npy");
    let table = arange(12).reshape((3, 4)).expect("twelve").t();
    save(&path, &table).expect("written");
    let read = open(&path, MapMode::Read).expect("mapped");
    assert_eq!((read.to_string(), read.is_f_contiguous()), (table.to_string(), true));
    assert!(read.fill(0).is_err() && !read.is_writeable());
    drop(read);

    let copy = open(&path, MapMode::Copy).expect("mapped");
    copy.fill(7).expect("written to memory");
    assert_eq!(copy.slice((0, 0)).expect("an element").item::<i64>().expect("an integer"), 7);
    drop(copy);
    assert_eq!(load::<Array>(&path).expect("read").to_string(), table.to_string());

    let both = open(&path, MapMode::ReadWrite).expect("mapped");
    both.slice(1).expect("a row").fill(-1).expect("written");
    drop(both);
    table.slice(1).expect("a row").fill(-1).expect("written");
    assert_eq!(load::<Array>(&path).expect("read").to_string(), table.to_string());
    std::fs::remove_file(path).expect("removed");
}

#[test]
fn files_are_made_as_numpy_makes_them() {
    let (made, saved) = (scratch("made.npy"), scratch("saved.npy"));
    let options = Memmap::new(MapMode::Create).dtype(">f4").shape((2, 3)).order(Order::F);
    let a = open(&made, options).expect("mapped");
    a.assign(arange(3)).expect("written");
    save(&saved, &a).expect("written");
    drop(a);
    assert_eq!(std::fs::read(&made).expect("read"), std::fs::read(&saved).expect("read"));
    let empty = open(&made, Memmap::new(MapMode::Create).shape((0, 3))).expect("mapped");
    assert_eq!(empty.shape(), [0, 3]);
    std::fs::remove_file(made).expect("removed");
    std::fs::remove_file(saved).expect("removed");
}

#[test]
fn files_that_do_not_fit_are_refused() {
    let path = scratch("raw");
    std::fs::write(&path, [0; 10]).expect("written");
    let refused = |options: Memmap| {
        let error = raw(&path, options).expect_err("refused");
        assert_eq!(error.kind(), ErrorKind::Value);
        error.to_string()
    };
    let read = || Memmap::new(MapMode::Read);
    assert_eq!(
        refused(read().dtype("i4")),
        "Size of available data is not a multiple of the data-type size."
    );
    assert_eq!(refused(read().shape(11)), "mmap length is greater than file size");
    assert_eq!(refused(read().shape(1).offset(u64::MAX)), "mmap length is greater than file size");
    assert_eq!(refused(Memmap::new(MapMode::Create)), "shape must be given if mode == 'w+'");
    assert_eq!(std::fs::metadata(&path).expect("still there").len(), 10);
    // A file that is to be written grows.
    let grown = raw(&path, Memmap::new(MapMode::ReadWrite).dtype("i4").shape(4)).expect("mapped");
    grown.fill(1).expect("written");
    drop(grown);
    assert_eq!(std::fs::metadata(&path).expect("longer").len(), 16);
    std::fs::remove_file(&path).expect("removed");
    assert_eq!(raw(&path, MapMode::Read).expect_err("gone").kind(), ErrorKind::Io);
}
