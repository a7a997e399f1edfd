//! Draws in single precision, which are streams of their own: `random_standard_gamma_f` of `distributions.c`.

#![forbid(unsafe_code)]

use super::continuous::gamma_body;
use crate::bits::BitGenerator;
use crate::ziggurat::{exponential_f32, normal_f32};

/// As [`gamma`](super::continuous::gamma).
pub(crate) fn gamma<B: BitGenerator>(bits: &mut B, shape: f32) -> f32 {
    gamma_body!(shape, bits.next_f32(), exponential_f32(bits), normal_f32(bits))
}
