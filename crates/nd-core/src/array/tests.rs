//! The rules of views, reshaping and creation, by their numbers in the list of NumPy's rules that the tests follow.

use super::*;
use crate::layout::Dims;
use crate::{Order, Part, Slice, array};

fn step(step: isize) -> Part {
    Part::Slice(Slice { step: Some(step), ..Slice::FULL })
}

#[track_caller]
fn shows(array: &Array, expected: &str) {
    assert_eq!(format!("{array:?}"), expected);
}

#[test]
fn rule_206_the_base_of_a_view_of_a_view_is_the_owner() {
    let x = arange(10);
    let view = x.slice(..5).unwrap().slice([step(2)]).unwrap();
    assert!(view.base().is_some_and(|base| base.is(&x)));
    assert!(x.base().is_none());
    assert!(x.t().reshape((2, 5)).unwrap().base().is_some_and(|base| base.is(&x)));
    assert!(x.copy().unwrap().base().is_none());
}

#[test]
fn rule_208_a_reshape_is_a_view_where_strides_permit() {
    let x = arange(6).reshape((2, 3)).unwrap();
    assert!(x.shares_memory(&x.reshape((3, 2)).unwrap()));
    assert!(!x.shares_memory(&x.t().reshape(6).unwrap()));
    let left = x.slice((.., ..2)).unwrap();
    assert!(!x.shares_memory(&left.reshape(4).unwrap()));
    assert!(x.shares_memory(&left.reshape((2, 2, 1)).unwrap()));
    shows(&left.reshape(4).unwrap(), "array([0, 1, 3, 4])");
}

#[test]
fn rule_209_order_f_reads_and_fills_by_columns() {
    let x = arange(6);
    shows(&x.reshape_in((2, 3), Order::F).unwrap(), "array([[0, 2, 4],\n       [1, 3, 5]])");
    let f = Array::zeros_in((2, 3), "i8", Order::F).unwrap();
    assert_eq!((f.strides(), f.is_f_contiguous()), (&[8, 16][..], true));
    assert!(f.shares_memory(&f.reshape_in(6, Order::A).unwrap()));
    assert!(!f.shares_memory(&f.reshape(6).unwrap()));
}

#[test]
fn rules_211_and_212_one_length_may_be_unknown() {
    let x = arange(6);
    assert_eq!(x.reshape((-1, 2)).unwrap().shape(), [3, 2]);
    assert_eq!(x.reshape(4).unwrap_err().to_string(), "cannot reshape array of size 6 into shape (4,)");
    assert_eq!(x.reshape((-1, -1)).unwrap_err().to_string(), "can only specify one unknown dimension");
    assert_eq!(zeros((0, 3), "f8").unwrap().reshape((-1, 3)).unwrap().shape(), [0, 3]);
}

#[test]
fn rule_215_ravel_views_and_flatten_copies() {
    let x = arange(6).reshape((2, 3)).unwrap();
    assert!(x.shares_memory(&x.ravel().unwrap()));
    assert!(!x.shares_memory(&x.ravel_in(Order::F).unwrap()));
    assert!(!x.shares_memory(&x.flatten().unwrap()));
    assert!(x.t().shares_memory(&x.t().ravel_in(Order::F).unwrap()));
    shows(&x.ravel_in(Order::F).unwrap(), "array([0, 3, 1, 4, 2, 5])");
    shows(&x.t().ravel_in(Order::K).unwrap(), "array([0, 1, 2, 3, 4, 5])");
}

#[test]
fn rule_218_copies_keep_or_choose_the_order_of_axes() {
    let x = zeros((2, 3, 4), "f8").unwrap().transpose([2, 0, 1]).unwrap();
    assert_eq!(x.copy().unwrap().strides(), [48, 24, 8]);
    assert_eq!(x.copy_in(Order::K).unwrap().strides(), [8, 96, 32]);
    assert_eq!(x.astype("f4").unwrap().strides(), [4, 48, 16]);
    assert_eq!(empty_like(&x).unwrap().strides(), [8, 96, 32]);
}

#[test]
fn rule_220_results_follow_the_layout_of_the_operands() {
    let f = Array::zeros_in((2, 3), "f8", Order::F).unwrap();
    assert!((&f + 1.0).is_f_contiguous() && (&f + &f).is_f_contiguous());
    assert!((-&f.slice((.., [step(-1)][0].clone())).unwrap()).is_f_contiguous());
}

#[test]
fn rule_221_a_view_as_another_dtype_rescales_the_last_axis() {
    let x = array![1.0, 2.0];
    assert_eq!(x.view_as("i4").unwrap().shape(), [4]);
    assert_eq!(x.view_as("c16").unwrap().shape(), [1]);
    assert_eq!(x.view_as("i8").unwrap().to_vec::<i64>().unwrap(), [1.0f64, 2.0].map(|v| v.to_bits() as i64));
    assert_eq!(zeros((2, 0), "u1").unwrap().view_as("f8").unwrap().shape(), [2, 0]);
    let bytes = x.view_as("u1").unwrap();
    bytes.fill(0).unwrap();
    shows(&x, "array([0., 0.])");
}

