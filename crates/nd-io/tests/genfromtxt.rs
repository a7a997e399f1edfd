//! `genfromtxt` against what NumPy 2.4.6 makes of the same text and options: `golden/genfromtxt.tsv`, written by
//! `golden/genfromtxt.py`.

use nd_core::{Array, DType, ErrorKind, Result, Scalar};
use nd_io::{GenFromTxt, LetterCase};

const GOLDEN: &str = include_str!("golden/genfromtxt.tsv");

/// The options of each case; the texts stand in the table.
fn options(case: &str) -> GenFromTxt {
    let o = GenFromTxt::new();
    let comma = || GenFromTxt::new().delimiter(',');
    match case {
        "plain" | "bad_is_nan" | "ragged" | "tabs" | "crlf" | "one_row" | "one_value" | "underscores" => o,
        "comma" | "holes" | "empty_lines" | "comma_ragged" | "infinite" => comma(),
        "int_holes" => comma().dtype("i8"),
        "int32_truncates" => comma().dtype("i4"),
        "int8_overflow" => comma().dtype("i1"),
        "bool" => comma().dtype("?"),
        "complex" => comma().dtype("c16"),
        "single" => comma().dtype("f4"),
        "big_endian" => comma().dtype(">i2"),
        "fill_all" => comma().filling_values(0.0),
        "fill_each" => comma().filling_values([1.0, 2.0, 3.0]),
        "fill_in" => comma().filling_values([(1, 7.0), (-1, 8.0)]),
        "skip_header" => comma().skip_header(2),
        "skip_footer" => o.skip_footer(1).usecols([1]),
        "skip_footer_invalid" => o.skip_footer(2),
        "max_rows" => o.max_rows(2),
        "max_rows_zero" => o.max_rows(0),
        "footer_and_rows" => o.max_rows(2).skip_footer(1),
        "usecols" => comma().usecols([2, 0]),
        "usecols_negative" => comma().usecols([-1]),
        "usecols_ragged" => o.usecols([0, 2]),
        "usecols_named" => comma().names(true).usecols(["c", "a"]),
        "invalid_skipped" => o.skip_invalid(),
        "names_line" | "names_comment" | "names_odd" => comma().names(true),
        "names_list" => comma().names("x, y, z"),
        "names_upper" => comma().names(true).case_sensitive(LetterCase::Upper),
        "names_lower" => comma().names(true).case_sensitive(LetterCase::Lower),
        "names_space" => comma().names(true).replace_space("-").deletechars("!"),
        "names_excluded" => comma().names(true).excludelist(["a"]),
        "names_default" => comma().dtype("i4,f8").defaultfmt("col_%02i"),
        "names_structured" => comma().dtype("i4,f8,f4").names(["x", "y"]),
        "structured" => comma().dtype("i4,f8,?"),
        "structured_short" => comma().dtype("i4,f8"),
        "guess_uniform" | "guess_mixed" | "guess_big" | "guess_bool" | "guess_complex" => comma().guess(),
        "guess_missing" => comma().guess().missing_values("n/a"),
        "guess_missing_each" => comma().guess().missing_values(["-", "?"]).filling_values([(0, 99)]),
        "guess_names" => comma().guess().names(true),
        "guess_empty_bool" => comma().guess(),
        "strict" => comma().strict(),
        "strict_missing" => comma().strict().missing_values([(1, "none")]),
        "width" => o.delimiter(3_usize),
        "widths" => o.delimiter([1, 3, 2]),
        "long_delimiter" => o.delimiter("::"),
        "semicolon_comment" => comma().comments(";"),
        "no_comments" => o.comments(""),
        "unpack" => o.unpack(),
        "ndmin2" => o.ndmin(2),
        "ndmin1" => o.ndmin(1),
        "ndmin3" => o.ndmin(3),
        "converter" => comma().converter(1, |field| field.strip_suffix('%')?.parse::<f64>().ok()),
        "converter_type" => comma().converter(0, |field| field.trim().parse::<i64>().ok()),
        "converter_named" => comma().names(true).converter("b", |field| Some(field.trim().len() as f64)),
        "converter_locked" => comma().guess().converter(0, |field| field.parse::<i64>().ok()),
        other => panic!("no case {other}"),
    }
}

