//! The catalogue of universal functions, and their methods.

#![forbid(unsafe_code)]

use nd::Ufunc;
use nd::prelude::*;

use super::arithmetic;
use crate::answer::Answer;
use crate::case::{Call, Outcome};

pub(super) fn run(call: &Call) -> Outcome {
    let op = call.op();
    if let Some(name) = op.strip_prefix("at_") {
        let (function, x, index) = (named(name)?, call.array(0)?, call.array(1)?);
        match call.len() {
            2 => function.at_one(&x, &index)?,
            _ => function.at(&x, &index, call.operand(2)?)?,
        }
        return Ok(x.into());
    }
    if let Some(name) = op.strip_prefix("reduceat_") {
        let (function, x, starts) = (named(name)?, call.array(0)?, call.array(1)?);
        return Ok(function.reduceat(&x, &starts, axes(call)?.unwrap_or(0))?.into());
    }
    if let Some(name) = op.strip_prefix("reduce_") {
        return Ok(named(name)?.reduce(&call.array(0)?, axes(call)?.unwrap_or(0))?.into());
    }
    if let Some(name) = op.strip_prefix("accumulate_") {
        return Ok(named(name)?.accumulate(&call.array(0)?, axes(call)?.unwrap_or(0))?.into());
    }
    match op {
        "where" => Ok(nd::where_(call.operand(0)?, call.operand(1)?, call.operand(2)?)?.into()),
        "clip" => Ok(nd::clip(call.operand(0)?, call.operand(1)?, call.operand(2)?)?.into()),
        "divmod" => pair(nd::divmod(call.operand(0)?, call.operand(1)?)?),
        "modf" => pair(nd::modf(call.operand(0)?)?),
        "frexp" => pair(nd::frexp(call.operand(0)?)?),
        _ => arithmetic::ufunc(call, &named(op)?),
    }
}

fn pair((first, second): (Array, Array)) -> Outcome {
    Ok(Answer::Tuple(vec![first.into(), second.into()]))
}

/// The `axis` keyword.
fn axes(call: &Call) -> Result<Option<isize>, String> {
    call.keyword("axis").map(|axis| axis.int().map(|axis| axis as isize)).transpose()
}

/// One arm per function: `functions!(op: add, ..)`.
macro_rules! functions {
    ($op:expr, $($name:ident)*) => {
        match $op {
            $( stringify!($name) => return Ok(nd::$name::UFUNC), )*
            _ => {}
        }
    };
}

pub(super) fn named(op: &str) -> Result<Ufunc, String> {
    functions!(op, positive absolute fabs sign conjugate reciprocal bitwise_count floor ceil trunc rint isfinite isinf);
    functions!(op, signbit spacing logical_xor fmod divmod gcd lcm copysign nextafter heaviside fmax fmin ldexp power);
    functions!(op, tan arcsin arccos arctan sinh cosh tanh arcsinh arccosh arctanh exp2 expm1 log2 log10 log1p cbrt);
    functions!(op, radians degrees deg2rad rad2deg hypot arctan2 logaddexp logaddexp2 float_power);
    arithmetic::named(op)
}
