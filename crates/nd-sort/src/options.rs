//! What a caller may ask of a sort: an axis, `..` for all elements on one, a kind, fields to sort by.

use crate::SortError;
use nd_core::Array;

/// How to sort. nd's sorts take `O(n log n)` on every input; only stability is a choice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum SortKind {
    /// In no particular order where elements are equal.
    #[default]
    Quicksort,
    /// The same as `Stable`.
    Mergesort,
    /// The same as `Quicksort`.
    Heapsort,
    /// Equal elements keep their order.
    Stable,
}

impl SortKind {
    /// Whether equal elements must keep their order.
    pub(crate) fn is_stable(self) -> bool {
        matches!(self, SortKind::Mergesort | SortKind::Stable)
    }
}

/// The optional arguments of a sort: along the last axis, unless another is named.
///
/// ```
/// use nd_sort::{SortKind, SortOptions, argsort};
/// let x = nd_core::array![[1, 0, 1, 0]];
/// assert_eq!(argsort(&x, SortKind::Stable)?.to_string(), "[[1 3 0 2]]");
/// assert_eq!(argsort(&x, SortOptions::new().axis(0).kind(SortKind::Stable))?.to_string(), "[[0 0 0 0]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct SortOptions {
    pub(crate) axis: Option<isize>,
    pub(crate) kind: SortKind,
    pub(crate) order: Vec<String>,
}

impl Default for SortOptions {
    fn default() -> SortOptions {
        SortOptions { axis: Some(-1), kind: SortKind::default(), order: Vec::new() }
    }
}

impl SortOptions {
    /// # Errors
    /// Fields to sort by first, of an array that has none.
    pub(crate) fn check_fields(&self, a: &Array) -> Result<(), SortError> {
        match !self.order.is_empty() && a.dtype().fields().is_empty() {
            true => Err(SortError::NoFields),
            false => Ok(()),
        }
    }

    /// A sort along the last axis.
    pub fn new() -> SortOptions {
        SortOptions::default()
    }

    /// Sorts along `axis`.
    pub fn axis(mut self, axis: isize) -> SortOptions {
        self.axis = Some(axis);
        self
    }

    /// Sorts all elements as if they lay on one axis, in C order.
    pub fn flat(mut self) -> SortOptions {
        self.axis = None;
        self
    }

    /// Sorts in a way of `kind`.
    pub fn kind(mut self, kind: SortKind) -> SortOptions {
        self.kind = kind;
        self
    }

    /// Sorts records by these fields first, and by the others in their order.
    pub fn order<S: Into<String>>(mut self, fields: impl IntoIterator<Item = S>) -> SortOptions {
        self.order = fields.into_iter().map(Into::into).collect();
        self
    }
}

impl From<SortKind> for SortOptions {
    fn from(kind: SortKind) -> SortOptions {
        SortOptions::new().kind(kind)
    }
}

impl From<core::ops::RangeFull> for SortOptions {
    /// NumPy's `axis=None`.
    fn from(_: core::ops::RangeFull) -> SortOptions {
        SortOptions::new().flat()
    }
}

// impl From<i32> for SortOptions { fn from(axis: i32) -> SortOptions { .. } }, and so on.
macro_rules! from_axis {
    // $t: an integer type. Axes beyond `isize` are out of bounds anyway and saturate.
    ($($t:ty),*) => { $( impl From<$t> for SortOptions {
        fn from(axis: $t) -> SortOptions {
            SortOptions::new().axis(isize::try_from(axis).unwrap_or(isize::MAX))
        }
    } )* };
}
from_axis!(isize, i32, i64, usize);