fn shown(result: Result<Array>) -> String {
    match result {
        Ok(array) => format!("{}|{:?}|{}", array.dtype(), array.shape(), array),
        Err(error) => format!("{error:?}"),
    }
}

#[test]
fn as_numpy() {
    let (mut cases, mut wrong) = (0, Vec::new());
    for line in GOLDEN.lines() {
        let [case, text, expected] = *line.split('\t').collect::<Vec<_>>() else {
            panic!("three columns: {line}")
        };
        let unescape = |text: &str| text.replace("\\n", "\n").replace("\\r", "\r").replace("\\t", "\t");
        let found = shown(options(case).parse(unescape(text)));
        if found != unescape(expected) {
            wrong.push(format!("{case}:\n  found    {found:?}\n  expected {:?}", unescape(expected)));
        }
        cases += 1;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(cases > 60, "{cases}");
}

#[test]
fn files_may_be_compressed() {
    let path = std::env::temp_dir().join(format!("nd-io-genfromtxt-{}.csv.gz", std::process::id()));
    let table = nd_core::array![[1.0, 2.5], [3.0, 4.0]];
    nd_io::SaveTxt::new().delimiter(",").save(&path, &table).expect("written");
    assert!(std::fs::read(&path).expect("the file").starts_with(b"\x1f\x8b"));
    for read in [
        GenFromTxt::new().delimiter(',').load(&path),
        nd_io::LoadTxt::new().delimiter(b',').load(&path),
        // As in NumPy, a name that is not there is looked for with the ending too.
        nd_io::LoadTxt::new().delimiter(b',').load(path.with_extension("")),
    ] {
        assert_eq!(read.expect("a table").to_string(), table.to_string());
    }
    let whole = std::fs::read(&path).expect("the file");
    std::fs::write(&path, &whole[..whole.len() / 2]).expect("written");
    assert_eq!(nd_io::loadtxt(&path).expect_err("half a file").kind(), ErrorKind::Io);
    std::fs::remove_file(path).expect("removed");
}

#[test]
fn values_that_are_not_numbers_of_python_go_through() {
    let half = GenFromTxt::new().delimiter(',').filling_values(Scalar::F32(0.5)).parse("1,,2");
    assert_eq!(half.expect("a row").to_string(), "[1.  0.5 2. ]");
    let error = GenFromTxt::new().dtype(DType::I64).filling_values(f64::NAN).parse("x").expect_err("NaN");
    assert_eq!(error.to_string(), "cannot convert float NaN to integer");
    let error = GenFromTxt::new().parse(b"1 \xff".as_slice()).expect_err("no UTF-8");
    assert_eq!(error.to_string(), "'utf-8' codec can't decode byte 0xff in position 2: invalid start byte");
}

/// Text without a length gets that of the longest value.
#[test]
fn open_lengths() {
    let read =
        |dtype: &str| format!("{:?}", GenFromTxt::new().dtype(dtype).parse("abc de\nx y").expect("text"));
    assert_eq!(read("U"), "array([['abc', 'de'],\n       ['x', 'y']], dtype='<U3')");
    assert_eq!(read("S"), "array([[b'abc', b'de'],\n       [b'x', b'y']], dtype='|S3')");
    let widths = GenFromTxt::new().delimiter(3).parse("123456").expect("numbers");
    assert_eq!(widths.to_string(), "[123. 456.]");
}

/// A column for each value of a record.
#[test]
fn fields_of_fields() {
    let read =
        |dtype: &str, text: &str| GenFromTxt::new().dtype(dtype).parse(text).expect("a row").to_string();
    assert_eq!(read("[('a','i4'),('b','f8',(2,))]", "1 2 3"), "(1, [2., 3.])");
    assert_eq!(
        read("[('a','i4'),('b',[('c','f8'),('d','f8')])]", "1 2 3\n4 5 6"),
        "[(1, (2., 3.)) (4, (5., 6.))]"
    );
}
