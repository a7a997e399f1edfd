//! Neighbours among the floats, and floats as a fraction times a power of two.
#![forbid(unsafe_code)]

use super::{Binary, Pair, Unary};
use crate::bfloat16::Half;
use crate::isa::Isa;
use crate::{bf16, f16};

/// The next float after the first in the direction of the second.
#[doc(alias = "nextafter")]
pub enum Nextafter {}

/// The distance to the next float away from zero, with the sign of the element; in `float16` to the next larger one.
#[doc(alias = "spacing")]
pub enum Spacing {}

/// `a * 2^b`, rounded once.
#[doc(alias = "ldexp")]
pub enum Ldexp {}

/// A fraction between 1/2 and 1 and the power of two that it is to be multiplied by.
#[doc(alias = "frexp")]
pub enum Frexp {}

/// The fraction and the integer part, both with the sign of the element.
#[doc(alias = "modf")]
pub enum Modf {}

/// The two functions of neighbours for a type whose bits are ordered as its magnitudes: `neighbours!(f32, u32, false)`.
macro_rules! neighbours {
    // $t: the float; $u: its bits; $own: whether NumPy has functions of its own for it, those of float16.
    ($($t:ident, $u:ident, $own:expr;)*) => { $(
        impl Binary<$t> for Nextafter {
            type Out = $t;
            const VECTOR: bool = false;
            #[inline(always)]
            fn apply<I: Isa>(a: $t, b: $t) -> $t {
                if a.is_nan() || b.is_nan() {
                    return $t::NAN;
                }
                if a == b {
                    // The function for float16 answers with the other zero.
                    return if $own { a } else { b };
                }
                let bits = a.to_bits();
                let sign = 1 << ($u::BITS - 1);
                if bits & !sign == 0 {
                    return $t::from_bits(1 | if b < a { sign } else { 0 });
                }
                let away = (b > a) == (bits & sign == 0);
                $t::from_bits(if away { bits + 1 } else { bits - 1 })
            }
        }
        impl Unary<$t> for Spacing {
            type Out = $t;
            const VECTOR: bool = false;
            #[inline(always)]
            fn apply<I: Isa>(a: $t) -> $t {
                let bits = a.to_bits();
                if a.is_nan() || a.is_infinite() {
                    return $t::NAN;
                }
                if $own && a < $t::from_bits(0) {
                    // That for float16 looks upwards, whatever the sign.
                    return $t::from_bits(bits - 1) - a;
                }
                if a == $t::from_bits(0) { $t::from_bits(1) } else { $t::from_bits(bits + 1) - a }
            }
        }
    )* };
}
neighbours! { f16, u16, true; bf16, u16, false; f32, u32, false; f64, u64, false; }

/// Implements the functions that take a float apart: `parts!(f32, u32)`.
macro_rules! parts {
    // $t: the float.
    ($($t:ident),*) => { $(
        impl Pair<$t> for Frexp {
            type First = $t;
            type Second = i32;
            #[inline(always)]
            fn apply(a: $t) -> ($t, i32) {
                let (m, e) = frexp(f64::from(a));
                (m as $t, e)
            }
        }
        impl Pair<$t> for Modf {
            type First = $t;
            type Second = $t;
            #[inline(always)]
            fn apply(a: $t) -> ($t, $t) {
                let whole = a.trunc();
                let fraction = if a.is_infinite() { 0.0 } else { a - whole };
                (fraction.copysign(a), whole)
            }
        }
        impl Binary<$t, i32> for Ldexp {
            type Out = $t;
            const VECTOR: bool = false;
            #[inline(always)]
            fn apply<I: Isa>(a: $t, b: i32) -> $t {
                <Ldexp as Binary<$t, i64>>::apply::<I>(a, i64::from(b))
            }
        }
    )* };
}
parts!(f32, f64);

impl<H: Half> Pair<H> for Frexp {
    type First = H;
    type Second = i32;
    fn apply(a: H) -> (H, i32) {
        let (m, e) = frexp(f64::from(a.widen()));
        (H::narrow(m as f32), e)
    }
}

impl<H: Half> Pair<H> for Modf {
    type First = H;
    type Second = H;
    fn apply(a: H) -> (H, H) {
        let (fraction, whole) = <Modf as Pair<f32>>::apply(a.widen());
        (H::narrow(fraction), H::narrow(whole))
    }
}

impl Binary<f64, i64> for Ldexp {
    type Out = f64;
    const VECTOR: bool = false;
    #[inline(always)]
    fn apply<I: Isa>(a: f64, b: i64) -> f64 {
        ldexp(a, b)
    }
}

impl Binary<f32, i64> for Ldexp {
    type Out = f32;
    const VECTOR: bool = false;
    #[inline(always)]
    fn apply<I: Isa>(a: f32, b: i64) -> f32 {
        // Every product that is finite in `f32` is exact in `f64`, so the conversion rounds once.
        ldexp(f64::from(a), b) as f32
    }
}

impl<H: Half> Binary<H, i64> for Ldexp {
    type Out = H;
    const VECTOR: bool = false;
    #[inline(always)]
    fn apply<I: Isa>(a: H, b: i64) -> H {
        H::narrow64(ldexp(f64::from(a.widen()), b))
    }
}

impl<H: Half> Binary<H, i32> for Ldexp {
    type Out = H;
    const VECTOR: bool = false;
    #[inline(always)]
    fn apply<I: Isa>(a: H, b: i32) -> H {
        <Ldexp as Binary<H, i64>>::apply::<I>(a, i64::from(b))
    }
}

/// 2 to the power of `n`, a normal number's exponent.
fn pow2(n: i64) -> f64 {
    f64::from_bits(((n + 1023) as u64) << 52)
}

/// `x * 2^n`: at most two exact factors, so that only the last product rounds.
fn ldexp(x: f64, n: i64) -> f64 {
    // No double is more than 2^2098 times another.
    let n = n.clamp(-2200, 2200);
    if n > 1023 {
        let y = x * pow2(1023);
        if n > 2046 { (y * pow2(1023)) * pow2((n - 2046).min(1023)) } else { y * pow2(n - 1023) }
    } else if n < -1022 {
        // Down to just above the subnormal numbers without loss, then one rounding.
        let y = x * pow2(-969);
        let n = n + 969;
        if n < -1022 { (y * pow2(-969)) * pow2((n + 969).max(-1022)) } else { y * pow2(n) }
    } else {
        x * pow2(n)
    }
}

/// `x` as `m * 2^e` with `m` between 1/2 and 1 in magnitude; what has no exponent stays, with 0.
fn frexp(x: f64) -> (f64, i32) {
    if x == 0.0 || !x.is_finite() {
        return (x, 0);
    }
    let (scaled, less) = if x.abs() < f64::MIN_POSITIVE { (x * pow2(54), 54) } else { (x, 0) };
    let exponent = (scaled.to_bits() >> 52 & 0x7ff) as i32 - 1022;
    (f64::from_bits(scaled.to_bits() & !(0x7ff << 52) | 1022 << 52), exponent - less)
}
