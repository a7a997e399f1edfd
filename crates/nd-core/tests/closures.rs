//! Functions of closures: what they take and give, how they broadcast, and what a panic leaves behind.

use nd_core::{
    Arg, Array, CallOptions, Casting, Error, ErrorKind, Order, Scalar, arange, array, axis, frompyfunc,
    operators, zeros,
};
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
    let refused =
        |error: Error| assert_eq!(error.to_string(), "outer product only supported for binary functions");
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
    operators::ADD.reduce(&array![1e308, 1e308], &axis(..)).unwrap();
    assert_eq!(told.get(), 2);
    seterrcall(None);
}

#[test]
fn calls_have_outputs_masks_casts_and_orders() {
    let sum = frompyfunc(|x: i64, y: i64| x + y);
    let (x, floats) = (arange(4), zeros(4, "f8").unwrap());
    shows(sum.with((&x, &x)).out(&floats).run(), "[0. 2. 4. 6.]");
    assert_eq!(floats.to_string(), "[0. 2. 4. 6.]");
    let mask = array![true, false, true, false];
    shows(sum.with((&x, 10)).where_(&mask).out(&floats).run(), "[10.  2. 12.  6.]");
    shows(sum.with((&x, 10)).where_(&mask).run(), "[10  0 12  0]");
    // The mask and the output stretch the operands.
    let wide = zeros((2, 4), "i8").unwrap();
    shows(sum.with((&x, 1)).out(&wide).run(), "[[1 2 3 4]\n [1 2 3 4]]");
    shows(sum.with((1, 1)).where_(&mask).run(), "[2 0 2 0]");
    // Operands are read before outputs are written.
    let own = arange(5);
    sum.with((&own.slice(..4).unwrap(), &own.slice(..4).unwrap()))
        .out(&own.slice(1..).unwrap())
        .run()
        .unwrap();
    assert_eq!(own.to_string(), "[0 0 2 4 6]");

    let halves = frompyfunc(|x: i64| x as f64 / 2.0);
    let ints = zeros(4, "i8").unwrap();
    let refused = halves.with(&x).out(&ints).run().unwrap_err();
    assert_eq!(
        refused.to_string(),
        "Cannot cast ufunc 'frompyfunc' output from dtype('float64') to dtype('int64') with casting rule 'same_kind'"
    );
    shows(halves.with(&x).out(&ints).casting(Casting::Unsafe).run(), "[0 0 1 1]");
    let small = zeros(1, "f8").unwrap();
    let refused = halves.with(&x).out(&small).run().unwrap_err();
    assert_eq!(
        refused.to_string(),
        "non-broadcastable output operand with shape (1,) doesn't match the broadcast shape (4,)"
    );

    let split = frompyfunc(|x: i64, y: i64| (x / y, x % y));
    let rests = zeros(4, "i8").unwrap();
    let (whole, rest) = split.with((&x, 2)).outs([None, Some(&rests)]).run().unwrap();
    assert_eq!((whole.to_string(), rest.to_string()), ("[0 0 1 1]".into(), "[0 1 0 1]".into()));
    assert_eq!(rests.to_string(), "[0 1 0 1]");
    let (first, second) = (zeros(4, "f8").unwrap(), zeros(4, "i4").unwrap());
    let halves_twice = frompyfunc(|x: f64| (x / 2.0, x / 2.0));
    assert!(halves_twice.with(&x).outs([Some(&first), Some(&second)]).run().is_err());
    assert_eq!(first.to_string(), "[0. 0. 0. 0.]");
    let three = split.with((&x, 2)).outs([None, None, Some(&rests)]).run().unwrap_err();
    assert_eq!(three.to_string(), "The 'out' tuple must have exactly one entry per ufunc output");

    let (rows, columns) = (arange(6).reshape((2, 3)).unwrap(), arange(6).reshape((3, 2)).unwrap());
    let strides =
        |x: &Array, order| frompyfunc(|x: i64| x).with(x).order(order).run().unwrap().strides().to_vec();
    assert_eq!(strides(&columns.t(), Order::K), [8, 16]);
    assert_eq!(strides(&columns.t(), Order::A), [8, 16]);
    assert_eq!(strides(&columns.t(), Order::C), [24, 8]);
    assert_eq!(strides(&rows, Order::F), [8, 16]);
    assert_eq!(strides(&rows, Order::A), [24, 8]);
    let sum = frompyfunc(|x: i64, y: i64| x + y);
    let (column, row) = (arange(3).reshape((3, 1)).unwrap(), arange(3).reshape((1, 3)).unwrap());
    assert_eq!(sum.with((&column, &row)).order(Order::A).run().unwrap().strides(), [8, 24]);
    let options = CallOptions { order: Some(Order::A), ..CallOptions::default() };
    let added = operators::ADD.call(&[Arg::Array(&column), Arg::Array(&row)], &options).unwrap();
    assert_eq!(added.strides(), [8, 24]);
    let cube = arange(24).reshape((2, 3, 4)).unwrap().transpose((1, 0, 2)).unwrap();
    assert_eq!(strides(&cube, Order::K), [32, 96, 8]);
    shows(frompyfunc(|x: i64| x).call(&cube), &cube.to_string());
}

