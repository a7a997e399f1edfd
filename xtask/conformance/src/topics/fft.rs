//! Discrete Fourier transforms.

#![forbid(unsafe_code)]

use nd::fft::{FftOptions, FftnOptions, Norm};
use nd::prelude::*;

use crate::case::{Call, Outcome};
use crate::given::Failure;

pub(super) fn run(call: &Call) -> Outcome {
    let one = |transform: fn(&Array, FftOptions<'static>) -> Result<Array>| -> Outcome {
        Ok(transform(&call.array(0)?, along(call)?)?.into())
    };
    let many = |transform: fn(&Array, FftnOptions<'static>) -> Result<Array>| -> Outcome {
        Ok(transform(&call.array(0)?, over(call)?)?.into())
    };
    match call.op() {
        "fft" => one(nd::fft::fft),
        "ifft" => one(nd::fft::ifft),
        "rfft" => one(nd::fft::rfft),
        "irfft" => one(nd::fft::irfft),
        "hfft" => one(nd::fft::hfft),
        "ihfft" => one(nd::fft::ihfft),
        "fftn" => many(nd::fft::fftn),
        "ifftn" => many(nd::fft::ifftn),
        "rfftn" => many(nd::fft::rfftn),
        "irfftn" => many(nd::fft::irfftn),
        "fft2" => many(nd::fft::fft2),
        "ifft2" => many(nd::fft::ifft2),
        "rfft2" => many(nd::fft::rfft2),
        "irfft2" => many(nd::fft::irfft2),
        "fftfreq" => Ok(nd::fft::fftfreq(call.int(0)? as usize, call.float(1)?)?.into()),
        "rfftfreq" => Ok(nd::fft::rfftfreq(call.int(0)? as usize, call.float(1)?)?.into()),
        "fftshift" => Ok(nd::fft::fftshift(&call.array(0)?, shifted(call)?)?.into()),
        "ifftshift" => Ok(nd::fft::ifftshift(&call.array(0)?, shifted(call)?)?.into()),
        _ => call.unknown(),
    }
}

fn norm(call: &Call) -> Result<Norm, Failure> {
    Ok(match call.keyword("norm").map(|given| given.text()).transpose()? {
        Some("ortho") => Norm::Ortho,
        Some("forward") => Norm::Forward,
        _ => Norm::Backward,
    })
}

fn along(call: &Call) -> Result<FftOptions<'static>, Failure> {
    let mut options = FftOptions::new().norm(norm(call)?);
    if let Some(n) = call.keyword("n") {
        options = options.n(n.int()? as usize);
    }
    if let Some(axis) = call.keyword("axis") {
        options = options.axis(axis.int()? as isize);
    }
    Ok(options)
}

fn over(call: &Call) -> Result<FftnOptions<'static>, Failure> {
    let mut options = FftnOptions::new().norm(norm(call)?);
    if let Some(s) = call.keyword("s") {
        options = options.s(s.ints()?);
    }
    if let Some(axes) = call.keyword("axes") {
        options = options.axes(axes.ints()?);
    }
    Ok(options)
}

fn shifted(call: &Call) -> Result<nd::Axes, Failure> {
    Ok(match call.keyword("axes") {
        None => nd::Axes::from(..),
        Some(axes) => nd::Axes::from(axes.ints()?),
    })
}
