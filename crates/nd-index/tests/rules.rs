//! The rules of indexing in NumPy that are easily got wrong, a test for each, named after its number in the project's
//! list of rules; the expected values and messages were printed by NumPy 2.4.6.

use nd_core::{Array, Order, arange, zeros};
use nd_index::{IntoIndex, NewAxis, Part, Slice, ix, s};

/// `np.zeros(shape)`, of which only shapes matter.
fn z<const N: usize>(shape: [usize; N]) -> Array {
    zeros(shape, "f8").unwrap()
}

fn shape(array: &Array, index: impl IntoIndex) -> Vec<usize> {
    array.get(index).unwrap().shape().to_vec()
}

fn list(array: &Array) -> Vec<i64> {
    array.to_vec().unwrap()
}

#[track_caller]
fn refuses(array: &Array, index: impl IntoIndex, wanted: &str) {
    assert_eq!(format!("{:?}", array.get(index).unwrap_err()), wanted);
}

#[track_caller]
fn refuses_value(array: &Array, index: impl IntoIndex, value: impl nd_core::Operand, wanted: &str) {
    let before = array.tobytes().unwrap();
    assert_eq!(format!("{:?}", array.set(index, value).unwrap_err()), wanted);
    assert_eq!(array.tobytes().unwrap(), before, "a refused write changes nothing");
}

#[test]
fn rule_155_assignment_drops_leading_axes_of_length_one() {
    let a = z([3]);
    a.set(ix![...], arange(3).reshape((1, 1, 3)).unwrap()).unwrap();
    assert_eq!(a.to_string(), "[0. 1. 2.]");
    let a = arange(4);
    a.set(ix![[0, 1]], arange(2).reshape((1, 1, 2)).unwrap()).unwrap();
    assert_eq!(list(&a), [0, 1, 2, 3]);
    refuses_value(
        &z([3]),
        s![..],
        z([2]),
        "ValueError: could not broadcast input array from shape (2,) into shape (3,)",
    );
}

#[test]
fn rule_36_literals_out_of_range_are_refused() {
    let a = zeros(3, "u1").unwrap();
    let wanted = "OverflowError: Python integer 300 out of bounds for uint8";
    refuses_value(&a, s![0], 300, wanted);
    refuses_value(&a, ix![[0]], 300, wanted);
    refuses_value(&a, ix![[true, true, false]], 300, wanted);
    // Arrays wrap instead.
    a.set(ix![[0, 2]], arange((300, 302))).unwrap();
    assert_eq!(a.to_string(), "[44  0 45]");
    let a = zeros(2, "i4").unwrap();
    a.set(ix![[1]], 1.7).unwrap();
    assert_eq!(a.to_string(), "[0 1]");
    refuses_value(&a, ix![[1]], f64::NAN, "ValueError: cannot convert float NaN to integer");
}

#[test]
fn rule_157_a_full_index_with_an_ellipsis_is_a_view() {
    let a = Array::from_scalar(3i64).unwrap();
    assert!(a.get(ix![...]).unwrap().shares_memory(&a));
    assert!(a.slice(s![]).unwrap().shares_memory(&a));
}

#[test]
fn rule_163_slices_are_clamped() {
    let x = arange(10);
    let of = |index: [Part; 1]| list(&x.slice(index).unwrap());
    assert_eq!(of(s![..100]).len(), 10);
    assert_eq!(of(s![7..2]).len(), 0);
    assert_eq!(of(s![-4..-1]), [6, 7, 8]);
    assert_eq!(of(s![..;-1])[..3], [9, 8, 7]);
    assert_eq!(of(s![-100..2]), [0, 1]);
    assert_eq!(of(s![5..-100;-2]), [5, 3, 1]);
    assert_eq!(of(s![isize::MIN..isize::MAX;isize::MAX]), [0]);
    assert_eq!(of(s![..;isize::MIN]), [9]);
    assert_eq!(of(s![..=-1]).len(), 10);
    assert_eq!(of(s![2..=3]), [2, 3]);
}

#[test]
fn rule_164_a_step_of_zero_is_refused() {
    refuses(&arange(3), s![..;0], "ValueError: slice step cannot be zero");
    refuses(&z([0, 3]), s![..;0], "ValueError: slice step cannot be zero");
}

