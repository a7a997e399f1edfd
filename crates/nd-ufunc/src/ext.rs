//! Mathematics as methods of the array.

#![forbid(unsafe_code)]

use crate::{moments, ufuncs};
use nd_core::{
    Arg, Array, CallOptions, Elementwise, Extreme, Operand, ReduceOptions, Result, arg_extreme, operators,
};

/// Reductions, comparisons and elementary functions as methods of [`Array`].
///
/// Every reduction takes what names its axes: `..` for all, `1`, `[0, 2]`, or [`axis(1).keepdims()`](nd_core::axis)
/// with more options. Bring the trait into scope with `use nd::prelude::*`.
///
/// ```
/// use nd_core::{arange, axis};
/// use nd_ufunc::MathExt as _;
/// let x = arange(6).reshape((2, 3))?;
/// assert_eq!(x.sum(..)?.item::<i64>()?, 15);
/// assert_eq!(x.mean(axis(1).keepdims())?.to_string(), "[[1.]\n [4.]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Every method fails on axes that the array does not have, dtypes that the function does not take, memory that cannot
/// be had or is borrowed elsewhere; those that compare also on shapes that do not broadcast.
#[expect(clippy::missing_errors_doc, reason = "the errors are the same for all, and stand above")]
pub trait MathExt {
    /// The sum; small integers are summed as 64-bit ones.
    #[doc(alias = "numpy.sum")]
    fn sum<'a>(&self, options: impl Into<ReduceOptions<'a>>) -> Result<Array>;
    /// The product; small integers are multiplied as 64-bit ones.
    #[doc(alias = "numpy.prod")]
    fn prod<'a>(&self, options: impl Into<ReduceOptions<'a>>) -> Result<Array>;
    /// The mean, in `float64` for integers.
    #[doc(alias = "numpy.mean")]
    fn mean<'a>(&self, options: impl Into<ReduceOptions<'a>>) -> Result<Array>;
    /// The variance: the mean squared distance from the mean. `axis(0).ddof(1.0)` divides by one less,
    /// `axis(0).mean(&m)` takes a mean that is known already.
    #[doc(alias = "numpy.var")]
    fn var<'a>(&self, options: impl Into<ReduceOptions<'a>>) -> Result<Array>;
    /// The standard deviation: the square root of the variance.
    #[doc(alias = "numpy.std")]
    fn std<'a>(&self, options: impl Into<ReduceOptions<'a>>) -> Result<Array>;
    /// The smallest element; NaN if there is one.
    #[doc(alias = "numpy.min")]
    #[doc(alias = "numpy.amin")]
    fn min<'a>(&self, options: impl Into<ReduceOptions<'a>>) -> Result<Array>;
    /// The largest element; NaN if there is one.
    #[doc(alias = "numpy.max")]
    #[doc(alias = "numpy.amax")]
    fn max<'a>(&self, options: impl Into<ReduceOptions<'a>>) -> Result<Array>;
    /// Whether any element is true.
    #[doc(alias = "numpy.any")]
    fn any<'a>(&self, options: impl Into<ReduceOptions<'a>>) -> Result<Array>;
    /// Whether all elements are true.
    #[doc(alias = "numpy.all")]
    fn all<'a>(&self, options: impl Into<ReduceOptions<'a>>) -> Result<Array>;
    /// The position of the first largest element, along one axis or in C order over all.
    #[doc(alias = "numpy.argmax")]
    fn argmax<'a>(&self, options: impl Into<ReduceOptions<'a>>) -> Result<Array>;
    /// The position of the first smallest element, along one axis or in C order over all.
    #[doc(alias = "numpy.argmin")]
    fn argmin<'a>(&self, options: impl Into<ReduceOptions<'a>>) -> Result<Array>;
    /// Running sums along one axis, or over all elements in C order.
    #[doc(alias = "numpy.cumsum")]
    fn cumsum<'a>(&self, options: impl Into<ReduceOptions<'a>>) -> Result<Array>;
    /// Running products along one axis, or over all elements in C order.
    #[doc(alias = "numpy.cumprod")]
    fn cumprod<'a>(&self, options: impl Into<ReduceOptions<'a>>) -> Result<Array>;
    /// The distance between the largest and the smallest element.
    #[doc(alias = "numpy.ptp")]
    fn ptp<'a>(&self, options: impl Into<ReduceOptions<'a>>) -> Result<Array>;
    /// Each element to the power of `exponent`.
    #[doc(alias = "numpy.power")]
    #[doc(alias = "numpy.ndarray.__pow__")]
    fn pow(&self, exponent: impl Operand) -> Result<Array>;
    /// The magnitude of each element.
    #[doc(alias = "numpy.absolute")]
    #[doc(alias = "numpy.ndarray.__abs__")]
    fn abs(&self) -> Result<Array>;
    /// The quotient by `divisor`, rounded towards negative infinity.
    #[doc(alias = "numpy.floor_divide")]
    #[doc(alias = "numpy.ndarray.__floordiv__")]
    fn floor_divide(&self, divisor: impl Operand) -> Result<Array>;
    /// `self //= divisor`, in place.
    #[doc(alias = "numpy.ndarray.__ifloordiv__")]
    fn floor_divide_assign(&self, divisor: impl Operand) -> Result<()>;
    /// `self **= exponent`, in place.
    #[doc(alias = "numpy.ndarray.__ipow__")]
    fn pow_assign(&self, exponent: impl Operand) -> Result<()>;
    /// Whether any element equals `value`: Python's `value in array`.
    #[doc(alias = "numpy.ndarray.__contains__")]
    fn contains(&self, value: impl Operand) -> Result<bool>;
    /// Quotient and remainder of [`MathExt::floor_divide`].
    #[doc(alias = "numpy.divmod")]
    #[doc(alias = "numpy.ndarray.__divmod__")]
    fn divmod(&self, divisor: impl Operand) -> Result<(Array, Array)>;
    /// Each element limited to the interval from `low` to `high`.
    #[doc(alias = "numpy.clip")]
    fn clip(&self, low: impl Operand, high: impl Operand) -> Result<Array>;
    /// Each element rounded to `decimals` decimals, the even one of two; negative numbers round to tens.
    #[doc(alias = "numpy.round")]
    fn round(&self, decimals: i32) -> Result<Array>;
    /// The complex conjugate.
    #[doc(alias = "numpy.conjugate")]
    #[doc(alias = "numpy.ndarray.conjugate")]
    fn conj(&self) -> Result<Array>;
    /// Whether each element equals its partner.
    #[doc(alias = "numpy.equal")]
    #[doc(alias("numpy.ndarray.__eq__", "numpy.strings.equal"))]
    fn equal(&self, other: impl Operand) -> Result<Array>;
    /// Whether each element differs from its partner.
    #[doc(alias = "numpy.not_equal")]
    #[doc(alias("numpy.ndarray.__ne__", "numpy.strings.not_equal"))]
    fn not_equal(&self, other: impl Operand) -> Result<Array>;
    /// Whether each element is less than its partner.
    #[doc(alias = "numpy.less")]
    #[doc(alias("numpy.ndarray.__lt__", "numpy.strings.less"))]
    fn less(&self, other: impl Operand) -> Result<Array>;
    /// Whether each element is at most its partner.
    #[doc(alias = "numpy.less_equal")]
    #[doc(alias("numpy.ndarray.__le__", "numpy.strings.less_equal"))]
    fn less_equal(&self, other: impl Operand) -> Result<Array>;
    /// Whether each element is greater than its partner.
    #[doc(alias = "numpy.greater")]
    #[doc(alias("numpy.ndarray.__gt__", "numpy.strings.greater"))]
    fn greater(&self, other: impl Operand) -> Result<Array>;
    /// Whether each element is at least its partner.
    #[doc(alias = "numpy.greater_equal")]
    #[doc(alias("numpy.ndarray.__ge__", "numpy.strings.greater_equal"))]
    fn greater_equal(&self, other: impl Operand) -> Result<Array>;
}