#[test]
fn rules_223_to_227_axes_move_as_asked() {
    let x = zeros((2, 3, 4), "i1").unwrap();
    assert_eq!(x.transpose([-1, 0, 1]).unwrap().shape(), [4, 2, 3]);
    assert_eq!(x.swapaxes(0, -1).unwrap().shape(), [4, 3, 2]);
    assert_eq!(x.moveaxis(0, -1).unwrap().shape(), [3, 4, 2]);
    assert_eq!(x.rollaxis(2, 0).unwrap().shape(), [4, 2, 3]);
    assert_eq!(x.rollaxis(0, 3).unwrap().shape(), [3, 4, 2]);
    assert_eq!(x.expand_dims([0, -1]).unwrap().shape(), [1, 2, 3, 4, 1]);
    assert_eq!(x.expand_dims(1).unwrap().squeeze(..).unwrap().shape(), [2, 3, 4]);
    assert_eq!(zeros((1, 2, 1), "i1").unwrap().squeeze(-1).unwrap().shape(), [1, 2]);
}

#[test]
fn rule_229_parts_of_complex_numbers_are_views() {
    let z = array![crate::Complex::new(1.0, 2.0), crate::Complex::new(3.0, 4.0)];
    z.imag().unwrap().slice(0).unwrap().fill(9).unwrap();
    shows(&z, "array([1.+9.j, 3.+4.j])");
    assert_eq!(z.real().strides(), [16]);
    let imag = arange(2).imag().unwrap();
    assert!(!imag.is_writeable());
    shows(&imag, "array([0, 0])");
}

#[test]
fn rule_153_repeats_have_strides_of_zero_and_are_read_only() {
    let row = arange(3).broadcast_to((2, 3)).unwrap();
    assert_eq!((row.strides(), row.is_writeable()), (&[0, 8][..], false));
    // NumPy: np.broadcast_to(np.zeros((1, 3)), (1, 3)).strides == (0, 8)
    assert_eq!(zeros((1, 3), "f8").unwrap().broadcast_to((1, 3)).unwrap().strides(), [0, 8]);
    // NumPy: np.broadcast_arrays(x, x) of one shape gives the arrays themselves
    let x = zeros((1, 3), "f8").unwrap();
    assert_eq!(broadcast_arrays(&[&x, &x]).unwrap()[1].strides(), [24, 8]);
}

#[test]
fn rule_35_assignment_casts_whatever_it_loses() {
    let x = zeros(2, "i8").unwrap();
    x.assign(&array![1.9, -1.9]).unwrap();
    shows(&x, "array([ 1, -1])");
    let bytes = zeros(2, "u1").unwrap();
    // Rule 37: arrays wrap; rule 36: literals do not.
    bytes.assign(&array![300, -1]).unwrap();
    shows(&bytes, "array([ 44, 255], dtype=uint8)");
    assert_eq!(bytes.assign(300).unwrap_err().to_string(), "Python integer 300 out of bounds for uint8");
}

#[test]
fn rule_135_overlapping_assignment_is_a_move() {
    let x = arange(6);
    x.slice(1..).unwrap().assign(x.slice(..5).unwrap()).unwrap();
    shows(&x, "array([0, 0, 1, 2, 3, 4])");
    let y = arange(6);
    y.assign(y.slice([step(-1)]).unwrap()).unwrap();
    shows(&y, "array([5, 4, 3, 2, 1, 0])");
}

#[test]
fn targets_that_overlap_themselves_take_values_in_c_order() {
    // Windows of three over six elements: what is written last stays.
    let line = arange(6);
    let layout = Layout { shape: Dims::from_slice(&[4, 3]), strides: Dims::from_slice(&[8, 8]), offset: 0 };
    let windows = line.with_layout(layout);
    windows.assign(arange(12).reshape((4, 3)).unwrap()).unwrap();
    shows(&line, "array([ 0,  3,  6,  9, 10, 11])");
    // As an output: the values of a packed result, in C order.
    line.assign(arange(6)).unwrap();
    let mut out = &windows;
    out += &windows.copy().unwrap();
    shows(&line, "array([ 0,  2,  4,  6,  8, 10])");
}

#[test]
fn rules_158_and_160_arrays_without_axes_and_without_elements() {
    let scalar = Array::from_scalar(3i64).unwrap();
    assert_eq!(scalar.len().unwrap_err().to_string(), "len() of unsized object");
    assert_eq!(scalar.iter().map(|_| ()).unwrap_err().to_string(), "iteration over a 0-d array");
    assert!(scalar.truth().unwrap() && !array![0.0].truth().unwrap());
    assert!(arange(0).truth().is_err() && arange(2).truth().is_err());
    assert_eq!(scalar.reshape((1, 1)).unwrap().shape(), [1, 1]);
}

