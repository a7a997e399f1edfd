//! The positions under a mask, counted in C order over all of its axes.

use crate::array::Array;
use crate::buffer::{Access, acquire};
use crate::engine::operand::View;
use crate::engine::output;
use crate::engine::walk::Walk;
use crate::layout::Order;
use nd_dtype::{DType, Result};
use nd_kernel::select;

/// A walk over a mask in C order.
pub(super) fn walk(mask: &Array) -> Walk {
    let view = View::of(mask);
    let mut walk = Walk::new(view.shape, &[(view.ptr, &view.strides)]);
    walk.coalesce();
    walk
}

/// How many elements of operand `k` of a walk, a mask, are true.
///
/// # Safety
/// The operand must be borrowed.
pub(super) unsafe fn count(walk: &Walk, k: usize) -> usize {
    let mut total = 0;
    walk.for_each_piece(&mut |piece| {
        for row in 0..piece.rows.len {
            // SAFETY: the walk visits elements of the mask, one byte each, borrowed by the caller.
            total += unsafe { select::count_true(piece.cols.len, piece.at(k, row, 0), piece.cols.steps[k]) };
        }
    });
    total
}

/// The positions of the true elements of a mask that nobody has borrowed yet.
///
/// # Errors
/// No memory for them; a mask that is borrowed for writing elsewhere.
pub(super) fn of(mask: &Array) -> Result<Array> {
    let _borrow = acquire("nonzero", &[mask.claim(Access::Read)])?;
    // SAFETY: the mask is borrowed.
    unsafe { positions(mask) }
}

/// The positions of the true elements, as a packed array of `int64`.
///
/// # Errors
/// No memory for them.
///
/// # Safety
/// The mask must be borrowed.
pub(super) unsafe fn positions(mask: &Array) -> Result<Array> {
    let walk = walk(mask);
    // SAFETY: the caller's promise.
    let count = unsafe { count(&walk, 0) };
    // SAFETY: all of them are written below.
    let found = unsafe { output::packed(&[count], DType::I64, Order::C)? };
    let to = View::of(&found).ptr.cast::<i64>();
    let (mut base, mut done) = (0, 0);
    walk.for_each_piece(&mut |piece| {
        for row in 0..piece.rows.len {
            let (n, ptr, step) = (piece.cols.len, piece.at(0, row, 0), piece.cols.steps[0]);
            // SAFETY: the mask is borrowed; of the room for `count` positions, `count - done` are left.
            done += unsafe { select::nonzero(n, ptr, step, base, to.wrapping_add(done), count - done) };
            base += n as i64;
        }
    });
    debug_assert_eq!(done, count, "a borrowed mask does not change");
    Ok(found)
}

/// The positions of the true elements along each axis of a mask that nobody has borrowed yet.
///
/// A lane along the last axis at a time: its positions are found, and those along the other axes are the same for all.
///
/// # Errors
/// As [`of`].
pub(super) fn columns(mask: &Array) -> Result<Vec<Array>> {
    let Some((&len, outer)) = mask.shape().split_last() else { return Ok(Vec::new()) };
    if outer.is_empty() {
        return Ok(vec![of(mask)?]);
    }
    let _borrow = acquire("nonzero", &[mask.claim(Access::Read)])?;
    // SAFETY: the mask is borrowed.
    let count = unsafe { count(&walk(mask), 0) };
    // SAFETY: all of them are written below.
    let made = || unsafe { output::packed(&[count], DType::I64, Order::C) };
    let columns = (0..mask.ndim()).map(|_| made()).collect::<Result<Vec<_>>>()?;
    let to: Vec<*mut i64> = columns.iter().map(|column| View::of(column).ptr.cast()).collect();
    let view = View::of(mask);
    let (step, steps) = (view.strides[outer.len()], &view.strides[..outer.len()]);
    let (mut at, mut done) = (vec![0usize; outer.len()], 0);
    while done < count {
        let first: isize = at.iter().zip(steps).map(|(&i, &step)| i as isize * step).sum();
        let lane = view.ptr.wrapping_offset(first);
        // SAFETY: the lane lies in the borrowed mask; of the room for `count` positions, `count - done` are left.
        let found =
            unsafe { select::nonzero(len, lane, step, 0, to[outer.len()].wrapping_add(done), count - done) };
        for (&i, to) in at.iter().zip(&to) {
            for k in done..done + found {
                // SAFETY: `done + found <= count`.
                unsafe { to.add(k).write(i as i64) };
            }
        }
        done += found;
        let carries = |(i, n): (&mut usize, &usize)| {
            *i = (*i + 1) % *n;
            *i == 0
        };
        // Past the last lane every position has been found.
        if at.iter_mut().zip(outer).rev().all(carries) {
            break;
        }
    }
    debug_assert_eq!(done, count, "a borrowed mask does not change");
    Ok(columns)
}
