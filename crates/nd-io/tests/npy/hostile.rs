//! Files that are damaged, or made to hurt: every one an error in NumPy's words, none a panic or a huge allocation.
//!
//! The expected texts are those of `numpy.load(io.BytesIO(file))`, NumPy 2.4.6, unless a comment says otherwise.

use nd_core::{Array, ErrorKind};

fn with_header(version: u8, header: &[u8], data: &[u8]) -> Vec<u8> {
    let length = header.len();
    let length = if version == 1 {
        (length as u16).to_le_bytes().to_vec()
    } else {
        (length as u32).to_le_bytes().to_vec()
    };
    [b"\x93NUMPY", &[version, 0][..], &length, header, data].concat()
}

fn file(descr: &str, order: &str, shape: &str) -> Vec<u8> {
    let header = format!("{{'descr': {descr}, 'fortran_order': {order}, 'shape': {shape}}}");
    with_header(1, header.as_bytes(), &[0; 64])
}

fn read(bytes: &[u8]) -> nd_core::Result<Array> {
    nd_io::read_npy(bytes)
}

#[track_caller]
fn refused(bytes: &[u8], message: &str) -> ErrorKind {
    let error = read(bytes).expect_err(message);
    assert_eq!(error.to_string(), message);
    error.kind()
}

#[test]
fn files_that_are_no_arrays() {
    let pickle = "This file contains pickled (object) data. If you trust the file you can load it unsafely using the \
                  `allow_pickle=` keyword argument or `pickle.load()`.";
    refused(b"hello world...", pickle);
    refused(b"\x93NUM", pickle);
    refused(b"\x80\x04abc", pickle);
    assert_eq!(refused(b"", "No data left in file"), ErrorKind::Io);
    // NumPy opens archives.
    assert_eq!(
        refused(b"PK\x03\x04...", "this is an archive of arrays (.npz), not an array"),
        ErrorKind::Unsupported
    );
}

#[test]
fn files_that_end_early() {
    refused(b"\x93NUMPY", "EOF: reading magic string, expected 8 bytes got 6");
    refused(b"\x93NUMPY\x01", "EOF: reading magic string, expected 8 bytes got 7");
    refused(b"\x93NUMPY\x01\x00v", "EOF: reading array header length, expected 2 bytes got 1");
    refused(b"\x93NUMPY\x01\x00v\x00abc", "EOF: reading array header, expected 118 bytes got 3");
    refused(
        b"\x93NUMPY\x02\x00\xff\xff\xff\xffabc",
        "EOF: reading array header, expected 4294967295 bytes got 3",
    );
    refused(&file("'<i4'", "False", "(20,)"), "EOF: reading array data, expected 80 bytes got 64");
    let huge = format!("EOF: reading array data, expected {} bytes got 64", 1_u64 << 62);
    refused(&file("'<i4'", "False", "(1073741824, 1073741824)"), &huge);
}

#[test]
fn a_file_that_ends_early_says_how_many_elements_it_has() {
    let path = std::env::temp_dir().join(format!("nd-io-short-{}.npy", std::process::id()));
    std::fs::write(&path, file("'<i4'", "False", "(10, 2)")).expect("a file");
    let message = nd_io::load::<Array>(&path).expect_err("too short").to_string();
    std::fs::write(&path, file("'<i4'", "False", "(4611686018427387903,)")).expect("a file");
    let huge = nd_io::load::<Array>(&path).expect_err("too short").to_string();
    std::fs::remove_file(&path).expect("removed");
    assert_eq!(
        message,
        "Failed to read all data for array. Expected (10, 2) = 20 elements, could only read 16 elements. (file seems \
         not fully written?)"
    );
    // 2^62 elements of 4 bytes are more than any array has.
    assert!(huge.starts_with("array is too big"), "{huge}");
}

#[test]
fn versions_and_encodings() {
    let version = |major, minor| [b"\x93NUMPY", &[major, minor][..], b"v\0abc"].concat();
    refused(&version(9, 0), "we only support format version (1,0), (2,0), and (3,0), not (9, 0)");
    refused(&version(1, 1), "we only support format version (1,0), (2,0), and (3,0), not (1, 1)");
    let header = b"{'descr': '\xff'}";
    refused(
        &with_header(3, header, b""),
        "'utf-8' codec can't decode byte 0xff in position 11: invalid start byte",
    );
    refused(&with_header(2, header, b""), "Header does not contain the correct keys: ['descr']");
}

#[test]
fn headers_that_say_something_else() {
    let header = |text: &str| with_header(1, text.as_bytes(), b"");
    refused(&header(""), "Cannot parse header: ''");
    refused(&header("{"), "Cannot parse header: '{'");
    refused(&header("x"), "Cannot parse header: 'x'");
    refused(&header("{'shape': (1,)\0}"), "Cannot parse header: \"{'shape': (1,)\\x00}\"");
    refused(&header("{} x"), "Cannot parse header: '{} x'");
    refused(&header("[1, 2]"), "Header is not a dictionary: [1, 2]");
    refused(&header("{'b': 1, 'a': 2}"), "Header does not contain the correct keys: ['a', 'b']");
    let all = "{'descr': '<i4', 'fortran_order': False, 'shape': (1,), 'x': 3}";
    refused(
        &header(all),
        "Header does not contain the correct keys: ['descr', 'fortran_order', 'shape', 'x']",
    );
    refused(&header(&"(".repeat(60_000)), &format!("Cannot parse header: '{}'", "(".repeat(1000)));
}

