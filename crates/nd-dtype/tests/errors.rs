//! The messages of failures and what can be read back from them.

use insta::assert_snapshot;
use nd_dtype::{
    Casting, Complex, DType, DTypeError, Error, ErrorKind, Scalar, TypeArg, Weak, promote_types, result_type,
};
use std::error::Error as StdError;

#[track_caller]
fn parse(spelling: &str) -> String {
    format!("{:?}", DType::parse(spelling).expect_err("no such dtype"))
}

#[test]
fn spellings() {
    assert_snapshot!(parse("xyz"), @"TypeError: data type 'xyz' not understood");
    assert_snapshot!(parse("i4,xyz"), @"TypeError: data type 'xyz' not understood");
    assert_snapshot!(parse("i4,,f8"), @"TypeError: data type 'i4,,f8' not understood");
    assert_snapshot!(parse("it's"), @r#"TypeError: data type "it's" not understood"#);
    assert_snapshot!(parse("i4\0"), @r"TypeError: data type 'i4\x00' not understood");
    assert_snapshot!(parse("int0"), @"TypeError: Alias 'int0' was removed in NumPy 2.0. Use a name without a digit at the end.");
}

#[test]
fn dtypes_of_numpy_that_nd_lacks() {
    for spelling in ["g", "longdouble", "f16"] {
        let error = DType::parse(spelling).expect_err("not supported");
        assert_eq!(error.kind(), ErrorKind::Unsupported, "{spelling}");
    }
}

#[test]
fn objects_as_parts() {
    let overlap = "{'names': ['a', 'b'], 'formats': ['O', 'i4'], 'offsets': [0, 4]}";
    assert_snapshot!(parse(overlap), @"TypeError: Cannot create a NumPy dtype with overlapping object fields");
    let twice = "{'names': ['a', 'b'], 'formats': ['O', 'O'], 'offsets': [8, 8]}";
    assert_snapshot!(parse(twice), @"TypeError: Cannot create a NumPy dtype with overlapping object fields");
    let late = "{'names': ['a', 'b'], 'formats': ['i4', 'O'], 'offsets': [7, 0]}";
    assert_snapshot!(parse(late), @"TypeError: Cannot create a NumPy dtype with overlapping object fields");
    assert_snapshot!(parse("T,i4"), @"TypeError: StringDType is not currently supported for structured dtype fields.");
}

#[test]
fn structures() {
    let twice = DType::structured([("a", DType::I32), ("a", DType::I32)]).unwrap_err();
    assert_snapshot!(format!("{twice:?}"), @"ValueError: field 'a' occurs more than once");
    let default_name = DType::structured([("f1", DType::I32), ("", DType::I32)]).unwrap_err();
    assert_snapshot!(default_name, @"field 'f1' occurs more than once");
    let short = DType::structured_at([("a", DType::I32, 4)], Some(6)).unwrap_err();
    assert_snapshot!(short, @"NumPy dtype descriptor requires 8 bytes, cannot override to smaller itemsize of 6");
    let far = DType::structured_at([("a", DType::I32, usize::MAX)], None).unwrap_err();
    assert_snapshot!(format!("{far:?}"), @"ValueError: the structured dtype is too large: its size in bytes does not fit in memory");
    let huge = DType::structured_at([("a", DType::I8, 0)], Some(usize::MAX)).unwrap_err();
    assert_eq!(huge.downcast_ref(), Some(&DTypeError::TooLarge));
    let largest = DType::structured_at([("a", DType::I8, 0)], Some(isize::MAX as usize)).unwrap();
    assert_eq!(Scalar::I8(1).cast(&largest).unwrap_err().kind(), ErrorKind::Memory);
    let pair = DType::parse("i4,f8").unwrap();
    let missing = pair.subset(&["f0", "x"]).unwrap_err();
    assert_snapshot!(format!("{missing:?}"), @"KeyError: Field named 'x' not found.");
    assert_snapshot!(format!("{:?}", pair.try_field("x").unwrap_err()), @"ValueError: no field of name x");
}

#[test]
fn casts() {
    let refused = DType::F64.check_cast(&DType::I32, Casting::SameKind).unwrap_err();
    assert_snapshot!(format!("{refused:?}"), @"TypeError: Cannot cast array data from dtype('float64') to dtype('int32') according to the rule 'same_kind'");
    let order = DType::F64.swapped().check_cast(&DType::F64, Casting::No).unwrap_err();
    assert_snapshot!(order, @"Cannot cast array data from dtype('>f8') to dtype('float64') according to the rule 'no'");
    let record = Scalar::I8(1).cast(&DType::parse("i4,f8").unwrap()).unwrap();
    let number = record.cast(&DType::I32).unwrap_err();
    assert_snapshot!(number, @"Cannot cast array data from dtype([('f0', '<i4'), ('f1', '<f8')]) to dtype('int32') according to the rule 'unsafe'");
    assert_snapshot!("foo".parse::<Casting>().unwrap_err(), @"casting must be one of 'no', 'equiv', 'safe', 'same_kind', 'unsafe' (got 'foo')");
    let bytes = Scalar::I8(1).write_bytes(&DType::I32, &mut [0; 3]).unwrap_err();
    assert_snapshot!(bytes, @"an element of dtype('int32') has 4 bytes, not 3");
}

#[test]
fn promotion() {
    let pair = DType::parse("i4,f8").unwrap();
    let message = promote_types(&pair, &DType::I32).unwrap_err();
    assert_eq!(message.kind(), ErrorKind::Promotion);
    assert_snapshot!(message, @"The DTypes <class 'numpy.dtypes.VoidDType'> and <class 'numpy.dtypes.Int32DType'> do not have a common DType. For example they cannot be stored in a single array unless the dtype is `object`.");
    let message = result_type(&[(&pair).into(), Weak::Int(1).into()]).unwrap_err();
    assert_snapshot!(message, @"The DType <class 'numpy.dtypes.VoidDType'> could not be promoted by <class 'numpy.dtypes._PyLongDType'>. This means that no common DType exists for the given inputs. For example they cannot be stored in a single array unless the dtype is `object`. The full list of DTypes is: (<class 'numpy.dtypes.VoidDType'>, <class 'numpy.dtypes._PyLongDType'>)");
    let other = DType::structured([("a", DType::I32), ("b", DType::F64)]).unwrap();
    assert_snapshot!(promote_types(&pair, &other).unwrap_err(), @"field names `('f0', 'f1')` and `('a', 'b')` mismatch.");
    assert_snapshot!(format!("{:?}", result_type(&[]).unwrap_err()), @"ValueError: at least one array or dtype is required");
    let big = result_type(&[TypeArg::Weak(Weak::Int(1 << 64))]).unwrap_err();
    assert_snapshot!(format!("{big:?}"), @"OverflowError: Python int too large to convert to C long");
}

#[test]
fn literals() {
    #[track_caller]
    fn refuse(value: Weak, dtype: &str) -> String {
        format!("{:?}", Scalar::from_weak(value, &DType::parse(dtype).unwrap()).unwrap_err())
    }
    assert_snapshot!(refuse(Weak::Int(300), "u1"), @"OverflowError: Python integer 300 out of bounds for uint8");
    assert_snapshot!(refuse(Weak::Int(-1), "u8"), @"OverflowError: Python integer -1 out of bounds for uint64");
    assert_snapshot!(refuse(Weak::Int(1 << 40), "i4,f8"), @"OverflowError: Python integer 1099511627776 out of bounds for int32");
    assert_snapshot!(refuse(Weak::Float(f64::NAN), "i1"), @"ValueError: cannot convert float NaN to integer");
    assert_snapshot!(refuse(Weak::Float(f64::INFINITY), "i1"), @"OverflowError: cannot convert float infinity to integer");
    assert_snapshot!(refuse(Weak::Complex(Complex::new(0.0, 1.0)), "f4"), @"TypeError: float() argument must be a string or a real number, not 'complex'");
    assert_snapshot!(refuse(Weak::Complex(Complex::new(0.0, 1.0)), "i4"), @"TypeError: int() argument must be a string, a bytes-like object or a real number, not 'complex'");
}

#[test]
fn taking_values_out() {
    assert_snapshot!(Scalar::I64(300).get::<i8>().unwrap_err(), @"Python integer 300 out of bounds for int8");
    assert_snapshot!(Scalar::F64(2.5).get::<i64>().unwrap_err(), @"Cannot cast scalar from dtype('float64') to dtype('int64') according to the rule 'same_kind'");
    assert_snapshot!(Scalar::I64(1).get::<bool>().unwrap_err(), @"Cannot cast scalar from dtype('int64') to dtype('bool') according to the rule 'same_kind'");
    let record = Scalar::I8(1).cast(&DType::parse("f8,").unwrap()).unwrap();
    assert_snapshot!(record.get::<f64>().unwrap_err(), @"Cannot cast scalar from dtype([('f0', '<f8')]) to dtype('float64') according to the rule 'same_kind'");
}

#[test]
fn an_io_error_keeps_its_cause() {
    #[derive(Debug, thiserror::Error)]
    #[error("the disk is full")]
    struct Full;
    let error = Error::from(std::io::Error::other(Full));
    assert_eq!((error.kind(), error.to_string()), (ErrorKind::Io, "the disk is full".to_owned()));
    assert!(error.downcast_ref::<std::io::Error>().is_some());
    assert!(error.downcast_ref::<DTypeError>().is_none());
    // The message of the io error is that of its payload, so the chain continues behind both.
    assert!(error.source().is_none());
}

#[test]
fn errors_can_cross_threads() {
    fn sendable<T: Send + Sync + 'static>() -> usize {
        size_of::<T>()
    }
    assert_eq!(sendable::<Error>(), sendable::<usize>());
}
