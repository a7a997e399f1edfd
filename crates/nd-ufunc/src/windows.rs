//! Windows that signals are weighted with, and `i0`, which one of them needs.

#![forbid(unsafe_code)]

use crate::{add, cos, divide, less_equal, multiply, subtract, where_};
use core::f64::consts::PI;
use nd_core::{Array, Error, ErrorKind, Result, ones, try_arange, zeros};

/// The odd numbers from `1 - m` to `m - 1`, that is twice the distance from the middle, if there are more than one.
///
/// # Errors
/// Memory that cannot be had.
fn distances(m: usize) -> Result<Option<Array>> {
    let count = i64::try_from(m).unwrap_or(i64::MAX / 2);
    match m {
        0 | 1 => Ok(None),
        _ => Ok(Some(try_arange((1 - count, count, 2))?.astype("f8")?)),
    }
}

/// The window of a length too short for a formula.
fn short(m: usize) -> Result<Array> {
    if m == 0 { zeros(0, "f8") } else { ones(1, "f8") }
}

/// The triangular window that starts and ends with zero, of `m` points.
///
/// ```
/// assert_eq!(nd_ufunc::bartlett(5)?.to_string(), "[0.  0.5 1.  0.5 0. ]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Memory that cannot be had.
#[doc(alias = "numpy.bartlett")]
pub fn bartlett(m: usize) -> Result<Array> {
    let Some(n) = distances(m)? else { return short(m) };
    let slope = divide(&n, m as f64 - 1.0)?;
    where_(less_equal(&n, 0)?, add(1.0, &slope)?, subtract(1.0, &slope)?)
}

/// A sum of cosines of the distance from the middle: `a[0] + a[1] cos(t) + a[2] cos(2 t)`, `t` from `-pi` to `pi`.
fn cosines(m: usize, a: [f64; 3]) -> Result<Array> {
    let Some(n) = distances(m)? else { return short(m) };
    let width = m as f64 - 1.0;
    let term = |turn: f64, a: f64| multiply(&cos(&divide(&multiply(turn, &n)?, width)?)?, a);
    let first = add(a[0], &term(PI, a[1])?)?;
    if a[2] == 0.0 { Ok(first) } else { add(&first, &term(2.0 * PI, a[2])?) }
}

/// The window of Blackman, of `m` points: three terms of cosines.
///
/// ```
/// assert_eq!(nd_ufunc::round(&nd_ufunc::blackman(5)?, 6)?.to_string(), "[-0.    0.34  1.    0.34 -0.  ]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Memory that cannot be had.
#[doc(alias = "numpy.blackman")]
pub fn blackman(m: usize) -> Result<Array> {
    cosines(m, [0.42, 0.5, 0.08])
}

/// The window of Hann, a raised cosine, of `m` points.
///
/// ```
/// assert_eq!(nd_ufunc::hanning(5)?.to_string(), "[0.  0.5 1.  0.5 0. ]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Memory that cannot be had.
#[doc(alias = "numpy.hanning")]
pub fn hanning(m: usize) -> Result<Array> {
    cosines(m, [0.5, 0.5, 0.0])
}

/// The window of Hamming, a raised cosine on a pedestal, of `m` points.
///
/// ```
/// assert_eq!(nd_ufunc::hamming(5)?.to_string(), "[0.08 0.54 1.   0.54 0.08]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Memory that cannot be had.
#[doc(alias = "numpy.hamming")]
pub fn hamming(m: usize) -> Result<Array> {
    cosines(m, [0.54, 0.46, 0.0])
}

/// The window of Kaiser, of `m` points: `i0(beta sqrt(1 - t^2)) / i0(beta)`. The larger `beta`, the narrower.
///
/// ```
/// assert_eq!(nd_ufunc::kaiser(3, 14.0)?.to_string(), "[7.72686684e-06 1.00000000e+00 7.72686684e-06]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Memory that cannot be had.
#[doc(alias = "numpy.kaiser")]
pub fn kaiser(m: usize, beta: f64) -> Result<Array> {
    if m < 2 {
        return short(m);
    }
    let alpha = (m as f64 - 1.0) / 2.0;
    let scale = bessel(beta);
    try_arange(m)?.map(|n: f64| {
        let t = (n - alpha) / alpha;
        bessel(beta * (1.0 - t * t).sqrt()) / scale
    })
}

