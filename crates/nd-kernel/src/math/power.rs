//! Powers: e^(b log a) with the logarithm in twice the precision.
//!
//! ```text
//! a = 2^k m;  s = (m - 1) / (m + 1);  log a = k ln 2 + 2s + 2/3 s^3 + s^5 Q(s^2)
//! ```
//!
//! The first three terms are sums of two doubles, which leaves the logarithm right to about 2^-65 and b times it, below
//! 750, to a small part of the last bit of the result. Elements for which this does not hold (zeros, subnormal
//! numbers, infinities, NaN, exponents from 2^51 on) are computed one by one.
#![forbid(unsafe_code)]

use super::exact::{fast_sum, product, quotient};
use super::exp::exp_sum64;
use super::log::split;
use super::{ROUND64, fma64};
use crate::isa::Isa;

/// (log((1 + s) / (1 - s)) - 2s - 2/3 s^3) / s^5 in powers of s^2, for |s| <= 0.1716, to 2^-73 of the logarithm.
const LOG: [f64; 8] = [
    0.3999999999999998,
    0.28571428571445107,
    0.2222222221753702,
    0.18181818870249114,
    0.1538455687540942,
    0.13336317249410334,
    0.11674821971937135,
    0.11989984032440832,
];

/// 2/3 as the sum of two doubles.
const TWO_THIRDS: [f64; 2] = [0.6666666666666666, 3.700743415417188e-17];

/// ln 2 to 42 bits, which times an integer of 11 bits is exact, and the rest.
const LN2: [f64; 2] = [0.6931471805598903, 5.497923018708371e-14];

/// log a for a normal a > 0, as the sum of two doubles.
#[inline(always)]
fn log_sum<I: Isa>(a: f64) -> (f64, f64) {
    let fma = fma64::<I>;
    let (k, f, _) = split(a);
    let (d, d_low) = fast_sum(2.0, f);
    let (s, s_low) = quotient::<I>(f, 0.0, d, d_low);
    let (z, z_lost) = product::<I>(s, s);
    let (cube, cube_lost) = product::<I>(z, s);
    let cube_low = cube_lost + fma(z_lost, s, 3.0 * z * s_low);
    let (third, third_lost) = product::<I>(cube, TWO_THIRDS[0]);
    let third_low = third_lost + fma(cube_low, TWO_THIRDS[0], cube * TWO_THIRDS[1]);
    let (z2, c) = (z * z, &LOG);
    let low4 = fma(fma(c[3], z, c[2]), z2, fma(c[1], z, c[0]));
    let high4 = fma(fma(c[7], z, c[6]), z2, fma(c[5], z, c[4]));
    let fifth = cube * z * fma(high4, z2 * z2, low4);
    let (high, lost) = fast_sum(k * LN2[0], 2.0 * s);
    let (high, lost_too) = fast_sum(high, third);
    let small = fma(k, LN2[1], 2.0 * s_low + third_low);
    fast_sum(high, fifth + (small + (lost + lost_too)))
}

/// e^(b (high + low)), with the sign that a^b has, for |b| < 2^51.
#[inline(always)]
fn power_of_log<I: Isa>(a: f64, b: f64, (high, low): (f64, f64)) -> f64 {
    let (product, lost) = product::<I>(b, high);
    let y = exp_sum64::<I>(product, fma64::<I>(b, low, lost));
    let shifted = b + ROUND64;
    let whole = shifted - ROUND64 == b;
    // Negative numbers: odd powers are negative, powers that are not whole do not exist.
    let odd = f64::from_bits(y.to_bits() ^ (shifted.to_bits() << 63));
    let negative = if whole { odd } else { f64::NAN };
    let y = if a < 0.0 { negative } else { y };
    if b == 2.0 { a * a } else { y }
}

/// Whether a^b is not what the two steps give.
#[inline(always)]
fn is_special(a: f64, b: f64) -> bool {
    let is_normal = (f64::MIN_POSITIVE..f64::INFINITY).contains(&a.abs());
    !(is_normal & (b.abs() < 2251799813685248.0))
}

/// The powers of a block.
#[inline(always)]
pub(super) fn power_block<I: Isa, const N: usize>(a: &[f64; N], b: &[f64; N]) -> [f64; N] {
    let mut out = [0.0; N];
    let mut any = false;
    // Two steps, because the registers do not hold all of the coefficients.
    let mut logs = ([0.0; N], [0.0; N]);
    for i in 0..N {
        (logs.0[i], logs.1[i]) = log_sum::<I>(a[i].abs());
        any |= is_special(a[i], b[i]);
    }
    let logs = core::hint::black_box(&logs);
    for i in 0..N {
        out[i] = power_of_log::<I>(a[i], b[i], (logs.0[i], logs.1[i]));
    }
    if any {
        for i in 0..N {
            if is_special(a[i], b[i]) {
                out[i] = special(a[i], b[i]);
            }
        }
    }
    out
}

/// The power of the library, which has the special values of C99.
#[cold]
fn special(a: f64, b: f64) -> f64 {
    if b == 2.0 { a * a } else { a.powf(b) }
}
