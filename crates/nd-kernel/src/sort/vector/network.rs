//! Sorting up to sixteen vectors in registers, by a bitonic network.
//!
//! Each vector is sorted by itself; then sorted runs of one, two, four and eight vectors are merged. To merge two runs,
//! the second is read backwards against the first, which leaves everything in the first half at or below everything in
//! the second, and both halves bitonic; half-cleaners of ever shorter distance sort those.

use super::lanes::Lanes;

/// The most vectors that one network sorts.
const MOST: usize = 16;

/// The most records that [`sort_small`] takes.
pub(super) const fn limit<L: Lanes>() -> usize {
    MOST * L::WIDTH
}

/// Sorts at most [`limit`] records.
///
/// # Safety
/// The instructions of `L`; `mem` valid for `n` records.
#[inline(always)]
pub(super) unsafe fn sort_small<L: Lanes>(mem: L::Mem, n: usize) {
    debug_assert!(n <= limit::<L>());
    // SAFETY: each call takes at least `n` records, of which it touches the first `n`.
    unsafe {
        match n.div_ceil(L::WIDTH) {
            0 | 1 => sort_registers::<L, 1>(mem, n),
            2 => sort_registers::<L, 2>(mem, n),
            3 | 4 => sort_registers::<L, 4>(mem, n),
            5..=8 => sort_registers::<L, 8>(mem, n),
            _ => sort_registers::<L, MOST>(mem, n),
        }
    }
}

/// How many lanes of vector `i` hold one of `n` records.
#[inline(always)]
fn held<L: Lanes>(n: usize, i: usize) -> usize {
    n.saturating_sub(i * L::WIDTH).min(L::WIDTH)
}

/// Sorts `n` records in `R` vectors.
///
/// # Safety
/// The instructions of `L`; `mem` valid for `n` records.
#[inline(always)]
unsafe fn sort_registers<L: Lanes, const R: usize>(mem: L::Mem, n: usize) {
    // SAFETY: the masks leave out what lies beyond `n`.
    unsafe {
        let mut r: [L; R] = [L::load_some(mem, 0, held::<L>(n, 0)); R];
        for i in 1..R {
            r[i] = L::load_some(mem, i * L::WIDTH, held::<L>(n, i));
        }
        for v in &mut r {
            *v = sort_lanes(*v);
        }
        if R >= 2 {
            merge::<L, R, 1>(&mut r);
        }
        if R >= 4 {
            merge::<L, R, 2>(&mut r);
        }
        if R >= 8 {
            merge::<L, R, 4>(&mut r);
        }
        if R >= 16 {
            merge::<L, R, 8>(&mut r);
        }
        for i in 0..R {
            r[i].store_some(mem, i * L::WIDTH, held::<L>(n, i));
        }
    }
}

/// Sorts the lanes of one vector.
#[inline(always)]
unsafe fn sort_lanes<L: Lanes>(v: L) -> L {
    // SAFETY: the caller's promise.
    unsafe {
        let v = v.exchange::<1>();
        let v = v.exchange::<3>().exchange::<1>();
        let v = if L::WIDTH < 8 { v } else { v.exchange::<7>().exchange::<2>().exchange::<1>() };
        if L::WIDTH < 16 { v } else { v.exchange::<15>().exchange::<4>().exchange::<2>().exchange::<1>() }
    }
}

/// Sorts the lanes of one vector that hold a bitonic sequence.
#[inline(always)]
unsafe fn clean_lanes<L: Lanes>(v: L) -> L {
    // SAFETY: the caller's promise.
    unsafe {
        let v = if L::WIDTH < 16 { v } else { v.exchange::<8>() };
        let v = if L::WIDTH < 8 { v } else { v.exchange::<4>() };
        v.exchange::<2>().exchange::<1>()
    }
}

/// Merges neighbouring sorted runs of `H` vectors.
#[inline(always)]
unsafe fn merge<L: Lanes, const R: usize, const H: usize>(r: &mut [L; R]) {
    // SAFETY: the caller's promise.
    unsafe {
        for run in (0..R).step_by(2 * H) {
            // The second run is turned round by swapping its vectors pairwise, each with its partner in the first run.
            for i in 0..H.div_ceil(2) {
                let (low, high) = (run + H + i, run + 2 * H - 1 - i);
                let (near, far) = (r[low], r[high]);
                (r[run + i], r[low]) = r[run + i].order(far.reverse());
                if low != high {
                    let partner = run + H - 1 - i;
                    (r[partner], r[high]) = r[partner].order(near.reverse());
                }
            }
        }
        let mut distance = H / 2;
        while distance > 0 {
            for i in 0..R {
                if i & distance == 0 {
                    (r[i], r[i + distance]) = r[i].order(r[i + distance]);
                }
            }
            distance /= 2;
        }
        for v in r.iter_mut() {
            *v = clean_lanes(*v);
        }
    }
}
