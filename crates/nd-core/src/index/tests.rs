//! Slices against Python's definition, position by position; writes to arrays that overlap themselves.

use super::Slice;
use crate::array::Array;
use crate::{arange, zeros};

#[test]
fn slices_resolve_as_python_counts() {
    let ends = || [None].into_iter().chain((-7..=7).map(Some));
    for size in 0..6usize {
        for (start, stop) in ends().flat_map(|start| ends().map(move |stop| (start, stop))) {
            for step in [1, 2, 3, 7, -1, -2, -3, -7] {
                let n = size as isize;
                let wrap = |end: isize| if end < 0 { end + n } else { end };
                let inside = |at: isize| {
                    let first = start.map_or(if step > 0 { 0 } else { n - 1 }, wrap);
                    let first = if step > 0 { first.max(0) } else { first.min(n - 1) };
                    let last = stop.map(wrap);
                    let reached = if step > 0 { at >= first } else { at <= first };
                    let ended = last.is_some_and(|last| if step > 0 { at >= last } else { at <= last });
                    reached && !ended && (at - first) % step == 0
                };
                let mut wanted: Vec<isize> = (0..n).filter(|&at| inside(at)).collect();
                if step < 0 {
                    wanted.reverse();
                }
                let slice = Slice { start, stop, step: Some(step) };
                let (first, len, by) = slice.resolve(size).unwrap();
                let found: Vec<isize> = (0..len as isize).map(|i| first as isize + i * by).collect();
                assert_eq!(found, wanted, "{slice:?} of {size}");
            }
        }
    }
    assert_eq!(Slice { step: Some(0), ..Slice::FULL }.resolve(3), None);
}

#[test]
fn masks_write_arrays_that_overlap_themselves() {
    // Rows of three elements that begin two apart.
    let base = zeros(7, "i8").unwrap();
    let mut layout = base.slice(..6).unwrap().reshape((2, 3)).unwrap().layout;
    layout.strides[0] = 16;
    let x = base.with_layout(layout);
    let mask = Array::from_slice(&[false, false, true, true, true, false]).unwrap().reshape((2, 3)).unwrap();
    x.set(&mask, arange((1, 4))).unwrap();
    assert_eq!(base.to_vec::<i64>().unwrap(), [0, 0, 2, 3, 0, 0, 0]);
}