#[test]
fn shapes_and_orders_that_cannot_be() {
    let shape = |shape: &str| file("'<i4'", "False", shape);
    refused(&shape("(-1,)"), "negative dimensions are not allowed");
    refused(&shape("(2, -3)"), "negative dimensions are not allowed");
    for text in ["(1.5,)", "[1]", "1", "('a',)", "None"] {
        refused(&shape(text), &format!("shape is not valid: {text}"));
    }
    let too_big =
        "array is too big; `arr.size * arr.dtype.itemsize` is larger than the maximum possible size.";
    refused(&shape("(0, 4611686018427387904, 4)"), too_big);
    // NumPy's sums overflow here and fail later.
    refused(&shape("(4611686018427387904, 4)"), too_big);
    refused(&shape("(10000000000000000000000,)"), too_big);
    let axes = format!("({})", "1,".repeat(65));
    refused(&shape(&axes), "maximum supported dimension for an ndarray is currently 64, found 65");
    for order in ["0", "None", "'a'"] {
        let file = file("'<i4'", order, "(1,)");
        refused(&file, &format!("fortran_order is not a valid bool: {order}"));
    }
}

#[test]
fn dtypes_that_cannot_be() {
    let descr = |descr: &str| file(descr, "False", "(1,)");
    for text in ["'xyz'", "3", "None", "[('a', 'xx')]", "['a']", "[('a',)]", "[(3, '<i4')]"] {
        assert_eq!(
            refused(&descr(text), &format!("descr is not a valid dtype descriptor: {text}")),
            ErrorKind::Value
        );
    }
    for text in ["'|O'", "'O8'", "'object_'", "'T'", "[('a', '|O')]"] {
        refused(&descr(text), "Object arrays cannot be loaded when allow_pickle=False");
    }
    for text in ["('<i4', (2,))", "'<f16'", "[('a', '<f16')]"] {
        let kind = refused(&descr(text), &format!("arrays of dtype {text} are not supported"));
        assert_eq!(kind, ErrorKind::Unsupported);
    }
    let huge = format!("[('a', '<i4'), ('', '|V{}')]", usize::MAX);
    refused(&descr(&huge), "the structured dtype is too large: its size in bytes does not fit in memory");
}

#[test]
fn spellings_that_numpy_reads() {
    let reads = |header: &str, repr: &str| {
        let array = read(&with_header(1, header.as_bytes(), &[0; 64])).expect(header);
        assert_eq!(format!("{:?} {:?}", array.dtype(), array.shape()), repr, "{header}");
    };
    reads(" {\"descr\": u'=i4',\n 'fortran_order': True, 'shape': (2L, +3), }\n", "dtype('int32') [2, 3]");
    reads("{'descr': '<i4', 'descr': '<i2', 'fortran_order': False, 'shape': ()}", "dtype('int16') []");
    reads(
        "{'descr': 'i4,f8', 'fortran_order': False, 'shape': (1,)}",
        "dtype([('f0', '<i4'), ('f1', '<f8')]) [1]",
    );
    reads(
        "{'descr': [('a','<i4'),('','|V4')], 'fortran_order': False, 'shape': (0, 9)}",
        "dtype({'names': ['a'], 'formats': ['<i4'], 'offsets': [0], 'itemsize': 8}) [0, 9]",
    );
    reads("{'descr': [], 'fortran_order': False, 'shape': (3,)}", "dtype([]) [3]");
}

/// Valid files with a few bytes changed, cut out or repeated: whatever comes of it is an array or an error.
#[test]
fn damaged_files_never_panic() {
    let folder: std::path::PathBuf = [env!("CARGO_MANIFEST_DIR"), "tests", "npy"].iter().collect();
    let small = |path: &std::path::PathBuf| path.metadata().is_ok_and(|data| data.len() < 1000);
    let paths = std::fs::read_dir(folder).expect("the folder").map(|entry| entry.expect("an entry").path());
    let mut paths: Vec<_> = paths.filter(|p| p.extension().is_some_and(|e| e == "npy") && small(p)).collect();
    paths.sort();
    assert!(paths.len() > 30);
    let originals: Vec<Vec<u8>> = paths.iter().map(|path| std::fs::read(path).expect("a file")).collect();
    let mut state = 1_u64;
    let mut random = move |below: usize| {
        // xorshift64*
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        (state.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % below
    };
    let (mut arrays, mut errors) = (0, 0);
    for i in 0..20_000 {
        let mut bytes = originals[i % originals.len()].clone();
        for _ in 0..=random(3) {
            let at = random(bytes.len());
            match random(5) {
                0 => bytes[at] = random(256) as u8,
                1 => bytes[at] ^= 1 << random(8),
                2 => bytes[at] = b"0123456789(),'[]{}-<>|: L\\xVOi"[random(30)],
                3 => bytes.truncate(at + 1),
                _ => {
                    let part = bytes[at..].to_vec();
                    bytes.splice(at..at, part);
                }
            }
        }
        match read(&bytes) {
            Ok(array) => {
                let mut again = Vec::new();
                nd_io::write_npy(&mut again, &array).expect("what was read can be written");
                let same = read(&again).expect("and read again");
                assert_eq!((same.shape(), same.dtype()), (array.shape(), array.dtype()));
                arrays += 1;
            }
            Err(error) => {
                assert!(!error.to_string().is_empty());
                errors += 1;
            }
        }
    }
    assert!(arrays > 1000 && errors > 1000, "{arrays} arrays, {errors} errors");
}
