//! Objects as fields of records. The expected values are what NumPy 2.4.6 prints.

use nd::prelude::*;
use nd::{ByteOrder, Casting, Object, Scalar, can_cast, promote_types};

/// `[('x', 2), (3, 4)]` with an object and an `i4`.
fn two() -> Array {
    let x = nd::zeros(2, "[('a', 'O'), ('b', 'i4')]").unwrap();
    x.field("a").unwrap().assign(nd::array![Object::from("x"), Object::from(3)]).unwrap();
    x.field("b").unwrap().assign(nd::array![2, 4]).unwrap();
    x
}

fn dtype() -> DType {
    two().dtype().clone()
}

#[track_caller]
fn shows(array: Result<Array>, expected: &str) {
    assert_eq!(format!("{:?}", array.unwrap()), expected);
}

#[track_caller]
fn fails(array: Result<Array>, expected: &str) {
    assert_eq!(format!("{:?}", array.unwrap_err()), expected);
}

#[test]
fn dtypes_say_that_they_hold_objects() {
    let d = dtype();
    assert_eq!(format!("{d:?}"), "dtype([('a', 'O'), ('b', '<i4')])");
    assert_eq!((d.itemsize(), d.alignment(), d.kind(), d.char()), (12, 1, 'V', 'V'));
    assert_eq!((d.descr_str(), d.name(), d.hasobject()), ("|V12".into(), "void96".into(), true));
    assert_eq!(format!("{:?}", d.newbyteorder(ByteOrder::Big)), "dtype([('a', 'O'), ('b', '>i4')])");
    assert_eq!(format!("{:?}", DType::parse("2O").unwrap()), "dtype(('O', (2,)))");
    assert_eq!(
        format!("{:?}", DType::parse("(2,)O,i4").unwrap()),
        "dtype([('f0', 'O', (2,)), ('f1', '<i4')])"
    );
    let aligned = DType::structured_aligned([("x", "i1"), ("a", "O")]).unwrap();
    assert_eq!((aligned.itemsize(), aligned.alignment()), (16, 8));
}

#[test]
fn constants_fill_objects() {
    let d = dtype();
    shows(nd::zeros(2, &d), "array([(0, 0), (0, 0)], dtype=[('a', 'O'), ('b', '<i4')])");
    shows(nd::empty(2, &d), "array([(None, 0), (None, 0)], dtype=[('a', 'O'), ('b', '<i4')])");
    shows(nd::ones(2, &d), "array([(1, 1), (1, 1)], dtype=[('a', 'O'), ('b', '<i4')])");
    shows(nd::full_like(&two(), 3), "array([(3, 3), (3, 3)], dtype=[('a', 'O'), ('b', '<i4')])");
    shows(nd::zeros((), &d), "array((0, 0), dtype=[('a', 'O'), ('b', '<i4')])");
    shows(
        nd::zeros(2, "[('a', 'O', 2), ('b', 'i1')]"),
        "array([([0, 0], 0), ([0, 0], 0)], dtype=[('a', 'O', (2,)), ('b', 'i1')])",
    );
    shows(nd::zeros(2, "2O"), "array([[0, 0],\n       [0, 0]], dtype=object)");
}

#[test]
fn elements_print_as_their_parts() {
    let x = two();
    assert_eq!(x.to_string(), "[('x', 2) (3, 4)]");
    assert_eq!(x.slice(0).unwrap().to_string(), "('x', 2)");
    assert_eq!(
        format!("{:?}", x.slice(0).unwrap().item::<Scalar>().unwrap()),
        "np.void(('x', 2), dtype=[('a', 'O'), ('b', '<i4')])"
    );
    x.field("a").unwrap().slice(1).unwrap().assign(Object::NONE).unwrap();
    let rows = nd::zeros(2, "[('a', 'O', 2), ('b', 'i4')]").unwrap();
    rows.field("a")
        .unwrap()
        .assign(nd::array![[Object::from("x"), Object::from(1.5)], [Object::NONE, Object::from(22)]])
        .unwrap();
    assert_eq!(rows.to_string(), "[(['x', 1.5], 0) ([None, 22], 0)]");
    assert_eq!(rows.slice(0).unwrap().to_string(), "(['x', 1.5], 0)");
    assert_eq!(x.to_string(), "[('x', 2) (None, 4)]");
}

