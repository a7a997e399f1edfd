//! Options of the functions, and what they make of bare numbers: the calls that NumPy was asked, and what it printed.

use nd_core::{Array, Casting, DType, DateTime64, Error, Join, Literal, Scalar, array};
use nd_index::{
    Mode, Pad, PadWidth, TraceOptions, choose, column_stack, hstack, insert, pad, select, trace, vstack,
};

#[track_caller]
fn shows(result: Result<Array, Error>, wanted: &str) {
    assert_eq!(format!("{:?}", result.unwrap()), wanted);
}

#[track_caller]
fn refused(result: Result<Array, Error>, wanted: &str) {
    assert_eq!(result.map(|_| ()).unwrap_err().to_string(), wanted);
}

fn of(values: [i64; 2], dtype: &str) -> Array {
    array![values[0], values[1]].astype(dtype).unwrap()
}

#[test]
fn bare_numbers_among_choices_are_weak() {
    let (s, i1, f4) = (array![0, 1], of([1, 2], "i1"), of([1, 2], "f4"));
    shows(choose(&s, (&i1, 5), Mode::Raise), "array([1, 5], dtype=int8)");
    shows(choose(&s, (&i1, 300), Mode::Raise), "array([ 1, 44], dtype=int8)");
    shows(choose(&s, (300, &i1), Mode::Raise), "array([44,  2], dtype=int8)");
    shows(choose(&s, (&i1, -1.5), Mode::Raise), "array([ 1. , -1.5])");
    shows(choose(&s, (&f4, 2.5), Mode::Raise), "array([1. , 2.5], dtype=float32)");
    shows(choose(&s, (5, 2.5), Mode::Raise), "array([5. , 2.5])");
    shows(choose(&s, (&i1, [5, 6]), Mode::Raise), "array([1, 6])");
    shows(choose(&s, (&i1, Scalar::from(5i64)), Mode::Raise), "array([1, 5])");
    shows(choose(&s, (&i1, true), Mode::Raise), "array([1, 1], dtype=int8)");
    shows(choose(&s, (array![true, false], 5), Mode::Raise), "array([1, 5])");
    // A list of arrays, as before.
    shows(choose(&s, [&i1, &f4], Mode::Raise), "array([1., 2.], dtype=float32)");
}

#[test]
fn bare_numbers_in_select_are_weak() {
    let (c, d, i1, f4) = (array![true, false], array![false, true], of([1, 2], "i1"), of([1, 2], "f4"));
    shows(select([&c, &c], (&i1, 5), 0), "array([1, 0], dtype=int8)");
    shows(select([&c], [5.0], Scalar::from(1f32)), "array([5., 1.], dtype=float32)");
    shows(select([&c], [5.0], &f4), "array([5., 2.], dtype=float32)");
    shows(select([&c], [&i1], 300), "array([ 1, 44], dtype=int8)");
    shows(select([&c, &d], (&i1, 300), 0), "array([ 1, 44], dtype=int8)");
    shows(select([&c, &d], (&i1, -1), 0), "array([ 1, -1], dtype=int8)");
    shows(select([&c], [5], 2.5), "array([5. , 2.5])");
    shows(select([&c], [array![true, false]], 5), "array([1, 5])");
    shows(select([&c], [[5, 6]], Scalar::from(1i8)), "array([5, 1])");
    shows(select([array![true].reshape(()).unwrap()], [5], Scalar::from(1i8)), "array(5, dtype=int8)");
    refused(
        select([&c, &d], (of([1, 2], "u1"), -1), 0),
        "Cannot cast array data from dtype('int64') to dtype('uint8') according to the rule 'same_kind'",
    );
}

#[test]
fn a_number_to_insert_is_in_range() {
    refused(insert(&of([1, 2], "i1"), 1, 300, ..), "Python integer 300 out of bounds for int8");
    shows(insert(&of([1, 2], "i1"), 1, 2.7, ..), "array([1, 2, 2], dtype=int8)");
    shows(insert(&of([1, 2], "f4"), 1, 2, ..), "array([1., 2., 2.], dtype=float32)");
}

#[track_caller]
fn padded(array: &Array, constant: impl Into<Literal>, wanted: &str) {
    shows(pad(array, 1, Pad::Constant(constant.into())), wanted);
}

