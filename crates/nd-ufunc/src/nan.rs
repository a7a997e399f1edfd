//! Reductions that leave NaN out.
//!
//! Sums and products count NaN as 0 and 1, extremes ignore it by `fmin` and `fmax`, means divide by the number of other
//! elements. Arrays that cannot hold NaN are reduced as they are.

#![forbid(unsafe_code)]

use crate::{MathExt as _, choose::where_, isnan, logical_not, moments, ufuncs};
use nd_core::{
    Array, CallOptions, ErrState, FloatAction, Operand, ReduceOptions, Result, errstate, full_like, geterr,
    operators,
};

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
    nanmean "numpy.nanmean": |x, options| moment(x, options, |x, options| x.mean(options), Numbers::mean), "2.0";
    /// The variance of the elements that are not NaN.
    nanvar "numpy.nanvar": |x, options| moment(x, options, |x, options| x.var(options), Numbers::variance), "1.0";
    /// The standard deviation of the elements that are not NaN.
    nanstd "numpy.nanstd": |x, options| moment(x, options, |x, options| x.std(options), Numbers::deviation), "1.0";
}

/// A moment: that of NumPy's function of the whole where there cannot be NaN, else that `of` the numbers.
fn moment<'a>(
    x: &Array,
    options: ReduceOptions<'a>,
    whole: impl FnOnce(&Array, ReduceOptions<'a>) -> Result<Array>,
    of: impl FnOnce(Numbers<'a>) -> Result<Array>,
) -> Result<Array> {
    if can_be_nan(x) { of(Numbers::new(x, options)?) } else { whole(x, options) }
}

/// Dtypes asked for that cannot hold a mean of floats.
#[derive(Debug, thiserror::Error)]
#[error("If a is inexact, then {what} must be inexact")]
pub struct ExactMean {
    /// `dtype` or `out`.
    pub what: &'static str,
}

/// The numbers of an array, zero in place of NaN, with the options of a moment of them.
struct Numbers<'a> {
    values: Array,
    nan: Array,
    options: ReduceOptions<'a>,
}

impl<'a> Numbers<'a> {
    /// # Errors
    /// A dtype or an output of integers.
    fn new(x: &Array, options: ReduceOptions<'a>) -> Result<Numbers<'a>> {
        let given = [("dtype", options.dtype.as_ref()), ("out", options.out.map(Array::dtype))];
        for (what, dtype) in given {
            if dtype.is_some_and(|dtype| !matches!(dtype.kind(), 'f' | 'c')) {
                return Err(nd_core::Error::new(nd_core::ErrorKind::Type, ExactMean { what }));
            }
        }
        let nan = isnan(x)?;
        Ok(Numbers { values: where_(&nan, 0.0, x)?, nan, options })
    }

    /// How many numbers go into each result, with every axis.
    fn counts(&self) -> Result<Array> {
        let counting = self.over().dtype(nd_core::DType::I64)?.keepdims();
        logical_not(&self.nan)?.sum(counting)
    }

    /// The axes and the mask.
    fn over(&self) -> ReduceOptions<'a> {
        ReduceOptions {
            axes: self.options.axes.clone(),
            where_: self.options.where_,
            ..ReduceOptions::default()
        }
    }

    /// The sums of `values` over the numbers, as the options ask for them.
    fn sum(&self, values: &Array) -> Result<Array> {
        let ReduceOptions { dtype, out, keepdims, .. } = self.options.clone();
        values.sum(ReduceOptions { dtype, out, keepdims, ..self.over() })
    }

    fn mean(self) -> Result<Array> {
        self.options.accept("nanmean", &["where", "keepdims", "dtype"])?;
        let counts = self.counts()?;
        divided(self.sum(&self.values)?, &counts)
    }

    fn variance(self) -> Result<Array> {
        self.options.accept("nanvar", &["where", "ddof", "mean", "keepdims", "dtype"])?;
        let counts = self.counts()?;
        let centred = ReduceOptions { dtype: self.options.dtype.clone(), keepdims: true, ..self.over() };
        let centre = match self.options.mean {
            Some(mean) => mean.clone(),
            None => divided(self.values.sum(centred)?, &counts)?,
        };
        let away = self.within(&operators::SUBTRACT, &self.values, &centre)?;
        away.assign(&where_(&self.nan, 0, &away)?)?;
        let squares = if away.dtype().kind() == 'c' {
            self.within(&operators::MULTIPLY, &away, &crate::conjugate(&away)?)?.real()
        } else {
            self.within(&operators::MULTIPLY, &away, &away)?
        };
        let left = crate::subtract(&counts, self.options.ddof)?;
        let result = divided(self.sum(&squares)?, &left)?;
        let none = crate::less_equal(&left, 0)?.reshape(result.shape())?;
        if none.any(..)?.item::<bool>()? {
            result.assign(&where_(&none, &full_like(&result, f64::NAN)?, &result)?)?;
        }
        Ok(result)
    }

    fn deviation(self) -> Result<Array> {
        moments::root(self.variance()?, &ReduceOptions::default())
    }

