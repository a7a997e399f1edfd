//! `loadtxt` against what NumPy 2.4.6 makes of the same text.
//!
//! Each expectation is the output of `repr(np.loadtxt(io.StringIO(text), **options))`, or the text of its exception.

use nd_core::{ErrorKind, Scalar};
use nd_io::LoadTxt;

#[track_caller]
fn reads(options: LoadTxt, text: &str, repr: &str) {
    let array = options.parse(text).unwrap_or_else(|error| panic!("{text:?}: {error}"));
    assert_eq!(format!("{array:?}"), repr, "{text:?}");
}

#[track_caller]
fn refuses(options: LoadTxt, text: &str, message: &str) -> ErrorKind {
    let error = options.parse(text).expect_err(text);
    assert_eq!(error.to_string(), message, "{text:?}");
    error.kind()
}

fn plain() -> LoadTxt {
    LoadTxt::new()
}

fn commas() -> LoadTxt {
    LoadTxt::new().delimiter(b',')
}

const SQUARE: &str = "array([[1., 2.],\n       [3., 4.]])";

#[test]
fn tables() {
    reads(plain(), "1 2\n3 4", SQUARE);
    reads(plain(), "1 2  \n  3 4\n", SQUARE);
    reads(plain(), "\t1\x0b2\n\n \n3\x0c4\x1c\n", SQUARE);
    reads(plain(), "1 2\r\n3 4\r\n", SQUARE);
    // From a file, a lone carriage return ends a line.
    reads(plain(), "1 2\r3 4\r", SQUARE);
    reads(commas(), "1,2\n3,4\n", SQUARE);
    reads(commas(), "\n\n 1 , 2\n\n3, 4 \n\n", SQUARE);
    reads(plain().delimiter(b'\t'), "1\t2\n3\t4", SQUARE);
    reads(plain().delimiter(b'e'), "1e2\n3e4", SQUARE);
    reads(plain().delimiter(b'-').comments([]), "1-2\n3-4", SQUARE);
    reads(plain(), "nan inf -inf NaN Infinity", "array([ nan,  inf, -inf,  nan,  inf])");
}

#[test]
fn comments() {
    reads(plain(), "# a\n1 2 # x\n#\n3 4", SQUARE);
    reads(commas(), "1,2#3\n3,4#", SQUARE);
    reads(plain().comments("%"), "% a\n1 2\n3 4%", SQUARE);
    reads(plain().comments("//"), "// a\n1 2 // b\n3 4//", SQUARE);
    reads(plain().comments(["#", ";"]), "# a\n; b\n1 2 ; b\n3 4#", SQUARE);
    refuses(plain().comments([]), "#1 2", "could not convert string '#1' to float64 at row 0, column 1.");
    refuses(commas(), "1,#3\n", "could not convert string '' to float64 at row 0, column 2.");
    refuses(commas(), " #3\n1,2", "could not convert string ' ' to float64 at row 0, column 1.");
    let slash = "the number of columns changed from 2 to 1 at row 2; use `usecols` to select a subset and avoid this error";
    refuses(plain().comments("//"), "1 2//3\n/4", slash);
    // Comments need not be UTF-8.
    assert_eq!(plain().parse(b"1 2 # \xff\n".as_slice()).expect("a row").to_string(), "[1. 2.]");
}

#[test]
fn rows() {
    reads(plain().skiprows(2).max_rows(2), "# c\nh\n1\n2\n3\n4\n", "array([1., 2.])");
    reads(plain().max_rows(2), "1\n#\n\n2\n3", "array([1., 2.])");
    reads(plain().max_rows(0), "1\n2", "array([], dtype=float64)");
    reads(plain().max_rows(1), "1 2\n3", "array([1., 2.])");
    reads(plain().skiprows(5), "1", "array([], dtype=float64)");
    let error = "the number of columns changed from 2 to 1 at row 2; use `usecols` to select a subset and avoid this error";
    refuses(plain().skiprows(1), "h\n1 2\n\n# c\n3", error);
    let error = "the number of columns changed from 3 to 2 at row 2; use `usecols` to select a subset and avoid this error";
    refuses(plain(), "1 2 3\n4 5\n", error);
    let error = "the number of columns changed from 2 to 3 at row 3; use `usecols` to select a subset and avoid this error";
    assert_eq!(refuses(commas(), "1,2\n3,4\n\n#c\n3,4,5\n", error), ErrorKind::Value);
}

