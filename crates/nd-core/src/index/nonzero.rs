//! The positions under a mask, counted in C order over all of its axes.

use crate::array::Array;
use crate::buffer::{Access, acquire};
use crate::engine::operand::View;
use crate::engine::output;
use crate::engine::walk::Walk;
use crate::error::memory_error;
use crate::layout::Dims;
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

/// The positions of the true elements of a mask that nobody has borrowed yet, as an array.
///
/// # Errors
/// No memory for them; a mask that is borrowed for writing elsewhere.
pub(super) fn of(mask: &Array) -> Result<Array> {
    let _borrow = acquire("nonzero", &[mask.claim(Access::Read)])?;
    let walk = walk(mask);
    // SAFETY: the mask is borrowed.
    let count = unsafe { count(&walk, 0) };
    // SAFETY: every element is written next. nd's own memory comes in huge pages, which a vector's does not.
    let result = unsafe { output::strided(&[count], DType::I64, Dims::filled(1, 8))? };
    // SAFETY: the mask is borrowed, and the result has room for `count` positions.
    unsafe { fill(&walk, View::of(&result).ptr.cast(), count) };
    Ok(result)
}

/// The positions of the true elements.
///
/// # Errors
/// No memory for them.
///
/// # Safety
/// The mask must be borrowed.
pub(super) unsafe fn positions(mask: &Array) -> Result<Vec<i64>> {
    let walk = walk(mask);
    // SAFETY: the caller's promise.
    let count = unsafe { count(&walk, 0) };
    let mut found: Vec<i64> = Vec::new();
    found.try_reserve_exact(count).map_err(|_| memory_error(&[count], &DType::I64, count * 8))?;
    // SAFETY: the mask is borrowed, and the vector has room for `count` positions, all of which are written.
    unsafe {
        fill(&walk, found.as_mut_ptr(), count);
        found.set_len(count);
    }
    Ok(found)
}

/// Writes the `count` positions of the true elements.
///
/// # Safety
/// The mask must be borrowed and have `count` true elements; `to` must be valid for writes of as many.
unsafe fn fill(walk: &Walk, to: *mut i64, count: usize) {
    let (mut base, mut done) = (0, 0);
    walk.for_each_piece(&mut |piece| {
        for row in 0..piece.rows.len {
            let (n, ptr, step) = (piece.cols.len, piece.at(0, row, 0), piece.cols.steps[0]);
            // SAFETY: the mask is borrowed; of the room for `count` positions, `count - done` are left.
            done += unsafe { select::nonzero(n, ptr, step, base, to.add(done), count - done) };
            base += n as i64;
        }
    });
    assert_eq!(done, count, "a borrowed mask does not change");
}
