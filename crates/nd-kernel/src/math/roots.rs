//! The cube root, and the length of the hypotenuse.
#![forbid(unsafe_code)]

use super::exact::product;
use super::exp::pow2_64;
use super::{ROUND64, fma64};
use crate::isa::Isa;

/// m^(-1/3) for m between 1 and 2, to 2^-17.
const RECIPROCAL: [f64; 6] = [
    1.7810578903327743,
    -1.566029171104517,
    1.2437858302563585,
    -0.5978727451057158,
    0.15607145365930306,
    -0.017019006353406183,
];

/// 2^(-1/3) and 2^(-2/3).
const STEPS: [f64; 2] = [0.7937005259840998, 0.6299605249474366];

/// The cube root: |x| = 2^3n m with m below 8, an estimate of m^(-1/3), one step of Householder's method, and one of
/// Newton's for the root itself, whose residue is exact.
#[inline(always)]
pub(super) fn cbrt64<I: Isa>(x: f64) -> f64 {
    let fma = fma64::<I>;
    let a = x.abs();
    let subnormal = a < f64::MIN_POSITIVE;
    let scaled = if subnormal { a * 18014398509481984.0 } else { a }; // 2^54
    let bits = scaled.to_bits();
    let exponent = (bits >> 52) as i64 - 1023;
    let m = f64::from_bits(bits & ((1 << 52) - 1) | 1f64.to_bits());
    let k = f64::from_bits((ROUND64.to_bits() as i64).wrapping_add(exponent) as u64) - ROUND64;
    let thirds = fma(k - 1.0, 1.0 / 3.0, ROUND64);
    let rest = k - 3.0 * (thirds - ROUND64);
    let n = (thirds.to_bits() as i64).wrapping_sub(ROUND64.to_bits() as i64);

    let c = &RECIPROCAL;
    let m2 = m * m;
    let z = fma(fma(c[5], m, c[4]), m2 * m2, fma(fma(c[3], m, c[2]), m2, fma(c[1], m, c[0])));
    let (factor, step) = if rest == 0.0 { (1.0, 1.0) } else { (2.0, STEPS[0]) };
    let (factor, step) = if rest == 2.0 { (4.0, STEPS[1]) } else { (factor, step) };
    let (m, z) = (m * factor, z * step);
    let lacking = fma(-m * z, z * z, 1.0);
    let z = fma(z * lacking, fma(lacking, 2.0 / 9.0, 1.0 / 3.0), z);
    let y = m * z * z;
    let (square, square_lost) = product::<I>(y, y);
    let (cube, cube_lost) = product::<I>(square, y);
    let residue = ((m - cube) - cube_lost) - square_lost * y;
    let y = fma(residue, z * z * (1.0 / 3.0), y);
    let y = y * pow2_64(if subnormal { n.wrapping_sub(18) } else { n });
    if x == 0.0 || a == f64::INFINITY || a.is_nan() { x } else { y.copysign(x) }
}

/// sqrt(x^2 + y^2) without overflow or loss: both are scaled if a square would leave the normal numbers.
#[inline(always)]
pub(super) fn hypot64<I: Isa>(x: f64, y: f64) -> f64 {
    let (x, y) = (x.abs(), y.abs());
    let (large, small) = if x > y { (x, y) } else { (y, x) };
    let (scale, back) = if large > 3e153 { (2f64.powi(-600), 2f64.powi(600)) } else { (1.0, 1.0) };
    let (scale, back) = if large < 3e-136 { (2f64.powi(600), 2f64.powi(-600)) } else { (scale, back) };
    let (large, small) = (large * scale, small * scale);
    let length = fma64::<I>(large, large, small * small).sqrt() * back;
    if x == f64::INFINITY || y == f64::INFINITY { f64::INFINITY } else { length }
}
