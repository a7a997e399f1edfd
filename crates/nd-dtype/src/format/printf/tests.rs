//! Format strings against what Python's `%` prints (the operator that `numpy.savetxt` applies).
//!
//! Each expected string is the output of `python3 -c "print(repr(FORMAT % VALUE))"`.

use super::*;

#[track_caller]
fn apply(format: &str, value: Value<'_>) -> Result<String, FormatError> {
    let format = Format::parse(format)?;
    let mut out = Vec::new();
    for part in format.parts() {
        match part {
            Part::Literal(text) => out.extend_from_slice(text.as_bytes()),
            Part::Spec(spec) => spec.write(value, &mut out)?,
        }
    }
    Ok(String::from_utf8(out).expect("UTF-8"))
}

#[track_caller]
fn float(format: &str, x: f64, expected: &str) {
    assert_eq!(apply(format, Value::Float(x)).as_deref(), Ok(expected), "{format} of {x:?}");
}

#[track_caller]
fn integer(format: &str, n: i128, expected: &str) {
    assert_eq!(apply(format, Value::Integer(n)).as_deref(), Ok(expected), "{format} of {n}");
}

#[track_caller]
fn text(format: &str, s: &str, expected: &str) {
    assert_eq!(apply(format, Value::Text(s)).as_deref(), Ok(expected), "{format} of {s:?}");
}

#[test]
fn floats() {
    float("%.0f", 2.5, "2");
    float("%#.0f", 2.0, "2.");
    float("%.1f", 0.25, "0.2");
    float("%.f", 1.5, "2");
    float("%.2f", 1e15, "1000000000000000.00");
    float("%f", 1e22, "10000000000000000000000.000000");
    float("%.30f", 0.1, "0.100000000000000005551115123126");
    float("%#.0e", 2.0, "2.e+00");
    float("%.0e", 2.5, "2e+00");
    float("%e", 1e-320, "9.999889e-321");
    float("%.18e", 5e-324, "4.940656458412465442e-324");
    float("%.25e", 0.1, "1.0000000000000000555111512e-01");
    float("%E", 1e100, "1.000000E+100");
    float("%+.3e", 0.0, "+0.000e+00");
    float("%.3e", -0.0, "-0.000e+00");
    float("%g", 1e-5, "1e-05");
    float("%g", 100000.0, "100000");
    float("%g", 999999.5, "1e+06");
    float("%g", 1234567.0, "1.23457e+06");
    float("%g", -0.0, "-0");
    float("%#g", 1.0, "1.00000");
    float("%.0g", 123.0, "1e+02");
    float("%.3g", 0.0001234, "0.000123");
    float("%.20g", 0.1, "0.10000000000000000555");
    float("%G", 1e-10, "1E-10");
    float("%010g", -1.5, "-0000001.5");
    float("%hf", 1.0, "1.000000");
}

#[test]
fn infinities_and_nan() {
    float("%010f", f64::INFINITY, "0000000inf");
    float("%010f", f64::NEG_INFINITY, "-000000inf");
    float("%F", f64::INFINITY, "INF");
    float("%E", f64::NAN, "NAN");
    float("%+f", f64::NAN, "+nan");
    float("% f", f64::NAN, " nan");
    float("%10f", -f64::NAN, "       nan");
    float("%-10f|", f64::NAN, "nan       |");
}

#[test]
fn integers() {
    integer("%d", -5, "-5");
    integer("%i", i128::from(u64::MAX), "18446744073709551615");
    integer("%u", 5, "5");
    integer("%010d", -5, "-000000005");
    integer("%-010d|", 5, "5         |");
    integer("%+ d", 5, "+5");
    integer("%- 5d|", 1, " 1   |");
    integer("%8.5d", -5, "  -00005");
    integer("%08.5d", 5, "00000005");
    integer("%ld", 5, "5");
    integer("%e", 5, "5.000000e+00");
    integer("%s", 5, "5");
    float("%d", -1.9, "-1");
    float("%i", -0.5, "0");
    float("%d", 1e20, "100000000000000000000");
}

#[test]
fn integers_in_other_bases_and_characters() {
    integer("%x", 255, "ff");
    integer("%X", -255, "-FF");
    integer("%#x", -255, "-0xff");
    integer("%#010x", -255, "-0x00000ff");
    integer("%#.5X", -255, "-0X000FF");
    integer("%010o", -255, "-000000377");
    integer("%#o", 8, "0o10");
    integer("%5c|", 65, "    A|");
    text("%-3c|", "é", "é  |");
    text("%.2r", "np.int64(1)", "np");
    let message = |format, value| apply(format, value).expect_err("refused").to_string();
    assert_eq!(message("%x", Value::Float(1.0)), "%x format: an integer is required, not float");
    assert_eq!(message("%c", Value::Text("ab")), "%c requires int or char");
    assert_eq!(message("%c", Value::Integer(-1)), "%c arg not in range(0x110000)");
}

#[test]
fn strings_and_literals() {
    text("%10s|", "ab", "        ab|");
    text("%-10s|", "ab", "ab        |");
    text("%010s|", "ab", "        ab|");
    text("%.1s|", "ab", "a|");
    text("%3.1s", "äö", "  ä");
    float("x = %.2f%%", 5.0, "x = 5.00%");
    let specs = |format: Format| format.parts().iter().filter(|part| matches!(part, Part::Spec(_))).count();
    assert_eq!(Format::parse("%d, %5.1f;").map(specs), Ok(2));
}

#[test]
fn malformed_formats_are_refused() {
    for cut in ["%", "%5", "%5.", "%-", "abc %l"] {
        assert_eq!(Format::parse(cut), Err(FormatError::Incomplete), "{cut}");
    }
    let error = Format::parse("%y").expect_err("no such conversion");
    assert_eq!(error.to_string(), "unsupported format character 'y' (0x79) at index 1");
    assert_eq!(Format::parse("ä%5*d"), Err(FormatError::Unsupported { character: '*', index: 3 }));
    assert_eq!(Format::parse("%99999999999999999999d"), Err(FormatError::TooWide { index: 1 }));
    assert_eq!(Format::parse("%.65536f"), Err(FormatError::TooWide { index: 2 }));
    float("%.65535f", 0.5, &format!("0.5{}", "0".repeat(65534)));
}

#[test]
fn values_of_the_wrong_kind_are_refused() {
    let message = |format, value| apply(format, value).expect_err("refused").to_string();
    assert_eq!(message("%d", Value::Float(f64::NAN)), "cannot convert float NaN to integer");
    assert_eq!(message("%d", Value::Float(f64::INFINITY)), "cannot convert float infinity to integer");
    assert_eq!(message("%d", Value::Text("x")), "%d format: a real number is required, not str");
    assert_eq!(message("%i", Value::Text("x")), "%i format: a real number is required, not str");
    assert_eq!(message("%u", Value::Text("x")), "%u format: a real number is required, not str");
    assert_eq!(message("%X", Value::Float(1.5)), "%X format: an integer is required, not float");
    assert_eq!(apply("%s", Value::Float(1.5)), Err(FormatError::NotText));
}
