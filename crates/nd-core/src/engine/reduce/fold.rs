//! Running a fold over a walk.
//!
//! With the axes in NumPy's order there are two shapes of work:
//!
//! - **runs**, when the fastest axis is reduced: each run goes into one accumulator through the fold's own loop
//!   (NumPy's pairwise tree for float sums). Several runs of the only accumulator are laid end to end, as NumPy's buffer
//!   has them; of one accumulator among others at most [`ROWS`] runs are folded in sequence. Such blocks are combined as a
//!   balanced tree.
//! - **rows**, when the fastest axis is kept: rows are folded element by element into a tile of accumulators; float
//!   sums fold at most [`ROWS`] rows in sequence and combine such blocks as a balanced tree.
//!
//! The first block of all begins with the initial value. The trees depend on the shape alone, so the result does not
//! depend on the number of threads.

use super::super::operand::View;
use super::super::scratch::Scratch;
use super::super::threads;
use super::super::walk::{Axis, Walk, for_each_position};
use super::rows::Rows;
use super::runs::Runs;
use super::{Folder, ReducedShape, Source, mask_for, reduction_order};
use crate::array::Array;
use crate::error::{ShapeError, shape_error};
use crate::layout::{Dims, broadcast_strides};
use nd_dtype::Result;
use nd_kernel::reduce::{FoldRows, SumSqDev};
use nd_kernel::{Loop, Num};

/// Rows or runs that a fold takes in sequence before it combines: as many elements as a leaf of the pairwise tree.
pub(super) const ROWS: usize = 128;

/// Bytes of a row below which it is not cut among threads.
const PIECE: usize = 1024;

/// Elements of a run up to which many are folded at once.
const SHORT: usize = 64;

/// The start of an accumulator.
#[derive(Clone, Copy)]
pub(super) enum Start {
    /// A value that leaves the fold unchanged.
    Value([u8; 16]),
    /// The first element.
    First,
}

/// A fold, resolved: everything but the memory.
pub(super) struct Folding<'s> {
    pub(super) num: Num,
    pub(super) folder: Folder<'s>,
    pub(super) rows: Option<FoldRows>,
    /// Folds squared distances from this mean instead of the elements.
    pub(super) deviations: Option<(SumSqDev, [u8; 16])>,
    /// The elementwise loop of the same function, to combine accumulators.
    pub(super) combine: Loop,
    /// Where the elements come from.
    pub(super) source: Source<'s>,
    pub(super) start: Start,
    /// Whether the fold may be cut and combined: it is associative up to rounding.
    pub(super) grows: bool,
    /// Whether sequences are kept short for accuracy: float sums.
    pub(super) pairwise: bool,
    /// What the result of reducing nothing is, if anything.
    pub(super) initial: Option<[u8; 16]>,
}

/// Operands of the walk.
const OUT: usize = 0;
pub(super) const IN: usize = 1;
pub(super) const MASK: usize = 2;

/// An accumulator of one element.
pub(super) type Acc = [u8; 16];

