//! The rules of promotion, integer arithmetic and overlap that operators show, by their numbers in the list of NumPy's
//! rules that the tests follow.

use crate::engine::{CallOptions, axis};
use crate::generated::operators;
use crate::{Arg, Array, Complex, DType, ErrorKind, Scalar, arange, array, ones, zeros};

fn of(value: i64, dtype: &str) -> Array {
    array![value].astype(dtype).unwrap()
}

#[track_caller]
fn has_dtype(array: &Array, dtype: DType) {
    assert_eq!(array.dtype(), &dtype);
}

#[track_caller]
fn shows(array: &Array, expected: &str) {
    assert_eq!(format!("{array:?}"), expected);
}

/// The message with which an operator panics.
#[track_caller]
fn panic_of(operation: impl FnOnce() -> Array) -> String {
    let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(operation)).map(|_| ());
    *caught.expect_err("no panic").downcast::<String>().expect("a message")
}

#[test]
fn rule_001_integer_literals_are_weak() {
    has_dtype(&(of(1, "i1") + 1), DType::I8);
    has_dtype(&(1 + of(1, "u2")), DType::U16);
    has_dtype(&(&of(1, "f2") * 3), DType::F16);
    has_dtype(&(&of(1, "?") + 1), DType::I64);
}

#[test]
fn rule_002_literals_that_do_not_fit_are_refused() {
    assert_eq!(panic_of(|| of(1, "u1") + 300), "add: Python integer 300 out of bounds for uint8");
    assert_eq!(panic_of(|| of(1, "u1") + (-1)), "add: Python integer -1 out of bounds for uint8");
}

#[test]
fn rule_004_float_literals_lift_integers_only() {
    for (dtype, result) in [("f2", DType::F16), ("f4", DType::F32), ("i1", DType::F64), ("?", DType::F64)] {
        has_dtype(&(of(1, dtype) + 1.0), result);
    }
    has_dtype(&(of(1, "f4") + Complex::new(0.0, 1.0)), DType::C64);
    has_dtype(&(of(1, "i4") + Complex::new(0.0, 1.0)), DType::C128);
}

#[test]
fn rule_006_scalars_and_arrays_without_axes_are_strong() {
    has_dtype(&(of(1, "f4") + Scalar::from(1.0)), DType::F64);
    has_dtype(&(of(1, "i1") + &Array::from_scalar(1i64).unwrap()), DType::I64);
}

#[test]
fn rules_009_and_011_arrays_promote() {
    has_dtype(&(of(1, "i8") + of(1, "u8")), DType::F64);
    for (a, b, result) in [
        ("i1", "f2", DType::F16),
        ("i2", "f2", DType::F32),
        ("i2", "f4", DType::F32),
        ("i4", "f4", DType::F64),
        ("u2", "f4", DType::F32),
        ("i8", "c8", DType::C128),
        (">i2", ">i4", DType::I32),
    ] {
        has_dtype(&(of(1, a) + of(1, b)), result);
    }
}

#[test]
fn rule_014_booleans_do_not_subtract() {
    let message = panic_of(|| of(1, "?") - of(1, "?"));
    assert_eq!(
        message,
        "subtract: numpy boolean subtract, the `-` operator, is not supported, use the bitwise_xor, the `^` operator, or the logical_xor function instead."
    );
    assert!(panic_of(|| -of(1, "?")).starts_with("negative: The numpy boolean negative"));
    shows(&(of(1, "?") + of(1, "?")), "array([ True])");
    shows(&(of(1, "?") * of(0, "?")), "array([False])");
}

#[test]
fn rule_017_division_is_in_floats() {
    for (dtype, result) in [
        ("?", DType::F64),
        ("i1", DType::F64),
        ("u2", DType::F64),
        ("i8", DType::F64),
        ("f2", DType::F16),
        ("f4", DType::F32),
    ] {
        has_dtype(&(of(1, dtype) / of(2, dtype)), result);
    }
    shows(&(array![1, 2] / 2), "array([0.5, 1. ])");
}

