//! Conversion of blocks of bfloat16 to and from binary32, and what float16 and bfloat16 have in common.
//!
//! A bfloat16 is the upper half of a binary32, so it is widened by a shift and narrowed by an addition that rounds; the
//! compiler makes vectors of both at every level. (The instruction that some machines have for it flushes subnormal numbers to
//! zero.) Wider types are first rounded to a binary32 whose last bit remembers what was cut off, because rounding to the
//! nearest twice would be wrong near ties.

use crate::float16;
use crate::isa::Isa;
use crate::num::Elem;
use half::{bf16, f16};

/// A float of 16 bits, which computes in `f32`.
pub(crate) trait Half: Elem {
    /// The value, exactly.
    fn widen(self) -> f32;
    /// `x` rounded to nearest even.
    fn narrow(x: f32) -> Self;
    /// The `f32` that [`narrow`](Half::narrow) takes to the number nearest to `x`.
    fn odd(x: f64) -> f32;
    /// [`widen`](Half::widen) of every element.
    fn widen_block<I: Isa, const N: usize>(x: &[Self; N]) -> [f32; N];
    /// [`narrow`](Half::narrow) of every element.
    fn narrow_block<I: Isa, const N: usize>(x: &[f32; N]) -> [Self; N];

    /// [`odd`](Half::odd) of every element.
    #[inline(always)]
    fn odd_block<const N: usize>(x: &[f64; N]) -> [f32; N] {
        let mut out = [0.0; N];
        for i in 0..N {
            out[i] = Self::odd(x[i]);
        }
        out
    }

    /// `x` rounded to nearest even, once.
    #[inline(always)]
    fn narrow64(x: f64) -> Self {
        Self::narrow(Self::odd(x))
    }
}

impl Half for f16 {
    #[inline(always)]
    fn widen(self) -> f32 {
        float16::widen(self)
    }
    #[inline(always)]
    fn narrow(x: f32) -> f16 {
        float16::narrow(x)
    }
    #[inline(always)]
    fn odd(x: f64) -> f32 {
        float16::round_to_odd(x)
    }
    #[inline(always)]
    fn widen_block<I: Isa, const N: usize>(x: &[f16; N]) -> [f32; N] {
        float16::widen_block::<I, N>(x)
    }
    #[inline(always)]
    fn narrow_block<I: Isa, const N: usize>(x: &[f32; N]) -> [f16; N] {
        float16::narrow_block::<I, N>(x)
    }
}

impl Half for bf16 {
    #[inline(always)]
    fn widen(self) -> f32 {
        f32::from_bits(u32::from(self.to_bits()) << 16)
    }
    #[inline(always)]
    fn narrow(x: f32) -> bf16 {
        let bits = x.to_bits();
        // The bit that stays last decides a tie. The largest numbers carry into the exponent of infinity.
        let rounded = bits.wrapping_add(0x7fff + (bits >> 16 & 1));
        let out = if x.is_nan() { bits | 0x0040_0000 } else { rounded };
        bf16::from_bits((out >> 16) as u16)
    }
    #[inline(always)]
    fn odd(x: f64) -> f32 {
        round_to_odd(x)
    }
    #[inline(always)]
    fn widen_block<I: Isa, const N: usize>(x: &[bf16; N]) -> [f32; N] {
        let mut out = [0.0; N];
        for i in 0..N {
            out[i] = x[i].widen();
        }
        out
    }
    #[inline(always)]
    fn narrow_block<I: Isa, const N: usize>(x: &[f32; N]) -> [bf16; N] {
        let mut out = [bf16::ZERO; N];
        for i in 0..N {
            out[i] = bf16::narrow(x[i]);
        }
        out
    }
}