#[test]
fn columns() {
    reads(commas().usecols([1]), "1,2,3\n3,4\n", "array([2., 4.])");
    reads(commas().usecols([-1, 0]), "1,2\n3,4\n", "array([[2., 1.],\n       [4., 3.]])");
    reads(plain().usecols([0, 0, 2]), "1 2 3", "array([1., 1., 3.])");
    reads(plain().usecols([0, 1]), "1 2\n3 4 5", SQUARE);
    reads(commas().usecols([]), "1,2\n3,4\n", "array([], shape=(2, 0), dtype=float64)");
    refuses(commas().usecols([0, 5]), "1,2\n", "invalid column index 5 at row 1 with 2 columns");
    refuses(commas().usecols([-3]), "1,2\n3,4\n", "invalid column index -3 at row 1 with 2 columns");
    refuses(commas().usecols([1]), "1,2\n3\n", "invalid column index 1 at row 2 with 1 columns");
    refuses(
        plain().usecols([0, isize::MIN]),
        "1 2",
        &format!("invalid column index {} at row 1 with 2 columns", isize::MIN),
    );
    refuses(commas().usecols([-1]), "1,x", "could not convert string 'x' to float64 at row 0, column 2.");
}

#[test]
fn dimensions() {
    reads(plain(), "5", "array(5.)");
    reads(plain().ndmin(1), "5", "array([5.])");
    reads(plain().ndmin(2), "5", "array([[5.]])");
    reads(plain().ndmin(2), "1 2", "array([[1., 2.]])");
    reads(plain().ndmin(2), "1\n2\n", "array([[1.],\n       [2.]])");
    reads(plain(), "1\n2\n", "array([1., 2.])");
    reads(plain().unpack(), "1 3\n2 4", SQUARE);
    reads(plain().unpack(), "1\n2", "array([1., 2.])");
    reads(plain().unpack().ndmin(2), "1 2", "array([[1.],\n       [2.]])");
    refuses(plain().ndmin(3), "1", "Illegal value of ndmin keyword: 3");
}

#[test]
fn text_without_rows() {
    reads(plain(), "", "array([], dtype=float64)");
    reads(commas(), "\n\n", "array([], dtype=float64)");
    reads(plain().ndmin(1), "# c", "array([], dtype=float64)");
    reads(plain().ndmin(2), "", "array([], shape=(0, 1), dtype=float64)");
    reads(plain().ndmin(2).unpack(), "", "array([], shape=(1, 0), dtype=float64)");
    reads(plain().usecols([0, 1]), "", "array([], shape=(0, 2), dtype=float64)");
    reads(plain().dtype("i4,f8"), "", "array([], dtype=[('f0', '<i4'), ('f1', '<f8')])");
    let empty = plain().dtype("i4,f8").ndmin(2).parse("").expect("no rows");
    assert_eq!(empty.shape(), [0, 1]);
}

#[test]
fn dtypes() {
    reads(plain().dtype("f4"), "0.1 1e40 65520", "array([1.000e-01,       inf, 6.552e+04], dtype=float32)");
    reads(plain().dtype("f2"), "0.1 1e40 65520", "array([0.1, inf, inf], dtype=float16)");
    reads(plain().dtype(">i2"), "1 -2\n3 4", "array([[ 1, -2],\n       [ 3,  4]], dtype='>i2')");
    reads(plain().dtype("u8"), "18446744073709551615", "array(18446744073709551615, dtype=uint64)");
    reads(plain().dtype("?"), "1 0 2", "array([ True, False,  True])");
    reads(plain().dtype("c16"), "1+2j (3-4j)", "array([1.+2.j, 3.-4.j])");
    reads(plain().dtype(">c8"), "1+2j\n3", "array([1.+2.j, 3.+0.j], dtype='>c8')");
    let refuse = |dtype: &str, text: &str, message: &str| {
        refuses(LoadTxt::new().dtype(dtype), text, message);
    };
    refuse("i8", "1.5", "could not convert string '1.5' to int64 at row 0, column 1.");
    refuse(
        "i8",
        "9223372036854775808",
        "could not convert string '9223372036854775808' to int64 at row 0, column 1.",
    );
    refuse("u1", "1\n300", "could not convert string '300' to uint8 at row 1, column 1.");
    refuse("u1", "-1", "could not convert string '-1' to uint8 at row 0, column 1.");
    refuse(">i2", "1 2\n3 x", "could not convert string 'x' to >i2 at row 1, column 2.");
    refuse("?", "1 0 2 True", "could not convert string 'True' to bool at row 0, column 4.");
    refuse("c8", "1+2i", "could not convert string '1+2i' to complex64 at row 0, column 1.");
    assert_eq!(refuses(plain().dtype("xyz"), "", "data type 'xyz' not understood"), ErrorKind::Type);
}

