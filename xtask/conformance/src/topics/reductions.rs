//! Reductions and accumulations.

#![forbid(unsafe_code)]

use nd::prelude::*;
use nd::{Axes, Initial, ReduceOptions};

use super::ufuncs::named;
use crate::case::{Call, Outcome};
use crate::given::{Failure, Given};

pub(super) fn run(call: &Call) -> Outcome {
    let x = call.array(0)?;
    if let Some((function, method)) = call.op().split_once('.') {
        let function = named(function)?;
        return Ok(match method {
            "reduce" => with_options(call, |options| function.reduce(&x, options))?.into(),
            "accumulate" => function.accumulate(&x, axis_or(call, 0)?)?.into(),
            "outer" => function.outer(&x, &call.array(1)?)?.into(),
            _ => return call.unknown(),
        });
    }
    let result = match call.op() {
        "sum" => with_options(call, |options| x.sum(options)),
        "prod" => with_options(call, |options| x.prod(options)),
        "max" => with_options(call, |options| x.max(options)),
        "min" => with_options(call, |options| x.min(options)),
        "any" => with_options(call, |options| x.any(options)),
        "all" => with_options(call, |options| x.all(options)),
        "mean" => with_options(call, |options| x.mean(options)),
        "var" => with_options(call, |options| x.var(options)),
        "std" => with_options(call, |options| x.std(options)),
        "argmax" => with_options(call, |options| x.argmax(options)),
        "argmin" => with_options(call, |options| x.argmin(options)),
        "cumsum" => with_options(call, |options| x.cumsum(options)),
        "cumprod" => with_options(call, |options| x.cumprod(options)),
        _ => return call.unknown(),
    };
    Ok(result?.into())
}

fn axis_or(call: &Call, default: isize) -> Result<isize, Failure> {
    Ok(call.keyword("axis").map(Given::int).transpose()?.map_or(default, |axis| axis as isize))
}

/// [`with_options_over`] the case's `axis`, or all axes.
pub(super) fn with_options(
    call: &Call,
    reduce: impl FnOnce(ReduceOptions<'_>) -> Result<Array>,
) -> Result<Array, Failure> {
    with_options_over(call, call.axes()?, reduce)
}

/// Calls `reduce` over `axes` with the case's `keepdims`, `dtype`, `out`, `initial`, `where` and `ddof`.
pub(super) fn with_options_over(
    call: &Call,
    axes: Axes,
    reduce: impl FnOnce(ReduceOptions<'_>) -> Result<Array>,
) -> Result<Array, Failure> {
    let (out, mask) = (call.array_keyword("out")?, call.array_keyword("where")?);
    let mut options = axis(axes);
    if call.flag("keepdims") {
        options = options.keepdims();
    }
    if let Some(dtype) = call.dtype_keyword()? {
        options = options.dtype(dtype)?;
    }
    if let Some(out) = &out {
        options = options.out(out);
    }
    if let Some(mask) = &mask {
        options = options.where_(mask);
    }
    if let Some(initial) = call.keyword("initial") {
        options = options.initial(initial_of(initial)?);
    }
    if let Some(ddof) = call.keyword("ddof") {
        options = options.ddof(ddof.float()?);
    }
    Ok(reduce(options)?)
}

fn initial_of(given: &Given) -> Result<Initial, Failure> {
    Ok(match given {
        Given::Scalar(scalar) => scalar.clone().into(),
        Given::Bool(value) => (*value).into(),
        Given::Weak(weak) => (*weak).into(),
        other => other.int()?.into(),
    })
}
