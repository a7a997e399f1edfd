//! Iteration over several arrays at once.

#![forbid(unsafe_code)]

use nd::{IterOperand, Order, nditer};

use super::indexing_grammar::steps;
use crate::answer::Answer;
use crate::case::{Call, Outcome, casting};

pub(super) fn run(call: &Call) -> Outcome {
    let arrays = call.arrays()?;
    let wanted = call.dtype_keyword()?;
    let mut operands = Vec::new();
    for array in &arrays {
        let operand = IterOperand::read(array);
        operands.push(match &wanted {
            Some(dtype) => operand.dtype(dtype)?,
            None => operand,
        });
    }
    let allocates = call.flag("allocate");
    operands.extend(allocates.then(IterOperand::allocate));
    let mut request = nditer(operands).order(super::selecting::order(call)?);
    if let Some(rule) = call.keyword("casting") {
        request = request.casting(casting(rule.text()?)?);
    }
    let track = call.keyword("track").map(|track| track.text()).transpose()?;
    request = match track {
        Some("multi_index") => request.multi_index(),
        Some("c_index") => request.index(Order::C),
        Some(_) => request.index(Order::F),
        None => request,
    };
    if call.flag("loop") {
        request = request.external_loop();
    }
    let buffered = call.keyword("buffered").map(|size| size.int()).transpose()?;
    if let Some(size) = buffered {
        request = request.buffered(size as usize);
    }
    if call.flag("zerosize") {
        request = request.zerosize_ok();
    }
    let mut it = request.build()?;
    let place = Answer::Tuple(vec![it.itersize().into(), it.ndim().into(), Answer::from(&it.shape()[..])]);
    let (mut values, mut places, mut lengths) = (vec![Vec::new(); arrays.len()], Vec::new(), Vec::new());
    while let Some(value) = it.next().transpose()? {
        for (found, part) in values.iter_mut().zip(&value) {
            found.push(part.flatten()?);
        }
        if allocates {
            value[arrays.len()].assign(&value[0])?;
        }
        lengths.push(value[0].size());
        match track {
            Some("multi_index") => places.push(Answer::from(&it.multi_index()?[..])),
            Some(_) => places.push(it.index()?.into()),
            None => {}
        }
    }
    it.finish()?;
    let mut joined = Vec::new();
    for found in &values {
        joined.push(match found.is_empty() {
            true => nd::zeros(0, "f8")?,
            false => nd::concatenate(&found.iter().collect::<Vec<_>>(), 0)?,
        });
    }
    let lengths = if buffered.is_some() { Vec::new() } else { lengths };
    let made = match allocates {
        true => vec![it.operands()[arrays.len()].clone().into(), steps(&it.operands()[arrays.len()])],
        false => Vec::new(),
    };
    let parts = [place, joined.into(), Answer::Tuple(places), lengths.into(), Answer::Tuple(made)];
    Ok(Answer::Tuple(parts.into()))
}
