//! Sorting, selecting and searching: leaf loops over packed lanes.
//!
//! Everything works on integer keys: elements of up to 64 bits are turned into integers of the same order
//! ([`Keyed`]), in place for [`sort`] and [`select`], beside their positions for [`argsort`] and [`argselect`]. With
//! AVX-512 keys are sorted by a vectorised quicksort, elsewhere by the standard library's unstable sort; either takes
//! `O(n log n)` on any input and allocates nothing.

#[cfg(target_arch = "x86_64")]
mod avx512;
mod count;
mod index;
mod order;
mod pairs;
mod search;
mod value;

pub use index::{argselect, argsort, index_scratch};
pub use order::{Int, Keyed, Sortable};
pub use search::{Side, search_sorted};
pub use value::{has_twins, select, select_by_order, sort};

use crate::isa::{Level, level};

/// The fewest records for which the vectorised sort is called: what is less fits one vector.
#[cfg(target_arch = "x86_64")]
const VECTORISED: usize = 8;

// $keys: the slice; $vector: the call with AVX-512; $scalar: the call without.
macro_rules! by_level {
    ($keys:expr, $vector:expr, $scalar:expr) => {{
        #[cfg(target_arch = "x86_64")]
        if $keys.len() >= VECTORISED && level() >= Level::Avx512 {
            // SAFETY: `level` returns AVX-512 only if the machine has F, DQ and POPCNT; the arguments are those of the caller,
            // which states what else is wanted.
            return unsafe { $vector };
        }
        $scalar
    }};
}

fn sort_int64(keys: &mut [i64]) {
    by_level!(keys, avx512::sort64(keys), keys.sort_unstable())
}

fn sort_int32(keys: &mut [i32]) {
    by_level!(keys, avx512::sort32(keys), keys.sort_unstable())
}

fn select_int64(keys: &mut [i64], k: usize) {
    assert!(k < keys.len(), "rank {k} of {} keys", keys.len());
    by_level!(keys, avx512::select64(keys, k), {
        keys.select_nth_unstable(k);
    })
}

fn select_int32(keys: &mut [i32], k: usize) {
    assert!(k < keys.len(), "rank {k} of {} keys", keys.len());
    by_level!(keys, avx512::select32(keys, k), {
        keys.select_nth_unstable(k);
    })
}

/// The words of scratch for `n` pairs: keys, and room for interleaved pairs where vectors do not do the work.
fn pairs_want_scratch(n: usize) -> usize {
    if cfg!(target_arch = "x86_64") && level() >= Level::Avx512 { n } else { 3 * n }
}

/// Sorts keys, none of which is the largest, with their payloads. `spare` has twice their number of words, unless the
/// level is AVX-512.
fn pairs_sort(keys: &mut [i64], payloads: &mut [i64], spare: &mut [i64]) {
    assert_eq!(keys.len(), payloads.len());
    by_level!(
        keys,
        avx512::sort_pairs(keys, payloads),
        interleaved(keys, payloads, spare, |pairs| pairs.sort_unstable())
    )
}

/// As [`pairs_sort`], of which only the pair of rank `k` goes to its place.
fn pairs_select(keys: &mut [i64], payloads: &mut [i64], k: usize, spare: &mut [i64]) {
    assert!(keys.len() == payloads.len() && k < keys.len(), "rank {k} of {} keys", keys.len());
    by_level!(
        keys,
        avx512::select_pairs(keys, payloads, k),
        interleaved(keys, payloads, spare, |pairs| {
            pairs.select_nth_unstable(k);
        })
    )
}

/// Calls `f` with pairs of key and payload. Few of them go over the stack, so that no level wants scratch for those.
fn interleaved(keys: &mut [i64], payloads: &mut [i64], spare: &mut [i64], f: impl FnOnce(&mut [[i64; 2]])) {
    let mut few = [[0; 2]; 8];
    let pairs = match few.get_mut(..keys.len()) {
        Some(pairs) => pairs,
        None => bytemuck::cast_slice_mut(&mut spare[..2 * keys.len()]),
    };
    for (pair, (key, payload)) in pairs.iter_mut().zip(keys.iter().zip(payloads.iter())) {
        *pair = [*key, *payload];
    }
    f(pairs);
    for (pair, (key, payload)) in pairs.iter().zip(keys.iter_mut().zip(payloads)) {
        [*key, *payload] = *pair;
    }
}
