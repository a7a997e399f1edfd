//! Basic and advanced indexing.

#![forbid(unsafe_code)]

use crate::case::{Call, Outcome};

pub(super) fn run(call: &Call) -> Outcome {
    let x = call.array(0)?;
    let index = call.given(1)?.index()?;
    Ok(match call.op() {
        "getitem" => x.get(index)?.into(),
        "setitem" => {
            x.set(index, call.operand(2)?)?;
            x.into()
        }
        "shares_memory" => x.shares_memory(&x.slice(index)?).into(),
        "strides_of" => x.slice(index)?.strides().into(),
        _ => return call.unknown(),
    })
}
