//! Quicksort and quickselect by vectors.
//!
//! ```text
//! sort(records):
//!     at most 16 vectors: the network
//!     pivot = median of a sample
//!     split into below and not below the pivot, a vector at a time
//!     nothing below: split off what equals the pivot, which is done
//!     otherwise: sort the shorter part, go on with the longer
//! ```
//!
//! The split reads from both ends inwards. Eight vectors of each end are kept in registers, so that there is a gap to
//! write into at either end; each vector is permuted so that what is below the pivot comes first, and stored whole at the
//! low end and at the high end, over gaps. Reading goes on at the end with the narrower gap, which keeps a vector's width
//! of room at both.
//!
//! A pivot is the median of up to 64 elements, so that unlucky splits are rare; an input made for them runs into a
//! limit of depth and is sorted by the standard library's sort or by heap sort, and nothing takes more than
//! `O(n log n)`. Radix sorts of the same keys were a third slower, the standard library's sort twice.

use super::lanes::Lanes;
use super::network::limit;

/// Vectors that are kept at each end during a split, and taken at a time: a million doubles by AVX2 take 12.1 ms with four,
/// 10.4 with eight.
const KEPT: usize = 8;

/// How many splits may follow each other before the input is taken for one that was made against them.
fn depth(n: usize) -> u32 {
    2 * (usize::BITS - n.leading_zeros())
}

/// Sorts `n` records.
///
/// # Safety
/// The instructions of `L`; `mem` valid for `n` records.
pub(super) unsafe fn sort<L: Lanes>(mem: L::Mem, n: usize) {
    // SAFETY: the caller's promise.
    unsafe { sort_within::<L>(mem, n, depth(n)) }
}

/// As [`sort`], by at most `depth` splits in a row.
///
/// # Safety
/// As [`sort`].
unsafe fn sort_within<L: Lanes>(mut mem: L::Mem, mut n: usize, mut depth: u32) {
    // SAFETY: every part lies within the `n` records.
    unsafe {
        while n > limit::<L>() {
            if depth == 0 {
                return L::sort_steadily(mem, n);
            }
            depth -= 1;
            let pivot = sample::<L>(mem, n, n / 2);
            let mut below = L::split(mem, n, pivot);
            if below == 0 {
                let Some(above) = L::above(pivot) else { return };
                let equal = L::split(mem, n, above);
                (mem, n) = (L::skip(mem, equal), n - equal);
                continue;
            }
            let (mut rest, mut left) = (L::skip(mem, below), n - below);
            if below > left {
                (mem, rest, below, left) = (rest, mem, left, below);
            }
            sort_within::<L>(mem, below, depth);
            (mem, n) = (rest, left);
        }
        L::sort_small(mem, n);
    }
}

/// Puts the record of rank `k` in its place, lower ones before it and higher ones behind.
///
/// # Safety
/// The instructions of `L`; `mem` valid for `n` records, of which there is a `k`th.
pub(super) unsafe fn select<L: Lanes>(mut mem: L::Mem, mut n: usize, mut k: usize) {
    let mut depth = depth(n);
    // SAFETY: every part lies within the `n` records.
    unsafe {
        while n > limit::<L>() {
            if depth == 0 {
                return L::sort_steadily(mem, n);
            }
            depth -= 1;
            let pivot = sample::<L>(mem, n, k);
            let below = L::split(mem, n, pivot);
            if below == 0 {
                let Some(above) = L::above(pivot) else { return };
                let equal = L::split(mem, n, above);
                if k < equal {
                    return;
                }
                (mem, n, k) = (L::skip(mem, equal), n - equal, k - equal);
            } else if k < below {
                n = below;
            } else {
                (mem, n, k) = (L::skip(mem, below), n - below, k - below);
            }
        }
        L::sort_small(mem, n);
    }
}

