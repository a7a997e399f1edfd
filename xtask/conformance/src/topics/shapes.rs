//! Functions that make arrays longer, cut them, join them and turn them.

#![forbid(unsafe_code)]

use nd::prelude::*;
use nd::{Axes, BitOrder, Bits, Join, Literal, Pad, PadWidth, Part, Reflection, Sections, Slice, Trim, Weak};

use super::selecting::{items, order, tuple};
use crate::case::{Call, Outcome};
use crate::given::{Failure, Given};

pub(super) fn run(call: &Call) -> Outcome {
    match call.op() {
        "split" | "array_split" | "hsplit" | "vsplit" | "dsplit" | "unstack" => cut(call),
        "vstack"
        | "hstack"
        | "dstack"
        | "column_stack"
        | "stack"
        | "concatenate"
        | "strides_of_concatenate"
        | "block" => join(call),
        "repeat" | "tile" | "strides_of_tile" | "delete" | "insert" | "append" | "resize" | "trim_zeros"
        | "packbits" | "unpackbits" | "pad" => edit(call),
        _ => turn(call),
    }
}

/// The keyword `axis`, or another.
fn axis(call: &Call, other: isize) -> Result<isize, Failure> {
    Ok(call.keyword("axis").map(Given::int).transpose()?.map_or(other, |axis| axis as isize))
}

fn cut(call: &Call) -> Outcome {
    let x = call.array(0)?;
    if call.op() == "unstack" {
        return Ok(tuple(nd::unstack(&x, axis(call, 0)?)?));
    }
    let sections = match call.given(1)? {
        Given::List(_) => Sections::At(call.ints(1)?),
        one => Sections::Count(one.int()? as isize),
    };
    Ok(tuple(match call.op() {
        "split" => nd::split(&x, sections, axis(call, 0)?)?,
        "array_split" => nd::array_split(&x, sections, axis(call, 0)?)?,
        "hsplit" => nd::hsplit(&x, sections)?,
        "vsplit" => nd::vsplit(&x, sections)?,
        _ => nd::dsplit(&x, sections)?,
    }))
}

fn nested(given: &Given) -> Result<Literal, Failure> {
    Ok(match given {
        Given::List(items) => Literal::List(items.iter().map(nested).collect::<Result<_, _>>()?),
        Given::Weak(weak) => Literal::Weak(*weak),
        other => Literal::Array(other.array()?),
    })
}

fn join(call: &Call) -> Outcome {
    if call.op() == "block" {
        return Ok(nd::block(nested(call.given(0)?)?)?.into());
    }
    let arrays = items(call, 0)?;
    let refs: Vec<&Array> = arrays.iter().collect();
    Ok(match call.op() {
        "vstack" => nd::vstack(&arrays)?.into(),
        "hstack" => nd::hstack(&arrays)?.into(),
        "dstack" => nd::dstack(&arrays)?.into(),
        "column_stack" => nd::column_stack(&arrays)?.into(),
        "stack" => nd::stack(&refs, axis(call, 0)?)?.into(),
        "strides_of_concatenate" => nd::concatenate(&refs, call.int(1)?)?.strides().into(),
        _ => {
            // An absent axis is the first, one that is None flattens.
            let flat = call.keyword("axis").is_none() && call.keyword("dtype").is_some();
            let mut options = if flat { Join::along(..) } else { Join::along(axis(call, 0)?) };
            if let Some(dtype) = call.dtype_keyword()? {
                options = options.dtype(dtype)?;
            }
            if let Some(casting) = call.casting()? {
                options = options.casting(casting);
            }
            nd::concatenate(&refs, options)?.into()
        }
    })
}

/// Operand 1 as what `delete` and `insert` take.
fn place(call: &Call) -> Result<Part, Failure> {
    let part = |given: &Given| given.int().ok().map(|n| n as isize);
    Ok(match call.given(1)? {
        Given::Tuple(parts) => {
            Part::Slice(Slice { start: part(&parts[1]), stop: part(&parts[2]), step: part(&parts[3]) })
        }
        given => given.index()?.remove(0),
    })
}

fn bits(call: &Call) -> Result<Bits, Failure> {
    let order = match call.keyword("bitorder").map(Given::text).transpose()? {
        Some("little") => BitOrder::Little,
        _ => BitOrder::Big,
    };
    let bits = Bits::along(call.axes()?).order(order);
    Ok(match call.keyword("count") {
        Some(count) => bits.count(count.int()? as isize),
        None => bits,
    })
}

fn edit(call: &Call) -> Outcome {
    let x = call.array(0)?;
    Ok(match call.op() {
        "repeat" => nd::repeat(&x, call.array(1)?, call.axes()?)?.into(),
        "tile" => nd::tile(&x, call.ints(1)?)?.into(),
        "strides_of_tile" => nd::tile(&x, call.ints(1)?)?.strides().into(),
        "delete" => nd::delete(&x, place(call)?, call.axes()?)?.into(),
        "insert" => nd::insert(&x, place(call)?, call.array(2)?, call.axes()?)?.into(),
        "append" => nd::append(&x, call.array(1)?, call.axes()?)?.into(),
        "resize" => nd::resize(&x, call.ints(1)?)?.into(),
        "trim_zeros" => {
            let trim = Trim::along(call.axes()?);
            let trim = match call.text(1)? {
                "f" => trim.front(),
                "b" => trim.back(),
                _ => trim,
            };
            nd::trim_zeros(&x, trim)?.into()
        }
        "packbits" => nd::packbits(&x, bits(call)?)?.into(),
        "unpackbits" => nd::unpackbits(&x, bits(call)?)?.into(),
        "pad" => nd::pad(&x, width(call)?, pad_mode(call)?)?.into(),
        _ => return call.unknown(),
    })
}

