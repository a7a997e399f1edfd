//! Where elements are true.

use crate::error::FunctionError;
use crate::tuple::IndexTuple;
use nd_core::{Array, Result};

/// The positions of the elements that are not zero, as one index array for each axis: an index that selects them.
///
/// This is also `where` with a condition alone.
///
/// ```
/// let x = nd_core::array![[3, 0], [0, 4]];
/// let found = nd_index::nonzero(&x)?;
/// assert_eq!(found.to_string(), "(array([0, 1]), array([0, 1]))");
/// assert_eq!(x.get(&found)?.to_string(), "[3 4]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// An array without axes; memory that cannot be had or is borrowed elsewhere.
#[doc(alias = "numpy.nonzero")]
#[doc(alias = "where")]
pub fn nonzero(array: &Array) -> Result<IndexTuple> {
    if array.ndim() == 0 {
        const MESSAGE: &str =
            "Calling nonzero on 0d arrays is not allowed. Use np.atleast_1d(scalar).nonzero() instead.";
        return Err(FunctionError::Value(MESSAGE).into());
    }
    Ok(IndexTuple::new(array.true_indices()?))
}

/// The positions of the elements that are not zero in the flat array.
///
/// ```
/// assert_eq!(nd_index::flatnonzero(&nd_core::array![[0, 1], [2, 0]])?.to_string(), "[1 2]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Memory that cannot be had or is borrowed elsewhere.
#[doc(alias = "numpy.flatnonzero")]
pub fn flatnonzero(array: &Array) -> Result<Array> {
    array.true_positions()
}

/// The positions of the elements that are not zero, one row for each.
///
/// ```
/// let found = nd_index::argwhere(&nd_core::array![[0, 1], [2, 0]])?;
/// assert_eq!(found.to_string(), "[[0 1]\n [1 0]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Memory that cannot be had or is borrowed elsewhere.
#[doc(alias = "numpy.argwhere")]
pub fn argwhere(array: &Array) -> Result<Array> {
    if array.ndim() == 0 {
        let rows = array.ravel()?.true_positions()?.size();
        return nd_core::zeros((rows, 0), nd_core::DType::I64);
    }
    Ok(nd_core::stack(&crate::like::refs(&array.true_indices()?), 0)?.t())
}
