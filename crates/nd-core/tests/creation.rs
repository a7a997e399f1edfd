//! Making arrays with a dtype, shape or order asked for, casting by rules, and `linspace` between anything: the calls that
//! NumPy was asked, and what it printed.

use nd_core::{
    Array, Cast, Casting, Complex, Error, Like, Linspace, Order, Scalar, arange_as, array, linspace, zeros,
};

#[track_caller]
fn shows(result: Result<Array, Error>, wanted: &str) {
    assert_eq!(format!("{:?}", result.unwrap()), wanted);
}

#[track_caller]
fn lies(result: Result<Array, Error>, dtype: &str, shape: &[usize], strides: &[isize]) {
    let array = result.unwrap();
    assert_eq!((array.dtype().to_string().as_str(), array.shape(), array.strides()), (dtype, shape, strides));
}

#[track_caller]
fn refused(result: Result<Array, Error>, wanted: &str) {
    assert_eq!(result.map(|_| ()).unwrap_err().to_string(), wanted);
}

fn rows() -> Array {
    array![[1, 2, 4], [4, 5, 6]].astype("f4").unwrap()
}

#[test]
fn arrays_like_others_keep_their_order() {
    let (c, f) = (rows(), rows().copy_in(Order::F).unwrap());
    lies(Like::of(&f).dtype("i8").unwrap().zeros(), "int64", &[2, 3], &[8, 16]);
    lies(Like::of(&f).order(Order::C).zeros(), "float32", &[2, 3], &[12, 4]);
    lies(Like::of(&f).shape((3, 2)).zeros(), "float32", &[3, 2], &[4, 12]);
    lies(Like::of(&f).shape((3, 2, 2)).empty(), "float32", &[3, 2, 2], &[16, 8, 4]);
    lies(Like::of(&f).shape(4).ones(), "float32", &[4], &[4]);
    lies(Like::of(&c).order(Order::F).zeros(), "float32", &[2, 3], &[4, 8]);
    lies(Like::of(&c).order(Order::A).zeros(), "float32", &[2, 3], &[12, 4]);
    lies(Like::of(&f).order(Order::A).zeros(), "float32", &[2, 3], &[4, 8]);
    let turned = zeros((2, 3, 4), "f8").unwrap().transpose([1, 0, 2]).unwrap();
    lies(Like::of(&turned).shape((2, 2, 2)).zeros(), "float64", &[2, 2, 2], &[16, 32, 8]);
    lies(Like::of(&c).dtype("S").unwrap().zeros(), "|S1", &[2, 3], &[3, 1]);
    assert!(Like::of(&c).shape((-1, 2)).zeros().is_err());
}

#[test]
fn arrays_of_a_value() {
    let x = array![1, 2, 4].astype("i1").unwrap();
    shows(Like::of(&x).full(2.7), "array([2, 2, 2], dtype=int8)");
    refused(Like::of(&x).full(300), "Python integer 300 out of bounds for int8");
    shows(Like::of(&x).dtype("i2").unwrap().full(300), "array([300, 300, 300], dtype=int16)");
    shows(Like::of(&x).dtype("f4").unwrap().full(&array![1, 2, 3]), "array([1., 2., 3.], dtype=float32)");
    shows(Like::of(&x).dtype("f4").unwrap().shape(2).full(2.5), "array([2.5, 2.5], dtype=float32)");
    let full = |value: Scalar, dtype: &str| Array::full_in(2, value, dtype, Order::C);
    refused(Array::full_in(3, 300, "i1", Order::C), "Python integer 300 out of bounds for int8");
    shows(Array::full_in(3, 2.7, "i1", Order::C), "array([2, 2, 2], dtype=int8)");
    shows(full(300i64.into(), "i1"), "array([44, 44], dtype=int8)");
    shows(full("abc".into(), "U2"), "array(['ab', 'ab'], dtype='<U2')");
    // Text without a length has one letter.
    shows(full("abc".into(), "U"), "array(['a', 'a'], dtype='<U1')");
    lies(Array::full_in((2, 2), &array![1, 2], "f4", Order::F), "float32", &[2, 2], &[4, 8]);
}