#[test]
fn rule_165_integers_out_of_bounds() {
    refuses(&arange(10), 10, "IndexError: index 10 is out of bounds for axis 0 with size 10");
    refuses(&z([3, 0]), 5, "IndexError: index 5 is out of bounds for axis 0 with size 3");
    let error = arange(10).index_axis(0, -11).unwrap_err();
    assert_eq!(error.to_string(), "index -11 is out of bounds for axis 0 with size 10");
    assert_eq!(
        arange(10).index_axis(1, 0).unwrap_err().to_string(),
        "axis 1 is out of bounds for array of dimension 1"
    );
}

#[test]
fn rule_166_the_axis_is_named_and_the_index_printed_as_given() {
    refuses(&z([2, 3]), s![0, -4], "IndexError: index -4 is out of bounds for axis 1 with size 3");
    refuses(&z([2, 3]), ix![[9], 9], "IndexError: index 9 is out of bounds for axis 1 with size 3");
    refuses(&z([2, 3]), ix![0, [9]], "IndexError: index 9 is out of bounds for axis 1 with size 3");
}

#[test]
fn rule_167_too_many_indices() {
    refuses(
        &arange(3),
        s![0, 0],
        "IndexError: too many indices for array: array is 1-dimensional, but 2 were indexed",
    );
    refuses(
        &z([3]),
        ix![[[false; 3]; 3]],
        "IndexError: too many indices for array: array is 1-dimensional, but 2 were indexed",
    );
    refuses(
        &Array::from_scalar(5i64).unwrap(),
        ix![[0]],
        "IndexError: too many indices for array: array is 0-dimensional, but 1 were indexed",
    );
    refuses(
        &z([1; 5]),
        vec![Part::NewAxis; 60],
        "IndexError: number of dimensions must be within [0, 64], indexing result would have 65",
    );
}

#[test]
fn rule_168_index_arrays_are_integers_or_booleans() {
    let wanted = "IndexError: arrays used as indices must be of integer (or boolean) type";
    refuses(&z([4, 3]), z([2]), wanted);
    refuses(&z([4, 3]), z([]), wanted);
    refuses(&z([4, 3]), zeros(1, "i4,i4").unwrap(), wanted);
}

#[test]
fn rule_169_one_ellipsis() {
    refuses(&z([2, 2]), s![..., ...], "IndexError: an index can only have a single ellipsis ('...')");
}

#[test]
fn rule_170_an_ellipsis_stands_for_full_slices() {
    let x = arange(6).reshape((2, 3)).unwrap();
    assert_eq!(list(&x.slice(s![..., 1]).unwrap()), [1, 4]);
    assert_eq!(shape(&x, s![0, 1, ...]), [0; 0]);
    assert_eq!(shape(&x, s![.., .., NewAxis, ..., NewAxis]), [2, 3, 1, 1]);
}

#[test]
fn rule_172_adjacent_index_arrays_stay_in_place() {
    assert_eq!(shape(&z([2, 3, 4, 5]), ix![.., [0, 1, 2], [0, 1, 2]]), [2, 3, 5]);
}

#[test]
fn rule_173_separated_index_arrays_go_first() {
    assert_eq!(shape(&z([2, 3, 4, 5]), ix![.., [0, 1, 2], .., [0, 1, 2]]), [3, 2, 4]);
    assert_eq!(shape(&z([2, 3, 4]), ix![[0, 1], NewAxis, [0, 1]]), [2, 1, 4]);
    assert_eq!(shape(&z([2, 3, 4]), ix![[0, 1], ..., [0, 1]]), [2, 3]);
    assert_eq!(shape(&z([5, 3, 4]), ix![.., [0, 1], ..., [0, 1]]), [2, 5], "an empty ellipsis separates too");
}

#[test]
fn rule_174_an_integer_counts_as_an_index_array() {
    assert_eq!(shape(&z([2, 3, 4]), ix![0, .., [0, 1]]), [2, 3]);
    assert_eq!(shape(&z([2, 3, 4]), ix![.., 0, [0, 1]]), [2, 2]);
    assert_eq!(shape(&z([2, 3, 4, 5]), ix![.., 0, .., [0, 1]]), [2, 2, 4]);
    assert_eq!(shape(&z([2, 3, 4, 5]), ix![NewAxis, 0, [0, 1], NewAxis]), [1, 2, 1, 4, 5]);
}

