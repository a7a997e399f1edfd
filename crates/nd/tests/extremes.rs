//! Arguments at the ends of their ranges: errors, or what NumPy 2.4.6 gives, and never a panic.

use nd::prelude::*;
use nd::{BincountOptions, BusDayCalendar, ErrorKind, HistogramddOptions, Object, Pad, Unique};

#[track_caller]
fn fails<T: core::fmt::Debug>(found: Result<T>, expected: &str) {
    assert_eq!(format!("{:?}", found.unwrap_err()), expected);
}

fn days(first: i64, last: i64) -> Array {
    nd::array![first, last].view_as("M8[D]").unwrap()
}

#[test]
fn business_days_at_the_ends_of_time() {
    let calendar = BusDayCalendar::default();
    // More business days than can be counted: some number, at once.
    let all = days(i64::MIN + 1, i64::MAX);
    assert!(nd::busday_count(&all.slice(0).unwrap(), &all.slice(1).unwrap(), &calendar).is_ok());
    let all = days(0, i64::MAX);
    let (first, last) = (all.slice(0).unwrap(), all.slice(1).unwrap());
    let count = nd::busday_count(&first, &last, &calendar).unwrap().item::<i64>().unwrap();
    // Five of every seven days; both ends lie within a week of the whole ones.
    assert!((count - i64::MAX / 7 * 5).abs() <= 5, "{count}");
    let back = nd::busday_count(&last, &first, &calendar).unwrap().item::<i64>().unwrap();
    assert!((back + count).abs() <= 1, "{back}");
    let next = nd::busday_offset(&last, &nd::array![1], nd::Roll::Forward).unwrap();
    assert_eq!(next.shape(), [1]);
}

#[test]
fn sizes_that_cannot_be_are_errors() {
    assert!(nd::kaiser(usize::MAX, 1.0).is_err() && nd::bartlett(1 << 62).is_err());
    let x = nd::array![1, 2, 3];
    assert!(nd::pad(&x, usize::MAX, Pad::Edge).is_err());
    assert!(nd::pad(&x, 1 << 62, Pad::Wrap).is_err());
    fails(
        nd::rot90(&nd::zeros((2, 2), "f8").unwrap(), 1, [isize::MIN, 1]),
        "ValueError: Axes=(-9223372036854775808, 1) out of range for array of ndim=2.",
    );
    fails(
        nd::insert(&x, [i64::MAX, i64::MAX], 0, ..),
        "IndexError: index 9223372036854775807 is out of bounds for axis 0 with size 5",
    );
    assert_eq!(
        nd::bincount(&nd::array![i64::MAX], BincountOptions::new()).unwrap_err().kind(),
        ErrorKind::Memory
    );
    fails(
        nd::bincount(&Array::from_vec(vec![1_u64 << 63]).unwrap(), BincountOptions::new()),
        "ValueError: 'list' argument must have no negative elements",
    );
    let none = nd::zeros(0, "f8").unwrap();
    fails(
        nd::histogramdd(&nd::array![[0.5]], HistogramddOptions::from(&none).density()),
        "IndexError: index -1 is out of bounds for axis 0 with size 0",
    );
    assert!(nd::histogram_bin_edges(&nd::array![0.0, 1e-200, 2e-200, 3e-200, 1e200], "fd").is_err());
    assert!(nd::histogram(&nd::zeros(3, "f4").unwrap(), i64::MAX as usize).is_err());
}

#[test]
fn texts_that_no_memory_holds_are_errors() {
    let long = nd::multiply(&nd::array![Object::from("ab")], 1_i64 << 60);
    assert_eq!(long.unwrap_err().kind(), ErrorKind::Memory);
    let text = nd::array!["ab"].astype("T").unwrap();
    assert_eq!(nd::multiply(&text, 1_i64 << 60).unwrap_err().kind(), ErrorKind::Memory);
    // More positions than can be counted, none of which lies in memory.
    let wide = nd::array![[Object::from(1)]].broadcast_to((1_usize << 32, 1)).unwrap();
    let tall = nd::array![[true]].broadcast_to((1, 1_usize << 32)).unwrap();
    let compared = nd::equal::with(&wide, &nd::array![1]).where_(&tall).run();
    assert!(compared.is_err());
}

#[test]
fn starts_of_stretches_are_integers() {
    let refused = nd::add::reduceat(&nd::arange(3), &nd::array![0.5], ..);
    fails(
        refused,
        "TypeError: Cannot cast array data from dtype('float64') to dtype('int64') according to the rule 'safe'",
    );
}

#[test]
fn distinct_elements_are_told_apart_as_values() {
    let records = nd::zeros(2, "i4,i4").unwrap();
    records.field("f1").unwrap().assign(nd::array![2, 3]).unwrap();
    let view = records.fields(&["f0"]).unwrap();
    assert_eq!(nd::unique(&view).unwrap().size(), 1);
    let counted = Unique::of(&view).counts().run().unwrap();
    assert_eq!((counted.values.size(), counted.counts.unwrap().to_string()), (1, "[2]".into()));
    let zeros = nd::zeros(2, "f8,").unwrap();
    zeros.field("f0").unwrap().assign(nd::array![-0.0, 0.0]).unwrap();
    assert_eq!(nd::unique(&zeros).unwrap().size(), 1);
    let nat = nd::array![i64::MIN, i64::MIN].view_as("M8[s]").unwrap();
    let distinct = |unique: Unique<'_>| unique.run().unwrap().values.size();
    assert_eq!(nd::unique(&nat).unwrap().size(), 1);
    assert_eq!(distinct(Unique::of(&nat).counts()), 1);
    assert_eq!(distinct(Unique::of(&nat).equal_nan(false)), 1);
    assert_eq!(distinct(Unique::of(&nat).equal_nan(false).counts()), 2);
}

#[test]
fn statistics_of_borders_are_those_of_arrays() {
    let halves = nd::array![60000.0, 60000.0].astype("f2").unwrap();
    let padded = nd::pad(&halves, 1, Pad::Mean(None)).unwrap();
    assert_eq!(format!("{padded:?}"), "array([6.e+04, 6.e+04, 6.e+04, 6.e+04], dtype=float16)");
    let z = |re: f64, im: f64| nd::Complex::new(re, im);
    let x = nd::array![z(1.0, 2.0), z(3.0, 1.0), z(2.0, 5.0)];
    let padded = nd::pad(&x, 1, Pad::Median(None)).unwrap();
    assert_eq!(padded.to_string(), "[2.+5.j 1.+2.j 3.+1.j 2.+5.j 2.+5.j]");
    let padded = nd::pad(&x.slice(..2).unwrap(), 1, Pad::Median(None)).unwrap();
    assert_eq!(padded.to_string(), "[2.+1.5j 1.+2.j  3.+1.j  2.+1.5j]");
}
