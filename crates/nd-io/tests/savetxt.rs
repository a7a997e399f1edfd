//! `savetxt` against what NumPy 2.4.6 writes.
//!
//! Each expectation is `b = io.StringIO(); np.savetxt(b, array, **options); b.getvalue()`, or the text of its exception.

use nd_core::{Array, Complex, ErrorKind, array};
use nd_io::{LoadTxt, SaveTxt};

#[track_caller]
fn writes(options: SaveTxt, array: &Array, text: &str) {
    let mut out = Vec::new();
    options.write(&mut out, array).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(String::from_utf8_lossy(&out), text);
}

#[track_caller]
fn refuses(options: SaveTxt, array: &Array, message: &str) -> ErrorKind {
    let mut out = Vec::new();
    let error = options.write(&mut out, array).expect_err(message);
    assert_eq!(error.to_string(), message);
    error.kind()
}

fn plain() -> SaveTxt {
    SaveTxt::new()
}

fn fmt(fmt: &str) -> SaveTxt {
    SaveTxt::new().fmt(fmt)
}

fn complex(parts: &[(f64, f64)]) -> Array {
    Array::from_values(parts.iter().map(|&(re, im)| Complex::new(re, im))).expect("an array")
}

fn records(dtype: &str, text: &str) -> Array {
    LoadTxt::new().dtype(dtype).ndmin(1).parse(text).expect("a table")
}

#[test]
fn floats() {
    writes(
        plain(),
        &array![[1.0, 2.5], [-0.0, f64::NAN]],
        "1.000000000000000000e+00 2.500000000000000000e+00\n-0.000000000000000000e+00 nan\n",
    );
    writes(fmt("%.4f"), &array![[1.0, 2.5]], "1.0000 2.5000\n");
    writes(fmt("%i"), &array![[1.5, 2.0]], "1 2\n");
    writes(fmt("%g"), &array![[1.0, 2.0]].astype(">f4").expect("a cast"), "1 2\n");
    writes(plain(), &array![0.1].astype("f2").expect("a cast"), "9.997558593750000000e-02\n");
    writes(fmt("%s"), &array![0.1, 1e22, 1e16].astype("f4").expect("a cast"), "0.1\n1e+22\n1e+16\n");
    writes(fmt("%s"), &array![0.1, 1e22, 1e16], "0.1\n1e+22\n1e+16\n");
}

#[test]
fn integers_and_booleans() {
    writes(plain(), &nd_core::arange(2), "0.000000000000000000e+00\n1.000000000000000000e+00\n");
    writes(fmt("%d"), &nd_core::arange(3), "0\n1\n2\n");
    writes(fmt("%d"), &array![u64::MAX], "18446744073709551615\n");
    writes(plain(), &array![1_u64 << 63], "9.223372036854775808e+18\n");
    writes(plain(), &array![true, false], "1.000000000000000000e+00\n0.000000000000000000e+00\n");
    writes(fmt("%d"), &array![true, false], "1\n0\n");
    writes(fmt("%s"), &array![true, false], "True\nFalse\n");
}

#[test]
fn complex_numbers() {
    let row = complex(&[(1.0, 2.0), (3.0, -4.0)]).reshape((1, 2)).expect("a row");
    writes(
        plain(),
        &row,
        " (1.000000000000000000e+00+2.000000000000000000e+00j)  (3.000000000000000000e+00-4.000000000000000000e+00j)\n",
    );
    writes(fmt("%.1f %.1f %.2f %.2f"), &row, "1.0 2.0 3.00 -4.00\n");
    writes(plain().fmt(["(%.1f,%.1f)", "%g %g"]), &row, "(1.0,2.0) 3 -4\n");
    refuses(fmt("%.1f %.1f %.2f"), &row, "fmt has wrong number of % formats:  %.1f %.1f %.2f");
    writes(
        fmt("%.1f"),
        &complex(&[(1.0, -0.0), (f64::NAN, f64::NEG_INFINITY)]),
        " (1.0-0.0j)\n (nan-infj)\n",
    );
    writes(fmt("%+.1f"), &complex(&[(-1.0, -2.0)]), " (-1.0-2.0j)\n");
    writes(fmt("%s"), &complex(&[(1.0, 2.0)]).astype(">c8").expect("a cast"), " (1.0+2.0j)\n");
}

#[test]
fn layout_of_the_text() {
    let row = array![[1.0, 2.5]];
    writes(plain().fmt(["%d", "%.2f"]).delimiter(","), &row, "1,2.50\n");
    writes(fmt("%d;%.2f"), &row, "1;2.50\n");
    writes(fmt("%d").delimiter("%%"), &array![[0, 0]], "0%0\n");
    let options = fmt("%5.1f|").header("a\nb").footer("c\nd").comments("// ").newline("\r\n");
    writes(options, &row, "// a\n// b\r\n  1.0|   2.5|\r\n// c\n// d\r\n");
    writes(plain().header("h").footer("f").fmt("%g"), &row, "# h\n1 2.5\n# f\n");
    writes(plain(), &nd_core::zeros(0, "f8").expect("zeros"), "");
    writes(plain(), &nd_core::zeros((0, 3), "f8").expect("zeros"), "");
    writes(plain(), &nd_core::zeros((2, 0), "f8").expect("zeros").view_as("i8").expect("a view"), "\n\n");
    writes(fmt("%d"), &nd_core::arange(6).reshape((2, 3)).expect("a shape").t(), "0 3\n1 4\n2 5\n");
}