#[test]
fn structured_dtypes() {
    let pairs = || plain().dtype("i4,f8");
    let dtype = "dtype=[('f0', '<i4'), ('f1', '<f8')])";
    reads(pairs(), "1 2\n3 4", &format!("array([(1, 2.), (3, 4.)], {dtype}"));
    reads(pairs(), "1 2", &format!("array((1, 2.), {dtype}"));
    reads(pairs().ndmin(1), "1 2", &format!("array([(1, 2.)], {dtype}"));
    reads(pairs().ndmin(2), "1 2", &format!("array([[(1, 2.)]], {dtype}"));
    reads(pairs().usecols([0, 2]), "1 2 3\n4 5 6", &format!("array([(1, 3.), (4, 6.)], {dtype}"));
    refuses(pairs(), "1 2\n3 x", "could not convert string 'x' to float64 at row 1, column 2.");
    let count = |found: usize, row: usize| {
        format!(
            "the dtype passed requires 2 columns but {found} were found at row {row}; use `usecols` to select a subset and avoid this error"
        )
    };
    refuses(pairs(), "1 2 3\n", &count(3, 1));
    refuses(pairs(), "1 2\n3", &count(1, 2));
    let usecols = "If a structured dtype is used, the number of columns in `usecols` must match the effective number of \
                   fields. But 1 usecols were given and the number of fields is 2.";
    assert_eq!(refuses(pairs().usecols([0]), "", usecols), ErrorKind::Type);
    let big = nd_core::DType::parse(">i2,?,>c8").expect("a dtype");
    let row = plain().dtype(big).parse("258 1 1+2j").expect("a row");
    assert_eq!(row.tobytes().expect("bytes"), [1, 2, 1, 0x3f, 0x80, 0, 0, 0x40, 0, 0, 0]);
}

#[test]
fn fields_that_are_no_numbers() {
    let refuse = |text: &str, quoted: &str| {
        refuses(plain(), text, &format!("could not convert string {quoted} to float64 at row 0, column 1."));
    };
    refuse("it's", "\"it's\"");
    refuse("é\0", "'é\\x00'");
    refuse("\u{feff}1 2", "'\\ufeff1'");
    refuse("0x10", "'0x10'");
    refuse("1_000", "'1_000'");
    // NumPy cuts such a quotation off, too.
    refuse(&"x".repeat(150), &format!("'{}'", "x".repeat(100)));
    refuses(commas(), "1,x\n", "could not convert string 'x' to float64 at row 0, column 2.");
    refuses(commas(), "1,x\n3", "could not convert string 'x' to float64 at row 0, column 2.");
    refuses(
        commas(),
        "1,2\n3,4,x",
        "the number of columns changed from 2 to 3 at row 2; use `usecols` to select a subset and avoid this error",
    );
    refuses(commas(), "1,2\n3,4\n5,6x\n", "could not convert string '6x' to float64 at row 2, column 2.");
    refuses(commas(), "1,2,\n", "could not convert string '' to float64 at row 0, column 3.");
    refuses(commas(), "  \n1\n", "could not convert string '  ' to float64 at row 0, column 1.");
    refuses(plain().delimiter(b' '), "1  2\n", "could not convert string '' to float64 at row 0, column 2.");
    refuses(
        plain().delimiter(b'\t'),
        "1\t2\n3\t\n",
        "could not convert string '' to float64 at row 1, column 2.",
    );
}

