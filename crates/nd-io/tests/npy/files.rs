//! Every file beside this one: read, compared with what NumPy says of it, written back to the same bytes.

use nd_core::{Array, DType, ErrorKind};
use std::path::PathBuf;

fn path(file: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "tests", "npy", file].iter().collect()
}

fn written(array: &Array) -> Vec<u8> {
    let mut bytes = Vec::new();
    nd_io::write_npy(&mut bytes, array).expect("writing to memory");
    bytes
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn files_read_as_numpy_reads_them() {
    let manifest = std::fs::read_to_string(path("manifest.tsv")).expect("the manifest");
    let mut files = 0;
    for line in manifest.lines() {
        let [file, shape, order, descr, bytes, text] = *line.split('\t').collect::<Vec<_>>() else {
            panic!("a line of six columns: {line}");
        };
        let array = nd_io::load::<Array>(path(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
        let shape: Vec<usize> = shape.split(',').filter_map(|n| n.parse().ok()).collect();
        assert_eq!(array.shape(), shape, "{file}");
        assert_eq!(array.is_f_contiguous() && !array.is_c_contiguous(), order == "F", "{file}");
        assert_eq!(hex(&array.tobytes().expect("bytes")), bytes, "{file}");
        let original = std::fs::read(path(file)).expect("the file");
        match file {
            "v2_header.npy" => {
                let names =
                    (0..array.dtype().fields().len()).map(|i| format!("field_{i:04}_{}", "x".repeat(20)));
                let expected = DType::structured(names.map(|name| (name, DType::F32))).expect("a dtype");
                assert_eq!((array.dtype(), expected.fields().len()), (&expected, 1500));
                assert_eq!(written(&array), original);
            }
            _ => {
                assert_eq!(array.dtype().descr().expect("a description"), descr, "{file}");
                assert_eq!(array.to_string(), text.replace("\\n", "\n"), "{file}");
                assert!(written(&array) == original, "{file} is written as NumPy wrote it");
            }
        }
        files += 1;
    }
    assert_eq!(files, 47);
}

#[test]
fn views_are_written_in_their_own_order() {
    let x = nd_core::arange(24).reshape((2, 3, 4)).expect("a shape");
    let columns = x.slice((1, .., ..2)).expect("a view");
    assert_eq!(written(&columns), written(&columns.copy().expect("a copy")));
    let transposed = nd_io::read_npy(&mut written(&x.t()).as_slice()).expect("an array");
    assert_eq!(transposed.strides(), x.t().strides());
    assert_eq!(transposed.to_string(), x.t().to_string());
    let swapped = x.astype(">i8").expect("a cast");
    assert_eq!(
        nd_io::read_npy(&mut written(&swapped).as_slice()).expect("an array").dtype(),
        swapped.dtype()
    );
}

#[test]
fn one_stream_holds_several_arrays() {
    let (a, b) = (nd_core::arange(3), nd_core::zeros((2, 2), ">f4").expect("zeros"));
    let bytes = [written(&a), written(&b), b"rest".to_vec()].concat();
    let mut reader = bytes.as_slice();
    assert_eq!(nd_io::read_npy(&mut reader).expect("the first").to_string(), a.to_string());
    assert_eq!(nd_io::read_npy(&mut reader).expect("the second").dtype(), b.dtype());
    assert_eq!(reader, b"rest");
}

/// The first length is followed by room for 21 digits, the total is a multiple of 64 and never padded by nothing.
#[test]
fn headers_are_padded_as_numpy_pads_them() {
    // b = io.BytesIO(); np.save(b, np.zeros(shape, "i1")); len(b.getvalue()), less one for the element of shape ()
    for (shape, length) in [(vec![], 128), (vec![0], 128), (vec![0, 1234567], 128), (vec![0; 64], 320)] {
        let bytes = written(&nd_core::zeros(&shape, "i1").expect("zeros"));
        let elements = if shape.is_empty() { 1 } else { 0 };
        assert_eq!(bytes.len() - elements, length, "{shape:?}");
    }
}

#[test]
fn save_names_files_as_numpy_does() {
    let folder = std::env::temp_dir().join(format!("nd-io-names-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    nd_io::save(folder.join("a"), &nd_core::arange(2)).expect("saved");
    nd_io::save(folder.join("b.npy"), &nd_core::arange(2)).expect("saved");
    assert!(folder.join("a.npy").exists() && folder.join("b.npy").exists() && !folder.join("a").exists());
    let error = nd_io::load::<Array>(folder.join("c.npy")).expect_err("no such file");
    assert_eq!(error.kind(), ErrorKind::Io);
    let text = error.to_string();
    assert!(text.starts_with("load: '") && text.contains("c.npy': "), "{text}");
    std::fs::remove_dir_all(folder).expect("removed");
}
