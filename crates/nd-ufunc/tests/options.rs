//! Options of the functions: the calls that NumPy was asked, and what it printed.

use nd_core::{Array, Complex, Error, array, axis, zeros};
use nd_ufunc::{
    DiffOptions, MathExt as _, Tolerance, angle, array_equal, clip, diff, nan_to_num, nanstd, nanvar, round,
};

#[track_caller]
fn shows(result: Result<Array, Error>, wanted: &str) {
    assert_eq!(format!("{:?}", result.unwrap()), wanted);
}

#[track_caller]
fn refused<T>(result: Result<T, Error>, wanted: &str) {
    assert_eq!(result.map(|_| ()).unwrap_err().to_string(), wanted);
}

const NAN: f64 = f64::NAN;

#[test]
fn differences_with_more_around() {
    let (x, m) = (array![1, 2, 4].astype("i1").unwrap(), array![[1, 2], [4, 8]]);
    let around = || DiffOptions::from(..);
    shows(diff(&x, 1, around().prepend(0)), "array([1, 1, 2])");
    shows(diff(&x, 1, around().append([9, 10])), "array([1, 2, 5, 1])");
    let (zero, five) = (zeros(1, "i1").unwrap(), x.slice(..1).unwrap() * 5);
    shows(diff(&x, 1, around().prepend(zero).append(five)), "array([1, 1, 2, 1], dtype=int8)");
    shows(diff(&m, 1, DiffOptions::from(0).prepend(0)), "array([[1, 2],\n       [3, 6]])");
    shows(diff(&m, 1, DiffOptions::from(0).prepend([[5, 6]])), "array([[-4, -4],\n       [ 3,  6]])");
    shows(diff(&m, 1, around().append([[5], [6]])), "array([[ 1,  3],\n       [ 4, -2]])");
    shows(diff(&m, 2, around().prepend(0).append(0)), "array([[  0,  -3],\n       [  0, -12]])");
    shows(diff(&array![true, false], 1, around().prepend(true)), "array([False,  True])");
    shows(diff(&x.astype("f4").unwrap(), 1, around().prepend(0.5)), "array([0.5, 1. , 2. ])");
    let days = array!["2020-01-02", "2020-01-05"].astype("M8[D]").unwrap();
    let first = array!["2020-01-01"].astype("M8[D]").unwrap();
    shows(diff(&days, 1, around().prepend(first)), "array([1, 3], dtype='timedelta64[D]')");
    // Nothing is looked at for no differences.
    shows(diff(&x, 0, around().prepend(0)), "array([1, 2, 4], dtype=int8)");
    shows(diff(&array![3].reshape(()).unwrap(), 0, ..), "array(3)");
    assert!(diff(&m, 1, around().prepend([1, 2])).is_err());
}

#[track_caller]
fn equal_with_nan(a: &Array, b: &Array, wanted: bool) {
    assert_eq!(array_equal::with(a, b).equal_nan().run().unwrap(), wanted);
}

#[test]
fn equal_arrays_of_nan() {
    equal_with_nan(&array![NAN, 1.0], &array![NAN, 1.0], true);
    equal_with_nan(&array![NAN, 1.0], &array![1.0, NAN], false);
    equal_with_nan(&array![1, 2], &array![1, 2], true);
    equal_with_nan(&array![NAN, 1.0], &array![NAN, 1.0, 2.0], false);
    equal_with_nan(&array![Complex::new(1.0, NAN)], &array![Complex::new(NAN, 1.0)], true);
    let none = array!["NaT"].astype("M8[D]").unwrap();
    equal_with_nan(&none, &none, true);
    assert!(!array_equal::with(&none, &none).run().unwrap());
    refused(
        array_equal::with(&array!["a"], &array!["a"]).equal_nan().run(),
        "ufunc 'isnan' not supported for the input types, and the inputs could not be safely coerced to any \
         supported types according to the casting rule ''safe''",
    );
}

#[test]
fn tolerances_for_each_element() {
    let (a, b) = (array![1.0, 2.0, 3.0], array![1.1, 2.1, 3.1]);
    shows(Tolerance::new().atol(array![0.2, 0.0, 0.2]).isclose(&a, &b), "array([ True, False,  True])");
    shows(
        Tolerance::new().rtol(&array![[0.2], [0.01]]).atol(0.0).isclose(&a, &b),
        "array([[ True,  True,  True],\n       [False, False, False]])",
    );
    let rtol = array![0.2, 0.0];
    assert!(Tolerance::new().rtol(&rtol).allclose(&array![1.0, 2.0], &array![1.1, 2.0]).unwrap());
    assert!(!Tolerance::new().rtol(&rtol).allclose(&array![1.0, 2.0], &array![1.1, 2.1]).unwrap());
}

#[test]
fn one_bound_clips() {
    let x = array![1, 2, 4].astype("i1").unwrap();
    shows(clip::max(&x, &3).run(), "array([1, 2, 3], dtype=int8)");
    shows(clip::min(&x, &2).run(), "array([2, 2, 4], dtype=int8)");
    shows(clip::max(&x, &2.5).run(), "array([1. , 2. , 2.5])");
    shows(clip::max(&x, &300).run(), "array([1, 2, 4], dtype=int8)");
    refused(clip::max(&x, &-300).run(), "Python integer -300 out of bounds for int8");
    shows(clip::min(&x, &array![1, 3, 3]).run(), "array([1, 3, 4])");
    clip::min(&x, &2).out(&x).run().unwrap();
    assert_eq!(x.to_string(), "[2 2 4]");
}