#[test]
fn rule_031_and_032_results_are_cast_to_the_output_within_their_kind() {
    let mut x = array![1, 2];
    let message = panic_of(|| {
        let mut same = &x;
        same += 1.5;
        x.clone()
    });
    assert_eq!(
        message,
        "add: Cannot cast ufunc 'add' output from dtype('float64') to dtype('int64') with casting rule 'same_kind'"
    );
    x += 1;
    shows(&x, "array([2, 3])");
    let mut narrow = of(100, "i1");
    narrow += &of(100, "i8");
    shows(&narrow, "array([-56], dtype=int8)");
}

#[test]
fn rule_052_integers_wrap() {
    shows(&(of(127, "i1") + of(1, "i1")), "array([-128], dtype=int8)");
    shows(&(of(200, "u1") * 2), "array([144], dtype=uint8)");
    shows(&-of(-128, "i1"), "array([-128], dtype=int8)");
    shows(&(array![i64::MAX] + 1), "array([-9223372036854775808])");
}

#[test]
fn rules_055_and_057_remainders_have_the_sign_of_the_divisor() {
    shows(&(array![-7, 7, -7] % &array![2, -2, -2]), "array([ 1, -1, -1])");
    shows(&(array![7] % &array![0]), "array([0])");
    shows(&(of(-128, "i1") % of(-1, "i1")), "array([0], dtype=int8)");
    // Rule 79.
    shows(
        &(array![-1.0, 1.0, -1.0, 1.0] % &array![3.0, f64::NEG_INFINITY, f64::INFINITY, 0.0]),
        "array([  2., -inf,  inf,  nan])",
    );
}

#[test]
fn rule_059_shifts_beyond_the_width_are_defined() {
    shows(&(of(1, "i8") << 64), "array([0])");
    shows(&(of(-1, "i8") >> 64), "array([-1])");
    shows(&(of(1, "i1") << of(8, "i1")), "array([0], dtype=int8)");
    shows(&(of(1, "u1") << of(7, "u1")), "array([128], dtype=uint8)");
}

#[test]
fn rules_062_and_068_bits() {
    shows(&!of(1, "?"), "array([False])");
    shows(&!of(1, "u1"), "array([254], dtype=uint8)");
    shows(&!of(1, "i8"), "array([-2])");
    shows(&(array![12] & 10), "array([8])");
    shows(&(array![12] | &array![3]), "array([15])");
    shows(&(array![12] ^ 10), "array([6])");
    assert_eq!(
        panic_of(|| array![1.0] | &array![1]),
        "bitwise_or: ufunc 'bitwise_or' not supported for the input types, and the inputs could not be safely coerced to any supported types according to the casting rule ''safe''"
    );
}

#[test]
fn rule_078_float_division_by_zero() {
    shows(&(array![1.0, -1.0, 0.0] / 0), "array([ inf, -inf,  nan])");
}

#[test]
fn rule_089_small_integers_sum_as_wide_ones() {
    for (dtype, result) in [
        ("?", DType::I64),
        ("i1", DType::I64),
        ("i4", DType::I64),
        ("u1", DType::U64),
        ("u4", DType::U64),
        ("f2", DType::F16),
        ("f4", DType::F32),
        ("c8", DType::C64),
    ] {
        has_dtype(&operators::ADD.reduce(&ones(3, dtype).unwrap(), &axis(..)).unwrap(), result.clone());
        has_dtype(&operators::MULTIPLY.accumulate(&ones(3, dtype).unwrap(), 0, None, None).unwrap(), result);
    }
}

#[test]
fn rules_096_and_100_sums_of_nothing() {
    let none = zeros((0, 3), "f8").unwrap();
    shows(&operators::ADD.reduce(&none, &axis(0)).unwrap(), "array([0., 0., 0.])");
    shows(&operators::MULTIPLY.reduce(&none, &axis(..)).unwrap(), "array(1.)");
    shows(&operators::ADD.reduce(&none, &axis(1)).unwrap(), "array([], dtype=float64)");
    // The sum of nothing is +0, that of negative zeros -0.
    let sign = |a: &Array| a.item::<f64>().unwrap().is_sign_negative();
    assert!(!sign(&operators::ADD.reduce(&none, &axis(..)).unwrap()));
}

