//! Reductions that leave NaN out.
//!
//! Sums and products count NaN as 0 and 1, extremes ignore it by `fmin` and `fmax`, means divide by the number of other
//! elements. Arrays that cannot hold NaN are reduced as they are.

#![forbid(unsafe_code)]

use crate::{MathExt as _, choose::where_, divide, isnan, logical_not, ufuncs};
use nd_core::{Array, ReduceOptions, Result, full_like};

/// Whether elements of the array can be NaN.
fn can_be_nan(array: &Array) -> bool {
    matches!(array.dtype().kind(), 'f' | 'c')
}

/// The array with NaN replaced.
fn replaced(array: &Array, value: f64) -> Result<Array> {
    if can_be_nan(array) { where_(&isnan(array)?, value, array) } else { Ok(array.clone()) }
}

/// One function per line: `nansum: |x, options| replaced(x, 0.0)?.sum(options);`.
macro_rules! functions {
    // $name: the function; $alias: NumPy's name; $x, $options, $body: what it does.
    ($($(#[$doc:meta])* $name:ident $alias:literal: |$x:ident, $options:ident| $body:expr, $shown:literal;)*) => { $(
        $(#[$doc])*
        ///
        /// ```
        /// let x = nd_core::array![1.0, f64::NAN, 3.0];
        #[doc = concat!("assert_eq!(nd_ufunc::", stringify!($name), "(&x, ..)?.to_string(), \"", $shown, "\");")]
        /// # Ok::<(), nd_core::Error>(())
        /// ```
        ///
        /// # Errors
        /// Axes that the array does not have, dtypes that the function does not take, memory that cannot be had or is
        /// borrowed elsewhere.
        #[doc(alias = $alias)]
        pub fn $name<'a>(x: &Array, options: impl Into<ReduceOptions<'a>>) -> Result<Array> {
            let ($x, $options) = (x, options.into());
            $body
        }
    )* };
}
functions! {
    /// The sum of the elements that are not NaN.
    nansum "numpy.nansum": |x, options| replaced(x, 0.0)?.sum(options), "4.0";
    /// The product of the elements that are not NaN.
    nanprod "numpy.nanprod": |x, options| replaced(x, 1.0)?.prod(options), "3.0";
    /// Running sums, in which NaN adds nothing.
    nancumsum "numpy.nancumsum": |x, options| replaced(x, 0.0)?.cumsum(options), "[1. 1. 4.]";
    /// Running products, which NaN does not change.
    nancumprod "numpy.nancumprod": |x, options| replaced(x, 1.0)?.cumprod(options), "[1. 1. 3.]";
    /// The smallest element that is not NaN; NaN if all are.
    nanmin "numpy.nanmin": |x, options| ufuncs::FMIN.reduce(x, &options), "1.0";
    /// The largest element that is not NaN; NaN if all are.
    nanmax "numpy.nanmax": |x, options| ufuncs::FMAX.reduce(x, &options), "3.0";
    /// The position of the first smallest element that is not NaN.
    nanargmin "numpy.nanargmin": |x, options| position(x, f64::INFINITY, &options, false), "0";
    /// The position of the first largest element that is not NaN.
    nanargmax "numpy.nanargmax": |x, options| position(x, f64::NEG_INFINITY, &options, true), "2";
    /// The mean of the elements that are not NaN.
    nanmean "numpy.nanmean": |x, options| moment(x, options, |x, options| x.mean(options)), "2.0";
    /// The variance of the elements that are not NaN.
    nanvar "numpy.nanvar": |x, options| moment(x, options, |x, options| x.var(options)), "1.0";
    /// The standard deviation of the elements that are not NaN.
    nanstd "numpy.nanstd": |x, options| moment(x, options, |x, options| x.std(options)), "1.0";
}

/// A mean or a variance over the elements that are not NaN.
fn moment<'a>(
    x: &Array,
    options: ReduceOptions<'a>,
    of: impl FnOnce(&Array, ReduceOptions<'_>) -> Result<Array>,
) -> Result<Array> {
    if !can_be_nan(x) {
        return of(x, options);
    }
    let mut counted = logical_not(isnan(x)?)?;
    if let Some(mask) = options.where_ {
        counted = crate::logical_and(&counted, mask)?;
    }
    of(x, ReduceOptions { where_: Some(&counted), ..options })
}

/// Slices without a number to choose from.
#[derive(Debug, thiserror::Error)]
#[error("All-NaN slice encountered")]
pub struct AllNan;

fn position(x: &Array, worst: f64, options: &ReduceOptions<'_>, largest: bool) -> Result<Array> {
    if can_be_nan(x) {
        let all = isnan(x)?.all(ReduceOptions { axes: options.axes.clone(), ..ReduceOptions::default() })?;
        if all.any(..)?.item::<bool>()? {
            return Err(nd_core::Error::new(nd_core::ErrorKind::Value, AllNan));
        }
    }
    let numbers = replaced(x, worst)?;
    if largest { numbers.argmax(options.clone()) } else { numbers.argmin(options.clone()) }
}

/// NaN as 0, infinities as the largest and smallest numbers of the dtype.
///
/// ```
/// let x = nd_core::array![1.0, f64::NAN, f64::INFINITY];
/// assert_eq!(nd_ufunc::nan_to_num(&x)?.to_string(), "[1.00000000e+000 0.00000000e+000 1.79769313e+308]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Memory that cannot be had or is borrowed elsewhere.
#[doc(alias = "numpy.nan_to_num")]
pub fn nan_to_num(x: &Array) -> Result<Array> {
    let copy = x.copy()?;
    let parts = match copy.dtype().kind() {
        'f' => vec![copy.clone()],
        'c' => vec![copy.real(), copy.imag()?],
        _ => return Ok(copy),
    };
    for part in parts {
        let largest = match part.itemsize() {
            2 => 65504.0,
            4 => f64::from(f32::MAX),
            _ => f64::MAX,
        };
        // The bounds in the part's own dtype; NaN passes them and is replaced after.
        let (low, high) = (full_like(&part, -largest)?, full_like(&part, largest)?);
        ufuncs::MAXIMUM.assign(&part, nd_core::Arg::Array(&low))?;
        ufuncs::MINIMUM.assign(&part, nd_core::Arg::Array(&high))?;
        part.assign(&where_(&isnan(&part)?, 0.0, &part)?)?;
    }
    Ok(copy)
}

/// The mean of the elements weighted: `sum(x * weights) / sum(weights)`, along axes. Weights broadcast to `x`.
///
/// ```
/// let mean = nd_ufunc::average(&nd_core::array![1.0, 2.0], &nd_core::array![3.0, 1.0], ..)?;
/// assert_eq!(mean.to_string(), "1.25");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Weights that do not broadcast or that sum to zero, axes that the array does not have, memory that cannot be had or is
/// borrowed elsewhere.
#[doc(alias = "numpy.average")]
pub fn average<'a>(x: &Array, weights: &Array, options: impl Into<ReduceOptions<'a>>) -> Result<Array> {
    let options = options.into();
    options.accept("average", &["keepdims"])?;
    let weights = if weights.ndim() == 1 && x.ndim() > 1 {
        // Weights of one axis belong to the axis that is reduced.
        let axis = options.axes.list().and_then(|axes| axes.first().copied()).unwrap_or(-1);
        let axis = if axis < 0 { axis + x.ndim() as isize } else { axis };
        let behind: Vec<isize> = (1..x.ndim() as isize - axis).collect();
        weights.expand_dims(behind)?
    } else {
        weights.clone()
    };
    let weights = weights.broadcast_to(x.shape())?;
    let total = weights.sum(ReduceOptions { dtype: None, ..options.clone() })?;
    if crate::equal(&total, 0)?.any(..)?.item::<bool>()? {
        return Err(nd_core::Error::new(nd_core::ErrorKind::ZeroDivision, ZeroWeights));
    }
    divide(&crate::multiply(x, &weights)?.sum(options)?, &total)
}

/// Weights that sum to zero.
#[derive(Debug, thiserror::Error)]
#[error("Weights sum to zero, can't be normalized")]
pub struct ZeroWeights;
