//! `histogram`, `histogram_bin_edges` and `bincount`.
//!
//! Bins of equal width are found by arithmetic and corrected by comparison with the edges on either side, as NumPy does, so
//! that counts agree to the last element.

mod edges;
mod many;

pub use many::{HistogramddOptions, histogram2d, histogramdd};

use crate::error::SortError;
use crate::search::searchsorted;
use crate::sort::{argsort, sort};
use edges::{Edges, Uniform};
use nd_core::kernel::sort::Side;
use nd_core::{Array, Casting, DType, Order, Plain, Result, ViewGuard, concatenate, zeros};
use nd_index::s;
use nd_ufunc::{MathExt, divide, greater_equal, less_equal, logical_and, subtract};

/// The bins to count in: a number of equal ones, their edges, or the name of a rule that finds how many.
#[derive(Clone)]
pub struct Bins(pub(crate) Form);

#[derive(Clone)]
pub(crate) enum Form {
    Count(i64),
    Edges(Array),
    Rule(String),
}

// impl From<i32> for Bins { .. }, and so on.
macro_rules! from_count {
    // $t: an integer type. Counts beyond `i64` saturate and are refused.
    ($($t:ty),*) => { $( impl From<$t> for Bins {
        fn from(count: $t) -> Bins {
            Bins(Form::Count(i64::try_from(count).unwrap_or(i64::MAX)))
        }
    } )* };
}
from_count!(i32, i64, usize);

impl From<&Array> for Bins {
    fn from(edges: &Array) -> Bins {
        Bins(Form::Edges(edges.clone()))
    }
}

impl From<Array> for Bins {
    fn from(edges: Array) -> Bins {
        Bins(Form::Edges(edges))
    }
}

impl From<&str> for Bins {
    fn from(rule: &str) -> Bins {
        Bins(Form::Rule(rule.to_string()))
    }
}

/// The optional arguments of a histogram; whatever names bins converts into one.
///
/// ```
/// use nd_sort::{HistogramOptions, histogram};
/// let x = nd_core::array![1.0, 2.0, 2.5, 9.0];
/// let (counts, edges) = histogram(&x, HistogramOptions::from(2).range(0.0, 4.0))?;
/// assert_eq!((counts.to_string(), edges.to_string()), ("[1 2]".into(), "[0. 2. 4.]".into()));
/// # Ok::<(), nd_core::Error>(())
/// ```
#[derive(Clone)]
pub struct HistogramOptions<'a> {
    bins: Form,
    range: Option<(f64, f64)>,
    density: bool,
    weights: Option<&'a Array>,
}

impl<B: Into<Bins>> From<B> for HistogramOptions<'_> {
    fn from(bins: B) -> Self {
        HistogramOptions { bins: bins.into().0, range: None, density: false, weights: None }
    }
}

impl Default for HistogramOptions<'_> {
    /// Ten bins over the range of the data.
    fn default() -> Self {
        HistogramOptions::from(10)
    }
}

impl<'a> HistogramOptions<'a> {
    /// Counts what lies between `first` and `last`, and puts bins there.
    pub fn range(mut self, first: f64, last: f64) -> Self {
        self.range = Some((first, last));
        self
    }

    /// Gives the density of a probability instead of counts.
    pub fn density(mut self) -> Self {
        self.density = true;
        self
    }

    /// Adds up these weights instead of ones.
    pub fn weights(mut self, weights: &'a Array) -> Self {
        self.weights = Some(weights);
        self
    }
}