/// The modified Bessel function of the first kind, of order zero.
///
/// Chebyshev series of Clenshaw (*Chebyshev series for mathematical functions*, 1962) for up to 8 and beyond, as NumPy
/// uses them. Floats keep their dtype, integers give `float64`.
///
/// ```
/// assert_eq!(nd_ufunc::i0(&nd_core::array![0.0, 1.0])?.to_string(), "[1.         1.26606588]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Complex numbers and what is no number; memory that cannot be had or is borrowed elsewhere.
#[doc(alias = "numpy.i0")]
pub fn i0(x: &Array) -> Result<Array> {
    if x.dtype().kind() == 'c' {
        return Err(Error::new(ErrorKind::Type, ComplexBessel));
    }
    let values = x.map(bessel)?;
    match (x.dtype().kind(), x.dtype().num()) {
        ('f', Some(num)) => values.astype(nd_core::DType::from_num(num)),
        _ => Ok(values),
    }
}

/// Complex numbers given to [`i0`].
#[derive(Debug, thiserror::Error)]
#[error("i0 not supported for complex values")]
pub struct ComplexBessel;

/// `I0(x)`.
fn bessel(x: f64) -> f64 {
    let x = x.abs();
    if x <= 8.0 {
        x.exp() * chebyshev(x / 2.0 - 2.0, &SMALL)
    } else {
        x.exp() * chebyshev(32.0 / x - 2.0, &LARGE) / x.sqrt()
    }
}

/// The sum of a Chebyshev series, by Clenshaw's recurrence.
fn chebyshev(x: f64, coefficients: &[f64]) -> f64 {
    let (mut b0, mut b1, mut b2) = (coefficients[0], 0.0, 0.0);
    for coefficient in &coefficients[1..] {
        (b2, b1) = (b1, b0);
        b0 = x * b1 - b2 + coefficient;
    }
    0.5 * (b0 - b2)
}

/// Coefficients of `exp(-x) I0(x)` for `x <= 8`.
const SMALL: [f64; 30] = [
    -4.4153416464793395e-18,
    3.3307945188222384e-17,
    -2.431279846547955e-16,
    1.715391285555133e-15,
    -1.1685332877993451e-14,
    7.676185498604936e-14,
    -4.856446783111929e-13,
    2.95505266312964e-12,
    -1.726826291441556e-11,
    9.675809035373237e-11,
    -5.189795601635263e-10,
    2.6598237246823866e-09,
    -1.300025009986248e-08,
    6.046995022541919e-08,
    -2.670793853940612e-07,
    1.1173875391201037e-06,
    -4.4167383584587505e-06,
    1.6448448070728896e-05,
    -5.754195010082104e-05,
    0.00018850288509584165,
    -0.0005763755745385824,
    0.0016394756169413357,
    -0.004324309995050576,
    0.010546460394594998,
    -0.02373741480589947,
    0.04930528423967071,
    -0.09490109704804764,
    0.17162090152220877,
    -0.3046826723431984,
    0.6767952744094761,
];

/// Coefficients of `exp(-x) sqrt(x) I0(x)` for `x > 8`.
const LARGE: [f64; 25] = [
    -7.233180487874754e-18,
    -4.830504485944182e-18,
    4.46562142029676e-17,
    3.461222867697461e-17,
    -2.8276239805165836e-16,
    -3.425485619677219e-16,
    1.7725601330565263e-15,
    3.8116806693526224e-15,
    -9.554846698828307e-15,
    -4.150569347287222e-14,
    1.54008621752141e-14,
    3.8527783827421426e-13,
    7.180124451383666e-13,
    -1.7941785315068062e-12,
    -1.3215811840447713e-11,
    -3.1499165279632416e-11,
    1.1889147107846439e-11,
    4.94060238822497e-10,
    3.3962320257083865e-09,
    2.266668990498178e-08,
    2.0489185894690638e-07,
    2.8913705208347567e-06,
    6.889758346916825e-05,
    0.0033691164782556943,
    0.8044904110141088,
];
