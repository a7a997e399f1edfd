//! Sorting arrays: through views that write, of records, and what is refused. Values against NumPy are the conformance
//! suite's.

use nd_core::{Array, DType, ErrorKind, arange, array, zeros};
use nd_index::s;
use nd_sort::{
    SortExt, SortKind, SortOptions, Unique, argpartition, argsort, lexsort, partition, searchsorted, sort,
};

/// Numbers in no order, each of `0..n` once if `n` is prime to 37.
fn mixed(n: i64) -> Array {
    Array::from_values((0..n).map(|i| i * 37 % n)).unwrap()
}

#[test]
fn a_reversed_view_sorts_its_base_backwards() {
    let x = arange(10);
    x.slice(s![..5]).unwrap().slice(s![..;-1]).unwrap().sort(-1).unwrap();
    assert_eq!(x.to_string(), "[4 3 2 1 0 5 6 7 8 9]");
}

#[test]
fn views_of_every_kind_are_sorted_where_they_are() {
    for dtype in ["i8", ">i8", "f4", ">f2", "c16"] {
        let table = mixed(20).astype(dtype).unwrap().reshape((4, 5)).unwrap();
        let column = table.slice(s![.., 2]).unwrap();
        let expected = sort(&column, -1).unwrap().to_string();
        column.sort(0).unwrap();
        assert_eq!(table.slice(s![.., 2]).unwrap().to_string(), expected, "{dtype}");
        let steps = table.slice(s![..;-2, 1..;2]).unwrap();
        let expected = sort(&steps, 0).unwrap().to_string();
        steps.sort(0).unwrap();
        assert_eq!(steps.to_string(), expected, "{dtype}");
    }
}

#[test]
fn a_field_of_packed_records_is_sorted_among_the_others() {
    let dtype = DType::structured([("tag", DType::U8), ("value", DType::F64)]).unwrap();
    let records = zeros(5, &dtype).unwrap();
    records.field("tag").unwrap().assign(arange(5)).unwrap();
    let values = records.field("value").unwrap();
    values.assign(array![3.0, -1.0, 2.0, 9.0, 0.0]).unwrap();
    values.sort(-1).unwrap();
    assert_eq!(values.to_string(), "[-1.  0.  2.  3.  9.]");
    assert_eq!(records.field("tag").unwrap().to_string(), "[0 1 2 3 4]");
}

#[test]
fn records_are_sorted_by_their_fields() {
    let dtype = DType::structured([("a", DType::I32), ("b", DType::F64)]).unwrap();
    let records = zeros(4, &dtype).unwrap();
    records.field("a").unwrap().assign(array![2, 1, 1, -3]).unwrap();
    records.field("b").unwrap().assign(array![1.0, 9.0, 3.0, 5.0]).unwrap();
    let sorted = sort(&records, -1).unwrap();
    assert_eq!(sorted.field("a").unwrap().to_string(), "[-3  1  1  2]");
    assert_eq!(sorted.field("b").unwrap().to_string(), "[5. 3. 9. 1.]");
    let by_b = SortOptions::new().order(["b"]);
    assert_eq!(argsort(&records, by_b.clone()).unwrap().to_string(), "[0 2 3 1]");
    records.sort(by_b).unwrap();
    assert_eq!(records.field("b").unwrap().to_string(), "[1. 3. 5. 9.]");
    let found = Unique::of(&records.get(nd_index::ix![[0, 1, 0]]).unwrap()).counts().run().unwrap();
    assert_eq!(found.counts.unwrap().to_string(), "[1 2]");
    let needle = records.slice(2).unwrap();
    let by_fields = sort(&records, -1).unwrap();
    assert_eq!(searchsorted(&by_fields, &needle, nd_sort::Side::Left).unwrap().to_string(), "0");
}

#[test]
fn a_stable_sort_keeps_the_signs_of_zeros_in_order() {
    let x = array![1.0, -0.0, 0.0, -0.0, -1.0];
    assert_eq!(sort(&x, SortKind::Stable).unwrap().to_string(), "[-1. -0.  0. -0.  1.]");
}

#[test]
fn partitions_of_lanes_hold_the_elements_of_their_ranks() {
    let x = mixed(600).reshape((2, 300)).unwrap();
    let whole = sort(&x, 1).unwrap();
    let (part, at) = (partition(&x, [7, 150, -1], 1).unwrap(), argpartition(&x, [7, 150, -1], 1).unwrap());
    for rank in [7, 150, 299] {
        let expected = whole.slice(s![.., rank]).unwrap().to_string();
        assert_eq!(part.slice(s![.., rank]).unwrap().to_string(), expected);
        let row =
            |i: i64| x.slice(i).unwrap().get(at.slice(s![i, rank]).unwrap()).unwrap().item::<i64>().unwrap();
        assert_eq!(
            format!("[{} {}]", row(0), row(1)).replace("[ ", "["),
            expected.replace("[ ", "[").replace("  ", " ")
        );
    }
}

#[track_caller]
fn refused<T>(result: nd_core::Result<T>, kind: ErrorKind, message: &str) {
    match result {
        Ok(_) => panic!("not refused"),
        Err(error) => assert_eq!((error.kind(), error.to_string()), (kind, message.to_string())),
    }
}

#[test]
fn refusals_are_worded_as_numpys() {
    let x = arange(3);
    refused(sort(&x, 1), ErrorKind::Axis, "axis 1 is out of bounds for array of dimension 1");
    refused(x.read_only().sort(-1), ErrorKind::Value, "output array is read-only");
    refused(partition(&x, 5, -1), ErrorKind::Value, "kth(=5) out of bounds (3)");
    refused(lexsort(&[], -1), ErrorKind::Type, "need sequence of keys with len > 0 in lexsort");
    let named = SortOptions::new().order(["a"]);
    refused(sort(&x, named.clone()), ErrorKind::Value, "Cannot specify order when the array has no fields.");
    let records = zeros(2, DType::structured([("f", DType::I32)]).unwrap()).unwrap();
    refused(sort(&records, named), ErrorKind::Value, "unknown field name: a");
    refused(
        x.sort(..),
        ErrorKind::Type,
        "sort in place takes an axis; sort the array's `ravel` to sort all elements",
    );
}
