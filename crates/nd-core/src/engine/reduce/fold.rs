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
use super::fork::{SendPtr, fork};
use super::rows::Rows;
use super::{Folder, ReducedShape, Source, mask_for, reduction_order};
use crate::array::Array;
use crate::error::{ShapeError, shape_error};
use crate::layout::{Dims, broadcast_strides};
use nd_dtype::Result;
use nd_kernel::reduce::{FoldRows, SumSqDev, pairwise_split};
use nd_kernel::{Loop, Num};

/// Rows or runs that a fold takes in sequence before it combines: as many elements as a leaf of the pairwise tree.
pub(super) const ROWS: usize = 128;

/// Elements of one run below which it is not cut among threads.
const MIN_RUN: usize = 1 << 18;

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
const MASK: usize = 2;

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
        // SAFETY: parts of a kept axis write disjoint elements of the result; the rest is the caller's promise.
        let cut = outer.run_cut(parts, 2, &|part| unsafe { job.run(part, in_rows, 1) });
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
    masked: bool,
    /// Whether there are several results.
    among_others: bool,
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

/// The runs that go into one accumulator.
struct Runs<'a> {
    job: &'a Job<'a>,
    x: *mut u8,
    mask: *mut u8,
}

// SAFETY: the pointers are only read, under the borrow of the operation.
unsafe impl Sync for Runs<'_> {}

