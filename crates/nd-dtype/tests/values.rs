//! Elements, scalars and records: what goes in comes out, at any alignment and in either byte order.

use nd_dtype::format::Literal;
use nd_dtype::{Bool8, ByteOrder, Complex, DType, Element, IntoDType, Num, Plain, Scalar, f16};
use std::collections::HashSet;

#[track_caller]
fn round_trip<T: Element + TryFrom<Scalar, Error = nd_dtype::Error>>(value: T) {
    let size = T::DTYPE.itemsize();
    // One byte of displacement makes every wider element misaligned on one of the two tries.
    for start in 0..2 {
        let mut bytes = [0xaa; 18];
        value.store(&mut bytes[start..start + size]);
        assert_eq!(T::load(&bytes[start..start + size]), value);
        assert_eq!(Scalar::from_bytes(&T::DTYPE, &bytes[start..start + size]), value.into());
        assert!(bytes[start + size..].iter().all(|&byte| byte == 0xaa), "a store wrote past its element");
    }
    let scalar: Scalar = value.into();
    assert_eq!(scalar.dtype(), T::DTYPE);
    assert_eq!(scalar.num(), Some(T::NUM));
    assert_eq!(T::try_from(scalar).unwrap(), value);
}

#[test]
fn every_element_type_round_trips() {
    round_trip(true);
    round_trip(-5_i8);
    round_trip(200_u8);
    round_trip(-30_000_i16);
    round_trip(60_000_u16);
    round_trip(i32::MIN);
    round_trip(u32::MAX);
    round_trip(i64::MIN);
    round_trip(u64::MAX);
    round_trip(f16::from_f64(-0.1));
    round_trip(1e-40_f32);
    round_trip(f64::MAX);
    round_trip(Complex::new(1.5_f32, -2.0));
    round_trip(Complex::new(1.5_f64, -2.0));
}

#[test]
fn any_nonzero_byte_is_true() {
    assert!(bool::load(&[2]));
    assert_eq!(Scalar::from_bytes(&DType::BOOL, &[255]), Scalar::Bool(true));
    assert_eq!(bytemuck::cast_slice::<u8, Bool8>(&[0, 7]), [Bool8::new(false), Bool8::new(true)]);
}

#[test]
fn plain_types_can_be_lent() {
    fn lend<T: Plain>(bytes: &[u8]) -> Option<&[T]> {
        bytemuck::try_cast_slice(bytes).ok()
    }
    assert_eq!(lend::<u8>(&[1, 2]), Some(&[1, 2][..]));
    assert_eq!(lend::<i16>(&[0; 3]), None);
}

#[test]
fn taking_a_value_out_checks_its_range_and_kind() {
    assert_eq!(Scalar::U64(255).get::<u8>().unwrap(), 255);
    assert_eq!(Scalar::I8(-1).get::<i64>().unwrap(), -1);
    assert!(Scalar::I8(-1).get::<u64>().is_err());
    assert!(Scalar::U64(u64::MAX).get::<i64>().is_err());
    assert_eq!(Scalar::I32(7).get::<f32>().unwrap(), 7.0);
    assert_eq!(Scalar::Bool(true).get::<i8>().unwrap(), 1);
    assert_eq!(Scalar::F64(0.1).get::<f32>().unwrap(), 0.1_f32);
    assert_eq!(Scalar::F64(0.1).get::<Complex<f64>>().unwrap(), Complex::new(0.1, 0.0));
    assert!(Scalar::C128(Complex::new(1.0, 0.0)).get::<f64>().is_err());
}

#[test]
fn a_number_goes_to_every_field_and_padding_is_left_alone() {
    let dtype =
        DType::structured_at([("a", DType::parse(">i2").unwrap(), 1), ("b", DType::U8, 4)], Some(6)).unwrap();
    let mut bytes = [9; 6];
    Scalar::F64(258.7).write_bytes(&dtype, &mut bytes).unwrap();
    assert_eq!(bytes, [9, 1, 2, 9, 2, 9]);
}

#[test]
fn records_match_by_position() {
    let from = DType::structured([("x", DType::F64), ("y", DType::I32)]).unwrap();
    let to = DType::parse(">i4,f8").unwrap();
    let mut bytes = vec![0; from.itemsize()];
    2.5_f64.store(&mut bytes[..8]);
    7_i32.store(&mut bytes[8..]);
    let record = Scalar::from_bytes(&from, &bytes).cast(&to).unwrap();
    assert_eq!(record.to_string(), "(2, 7.0)");
    let Scalar::Record(record) = record else { panic!("a record became a number") };
    assert_eq!(record.bytes()[..4], [0, 0, 0, 2]);
    assert_eq!((record.len(), record.is_empty(), record.dtype()), (2, false, &to));
    assert_eq!(record.iter().collect::<Vec<_>>(), [Scalar::I32(2), Scalar::F64(7.0)]);
    assert_eq!((record.item(2), record.field("x")), (None, None));
}

