//! Floating-point errors of products, as NumPy 2.4.6 reports them.

#![forbid(unsafe_code)]

use nd_core::{Array, ErrState, FloatAction, Result, array, errstate, seterrcall};
use std::cell::RefCell;
use std::rc::Rc;

/// The kinds of errors that `operation` meets, in the order in which they are told.
#[track_caller]
fn kinds(operation: impl FnOnce() -> Result<Array>) -> Vec<&'static str> {
    let seen = Rc::new(RefCell::new(Vec::new()));
    let told = seen.clone();
    seterrcall(Some(Rc::new(move |kind, _| told.borrow_mut().push(kind))));
    let result = {
        let _call = errstate(ErrState::all(FloatAction::Call));
        operation()
    };
    seterrcall(None);
    result.unwrap();
    Rc::try_unwrap(seen).map(RefCell::into_inner).unwrap_or_default()
}

/// Numbers of a dtype: its largest, its smallest normal one, infinity, NaN.
fn numbers(dtype: &str) -> [f64; 4] {
    let (large, small) = match dtype {
        "f2" => (65504.0, 6.103_515_625e-5),
        "f4" | "c8" => (f64::from(f32::MAX), f64::from(f32::MIN_POSITIVE)),
        _ => (f64::MAX, f64::MIN_POSITIVE),
    };
    [large, small, f64::INFINITY, f64::NAN]
}

#[test]
fn products_report_what_happens_in_their_sums() {
    for dtype in ["f2", "f4", "f8", "c8", "c16"] {
        let [large, small, inf, nan] = numbers(dtype);
        let check = |a: &[f64], b: &[f64], wanted: &[&str]| {
            let [a, b] = [a, b].map(|x| Array::from(x.to_vec()).astype(dtype).unwrap());
            let (row, column) = (a.expand_dims(0).unwrap(), b.expand_dims(-1).unwrap());
            assert_eq!(kinds(|| nd_linalg::matmul(&row, &column)), wanted, "{dtype}: {a} times {b}");
        };
        check(&[inf], &[0.0], &["invalid value"]);
        check(&[large], &[4.0], &["overflow"]);
        check(&[small], &[0.3 * small], &["underflow"]);
        check(&[nan], &[1.0], &[]);
        check(&[inf, -inf], &[1.0, 1.0], &["invalid value"]);
        check(&[large, large], &[1.0, 1.0], &["overflow"]);
        // A complex infinity times one is infinity times zero in one of its parts.
        let complex = dtype.starts_with('c');
        check(&[large, inf], &[0.0, 1.0], if complex { &["invalid value"] } else { &[] });
        check(&[1.0, 2.0], &[3.0, 0.0], &[]);
    }
}

#[test]
fn lanes_that_hold_nothing_report_nothing() {
    // Sizes that fill no vector, with an infinity that a padded zero would turn into NaN.
    for n in [1_usize, 3, 5, 9, 17, 33, 65] {
        let a = nd_core::full((n, n), f64::INFINITY).unwrap();
        let b = nd_core::ones((n, n), "f8").unwrap();
        assert_eq!(kinds(|| nd_linalg::matmul(&a, &b)), Vec::<&str>::new(), "{n}");
        assert_eq!(
            kinds(|| nd_linalg::matmul(&a, &b.t())
                .and_then(|x| nd_linalg::matmul(&x, &nd_core::zeros((n, n), "f8")?))),
            ["invalid value"],
            "{n}"
        );
    }
}

#[test]
fn errors_name_the_function() {
    let (x, y) = (array![f64::INFINITY, f64::MAX], array![0.0, 1.0]);
    let column = y.reshape((2, 1)).unwrap();
    let _raise = errstate(ErrState::all(FloatAction::Raise));
    #[track_caller]
    fn check(result: Result<Array>, wanted: &str) {
        assert_eq!(result.unwrap_err().to_string(), wanted);
    }
    check(nd_linalg::vecdot(&x, &y), "invalid value encountered in vecdot");
    check(nd_linalg::matvec(&x.reshape((1, 2)).unwrap(), &y), "invalid value encountered in matvec");
    check(nd_linalg::vecmat(&x, &column), "invalid value encountered in vecmat");
    check(nd_linalg::dot(&x, &column), "invalid value encountered in dot");
    check(nd_linalg::matmul(&x, &column), "invalid value encountered in matmul");
    check(nd_linalg::inner(&x, &y), "invalid value encountered in dot");
    check(nd_linalg::tensordot(&array![1e308], &array![1e308], 0), "overflow encountered in dot");
    check(nd_linalg::det(&(&nd_core::identity(3).unwrap() * 1e200)), "overflow encountered in det");
    check(nd_linalg::det(&(&nd_core::identity(3).unwrap() * 1e-200)), "underflow encountered in det");
    assert!(nd_linalg::det(&nd_core::zeros((2, 2), "f8").unwrap()).is_ok());
    assert!(nd_linalg::solve(&array![[1e-300]], &array![1e300]).is_ok());
    assert!(nd_linalg::inv(&array![[1e-310]]).is_ok());
}

#[test]
fn casts_of_operands_are_told_as_casts() {
    let (x, one) = (array![1e300], array![1.0]);
    let out = nd_core::zeros((), "f4").unwrap();
    let _raise = errstate(ErrState::all(FloatAction::Raise));
    let error = nd_linalg::vecdot::with(&x, &one).out(&out).run().unwrap_err();
    assert_eq!(error.to_string(), "overflow encountered in cast");
    let call = nd_linalg::vecdot::with(&x, &one);
    let error = call.dtype("f4").unwrap().run().unwrap_err();
    assert_eq!(error.to_string(), "overflow encountered in cast");
}
