//! Binary search in a sorted lane, many needles at a time.
//!
//! A search is a chain of loads that each wait for the one before. Searches of different needles do not wait for each
//! other, so 32 of them advance in step, and the misses of one level overlap. The halving has no branches: a wrongly
//! predicted one would cost more than the load.

#![forbid(unsafe_code)]

use super::order::Sortable;
use crate::isa::{Isa, Kernel, dispatch};
use core::hint::select_unpredictable;

/// Where among equal elements a needle belongs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// Before them.
    #[default]
    Left,
    /// Behind them.
    Right,
}

/// Searches that advance in step.
const TOGETHER: usize = 32;

struct Search<'a, T> {
    sorted: &'a [T],
    needles: &'a [T],
    out: &'a mut [i64],
    side: Side,
}

impl<T: Sortable> Kernel for Search<'_, T> {
    type Out = ();
    #[inline(always)]
    fn run<I: Isa>(self) {
        match self.side {
            Side::Left => search(self.sorted, self.needles, self.out, |x, needle| x.precedes(needle)),
            Side::Right => search(self.sorted, self.needles, self.out, |x, needle| !needle.precedes(x)),
        }
    }
}

/// Counts for each needle the elements that are before it.
#[inline(always)]
fn search<T: Sortable>(sorted: &[T], needles: &[T], out: &mut [i64], before: impl Fn(&T, &T) -> bool + Copy) {
    if sorted.is_empty() {
        return out.fill(0);
    }
    let (groups, rest) = needles.as_chunks::<TOGETHER>();
    let (out_groups, out_rest) = out.split_at_mut(groups.len() * TOGETHER);
    for (group, out) in groups.iter().zip(out_groups.as_chunks_mut::<TOGETHER>().0) {
        *out = search_group(sorted, group, before);
    }
    for (needle, out) in rest.iter().zip(out_rest) {
        *out = search_group(sorted, core::array::from_ref(needle), before)[0];
    }
}

#[inline(always)]
fn search_group<T: Sortable, const N: usize>(
    sorted: &[T],
    needles: &[T; N],
    before: impl Fn(&T, &T) -> bool + Copy,
) -> [i64; N] {
    let (mut base, mut len) = ([0usize; N], sorted.len());
    while len > 1 {
        let half = len / 2;
        for i in 0..N {
            let next = base[i] + half;
            base[i] = select_unpredictable(before(&sorted[next - 1], &needles[i]), next, base[i]);
        }
        len -= half;
    }
    core::array::from_fn(|i| (base[i] + usize::from(before(&sorted[base[i]], &needles[i]))) as i64)
}

/// Where each needle belongs in a sorted lane: the number of elements before it.
///
/// ```
/// use nd_kernel::sort::{Side, search_sorted};
/// let mut at = [0; 3];
/// search_sorted(&[1, 2, 2, 3], &[2, 0, 9], &mut at, Side::Left);
/// assert_eq!(at, [1, 0, 4]);
/// ```
pub fn search_sorted<T: Sortable>(sorted: &[T], needles: &[T], out: &mut [i64], side: Side) {
    dispatch(Search { sorted, needles, out, side });
}
