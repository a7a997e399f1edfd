//! Floating-point errors under a policy that raises them.

#![forbid(unsafe_code)]

use nd::{ErrState, FloatAction, errstate};

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
            let how = call.text(1)?;
            let _raise = errstate(ErrState { under, ..ErrState::all(FloatAction::Raise) });
            Ok(match how {
                "reduce" => function.reduce(&x, ..)?.into(),
                _ => function.accumulate(&x, 0)?.into(),
            })
        }
        _ => call.unknown(),
    }
}
