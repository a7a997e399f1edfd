//! The tree of a pairwise sum: how it divides a run, and the order of its nodes.

use super::pairwise::Summand;
use crate::Num;
use core::mem::MaybeUninit;

/// Scalars in the largest leaf of the tree.
pub(super) const LEAF: usize = 128;

/// How NumPy's tree divides a run of `n` elements of kind `num` that is too long for one leaf: the length of the left
/// part, or `None` if the run is one leaf or must not be divided.
///
/// `pw(run) == pw(left) + pw(right)` for the `reduce` of [`super::add`] on floats, so threads can work on one
/// tree: start an accumulator at `-0.0` (for complex: in both parts), which adding leaves any sum unchanged,
/// reduce each part into its own, and add the two. 16-bit floats are never divided, because their sum is rounded once per run;
/// kinds that are not added pairwise are never divided either.
///
/// ```
/// use nd_kernel::{Num, reduce::pairwise_split};
/// assert_eq!(pairwise_split(Num::F64, 1000), Some(496));
/// assert_eq!(pairwise_split(Num::F64, 128), None);
/// ```
pub const fn pairwise_split(num: Num, n: usize) -> Option<usize> {
    match num {
        Num::F32 | Num::F64 => split(n, 1),
        Num::C64 | Num::C128 => split(n, 2),
        _ => None,
    }
}

/// The division of `n` elements of `parts` scalars each.
#[inline(always)]
pub(super) const fn split(n: usize, parts: usize) -> Option<usize> {
    if n <= LEAF / parts {
        return None;
    }
    let half = if parts == 1 { n / 2 } else { n };
    Some((half - half % 8) / parts)
}

/// The nodes of a tree from left to right, with an explicit stack because a recursive function could not be inlined into the
/// shim that gives it the instruction set.
///
/// A level leaves at most two entries behind, and a length has at most 64 halvings. Neither array is cleared: that takes as long
/// as a leaf.
pub(super) struct Tree<T: Summand> {
    /// Lengths of the nodes to come, the next one on top; 0 stands for "add the two sums on top".
    nodes: [MaybeUninit<usize>; 130],
    sums: [MaybeUninit<T::Sum>; 66],
    pending: usize,
    done: usize,
    start: usize,
}

impl<T: Summand> Tree<T> {
    /// The tree of `n` elements, at least one, from `start` on.
    #[inline(always)]
    pub(super) fn new(start: usize, n: usize) -> Tree<T> {
        let mut nodes = [const { MaybeUninit::uninit() }; 130];
        nodes[0].write(n);
        Tree { nodes, sums: [const { MaybeUninit::uninit() }; 66], pending: 1, done: 0, start }
    }

    /// The next node of one leaf or two: where it starts, and the lengths of its leaves. Its sum must be [`put`](Self::put) before
    /// the next call.
    #[inline(always)]
    pub(super) fn next(&mut self) -> Option<(usize, usize, usize)> {
        while self.pending > 0 {
            self.pending -= 1;
            // SAFETY: entries below `pending` and sums below `done` were written.
            unsafe {
                let len = self.nodes[self.pending].assume_init();
                if len == 0 {
                    self.done -= 1;
                    let (left, right) = (self.sums[self.done - 1], self.sums[self.done]);
                    self.sums[self.done - 1].write(left.assume_init() + right.assume_init());
                    continue;
                }
                let left = split(len, T::PARTS).unwrap_or(len);
                let right = len - left;
                if right <= LEAF / T::PARTS {
                    let start = self.start;
                    self.start += len;
                    return Some((start, left, right));
                }
                self.nodes[self.pending].write(0);
                self.nodes[self.pending + 1].write(right);
                self.nodes[self.pending + 2].write(left);
                self.pending += 3;
            }
        }
        None
    }

    /// The sum of the node that [`next`](Self::next) gave.
    #[inline(always)]
    pub(super) fn put(&mut self, sum: T::Sum) {
        self.sums[self.done].write(sum);
        self.done += 1;
    }

    /// The sum of all nodes, when there are no more.
    #[inline(always)]
    pub(super) fn sum(&self) -> T::Sum {
        assert!(self.pending == 0 && self.done == 1, "every node of the tree has its sum");
        // SAFETY: the first sum was written, as `done` says.
        unsafe { self.sums[0].assume_init() }
    }
}
