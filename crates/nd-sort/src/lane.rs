//! What is done to one lane of numbers, for every element type.

use crate::error::SortError;
use nd_core::kernel::sort::{self as kernel, Sortable};
use nd_core::{Bool8, Complex, Plain, Result, bf16, f16};

/// Scratch memory that a thread keeps from lane to lane.
#[derive(Default)]
pub(crate) struct Workspace {
    words: Vec<i64>,
}

impl Workspace {
    /// `n` words of unspecified value.
    ///
    /// # Errors
    /// Memory that cannot be had.
    fn words(&mut self, n: usize) -> Result<&mut [i64]> {
        if let Some(more) = n.checked_sub(self.words.len()) {
            self.words
                .try_reserve_exact(more)
                .map_err(|_| SortError::Memory { bytes: n.saturating_mul(8) })?;
            self.words.resize(n, 0);
        }
        Ok(&mut self.words[..n])
    }
}

/// An element whose lanes can be sorted.
pub(crate) trait Lane: Plain + Sortable {
    /// Sorts in place.
    fn sort(lane: &mut [Self], stable: bool, workspace: &mut Workspace) -> Result<()>;
    /// Writes the positions of the elements in order, equal ones from first to last.
    fn argsort(lane: &[Self], index: &mut [i64], workspace: &mut Workspace) -> Result<()>;
    /// Puts the elements of ascending ranks in their places.
    fn select(lane: &mut [Self], ranks: &[usize]);
    /// As [`Lane::select`], of positions.
    fn argselect(lane: &[Self], index: &mut [i64], ranks: &[usize], workspace: &mut Workspace) -> Result<()>;
}

/// A copy of a lane, in the order of `index`, written over it.
fn rearrange<T: Copy>(lane: &mut [T], index: &[i64]) -> Result<()> {
    let mut copy = Vec::new();
    copy.try_reserve_exact(lane.len()).map_err(|_| SortError::Memory { bytes: size_of_val(lane) })?;
    copy.extend_from_slice(lane);
    for (x, &i) in lane.iter_mut().zip(index) {
        *x = copy[i as usize];
    }
    Ok(())
}

/// Sorts through positions, which keeps equal elements in their order.
fn sort_stably<T: Lane>(lane: &mut [T], workspace: &mut Workspace) -> Result<()> {
    let mut index = Workspace::default();
    let index = index.words(lane.len())?;
    T::argsort(lane, index, workspace)?;
    rearrange(lane, index)
}

// $t: a type with keys.
macro_rules! keyed {
    ($($t:ty),* $(,)?) => { $( impl Lane for $t {
        fn sort(lane: &mut [Self], stable: bool, workspace: &mut Workspace) -> Result<()> {
            if stable && kernel::has_twins(lane) {
                return sort_stably(lane, workspace);
            }
            kernel::sort(lane);
            Ok(())
        }
        fn argsort(lane: &[Self], index: &mut [i64], workspace: &mut Workspace) -> Result<()> {
            let scratch = workspace.words(kernel::index_scratch::<$t>(lane.len()))?;
            kernel::argsort(lane, index, scratch);
            Ok(())
        }
        fn select(lane: &mut [Self], ranks: &[usize]) {
            kernel::select(lane, ranks);
        }
        fn argselect(
            lane: &[Self],
            index: &mut [i64],
            ranks: &[usize],
            workspace: &mut Workspace,
        ) -> Result<()> {
            let scratch = workspace.words(kernel::index_scratch::<$t>(lane.len()))?;
            kernel::argselect(lane, index, ranks, scratch);
            Ok(())
        }
    } )* };
}
keyed!(Bool8, i8, u8, i16, u16, i32, u32, i64, u64, f16, bf16, f32, f64);

// $t: a type without keys, which is compared.
macro_rules! compared {
    ($($t:ty),* $(,)?) => { $( impl Lane for $t {
        fn sort(lane: &mut [Self], stable: bool, workspace: &mut Workspace) -> Result<()> {
            if stable {
                return sort_stably(lane, workspace);
            }
            lane.sort_unstable_by(Self::compare);
            Ok(())
        }
        fn argsort(lane: &[Self], index: &mut [i64], _: &mut Workspace) -> Result<()> {
            index.iter_mut().enumerate().for_each(|(i, position)| *position = i as i64);
            sort_positions(index, |a, b| lane[a].compare(&lane[b]));
            Ok(())
        }
        fn select(lane: &mut [Self], ranks: &[usize]) {
            kernel::select_by_order(lane, ranks);
        }
        fn argselect(lane: &[Self], index: &mut [i64], _: &[usize], workspace: &mut Workspace) -> Result<()> {
            Self::argsort(lane, index, workspace)
        }
    } )* };
}
compared!(Complex<f32>, Complex<f64>);

/// Puts different positions in the order that `compare` gives, equal ones from first to last. Positions break
/// ties, so an unstable sort does, which needs no memory.
pub(crate) fn sort_positions(index: &mut [i64], compare: impl Fn(usize, usize) -> core::cmp::Ordering) {
    index.sort_unstable_by(|&a, &b| compare(a as usize, b as usize).then(a.cmp(&b)));
}
