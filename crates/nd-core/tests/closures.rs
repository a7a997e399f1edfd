//! Functions of closures: what they take and give, how they broadcast, and what a panic leaves behind.

use nd_core::{Array, ErrorKind, Scalar, arange, array, axis, frompyfunc, zeros};
use std::panic::{AssertUnwindSafe, catch_unwind};

#[track_caller]
fn shows(array: nd_core::Result<Array>, expected: &str) {
    assert_eq!(array.unwrap().to_string(), expected);
}

/// The tutorial's `demo = np.frompyfunc('f({}, {})'.format, 2, 1)`.
#[test]
fn a_function_of_two_scalars_gives_text() {
    let demo = frompyfunc(|x: Scalar, y: Scalar| format!("f({x}, {y})"));
    let (a, b) = (arange(6).reshape((2, 3)).unwrap(), arange(2));
    let clash = demo.call((&a, &b)).unwrap_err();
    assert_eq!(clash.to_string(), "operands could not be broadcast together with shapes (2,3) (2,) ");
    let column = b.reshape((2, 1)).unwrap();
    shows(demo.call((&a, &column)), "[['f(0, 0)' 'f(1, 0)' 'f(2, 0)']\n ['f(3, 1)' 'f(4, 1)' 'f(5, 1)']]");
    shows(demo.call((&column, &a)), "[['f(0, 0)' 'f(0, 1)' 'f(0, 2)']\n ['f(1, 3)' 'f(1, 4)' 'f(1, 5)']]");
    let table = demo.outer(&arange(4), &arange((4, 8))).unwrap();
    assert_eq!(table.shape(), [4, 4]);
    assert_eq!(table.slice(3).unwrap().to_string(), "['f(3, 4)' 'f(3, 5)' 'f(3, 6)' 'f(3, 7)']");
    assert_eq!(table.dtype().to_string(), "<U7");
}

#[test]
fn arguments_and_results_are_numbers_strings_and_scalars() {
    let x = array![1.5, 2.5];
    shows(frompyfunc(|x: f64| x * 2.0).call(&x), "[3. 5.]");
    shows(frompyfunc(|x: i32, y: f32| f64::from(x) + f64::from(y)).call((&x, 1)), "[2. 3.]");
    shows(frompyfunc(|s: String| s.len() as i64).call(&array!["a", "bcd", ""]), "[1 3 0]");
    shows(frompyfunc(|s: String| s + "!").call(&x.astype(">U3").unwrap()), "['1.5!' '2.5!']");
    shows(frompyfunc(|s: String| s).call(&arange(2)), "['0' '1']");
    shows(
        frompyfunc(|a: bool, b: bool, c: bool, d: bool| a || b || c || d).call((false, 0, 0.0, &arange(2))),
        "[False  True]",
    );
    let mixed = frompyfunc(|x: i64| if x > 1 { Scalar::I64(x) } else { Scalar::F64(0.5) });
    shows(mixed.call(&array![2, 1]), "[2.  0.5]");
    shows(frompyfunc(|x: f64| x.to_string()).call(&zeros((2, 0), "f8").unwrap()), "[]");
    shows(frompyfunc(|x: f64| x + 1.0).call(&array![[1.0, 2.0], [3.0, 4.0]].t()), "[[2. 4.]\n [3. 5.]]");
    let count = frompyfunc(|x: f64, y: f64| x + y).call((&x, &x, &x)).unwrap_err();
    assert_eq!(count.kind(), ErrorKind::Type);
    let text = frompyfunc(|x: f64| x).call(&array!["1", "x"]).unwrap_err();
    assert_eq!(text.to_string(), "could not convert string to float: np.str_('x')");
}

