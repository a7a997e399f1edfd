//! What only integers have: common divisors and multiples, numbers of bits, powers.
#![forbid(unsafe_code)]

use super::{Binary, Unary};
use crate::isa::Isa;

/// The greatest common divisor of the magnitudes.
#[doc(alias = "gcd")]
pub enum Gcd {}

/// The least common multiple of the magnitudes; wraps.
#[doc(alias = "lcm")]
pub enum Lcm {}

/// The number of one bits in the magnitude.
#[doc(alias = "bitwise_count")]
pub enum BitCount {}

/// `a` to the power of `b`, wrapping; for a negative exponent, which callers refuse, what is left of the fraction.
#[doc(alias = "power")]
pub enum IntPower {}

/// The remainder of truncated division, with the sign of the dividend; 0 for a divisor of 0.
#[doc(alias = "fmod")]
pub enum IntFmod {}

/// The magnitude of a number as an unsigned one.
macro_rules! magnitude {
    ($t:ident, $u:ident, $x:expr) => {
        if $t::MIN == 0 { $x as $u } else { ($x as i64).unsigned_abs() as $u }
    };
}

/// Implements the operations: `integers!(i8 as u8, ..)`, the types with their unsigned forms.
macro_rules! integers {
    // $t: the type; $u: that of its magnitudes.
    ($($t:ident as $u:ident),*) => { $(
        impl Binary<$t> for Gcd {
            type Out = $t;
            const VECTOR: bool = false;
            #[inline(always)]
            fn apply<I: Isa>(a: $t, b: $t) -> $t {
                let (mut a, mut b) = (magnitude!($t, $u, a), magnitude!($t, $u, b));
                while b != 0 {
                    (a, b) = (b, a % b);
                }
                a as $t
            }
        }
        impl Binary<$t> for Lcm {
            type Out = $t;
            const VECTOR: bool = false;
            #[inline(always)]
            fn apply<I: Isa>(a: $t, b: $t) -> $t {
                let divisor = <Gcd as Binary<$t>>::apply::<I>(a, b) as $u;
                let (a, b) = (magnitude!($t, $u, a), magnitude!($t, $u, b));
                a.checked_div(divisor).unwrap_or(0).wrapping_mul(b) as $t
            }
        }
        impl Unary<$t> for BitCount {
            type Out = u8;
            #[inline(always)]
            fn apply<I: Isa>(a: $t) -> u8 {
                magnitude!($t, $u, a).count_ones() as u8
            }
        }
        impl Binary<$t> for IntPower {
            type Out = $t;
            const VECTOR: bool = false;
            #[inline(always)]
            fn apply<I: Isa>(a: $t, b: $t) -> $t {
                let (mut base, mut exponent, mut result) = (a, b, 1 as $t);
                if exponent < (0 as $t) {
                    return (a == 1) as $t;
                }
                while exponent != 0 {
                    if exponent & 1 != 0 {
                        result = result.wrapping_mul(base);
                    }
                    base = base.wrapping_mul(base);
                    exponent >>= 1;
                }
                result
            }
        }
        impl Binary<$t> for IntFmod {
            type Out = $t;
            const VECTOR: bool = false;
            #[inline(always)]
            fn apply<I: Isa>(a: $t, b: $t) -> $t {
                if b == 0 { 0 } else { a.wrapping_rem(b) }
            }
        }
    )* };
}

integers!(i8 as u8, u8 as u8, i16 as u16, u16 as u16, i32 as u32, u32 as u32, i64 as u64, u64 as u64);
