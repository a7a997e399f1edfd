//! The rules of ufuncs and reductions, by their numbers in the list of NumPy's rules that the tests follow.

#![forbid(unsafe_code)]

use crate::{
    MathExt as _, add, floor_divide, isnan, less, log, multiply, negative, sin, sqrt, subtract, ufuncs,
};
use nd_core::{Array, Complex, DType, arange, array, axis, full, ones, zeros};

#[track_caller]
fn shows(array: nd_core::Result<Array>, expected: &str) {
    assert_eq!(format!("{:?}", array.unwrap()), expected);
}

#[track_caller]
fn refused(array: nd_core::Result<Array>, message: &str) {
    assert_eq!(array.map(|_| ()).unwrap_err().to_string(), message);
}

fn of(value: i64, dtype: &str) -> Array {
    array![value].astype(dtype).unwrap()
}

#[test]
fn rule_008_comparisons_with_literals_out_of_range_are_exact() {
    shows(of(1, "u1").less(300), "array([ True])");
    shows(of(255, "u1").equal(-1), "array([False])");
    shows(of(-1, "i1").greater(-1000), "array([ True])");
}

#[test]
fn rule_018_functions_of_floats_take_the_smallest_float_for_integers() {
    for (dtype, result) in [
        ("?", DType::F16),
        ("i1", DType::F16),
        ("u1", DType::F16),
        ("i2", DType::F32),
        ("u2", DType::F32),
        ("i4", DType::F64),
        ("u8", DType::F64),
    ] {
        assert_eq!(sin(of(1, dtype)).unwrap().dtype(), &result);
        assert_eq!(sqrt(of(1, dtype)).unwrap().dtype(), &result);
    }
}

#[test]
fn rules_055_and_057_floor_division() {
    shows(floor_divide(&array![7], &array![0]), "array([0])");
    shows(floor_divide(&array![-7, 7, -7], &array![2, -2, -2]), "array([-4, -4,  3])");
    // Rule 79.
    shows(
        floor_divide(&array![1.0, f64::INFINITY, -1.0, 1.0], &array![0.0, 1.0, 3.0, 0.1]),
        "array([inf, nan, -1.,  9.])",
    );
}

#[test]
fn rules_063_and_064_comparisons_of_integers_are_exact() {
    let wide = |x: u64| Array::from_slice(&[x]).unwrap();
    shows(wide((1 << 53) + 1).equal(&array![1i64 << 53]), "array([False])");
    shows(array![-1].less(wide(1 << 63)), "array([ True])");
    shows(wide(1 << 63).greater(&array![-1]), "array([ True])");
    // Against floats they are compared as floats.
    shows(array![(1i64 << 53) + 1].equal(&array![(1i64 << 53) as f64]), "array([ True])");
}

#[test]
fn rules_070_and_071_nan_goes_through_extremes() {
    let x = array![1.0, f64::NAN, 3.0, f64::NAN];
    assert!(x.max(..).unwrap().item::<f64>().unwrap().is_nan());
    assert!(x.min(..).unwrap().item::<f64>().unwrap().is_nan());
    assert_eq!(x.argmax(..).unwrap().item::<i64>().unwrap(), 1);
    assert_eq!(x.argmin(..).unwrap().item::<i64>().unwrap(), 1);
    shows(isnan(&x), "array([False,  True, False,  True])");
    // Rule 82.
    shows(x.equal(&x), "array([ True, False,  True, False])");
}

#[test]
fn rule_074_complex_numbers_are_ordered_by_their_parts() {
    let z = array![Complex::new(1.0, 9.0), Complex::new(2.0, -9.0)];
    shows(z.max(..), "array(2.-9.j)");
    shows(less(array![Complex::new(1.0, 2.0)], array![Complex::new(1.0, 3.0)]), "array([ True])");
}

#[test]
fn rule_091_means_of_integers_are_float64_and_of_float16_summed_wide() {
    for (dtype, result) in [("i1", DType::F64), ("f2", DType::F16), ("f4", DType::F32), ("c8", DType::C64)] {
        assert_eq!(ones(3, dtype).unwrap().mean(..).unwrap().dtype(), &result);
    }
    let x = full(5000, 100.0).unwrap().astype("f2").unwrap();
    shows(x.mean(..), "array(100., dtype=float16)");
    shows(x.sum(..), "array(inf, dtype=float16)");
}

#[test]
fn rule_092_the_variance_of_complex_numbers_is_real() {
    shows(array![Complex::new(1.0, 1.0), Complex::new(1.0, -1.0)].var(..), "array(1.)");
    shows(array![1, 2, 3, 4].var(axis(..).ddof(1.0)), "array(1.66666667)");
}

#[test]
fn rule_094_sums_are_pairwise_and_running_sums_are_not() {
    let x = full(1_000_000, 0.1).unwrap().astype("f4").unwrap();
    shows(x.sum(..), "array(100000.01, dtype=float32)");
    assert_eq!(x.cumsum(..).unwrap().slice(-1).unwrap().item::<f32>().unwrap(), 100958.34);
}

#[test]
fn rules_096_to_100_reductions_of_nothing() {
    let none = zeros(0, "f8").unwrap();
    shows(none.sum(..), "array(0.)");
    shows(none.prod(..), "array(1.)");
    shows(none.all(..), "array(True)");
    shows(none.any(..), "array(False)");
    refused(none.max(..), "zero-size array to reduction operation maximum which has no identity");
    refused(none.min(..), "zero-size array to reduction operation minimum which has no identity");
    refused(none.argmax(..), "attempt to get argmax of an empty sequence");
    let empty = zeros((0, 3), "f8").unwrap();
    shows(empty.max(1), "array([], dtype=float64)");
    shows(empty.argmax(1), "array([], dtype=int64)");
    refused(empty.max(0), "zero-size array to reduction operation maximum which has no identity");
}