#[test]
fn options_that_contradict_each_other() {
    let same = "The values for control characters 'comment' and 'delimiter' are incompatible";
    assert_eq!(refuses(plain().delimiter(b'#'), "1", same), ErrorKind::Type);
    refuses(plain().comments(" "), "1", same);
    let several = plain().delimiter(b';').comments(["#", ";"]);
    refuses(several, "1", "Comment characters '('#', ';')' cannot include the delimiter ';'");
    let newline = |name: &str| format!("control character '{name}' cannot be a newline (`\\r` or `\\n`).");
    refuses(plain().delimiter(b'\n'), "1", &newline("delimiter"));
    refuses(plain().comments("\n"), "1", &newline("comment"));
    let empty = "comments cannot be an empty string. Use comments=None to disable comments.";
    assert_eq!(refuses(plain().comments(["#", ""]), "1", empty), ErrorKind::Value);
}

#[test]
fn files_and_streams() {
    assert_eq!(plain().read(&b"1 2"[..]).expect("a row").to_string(), "[1. 2.]");
    let path = std::env::temp_dir().join(format!("nd-io-missing-{}.txt", std::process::id()));
    let error = nd_io::loadtxt(&path).expect_err("no such file");
    assert_eq!(error.kind(), ErrorKind::Io);
    assert!(error.to_string().starts_with(&format!("loadtxt: '{}': ", path.display())), "{error}");
    let error = nd_io::loadtxt("table.txt.xz").expect_err("compressed");
    assert_eq!(error.kind(), ErrorKind::Unsupported);
    assert_eq!(error.to_string(), "loadtxt: 'table.txt.xz': files compressed like this are not supported");
}

/// Reading in one pass and reading by cutting lines up first give the same: the second is what a list of all columns
/// asks for.
#[test]
fn both_ways_of_reading_agree() {
    let mut state = 7_u64;
    let mut random = move |below: usize| {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (state >> 33) as usize % below
    };
    const PIECES: [&str; 24] = [
        "1", "-2.5", "3e5", "+4", ".5", "6.", "nan", "inf", "x", "1e", "", " ", "  ", "\t", "#", "# 1", "\r",
        "\r\n", "7 ", " 8", "9.25e-3", "1e400", "--1", "0x1",
    ];
    let mut tables = 0;
    for _ in 0..20_000 {
        let separator = [",", " "][random(2)];
        let columns = 1 + random(3);
        let mut text = String::new();
        for _ in 0..1 + random(5) {
            for column in 0..columns {
                // Mostly numbers, or hardly any table would be one.
                let piece = if random(12) == 0 { random(PIECES.len()) } else { random(8) };
                text.push_str(PIECES[piece]);
                text.push_str(if column + 1 < columns { separator } else { "\n" });
            }
        }
        for dtype in ["f8", "f4", "i8"] {
            let options = || if separator == "," { commas().dtype(dtype) } else { plain().dtype(dtype) };
            let all = options().usecols(0..columns as isize).ndmin(2).parse(&text);
            match (options().ndmin(2).parse(&text), all) {
                (Ok(quick), Ok(careful)) => {
                    assert_eq!(
                        quick.tobytes().expect("bytes"),
                        careful.tobytes().expect("bytes"),
                        "{text:?}"
                    );
                    tables += 1;
                }
                // A row with too few of the columns asked for is an error before its fields are looked at.
                (Err(quick), Err(careful))
                    if quick.to_string().starts_with("could not")
                        && !careful.to_string().starts_with("invalid column") =>
                {
                    assert_eq!(quick.to_string(), careful.to_string(), "{text:?}");
                }
                (Err(quick), Err(_)) if quick.to_string().starts_with("could not") => {}
                (Err(quick), _) => assert!(
                    quick.to_string().starts_with("the number of columns changed"),
                    "{text:?}: {quick}"
                ),
                (Ok(quick), Err(careful)) => {
                    // Every row was as long as the first, which was not as long as the columns asked for.
                    assert!(careful.to_string().starts_with("invalid column"), "{text:?}: {careful}");
                    assert!(quick.shape()[1] < columns, "{text:?}");
                }
            }
        }
    }
    assert!(tables > 10_000, "{tables}");
}

