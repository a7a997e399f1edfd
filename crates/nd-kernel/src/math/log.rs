//! Logarithms, and the inverse hyperbolic functions that are logarithms.
//!
//! The argument is 2^k m with m between sqrt(1/2) and sqrt(2), and f = m - 1. In `f64`, after fdlibm's `e_log.c`:
//!
//! ```text
//! s = f / (2 + f);  log(1 + f) = f - f^2/2 + s (f^2/2 + s^2 T(s^2))
//! ```
//!
//! In `f32` a polynomial in f costs less than the division, and the sum of the two large terms, k ln 2 and f, is kept
//! with its rounding error.
#![forbid(unsafe_code)]

use super::exact::{fast_sum, quotient, sum};
use super::exp::{exp2_64, exp64};
use super::{ROUND64, fma32, fma64};
use crate::isa::Isa;

/// ln 2 to 42 bits, which times an integer of 11 bits is exact, and the rest.
const LN2_64: [f64; 2] = [0.6931471805598903, 5.497923018708371e-14];

/// (log((1 + s) / (1 - s)) - 2s) / s^3 in powers of s^2, for |s| <= 0.1716, to 2^-66 of the logarithm.
const LOG64: [f64; 8] = [
    0.6666666666666666,
    0.40000000000004937,
    0.2857142856940414,
    0.22222222608294967,
    0.18181778233572762,
    0.15386994684630023,
    0.13252007817960298,
    0.13236115066974796,
];

/// x = 2^k (1 + f), for x that is normal; the third is 2^-k as the bits of its exponent, to subtract.
#[inline(always)]
pub(super) fn split(x: f64) -> (f64, f64, u64) {
    let bits = x.to_bits();
    let above = bits.wrapping_sub(core::f64::consts::FRAC_1_SQRT_2.to_bits());
    let exponent = (above as i64) >> 52;
    let steps = above & 0xfff0_0000_0000_0000;
    let m = f64::from_bits(bits.wrapping_sub(steps));
    let k = f64::from_bits((ROUND64.to_bits() as i64).wrapping_add(exponent) as u64) - ROUND64;
    (k, m - 1.0, steps)
}

/// x = 2^k (1 + f), for x > 0.
#[inline(always)]
fn reduce(x: f64) -> (f64, f64) {
    let subnormal = x < f64::MIN_POSITIVE;
    let scaled = if subnormal { x * 18014398509481984.0 } else { x }; // 2^54
    let shift = if subnormal { -54.0 } else { 0.0 };
    let (k, f, _) = split(scaled);
    (k + shift, f)
}

/// f^2/2, and log(1 + f) - f + f^2/2.
#[inline(always)]
fn log_of_sum<I: Isa>(f: f64) -> (f64, f64) {
    let s = f / (2.0 + f);
    let z = s * s;
    let c = &LOG64;
    let (z2, fma) = (z * z, fma64::<I>);
    let low = fma(fma(c[3], z, c[2]), z2, fma(c[1], z, c[0]));
    let high = fma(fma(c[7], z, c[6]), z2, fma(c[5], z, c[4]));
    let t = z * fma(high, z2 * z2, low);
    let half = 0.5 * f * f;
    (half, s * (half + t))
}

/// `y`, or what the logarithm is where it has no finite value: of infinity, zero, negative numbers and NaN.
#[inline(always)]
fn finish(x: f64, y: f64) -> f64 {
    let y = if x == f64::INFINITY { x } else { y };
    let y = if x == 0.0 { f64::NEG_INFINITY } else { y };
    let y = if x < 0.0 { f64::NAN } else { y };
    if x.is_nan() { x } else { y }
}

/// log x
#[inline(always)]
pub(super) fn log64<I: Isa>(x: f64) -> f64 {
    let (k, f) = reduce(x);
    let (half, rest) = log_of_sum::<I>(f);
    finish(x, k * LN2_64[0] - ((half - (rest + k * LN2_64[1])) - f))
}

