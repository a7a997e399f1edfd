//! Sorting, searching, sets, order statistics, histograms.

#![forbid(unsafe_code)]

use nd::prelude::*;
use nd::{
    BincountOptions, Bins, HistogramOptions, Method, QuantileOptions, Quantiles, ReduceOptions,
    SearchOptions, Side, SortKind, SortOptions, Unique, Weak,
};

use crate::answer::Answer;
use crate::case::{Call, Outcome};
use crate::given::{Failure, Given};

pub(super) fn run(call: &Call) -> Outcome {
    Ok(match call.op() {
        "sort" => nd::sort(&call.array(0)?, sorting(call, 1)?)?.into(),
        "sorted_view" => {
            let base = call.array(0)?;
            call.array(1)?.sort(sorting(call, 2)?)?;
            base.into()
        }
        "argsort" => nd::argsort(&call.array(0)?, sorting(call, 1)?)?.into(),
        "lexsort" => {
            let keys = call.arrays()?;
            nd::lexsort(&keys.iter().collect::<Vec<_>>(), -1)?.into()
        }
        "partitioned_at" => {
            let (x, kth) = (call.array(0)?, call.int(1)?);
            nd::partition(&x, kth, sorting(call, 2)?)?
                .moveaxis(call.int(2)?, -1)?
                .get(nd::ix![..., kth])?
                .into()
        }
        "searchsorted" => {
            let mut options = SearchOptions::new().side(side(call.text(2)?));
            let sorter = call.array_keyword("sorter")?;
            if let Some(sorter) = &sorter {
                options = options.sorter(sorter);
            }
            nd::searchsorted(&call.array(0)?, call.operand(1)?, options)?.into()
        }
        "digitize" => nd::digitize(&call.array(0)?, &call.array(1)?, call.flag("right"))?.into(),
        "unique" => nd::unique(&call.array(0)?)?.into(),
        "unique_parts" => {
            let x = call.array(0)?;
            let mut unique = Unique::of(&x).index().inverse().counts();
            if let Some(axis) = call.keyword("axis") {
                unique = unique.axis(axis.int()? as isize);
            }
            if call.keyword("equal_nan").is_some() {
                unique = unique.equal_nan(call.flag("equal_nan"));
            }
            let found = unique.run()?;
            let parts = [Some(found.values), found.index, found.inverse, found.counts];
            Answer::Tuple(parts.into_iter().flatten().map(Answer::Array).collect())
        }
        "intersect1d" => nd::intersect1d(&call.array(0)?, &call.array(1)?)?.into(),
        "union1d" => nd::union1d(&call.array(0)?, &call.array(1)?)?.into(),
        "setdiff1d" => nd::setdiff1d(&call.array(0)?, &call.array(1)?)?.into(),
        "setxor1d" => nd::setxor1d(&call.array(0)?, &call.array(1)?)?.into(),
        "isin" => nd::isin(&call.array(0)?, &call.array(1)?)?.into(),
        "sort_complex" => nd::sort_complex(&call.array(0)?)?.into(),
        "median" => nd::median(&call.array(0)?, reducing(call)?)?.into(),
        "nanmedian" => nd::nanmedian(&call.array(0)?, reducing(call)?)?.into(),
        "quantile" => nd::quantile(&call.array(0)?, quantiles(call)?, quantile_options(call)?)?.into(),
        "percentile" => nd::percentile(&call.array(0)?, quantiles(call)?, quantile_options(call)?)?.into(),
        "nanquantile" => nd::nanquantile(&call.array(0)?, quantiles(call)?, quantile_options(call)?)?.into(),
        "nanpercentile" => {
            nd::nanpercentile(&call.array(0)?, quantiles(call)?, quantile_options(call)?)?.into()
        }
        "histogram" => return histogram(call),
        "bincount" => {
            let weights = call.array_keyword("weights")?;
            let mut options = BincountOptions::new();
            if let Some(weights) = &weights {
                options = options.weights(weights);
            }
            if let Some(minlength) = call.keyword("minlength") {
                options = options.minlength(minlength.int()? as usize);
            }
            nd::bincount(&call.array(0)?, options)?.into()
        }
        _ => return call.unknown(),
    })
}

/// Operand `i` as an axis or None, and the keywords of a sort.
fn sorting(call: &Call, i: usize) -> Result<SortOptions, Failure> {
    let options = match call.given(i)? {
        Given::None => SortOptions::from(..),
        axis => SortOptions::new().axis(axis.int()? as isize),
    };
    Ok(if call.flag("stable") { options.kind(SortKind::Stable) } else { options })
}

fn side(name: &str) -> Side {
    if name == "right" { Side::Right } else { Side::Left }
}

fn reducing(call: &Call) -> Result<ReduceOptions<'static>, Failure> {
    let options = ReduceOptions { axes: call.axes()?, ..ReduceOptions::default() };
    Ok(if call.flag("keepdims") { options.keepdims() } else { options })
}

fn quantiles(call: &Call) -> Result<Quantiles, Failure> {
    Ok(match call.given(1)? {
        Given::Array(q) => q.into(),
        Given::Weak(Weak::Int(q)) => (*q as i64).into(),
        other => other.float()?.into(),
    })
}

fn quantile_options(call: &Call) -> Result<QuantileOptions<'static>, Failure> {
    let options = QuantileOptions::from(reducing(call)?);
    let Some(name) = call.keyword("method") else { return Ok(options) };
    let method = match name.text()? {
        "inverted_cdf" => Method::InvertedCdf,
        "averaged_inverted_cdf" => Method::AveragedInvertedCdf,
        "closest_observation" => Method::ClosestObservation,
        "interpolated_inverted_cdf" => Method::InterpolatedInvertedCdf,
        "hazen" => Method::Hazen,
        "weibull" => Method::Weibull,
        "linear" => Method::Linear,
        "median_unbiased" => Method::MedianUnbiased,
        "normal_unbiased" => Method::NormalUnbiased,
        "lower" => Method::Lower,
        "higher" => Method::Higher,
        "midpoint" => Method::Midpoint,
        "nearest" => Method::Nearest,
        other => return Err(Failure::Case(format!("method '{other}'"))),
    };
    Ok(options.method(method))
}

fn histogram(call: &Call) -> Outcome {
    let bins: Bins = match call.given(1)? {
        Given::Text(rule) => rule.as_str().into(),
        Given::Array(edges) => edges.into(),
        count => count.int()?.into(),
    };
    let mut options = HistogramOptions::from(bins);
    if let Some(Given::Tuple(range)) = call.keyword("range") {
        options = options.range(range[0].float()?, range[1].float()?);
    }
    let weights = call.array_keyword("weights")?;
    if let Some(weights) = &weights {
        options = options.weights(weights);
    }
    if call.flag("density") {
        options = options.density();
    }
    let (counts, edges) = nd::histogram(&call.array(0)?, options)?;
    Ok(Answer::Tuple(vec![counts.into(), edges.into()]))
}
