//! Quantiles of weighted elements: the first element at which the share of the weights up to it reaches the quantile. That is
//! the method of the inverted distribution function, the only one that weights have a meaning for.

use super::wanted::{Precision, Wanted};
use crate::error::SortError;
use crate::lanes::{merged, take_lanes};
use crate::median::{has_nan, overwrite_nans};
use crate::options::SortOptions;
use crate::sort::argsort;
use nd_core::{Array, Axes, DType, Result, axis};
use nd_index::s;
use nd_ufunc::{MathExt as _, divide, equal, fitting_weights, isnan, less, minimum};

/// The weights of the lanes of `a`, in the shape of the lanes.
///
/// # Errors
/// Weights that do not fit or are negative; memory that cannot be had or is borrowed.
pub(super) fn lanes_of(a: &Array, weights: &Array, axes: &Axes) -> Result<Array> {
    let weights = fitting_weights(a, weights, axes)?;
    if less(&weights, 0)?.any(..)?.item::<bool>()? {
        return Err(SortError::NegativeWeights.into());
    }
    Ok(merged(&weights, axes)?.lanes)
}

/// Each quantile of each lane.
///
/// # Errors
/// No elements; weights without a sum; memory that cannot be had or is borrowed.
pub(super) fn of_lanes(lanes: &Array, weights: &Array, wanted: &Wanted) -> Result<Vec<Array>> {
    let n = lanes.shape().last().copied().unwrap_or(1);
    if n == 0 {
        return Err(SortError::Nothing.into());
    }
    let order = argsort(lanes, SortOptions::default())?;
    let (sorted, weights) = (take_lanes(lanes, &order)?, take_lanes(weights, &order)?);
    let sums = weights.cumsum(axis(-1).dtype(DType::F64)?)?;
    let mut shares = divide(&sums, &sums.slice(s![..., n - 1..])?)?;
    if isnan(&shares.slice(s![..., n - 1])?)?.any(..)?.item::<bool>()? {
        return Err(SortError::NoWeights.into());
    }
    // A share is rounded as the quantile is, or 2/5 of the weights would not be 0.4 in single precision.
    if wanted.precision != Precision::Double {
        shares = shares.astype(wanted.precision.dtype())?;
    }
    // Elements without weight in front are below every quantile, even the lowest.
    if equal(&shares.slice(s![..., 0])?, 0)?.any(..)?.item::<bool>()? {
        shares.set(&equal(&shares, 0)?, -1)?;
    }
    let last = sorted.slice(s![..., n - 1])?;
    let value = |&q: &f64| {
        let below = less(&shares, q)?.sum(axis(-1).keepdims())?;
        let value = take_lanes(&sorted, &minimum(&below, n - 1)?)?.slice(s![..., 0])?.copy()?;
        if has_nan(lanes) { overwrite_nans(value, &last) } else { Ok(value) }
    };
    wanted.values.iter().map(value).collect()
}