/// The logarithm of x to another base, after FreeBSD's `e_log2.c` and `e_log10.c`: `inverse` is 1 / log(base) to 32 bits
/// and the rest, `step` log(2) / log(base) to 42 bits and the rest. log(1 + f) is taken as 21 bits and a rest, so that
/// its first product is exact.
#[inline(always)]
fn log_to_base<I: Isa>(x: f64, inverse: [f64; 2], step: [f64; 2]) -> f64 {
    let (k, f) = reduce(x);
    let (half, rest) = log_of_sum::<I>(f);
    let high = f64::from_bits((f - half).to_bits() & 0xffff_ffff_0000_0000);
    let low = ((f - high) - half) + rest;
    let first = high * inverse[0];
    let small = k * step[1] + ((low + high) * inverse[1] + low * inverse[0]);
    let whole = k * step[0];
    let (sum, lost) = fast_sum(whole, first);
    finish(x, (small + lost) + sum)
}

/// log2 x
#[inline(always)]
pub(super) fn log2_64<I: Isa>(x: f64) -> f64 {
    log_to_base::<I>(x, [1.4426950407214463, 1.6751713164886512e-10], [1.0, 0.0])
}

/// log10 x
#[inline(always)]
pub(super) fn log10_64<I: Isa>(x: f64) -> f64 {
    let step = [0.30102999566395283, 2.8363394551044964e-14];
    log_to_base::<I>(x, [0.4342944818781689, 2.5082946711645275e-11], step)
}

/// log(1 + x + low) + extra ln 2, where `low` is a correction of `x > -1`, which is not infinite.
#[inline(always)]
fn log_one_plus<I: Isa>(x: f64, low: f64, extra: f64) -> f64 {
    let (u, lost) = sum(1.0, x);
    let (k, g, steps) = split(u);
    // What 2^k leaves of the corrections; nothing, where they are below the last bit of the logarithm.
    let down = if u < 1e18 { f64::from_bits(1f64.to_bits().wrapping_sub(steps)) } else { 0.0 };
    let (lost, low) = (lost * down, low * down);
    let f = g + lost;
    let missing = ((g - f) + lost) + low;
    let (half, rest) = log_of_sum::<I>(f);
    // Close to missing / (1 + f).
    let correction = missing * fma64::<I>(f, f - 1.0, 1.0);
    let k = k + extra;
    k * LN2_64[0] - ((half - ((rest + correction) + k * LN2_64[1])) - f)
}

/// log(1 + x)
#[inline(always)]
pub(super) fn log1p64<I: Isa>(x: f64) -> f64 {
    let y = log_one_plus::<I>(x, 0.0, 0.0);
    let y = if x == f64::INFINITY || x == 0.0 { x } else { y };
    let y = if x == -1.0 { f64::NEG_INFINITY } else { y };
    let y = if x < -1.0 { f64::NAN } else { y };
    if x.is_nan() { x } else { y }
}

/// From here on, adding 1 to the square changes nothing.
const LARGE: f64 = 268435456.0; // 2^28

/// asinh x = log(1 + a + a^2 / (1 + sqrt(1 + a^2))) for a = |x|; for large numbers log 2a.
#[inline(always)]
pub(super) fn asinh64<I: Isa>(x: f64) -> f64 {
    let a = x.abs();
    let large = a > LARGE;
    let square = if large { 0.0 } else { a * a };
    let (above, low) = fast_sum(a, square / (1.0 + (1.0 + square).sqrt()));
    // log(1 + (a - 1)) is log a.
    let (above, extra) = if large { (a - 1.0, 1.0) } else { (above, 0.0) };
    let low = if large { (a - above) - 1.0 } else { low };
    let y = log_one_plus::<I>(above, low, extra);
    let y = if a < 1e-9 || a == f64::INFINITY || a.is_nan() { a } else { y };
    y.copysign(x)
}

