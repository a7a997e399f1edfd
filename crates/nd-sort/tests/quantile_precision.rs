//! Quantiles given in single and half precision, in which NumPy 2.4.6 then computes their places and shares of weights.

use nd_core::{Array, Result, array};
use nd_sort::{Method, QuantileOptions, percentile, quantile};

fn nine() -> Array {
    array![2.0, 3.0, 5.0, 7.0, 11.0, 13.0, 17.0, 19.0, 23.5]
}

fn four(dtype: &str) -> Result<Array> {
    array![0.1, 0.35, 0.7, 0.95].astype(dtype)
}

#[track_caller]
fn shows(result: Result<Array>, wanted: &str) {
    assert_eq!(format!("{:?}", result.unwrap()), wanted);
}

#[test]
#[rustfmt::skip]
fn places_by_every_method() -> Result<()> {
    let numpy = [
        (Method::InvertedCdf, [2.0, 7.0, 17.0, 23.5], [2.0, 7.0, 17.0, 23.5]),
        (Method::AveragedInvertedCdf, [2.0, 7.0, 17.0, 23.5], [2.0, 7.0, 17.0, 23.5]),
        (Method::ClosestObservation, [2.0, 5.0, 13.0, 23.5], [2.0, 5.0, 13.0, 23.5]),
        (Method::InterpolatedInvertedCdf, [2.0, 5.30078125, 14.203125, 21.49609375], [2.0, 5.299999713897705, 14.19999885559082, 21.475000858306885]),
        (Method::Hazen, [2.400390625, 6.30078125, 16.203125, 23.5], [2.4000000953674316, 6.299999713897705, 16.19999885559082, 23.5]),
        (Method::Weibull, [2.0, 6.0, 17.0, 23.5], [2.0, 5.999999523162842, 16.999998092651367, 23.5]),
        (Method::Linear, [2.7998046875, 6.6015625, 15.40625, 21.70703125], [2.800000011920929, 6.599999904632568, 15.399999618530273, 21.699999570846558]),
        (Method::MedianUnbiased, [2.2666015625, 6.19921875, 16.46875, 23.5], [2.2666666507720947, 6.199999809265137, 16.466665267944336, 23.5]),
        (Method::NormalUnbiased, [2.2998046875, 6.2265625, 16.40625, 23.5], [2.3000000715255737, 6.224999904632568, 16.399999618530273, 23.5]),
        (Method::Lower, [2.0, 5.0, 13.0, 19.0], [2.0, 5.0, 13.0, 19.0]),
        (Method::Higher, [3.0, 7.0, 17.0, 23.5], [3.0, 7.0, 17.0, 23.5]),
        (Method::Midpoint, [2.5, 6.0, 15.0, 21.25], [2.5, 6.0, 15.0, 21.25]),
        (Method::Nearest, [3.0, 7.0, 17.0, 23.5], [3.0, 7.0, 17.0, 23.5]),
    ];
    for (method, half, single) in numpy {
        for (dtype, wanted) in [("f2", half), ("f4", single)] {
            let found = quantile(&nine(), four(dtype)?, method)?;
            assert_eq!(found.to_vec::<f64>()?, wanted, "{method:?} {dtype}");
        }
    }
    Ok(())
}

#[test]
fn results_in_the_common_precision() -> Result<()> {
    let x = nine().astype("f4")?;
    shows(
        quantile(&x, four("f4")?, ..),
        "array([ 2.8     ,  6.6     , 15.4     , 21.699999], dtype=float32)",
    );
    shows(
        quantile(&x, four("f2")?, ..),
        "array([ 2.7998047,  6.6015625, 15.40625  , 21.707031 ], dtype=float32)",
    );
    shows(quantile(&x, four("f8")?, ..), "array([ 2.8,  6.6, 15.4, 21.7])");
    let percents = array![10, 35];
    shows(percentile(&x, percents.astype("f4")?, ..), "array([2.8, 6.6], dtype=float32)");
    shows(percentile(&nine(), percents.astype("f4")?, ..), "array([2.80000001, 6.5999999 ])");
    shows(percentile(&nine(), percents.astype("f2")?, ..), "array([2.79980469, 6.6015625 ])");
    shows(percentile(&x, percents.astype("i1")?, ..), "array([2.8, 6.6])");
    Ok(())
}

#[test]
fn shares_of_weights() -> Result<()> {
    let (x, ones) = (array![1.0, 2.0, 3.0], array![1, 1, 1]);
    let options = || QuantileOptions::from(Method::InvertedCdf).weights(&ones);
    let thirds = array![1.0 / 3.0, 2.0 / 3.0];
    for dtype in ["f8", "f4", "f2"] {
        shows(quantile(&x, thirds.astype(dtype)?, options()), "array([1., 2.])");
    }
    // As doubles, the singles are more than a third.
    shows(quantile(&x, thirds.astype("f4")?.astype("f8")?, options()), "array([2., 3.])");
    Ok(())
}
