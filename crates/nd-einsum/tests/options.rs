//! Options, results that are views, dtypes and memory orders, as NumPy 2.4 has them.

use nd_core::{Array, Casting, DType, Ellipsis, Order, Slice, arange, array, ones, zeros};
use nd_einsum::{Einsum, Subscripts, einsum};

#[track_caller]
fn shows(array: &Array, expected: &str) {
    assert_eq!(format!("{array:?}"), expected);
}

#[test]
fn a_single_operand_of_which_nothing_is_summed_is_viewed() {
    let x = arange(9).reshape((3, 3)).unwrap();
    for subscripts in ["ij->ji", "ii->i", "ij", "ba", "...", "i...->...i", "ij->...ij"] {
        let view = einsum(subscripts, [&x]).unwrap();
        assert!(view.shares_memory(&x) && view.is_writeable(), "{subscripts}");
    }
    einsum("ii->i", [&x]).unwrap().fill(0).unwrap();
    shows(&x, "array([[0, 1, 2],\n       [3, 0, 5],\n       [6, 7, 0]])");
    assert!(!einsum("ij->ji", [&x.read_only()]).unwrap().is_writeable());
    // A view has the operand's dtype and strides, whatever is asked for.
    let view = Einsum::new("ij->ji").dtype("f4").unwrap().order(Order::C).run([&x]).unwrap();
    assert_eq!((view.dtype(), view.strides()), (&DType::I64, &[8, 24][..]));
}

#[test]
fn a_sum_is_never_a_view() {
    let x = ones((2, 1), "f8").unwrap();
    for subscripts in ["ij->i", "ij->j", "ij->"] {
        let sum = einsum(subscripts, [&x]).unwrap();
        assert!(!sum.shares_memory(&x), "{subscripts}");
    }
}

#[test]
fn dtypes_do_not_widen() {
    shows(&einsum("i->", [&Array::from_vec(vec![100i8; 3]).unwrap()]).unwrap(), "array(44, dtype=int8)");
    let yes = array![true, true];
    shows(&einsum("i,i", [&yes, &yes]).unwrap(), "array(True)");
    shows(&einsum("i->", [&zeros(0, "?").unwrap()]).unwrap(), "array(False)");
    shows(
        &einsum("i,i->i", [&yes, &Array::from_vec(vec![3i8, 4]).unwrap()]).unwrap(),
        "array([3, 4], dtype=int8)",
    );
    let halves = array![300.0, -300.0].astype("f2").unwrap();
    let plain = array![300.0, 300.0].astype("f2").unwrap();
    shows(&einsum("i,i->", [&halves, &plain]).unwrap(), "array(0., dtype=float16)"); // summed as float32
    shows(&einsum("i,i->i", [&halves, &plain]).unwrap(), "array([ inf, -inf], dtype=float16)");
    let swapped = ones(3, ">f4").unwrap();
    assert_eq!(einsum("i->", [&swapped]).unwrap().dtype(), &DType::F32);
}

#[test]
fn a_dtype_can_be_asked_for() {
    let (a, b) = (ones((2, 3), "f8").unwrap(), ones((3, 4), "f8").unwrap());
    let product = |dtype: &str, casting| {
        Einsum::new("ij,jk").dtype(dtype).unwrap().casting(casting).run([&a, &b]).unwrap()
    };
    assert_eq!(product("f4", Casting::SameKind).dtype(), &DType::F32);
    shows(&product("i4", Casting::Unsafe), "array([[3, 3, 3, 3],\n       [3, 3, 3, 3]], dtype=int32)");
    let out = zeros((2, 4), "i4").unwrap();
    Einsum::new("ij,jk").out(&out).casting(Casting::Unsafe).run([&a, &b]).unwrap();
    shows(&out, "array([[3, 3, 3, 3],\n       [3, 3, 3, 3]], dtype=int32)");
}

