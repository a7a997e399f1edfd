//! The rules of NumPy about the functions of this crate, each named after its number in the project's list of rules, and what
//! the tutorial does with them; the expected values were printed by NumPy 2.4.6.

use nd_core::{Array, Error, Join, Order, arange, array, concatenate, eye, ones, stack, zeros};
use nd_index::{IndexExt as _, Mode, Part, Slice, Take, ix, ix_, mgrid, r_, s};

#[track_caller]
fn shows(array: &Array, wanted: &str) {
    assert_eq!(array.to_string(), wanted);
}

#[track_caller]
fn refused<T>(result: Result<T, Error>, wanted: &str) {
    match result {
        Ok(_) => panic!("not refused"),
        Err(error) => assert_eq!(format!("{error:?}"), wanted),
    }
}

#[test]
fn rule_193_take_modes() {
    let a = array![10, 20, 30];
    shows(&a.take([-1], ..).unwrap(), "[30]");
    shows(&a.take([5, -5], Mode::Wrap).unwrap(), "[30 20]");
    shows(&a.take([5, -5], Mode::Clip).unwrap(), "[30 10]");
}

#[test]
fn rule_194_take_out_of_bounds() {
    refused(array![1, 2, 3].take([3], ..), "IndexError: index 3 is out of bounds for axis 0 with size 3");
    let out = zeros(2, "i4").unwrap();
    array![1.5, 2.5].take([1, 0], Take::along(0).out(&out)).unwrap();
    shows(&out, "[2 1]");
}

#[test]
fn rule_196_put_repeats_values() {
    let a = zeros(5, "i8").unwrap();
    a.put([0, 2, 4], [1, 2], Mode::Raise).unwrap();
    shows(&a, "[1 0 2 0 1]");
    // Through any layout, and by positions from the end.
    let t = zeros((2, 3), "i8").unwrap().t();
    t.put([1, -1], [7, 8], Mode::Raise).unwrap();
    shows(&t, "[[0 7]\n [0 0]\n [0 8]]");
    refused(t.put([6], 1, Mode::Raise), "IndexError: index 6 is out of bounds for axis 0 with size 6");
}

#[test]
fn rule_197_putmask_goes_by_place_and_place_by_count() {
    let (a, b) = (arange(6), arange(6));
    let mask = [false, false, false, true, true, true];
    nd_index::putmask(&a, mask, [-1, -2]).unwrap();
    nd_index::place(&b, mask, [-1, -2]).unwrap();
    shows(&a, "[ 0  1  2 -2 -1 -2]");
    shows(&b, "[ 0  1  2 -1 -2 -1]");
}

#[test]
fn rule_199_choices_out_of_range() {
    refused(nd_index::choose([3], [1, 2], Mode::Raise), "ValueError: invalid entry in choice array");
}

#[test]
fn rule_200_nonzero_without_axes() {
    refused(
        array![1].reshape(()).unwrap().nonzero(),
        "ValueError: Calling nonzero on 0d arrays is not allowed. Use np.atleast_1d(scalar).nonzero() instead.",
    );
}

#[test]
fn rule_202_flat_positions() {
    let found = nd_index::unravel_index([5, 7], (2, 4), Order::C).unwrap();
    assert_eq!(found.to_string(), "(array([1, 1]), array([1, 3]))");
    assert_eq!(nd_index::unravel_index(5, (2, 4), Order::F).unwrap()[1].to_string(), "2");
    shows(&nd_index::ravel_multi_index(([1], [9]), (2, 4), Mode::Clip).unwrap(), "[7]");
}

#[test]
fn rule_203_ranges_joined() {
    shows(&r_![1..4, 0, 4].unwrap(), "[1 2 3 0 4]");
    shows(&r_![0..1; 3j].unwrap(), "[0.  0.5 1. ]");
    assert_eq!(r_!["0,2", [1, 2], [3, 4]].unwrap().shape(), [2, 2]);
    shows(&nd_index::c_![[1, 2], [3, 4]].unwrap(), "[[1 3]\n [2 4]]");
    let (step, n) = (-1, 3usize);
    shows(&r_![3..1; step, ..n].unwrap(), "[3 2 0 1 2]");
}

#[test]
fn rule_205_flat_assignment_repeats() {
    let a = zeros(5, "i8").unwrap();
    a.flat().set(.., [1, 2]).unwrap();
    shows(&a, "[1 2 1 2 1]");
}

#[test]
fn rule_230_windows_are_read_only() {
    let v = arange(5).sliding_window_view(3, ..).unwrap();
    shows(&v, "[[0 1 2]\n [1 2 3]\n [2 3 4]]");
    assert_eq!((v.strides(), v.is_writeable()), (&[8, 8][..], false));
}

