//! Transcendental functions over large vectors.

#![forbid(unsafe_code)]

use nd::Array;

use super::N;
use crate::arrays::{centred, makes, message, uniform};
use crate::workload::{Case, Workload};

/// Results differ by the roundings of the two libraries: 2 ULP here, NumPy's up to 4 there.
const DOUBLE: f64 = 1.4e-15;
/// The same for `f32`.
const SINGLE: f64 = 8e-7;

/// The numbers that most functions are timed on.
const X: &str = "x = uniform(1, 10**7) * 20 - 10";
/// Positive numbers.
const P: &str = "x = uniform(1, 10**7) * 20 + 1e-3";
/// Numbers between -1 and 1.
const U: &str = "x = uniform(1, 10**7) * 2 - 1";
/// Such numbers in single precision.
const X32: &str = "x = (uniform(1, 10**7) * 20 - 10).astype('f4')";
const P32: &str = "x = (uniform(1, 10**7) * 20 + 1e-3).astype('f4')";

type Unary = fn(&Array) -> nd::Result<Array>;

/// A function of numbers within 10 of zero.
fn wide(f: Unary) -> Result<Box<dyn Case>, String> {
    Ok(makes(centred(1, N, 10.0)?, f))
}

/// A function of positive numbers.
fn positive(f: Unary) -> Result<Box<dyn Case>, String> {
    let scaled = &uniform(1, N)? * 20;
    Ok(makes(&scaled + 1e-3, f))
}

/// A function of numbers within 1 of zero.
fn unit(f: Unary) -> Result<Box<dyn Case>, String> {
    Ok(makes(centred(1, N, 1.0)?, f))
}

/// As [`wide`], in single precision.
fn wide_single(f: Unary) -> Result<Box<dyn Case>, String> {
    Ok(makes(centred(1, N, 10.0)?.astype("f4").map_err(message)?, f))
}

/// As [`positive`], in single precision.
fn positive_single(f: Unary) -> Result<Box<dyn Case>, String> {
    let scaled = &uniform(1, N)? * 20;
    Ok(makes((&scaled + 1e-3).astype("f4").map_err(message)?, f))
}

/// A function of two vectors: positive numbers, and numbers within 10 of zero.
fn two(f: fn(&Array, &Array) -> nd::Result<Array>) -> Result<Box<dyn Case>, String> {
    let scaled = &uniform(1, N)? * 20;
    let run = move |(x, y): &(Array, Array)| f(x, y);
    Ok(makes((&scaled + 1e-3, centred(2, N, 10.0)?), run))
}

const TWO: &str = "x = uniform(1, 10**7) * 20 + 1e-3; y = uniform(2, 10**7) * 20 - 10";

pub(super) const ROWS: &[Workload] = &[
    Workload::makes("exp, 1e7 f64", |_| wide(|x| nd::exp(x)), X, "np.exp(x)", 1.4).within(DOUBLE),
    Workload::makes("log, 1e7 f64", |_| positive(|x| nd::log(x)), P, "np.log(x)", 1.0).within(DOUBLE),
    Workload::makes("sin, 1e7 f64", |_| wide(|x| nd::sin(x)), X, "np.sin(x)", 8.0).within(DOUBLE),
    Workload::makes("cos, 1e7 f64", |_| wide(|x| nd::cos(x)), X, "np.cos(x)", 8.0).within(DOUBLE),
    Workload::makes("tan, 1e7 f64", |_| wide(|x| nd::tan(x)), X, "np.tan(x)", 0.9).within(DOUBLE),
    Workload::makes("tanh, 1e7 f64", |_| wide(|x| nd::tanh(x)), X, "np.tanh(x)", 1.2).within(DOUBLE),
    Workload::makes("sinh, 1e7 f64", |_| wide(|x| nd::sinh(x)), X, "np.sinh(x)", 0.9).within(DOUBLE),
    Workload::makes("cosh, 1e7 f64", |_| wide(|x| nd::cosh(x)), X, "np.cosh(x)", 0.9).within(DOUBLE),
    Workload::makes("arctan, 1e7 f64", |_| wide(|x| nd::arctan(x)), X, "np.arctan(x)", 1.4).within(DOUBLE),
    Workload::makes("arcsin, 1e7 f64", |_| unit(|x| nd::arcsin(x)), U, "np.arcsin(x)", 0.9).within(DOUBLE),
    Workload::makes("arccos, 1e7 f64", |_| unit(|x| nd::arccos(x)), U, "np.arccos(x)", 0.9).within(DOUBLE),
    Workload::makes("arcsinh, 1e7 f64", |_| wide(|x| nd::arcsinh(x)), X, "np.arcsinh(x)", 0.9).within(DOUBLE),
    Workload::makes("arctanh, 1e7 f64", |_| unit(|x| nd::arctanh(x)), U, "np.arctanh(x)", 0.9).within(DOUBLE),
    Workload::makes("expm1, 1e7 f64", |_| wide(|x| nd::expm1(x)), X, "np.expm1(x)", 1.4).within(DOUBLE),
    Workload::makes("exp2, 1e7 f64", |_| wide(|x| nd::exp2(x)), X, "np.exp2(x)", 1.4).within(DOUBLE),
    Workload::makes("log1p, 1e7 f64", |_| positive(|x| nd::log1p(x)), P, "np.log1p(x)", 0.9).within(DOUBLE),
    Workload::makes("log2, 1e7 f64", |_| positive(|x| nd::log2(x)), P, "np.log2(x)", 0.9).within(DOUBLE),
    Workload::makes("log10, 1e7 f64", |_| positive(|x| nd::log10(x)), P, "np.log10(x)", 0.9).within(DOUBLE),
    Workload::makes("cbrt, 1e7 f64", |_| wide(|x| nd::cbrt(x)), X, "np.cbrt(x)", 0.9).within(DOUBLE),
    Workload::makes("pow, 1e7 f64", |_| two(|x, y| nd::power(x, y)), TWO, "x**y", 0.9).within(DOUBLE),
    Workload::makes("hypot, 1e7 f64", |_| two(|x, y| nd::hypot(x, y)), TWO, "np.hypot(x, y)", 10.0)
        .within(DOUBLE),
    Workload::makes("arctan2, 1e7 f64", |_| two(|x, y| nd::arctan2(x, y)), TWO, "np.arctan2(x, y)", 1.2)
        .within(DOUBLE),
    Workload::makes("exp, 1e7 f32", |_| wide_single(|x| nd::exp(x)), X32, "np.exp(x)", 1.0).within(SINGLE),
    Workload::makes("log, 1e7 f32", |_| positive_single(|x| nd::log(x)), P32, "np.log(x)", 1.0)
        .within(SINGLE),
    Workload::makes("sin, 1e7 f32", |_| wide_single(|x| nd::sin(x)), X32, "np.sin(x)", 1.0).within(SINGLE),
    Workload::makes("tanh, 1e7 f32", |_| wide_single(|x| nd::tanh(x)), X32, "np.tanh(x)", 1.0).within(SINGLE),
    Workload::makes("arctan, 1e7 f32", |_| wide_single(|x| nd::arctan(x)), X32, "np.arctan(x)", 1.0)
        .within(SINGLE),
];
