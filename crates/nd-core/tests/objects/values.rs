//! What NumPy 2.4.6 prints for arrays of objects. Where a value of Rust stands, Python had one of the same `repr`.

use nd_core::operators::{ADD, DIVIDE, MULTIPLY, NEGATIVE, REMAINDER, SUBTRACT};
use nd_core::{
    Arg, Array, CallOptions, Casting, Complex, DType, Object, ReduceOptions, Result, Scalar, arange, array,
    axis, can_cast, concatenate, empty, frompyfunc, ones, promote_types, result_type, zeros,
};

/// A value that only Rust knows.
#[derive(Debug, PartialEq, PartialOrd)]
struct Metres(i32);

fn mixed() -> Array {
    array![1, "a", Object::NONE]
}

fn objects(array: Array) -> Array {
    array.astype("O").unwrap()
}

#[track_caller]
fn shows(array: Result<Array>, expected: &str) {
    assert_eq!(format!("{:?}", array.unwrap()), expected);
}

#[track_caller]
fn refused(array: Result<Array>, expected: &str) {
    assert_eq!(format!("{:?}", array.unwrap_err()), expected);
}

#[test]
fn the_dtype_is_numpys() {
    for spelling in ["O", "|O", "<O", "O8", "|O8", "object", "object_"] {
        assert_eq!(DType::parse(spelling).unwrap(), DType::OBJECT, "{spelling}");
    }
    let d = DType::OBJECT;
    assert_eq!(
        format!("{d} {d:?} {} {} {}", d.name(), d.descr_str(), d.descr().unwrap()),
        "object dtype('O') object |O '|O'"
    );
    assert_eq!((d.kind(), d.char(), d.itemsize(), d.alignment(), d.byteorder()), ('O', 'O', 8, 8, '|'));
    assert!(d.hasobject() && d.is_native() && d.swapped() == d && !DType::F64.hasobject());
    assert_eq!(promote_types(&d, &DType::I32).unwrap(), d);
    assert_eq!(promote_types(&DType::parse("M8[s]").unwrap(), &d).unwrap(), d);
    assert_eq!(result_type(&[(&d).into(), nd_core::Weak::Float(1.5).into()]).unwrap(), d);
    assert!(can_cast(&DType::F64, &d, Casting::Safe) && !can_cast(&DType::F64, &d, Casting::Equiv));
    assert!(can_cast(&d, &DType::F64, Casting::Unsafe) && !can_cast(&d, &DType::F64, Casting::SameKind));
}

/// Rule 370: objects are shown by their `repr`.
#[test]
fn rule_370_objects_print_as_their_repr() {
    assert_eq!(mixed().to_string(), "[1 'a' None]");
    shows(Ok(mixed()), "array([1, 'a', None], dtype=object)");
    let numbers = array![
        Object::from(1),
        2.5,
        1e20,
        true,
        Complex::new(1.0, 2.0),
        Object::from(Scalar::Bytes(b"x".into()))
    ];
    shows(Ok(numbers), "array([1, 2.5, 1e+20, True, (1+2j), b'x'], dtype=object)");
    shows(
        array![[Object::from(1), Object::from("abc")], [Object::NONE, Object::from(2.5)]].copy(),
        "array([[1, 'abc'],\n       [None, 2.5]], dtype=object)",
    );
    shows(Array::from_scalar(Object::NONE), "array(None, dtype=object)");
    shows(Array::from_scalar(Object::from("abc")), "array('abc', dtype=object)");
    assert_eq!(Array::from_scalar(Object::from("abc")).unwrap().to_string(), "abc");
    shows(zeros(2, "O"), "array([0, 0], dtype=object)");
    shows(empty(2, "O"), "array([None, None], dtype=object)");
    shows(ones(2, "O"), "array([1, 1], dtype=object)");
    shows(empty((0, 3), "O"), "array([], shape=(0, 3), dtype=object)");
    shows(arange(2000).astype("O"), "array([0, 1, 2, ..., 1997, 1998, 1999], shape=(2000,), dtype=object)");
    shows(Ok(array![Object::new(Metres(3)), 1]), "array([Metres(3), 1], dtype=object)");
}

