//! Sorting and selecting positions by the elements that they name.
//!
//! Keys of at most 32 bits share a word with their position, which makes plain integers of the pairs and their sort
//! stable. Longer keys carry their positions with them; ties are put in order afterwards.

#![forbid(unsafe_code)]

use super::order::{Int, Keyed};
use super::pairs::sort_ties;
use super::value::select_ranks;
use super::{pairs_select, pairs_sort, pairs_want_scratch};
use crate::isa::{Isa, Kernel, dispatch};

/// Whether a key and a position fit one word.
fn packs<T: Keyed>(n: usize) -> bool {
    size_of::<T>() <= 4 && u32::try_from(n).is_ok()
}

/// The words of scratch that [`argsort`] and [`argselect`] of `n` elements want.
pub fn index_scratch<T: Keyed>(n: usize) -> usize {
    if packs::<T>(n) { 0 } else { pairs_want_scratch(n) }
}

/// Writes words of key and position.
struct Pack<'a, T> {
    lane: &'a [T],
    words: &'a mut [i64],
}

impl<T: Keyed> Kernel for Pack<'_, T> {
    type Out = ();
    #[inline(always)]
    fn run<I: Isa>(self) {
        for (i, (word, x)) in self.words.iter_mut().zip(self.lane).enumerate() {
            *word = x.key().widen() << 32 | i as i64;
        }
    }
}

/// Writes keys, and says whether one is the largest.
struct Keys<'a, T> {
    lane: &'a [T],
    keys: &'a mut [i64],
}

impl<T: Keyed> Kernel for Keys<'_, T> {
    type Out = bool;
    #[inline(always)]
    fn run<I: Isa>(self) -> bool {
        let mut any = false;
        for (key, x) in self.keys.iter_mut().zip(self.lane) {
            *key = x.key().widen();
            any |= *key == i64::MAX;
        }
        any
    }
}

/// Writes keys and positions; those of the largest key go to the end. Returns how many do not.
fn write_pairs<T: Keyed>(lane: &[T], keys: &mut [i64], index: &mut [i64]) -> usize {
    if !dispatch(Keys { lane, keys }) {
        index.iter_mut().enumerate().for_each(|(i, position)| *position = i as i64);
        return lane.len();
    }
    let below = keys.iter().filter(|&&key| key != i64::MAX).count();
    let (mut front, mut back) = (0, below);
    for i in 0..lane.len() {
        let at = if keys[i] == i64::MAX { &mut back } else { &mut front };
        index[*at] = i as i64;
        *at += 1;
    }
    let mut kept = 0;
    for i in 0..lane.len() {
        if keys[i] != i64::MAX {
            keys[kept] = keys[i];
            kept += 1;
        }
    }
    below
}

/// Positions in the order of their elements, equal ones from first to last.
///
/// `index` has as many places as `lane` elements, `scratch` as many as [`index_scratch`] says.
///
/// ```
/// use nd_kernel::sort::{argsort, index_scratch};
/// let x = [2.5, -1.0, 2.5];
/// let (mut index, mut scratch) = ([0; 3], vec![0; index_scratch::<f64>(3)]);
/// argsort(&x, &mut index, &mut scratch);
/// assert_eq!(index, [1, 0, 2]);
/// ```
pub fn argsort<T: Keyed>(lane: &[T], index: &mut [i64], scratch: &mut [i64]) {
    if packs::<T>(lane.len()) {
        dispatch(Pack { lane, words: index });
        super::sort_int64(index);
        index.iter_mut().for_each(|word| *word &= 0xffff_ffff);
        return;
    }
    let (keys, spare) = scratch.split_at_mut(lane.len());
    let below = write_pairs(lane, keys, index);
    pairs_sort(&mut keys[..below], &mut index[..below], spare);
    sort_ties(&keys[..below], &mut index[..below]);
}

/// Positions, of which those at the given ranks are the ones that [`argsort`] would give for some order of ties, with
/// lower elements before each and higher ones behind. Ranks and scratch as for [`select`](super::select) and
/// [`argsort`].
pub fn argselect<T: Keyed>(lane: &[T], index: &mut [i64], ranks: &[usize], scratch: &mut [i64]) {
    if packs::<T>(lane.len()) {
        dispatch(Pack { lane, words: index });
        select_ranks(index, 0, ranks, &|words, k| super::select_int64(words, k));
        index.iter_mut().for_each(|word| *word &= 0xffff_ffff);
        return;
    }
    let (keys, spare) = scratch.split_at_mut(lane.len());
    let below = write_pairs(lane, keys, index);
    select_pairs(&mut keys[..below], &mut index[..below], 0, ranks, spare);
}

/// As [`select_ranks`], of keys with payloads.
fn select_pairs(keys: &mut [i64], index: &mut [i64], start: usize, ranks: &[usize], spare: &mut [i64]) {
    let ranks = &ranks[..ranks.partition_point(|&rank| rank < start + keys.len())];
    let Some(&middle) = ranks.get(ranks.len() / 2) else { return };
    let at = middle - start;
    pairs_select(keys, index, at, spare);
    let ((keys_before, keys_after), (before, after)) = (keys.split_at_mut(at), index.split_at_mut(at));
    let (low, high) = (&ranks[..ranks.len() / 2], &ranks[ranks.len() / 2 + 1..]);
    select_pairs(keys_before, before, start, low, spare);
    select_pairs(&mut keys_after[1..], &mut after[1..], middle + 1, high, spare);
}
