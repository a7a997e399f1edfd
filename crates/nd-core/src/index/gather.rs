//! Gathering and scattering by index arrays: `x[i, :, j]` and `x[i, :, j] = v`.
//!
//! ```text
//! the outer axes: the result (or value) beside every index array, in one walk; block by block:
//!     positions -> byte offsets from the lowest element that any position reaches
//! the inner axes: the indexed array beside the result; what is packed in both is moved as one element
//! for each block, for each place of the inner axes: take or put a block of elements
//! ```
//!
//! A single list of `i64` is given to the kernel as it lies. Neither way allocates anything but the result; only a mask
//! that stands beside other parts, and index arrays beyond the operands of a walk, become lists first.

use super::compile::{Advanced, Source};
use super::offsets::{Offsets, fold};
use super::positions::{Positions, resolve};
use super::value::Value;
use crate::array::Array;
use crate::buffer::{Access, Claim, acquire};
use crate::engine::operand::View;
use crate::engine::scratch::Scratch;
use crate::engine::walk::{Piece, Ptrs, Walk, for_each_position};
use crate::engine::{output, threads};
use crate::layout::{Dims, Layout, Order, broadcast_strides, k_order_like, k_order_of, strides_in_order};
use core::sync::atomic::{AtomicBool, Ordering};
use nd_dtype::Result;
use nd_kernel::select::{put, take};

/// Positions at a time where each is visited once for every place of the inner axes: their lines stay cached.
const TILE: usize = 128;

/// A copy of the elements that `plan` selects.
///
/// # Errors
/// [`IndexError`]; memory that cannot be had or is borrowed elsewhere.
pub(super) fn get(array: &Array, plan: &Advanced<'_>) -> Result<Array> {
    let mut claims = vec![array.claim(Access::Read)];
    claims.extend(index_claims(plan));
    let _borrows = acquire("get", &claims)?;
    // SAFETY: the index arrays are borrowed.
    let (lists, outer) = unsafe { resolve(plan, &array.layout)? };
    let (shape, strides) = result_layout(plan, &lists, &outer, array.itemsize());
    // SAFETY: as above.
    unsafe { check(&lists, &outer)? };
    // SAFETY: all elements are gathered next.
    let result = unsafe { output::strided(&shape, array.dtype.clone(), strides)? };
    let side = Side { ptr: View::of(&result).ptr, strides: result.strides() };
    // SAFETY: the array is borrowed, the result is not shared yet, all positions are in bounds.
    unsafe { Job::new(Direction::Get, array, plan, lists, &outer, side)?.run() };
    Ok(result)
}

/// Writes `value` to the elements that `plan` selects. Neither `value` nor an index array shares memory with `target`.
///
/// # Errors
/// [`IndexError`]; memory that cannot be had or is borrowed elsewhere.
pub(super) fn set(target: &Array, plan: &Advanced<'_>, value: &Value) -> Result<()> {
    let mut claims = vec![target.claim(Access::Write)];
    claims.extend(value.claim());
    claims.extend(index_claims(plan));
    let _borrows = acquire("set", &claims)?;
    // SAFETY: the index arrays are borrowed.
    let (lists, outer) = unsafe { resolve(plan, &target.layout)? };
    let strides = value.strides_in(&placed(plan, &plan.inner.shape, &outer))?;
    // SAFETY: as above.
    unsafe { check(&lists, &outer)? };
    let side = Side { ptr: value.ptr().cast_mut(), strides: &strides };
    // SAFETY: target and value are borrowed and apart, all positions are in bounds; the value is only read.
    unsafe { Job::new(Direction::Set, target, plan, lists, &outer, side)?.run() };
    Ok(())
}

/// The borrows that reading the index arrays takes.
fn index_claims<'a>(plan: &'a Advanced<'_>) -> impl Iterator<Item = Claim<'a>> {
    plan.selectors.iter().filter_map(|selector| match selector.source {
        Source::Positions(array) | Source::Mask(array) => Some(array.claim(Access::Read)),
        Source::Bool(_) => None,
    })
}

/// Checks all positions, unless the lists broadcast to no position at all.
///
/// # Errors
/// [`IndexError::OutOfBounds`].
///
/// # Safety
/// The lists must be borrowed.
unsafe fn check(lists: &[Positions], outer: &[usize]) -> Result<()> {
    if outer.contains(&0) {
        return Ok(());
    }
    // SAFETY: the caller's promise.
    lists.iter().try_for_each(|list| unsafe { list.check() })
}

/// `inner` with `outer` in its place.
fn placed<T: Copy + Default>(plan: &Advanced<'_>, inner: &[T], outer: &[T]) -> Dims<T> {
    let (before, behind) = inner.split_at(plan.place);
    before.iter().chain(outer).chain(behind).copied().collect()
}

/// Shape and strides of a gathered result: as in NumPy, the outer axes are the slow ones wherever they stand, in C order
/// or, if each position selects one element, in that of the index arrays; the inner axes keep their order.
fn result_layout(
    plan: &Advanced<'_>,
    lists: &[Positions],
    outer: &[usize],
    itemsize: usize,
) -> (Dims<usize>, Dims<isize>) {
    let inner = &plan.inner;
    let shape = placed(plan, &inner.shape, outer);
    if shape.contains(&0) {
        let strides = Dims::filled(shape.len(), 0);
        return (shape, strides);
    }
    let block = inner.size() * itemsize;
    let outer_strides = if inner.size() == 1 {
        let strides: Vec<_> = lists.iter().filter_map(|list| strides_of(list, outer)).collect();
        let strides: Vec<&[isize]> = strides.iter().map(|s| &s[..]).collect();
        k_order_of(outer, &strides, block)
    } else {
        strides_in_order(outer, block, Order::C)
    };
    let strides = placed(plan, &k_order_like(&inner.shape, &inner.strides, itemsize), &outer_strides);
    (shape, strides)
}

