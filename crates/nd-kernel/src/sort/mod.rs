//! Sorting, selecting and searching: leaf loops over packed lanes.
//!
//! Everything works on integer keys: elements of up to 64 bits are turned into integers of the same order
//! ([`Keyed`]), in place for [`sort`] and [`select`], beside their positions for [`argsort`] and [`argselect`]. With
//! AVX2 or AVX-512 keys are sorted by a vectorised quicksort (pairs of key and position with AVX-512 alone), elsewhere by the
//! standard library's unstable sort; either takes `O(n log n)` on any input and allocates nothing.

mod count;
mod index;
mod order;
mod pairs;
mod search;
mod value;
#[cfg(target_arch = "x86_64")]
mod vector;

pub use index::{argselect, argsort, index_scratch};
pub use order::{Int, Keyed, Sortable};
pub use search::{Side, search_sorted};
pub use value::{has_twins, select, select_by_order, sort};

/// What does the work where no vectors do.
#[cfg(not(target_arch = "x86_64"))]
mod vector {
    pub(super) fn sort64(_: &mut [i64]) -> bool {
        false
    }
    pub(super) fn sort32(_: &mut [i32]) -> bool {
        false
    }
    pub(super) fn select64(_: &mut [i64], _: usize) -> bool {
        false
    }
    pub(super) fn select32(_: &mut [i32], _: usize) -> bool {
        false
    }
    pub(super) fn has_pairs() -> bool {
        false
    }
    pub(super) fn sort_pairs(_: &mut [i64], _: &mut [i64]) -> bool {
        false
    }
    pub(super) fn select_pairs(_: &mut [i64], _: &mut [i64], _: usize) -> bool {
        false
    }
}

fn sort_int64(keys: &mut [i64]) {
    if !vector::sort64(keys) {
        keys.sort_unstable();
    }
}

fn sort_int32(keys: &mut [i32]) {
    if !vector::sort32(keys) {
        keys.sort_unstable();
    }
}

fn select_int64(keys: &mut [i64], k: usize) {
    if !vector::select64(keys, k) {
        keys.select_nth_unstable(k);
    }
}

fn select_int32(keys: &mut [i32], k: usize) {
    if !vector::select32(keys, k) {
        keys.select_nth_unstable(k);
    }
}

/// The words of scratch for `n` pairs: keys, and room for interleaved pairs where vectors do not do the work.
fn pairs_want_scratch(n: usize) -> usize {
    if vector::has_pairs() { n } else { 3 * n }
}

/// Sorts keys, none of which is the largest, with their payloads. `spare` has twice their number of words, unless the
/// level is AVX-512.
fn pairs_sort(keys: &mut [i64], payloads: &mut [i64], spare: &mut [i64]) {
    assert_eq!(keys.len(), payloads.len());
    if !vector::sort_pairs(keys, payloads) {
        interleaved(keys, payloads, spare, |pairs| pairs.sort_unstable());
    }
}

/// As [`pairs_sort`], of which only the pair of rank `k` goes to its place.
fn pairs_select(keys: &mut [i64], payloads: &mut [i64], k: usize, spare: &mut [i64]) {
    assert!(keys.len() == payloads.len() && k < keys.len(), "rank {k} of {} keys", keys.len());
    if !vector::select_pairs(keys, payloads, k) {
        interleaved(keys, payloads, spare, |pairs| {
            pairs.select_nth_unstable(k);
        });
    }
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
