//! `cumulative_sum` and `cumulative_prod`: running folds that may begin with what they fold to before the first element.

#![forbid(unsafe_code)]

use nd_core::{Array, Axes, DType, Elementwise, Error, ErrorKind, IntoDType, Part, Result, Slice};
use nd_core::{concatenate, full, normalize_axis, operators};

/// Running folds that need an axis.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CumulativeError {
    /// No axis, where there are several.
    #[error("For arrays which have more than one dimension ``axis`` argument is required.")]
    Axis,
}

impl From<CumulativeError> for Error {
    #[cold]
    fn from(error: CumulativeError) -> Error {
        Error::new(ErrorKind::Value, error)
    }
}

/// The optional arguments of [`cumulative_sum`] and [`cumulative_prod`]; whatever names an axis converts into one.
#[derive(Clone, Default)]
pub struct CumulativeOptions<'a> {
    axes: Axes,
    dtype: Option<DType>,
    out: Option<&'a Array>,
    include_initial: bool,
}

impl<A: Into<Axes>> From<A> for CumulativeOptions<'_> {
    fn from(axes: A) -> Self {
        CumulativeOptions { axes: axes.into(), ..CumulativeOptions::default() }
    }
}

impl<'a> CumulativeOptions<'a> {
    /// A fold along `axis`, or `..` for the only axis.
    pub fn axis(axis: impl Into<Axes>) -> CumulativeOptions<'a> {
        CumulativeOptions::from(axis)
    }

    /// Folds in `dtype`.
    ///
    /// # Errors
    /// A dtype that is not understood.
    pub fn dtype(mut self, dtype: impl IntoDType) -> Result<Self> {
        self.dtype = Some(dtype.into_dtype()?);
        Ok(self)
    }

    /// Writes the result to `out`.
    pub fn out(mut self, out: &'a Array) -> Self {
        self.out = Some(out);
        self
    }

    /// Begins with the fold of nothing: the result is one element longer along the axis.
    pub fn include_initial(mut self) -> Self {
        self.include_initial = true;
        self
    }
}

/// The running sums along an axis, which may be `..` if there is only one.
///
/// ```
/// use nd_core::array;
/// use nd_ufunc::{CumulativeOptions, cumulative_sum};
/// let x = array![[1, 2], [3, 4]];
/// assert_eq!(cumulative_sum(&x, 0)?.to_string(), "[[1 2]\n [4 6]]");
/// let from_zero = cumulative_sum(&x, CumulativeOptions::axis(1).include_initial())?;
/// assert_eq!(from_zero.to_string(), "[[0 1 3]\n [0 3 7]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// No axis where there are several, an axis that the array does not have, dtypes without a sum, an output of another
/// shape, memory that cannot be had or is borrowed elsewhere.
#[doc(alias = "numpy.cumulative_sum")]
pub fn cumulative_sum<'a>(x: &Array, options: impl Into<CumulativeOptions<'a>>) -> Result<Array> {
    cumulative(x, &operators::ADD, 0, options.into())
}

/// The running products along an axis, which may be `..` if there is only one.
///
/// ```
/// let x = nd_core::array![2, 3, 4];
/// assert_eq!(nd_ufunc::cumulative_prod(&x, ..)?.to_string(), "[ 2  6 24]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`cumulative_sum`].
#[doc(alias = "numpy.cumulative_prod")]
pub fn cumulative_prod<'a>(x: &Array, options: impl Into<CumulativeOptions<'a>>) -> Result<Array> {
    cumulative(x, &operators::MULTIPLY, 1, options.into())
}

fn cumulative(
    x: &Array,
    function: &Elementwise,
    identity: i64,
    options: CumulativeOptions<'_>,
) -> Result<Array> {
    let x = if x.ndim() == 0 { x.ravel()? } else { x.clone() };
    let axis = match options.axes.single()? {
        None if x.ndim() >= 2 => return Err(CumulativeError::Axis.into()),
        None => 0,
        Some(axis) => normalize_axis(axis, x.ndim())?,
    };
    let along = |out: Option<&Array>| function.accumulate(&x, axis as isize, options.dtype.clone(), out);
    let part = |array: &Array, slice: Slice| array.slice(Part::along(axis, slice));
    match (options.out, options.include_initial) {
        (out, false) => along(out),
        (Some(out), true) => {
            let axis_of_out = normalize_axis(axis as isize, out.ndim())?;
            debug_assert_eq!(axis_of_out, axis);
            along(Some(&part(out, Slice { start: Some(1), stop: None, step: None })?))?;
            part(out, Slice { start: Some(0), stop: Some(1), step: None })?.fill(identity)?;
            Ok(out.clone())
        }
        (None, true) => {
            let sums = along(None)?;
            let mut shape = x.shape().to_vec();
            shape[axis] = 1;
            let initial = full(&shape, identity)?.astype(sums.dtype())?;
            concatenate(&[&initial, &sums], axis as isize)
        }
    }
}
