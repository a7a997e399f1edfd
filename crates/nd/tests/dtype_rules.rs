//! The rules of casting, records and byte order, and times, by their numbers in the project's list of NumPy semantics (28 to
//! 50, 308 to 326, 338 to 353). Each says what NumPy 2.4.6 prints.

use nd::lib::recfunctions::{repack_fields, structured_to_unstructured};
use nd::prelude::*;
use nd::{
    Casting, DateTextOptions, DateTime64, TimeDelta64, TimeUnit, can_cast, datetime_as_string, result_type,
};

type Tested = Result<()>;

fn dtype(spelling: &str) -> DType {
    DType::parse(spelling).unwrap_or_else(|error| panic!("{spelling}: {error}"))
}

#[track_caller]
fn refused<T: std::fmt::Debug>(result: Result<T>, kind: ErrorKind, message: &str) {
    let error = result.expect_err(message);
    assert_eq!((error.kind(), error.to_string().as_str()), (kind, message));
}

#[track_caller]
fn casts(rule: Casting, pairs: &[(&str, &str, bool)]) {
    for (from, to, allowed) in pairs {
        assert_eq!(can_cast(&dtype(from), &dtype(to), rule), *allowed, "{from} to {to} under {rule}");
    }
}

#[test]
fn rule_28_safe_keeps_the_class_of_values() {
    let pairs = [
        ("i8", "f8", true),
        ("i8", "f4", false),
        ("u8", "i8", false),
        ("i4", "f4", false),
        ("i2", "f4", true),
    ];
    casts(Casting::Safe, &pairs);
    casts(Casting::Safe, &[("f8", "c8", false), ("?", "i1", true)]);
}

#[test]
fn rule_29_same_kind_narrows_and_climbs() {
    let pairs = [
        ("f8", "f4", true),
        ("f8", "i8", false),
        ("u8", "i8", true),
        ("i8", "u8", false),
        ("i8", "i1", true),
    ];
    casts(Casting::SameKind, &pairs);
    casts(Casting::SameKind, &[("c16", "f8", false), ("i8", "f2", true), ("i8", "?", false)]);
}

#[test]
fn rules_31_32_34_outputs_obey_the_rule() -> Tested {
    let (half, out) = (nd::array![1.5], nd::zeros(1, "i8")?);
    let message = "Cannot cast ufunc 'add' output from dtype('float64') to dtype('int64') with casting rule 'same_kind'";
    refused(nd::add::with(&half, &nd::array![2]).out(&out).run(), ErrorKind::UFuncType, message);
    nd::add::with(&half, &nd::array![-4]).out(&out).casting(Casting::Unsafe).run()?;
    assert_eq!(out.to_string(), "[-2]");
    Ok(())
}

#[test]
fn rules_35_to_38_and_40_assignment() -> Tested {
    let a = nd::zeros(2, "i8")?;
    a.assign(&nd::array![1.9, -1.9])?;
    assert_eq!(a.to_string(), "[ 1 -1]");
    let bytes = nd::zeros(2, "u1")?;
    refused(bytes.fill(300), ErrorKind::Overflow, "Python integer 300 out of bounds for uint8");
    bytes.assign(&nd::array![300, -1])?;
    assert_eq!(bytes.to_string(), "[ 44 255]");
    refused(a.fill(f64::NAN), ErrorKind::Value, "cannot convert float NaN to integer");
    let complex = nd::Complex::new(0.0, 1.0);
    let message = "float() argument must be a string or a real number, not 'complex'";
    refused(nd::zeros(1, "f8")?.fill(complex), ErrorKind::Type, message);
    Ok(())
}

#[test]
fn rules_39_41_43_44_casts_of_numbers() -> Tested {
    let wild = nd::array![f64::NAN, f64::INFINITY, 1e20].astype("i8")?;
    assert_eq!(wild.to_vec::<i64>()?, [i64::MIN; 3]);
    let complex = nd::array![1.0].astype("c16")?;
    assert_eq!(complex.astype("f8")?.to_string(), "[1.]");
    assert_eq!(nd::array![300, -1, 128].astype("i1")?.to_string(), "[  44   -1 -128]");
    let rounded = nd::array![16777217, 16777219].astype("f4")?.astype("i8")?;
    assert_eq!(rounded.to_string(), "[16777216 16777220]");
    Ok(())
}

#[test]
fn rules_47_49_text_and_numbers() -> Tested {
    let text = nd::array![0.1, 1e20, 1.0 / 3.0].astype("U")?;
    assert_eq!(format!("{text}"), "['0.1' '1e+20' '0.3333333333333333']");
    for (own, wide) in [("i8", "<U21"), ("f8", "<U32"), ("?", "<U5"), ("c16", "<U64")] {
        assert_eq!(nd::zeros(1, own)?.astype("U")?.dtype().descr_str(), wide);
    }
    let message = "invalid literal for int() with base 10: np.str_('1.5')";
    refused(nd::array!["1.5"].astype("i8"), ErrorKind::Value, message);
    Ok(())
}

