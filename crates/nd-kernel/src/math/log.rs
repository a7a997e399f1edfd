//! The natural logarithm.
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

/// log x
#[inline(always)]
pub(super) fn log64<I: Isa>(x: f64) -> f64 {
    let subnormal = x < f64::MIN_POSITIVE;
    let scaled = if subnormal { x * 18014398509481984.0 } else { x }; // 2^54
    let shift = if subnormal { -54.0 } else { 0.0 };
    let bits = scaled.to_bits();
    let above = bits.wrapping_sub(core::f64::consts::FRAC_1_SQRT_2.to_bits());
    let exponent = (above as i64) >> 52;
    let m = f64::from_bits(bits.wrapping_sub(above & 0xfff0_0000_0000_0000));
    let k = f64::from_bits((ROUND64.to_bits() as i64).wrapping_add(exponent) as u64) - ROUND64 + shift;
    let f = m - 1.0;
    let s = f / (2.0 + f);
    let z = s * s;
    let c = &LOG64;
    let (z2, fma) = (z * z, fma64::<I>);
    let low = fma(fma(c[3], z, c[2]), z2, fma(c[1], z, c[0]));
    let high = fma(fma(c[7], z, c[6]), z2, fma(c[5], z, c[4]));
    let t = z * fma(high, z2 * z2, low);
    let half = 0.5 * f * f;
    let y = k * LN2_64[0] - ((half - (s * (half + t) + k * LN2_64[1])) - f);
    let y = if x == f64::INFINITY { x } else { y };
    let y = if x == 0.0 { f64::NEG_INFINITY } else { y };
    let y = if x < 0.0 { f64::NAN } else { y };
    if x.is_nan() { x } else { y }
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