impl MathExt for Array {
    fn sum<'a>(&self, options: impl Into<ReduceOptions<'a>>) -> Result<Array> {
        operators::ADD.reduce(self, &options.into())
    }

    fn prod<'a>(&self, options: impl Into<ReduceOptions<'a>>) -> Result<Array> {
        operators::MULTIPLY.reduce(self, &options.into())
    }

    fn mean<'a>(&self, options: impl Into<ReduceOptions<'a>>) -> Result<Array> {
        moments::mean(self, &options.into())
    }

    fn var<'a>(&self, options: impl Into<ReduceOptions<'a>>) -> Result<Array> {
        moments::variance(self, &options.into())
    }

    fn std<'a>(&self, options: impl Into<ReduceOptions<'a>>) -> Result<Array> {
        moments::deviation(self, &options.into())
    }

    fn min<'a>(&self, options: impl Into<ReduceOptions<'a>>) -> Result<Array> {
        ufuncs::MINIMUM.reduce(self, &options.into())
    }

    fn max<'a>(&self, options: impl Into<ReduceOptions<'a>>) -> Result<Array> {
        ufuncs::MAXIMUM.reduce(self, &options.into())
    }

    fn any<'a>(&self, options: impl Into<ReduceOptions<'a>>) -> Result<Array> {
        ufuncs::LOGICAL_OR.reduce(self, &options.into())
    }

    fn all<'a>(&self, options: impl Into<ReduceOptions<'a>>) -> Result<Array> {
        ufuncs::LOGICAL_AND.reduce(self, &options.into())
    }

    fn argmax<'a>(&self, options: impl Into<ReduceOptions<'a>>) -> Result<Array> {
        arg_extreme(self, Extreme::Max, &options.into())
    }

    fn argmin<'a>(&self, options: impl Into<ReduceOptions<'a>>) -> Result<Array> {
        arg_extreme(self, Extreme::Min, &options.into())
    }

    fn cumsum<'a>(&self, options: impl Into<ReduceOptions<'a>>) -> Result<Array> {
        running(&operators::ADD, self, &options.into())
    }

    fn cumprod<'a>(&self, options: impl Into<ReduceOptions<'a>>) -> Result<Array> {
        running(&operators::MULTIPLY, self, &options.into())
    }

    fn ptp<'a>(&self, options: impl Into<ReduceOptions<'a>>) -> Result<Array> {
        let options = options.into();
        options.accept("ptp", &["keepdims"])?;
        let high = ufuncs::MAXIMUM.reduce(self, &options)?;
        let low = ufuncs::MINIMUM.reduce(self, &ReduceOptions { out: None, ..options.clone() })?;
        let into = CallOptions { out: options.out, ..CallOptions::default() };
        operators::SUBTRACT.call(&[Arg::Array(&high), Arg::Array(&low)], &into)
    }

    fn pow(&self, exponent: impl Operand) -> Result<Array> {
        ufuncs::POWER.binary(Arg::Array(self), exponent.operand())
    }

    fn abs(&self) -> Result<Array> {
        ufuncs::ABSOLUTE.unary(&Arg::Array(self))
    }

    fn floor_divide(&self, divisor: impl Operand) -> Result<Array> {
        ufuncs::FLOOR_DIVIDE.binary(Arg::Array(self), divisor.operand())
    }

    fn floor_divide_assign(&self, divisor: impl Operand) -> Result<()> {
        ufuncs::FLOOR_DIVIDE.assign(self, divisor.operand())
    }

    fn pow_assign(&self, exponent: impl Operand) -> Result<()> {
        ufuncs::POWER.assign(self, exponent.operand())
    }

    fn contains(&self, value: impl Operand) -> Result<bool> {
        crate::closeness::where_comparable(self.equal(value))?.map_or(Ok(false), |same| same.any(..)?.item())
    }

    fn divmod(&self, divisor: impl Operand) -> Result<(Array, Array)> {
        crate::divmod(self, divisor)
    }

    fn clip(&self, low: impl Operand, high: impl Operand) -> Result<Array> {
        crate::clip(self, low, high)
    }

    fn round(&self, decimals: i32) -> Result<Array> {
        crate::round(self, decimals)
    }

    fn conj(&self) -> Result<Array> {
        ufuncs::CONJUGATE.unary(&Arg::Array(self))
    }

    fn equal(&self, other: impl Operand) -> Result<Array> {
        ufuncs::EQUAL.binary(Arg::Array(self), other.operand())
    }

    fn not_equal(&self, other: impl Operand) -> Result<Array> {
        ufuncs::NOT_EQUAL.binary(Arg::Array(self), other.operand())
    }

    fn less(&self, other: impl Operand) -> Result<Array> {
        ufuncs::LESS.binary(Arg::Array(self), other.operand())
    }

    fn less_equal(&self, other: impl Operand) -> Result<Array> {
        ufuncs::LESS_EQUAL.binary(Arg::Array(self), other.operand())
    }

    fn greater(&self, other: impl Operand) -> Result<Array> {
        ufuncs::GREATER.binary(Arg::Array(self), other.operand())
    }

    fn greater_equal(&self, other: impl Operand) -> Result<Array> {
        ufuncs::GREATER_EQUAL.binary(Arg::Array(self), other.operand())
    }
}

/// A running fold; that of an array without axes is a list of one.
fn running(function: &Elementwise, array: &Array, options: &ReduceOptions<'_>) -> Result<Array> {
    match options.axes.list() {
        Some([0 | -1]) if array.ndim() == 0 => function.accumulate_over(&array.ravel()?, options),
        _ => function.accumulate_over(array, options),
    }
}