#[test]
fn rule_308_records_are_packed_unless_aligned() -> Tested {
    assert_eq!(dtype("i1,i4").itemsize(), 5);
    let aligned = DType::parse_aligned("i1,i4")?;
    assert_eq!((aligned.itemsize(), aligned.alignment()), (8, 4));
    assert_eq!(aligned.field("f1").map(|field| field.offset), Some(4));
    Ok(())
}

#[test]
fn rules_310_311_fields_are_views() -> Tested {
    let a = nd::zeros(3, "i4,f8")?;
    let f1 = a.field("f1")?;
    f1.set(1, 5)?;
    assert_eq!((a.to_string(), f1.strides()), ("[(0, 0.) (0, 5.) (0, 0.)]".to_string(), &[12][..]));
    assert!(f1.shares_memory(&a));
    let a = nd::zeros(2, "i4,f8,i2")?;
    let both = a.fields(&["f0", "f2"])?;
    both.field("f2")?.fill(7)?;
    assert_eq!((both.itemsize(), both.dtype().field("f2").map(|field| field.offset)), (14, Some(12)));
    assert_eq!(a.field("f2")?.to_string(), "[7 7]");
    Ok(())
}

#[test]
fn rule_313_sub_arrays_append_their_shape() -> Tested {
    let a = nd::zeros(2, DType::structured([("x", "(3,2)f4")])?)?;
    assert_eq!((a.field("x")?.shape(), a.dtype().fields()[0].dtype.shape()), (&[2, 3, 2][..], &[3, 2][..]));
    assert_eq!(nd::zeros(2, "(3,)i4")?.shape(), [2, 3]);
    a.field("x")?.fill(1.5)?;
    assert_eq!(a.slice(0)?.to_string(), "([[1.5, 1.5], [1.5, 1.5], [1.5, 1.5]],)");
    Ok(())
}

#[test]
fn rule_314_assignment_goes_by_position() -> Tested {
    let a = nd::zeros(2, "i4,f8")?;
    a.slice(0)?.field("f0")?.fill(1)?;
    a.slice(0)?.field("f1")?.fill(2.5)?;
    a.slice(1)?.fill(7)?;
    let b = nd::zeros(2, DType::structured([("p", "f8"), ("q", "i4")])?)?;
    b.assign(&a)?;
    assert_eq!((a.to_string(), b.to_string()), ("[(1, 2.5) (7, 7. )]".into(), "[(1., 2) (7., 7)]".into()));
    Ok(())
}

#[test]
fn rules_316_317_records_are_compared_and_not_added() -> Tested {
    let a = nd::zeros(2, "i4,i4")?;
    a.slice(1)?.fill(3)?;
    let b = nd::zeros(2, "i8,f4")?;
    assert_eq!(nd::equal(&a, &b)?.to_string(), "[ True False]");
    assert_eq!(nd::not_equal(&a, &b)?.to_string(), "[False  True]");
    let message = "ufunc 'add' did not contain a loop with signature matching types (dtype([('f0', '<i4'), ('f1', '<i4')]), \
                   dtype('int64')) -> None";
    refused(nd::add(&a, 1), ErrorKind::UFuncType, message);
    Ok(())
}

#[test]
fn rules_319_320_322_names_offsets_text() -> Tested {
    refused(
        DType::structured([("a", "i4"), ("a", "i4")]),
        ErrorKind::Value,
        "field 'a' occurs more than once",
    );
    let union = DType::structured_at([("lo", "u1", 0), ("all", "u2", 0)], Some(4))?;
    let a = nd::zeros(1, &union)?;
    a.field("all")?.fill(258)?;
    assert_eq!((a.field("lo")?.to_string(), union.itemsize()), ("[2]".to_string(), 4));
    let aligned = DType::parse_aligned("i1,i4")?;
    assert_eq!(format!("{aligned:?}"), "dtype([('f0', 'i1'), ('f1', '<i4')], align=True)");
    Ok(())
}

#[test]
fn rules_323_325_byte_order() -> Tested {
    let (big, little) = (nd::array![5].astype(">u2")?, nd::array![5].astype("<u2")?);
    assert_eq!((big.tobytes()?, little.tobytes()?), (vec![0, 5], vec![5, 0]));
    assert!(nd::array_equal(&big, &little)?);
    let swapped = nd::array![1.0, 2.0].astype(">f4")?;
    assert_eq!(nd::multiply(&swapped, 2)?.dtype().descr_str(), "<f4");
    assert_eq!(swapped.slice(..1)?.dtype().descr_str(), ">f4");
    assert_eq!(swapped.copy()?.dtype().descr_str(), ">f4");
    Ok(())
}

