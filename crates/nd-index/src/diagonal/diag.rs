//! Diagonals: taken out, put in, added up.

#![forbid(unsafe_code)]

use crate::error::FunctionError;
use crate::like::array_like;
use crate::tuple::IndexTuple;
use nd_core::{
    Array, Axes, Diagonal, IntoDType, Literal, ReduceOptions, Result, operators, try_arange, zeros,
};

/// Of a matrix, its diagonal `k` as a read-only view; of a list, the matrix with it on diagonal `k`.
///
/// ```
/// use nd_core::array;
/// assert_eq!(nd_index::diag(&array![1, 2], 0)?.to_string(), "[[1 0]\n [0 2]]");
/// assert_eq!(nd_index::diag(&array![[1, 2], [3, 4]], 1)?.to_string(), "[2]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// An array of other than one or two axes; memory that cannot be had or is borrowed elsewhere.
#[doc(alias = "numpy.diag")]
pub fn diag(array: &Array, k: isize) -> Result<Array> {
    match array.ndim() {
        1 => {
            let n = array.size() + k.unsigned_abs();
            let matrix = zeros((n, n), array.dtype().clone())?;
            let first = if k >= 0 { k as usize } else { k.unsigned_abs() * n };
            let stop = (n.saturating_sub(k.max(0) as usize)) * n;
            let places = matrix.reshape(-1)?.slice(nd_core::Slice::from(first..stop.max(first)).by(n + 1))?;
            places.slice(..array.size())?.assign(array)?;
            Ok(matrix)
        }
        2 => array.diagonal(k),
        _ => Err(FunctionError::Value("Input must be 1- or 2-d.").into()),
    }
}

/// The matrix with the flat elements on diagonal `k`.
///
/// ```
/// use nd_core::array;
/// assert_eq!(nd_index::diagflat([[1, 2]], 0)?.to_string(), "[[1 0]\n [0 2]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Memory that cannot be had or is borrowed elsewhere.
#[doc(alias = "numpy.diagflat")]
pub fn diagflat(values: impl Into<Literal>, k: isize) -> Result<Array> {
    diag(&array_like(values)?.ravel()?, k)
}

/// The diagonal of two axes as the last axis of a read-only view; see [`Array::diagonal`].
///
/// ```
/// let x = nd_core::arange(8).reshape((2, 2, 2))?;
/// assert_eq!(nd_index::diagonal(&x, (0, 1, 2))?.to_string(), "[[0 3]\n [4 7]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As there.
#[doc(alias = "numpy.diagonal")]
pub fn diagonal(array: &Array, which: impl Into<Diagonal>) -> Result<Array> {
    array.diagonal(which)
}

/// The options of [`trace`]; whatever names a [`Diagonal`] converts into them.
#[derive(Clone, Default)]
pub struct TraceOptions<'a> {
    which: Diagonal,
    sum: ReduceOptions<'a>,
}

impl<D: Into<Diagonal>> From<D> for TraceOptions<'_> {
    fn from(which: D) -> Self {
        TraceOptions { which: which.into(), ..TraceOptions::default() }
    }
}

impl<'a> TraceOptions<'a> {
    /// Sums in `dtype`.
    ///
    /// # Errors
    /// A dtype that is not understood.
    pub fn dtype(mut self, dtype: impl IntoDType) -> Result<Self> {
        self.sum = self.sum.dtype(dtype)?;
        Ok(self)
    }

    /// Writes the result to `out`.
    pub fn out(mut self, out: &'a Array) -> Self {
        self.sum = self.sum.out(out);
        self
    }
}

/// The sum along a diagonal of two axes.
///
/// ```
/// use nd_index::{TraceOptions, trace};
/// let x = nd_core::arange(9).reshape((3, 3))?;
/// assert_eq!(trace(&x, ..)?.to_string(), "12");
/// assert_eq!(trace(&x, TraceOptions::from(1).dtype("f4")?)?.to_string(), "6.0");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`Array::diagonal`]; dtypes that do not add; an `out` of another shape.
#[doc(alias = "numpy.trace")]
pub fn trace<'a>(array: &Array, options: impl Into<TraceOptions<'a>>) -> Result<Array> {
    let TraceOptions { which, sum } = options.into();
    operators::ADD.reduce(&array.diagonal(which)?, &ReduceOptions { axes: Axes::from(-1), ..sum })
}

/// The index of the main diagonal of an array of `ndim` axes of length `n`.
///
/// ```
/// let x = nd_core::zeros((3, 3), "i8")?;
/// x.set(nd_index::diag_indices(3, 2)?, 1)?;
/// assert_eq!(x.to_string(), "[[1 0 0]\n [0 1 0]\n [0 0 1]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// More axes than an array can have, memory that cannot be had.
#[doc(alias = "numpy.diag_indices")]
pub fn diag_indices(n: usize, ndim: usize) -> Result<IndexTuple> {
    if ndim > nd_core::MAX_NDIM {
        return Err(FunctionError::Value("an array has at most 64 dimensions").into());
    }
    Ok(IndexTuple::new(vec![try_arange(n)?; ndim]))
}

/// The index of the main diagonal of an array whose axes are equally long.
///
/// ```
/// let x = nd_core::arange(4).reshape((2, 2))?;
/// assert_eq!(x.get(nd_index::diag_indices_from(&x)?)?.to_string(), "[0 3]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Less than two axes, axes of different lengths.
#[doc(alias = "numpy.diag_indices_from")]
pub fn diag_indices_from(array: &Array) -> Result<IndexTuple> {
    if array.ndim() < 2 {
        return Err(FunctionError::Value("input array must be at least 2-d").into());
    }
    equal_axes(array)?;
    diag_indices(array.shape()[0], array.ndim())
}

fn equal_axes(array: &Array) -> Result<()> {
    if array.shape().windows(2).any(|pair| pair[0] != pair[1]) {
        return Err(FunctionError::Value("All dimensions of input must be of equal length").into());
    }
    Ok(())
}

/// Writes `value` to the main diagonal; a list is repeated along it. With `wrap` the diagonal of a tall matrix starts again
/// below the square.
///
/// ```
/// let x = nd_core::zeros((2, 3), "i8")?;
/// nd_index::fill_diagonal(&x, 7, false)?;
/// assert_eq!(x.to_string(), "[[7 0 0]\n [0 7 0]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Less than two axes; more than two of different lengths; a read-only array; memory borrowed elsewhere.
#[doc(alias = "numpy.fill_diagonal")]
pub fn fill_diagonal(array: &Array, value: impl Into<Literal>, wrap: bool) -> Result<()> {
    if array.ndim() < 2 {
        return Err(FunctionError::Value("array must be at least 2-d").into());
    }
    let (step, stop) = if array.ndim() == 2 {
        let columns = array.shape()[1];
        (columns + 1, if wrap { array.size() } else { array.size().min(columns.saturating_mul(columns)) })
    } else {
        equal_axes(array)?;
        // One step along every axis.
        let step = array.shape().iter().skip(1).rev().scan(1, |step, &n| {
            *step *= n;
            Some(*step)
        });
        (1 + step.sum::<usize>(), array.size())
    };
    let (places, values) = (try_arange((0, stop, step))?, array_like(value)?);
    // Nothing repeated is nothing.
    if values.is_empty() { Ok(()) } else { crate::select::put::put_flat(array, &places, &values) }
}