#[test]
fn rule_175_a_list_of_one_keeps_the_axis() {
    assert_eq!(shape(&z([2, 3, 4]), ix![0, .., 1..]), [3, 3]);
    assert_eq!(shape(&z([2, 3, 4]), ix![[0], .., 1..]), [1, 3, 3]);
}

#[test]
fn rule_176_index_arrays_broadcast() {
    let x = arange(20).reshape((4, 5)).unwrap();
    assert_eq!(x.get(ix![[[0], [2]], [1, 3]]).unwrap().to_string(), "[[ 1  3]\n [11 13]]");
    refuses(
        &z([4, 3]),
        ix![[0, 1], [0, 1, 2]],
        "IndexError: shape mismatch: indexing arrays could not be broadcast together with shapes (2,) (3,) ",
    );
    refuses(
        &z([4, 3, 5]),
        ix![[[true; 3]; 4], [0, 1, 2]],
        "IndexError: shape mismatch: indexing arrays could not be broadcast together with shapes (12,) (12,) (3,) ",
    );
}

#[test]
fn rule_178_positions_wrap_once() {
    assert_eq!(list(&arange(3).get(ix![[0, -1, -3]]).unwrap()), [0, 2, 0]);
    let wanted = "IndexError: index -4 is out of bounds for axis 0 with size 3";
    refuses(&arange(3), ix![[0, -4]], wanted);
    refuses(&arange(3), Array::from_slice(&[0i16, -4]).unwrap(), wanted);
    refuses_value(&arange(3), ix![[0, -4]], 7, wanted);
    // The check is of the lists, not of the result.
    refuses(&z([3, 4, 0]), ix![[5], [1]], "IndexError: index 5 is out of bounds for axis 0 with size 3");
    assert_eq!(shape(&z([3, 0]), ix![[5], vec![0i64; 0]]), [0]);
    // The largest `uint64` becomes -1 on its way to an index, as in NumPy.
    assert_eq!(list(&arange(3).get(Array::from_slice(&[u64::MAX]).unwrap()).unwrap()), [2]);
}

#[test]
fn rule_179_an_empty_list_selects_nothing() {
    let empty = arange(3).get(ix![vec![0i64; 0]]).unwrap();
    assert_eq!((empty.shape(), empty.dtype()), (&[0][..], &nd_core::DType::I64));
}

#[test]
fn rule_181_tuples_and_lists_differ() {
    let x = arange(32).reshape((2, 4, 4)).unwrap();
    assert_eq!(shape(&x, (0, 0, 1)), [0; 0]);
    assert_eq!(shape(&x, ([0, 0, 1],)), [3, 4, 4]);
    assert_eq!(shape(&x, [0, 0, 1]), [3, 4, 4]);
}

#[test]
fn rule_182_a_mask_takes_as_many_axes_as_it_has() {
    let x = arange(24).reshape((2, 3, 4)).unwrap();
    let m = ix![[[false, true, true], [true, true, true]]];
    assert_eq!(shape(&x, &m), [5, 4]);
    assert_eq!(shape(&x, ix![m[0].clone(), 1]), [5]);
    assert_eq!(shape(&x, ix![.., [true, false, true]]), [2, 2, 4]);
}

#[test]
fn rule_184_a_mask_fits_its_axes() {
    refuses(
        &arange(3),
        ix![[true, false]],
        "IndexError: boolean index did not match indexed array along axis 0; size of axis is 3 but size of corresponding boolean axis is 2",
    );
    refuses(
        &z([2, 3]),
        ix![.., [true, false]],
        "IndexError: boolean index did not match indexed array along axis 1; size of axis is 3 but size of corresponding boolean axis is 2",
    );
}