/// Dtypes that the text itself completes: the length of elements, the unit of dates.
#[test]
fn open_dtypes() {
    reads(plain().dtype("U"), "abc de\né x", "array([['abc', 'de'],\n       ['é', 'x']], dtype='<U3')");
    reads(plain().dtype("U").usecols([1]), "abc de\né x", "array(['de', 'x'], dtype='<U2')");
    reads(plain().dtype("S"), "abc é", "array([b'abc', b'\\xe9'], dtype='|S3')");
    reads(commas().dtype("U"), "1,,22", "array(['1', '', '22'], dtype='<U2')");
    reads(plain().dtype("O"), "1 b", "array(['1', 'b'], dtype=object)");
    reads(
        plain().dtype("M8"),
        "2020-01-01 2021-05",
        "array(['2020-01-01', '2021-05-01'], dtype='datetime64[D]')",
    );
}

#[test]
fn delimiters() {
    reads(plain().delimiter(';'), "1;2", "array([1., 2.])");
    reads(plain().delimiter("\t"), "1\t2", "array([1., 2.])");
    reads(plain().delimiter(""), "1 2", "array([1., 2.])");
    let kind = refuses(
        plain().delimiter(",,"),
        "1,,2",
        "Text reading control character must be a single ASCII character or None; but got: ',,'",
    );
    assert_eq!(kind, ErrorKind::Type);
}

fn percent(field: &str) -> Option<f64> {
    field.strip_suffix('%')?.parse::<f64>().ok().map(|x| x / 100.0)
}

fn float(field: &str) -> Option<f64> {
    field.parse().ok()
}

#[test]
fn converters() {
    let (two, three) = ("1,50%\n2,25%", "1,50%,7\n2,25%,8");
    let halves = "array([[1.  , 0.5 ],\n       [2.  , 0.25]])";
    reads(commas().converter(1, percent), two, halves);
    reads(commas().converter(-1, percent), two, halves);
    let said = |column: isize| {
        format!("converter specified for column {column}, which is invalid for the number of fields 2.")
    };
    assert_eq!(refuses(commas().converter(2, percent), two, &said(2)), ErrorKind::Value);
    refuses(commas().converter(-3, percent), two, &said(-3));
    refuses(plain().converter(5, float), "1 2\n3", &said(5));
    refuses(plain().converter(2, float).dtype("i4,i4"), "1 2 3\n3", &said(2));
    reads(plain().converter(5, float), "", "array([], dtype=float64)");
    // With `usecols`, a column is the one of the same spelling there, the first of several.
    let sevens = "array([[7.  , 0.5 ],\n       [8.  , 0.25]])";
    reads(commas().converter(1, percent).usecols([2, 1]), three, sevens);
    reads(commas().converter(-2, percent).usecols([2, -2]), three, sevens);
    let refused = "could not convert string '50%' to float64 at row 0, column 2.";
    refuses(commas().converter(1, percent).usecols([2, -2]), three, refused);
    refuses(commas().converter(1, percent).usecols([1, 1]), three, refused);
    reads(commas().converter(1, percent).converter(5, percent).usecols([1]), three, "array([0.5 , 0.25])");
    reads(plain().converter(.., percent), "1% 50%\n2% 25%", "array([[0.01, 0.5 ],\n       [0.02, 0.25]])");
    let refused = "could not convert string 'x' to float64 at row 1, column 2.";
    refuses(plain().converter(.., percent), "1% 50%\n2% x", refused);
    // Blanks belong to the field; comments and empty lines do not.
    let length = |field: &str| Some(field.len() as i64);
    reads(commas().converter(.., length), " 1 , 2 \n3,4", "array([[3., 3.],\n       [1., 1.]])");
    reads(plain().converter(.., float), "1 2 # x\n\n3 4", SQUARE);
    let or_zero = |field: &str| if field.is_empty() { Some(0.0) } else { field.parse().ok() };
    reads(commas().converter(.., or_zero), "1,,3\n4,,6", "array([[1., 0., 3.],\n       [4., 0., 6.]])");
}

