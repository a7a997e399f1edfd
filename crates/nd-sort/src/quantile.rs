//! `quantile`, `percentile` and their forms that skip NaNs: the lanes are partitioned about the elements that are needed.

mod method;
mod wanted;
mod weighted;

pub use method::Method;
use method::Place;
pub use wanted::Quantiles;
use wanted::Wanted;

use crate::error::SortError;
use crate::lanes::{Merged, merged};
use crate::median::{has_nan, of_each, of_numbers, overwrite_nans, without_nans};
use crate::partition::select;
use nd_core::{Array, ByteOrder, DType, Operand, ReduceOptions, Result, stack};
use nd_index::s;
use nd_ufunc::{add, multiply, subtract};

/// The optional arguments of a quantile: everything that a reduction takes axes from, and a method.
///
/// ```
/// use nd_sort::{Method, QuantileOptions, quantile};
/// let x = nd_core::array![1, 2, 3, 4, 10];
/// assert_eq!(quantile(&x, 0.3, Method::Hazen)?.to_string(), "2.0");
/// assert_eq!(quantile(&x, 0.3, QuantileOptions::from(0).method(Method::Weibull))?.to_string(), "1.8");
/// # Ok::<(), nd_core::Error>(())
/// ```
#[derive(Clone, Default)]
pub struct QuantileOptions<'a> {
    reduce: ReduceOptions<'a>,
    method: Method,
    weights: Option<&'a Array>,
}

impl<'a> QuantileOptions<'a> {
    /// Counts each element by its weight: of the shape of the array, or of the axes that are reduced. Only
    /// [`Method::InvertedCdf`] takes weights.
    ///
    /// ```
    /// use nd_core::array;
    /// use nd_sort::{Method, QuantileOptions, quantile};
    /// let weights = array![1, 1, 4];
    /// let options = QuantileOptions::from(Method::InvertedCdf).weights(&weights);
    /// assert_eq!(quantile(&array![1, 2, 3], 0.5, options)?.to_string(), "3");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    pub fn weights(mut self, weights: &'a Array) -> Self {
        self.weights = Some(weights);
        self
    }

    /// Estimates by `method`.
    pub fn method(mut self, method: Method) -> Self {
        self.method = method;
        self
    }

    /// Keeps the reduced axes, with length one.
    pub fn keepdims(mut self) -> Self {
        self.reduce.keepdims = true;
        self
    }
}

impl<'a, R: Into<ReduceOptions<'a>>> From<R> for QuantileOptions<'a> {
    fn from(options: R) -> Self {
        QuantileOptions { reduce: options.into(), ..QuantileOptions::default() }
    }
}

impl From<Method> for QuantileOptions<'_> {
    fn from(method: Method) -> Self {
        QuantileOptions { method, ..QuantileOptions::default() }
    }
}

/// The `q`-quantiles along axes: the values that a share `q` of the elements is below. NaN, if a NaN is among the elements; NaT,
/// if one is among times.
///
/// The axes of `q` come first in the result.
///
/// ```
/// use nd_core::{array, axis};
/// let x = array![[10, 7, 4], [3, 2, 1]];
/// assert_eq!(nd_sort::quantile(&x, 0.5, ..)?.to_string(), "3.5");
/// assert_eq!(nd_sort::quantile(&x, [0.25, 0.5], 1)?.to_string(), "[[5.5 1.5]\n [7.  2. ]]");
/// assert_eq!(nd_sort::quantile(&x, 0.5, axis(0).keepdims())?.to_string(), "[[6.5 4.5 2.5]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// A `q` outside of 0 to 1, complex elements, no elements, axes that the array does not have, memory that cannot be had or
/// is borrowed.
#[doc(alias = "numpy.quantile")]
pub fn quantile<'a>(
    a: &Array,
    q: impl Into<Quantiles>,
    options: impl Into<QuantileOptions<'a>>,
) -> Result<Array> {
    run("quantile", a, q.into().resolve(1.0)?, &options.into(), false)
}

/// As [`quantile`], with `q` in percent.
///
/// ```
/// let x = nd_core::array![1, 2, 3, 4, 10];
/// assert_eq!(nd_sort::percentile(&x, 30, ..)?.to_string(), "2.2");
/// assert_eq!(nd_sort::percentile(&x, [25, 75], ..)?.to_string(), "[2. 4.]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`quantile`].
#[doc(alias = "numpy.percentile")]
pub fn percentile<'a>(
    a: &Array,
    q: impl Into<Quantiles>,
    options: impl Into<QuantileOptions<'a>>,
) -> Result<Array> {
    run("percentile", a, q.into().resolve(100.0)?, &options.into(), false)
}

/// As [`quantile`], of the elements that are not NaN; NaN, if there are none.
///
/// ```
/// let x = nd_core::array![1.0, f64::NAN, 3.0];
/// assert_eq!(nd_sort::nanquantile(&x, 0.5, ..)?.to_string(), "2.0");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`quantile`].
#[doc(alias = "numpy.nanquantile")]
pub fn nanquantile<'a>(
    a: &Array,
    q: impl Into<Quantiles>,
    options: impl Into<QuantileOptions<'a>>,
) -> Result<Array> {
    run("nanquantile", a, q.into().resolve(1.0)?, &options.into(), true)
}

