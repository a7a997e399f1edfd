//! Reductions of fused expressions.

#![forbid(unsafe_code)]

use crate::{moments, ufuncs};
use nd_core::{Array, Expr, ReduceOptions, Result, operators};

/// Reductions of an [`Expr`] by NumPy's names, without an array of its elements in between.
///
/// Other functions enter an expression by the function `lazy` in their module: `sqrt::lazy(&x) + 1.0`.
///
/// ```
/// use nd_core::array;
/// use nd_ufunc::{ExprExt as _, sqrt};
/// let (x, y) = (array![1.0, 4.0, 9.0], array![1.0, 1.0, 2.0]);
/// assert_eq!((sqrt::lazy(&x) * &y).sum(..)?.item::<f64>()?, 9.0);
/// assert_eq!((x.lazy() - &y).max(..)?.item::<f64>()?, 7.0);
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Every method fails as [`Expr::eval`] does, and on axes that the expression does not have or dtypes that the reduction
/// does not take.
#[expect(clippy::missing_errors_doc, reason = "the errors are the same for all, and stand above")]
pub trait ExprExt {
    /// The sum; small integers are summed as 64-bit ones.
    fn sum<'a>(&self, options: impl Into<ReduceOptions<'a>>) -> Result<Array>;
    /// The product; small integers are multiplied as 64-bit ones.
    fn prod<'a>(&self, options: impl Into<ReduceOptions<'a>>) -> Result<Array>;
    /// The mean, in `float64` for integers.
    fn mean<'a>(&self, options: impl Into<ReduceOptions<'a>>) -> Result<Array>;
    /// The smallest element; NaN if there is one.
    fn min<'a>(&self, options: impl Into<ReduceOptions<'a>>) -> Result<Array>;
    /// The largest element; NaN if there is one.
    fn max<'a>(&self, options: impl Into<ReduceOptions<'a>>) -> Result<Array>;
    /// Whether any element is true.
    fn any<'a>(&self, options: impl Into<ReduceOptions<'a>>) -> Result<Array>;
    /// Whether all elements are true.
    fn all<'a>(&self, options: impl Into<ReduceOptions<'a>>) -> Result<Array>;
}

impl ExprExt for Expr {
    fn sum<'a>(&self, options: impl Into<ReduceOptions<'a>>) -> Result<Array> {
        self.reduce(&operators::ADD, options)
    }

    fn prod<'a>(&self, options: impl Into<ReduceOptions<'a>>) -> Result<Array> {
        self.reduce(&operators::MULTIPLY, options)
    }

    fn mean<'a>(&self, options: impl Into<ReduceOptions<'a>>) -> Result<Array> {
        let (shape, dtype) = self.shape_and_dtype()?;
        let sum = |options: &ReduceOptions<'_>| self.reduce(&operators::ADD, options.clone());
        moments::mean_of(&shape, &dtype, &options.into(), sum)
    }

    fn min<'a>(&self, options: impl Into<ReduceOptions<'a>>) -> Result<Array> {
        self.reduce(&ufuncs::MINIMUM, options)
    }

    fn max<'a>(&self, options: impl Into<ReduceOptions<'a>>) -> Result<Array> {
        self.reduce(&ufuncs::MAXIMUM, options)
    }

    fn any<'a>(&self, options: impl Into<ReduceOptions<'a>>) -> Result<Array> {
        self.reduce(&ufuncs::LOGICAL_OR, options)
    }

    fn all<'a>(&self, options: impl Into<ReduceOptions<'a>>) -> Result<Array> {
        self.reduce(&ufuncs::LOGICAL_AND, options)
    }
}
