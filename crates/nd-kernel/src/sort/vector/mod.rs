//! Sorting by vectors: quicksort over networks, written once over [`lanes`] and compiled for AVX2 and for AVX-512.
//!
//! The safe functions choose by [`level`](crate::isa::level); those of pairs have no AVX2.

mod avx2;
mod avx512;
mod lanes;
mod network;
mod quick;

use crate::isa::{Level, level};
use lanes::Lanes;

/// The fewest records for which vectors are called: fewer are sorted sooner than counted.
const FEWEST: usize = 8;

// $f: a function of keys of one type; $wide, $narrow: their lanes; the rest: its other arguments.
macro_rules! keys {
    ($($(#[$doc:meta])* $name:ident($key:ty $(, $k:ident: usize)?) = $f:ident, $wide:ty, $narrow:ty;)*) => { $(
        $(#[$doc])*
        pub(super) fn $name(keys: &mut [$key] $(, $k: usize)?) -> bool {
            let (mem, n) = (keys.as_mut_ptr(), keys.len());
            $( assert!($k < n, "rank {} of {n} keys", $k); )?
            match level() {
                _ if n < FEWEST => return false,
                // SAFETY: the slice is valid, the rank is one of it, and a machine of this level has F, DQ and POPCNT.
                Level::Avx512 => unsafe { quick::$f::<$wide>(mem, n $(, $k)?) },
                // SAFETY: as above; this level has AVX2 and POPCNT.
                Level::Avx2 => unsafe { quick::$f::<$narrow>(mem, n $(, $k)?) },
                Level::Baseline => return false,
            }
            true
        }
    )* };
}
keys! {
    /// Sorts keys; false if they are few or the machine has no such vectors.
    sort64(i64) = sort, avx512::Keys64, avx2::Keys64;
    /// As [`sort64`], of shorter keys.
    sort32(i32) = sort, avx512::Keys32, avx2::Keys32;
    /// Puts the key of rank `k` in its place, lower ones before it and higher ones behind; false as for [`sort64`].
    select64(i64, k: usize) = select, avx512::Keys64, avx2::Keys64;
    /// As [`select64`], of shorter keys.
    select32(i32, k: usize) = select, avx512::Keys32, avx2::Keys32;
}

/// Whether pairs are sorted by vectors on this machine.
pub(super) fn has_pairs() -> bool {
    level() >= Level::Avx512
}

/// Sorts keys, none of which is the largest `i64`, with their payloads; false as for [`sort64`].
pub(super) fn sort_pairs(keys: &mut [i64], payloads: &mut [i64]) -> bool {
    pairs(keys, payloads, |mem, n| {
        // SAFETY: `pairs` saw to the features and the lengths.
        unsafe { quick::sort::<avx512::Pairs64>(mem, n) }
    })
}

/// As [`sort_pairs`], of which only the pair of rank `k` goes to its place.
pub(super) fn select_pairs(keys: &mut [i64], payloads: &mut [i64], k: usize) -> bool {
    assert!(k < keys.len(), "rank {k} of {} keys", keys.len());
    pairs(keys, payloads, |mem, n| {
        // SAFETY: as above; the rank is one of the keys.
        unsafe { quick::select::<avx512::Pairs64>(mem, n, k) }
    })
}

/// Calls `f` with the memory of pairs if the machine has vectors for them and they are not few.
fn pairs(
    keys: &mut [i64],
    payloads: &mut [i64],
    f: impl FnOnce(<avx512::Pairs64 as Lanes>::Mem, usize),
) -> bool {
    assert_eq!(keys.len(), payloads.len());
    debug_assert!(!keys.contains(&i64::MAX));
    let fits = keys.len() >= FEWEST && has_pairs();
    if fits {
        f((keys.as_mut_ptr(), payloads.as_mut_ptr()), keys.len());
    }
    fits
}