#[test]
fn what_converters_give() {
    let table = "1.5 2.7\n3 4";
    reads(plain().converter(.., float).dtype("i4"), table, "array([[1, 2],\n       [3, 4]], dtype=int32)");
    reads(
        plain().converter(.., float).dtype("i8,f4"),
        table,
        "array([(1, 2.7), (3, 4. )], dtype=[('f0', '<i8'), ('f1', '<f4')])",
    );
    let integer = |field: &str| field.parse::<i64>().ok();
    let refused = "could not convert string '400' to int8 at row 1, column 2.";
    refuses(plain().converter(.., integer).dtype("i1"), "1 2\n3 400", refused);
    reads(
        plain().converter(.., |field: &str| Some(field != "1")).dtype("?"),
        "1 2\n3 4",
        "array([[False,  True],\n       [ True,  True]])",
    );
    reads(
        plain().converter(.., |field: &str| Some(field == "1")),
        "1 2\n3 4",
        "array([[1., 0.],\n       [0., 0.]])",
    );
    reads(plain().converter(.., |_: &str| Some("5")), "1 2\n3 4", "array([[5., 5.],\n       [5., 5.]])");
    let refused = "could not convert string '1' to float64 at row 0, column 1.";
    refuses(plain().converter(.., |_: &str| Some("x")), "1 2\n3 4", refused);
    // Text of the converter's own length.
    let twice = |field: &str| Some(field.repeat(2));
    let words = "a b\nccc d";
    reads(
        plain().converter(.., twice).dtype("U"),
        words,
        "array([['aa', 'bb'],\n       ['cccccc', 'dd']], dtype='<U6')",
    );
    reads(
        plain().converter(.., twice).dtype("U2"),
        words,
        "array([['aa', 'bb'],\n       ['cc', 'dd']], dtype='<U2')",
    );
    reads(
        plain().converter(.., twice).dtype("S"),
        words,
        "array([[b'aa', b'bb'],\n       [b'cccccc', b'dd']], dtype='|S6')",
    );
    reads(
        plain().converter(1, |_: &str| Some("2020-01-01")).dtype("M8"),
        "2020 b\n2021 c",
        "array([['2020-01-01', '2020-01-01'],\n       ['2021-01-01', '2020-01-01']], dtype='datetime64[D]')",
    );
    reads(
        plain().converter(.., float).dtype("O"),
        "1 2\n3 4",
        "array([[1.0, 2.0],\n       [3.0, 4.0]], dtype=object)",
    );
    reads(
        plain().converter(1, float).dtype("O").unpack(),
        "a 2\nb 4",
        "array([['a', 'b'],\n       [2.0, 4.0]], dtype=object)",
    );
}

fn quotes() -> LoadTxt {
    plain().quotechar('"')
}

#[test]
fn quoted_fields() {
    let text = || quotes().dtype("U");
    reads(
        text().delimiter(','),
        "\"a,b\",c\nd,\"e \"\"f\"\"\"",
        "array([['a,b', 'c'],\n       ['d', 'e \"f\"']], dtype='<U5')",
    );
    reads(quotes(), "\"1\" 2\n3 \"4\"", SQUARE);
    reads(quotes().delimiter(','), "\"1\",\"2\"\n3,\"4\"", SQUARE);
    let unquoted = "could not convert string '\"1\"' to float64 at row 0, column 1.";
    refuses(commas(), "\"1\",\"2\"\n3,\"4\"", unquoted);
    reads(text(), "\"a\nb\" c", "array(['a\\nb', 'c'], dtype='<U3')");
    reads(text(), "\"a\r\nb\" c", "array(['a\\r\\nb', 'c'], dtype='<U4')");
    reads(text(), "\"a\"b\"c\" d", "array(['ab\"c\"', 'd'], dtype='<U5')");
    reads(text(), "a\"b\" d", "array(['a\"b\"', 'd'], dtype='<U4')");
    reads(text(), "a \"b\" \nc d ", "array([['a', 'b'],\n       ['c', 'd']], dtype='<U1')");
    reads(text(), "\"a # b\" c# d", "array(['a # b', 'c'], dtype='<U5')");
    reads(text(), "\"\" c\n\"\"  d", "array([['', 'c'],\n       ['', 'd']], dtype='<U1')");
    reads(text(), "\"\"\n\n\"\"", "array(['', ''], dtype='<U1')");
    // As NumPy has it: blanks at the end are a field where the first one is quoted.
    reads(text(), "\"a\" b \n\"c\" d ", "array([['a', 'b', ''],\n       ['c', 'd', '']], dtype='<U1')");
    reads(text(), "\"a b", "array('a b', dtype='<U3')");
    reads(text().delimiter(','), " \"a\", b", "array([' \"a\"', ' b'], dtype='<U4')");
    reads(plain().quotechar('\'').delimiter(',').dtype("U"), "'a',b", "array(['a', 'b'], dtype='<U1')");
    reads(plain().quotechar('q'), "q1q 2\n3 q4q", SQUARE);
    reads(quotes().max_rows(2), "1 2\n\"3\" 4\n5 6", SQUARE);
    reads(quotes().usecols([1]), "\"3\" 4\n", "array(4.)");
    let refused = |row: usize, column: usize| {
        format!("could not convert string 'x' to float64 at row {row}, column {column}.")
    };
    refuses(quotes(), "\"x\" \"2\"\n\"3\" 4", &refused(0, 1));
    refuses(quotes(), "1 2\n3 \"x\"", &refused(1, 2));
    // Lines that are skipped are lines of the text.
    let refused = "could not convert string 'me\"' to float64 at row 0, column 1.";
    refuses(quotes().skiprows(1), "\"skip\nme\"\n1 2", refused);
    let tens = |field: &str| field.parse::<f64>().ok().map(|x| 10.0 * x);
    let table = "\"1\" \"2\"\n\"3\" 4";
    reads(quotes().converter(0, tens), table, "array([[10.,  2.],\n       [30.,  4.]])");
}