/// A key that about `k` of the `n` records are below: of an even sample.
///
/// # Safety
/// The instructions of `L`; `mem` valid for `n` records, of which there are more than 64.
#[inline]
unsafe fn sample<L: Lanes>(mem: L::Mem, n: usize, k: usize) -> L::Key {
    // SAFETY: every sampled position is below `n`.
    unsafe {
        let mut sample = [L::key(mem, 0); 64];
        let size = if n < 1024 { 9 } else { 64 };
        let step = n / size;
        for i in 0..size {
            sample[i] = L::key(mem, i * step + step / 2);
        }
        L::Keys::sort_small(sample.as_mut_ptr(), size);
        sample[(k / step).min(size - 1)]
    }
}

/// Moves records below `pivot` before the others, and counts them.
///
/// # Safety
/// The instructions of `L`; `mem` valid for `n` records.
#[inline(always)]
pub(super) unsafe fn split<L: Lanes>(mem: L::Mem, n: usize, pivot: L::Key) -> usize {
    // SAFETY: reads take records of `from..to`, which nobody has written; writes go to the gaps `low..from` and
    // `to..high`, each at least a vector wide at every write but the last, for which they are one of that width.
    unsafe {
        let (mut from, mut to) = (0, n);
        while !(to - from).is_multiple_of(L::WIDTH) {
            if L::key(mem, from) < pivot {
                from += 1;
            } else {
                to -= 1;
                L::swap(mem, from, to);
            }
        }
        if to - from < 2 * KEPT * L::WIDTH {
            let mut below = from;
            for i in from..to {
                let is_below = L::key(mem, i) < pivot;
                L::swap(mem, i, below);
                below += usize::from(is_below);
            }
            return below;
        }
        let bound = L::splat(pivot);
        let (mut low, mut high) = (from, to);
        let kept: [L; 2 * KEPT] = {
            let mut kept = [L::load(mem, from); 2 * KEPT];
            for i in 0..KEPT {
                kept[i] = L::load(mem, from + i * L::WIDTH);
                kept[KEPT + i] = L::load(mem, to - (i + 1) * L::WIDTH);
            }
            kept
        };
        from += KEPT * L::WIDTH;
        to -= KEPT * L::WIDTH;
        while to - from >= KEPT * L::WIDTH {
            let at = take_narrower(&mut from, &mut to, low, high, KEPT * L::WIDTH);
            let mut v = [L::load(mem, at); KEPT];
            for i in 1..KEPT {
                v[i] = L::load(mem, at + i * L::WIDTH);
            }
            for v in v {
                part::<L>(mem, v, bound, &mut low, &mut high);
            }
        }
        while to > from {
            let at = take_narrower(&mut from, &mut to, low, high, L::WIDTH);
            part::<L>(mem, L::load(mem, at), bound, &mut low, &mut high);
        }
        for v in &kept[1..] {
            part::<L>(mem, *v, bound, &mut low, &mut high);
        }
        let upper = kept[0].not_below(bound);
        // The gaps have met and are one vector wide.
        kept[0].parted(upper).store(mem, low);
        low + L::WIDTH - upper.count_ones() as usize
    }
}

/// Takes `n` records of `from..to` at the end where there is less room to write, and says where they begin.
#[inline(always)]
fn take_narrower(from: &mut usize, to: &mut usize, low: usize, high: usize, n: usize) -> usize {
    // Which end it is cannot be foretold, so there is no branch.
    let front = usize::from(*from - low <= high - *to).wrapping_neg();
    let at = (*from & front) | ((*to - n) & !front);
    *from += n & front;
    *to -= n & !front;
    at
}

/// Writes the records of `v` that are below the bound at `low`, and the others before `high`.
///
/// # Safety
/// The instructions of `L`; both gaps a vector wide, or one gap of at least two.
#[inline(always)]
unsafe fn part<L: Lanes>(mem: L::Mem, v: L, bound: L, low: &mut usize, high: &mut usize) {
    // SAFETY: the caller vouches for the gaps.
    unsafe {
        let upper = v.not_below(bound);
        let count = upper.count_ones() as usize;
        let v = v.parted(upper);
        v.store(mem, *low);
        v.store(mem, *high - L::WIDTH);
        *low += L::WIDTH - count;
        *high -= count;
    }
}