pub(super) fn width(call: &Call) -> Result<PadWidth, Failure> {
    widths(call.given(1)?)
}

fn widths(given: &Given) -> Result<PadWidth, Failure> {
    let pair = |given: &Given| -> Result<(usize, usize), Failure> {
        match given.ints()?[..] {
            [before, after] => Ok((before as usize, after as usize)),
            _ => Err(Failure::Case("no pair".into())),
        }
    };
    Ok(match given {
        Given::List(pairs) => PadWidth::from(pairs.iter().map(pair).collect::<Result<Vec<_>, _>>()?),
        Given::Tuple(_) => PadWidth::from(pair(given)?),
        one => PadWidth::from(one.int()? as usize),
    })
}

/// The pairs of a keyword: one number, a pair, or a pair for each axis.
fn pairs(given: Option<&Given>) -> Result<Vec<(Weak, Weak)>, Failure> {
    let int = |given: &Given| -> Result<Weak, Failure> { Ok(Weak::from(given.int()?)) };
    Ok(match given {
        None => vec![(Weak::Int(0), Weak::Int(0))],
        Some(Given::Tuple(items)) => match &items[..] {
            [Given::Tuple(_), ..] => {
                let all = items.iter().map(|item| pairs(Some(item))).collect::<Result<Vec<_>, _>>()?;
                all.concat()
            }
            [before, after] => vec![(int(before)?, int(after)?)],
            _ => return Err(Failure::Case("no pairs".into())),
        },
        Some(one) => vec![(int(one)?, int(one)?)],
    })
}

fn pad_mode(call: &Call) -> Result<Pad, Failure> {
    let length = call.keyword("stat_length").map(widths).transpose()?;
    let kind = if call.keyword("reflect_type").is_some() { Reflection::Odd } else { Reflection::Even };
    Ok(match call.text(2)? {
        "constant" => {
            let values = pairs(call.keyword("constant_values"))?;
            Pad::Constants(values.into_iter().map(|(before, after)| (before.into(), after.into())).collect())
        }
        "edge" => Pad::Edge,
        "linear_ramp" => Pad::LinearRamps(pairs(call.keyword("end_values"))?),
        "maximum" => Pad::Maximum(length),
        "mean" => Pad::Mean(length),
        "median" => Pad::Median(length),
        "minimum" => Pad::Minimum(length),
        "reflect" => Pad::Reflect(kind),
        "symmetric" => Pad::Symmetric(kind),
        "wrap" => Pad::Wrap,
        "empty" => Pad::Empty,
        other => return Err(Failure::Case(format!("mode {other}"))),
    })
}

fn turn(call: &Call) -> Outcome {
    let x = call.array(0)?;
    let int = |i: usize| -> Result<isize, Failure> { Ok(call.int(i)? as isize) };
    let ints = |name: &str| -> Result<Vec<isize>, Failure> {
        Ok(call.keyword(name).map(Given::ints).transpose()?.unwrap_or_default())
    };
    Ok(match call.op() {
        "roll" => nd::roll(&x, call.ints(1)?, call.axes()?)?.into(),
        "flip" => nd::flip(&x, call.axes()?)?.into(),
        "fliplr" => nd::fliplr(&x)?.into(),
        "flipud" => nd::flipud(&x)?.into(),
        "rot90" => nd::rot90(&x, int(1)?, ints("axes")?)?.into(),
        "rollaxis" => nd::rollaxis(&x, int(1)?, int(2)?)?.into(),
        "moveaxis" => nd::moveaxis(&x, call.ints(1)?, call.ints(2)?)?.into(),
        "swapaxes" => nd::swapaxes(&x, int(1)?, int(2)?)?.into(),
        "squeeze" => nd::squeeze(&x, call.axes()?)?.into(),
        "expand_dims" => nd::expand_dims(&x, call.ints(1)?)?.into(),
        "permute_dims" => {
            let axes = match call.given(1)? {
                Given::None => Axes::from(..),
                given => Axes::from(given.ints()?),
            };
            nd::permute_dims(&x, axes)?.into()
        }
        "matrix_transpose" => nd::matrix_transpose(&x)?.into(),
        "broadcast_to" => nd::broadcast_to(&x, call.ints(1)?)?.into(),
        "reshape" => nd::reshape(&x, call.ints(1)?, order(call)?)?.into(),
        "strides_of_reshape" => x.reshape(call.ints(1)?)?.strides().into(),
        "ravel" => nd::ravel(&x, order(call)?)?.into(),
        "sliding_window_view" => nd::sliding_window_view(&x, call.ints(1)?, call.axes()?)?.into(),
        "atleast_1d" => nd::atleast_1d(&x)?.into(),
        "atleast_2d" => nd::atleast_2d(&x)?.into(),
        "atleast_3d" => nd::atleast_3d(&x)?.into(),
        _ => return call.unknown(),
    })
}