#[test]
fn ranges_in_a_dtype() {
    shows(arange_as(3, "f4"), "array([0., 1., 2.], dtype=float32)");
    shows(arange_as((0.5, 5.0), "i4"), "array([0, 1, 2, 3, 4], dtype=int32)");
    shows(arange_as((0.5, 5.0, 0.5), "i4"), "array([0, 1, 2, 3, 4, 5, 6, 7, 8], dtype=int32)");
    shows(
        arange_as((0.0, 1.0, 0.1), "f4"),
        "array([0.        , 0.1       , 0.2       , 0.3       , 0.4       ,\n       0.5       , 0.6       , \
         0.7       , 0.8       , 0.90000004],\n      dtype=float32)",
    );
    shows(
        arange_as((0.0, 1.0, 0.1), "f2"),
        "array([0.    , 0.1   , 0.2   , 0.2998, 0.4   , 0.5   , 0.5996, 0.6997,\n       0.8   , 0.9   ], \
         dtype=float16)",
    );
    assert_eq!(arange_as(300, "i1").unwrap().get(-1).unwrap().item::<i64>().unwrap(), 43);
    shows(arange_as((126, 130), "i1"), "array([ 126,  127, -128, -127], dtype=int8)");
    shows(arange_as(2, "bool"), "array([False,  True])");
    refused(
        arange_as(3, "bool"),
        "arange() is only supported for booleans when the result has at most length 2.",
    );
    shows(arange_as(3, "c8"), "array([0.+0.j, 1.+0.j, 2.+0.j], dtype=complex64)");
    shows(arange_as(3, ">i4"), "array([0, 1, 2], dtype='>i4')");
    shows(arange_as(3, "O"), "array([0, 1, 2], dtype=object)");
    shows(arange_as(3, "m8[s]"), "array([0, 1, 2], dtype='timedelta64[s]')");
    shows(arange_as((5, 0, -2), "u1"), "array([5, 3, 1], dtype=uint8)");
    shows(arange_as((0, -1), "f4"), "array([], dtype=float32)");
    shows(arange_as((1.5, 300.0, 100.0), "u1"), "array([  1, 101, 201], dtype=uint8)");
    shows(arange_as((2, 8, 3), "m8[s]"), "array([2, 5], dtype='timedelta64[s]')");
    shows(arange_as(3, "m8"), "array([0, 1, 2], dtype=timedelta64)");
    // The stop of dates counts from the start.
    shows(
        arange_as((2, 3), "M8[2D]"),
        "array(['1970-01-05', '1970-01-07', '1970-01-09'], dtype='datetime64[2D]')",
    );
    shows(
        arange_as((2, 8, 3), ">M8[D]"),
        "array(['1970-01-03', '1970-01-06', '1970-01-09'], dtype='>M8[D]')",
    );
    shows(arange_as((3, 0), "M8[D]"), "array([], dtype='datetime64[D]')");
    for dtype in ["M8[D]", "M8", ">M8[2h]"] {
        let said = "arange requires both a start and a stop for NumPy datetime64 ranges";
        refused(arange_as(3, dtype), said);
        refused(arange_as(2.5, dtype), said);
    }
    refused(arange_as((0, 3), "M8"), "Converting an integer to a NumPy datetime requires a specified unit");
    refused(arange_as((0.0, 3.0), "M8[D]"), "Could not convert object to NumPy datetime");
    refused(arange_as(2.5, "m8[D]"), "Could not convert object to NumPy timedelta");
    refused(arange_as((0, 3, 0), "m8[D]"), "arange: step cannot be zero");
    refused(arange_as((0, 3, 0), "M8[D]"), "arange: step cannot be zero");
    refused(arange_as((-1, 2), "u1"), "Python integer -1 out of bounds for uint8");
    refused(
        arange_as(3, "U1"),
        "arange() not supported for inputs with DType <class 'numpy.dtypes.StrDType'>.",
    );
    refused(arange_as(1e30, "f4"), "Maximum allowed size exceeded");
    refused(arange_as((0, 3, 0), "f4"), "division by zero");
}