/// How many elements lie in each bin, and the edges of the bins. A bin holds its lower edge and not its upper one, but for
/// the last, which holds both.
///
/// ```
/// use nd_core::array;
/// let (counts, edges) = nd_sort::histogram(&array![1.0, 2.0, 2.5, 3.0, 4.0], &array![1, 2, 3, 4])?;
/// assert_eq!((counts.to_string(), edges.to_string()), ("[1 2 2]".into(), "[1 2 3 4]".into()));
/// let (counts, _) = nd_sort::histogram(&array![1, 2, 1, 5], "auto")?;
/// assert_eq!(counts.to_string(), "[3 0 1]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Bins that are none or do not increase, a rule that does not exist, a range that is not finite, weights of another shape,
/// memory that cannot be had or is borrowed.
#[doc(alias = "numpy.histogram")]
pub fn histogram<'a>(a: &Array, options: impl Into<HistogramOptions<'a>>) -> Result<(Array, Array)> {
    let options = options.into();
    let (a, weights) = flat(a, &options)?;
    let (edges, uniform) = Edges::of(&a, &options.bins, options.range, weights.is_some())?.finish()?;
    let counts = match &uniform {
        Some(uniform) => uniform.count(&a, weights.as_ref(), &edges)?,
        None => by_edges(&a, weights.as_ref(), &edges)?,
    };
    if !options.density {
        return Ok((counts, edges));
    }
    let widths = differences(&edges)?.astype(DType::F64)?;
    let density = divide(&divide(&counts, &widths)?, &counts.sum(..)?)?;
    Ok((density, edges))
}

/// The edges of the bins that [`histogram`] would count in.
///
/// ```
/// let x = nd_core::array![0, 0, 0, 1, 2, 3, 3, 4, 5];
/// assert_eq!(nd_sort::histogram_bin_edges(&x, 5)?.to_string(), "[0. 1. 2. 3. 4. 5.]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`histogram`].
#[doc(alias = "numpy.histogram_bin_edges")]
pub fn histogram_bin_edges<'a>(a: &Array, options: impl Into<HistogramOptions<'a>>) -> Result<Array> {
    let options = options.into();
    let (a, weights) = flat(a, &options)?;
    Ok(Edges::of(&a, &options.bins, options.range, weights.is_some())?.finish()?.0)
}

/// Data and weights on one axis each; booleans as numbers.
fn flat(a: &Array, options: &HistogramOptions<'_>) -> Result<(Array, Option<Array>)> {
    if options.weights.is_some_and(|weights| weights.shape() != a.shape()) {
        return Err(SortError::WeightShape.into());
    }
    let weights = options.weights.map(Array::ravel).transpose()?;
    let a = if a.dtype().kind() == 'b' { a.astype(DType::U8)? } else { a.clone() };
    Ok((a.ravel()?, weights))
}

/// Each element but the first, less the one before it.
fn differences(a: &Array) -> Result<Array> {
    subtract(&a.slice(s![1..])?, &a.slice(s![..-1])?)
}

/// Elements that are counted at a time; with weights, sums are rounded from block to block as NumPy's are.
const BLOCK: usize = 65536;

/// Counts in bins of any width: the differences of the numbers of elements below each edge.
fn by_edges(a: &Array, weights: Option<&Array>, edges: &Array) -> Result<Array> {
    let places = |sorted: &Array| {
        let below = searchsorted(sorted, &edges.slice(s![..-1])?, Side::Left)?;
        concatenate(&[&below, &searchsorted(sorted, &edges.slice(s![-1..])?, Side::Right)?], 0)
    };
    let dtype = weights.map_or(DType::I64, |weights| weights.dtype().clone());
    let mut total = zeros(edges.shape(), &dtype)?;
    for from in (0..a.size()).step_by(BLOCK) {
        let block = a.slice(from..from + BLOCK)?;
        let part = match weights {
            None => places(&sort(&block, -1)?)?,
            Some(weights) => {
                let order = argsort(&block, -1)?;
                let sums = weights.slice(from..from + BLOCK)?.get(&order)?.cumsum(0)?;
                let sums = concatenate(&[&zeros(1, &dtype)?, &sums], 0)?;
                sums.get(&places(&block.get(&order)?)?)?
            }
        };
        total = nd_ufunc::add(&total, &part)?.astype(&dtype)?;
    }
    if edges.size() == 0 { Ok(total) } else { differences(&total) }
}

/// Which of equal bins each element of a block lies in, and the elements' weights; elements outside of all are left out.
fn inside(a: &Array, weights: Option<&Array>, uniform: &Uniform) -> Result<(Array, Option<Array>)> {
    let keep = logical_and(&greater_equal(a, &uniform.low)?, &less_equal(a, &uniform.high)?)?;
    if keep.all(..)?.item::<bool>()? {
        return Ok((a.clone(), weights.cloned()));
    }
    Ok((a.get(&keep)?, weights.map(|weights| weights.get(&keep)).transpose()?))
}