#[test]
fn values_become_objects_and_back() {
    shows(arange(3).astype("O"), "array([0, 1, 2], dtype=object)");
    shows(array!["a", "b"].astype("O"), "array(['a', 'b'], dtype=object)");
    shows(array![1.5].astype(">f4").unwrap().astype("O"), "array([1.5], dtype=object)");
    shows(array![Object::NONE, 2].astype("f8"), "array([nan,  2.])");
    shows(array![Object::NONE].astype("c16"), "array([nan+nanj])");
    shows(array![Object::NONE].astype("M8[s]"), "array(['NaT'], dtype='datetime64[s]')");
    shows(array![Object::from(1.7), "12", true].astype("i8"), "array([ 1, 12,  1])");
    shows(array![Object::NONE, "", 0, "a"].astype("?"), "array([False, False, False,  True])");
    shows(array![Object::NONE, "abc", 1.5].astype("U"), "array(['None', 'abc', '1.5'], dtype='<U4')");
    shows(array![Object::NONE, "abc", 1.5].astype("S"), "array([b'None', b'abc', b'1.5'], dtype='|S4')");
    shows(array![Object::NONE, 1].astype("U2"), "array(['No', '1'], dtype='<U2')");
    let not_int = "TypeError: int() argument must be a string, a bytes-like object or a real number, not ";
    refused(array![Object::NONE].astype("i8"), &format!("{not_int}'NoneType'"));
    refused(array![Object::new(Metres(1))].astype("i8"), &format!("{not_int}'Metres'"));
    refused(
        array![Object::from(300)].astype("i1"),
        "OverflowError: Python integer 300 out of bounds for int8",
    );
    refused(
        array![Object::from("x")].astype("i8"),
        "ValueError: invalid literal for int() with base 10: 'x'",
    );
    refused(
        array![Object::from(Complex::new(0.0, 1.0))].astype("f8"),
        "TypeError: float() argument must be a string or a real number, not 'complex'",
    );
    refused(array![Object::from(f64::NAN)].astype("i8"), "ValueError: cannot convert float NaN to integer");
    assert_eq!(mixed().to_vec::<Object>().unwrap(), [1.into(), "a".into(), Object::NONE]);
    assert_eq!(mixed().slice(0).unwrap().item::<i64>().unwrap(), 1);
    assert_eq!(mixed().slice(1).unwrap().item::<String>().unwrap(), "a");
    let metres = Array::from_scalar(Object::new(Metres(3))).unwrap();
    assert_eq!(metres.item::<Object>().unwrap().downcast_ref(), Some(&Metres(3)));
    let Scalar::Object(object) = metres.scalar().unwrap() else { panic!("an object") };
    assert_eq!(object, Object::new(Metres(3)));
}

#[test]
fn elements_move_as_any_others() {
    let x = array![1, "a", Object::NONE, 2.5];
    shows(x.slice(nd_core::Slice::from(..).by(-2)), "array([2.5, 'a'], dtype=object)");
    shows(x.get([3, 0, 0]), "array([2.5, 1, 1], dtype=object)");
    shows(x.get([true, false, false, true]), "array([1, 2.5], dtype=object)");
    x.set([0, 3], &array!["x", "y"]).unwrap();
    x.set([false, true, true, false], 7).unwrap();
    shows(Ok(x.clone()), "array(['x', 7, 7, 'y'], dtype=object)");
    x.slice(1..).unwrap().assign(x.slice(..3).unwrap()).unwrap();
    shows(Ok(x.clone()), "array(['x', 'x', 7, 7], dtype=object)");
    x.fill("text").unwrap();
    x.set(0, Object::new(Metres(1))).unwrap();
    shows(
        x.reshape((2, 2)).unwrap().t().copy(),
        "array([[Metres(1), 'text'],\n       ['text', 'text']], dtype=object)",
    );
    shows(concatenate(&[&array![1, Object::NONE], &arange(2)], 0), "array([1, None, 0, 1], dtype=object)");
    shows(x.byteswap(), "array([Metres(1), 'text', 'text', 'text'], dtype=object)");
    let mut y = mixed();
    y.resize(5).unwrap();
    shows(Ok(y), "array([1, 'a', None, 0, 0], dtype=object)");
    let rows: Vec<String> = mixed().iter().unwrap().map(|e| format!("{:?}", e.scalar().unwrap())).collect();
    assert_eq!(rows, ["1", "'a'", "None"]);
}

#[test]
fn operators_are_pythons() {
    let one = || objects(array![1, 2]);
    shows(Ok(&one() + 1.5), "array([2.5, 3.5], dtype=object)");
    shows(Ok(&one() / 2), "array([0.5, 1.0], dtype=object)");
    shows(Ok(&objects(array!["a"]) + &objects(array!["b"])), "array(['ab'], dtype=object)");
    shows(Ok(&objects(array!["a"]) * 3), "array(['aaa'], dtype=object)");
    shows(Ok(-&array![Object::from(1), 2.5]), "array([-1, -2.5], dtype=object)");
    let (seven, obj) = (objects(array![7, -7]), |x: f64| Array::from_scalar(Object::from(x)));
    let call = |f: &nd_core::Elementwise, a: &Array, b: &Array| f.binary(Arg::Array(a), Arg::Array(b));
    shows(call(&REMAINDER, &seven, &array![4]), "array([3, 1], dtype=object)");
    refused(call(&DIVIDE, &seven, &array![0]), "ZeroDivisionError: division by zero");
    refused(call(&REMAINDER, &seven, &array![0]), "ZeroDivisionError: integer modulo by zero");
    refused(call(&DIVIDE, &obj(1.0).unwrap(), &array![0]), "ZeroDivisionError: float division by zero");
    let (number, text) = (objects(array![1]), objects(array!["a"]));
    refused(call(&ADD, &number, &text), "TypeError: unsupported operand type(s) for +: 'int' and 'str'");
    refused(call(&ADD, &text, &number), "TypeError: can only concatenate str (not \"int\") to str");
    refused(call(&SUBTRACT, &text, &number), "TypeError: unsupported operand type(s) for -: 'str' and 'int'");
    refused(
        call(&MULTIPLY, &text, &obj(1.5).unwrap()),
        "TypeError: can't multiply sequence by non-int of type 'float'",
    );
    refused(NEGATIVE.unary(&Arg::Array(&text)), "TypeError: bad operand type for unary -: 'str'");
    refused(
        call(&ADD, &arange(3), &array![Object::NONE]),
        "TypeError: unsupported operand type(s) for +: 'int' and 'NoneType'",
    );
    refused(
        call(&MULTIPLY, &objects(array![i64::MAX]), &objects(array![i64::MAX])),
        "OverflowError: the integer does not fit in an object, which has at most 64 bits",
    );
}

