//! `partition`, `argpartition`: elements of given ranks in their places, the rest on the right side of them.

use crate::bytes;
use crate::error::SortError;
use crate::lane::{Lane, Workspace};
use crate::lanes::{axis_last, native};
use crate::options::SortOptions;
use nd_core::kernel::dispatch;
use nd_core::{Array, CoreCall, DType, Order, Result, empty};

/// The ranks to put in place: one, or several. Negative ones count from the end.
#[derive(Clone, Debug)]
pub struct Ranks(Vec<isize>);

// impl From<i32> for Ranks { .. }, and of arrays and slices of it; and so on.
macro_rules! from_integer {
    // $t: an integer type. Ranks beyond `isize` are out of bounds anyway and saturate.
    ($($t:ty),*) => { $(
        impl From<$t> for Ranks {
            fn from(rank: $t) -> Ranks {
                Ranks::from(&[rank][..])
            }
        }
        impl From<&[$t]> for Ranks {
            fn from(ranks: &[$t]) -> Ranks {
                Ranks(ranks.iter().map(|&rank| isize::try_from(rank).unwrap_or(isize::MAX)).collect())
            }
        }
        impl<const N: usize> From<[$t; N]> for Ranks {
            fn from(ranks: [$t; N]) -> Ranks {
                Ranks::from(&ranks[..])
            }
        }
        impl From<Vec<$t>> for Ranks {
            fn from(ranks: Vec<$t>) -> Ranks {
                Ranks::from(&ranks[..])
            }
        }
    )* };
}
from_integer!(isize, i32, i64, usize);

impl Ranks {
    /// The ranks in lanes of the last axis; where there are no elements NumPy looks at none.
    fn resolve_in(&self, lanes: &Array) -> Result<Vec<usize>> {
        match lanes.is_empty() {
            true => Ok(Vec::new()),
            false => self.resolve(lanes.shape().last().copied().unwrap_or(1)),
        }
    }

    /// The ranks from the front, ascending and each once.
    ///
    /// # Errors
    /// A rank that a lane of `len` elements does not have.
    fn resolve(&self, len: usize) -> Result<Vec<usize>> {
        let mut ranks = Vec::with_capacity(self.0.len());
        for &given in &self.0 {
            let rank = if given < 0 { given.saturating_add_unsigned(len) } else { given };
            match usize::try_from(rank) {
                Ok(rank) if rank < len => ranks.push(rank),
                _ => return Err(SortError::Rank { rank, len }.into()),
            }
        }
        ranks.sort_unstable();
        ranks.dedup();
        Ok(ranks)
    }
}

/// A copy whose elements of the ranks `kth` are where a sort would put them, with no larger one before and no smaller one
/// behind. Takes linear time for each rank.
///
/// ```
/// let x = nd_core::array![7, 1, 5, 3, 9];
/// let p = nd_sort::partition(&x, 2, -1)?;
/// assert_eq!(p.slice(2)?.item::<i64>()?, 5);
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// A rank or axis that the array does not have, elements without an order, memory that cannot be had or is borrowed.
#[doc(alias = "numpy.partition")]
pub fn partition(a: &Array, kth: impl Into<Ranks>, options: impl Into<SortOptions>) -> Result<Array> {
    let mut options = options.into();
    let copy = match options.axis {
        Some(_) => a.copy_in(Order::K)?,
        None => a.flatten()?,
    };
    options.axis.get_or_insert(-1);
    partition_in_place(&copy, &kth.into(), &options)?;
    Ok(copy)
}

/// Partitions the elements where they are.
pub(crate) fn partition_in_place(a: &Array, kth: &Ranks, options: &SortOptions) -> Result<()> {
    let axis = options.axis.ok_or(SortError::InPlaceNeedsAxis)?;
    options.check_fields(a)?;
    let lanes = axis_last(a, axis)?;
    let ranks = kth.resolve_in(&lanes)?;
    if native(a).is_some() || a.dtype().temporal().is_some() {
        return select(&lanes, &ranks);
    }
    crate::sort::sort_in_place(a, options)
}