#[test]
fn records_are_compared_without_their_padding() {
    let dtype = DType::structured_at([("a", DType::U8, 0)], Some(2)).unwrap();
    assert_eq!(Scalar::from_bytes(&dtype, &[1, 5]), Scalar::from_bytes(&dtype, &[1, 6]));
    assert_ne!(Scalar::from_bytes(&dtype, &[1, 5]), Scalar::from_bytes(&dtype, &[2, 5]));
    assert_ne!(Scalar::from_bytes(&dtype, &[1, 5]), Scalar::U8(1));
}

#[test]
fn equal_dtypes_are_one_key() {
    let spellings = ["i4", "int32", "<i4", "=i4", "intc", "i"];
    let keys: HashSet<DType> = spellings.iter().map(|s| s.into_dtype().unwrap()).collect();
    assert_eq!(keys.len(), 1);
    let aligned = DType::structured_aligned([("a", DType::I32), ("b", DType::F32)]).unwrap();
    let packed = DType::structured([("a", DType::I32), ("b", DType::F32)]).unwrap();
    assert_eq!(HashSet::from([aligned, packed]).len(), 1);
}

#[test]
fn byte_order_is_dropped_where_it_means_nothing() {
    for order in [ByteOrder::Little, ByteOrder::Big] {
        for num in Num::ALL {
            let dtype = DType::with_order(num, order);
            let swapped = num.size() > 1 && order != ByteOrder::NATIVE;
            assert_eq!(dtype.native_num(), (!swapped).then_some(num));
            assert_eq!(dtype.num(), Some(num));
            assert_eq!(dtype.newbyteorder(ByteOrder::NATIVE), DType::from_num(num));
        }
    }
}

#[test]
fn descr_round_trips() {
    let aligned =
        DType::structured_aligned([("a", DType::I8), ("b", DType::C128), ("c", DType::U16)]).unwrap();
    assert_eq!(
        aligned.descr().unwrap(),
        "[('a', '|i1'), ('', '|V7'), ('b', '<c16'), ('c', '<u2'), ('', '|V6')]"
    );
    let literal = Literal::parse(&aligned.descr().unwrap()).unwrap();
    assert_eq!(DType::from_descr(&literal).unwrap(), aligned);
}

#[test]
fn names_and_fields_are_read_in_order() {
    let dtype = DType::parse("i4,>f8").unwrap();
    assert_eq!(dtype.names().unwrap().collect::<Vec<_>>(), ["f0", "f1"]);
    assert_eq!(dtype.fields()[1].range(), 4..12);
    assert_eq!(dtype.field("f1").unwrap().dtype, DType::F64.swapped());
    assert!(DType::F64.names().is_none() && DType::F64.fields().is_empty());
}

#[test]
fn absurd_format_options_are_bounded() {
    use nd_dtype::format::FloatFormat;
    let most = Some(usize::MAX);
    let format = FloatFormat {
        min_digits: most,
        pad_left: most,
        pad_right: most,
        exp_digits: most,
        ..FloatFormat::default()
    };
    for format in [
        format,
        FloatFormat { unique: false, precision: most, ..format },
        FloatFormat { precision: most, ..format },
    ] {
        for x in [0.0, 5e-324, -1.5, f64::MAX] {
            for text in [format.positional(x), format.scientific(x)] {
                assert!(text.len() < 70_000, "{} bytes", text.len());
                assert_eq!(text.trim().parse(), Ok(x));
            }
        }
    }
}

/// `[(n, w, np.binary_repr(n, w)) for ...]` and `np.base_repr`, NumPy 2.4.6.
#[test]
fn integers_in_other_bases() {
    use nd_dtype::format::{base_repr, binary_repr};
    let cases = BINARY_CASES;
    for (number, width, expected) in cases {
        let found = binary_repr(number, width).unwrap_or_else(|error| format!("!{error}"));
        assert_eq!(found, expected, "binary_repr({number}, {width:?})");
    }
    for (number, base, padding, expected) in BASE_CASES {
        let found = base_repr(number, base, padding).unwrap_or_else(|error| format!("!{error}"));
        assert_eq!(found, expected, "base_repr({number}, {base}, {padding})");
    }
}

