//! The trace of matrices in a stack.

#![forbid(unsafe_code)]

use nd_core::{Array, Result};

/// The sum along a diagonal of the last two axes, `offset` columns above the main one; [`trace::in_dtype`] sums in another
/// dtype. ([`nd_index::trace`] takes the first two axes, or others.)
///
/// ```
/// let x = nd_core::arange(8).reshape((2, 2, 2))?;
/// assert_eq!(nd_linalg::trace(&x, 0)?.to_string(), "[ 3 11]");
/// assert_eq!(nd_linalg::trace(&x, 1)?.to_string(), "[1 5]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Fewer than two axes; dtypes that do not add; memory that cannot be had or is borrowed elsewhere.
#[doc(alias = "numpy.linalg.trace")]
pub fn trace(x: &Array, offset: isize) -> Result<Array> {
    nd_index::trace(x, (offset, -2, -1))
}

/// [`trace`](fn@crate::trace) in another dtype.
pub mod trace {
    use nd_core::{Array, IntoDType, Result};
    use nd_index::TraceOptions;

    /// The trace, summed in `dtype`.
    ///
    /// ```
    /// let x = nd_core::arange(4).reshape((2, 2))?;
    /// assert_eq!(nd_linalg::trace::in_dtype(&x, 0, "f4")?.to_string(), "3.0");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`trace`](fn@crate::trace); a dtype that is not understood.
    pub fn in_dtype(x: &Array, offset: isize, dtype: impl IntoDType) -> Result<Array> {
        nd_index::trace(x, TraceOptions::from((offset, -2, -1)).dtype(dtype)?)
    }
}
