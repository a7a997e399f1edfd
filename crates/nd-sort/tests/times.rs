//! Medians and quantiles of dates and spans of time, against what NumPy 2.4.6 prints.

use nd_core::{Array, DType, Result, array, axis};
use nd_sort::Method::*;
use nd_sort::{QuantileOptions, median, nanmedian, nanpercentile, nanquantile, percentile, quantile};

const NAT: i64 = i64::MIN;

fn spans<const N: usize>(values: [i64; N]) -> Array {
    Array::from(values.to_vec()).view_as(DType::parse("m8[s]").unwrap()).unwrap()
}

fn dates() -> Array {
    array!["2020-01-05", "2020-01-01", "2020-01-04"].astype("M8[D]").unwrap()
}

#[track_caller]
fn is(result: Result<Array>, expected: &str) {
    assert_eq!(result.map_or_else(|error| error.to_string(), |array| array.to_string()), expected);
}

#[test]
fn medians() {
    is(median(&spans([5, 1, 4, 2]), ..), "3 seconds");
    is(median(&spans([5, NAT, 1, 4, 2]), ..), "NaT");
    is(nanmedian(&spans([5, NAT, 1, 4, 2]), ..), "3 seconds");
    is(median(&spans([-1, -2]), ..), "-1 seconds");
    is(median(&spans([]), ..), "NaT");
    // The sum wraps.
    is(median(&spans([1 << 62, (1 << 62) + 2]), ..), "-4611686018427387903 seconds");
    let big = array![[5, 1, 4, 2], [7, -3, 8, 0]].view_as("m8[ms]").unwrap().astype(">m8[ms]").unwrap();
    is(median(&big, 0), "[ 6 -1  6  1]");
    is(median(&big, axis(1).keepdims()), "[[3]\n [3]]");
    is(quantile(&big, 0.3, 1), "[2 0]");
    let gaps = spans([NAT, NAT, NAT, 4]).reshape([2, 2]).unwrap();
    is(nanmedian(&gaps, 1), "['NaT'     4]");
    is(
        median(&dates(), ..),
        "ufunc 'add' cannot use operands with types dtype('<M8[D]') and dtype('<M8[D]')",
    );
}

#[test]
fn quantiles() {
    let (t, n) = (spans([5, 1, 4, 2]), spans([5, NAT, 1, 4, 2]));
    is(quantile(&t, [0.25, 0.5], ..), "[2 3]");
    is(quantile(&t, 1, ..), "5 seconds");
    is(quantile(&n, [0.25, 0.5], ..), "['NaT' 'NaT']");
    is(nanquantile(&n, [0.25, 0.5], ..), "[2 3]");
    is(percentile(&t, 30, ..), "2 seconds");
    is(percentile(&n, 30, ..), "NaT");
    is(nanpercentile(&n, 30, ..), "2 seconds");
    is(quantile(&spans([-1, -2, -7]), 0.3, ..), "-4 seconds");
    is(quantile(&spans([1 << 62, (1 << 62) + 3]), 0.3, ..), "4611686018427387904 seconds");
    is(quantile(&dates(), [0.25, 0.5], ..), "['2020-01-03' '2020-01-04']");
}

#[test]
fn every_method() {
    let (t, n) = (spans([5, 1, 4, 2]), spans([5, NAT, 1, 4, 2]));
    for (method, of_spans, without_nat, of_dates) in [
        (InvertedCdf, "[1 2 5]", 2, "01"),
        (AveragedInvertedCdf, "[1 2 5]", 2, "01"),
        (ClosestObservation, "[1 1 4]", 1, "01"),
        (InterpolatedInvertedCdf, "[1 1 4]", 1, "01"),
        (Hazen, "[1 2 5]", 2, "02"),
        (Weibull, "[1 2 5]", 2, "01"),
        (Linear, "[1 2 4]", 2, "03"),
        (MedianUnbiased, "[1 2 5]", 2, "01"),
        (NormalUnbiased, "[1 2 5]", 2, "02"),
        (Lower, "[1 1 4]", 1, "01"),
        (Higher, "[2 2 5]", 2, "04"),
        (Midpoint, "[2 2 5]", 2, "03"),
        (Nearest, "[1 2 4]", 2, "04"),
    ] {
        let by = || QuantileOptions::from(method);
        is(quantile(&t, [0.1, 0.3, 0.77], by()), of_spans);
        is(nanquantile(&n, 0.3, by()), &format!("{without_nat} seconds"));
        is(quantile(&dates(), 0.3, by()), &format!("2020-01-{of_dates}"));
    }
}
