//! Quicksort and quickselect with AVX-512.
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
//! The split reads from both ends inwards. Four vectors of each end are kept in registers, so that there is a gap to
//! write into at either end; each vector is permuted so that what is below the pivot comes first, and stored whole at the
//! low end and at the high end, over gaps. Reading goes on at the end with the narrower gap, which keeps a vector's width
//! of room at both. POPCNT is no part of AVX-512 to the compiler: without it, bits are counted in vectors, which takes
//! nearly twice as long.
//!
//! A pivot is the median of up to 64 elements, so that unlucky splits are rare; an input made for them runs into a
//! limit of depth and is sorted by the standard library's sort or by heap sort, and nothing takes more than
//! `O(n log n)`. Radix sorts of the same keys were a third slower, the standard library's sort twice.

mod lanes;
mod network;

use lanes::{Keys32, Keys64, Lanes, Pairs64};
use network::{limit, sort_small};

/// Vectors that are kept in registers at each end during a split.
const KEPT: usize = 4;

/// Sorts keys.
///
/// # Safety
/// AVX-512 F and DQ and POPCNT.
pub(super) unsafe fn sort64(keys: &mut [i64]) {
    // SAFETY: the slice is valid, and the caller vouches for the features.
    unsafe { sort::<Keys64>(keys.as_mut_ptr(), keys.len(), depth(keys.len())) }
}

/// Sorts keys.
///
/// # Safety
/// AVX-512 F and DQ and POPCNT.
pub(super) unsafe fn sort32(keys: &mut [i32]) {
    // SAFETY: the slice is valid, and the caller vouches for the features.
    unsafe { sort::<Keys32>(keys.as_mut_ptr(), keys.len(), depth(keys.len())) }
}

/// Sorts keys, none of which is the largest `i64`, with their payloads.
///
/// # Safety
/// AVX-512 F and DQ and POPCNT; slices of one length.
pub(super) unsafe fn sort_pairs(keys: &mut [i64], payloads: &mut [i64]) {
    debug_assert!(keys.len() == payloads.len() && !keys.contains(&i64::MAX));
    let mem = (keys.as_mut_ptr(), payloads.as_mut_ptr());
    // SAFETY: the slices are valid and of one length, and the caller vouches for the features.
    unsafe { sort::<Pairs64>(mem, keys.len(), depth(keys.len())) }
}

/// Puts the key of rank `k` in its place, lower ones before it and higher ones behind.
///
/// # Safety
/// AVX-512 F and DQ and POPCNT; `k < keys.len()`.
pub(super) unsafe fn select64(keys: &mut [i64], k: usize) {
    // SAFETY: the slice is valid, and the caller vouches for the features.
    unsafe { select::<Keys64>(keys.as_mut_ptr(), keys.len(), k) }
}

/// As [`select64`], of shorter keys.
///
/// # Safety
/// AVX-512 F and DQ and POPCNT; `k < keys.len()`.
pub(super) unsafe fn select32(keys: &mut [i32], k: usize) {
    // SAFETY: the slice is valid, and the caller vouches for the features.
    unsafe { select::<Keys32>(keys.as_mut_ptr(), keys.len(), k) }
}

/// As [`select64`], of keys with payloads; no key may be the largest `i64`.
///
/// # Safety
/// AVX-512 F and DQ and POPCNT; slices of one length, `k` below it.
pub(super) unsafe fn select_pairs(keys: &mut [i64], payloads: &mut [i64], k: usize) {
    debug_assert!(keys.len() == payloads.len() && !keys.contains(&i64::MAX));
    let mem = (keys.as_mut_ptr(), payloads.as_mut_ptr());
    // SAFETY: the slices are valid and of one length, and the caller vouches for the features.
    unsafe { select::<Pairs64>(mem, keys.len(), k) }
}

/// How many splits may follow each other before the input is taken for one that was made against them.
fn depth(n: usize) -> u32 {
    2 * (usize::BITS - n.leading_zeros())
}

/// # Safety
/// AVX-512 F and DQ and POPCNT; `mem` valid for `n` records.
#[target_feature(enable = "avx512f,avx512dq,popcnt")]
unsafe fn sort<L: Lanes>(mut mem: L::Mem, mut n: usize, mut depth: u32) {
    // SAFETY: every part lies within the `n` records.
    unsafe {
        while n > limit::<L>() {
            if depth == 0 {
                return L::sort_steadily(mem, n);
            }
            depth -= 1;
            let pivot = sample::<L>(mem, n, n / 2);
            let mut below = split::<L>(mem, n, pivot);
            if below == 0 {
                let Some(above) = L::above(pivot) else { return };
                let equal = split::<L>(mem, n, above);
                (mem, n) = (L::skip(mem, equal), n - equal);
                continue;
            }
            let (mut rest, mut left) = (L::skip(mem, below), n - below);
            if below > left {
                (mem, rest, below, left) = (rest, mem, left, below);
            }
            sort::<L>(mem, below, depth);
            (mem, n) = (rest, left);
        }
        sort_small::<L>(mem, n);
    }
}

/// # Safety
/// AVX-512 F and DQ and POPCNT; `mem` valid for `n` records, of which there is a `k`th.
#[target_feature(enable = "avx512f,avx512dq,popcnt")]
unsafe fn select<L: Lanes>(mut mem: L::Mem, mut n: usize, mut k: usize) {
    let mut depth = depth(n);
    // SAFETY: every part lies within the `n` records.
    unsafe {
        while n > limit::<L>() {
            if depth == 0 {
                return L::sort_steadily(mem, n);
            }
            depth -= 1;
            let pivot = sample::<L>(mem, n, k);
            let below = split::<L>(mem, n, pivot);
            if below == 0 {
                let Some(above) = L::above(pivot) else { return };
                let equal = split::<L>(mem, n, above);
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
        sort_small::<L>(mem, n);
    }
}

/// A key that about `k` of the `n` records are below: of an even sample.
///
/// # Safety
/// AVX-512 F and DQ and POPCNT; `mem` valid for `n` records, of which there are more than 64.
#[inline]
#[target_feature(enable = "avx512f,avx512dq,popcnt")]
unsafe fn sample<L: Lanes>(mem: L::Mem, n: usize, k: usize) -> L::Key {
    // SAFETY: every sampled position is below `n`.
    unsafe {
        let mut sample = [L::key(mem, 0); 64];
        let size = if n < 1024 { 9 } else { 64 };
        let step = n / size;
        for i in 0..size {
            sample[i] = L::key(mem, i * step + step / 2);
        }
        sort_small::<L::Keys>(sample.as_mut_ptr(), size);
        sample[(k / step).min(size - 1)]
    }
}

/// Moves records below `pivot` before the others, and counts them.
///
/// # Safety
/// AVX-512 F and DQ and POPCNT; `mem` valid for `n` records.
#[inline(never)]
#[target_feature(enable = "avx512f,avx512dq,popcnt")]
unsafe fn split<L: Lanes>(mem: L::Mem, n: usize, pivot: L::Key) -> usize {
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
    if *from - low <= high - *to {
        *from += n;
        *from - n
    } else {
        *to -= n;
        *to
    }
}

/// Writes the records of `v` that are below the bound at `low`, and the others before `high`.
///
/// # Safety
/// AVX-512 F and DQ and POPCNT; both gaps a vector wide, or one gap of at least two.
#[inline]
#[target_feature(enable = "avx512f,avx512dq,popcnt")]
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