#[test]
fn rule_101_axes_in_every_form() {
    let x = ones((2, 3, 4), "f8").unwrap();
    let shape = |axes: crate::Axes| operators::ADD.reduce(&x, &axes.into()).unwrap().shape().to_vec();
    assert_eq!(shape((-1).into()), [2, 3]);
    assert_eq!(shape([0, 2].into()), [3]);
    assert_eq!(shape((..).into()), [0usize; 0]);
    assert_eq!(shape(().into()), [2, 3, 4]);
    assert_eq!(operators::ADD.reduce(&x, &axis([0, 2]).keepdims()).unwrap().shape(), [1, 3, 1]);
}

#[test]
fn rule_106_subtraction_folds_from_the_left() {
    assert_eq!(operators::SUBTRACT.reduce(&array![10, 1, 2], &axis(0)).unwrap().item::<i64>().unwrap(), 7);
    let x = array![[1, 2], [3, 4]];
    shows(&operators::ADD.accumulate(&x, 0, None, None).unwrap(), "array([[1, 2],\n       [4, 6]])");
}

#[test]
fn rules_107_and_109_masks() {
    let mask = Array::from_slice(&[true, false, true]).unwrap();
    let sum = operators::ADD.reduce(&array![1, 2, 3], &axis(..).where_(&mask)).unwrap();
    assert_eq!(sum.item::<i64>().unwrap(), 4);
    assert_eq!(
        operators::ADD.reduce(&array![1, 2], &axis(..).initial(9i64)).unwrap().item::<i64>().unwrap(),
        12
    );
    let out = array![-1, -1, -1];
    let options = CallOptions { out: Some(&out), where_: Some(&mask), ..CallOptions::default() };
    operators::ADD.call(&[Arg::Array(&array![1, 2, 3]), Arg::Array(&array![10, 20, 30])], &options).unwrap();
    shows(&out, "array([11, -1, 33])");
}

#[test]
fn masked_outputs_keep_values_that_the_loop_cannot_hold() {
    let mask = Array::from_slice(&[true, false]).unwrap();
    let out = array![1_000_000, 1_000_000];
    let options = CallOptions { out: Some(&out), where_: Some(&mask), ..CallOptions::default() };
    operators::ADD.call(&[Arg::Array(&of(1, "i1")), Arg::Array(&of(2, "i1"))], &options).unwrap();
    shows(&out, "array([      3, 1000000])");
}

#[test]
fn rules_132_to_134_and_143_overlap() {
    let call = |function: &crate::Elementwise, x: &Array, y: &Array, out: &Array| {
        let options = CallOptions { out: Some(out), ..CallOptions::default() };
        function.call(&[Arg::Array(x), Arg::Array(y)], &options).unwrap();
    };
    let a = arange(6);
    call(&operators::ADD, &a.slice(..5).unwrap(), &a.slice(..5).unwrap(), &a.slice(1..).unwrap());
    shows(&a, "array([0, 0, 2, 4, 6, 8])");
    let mut square = arange(9).reshape((3, 3)).unwrap();
    square += &square.t();
    shows(&square, "array([[ 0,  4,  8],\n       [ 4,  8, 12],\n       [ 8, 12, 16]])");
    let x = arange(10);
    call(&operators::SUBTRACT, &x.slice(..5).unwrap(), &x.slice(5..).unwrap(), &x.slice(..5).unwrap());
    shows(&x, "array([-5, -5, -5, -5, -5,  5,  6,  7,  8,  9])");
    let a = arange(5);
    operators::ADD.accumulate(&a, 0, None, Some(&a)).unwrap();
    shows(&a, "array([ 0,  1,  3,  6, 10])");
}

