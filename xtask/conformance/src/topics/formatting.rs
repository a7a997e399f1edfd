//! Values put into text, characters exchanged by a table, and borders that a function fills.

#![forbid(unsafe_code)]

use nd::{Array, strings};

use super::shapes::width;
use crate::case::{Call, Outcome};
use crate::given::{Failure, Given};

pub(super) fn run(call: &Call) -> Outcome {
    let x = call.array(0)?;
    Ok(match call.op() {
        "mod" => strings::mod_(&x, call.array(1)?)?.into(),
        "translate" => {
            let pairs = pairs(call.given(1)?)?;
            strings::translate(&x, pairs.iter().map(|(from, to)| (*from, &**to)))?.into()
        }
        "pad_with" => nd::pad_with(&x, width(call)?, borders)?.into(),
        _ => return call.unknown(),
    })
}

/// Characters and what replaces them.
fn pairs(given: &Given) -> Result<Vec<(char, String)>, Failure> {
    let wrong = || Failure::Case("no table".into());
    let Given::List(items) = given else { return Err(wrong()) };
    let pair = |item: &Given| match item {
        Given::Tuple(pair) => match &pair[..] {
            [from, to] => Ok((from.text()?.chars().next().ok_or_else(wrong)?, to.text()?.to_owned())),
            _ => Err(wrong()),
        },
        _ => Err(wrong()),
    };
    items.iter().map(pair).collect()
}

/// The sum of what is inside, with the axis before and negative after.
fn borders(lane: &Array, (before, after): (usize, usize), axis: usize) -> nd::Result<()> {
    let end = (lane.size() - after) as isize;
    let inside = nd::sum(&lane.slice(before as isize..end)?, ..)?;
    lane.slice(..before as isize)?.assign(&inside + axis as i64)?;
    lane.slice(end..)?.assign(-&inside)
}
