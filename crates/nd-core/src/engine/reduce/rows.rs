//! Folding rows into a row: the reduced axes are the slow ones.
//!
//! Rows go element by element into a tile of accumulators; float sums fold at most [`ROWS`] rows in sequence and combine
//! such blocks as a balanced tree.

use super::super::scratch::Scratch;
use super::fold::{IN, Job, ROWS, Start};

/// The rows that go into one tile of accumulators.
pub(super) struct Rows<'a> {
    pub(super) job: &'a Job<'a>,
    pub(super) x: *mut u8,
    pub(super) step: isize,
    pub(super) cols: usize,
}

impl Rows<'_> {
    /// Folds rows `lo..hi` into the tile `acc`, which is overwritten.
    ///
    /// # Safety
    /// See [`Folding::run`]; `acc` must hold `cols` elements.
    pub(super) unsafe fn fold(&self, acc: *mut u8, lo: usize, hi: usize) {
        let folding = self.job.folding;
        if folding.pairwise && hi - lo > ROWS {
            let blocks = (hi - lo).div_ceil(ROWS);
            let mid = lo + blocks.next_power_of_two() / 2 * ROWS;
            let mut right = Scratch::new();
            // SAFETY: the caller's promise; the right half has a tile of its own.
            unsafe {
                self.fold(acc, lo, mid);
                self.fold(right.ptr(), mid, hi);
                folding.combine(self.cols, acc, right.ptr());
            }
            return;
        }
        let size = folding.num.size();
        let first = match folding.begin(lo == 0) {
            Start::Value(value) => {
                let steps = ([0, size as isize], [0, 0]);
                // SAFETY: `acc` holds `cols` elements.
                unsafe {
                    nd_kernel::copy::copy_2d(size, 1, self.cols, acc, steps.0, value.as_ptr(), steps.1)
                };
                lo
            }
            Start::First => {
                // SAFETY: row `lo` exists and `acc` holds `cols` elements.
                unsafe { self.load_rows(acc, lo, 1) };
                lo + 1
            }
        };
        let dense = folding.source.is_stored() && self.step == size as isize;
        let inner = self.job.reduced.last().map_or(1, |a| a.len);
        let row_step = self.job.reduced.last().map_or(0, |a| a.steps[IN]);
        let room = (Scratch::BYTES / (size * self.cols)).max(1);
        let mut row = first;
        while row < hi {
            // Rows up to the end of the fastest reduced axis lie at one step.
            let stretch = (inner - row % inner).min(hi - row);
            let (count, x, step);
            let mut scratch = Scratch::new();
            if dense {
                (count, x, step) = (stretch, self.at(row), row_step);
            } else {
                (count, x, step) = (stretch.min(room), scratch.ptr(), (size * self.cols) as isize);
                // SAFETY: `count` rows of `cols` elements fit the scratch.
                unsafe { self.load_rows(x, row, count) };
            }
            // SAFETY: the rows are valid by the caller's promise or were loaded.
            unsafe { self.fold_block(acc, x, step, count) };
            row += count;
        }
    }

    /// # Safety
    /// `x` must be valid for `count` packed rows at `step`; `acc` for one.
    unsafe fn fold_block(&self, acc: *mut u8, x: *mut u8, step: isize, count: usize) {
        let folding = self.job.folding;
        if let Some(rows) = folding.rows {
            // SAFETY: the caller's promise.
            return unsafe { rows(acc, x, step, count, self.cols) };
        }
        for r in 0..count as isize {
            // SAFETY: the caller's promise.
            unsafe { folding.combine(self.cols, acc, x.wrapping_offset(r * step)) };
        }
    }

    fn at(&self, row: usize) -> *mut u8 {
        self.x.wrapping_offset(Job::offset(self.job.reduced, row, IN))
    }

    /// Brings `count` rows from `row` on, all along the fastest reduced axis, into packed memory.
    ///
    /// # Safety
    /// `to` must hold `count * cols` elements.
    unsafe fn load_rows(&self, to: *mut u8, row: usize, count: usize) {
        let folding = self.job.folding;
        let size = folding.num.size();
        let row_step = self.job.reduced.last().map_or(0, |a| a.steps[IN]);
        let dense = [(self.cols * size) as isize, size as isize];
        // SAFETY: the caller's promise.
        unsafe {
            folding.source.load(size, [count, self.cols], to, dense, self.at(row), [row_step, self.step])
        };
    }
}
