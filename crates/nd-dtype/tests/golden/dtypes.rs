//! Spellings and descriptions of dtypes.

use crate::table::{check_rows, dtype, failure, same, text};
use nd_dtype::{DType, format::Literal};

fn check_description(dtype: &DType, columns: &[&str]) -> Result<(), String> {
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
        same(found, &text(expected), || format!("a text of {dtype:?}"))?;
    }
    same(&dtype.itemsize().to_string(), columns[7], || format!("itemsize of {dtype:?}"))?;
    same(&dtype.alignment().to_string(), columns[8], || format!("alignment of {dtype:?}"))?;
    same(&dtype.is_native().to_string(), columns[9], || format!("native order of {dtype:?}"))?;
    same(&format!("{:?}", dtype.swapped()), &text(columns[10]), || format!("{dtype:?} swapped"))?;
    assert_eq!(dtype.swapped().swapped(), *dtype);
    Ok(())
}

/// What a spelling or a literal is read as, against a row.
fn check_read(read: nd_dtype::Result<DType>, row: &[&str]) -> Result<Option<DType>, String> {
    let spelling = text(row[0]);
    match read {
        Ok(dtype) if row.len() > 2 => check_description(&dtype, &row[1..]).map(|()| Some(dtype)),
        Ok(dtype) => Err(format!("{spelling:?} was read as {dtype:?}, NumPy says {}", row[1])),
        Err(error) => {
            let expected = row[1..].first().map(|expected| text(expected)).unwrap_or_default();
            same(&failure(&error), &expected, || format!("{spelling:?}")).map(|()| None)
        }
    }
}

/// Semantic rules 308, 313, 319, 320 and 322 among them.
#[test]
fn spellings_are_read_as_numpy_reads_them() {
    check_rows(include_str!("spellings.tsv"), |row| check_read(DType::parse(&text(row[0])), row).map(drop));
}

#[test]
fn literals_describe_dtypes_as_they_do_to_numpy() {
    check_rows(include_str!("described.tsv"), |row| {
        let spelling = text(row[0]);
        let literal = Literal::parse(&spelling).expect("a literal");
        let Some(dtype) = check_read(DType::from_literal(&literal), row)? else { return Ok(()) };
        let found = dtype.descr().unwrap_or_else(|error| failure(&error));
        same(&found, &text(row[12]), || format!("description of {spelling}"))?;
        let shown = DType::parse(&dtype.to_string()).map_err(|error| format!("{spelling}: {error}"))?;
        same(&format!("{shown:?}"), &format!("{dtype:?}"), || format!("the text of {spelling}"))
    });
}

#[test]
fn structured_dtypes_are_described_as_numpy_describes_them() {
    check_rows(include_str!("structs.tsv"), |row| {
        let dtype = dtype(row[0]);
        check_description(&dtype, &row[1..])?;
        let found = dtype.descr().unwrap_or_else(|error| failure(&error));
        same(&found, &text(row[12]), || format!("description of {dtype:?}"))
    });
}
