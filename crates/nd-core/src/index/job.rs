//! Moving elements between an array and what an index selects from it.
//!
//! ```text
//! the outer axes: the result (or value) beside every index array, in one walk; block by block:
//!     positions -> byte offsets from the lowest element that any position reaches
//! the inner axes: the indexed array beside the result; what is packed in both is moved as one element
//! for each block, for each place of the inner axes: take or put a block of elements
//! ```
//!
//! Where the fastest inner axis is long, the last two loops change places: a run of it is moved for each position. By
//! elements, 500 of 1000 columns of 10000 rows took six times as long.
//!
//! A single list of `i64` is given to the kernel as it lies. Neither way allocates anything but the result; only a mask
//! that stands beside other parts, and index arrays beyond the operands of a walk, become lists first.

use super::at::{Apply, Named};
use super::compile::Advanced;
use super::gather::strides_of;
use super::offsets::{Offsets, fold};
use super::positions::Positions;
use crate::array::Array;
use crate::engine::operand::View;
use crate::engine::scratch::Scratch;
use crate::engine::threads;
use crate::engine::walk::{Axis, MAX_OPERANDS, Piece, Ptrs, Walk, for_each_position};
use crate::layout::{Dims, Layout};
use core::sync::atomic::{AtomicBool, Ordering};
use nd_dtype::Result;
use nd_kernel::copy::copy_strided;
use nd_kernel::select::{put, take};

/// Positions at a time where each is visited once for every place of short inner axes, and elements at a time along a
/// long inner axis: their lines stay cached.
const TILE: usize = 64;

/// Elements of an inner axis from which on it is gone along in runs.
const RUN: usize = 16;

/// Which way elements go.
pub(super) enum Direction {
    Get,
    Set,
    /// Neither: the side is the second operand of a function that changes the elements in place.
    Apply(Apply),
}

/// The result of a gather or the value of a scatter: strides in the shape of the selection.
pub(super) struct Side<'a> {
    pub(super) ptr: *mut u8,
    pub(super) strides: &'a [isize],
}

/// A gather or a scatter, ready to run.
pub(super) struct Job<'p> {
    direction: Direction,
    /// Operands: the side, then the lists.
    outer: Walk,
    /// Operands: the indexed array at its lowest position, and the side as a distance from where it stands in `outer`.
    inner: Walk,
    /// Bytes moved at a time.
    unit: usize,
    offsets: Offsets<'p>,
}

impl<'p> Job<'p> {
    /// # Errors
    /// No memory to combine more index arrays than a walk has operands.
    ///
    /// # Safety
    /// The lists must be borrowed and in bounds unless `outer` is empty.
    pub(super) unsafe fn new(
        direction: Direction,
        array: &Array,
        plan: &Advanced<'_>,
        lists: Vec<Positions<'p>>,
        outer_shape: &[usize],
        side: Side<'_>,
    ) -> Result<Job<'p>> {
        // SAFETY: the caller's promise.
        let offsets = unsafe { fold(lists, outer_shape)? };
        let Layout { shape, strides, offset } = &plan.inner;
        let low = array.buffer.as_ptr().wrapping_add(*offset).wrapping_offset(offsets.low);
        let (before, rest) = side.strides.split_at(plan.place);
        let (side_outer, behind) = rest.split_at(outer_shape.len());
        let side_inner: Dims<isize> = before.iter().chain(behind).copied().collect();

