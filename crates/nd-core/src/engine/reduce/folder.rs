//! The loops that fold one type: a function's own, or its elementwise loop run over an accumulator.

use crate::engine::float_errors::Watch;
use crate::engine::walk::{MAX_OPERANDS, Ptrs, Steps};
use nd_kernel::{Fold, Loop, Num};

/// How a run goes into an accumulator, and how a running fold is written.
#[derive(Clone, Copy)]
pub(crate) enum Folder<'a> {
    /// Loops made for folding.
    Own(Fold),
    /// The elementwise loop of the function; see [`Loop`] on folding with it.
    Elementwise(Loop),
    /// The same, one element at a time, because somebody wants to know of floating-point errors.
    Watched(&'a Watch<'a>),
}

impl Folder<'_> {
    /// `*acc = *acc ⊕ fold(x[0..n])`
    ///
    /// # Safety
    /// As [`Reduce`](nd_kernel::Reduce).
    pub(crate) unsafe fn reduce(self, n: usize, x: *const u8, step: isize, acc: *mut u8) {
        match self {
            // SAFETY: the caller's promise.
            Folder::Own(fold) => unsafe { (fold.reduce)(n, x, step, acc) },
            Folder::Watched(watch) => {
                for i in 0..n as isize {
                    // SAFETY: as above.
                    unsafe { one_watched(watch, x.wrapping_offset(i * step), acc) };
                }
            }
            // Without any step a loop may take its elements for one and the same.
            Folder::Elementwise(run) if step == 0 => {
                for _ in 0..n {
                    // SAFETY: as above.
                    unsafe { run(1, [acc, x.cast_mut(), acc].as_ptr(), [0; 3].as_ptr()) }
                }
            }
            Folder::Elementwise(run) => {
                // SAFETY: as above; the steps of zero make the loop fold.
                unsafe { run(n, [acc, x.cast_mut(), acc].as_ptr(), [0, step, 0].as_ptr()) }
            }
        }
    }

    /// `acc[k] = acc[k] ⊕ fold(x[k][0..n])` for `lanes` runs that start `lane_step` bytes apart and packed accumulators of
    /// `size` bytes.
    ///
    /// # Safety
    /// As [`ReduceLanes`](nd_kernel::ReduceLanes).
    pub(super) unsafe fn reduce_lanes(
        self,
        (lanes, lane_step): (usize, isize),
        (n, step): (usize, isize),
        x: *const u8,
        (acc, size): (*mut u8, usize),
    ) {
        if let Folder::Own(Fold { lanes: Some(own), .. }) = self {
            // SAFETY: the caller's promise.
            return unsafe { own(lanes, n, x, lane_step, step, acc) };
        }
        for lane in 0..lanes {
            let x = x.wrapping_offset(lane as isize * lane_step);
            // SAFETY: the caller's promise, for one run and its accumulator.
            unsafe { self.reduce(n, x, step, acc.add(lane * size)) };
        }
    }

    /// `*acc = *acc ⊕ x[i]; out[i] = *acc`, in order, for elements of type `num`.
    ///
    /// # Safety
    /// As [`Scan`](nd_kernel::Scan).
    pub(crate) unsafe fn scan(
        self,
        num: Num,
        n: usize,
        (x, step): (*const u8, isize),
        acc: *mut u8,
        (out, out_step): (*mut u8, isize),
    ) {
        match self {
            // SAFETY: the caller's promise.
            Folder::Own(fold) => unsafe { (fold.scan)(n, x, step, acc, out, out_step) },
            Folder::Elementwise(_) | Folder::Watched(_) => {
                for i in 0..n as isize {
                    let x = x.wrapping_offset(i * step);
                    // SAFETY: as above; the accumulator is apart from the operands.
                    unsafe {
                        self.reduce(1, x, 0, acc);
                        core::ptr::copy_nonoverlapping(acc, out.wrapping_offset(i * out_step), num.size());
                    }
                }
            }
        }
    }
}

/// `*acc = *acc ⊕ *x`
///
/// # Safety
/// As [`Folder::reduce`], for one element.
unsafe fn one_watched(watch: &Watch<'_>, x: *const u8, acc: *mut u8) {
    let mut ptrs: Ptrs = [core::ptr::null_mut(); MAX_OPERANDS];
    ptrs[..3].copy_from_slice(&[acc, x.cast_mut(), acc]);
    let steps: Steps = [0; MAX_OPERANDS];
    // SAFETY: the caller's promise.
    unsafe { watch.run(1, &ptrs, &steps) }
}
