//! Convolution, windows, phases, gradients and their neighbours.

#![forbid(unsafe_code)]

use nd::prelude::*;
use nd::{ConvolveMode, CumulativeOptions, UnwrapOptions, Weak};

use crate::case::{Call, Outcome};
use crate::given::{Failure, Given};

pub(super) fn run(call: &Call) -> Outcome {
    let result = match call.op() {
        "convolve" => nd::convolve(&call.array(0)?, &call.array(1)?, mode(call)?)?,
        "correlate" => nd::correlate(&call.array(0)?, &call.array(1)?, mode(call)?)?,
        "bartlett" => nd::bartlett(call.int(0)? as usize)?,
        "blackman" => nd::blackman(call.int(0)? as usize)?,
        "hamming" => nd::hamming(call.int(0)? as usize)?,
        "hanning" => nd::hanning(call.int(0)? as usize)?,
        "kaiser" => nd::kaiser(call.int(0)? as usize, call.float(1)?)?,
        "i0" => nd::i0(&call.array(0)?)?,
        "unwrap" => nd::unwrap(&call.array(0)?, unwrap_options(call)?)?,
        "cumulative_sum" => cumulative(call, |x, options| nd::cumulative_sum(x, options))?,
        "cumulative_prod" => cumulative(call, |x, options| nd::cumulative_prod(x, options))?,
        "gradient" => {
            let (x, spacing) = (call.array(0)?, call.operand(1)?);
            let order = call.keyword("edge_order").map(Given::int).transpose()?.unwrap_or(1);
            nd::gradient::with(&x, spacing).axis(axis_of(call)?).edge_order(order as usize).run()?
        }
        "gradients" => {
            let x = call.array(0)?;
            let order = call.keyword("edge_order").map(Given::int).transpose()?.unwrap_or(1);
            let mut made = nd::gradient::all(&x).axis(call.axes()?).edge_order(order as usize);
            for i in 1..call.len() {
                made = made.spacing(call.operand(i)?);
            }
            return Ok(made.run_all()?.into());
        }
        "trapezoid" if call.len() == 1 => nd::trapezoid(&call.array(0)?, 1.0, axis_of(call)?)?,
        "trapezoid" => nd::trapezoid(&call.array(0)?, &call.array(1)?, axis_of(call)?)?,
        "cross" => {
            let (a, b) = (call.array(0)?, call.array(1)?);
            let axis =
                |name: &str| Ok::<_, Failure>(call.keyword(name).map(Given::int).transpose()?.unwrap_or(-1));
            match call.keyword("axis") {
                Some(axis) => nd::cross(&a, &b, axis.int()?)?,
                None => {
                    let axes = [axis("axisa")? as isize, axis("axisb")? as isize, axis("axisc")? as isize];
                    nd::cross::with(&a, &b).axes(axes[0], axes[1], axes[2]).run()?
                }
            }
        }
        "emath" => emath(call)?,
        "nan_to_num" => {
            let x = call.array(0)?;
            let value = |name: &str| call.keyword(name).cloned();
            let (nan, above, below) = (value("nan"), value("posinf"), value("neginf"));
            let mut replace = nd::nan_to_num::with(&x);
            if let Some(nan) = &nan {
                replace = replace.nan(nan);
            }
            if let Some(above) = &above {
                replace = replace.posinf(above);
            }
            if let Some(below) = &below {
                replace = replace.neginf(below);
            }
            replace.run()?
        }
        "ediff1d" => match (call.keyword("to_begin"), call.keyword("to_end")) {
            (Some(begin), Some(end)) => nd::ediff1d::between(&call.array(0)?, begin, end)?,
            _ => nd::ediff1d(&call.array(0)?)?,
        },
        "real_if_close" => {
            let tolerance = call.keyword("tol").map(Given::float).transpose()?.unwrap_or(100.0);
            nd::real_if_close(&call.array(0)?, tolerance)?
        }
        _ => return call.unknown(),
    };
    Ok(result.into())
}

fn mode(call: &Call) -> Result<ConvolveMode, Failure> {
    match call.text(2)? {
        "full" => Ok(ConvolveMode::Full),
        "same" => Ok(ConvolveMode::Same),
        "valid" => Ok(ConvolveMode::Valid),
        other => Err(Failure::Case(format!("mode '{other}'"))),
    }
}

fn axis_of(call: &Call) -> Result<isize, Failure> {
    Ok(call.keyword("axis").map(Given::int).transpose()?.unwrap_or(-1) as isize)
}

fn unwrap_options(call: &Call) -> Result<UnwrapOptions, Failure> {
    let mut options = UnwrapOptions::from(axis_of(call)?);
    if let Some(period) = call.keyword("period") {
        options = match period {
            Given::Weak(weak) => options.period(*weak),
            other => options.period(Weak::Float(other.float()?)),
        };
    }
    if let Some(discont) = call.keyword("discont") {
        options = options.discont(discont.float()?);
    }
    Ok(options)
}

fn cumulative(
    call: &Call,
    fold: impl FnOnce(&Array, CumulativeOptions<'_>) -> Result<Array>,
) -> Result<Array, Failure> {
    let (x, out) = (call.array(0)?, call.array_keyword("out")?);
    let mut options = match call.keyword("axis") {
        Some(axis) => CumulativeOptions::axis(axis.int()?),
        None => CumulativeOptions::axis(..),
    };
    if call.flag("include_initial") {
        options = options.include_initial();
    }
    if let Some(dtype) = call.dtype_keyword()? {
        options = options.dtype(dtype)?;
    }
    if let Some(out) = &out {
        options = options.out(out);
    }
    Ok(fold(&x, options)?)
}

fn emath(call: &Call) -> Result<Array, Failure> {
    let x = call.operand(1)?;
    Ok(match call.text(0)? {
        "sqrt" => nd::emath::sqrt(x),
        "log" => nd::emath::log(x),
        "log2" => nd::emath::log2(x),
        "log10" => nd::emath::log10(x),
        "arccos" => nd::emath::arccos(x),
        "arcsin" => nd::emath::arcsin(x),
        "arctanh" => nd::emath::arctanh(x),
        "power" => nd::emath::power(x, call.operand(2)?),
        other => return Err(Failure::Case(format!("no function '{other}'"))),
    }?)
}
