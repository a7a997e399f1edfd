//! Sine, cosine and tangent.
//!
//! ```text
//! n = nearest integer to x / (pi/2);  r = x - n pi/2, as y0 + y1, by three parts of pi/2
//! sin or cos of r by n mod 2, the sign by n mod 4
//! ```
//!
//! The reduction (Cody and Waite) and the evaluation of the two polynomials with a tail follow fdlibm's `e_rem_pio2.c`,
//! `k_sin.c` and `k_cos.c`. The products of n with the first two parts are exact up to [`LARGEST`]; a block with a larger
//! argument, an infinity or a NaN has those elements computed one by one ([`super::large`]). `f32` is computed in
//! `f64`, where one product with each part and short polynomials are enough.
#![forbid(unsafe_code)]

use super::exact::{fast_sum, quotient};
use super::large::{self, Reduced};
use super::{ROUND64, fma64};
use crate::isa::{Baseline, Isa};

/// The largest argument whose n has at most 20 bits.
pub(super) const LARGEST: f64 = 1.6e6;

/// pi/2 in 33, 33 and 53 bits.
const PI_2: [f64; 3] = [1.5707963267341256, 6.077100506303966e-11, 2.0222662487959506e-21];

/// (sin(r) / r - 1) / r^2 in powers of r^2, for |r| <= pi/4, to 2^-58.
const SIN64: [f64; 6] = [
    -0.16666666666666632,
    0.008333333333322455,
    -0.00019841269829813418,
    2.7557313687574313e-06,
    -2.505075671457179e-08,
    1.5896681863119385e-10,
];

/// (cos(r) - 1 + r^2/2) / r^4 in powers of r^2, for |r| <= pi/4, to 2^-64.
const COS64: [f64; 6] = [
    0.0416666666666666,
    -0.0013888888888874441,
    2.4801587289636317e-05,
    -2.7557314387471763e-07,
    2.087572705931594e-09,
    -1.1359802491101256e-11,
];

/// |x| <= [`LARGEST`] as a number of quarter turns, in the low bits, and a rest, the sum of two doubles.
#[inline(always)]
fn reduce<I: Isa>(x: f64) -> (u64, f64, f64) {
    let fma = fma64::<I>;
    let shifted = fma(x, core::f64::consts::FRAC_2_PI, ROUND64);
    let n = shifted - ROUND64;
    let first = x - n * PI_2[0];
    let w = n * PI_2[1];
    let second = first - w;
    let lost = (first - second) - w;
    let w = fma(n, PI_2[2], -lost);
    let y0 = second - w;
    (shifted.to_bits(), y0, (second - y0) - w)
}

/// sin(x + quarter * pi/2) for |x| <= [`LARGEST`].
#[inline(always)]
pub(super) fn sin64<I: Isa>(x: f64, quarter: u64) -> f64 {
    let (q, y0, y1) = reduce::<I>(x);
    let y = evaluate::<I>(q.wrapping_add(quarter), y0, y1);
    // The reduction turns a negative zero into a positive one.
    if x == 0.0 && quarter == 0 { x } else { y }
}

/// Sine and cosine of y0 + y1, an angle of at most an eighth turn, each as a double and a rest to add.
#[inline(always)]
fn pair<I: Isa>(y0: f64, y1: f64) -> [(f64, f64); 2] {
    let fma = fma64::<I>;
    let z = y0 * y0;
    let z2 = z * z;
    let c = &SIN64;
    let cube = z * y0;
    let p = fma(z2 * z, fma(c[5], z, c[4]), fma(z, fma(c[3], z, c[2]), c[1]));
    let sin = (z * (0.5 * y1 - cube * p) - y1) - cube * c[0];

    let c = &COS64;
    let p = fma(z2 * z2, fma(c[5], z, c[4]), fma(z2, fma(c[3], z, c[2]), fma(c[1], z, c[0])));
    let half = 0.5 * z;
    let one = 1.0 - half;
    [(y0, -sin), (one, ((1.0 - one) - half) + (z2 * p - y0 * y1))]
}

/// sin(y0 + y1 + q * pi/2) for an angle of at most an eighth turn.
#[inline(always)]
fn evaluate<I: Isa>(q: u64, y0: f64, y1: f64) -> f64 {
    let [(sin, sin_rest), (cos, cos_rest)] = pair::<I>(y0, y1);
    pick(q, sin + sin_rest, cos + cos_rest)
}

/// tan(y0 + y1 + q * pi/2): the quotient of sine and cosine in twice the precision.
#[inline(always)]
fn tangent<I: Isa>(q: u64, y0: f64, y1: f64) -> f64 {
    let [sin, cos] = pair::<I>(y0, y1).map(|(high, low)| fast_sum(high, low));
    let odd = q & 1 == 1;
    let (numerator, denominator) = if odd { ((-cos.0, -cos.1), sin) } else { (sin, cos) };
    let (y, rest) = quotient::<I>(numerator.0, numerator.1, denominator.0, denominator.1);
    y + rest
}