#[test]
fn functions_of_two_arguments_fold() {
    let minus = frompyfunc(|x: i64, y: i64| x - y);
    let a = arange(6).reshape((2, 3)).unwrap();
    shows(minus.reduce(&a, 0), "[-3 -3 -3]");
    shows(minus.reduce(&a, -1), "[-3 -6]");
    shows(minus.reduce(&a, ..), "-15");
    shows(minus.accumulate(&a, 1), "[[ 0 -1 -3]\n [ 3 -1 -6]]");
    shows(minus.accumulate(&a, 0), "[[ 0  1  2]\n [-3 -3 -3]]");
    shows(minus.reduceat(&a, &[0, 2, 1], 1), "[[-1  2 -1]\n [-1  5 -1]]");
    assert!(minus.reduceat(&a, &[3], 1).is_err());
    assert!(minus.reduce(&zeros((2, 0), "i8").unwrap(), 1).is_err());
    shows(minus.reduce(&zeros((0, 2), "i8").unwrap(), 1), "[]");
    let join = frompyfunc(|x: Scalar, y: Scalar| format!("({x} {y})"));
    shows(join.reduce(&array!["a", "b", "c"], 0), "((a b) c)");
    shows(join.accumulate(&array!["a", "b", "c"], 0), "['a' '(a b)' '((a b) c)']");
}

#[test]
fn a_panic_of_the_closure_leaves_everything_usable() {
    let x = arange(5);
    let fails = frompyfunc(|x: i64| if x == 3 { panic!("three") } else { x });
    assert!(catch_unwind(AssertUnwindSafe(|| fails.call(&x))).is_err());
    let fails = frompyfunc(|x: String| if x == "3" { panic!("three") } else { x });
    assert!(catch_unwind(AssertUnwindSafe(|| fails.call(&x))).is_err());
    x.fill(7).unwrap();
    assert_eq!(x.to_string(), "[7 7 7 7 7]");
    // The closure's own operand is borrowed while it runs.
    let writes = frompyfunc(|v: i64| x.fill(v).map_err(|error| error.kind()) == Err(ErrorKind::Borrowed));
    shows(writes.call(&x), "[ True  True  True  True  True]");
}

#[test]
fn results_beyond_memory_are_an_error() {
    // One element, repeated: the operand is there, its results could never be.
    let many = array![1].broadcast_to([1_usize << 45]).unwrap();
    let error = frompyfunc(|x: i64| x.to_string()).call(&many).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Memory);
    let sum = frompyfunc(|x: i64, y: i64| x + y);
    assert_eq!(sum.accumulate(&many, 0).unwrap_err().kind(), ErrorKind::Memory);
    assert_eq!(sum.reduce(&many, 0).unwrap_err().kind(), ErrorKind::Memory);
}

#[test]
fn a_tuple_of_results_is_a_tuple_of_arrays() {
    let x = array![[7, 8], [9, 10]];
    let (whole, rest) =
        frompyfunc(|x: i64, y: i64| (x / y, format!("rest {}", x % y))).call((&x, 4)).unwrap();
    assert_eq!(whole.to_string(), "[[1 2]\n [2 2]]");
    assert_eq!(rest.to_string(), "[['rest 3' 'rest 0']\n ['rest 1' 'rest 2']]");
    let three = frompyfunc(|x: f64| (x as i64, x.fract(), x > 1.0));
    let (a, b, c) = three.call(&array![0.5, 2.25]).unwrap();
    assert_eq!(
        (a.to_string(), b.to_string(), c.to_string()),
        ("[0 2]".into(), "[0.5  0.25]".into(), "[False  True]".into())
    );
    let (p, q) = frompyfunc(|x: i64, y: i64| (x + y, x * y)).outer(&arange(2), &arange(3)).unwrap();
    assert_eq!((p.shape(), q.to_string()), (&[2, 3][..], "[[0 0 0]\n [0 1 2]]".into()));
}

#[test]
fn outer_is_for_two_arguments() {
    let refused = |error: nd_core::Error| {
        assert_eq!(error.to_string(), "outer product only supported for binary functions")
    };
    refused(frompyfunc(|x: i64| x).outer(&arange(2), &arange(2)).unwrap_err());
    refused(frompyfunc(|x: i64, y: i64, z: i64| x + y + z).outer(&arange(2), &arange(2)).unwrap_err());
}