/// The strides of a list in the shape that all lists broadcast to.
pub(super) fn strides_of(list: &Positions, outer: &[usize]) -> Option<Dims<isize>> {
    broadcast_strides(list.array.shape(), list.array.strides(), outer)
}

#[derive(Clone, Copy, PartialEq)]
enum Direction {
    Get,
    Set,
}

/// The result of a gather or the value of a scatter: strides in the shape of the selection.
struct Side<'a> {
    ptr: *mut u8,
    strides: &'a [isize],
}

/// A gather or a scatter, ready to run.
struct Job {
    direction: Direction,
    /// Operands: the side, then the lists.
    outer: Walk,
    /// Operands: the indexed array at its lowest position, and the side as a distance from where it stands in `outer`.
    inner: Walk,
    /// Bytes moved at a time.
    unit: usize,
    offsets: Offsets,
}

impl Job {
    /// # Errors
    /// No memory to combine more index arrays than a walk has operands.
    ///
    /// # Safety
    /// The lists must be borrowed and in bounds unless `outer` is empty.
    unsafe fn new(
        direction: Direction,
        array: &Array,
        plan: &Advanced<'_>,
        lists: Vec<Positions>,
        outer_shape: &[usize],
        side: Side<'_>,
    ) -> Result<Job> {
        // SAFETY: the caller's promise.
        let offsets = unsafe { fold(lists, outer_shape)? };
        let Layout { shape, strides, offset } = &plan.inner;
        let low = array.buffer.as_ptr().wrapping_add(*offset).wrapping_offset(offsets.low);
        let (before, rest) = side.strides.split_at(plan.place);
        let (side_outer, behind) = rest.split_at(outer_shape.len());
        let side_inner: Dims<isize> = before.iter().chain(behind).copied().collect();

        let mut operands: Vec<(*mut u8, Dims<isize>)> = vec![(side.ptr, Dims::from_slice(side_outer))];
        for list in &offsets.lists {
            let strides = strides_of(list, outer_shape).unwrap_or_else(|| Dims::filled(outer_shape.len(), 0));
            operands.push((View::of(&list.array).ptr, strides));
        }
        let operands: Vec<(*mut u8, &[isize])> = operands.iter().map(|(ptr, s)| (*ptr, &s[..])).collect();
        let mut outer = Walk::new(outer_shape, &operands);
        let mut inner = Walk::new(shape, &[(low, strides), (core::ptr::null_mut(), &side_inner)]);
        match direction {
            Direction::Get => {
                outer.optimise(0);
                inner.optimise(1);
            }
            // The last of several values for one element has to stay the last.
            Direction::Set => {
                outer.coalesce();
                inner.optimise(0);
            }
        }
        let mut unit = array.itemsize();
        while let Some(axis) = inner.axes.last()
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
    unsafe fn run(&self) {
        if self.outer.is_empty() || self.inner.is_empty() {
            return;
        }
        let parts = match self.direction {
            Direction::Get => threads::parts_for(self.outer.size() * self.inner.size()),
            Direction::Set => 1,
        };
        let longest = (0..self.outer.axes.len()).max_by_key(|&i| self.outer.axes[i].len);
        let sound = AtomicBool::new(true);
        let run = |walk: &Walk| {
            walk.for_each_piece(&mut |piece| {
                // SAFETY: the caller's promise; parts of a gather write different elements of the result.
                if unsafe { self.run_piece(piece) }.is_err() {
                    sound.store(false, Ordering::Relaxed);
                }
            });
        };
        match longest {
            Some(axis) if parts > 1 && self.outer.axes[axis].len >= parts => {
                let len = self.outer.axes[axis].len;
                threads::run(parts, &|part| {
                    let (start, end) = (part * len / parts, (part + 1) * len / parts);
                    run(&self.outer.part(axis, start, end - start));
                });
            }
            _ => run(&self.outer),
        }
        debug_assert!(sound.into_inner(), "positions were checked, and borrowed arrays do not change");
    }

    /// # Errors
    /// A position out of bounds, which the checks before leave none of.
    ///
    /// # Safety
    /// As [`Job::run`], for one piece.
    unsafe fn run_piece(&self, piece: &Piece) -> core::result::Result<(), usize> {
        let direct = self.offsets.direct();
        let limit = match (self.inner.axes.is_empty(), direct.is_some()) {
            (true, true) => usize::MAX,
            (true, false) => Offsets::BLOCK,
            (false, _) => TILE,
        };
        let mut scratch = [Scratch::new(), Scratch::new()];
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
                // SAFETY: the caller's promise.
                unsafe { self.move_block(&block, side)? };
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
            let side = side.wrapping_offset(ptrs[1].addr() as isize);
            // SAFETY: by the caller's promise: the block's positions, or offsets from the lowest element, lead to
            // elements of the indexed array; the side has `n` elements at its step, apart from the array.
            let moved = unsafe {
                match self.direction {
                    Direction::Get => take(self.unit, n, ptr, step, element, stride, len, side, side_step),
                    Direction::Set => put(self.unit, n, ptr, step, side, side_step, element, stride, len),
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