#[test]
fn casts_by_rules_and_into_orders() {
    let (c, f) = (rows(), rows().copy_in(Order::F).unwrap());
    let to = Cast::to;
    lies(c.astype(to("f8").order(Order::C)), "float64", &[2, 3], &[24, 8]);
    lies(f.astype("f8"), "float64", &[2, 3], &[8, 16]);
    lies(f.astype(to("f8").order(Order::C)), "float64", &[2, 3], &[24, 8]);
    lies(c.astype(to("f8").order(Order::F)), "float64", &[2, 3], &[8, 16]);
    let refuses = |to: &str, casting: Casting| {
        let wanted = format!(
            "Cannot cast array data from dtype('float32') to dtype('{}') according to the rule '{}'",
            if to == "i4" { "int32" } else { "float64" },
            casting.name()
        );
        refused(rows().astype(Cast::to(to).casting(casting)), &wanted);
    };
    refuses("i4", Casting::Safe);
    refuses("i4", Casting::SameKind);
    refuses("f8", Casting::No);
    lies(c.astype(to("f8").casting(Casting::Safe)), "float64", &[2, 3], &[24, 8]);
    lies(c.astype(to("f4").casting(Casting::No)), "float32", &[2, 3], &[12, 4]);
    lies(c.astype(to(">f4").casting(Casting::Equiv)), ">f4", &[2, 3], &[12, 4]);
    let bytes = array![1, 2].astype("i1").unwrap();
    shows(bytes.astype(to("U").casting(Casting::Safe)), "array(['1', '2'], dtype='<U4')");
    assert!(bytes.astype(to("M8[s]").casting(Casting::Safe)).is_err());
    refused(c.astype(to("nothing")), "data type 'nothing' not understood");
}

#[track_caller]
fn shared(array: &Array, cast: Cast, wanted: bool) {
    assert_eq!(array.astype(cast).unwrap().shares_memory(array), wanted);
}

#[test]
fn casts_that_copy_only_where_they_must() {
    let (c, f) = (rows(), rows().copy_in(Order::F).unwrap());
    shared(&c, Cast::to("f4"), false);
    shared(&c, Cast::to("f4").without_copy(), true);
    shared(&c, Cast::to("f4").without_copy().order(Order::F), false);
    shared(&f, Cast::to("f4").without_copy().order(Order::F), true);
    shared(&f, Cast::to("f4").without_copy().order(Order::A), true);
    shared(&c, Cast::to(">f4").without_copy(), false);
}

#[test]
fn spaces_between_arrays() {
    shows(linspace([0, 1], [1, 3], 3), "array([[0. , 1. ],\n       [0.5, 2. ],\n       [1. , 3. ]])");
    for axis in [1, -1] {
        shows(
            Linspace::new([0, 1], [1, 3], 3).axis(axis).build(),
            "array([[0. , 0.5, 1. ],\n       [1. , 2. , 3. ]])",
        );
    }
    shows(Linspace::new([0, 1], 5, 2).exclusive().build(), "array([[0. , 1. ],\n       [2.5, 3. ]])");
    shows(linspace([1, 2], [3, 4], 1), "array([[1., 2.]])");
    shows(linspace([1, 2], [3, 4], 0), "array([], shape=(0, 2), dtype=float64)");
    shows(
        linspace([0.0, 5e-324], [5e-324, 1.0], 3),
        "array([[0.e+000, 5.e-324],\n       [0.e+000, 5.e-001],\n       [5.e-324, 1.e+000]])",
    );
    assert_eq!(linspace(&array![0, 1], &array![[4], [5]], 3).unwrap().shape(), [3, 2, 2]);
    refused(
        linspace(&array![0, 1, 2], &array![4, 5], 3),
        "operands could not be broadcast together with shapes (2,) (3,) ",
    );
    refused(
        Linspace::new(0, 1, 3).axis(1).build(),
        "destination: axis 1 is out of bounds for array of dimension 1",
    );
}