#[test]
fn rule_185_a_boolean_adds_an_axis() {
    let x = z([2, 3]);
    assert_eq!(shape(&x, true), [1, 2, 3]);
    assert_eq!(shape(&x, false), [0, 2, 3]);
    assert_eq!(shape(&x, ix![true, NewAxis]), [1, 1, 2, 3]);
    assert_eq!(shape(&x, ix![&Array::from_scalar(true).unwrap(), 0]), [1, 3]);
    assert_eq!(shape(&x, ix![.., true]), [2, 1, 3]);
    assert_eq!(shape(&x, ix![true, false]), [0, 2, 3]);
}

#[test]
fn rule_187_a_selected_result_is_a_copy_with_the_selected_axes_slowest() {
    let x = arange(12).reshape((3, 4)).unwrap();
    let y = x.get(ix![.., [0, 1]]).unwrap();
    assert!(!y.shares_memory(&x));
    assert_eq!(y.strides(), [8, 24]);
    // The order of the index arrays decides if each position selects one element.
    let fortran = Array::from_vec(vec![0i64, 1, 0, 1, 0, 1])
        .unwrap()
        .reshape((3, 2))
        .unwrap()
        .copy_in(Order::F)
        .unwrap();
    assert_eq!(z([5, 5]).get(ix![&fortran, &fortran]).unwrap().strides(), [8, 24]);
    assert_eq!(z([5, 5]).get(ix![&fortran]).unwrap().strides(), [80, 40, 8]);
    // An index array without axes selects what its value would, but copies.
    let x = z([2, 3, 4]);
    let one = x.get(ix![&Array::from_scalar(1i64).unwrap()]).unwrap();
    assert_eq!((one.shape(), one.shares_memory(&x)), (&[3, 4][..], false));
}

#[test]
fn rule_188_writing_through_a_mask_writes_the_array() {
    let a = arange(4);
    let m = [false, false, true, true];
    a.get(ix![m]).unwrap().set(0, 99).unwrap();
    assert_eq!(list(&a), [0, 1, 2, 3]);
    a.set(ix![m], 99).unwrap();
    assert_eq!(list(&a), [0, 1, 99, 99]);
}

#[test]
fn rule_189_values_for_a_mask() {
    let a = arange(4);
    let m = [false, false, true, true];
    refuses_value(
        &a,
        m,
        arange(3),
        "ValueError: NumPy boolean array indexing assignment cannot assign 3 input values to the 2 output values where the mask is true",
    );
    refuses_value(
        &a,
        m,
        z([1, 2]),
        "TypeError: NumPy boolean array indexing assignment requires a 0 or 1-dimensional input, input has 2 dimensions",
    );
    refuses_value(
        &a,
        m,
        z([0]),
        "ValueError: NumPy boolean array indexing assignment cannot assign 0 input values to the 2 output values where the mask is true",
    );
    a.set(m, Array::from_slice(&[5u8]).unwrap()).unwrap();
    assert_eq!(list(&a), [0, 1, 5, 5]);
}

#[test]
fn rule_190_values_for_index_arrays() {
    refuses_value(
        &arange(4),
        ix![[0, 1]],
        arange(3),
        "ValueError: shape mismatch: value array of shape (3,) could not be broadcast to indexing result of shape (2,)",
    );
    // The shapes are looked at before the positions.
    refuses_value(
        &arange(3),
        ix![[5]],
        arange(2),
        "ValueError: shape mismatch: value array of shape (2,) could not be broadcast to indexing result of shape (1,)",
    );
    refuses_value(
        &arange(6).reshape((2, 3)).unwrap(),
        [true, false],
        arange(2),
        "ValueError: shape mismatch: value array of shape (2,) could not be broadcast to indexing result of shape (1,3)",
    );
    refuses_value(&z([2, 3]), s![0, 0], z([1]), "ValueError: setting an array element with a sequence.");
}

#[test]
fn rule_191_values_broadcast_to_moved_axes() {
    let a = zeros((2, 3, 2), "i8").unwrap();
    a.set(ix![0, .., [0, 1]], arange((1, 7)).reshape((2, 3)).unwrap()).unwrap();
    assert_eq!(a.to_string(), "[[[1 4]\n  [2 5]\n  [3 6]]\n\n [[0 0]\n  [0 0]\n  [0 0]]]");
}