impl Runs<'_> {
    fn split(&self) -> (Axis, &[Axis]) {
        match self.job.reduced.split_last() {
            Some((run, outer)) => (*run, outer),
            None => (Axis::UNIT, &[]),
        }
    }

    /// Folds all runs into `acc`, which is overwritten.
    ///
    /// # Safety
    /// See [`Folding::run`].
    unsafe fn fold(&self, acc: &mut Acc, parts: usize) {
        let folding = self.job.folding;
        let (run, outer) = self.split();
        let runs: usize = outer.iter().map(|a| a.len).product();
        if self.job.masked {
            // SAFETY: the caller's promise.
            return unsafe { self.fold_masked(acc, run, outer, runs) };
        }
        if runs == 1 && !folding.source.converts() {
            // SAFETY: the caller's promise.
            return unsafe { self.fold_run(acc, self.x, run, parts, true) };
        }
        let size = folding.num.size();
        let room = Scratch::BYTES / size;
        // A block is either a piece of one run or several whole runs.
        let blocks = if self.apart() {
            Blocks { runs: ROWS, pieces: 1, room: run.len, total: runs }
        } else if run.len > room && folding.source.converts() {
            Blocks { runs: 1, pieces: run.len.div_ceil(room), room, total: runs }
        } else if run.len >= room {
            Blocks { runs: 1, pieces: 1, room: run.len, total: runs }
        } else {
            Blocks { runs: (room / run.len.max(1)).max(1), pieces: 1, room: run.len, total: runs }
        };
        // SAFETY: the caller's promise.
        unsafe { self.fold_blocks(acc, &blocks, 0, blocks.count(), parts) };
    }

    /// Whether runs are folded one by one, not laid end to end.
    fn apart(&self) -> bool {
        self.job.among_others && !self.job.folding.source.converts()
    }

    /// Folds blocks `lo..hi` as a balanced tree.
    ///
    /// # Safety
    /// See [`Folding::run`].
    unsafe fn fold_blocks(&self, acc: &mut Acc, blocks: &Blocks, lo: usize, hi: usize, parts: usize) {
        let folding = self.job.folding;
        if hi - lo == 1 || !folding.grows {
            let mut fresh = true;
            for block in lo..hi {
                // SAFETY: the caller's promise.
                unsafe { self.fold_block(acc, blocks, block, &mut fresh) };
            }
            return;
        }
        // The left part is the largest power of two, as a running pairwise sum would have it.
        let mid = lo + (hi - lo).next_power_of_two() / 2;
        let mut right: Acc = [0; 16];
        let both = |part: usize, acc: &mut Acc, parts: usize| {
            let (lo, hi) = if part == 0 { (lo, mid) } else { (mid, hi) };
            // SAFETY: the caller's promise; each half has its own accumulator.
            unsafe { self.fold_blocks(acc, blocks, lo, hi, parts) };
        };
        fork(parts, acc, &mut right, &both);
        // SAFETY: two separate accumulators.
        unsafe { folding.combine(1, acc.as_mut_ptr(), right.as_mut_ptr()) };
    }

    /// # Safety
    /// See [`Folding::run`].
    unsafe fn fold_block(&self, acc: &mut Acc, blocks: &Blocks, block: usize, fresh: &mut bool) {
        let folding = self.job.folding;
        let (run, outer) = self.split();
        let size = folding.num.size();
        let (first, piece) = (block / blocks.pieces * blocks.runs, block % blocks.pieces);
        let runs = blocks.runs.min(blocks.total - first);
        let start = piece * blocks.room;
        let n = blocks.room.min(run.len - start);
        let at = |r: usize| {
            let offset = Job::offset(outer, first + r, IN) + start as isize * run.steps[IN];
            self.x.wrapping_offset(offset)
        };
        let begin = folding.begin(block == 0);
        if (runs == 1 || self.apart()) && !folding.source.converts() {
            for r in 0..runs {
                // SAFETY: the caller's promise.
                unsafe { self.extend_run(acc, n, at(r), run.steps[IN], fresh, begin) };
            }
            return;
        }
        let mut scratch = Scratch::new();
        for r in 0..runs {
            let to = scratch.ptr().wrapping_add(r * n * size);
            // SAFETY: a block holds at most a scratch of elements; the input by the caller's promise.
            unsafe { folding.source.load(size, [1, n], to, [0, size as isize], at(r), [0, run.steps[IN]]) };
        }
        // SAFETY: the scratch was filled above.
        unsafe { self.extend(acc, runs * n, scratch.ptr(), size as isize, fresh, begin) };
    }

    /// [`Runs::extend`] with elements as they come from the source; computed ones come a scratch at a time.
    ///
    /// # Safety
    /// See [`Folding::run`].
    unsafe fn extend_run(
        &self,
        acc: &mut Acc,
        n: usize,
        x: *mut u8,
        step: isize,
        fresh: &mut bool,
        begin: Start,
    ) {
        let folding = self.job.folding;
        if !folding.source.is_computed() {
            // SAFETY: the caller's promise.
            return unsafe { self.extend(acc, n, x, step, fresh, begin) };
        }
        let size = folding.num.size();
        let room = Scratch::BYTES / size;
        if n > room && folding.pairwise && pairwise_split(folding.num, n).is_some() {
            // The tree of the run is made apart, as the loop over a run in memory makes it.
            let mut whole: Acc = [0; 16];
            let mut axis = Axis { len: n, ..Axis::UNIT };
            axis.steps[IN] = step;
            if core::mem::take(fresh)
                && let Start::Value(value) = begin
            {
                *acc = value;
            }
            // SAFETY: the caller's promise; two separate accumulators.
            unsafe {
                self.fold_run(&mut whole, x, axis, 1, false);
                folding.combine(1, acc.as_mut_ptr(), whole.as_mut_ptr());
            }
            return;
        }
        let mut scratch = Scratch::new();
        for start in (0..n).step_by(room) {
            let n = room.min(n - start);
            let from = x.wrapping_offset(start as isize * step);
            // SAFETY: the caller's promise; the elements fit the scratch.
            unsafe {
                folding.source.load(size, [1, n], scratch.ptr(), [0, size as isize], from, [0, step]);
                self.extend(acc, n, scratch.ptr(), size as isize, fresh, begin);
            }
        }
    }

    /// `acc = acc ⊕ fold(x)`, where a fresh accumulator is what the fold begins with.
    ///
    /// # Safety
    /// `x` must be valid for `n` elements of the fold's type.
    unsafe fn extend(
        &self,
        acc: &mut Acc,
        n: usize,
        x: *const u8,
        step: isize,
        fresh: &mut bool,
        begin: Start,
    ) {
        let folding = self.job.folding;
        let (mut n, mut x) = (n, x);
        if core::mem::take(fresh) {
            match begin {
                Start::Value(value) => *acc = value,
                Start::First => {
                    if n == 0 {
                        *fresh = true;
                        return;
                    }
                    // SAFETY: `x` has a first element.
                    unsafe { core::ptr::copy_nonoverlapping(x, acc.as_mut_ptr(), folding.num.size()) };
                    (n, x) = (n - 1, x.wrapping_offset(step));
                }
            }
        }
        // SAFETY: the caller's promise; the accumulator is on the stack.
        unsafe {
            match &folding.deviations {
                Some((run, mean)) => run(n, x, step, mean.as_ptr(), acc.as_mut_ptr()),
                None => folding.folder.reduce(n, x, step, acc.as_mut_ptr()),
            }
        };
    }

    /// One run, or the part of one that is the `first` or not, its tree cut among threads if it is long, and into stretches
    /// that fit a scratch if it is computed.
    ///
    /// # Safety
    /// See [`Folding::run`].
    unsafe fn fold_run(&self, acc: &mut Acc, x: *mut u8, run: Axis, parts: usize, first: bool) {
        let folding = self.job.folding;
        let spread = parts > 1 && run.len >= MIN_RUN;
        let long = folding.source.is_computed() && run.len * folding.num.size() > Scratch::BYTES;
        let cut = if folding.pairwise && (spread || long) {
            pairwise_split(folding.num, run.len)
        } else if spread && folding.grows && !folding.num.is_inexact() {
            Some(run.len / 2)
        } else {
            None
        };
        let Some(cut) = cut else {
            // SAFETY: the caller's promise.
            return unsafe {
                self.extend_run(acc, run.len, x, run.steps[IN], &mut true, folding.begin(first))
            };
        };
        let mut right: Acc = [0; 16];
        let ends = SendPtr(x);
        let both = |part: usize, acc: &mut Acc, parts: usize| {
            let (start, len) = if part == 0 { (0, cut) } else { (cut, run.len - cut) };
            let x = ends.get().wrapping_offset(start as isize * run.steps[IN]);
            // SAFETY: the caller's promise; each half has its own accumulator.
            unsafe { self.fold_run(acc, x, Axis { len, ..run }, parts, first && part == 0) };
        };
        fork(parts, acc, &mut right, &both);
        // SAFETY: two separate accumulators.
        unsafe { folding.combine(1, acc.as_mut_ptr(), right.as_mut_ptr()) };
    }

    /// Every stretch of true mask bytes of every run, in order.
    ///
    /// # Safety
    /// See [`Folding::run`].
    unsafe fn fold_masked(&self, acc: &mut Acc, run: Axis, outer: &[Axis], runs: usize) {
        let folding = self.job.folding;
        let size = folding.num.size();
        let room = Scratch::BYTES / size;
        // A masked fold begins with the initial value, which is the result where the mask leaves nothing.
        let mut fresh = true;
        if let Some(initial) = folding.initial {
            *acc = initial;
            fresh = false;
        }
        let stored = folding.source.is_stored();
        let mut scratch = Scratch::new();
        for r in 0..runs {
            let x = self.x.wrapping_offset(Job::offset(outer, r, IN));
            let mask = self.mask.wrapping_offset(Job::offset(outer, r, MASK));
            // SAFETY: `i` is a position of the run, one mask byte each.
            let on = |i: usize| unsafe { mask.wrapping_offset(i as isize * run.steps[MASK]).read() != 0 };
            let mut i = 0;
            while i < run.len {
                let start = i;
                let limit = run.len.min(if stored { run.len } else { start + room });
                while i < limit && on(i) {
                    i += 1;
                }
                let from = x.wrapping_offset(start as isize * run.steps[IN]);
                if i > start {
                    // SAFETY: the stretch lies inside the run; a loaded one fits the scratch.
                    unsafe {
                        let (n, step) = (i - start, run.steps[IN]);
                        if stored {
                            self.extend(acc, n, from, step, &mut fresh, folding.start);
                        } else {
                            let dense = [0, size as isize];
                            folding.source.load(size, [1, n], scratch.ptr(), dense, from, [0, step]);
                            self.extend(acc, n, scratch.ptr(), size as isize, &mut fresh, folding.start);
                        }
                    }
                } else {
                    i += 1;
                }
            }
        }
        if fresh && let Start::Value(value) = folding.start {
            *acc = value;
        }
    }
}

/// How the runs of one accumulator are cut into blocks.
struct Blocks {
    /// Whole runs in a block.
    runs: usize,
    /// Pieces that one run is cut into.
    pieces: usize,
    /// Elements in a piece.
    room: usize,
    /// All runs.
    total: usize,
}

impl Blocks {
    fn count(&self) -> usize {
        self.total.div_ceil(self.runs) * self.pieces
    }
}
