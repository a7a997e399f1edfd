//! Rules of NumPy's semantics by their numbers, each in a test of its own: literals, floats, statistics, products into outputs,
//! limits, iteration. What is expected is what NumPy 2.4.6 prints.

use nd::prelude::*;
use nd::{
    BincountOptions, Bins, Complex, ConvolveMode, CovOptions, SortKind, TypeArg, broadcast_to, result_type,
    try_array,
};
use support::{Tested, prints, refused};

mod support;

#[test]
fn rule_022_ragged_literals_are_refused() {
    refused(
        try_array![[1, 2], [3]],
        "ValueError: setting an array element with a sequence. The requested array has an inhomogeneous shape after 1 \
         dimensions. The detected shape was (2,) + inhomogeneous part.",
    );
}

#[test]
fn rule_025_dates_and_floats_have_no_common_dtype() -> Tested {
    let (date, float) = (DType::parse("M8[s]")?, DType::F64);
    refused(
        result_type(&[TypeArg::Strong(&date), TypeArg::Strong(&float)]),
        "DTypePromotionError: The DType <class 'numpy.dtypes.DateTime64DType'> could not be promoted by <class \
         'numpy.dtypes.Float64DType'>. This means that no common DType exists for the given inputs. For example they cannot \
         be stored in a single array unless the dtype is `object`. The full list of DTypes is: (<class \
         'numpy.dtypes.DateTime64DType'>, <class 'numpy.dtypes.Float64DType'>)",
    );
    Ok(())
}

#[test]
fn rule_046_astype_copies() -> Tested {
    let a = nd::arange(3);
    assert!(!a.astype("i8")?.shares_memory(&a));
    // NumPy's `copy=False`, where nothing changes, is another handle.
    assert!(nd::asarray(&a)?.shares_memory(&a));
    Ok(())
}

#[test]
fn rule_083_isclose_measures_by_its_second_operand() -> Tested {
    let (a, b) = (array![1e-8, 1.1e-8, 100000.0, 100001.00001], array![0.0, 0.0, 100001.0, 100000.0]);
    prints(nd::isclose(&a, &b)?, "array([ True, False,  True, False])");
    Ok(())
}

#[test]
fn rule_088_nan_to_num_takes_zero_and_the_limits() -> Tested {
    let found = nd::nan_to_num(&array![f64::NAN, f64::INFINITY, f64::NEG_INFINITY])?;
    prints(found, "array([ 0.00000000e+000,  1.79769313e+308, -1.79769313e+308])");
    Ok(())
}

#[test]
fn rule_118_weights_that_sum_to_zero_are_refused() {
    refused(
        nd::average(&array![1, 2], &array![1, -1], ..),
        "ZeroDivisionError: Weights sum to zero, can't be normalized",
    );
}

#[test]
fn rule_119_rows_are_the_variables_of_a_covariance() -> Tested {
    let found = nd::cov(&array![[1, 2, 3], [3, 2, 5]], CovOptions::new())?;
    prints(found, "array([[1.        , 1.        ],\n       [1.        , 2.33333333]])");
    Ok(())
}

#[test]
fn rule_121_bins_are_half_open_but_for_the_last() -> Tested {
    let found = nd::histogram(&array![1.0, 2.0, 2.5, 3.0, 4.0], &array![1, 2, 3, 4])?;
    prints(found, "(array([1, 2, 2]), array([1, 2, 3, 4]))");
    Ok(())
}

#[test]
fn rule_122_bins_of_a_constant_and_of_nothing() -> Tested {
    prints(nd::histogram(&array![5, 5], Bins::from(2))?, "(array([0, 2]), array([4.5, 5. , 5.5]))");
    let nothing = nd::zeros(0, DType::F64)?;
    prints(nd::histogram(&nothing, Bins::from(2))?, "(array([0, 0]), array([0. , 0.5, 1. ]))");
    Ok(())
}

#[test]
fn rule_124_counts_of_small_integers() -> Tested {
    prints(nd::bincount(&array![0, 1, 1, 3], BincountOptions::new())?, "array([1, 2, 0, 1])");
    let weights = array![0.5, 1.0];
    let weighed = nd::bincount(&array![0, 1], BincountOptions::new().weights(&weights))?;
    prints(weighed, "array([0.5, 1. ])");
    let none = nd::zeros(0, DType::I64)?;
    prints(nd::bincount(&none, BincountOptions::new().minlength(2))?, "array([0, 0])");
    refused(
        nd::bincount(&array![1, -1], BincountOptions::new()),
        "ValueError: 'list' argument must have no negative elements",
    );
    Ok(())
}

#[test]
fn rule_125_bins_of_elements() -> Tested {
    let (x, bins) = (array![1, 2], array![1, 2, 3]);
    prints(nd::digitize(&x, &bins, false)?, "array([1, 2])");
    prints(nd::digitize(&x, &bins, true)?, "array([0, 1])");
    prints(nd::digitize(&array![1], &array![3, 2, 1], false)?, "array([2])");
    Ok(())
}

