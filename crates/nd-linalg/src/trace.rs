//! The trace of matrices in a stack.

#![forbid(unsafe_code)]

use nd_core::{Array, Axes, ReduceOptions, Result, operators};

/// The sum along a diagonal of the last two axes, `offset` columns above the main one. ([`nd_index::trace`] takes the first two
/// axes, or others.)
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
    let options = ReduceOptions { axes: Axes::from(-1), ..ReduceOptions::default() };
    operators::ADD.reduce(&x.diagonal((offset, -2, -1))?, &options)
}
