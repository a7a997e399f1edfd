//! Fields against what `numpy.loadtxt(io.StringIO(field), dtype, delimiter=',')` makes of them (NumPy 2.4.6).

use super::*;

#[test]
fn floats_that_numpy_reads() {
    for (field, expected) in [
        ("  1.5  ", 1.5),
        ("+1.5", 1.5),
        ("-1", -1.0),
        ("1E5", 1e5),
        (".5", 0.5),
        ("5.", 5.0),
        ("-0", -0.0),
        ("1e400", f64::INFINITY),
        ("1e-400", 0.0),
        ("inf", f64::INFINITY),
        ("INF", f64::INFINITY),
        ("+inf", f64::INFINITY),
        ("-infinity", f64::NEG_INFINITY),
        ("\t1\x0b", 1.0),
        ("\x1c1\x1f", 1.0),
        ("\u{a0}1\u{2003}", 1.0),
        ("0.1000000000000000055511151231257827", 0.1),
        ("179769313486231570814527423731704356798070e267", f64::MAX),
    ] {
        let value = parse_f64(field.as_bytes()).map(f64::to_bits);
        assert_eq!(value, Some(expected.to_bits()), "{field:?}");
    }
    for nan in ["nan", "NaN", "-nan", "+nan"] {
        assert!(parse_f64(nan.as_bytes()).is_some_and(f64::is_nan), "{nan}");
    }
}

#[test]
fn floats_that_numpy_refuses() {
    for field in [
        "", " ", ".", "+", "-", "1e", "1e+", "1d5", "1_0", "0x10", "0x1p3", "1.5f", "1 2", "1L", "1.5j",
        "infin", "1e5.0", "nan(123)", "nan()", "\"\"", "١", "- 1", "--1", "+-1",
    ] {
        assert_eq!(parse_f64(field.as_bytes()), None, "{field:?}");
    }
    assert_eq!(parse_f64(b"\xff1"), None);
}

#[test]
fn floats_read_back_what_was_written() {
    let mut bits = 0x0123_4567_89ab_cdefu64;
    for _ in 0..200_000 {
        bits = bits.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        let x = f64::from_bits(bits);
        if x.is_finite() {
            let text = format!("{x:e}");
            assert_eq!(parse_f64(text.as_bytes()).map(f64::to_bits), Some(bits), "{text}");
        }
    }
}

#[test]
fn integers() {
    for (field, signed, unsigned) in [
        ("7", Some(7), Some(7)),
        (" 007 ", Some(7), Some(7)),
        ("+5", Some(5), Some(5)),
        ("-0", Some(0), None),
        ("-1", Some(-1), None),
        ("9223372036854775807", Some(i64::MAX), Some(i64::MAX as u64)),
        ("9223372036854775808", None, Some(1 << 63)),
        ("-9223372036854775808", Some(i64::MIN), None),
        ("-9223372036854775809", None, None),
        ("18446744073709551615", None, Some(u64::MAX)),
        ("18446744073709551616", None, None),
        ("99999999999999999999999", None, None),
        ("", None, None),
        ("+", None, None),
        ("- 1", None, None),
        ("1.0", None, None),
        ("1e3", None, None),
        ("1_0", None, None),
        ("0x10", None, None),
        ("nan", None, None),
    ] {
        assert_eq!(parse_i64(field.as_bytes()), signed, "{field:?} as i64");
        assert_eq!(parse_u64(field.as_bytes()), unsigned, "{field:?} as u64");
    }
}

#[test]
fn booleans_are_integers() {
    for (field, expected) in
        [("0", Some(false)), ("1", Some(true)), ("-2", Some(true)), ("True", None), ("1.0", None)]
    {
        assert_eq!(parse_bool(field.as_bytes()), expected, "{field:?}");
    }
}

#[test]
fn complex_numbers() {
    for (field, expected) in [
        ("1", Some((1.0, 0.0))),
        ("2j", Some((0.0, 2.0))),
        ("1+2j", Some((1.0, 2.0))),
        (" (1+2j) ", Some((1.0, 2.0))),
        ("( 1+2j )", Some((1.0, 2.0))),
        ("(1)", Some((1.0, 0.0))),
        ("1.5e3-2e1j", Some((1500.0, -20.0))),
        ("infj", Some((0.0, f64::INFINITY))),
        ("1 + 2j", None),
        ("1+j", None),
        ("j", None),
        ("1-2J", None),
        ("1+2i", None),
        ("1+2", None),
        ("1+-2j", Some((1.0, -2.0))),
        ("1--2j", None),
        ("1+ 2j", None),
        ("(1+2j", None),
        ("(1+2j)x", None),
        ("()", None),
        ("", None),
    ] {
        assert_eq!(parse_complex(field.as_bytes()), expected, "{field:?}");
    }
    assert!(parse_complex(b"inf+nanj").is_some_and(|(re, im)| re == f64::INFINITY && im.is_nan()));
    assert!(parse_complex(b"nan-infj").is_some_and(|(re, im)| re.is_nan() && im == f64::NEG_INFINITY));
}
