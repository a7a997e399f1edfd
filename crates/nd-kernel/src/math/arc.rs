//! Inverse trigonometric functions.
//!
//! The arc tangent is taken about the nearest of five centres, by fdlibm's `s_atan.c`:
//!
//! ```text
//! atan a = atan c + atan t,  t = (a - c) / (1 + a c),  c = 0, 1/2, 1, 3/2 or infinity
//! ```
//!
//! and that of a single about 0 or infinity, from 1 on.
//!
//! The arc sine is a polynomial up to 1/2, and pi/2 - 2 asin(sqrt((1 - |x|) / 2)) from there.
#![forbid(unsafe_code)]

use super::{fma32, fma64};
use crate::isa::Isa;

/// (atan(t) - t) / t^3 in powers of t^2, for |t| <= 7/16, to 2^-57.
const ATAN: [f64; 11] = [
    -0.3333333333333291,
    0.19999999999870194,
    -0.14285714271914263,
    0.11111110378150371,
    -0.09090886407813342,
    0.076918643170739,
    -0.0666094901652033,
    0.058327425072083605,
    -0.04973467384137109,
    0.03645245592858521,
    -0.016206830548289513,
];

/// (asin(t) - t) / t^3 in powers of t^2, for |t| <= 1/2, to 2^-59.
const ASIN: [f64; 13] = [
    0.16666666666666763,
    0.07499999999970099,
    0.04464285717528633,
    0.030381942675273575,
    0.022372215905853508,
    0.017351595505830222,
    0.013981018401382479,
    0.011397294707356396,
    0.01078930872594987,
    0.003672243448630504,
    0.02179047852338002,
    -0.021116444769295147,
    0.032701968964201564,
];

/// Angles as the sum of two doubles.
const PI: [f64; 2] = [core::f64::consts::PI, 1.2246467991473532e-16];
const PI_2: [f64; 2] = [core::f64::consts::FRAC_PI_2, 6.123233995736766e-17];
const ATAN_HALF: [f64; 2] = [0.4636476090008061, 2.2698777452961687e-17];
const ATAN_ONE: [f64; 2] = [core::f64::consts::FRAC_PI_4, 3.061616997868383e-17];
const ATAN_THREE_HALVES: [f64; 2] = [0.982793723247329, 1.3903311031230998e-17];

/// atan a, for a >= 0.
#[inline(always)]
fn atan_positive<I: Isa>(a: f64) -> f64 {
    let fma = fma64::<I>;
    let (mut c, mut high, mut low) = (0.0, 0.0, 0.0);
    let mut about = |from: f64, centre: f64, angle: [f64; 2]| {
        let here = a >= from;
        c = if here { centre } else { c };
        high = if here { angle[0] } else { high };
        low = if here { angle[1] } else { low };
    };
    about(0.4375, 0.5, ATAN_HALF);
    about(0.6875, 1.0, ATAN_ONE);
    about(1.1875, 1.5, ATAN_THREE_HALVES);
    about(2.4375, 0.0, PI_2);
    let far = a >= 2.4375;
    let numerator = if far { -1.0 } else { a - c };
    let denominator = if far { a } else { fma(a, c, 1.0) };
    let t = numerator / denominator;
    let (z, c) = (t * t, &ATAN);
    let (z2, z4) = (z * z, (z * z) * (z * z));
    let low4 = fma(fma(c[3], z, c[2]), z2, fma(c[1], z, c[0]));
    let mid4 = fma(fma(c[7], z, c[6]), z2, fma(c[5], z, c[4]));
    let top = fma(c[10], z2, fma(c[9], z, c[8]));
    let p = fma(fma(top, z4, mid4), z4, low4);
    high + (t + fma(t * z, p, low))
}

/// atan x
#[inline(always)]
pub(super) fn atan64<I: Isa>(x: f64) -> f64 {
    atan_positive::<I>(x.abs()).copysign(x)
}

