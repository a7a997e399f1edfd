//! Weighted quantiles, and sets with more to tell: the calls that NumPy was asked, and what it printed.

use nd_core::{Array, Error, array, axis, ones, zeros_like};
use nd_sort::{Method, QuantileOptions, intersect1d, isin, nanpercentile, nanquantile, percentile, quantile};

#[track_caller]
fn shows(result: Result<Array, Error>, wanted: &str) {
    assert_eq!(format!("{:?}", result.unwrap()), wanted);
}

#[track_caller]
fn refused(result: Result<Array, Error>, wanted: &str) {
    assert_eq!(result.map(|_| ()).unwrap_err().to_string(), wanted);
}

fn along<'a>(options: impl Into<QuantileOptions<'a>>, weights: &'a Array) -> QuantileOptions<'a> {
    options.into().method(Method::InvertedCdf).weights(weights)
}

#[test]
fn quantiles_of_weighted_elements() {
    let (x, w) = (array![[10, 7, 4], [3, 2, 1]], array![[1, 2, 3], [3, 2, 1]]);
    shows(quantile(&x, 0.5, along(.., &w)), "array(3)");
    shows(quantile(&x, [0.25, 0.5, 0.75], along(1, &w)), "array([[4, 2],\n       [4, 2],\n       [7, 3]])");
    shows(quantile(&x, 0.5, along(axis(0).keepdims(), &w)), "array([[3, 2, 4]])");
    shows(quantile(&x, 0.5, along(1, &array![1, 0, 3])), "array([4, 1])");
    shows(quantile(&x, 0.3, along(0, &array![3, 1])), "array([10,  7,  4])");
    shows(percentile(&x, [0, 30, 100], along(.., &w)), "array([ 1,  3, 10])");
    shows(quantile(&x, 0.0, along(1, &array![1, 1, 0])), "array([7, 2])");
    shows(quantile(&x.astype("f4").unwrap(), 0.4, along(.., &w)), "array(3., dtype=float32)");
    shows(quantile(&x, 0.5, along([1, 0], &w.t())), "array(3)");
    let five = ones(5, "f8").unwrap();
    shows(
        quantile(&array![1, 2, 3, 4, 5], [0.2, 0.4, 0.6, 0.8, 1.0], along(.., &five)),
        "array([1, 2, 3, 4, 5])",
    );
    let days = array!["2020-01-01", "2020-01-05", "2020-02-01"].astype("M8[D]").unwrap();
    shows(quantile(&days, 0.5, along(.., &array![1, 1, 5])), "array('2020-02-01', dtype='datetime64[D]')");
}

#[test]
fn quantiles_of_weighted_numbers_among_nans() {
    let f = array![[1.0, f64::NAN, 3.0], [4.0, 5.0, 6.0]];
    let w = array![[1.0, 2.0, 3.0], [1.0, 1.0, 0.0]];
    shows(quantile(&f, 0.5, along(1, &w)), "array([nan,  4.])");
    shows(nanquantile(&f, 0.5, along(1, &w)), "array([3., 4.])");
    shows(nanquantile(&f, [0.3, 0.9], along(1, &w)), "array([[3., 4.],\n       [3., 5.]])");
    shows(nanpercentile(&f, 60, along(0, &w)), "array([4., 5., 3.])");
    shows(nanquantile(&f, 0.5, along(.., &w)), "array(3.)");
}

#[test]
fn weights_that_quantiles_do_not_take() {
    let (x, w) = (array![[10, 7, 4], [3, 2, 1]], array![[1, 2, 3], [3, 2, 1]]);
    refused(
        quantile(&x, 0.5, QuantileOptions::from(..).weights(&w)),
        "Only method 'inverted_cdf' supports weights. Got: linear.",
    );
    let three = array![1, 2, 3];
    refused(
        quantile(&x, 0.5, along(.., &three)),
        "Axis must be specified when shapes of a and weights differ.",
    );
    refused(
        quantile(&x, 0.5, along(0, &three)),
        "Shape of weights must be consistent with shape of a along specified axis.",
    );
    refused(quantile(&x, 0.5, along(.., &-&w)), "Weights must be non-negative.");
    refused(
        quantile(&x, 0.5, along(.., &zeros_like(&w).unwrap())),
        "Weights included NaN, inf or were all zero.",
    );
    refused(quantile(&x, 0.5, along(.., &(&w * f64::NAN))), "Weights included NaN, inf or were all zero.");
}

#[track_caller]
fn meets(a: &Array, b: &Array, wanted: [&str; 3]) {
    let (both, in_a, in_b) = intersect1d::with_indices(a, b).unwrap();
    assert_eq!([both, in_a, in_b].map(|array| format!("{array:?}")), wanted);
}

#[test]
fn common_elements_and_their_places() {
    let none = "array([], dtype=int64)";
    meets(
        &array![1, 1, 2, 3, 4],
        &array![2, 1, 4, 6],
        ["array([1, 2, 4])", "array([0, 2, 4])", "array([1, 0, 2])"],
    );
    meets(&array![[4, 2], [3, 4]], &array![[3], [4]], ["array([3, 4])", "array([2, 0])", "array([0, 1])"]);
    meets(&array![1], &array![2], [none; 3]);
    let nothing = nd_core::zeros(0, "i8").unwrap();
    meets(&nothing, &nothing, [none; 3]);
    let nan = f64::NAN;
    meets(&array![1.0, nan], &array![nan, 1.0], ["array([1.])", "array([0])", "array([1])"]);
    meets(&array!["b", "a"], &array!["a", "c"], ["array(['a'], dtype='<U1')", "array([1])", "array([0])"]);
}

#[test]
fn elements_that_are_none_of_others() {
    let m = array![[1, 2], [3, 4]];
    shows(isin::inverted(&m, &array![1, 4]), "array([[False,  True],\n       [ True, False]])");
    let nothing = nd_core::zeros(0, "i8").unwrap();
    shows(isin::inverted(&m, &nothing), "array([[ True,  True],\n       [ True,  True]])");
    shows(isin::inverted(&array![f64::NAN, 1.0], &array![f64::NAN]), "array([ True,  True])");
}