impl Folding<'_> {
    /// Folds `input` into `result`, which has every axis of the input, reduced ones of length one.
    ///
    /// # Safety
    /// The input and the mask must be borrowed; `result` must be the caller's own.
    pub(super) unsafe fn run(
        &self,
        input: &View<'_>,
        mask: Option<&Array>,
        result: &Array,
        shape: &ReducedShape,
    ) -> Result<()> {
        let out = View::of(result);
        let shapes = || ShapeError::Operands { shapes: vec![result.shape().to_vec(), input.shape.to_vec()] };
        let mut out_steps = broadcast_strides(result.shape(), &out.strides, input.shape)
            .ok_or_else(|| shape_error(shapes()))?;
        for &axis in &shape.reduced {
            out_steps[axis] = 0;
        }
        let mask = mask.map(|m| mask_for(m, input.shape)).transpose()?;
        let mut order = reduction_order(input);
        let watched = matches!(self.folder, Folder::Watched(_));
        if mask.is_some() || watched {
            // Masked and watched folds work on runs only: reduced axes go last.
            order.sort_by_key(|axis| shape.reduced.contains(axis));
        }
        let permuted = |strides: &[isize]| -> Dims<isize> { order.iter().map(|&a| strides[a]).collect() };
        let sizes: Vec<usize> = order.iter().map(|&a| input.shape[a]).collect();
        let (out_steps, in_steps) = (permuted(&out_steps), permuted(&input.strides));
        let mask_steps = mask.as_ref().map(|m| permuted(m.strides()));
        let mut operands: Vec<(*mut u8, &[isize])> = vec![(out.ptr, &out_steps), (input.ptr, &in_steps)];
        if let (Some(mask), Some(steps)) = (&mask, &mask_steps) {
            operands.push((mask.ptr(), steps));
        }
        let mut walk = Walk::new(&sizes, &operands);
        // The kept axes must stay apart from the reduced ones even where the input would merge them.
        walk.coalesce();
        let reduced: Vec<Axis> = walk.axes.iter().filter(|a| a.steps[OUT] == 0).copied().collect();
        let kept: Vec<Axis> = walk.axes.iter().filter(|a| a.steps[OUT] != 0).copied().collect();
        if result.size() == 0 {
            return Ok(());
        }
        if reduced.iter().any(|a| a.len == 0) {
            // SAFETY: the result is the caller's own, and only its elements are visited.
            unsafe { self.fill_initial(&Walk { nop: 1, ptrs: walk.ptrs, axes: kept }) };
            return Ok(());
        }
        let in_rows = mask.is_none() && !watched && walk.axes.last().is_some_and(|a| a.steps[OUT] != 0);
        let job =
            Job { folding: self, reduced: &reduced, masked: mask.is_some(), among_others: !kept.is_empty() };
        let size = walk.size();
        let outer = Walk { nop: walk.nop, ptrs: walk.ptrs, axes: kept };
        let parts = threads::parts_for(size);
        // Cut into short pieces, rows would be read by all threads: memory moves whole lines.
        let columns = in_rows && outer.longest().is_some_and(|axis| axis + 1 == outer.axes.len());
        let least = if columns { PIECE / self.num.size() } else { 2 };
        // SAFETY: parts of a kept axis write disjoint elements of the result; the rest is the caller's promise.
        let cut = outer.run_cut(parts, least, &|part| unsafe { job.run(part, in_rows, 1) });
        if !cut {
            // SAFETY: the caller's promise.
            unsafe { job.run(&outer, in_rows, parts) };
        }
        Ok(())
    }

    /// # Safety
    /// The walk's one operand must be the result.
    unsafe fn fill_initial(&self, walk: &Walk) {
        let (Some(value), size) = (self.initial, self.num.size()) else { return };
        for_each_position(&walk.axes, 1, &mut walk.ptrs.clone(), &mut |ptrs| {
            // SAFETY: one element of the result.
            unsafe { core::ptr::copy_nonoverlapping(value.as_ptr(), ptrs[OUT], size) };
        });
    }

    /// `left = left ⊕ right` for `n` packed accumulators.
    ///
    /// # Safety
    /// Both must be valid for `n` elements and apart from each other.
    pub(super) unsafe fn combine(&self, n: usize, left: *mut u8, right: *mut u8) {
        let step = self.num.size() as isize;
        // SAFETY: the caller's promise; the output aliases the first input exactly.
        unsafe { (self.combine)(n, [left, right, left].as_ptr(), [step, step, step].as_ptr()) };
    }

    /// Writes `acc` to `out` for `n` accumulators.
    ///
    /// # Safety
    /// `acc` must be valid for `n` packed elements, `out` for `n` elements at `out_step`.
    unsafe fn finish(&self, n: usize, acc: *mut u8, out: *mut u8, out_step: isize) {
        let size = self.num.size();
        let steps = ([0, out_step], [0, size as isize]);
        // SAFETY: the caller's promise.
        unsafe { nd_kernel::copy::copy_2d(size, 1, n, out, steps.0, acc, steps.1) };
    }

    /// What an accumulator begins with: the initial value if it is the `first` of its result.
    pub(super) fn begin(&self, first: bool) -> Start {
        match self.initial {
            Some(initial) if first => Start::Value(initial),
            _ => self.start,
        }
    }
}

/// A folding with its reduced axes, ready to run over kept ones.
pub(super) struct Job<'a> {
    pub(super) folding: &'a Folding<'a>,
    pub(super) reduced: &'a [Axis],
    pub(super) masked: bool,
    /// Whether there are several results.
    pub(super) among_others: bool,
}

