//! The elements of an expression in the memory order of the array that it would fill, without that array.

use super::super::exec::Task;
use super::super::walk::{Axis, Piece, Walk};

/// A packed array that is computed where it is read.
pub(crate) struct Stream<'a> {
    pub(super) task: Task<'a>,
    /// The axes in memory order, the operands of the task, and its output without a place.
    pub(super) walk: Walk,
    /// Bytes of an element of the expression, which those produced may be a conversion of.
    pub(super) itemsize: usize,
}

impl Stream<'_> {
    /// Bytes from one element to the next in the array that the expression would fill.
    pub(crate) fn itemsize(&self) -> usize {
        self.itemsize
    }

    /// Writes `n` elements from position `at` of the memory order on to `to`, packed.
    ///
    /// # Safety
    /// The operands must be borrowed until this returns; `to` must hold `n` elements; `at + n` must not exceed the size.
    pub(crate) unsafe fn produce(&self, mut at: usize, n: usize, to: *mut u8) {
        let out = self.task.inputs;
        let size = self.task.sizes[out];
        let (cols, outer) = match self.walk.axes.split_last() {
            Some((cols, outer)) => (*cols, outer),
            None => (Axis::UNIT, &[][..]),
        };
        let (rows, outer) = match outer.split_last() {
            Some((rows, outer)) => (*rows, outer),
            None => (Axis::UNIT, outer),
        };
        let end = at + n;
        let mut place = to;
        while at < end {
            let (col, mut rest) = (at % cols.len, at / cols.len);
            let mut piece = Piece { ptrs: self.walk.ptrs, rows, cols };
            let mut move_along = |axis: &Axis, by: usize| {
                for (ptr, step) in piece.ptrs.iter_mut().zip(&axis.steps).take(out) {
                    *ptr = ptr.wrapping_offset(by as isize * step);
                }
            };
            let row = rest % rows.len;
            rest /= rows.len;
            move_along(&cols, col);
            move_along(&rows, row);
            for axis in outer.iter().rev() {
                move_along(axis, rest % axis.len);
                rest /= axis.len;
            }
            // Whole rows where there are some, else what is left of one.
            let whole = if col == 0 { ((end - at) / cols.len).min(rows.len - row) } else { 0 };
            if whole > 0 {
                piece.rows.len = whole;
            } else {
                (piece.rows.len, piece.cols.len) = (1, (cols.len - col).min(end - at));
            }
            piece.ptrs[out] = place;
            piece.cols.steps[out] = size as isize;
            piece.rows.steps[out] = (cols.len * size) as isize;
            // SAFETY: the piece lies inside the walk and inside `to`; the rest is the caller's promise.
            unsafe { self.task.run_piece(&piece) };
            let done = piece.rows.len * piece.cols.len;
            place = place.wrapping_add(done * size);
            at += done;
        }
    }
}
