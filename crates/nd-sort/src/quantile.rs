//! `quantile`, `percentile` and their forms that skip NaNs.
//!
//! A method turns a quantile into a *virtual index* into the sorted lane, a number with a fraction; the result lies
//! between the elements on either side of it. The thirteen methods, and the arithmetic down to the order of operations, are
//! those of NumPy's `_function_base_impl.py` (Hyndman and Fan, "Sample Quantiles in Statistical Packages", 1996), so that
//! results agree to the last bit.

use crate::error::SortError;
use crate::lanes::{Merged, merged};
use crate::median::{has_nan, of_each, overwrite_nans, without_nans};
use crate::partition::select;
use nd_core::{Array, ByteOrder, DType, Operand, ReduceOptions, Result, Scalar, stack};
use nd_index::s;
use nd_ufunc::{add, multiply, subtract};

/// How a quantile that falls between two elements is estimated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Method {
    /// Method 1 of Hyndman and Fan.
    InvertedCdf,
    /// Method 2.
    AveragedInvertedCdf,
    /// Method 3.
    ClosestObservation,
    /// Method 4.
    InterpolatedInvertedCdf,
    /// Method 5.
    Hazen,
    /// Method 6.
    Weibull,
    /// Method 7.
    #[default]
    Linear,
    /// Method 8.
    MedianUnbiased,
    /// Method 9.
    NormalUnbiased,
    /// The element below.
    Lower,
    /// The element above.
    Higher,
    /// The mean of the two.
    Midpoint,
    /// The nearer of the two.
    Nearest,
}

/// Where a quantile lies in a sorted lane.
enum Place {
    /// At an element.
    At(usize),
    /// Between two elements, or at one and its own neighbour at either end.
    Between {
        previous: usize,
        next: usize,
        /// How far behind the previous one.
        gamma: f64,
    },
}

impl Method {
    /// Where the quantile `q` of `n` elements is.
    fn place(self, n: usize, q: f64, is_integer: bool) -> Place {
        let (count, last) = (n as f64, n as f64 - 1.0);
        let at = |index: f64| Place::At((index.max(0.0) as usize).min(n - 1));
        // As `n * q + (alpha + q * (1 - alpha - beta)) - 1`.
        let between = |alpha: f64, beta: f64| count * q + (alpha + q * (1.0 - alpha - beta)) - 1.0;
        let discrete = |index: f64, stays: bool| at(if stays { index.floor() } else { index.floor() + 1.0 });
        let virtual_index = match self {
            Method::InvertedCdf => {
                let index = count * q - 1.0;
                return discrete(index, index - index.floor() == 0.0);
            }
            Method::ClosestObservation => {
                let index = count * q - 1.0 - 0.5;
                let floor = index.floor();
                return discrete(index, index - floor == 0.0 && floor.rem_euclid(2.0) == 1.0);
            }
            Method::Lower => return at((last * q).floor()),
            Method::Higher => return at((last * q).ceil()),
            Method::Nearest => return at((last * q).round_ties_even()),
            Method::Linear if is_integer => return at(last * q),
            Method::AveragedInvertedCdf => count * q - 1.0,
            Method::InterpolatedInvertedCdf => between(0.0, 1.0),
            Method::Hazen => between(0.5, 0.5),
            Method::Weibull => between(0.0, 0.0),
            Method::Linear => last * q,
            Method::MedianUnbiased => between(1.0 / 3.0, 1.0 / 3.0),
            Method::NormalUnbiased => between(3.0 / 8.0, 3.0 / 8.0),
            Method::Midpoint => 0.5 * ((last * q).floor() + (last * q).ceil()),
        };
        // Past the ends NumPy takes the first or the last element, the last one as number -1, which `gamma` counts from.
        let (previous, next, base) = if virtual_index >= last {
            (n - 1, n - 1, -1.0)
        } else if virtual_index < 0.0 {
            (0, 0, 0.0)
        } else {
            let floor = virtual_index.floor();
            (floor as usize, floor as usize + 1, floor)
        };
        let gamma = virtual_index - base;
        let gamma = match self {
            Method::AveragedInvertedCdf if gamma == 0.0 => 0.5,
            Method::AveragedInvertedCdf => 1.0,
            Method::Midpoint if virtual_index % 1.0 == 0.0 => 0.0,
            Method::Midpoint => 0.5,
            _ => gamma,
        };
        Place::Between { previous, next, gamma }
    }
}

