//! Where bins begin and end, and the rules that find how many there should be.

use super::{BLOCK, BincountOptions, Form, bincount, histogram, inside};
use crate::error::SortError;
use crate::quantile::percentile;
use nd_core::{Array, DType, Result, Scalar, linspace, result_type, zeros};
use nd_index::s;
use nd_ufunc::{
    MathExt, add, divide, equal, greater, greater_equal, isnan, less, logical_and, multiply, subtract,
};

/// Edges, given or to be made.
pub(super) enum Edges {
    Given(Array),
    Equal(Box<Uniform>),
}

/// Bins of equal width.
pub(super) struct Uniform {
    /// The first edge: one number, in the dtype that it has.
    pub(super) first: Array,
    /// The last edge.
    pub(super) last: Array,
    /// The first edge as elements are compared with it.
    pub(super) low: Array,
    /// The last edge as elements are compared with it.
    pub(super) high: Array,
    bins: usize,
    /// The dtype of the edges.
    dtype: DType,
}

impl Edges {
    /// The edges for data on one axis.
    pub(super) fn of(a: &Array, bins: &Form, range: Option<(f64, f64)>, weighted: bool) -> Result<Edges> {
        match bins {
            Form::Edges(edges) if edges.ndim() != 1 => Err(SortError::BinRank.into()),
            Form::Edges(edges) => {
                if edges.size() > 1 {
                    let falls = greater(&edges.slice(s![..-1])?, &edges.slice(s![1..])?)?;
                    if falls.any(..)?.item::<bool>()? {
                        return Err(SortError::BinOrder.into());
                    }
                }
                Ok(Edges::Given(edges.clone()))
            }
            Form::Count(count) if *count < 1 => Err(SortError::NoBins.into()),
            Form::Count(count) => Uniform::new(a, range, |_, _| Ok(*count as usize))
                .map(|uniform| Edges::Equal(Box::new(uniform))),
            Form::Rule(name) => {
                let rule = Rule::named(name)?;
                if weighted {
                    return Err(SortError::EstimatorWeights.into());
                }
                Uniform::new(a, range, |first, last| {
                    let kept = match range {
                        None => a.clone(),
                        Some(_) => {
                            let above = greater_equal(a, first)?;
                            a.get(&logical_and(&above, &nd_ufunc::less_equal(a, last)?)?)?
                        }
                    };
                    rule.bins(&kept, first, last)
                })
                .map(|uniform| Edges::Equal(Box::new(uniform)))
            }
        }
    }

    /// The edges as an array, and how to find bins by arithmetic if they are equal.
    pub(super) fn finish(self) -> Result<(Array, Option<Uniform>)> {
        match self {
            Edges::Given(edges) => Ok((edges, None)),
            Edges::Equal(uniform) => Ok((uniform.edges()?, Some(*uniform))),
        }
    }
}

fn number(x: &Array) -> Result<f64> {
    x.astype(DType::F64)?.item()
}

/// `b - a` as a number, exact for integers.
fn span(a: &Array, b: &Array) -> Result<f64> {
    let dtype = result_type(&[a.dtype().into(), b.dtype().into()])?;
    if matches!(dtype.kind(), 'i' | 'u') {
        let wide = |x: &Array| x.astype(DType::I64)?.item::<i64>();
        return Ok(wide(b)?.wrapping_sub(wide(a)?) as u64 as f64);
    }
    number(&subtract(b, a)?)
}