#[test]
fn the_last_of_several_values_stays() {
    let order = |array: Array| array.copy_in(Order::F).unwrap();
    let index = Array::from_vec(vec![0i64, 1, 1, 0]).unwrap().reshape((2, 2)).unwrap();
    let value = arange((1, 5)).reshape((2, 2)).unwrap();
    for (index, value) in [(index.clone(), value.clone()), (order(index), order(value))] {
        let a = zeros(2, "i8").unwrap();
        a.set(&index, &value).unwrap();
        assert_eq!(list(&a), [4, 3]);
    }
}

#[test]
fn records_are_moved_whole_and_filled_from_numbers() {
    let x = zeros(3, "i4,>f8").unwrap();
    x.field("f0").unwrap().set(ix![[0, 2]], 7).unwrap();
    x.set(ix![[1]], 5).unwrap();
    assert_eq!(x.to_string(), "[(7, 0.) (5, 5.) (7, 0.)]");
    let y = x.get(ix![[1, -1, 0]]).unwrap();
    assert_eq!(y.to_string(), "[(5, 5.) (7, 0.) (7, 0.)]");
    x.set([false, true, true], y.slice(..2).unwrap()).unwrap();
    assert_eq!(x.to_string(), "[(7, 0.) (5, 5.) (7, 0.)]");
}

#[test]
fn read_only_arrays_are_refused_first() {
    let wanted = "ValueError: assignment destination is read-only";
    let a = arange(3).read_only();
    refuses_value(&a, 9, 1, wanted);
    refuses_value(&a, ix![[9]], 1, wanted);
    refuses_value(&a, [true, true, true], 1, wanted);
}

#[test]
fn a_slice_gives_no_copies() {
    let wanted = "IndexError: slice: integer and boolean arrays select a copy; use get for them";
    assert_eq!(format!("{:?}", arange(3).slice(ix![[0]]).unwrap_err()), wanted);
}

#[test]
fn parts_can_be_inspected() {
    let index = s![3, 1..-2;2, ..., NewAxis];
    let [Part::Int(3), Part::Slice(slice), Part::Ellipsis, Part::NewAxis] = index else {
        panic!("{index:?}")
    };
    assert_eq!(slice, Slice { start: Some(1), stop: Some(-2), step: Some(2) });
    let (start, step) = (4usize, -1i64);
    assert!(matches!(
        s![start..;step, ],
        [Part::Slice(Slice { start: Some(4), stop: None, step: Some(-1) })]
    ));
}

#[test]
fn more_index_arrays_than_a_walk_has_operands() {
    let x = arange(1 << 10).reshape([2; 10].as_slice()).unwrap().slice(s![..;-1, .., ..;-1]).unwrap();
    let bits = |k: usize| Part::from((0..5).map(|i| ((i * 37) >> (k % 5)) % 2).collect::<Vec<i64>>());
    let index: Vec<Part> = (0..10).map(bits).collect();
    let found = list(&x.get(&index).unwrap());
    let wanted: Vec<i64> = (0..5)
        .map(|i| {
            let one: Vec<Part> = (0..10).map(|k| Part::Int((((i * 37) >> (k % 5)) % 2) as isize)).collect();
            x.slice(&one).unwrap().item().unwrap()
        })
        .collect();
    assert_eq!(found, wanted);
    x.set(&index, -1).unwrap();
    assert_eq!(list(&x.get(&index).unwrap()), [-1; 5]);
}

#[test]
fn rule_214_a_reshape_that_may_not_copy_is_a_view_or_refused() {
    let x = arange(6).reshape((2, 3)).unwrap();
    assert!(x.reshape_view((3, -1)).unwrap().shares_memory(&x));
    let error = x.t().reshape_view(6).unwrap_err();
    assert_eq!(format!("{error:?}"), "ValueError: Unable to avoid creating a copy while reshaping.");
}

#[test]
fn rule_224_transposes_name_every_axis() {
    let error = z([2, 3]).transpose(0).unwrap_err();
    assert_eq!(format!("{error:?}"), "ValueError: axes don't match array");
}

#[test]
fn rule_226_only_axes_of_length_one_are_squeezed_out() {
    let error = z([1, 3]).squeeze(1).unwrap_err();
    assert_eq!(
        format!("{error:?}"),
        "ValueError: cannot select an axis to squeeze out which has size not equal to one"
    );
}
