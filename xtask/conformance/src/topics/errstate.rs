//! Floating-point errors under a policy that raises them.

#![forbid(unsafe_code)]

use nd::{ErrState, FloatAction, axis, errstate};

use super::ufuncs::named;
use crate::case::{Call, Outcome};

pub(super) fn run(call: &Call) -> Outcome {
    let under = if call.keyword("under").is_some() { FloatAction::Raise } else { FloatAction::Ignore };
    match call.op() {
        "raising" => {
            let (function, x) = (named(call.text(0)?)?, call.operand(1)?);
            let _raise = errstate(ErrState { under, ..ErrState::all(FloatAction::Raise) });
            Ok(match call.len() {
                2 => function.with_one(x).run()?.into(),
                _ => function.with_two(x, call.operand(2)?).run()?.into(),
            })
        }
        "method" => {
            let (function, x) = (named(call.text(0)?)?, call.array(2)?);
            let (how, mut options) = (call.text(1)?, axis(0));
            if let Some(dtype) = call.dtype_keyword()? {
                options = options.dtype(dtype)?;
            }
            let _raise = errstate(ErrState { under, ..ErrState::all(FloatAction::Raise) });
            Ok(match how {
                "reduce" => function.reduce(&x, options)?.into(),
                "reduceat" => function.reduceat(&x, &call.array(3)?, options)?.into(),
                _ => function.accumulate(&x, options)?.into(),
            })
        }
        "at" => {
            let (function, x, index) = (named(call.text(0)?)?, call.array(1)?, call.array(2)?);
            let _raise = errstate(ErrState { under, ..ErrState::all(FloatAction::Raise) });
            match call.len() {
                3 => function.at_one(&x, &index)?,
                _ => function.at(&x, &index, call.operand(3)?)?,
            }
            Ok(x.into())
        }
        "cast" => {
            let (x, dtype) = (call.array(0)?, call.dtype(1)?);
            let _raise = errstate(ErrState::all(FloatAction::Raise));
            Ok(x.astype(dtype)?.into())
        }
        "assign" => {
            let (x, y) = (call.array(0)?, call.operand(1)?);
            let _raise = errstate(ErrState::all(FloatAction::Raise));
            x.assign(y)?;
            Ok(x.into())
        }
        "put" => {
            let (x, index, y) = (call.array(0)?, call.array(1)?, call.operand(2)?);
            let _raise = errstate(ErrState::all(FloatAction::Raise));
            x.set(&index, y)?;
            Ok(x.into())
        }
        _ => call.unknown(),
    }
}
