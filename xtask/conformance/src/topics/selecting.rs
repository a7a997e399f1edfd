//! Functions that choose elements, make indices and take diagonals.

#![forbid(unsafe_code)]

use nd::prelude::*;
use nd::{CopyTo, Entry, Indexing, Mesh, Mode, Ravel, Span, Step, Take, Vander, Weak};

use crate::answer::Answer;
use crate::case::{Call, Outcome};
use crate::given::{Failure, Given};

pub(super) fn run(call: &Call) -> Outcome {
    match call.op() {
        "take" | "strides_of_take" | "put" | "take_along_axis" | "put_along_axis" | "choose" | "flat_get"
        | "flat_set" | "update" => chosen(call),
        "nonzero" | "flatnonzero" | "argwhere" | "compress" | "extract" | "place" | "putmask" | "copyto"
        | "select" => conditional(call),
        "ix_" | "meshgrid" | "indices" | "mgrid" | "ogrid" | "r_" | "c_" | "unravel_index"
        | "ravel_multi_index" => grid(call),
        _ => diagonal(call),
    }
}

/// Several arrays as an answer.
pub(super) fn tuple(arrays: impl IntoIterator<Item = Array>) -> Answer {
    Answer::Tuple(arrays.into_iter().map(Answer::Array).collect())
}

fn mode(call: &Call) -> Result<Mode, Failure> {
    match call.keyword("mode").map(Given::text).transpose()? {
        None | Some("raise") => Ok(Mode::Raise),
        Some("wrap") => Ok(Mode::Wrap),
        Some("clip") => Ok(Mode::Clip),
        Some(other) => Err(Failure::Case(format!("mode {other}"))),
    }
}

pub(super) fn order(call: &Call) -> Result<Order, Failure> {
    match call.keyword("order").map(Given::text).transpose()? {
        None | Some("C") => Ok(Order::C),
        Some("F") => Ok(Order::F),
        Some("A") => Ok(Order::A),
        Some("K") => Ok(Order::K),
        Some(other) => Err(Failure::Case(format!("order {other}"))),
    }
}

/// Operand `i` as arrays.
pub(super) fn items(call: &Call, i: usize) -> Result<Vec<Array>, Failure> {
    Ok(call.given(i)?.items()?.iter().map(Given::array).collect::<Result<_, _>>()?)
}

/// Operand `i` as an axis that may be absent.
fn axis_operand(call: &Call, i: usize) -> Result<nd::Axes, Failure> {
    match call.given(i)? {
        Given::None => Ok(nd::Axes::from(..)),
        given => Ok(nd::Axes::from(given.ints()?)),
    }
}

fn chosen(call: &Call) -> Outcome {
    let x = call.array(0)?;
    Ok(match call.op() {
        "take" => nd::take(&x, call.array(1)?, Take::along(call.axes()?).mode(mode(call)?))?.into(),
        "strides_of_take" => nd::take(&x, call.array(1)?, call.int(2)? as isize)?.strides().into(),
        "put" => {
            nd::put(&x, call.array(1)?, call.array(2)?, mode(call)?)?;
            x.into()
        }
        "take_along_axis" => nd::take_along_axis(&x, call.array(1)?, axis_operand(call, 2)?)?.into(),
        "put_along_axis" => {
            nd::put_along_axis(&x, call.array(1)?, call.operand(2)?, axis_operand(call, 3)?)?;
            x.into()
        }
        "choose" => nd::choose(x, items(call, 1)?, Take::from(mode(call)?))?.into(),
        "flat_get" => x.flat().get(call.given(1)?.index()?.remove(0))?.into(),
        "flat_set" => {
            x.flat().set(call.given(1)?.index()?.remove(0), call.array(2)?)?;
            x.into()
        }
        "update" => {
            let value = call.array(2)?;
            x.update(call.given(1)?.index()?, |old| nd::add(old, &value))?;
            x.into()
        }
        _ => return call.unknown(),
    })
}

fn conditional(call: &Call) -> Outcome {
    if call.op() == "select" {
        return Ok(nd::select(items(call, 0)?, items(call, 1)?, call.operand(2)?)?.into());
    }
    let x = call.array(0)?;
    Ok(match call.op() {
        "nonzero" => tuple(nd::nonzero(&x)?),
        "flatnonzero" => nd::flatnonzero(&x)?.into(),
        "argwhere" => nd::argwhere(&x)?.into(),
        "compress" => nd::compress(x, &call.array(1)?, call.axes()?)?.into(),
        "extract" => nd::extract(x, &call.array(1)?)?.into(),
        "place" => {
            nd::place(&x, call.array(1)?, call.array(2)?)?;
            x.into()
        }
        "putmask" => {
            nd::putmask(&x, call.array(1)?, call.array(2)?)?;
            x.into()
        }
        "copyto" => {
            let mask = call.array_keyword("where")?;
            let mut options = CopyTo::default();
            if let Some(casting) = call.casting()? {
                options = options.casting(casting);
            }
            if let Some(mask) = &mask {
                options = options.where_(mask);
            }
            nd::copyto(&x, call.operand(1)?, options)?;
            x.into()
        }
        _ => return call.unknown(),
    })
}

