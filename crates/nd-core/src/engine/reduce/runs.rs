//! Folding runs into one accumulator: the fastest axis is reduced.
//!
//! Runs of the only accumulator are laid end to end, those of one among others folded one by one, in blocks that are combined
//! as a balanced tree.

use super::super::scratch::Scratch;
use super::super::walk::Axis;
use super::fold::{Acc, IN, Job, ROWS, Start};
use super::fork::{SendPtr, fork};
use nd_kernel::reduce::pairwise_split;

/// Elements of one run below which it is not cut among threads.
const MIN_RUN: usize = 1 << 18;

/// The runs that go into one accumulator.
pub(super) struct Runs<'a> {
    pub(super) job: &'a Job<'a>,
    pub(super) x: *mut u8,
    pub(super) mask: *mut u8,
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
    pub(super) unsafe fn fold(&self, acc: &mut Acc, parts: usize) {
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
    pub(super) unsafe fn extend(
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