/// The quantiles to look for: a number, whose type then does not count, or several.
#[derive(Clone)]
pub struct Quantiles(Form);

#[derive(Clone)]
enum Form {
    Float(f64),
    Integer(i64),
    Array(Array),
    List(Vec<f64>),
}

impl From<f64> for Quantiles {
    fn from(q: f64) -> Quantiles {
        Quantiles(Form::Float(q))
    }
}

impl From<i32> for Quantiles {
    fn from(q: i32) -> Quantiles {
        Quantiles(Form::Integer(q.into()))
    }
}

impl From<i64> for Quantiles {
    fn from(q: i64) -> Quantiles {
        Quantiles(Form::Integer(q))
    }
}

impl From<&Array> for Quantiles {
    fn from(q: &Array) -> Quantiles {
        Quantiles(Form::Array(q.clone()))
    }
}

impl From<Array> for Quantiles {
    fn from(q: Array) -> Quantiles {
        Quantiles(Form::Array(q))
    }
}

impl From<&[f64]> for Quantiles {
    fn from(q: &[f64]) -> Quantiles {
        Quantiles(Form::List(q.to_vec()))
    }
}

impl<const N: usize> From<[f64; N]> for Quantiles {
    fn from(q: [f64; N]) -> Quantiles {
        Quantiles(Form::List(q.to_vec()))
    }
}

impl<const N: usize> From<[i32; N]> for Quantiles {
    fn from(q: [i32; N]) -> Quantiles {
        Quantiles(Form::List(q.map(f64::from).to_vec()))
    }
}

impl From<Vec<f64>> for Quantiles {
    fn from(q: Vec<f64>) -> Quantiles {
        Quantiles(Form::List(q))
    }
}

/// Quantiles as numbers.
struct Wanted {
    values: Vec<f64>,
    /// The axes that the result begins with; `None` for one number.
    shape: Vec<usize>,
    /// Whether the values are a literal, so that the array's dtype decides.
    weak: bool,
    /// Whether the values are integers.
    integer: bool,
}

impl Quantiles {
    /// The numbers, divided by `scale`.
    fn resolve(self, scale: f64) -> Result<Wanted> {
        let (weak, shape, values, integer) = match self.0 {
            Form::Float(q) => (true, Vec::new(), vec![q], false),
            Form::Integer(q) => (true, Vec::new(), vec![q as f64], true),
            Form::List(q) => (false, vec![q.len()], q, false),
            Form::Array(q) => {
                let integer = matches!(q.dtype().kind(), 'i' | 'u');
                (false, q.shape().to_vec(), q.astype(DType::F64)?.to_vec()?, integer)
            }
        };
        let scaled = scale != 1.0;
        let values = if scaled { values.into_iter().map(|q: f64| q / scale).collect() } else { values };
        if !values.iter().all(|q| (0.0..=1.0).contains(q)) {
            return Err(if scaled { SortError::PercentileRange } else { SortError::QuantileRange }.into());
        }
        if shape.len() > 2 {
            return Err(SortError::QuantileRank.into());
        }
        Ok(Wanted { values, shape, weak, integer: integer && !scaled })
    }
}

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
}

impl QuantileOptions<'_> {
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
        QuantileOptions { reduce: options.into(), method: Method::default() }
    }
}

impl From<Method> for QuantileOptions<'_> {
    fn from(method: Method) -> Self {
        QuantileOptions { method, ..QuantileOptions::default() }
    }
}

/// The `q`-quantiles along axes: the values that a share `q` of the elements is below. NaN, if a NaN is among the elements.
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
    let merged: Merged = merged(a, &options.reduce.axes)?;
    let lanes = &merged.lanes;
    let parts = if skip_nans { without_nans(lanes)? } else { None };
    let results: Vec<Array> = match parts {
        None => of_lanes(lanes, &wanted, options.method)?,
        Some(parts) => {
            let one = |k: usize| {
                let q = Wanted { values: vec![wanted.values[k]], shape: Vec::new(), ..wanted };
                of_each(lanes, &parts, |part| Ok(of_lanes(part, &q, options.method)?.swap_remove(0)))
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
    let place = |&q: &f64| method.place(n, q, wanted.integer);
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
                    lerp(&previous, &next, gamma, Scalar::from(gamma), Scalar::from(1.0 - gamma))?
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