impl Uniform {
    fn new(
        a: &Array,
        range: Option<(f64, f64)>,
        bins: impl Fn(&Array, &Array) -> Result<usize>,
    ) -> Result<Uniform> {
        let (mut first, mut last, found) = match range {
            Some((first, last)) => {
                if first > last {
                    return Err(SortError::RangeOrder.into());
                }
                (Array::from_scalar(first)?, Array::from_scalar(last)?, "supplied")
            }
            None if a.is_empty() => {
                // Nothing has no ends of its own: NumPy's are the literals 0 and 1.
                let dtype = result_type(&[a.dtype().into(), nd_core::Weak::from(0).into()])?;
                let end = |value: i64| Array::from_scalar(Scalar::from(value))?.astype(&dtype);
                (end(0)?, end(1)?, "supplied")
            }
            None => (a.min(..)?, a.max(..)?, "autodetected"),
        };
        let (low, high) = (number(&first)?, number(&last)?);
        let nat = matches!(a.dtype().kind(), 'm' | 'M') && isnan(&first)?.item()?;
        if nat || !(low.is_finite() && high.is_finite()) {
            return Err(
                SortError::RangeInfinite { found, first: first.scalar()?, last: last.scalar()? }.into()
            );
        }
        if equal(&first, &last)?.item::<bool>()? {
            (first, last) = (subtract(&first, 0.5)?, add(&last, 0.5)?);
        }
        // A supplied range is of Python's numbers, which do not count beside floats.
        let mut dtype = match range {
            Some(_) => result_type(&[a.dtype().into(), nd_core::Weak::from(0.0).into()])?,
            None => result_type(&[first.dtype().into(), last.dtype().into(), a.dtype().into()])?,
        };
        if matches!(dtype.kind(), 'i' | 'u') {
            dtype = DType::F64;
        }
        // Beside floats, numbers of Python are rounded to their dtype before they are compared.
        let compared = |end: &Array| match (range, dtype.kind()) {
            (Some(_), 'f') => end.astype(&dtype),
            _ => Ok(end.clone()),
        };
        let (low, high) = (compared(&first)?, compared(&last)?);
        let bins = bins(&low, &high)?;
        Ok(Uniform { first, last, low, high, bins, dtype })
    }

    /// The edges, which must all differ.
    fn edges(&self) -> Result<Array> {
        let (first, last) = (number(&self.first)?, number(&self.last)?);
        let too_many = SortError::TooManyBins { bins: self.bins };
        let Some(count) = self.bins.checked_add(1) else { return Err(too_many.into()) };
        let edges = if self.dtype.itemsize() < 8 && self.first.dtype().itemsize() < 8 {
            // NumPy computes these in the dtype itself.
            let steps = nd_core::try_arange(count)?.astype(&self.dtype)?;
            let step = divide(&subtract(&self.last, &self.first)?, self.bins as i64)?;
            let edges = add(&multiply(&steps, &step)?, &self.first)?.astype(&self.dtype)?;
            edges.slice(s![-1..])?.assign(&self.last)?;
            edges
        } else {
            linspace(first, last, count)?.astype(&self.dtype)?
        };
        if greater_equal(&edges.slice(s![..-1])?, &edges.slice(s![1..])?)?.any(..)?.item::<bool>()? {
            return Err(too_many.into());
        }
        Ok(edges)
    }

    /// Counts, or sums of weights.
    pub(super) fn count(&self, a: &Array, weights: Option<&Array>, edges: &Array) -> Result<Array> {
        if let Some(weights) = weights.filter(|weights| weights.dtype().kind() == 'c') {
            let total = zeros(self.bins, weights.dtype())?;
            total.real().assign(self.count(a, Some(&weights.real()), edges)?)?;
            total.imag()?.assign(self.count(a, Some(&weights.imag()?), edges)?)?;
            return Ok(total);
        }
        let dtype = weights.map_or(DType::I64, |weights| weights.dtype().clone());
        let mut total = zeros(self.bins, &dtype)?;
        let width = span(&self.first, &self.last)?;
        for from in (0..a.size()).step_by(BLOCK) {
            let block = from..from + BLOCK;
            let weights = weights.map(|weights| weights.slice(block.clone())).transpose()?;
            let (values, weights) = inside(&a.slice(block)?, weights.as_ref(), self)?;
            let values = values.astype(&self.dtype)?;
            let share = divide(&subtract(&values, &self.low)?, width)?;
            let at = multiply(&share, self.bins as i64)?.astype(DType::I64)?;
            let last = self.bins as i64 - 1;
            let at = nd_ufunc::minimum(&at, last)?;
            // Rounding may have crossed an edge.
            let at = subtract(&at, &less(&values, &edges.get(&at)?)?.astype(DType::I64)?)?;
            let above = greater_equal(&values, &edges.get(&add(&at, 1)?)?)?;
            let above = logical_and(&above, &nd_ufunc::not_equal(&at, last)?)?;
            let at = add(&at, &above.astype(DType::I64)?)?;
            let mut options = BincountOptions::new().minlength(self.bins);
            if let Some(weights) = &weights {
                options = options.weights(weights);
            }
            total = add(&total, &bincount(&at, options)?.astype(&dtype)?)?;
        }
        Ok(total)
    }
}

