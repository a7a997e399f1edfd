//! Elementwise arithmetic and comparisons.

#![forbid(unsafe_code)]

use nd::Ufunc;
use nd::prelude::*;

use super::ufuncs;
use crate::case::{Call, Outcome};

pub(super) fn run(call: &Call) -> Outcome {
    match call.op().strip_prefix("shifted_") {
        None => ufunc(call, &ufuncs::named(call.op())?),
        Some(op) => {
            let x = call.array(0)?;
            let read = x.slice(call.given(1)?.index()?)?;
            let write = x.slice(call.given(2)?.index()?)?;
            ufuncs::named(op)?.with_two(&read, &read).out(&write).run()?;
            Ok(x.into())
        }
    }
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
