//! `.npz`: files of NumPy read, files written that NumPy reads, and files that lie.

use nd_core::{Array, ErrorKind, arange, array, zeros};
use nd_io::{Load, Loaded, Members, NpzFile, savez, savez_compressed, write_npz};
use std::io::Cursor;
use std::path::PathBuf;

fn path(file: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "tests", "npz", file].iter().collect()
}

fn open(bytes: Vec<u8>) -> nd_core::Result<NpzFile> {
    NpzFile::from_reader(Cursor::new(bytes))
}

fn get(file: &NpzFile, name: &str) -> Array {
    file.get(name).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn sample() -> Members {
    Members::new()
        .array(&arange(1000.0).reshape((20, 50)).expect("20 rows").t())
        .named("x", &arange(24).reshape((2, 3, 4)).expect("24 elements"))
        .named("größe/../y", &array![1.5, -2.5].astype(">f4").expect("a cast"))
        .array(&zeros(0, "u1").expect("no memory needed"))
}

fn written(members: impl Into<Members>) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    write_npz(&mut bytes, members).expect("writing to memory");
    bytes.into_inner()
}

#[test]
fn archives_of_numpy_are_read() {
    let plain: NpzFile = nd_io::load(path("plain.npz")).expect("an archive");
    assert_eq!(plain.names().collect::<Vec<_>>(), ["ints", "rec", "arr_0"]);
    assert_eq!(get(&plain, "ints").to_string(), "[1821908715  838842053 -605461072 -378976468]");
    assert_eq!(format!("{:?}", get(&plain, "ints.npy").dtype()), "dtype('int32')");
    assert_eq!((get(&plain, "arr_0").shape(), plain.len()), (&[2, 3][..], 3));
    assert_eq!(plain.bytes("ints").expect("bytes").len(), 128 + 16);

    let deflated = NpzFile::open(path("deflated.npz")).expect("an archive");
    let a = get(&deflated, "a");
    assert_eq!((a.size(), a.to_vec::<i64>().expect("integers")), (10_000, (0..10_000).collect()));
    assert!(deflated.contains("b") && !deflated.contains("c"));
}