#[test]
fn rule_326_records_and_plain_arrays() -> Tested {
    let a = nd::zeros(1, "i4,f8")?;
    a.field("f0")?.fill(1)?;
    a.field("f1")?.fill(2.5)?;
    assert_eq!(structured_to_unstructured(&a, None)?.to_string(), "[[1.  2.5]]");
    let aligned = nd::zeros(1, DType::parse_aligned("i1,i4")?)?;
    assert_eq!(repack_fields(&aligned, false, false)?.itemsize(), 5);
    Ok(())
}

#[test]
fn rules_338_341_common_units() -> Tested {
    let common = |a: &str, b: &str| result_type(&[(&dtype(a)).into(), (&dtype(b)).into()]);
    assert_eq!(common("M8[D]", "M8[h]")?.descr_str(), "<M8[h]");
    assert_eq!(common("m8[6s]", "m8[4s]")?.descr_str(), "<m8[2s]");
    let (month, day) = (TimeDelta64::new(1, TimeUnit::Month), TimeDelta64::new(1, TimeUnit::Day));
    let message = "Cannot get a common metadata divisor for Numpy datetime metadata [M] and [D] because they have \
                   incompatible nonlinear base time units.";
    refused(nd::add(month, day), ErrorKind::Type, message);
    Ok(())
}

#[test]
fn rule_340_months_are_days_for_dates_only() -> Tested {
    let february: DateTime64 = "2020-02".parse()?;
    assert_eq!(february.to(TimeUnit::Day)?.to_string(), "2020-02-01");
    let last = nd::add("2020-02-29".parse::<DateTime64>()?, TimeDelta64::new(1, TimeUnit::Day))?;
    assert_eq!(last.to_string(), "2020-03-01");
    Ok(())
}

#[test]
fn rule_344_quotients_of_spans() -> Tested {
    let (t, u) = (TimeDelta64::new(7, TimeUnit::Second), TimeDelta64::new(2, TimeUnit::Second));
    assert_eq!(nd::divide(t, u)?.item::<f64>()?, 3.5);
    assert_eq!(nd::floor_divide(t, u)?.item::<i64>()?, 3);
    let rest = [nd::remainder(t, u)?, nd::multiply(t, 0.5)?, nd::divide(t, 2)?];
    assert_eq!(rest.map(|span| span.to_string()), ["1 seconds", "3 seconds", "3 seconds"]);
    Ok(())
}

#[test]
fn rule_346_ranges_of_dates() -> Tested {
    let (from, to) = ("2020-01".parse::<DateTime64>()?, "2020-04".parse::<DateTime64>()?);
    let months = format!("{:?}", nd::arange((from, to)));
    assert_eq!(months, "array(['2020-01', '2020-02', '2020-03'], dtype='datetime64[M]')");
    Ok(())
}

#[test]
fn rule_347_times_are_printed_in_columns() -> Tested {
    let dates = nd::array!["2020-01-01", "NaT"].astype("M8[D]")?;
    assert_eq!(dates.to_string(), "['2020-01-01'        'NaT']");
    assert_eq!(nd::array![1, 100].astype("m8[s]")?.to_string(), "[  1 100]");
    assert_eq!(format!("{:?}", dates.slice(..1)?), "array(['2020-01-01'], dtype='datetime64[D]')");
    Ok(())
}

#[test]
fn rule_349_bad_text() {
    refused("x".parse::<DateTime64>(), ErrorKind::Value, "Error parsing datetime string \"x\" at position 0");
}

#[test]
fn rule_350_text_of_dates() -> Tested {
    let text = |date: &str, dtype: &str, options: DateTextOptions| -> Result<String> {
        Ok(datetime_as_string(&nd::array![date].astype(dtype)?, options)?.to_string())
    };
    let options = DateTextOptions::new();
    let days = options.unit(TimeUnit::Day).casting(Casting::Unsafe);
    assert_eq!(text("2020-01-02T03:04", "M8[m]", days)?, "['2020-01-02']");
    assert_eq!(text("2020-01-02", "M8[D]", options.unit(TimeUnit::Second))?, "['2020-01-02T00:00:00']");
    assert_eq!(text("2020-01-02T03", "M8[h]", options.utc())?, "['2020-01-02T03Z']");
    Ok(())
}

#[test]
fn rule_352_dates_have_no_mean() -> Tested {
    let dates = nd::array!["2020"].astype("M8[D]")?;
    let message = "ufunc 'add' cannot use operands with types dtype('<M8[D]') and dtype('<M8[D]')";
    refused(dates.mean(..), ErrorKind::UFuncType, message);
    assert_eq!(nd::array![1, 2, 4].astype("m8[s]")?.mean(..)?.to_string(), "2 seconds");
    Ok(())
}

#[test]
fn rule_353_finer_units_wrap() -> Tested {
    let far = nd::array!["9999999999-01-01"].astype("M8[D]")?.astype("M8[ns]")?;
    assert_eq!(far.to_string(), "['1727-12-10T22:44:06.479749120']");
    Ok(())
}
