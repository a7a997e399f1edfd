//! Indexing functions as methods of the array.

#![forbid(unsafe_code)]

use crate::diagonal::diag::TraceOptions;
use crate::grid::iter::Flat;
use crate::like::Arrays;
use crate::select::take::{Mode, Take};
use crate::tuple::IndexTuple;
use nd_core::{Array, Axes, IntoIndex, Literal, Result};

/// The indexing functions that NumPy has as methods of its arrays. Bring the trait into scope with `use nd::prelude::*`.
///
/// ```
/// use nd_core::array;
/// use nd_index::IndexExt as _;
/// let x = array![[1, 0], [0, 4]];
/// assert_eq!(x.take([0, 3], ..)?.to_string(), "[1 4]");
/// assert_eq!(x.nonzero()?.to_string(), "(array([0, 1]), array([0, 1]))");
/// assert_eq!(x.trace(..)?.to_string(), "5");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Those of the functions of the same names.
#[expect(clippy::missing_errors_doc, reason = "the errors are those of the functions")]
pub trait IndexExt {
    /// The elements at positions along an axis; see [`take`](crate::take()).
    #[doc(alias = "numpy.ndarray.take")]
    fn take<'a>(&self, indices: impl Into<Literal>, options: impl Into<Take<'a>>) -> Result<Array>;
    /// Writes values to positions in the flat array; see [`put`](crate::put()).
    #[doc(alias = "numpy.ndarray.put")]
    fn put(&self, indices: impl Into<Literal>, values: impl Into<Literal>, mode: Mode) -> Result<()>;
    /// For each element that of the choice it numbers; see [`choose`](crate::choose()).
    #[doc(alias = "numpy.ndarray.choose")]
    fn choose<'a>(&self, choices: impl Arrays, options: impl Into<Take<'a>>) -> Result<Array>;
    /// The slices along an axis where a condition holds; see [`compress`](crate::compress()).
    #[doc(alias = "numpy.ndarray.compress")]
    fn compress<'a>(&self, condition: impl Into<Literal>, options: impl Into<Take<'a>>) -> Result<Array>;
    /// Where elements are not zero; see [`nonzero`](crate::nonzero()).
    #[doc(alias = "numpy.ndarray.nonzero")]
    fn nonzero(&self) -> Result<IndexTuple>;
    /// Each element repeated; see [`repeat`](crate::repeat()).
    #[doc(alias = "numpy.ndarray.repeat")]
    fn repeat(&self, repeats: impl Into<Literal>, axis: impl Into<Axes>) -> Result<Array>;
    /// The sum of a diagonal; see [`trace`](crate::trace()).
    #[doc(alias = "numpy.ndarray.trace")]
    fn trace<'a>(&self, options: impl Into<TraceOptions<'a>>) -> Result<Array>;
    /// The view with the last two axes exchanged; see [`matrix_transpose`](crate::matrix_transpose()).
    #[doc(alias = "mT")]
    fn matrix_transpose(&self) -> Result<Array>;
    /// The elements in C order, whatever the layout.
    #[doc(alias = "numpy.ndarray.flat")]
    fn flat(&self) -> Flat;
    /// `x[index] = f(x[index])`: reads, computes, writes. An element that the index names several times is computed once from
    /// what it was, as in NumPy's `x[index] += v`; `ufunc.at` accumulates instead.
    ///
    /// ```
    /// use nd_core::array;
    /// use nd_index::{IndexExt as _, ix};
    /// let x = array![1, 2, 3];
    /// x.update(ix![[0, 0, 2]], |old| Ok(old + 10))?;
    /// assert_eq!(x.to_string(), "[11  2 13]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    fn update(&self, index: impl IntoIndex, f: impl FnOnce(&Array) -> Result<Array>) -> Result<()>;
}

impl IndexExt for Array {
    fn take<'a>(&self, indices: impl Into<Literal>, options: impl Into<Take<'a>>) -> Result<Array> {
        crate::take(self, indices, options)
    }

    fn put(&self, indices: impl Into<Literal>, values: impl Into<Literal>, mode: Mode) -> Result<()> {
        crate::put(self, indices, values, mode)
    }

    fn choose<'a>(&self, choices: impl Arrays, options: impl Into<Take<'a>>) -> Result<Array> {
        crate::choose(self, choices, options)
    }

    fn compress<'a>(&self, condition: impl Into<Literal>, options: impl Into<Take<'a>>) -> Result<Array> {
        crate::compress(condition, self, options)
    }

    fn nonzero(&self) -> Result<IndexTuple> {
        crate::nonzero(self)
    }

    fn repeat(&self, repeats: impl Into<Literal>, axis: impl Into<Axes>) -> Result<Array> {
        crate::repeat(self, repeats, axis)
    }

    fn trace<'a>(&self, options: impl Into<TraceOptions<'a>>) -> Result<Array> {
        crate::trace(self, options)
    }

    fn matrix_transpose(&self) -> Result<Array> {
        crate::matrix_transpose(self)
    }

    fn flat(&self) -> Flat {
        Flat::new(self.alias())
    }

    fn update(&self, index: impl IntoIndex, f: impl FnOnce(&Array) -> Result<Array>) -> Result<()> {
        let index = index.into_index();
        let value = f(&self.get(index.as_ref())?)?;
        self.set(index.as_ref(), value)
    }
}
