//! Dates and spans of time.

#![forbid(unsafe_code)]

use nd::prelude::*;
use nd::{
    Axes, BusDayCalendar, DateTextOptions, Initial, OffsetOptions, ReduceOptions, Roll, Scalar,
    SearchOptions, TimeUnit, Ufunc,
};

use super::arithmetic::ufunc;
use super::ufuncs::named;
use crate::answer::Answer;
use crate::case::{Call, Outcome, casting};
use crate::given::{Failure, Given};

pub(super) fn run(call: &Call) -> Outcome {
    let op = call.op();
    // The one with two results.
    if op != "divmod"
        && let Ok(function) = function(op)
    {
        return ufunc(call, &function);
    }
    Ok(match op {
        "astype" => call.array(0)?.astype(call.dtype(1)?)?.into(),
        "assign" => {
            let x = call.array(0)?;
            x.assign(call.operand(1)?)?;
            x.into()
        }
        "str" => call.array(0)?.to_string().into(),
        "repr" => format!("{:?}", call.array(0)?).into(),
        "divmod" => nd::divmod(call.operand(0)?, call.operand(1)?)?.into(),
        "reduce" => {
            let mut options = reduce_options(call)?;
            if let Some(initial) = call.keyword("initial") {
                options.initial = Some(match initial {
                    Given::Scalar(scalar) => Initial::from(scalar.clone()),
                    other => Initial::from(other.int()?),
                });
            }
            function(call.text(1)?)?.reduce(&call.array(0)?, options)?.into()
        }
        "accumulate" => function(call.text(1)?)?.accumulate(&call.array(0)?, 0)?.into(),
        "reduceat" => {
            let starts = call.array(2)?;
            function(call.text(1)?)?.reduceat(&call.array(0)?, &starts, 0)?.into()
        }
        "at_add" | "at_maximum" => {
            let (x, index) = (call.array(0)?, call.given(1)?.index()?);
            function(&op[3..])?.at(&x, index, call.operand(2)?)?;
            x.into()
        }
        "mean" => call.array(0)?.mean(..)?.into(),
        "argmin" => nd::argmin(&call.array(0)?, axis_or_all(call)?)?.into(),
        "argmax" => nd::argmax(&call.array(0)?, axis_or_all(call)?)?.into(),
        "min" => call.array(0)?.min(..)?.into(),
        "max" => call.array(0)?.max(..)?.into(),
        "ptp" => nd::ptp(&call.array(0)?, ..)?.into(),
        "any" => call.array(0)?.any(..)?.into(),
        "all" => call.array(0)?.all(..)?.into(),
        "count_nonzero" => nd::count_nonzero(&call.array(0)?, ..)?.into(),
        "diff" => nd::diff(&call.array(0)?, 1, -1)?.into(),
        "sort" => nd::sort(&call.array(0)?, axis(call, -1)?)?.into(),
        "argsort" => nd::argsort(&call.array(0)?, axis(call, -1)?)?.into(),
        "unique" => nd::unique(&call.array(0)?)?.into(),
        "partition" => nd::partition(&call.array(0)?, call.int(1)? as isize, -1)?.into(),
        "searchsorted" => nd::searchsorted(&call.array(0)?, &call.array(1)?, SearchOptions::new())?.into(),
        "concatenate" => nd::concatenate(&[&call.array(0)?, &call.array(1)?], 0)?.into(),
        "where" => nd::where_(&call.array(0)?, &call.array(1)?, &call.array(2)?)?.into(),
        "clip" => nd::clip(&call.array(0)?, &call.array(1)?, &call.array(2)?)?.into(),
        "npy" => {
            let mut bytes = Vec::new();
            let x = call.array(0)?;
            nd::write_npy(&mut bytes, &x)?;
            let back = nd::read_npy(&bytes[..])?;
            if back.dtype() != x.dtype() || back.tobytes()? != x.tobytes()? {
                return Err(Failure::Case("the file gives another array".into()));
            }
            bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>().into()
        }
        "arange" => arange(call)?.into(),
        "datetime_data" => {
            let data = call.dtype(0)?.datetime_data()?;
            Answer::Tuple(vec![data.unit.to_string().into(), i64::from(data.multiple).into()])
        }
        "datetime_as_string" => nd::datetime_as_string(&call.array(0)?, text_options(call)?)?.into(),
        "busday_offset" => {
            let options =
                OffsetOptions { roll: call.text(2)?.parse::<Roll>()?, calendar: calendar(call, 3)? };
            nd::busday_offset(&call.array(0)?, &call.array(1)?, options)?.into()
        }
        "busday_count" => nd::busday_count(&call.array(0)?, &call.array(1)?, &calendar(call, 2)?)?.into(),
        "is_busday" => nd::is_busday(&call.array(0)?, &calendar(call, 1)?)?.into(),
        "holidays" => calendar(call, 0)?.holidays()?.into(),
        "weekmask" => Array::from_slice(&BusDayCalendar::week(call.text(0)?)?.weekmask())?.into(),
        _ => return call.unknown(),
    })
}

