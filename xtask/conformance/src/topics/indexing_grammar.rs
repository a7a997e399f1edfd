//! Index expressions from a grammar: reading, writing, both at once, and `ufunc.at`; results with their strides.

#![forbid(unsafe_code)]

use nd::prelude::*;
use nd::{Part, add};

use super::ufuncs::named;
use crate::answer::Answer;
use crate::case::{Call, Outcome};

pub(super) fn run(call: &Call) -> Outcome {
    let x = call.array(0)?;
    let index = call.given(1)?.index()?;
    match call.op() {
        "getitem" => {
            let result = x.get(&index)?;
            return Ok(match is_element(&x, &index) {
                true => Answer::Tuple(vec![result.into(), false.into(), Answer::Tuple(Vec::new())]),
                false => Answer::Tuple(vec![
                    result.clone().into(),
                    result.shares_memory(&x).into(),
                    steps(&result),
                ]),
            });
        }
        "setitem" => x.set(&index, call.operand(2)?)?,
        // What `x[i] += v` does: in place for a view, through a copy for others, and with a scalar for an element.
        "iadd" => {
            let value = call.operand(2)?;
            x.update(&index, |old| match is_element(&x, &index) {
                true => add(old, value),
                false => add::with(old, value).out(old).run(),
            })?;
        }
        op => match (op.strip_suffix(".at"), call.len()) {
            (Some(name), 2) => named(name)?.at_one(&x, &index)?,
            (Some(name), _) => named(name)?.at(&x, &index, call.operand(2)?)?,
            _ => return call.unknown(),
        },
    }
    Ok(x.into())
}

/// Whether NumPy gives a scalar: positions for all axes and nothing else.
fn is_element(x: &Array, index: &[Part]) -> bool {
    let position = |part: &Part| match part {
        Part::Int(_) => true,
        Part::Array(array) => array.ndim() == 0 && array.dtype().kind() != 'b',
        _ => false,
    };
    index.len() == x.ndim() && index.iter().all(position)
}

/// The strides along axes of more than one position, and zeros.
pub(super) fn steps(x: &Array) -> Answer {
    let told = |(&n, &step): (&usize, &isize)| if n > 1 && !x.is_empty() { step } else { 0 };
    Answer::from(&x.shape().iter().zip(x.strides()).map(told).collect::<Vec<isize>>()[..])
}