#[test]
fn constants_of_any_dtype_pad() {
    let text = array!["a", "b"];
    padded(&text, "x", "array(['x', 'a', 'b', 'x'], dtype='<U1')");
    padded(&text, "xyz", "array(['x', 'a', 'b', 'x'], dtype='<U1')");
    padded(&text, 7, "array(['7', 'a', 'b', '7'], dtype='<U1')");
    let day = array!["2020-01-02"].astype("M8[D]").unwrap();
    let new_year: DateTime64 = "2021-01-01".parse().unwrap();
    let dates = "array(['2021-01-01', '2020-01-02', '2021-01-01'], dtype='datetime64[D]')";
    padded(&day, Scalar::from(new_year), dates);
    padded(&day, "2021-01-01", dates);
    padded(&day, 0, "array(['1970-01-01', '2020-01-02', '1970-01-01'], dtype='datetime64[D]')");
    let record =
        nd_core::zeros(1, DType::structured([("a", DType::I32), ("b", DType::F64)]).unwrap()).unwrap();
    record.field("a").unwrap().fill(1).unwrap();
    let other = record.copy().unwrap();
    other.field("b").unwrap().fill(8.5).unwrap();
    padded(
        &record,
        other.reshape(()).unwrap(),
        "array([(1, 8.5), (1, 0. ), (1, 8.5)], dtype=[('a', '<i4'), ('b', '<f8')])",
    );
    padded(&array![true], 2, "array([ True,  True,  True])");
    padded(&of([1, 2], "i1"), 2.7, "array([2, 1, 2, 2], dtype=int8)");
    padded(&array![1, 2], "5", "array([5, 1, 2, 5])");
    padded(&of([1, 2], "u1"), Scalar::from(-1i64), "array([255,   1,   2, 255], dtype=uint8)");
    refused(
        pad(&of([1, 2], "i1"), 1, Pad::Constant(300.into())),
        "Python integer 300 out of bounds for int8",
    );
    let two = vec![("<".into(), ">".into())];
    shows(pad(&text, 1, Pad::Constants(two)), "array(['<', 'a', 'b', '>'], dtype='<U1')");
}

#[test]
fn widths_of_some_axes() {
    let m = array![[1, 2], [3, 4]];
    let zero = || Pad::Constant(0.into());
    shows(
        pad(&m, PadWidth::by_axis([(0, (1, 1))]), zero()),
        "array([[0, 0],\n       [1, 2],\n       [3, 4],\n       [0, 0]])",
    );
    shows(
        pad(&m, PadWidth::by_axis([(0, (1, 0)), (-1, (0, 2))]), Pad::Constant(9.into())),
        "array([[9, 9, 9, 9],\n       [1, 2, 9, 9],\n       [3, 4, 9, 9]])",
    );
    // The same axis twice.
    shows(
        pad(&m, PadWidth::by_axis([(0, (1, 0)), (-2, (0, 2))]), zero()),
        "array([[1, 2],\n       [3, 4],\n       [0, 0],\n       [0, 0]])",
    );
    shows(pad(&m, PadWidth::by_axis([]), zero()), "array([[1, 2],\n       [3, 4]])");
    shows(
        pad(&m, PadWidth::by_axis([(0, (1, 1))]), Pad::Edge),
        "array([[1, 2],\n       [1, 2],\n       [3, 4],\n       [3, 4]])",
    );
    refused(
        pad(&m, PadWidth::by_axis([(2, (1, 1))]), zero()),
        "axis 2 is out of bounds for array of dimension 2",
    );
}

#[test]
fn traces_in_other_dtypes() {
    let x = nd_core::arange(8).reshape((2, 2, 2)).unwrap();
    let small = x.astype("i1").unwrap();
    shows(trace(&small, TraceOptions::from(..).dtype("i1").unwrap()), "array([6, 8], dtype=int8)");
    shows(trace(&x, TraceOptions::from(1).dtype("f4").unwrap()), "array([2., 3.], dtype=float32)");
    let float = array![[1.5, 2.0], [3.0, 4.5]];
    shows(trace(&float, TraceOptions::from(..).dtype("i8").unwrap()), "array(5)");
    let out = nd_core::zeros(2, "f8").unwrap();
    shows(trace(&x, TraceOptions::from(..).out(&out)), "array([6., 8.])");
    assert_eq!(out.to_string(), "[6. 8.]");
    let wrong = nd_core::zeros(3, "f8").unwrap();
    assert!(trace(&x, TraceOptions::from(..).out(&wrong)).is_err());
}

#[test]
fn stacks_in_other_dtypes() {
    let (a, b) = (of([1, 2], "i1"), array![3.5, 4.0]);
    let dtype = |dtype: &str| Join::default().dtype(dtype).unwrap();
    shows(hstack::with([&a, &b], dtype("f4")), "array([1. , 2. , 3.5, 4. ], dtype=float32)");
    shows(hstack::with((3, &a), dtype("f2")), "array([3., 1., 2.], dtype=float16)");
    shows(
        vstack::with([&a, &b], dtype("i4").casting(Casting::Unsafe)),
        "array([[1, 2],\n       [3, 4]], dtype=int32)",
    );
    refused(
        vstack::with([&a, &b], dtype("i4")),
        "Cannot cast array data from dtype('float64') to dtype('int32') according to the rule 'same_kind'",
    );
    refused(
        hstack::with([&a, &b], dtype("i1").casting(Casting::Safe)),
        "Cannot cast array data from dtype('float64') to dtype('int8') according to the rule 'safe'",
    );
    let out = nd_core::zeros((2, 2), "f4").unwrap();
    column_stack::with([&a, &b], Join::default().out(&out)).unwrap();
    assert_eq!(out.to_string(), "[[1.  3.5]\n [2.  4. ]]");
}