#[test]
fn an_output_may_overlap_the_operands() {
    let square = || arange(9).reshape((3, 3)).unwrap();
    let x = square();
    Einsum::new("ij,jk->ik").out(&x).run([&x, &x]).unwrap();
    shows(&x, "array([[ 15,  18,  21],\n       [ 42,  54,  66],\n       [ 69,  90, 111]])");
    let x = square();
    Einsum::new("ij->ji").out(&x).run([&x]).unwrap();
    shows(&x, "array([[0, 3, 6],\n       [1, 4, 7],\n       [2, 5, 8]])");
    let x = square();
    Einsum::new("ij->i").out(&x.slice(0).unwrap()).run([&x]).unwrap();
    shows(&x, "array([[ 3, 12, 21],\n       [ 3,  4,  5],\n       [ 6,  7,  8]])");
}

#[test]
fn operands_are_repeated_to_the_output() {
    let x = arange(3).reshape((1, 3)).unwrap();
    let out = zeros((2, 3), "i8").unwrap();
    Einsum::new("ij,ij->ij").out(&out).run([&x, &x]).unwrap();
    shows(&out, "array([[0, 1, 4],\n       [0, 1, 4]])");
    let out = zeros(2, "i8").unwrap();
    Einsum::new("ij->i").out(&out).run([&x]).unwrap();
    shows(&out, "array([3, 3])");
}

#[test]
fn orders_are_obeyed() {
    let (a, b) = (ones((2, 3), "f8").unwrap(), ones((3, 4), "f8").unwrap());
    let strides = |order, a: &Array, b: &Array| {
        Einsum::new("ij,jk->ik").order(order).run([a, b]).unwrap().strides().to_vec()
    };
    assert_eq!(strides(Order::K, &a, &b), [32, 8]);
    assert_eq!(strides(Order::C, &a, &b), [32, 8]);
    assert_eq!(strides(Order::F, &a, &b), [8, 16]);
    assert_eq!(strides(Order::A, &a, &b), [32, 8]);
    let (a, b) = (a.copy_in(Order::F).unwrap(), b.copy_in(Order::F).unwrap());
    assert_eq!(strides(Order::A, &a, &b), [8, 16]);
    // Products that end in the other operand's labels are computed that way round.
    let result = einsum("ij,jk->ki", [&a, &b]).unwrap();
    assert_eq!(result.strides(), [16, 8]);
}

#[test]
fn lists_mean_what_strings_mean() {
    let x = arange(6).reshape((2, 3)).unwrap();
    let y = arange(12).reshape((3, 4)).unwrap();
    let listed = Subscripts::new().operand([0, 1]).operand([1, 2]);
    shows(&einsum(&listed, [&x, &y]).unwrap(), "array([[20, 23, 26, 29],\n       [56, 68, 80, 92]])");
    let turned = listed.output([2, 0]);
    assert_eq!(einsum(turned, [&x, &y]).unwrap().shape(), [4, 2]);
    let sum = Subscripts::new().operand((Ellipsis, 0)).output(Ellipsis);
    shows(&einsum(sum, [&x]).unwrap(), "array([ 3, 12])");
}

#[test]
fn operands_come_in_arrays_slices_and_vectors() {
    let x = arange(3);
    let listed: Vec<&Array> = vec![&x, &x];
    for result in [
        einsum("i,i", [&x, &x]),
        einsum("i,i", &listed),
        einsum("i,i", &listed[..]),
        einsum("i,i", listed.clone()),
    ] {
        assert_eq!(result.unwrap().to_string(), "5");
    }
}

#[test]
fn reversed_and_repeated_operands_are_read_where_they_lie() {
    let x = arange(4).slice(Slice::from(..).by(-1)).unwrap();
    let repeated = arange(2).reshape((2, 1)).unwrap().broadcast_to((2, 4)).unwrap();
    shows(&einsum("i,ji->j", [&x, &repeated]).unwrap(), "array([0, 6])");
    shows(&einsum("ij->ij", [&repeated]).unwrap(), "array([[0, 0, 0, 0],\n       [1, 1, 1, 1]])");
}
