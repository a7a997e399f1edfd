//! What guards refuse that no public operation can make: writeable arrays whose elements share bytes.

use crate::layout::{Dims, Layout};
use crate::{Array, ErrorKind, Lane, LaneMut, Part, Slice, View, ViewMut, ViewMutPart, ViewPart, arange};
use rayon::prelude::*;

/// Windows of three elements, each one further than the one before.
fn windows() -> Array {
    let line = arange(6);
    let layout = Layout { shape: Dims::from_slice(&[4, 3]), strides: Dims::from_slice(&[8, 8]), offset: 0 };
    line.with_layout(layout)
}

#[test]
fn elements_that_overlap_are_lent_for_reading_only() {
    let windows = windows();
    let error = windows.view_mut::<i64>().map(|_| ()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Value);
    assert_eq!(error.to_string(), "view_mut: elements of shape (4, 3) and strides (8, 8) overlap");
    let guard = windows.view::<i64>().unwrap();
    assert_eq!(guard.view().iter().copied().collect::<Vec<_>>(), [0, 1, 2, 1, 2, 3, 2, 3, 4, 3, 4, 5]);
    assert_eq!(guard.view().as_slice(), None);
}

#[test]
fn one_row_of_overlapping_rows_is_apart_from_itself() {
    let row = windows().index_axis(0, 3).unwrap();
    row.view_mut::<i64>().unwrap().view_mut().fill(9);
    assert_eq!(windows().to_string(), "[[0 1 2]\n [1 2 3]\n [2 3 4]\n [3 4 5]]");
    assert_eq!(row.to_string(), "[9 9 9]");
}

#[test]
fn empty_views_lend_empty_slices_wherever_they_start() {
    let end = arange(5).slice(5..).unwrap();
    let guard = end.view::<i64>().unwrap();
    assert_eq!((guard.view().as_slice(), guard.view().iter().count()), (Some(&[][..]), 0));
    assert_eq!(end.view_mut::<i64>().unwrap().view_mut().as_mut_slice(), Some(&mut [][..]));
}

/// Strided, reversed and permuted arrays of `n` elements and up to three axes.
fn layouts() -> Vec<Array> {
    let block = arange(4 * 6 * 10).reshape((4, 6, 10)).unwrap();
    let sliced = block.slice((1.., .., Slice::from(..).by(-3))).unwrap();
    vec![block.clone(), block.t(), sliced.moveaxis(1, 0).unwrap(), sliced.slice((.., 0..0, ..)).unwrap()]
}

fn numbers(view: View<'_, i64>) -> Vec<i64> {
    view.iter().copied().collect()
}

