//! Hyperbolic sine, cosine and tangent.
//!
//! ```text
//! e^|x| = 2^n s;   cosh = 2^(n-1) (s + 2^-2n / s),   sinh the difference, or an odd polynomial where n is 0
//! tanh = m / (m + 2) with m = e^(2|x|) - 1, the quotient in twice the precision
//! ```
//!
//! The tangent of a single is `1 - 2 / (e^(2|x|) + 1)`, or an odd polynomial near zero.
#![forbid(unsafe_code)]

use super::exact::{fast_sum, residue, sum};
use super::exp::{clamp, exp_plus_one32, pow2_64, reduce, scale};
use super::{fma32, fma64};
use crate::isa::Isa;

/// (sinh(x) - x) / x^3 in powers of x^2, for |x| <= ln(2)/2, to 2^-61.
const SINH: [f64; 5] = [
    0.16666666666666677,
    0.008333333333321591,
    0.00019841269886231304,
    2.7557244100858468e-06,
    2.510907562379256e-08,
];

/// e^|x| and its inverse by 2^n: n, the parts of the first, and the second.
#[inline(always)]
fn exponentials<I: Isa>(a: f64) -> (i64, f64, f64, f64) {
    let reduced = reduce::<I>(clamp(a, 0.0, 750.0));
    let (s, rest) = reduced.sum::<I>();
    let shift = reduced.exponent.min(64).wrapping_mul(-2);
    (reduced.exponent, s, rest, pow2_64(shift) / (s + rest))
}

/// sinh x
#[inline(always)]
pub(super) fn sinh64<I: Isa>(x: f64) -> f64 {
    let (a, fma) = (x.abs(), fma64::<I>);
    let (n, s, rest, inverse) = exponentials::<I>(a);
    let (difference, lost) = fast_sum(s, -inverse);
    let large = scale(difference + (lost + rest), n.wrapping_sub(1));
    let (z, c) = (a * a, &SINH);
    let p = fma(fma(fma(fma(c[4], z, c[3]), z, c[2]), z, c[1]), z, c[0]);
    let small = fma(a * z, p, a);
    let y = if a < 0.34 { small } else { large };
    y.copysign(x)
}

/// cosh x
#[inline(always)]
pub(super) fn cosh64<I: Isa>(x: f64) -> f64 {
    let (n, s, rest, inverse) = exponentials::<I>(x.abs());
    scale(s + (rest + inverse), n.wrapping_sub(1))
}

/// tanh x
#[inline(always)]
pub(super) fn tanh64<I: Isa>(x: f64) -> f64 {
    // From 22 on the result is 1.
    let a = x.abs();
    let reduced = reduce::<I>(2.0 * if a > 22.0 { 22.0 } else { a });
    let inverse = pow2_64(reduced.exponent.wrapping_neg());
    let (steady, lost) = fast_sum(1.0 - inverse, reduced.r);
    let (m, low) = fast_sum(steady, lost + reduced.rest::<I>());
    let (divisor, lost) = sum(m, 2.0 * inverse);
    let reciprocal = 1.0 / divisor;
    let y = m * reciprocal;
    let rest = residue::<I>(m, y, divisor) + fma64::<I>(-y, lost, low);
    fma64::<I>(rest, reciprocal, y).copysign(x)
}

/// (tanh(x) - x) / x^3 in powers of x^2, for |x| <= 5/8, to 2^-27 of tanh(x).
const TANH32: [f32; 5] = [-0.3333328, 0.13331442, -0.053739715, 0.020639088, -0.005704987];

/// tanh x
#[inline(always)]
pub(super) fn tanh32<I: Isa>(x: f32) -> f32 {
    let (a, fma) = (x.abs(), fma32::<I>);
    // From 9.02 on the result is 1.
    let large = 1.0 - 2.0 / exp_plus_one32::<I>(2.0 * if a > 10.0 { 10.0 } else { a });
    let (z, c) = (a * a, &TANH32);
    let p = fma(fma(fma(fma(c[4], z, c[3]), z, c[2]), z, c[1]), z, c[0]);
    let small = fma(a * z, p, a);
    let y = if a < 0.625 { small } else { large };
    y.copysign(x)
}
