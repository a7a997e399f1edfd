//! The exponential function, `exp2` and `expm1`.
//!
//! ```text
//! n = nearest integer to x / ln 2;  r = x - n ln 2, as r + tail
//! e^r = 1 + r + r^2 q(r);           result = 2^n e^r
//! ```
//!
//! `1 + r` is kept with its rounding error, so that almost only the final addition rounds. 2^n is applied in two
//! factors: either alone is a normal number for every n, and a result that is subnormal is rounded once.
#![forbid(unsafe_code)]

use super::exact::{fast_sum, product};
use super::{ROUND32, ROUND64, fma32, fma64};
use crate::isa::Isa;

/// ln 2 to 42 bits, which times an integer of 11 bits is exact, and the rest.
const LN2_64: [f64; 2] = [0.6931471805598903, 5.497923018708371e-14];

/// (e^r - 1 - r) / r^2 for |r| <= ln(2)/2, to 2^-60 of e^r.
const EXP64: [f64; 11] = [
    0.5,
    0.16666666666666682,
    0.04166666666666609,
    0.008333333333316918,
    0.0013888888889117222,
    0.00019841269896680305,
    2.480158692468587e-05,
    2.755723455935074e-06,
    2.7557582727770816e-07,
    2.5112144318098462e-08,
    2.082655691986959e-09,
];

/// x / ln 2 as an integer and a rest: e^x = 2^exponent e^(r + tail), and e^r = 1 + r + r^2 q.
#[derive(Clone, Copy)]
pub(super) struct Reduced {
    pub(super) exponent: i64,
    pub(super) r: f64,
    pub(super) tail: f64,
    pub(super) q: f64,
}

impl Reduced {
    /// e^(r + tail) - 1 - r
    #[inline(always)]
    pub(super) fn rest<I: Isa>(self) -> f64 {
        fma64::<I>(self.r * self.r, self.q, self.tail)
    }

    /// e^(r + tail) as a double and what it lacks.
    #[inline(always)]
    pub(super) fn sum<I: Isa>(self) -> (f64, f64) {
        let sum = 1.0 + self.r;
        let lost = (1.0 - sum) + self.r;
        (sum, fma64::<I>(self.r * self.r, self.q, lost + self.tail))
    }
}

/// Reduces an argument within 750 of zero.
#[inline(always)]
pub(super) fn reduce<I: Isa>(x: f64) -> Reduced {
    let shifted = fma64::<I>(x, core::f64::consts::LOG2_E, ROUND64);
    let n = shifted - ROUND64;
    let exponent = (shifted.to_bits() as i64).wrapping_sub(ROUND64.to_bits() as i64);
    let high = x - n * LN2_64[0];
    let low = n * LN2_64[1];
    let r = high - low;
    let tail = (high - r) - low;
    Reduced { exponent, r, tail, q: polynomial::<I>(r) }
}

/// (e^r - 1 - r) / r^2
#[inline(always)]
fn polynomial<I: Isa>(r: f64) -> f64 {
    let c = &EXP64;
    let (r2, fma) = (r * r, fma64::<I>);
    let (r4, r8) = (r2 * r2, (r2 * r2) * (r2 * r2));
    let low4 = fma(fma(c[3], r, c[2]), r2, fma(c[1], r, c[0]));
    let mid4 = fma(fma(c[7], r, c[6]), r2, fma(c[5], r, c[4]));
    let top = fma(c[10], r2, fma(c[9], r, c[8]));
    fma(top, r8, fma(mid4, r4, low4))
}

/// `y * 2^exponent`, for an exponent within 2040 of zero, rounded once.
#[inline(always)]
pub(super) fn scale(y: f64, exponent: i64) -> f64 {
    let half = exponent >> 1;
    y * pow2_64(half) * pow2_64(exponent.wrapping_sub(half))
}

/// `x` between `low` and `high`; NaN passes.
#[inline(always)]
pub(super) fn clamp(x: f64, low: f64, high: f64) -> f64 {
    let x = if x > high { high } else { x };
    if x < low { low } else { x }
}

/// e^x
#[inline(always)]
pub(super) fn exp64<I: Isa>(x: f64) -> f64 {
    // Beyond these bounds the result is infinite or zero.
    let reduced = reduce::<I>(clamp(x, -750.0, 750.0));
    let (sum, rest) = reduced.sum::<I>();
    scale(sum + rest, reduced.exponent)
}

