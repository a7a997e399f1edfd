//! Conversion of blocks of binary16 to and from binary32: one instruction per vector where the machine has it.
//!
//! Every float16 loop converts a block, computes in `f32` and converts back, which is what NumPy does one element at
//! a time. The software forms below are branch-free so that the baseline vectorises them too. All forms round to
//! nearest even and agree bit for bit, except for the payloads of NaNs.

use crate::isa::{Isa, Level};
use half::f16;

/// 2^112: what the exponent is off by after the bits of a binary16 are moved to those of a binary32.
const REBIAS: f32 = f32::from_bits((254 - 15) << 23);

/// The value of `x`, exactly.
#[inline(always)]
pub(crate) fn widen(x: f16) -> f32 {
    let bits = u32::from(x.to_bits());
    let magnitude = (bits & 0x7fff) << 13;
    // A subnormal binary16 is a subnormal binary32 here, and the multiplication normalises it exactly.
    let scaled = (f32::from_bits(magnitude) * REBIAS).to_bits();
    let special = if magnitude >= 0x7c00 << 13 { 0xff << 23 } else { 0 };
    f32::from_bits(scaled | special | (bits & 0x8000) << 16)
}

/// `x` rounded to nearest even.
#[inline(always)]
pub(crate) fn narrow(x: f32) -> f16 {
    let bits = x.to_bits();
    let magnitude = bits & 0x7fff_ffff;
    // Adding 0.5 leaves the value in units of 2^-24, the unit of subnormal binary16, in the low mantissa bits.
    let subnormal = (f32::from_bits(magnitude) + 0.5).to_bits().wrapping_sub(0.5f32.to_bits());
    let round = 0xfff + (magnitude >> 13 & 1);
    let normal = magnitude.wrapping_sub(112 << 23).wrapping_add(round) >> 13;
    let finite = if magnitude < (127 - 14) << 23 { subnormal } else { normal };
    let nan = 0x7e00 | (magnitude >> 13 & 0x1ff);
    // 65520 is halfway between the largest finite value and the next power of two.
    let big = if magnitude > 0x7f80_0000 { nan } else { 0x7c00 };
    let out = if magnitude >= 65520f32.to_bits() { big } else { finite };
    f16::from_bits((out | (bits >> 16 & 0x8000)) as u16)
}

/// The `f32` that [`narrow`] takes to the binary16 nearest to `x`.
///
/// Rounding twice would be wrong near ties, so the first step rounds to odd: bits that do not fit leave a sticky one.
#[inline(always)]
pub(crate) fn round_to_odd(x: f64) -> f32 {
    let bits = x.to_bits();
    let kept = bits & !0x1fff_ffff;
    let sticky = if bits == kept { 0 } else { 1 << 29 };
    f64::from_bits(kept | sticky) as f32
}

/// [`widen`] of every element.
#[inline(always)]
pub(crate) fn widen_block<I: Isa, const N: usize>(x: &[f16; N]) -> [f32; N] {
    let mut out = [0.0; N];
    #[cfg(target_arch = "x86_64")]
    if I::LEVEL >= Level::Avx2 {
        let lanes = if I::LEVEL >= Level::Avx512 && N.is_multiple_of(16) { 16 } else { 8 };
        for i in (0..N / lanes * lanes).step_by(lanes) {
            let (from, to) = (x[i..i + lanes].as_ptr(), out[i..i + lanes].as_mut_ptr());
            if lanes == 16 {
                // SAFETY: the slices above hold sixteen elements, and `dispatch` found the level on this machine.
                unsafe { x86::widen16(from, to) };
            } else {
                // SAFETY: the slices above hold eight elements, and `dispatch` found the level on this machine.
                unsafe { x86::widen8(from, to) };
            }
        }
        for i in N / lanes * lanes..N {
            out[i] = widen(x[i]);
        }
        return out;
    }
    for i in 0..N {
        out[i] = widen(x[i]);
    }
    out
}