#[test]
fn an_identity_is_what_folds_of_nothing_give() {
    let product = frompyfunc(|x: i64, y: i64| x * y).identity(1);
    let a = arange((1, 13)).reshape((2, 3, 2)).unwrap();
    shows(product.reduce(&a, [0, 2]), "[ 112 1080 3960]");
    shows(product.reduce(&a, axis([0, 1, 2]).keepdims()), "[[[479001600]]]");
    shows(product.reduce(&zeros((0, 2), "i8").unwrap(), 0), "[1 1]");
    shows(product.reduce(&a, axis(0).where_(&array![true, false])), "[[ 7  1]\n [27  1]\n [55  1]]");
    // It takes no part in other folds, whatever it is.
    let sum = frompyfunc(|x: i64, y: i64| x + y).identity(10);
    shows(sum.reduce(&array![1, 2, 3], 0), "6");
    shows(sum.reduce(&arange(8).reshape((2, 2, 2)).unwrap(), [0, 2]), "[10 18]");
    shows(sum.reduce(&zeros(0, "i8").unwrap(), 0), "10");
    shows(sum.reduce(&array![[1, 2], [3, 4]], axis(0).where_(&array![true, false])), "[ 4 10]");
    let plain = frompyfunc(|x: i64, y: i64| x * y);
    assert_eq!(
        plain.reduce(&a, [0, 2]).unwrap_err().to_string(),
        "reduction operation 'frompyfunc' is not reorderable, so at most one axis may be specified"
    );
    let out = zeros((2, 3, 2), "f8").unwrap();
    plain.accumulate(&a, axis(1).out(&out)).unwrap();
    assert_eq!(out.slice(0).unwrap().to_string(), "[[ 1.  2.]\n [ 3.  8.]\n [15. 48.]]");
    let out = zeros(2, "i8").unwrap();
    plain.reduceat(&arange((1, 5)), &[0, 2], axis(0).out(&out)).unwrap();
    assert_eq!(out.to_string(), "[ 2 12]");
}

#[test]
fn a_closure_may_fail() {
    let root = frompyfunc(|x: f64| {
        if x < 0.0 {
            return Err(Error::new(ErrorKind::Value, std::fmt::Error));
        }
        Ok(x.sqrt())
    });
    shows(root.call(&array![4, 9]), "[2. 3.]");
    let failed = root.call(&array![4, -9]).unwrap_err();
    assert_eq!(failed.kind(), ErrorKind::Value);
    let text = frompyfunc(|x: i64, y: i64| -> nd_core::Result<String> { Ok(format!("{x}{y}")) });
    shows(text.call((&arange(2), 5)), "['05' '15']");
}