/// Puts the numbers of ascending ranks in their places, in every lane of the last axis.
///
/// # Errors
/// A read-only array, memory that cannot be had or is borrowed.
pub(crate) fn select(lanes: &Array, ranks: &[usize]) -> Result<()> {
    if lanes.dtype().temporal().is_some() {
        let counts = lanes.ordered_counts()?;
        select(&counts, ranks)?;
        return lanes.assign(counts.from_ordered(lanes.dtype())?);
    }
    let Some(dtype) = native(lanes) else {
        if *lanes.dtype() == DType::OBJECT {
            return crate::sort::sort_in_place(lanes, &SortOptions::from(-1));
        }
        return Err(SortError::NoOrder { operation: "partition", dtype: lanes.dtype().clone() }.into());
    };
    let num = dtype.num();
    CoreCall::new("partition").write(lanes, 1, &dtype).packed().run(
        || (),
        |_, core| {
            let Some(num) = num else { return Ok(()) };
            dispatch!(num, T => if let Some(lane) = core.view_mut::<T>(0).as_mut_slice() {
                T::select(lane, ranks);
            });
            Ok(())
        },
    )
}

/// The positions that partition the array: `x[argpartition(x, kth)]` is partitioned.
///
/// ```
/// let x = nd_core::array![7, 1, 5, 3, 9];
/// let at = nd_sort::argpartition(&x, 0, -1)?;
/// assert_eq!(at.slice(0)?.item::<i64>()?, 1);
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`partition`].
#[doc(alias = "numpy.argpartition")]
pub fn argpartition(a: &Array, kth: impl Into<Ranks>, options: impl Into<SortOptions>) -> Result<Array> {
    let (kth, options) = (kth.into(), options.into());
    options.check_fields(a)?;
    // A scalar has the positions of a list of one.
    let Some(axis) = options.axis.filter(|_| a.ndim() > 0) else {
        return argpartition(&a.ravel()?, kth.0, SortOptions { axis: options.axis.or(Some(-1)), ..options });
    };
    if a.dtype().temporal().is_some() {
        return argpartition(&a.ordered_counts()?, kth.0, options);
    }
    let lanes = axis_last(a, axis)?;
    let ranks = kth.resolve_in(&lanes)?;
    let Some(dtype) = native(a) else {
        return bytes::argsort(&lanes, &options.order, "argpartition")?.moveaxis(-1, axis);
    };
    let index = empty(a.shape(), DType::I64)?;
    let places = axis_last(&index, axis)?;
    let num = dtype.num();
    let call = CoreCall::new("argpartition").read(&lanes, 1, &dtype).packed();
    call.write(&places, 1, &DType::I64).packed().run(Workspace::default, |workspace, core| {
        let Some(num) = num else { return Ok(()) };
        let mut index = core.view_mut::<i64>(1);
        dispatch!(num, T => match (core.view::<T>(0).as_slice(), index.as_mut_slice()) {
            (Some(lane), Some(index)) => T::argselect(lane, index, &ranks, workspace),
            _ => Ok(()),
        })
    })?;
    Ok(index)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lanes::take_lanes;

    #[test]
    fn ranks_count_from_either_end() {
        assert_eq!(Ranks::from([-1, 0, 4, 0]).resolve(5).unwrap(), [0, 4]);
        assert_eq!(Ranks::from(5).resolve(3).unwrap_err().to_string(), "kth(=5) out of bounds (3)");
        assert_eq!(Ranks::from(-5).resolve(3).unwrap_err().to_string(), "kth(=-2) out of bounds (3)");
    }

    #[test]
    fn positions_take_what_partition_gives() {
        let x = nd_core::array![[5, 3, 9, 1], [2, 8, 8, 0]];
        let at = argpartition(&x, [1, 2], -1).unwrap();
        let taken = take_lanes(&x, &at).unwrap();
        assert_eq!(taken.slice((.., 1..3)).unwrap().to_string(), "[[3 5]\n [2 8]]");
    }
}