#[test]
fn rules_138_and_139_outputs_are_not_repeated() {
    let out = zeros(3, "f8").unwrap();
    let options = CallOptions { out: Some(&out), ..CallOptions::default() };
    operators::ADD.call(&[Arg::Array(&array![1]), Arg::Array(&array![2])], &options).unwrap();
    shows(&out, "array([3., 3., 3.])");
    let one = zeros(1, "f8").unwrap();
    let options = CallOptions { out: Some(&one), ..CallOptions::default() };
    let error = operators::ADD.call(&[Arg::Array(&out), Arg::Array(&out)], &options).map(|_| ()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Value);
}

#[test]
fn scalars_stand_on_either_side() {
    let x = array![1.0, 2.0];
    shows(&(2.0 - &x), "array([1., 0.])");
    shows(&(2 * &x), "array([2., 4.])");
    shows(&(1.0 / x.clone()), "array([1. , 0.5])");
    shows(&(true & &of(1, "?")), "array([ True])");
    shows(&(Complex::new(0.0, 1.0) * &x), "array([0.+1.j, 0.+2.j])");
    let mut y = x.copy().unwrap();
    y -= 1.0;
    y *= &x;
    y /= 2;
    y %= 1;
    shows(&y, "array([0., 0.])");
}

#[test]
fn an_operand_given_up_lends_its_memory_only_if_nobody_else_sees_it() {
    let x = ones(5000, "f8").unwrap();
    let view = x.slice(..1).unwrap();
    let sum = x + 1.0;
    assert_eq!((view.item::<f64>().unwrap(), sum.shares_memory(&view)), (1.0, false));
    let y = ones(5000, "f8").unwrap();
    let same = y.clone();
    let sum = y + &same;
    assert_eq!(
        (same.slice(0).unwrap().item::<f64>().unwrap(), sum.slice(0).unwrap().item::<f64>().unwrap()),
        (1.0, 2.0)
    );
}

fn every_second(x: &Array) -> Array {
    x.slice([crate::Part::from(crate::Slice { start: None, stop: None, step: Some(2) })]).unwrap()
}

#[test]
fn operators_write_into_arrays_that_are_given_up() {
    let x = arange(2000) + 1.0;
    let y = &x * 2.0;
    let temporary = || &x + &y;
    // What is computed, and where.
    let at = |array: &Array| array.ptr();
    let check = |operation: &dyn Fn(Array) -> Array, reuses: bool, what: &str| {
        let given = temporary();
        let (place, expected) = (at(&given), operation(given.copy().unwrap()));
        let result = operation(given);
        assert_eq!(at(&result) == place, reuses, "{what}");
        assert_eq!(result.tobytes().unwrap(), expected.tobytes().unwrap(), "{what}");
    };
    check(&|t| t + &y, true, "array on the left");
    check(&|t| &y - t, true, "array on the right");
    check(&|t| t.clone() - &y, false, "a handle of what someone else holds");
    check(&|t| 1.0 / t, true, "array behind a literal");
    check(&|t| t * 3.0, true, "array before a literal");
    check(&|t| -t, true, "negation");
    check(&|t| (t + &y) * 2.0 - &x, true, "a chain");
    check(&|t| t + arange(2000), true, "an array of another dtype on the right");
    check(&|t| arange(2000) + t, true, "an array of another dtype on the left");
    // No room, no fit, or not alone.
    check(&|t| t + x.astype("c16").unwrap(), false, "a result of another dtype");
    check(&|t| t + arange(4000).reshape((2, 2000)).unwrap(), false, "a larger result");
    check(&|t| arange(4000).reshape((2, 2000)).unwrap() + t, false, "a larger result, on the right");
    check(&|t| every_second(&t) + every_second(&y), false, "a view with gaps");
    let kept = temporary();
    let place = at(&kept);
    let view = kept.alias();
    let result = kept + &y;
    assert!(at(&result) != place && view.shares_memory(&view));
    assert_eq!(view.tobytes().unwrap(), temporary().tobytes().unwrap());
    let read_only = temporary().read_only();
    let place = at(&read_only);
    assert_ne!(at(&(read_only + 1.0)), place);
    let ints = arange(2000);
    let place = at(&ints);
    assert_eq!(at(&!ints), place);
}
