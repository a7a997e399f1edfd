//! Every universal function by every method, with every keyword; and by every signature in every layout.

#![forbid(unsafe_code)]

use nd::prelude::*;
use nd::{Axes, ByteOrder, Part, ReduceOptions, Slice, Ufunc};

use super::{reductions, ufuncs};
use crate::answer::Answer;
use crate::case::{Call, Outcome};
use crate::given::Failure;

pub(super) fn run(call: &Call) -> Outcome {
    let (method, name) = call.op().split_once('.').ok_or_else(|| format!("operation '{}'", call.op()))?;
    let function = ufuncs::named(name)?;
    let Some(method) = method.strip_suffix("+base") else { return by(call, method, &function) };
    let result = by(call, method, &function)?;
    Ok(Answer::Tuple(vec![result, call.array(0)?.into()]))
}

fn by(call: &Call, method: &str, function: &Ufunc) -> Outcome {
    let results = match method {
        "layouts" => return in_all_layouts(call, function),
        "call" => ufuncs::called(call, function, |made| made)?,
        "outer" => ufuncs::called(call, function, nd::Call::outer)?,
        "reduce" => folded(call, |x, options| function.reduce(x, options))?,
        "accumulate" => folded(call, |x, options| function.accumulate(x, options))?,
        "reduceat" => {
            let starts = call.array(1)?;
            folded(call, |x, options| function.reduceat(x, &starts, options))?
        }
        "at" => {
            let (x, index) = (call.array(0)?, call.given(1)?.index()?);
            match call.len() {
                2 => function.at_one(&x, index)?,
                _ => function.at(&x, index, call.operand(2)?)?,
            }
            return Ok(x.into());
        }
        _ => return call.unknown(),
    };
    let laid = call.keyword("out").is_none();
    let mut answers: Vec<Answer> = results.into_iter().map(|result| described(result, laid)).collect();
    Ok(if answers.len() == 1 { answers.remove(0) } else { Answer::Tuple(answers) })
}

/// A fold, along the first axis if the case names none.
fn folded(
    call: &Call,
    fold: impl FnOnce(&Array, ReduceOptions<'_>) -> Result<Array>,
) -> Result<Vec<Array>, Failure> {
    let x = call.array(0)?;
    let axes = if call.has("axis") { call.axes()? } else { Axes::from(0) };
    Ok(vec![reductions::with_options_over(call, axes, |options| fold(&x, options))?])
}

/// A result, and its strides along the axes that move, if it was the call that laid it out.
fn described(result: Array, laid: bool) -> Answer {
    if !laid {
        return result.into();
    }
    let moving = |(&n, &step): (&usize, &isize)| if n == 1 { 0 } else { step };
    let strides: Vec<isize> = match result.size() {
        0 => Vec::new(),
        _ => result.shape().iter().zip(result.strides()).map(moving).collect(),
    };
    Answer::Tuple(vec![result.into(), strides.as_slice().into()])
}

/// The results for the operands as they are, if they are the same elements in every other layout.
fn in_all_layouts(call: &Call, function: &Ufunc) -> Outcome {
    let operands = call.arrays()?;
    let run = |operands: &[Array]| match operands {
        [x] => ufuncs::all(function, function.with_one(x)),
        operands => ufuncs::all(function, function.with_two(&operands[0], &operands[1])),
    };
    let first = run(&operands)?;
    for layout in ["F", "P", "S", "R", "U", "B", "N", "0", "E"] {
        let there: Vec<Array> = operands.iter().map(|x| relaid(x, layout)).collect::<Result<_, Failure>>()?;
        let packed: Vec<Array> = there
            .iter()
            .map(|x| x.astype(x.dtype().newbyteorder(ByteOrder::NATIVE))?.copy())
            .collect::<Result<_>>()?;
        for (found, wanted) in run(&there)?.iter().zip(run(&packed)?) {
            let alike = found.dtype() == wanted.dtype() && found.shape() == wanted.shape();
            if !alike || found.tobytes()? != wanted.tobytes()? {
                return Err(Failure::Case(format!("in layout {layout}: {found:?}\nin C order: {wanted:?}")));
            }
        }
    }
    let mut answers: Vec<Answer> = first.into_iter().map(Answer::from).collect();
    Ok(if answers.len() == 1 { answers.remove(0) } else { Answer::Tuple(answers) })
}

/// `x` in another layout: those of operands, and N in the other byte order, 0 without axes, E empty.
fn relaid(x: &Array, layout: &str) -> Result<Array, Failure> {
    Ok(match layout {
        "N" => x.astype(x.dtype().swapped())?,
        "0" => x.ravel()?.get(0)?,
        "E" => {
            x.slice(vec![Part::Ellipsis, Part::Slice(Slice { start: None, stop: Some(0), step: None })])?
        }
        "B" => {
            let first = x.slice(vec![Part::Slice(Slice { start: None, stop: Some(1), step: None })])?;
            first.broadcast_to(x.shape())?
        }
        _ => crate::given::place(x, x.shape(), layout)?,
    })
}