/// The optional arguments of [`bincount`].
#[derive(Clone, Copy, Default)]
pub struct BincountOptions<'a> {
    weights: Option<&'a Array>,
    minlength: usize,
}

/// Counts, for as many numbers as there are.
impl From<core::ops::RangeFull> for BincountOptions<'_> {
    fn from(_: core::ops::RangeFull) -> Self {
        BincountOptions::default()
    }
}

impl<'a> BincountOptions<'a> {
    /// Counts, in as many bins as are needed.
    pub fn new() -> BincountOptions<'a> {
        BincountOptions::default()
    }

    /// Adds up these weights instead of ones.
    pub fn weights(mut self, weights: &'a Array) -> Self {
        self.weights = Some(weights);
        self
    }

    /// Makes at least this many bins.
    pub fn minlength(mut self, minlength: usize) -> Self {
        self.minlength = minlength;
        self
    }
}

/// How often each number from 0 to the largest is in an array of non-negative integers.
///
/// ```
/// use nd_core::array;
/// use nd_sort::{BincountOptions, bincount};
/// assert_eq!(bincount(&array![0, 1, 1, 3], ..)?.to_string(), "[1 2 0 1]");
/// let halves = array![0.5, 0.5, 0.5, 0.5];
/// let sums = bincount(&array![0, 1, 1, 3], BincountOptions::new().weights(&halves))?;
/// assert_eq!(sums.to_string(), "[0.5 1.  0.  0.5]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Negative elements, elements that are not integers, several axes, weights of another length, memory that cannot be had
/// or is borrowed.
#[doc(alias = "numpy.bincount")]
pub fn bincount<'a>(x: &Array, options: impl Into<BincountOptions<'a>>) -> Result<Array> {
    let options = options.into();
    match x.ndim() {
        0 => return Err(SortError::Depth.into()),
        1 => {}
        _ => return Err(SortError::Deep.into()),
    }
    let at = match x.dtype().kind() {
        'b' | 'i' | 'u' if x.is_empty() => zeros(0, DType::I64)?,
        // What does not fit is negative, as in NumPy.
        'u' => x.astype(DType::I64)?,
        _ => x.clone(),
    };
    let at = packed::<i64>(&at)?;
    let at = slice(&at);
    let (least, most) = at.iter().fold((0, -1), |(least, most), &at| (at.min(least), at.max(most)));
    if least < 0 {
        return Err(SortError::Negative.into());
    }
    let bins = usize::try_from(most.wrapping_add(1)).map_err(|_| SortError::Memory { bytes: usize::MAX })?;
    let bins = bins.max(options.minlength);
    match options.weights {
        None => {
            let mut counts = scratch(bins, 0i64)?;
            at.iter().for_each(|&at| counts[at as usize] += 1);
            Array::from_vec(counts)
        }
        Some(weights) => {
            if weights.shape() != x.shape() {
                return Err(SortError::WeightLength.into());
            }
            let mut sums = scratch(bins, 0.0f64)?;
            let weights = packed::<f64>(weights)?;
            at.iter().zip(slice(&weights)).for_each(|(&at, weight)| sums[at as usize] += weight);
            Array::from_vec(sums)
        }
    }
}

/// The elements of a row, read where they lie if they are packed ones of `T`, else from a copy.
///
/// # Errors
/// A dtype that does not cast safely; memory that cannot be had or is borrowed.
fn packed<T: Plain>(row: &Array) -> Result<ViewGuard<T>> {
    row.dtype().check_cast(&T::DTYPE, Casting::Safe)?;
    match row.view::<T>() {
        Ok(guard) if row.is_c_contiguous() => Ok(guard),
        _ => row.astype(T::DTYPE)?.copy_in(Order::C)?.view::<T>(),
    }
}

/// The elements of packed ones.
fn slice<T: Plain>(guard: &ViewGuard<T>) -> &[T] {
    guard.view().as_slice().expect("packed elements")
}

/// A vector of `n` copies of `value`.
fn scratch<T: Clone>(n: usize, value: T) -> Result<Vec<T>> {
    let mut vec = Vec::new();
    let bytes = n.saturating_mul(size_of::<T>());
    vec.try_reserve_exact(n).map_err(|_| SortError::Memory { bytes })?;
    vec.resize(n, value);
    Ok(vec)
}