#[test]
fn spaces_in_the_dtype_of_their_ends() {
    let f4 = array![0, 1].astype("f4").unwrap();
    shows(
        linspace(&f4, 1.7, 4),
        "array([[0.        , 1.        ],\n       [0.56666666, 1.2333333 ],\n       [1.1333333 , 1.4666667 \
         ],\n       [1.7       , 1.7       ]], dtype=float32)",
    );
    let tenth = Scalar::from(0.1f32);
    shows(
        linspace(tenth.clone(), 1.7, 4),
        "array([0.1      , 0.6333334, 1.1666667, 1.7      ], dtype=float32)",
    );
    shows(linspace(tenth, Scalar::from(1.7), 4), "array([0.1       , 0.63333333, 1.16666667, 1.7       ])");
    shows(linspace(Scalar::from(0i8), Scalar::from(5i8), 3), "array([0. , 2.5, 5. ])");
    shows(
        linspace(f4.astype("f2").unwrap(), 3, 3),
        "array([[0. , 1. ],\n       [1.5, 2. ],\n       [3. , 3. ]], dtype=float16)",
    );
    shows(linspace(true, false, 3), "array([1. , 0.5, 0. ])");
    let i = |re: f64, im: f64| Complex::new(re, im);
    shows(linspace(0, i(0.0, 1.0), 3), "array([0.+0.j , 0.+0.5j, 0.+1.j ])");
    shows(
        linspace(i(1.0, 1.0), [i(2.0, 0.0), i(0.0, 4.0)], 3),
        "array([[1. +1.j , 1. +1.j ],\n       [1.5+0.5j, 0.5+2.5j],\n       [2. +0.j , 0. +4.j ]])",
    );
    assert!(linspace("a", "b", 3).is_err());
    let line = |dtype: &str| Linspace::new(0, 10, 4).dtype(dtype).unwrap().build();
    shows(line("i8"), "array([ 0,  3,  6, 10])");
    shows(line("f4"), "array([ 0.       ,  3.3333333,  6.6666665, 10.       ], dtype=float32)");
    shows(Linspace::new(0, 1, 3).dtype("U4").unwrap().build(), "array(['0.0', '0.5', '1.0'], dtype='<U4')");
    shows(Linspace::new(0, i(0.0, 1.0), 2).dtype("f4").unwrap().build(), "array([0., 0.], dtype=float32)");
    refused(
        Linspace::new(0, i(0.0, 1.0), 4).dtype("i8").unwrap().build(),
        "ufunc 'floor' not supported for the input types, and the inputs could not be safely coerced to any \
         supported types according to the casting rule ''safe''",
    );
}

#[test]
fn spaces_and_their_steps() {
    let step = |line: Linspace| line.build_with_step().map(|found| found.1);
    shows(step(Linspace::new(0, 10, 5)), "array(2.5)");
    shows(step(Linspace::new([0, 1], 10, 5)), "array([2.5 , 2.25])");
    shows(step(Linspace::new(0, 10, 1)), "array(nan)");
    shows(step(Linspace::new(0, 10, 0)), "array(nan)");
    shows(step(Linspace::new(0, 10, 1).exclusive()), "array(10.)");
    // The two ways to a line of numbers are one.
    let mut ends = vec![(0.0, 5e-324), (-0.1, 0.7), (1e300, -1e300), (3.0, 3.0)];
    ends.extend((1..50).map(|i| (f64::from(i).sqrt(), f64::from(i).ln() * 7.0)));
    for (start, stop) in ends {
        for count in [0, 1, 2, 5, 50] {
            let fast = linspace(start, stop, count).unwrap();
            let (slow, _) = Linspace::new(start, stop, count).build_with_step().unwrap();
            assert_eq!(
                fast.to_vec::<f64>().unwrap(),
                slow.to_vec::<f64>().unwrap(),
                "{start} {stop} {count}"
            );
        }
    }
}