#[test]
fn outputs_and_masks_take_objects() {
    let (x, out) = (array![1, 2, 3].astype("O").unwrap(), zeros(3, "O").unwrap());
    let mask = array![true, false, true];
    let options = CallOptions { out: Some(&out), where_: Some(&mask), ..CallOptions::default() };
    ADD.call(&[Arg::Array(&x), Arg::Array(&x)], &options).unwrap();
    shows(Ok(out), "array([2, 0, 6], dtype=object)");
    let floats = zeros(3, "f8").unwrap();
    let options = CallOptions { out: Some(&floats), ..CallOptions::default() };
    refused(
        ADD.call(&[Arg::Array(&x), Arg::Array(&x)], &options),
        "UFuncTypeError: Cannot cast ufunc 'add' output from dtype('O') to dtype('float64') with casting rule 'same_kind'",
    );
    let options = CallOptions { casting: Some(Casting::Unsafe), ..options };
    shows(ADD.call(&[Arg::Array(&x), Arg::Array(&x)], &options), "array([2., 4., 6.])");
    let out = zeros(3, "O").unwrap();
    let options = CallOptions { out: Some(&out), where_: Some(&mask), ..CallOptions::default() };
    shows(
        DIVIDE.call(&[Arg::Array(&arange(3)), Arg::Weak(2.into())], &options),
        "array([0.0, 0, 1.0], dtype=object)",
    );
    let mut y = x.copy().unwrap();
    y += 1;
    shows(Ok(y), "array([2, 3, 4], dtype=object)");
}

#[test]
fn folds_start_from_the_first_object() {
    let x = objects(array![[1, 2], [3, 4]]);
    let add = |x: &Array, options: ReduceOptions<'_>| ADD.reduce(x, &options);
    shows(add(&x, axis(0)), "array([4, 6], dtype=object)");
    shows(add(&x, axis(1).keepdims()), "array([[3],\n       [7]], dtype=object)");
    shows(add(&x, (..).into()), "array(10, dtype=object)");
    shows(add(&objects(array!["a", "b"]), (..).into()), "array('ab', dtype=object)");
    shows(add(&empty(0, "O").unwrap(), (..).into()), "array(0, dtype=object)");
    shows(add(&x, axis(0).initial(10)), "array([14, 16], dtype=object)");
    shows(add(&x, axis(0).where_(&array![true, false])), "array([4, 0], dtype=object)");
    shows(ADD.accumulate(&x, 1, None, None), "array([[1, 3],\n       [3, 7]], dtype=object)");
    refused(
        add(&array![Object::NONE, 1], (..).into()),
        "TypeError: unsupported operand type(s) for +: 'NoneType' and 'int'",
    );
}

/// Rule 433: in NumPy every function of a closure gives objects; here one that returns objects does.
#[test]
fn rule_433_a_function_of_objects_gives_objects() {
    let add = frompyfunc(|a: Object, b: Object| nd_core::object::Binary::Add.apply(&a, &b).unwrap());
    shows(add.call((&array![1, 2], 3)), "array([4, 5], dtype=object)");
    let demo = frompyfunc(|x: Object, y: Object| Object::from(format!("f({x}, {y})")));
    let (a, b) = (array![[0, 1], [2, 3]], array![0, 1]);
    shows(
        demo.call((&a, &b)),
        "array([['f(0, 0)', 'f(1, 1)'],\n       ['f(2, 0)', 'f(3, 1)']], dtype=object)",
    );
    shows(
        demo.outer(&b, &b),
        "array([['f(0, 0)', 'f(0, 1)'],\n       ['f(1, 0)', 'f(1, 1)']], dtype=object)",
    );
    shows(add.reduce(&objects(array!["a", "b", "c"]), 0), "array('abc', dtype=object)");
    shows(add.accumulate(&arange(3), 0), "array([0, 1, 3], dtype=object)");
    shows(
        mixed().map(|x: Object| Object::new(Metres(i32::from(x.truth())))),
        "array([Metres(1), Metres(1), Metres(0)], dtype=object)",
    );
    shows(mixed().map(|x: Object| x.is_none()), "array([False, False,  True])");
    shows(mixed().map(|x: Object| x), "array([1, 'a', None], dtype=object)");
    shows(mixed().slice(1..1).unwrap().map(|x: Object| x), "array([], dtype=object)");
}