#[test]
fn rule_232_resize_repeats() {
    shows(&nd_index::resize(&array![1, 2, 3], 5).unwrap(), "[1 2 3 1 2]");
}

#[test]
fn rule_233_what_is_a_view() {
    let x = arange(4).reshape((2, 2)).unwrap();
    assert!(nd_index::flip(&x, ..).unwrap().shares_memory(&x));
    assert!(nd_index::rot90(&x, 1, ..).unwrap().shares_memory(&x));
    assert!(!nd_index::roll(&x, 1, ..).unwrap().shares_memory(&x));
    assert!(!nd_index::tile(&x, 1).unwrap().shares_memory(&x));
    assert!(!x.repeat(1, 0).unwrap().shares_memory(&x));
}

#[test]
fn rules_235_to_241_joining() {
    shows(&concatenate(&[&array![[1, 2]], &array![3].reshape((1, 1)).unwrap()], ..).unwrap(), "[1 2 3]");
    let z = zeros(3, "f8").unwrap();
    assert_eq!(stack(&[&zeros((2, 3), "f8").unwrap(); 4], -1).unwrap().shape(), [2, 3, 4]);
    assert_eq!(nd_index::vstack([&z, &z]).unwrap().shape(), [2, 3]);
    assert_eq!(nd_index::hstack([&z, &z]).unwrap().shape(), [6]);
    assert_eq!(nd_index::dstack([&z, &z]).unwrap().shape(), [1, 3, 2]);
    assert_eq!(nd_index::column_stack([&z, &z]).unwrap().shape(), [3, 2]);
    let out = zeros(4, "f8").unwrap();
    concatenate(&[&array![1, 2], &out.slice(..2).unwrap()], Join::along(0).out(&out)).unwrap();
    shows(&out, "[1. 2. 0. 0.]");
}

#[test]
fn rules_242_and_244_splits() {
    refused(
        nd_index::split(&arange(5), 2, 0),
        "ValueError: array split does not result in an equal division",
    );
    let x = arange(4);
    assert!(nd_index::split(&x, 2, 0).unwrap()[0].base().is_some_and(|base| base.is(&x)));
}

#[test]
fn rule_245_blocks() {
    let (a, b, c) = (eye(2, 2, 0, "f8").unwrap(), zeros((2, 1), "f8").unwrap(), ones((1, 3), "f8").unwrap());
    let whole = nd_index::block(nd_core::literal![[&a, &b], [&c]]).unwrap();
    shows(&whole, "[[1. 0. 0.]\n [0. 1. 0.]\n [1. 1. 1.]]");
}

#[test]
fn rule_247_delete_out_of_bounds() {
    refused(
        nd_index::delete(&array![1, 2, 3], 5, ..),
        "IndexError: index 5 is out of bounds for axis 0 with size 3",
    );
}

#[test]
fn rule_428_meshgrid_swaps_the_first_two_axes() {
    let grid = |indexing| nd_index::meshgrid((vec![1, 2, 3], vec![4, 5]), indexing).unwrap();
    assert_eq!(grid(nd_index::Indexing::Xy)[0].shape(), [2, 3]);
    assert_eq!(grid(nd_index::Indexing::Ij)[0].shape(), [3, 2]);
}

#[test]
fn rule_440_select_defaults() {
    let conditions = array![[true, false], [true, true]];
    let picked = nd_index::select(&conditions, &array![[1, 2], [3, 4]], 0).unwrap();
    shows(&picked, "[1 4]");
}

#[test]
fn tutorial_5_slices_as_values_and_tuples_built_at_run_time() {
    let x = arange(32).reshape((2, 4, 4)).unwrap();
    let slice = Slice { start: Some(0), stop: Some(2), step: Some(1) };
    let list = vec![Part::from(0), Part::from(0), Part::from(slice)];
    shows(&x.slice(s![0, 0, slice]).unwrap(), "[0 1]");
    shows(&x.slice(&list).unwrap(), "[0 1]");
}

#[test]
fn tutorial_6_advanced_indexing() {
    let m = arange(20).reshape((4, 5)).unwrap();
    shows(&m.get(ix_([[1, 2], [3, 4]]).unwrap()).unwrap(), "[[ 8  9]\n [13 14]]");
    let back = Slice { start: Some(3), stop: Some(1), step: Some(-1) };
    let columns = r_![..2, back, 2].unwrap();
    shows(&m.get(ix![0, &columns]).unwrap(), "[0 1 3 2 2]");
    let digits = array![7, 2, 9, 1, 0, 8, 4, 5, 6, 3];
    let is_odd = &digits % 2;
    shows(&is_odd.nonzero().unwrap()[0], "[0 2 3 7 9]");
    shows(&digits.get(is_odd.nonzero().unwrap()).unwrap(), "[7 9 1 5 3]");
    let y = array![[false, true], [false, true]];
    assert_eq!(y.nonzero().unwrap().to_string(), "(array([0, 1]), array([1, 1]))");
}

