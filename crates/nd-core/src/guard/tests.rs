//! What guards refuse that no public operation can make: writeable arrays whose elements share bytes.

use crate::layout::{Dims, Layout};
use crate::{Array, ErrorKind, arange};

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