/// The `f32` that [`Half::narrow`] takes to the bfloat16 nearest to `x`: one of the two around `x`, whose last bit is set if
/// it is not `x`. Unlike float16, bfloat16 has the subnormal numbers of `f32`, so the conversion below may round too.
#[inline(always)]
fn round_to_odd(x: f64) -> f32 {
    let near = x as f32;
    let back = f64::from(near);
    // Of the two the one nearer to zero; beyond all numbers that is the largest.
    let below = near.to_bits() - u32::from(back.abs() > x.abs());
    let exact = (back == x) | x.is_nan();
    f32::from_bits(if exact { near.to_bits() } else { below | 1 })
}

/// The `f64` that [`Half::narrow64`] takes to the bfloat16 nearest to a 64-bit magnitude.
#[inline(always)]
pub(crate) fn odd_magnitude(x: u64) -> f64 {
    if x >> 53 == 0 {
        return x as f64;
    }
    // What is cut off does not reach the bits that are kept.
    let kept = x >> 11 | u64::from(x & 0x7ff != 0);
    kept as f64 * 2048.0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every bfloat16 is its value in `f32` and comes back, NaNs as NaNs of the same sign.
    #[test]
    fn all_values_round_trip() {
        for bits in 0..=u16::MAX {
            let x = bf16::from_bits(bits);
            assert_eq!(x.widen().to_bits(), u32::from(bits) << 16);
            let back = bf16::narrow(x.widen());
            if x.is_nan() {
                assert!(back.is_nan() && bf16::narrow64(f64::from(x.widen())).is_nan(), "{bits:#x}");
                assert_eq!(back.is_sign_negative(), x.is_sign_negative());
            } else {
                assert_eq!(back.to_bits(), bits);
                assert_eq!(bf16::narrow64(f64::from(x.widen())).to_bits(), bits);
            }
        }
    }

    /// Values just below, at and just above each midpoint between neighbours round as the midpoint demands, also among the
    /// subnormal numbers and next to infinity.
    #[test]
    fn midpoints_round_to_even() {
        for bits in 0..0x7f80u16 {
            let (low, high) = (bf16::from_bits(bits), bf16::from_bits(bits + 1));
            let middle = f32::from_bits(u32::from(bits) << 16 | 0x8000);
            let even = if bits % 2 == 0 { low } else { high };
            for (x, want) in [(middle.next_down(), low), (middle, even), (middle.next_up(), high)] {
                assert_eq!(bf16::narrow(x).to_bits(), want.to_bits(), "{x:e}");
                assert_eq!(bf16::narrow(-x).to_bits(), want.to_bits() | 0x8000, "{x:e}");
            }
            let wide = f64::from(middle);
            for (x, want) in [(wide.next_down(), low), (wide, even), (wide.next_up(), high)] {
                assert_eq!(bf16::narrow64(x).to_bits(), want.to_bits(), "{x:e}");
                assert_eq!(bf16::narrow64(-x).to_bits(), want.to_bits() | 0x8000, "{x:e}");
            }
        }
        assert_eq!(bf16::narrow64(1e300), bf16::INFINITY);
        assert_eq!(bf16::narrow64(-1e-300).to_bits(), 0x8000);
        assert_eq!(bf16::narrow64(f64::NEG_INFINITY), bf16::NEG_INFINITY);
    }

    /// Integers around ties of 64 bits: `f32` and `f64` in between would round to the tie first.
    #[test]
    fn magnitudes_round_once() {
        let rounded = |x: u64| bf16::narrow64(odd_magnitude(x)).widen();
        for shift in 1..=55 {
            // Of nine bits eight are kept.
            for (low, even) in [(0x180u64, 0x180u64), (0x182, 0x184)] {
                let (tie, high) = ((low + 1) << shift, (low + 2) << shift);
                assert_eq!(rounded(tie), (even << shift) as f32, "{tie:#x}");
                assert_eq!(rounded(tie - 1), (low << shift) as f32, "{tie:#x}");
                assert_eq!(rounded(tie + 1), high as f32, "{tie:#x}");
            }
        }
        assert_eq!(bf16::narrow64(odd_magnitude(u64::MAX)).widen(), 18446744073709551616.0);
    }
}
