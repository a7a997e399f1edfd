//! Covariances, averages, interpolation, histograms of several axes, statistics without NaN.

#![forbid(unsafe_code)]

use nd::prelude::*;
use nd::{Bins, Complex, CovOptions, HistogramddOptions, InterpOptions, ReduceOptions, Weak};

use super::reductions::with_options;
use crate::case::{Call, Outcome};
use crate::given::{Failure, Given};

type Reduction = for<'a> fn(&Array, ReduceOptions<'a>) -> Result<Array>;

pub(super) fn run(call: &Call) -> Outcome {
    let x = call.array(0)?;
    let reduction: Reduction = match call.op() {
        "cov" => return covariance(call, |x, options| nd::cov(x, options)),
        "corrcoef" => return covariance(call, |x, options| nd::corrcoef(x, options)),
        "average" | "average_returned" => return average(call, &x),
        "interp" => return interp(call),
        "histogram2d" => {
            let weights = call.array_keyword("weights")?;
            let options = histogram_options(call, 2, weights.as_ref())?;
            let (counts, x_edges, y_edges) = nd::histogram2d(&x, &call.array(1)?, options)?;
            return Ok(vec![counts, x_edges, y_edges].into());
        }
        "histogramdd" => {
            let weights = call.array_keyword("weights")?;
            let (counts, edges) = nd::histogramdd(&x, histogram_options(call, 1, weights.as_ref())?)?;
            return Ok(crate::answer::Answer::Tuple(vec![counts.into(), edges.into()]));
        }
        "nansum" => |x, options| nd::nansum(x, options),
        "nanprod" => |x, options| nd::nanprod(x, options),
        "nanmean" => |x, options| nd::nanmean(x, options),
        "nanvar" => |x, options| nd::nanvar(x, options),
        "nanstd" => |x, options| nd::nanstd(x, options),
        "nanmin" => |x, options| nd::nanmin(x, options),
        "nanmax" => |x, options| nd::nanmax(x, options),
        "nanargmin" => |x, options| nd::nanargmin(x, options),
        "nanargmax" => |x, options| nd::nanargmax(x, options),
        "nancumsum" => |x, options| nd::nancumsum(x, options),
        "nancumprod" => |x, options| nd::nancumprod(x, options),
        _ => return call.unknown(),
    };
    Ok(with_options(call, |options| reduction(&x, options))?.into())
}

fn covariance(call: &Call, function: impl FnOnce(&Array, CovOptions<'_>) -> Result<Array>) -> Outcome {
    let second = if call.len() > 1 { Some(call.array(1)?) } else { None };
    let (fweights, aweights) = (call.array_keyword("fweights")?, call.array_keyword("aweights")?);
    let mut options = CovOptions::new();
    if let Some(second) = &second {
        options = options.with(second);
    }
    if matches!(call.keyword("rowvar"), Some(Given::Bool(false))) {
        options = options.columns();
    }
    if call.flag("bias") {
        options = options.bias();
    }
    if let Some(ddof) = call.keyword("ddof") {
        options = options.ddof(ddof.int()?);
    }
    if let Some(weights) = &fweights {
        options = options.fweights(weights);
    }
    if let Some(weights) = &aweights {
        options = options.aweights(weights);
    }
    if let Some(dtype) = call.dtype_keyword()? {
        options = options.dtype(dtype)?;
    }
    Ok(function(&call.array(0)?, options)?.into())
}

fn average(call: &Call, x: &Array) -> Outcome {
    let weights = call.array_keyword("weights")?;
    let mut options = axis(call.axes()?);
    if call.flag("keepdims") {
        options = options.keepdims();
    }
    if call.op() == "average" {
        return Ok(nd::average(x, weights.as_ref(), options)?.into());
    }
    let (mean, sum) = nd::average::returned(x, weights.as_ref(), options)?;
    Ok(vec![mean, sum].into())
}

fn interp(call: &Call) -> Outcome {
    let number = |given: &Given| match given {
        Given::Weak(Weak::Complex(z)) => Ok(*z),
        other => Ok::<_, Failure>(Complex::new(other.float()?, 0.0)),
    };
    let mut options = InterpOptions::new();
    if let Some(left) = call.keyword("left") {
        options = options.left(number(left)?);
    }
    if let Some(right) = call.keyword("right") {
        options = options.right(number(right)?);
    }
    if let Some(period) = call.keyword("period") {
        options = options.period(period.float()?);
    }
    Ok(nd::interp(call.operand(0)?, &call.array(1)?, &call.array(2)?, options)?.into())
}

fn histogram_options<'a>(
    call: &Call,
    at: usize,
    weights: Option<&'a Array>,
) -> Result<HistogramddOptions<'a>, Failure> {
    let bins = |given: &Given| match given {
        Given::Array(edges) => Ok(Bins::from(edges)),
        other => Ok::<_, Failure>(Bins::from(other.int()?)),
    };
    let mut options = match call.given(at)? {
        Given::List(each) => HistogramddOptions::bins(each.iter().map(bins).collect::<Result<Vec<_>, _>>()?),
        one => HistogramddOptions::from(bins(one)?),
    };
    if let Some(ranges) = call.keyword("range") {
        let range = |given: &Given| match given {
            Given::None => Ok(None),
            pair => {
                let pair = pair.items()?;
                Ok::<_, Failure>(Some((pair[0].float()?, pair[1].float()?)))
            }
        };
        options = options.ranges(&ranges.items()?.iter().map(range).collect::<Result<Vec<_>, _>>()?);
    }
    if call.flag("density") {
        options = options.density();
    }
    if let Some(weights) = weights {
        options = options.weights(weights);
    }
    Ok(options)
}
