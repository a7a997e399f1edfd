//! Reduction of large angles, after Payne and Hanek.
//!
//! With x = m 2^e, the bits of 2/pi that times x are multiples of 4 are skipped, and m times the next 192 bits gives
//! x 2/pi modulo 4 to 2^-137. No double is closer to a multiple of pi/2 than about 2^-62, so 75 bits of the
//! fraction are always right. The libraries that a platform offers are not: one of them is wrong by 8 ULP at
//! 6381956970095103 2^797, the double that comes closest.
#![forbid(unsafe_code)]

/// A word of zeros, for angles whose e is below 2, and the bits of 2/pi after the point.
const TWO_OVER_PI: [u64; 21] = [
    0,
    0xa2f9836e4e441529,
    0xfc2757d1f534ddc0,
    0xdb6295993c439041,
    0xfe5163abdebbc561,
    0xb7246e3a424dd2e0,
    0x06492eea09d1921c,
    0xfe1deb1cb129a73e,
    0xe88235f52ebb4484,
    0xe99c7026b45f7e41,
    0x3991d639835339f4,
    0x9c845f8bbdf9283b,
    0x1ff897ffde05980f,
    0xef2f118b5a0a6d1f,
    0x6d367ecf27cb09b7,
    0x4f463f669e5fea2d,
    0x7527bac7ebe5f17b,
    0x3d0739f78a5292ea,
    0x6bfb5fb11f8d5d08,
    0x56033046fc7b6bab,
    0xf0cfbc209af4361d,
];

/// pi/2 as the sum of two doubles.
const PI_2: [f64; 2] = [core::f64::consts::FRAC_PI_2, 6.123233995736766e-17];

/// An angle as a number of quarter turns, modulo 4, and a rest of at most an eighth turn in radians: the sum of two
/// doubles.
pub(super) struct Reduced {
    pub(super) quarters: u64,
    pub(super) rest: [f64; 2],
}

/// Reduces a finite angle of at least 2^20 in magnitude.
pub(super) fn reduce(x: f64) -> Reduced {
    debug_assert!(x.is_finite() && x.abs() >= 1048576.0);
    let exponent = (x.to_bits() >> 52 & 0x7ff) as usize;
    let m = x.to_bits() & ((1 << 52) - 1) | 1 << 52;
    // x = m 2^e with e = exponent - 1075; the first useful bit of 2/pi is number e - 2, or 62 + e in the table.
    let first = exponent + 62 - 1075;
    let (word, shift) = (first / 64, first % 64);
    let bits = |k: usize| {
        let pair = u128::from(TWO_OVER_PI[word + k]) << 64 | u128::from(TWO_OVER_PI[word + k + 1]);
        (pair >> (64 - shift)) as u64
    };
    // The lowest 192 bits of the product are x 2/pi modulo 4, in units of 2^-190.
    let low = u128::from(m) * u128::from(bits(2));
    let middle = u128::from(m) * u128::from(bits(1)) + (low >> 64);
    let high = m.wrapping_mul(bits(0)).wrapping_add((middle >> 64) as u64);
    let mut fraction = [high << 2 | (middle as u64) >> 62, (middle as u64) << 2 | (low as u64) >> 62];
    let mut quarters = high >> 62;
    // To the nearest quarter: what is above a half is taken from the next one. The lost bits are below 2^-126.
    let above = fraction[0] >> 63 == 1;
    if above {
        quarters += 1;
        let magnitude = (u128::from(fraction[0]) << 64 | u128::from(fraction[1])).wrapping_neg();
        fraction = [(magnitude >> 64) as u64, magnitude as u64];
    }
    let magnitude = u128::from(fraction[0]) << 64 | u128::from(fraction[1]);
    let zeros = magnitude.leading_zeros();
    let normal = magnitude << zeros;
    let unit = 2f64.powi(-(zeros as i32));
    // The first 53 bits and the 53 after them, each exact.
    let top = (normal >> 75) as f64 * (unit * 2f64.powi(-53));
    let rest = ((normal >> 22) as u64 & ((1 << 53) - 1)) as f64 * (unit * 2f64.powi(-106));
    let product = top * PI_2[0];
    let lost = top.mul_add(PI_2[0], -product) + (top * PI_2[1] + rest * PI_2[0]);
    let y0 = product + lost;
    let y1 = (product - y0) + lost;
    if above == x.is_sign_negative() {
        Reduced { quarters: signed(quarters, x), rest: [y0, y1] }
    } else {
        Reduced { quarters: signed(quarters, x), rest: [-y0, -y1] }
    }
}

/// The number of quarter turns with the sign of the angle.
fn signed(quarters: u64, x: f64) -> u64 {
    if x.is_sign_negative() { quarters.wrapping_neg() } else { quarters }
}