#[test]
fn rule_128_axes_of_the_quantiles_come_first() -> Tested {
    let x = nd::arange(12).astype("f8")?.reshape((3, 4))?;
    assert_eq!(nd::quantile(&x, [0.25, 0.5], 1)?.shape(), [2, 3]);
    Ok(())
}

#[test]
fn rule_130_convolution_and_correlation() -> Tested {
    let (x, v) = (array![1, 2, 3], array![0.0, 1.0, 0.5]);
    prints(nd::convolve(&x, &v, ConvolveMode::Full)?, "array([0. , 1. , 2.5, 4. , 1.5])");
    prints(nd::correlate(&x, &v, ConvolveMode::Valid)?, "array([3.5])");
    let (z, w) = (array![Complex::new(1.0, 1.0)], array![Complex::new(2.0, 3.0)]);
    prints(nd::correlate(&z, &w, ConvolveMode::Valid)?, "array([5.-1.j])");
    Ok(())
}

#[test]
fn rule_131_gradients_are_of_second_order_inside() -> Tested {
    prints(nd::gradient(&array![1.0, 2.0, 4.0, 7.0], 1.0, ..)?, "array([1. , 1.5, 2.5, 3. ])");
    Ok(())
}

#[test]
fn rule_140_outputs_of_products_are_like_the_result() -> Tested {
    let said = "ValueError: output array is not acceptable (must have the right datatype, number of dimensions, and be a \
                C-Array)";
    let x = nd::arange(4).reshape((2, 2))?;
    refused(nd::dot::with(&x, &nd::arange(2)).out(&x).run(), said);
    let floats = nd::zeros((2, 2), DType::F64)?;
    refused(nd::dot::with(&x, &x).out(&floats).run(), said);
    let turned = nd::zeros((2, 2), DType::I64)?.t();
    refused(nd::dot::with(&x, &x).out(&turned).run(), said);
    prints(x, "array([[0, 1],\n       [2, 3]])");
    Ok(())
}

#[test]
fn rule_142_a_product_into_its_operand() -> Tested {
    let a = array![[1.0, 1.0], [1.0, 0.0]];
    nd::dot::with(&a, &a).out(&a).run()?;
    prints(a, "array([[2., 1.],\n       [1., 1.]])");
    Ok(())
}

#[test]
fn rule_152_shapes_that_do_not_broadcast_to_a_shape() -> Tested {
    refused(
        broadcast_to(&nd::zeros(3, DType::F64)?, 2),
        "ValueError: operands could not be broadcast together with remapped shapes [original->remapped]: (3,)  and \
         requested shape (2,)",
    );
    Ok(())
}

#[test]
fn rule_161_arrays_have_64_axes_at_most() -> Tested {
    assert_eq!(nd::zeros(vec![1; 64], DType::F64)?.ndim(), 64);
    refused(
        nd::zeros(vec![1; 65], DType::F64),
        "ValueError: maximum supported dimension for an ndarray is currently 64, found 65",
    );
    Ok(())
}

#[test]
fn rule_455_items_of_an_array_are_views() -> Tested {
    let x = nd::zeros((2, 2), DType::F64)?;
    for (i, row) in x.iter()?.enumerate() {
        row.set(.., i as i64)?;
    }
    prints(x, "array([[0., 0.],\n       [1., 1.]])");
    Ok(())
}

#[test]
fn rule_456_flat_goes_in_c_order_and_nditer_through_memory() -> Tested {
    let x = nd::arange(6).reshape((2, 3))?.t();
    let flat: Vec<i64> = (0..6).map(|i| x.flat().get(i)?.item()).collect::<Result<_>>()?;
    assert_eq!(flat, [0, 3, 1, 4, 2, 5]);
    let mut through = Vec::new();
    let mut it = nd::nditer([&x]).build()?;
    while let Some(views) = it.next().transpose()? {
        through.push(views[0].item::<i64>()?);
    }
    assert_eq!(through, [0, 1, 2, 3, 4, 5]);
    let places: Vec<Vec<usize>> = nd::ndenumerate(&x)?.map(|(at, _)| at).take(2).collect();
    assert_eq!(places, [[0, 0], [0, 1]]);
    assert_eq!(nd::ndindex((2, 2))?.nth(1), Some(vec![0, 1]));
    Ok(())
}

#[test]
fn rule_457_contains_asks_whether_any_is_equal() -> Tested {
    assert!(nd::arange(3).contains(2)?);
    assert!(!array![f64::NAN].contains(f64::NAN)?);
    Ok(())
}

#[test]
fn rule_460_running_folds_go_along_one_axis() -> Tested {
    let x = array![[1, 2], [3, 4]];
    prints(nd::add::accumulate(&x, 0)?, "array([[1, 2],\n       [4, 6]])");
    prints(nd::add::reduce(&x, 0)?, "array([4, 6])");
    assert!(nd::add::accumulate(&x, [0, 1]).is_err());
    Ok(())
}

#[test]
fn rule_464_a_stable_argsort_keeps_the_order_of_equals() -> Tested {
    prints(nd::argsort(&array![1, 1, 0, 0], SortKind::Stable)?, "array([2, 3, 0, 1])");
    Ok(())
}