#[test]
fn archives_are_written_as_they_were_when_numpy_read_them() {
    let folder = std::env::temp_dir().join(format!("nd-io-npz-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    savez(folder.join("nd"), sample()).expect("written");
    savez_compressed(folder.join("nd_deflated.npz"), sample()).expect("written");
    for file in ["nd.npz", "nd_deflated.npz"] {
        let here = std::fs::read(folder.join(file)).expect("with the extension");
        assert!(here == std::fs::read(path(file)).expect("the golden file"), "{file}");
        let archive = open(here).expect("an archive");
        assert_eq!(archive.names().collect::<Vec<_>>(), ["x", "größe/../y", "arr_0", "arr_1"]);
        let all = archive.into_map().expect("four arrays");
        assert_eq!(all["x"].to_vec::<i64>().expect("integers"), (0..24).collect::<Vec<_>>());
        assert_eq!(format!("{:?}", all["größe/../y"]), "array([ 1.5, -2.5], dtype='>f4')");
        assert_eq!((all["arr_0"].shape(), all["arr_0"].is_f_contiguous()), (&[50, 20][..], true));
        assert!(all["arr_1"].is_empty());
    }
    std::fs::remove_dir_all(folder).expect("removed");
}

#[test]
fn names_are_checked() {
    let x = arange(2);
    let archive = open(written([("a", &x)])).expect("an archive");
    let error = archive.get("b").expect_err("no such name");
    assert_eq!((error.kind(), &*error.to_string()), (ErrorKind::Key, "b is not a file in the archive"));
    let mut out = Cursor::new(Vec::new());
    let taken = write_npz(&mut out, Members::new().array(&x).named("arr_0", &x)).expect_err("taken");
    assert_eq!(taken.to_string(), "Cannot use un-named variables and keyword arr_0");
    let twice = write_npz(&mut out, [("a", &x), ("a", &x)]).expect_err("twice");
    assert_eq!(twice.to_string(), "Duplicate name: 'a'");
    assert!(out.into_inner().is_empty());
}

#[test]
fn what_is_loaded_is_told_by_its_first_bytes() {
    let file = std::env::temp_dir().join(format!("nd-io-load-either-{}", std::process::id()));
    let describe = |bytes: &[u8]| {
        std::fs::write(&file, bytes).expect("written");
        match nd_io::load::<Loaded>(&file) {
            Ok(Loaded::Array(array)) => array.to_string(),
            Ok(Loaded::Archive(archive)) => archive.names().collect::<Vec<_>>().join(" "),
            Err(error) => format!("{error:?}"),
        }
    };
    let mut npy = Vec::new();
    nd_io::write_npy(&mut npy, &arange(3)).expect("written");
    assert_eq!(describe(&npy), "[0 1 2]");
    assert_eq!(describe(&written([&arange(3)])), "arr_0");
    assert_eq!(describe(&written(Members::new())), "");
    assert!(describe(b"\x80\x04K\x01.").contains("`allow_pickle=` keyword"));
    assert_eq!(describe(b""), "OSError: No data left in file");
    describe(&npy);
    let message = nd_io::load::<NpzFile>(&file).expect_err("an array").to_string();
    assert_eq!(message, "the file is an array (.npy), not an archive of arrays (.npz)");
    std::fs::remove_file(&file).expect("removed");
    let other = Array::from_loaded(Loaded::Archive(open(written([&arange(3)])).expect("an archive")));
    assert_eq!(other.expect_err("an archive").kind(), ErrorKind::Type);
}

/// Where `pattern` stands last in `bytes`.
fn find_last(bytes: &[u8], pattern: &[u8]) -> usize {
    bytes.windows(pattern.len()).rposition(|window| window == pattern).expect("the pattern")
}

#[track_caller]
fn refused(bytes: Vec<u8>, message: &str) {
    let read = open(bytes).and_then(NpzFile::into_map);
    assert_eq!(read.expect_err(message).to_string(), message);
}

#[test]
fn archives_that_lie_are_refused() {
    let good = written([("a", &arange(100)), ("b", &arange(100))]);
    let changed = |at: usize, to: &[u8]| {
        let mut bytes = good.clone();
        bytes[at..at + to.len()].copy_from_slice(to);
        bytes
    };
    let entry = find_last(&good, b"PK\x01\x02");
    // The sizes of the last member, packed and not, stand in the extra field behind its name.
    let (size, packed, start) = (entry + 55, entry + 63, entry + 71);

    refused(b"PK\x03\x04".to_vec(), "File is not a zip file");
    refused(Vec::new(), "File is not a zip file");
    refused(changed(size, &u64::MAX.to_le_bytes()), "File 'b.npy' is not 18446744073709551615 bytes long");
    refused(changed(size, &100_u64.to_le_bytes()), "File 'b.npy' is not 100 bytes long");
    refused(changed(packed, &(1_u64 << 40).to_le_bytes()), "Overlapped entries: 'b.npy' (possible zip bomb)");
    refused(changed(packed, &u64::MAX.to_le_bytes()), "Overlapped entries: 'b.npy' (possible zip bomb)");
    refused(changed(start, &u64::MAX.to_le_bytes()), "Bad central directory: a member lies outside the file");
    refused(changed(start, &0_u64.to_le_bytes()), "Bad magic number for file header of 'b.npy'");
    refused(changed(entry + 8, &[1]), "File 'b.npy' is encrypted, password required for extraction");
    refused(changed(entry + 10, &[12]), "That compression method is not supported: 12 of 'b.npy'");
    refused(changed(entry + 16, &[0; 4]), "Bad CRC-32 for file 'b.npy'");
    refused(changed(entry + 46, b"a"), "Duplicate name: 'a.npy'");
    refused(changed(entry, b"XX"), "Bad central directory: bad magic number");
    refused(changed(entry + 28, &u16::MAX.to_le_bytes()), "Bad central directory: it ends early");
    let end = find_last(&good, b"PK\x05\x06");
    refused(
        changed(end + 10, &3_u16.to_le_bytes()),
        "Bad central directory: it does not have as many entries as it says",
    );
    refused(changed(end + 12, &u32::MAX.to_le_bytes()), "Bad central directory: it is larger than the file");
    refused(
        changed(end + 16, &u32::MAX.to_le_bytes()),
        "Bad central directory: it does not end where the file does",
    );
}

#[test]
fn no_prefix_and_no_flipped_byte_does_more_harm_than_an_error() {
    let mut deflated = Cursor::new(Vec::new());
    write_npz(&mut deflated, sample()).expect("written");
    for good in [written([("a", &arange(10))]), std::fs::read(path("nd_deflated.npz")).expect("the file")] {
        for length in 0..good.len() {
            assert!(open(good[..length].to_vec()).is_err(), "{length} bytes");
        }
        let step = good.len() / 500 + 1;
        for at in (0..good.len()).step_by(step) {
            let mut bytes = good.clone();
            bytes[at] ^= 0xff;
            // Dates and attributes may change without harm.
            let _ = open(bytes).and_then(NpzFile::into_map);
        }
    }
}

#[test]
fn a_member_that_unpacks_to_more_than_it_says_is_cut_off() {
    // A bomb: a gigabyte of zeros would come out of a few bytes that announce 1,000.
    let mut bytes = std::fs::read(path("nd_deflated.npz")).expect("the file");
    let entry = find_last(&bytes, b"arr_0.npy");
    bytes[entry + 13..][..8].copy_from_slice(&1_000_u64.to_le_bytes());
    let error = open(bytes).expect("an archive").get("arr_0").expect_err("a lie").to_string();
    assert_eq!(error, "File 'arr_0.npy' is not 1000 bytes long");
}