#[rustfmt::skip]
const BINARY_CASES: [(i64, Option<usize>, &str); 104] = [
    (0, None, "0"),
    (0, Some(1), "0"),
    (0, Some(3), "000"),
    (0, Some(4), "0000"),
    (0, Some(8), "00000000"),
    (0, Some(9), "000000000"),
    (0, Some(64), "0000000000000000000000000000000000000000000000000000000000000000"),
    (0, Some(70), "0000000000000000000000000000000000000000000000000000000000000000000000"),
    (1, None, "1"),
    (1, Some(1), "1"),
    (1, Some(3), "001"),
    (1, Some(4), "0001"),
    (1, Some(8), "00000001"),
    (1, Some(9), "000000001"),
    (1, Some(64), "0000000000000000000000000000000000000000000000000000000000000001"),
    (1, Some(70), "0000000000000000000000000000000000000000000000000000000000000000000001"),
    (5, None, "101"),
    (5, Some(1), "!Insufficient bit width=1 provided for binwidth=3"),
    (5, Some(3), "101"),
    (5, Some(4), "0101"),
    (5, Some(8), "00000101"),
    (5, Some(9), "000000101"),
    (5, Some(64), "0000000000000000000000000000000000000000000000000000000000000101"),
    (5, Some(70), "0000000000000000000000000000000000000000000000000000000000000000000101"),
    (-1, None, "-1"),
    (-1, Some(1), "1"),
    (-1, Some(3), "111"),
    (-1, Some(4), "1111"),
    (-1, Some(8), "11111111"),
    (-1, Some(9), "111111111"),
    (-1, Some(64), "1111111111111111111111111111111111111111111111111111111111111111"),
    (-1, Some(70), "1111111111111111111111111111111111111111111111111111111111111111111111"),
    (-2, None, "-10"),
    (-2, Some(1), "!Insufficient bit width=1 provided for binwidth=2"),
    (-2, Some(3), "110"),
    (-2, Some(4), "1110"),
    (-2, Some(8), "11111110"),
    (-2, Some(9), "111111110"),
    (-2, Some(64), "1111111111111111111111111111111111111111111111111111111111111110"),
    (-2, Some(70), "1111111111111111111111111111111111111111111111111111111111111111111110"),
    (-4, None, "-100"),
    (-4, Some(1), "!Insufficient bit width=1 provided for binwidth=3"),
    (-4, Some(3), "100"),
    (-4, Some(4), "1100"),
    (-4, Some(8), "11111100"),
    (-4, Some(9), "111111100"),
    (-4, Some(64), "1111111111111111111111111111111111111111111111111111111111111100"),
    (-4, Some(70), "1111111111111111111111111111111111111111111111111111111111111111111100"),
    (-5, None, "-101"),
    (-5, Some(1), "!Insufficient bit width=1 provided for binwidth=4"),
    (-5, Some(3), "!Insufficient bit width=3 provided for binwidth=4"),
    (-5, Some(4), "1011"),
    (-5, Some(8), "11111011"),
    (-5, Some(9), "111111011"),
    (-5, Some(64), "1111111111111111111111111111111111111111111111111111111111111011"),
    (-5, Some(70), "1111111111111111111111111111111111111111111111111111111111111111111011"),
    (-8, None, "-1000"),
    (-8, Some(1), "!Insufficient bit width=1 provided for binwidth=4"),
    (-8, Some(3), "!Insufficient bit width=3 provided for binwidth=4"),
    (-8, Some(4), "1000"),
    (-8, Some(8), "11111000"),
    (-8, Some(9), "111111000"),
    (-8, Some(64), "1111111111111111111111111111111111111111111111111111111111111000"),
    (-8, Some(70), "1111111111111111111111111111111111111111111111111111111111111111111000"),
    (255, None, "11111111"),
    (255, Some(1), "!Insufficient bit width=1 provided for binwidth=8"),
    (255, Some(3), "!Insufficient bit width=3 provided for binwidth=8"),
    (255, Some(4), "!Insufficient bit width=4 provided for binwidth=8"),
    (255, Some(8), "11111111"),
    (255, Some(9), "011111111"),
    (255, Some(64), "0000000000000000000000000000000000000000000000000000000011111111"),
    (255, Some(70), "0000000000000000000000000000000000000000000000000000000000000011111111"),
    (-128, None, "-10000000"),
    (-128, Some(1), "!Insufficient bit width=1 provided for binwidth=8"),
    (-128, Some(3), "!Insufficient bit width=3 provided for binwidth=8"),
    (-128, Some(4), "!Insufficient bit width=4 provided for binwidth=8"),
    (-128, Some(8), "10000000"),
    (-128, Some(9), "110000000"),
    (-128, Some(64), "1111111111111111111111111111111111111111111111111111111110000000"),
    (-128, Some(70), "1111111111111111111111111111111111111111111111111111111111111110000000"),
    (-129, None, "-10000001"),
    (-129, Some(1), "!Insufficient bit width=1 provided for binwidth=9"),
    (-129, Some(3), "!Insufficient bit width=3 provided for binwidth=9"),
    (-129, Some(4), "!Insufficient bit width=4 provided for binwidth=9"),
    (-129, Some(8), "!Insufficient bit width=8 provided for binwidth=9"),
    (-129, Some(9), "101111111"),
    (-129, Some(64), "1111111111111111111111111111111111111111111111111111111101111111"),
    (-129, Some(70), "1111111111111111111111111111111111111111111111111111111111111101111111"),
    (9223372036854775807, None, "111111111111111111111111111111111111111111111111111111111111111"),
    (9223372036854775807, Some(1), "!Insufficient bit width=1 provided for binwidth=63"),
    (9223372036854775807, Some(3), "!Insufficient bit width=3 provided for binwidth=63"),
    (9223372036854775807, Some(4), "!Insufficient bit width=4 provided for binwidth=63"),
    (9223372036854775807, Some(8), "!Insufficient bit width=8 provided for binwidth=63"),
    (9223372036854775807, Some(9), "!Insufficient bit width=9 provided for binwidth=63"),
    (9223372036854775807, Some(64), "0111111111111111111111111111111111111111111111111111111111111111"),
    (9223372036854775807, Some(70), "0000000111111111111111111111111111111111111111111111111111111111111111"),
    (i64::MIN, None, "-1000000000000000000000000000000000000000000000000000000000000000"),
    (i64::MIN, Some(1), "!Insufficient bit width=1 provided for binwidth=64"),
    (i64::MIN, Some(3), "!Insufficient bit width=3 provided for binwidth=64"),
    (i64::MIN, Some(4), "!Insufficient bit width=4 provided for binwidth=64"),
    (i64::MIN, Some(8), "!Insufficient bit width=8 provided for binwidth=64"),
    (i64::MIN, Some(9), "!Insufficient bit width=9 provided for binwidth=64"),
    (i64::MIN, Some(64), "1000000000000000000000000000000000000000000000000000000000000000"),
    (i64::MIN, Some(70), "1111111000000000000000000000000000000000000000000000000000000000000000"),
];