#[test]
fn quotation_marks_that_mean_something_else() {
    let clash = |options: LoadTxt, first: &str, second: &str| {
        let said = format!("The values for control characters '{first}' and '{second}' are incompatible");
        assert_eq!(refuses(options, "1", &said), ErrorKind::Type);
    };
    clash(plain().quotechar(',').delimiter(','), "quotechar", "delimiter");
    clash(plain().quotechar('#'), "comment", "quotechar");
    clash(plain().quotechar(' '), "delimiter", "quotechar");
    let said = "control character 'quotechar' cannot be a newline (`\\r` or `\\n`).";
    assert_eq!(refuses(plain().quotechar('\n'), "1", said), ErrorKind::Type);
    let said = "when multiple comments or a multi-character comment is given, quotes are not supported.  In this case \
                quotechar must be set to None.";
    assert_eq!(refuses(quotes().comments(["#", "%"]), "1", said), ErrorKind::Value);
    refuses(quotes().comments("//"), "1", said);
    reads(quotes().comments([]), "\"1\"", "array(1.)");
}

#[test]
fn quoted_line_ends_of_files_are_one_character() {
    let path = std::env::temp_dir().join(format!("nd-io-loadtxt-quoted-{}.txt", std::process::id()));
    std::fs::write(&path, "\"a\r\nb\" \"c\rd\"\r\n").expect("a file");
    let read = quotes().dtype("U").load(&path).expect("a table");
    std::fs::remove_file(&path).expect("the file");
    assert_eq!(format!("{read:?}"), "array(['a\\nb', 'c\\nd'], dtype='<U3')");
}

/// What NumPy 2.4.6 makes of the same converters.
#[test]
fn what_converters_give_is_stored_under_pythons_checks() {
    let with = |dtype: &str, value: Scalar| {
        LoadTxt::new().dtype(dtype).converter(.., move |_: &str| Some(value.clone())).parse("a")
    };
    let text = |text: &str| Scalar::from(text);
    assert_eq!(with("i8", text("9007199254740993")).unwrap().to_string(), "9007199254740993");
    assert!(with("i8", text("1.5")).is_err());
    assert_eq!(with("?", text("0")).unwrap().to_string(), "True");
    assert_eq!(with("?", text("False")).unwrap().to_string(), "True");
    assert_eq!(with("c16", text("1+2j")).unwrap().to_string(), "(1+2j)");
    assert!(with("i1", Scalar::I32(300)).is_err());
    assert!(with("i4", Scalar::F32(f32::NAN)).is_err());
    assert_eq!(with("i4", Scalar::F32(2.5)).unwrap().to_string(), "2");
}