// SAFETY: a job carries no memory of its own, only steps and functions.
unsafe impl Sync for Job<'_> {}

impl Job<'_> {
    /// # Safety
    /// The operands of `kept`, stepped by the reduced axes too, must be valid; see [`Folding::run`].
    unsafe fn run(&self, kept: &Walk, in_rows: bool, parts: usize) {
        if !in_rows
            && let ([run], Some(lanes)) = (self.reduced, kept.axes.last())
            && self.folding.source.is_stored()
            && self.folding.deviations.is_none()
            && !self.masked
            && run.len <= SHORT
            && lanes.len > 1
        {
            // SAFETY: the caller's promise.
            return unsafe { self.run_short(kept, *run, *lanes) };
        }
        if !in_rows {
            for_each_position(&kept.axes, kept.nop, &mut kept.ptrs.clone(), &mut |ptrs| {
                let mut acc: Acc = [0; 16];
                let run = Runs { job: self, x: ptrs[IN], mask: ptrs[MASK] };
                // SAFETY: the caller's promise.
                unsafe {
                    run.fold(&mut acc, parts);
                    self.folding.finish(1, acc.as_mut_ptr(), ptrs[OUT], 0);
                }
            });
            return;
        }
        let Some((cols, outer)) = kept.axes.split_last() else { return };
        let tile = (Scratch::BYTES / self.folding.num.size()).min(cols.len);
        for_each_position(outer, kept.nop, &mut kept.ptrs.clone(), &mut |ptrs| {
            for start in (0..cols.len).step_by(tile) {
                let n = tile.min(cols.len - start);
                let at = |k: usize| ptrs[k].wrapping_offset(start as isize * cols.steps[k]);
                let rows = Rows { job: self, x: at(IN), step: cols.steps[IN], cols: n };
                let mut acc = Scratch::new();
                let total: usize = self.reduced.iter().map(|a| a.len).product();
                // SAFETY: the caller's promise; a tile of accumulators fits a scratch.
                unsafe {
                    rows.fold(acc.ptr(), 0, total);
                    self.folding.finish(n, acc.ptr(), at(OUT), cols.steps[OUT]);
                }
            }
        });
    }

    /// Short runs, a tile of accumulators at a time.
    ///
    /// # Safety
    /// As [`Job::run`], for one reduced axis, no mask, and elements of the fold's type.
    unsafe fn run_short(&self, kept: &Walk, run: Axis, lanes: Axis) {
        let folding = self.folding;
        let size = folding.num.size();
        let Some((_, outer)) = kept.axes.split_last() else { return };
        let (tile, begin) = (Scratch::BYTES / size, folding.begin(true));
        for_each_position(outer, kept.nop, &mut kept.ptrs.clone(), &mut |ptrs| {
            for start in (0..lanes.len).step_by(tile) {
                let count = tile.min(lanes.len - start);
                let at = |k: usize| ptrs[k].wrapping_offset(start as isize * lanes.steps[k]);
                let mut acc = Scratch::new();
                // Where there is no neutral element, every run starts with its first.
                let (from, from_step, skipped) = match &begin {
                    Start::Value(value) => (value.as_ptr(), 0, 0),
                    Start::First => (at(IN).cast_const(), lanes.steps[IN], 1),
                };
                let steps = ([0, size as isize], [0, from_step]);
                let x = at(IN).wrapping_offset(skipped as isize * run.steps[IN]);
                let n = run.len - skipped;
                // SAFETY: the caller's promise; a tile of accumulators fits a scratch, and a run has an element.
                unsafe {
                    nd_kernel::copy::copy_2d(size, 1, count, acc.ptr(), steps.0, from, steps.1);
                    let each = (count, lanes.steps[IN]);
                    folding.folder.reduce_lanes(each, (n, run.steps[IN]), x, (acc.ptr(), size));
                    folding.finish(count, acc.ptr(), at(OUT), lanes.steps[OUT]);
                }
            }
        });
    }

    /// Where position `index` of the reduced axes `axes` lies, in bytes from the first.
    pub(super) fn offset(axes: &[Axis], mut index: usize, operand: usize) -> isize {
        let mut offset = 0;
        for axis in axes.iter().rev() {
            offset += (index % axis.len) as isize * axis.steps[operand];
            index /= axis.len;
        }
        offset
    }
}
