//! Arrays of objects and of text of any length through the functions of all crates, held against what NumPy 2.4.6 prints.

mod products;
mod strings;

use nd::prelude::*;
use nd::{
    Object, SortOptions, all, any, argsort, array_equal, count_nonzero, empty, equal, flip, floor_divide,
    greater, isnan, less, logical_and, logical_not, logical_or, logical_xor, maximum, negative, not_equal,
    repeat, roll, sin, sort, square, sum, take, tile, unique, where_,
};

/// A value that only Rust knows.
#[derive(Debug, PartialEq, PartialOrd)]
struct Metres(i32);

fn objects(array: Array) -> Array {
    array.astype("O").expect("objects")
}

fn mixed() -> Array {
    array![1, "a", Object::NONE]
}

#[track_caller]
fn shows(array: Result<Array>, expected: &str) {
    assert_eq!(format!("{:?}", array.expect(expected)), expected);
}

#[track_caller]
fn refused<T: std::fmt::Debug>(result: Result<T>, expected: &str) {
    assert_eq!(format!("{:?}", result.expect_err(expected)), expected);
}

#[test]
fn comparisons() {
    shows(equal(mixed(), array![Object::from(1.0), "a", Object::NONE]), "array([ True,  True,  True])");
    shows(equal(objects(array![1, 2]), 1), "array([ True, False])");
    shows(not_equal(mixed(), "a"), "array([ True, False,  True])");
    shows(less(objects(array!["a", "b"]), objects(array!["b"])), "array([ True, False])");
    let lengths = array![Object::new(Metres(1)), Object::new(Metres(3))];
    shows(greater(&lengths, Object::new(Metres(2))), "array([False,  True])");
    shows(equal(&lengths, Object::new(Metres(3))), "array([False,  True])");
    shows(less(objects(array![f64::NAN, 1.0]), 2), "array([False,  True])");
    refused(less(mixed(), 2), "TypeError: '<' not supported between instances of 'str' and 'int'");
    refused(
        less(array![Object::NONE], 1),
        "TypeError: '<' not supported between instances of 'NoneType' and 'int'",
    );
    refused(less(&lengths, 1), "TypeError: '<' not supported between instances of 'Metres' and 'int'");
    assert!(array_equal(mixed(), mixed()).expect("comparable"));
}

#[test]
fn functions_without_a_meaning() {
    refused(
        sin(objects(array![1.0])),
        "TypeError: loop of ufunc does not support argument 0 of type float which has no callable sin method",
    );
    refused(
        sin(array![Object::NONE]),
        "TypeError: loop of ufunc does not support argument 0 of type NoneType which has no callable sin method",
    );
    shows(sin(empty(0, "O").expect("memory")), "array([], dtype=object)");
    refused(
        isnan(objects(array![1.0])),
        "TypeError: ufunc 'isnan' not supported for the input types, and the inputs could not be safely coerced to any supported types according to the casting rule ''safe''",
    );
    refused(logical_xor(objects(array![1, 0]), 3), "TypeError: 'int' object has no attribute 'logical_xor'");
}

#[test]
fn arithmetic_and_logic() {
    shows(floor_divide(objects(array![7, -7]), 2), "array([3, -4], dtype=object)");
    shows(square(objects(array![3])), "array([9], dtype=object)");
    shows(negative(array![Object::from(1), 2.5]), "array([-1, -2.5], dtype=object)");
    shows(maximum(objects(array![1, 5]), 3), "array([3, 5], dtype=object)");
    shows(
        logical_and(array![Object::from(1), 2, 0], array![Object::from(0), "a", 5]),
        "array([0, 'a', 0], dtype=object)",
    );
    shows(logical_or(objects(array![1, 0]), 3), "array([1, 3], dtype=object)");
    shows(logical_not(objects(array![1, 0])), "array([False, True], dtype=object)");
}

#[test]
fn reductions() {
    shows(sum(&objects(array![3, 1, 2]), ..), "array(6, dtype=object)");
    shows(sum(&objects(array![[1, 2], [3, 4]]), 0), "array([4, 6], dtype=object)");
    shows(objects(array![3, 1]).max(..), "array(3, dtype=object)");
    refused(
        array![Object::from(3), "a"].max(..),
        "TypeError: '>=' not supported between instances of 'int' and 'str'",
    );
    refused(
        empty(0, "O").expect("memory").max(..),
        "ValueError: zero-size array to reduction operation maximum which has no identity",
    );
    shows(any(&array![Object::from(""), "b"], ..), "array(True)");
    shows(all(&objects(array![1, 0]), ..), "array(False)");
    shows(objects(array![3, 1, 2]).cumsum(0), "array([3, 4, 6], dtype=object)");
    assert_eq!(count_nonzero(&mixed(), ..).expect("a count").item::<i64>().expect("a number"), 2);
}

#[test]
fn sorting() {
    shows(sort(&array![Object::from(3), 1.5, true], -1), "array([True, 1.5, 3], dtype=object)");
    shows(argsort(&objects(array!["b", "a"]), -1), "array([1, 0])");
    shows(sort(&objects(array![[3, 1], [2, 4]]), 0), "array([[2, 1],\n       [3, 4]], dtype=object)");
    let lengths = array![Object::new(Metres(3)), Object::new(Metres(1))];
    shows(sort(&lengths, SortOptions::default()), "array([Metres(1), Metres(3)], dtype=object)");
    refused(
        sort(&array![Object::from(3), "a"], -1),
        "TypeError: '<' not supported between instances of 'str' and 'int'",
    );
    shows(unique(&objects(array!["b", "a", "b"])), "array(['a', 'b'], dtype=object)");
}

#[test]
fn choosing_and_moving() {
    shows(
        where_(array![true, false], array![Object::from(1), "a"], Object::NONE),
        "array([1, None], dtype=object)",
    );
    shows(
        where_(array![true, false], mixed().slice(..2).expect("a view"), 7.5),
        "array([1, 7.5], dtype=object)",
    );
    shows(take(&mixed(), [2, 0], 0), "array([None, 1], dtype=object)");
    shows(flip(&mixed(), 0), "array([None, 'a', 1], dtype=object)");
    shows(roll(&mixed(), 1, 0), "array([None, 1, 'a'], dtype=object)");
    shows(repeat(&mixed(), 2, 0), "array([1, 1, 'a', 'a', None, None], dtype=object)");
    shows(tile(&mixed(), 2), "array([1, 'a', None, 1, 'a', None], dtype=object)");
}