/// As [`percentile`], of the elements that are not NaN; NaN, if there are none.
///
/// ```
/// let x = nd_core::array![1.0, f64::NAN, 3.0];
/// assert_eq!(nd_sort::nanpercentile(&x, 50, ..)?.to_string(), "2.0");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`quantile`].
#[doc(alias = "numpy.nanpercentile")]
pub fn nanpercentile<'a>(
    a: &Array,
    q: impl Into<Quantiles>,
    options: impl Into<QuantileOptions<'a>>,
) -> Result<Array> {
    run("nanpercentile", a, q.into().resolve(100.0)?, &options.into(), true)
}

fn run(
    name: &'static str,
    a: &Array,
    wanted: Wanted,
    options: &QuantileOptions<'_>,
    skip_nans: bool,
) -> Result<Array> {
    options.reduce.accept(name, &["keepdims"])?;
    if a.dtype().kind() == 'c' {
        return Err(SortError::NotReal.into());
    }
    let weights = match options.weights {
        Some(_) if options.method != Method::InvertedCdf => {
            return Err(SortError::WeightMethod { found: options.method.name() }.into());
        }
        Some(weights) => Some(weighted::lanes_of(a, weights, &options.reduce.axes)?),
        None => None,
    };
    let quantiles = |lanes: &Array, weights: Option<&Array>, wanted: &Wanted| match weights {
        Some(weights) => weighted::of_lanes(lanes, weights, wanted),
        None => of_lanes(lanes, wanted, options.method),
    };
    if skip_nans && a.is_empty() {
        // Of nothing: NaN for each quantile.
        let none = nd_ufunc::nanmean(a, options.reduce.clone())?;
        let shape: Vec<usize> = wanted.shape.iter().chain(none.shape()).copied().collect();
        let all = none.broadcast_to(&shape[..])?.copy()?;
        return options.reduce.deliver(name, all);
    }
    let merged: Merged = merged(a, &options.reduce.axes)?;
    let lanes = &merged.lanes;
    let parts = if skip_nans { without_nans(lanes)? } else { None };
    let results: Vec<Array> = match parts {
        None => quantiles(lanes, weights.as_ref(), &wanted)?,
        Some(parts) => {
            let kept = match &weights {
                Some(weights) => Some(of_numbers(lanes, weights)?),
                None => None,
            };
            let one = |k: usize| {
                let q = Wanted { values: vec![wanted.values[k]], shape: Vec::new(), ..wanted };
                of_each(lanes, &parts, |i, part| {
                    let weights = kept.as_ref().map(|kept| &kept[i]);
                    Ok(quantiles(part, weights, &q)?.swap_remove(0))
                })
            };
            (0..wanted.values.len()).map(one).collect::<Result<_>>()?
        }
    };
    let kept = if options.reduce.keepdims { &merged.full[..] } else { &lanes.shape()[..lanes.ndim() - 1] };
    let shape: Vec<usize> = wanted.shape.iter().chain(kept).copied().collect();
    let result = match &results[..] {
        [] => nd_core::empty(&shape, DType::F64)?,
        [one] => one.reshape(&shape)?,
        _ => stack(&results.iter().collect::<Vec<_>>(), 0)?.reshape(&shape)?,
    };
    // A quantile that is one of the elements has their dtype; a single one is a scalar, which has no foreign byte order.
    let native = result.dtype().newbyteorder(ByteOrder::NATIVE);
    let result =
        if result.ndim() > 0 || *result.dtype() == native { result } else { result.astype(native)? };
    options.reduce.deliver(name, result)
}

/// Each quantile of each lane, whose elements are partitioned where they are.
fn of_lanes(lanes: &Array, wanted: &Wanted, method: Method) -> Result<Vec<Array>> {
    let n = lanes.shape().last().copied().unwrap_or(1);
    if n == 0 {
        return Err(SortError::Nothing.into());
    }
    let place = |&q: &f64| method.place(n, q, wanted.integer, wanted.precision);
    let places: Vec<Place> = wanted.values.iter().map(place).collect();
    let mut ranks: Vec<usize> = Vec::with_capacity(2 * places.len());
    for place in &places {
        match *place {
            Place::At(rank) => ranks.push(rank),
            Place::Between { previous, next, .. } => ranks.extend([previous, next]),
        }
    }
    ranks.sort_unstable();
    ranks.dedup();
    select(lanes, &ranks)?;
    let element = |rank: usize| lanes.slice(s![..., rank]);
    let last = element(n - 1)?;
    let value = |place: &Place| {
        let value = match *place {
            Place::At(rank) => element(rank)?.copy()?,
            Place::Between { previous, next, gamma } => {
                let (previous, next) = (element(previous)?, element(next)?);
                if wanted.weak {
                    lerp(&previous, &next, gamma, gamma, 1.0 - gamma)?
                } else {
                    let of = |x: f64| wanted.precision.scalar(x);
                    lerp(&previous, &next, gamma, of(gamma), of(1.0 - gamma))?
                }
            }
        };
        if has_nan(lanes) { overwrite_nans(value, &last) } else { Ok(value) }
    };
    places.iter().map(value).collect()
}

/// The point at `gamma` between `a` and `b`, from the nearer of the two; `t` and `rest` are `gamma` and `1 - gamma` as
/// operands.
fn lerp(a: &Array, b: &Array, gamma: f64, t: impl Operand, rest: impl Operand) -> Result<Array> {
    let difference = subtract(b, a)?;
    if gamma >= 0.5 { subtract(b, multiply(&difference, rest)?) } else { add(a, multiply(&difference, t)?) }
}