/// e^(x + low), where `low` is a correction of `x`.
#[inline(always)]
pub(super) fn exp_sum64<I: Isa>(x: f64, low: f64) -> f64 {
    let low = if x.abs() > 750.0 { 0.0 } else { low };
    let Reduced { exponent, r, tail, .. } = reduce::<I>(clamp(x, -750.0, 750.0));
    // The correction may be larger than the tail of a reduction; what is left of it is not.
    let (r, tail) = fast_sum(r, tail + low);
    let (sum, rest) = Reduced { exponent, r, tail, q: polynomial::<I>(r) }.sum::<I>();
    scale(sum + rest, exponent)
}

/// 2^x: the fraction times ln 2, in twice the precision, takes the place of the reduction.
#[inline(always)]
pub(super) fn exp2_64<I: Isa>(x: f64) -> f64 {
    let x = clamp(x, -1100.0, 1100.0);
    let shifted = x + ROUND64;
    let exponent = (shifted.to_bits() as i64).wrapping_sub(ROUND64.to_bits() as i64);
    let fraction = x - (shifted - ROUND64);
    let (r, lost) = product::<I>(fraction, core::f64::consts::LN_2);
    let tail = fma64::<I>(fraction, 2.3190468138462996e-17, lost);
    let (sum, rest) = Reduced { exponent, r, tail, q: polynomial::<I>(r) }.sum::<I>();
    scale(sum + rest, exponent)
}

/// e^x - 1 = 2^n ((1 - 2^-n) + (e^r - 1))
#[inline(always)]
pub(super) fn expm1_64<I: Isa>(x: f64) -> f64 {
    // Below -50 the result is -1.
    let reduced = reduce::<I>(clamp(x, -50.0, 750.0));
    let steady = 1.0 - pow2_64(reduced.exponent.min(64).wrapping_neg());
    let (sum, lost) = fast_sum(steady, reduced.r);
    let y = scale(sum + (lost + reduced.rest::<I>()), reduced.exponent);
    if x == 0.0 { x } else { y }
}

/// 2^n for a normal result.
#[inline(always)]
pub(super) fn pow2_64(n: i64) -> f64 {
    f64::from_bits((n.wrapping_add(1023) as u64) << 52)
}

/// ln 2 to 14 bits, which times an integer of 8 bits is exact, and the rest.
const LN2_32: [f32; 2] = [0.69317626953125, -2.9088971132296138e-05];

/// (e^r - 1 - r) / r^2 for |r| <= ln(2)/2, to 2^-29 of e^r.
const EXP32: [f32; 6] = [0.5, 0.166666657, 0.0416662954, 0.00833349768, 0.00139447581, 0.000197902409];

/// x / ln 2, for |x| up to 128, as an integer and a rest of two parts: e^x = 2^exponent e^(r + tail).
#[inline(always)]
fn reduce32<I: Isa>(x: f32) -> (i32, f32, f32) {
    let shifted = fma32::<I>(x, core::f32::consts::LOG2_E, ROUND32);
    let n = shifted - ROUND32;
    let exponent = (shifted.to_bits() as i32).wrapping_sub(ROUND32.to_bits() as i32);
    let high = x - n * LN2_32[0];
    let low = n * LN2_32[1];
    let r = high - low;
    (exponent, r, (high - r) - low)
}

/// (e^r - 1 - r) / r^2
#[inline(always)]
fn polynomial32<I: Isa>(r: f32) -> f32 {
    let (c, fma) = (&EXP32, fma32::<I>);
    fma(fma(c[5], r, c[4]), (r * r) * (r * r), fma(fma(c[3], r, c[2]), r * r, fma(c[1], r, c[0])))
}

/// e^x
#[inline(always)]
pub(super) fn exp32<I: Isa>(x: f32) -> f32 {
    let x = if x > 128.0 { 128.0 } else { x };
    let x = if x < -128.0 { -128.0 } else { x };
    let (exponent, r, tail) = reduce32::<I>(x);
    let sum = 1.0 + r;
    let lost = (1.0 - sum) + r;
    let y = sum + fma32::<I>(r * r, polynomial32::<I>(r), lost + tail);
    let half = exponent >> 1;
    y * pow2_32(half) * pow2_32(exponent.wrapping_sub(half))
}

/// e^x + 1, for x from 0 to 80, where e^x need not be as exact as [`exp32`].
#[inline(always)]
pub(super) fn exp_plus_one32<I: Isa>(x: f32) -> f32 {
    let (exponent, r, _) = reduce32::<I>(x);
    let y = 1.0 + fma32::<I>(r * r, polynomial32::<I>(r), r);
    fma32::<I>(y, pow2_32(exponent), 1.0)
}

/// 2^n for a normal result.
#[inline(always)]
fn pow2_32(n: i32) -> f32 {
    f32::from_bits((n.wrapping_add(127) as u32) << 23)
}
