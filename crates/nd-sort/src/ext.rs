//! The methods of arrays.

use crate::options::SortOptions;
use crate::partition::{self, Ranks};
use crate::search::{self, SearchOptions};
use crate::sort;
use nd_core::{Array, Operand, Result};

/// Sorting and searching as methods of arrays.
pub trait SortExt {
    /// Sorts the elements where they are, through any view.
    ///
    /// ```
    /// use nd_sort::SortExt;
    /// use nd_index::s;
    /// let x = nd_core::arange(10);
    /// x.slice(s![..5])?.slice(s![..;-1])?.sort(-1)?;
    /// assert_eq!(x.to_string(), "[4 3 2 1 0 5 6 7 8 9]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// An axis that the array does not have, elements without an order, a read-only array, memory that cannot be had or is
    /// borrowed.
    #[doc(alias = "numpy.ndarray.sort")]
    fn sort(&self, options: impl Into<SortOptions>) -> Result<()>;

    /// The positions that sort the array, as [`argsort`](crate::argsort).
    ///
    /// # Errors
    /// As [`argsort`](crate::argsort).
    #[doc(alias = "numpy.ndarray.argsort")]
    fn argsort(&self, options: impl Into<SortOptions>) -> Result<Array>;

    /// Puts the elements of the ranks `kth` in their places, as [`partition`](crate::partition) does in a copy.
    ///
    /// # Errors
    /// As [`partition`](crate::partition); a read-only array.
    #[doc(alias = "numpy.ndarray.partition")]
    fn partition(&self, kth: impl Into<Ranks>, options: impl Into<SortOptions>) -> Result<()>;

    /// The positions that partition the array, as [`argpartition`](crate::argpartition).
    ///
    /// # Errors
    /// As [`argpartition`](crate::argpartition).
    #[doc(alias = "numpy.ndarray.argpartition")]
    fn argpartition(&self, kth: impl Into<Ranks>, options: impl Into<SortOptions>) -> Result<Array>;

    /// Where values belong in this sorted array, as [`searchsorted`](crate::searchsorted).
    ///
    /// # Errors
    /// As [`searchsorted`](crate::searchsorted).
    #[doc(alias = "numpy.ndarray.searchsorted")]
    fn searchsorted<'a>(&self, v: impl Operand, options: impl Into<SearchOptions<'a>>) -> Result<Array>;
}

impl SortExt for Array {
    fn sort(&self, options: impl Into<SortOptions>) -> Result<()> {
        sort::sort_in_place(self, &options.into())
    }

    fn argsort(&self, options: impl Into<SortOptions>) -> Result<Array> {
        sort::argsort(self, options)
    }

    fn partition(&self, kth: impl Into<Ranks>, options: impl Into<SortOptions>) -> Result<()> {
        partition::partition_in_place(self, &kth.into(), &options.into())
    }

    fn argpartition(&self, kth: impl Into<Ranks>, options: impl Into<SortOptions>) -> Result<Array> {
        partition::argpartition(self, kth, options)
    }

    fn searchsorted<'a>(&self, v: impl Operand, options: impl Into<SearchOptions<'a>>) -> Result<Array> {
        search::searchsorted(self, v, options)
    }
}
