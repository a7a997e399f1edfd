//! Values: their text, their conversion to every dtype, and what literals may become.

use crate::table::{bytes, check_rows, dtype, failure, rows, same, text};
use nd_dtype::{Complex, DType, Scalar, Temporal, Weak, cast_element, datetime_unit, f16};

#[test]
fn scalars_print_as_in_numpy() {
    check_rows(include_str!("scalars.tsv"), |row| {
        let scalar = Scalar::from_bytes(&dtype(row[0]), &bytes(row[1]));
        same(&scalar.to_string(), &text(row[2]), || format!("str of {} {}", row[0], row[1]))?;
        same(&format!("{scalar:?}"), &text(row[3]), || format!("repr of {} {}", row[0], row[1]))
    });
}

/// Every `float16` there is, by the hash of all texts.
#[test]
fn every_half_prints_as_in_numpy() {
    let mut hash = 0xcbf29ce484222325_u64;
    for pattern in 0..=u16::MAX {
        for byte in format!("{}\n", Scalar::F16(f16::from_bits(pattern))).bytes() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x100000001b3);
        }
    }
    assert_eq!(format!("{hash:016x}"), include_str!("every_half.tsv").trim());
}

#[test]
fn values_convert_as_astype_does() {
    for row in rows(include_str!("conversions.tsv")) {
        let scalar = Scalar::from_bytes(&dtype(row[0]), &bytes(row[1]));
        let to = dtype(row[2]);
        for (to, expected) in [(to.clone(), row[3]), (to.swapped(), row[4])] {
            let mut found = vec![0; to.itemsize()];
            scalar.write_bytes(&to, &mut found).expect("a cast between numbers");
            assert_eq!(found, bytes(expected), "{scalar:?} to {to:?}");
        }
    }
}

fn literal(spec: &str) -> Weak {
    let mut words = spec.split(' ');
    let mut next = || words.next().expect("a word");
    match next() {
        "int" => Weak::Int(next().parse().expect("an integer")),
        "float" => Weak::Float(next().parse().expect("a float")),
        _ => Weak::Complex(Complex::new(next().parse().expect("a float"), next().parse().expect("a float"))),
    }
}

#[test]
fn literals_are_checked_as_python_numbers_are() {
    for row in rows(include_str!("literals.tsv")) {
        let to = dtype(row[1]);
        let expected = text(row[2]);
        match Scalar::from_weak(literal(row[0]), &to) {
            Err(error) => assert_eq!(failure(&error), expected, "{} to {to:?}", row[0]),
            Ok(scalar) => {
                let mut found = vec![0; to.itemsize()];
                scalar.write_bytes(&to, &mut found).expect("its own dtype");
                assert_eq!(found, bytes(&expected), "{} to {to:?}", row[0]);
                assert_eq!(scalar.dtype(), to);
            }
        }
    }
}

#[test]
fn scalars_survive_bytes_in_either_order() {
    for row in rows(include_str!("scalars.tsv")) {
        let dtype: DType = dtype(row[0]);
        let scalar = Scalar::from_bytes(&dtype, &bytes(row[1]));
        let mut swapped = vec![0; dtype.itemsize()];
        scalar.write_bytes(&dtype.swapped(), &mut swapped).expect("the same kind");
        let mut back = vec![0; dtype.itemsize()];
        Scalar::from_bytes(&dtype.swapped(), &swapped).write_bytes(&dtype, &mut back).expect("the same kind");
        assert_eq!(back, bytes(row[1]), "{scalar:?}");
    }
}

#[test]
fn text_is_cast_as_astype_casts_it() {
    check_casts(include_str!("texts.tsv"));
}

/// Semantic rules 340, 349 and 353 among them.
#[test]
fn times_are_cast_as_astype_casts_them() {
    check_casts(include_str!("moments.tsv"));
}

/// `source\tbytes\ttarget\tthe dtype and bytes that astype gives`.
#[track_caller]
fn check_casts(table: &'static str) {
    check_rows(table, |row| {
        let (from, wanted) = (dtype(row[0]), dtype(row[2]));
        let source = bytes(row[1]);
        let cast = wanted.adapted_to(&from).and_then(|mut to| {
            if from.is_text() && matches!(to.temporal(), Some(Temporal::DateTime(own)) if own.is_generic()) {
                to = DType::datetime(datetime_unit(&from, [&source[..]].into_iter())?);
            }
            let mut target = vec![0; to.itemsize()];
            cast_element(&from, &source, &to, &mut target)?;
            let hex: String = target.iter().map(|byte| format!("{byte:02x}")).collect();
            Ok(if to.struct_type().is_some() { hex } else { format!("{} {hex}", to.descr_str()) })
        });
        let found = cast.unwrap_or_else(|error| failure(&error));
        let what = || format!("{from:?} {:?} to {wanted:?}", Scalar::from_bytes(&from, &source));
        same(&found, &text(row[3]), what)
    });
}