/// How to find the width of bins from the data.
#[derive(Clone, Copy)]
enum Rule {
    Auto,
    FreedmanDiaconis,
    Doane,
    Scott,
    Stone,
    Rice,
    Sturges,
    Sqrt,
}

impl Rule {
    fn named(name: &str) -> Result<Rule> {
        Ok(match name {
            "auto" => Rule::Auto,
            "fd" => Rule::FreedmanDiaconis,
            "doane" => Rule::Doane,
            "scott" => Rule::Scott,
            "stone" => Rule::Stone,
            "rice" => Rule::Rice,
            "sturges" => Rule::Sturges,
            "sqrt" => Rule::Sqrt,
            _ => return Err(SortError::Estimator { name: name.to_string() }.into()),
        })
    }

    /// How many bins to make between the edges.
    fn bins(self, a: &Array, first: &Array, last: &Array) -> Result<usize> {
        if a.is_empty() {
            return Ok(1);
        }
        let mut width = self.width(a, first, last)?;
        if width == 0.0 {
            return Ok(1);
        }
        if matches!(a.dtype().kind(), 'i' | 'u') && width < 1.0 {
            width = 1.0;
        }
        Ok((span(first, last)? / width).ceil() as usize)
    }

    fn width(self, a: &Array, first: &Array, last: &Array) -> Result<f64> {
        let n = a.size() as f64;
        let extent = || span(&a.min(..)?, &a.max(..)?);
        Ok(match self {
            Rule::Sqrt => extent()? / n.sqrt(),
            Rule::Sturges => extent()? / (n.log2() + 1.0),
            Rule::Rice => extent()? / (2.0 * n.powf(1.0 / 3.0)),
            Rule::Scott => (24.0 * std::f64::consts::PI.powf(0.5) / n).powf(1.0 / 3.0) * number(&a.std(..)?)?,
            Rule::FreedmanDiaconis => {
                let ends = percentile(a, [75.0, 25.0], ..)?;
                2.0 * number(&subtract(&ends.slice(0)?, &ends.slice(1)?)?)? * n.powf(-1.0 / 3.0)
            }
            Rule::Auto => {
                let fd = Rule::FreedmanDiaconis.width(a, first, last)?;
                let least = Rule::Sqrt.width(a, first, last)? / 2.0;
                fd.max(least).min(Rule::Sturges.width(a, first, last)?)
            }
            Rule::Doane => {
                let sigma = number(&a.std(..)?)?;
                if n <= 2.0 || sigma <= 0.0 {
                    return Ok(0.0);
                }
                let spread = (6.0 * (n - 2.0) / ((n + 1.0) * (n + 3.0))).sqrt();
                let away = divide(&subtract(a, &a.mean(..)?)?, sigma)?;
                let skew = number(&multiply(&multiply(&away, &away)?, &away)?.mean(..)?)?;
                extent()? / (1.0 + n.log2() + (1.0 + skew.abs() / spread).log2())
            }
            Rule::Stone => stone(a, first, last)?,
        })
    }
}

/// The width that minimises an estimate of the squared error, over numbers of bins up to a bound.
fn stone(a: &Array, first: &Array, last: &Array) -> Result<f64> {
    let n = a.size() as f64;
    let extent = span(&a.min(..)?, &a.max(..)?)?;
    if n <= 1.0 || extent == 0.0 {
        return Ok(0.0);
    }
    let bound = (n.sqrt() as usize).max(100);
    let mut best = (f64::INFINITY, 1);
    for bins in 1..=bound {
        let options = super::HistogramOptions::from(bins).range(number(first)?, number(last)?);
        let shares = divide(&histogram(a, options)?.0, n)?;
        let squares = number(&multiply(&shares, &shares)?.sum(..)?)?;
        let error = (2.0 - (n + 1.0) * squares) / (extent / bins as f64);
        if error < best.0 {
            best = (error, bins);
        }
    }
    Ok(extent / best.1 as f64)
}