#[test]
fn rounding_into_an_output() {
    let x = array![1.25, 2.75];
    let out = |dtype: &str| zeros(2, dtype).unwrap();
    shows(round::with(&x, 1).out(&out("f4")).run(), "array([1.2, 2.8], dtype=float32)");
    let whole = array![15, 25];
    shows(round::with(&whole, -1).out(&out("f4")).run(), "array([20., 20.], dtype=float32)");
    shows(round::with(&whole, 1).out(&out("f4")).run(), "array([15., 25.], dtype=float32)");
    shows(round::with(&whole, 0).out(&out("i1")).run(), "array([15, 25], dtype=int8)");
    let misfit = |name: &str| {
        format!(
            "Cannot cast ufunc '{name}' output from dtype('float64') to dtype('int32') with casting rule 'same_kind'"
        )
    };
    refused(round::with(&whole, -1).out(&out("i4")).run(), &misfit("divide"));
    refused(round::with(&x, 0).out(&out("i4")).run(), &misfit("rint"));
    refused(round::with(&x, 1).out(&out("i4")).run(), &misfit("multiply"));
    refused(round::with(&x, 1).out(&zeros(3, "f8").unwrap()).run(), "invalid output shape");
    refused(round::with(&whole, 0).out(&zeros(3, "f8").unwrap()).run(), "invalid output shape");
}

#[test]
fn angles_in_degrees() {
    let z = array![Complex::new(0.0, 1.0), Complex::new(-1.0, 0.0), Complex::new(1.0, 0.0)];
    shows(angle::degrees(&z), "array([ 90., 180.,   0.])");
    shows(angle::degrees(&z.astype("c8").unwrap()), "array([ 90., 180.,   0.], dtype=float32)");
    shows(angle::degrees(&array![-1, 1]), "array([180.,   0.])");
}

#[test]
fn numbers_in_place_of_nan_where_they_are() {
    let x = array![NAN, 1.0];
    let same = nan_to_num::with(&x).in_place().run().unwrap();
    assert_eq!((x.to_string(), same.shares_memory(&x)), ("[0. 1.]".into(), true));
    let whole = array![1, 2];
    assert!(nan_to_num::with(&whole).in_place().run().unwrap().shares_memory(&whole));
    let z = array![Complex::new(NAN, f64::INFINITY)];
    nan_to_num::with(&z).posinf(&5).in_place().run().unwrap();
    assert_eq!(z.to_string(), "[0.+5.j]");
}

#[test]
fn variances_around_a_known_mean() {
    let (x, m) = (array![1.0, 2.0, 4.0], array![[1.0, 2.0], [4.0, 8.0]]);
    let two = array![2.0];
    shows(x.var(axis(..).mean(&two)), "array(1.66666667)");
    shows(x.std(axis(..).mean(&two)), "array(1.29099445)");
    shows(m.var(axis(0).mean(&array![[2.5, 5.0]])), "array([2.25, 9.  ])");
    let rows = array![[1.5], [6.0]];
    shows(m.var(axis(1).ddof(1.0).mean(&rows)), "array([0.5, 8. ])");
    shows(m.astype("i8").unwrap().std(axis(1).mean(&rows)), "array([0.5, 2. ])");
    // A mean that has lost its axis goes along the other.
    shows(m.var(axis(1).mean(&array![1.5, 6.0])), "array([8.125, 5.125])");
    let z = array![Complex::new(1.0, 0.0), Complex::new(0.0, 2.0), Complex::new(4.0, 0.0)];
    shows(z.var(axis(..).mean(&array![Complex::new(0.0, 1.0)])), "array(6.66666667)");
    let mask = array![true, false, true];
    shows(x.var(axis(..).mean(&two).where_(&mask)), "array(2.5)");
    let gaps = array![1.0, NAN, 4.0];
    shows(nanvar(&gaps, axis(..).mean(&two)), "array(2.5)");
    shows(nanstd(&gaps, axis(..).mean(&two)), "array(1.58113883)");
    refused(x.mean(axis(..).mean(&two)), "mean() got an unexpected keyword argument 'mean'");
}

#[test]
fn parts_of_complex_numbers_are_rounded_apart() {
    let z = array![Complex::new(f64::INFINITY, 1.25), Complex::new(NAN, 1.25), Complex::new(1.25, 2.35)];
    shows(round::with(&z, 1).run(), "array([inf+1.2j, nan+1.2j, 1.2+2.4j])");
    shows(round::with(&array![Complex::new(125.0, 235.0)], -1).run(), "array([120.+240.j])");
    shows(
        round::with(&z.slice(2..).unwrap().astype("c8").unwrap(), 1).run(),
        "array([1.2+2.4j], dtype=complex64)",
    );
    round::with(&z, 1).out(&z).run().unwrap();
    assert_eq!(z.to_string(), "[inf+1.2j nan+1.2j 1.2+2.4j]");
    let truths = array![true, false];
    shows(round::with(&truths, 0).run(), "array([1., 0.], dtype=float16)");
    refused(
        round::with(&truths, 1).run(),
        "Cannot cast ufunc 'multiply' output from dtype('float64') to dtype('bool') with casting rule 'same_kind'",
    );
}
