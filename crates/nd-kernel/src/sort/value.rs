//! Sorting and selecting elements in place.

#![forbid(unsafe_code)]

use super::order::{Int, Keyed, Sortable};
use crate::isa::{Isa, Kernel, dispatch};

/// Turns elements into keys or keys into elements, and says whether a key is that of a NaN.
struct Flip<'a, T: Keyed>(&'a mut [T::Key]);

impl<T: Keyed> Kernel for Flip<'_, T> {
    type Out = bool;
    #[inline(always)]
    fn run<I: Isa>(self) -> bool {
        let mut any = false;
        for key in self.0.iter_mut() {
            *key = T::flip(*key);
            any |= T::is_nan_key(*key);
        }
        any
    }
}

/// Calls `f` with the keys of the elements that are not NaN; the others go to the end, in their order.
fn with_keys<T: Keyed>(lane: &mut [T], f: impl FnOnce(&mut [T::Key])) {
    let keys: &mut [T::Key] = bytemuck::cast_slice_mut(lane);
    let mut numbers = keys.len();
    if dispatch(Flip::<T>(keys)) {
        numbers = 0;
        for i in 0..keys.len() {
            if !T::is_nan_key(keys[i]) {
                keys.swap(numbers, i);
                numbers += 1;
            }
        }
    }
    f(&mut keys[..numbers]);
    dispatch(Flip::<T>(keys));
}

/// Sorts elements in place, in no particular order where neither of two must come first: the zeros of floats, and NaNs.
///
/// Integers are sorted as they are, floats as integers of the same order.
///
/// ```
/// let mut x = [2.0, f64::NAN, -1.0, f64::NEG_INFINITY];
/// nd_kernel::sort::sort(&mut x);
/// assert_eq!(x[..3], [f64::NEG_INFINITY, -1.0, 2.0]);
/// assert!(x[3].is_nan());
/// ```
pub fn sort<T: Keyed>(lane: &mut [T]) {
    with_keys(lane, T::Key::sort);
}

/// Whether a lane has elements that are equal but not the same, so that a stable sort of it can be told from another.
pub fn has_twins<T: Keyed>(lane: &[T]) -> bool {
    struct Twins<'a, T>(&'a [T]);
    impl<T: Keyed> Kernel for Twins<'_, T> {
        type Out = bool;
        #[inline(always)]
        fn run<I: Isa>(self) -> bool {
            let keys: &[T::Key] = bytemuck::cast_slice(self.0);
            self.0.iter().zip(keys).fold(false, |any, (x, bits)| any | (x.key() != T::flip(*bits)))
        }
    }
    dispatch(Twins(lane))
}

/// Puts the elements of the given ranks in their places, with lower ones before each and higher ones behind.
///
/// The ranks must be ascending, and below the number of elements.
///
/// ```
/// let mut x = [5, 1, 4, 2, 3];
/// nd_kernel::sort::select(&mut x, &[2]);
/// assert_eq!(x[2], 3);
/// assert!(x[..2].iter().all(|&low| low < 3));
/// ```
pub fn select<T: Keyed>(lane: &mut [T], ranks: &[usize]) {
    with_keys(lane, |keys| select_ranks(keys, 0, ranks, &|keys, k| T::Key::select(keys, k)));
}

/// [`select`] for elements without keys.
pub fn select_by_order<T: Sortable>(lane: &mut [T], ranks: &[usize]) {
    select_ranks(lane, 0, ranks, &|lane, k| {
        lane.select_nth_unstable_by(k, T::compare);
    });
}

/// Selects each of `ranks` in a lane that starts at rank `start`: the middle one first, which bounds the others. Ranks
/// past the end are skipped.
pub(super) fn select_ranks<K>(
    lane: &mut [K],
    start: usize,
    ranks: &[usize],
    select: &impl Fn(&mut [K], usize),
) {
    let reachable = ranks.partition_point(|&rank| rank < start + lane.len());
    let ranks = &ranks[..reachable];
    let Some(&middle) = ranks.get(ranks.len() / 2) else { return };
    let at = middle - start;
    select(lane, at);
    let (before, after) = lane.split_at_mut(at);
    select_ranks(before, start, &ranks[..ranks.len() / 2], select);
    select_ranks(&mut after[1..], middle + 1, &ranks[ranks.len() / 2 + 1..], select);
}