#[test]
fn parts_are_what_slices_are() {
    for x in layouts() {
        let guard = x.view::<i64>().unwrap();
        for axis in 0..3 {
            let n = x.shape()[axis];
            let at = |from: usize, to: usize| {
                let mut index = vec![Part::Slice(Slice::FULL); axis];
                index.push(Part::from(from..to));
                x.slice(&index).unwrap().to_vec::<i64>().unwrap()
            };
            let found: Vec<_> = guard.view().axis_iter(axis).unwrap().map(|p| numbers(p.view())).collect();
            assert_eq!(found, (0..n).map(|i| at(i, i + 1)).collect::<Vec<_>>());
            let found: Vec<_> = guard.view().chunks(axis, 2).unwrap().map(|p| numbers(p.view())).collect();
            assert_eq!(found, (0..n.div_ceil(2)).map(|i| at(2 * i, n.min(2 * i + 2))).collect::<Vec<_>>());
            if n >= 3 {
                let found: Vec<_> =
                    guard.view().windows(axis, 3).unwrap().map(|p| numbers(p.view())).collect();
                assert_eq!(found, (0..n - 2).map(|i| at(i, i + 3)).collect::<Vec<_>>());
            }
            let (a, b) = guard.view().split_at(axis, n / 2).unwrap();
            assert_eq!((numbers(a.view()), numbers(b.view())), (at(0, n / 2), at(n / 2, n)));
            let found: Vec<i64> =
                guard.view().lanes(axis).unwrap().flat_map(|lane| lane.iter().copied()).collect();
            assert_eq!(found, x.moveaxis(axis as isize, -1).unwrap().to_vec::<i64>().unwrap());
        }
        let view = guard.view();
        for axis in 0..3 {
            let sum = |part: ViewPart<'_, i64>| part.view().iter().sum::<i64>();
            let one: Vec<_> = view.axis_iter(axis).unwrap().map(sum).collect();
            assert_eq!(view.par_axis_iter(axis).unwrap().map(sum).collect::<Vec<_>>(), one);
            let one: Vec<_> = view.chunks(axis, 2).unwrap().map(sum).collect();
            assert_eq!(view.par_chunks(axis, 2).unwrap().map(sum).collect::<Vec<_>>(), one);
            let len = x.shape()[axis].min(2);
            let one: Vec<_> = view.windows(axis, len).unwrap().map(sum).collect();
            assert_eq!(view.par_windows(axis, len).unwrap().map(sum).collect::<Vec<_>>(), one);
            let sum = |lane: Lane<'_, i64>| lane.iter().sum::<i64>();
            let one: Vec<_> = view.lanes(axis).unwrap().map(sum).collect();
            assert_eq!(view.par_lanes(axis).unwrap().map(sum).collect::<Vec<_>>(), one);
        }
        assert!(view.par_windows(0, 99).is_err() && view.par_lanes(7).is_err());
        assert!(guard.view().axis_iter(usize::MAX).is_err());
        assert!(guard.view().axis_iter(3).is_err() && guard.view().windows(0, 99).is_err());
        assert!(guard.view().split_at(0, 99).is_err() && guard.view().lanes(7).is_err());
    }
}

#[test]
fn unique_parts_write_their_own_elements() {
    for x in layouts() {
        for axis in 0..3 {
            let wanted = |x: &Array| x.to_vec::<i64>().unwrap();
            let (copy, before) = (x.copy().unwrap(), wanted(&x));
            copy.with_mut(|v: ViewMut<'_, i64>| {
                v.axis_iter_mut(axis)
                    .unwrap()
                    .for_each(|mut p| p.view_mut().iter_mut().for_each(|x| *x += 1));
            })
            .unwrap();
            copy.with_mut(|v: ViewMut<'_, i64>| {
                v.chunks_mut(axis, 2)
                    .unwrap()
                    .for_each(|mut p| p.view_mut().iter_mut().for_each(|x| *x += 10));
            })
            .unwrap();
            copy.with_mut(|v: ViewMut<'_, i64>| {
                v.lanes_mut(axis).unwrap().for_each(|mut lane| lane.iter_mut().for_each(|x| *x += 100));
            })
            .unwrap();
            let each = |mut part: ViewMutPart<'_, i64>| part.view_mut().iter_mut().for_each(|x| *x += 1000);
            copy.with_mut(|v: ViewMut<'_, i64>| v.par_axis_iter_mut(axis).unwrap().for_each(each)).unwrap();
            copy.with_mut(|v: ViewMut<'_, i64>| v.par_chunks_mut(axis, 2).unwrap().for_each(each)).unwrap();
            let each = |mut lane: LaneMut<'_, i64>| lane.iter_mut().for_each(|x| *x += 10_000);
            copy.with_mut(|v: ViewMut<'_, i64>| v.par_lanes_mut(axis).unwrap().for_each(each)).unwrap();
            assert_eq!(wanted(&copy), before.iter().map(|x| x + 12_111).collect::<Vec<_>>());
        }
    }
}

#[test]
fn lanes_are_slices_where_they_can_be() {
    let x = arange(6).reshape((2, 3)).unwrap();
    let guard = x.view::<i64>().unwrap();
    let slices: Vec<_> = guard.view().lanes(1).unwrap().map(|lane| lane.as_slice()).collect();
    assert_eq!(slices, [Some(&[0i64, 1, 2][..]), Some(&[3, 4, 5])]);
    assert!(guard.view().lanes(0).unwrap().all(|lane| lane.as_slice().is_none() && lane[1] == lane[0] + 3));
}