#[test]
fn structured_arrays() {
    let pairs = records("i4,f8", "1 2.5\n3 4");
    writes(
        plain(),
        &pairs,
        "1.000000000000000000e+00 2.500000000000000000e+00\n3.000000000000000000e+00 4.000000000000000000e+00\n",
    );
    writes(fmt("%d,%.1f"), &pairs, "1,2.5\n3,4.0\n");
    writes(fmt("%s").delimiter(","), &pairs, "1,2.5\n3,4.0\n");
    let row = pairs.reshape((1, 2)).expect("a row");
    writes(fmt("%s"), &row, "(1, 2.5) (3, 4.0)\n");
    let mismatch = "Mismatch between array dtype ('[('f0', '<i4'), ('f1', '<f8')]') and format specifier ('%.18e %.18e')";
    assert_eq!(refuses(plain(), &row, mismatch), ErrorKind::Type);
    writes(fmt("%s"), &records("i4,c16", "1 2.5j"), "1 2.5j\n");
    writes(fmt("%g"), &records("i4,c16", "1 2.5j"), "1 0\n");
}

#[test]
fn formats_that_do_not_fit() {
    let row = array![[1.0, 2.5]];
    refuses(fmt("%d;%.2f;%d"), &row, "fmt has wrong number of % formats:  %d;%.2f;%d");
    refuses(fmt("x"), &row, "fmt has wrong number of % formats:  x");
    refuses(fmt("%d%%"), &row, "fmt has wrong number of % formats:  %d%%");
    assert_eq!(refuses(plain().fmt(["%d"]), &row, "fmt has wrong shape.  ['%d']"), ErrorKind::Value);
    let mismatch =
        |format: &str| format!("Mismatch between array dtype ('float64') and format specifier ('{format}')");
    assert_eq!(refuses(plain().fmt(["%d%%", "%d %d"]), &row, &mismatch("%d%% %d %d")), ErrorKind::Type);
    refuses(plain().fmt(["%d%%", "x"]), &row, &mismatch("%d%% x"));
    refuses(fmt("%q"), &row, "unsupported format character 'q' (0x71) at index 1");
    refuses(fmt("%d"), &array![1.0, f64::NAN], "cannot convert float NaN to integer");
    let infinite = refuses(fmt("%d"), &array![f64::INFINITY], "cannot convert float infinity to integer");
    assert_eq!(infinite, ErrorKind::Overflow);
}

#[test]
fn arrays_that_are_no_tables() {
    let error = refuses(
        plain(),
        &nd_core::zeros((2, 2, 2), "f8").expect("zeros"),
        "Expected 1D or 2D array, got 3D array instead",
    );
    assert_eq!(error, ErrorKind::Value);
    refuses(
        plain(),
        &nd_core::zeros((), "f8").expect("zeros"),
        "Expected 1D or 2D array, got 0D array instead",
    );
}

#[test]
fn files() {
    let path = std::env::temp_dir().join(format!("nd-io-savetxt-files-{}.txt", std::process::id()));
    let table = nd_core::arange(60_000).reshape((20_000, 3)).expect("a shape");
    fmt("%d").save(&path, &table).expect("saved");
    // Formats that do not fit leave the file alone.
    fmt("%d %d").save(&path, &table).expect_err("two formats for three columns");
    let again = LoadTxt::new().dtype("i8").load(&path).expect("loaded");
    std::fs::remove_file(&path).expect("removed");
    assert_eq!(again.shape(), table.shape());
    assert_eq!(again.tobytes().expect("bytes"), table.tobytes().expect("bytes"));
    let error = nd_io::savetxt("table.txt.xz", &table).expect_err("compressed");
    assert_eq!(error.kind(), ErrorKind::Unsupported);
}

/// A write that cannot begin leaves what is there alone.
#[test]
fn a_borrowed_array_does_not_cost_the_file() {
    let folder = std::env::temp_dir().join(format!("nd-io-borrowed-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let a = nd_core::array![1, 2, 3];
    let (text, npy) = (folder.join("a.txt"), folder.join("a.npy"));
    nd_io::savetxt(&text, &a).expect("free");
    nd_io::save(&npy, &a).expect("free");
    let guard = a.view_mut::<i64>().expect("free");
    for refused in [nd_io::savetxt(&text, &a), nd_io::save(&npy, &a)] {
        assert_eq!(refused.expect_err("borrowed").kind(), ErrorKind::Borrowed);
    }
    drop(guard);
    assert_eq!(nd_io::loadtxt(&text).expect("whole").to_string(), "[1. 2. 3.]");
    assert_eq!(nd_io::load::<Array>(&npy).expect("whole").to_string(), "[1 2 3]");
    std::fs::remove_dir_all(&folder).expect("the folder");
}