/// [`narrow`] of every element.
#[inline(always)]
pub(crate) fn narrow_block<I: Isa, const N: usize>(x: &[f32; N]) -> [f16; N] {
    let mut out = [f16::ZERO; N];
    #[cfg(target_arch = "x86_64")]
    if I::LEVEL >= Level::Avx2 {
        let lanes = if I::LEVEL >= Level::Avx512 && N.is_multiple_of(16) { 16 } else { 8 };
        for i in (0..N / lanes * lanes).step_by(lanes) {
            let (from, to) = (x[i..i + lanes].as_ptr(), out[i..i + lanes].as_mut_ptr());
            if lanes == 16 {
                // SAFETY: the slices above hold sixteen elements, and `dispatch` found the level on this machine.
                unsafe { x86::narrow16(from, to) };
            } else {
                // SAFETY: the slices above hold eight elements, and `dispatch` found the level on this machine.
                unsafe { x86::narrow8(from, to) };
            }
        }
        for i in N / lanes * lanes..N {
            out[i] = narrow(x[i]);
        }
        return out;
    }
    for i in 0..N {
        out[i] = narrow(x[i]);
    }
    out
}

/// The instructions, behind functions that inline into the shims of [`crate::isa`].
#[cfg(target_arch = "x86_64")]
mod x86 {
    use core::arch::x86_64::*;
    use half::f16;

    const NEAREST: i32 = _MM_FROUND_TO_NEAREST_INT;

    /// # Safety
    /// `from` and `to` are valid for eight elements.
    #[inline]
    #[target_feature(enable = "avx,f16c")]
    pub(super) unsafe fn widen8(from: *const f16, to: *mut f32) {
        // SAFETY: the caller vouches for eight elements on both sides.
        unsafe { _mm256_storeu_ps(to, _mm256_cvtph_ps(_mm_loadu_si128(from.cast()))) };
    }

    /// # Safety
    /// `from` and `to` are valid for eight elements.
    #[inline]
    #[target_feature(enable = "avx,f16c")]
    pub(super) unsafe fn narrow8(from: *const f32, to: *mut f16) {
        // SAFETY: the caller vouches for eight elements on both sides.
        unsafe { _mm_storeu_si128(to.cast(), _mm256_cvtps_ph::<NEAREST>(_mm256_loadu_ps(from))) };
    }

    /// # Safety
    /// `from` and `to` are valid for sixteen elements.
    #[inline]
    #[target_feature(enable = "avx512f")]
    pub(super) unsafe fn widen16(from: *const f16, to: *mut f32) {
        // SAFETY: the caller vouches for sixteen elements on both sides.
        unsafe { _mm512_storeu_ps(to, _mm512_cvtph_ps(_mm256_loadu_si256(from.cast()))) };
    }

    /// # Safety
    /// `from` and `to` are valid for sixteen elements.
    #[inline]
    #[target_feature(enable = "avx512f")]
    pub(super) unsafe fn narrow16(from: *const f32, to: *mut f16) {
        // SAFETY: the caller vouches for sixteen elements on both sides.
        unsafe { _mm256_storeu_si256(to.cast(), _mm512_cvtps_ph::<NEAREST>(_mm512_loadu_ps(from))) };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every binary16 is its value in `f32` and comes back, NaNs as NaNs.
    #[test]
    fn all_halves_round_trip() {
        for bits in 0..=u16::MAX {
            let x = f16::from_bits(bits);
            if x.is_nan() {
                assert!(widen(x).is_nan() && narrow(widen(x)).is_nan(), "{bits:#x}");
            } else {
                assert_eq!(widen(x).to_bits(), x.to_f32_const().to_bits(), "{bits:#x}");
                assert_eq!(narrow(widen(x)).to_bits(), bits);
            }
        }
    }

    /// Values just below, at and just above each midpoint between neighbours round as the midpoint demands.
    #[test]
    fn midpoints_round_to_even() {
        for bits in 0..0x7bffu16 {
            let (low, high) = (f16::from_bits(bits), f16::from_bits(bits + 1));
            let middle = (widen(low) + widen(high)) / 2.0;
            let even = if bits % 2 == 0 { low } else { high };
            for (x, want) in [(middle.next_down(), low), (middle, even), (middle.next_up(), high)] {
                assert_eq!(narrow(x), want, "{x:e}");
                assert_eq!(narrow(-x), -want, "{x:e}");
            }
            let wide = f64::from(middle);
            for (x, want) in [(wide.next_down(), low), (wide, even), (wide.next_up(), high)] {
                assert_eq!(narrow(round_to_odd(x)), want, "{x:e}");
            }
        }
        assert_eq!(narrow(65519.996), f16::MAX);
        assert_eq!(narrow(65520.0), f16::INFINITY);
        assert_eq!(narrow(f32::INFINITY), f16::INFINITY);
        assert_eq!(narrow(round_to_odd(1e300)), f16::INFINITY);
        assert!(narrow(round_to_odd(f64::NAN)).is_nan());
    }
}