        let strides_in = |list: &Positions<'_>| {
            strides_of(list, outer_shape).unwrap_or_else(|| Dims::filled(outer_shape.len(), 0))
        };
        let mut list_strides = [const { None }; MAX_OPERANDS];
        for (strides, list) in list_strides.iter_mut().zip(&offsets.lists) {
            *strides = Some(strides_in(list));
        }
        let mut operands: [(*mut u8, &[isize]); MAX_OPERANDS] = [(core::ptr::null_mut(), &[]); MAX_OPERANDS];
        operands[0] = (side.ptr, side_outer);
        let lists = offsets.lists.iter().zip(list_strides.iter().flatten());
        for (operand, (list, strides)) in operands[1..].iter_mut().zip(lists) {
            *operand = (View::of(&list.array).ptr, strides);
        }
        let mut outer = Walk::new(outer_shape, &operands[..=offsets.lists.len()]);
        let mut inner = Walk::new(shape, &[(low, strides), (core::ptr::null_mut(), &side_inner)]);
        match direction {
            Direction::Get => {
                outer.optimise(0);
                inner.optimise(1);
            }
            // The last of several values for one element has to stay the last.
            Direction::Set | Direction::Apply(_) => {
                outer.coalesce();
                inner.optimise(0);
            }
        }
        let mut unit = array.itemsize();
        while !matches!(direction, Direction::Apply(_))
            && let Some(axis) = inner.axes.last()
            && axis.steps[..2] == [unit as isize; 2]
        {
            unit *= axis.len;
            inner.axes.pop();
        }
        Ok(Job { direction, outer, inner, unit, offsets })
    }

    /// # Safety
    /// The indexed array (for reads or writes, as the direction says), the side (the other way round) and the lists must
    /// be valid and borrowed, the first two apart from everything else, and all positions in bounds.
    pub(super) unsafe fn run(&self) {
        if self.outer.is_empty() || self.inner.is_empty() {
            return;
        }
        let parts = match &self.direction {
            Direction::Get => threads::parts_for(self.outer.size() * self.inner.size()),
            Direction::Set | Direction::Apply(_) => 1,
        };
        let sound = AtomicBool::new(true);
        let run = |walk: &Walk| {
            walk.for_each_piece(&mut |piece| {
                // SAFETY: the caller's promise; parts of a gather write different elements of the result.
                if unsafe { self.run_piece(piece) }.is_err() {
                    sound.store(false, Ordering::Relaxed);
                }
            });
        };
        if !self.outer.run_cut(parts, 1, &run) {
            run(&self.outer);
        }
        debug_assert!(sound.into_inner(), "positions were checked, and borrowed arrays do not change");
    }

    /// # Errors
    /// A position out of bounds, which the checks before leave none of.
    ///
    /// # Safety
    /// As [`Job::run`], for one piece.
    unsafe fn run_piece(&self, piece: &Piece) -> core::result::Result<(), usize> {
        // A function without a loop over indices is applied along runs.
        let applies = matches!(&self.direction, Direction::Apply(apply) if apply.fold.is_none());
        // Runs are also taken where there are fewer positions than elements in each.
        let long = self.inner.axes.last().is_some_and(|axis| axis.len >= RUN.min(self.outer.size() + 1));
        let runs = applies || long;
        let direct = if runs { None } else { self.offsets.direct() };
        let limit = match (self.inner.axes.is_empty() || runs, direct.is_some()) {
            (true, true) => usize::MAX,
            (true, false) => Offsets::BLOCK,
            (false, _) => TILE,
        };
        let mut scratch = [Scratch::new(), Scratch::new()];
        let mut named = (applies && self.inner.axes.is_empty() && piece.cols.len >= 8).then(Named::new);
        for row in 0..piece.rows.len {
            let mut col = 0;
            while col < piece.cols.len {
                let n = limit.min(piece.cols.len - col);
                let block = match direct {
                    Some((stride, len)) => {
                        let (ptr, step) = (piece.at(1, row, col), piece.cols.steps[1]);
                        // Offsets count from the lowest element, positions from the first.
                        Block { n, ptr: ptr.cast(), step, stride, len, shift: -self.offsets.low }
                    }
                    None => {
                        // SAFETY: the lists are operands 1 and following of the walk, and borrowed.
                        let ptr = unsafe { self.offsets.block(piece, row, col, n, &mut scratch) };
                        Block { n, ptr, step: 8, stride: 1, len: self.offsets.extent, shift: 0 }
                    }
                };
                let side = (piece.at(0, row, col), piece.cols.steps[0]);
                // SAFETY: the caller's promise; without `direct` the block holds offsets.
                unsafe {
                    match (&self.direction, &mut named) {
                        (Direction::Apply(apply), Some(named)) => {
                            let elements = (self.inner.ptrs[0], block.len);
                            apply.apply_scattered((n, block.ptr), elements, side, named);
                        }
                        _ if runs => self.move_runs(&block, side),
                        _ => self.move_block(&block, side)?,
                    }
                }
                col += n;
            }
        }
        Ok(())
    }

    /// Moves the elements of a block at every place of the inner axes.
    ///
    /// # Errors
    /// As [`Job::run_piece`].
    ///
    /// # Safety
    /// As [`Job::run`].
    #[inline]
    unsafe fn move_block(
        &self,
        block: &Block,
        (side, side_step): (*mut u8, isize),
    ) -> core::result::Result<(), usize> {
        let Block { n, ptr, step, stride, len, shift } = *block;
        let mut result = Ok(());
        let mut at = |ptrs: &Ptrs| {
            let element = ptrs[0].wrapping_offset(shift);
            let side = side.wrapping_add(ptrs[1].addr());
            // SAFETY: by the caller's promise: the block's positions, or offsets from the lowest element, lead to
            // elements of the indexed array; the side has `n` elements at its step, apart from the array.
            let moved = unsafe {
                match &self.direction {
                    Direction::Get => take(self.unit, n, ptr, step, element, stride, len, side, side_step),
                    Direction::Set => put(self.unit, n, ptr, step, side, side_step, element, stride, len),
                    Direction::Apply(Apply { fold: Some(fold), .. }) => {
                        fold(n, ptr, step, side, side_step, element, stride, len);
                        Ok(())
                    }
                    Direction::Apply(_) => {
                        unreachable!("functions without such a loop are applied along runs")
                    }
                }
            };
            if moved.is_err() {
                result = moved;
            }
        };
        if self.inner.axes.is_empty() {
            at(&self.inner.ptrs);
        } else {
            for_each_position(&self.inner.axes, 2, &mut self.inner.ptrs.clone(), &mut at);
        }
        result
    }

    /// Moves runs of the fastest inner axis at a block of offsets.
    ///
    /// # Safety
    /// As [`Job::run`]; the block holds offsets.
    unsafe fn move_runs(&self, block: &Block, (side, side_step): (*mut u8, isize)) {
        let (along, places) = match self.inner.axes.split_last() {
            Some((along, places)) => (*along, places),
            None => (Axis::UNIT, &[][..]),
        };
        let [step, place_step, ..] = along.steps;
        for_each_position(places, 2, &mut self.inner.ptrs.clone(), &mut |ptrs| {
            for from in (0..along.len).step_by(TILE) {
                let n = TILE.min(along.len - from);
                let element = ptrs[0].wrapping_offset(from as isize * step);
                let place = side.wrapping_offset(ptrs[1].addr() as isize + from as isize * place_step);
                for i in 0..block.n {
                    // SAFETY: the block holds `n` offsets.
                    let offset = unsafe { block.ptr.add(i).read() } as isize;
                    debug_assert!((offset as usize) < block.len);
                    let (element, place) =
                        (element.wrapping_offset(offset), place.wrapping_offset(i as isize * side_step));
                    // SAFETY: by the caller's promise the offset leads to an element of the indexed array, from which
                    // the inner axis lies inside it; the side is apart from it.
                    unsafe {
                        match &self.direction {
                            Direction::Get => copy_strided(self.unit, n, place, place_step, element, step),
                            Direction::Set => copy_strided(self.unit, n, element, step, place, place_step),
                            Direction::Apply(apply) => apply.apply(n, (element, step), (place, place_step)),
                        }
                    }
                }
            }
        });
    }
}

/// Some positions as a kernel takes them: `n` of `i64` at `ptr`, on an axis of `len` elements at `stride`.
struct Block {
    n: usize,
    ptr: *const i64,
    step: isize,
    stride: isize,
    len: usize,
    /// From the lowest element to the one at position zero.
    shift: isize,
}