#[test]
fn creation_gives_what_numpy_gives() {
    // NumPy: np.arange(5, 0, -2), np.arange(0, 1, 0.25), np.linspace(0, 1, 3), np.linspace(5, 6, 1), np.linspace(0, 1, 0)
    shows(&arange((5, 0, -2)), "array([5, 3, 1])");
    shows(&arange((0.0, 1.0, 0.25)), "array([0.  , 0.25, 0.5 , 0.75])");
    shows(&arange((3, 3)), "array([], dtype=int64)");
    shows(&linspace(0.0, 1.0, 3).unwrap(), "array([0. , 0.5, 1. ])");
    shows(&linspace(5.0, 6.0, 1).unwrap(), "array([5.])");
    shows(&linspace(0.0, 1.0, 0).unwrap(), "array([], dtype=float64)");
    // NumPy: np.eye(2, 3, -1), np.eye(2, 2, 5), np.identity(2), np.full((1, 2), True)
    shows(&eye(2, 3, -1, "i4").unwrap(), "array([[0, 0, 0],\n       [1, 0, 0]], dtype=int32)");
    shows(&eye(2, 2, 5, "i8").unwrap(), "array([[0, 0],\n       [0, 0]])");
    shows(&identity(2).unwrap(), "array([[1., 0.],\n       [0., 1.]])");
    shows(&identity_as(2, "O").unwrap(), "array([[1, 0],\n       [0, 1]], dtype=object)");
    shows(&identity_as(2, "U3").unwrap(), "array([['1', ''],\n       ['', '1']], dtype='<U3')");
    shows(&full((1, 2), true).unwrap(), "array([[ True,  True]])");
    shows(&ones_like(&arange(2).astype("f4").unwrap()).unwrap(), "array([1., 1.], dtype=float32)");
}

#[test]
fn rows_come_from_either_end() {
    let x = arange(6).reshape((3, 2)).unwrap();
    let mut rows = x.iter().unwrap();
    assert_eq!(rows.len(), 3);
    assert_eq!(rows.next_back().unwrap().to_string(), "[4 5]");
    rows.next().unwrap().fill(9).unwrap();
    assert_eq!((rows.next().unwrap().to_string(), rows.next().is_none()), ("[2 3]".into(), true));
    assert_eq!(x.to_string(), "[[9 9]\n [2 3]\n [4 5]]");
}

#[test]
fn joining_promotes_and_copies() {
    let joined = concatenate(&[&array![1, 2], &array![3.5]], 0).unwrap();
    shows(&joined, "array([1. , 2. , 3.5])");
    // NumPy: np.concatenate([[[1, 2]], [[3, 4]]], axis=None), np.stack([[1, 2], [3, 4]], axis=1)
    let (a, b) = (array![[1, 2]], array![[3, 4]]);
    shows(&concatenate(&[&a, &b], ..).unwrap(), "array([1, 2, 3, 4])");
    shows(&concatenate(&[&a, &b], -1).unwrap(), "array([[1, 2, 3, 4]])");
    shows(&stack(&[&array![1, 2], &array![3, 4]], 1).unwrap(), "array([[1, 3],\n       [2, 4]])");
    assert!(!concatenate(&[&a], 0).unwrap().shares_memory(&a));
}

#[test]
fn ranges_that_no_int64_holds_are_refused() {
    for range in [(0, usize::MAX), (usize::MAX - 3, usize::MAX)] {
        let message = try_arange(range).map(|_| ()).expect_err("too long").to_string();
        assert_eq!(message, "Maximum allowed size exceeded");
    }
    assert!(try_arange((0.0, f64::NEG_INFINITY)).is_err());
    let wide = try_arange((i64::MIN, i64::MAX, 1 << 62)).expect("four values");
    assert_eq!(wide.to_vec::<i64>().expect("values"), [i64::MIN, -(1 << 62), 0, 1 << 62]);
}

#[test]
fn regrouping_moves_joins_adds_and_drops_axes() {
    let x = arange(18).reshape((3, 1, 2, 3)).unwrap();
    let y = x.regroup(&[&[2], &[], &[3, 0]]).unwrap();
    shows(&y, "array([[[ 0,  7, 14]],\n\n       [[ 3, 10, 17]]])");
    y.fill(0).unwrap();
    assert_eq!(x.slice((1, 0, 0)).unwrap().to_string(), "[6 0 8]");
    let refusal = |groups: &[&[usize]]| x.regroup(groups).unwrap_err().to_string();
    assert_eq!(refusal(&[&[0], &[4]]), "axis 4 is out of bounds for array of dimension 4");
    assert_eq!(refusal(&[&[0], &[0]]), "repeated axis in regroup");
    assert_eq!(
        refusal(&[&[0, 2], &[3]]),
        "axes that are walked together must have the same length, but found 3 and 2"
    );
    assert_eq!(
        refusal(&[&[0], &[2]]),
        "cannot select an axis to squeeze out which has size not equal to one"
    );
    assert!(zeros((0, 0), "f8").unwrap().regroup(&[&[1, 0]]).unwrap().is_empty());
}

#[test]
fn windows_over_one_axis_many_times_cannot_outgrow_memory() {
    let x = arange(49_147);
    let error = x.sliding_window_view([1usize << 13; 5], [0isize; 5]).unwrap_err();
    assert!(error.to_string().starts_with("array is too big"), "{error}");
}
