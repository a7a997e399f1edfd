//! Weighted means.

#![forbid(unsafe_code)]

use crate::divide;
use nd_core::{Array, Axes, ReduceOptions, Result, normalize_axis};

/// The mean of the elements weighted: `sum(x * weights) / sum(weights)`, along axes; the plain mean without weights.
///
/// Weights have the shape of `x`, or that of the axes that are reduced. [`average::returned`] gives their sum too.
///
/// ```
/// let mean = nd_ufunc::average(&nd_core::array![1.0, 2.0], &nd_core::array![3.0, 1.0], ..)?;
/// assert_eq!(mean.to_string(), "1.25");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Weights that do not fit or that sum to zero, axes that the array does not have, memory that cannot be had or is borrowed
/// elsewhere.
#[doc(alias = "numpy.average")]
pub fn average<'a, 'w>(
    x: &Array,
    weights: impl Into<Option<&'w Array>>,
    options: impl Into<ReduceOptions<'a>>,
) -> Result<Array> {
    Ok(average::returned(x, weights, options)?.0)
}

/// The other form of [`average`](fn@crate::average).
pub mod average {
    use super::{Array, ReduceOptions, Result, ZeroWeights, divide, fitting_weights};
    use crate::MathExt as _;
    use nd_core::{DType, Error, ErrorKind, full, result_type};

    /// The weighted mean, and the sum of the weights.
    ///
    /// ```
    /// let (mean, sum) = nd_ufunc::average::returned(&nd_core::array![1, 2], &nd_core::array![3, 1], ..)?;
    /// assert_eq!((mean.to_string(), sum.to_string()), ("1.25".into(), "4.0".into()));
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`average`](fn@crate::average).
    pub fn returned<'a, 'w>(
        x: &Array,
        weights: impl Into<Option<&'w Array>>,
        options: impl Into<ReduceOptions<'a>>,
    ) -> Result<(Array, Array)> {
        let options = options.into();
        options.accept("average", &["keepdims"])?;
        let Some(weights) = weights.into() else {
            let mean = x.mean(options)?;
            let count = x.size() as f64 / mean.size() as f64;
            let counts = full(mean.shape(), count)?.astype(mean.dtype())?;
            return Ok((mean, counts));
        };
        let weights = fitting_weights(x, weights, &options.axes)?;
        let integer = matches!(x.dtype().kind(), 'b' | 'i' | 'u');
        let double = DType::F64;
        let mut types = vec![x.dtype().into(), weights.dtype().into()];
        if integer {
            types.push((&double).into());
        }
        let dtype = result_type(&types)?;
        let total = weights.sum(ReduceOptions { dtype: Some(dtype.clone()), ..options.clone() })?;
        if crate::equal(&total, 0)?.any(..)?.item::<bool>()? {
            return Err(Error::new(ErrorKind::ZeroDivision, ZeroWeights));
        }
        let products = crate::multiply::with(x, &weights).dtype(dtype)?.run()?;
        Ok((divide(&products.sum(options)?, &total)?, total))
    }
}

/// The weights in the shape of `x`: they have it, or that of the axes that are reduced.
///
/// ```
/// use nd_core::{Axes, array};
/// let weights = nd_ufunc::fitting_weights(&array![[1, 2], [3, 4]], &array![5, 6], &Axes::from(0))?;
/// assert_eq!(weights.to_string(), "[[5 5]\n [6 6]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Weights that do not fit, axes that the array does not have.
pub fn fitting_weights(x: &Array, weights: &Array, axes: &Axes) -> Result<Array> {
    if weights.shape() == x.shape() {
        return Ok(weights.clone());
    }
    let Some(axes) = axes.list() else { return Err(WeightError::Axis.into()) };
    let axes = axes.iter().map(|&axis| normalize_axis(axis, x.ndim())).collect::<Result<Vec<usize>>>()?;
    if weights.shape() != axes.iter().map(|&axis| x.shape()[axis]).collect::<Vec<usize>>() {
        return Err(WeightError::Shape.into());
    }
    // Axes of the weights in the order of those of `x`, the others of length one.
    let mut order: Vec<usize> = (0..axes.len()).collect();
    order.sort_by_key(|&i| axes[i]);
    let order: Vec<isize> = order.into_iter().map(|i| i as isize).collect();
    let mut shape = vec![1; x.ndim()];
    axes.iter().for_each(|&axis| shape[axis] = x.shape()[axis]);
    weights.transpose(order)?.reshape(&shape)?.broadcast_to(x.shape())
}

/// Weights that do not fit.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WeightError {
    /// No axis that weights of another shape could belong to.
    #[error("Axis must be specified when shapes of a and weights differ.")]
    Axis,
    /// Another shape than that of the axes.
    #[error("Shape of weights must be consistent with shape of a along specified axis.")]
    Shape,
}

impl From<WeightError> for nd_core::Error {
    #[cold]
    fn from(error: WeightError) -> nd_core::Error {
        let kind = match error {
            WeightError::Axis => nd_core::ErrorKind::Type,
            WeightError::Shape => nd_core::ErrorKind::Value,
        };
        nd_core::Error::new(kind, error)
    }
}

/// Weights that sum to zero.
#[derive(Debug, thiserror::Error)]
#[error("Weights sum to zero, can't be normalized")]
pub struct ZeroWeights;