/// The angle of the point (x, y).
#[inline(always)]
pub(super) fn atan2_64<I: Isa>(y: f64, x: f64) -> f64 {
    let (up, across) = (y.abs(), x.abs());
    let ratio = up / across;
    // Two zeros, and two infinities.
    let same = if up == 0.0 { 0.0 } else { 1.0 };
    let ratio = if up == across { same } else { ratio };
    let angle = atan_positive::<I>(ratio);
    let behind = PI[0] - (angle - PI[1]);
    let angle = if x.is_sign_negative() { behind } else { angle };
    let angle = angle.copysign(y);
    if x.is_nan() { x } else { angle }
}

/// The argument of the polynomial of asin x for a = |x|: a, or sqrt((1 - a) / 2) from a half on; and asin of it less it.
#[inline(always)]
fn asin_core<I: Isa>(a: f64) -> (bool, f64, f64) {
    let fma = fma64::<I>;
    let near = a < 0.5;
    let z = if near { a * a } else { (1.0 - a) * 0.5 };
    let t = if near { a } else { z.sqrt() };
    let c = &ASIN;
    let (z2, z4) = (z * z, (z * z) * (z * z));
    let low4 = fma(fma(c[3], z, c[2]), z2, fma(c[1], z, c[0]));
    let mid4 = fma(fma(c[7], z, c[6]), z2, fma(c[5], z, c[4]));
    let top4 = fma(fma(c[11], z, c[10]), z2, fma(c[9], z, c[8]));
    let p = fma(fma(fma(c[12], z4, top4), z4, mid4), z4, low4);
    (near, t, t * z * p)
}

/// base - (x + low), for |base| > |x|.
#[inline(always)]
fn less(base: [f64; 2], x: f64, low: f64) -> f64 {
    let difference = base[0] - x;
    let lost = (base[0] - difference) - x;
    difference + (lost + (base[1] - low))
}

/// asin x
#[inline(always)]
pub(super) fn asin64<I: Isa>(x: f64) -> f64 {
    let (near, t, rest) = asin_core::<I>(x.abs());
    let y = if near { t + rest } else { less(PI_2, 2.0 * t, 2.0 * rest) };
    y.copysign(x)
}

/// acos x
#[inline(always)]
pub(super) fn acos64<I: Isa>(x: f64) -> f64 {
    let (near, t, rest) = asin_core::<I>(x.abs());
    let (t, rest) = if near { (t.copysign(x), rest.copysign(x)) } else { (2.0 * t, 2.0 * rest) };
    let base = if near { PI_2 } else { PI };
    let behind = less(base, t, rest);
    if !near && x > 0.0 { t + rest } else { behind }
}

/// (atan(t) - t) / t^3 in powers of t^2, for |t| <= 1, to 2^-28 of atan(t).
const ATAN32: [f32; 9] = [
    -0.333333,
    0.19998549,
    -0.14264241,
    0.10952185,
    -0.084034495,
    0.05795758,
    -0.031177832,
    0.0109145995,
    -0.0017936203,
];

/// pi / 2 as the sum of two singles.
const PI_2_32: [f32; 2] = [core::f32::consts::FRAC_PI_2, -4.371139e-8];

/// atan x
#[inline(always)]
pub(super) fn atan32<I: Isa>(x: f32) -> f32 {
    let (a, fma) = (x.abs(), fma32::<I>);
    let far = a > 1.0;
    let t = if far { -1.0 } else { a } / if far { a } else { 1.0 };
    let (z, c) = (t * t, &ATAN32);
    let (z2, z4) = (z * z, (z * z) * (z * z));
    let low4 = fma(fma(c[3], z, c[2]), z2, fma(c[1], z, c[0]));
    let mid4 = fma(fma(c[7], z, c[6]), z2, fma(c[5], z, c[4]));
    let p = fma(fma(c[8], z4, mid4), z4, low4);
    let rest = fma(t * z, p, if far { PI_2_32[1] } else { 0.0 });
    let y = if far { PI_2_32[0] + (t + rest) } else { t + rest };
    y.copysign(x)
}