/// The universal function of that name, those of `arithmetic` and some more.
fn function(op: &str) -> Result<Ufunc, String> {
    Ok(match op {
        "fmax" => nd::fmax::UFUNC,
        "fmin" => nd::fmin::UFUNC,
        "absolute" => nd::absolute::UFUNC,
        "sign" => nd::sign::UFUNC,
        "positive" => nd::positive::UFUNC,
        "isnat" => nd::isnat::UFUNC,
        "isfinite" => nd::isfinite::UFUNC,
        "isinf" => nd::isinf::UFUNC,
        "floor" => nd::floor::UFUNC,
        "logical_xor" => nd::logical_xor::UFUNC,
        _ => return named(op),
    })
}

fn reduce_options(call: &Call) -> Result<ReduceOptions<'static>, Failure> {
    // A ufunc's own reduction is along the first axis unless told otherwise.
    let axes = match call.keyword("axis") {
        Some(axis) => Axes::from(axis.int()? as isize),
        None => Axes::from(0),
    };
    Ok(ReduceOptions { axes, keepdims: call.flag("keepdims"), ..ReduceOptions::default() })
}

fn axis(call: &Call, default: isize) -> Result<isize, Failure> {
    Ok(match call.keyword("axis") {
        Some(axis) => axis.int()? as isize,
        None => default,
    })
}

fn axis_or_all(call: &Call) -> Result<Axes, Failure> {
    Ok(match call.keyword("axis") {
        Some(axis) => Axes::from(axis.int()? as isize),
        None => Axes::from(..),
    })
}

fn text_options(call: &Call) -> Result<DateTextOptions, Failure> {
    let mut options = DateTextOptions::new();
    if let Some(unit) = call.keyword("unit") {
        options = match unit.text()? {
            "auto" => options.auto(),
            unit => options.unit(unit.parse::<TimeUnit>()?),
        };
    }
    if call.keyword("timezone").is_some() {
        options = options.utc();
    }
    if let Some(rule) = call.keyword("casting") {
        options = options.casting(casting(rule.text()?)?);
    }
    Ok(options)
}

fn calendar(call: &Call, at: usize) -> Result<BusDayCalendar, Failure> {
    Ok(BusDayCalendar::new(call.text(at)?, &call.array(at + 1)?)?)
}

/// `arange` of the times and counts that the case gives.
fn arange(call: &Call) -> Result<Array, Failure> {
    let scalar = |i: usize| match call.given(i) {
        Ok(Given::Scalar(scalar)) => Some(scalar.clone()),
        _ => None,
    };
    let other = || Failure::Case("no range of times".into());
    Ok(match (scalar(0), scalar(1), scalar(2), call.len()) {
        (Some(Scalar::DateTime(a)), Some(Scalar::DateTime(b)), None, 2) => nd::try_arange((a, b))?,
        (Some(Scalar::DateTime(a)), Some(Scalar::DateTime(b)), Some(Scalar::TimeDelta(c)), _) => {
            nd::try_arange((a, b, c))?
        }
        (Some(Scalar::DateTime(a)), Some(Scalar::DateTime(b)), None, _) => {
            nd::try_arange((a, b, call.int(2)?))?
        }
        (Some(Scalar::DateTime(a)), None, None, 2) => nd::try_arange((a, call.int(1)?))?,
        (Some(Scalar::TimeDelta(a)), Some(Scalar::TimeDelta(b)), Some(Scalar::TimeDelta(c)), _) => {
            nd::try_arange((a, b, c))?
        }
        (Some(Scalar::TimeDelta(a)), Some(Scalar::TimeDelta(b)), None, 3) => {
            nd::try_arange((a, b, call.int(2)?))?
        }
        _ => return Err(other()),
    })
}
