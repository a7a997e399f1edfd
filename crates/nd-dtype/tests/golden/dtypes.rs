//! Spellings and descriptions of dtypes.

use crate::table::{dtype, failure, rows, text};
use nd_dtype::DType;

#[track_caller]
fn check_description(dtype: &DType, columns: &[&str]) {
    let found = [
        format!("{dtype:?}"),
        dtype.to_string(),
        dtype.descr_str(),
        dtype.name(),
        dtype.kind().to_string(),
        dtype.char().to_string(),
        dtype.byteorder().to_string(),
    ];
    for (found, expected) in found.iter().zip(columns) {
        assert_eq!(found, &text(expected));
    }
    assert_eq!(dtype.itemsize().to_string(), columns[7], "itemsize of {dtype:?}");
    assert_eq!(dtype.alignment().to_string(), columns[8], "alignment of {dtype:?}");
    assert_eq!(dtype.is_native().to_string(), columns[9], "native order of {dtype:?}");
    assert_eq!(format!("{:?}", dtype.swapped()), text(columns[10]));
    assert_eq!(dtype.swapped().swapped(), *dtype);
}

#[test]
fn spellings_are_read_as_numpy_reads_them() {
    for row in rows(include_str!("spellings.tsv")) {
        let spelling = text(row[0]);
        match DType::parse(&spelling) {
            Ok(dtype) => {
                assert!(row.len() > 2, "{spelling:?} was read as {dtype:?}, NumPy says {}", row[1]);
                check_description(&dtype, &row[1..]);
            }
            Err(error) => assert_eq!(failure(&error), text(row[1]), "{spelling:?}"),
        }
    }
}

#[test]
fn structured_dtypes_are_described_as_numpy_describes_them() {
    for row in rows(include_str!("structs.tsv")) {
        let dtype = dtype(row[0]);
        check_description(&dtype, &row[1..]);
        match dtype.descr() {
            Ok(descr) => assert_eq!(descr, text(row[12])),
            Err(error) => assert_eq!(failure(&error), text(row[12])),
        }
    }
}
