//! What NumPy 2.4.6 says of the ranges of numbers and of single numbers.

use nd_dtype::{ErrorKind, Scalar, f16, finfo, iinfo};

#[test]
fn parameters_of_floats() {
    let half = "Machine parameters for float16\n---------------------------------------------------------------\n\
                precision =   3   resolution = 0.001\n\
                machep =    -10   eps =        0.000977\n\
                negep =     -11   epsneg =     0.0004883\n\
                minexp =    -14   tiny =       6.104e-05\n\
                maxexp =     16   max =        6.55e+04\n\
                nexp =        5   min =        -max\n\
                smallest_normal = 6.104e-05   smallest_subnormal = 6e-08\n\
                ---------------------------------------------------------------\n";
    // NumPy pads the numbers in this table and strips them again, column by column.
    let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(squeezed(&finfo("f2").unwrap().to_string()), squeezed(half));
    let shown = "finfo(resolution=0.001, min=-6.55040e+04, max=6.55040e+04, dtype=float16)";
    assert_eq!(format!("{:?}", finfo("f2").unwrap()), shown);
    let shown =
        "finfo(resolution=1e-15, min=-1.7976931348623157e+308, max=1.7976931348623157e+308, dtype=float64)";
    assert_eq!(format!("{:?}", finfo("c16").unwrap()), shown);
    let single = finfo("f4").unwrap();
    assert_eq!(
        (single.smallest_subnormal.clone(), single.tiny()),
        (Scalar::F32(f32::from_bits(1)), Scalar::F32(f32::MIN_POSITIVE))
    );
    assert_eq!(
        (single.machep, single.negep, single.minexp, single.maxexp, single.nmant),
        (-23, -24, -126, 128, 23)
    );
    assert_eq!(finfo("i4").unwrap_err().to_string(), "data type <class 'numpy.int32'> not inexact");
}

#[test]
fn ranges_of_integers() {
    let byte = iinfo("i1").unwrap();
    assert_eq!((byte.min, byte.max, byte.key()), (-128, 127, "i8".to_string()));
    let rule = "---------------------------------------------------------------";
    assert_eq!(
        byte.to_string(),
        format!("Machine parameters for int8\n{rule}\nmin = -128\nmax = 127\n{rule}\n")
    );
    assert_eq!(format!("{:?}", iinfo("u8").unwrap()), "iinfo(min=0, max=18446744073709551615, dtype=uint64)");
    assert_eq!(iinfo("M8[s]").unwrap_err().to_string(), "Invalid integer data type 'M'.");
}

#[test]
fn hexadecimal_floats() {
    let texts = [
        (3.5, "0x1.c000000000000p+1"),
        (-0.0, "-0x0.0p+0"),
        (5e-324, "0x0.0000000000001p-1022"),
        (f64::INFINITY, "inf"),
        (f64::MAX, "0x1.fffffffffffffp+1023"),
    ];
    for (value, text) in texts {
        assert_eq!(Scalar::F64(value).hex().unwrap(), text);
        assert_eq!(Scalar::fromhex(text).unwrap(), Scalar::F64(value), "{text}");
    }
    // float.fromhex of Python.
    let read = [
        ("1.5", 1.3125),
        (" 0x.8p-3 ", 0.0625),
        ("0x1p-1080", 0.0),
        ("0x1.00000000000008p0", 1.0),
        ("0x1.000000000000080000001p0", 1.0000000000000002),
        ("0x1.8p-1075", 5e-324),
        ("0x0.8p-1074", 0.0),
        ("-inf", f64::NEG_INFINITY),
    ];
    for (text, value) in read {
        assert_eq!(Scalar::fromhex(text).unwrap(), Scalar::F64(value), "{text}");
    }
    assert_eq!(Scalar::fromhex("x").unwrap_err().to_string(), "invalid hexadecimal floating-point string");
    assert_eq!(Scalar::fromhex("0x1p5000").unwrap_err().kind(), ErrorKind::Overflow);
    assert_eq!(
        Scalar::F32(1.0).hex().unwrap_err().to_string(),
        "'numpy.float32' object has no attribute 'hex'"
    );
}

#[test]
fn fractions_and_bits() {
    assert_eq!(Scalar::F32(0.1).as_integer_ratio().unwrap(), (13421773, 134217728));
    assert_eq!(Scalar::F32(-0.0).as_integer_ratio().unwrap(), (0, 1));
    assert_eq!(Scalar::F64(-2f64.powi(100)).as_integer_ratio().unwrap(), (-(1 << 100), 1));
    let refused = |x: f64| Scalar::F64(x).as_integer_ratio().unwrap_err();
    assert_eq!(refused(f64::INFINITY).to_string(), "cannot convert Infinity to integer ratio");
    assert_eq!(Scalar::F16(f16::NAN).as_integer_ratio().unwrap_err().kind(), ErrorKind::Value);
    assert_eq!((refused(1e300).kind(), refused(1e-300).kind()), (ErrorKind::Overflow, ErrorKind::Overflow));
    assert_eq!(Scalar::I64(i64::MIN).bit_count().unwrap(), 1);
    assert!(Scalar::I8(3).is_integer().unwrap() && Scalar::C64(Default::default()).is_integer().is_err());
}
