//! Draws in single precision, which are streams of their own: `random_standard_gamma_f` of `distributions.c`.

#![forbid(unsafe_code)]

use crate::bits::BitGenerator;
use crate::ziggurat::{exponential_f32, normal_f32};

/// As [`gamma`](super::continuous::gamma).
pub(crate) fn gamma<B: BitGenerator>(bits: &mut B, shape: f32) -> f32 {
    if shape == 1.0 {
        return exponential_f32(bits);
    }
    if shape == 0.0 {
        return 0.0;
    }
    if shape < 1.0 {
        loop {
            let u = bits.next_f32();
            let v = exponential_f32(bits);
            if u <= 1.0 - shape {
                let x = u.powf(1.0 / shape);
                if x <= v {
                    return x;
                }
            } else {
                let y = -((1.0 - u) / shape).ln();
                let x = (1.0 - shape + shape * y).powf(1.0 / shape);
                if x <= v + y {
                    return x;
                }
            }
        }
    }
    let b = shape - 1.0 / 3.0;
    let c = 1.0 / (9.0 * b).sqrt();
    loop {
        let (x, v) = loop {
            let x = normal_f32(bits);
            let v = 1.0 + c * x;
            // NaN, of a shape that is none, must not be rejected for ever.
            if v > 0.0 || v.is_nan() {
                break (x, v * v * v);
            }
        };
        let u = bits.next_f32();
        let squeezed = u < 1.0 - 0.0331 * (x * x) * (x * x);
        if squeezed || u.ln() < 0.5 * x * x + b * (1.0 - v + v.ln()) || v.is_nan() {
            return b * v;
        }
    }
}
