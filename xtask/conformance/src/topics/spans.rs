//! Statistics of spans of time and of dates.

#![forbid(unsafe_code)]

use crate::case::{Call, Outcome};
use crate::given::Failure;

pub(super) fn run(call: &Call) -> Outcome {
    let x = call.array(0)?;
    let q = || -> Result<f64, Failure> { Ok(call.given(1)?.float()?) };
    Ok(match call.op() {
        "mean" => nd::mean(&x, ..)?.into(),
        "std" => nd::std(&x, ..)?.into(),
        "var" => nd::var(&x, ..)?.into(),
        "median" => nd::median(&x, ..)?.into(),
        "ptp" => nd::ptp(&x, ..)?.into(),
        "quantile" => nd::quantile(&x, q()?, ..)?.into(),
        "percentile" => nd::percentile(&x, q()?, ..)?.into(),
        _ => return call.unknown(),
    })
}