/// tan x
#[inline(always)]
pub(super) fn tan_block<I: Isa, const N: usize>(x: &[f64; N]) -> [f64; N] {
    let is_large = |x: f64| (x.abs() > LARGEST) | x.is_nan();
    let mut out = [0.0; N];
    let mut any = false;
    for i in 0..N {
        let (q, y0, y1) = reduce::<I>(x[i]);
        let y = tangent::<I>(q, y0, y1);
        // Too small for the products of the quotient.
        out[i] = if x[i].abs() < 1e-9 { x[i] } else { y };
        any |= is_large(x[i]);
    }
    if any {
        for i in 0..N {
            if is_large(x[i]) {
                out[i] = large_tangent(x[i]);
            }
        }
    }
    out
}

/// tan x for |x| > [`LARGEST`], infinities and NaN.
#[cold]
fn large_tangent(x: f64) -> f64 {
    if !x.is_finite() {
        return f64::NAN;
    }
    let Reduced { quarters, rest: [y0, y1] } = large::reduce(x);
    tangent::<Baseline>(quarters, y0, y1)
}

/// sin(x + quarter * pi/2) for |x| > [`LARGEST`], infinities and NaN.
#[cold]
pub(super) fn large(x: f64, quarter: u64) -> f64 {
    if !x.is_finite() {
        return f64::NAN;
    }
    let Reduced { quarters, rest: [y0, y1] } = large::reduce(x);
    evaluate::<Baseline>(quarters.wrapping_add(quarter), y0, y1)
}

/// Sine or cosine with its sign, by quadrant.
#[inline(always)]
fn pick(q: u64, sin: f64, cos: f64) -> f64 {
    let odd = (q & 1).wrapping_neg();
    let y = (sin.to_bits() & !odd) | (cos.to_bits() & odd);
    f64::from_bits(y ^ ((q & 2) << 62))
}

/// As [`SIN64`], to 2^-37.
const SIN32: [f64; 4] =
    [-0.1666666664142651, 0.008333329362281447, -0.00019839327137218852, 2.718237284016247e-06];

/// As [`COS64`], to 2^-43.
const COS32: [f64; 4] =
    [0.041666666622477144, -0.0013888883722632738, 2.479951176621624e-05, -2.720954793736389e-07];

/// sin(x + quarter * pi/2) for |x| <= [`LARGEST`].
#[inline(always)]
pub(super) fn sin32<I: Isa>(x: f32, quarter: u64) -> f32 {
    let (wide, fma) = (f64::from(x), fma64::<I>);
    let shifted = fma(wide, core::f64::consts::FRAC_2_PI, ROUND64);
    let n = shifted - ROUND64;
    let q = shifted.to_bits().wrapping_add(quarter);
    let r = (wide - n * PI_2[0]) - n * PI_2[1];
    let r = fma(-n, PI_2[2], r);
    let z = r * r;
    let c = &SIN32;
    let sin = fma(z * r, fma(fma(fma(c[3], z, c[2]), z, c[1]), z, c[0]), r);
    let c = &COS32;
    let cos = fma(z * z, fma(fma(fma(c[3], z, c[2]), z, c[1]), z, c[0]), fma(z, -0.5, 1.0));
    let y = pick(q, sin, cos) as f32;
    if x == 0.0 && quarter == 0 { x } else { y }
}

/// Implements `Unary` of an operation for `f32` and `f64`: `periodic!(Cos, 1)`. Expands, for `f64`, to
///
/// ```text
/// impl Unary<f64> for Cos { type Out = f64; fn apply.. { sin64(x, 1), or large(x, 1) } fn apply_block.. }
/// ```
macro_rules! periodic {
    // $op: the operation; $quarter: quarter turns ahead of the sine.
    ($op:ident, $quarter:expr) => {
        $crate::math::trig::periodic!(@ $op, $quarter, f64, sin64);
        $crate::math::trig::periodic!(@ $op, $quarter, f32, sin32);
    };
    // $t: the type; $fast: the function for arguments that are not large.
    (@ $op:ident, $quarter:expr, $t:ident, $fast:ident) => {
        impl $crate::ops::Unary<$t> for $op {
            type Out = $t;
            #[inline(always)]
            fn apply<I: $crate::isa::Isa>(x: $t) -> $t {
                <Self as $crate::ops::Unary<$t>>::apply_block::<I, 1>(&[x])[0]
            }
            #[inline(always)]
            fn apply_block<I: $crate::isa::Isa, const N: usize>(x: &[$t; N]) -> [$t; N] {
                let mut out = [0.0; N];
                let is_large = |x: $t| (x.abs() > trig::LARGEST as $t) | x.is_nan();
                let mut any_large = false;
                for i in 0..N {
                    out[i] = trig::$fast::<I>(x[i], $quarter);
                    any_large |= is_large(x[i]);
                }
                if any_large {
                    for i in 0..N {
                        if is_large(x[i]) {
                            out[i] = trig::large(f64::from(x[i]), $quarter) as $t;
                        }
                    }
                }
                out
            }
        }
    };
}
pub(super) use periodic;