#[test]
fn rule_107_masks_and_initial_values() {
    let mask = Array::from_slice(&[true, true, false]).unwrap();
    shows(array![1.0, 2.0, 9.0].mean(axis(..).where_(&mask)), "array(1.5)");
    shows(array![1, 2].max(axis(..).initial(9i64)), "array(9)");
    shows(array![1, 2, 9].max(axis(..).initial(0i64).where_(&mask)), "array(2)");
    refused(
        array![1, 2, 9].max(axis(..).where_(&mask)),
        "reduction operation 'maximum' does not have an identity, so to use a where mask one has to specify 'initial'",
    );
    // Literals must fit; scalars are cast.
    refused(
        array![5, 6].astype("i4").unwrap().min(axis(0).initial(1i64 << 40)),
        "Python integer 1099511627776 out of bounds for int32",
    );
    refused(
        array![5, 6].astype("u1").unwrap().max(axis(0).initial(-5)),
        "Python integer -5 out of bounds for uint8",
    );
    refused(array![5, 6].max(axis(0).initial(f64::NAN)), "cannot convert float NaN to integer");
    let wrapped = array![5, 6].astype("u1").unwrap().max(axis(0).initial(nd_core::Scalar::I64(-5)));
    shows(wrapped, "array(251, dtype=uint8)");
    // Folds that are not associative begin with the initial value: np.subtract.reduce([1, 2, 3], initial=10) is 4.
    shows(subtract::reduce(&array![1, 2, 3], axis(0).initial(10i64)), "array(4)");
    shows(floor_divide::reduce(&array![2, 3], axis(0).initial(100i64)), "array(16)");
    let ends = Array::from_slice(&[true, false, true]).unwrap();
    shows(subtract::reduce(&array![1, 2, 3], axis(0).initial(10i64).where_(&ends)), "array(6)");
    refused(
        array![1, 9, 3].argmax(axis(..).where_(&ends)),
        "argmax() got an unexpected keyword argument 'where'",
    );
    refused(array![1, 9, 3].sum(axis(..).ddof(1.0)), "add() got an unexpected keyword argument 'ddof'");
}

/// A wrong number of operands is an error by every way in, short or long, with an output or without.
#[test]
fn functions_count_their_operands() {
    let (x, out) = (array![1.0, 2.0], zeros(2, "f8").unwrap());
    let tables = [&nd_core::operators::ADD, &nd_core::operators::NEGATIVE, &ufuncs::SQRT, &ufuncs::MAXIMUM];
    for table in tables {
        for count in (0..=4).filter(|count| *count != table.nin) {
            let args = vec![nd_core::Arg::Array(&x); count];
            for out in [None, Some(&out)] {
                let options = nd_core::CallOptions { out, ..nd_core::CallOptions::default() };
                let wanted = format!(
                    "{}() takes {} positional arguments but {count} were given",
                    table.name, table.nin
                );
                refused(table.call(&args, &options), &wanted);
            }
        }
    }
    assert!(nd_core::operators::ADD.unary(&nd_core::Arg::Array(&x)).is_err());
    assert!(ufuncs::SQRT.binary(nd_core::Arg::Array(&x), nd_core::Arg::Array(&x)).is_err());
}

#[test]
fn rule_112_outer_has_the_axes_of_both() {
    let table = multiply::outer(&ones((2, 3), "f8").unwrap(), &ones(4, "f8").unwrap()).unwrap();
    assert_eq!(table.shape(), [2, 3, 4]);
    shows(subtract::outer(&arange(2), &array![10, 20]), "array([[-10, -20],\n       [ -9, -19]])");
}

#[test]
fn rule_113_the_first_of_equal_extremes_in_c_order() {
    assert_eq!(array![1, 3, 3].argmax(..).unwrap().item::<i64>().unwrap(), 1);
    let f = array![[2, 0], [0, 1]].copy_in(nd_core::Order::F).unwrap();
    assert_eq!(f.argmin(..).unwrap().item::<i64>().unwrap(), 1);
    shows(f.argmin(0), "array([1, 0])");
}

#[test]
fn calls_take_their_options() {
    let (x, y) = (array![1, 2, 3], array![10, 20, 30]);
    let out = zeros(3, "f4").unwrap();
    let mask = Array::from_slice(&[true, false, true]).unwrap();
    add::with(&x, &y).out(&out).where_(&mask).run().unwrap();
    shows(Ok(out), "array([11.,  0., 33.], dtype=float32)");
    shows(add::with(&x, &1).dtype("f4").unwrap().run(), "array([2., 3., 4.], dtype=float32)");
    shows(negative::with(&x).order(nd_core::Order::F).run(), "array([-1, -2, -3])");
    shows(add::reduce(&x, 0), "array(6)");
    shows(add::accumulate(&x, 0), "array([1, 3, 6])");
    assert_eq!((add::UFUNC.name(), add::UFUNC.nin(), sin::UFUNC.nin(), add::UFUNC.nout()), ("add", 2, 1, 1));
    assert_eq!(ufuncs::MAXIMUM.identity, nd_core::Identity::None);
    assert!(add(&x, 1i8).is_ok() && log(&x).unwrap().dtype() == &DType::F64);
}

#[test]
fn truth_of_elements() {
    let x = array![[0.0, 1.0], [f64::NAN, 2.0]];
    shows(x.any(0), "array([ True,  True])");
    shows(x.all(1), "array([False,  True])");
    shows(crate::logical_not(&x), "array([[ True, False],\n       [False, False]])");
    shows(crate::logical_and(&array![1, 0], &array![2.5, 1.0]), "array([ True, False])");
}
