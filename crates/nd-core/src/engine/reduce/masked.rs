//! Folding the elements of runs that a mask lets through.

use super::super::scratch::Scratch;
use super::super::walk::Axis;
use super::fold::{Acc, IN, Job, MASK, Start};
use super::runs::Runs;

impl Runs<'_> {
    /// Every stretch of true mask bytes of every run, in order.
    ///
    /// # Safety
    /// See [`Folding::run`].
    pub(super) unsafe fn fold_masked(&self, acc: &mut Acc, run: Axis, outer: &[Axis], runs: usize) {
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
