//! Triangles of matrices.
//!
//! The mask of a triangle is a Toeplitz matrix: one row of booleans, of which each row of the mask is a window one further to
//! the left. So it is a view of `rows + columns` bytes, and selecting by it needs no memory of its own.

#![forbid(unsafe_code)]

use crate::error::FunctionError;
use crate::tuple::IndexTuple;
use nd_core::{Array, DType, IntoDType, Result, Slice, promote_types};

/// The mask of the elements on and below diagonal `k`, or of those above it.
fn triangle(rows: usize, columns: usize, k: isize, below: bool) -> Result<Array> {
    if rows == 0 || columns == 0 {
        return nd_core::zeros((rows, columns), DType::BOOL);
    }
    let len = rows.saturating_add(columns) - 1;
    let row = nd_core::zeros(len, DType::BOOL)?;
    // Element (i, j) is at rows - 1 - i + j of the row, and on or below the diagonal if j - i <= k.
    let ends = (rows as isize).saturating_add(k).clamp(0, len as isize) as usize;
    row.slice(if below { Slice::from(..ends) } else { Slice::from(ends..) })?.fill(true)?;
    row.sliding_window_view(columns, 0)?.slice(Slice::from(..).by(-1))
}

/// The mask of the lower triangle, in the shape of the matrices in `array`.
fn over(array: &Array, k: isize, below: bool) -> Result<(Array, Array)> {
    let target = match array.ndim() {
        0 => return Err(FunctionError::Type("tri() missing 1 required positional argument: 'N'").into()),
        1 => array.broadcast_to((array.size(), array.size()))?,
        _ => array.clone(),
    };
    let [.., rows, columns] = *target.shape() else { return Ok((target.clone(), target)) };
    let mask = triangle(rows, columns, k, below)?.broadcast_to(target.shape())?;
    Ok((target, mask))
}

fn cleared(array: &Array, k: isize, below: bool) -> Result<Array> {
    let (source, mask) = over(array, k, below)?;
    // NumPy computes these by `where`, whose result is native.
    let copy = source.astype(promote_types(source.dtype(), source.dtype())?)?;
    copy.set(mask, nd_core::zeros((), copy.dtype().clone())?)?;
    Ok(copy)
}

/// A matrix of ones on and below diagonal `k`, zeros above it.
///
/// ```
/// assert_eq!(nd_index::tri(2, 3, 1, "i8")?.to_string(), "[[1 1 0]\n [1 1 1]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// A dtype that is not understood, memory that cannot be had.
#[doc(alias = "numpy.tri")]
pub fn tri(rows: usize, columns: usize, k: isize, dtype: impl IntoDType) -> Result<Array> {
    let dtype = dtype.into_dtype()?;
    let matrix = nd_core::zeros((rows, columns), dtype)?;
    matrix.assign(&triangle(rows, columns, k, true)?)?;
    Ok(matrix)
}

/// A copy with zeros above diagonal `k` of the last two axes.
///
/// ```
/// use nd_core::array;
/// assert_eq!(nd_index::tril(&array![[1, 2], [3, 4]], 0)?.to_string(), "[[1 0]\n [3 4]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// An array without axes; memory that cannot be had or is borrowed elsewhere.
#[doc(alias = "numpy.tril")]
#[doc(alias = "numpy.linalg.tril")]
pub fn tril(array: &Array, k: isize) -> Result<Array> {
    cleared(array, k, false)
}

/// A copy with zeros below diagonal `k` of the last two axes.
///
/// ```
/// use nd_core::array;
/// assert_eq!(nd_index::triu(&array![[1, 2], [3, 4]], 0)?.to_string(), "[[1 2]\n [0 4]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`tril`].
#[doc(alias = "numpy.triu")]
pub fn triu(array: &Array, k: isize) -> Result<Array> {
    cleared(array, k.saturating_sub(1), true)
}

/// The index of the elements on and below diagonal `k` of a matrix.
///
/// ```
/// assert_eq!(nd_index::tril_indices(2, 2, 0)?.to_string(), "(array([0, 1, 1]), array([0, 0, 1]))");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Memory that cannot be had.
#[doc(alias = "numpy.tril_indices")]
pub fn tril_indices(rows: usize, columns: usize, k: isize) -> Result<IndexTuple> {
    crate::nonzero(&triangle(rows, columns, k, true)?)
}

/// The index of the elements on and above diagonal `k` of a matrix.
///
/// ```
/// assert_eq!(nd_index::triu_indices(2, 2, 0)?.to_string(), "(array([0, 0, 1]), array([0, 1, 1]))");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Memory that cannot be had.
#[doc(alias = "numpy.triu_indices")]
pub fn triu_indices(rows: usize, columns: usize, k: isize) -> Result<IndexTuple> {
    crate::nonzero(&triangle(rows, columns, k.saturating_sub(1), false)?)
}

fn lengths(array: &Array) -> Result<(usize, usize)> {
    match *array.shape() {
        [rows, columns] => Ok((rows, columns)),
        _ => Err(FunctionError::Value("input array must be 2-d").into()),
    }
}

/// [`tril_indices`] of the shape of a matrix.
///
/// ```
/// let x = nd_core::arange(4).reshape((2, 2))?;
/// assert_eq!(x.get(nd_index::tril_indices_from(&x, 0)?)?.to_string(), "[0 2 3]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// An array of other than two axes.
#[doc(alias = "numpy.tril_indices_from")]
pub fn tril_indices_from(array: &Array, k: isize) -> Result<IndexTuple> {
    let (rows, columns) = lengths(array)?;
    tril_indices(rows, columns, k)
}

/// [`triu_indices`] of the shape of a matrix.
///
/// ```
/// let x = nd_core::arange(4).reshape((2, 2))?;
/// assert_eq!(x.get(nd_index::triu_indices_from(&x, 0)?)?.to_string(), "[0 1 3]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// An array of other than two axes.
#[doc(alias = "numpy.triu_indices_from")]
pub fn triu_indices_from(array: &Array, k: isize) -> Result<IndexTuple> {
    let (rows, columns) = lengths(array)?;
    triu_indices(rows, columns, k)
}

/// The index of the elements of an `n` × `n` matrix that `mask_of`, such as [`tril`] or [`triu`], leaves.
///
/// ```
/// use nd_index::{mask_indices, triu};
/// assert_eq!(mask_indices(2, triu, 1)?.to_string(), "(array([0]), array([1]))");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Those of `mask_of`.
#[doc(alias = "numpy.mask_indices")]
pub fn mask_indices(
    n: usize,
    mask_of: impl FnOnce(&Array, isize) -> Result<Array>,
    k: isize,
) -> Result<IndexTuple> {
    crate::nonzero(&mask_of(&nd_core::ones((n, n), DType::I64)?, k)?)
}