#[rustfmt::skip]
const BASE_CASES: [(i64, u32, usize, &str); 36] = [
    (0, 2, 0, "0"),
    (0, 16, 0, "0"),
    (0, 36, 2, "00"),
    (0, 7, 3, "000"),
    (0, 1, 0, "!Bases less than 2 not handled in base_repr."),
    (0, 37, 0, "!Bases greater than 36 not handled in base_repr."),
    (5, 2, 0, "101"),
    (5, 16, 0, "5"),
    (5, 36, 2, "005"),
    (5, 7, 3, "0005"),
    (5, 1, 0, "!Bases less than 2 not handled in base_repr."),
    (5, 37, 0, "!Bases greater than 36 not handled in base_repr."),
    (-5, 2, 0, "-101"),
    (-5, 16, 0, "-5"),
    (-5, 36, 2, "-005"),
    (-5, 7, 3, "-0005"),
    (-5, 1, 0, "!Bases less than 2 not handled in base_repr."),
    (-5, 37, 0, "!Bases greater than 36 not handled in base_repr."),
    (255, 2, 0, "11111111"),
    (255, 16, 0, "FF"),
    (255, 36, 2, "0073"),
    (255, 7, 3, "000513"),
    (255, 1, 0, "!Bases less than 2 not handled in base_repr."),
    (255, 37, 0, "!Bases greater than 36 not handled in base_repr."),
    (123456789, 2, 0, "111010110111100110100010101"),
    (123456789, 16, 0, "75BCD15"),
    (123456789, 36, 2, "0021I3V9"),
    (123456789, 7, 3, "0003026236221"),
    (123456789, 1, 0, "!Bases less than 2 not handled in base_repr."),
    (123456789, 37, 0, "!Bases greater than 36 not handled in base_repr."),
    (i64::MIN, 2, 0, "-1000000000000000000000000000000000000000000000000000000000000000"),
    (i64::MIN, 16, 0, "-8000000000000000"),
    (i64::MIN, 36, 2, "-001Y2P0IJ32E8E8"),
    (i64::MIN, 7, 3, "-00022341010611245052052301"),
    (i64::MIN, 1, 0, "!Bases less than 2 not handled in base_repr."),
    (i64::MIN, 37, 0, "!Bases greater than 36 not handled in base_repr."),
];