#[test]
fn tutorial_7_grid_with_a_count() {
    let grid = mgrid![0..5; 100j, 0..5; 100j].unwrap();
    assert_eq!(grid.shape(), [2, 100, 100]);
    assert_eq!(grid.slice(s![0, 1, 0]).unwrap().item::<f64>().unwrap(), 0.050505050505050504);
    let (start, stop) = (46usize, 86usize);
    assert_eq!(r_![..start, stop..100].unwrap().shape(), [60]);
}

#[test]
fn tutorial_9_and_11_layouts_and_diagonals() {
    let a = arange(6).reshape((2, 3)).unwrap();
    shows(&a.ravel_in(Order::F).unwrap(), "[0 3 1 4 2 5]");
    let f = a.ravel_in(Order::F).unwrap();
    shows(&f.reshape((-1, 3)).unwrap(), "[[0 3 1]\n [4 2 5]]");
    shows(&f.reshape_in((-1, 3), Order::F).unwrap(), "[[0 1 2]\n [3 4 5]]");
    let x = zeros((2, 3, 4), "i1").unwrap();
    assert_eq!(x.moveaxis([0, 1, 2], [0, 2, 1]).unwrap().shape(), [2, 4, 3]);
    shows(&nd_index::diag(&arange(3), 0).unwrap(), "[[0 0 0]\n [0 1 0]\n [0 0 2]]");
    shows(&arange(3).reshape((1, 3)).unwrap().repeat(2, 0).unwrap(), "[[0 1 2]\n [0 1 2]]");
}

#[test]
fn tutorial_16_diagonals_by_separated_indices() {
    let outer = zeros([3, 2, 2, 1, 3, 2, 2, 2, 3], "i1").unwrap();
    let i = arange(3);
    assert_eq!(outer.get(ix![&i, .., .., .., &i, ...]).unwrap().shape(), [3, 2, 2, 1, 2, 2, 2, 3]);
    let k = arange(2);
    let repeat = zeros([3, 2, 2, 1, 2, 2, 2, 3], "i1").unwrap();
    let front = repeat.get(ix![.., .., &k, .., &k, .., &k, ..]).unwrap();
    assert_eq!(front.shape(), [2, 3, 2, 1, 2, 3]);
    assert_eq!(front.rollaxis(0, 2).unwrap().shape(), [3, 2, 2, 1, 2, 3]);
}

#[test]
fn updates_compute_each_element_once() {
    let x = array![1, 2, 3];
    x.update(ix![[0, 0, 2]], |old| Ok(old + 10)).unwrap();
    shows(&x, "[11  2 13]");
}

#[test]
fn lanes_and_axes() {
    let x = arange(12).reshape((2, 3, 2)).unwrap();
    let sums = nd_index::apply_along_axis(|lane| stack(&[lane, lane], 0), 1, &x).unwrap();
    assert_eq!(sums.shape(), [2, 2, 3, 2]);
    refused(
        nd_index::apply_along_axis(|lane| lane.copy(), 0, &zeros((2, 0), "f8").unwrap()),
        "ValueError: Cannot apply_along_axis when any iteration dimensions are 0",
    );
}

/// The elements are those of the moment when it began, however many there are.
#[test]
fn elements_with_their_positions() {
    let x = arange(3000).reshape((30, 100)).unwrap().t();
    let elements = nd_index::ndenumerate(&x).unwrap();
    x.fill(0).unwrap();
    let (mut n, mut sum) = (0, 0);
    for (at, value) in elements {
        let value = value.get::<i64>().unwrap();
        assert_eq!((at[0], at[1]), (value as usize % 100, value as usize / 100));
        (n, sum) = (n + 1, sum + value);
    }
    assert_eq!((n, sum), (3000, 2999 * 1500));
    let one: Vec<_> = nd_index::ndenumerate(&array!["a"].reshape(()).unwrap()).unwrap().collect();
    assert_eq!(one, [(vec![], nd_core::Scalar::from("a"))]);
    assert_eq!(nd_index::ndenumerate(&zeros((2, 0), "f4").unwrap()).unwrap().count(), 0);
}
