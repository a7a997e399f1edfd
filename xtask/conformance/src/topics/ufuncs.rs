//! The catalogue of universal functions, and their methods.

#![forbid(unsafe_code)]

use nd::prelude::*;
use nd::{Call as UfuncCall, Ufunc};

use super::arithmetic::{self, order_of};
use crate::answer::Answer;
use crate::case::{Call, Outcome};
use crate::given::{Failure, Given};

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
        "clip" => {
            let made = nd::clip::with(call.operand(0)?, call.operand(1)?, call.operand(2)?);
            Ok(with_options(call, made, |made| Ok(vec![made.run()?]))?.remove(0).into())
        }
        "divmod" => pair(nd::divmod(call.operand(0)?, call.operand(1)?)?),
        "modf" => pair(nd::modf(call.operand(0)?)?),
        "frexp" => pair(nd::frexp(call.operand(0)?)?),
        _ => arithmetic::ufunc(call, &named(op)?),
    }
}

/// Calls `function`, made into another call by `how`, with the case's operands and its `out`, `where`, `dtype`,
/// `casting` and `order`.
pub(super) fn called<'a>(
    call: &'a Call,
    function: &Ufunc,
    how: fn(UfuncCall<'a>) -> UfuncCall<'a>,
) -> Result<Vec<Array>, Failure> {
    let made = match call.len() {
        1 => how(function.with_one(call.operand(0)?)),
        _ => how(function.with_two(call.operand(0)?, call.operand(1)?)),
    };
    with_options(call, made, |made| all(function, made))
}

/// Runs `made` with the case's `out`, `where`, `dtype`, `casting` and `order`.
fn with_options(
    call: &Call,
    mut made: UfuncCall<'_>,
    run: impl FnOnce(UfuncCall<'_>) -> Result<Vec<Array>, Failure>,
) -> Result<Vec<Array>, Failure> {
    let outs: Vec<Array> = match call.keyword("out") {
        None => Vec::new(),
        Some(Given::Tuple(outs)) => {
            let given = outs.iter().filter(|out| !matches!(out, Given::None));
            given.map(Given::array).collect::<Result<_, _>>()?
        }
        Some(out) => vec![out.array()?],
    };
    let mask = call.array_keyword("where")?;
    if let Some(dtype) = call.dtype_keyword()? {
        made = made.dtype(dtype)?;
    }
    if let Some(casting) = call.casting()? {
        made = made.casting(casting);
    }
    if let Some(order) = call.keyword("order") {
        made = made.order(order_of(order.text()?)?);
    }
    let made = match &mask {
        Some(mask) => made.where_(mask),
        None => made,
    };
    run(match &outs[..] {
        [] => made,
        [out] => made.out(out),
        [first, second, ..] => made.outs(first, second),
    })
}

/// All results of a call.
pub(super) fn all(function: &Ufunc, made: UfuncCall<'_>) -> Result<Vec<Array>, Failure> {
    Ok(match function.nout() {
        1 => vec![made.run()?],
        _ => made.run_pair().map(|(first, second)| vec![first, second])?,
    })
}

fn pair((first, second): (Array, Array)) -> Outcome {
    Ok(Answer::Tuple(vec![first.into(), second.into()]))
}

/// The `axis` keyword.
fn axes(call: &Call) -> Result<Option<isize>, String> {
    call.keyword("axis").map(|axis| axis.int().map(|axis| axis as isize)).transpose()
}

/// The universal function of NumPy's name.
pub(super) fn named(op: &str) -> Result<Ufunc, String> {
    Ufunc::named(op).ok_or_else(|| format!("no function '{op}'"))
}
