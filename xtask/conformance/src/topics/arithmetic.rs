//! Elementwise arithmetic and comparisons.

#![forbid(unsafe_code)]

use nd::Ufunc;
use nd::prelude::*;

use super::ufuncs;
use crate::case::{Call, Outcome};

pub(super) fn run(call: &Call) -> Outcome {
    match call.op().strip_prefix("shifted_") {
        None => ufunc(call, &named(call.op())?),
        Some(op) => {
            let x = call.array(0)?;
            let read = x.slice(call.given(1)?.index()?)?;
            let write = x.slice(call.given(2)?.index()?)?;
            named(op)?.with_two(&read, &read).out(&write).run()?;
            Ok(x.into())
        }
    }
}

/// The universal function of NumPy's name.
pub(super) fn named(op: &str) -> Result<Ufunc, String> {
    Ok(match op {
        "add" => nd::add::UFUNC,
        "subtract" => nd::subtract::UFUNC,
        "multiply" => nd::multiply::UFUNC,
        "divide" => nd::divide::UFUNC,
        "floor_divide" => nd::floor_divide::UFUNC,
        "remainder" => nd::remainder::UFUNC,
        "maximum" => nd::maximum::UFUNC,
        "minimum" => nd::minimum::UFUNC,
        "equal" => nd::equal::UFUNC,
        "not_equal" => nd::not_equal::UFUNC,
        "less" => nd::less::UFUNC,
        "less_equal" => nd::less_equal::UFUNC,
        "greater" => nd::greater::UFUNC,
        "greater_equal" => nd::greater_equal::UFUNC,
        "bitwise_and" => nd::bitwise_and::UFUNC,
        "bitwise_or" => nd::bitwise_or::UFUNC,
        "bitwise_xor" => nd::bitwise_xor::UFUNC,
        "left_shift" => nd::left_shift::UFUNC,
        "right_shift" => nd::right_shift::UFUNC,
        "logical_and" => nd::logical_and::UFUNC,
        "logical_or" => nd::logical_or::UFUNC,
        "negative" => nd::negative::UFUNC,
        "square" => nd::square::UFUNC,
        "sqrt" => nd::sqrt::UFUNC,
        "invert" => nd::invert::UFUNC,
        "logical_not" => nd::logical_not::UFUNC,
        "isnan" => nd::isnan::UFUNC,
        "exp" => nd::exp::UFUNC,
        "log" => nd::log::UFUNC,
        "sin" => nd::sin::UFUNC,
        "cos" => nd::cos::UFUNC,
        _ => return Err(format!("no function '{op}'")),
    })
}

/// Calls `function` with the case's operands and keywords.
pub(super) fn ufunc(call: &Call, function: &Ufunc) -> Outcome {
    Ok(ufuncs::called(call, function, |made| made)?.remove(0).into())
}

/// The memory order of a letter.
pub(super) fn order_of(letter: &str) -> Result<Order, String> {
    match letter {
        "C" => Ok(Order::C),
        "F" => Ok(Order::F),
        "A" => Ok(Order::A),
        "K" => Ok(Order::K),
        other => Err(format!("order '{other}'")),
    }
}