#[test]
fn closures_work_in_place_as_often_as_an_element_is_named() {
    let x = arange(6).reshape((2, 3)).unwrap();
    let add = frompyfunc(|x: i64, y: i64| x + y);
    add.at(&x, ([0, 0, 1], [2, 2, 0]), &array![10, 100, 1000]).unwrap();
    assert_eq!(x.to_string(), "[[   0    1  112]\n [1003    4    5]]");
    add.at(&x, [false, true], 1).unwrap();
    assert_eq!(x.to_string(), "[[   0    1  112]\n [1004    5    6]]");
    frompyfunc(|x: i64| -x).at(&x, [1, 1, 1]).unwrap();
    assert_eq!(x.to_string(), "[[    0     1   112]\n [-1004    -5    -6]]");
    assert_eq!(
        add.at(&x, [2], 1).unwrap_err().to_string(),
        "index 2 is out of bounds for axis 0 with size 2"
    );
    let bytes = array![250u8, 3];
    frompyfunc(|x: f64, y: f64| x / y).at(&bytes, [0], 4.0).unwrap();
    assert_eq!(bytes.to_string(), "[62  3]");
}

#[test]
fn folds_take_numpys_options() {
    let x = array![[1, 2, 3], [4, 5, 6]];
    let minus = frompyfunc(|x: i64, y: i64| x - y);
    let shown = |options: nd_core::ReduceOptions<'_>| minus.reduce(&x, options).map(|x| x.to_string());
    assert_eq!(shown(axis(1).keepdims()).unwrap(), "[[-4]\n [-7]]");
    assert_eq!(shown(axis(1).initial(10)).unwrap(), "[ 4 -5]");
    let mask = array![[true, false, true], [false, false, false]];
    assert_eq!(shown(axis(1).initial(10).where_(&mask)).unwrap(), "[ 6 10]");
    let out = zeros(3, "f4").unwrap();
    minus.reduce(&x, axis(0).out(&out)).unwrap();
    assert_eq!(out.to_string(), "[-3. -3. -3.]");
    let refused = |options, said: &str| assert_eq!(minus.reduce(&x, options).unwrap_err().to_string(), said);
    refused(
        axis([0, 1]),
        "reduction operation 'frompyfunc' is not reorderable, so at most one axis may be specified",
    );
    refused(
        axis(1).where_(&mask),
        "reduction operation 'frompyfunc' does not have an identity, so to use a where mask one has to specify 'initial'",
    );
    let empty = zeros((2, 0), "i8").unwrap();
    assert_eq!(minus.reduce(&empty, axis(1).initial(7)).unwrap().to_string(), "[7 7]");
    let said = "zero-size array to reduction operation frompyfunc which has no identity";
    assert_eq!(minus.reduce(&empty, 1).unwrap_err().to_string(), said);
    let said = "index 3 out-of-bounds in frompyfunc.reduceat [0, 3)";
    assert_eq!(minus.reduceat(&x, &[0, 3], 1).unwrap_err().to_string(), said);
    assert_eq!(
        minus.accumulate(&x.get((0, 0)).unwrap(), 0).unwrap_err().to_string(),
        "cannot accumulate on a scalar"
    );
}

#[test]
fn a_callback_for_floating_point_errors_may_use_the_operands() {
    use nd_core::{ErrState, FloatAction, errstate, seterrcall};
    use std::{cell::Cell, rc::Rc};
    let (wide, narrow) = (array![1e300, 1.0], zeros(2, "f4").unwrap());
    let told = Rc::new(Cell::new(0));
    let (count, target) = (told.clone(), narrow.clone());
    seterrcall(Some(Rc::new(move |_, _| {
        count.set(count.get() + 1);
        target.fill(7).expect("no borrow is held");
    })));
    let _call = errstate(ErrState::all(FloatAction::Call));
    narrow.assign(&wide).unwrap();
    assert_eq!((told.get(), narrow.to_string()), (1, "[7. 7.]".into()));
    nd_core::operators::ADD.reduce(&array![1e308, 1e308], &axis(..)).unwrap();
    assert_eq!(told.get(), 2);
    seterrcall(None);
}