/// acosh x = log(1 + t + sqrt(2t + t^2)) for t = x - 1; for large numbers log 2x.
#[inline(always)]
pub(super) fn acosh64<I: Isa>(x: f64) -> f64 {
    let large = x > LARGE;
    let t = x - 1.0;
    let square = if large { 0.0 } else { fma64::<I>(t, t, 2.0 * t) };
    let (above, low) = fast_sum(square.sqrt(), t);
    let (above, extra) = if large { (t, 1.0) } else { (above, 0.0) };
    let low = if large { (x - t) - 1.0 } else { low };
    let y = log_one_plus::<I>(above, low, extra);
    let y = if x == f64::INFINITY { x } else { y };
    let y = if x < 1.0 { f64::NAN } else { y };
    if x.is_nan() { x } else { y }
}

/// atanh x = log(1 + 2a / (1 - a)) / 2 for a = |x|.
#[inline(always)]
pub(super) fn atanh64<I: Isa>(x: f64) -> f64 {
    let a = x.abs();
    let d = 1.0 - a;
    let (above, low) = quotient::<I>(2.0 * a, 0.0, d, (1.0 - d) - a);
    let y = 0.5 * log_one_plus::<I>(above, low, 0.0);
    let y = if a < 1e-9 { a } else { y };
    let y = if a == 1.0 { f64::INFINITY } else { y };
    let y = if a <= 1.0 { y } else { f64::NAN };
    y.copysign(x)
}

/// log(e^a + e^b), the larger with what the other adds.
#[inline(always)]
pub(super) fn logaddexp64<I: Isa>(a: f64, b: f64) -> f64 {
    let (larger, distance) = (if a > b { a } else { b }, (a - b).abs());
    let y = larger + log1p64::<I>(exp64::<I>(-distance));
    // Infinities of the same sign too.
    let y = if a == b { a + core::f64::consts::LN_2 } else { y };
    if a.is_nan() { a } else { y }
}

/// log2(2^a + 2^b)
#[inline(always)]
pub(super) fn logaddexp2_64<I: Isa>(a: f64, b: f64) -> f64 {
    let (larger, distance) = (if a > b { a } else { b }, (a - b).abs());
    let y = larger + core::f64::consts::LOG2_E * log1p64::<I>(exp2_64::<I>(-distance));
    let y = if a == b { a + 1.0 } else { y };
    if a.is_nan() { a } else { y }
}

/// ln 2 to 14 bits, which times an integer of 8 bits is exact, and the rest.
const LN2_32: [f32; 2] = [0.69317626953125, -2.9088971132296138e-05];

/// (log(1 + f) - f + f^2/2) / f^3 for f between sqrt(1/2) - 1 and sqrt(2) - 1, to 2^-29 of the logarithm.
const LOG32: [f32; 9] = [
    0.333333105,
    -0.249999866,
    0.200022474,
    -0.166692495,
    0.142181814,
    -0.123841017,
    0.118765816,
    -0.117928013,
    0.0691033155,
];

/// log x
#[inline(always)]
pub(super) fn log32<I: Isa>(x: f32) -> f32 {
    let subnormal = x < f32::MIN_POSITIVE;
    let scaled = if subnormal { x * 16777216.0 } else { x }; // 2^24
    let shift = if subnormal { -24.0 } else { 0.0 };
    let bits = scaled.to_bits();
    let above = bits.wrapping_sub(core::f32::consts::FRAC_1_SQRT_2.to_bits());
    let m = f32::from_bits(bits.wrapping_sub(above & 0xff80_0000));
    let k = ((above as i32) >> 23) as f32 + shift;
    let f = m - 1.0;
    let c = &LOG32;
    let (f2, fma) = (f * f, fma32::<I>);
    let f4 = f2 * f2;
    let low = fma(fma(c[3], f, c[2]), f2, fma(c[1], f, c[0]));
    let high = fma(fma(c[7], f, c[6]), f2, fma(c[5], f, c[4]));
    let p = fma(fma(c[8], f4, high), f4, low);
    let large = k * LN2_32[0];
    let sum = large + f;
    let lost = (large - sum) + f;
    let small = fma(k, LN2_32[1], f * f2 * p);
    let y = sum + (fma(-0.5, f2, small) + lost);
    let y = if x == f32::INFINITY { x } else { y };
    let y = if x == 0.0 { f32::NEG_INFINITY } else { y };
    let y = if x < 0.0 { f32::NAN } else { y };
    if x.is_nan() { x } else { y }
}