/// `("slice", start, stop, step)` as a range.
fn span(given: &Given) -> Result<Option<Span>, Failure> {
    let Given::Tuple(parts) = given else { return Ok(None) };
    let [Given::Text(_), start, stop, step] = &parts[..] else {
        return Err(Failure::Case(format!("{given:?} is no range")));
    };
    let number = |given: &Given| match given {
        Given::Weak(weak) => Some(*weak),
        _ => None,
    };
    let span = match (number(start), number(stop)) {
        (Some(start), Some(stop)) => Span::from(start..stop),
        (Some(start), None) => Span::from(start..),
        (None, Some(stop)) => Span::from(..stop),
        (None, None) => Span::from(..),
    };
    Ok(Some(match number(step) {
        Some(Weak::Complex(count)) => span.step(Step::Count(count.im as usize)),
        Some(step) => span.step(step),
        None => span,
    }))
}

fn spans(call: &Call) -> Result<Vec<Span>, Failure> {
    (0..call.len()).map(|i| span(call.given(i)?)?.ok_or_else(|| Failure::Case("no range".into()))).collect()
}

fn joined(call: &Call) -> Result<Vec<Entry>, Failure> {
    (0..call.len())
        .map(|i| {
            let given = call.given(i)?;
            if let Some(span) = span(given)? {
                return Ok(Entry::Span(span));
            }
            Ok(match given {
                Given::Text(text) => Entry::from(text.as_str()),
                Given::Weak(weak) => Entry::Value(nd::Literal::Weak(*weak)),
                Given::Bool(value) => Entry::from(*value),
                other => Entry::from(other.array()?),
            })
        })
        .collect()
}

fn grid(call: &Call) -> Outcome {
    Ok(match call.op() {
        "ix_" => tuple(nd::ix_(call.arrays()?)?),
        "meshgrid" => {
            let indexing = match call.keyword("indexing").map(Given::text).transpose()? {
                Some("ij") => Indexing::Ij,
                _ => Indexing::Xy,
            };
            let options = Mesh::new(indexing);
            let options = if call.flag("sparse") { options.sparse() } else { options };
            tuple(nd::meshgrid(call.arrays()?, options)?)
        }
        "indices" if call.flag("sparse") => tuple(nd::sparse_indices(call.ints(0)?, "i8")?),
        "indices" => nd::indices(call.ints(0)?, "i8")?.into(),
        "mgrid" => nd::mgrid(spans(call)?)?.into(),
        "ogrid" => tuple(nd::ogrid(spans(call)?)?),
        "r_" => nd::r_(joined(call)?)?.into(),
        "c_" => nd::c_(joined(call)?)?.into(),
        "unravel_index" => tuple(nd::unravel_index(call.array(0)?, call.ints(1)?, order(call)?)?),
        "ravel_multi_index" => {
            let options = Ravel::from(mode(call)?).order(order(call)?);
            nd::ravel_multi_index(items(call, 0)?, call.ints(1)?, options)?.into()
        }
        _ => return call.unknown(),
    })
}

fn diagonal(call: &Call) -> Outcome {
    let int = |i: usize| -> Result<isize, Failure> { Ok(call.int(i)? as isize) };
    let size = |i: usize| -> Result<usize, Failure> { Ok(call.int(i)? as usize) };
    let which = || Ok::<_, Failure>((int(1)?, int(2)?, int(3)?));
    Ok(match call.op() {
        "diag" => nd::diag(&call.array(0)?, int(1)?)?.into(),
        "diagflat" => nd::diagflat(call.array(0)?, int(1)?)?.into(),
        "diagonal" => nd::diagonal(&call.array(0)?, which()?)?.into(),
        "trace" => nd::trace(&call.array(0)?, which()?)?.into(),
        "tril" => nd::tril(&call.array(0)?, int(1)?)?.into(),
        "triu" => nd::triu(&call.array(0)?, int(1)?)?.into(),
        "tri" => nd::tri(size(0)?, size(1)?, int(2)?, call.dtype_keyword()?.unwrap_or(DType::F64))?.into(),
        "tril_indices" => tuple(nd::tril_indices(size(0)?, size(2)?, int(1)?)?),
        "triu_indices" => tuple(nd::triu_indices(size(0)?, size(2)?, int(1)?)?),
        "diag_indices" => tuple(nd::diag_indices(size(0)?, size(1)?)?),
        "fill_diagonal" => {
            let x = call.array(0)?;
            nd::fill_diagonal(&x, call.array(1)?, call.flag("wrap"))?;
            x.into()
        }
        "vander" => {
            let columns = call.keyword("N").map(Given::int).transpose()?;
            let options = columns.map_or(Vander::default(), |n| Vander::from(n as usize));
            let options = if call.flag("increasing") { options.increasing() } else { options };
            nd::vander(&call.array(0)?, options)?.into()
        }
        _ => return call.unknown(),
    })
}