    /// `x = function(x, y)` under the mask, cast to the dtype of `x` whatever that loses.
    fn within(&self, function: &nd_core::Elementwise, x: &Array, y: &Array) -> Result<Array> {
        let options = CallOptions {
            out: Some(x),
            where_: self.options.where_,
            casting: Some(nd_core::Casting::Unsafe),
            ..CallOptions::default()
        };
        function.call(&[x.operand(), y.operand()], &options)
    }
}

/// `sums / counts` in the memory of the sums; what is divided by nothing is NaN and no error.
fn divided(sums: Array, counts: &Array) -> Result<Array> {
    let quiet = FloatAction::Ignore;
    let _quiet = errstate(ErrState { divide: quiet, invalid: quiet, ..geterr() });
    let casting = Some(nd_core::Casting::Unsafe);
    let options = CallOptions { out: Some(&sums), casting, ..CallOptions::default() };
    let counts = counts.reshape(sums.shape())?;
    operators::DIVIDE.call(&[sums.operand(), counts.operand()], &options)
}

/// Slices without a number to choose from.
#[derive(Debug, thiserror::Error)]
#[error("All-NaN slice encountered")]
pub struct AllNan;

fn position(x: &Array, worst: f64, options: &ReduceOptions<'_>, largest: bool) -> Result<Array> {
    if can_be_nan(x) && !x.is_empty() {
        let all = isnan(x)?.all(ReduceOptions { axes: options.axes.clone(), ..ReduceOptions::default() })?;
        if all.any(..)?.item::<bool>()? {
            return Err(nd_core::Error::new(nd_core::ErrorKind::Value, AllNan));
        }
    }
    let numbers = replaced(x, worst)?;
    if largest { numbers.argmax(options.clone()) } else { numbers.argmin(options.clone()) }
}

/// NaN as 0, infinities as the largest and smallest numbers of the dtype. [`nan_to_num::with`] has other values.
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
    nan_to_num::with(x).run()
}

/// The options of [`nan_to_num`](fn@crate::nan_to_num).
pub mod nan_to_num {
    use super::{Array, Operand, Result, full_like, isnan, where_};
    use nd_core::Arg;

    /// A call with options: `.nan(..)`, `.posinf(..)`, `.neginf(..)`, `.in_place()`, then `.run()`.
    ///
    /// ```
    /// let x = nd_core::array![1.0, f64::NAN, f64::NEG_INFINITY];
    /// assert_eq!(nd_ufunc::nan_to_num::with(&x).nan(&-1.0).neginf(&-9).run()?.to_string(), "[ 1. -1. -9.]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    pub fn with(x: &Array) -> NanToNum<'_> {
        NanToNum { x, nan: None, posinf: None, neginf: None, in_place: false }
    }

    /// A replacement to be given values and run.
    #[must_use = "a call does nothing until it is run"]
    pub struct NanToNum<'a> {
        x: &'a Array,
        nan: Option<Arg<'a>>,
        posinf: Option<Arg<'a>>,
        neginf: Option<Arg<'a>>,
        in_place: bool,
    }

    impl<'a> NanToNum<'a> {
        /// What stands for NaN: zero, if not given.
        pub fn nan(mut self, value: &'a impl Operand) -> Self {
            self.nan = Some(value.operand());
            self
        }

        /// What stands for infinity: the largest number, if not given.
        pub fn posinf(mut self, value: &'a impl Operand) -> Self {
            self.posinf = Some(value.operand());
            self
        }

        /// What stands for negative infinity: the smallest number, if not given.
        pub fn neginf(mut self, value: &'a impl Operand) -> Self {
            self.neginf = Some(value.operand());
            self
        }

        /// Replaces values in the array itself, which is also the result: NumPy's `copy=False`.
        ///
        /// ```
        /// let x = nd_core::array![1.0, f64::NAN];
        /// nd_ufunc::nan_to_num::with(&x).in_place().run()?;
        /// assert_eq!(x.to_string(), "[1. 0.]");
        /// # Ok::<(), nd_core::Error>(())
        /// ```
        pub fn in_place(mut self) -> Self {
            self.in_place = true;
            self
        }

        /// The array with the values replaced.
        ///
        /// # Errors
        /// Values that do not broadcast; a read-only array to change in place; memory that cannot be had or is borrowed
        /// elsewhere.
        pub fn run(self) -> Result<Array> {
            let copy = if self.in_place { self.x.clone() } else { self.x.copy()? };
            let parts = match copy.dtype().kind() {
                'f' => vec![copy.clone()],
                'c' => vec![copy.real(), copy.imag()?],
                _ => return Ok(copy),
            };
            for part in parts {
                let limits = nd_core::finfo(part.dtype())?;
                let (nan, above, below) = (isnan(&part)?, crate::isposinf(&part)?, crate::isneginf(&part)?);
                let replace =
                    |mask: &Array, value: Option<&Arg<'_>>, default: nd_core::Scalar| -> Result<()> {
                        let value = value.cloned().unwrap_or(Arg::Scalar(default));
                        let values = full_like(&part, 0)?;
                        values.assign(value)?;
                        part.assign(&where_(mask, &values, &part)?)
                    };
                replace(&nan, self.nan.as_ref(), 0.0.into())?;
                replace(&above, self.posinf.as_ref(), limits.max)?;
                replace(&below, self.neginf.as_ref(), limits.min)?;
            }
            Ok(copy)
        }
    }
}