#[test]
fn casts_go_part_by_part() {
    let (x, d) = (two(), dtype());
    shows(nd::array![1, 2].astype(&d), "array([(1, 1), (2, 2)], dtype=[('a', 'O'), ('b', '<i4')])");
    shows(nd::ones(1, "i4,i4").unwrap().astype(&d), "array([(1, 1)], dtype=[('a', 'O'), ('b', '<i4')])");
    shows(x.astype("O"), "array([('x', 2), (3, 4)], dtype=object)");
    shows(x.astype("O").unwrap().astype(&d), "array([('x', 2), (3, 4)], dtype=[('a', 'O'), ('b', '<i4')])");
    fails(
        nd::array![Object::from(5), Object::NONE].astype(&d),
        "TypeError: int() argument must be a string, a bytes-like object or a real number, not 'NoneType'",
    );
    shows(x.slice(1..).unwrap().astype("i4,f8"), "array([(3, 4.)], dtype=[('f0', '<i4'), ('f1', '<f8')])");
    fails(x.astype("i4,f8"), "ValueError: invalid literal for int() with base 10: 'x'");
    shows(x.slice(1..).unwrap().byteswap(), "array([(3, 67108864)], dtype=[('a', 'O'), ('b', '<i4')])");
}

#[test]
fn rules_of_casting_look_at_parts() {
    let needs = |from: &str, to: &str| {
        let (from, to) = (DType::parse(from).unwrap(), DType::parse(to).unwrap());
        Casting::ALL.into_iter().find(|&rule| can_cast(&from, &to, rule)).map_or("never", Casting::name)
    };
    let expected = [
        ("O,i4", "O,i4", "no"),
        ("O,i4", "O,i8", "safe"),
        ("O,i4", "i4,i4", "unsafe"),
        ("i4,i4", "O,i4", "safe"),
        ("O,i4", "O", "safe"),
        ("O", "O,i4", "unsafe"),
        ("i4", "O,i4", "unsafe"),
        ("O,i4", "i4", "never"),
        ("O,", "i4", "unsafe"),
        ("O,", "O", "safe"),
        ("V8", "O,", "unsafe"),
        ("O,", "V8", "unsafe"),
        ("O,i4", "V12", "never"),
    ];
    for (from, to, rule) in expected {
        assert_eq!(needs(from, to), rule, "{from} to {to}");
    }
    let promoted = promote_types(&dtype(), &DType::parse("[('a', 'i4'), ('b', 'f8')]").unwrap()).unwrap();
    assert_eq!(promoted.to_string(), "[('a', 'O'), ('b', '<f8')]");
    assert_eq!(promote_types(&dtype(), &DType::OBJECT).unwrap(), DType::OBJECT);
}

#[test]
fn records_move_with_their_objects() {
    let x = two();
    shows(x.get([1, 1, 0]), "array([(3, 4), (3, 4), ('x', 2)], dtype=[('a', 'O'), ('b', '<i4')])");
    shows(nd::take(&x, [1, 1, 0], ..), "array([(3, 4), (3, 4), ('x', 2)], dtype=[('a', 'O'), ('b', '<i4')])");
    shows(
        nd::concatenate(&[&x, &x.slice(..1).unwrap()], 0),
        "array([('x', 2), (3, 4), ('x', 2)], dtype=[('a', 'O'), ('b', '<i4')])",
    );
    let zeros = nd::zeros(2, x.dtype()).unwrap();
    shows(
        nd::where_(nd::array![true, false], &x, &zeros),
        "array([('x', 2), (0, 0)], dtype=[('a', 'O'), ('b', '<i4')])",
    );
    let y = x.copy().unwrap();
    y.fields(&["a"]).unwrap().set([true, false], zeros.fields(&["a"]).unwrap().slice(..1).unwrap()).unwrap();
    y.fields(&["b"]).unwrap().assign(zeros.fields(&["b"]).unwrap()).unwrap();
    assert_eq!((y.to_string(), x.to_string()), ("[(0, 0) (3, 0)]".into(), "[('x', 2) (3, 4)]".into()));
    shows(Ok(x.equal(&y).unwrap()), "array([False, False])");
    shows(Ok(x.equal(x.copy().unwrap()).unwrap()), "array([ True,  True])");
}

#[test]
fn records_sort_by_their_objects() {
    let x = two();
    let numbers = nd::concatenate(
        &[&x.slice(1..).unwrap(), &nd::ones(1, x.dtype()).unwrap(), &x.slice(1..).unwrap()],
        0,
    )
    .unwrap();
    shows(nd::sort(&numbers, -1), "array([(1, 1), (3, 4), (3, 4)], dtype=[('a', 'O'), ('b', '<i4')])");
    shows(nd::argsort(&numbers, -1), "array([1, 0, 2])");
    shows(nd::unique(&numbers), "array([(1, 1), (3, 4)], dtype=[('a', 'O'), ('b', '<i4')])");
    fails(nd::sort(&x, -1), "TypeError: '<' not supported between instances of 'int' and 'str'");
    shows(
        nd::sort(&x, nd::SortOptions::default().order(["b"])),
        "array([('x', 2), (3, 4)], dtype=[('a', 'O'), ('b', '<i4')])",
    );
}

#[test]
fn files_do_not_take_them() {
    let refused = "ValueError: Object arrays cannot be saved when allow_pickle=False";
    assert_eq!(format!("{:?}", nd::write_npy(Vec::new(), &two()).unwrap_err()), refused);
}
