//! `histogramdd` and `histogram2d`: counts in boxes of several axes.

use super::{Bins, Form, bincount, differences, edges::Edges};
use crate::error::SortError;
use crate::histogram::BincountOptions;
use crate::search::searchsorted;
use nd_core::kernel::sort::Side;
use nd_core::{Array, DType, Part, Result, Slice, stack};
use nd_index::{Mode, ravel_multi_index, s};
use nd_ufunc::{MathExt as _, divide, equal, subtract};

/// The optional arguments of [`histogramdd`] and [`histogram2d`]; whatever names bins converts into them, and then counts for
/// every axis.
#[derive(Clone)]
pub struct HistogramddOptions<'a> {
    bins: Vec<Form>,
    ranges: Option<Vec<Option<(f64, f64)>>>,
    density: bool,
    weights: Option<&'a Array>,
}

impl Default for HistogramddOptions<'_> {
    /// Ten bins along every axis over the range of the data.
    fn default() -> Self {
        HistogramddOptions::from(10)
    }
}

impl<B: Into<Bins>> From<B> for HistogramddOptions<'_> {
    fn from(bins: B) -> Self {
        HistogramddOptions { bins: vec![bins.into().0], ranges: None, density: false, weights: None }
    }
}

impl<'a> HistogramddOptions<'a> {
    /// Bins of its own for every axis.
    pub fn bins(bins: impl IntoIterator<Item = Bins>) -> Self {
        HistogramddOptions {
            bins: bins.into_iter().map(|bins| bins.0).collect(),
            ..HistogramddOptions::default()
        }
    }

    /// Where the bins of each axis begin and end; `None` for the range of the data.
    pub fn ranges(mut self, ranges: &[Option<(f64, f64)>]) -> Self {
        self.ranges = Some(ranges.to_vec());
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

/// How many points lie in each box, and the edges of the boxes along each axis. `sample` is `(n, d)`: `n` points of `d`
/// coordinates; the counts are `float64`, of `d` axes.
///
/// ```
/// use nd_core::array;
/// let points = array![[0.0, 0.0], [0.5, 1.0], [2.0, 2.0]];
/// let (counts, edges) = nd_sort::histogramdd(&points, 2)?;
/// assert_eq!(counts.to_string(), "[[1. 1.]\n [0. 1.]]");
/// assert_eq!(edges[0].to_string(), "[0. 1. 2.]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// A sample without two axes, bins that are none or do not increase, another number of them than of axes, ranges that are
/// not finite, weights of another length, memory that cannot be had or is borrowed.
#[doc(alias = "numpy.histogramdd")]
pub fn histogramdd<'a>(
    sample: &Array,
    options: impl Into<HistogramddOptions<'a>>,
) -> Result<(Array, Vec<Array>)> {
    let options = options.into();
    let sample = match sample.ndim() {
        0 | 1 => sample.reshape((-1, 1))?,
        2 => sample.clone(),
        _ => return Err(SortError::SampleAxes.into()),
    };
    let axes = sample.shape()[1];
    let bins: Vec<&Form> = match &options.bins[..] {
        [all] => vec![all; axes],
        each => each.iter().collect(),
    };
    if bins.len() != axes {
        return Err(SortError::BinsPerAxis.into());
    }
    if options.ranges.as_ref().is_some_and(|ranges| ranges.len() != axes) {
        return Err(SortError::RangesPerAxis.into());
    }
    let (mut edges, mut places) = (Vec::with_capacity(axes), Vec::with_capacity(axes));
    for (axis, form) in bins.into_iter().enumerate() {
        let column = sample.slice([Part::from(..), Part::from(axis as isize)])?;
        let range = options.ranges.as_ref().and_then(|ranges| ranges[axis]);
        // A number in an array is a number.
        let count = match form {
            Form::Edges(given) if given.ndim() == 0 => Some(Form::Count(given.astype(DType::I64)?.item()?)),
            _ => None,
        };
        let form = count.as_ref().unwrap_or(form);
        match form {
            Form::Count(count) if *count < 1 => return Err(SortError::BinsPositive { axis }.into()),
            Form::Edges(given) if given.is_empty() => return Err(SortError::Nothing.into()),
            Form::Edges(given) if given.ndim() > 1 => return Err(SortError::BinsRank { axis }.into()),
            Form::Edges(given) if given.size() > 1 && differences(given)?.less(0)?.any(..)?.item()? => {
                return Err(SortError::BinsOrder { axis }.into());
            }
            _ => {}
        }
        let (own, _) = Edges::of(&column, form, range, false)?.finish()?;
        // Place 0 is before the first edge; the last edge belongs to the last bin.
        let place = searchsorted(&own, &column, Side::Right)?;
        let on_edge = equal(&column, &own.slice(s![-1..])?)?.astype(DType::I64)?;
        places.push(subtract(&place, &on_edge)?);
        edges.push(own);
    }
    let padded: Vec<usize> = edges.iter().map(|own| own.size() + 1).collect();
    let all: usize =
        padded.iter().try_fold(1usize, |all, &n| all.checked_mul(n)).ok_or(SortError::TooManyBoxes)?;
    let counting = BincountOptions::new().minlength(all);
    let counting = match options.weights {
        Some(weights) => counting.weights(weights),
        None => counting,
    };
    let flat = ravel_multi_index(&places, &padded, Mode::Raise)?;
    let counts = bincount(&flat, counting)?.reshape(&padded)?.astype(DType::F64)?;
    // What lies outside of all bins goes.
    let core: Vec<Part> =
        padded.iter().map(|_| Part::from(Slice { start: Some(1), stop: Some(-1), step: None })).collect();
    let mut counts = counts.slice(core)?;
    if options.density {
        let total = counts.sum(..)?;
        for (axis, own) in edges.iter().enumerate() {
            let mut shape = vec![1; axes];
            shape[axis] = own.size() - 1;
            counts = divide(&counts, &differences(own)?.reshape(&shape)?)?;
        }
        counts = divide(&counts, &total)?;
    }
    Ok((counts.copy()?, edges))
}

/// How many points `(x, y)` lie in each rectangle, and its edges: [`histogramdd`] of two axes. One array of edges counts for
/// both.
///
/// ```
/// use nd_core::array;
/// let (counts, x_edges, _) = nd_sort::histogram2d(&array![0, 1, 2], &array![0, 0, 2], &array![0, 1, 2])?;
/// assert_eq!(counts.to_string(), "[[1. 0.]\n [1. 1.]]");
/// assert_eq!(x_edges.to_string(), "[0 1 2]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Coordinates of different lengths; otherwise as [`histogramdd`].
#[doc(alias = "numpy.histogram2d")]
pub fn histogram2d<'a>(
    x: &Array,
    y: &Array,
    options: impl Into<HistogramddOptions<'a>>,
) -> Result<(Array, Array, Array)> {
    if x.len()? != y.len()? {
        return Err(SortError::CoordinateLengths.into());
    }
    let (counts, edges) = histogramdd(&stack(&[x, y], 1)?, options)?;
    match <[Array; 2]>::try_from(edges) {
        Ok([x_edges, y_edges]) => Ok((counts, x_edges, y_edges)),
        Err(_) => Err(SortError::SampleAxes.into()),
    }
}
