//! Shape and layout.

#![forbid(unsafe_code)]

use nd::Axes;
use nd::prelude::*;

use super::arithmetic::order_of;
use crate::answer::Answer;
use crate::case::{Call, Outcome};
use crate::given::{Failure, Given};

pub(super) fn run(call: &Call) -> Outcome {
    if call.op() == "broadcast_shapes" {
        let shapes = (0..call.len()).map(|i| lengths(call, i)).collect::<Result<Vec<_>, _>>()?;
        let shapes: Vec<&[usize]> = shapes.iter().map(Vec::as_slice).collect();
        return Ok(nd::broadcast_shapes(&shapes)?.into());
    }
    let x = call.array(0)?;
    let order = |i: usize| -> Result<Order, Failure> { Ok(order_of(call.text(i)?)?) };
    let axis = |i: usize| -> Result<isize, Failure> { Ok(call.int(i)? as isize) };
    Ok(match call.op() {
        "reshape" => x.reshape_in(call.ints(1)?, order(2)?)?.into(),
        "reshape_shares" => x.shares_memory(&x.reshape(call.ints(1)?)?).into(),
        "ravel" => x.ravel_in(order(1)?)?.into(),
        "ravel_shares" => x.shares_memory(&x.ravel_in(order(1)?)?).into(),
        "flatten" => x.flatten_in(order(1)?)?.into(),
        "copy" => x.copy_in(order(1)?)?.into(),
        "T" => x.t().into(),
        "transpose" => x.transpose(call.ints(1)?)?.into(),
        "strides_of_transpose" => x.transpose(call.ints(1)?)?.strides().into(),
        "strides" => x.strides().into(),
        "strides_of_sum" => nd::add(&x, call.operand(1)?)?.strides().into(),
        "contiguous" => (x.is_c_contiguous(), x.is_f_contiguous()).into(),
        "squeeze" => x.squeeze(axes(call, 1)?)?.into(),
        "expand_dims" => x.expand_dims(axes(call, 1)?)?.into(),
        "swapaxes" => x.swapaxes(axis(1)?, axis(2)?)?.into(),
        "moveaxis" => x.moveaxis(call.ints(1)?, call.ints(2)?)?.into(),
        "rollaxis" => x.rollaxis(axis(1)?, axis(2)?)?.into(),
        "broadcast_to" => x.broadcast_to(call.ints(1)?)?.into(),
        "view" => Answer::Array(x.view_as(call.dtype(1)?)?),
        _ => return call.unknown(),
    })
}

fn axes(call: &Call, i: usize) -> Result<Axes, Failure> {
    match call.given(i)? {
        Given::None => Ok(Axes::from(..)),
        given => Ok(Axes::from(given.ints()?)),
    }
}

fn lengths(call: &Call, i: usize) -> Result<Vec<usize>, Failure> {
    Ok(call.ints(i)?.into_iter().map(|n| n as usize).collect())
}
