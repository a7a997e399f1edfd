//! Floor division and remainder: the quotient rounds towards negative infinity and the remainder has the sign of the
//! divisor, for integers and floats alike.
#![forbid(unsafe_code)]

use super::real::Real;
use super::{Binary, PairOfTwo, half_binary};
use crate::isa::{Baseline, Isa};
use half::{bf16, f16};

/// The quotient, rounded towards negative infinity. For integers `a // 0` is 0 and `MIN // -1` is `MIN`; for floats
/// `a // 0` is `a / 0`.
#[doc(alias = "floor_divide")]
pub enum FloorDiv {}

/// The remainder, with the sign of the divisor. For integers `a % 0` is 0; for floats it is NaN.
#[doc(alias = "remainder")]
#[doc(alias = "mod")]
pub enum Rem {}

/// Implements both operations for integers: `integer_divmod!(i8, u8)`.
macro_rules! integer_divmod {
    // $t: the types.
    ($($t:ty),*) => { $(
        impl Binary<$t> for FloorDiv {
            type Out = $t;
            const VECTOR: bool = false;
            #[inline(always)]
            fn apply<I: Isa>(a: $t, b: $t) -> $t { Divide::floor(a, b) }
        }
        impl Binary<$t> for Rem {
            type Out = $t;
            const VECTOR: bool = false;
            #[inline(always)]
            fn apply<I: Isa>(a: $t, b: $t) -> $t { Divide::modulo(a, b) }
        }
    )* };
}
integer_divmod!(i8, i16, i32, i64, u8, u16, u32, u64);

/// Implements both operations for floats: `float_divmod!(FloorDiv = floor_float, 0; Rem = modulo_float, 1;)`.
macro_rules! float_divmod {
    // $op: the operation; $one: a pair of elements; $part: the place of the result in what `divmod_block` gives.
    ($($op:ident = $one:ident, $part:tt;)*) => { $(
        float_divmod!(@ f32, $op, $one, $part);
        float_divmod!(@ f64, $op, $one, $part);
    )* };
    (@ $t:ty, $op:ident, $one:ident, $part:tt) => {
        impl Binary<$t> for $op {
            type Out = $t;
            #[inline(always)]
            fn apply<I: Isa>(a: $t, b: $t) -> $t { $one(a, b) }
            #[inline(always)]
            fn apply_block<I: Isa, const N: usize>(a: &[$t; N], b: &[$t; N]) -> [$t; N] {
                if let Some(both) = divmod_block::<I, $t, N>(a, b) {
                    return both.$part;
                }
                let mut out = [0.0; N];
                for i in 0..N {
                    out[i] = $one(a[i], b[i]);
                }
                out
            }
        }
    };
}
float_divmod!(FloorDiv = floor_float, 0; Rem = modulo_float, 1;);
half_binary!(FloorDiv -> H, Rem -> H);

/// The quotient of [`FloorDiv`] and the remainder of [`Rem`] at once.
#[doc(alias = "divmod")]
pub enum Divmod {}

/// Implements [`Divmod`] as both operations: `both!(i8, f32)`.
macro_rules! both {
    ($($t:ty),*) => { $(
        impl PairOfTwo<$t> for Divmod {
            type First = $t;
            type Second = $t;
            #[inline(always)]
            fn apply(a: $t, b: $t) -> ($t, $t) {
                (<FloorDiv as Binary<$t>>::apply::<Baseline>(a, b), <Rem as Binary<$t>>::apply::<Baseline>(a, b))
            }
        }
    )* };
}
both!(i8, i16, i32, i64, u8, u16, u32, u64, f16, bf16, f32, f64);

/// The remainder of truncated division, with the sign of the dividend; exact.
#[doc(alias = "fmod")]
pub enum Fmod {}
impl Binary<f32> for Fmod {
    type Out = f32;
    const VECTOR: bool = false;
    #[inline(always)]
    fn apply<I: Isa>(a: f32, b: f32) -> f32 {
        a % b
    }
}
impl Binary<f64> for Fmod {
    type Out = f64;
    const VECTOR: bool = false;
    #[inline(always)]
    fn apply<I: Isa>(a: f64, b: f64) -> f64 {
        a % b
    }
}
half_binary!(Fmod -> H);

/// Integer division that never traps.
trait Divide {
    fn floor(self, by: Self) -> Self;
    fn modulo(self, by: Self) -> Self;
}

/// Implements [`Divide`]: `divide!(signed i8)`. The unsigned quotient is the machine's; the signed one is one less
/// where the remainder is not zero and its sign differs from the divisor's.
macro_rules! divide {
    // $t: signed types
    (signed $($t:ty)*) => { $( impl Divide for $t {
        #[inline(always)]
        fn floor(self, by: $t) -> $t {
            if by == 0 { return 0; }
            let (quotient, rest) = (self.wrapping_div(by), self.wrapping_rem(by));
            if rest != 0 && (rest < 0) != (by < 0) { quotient - 1 } else { quotient }
        }
        #[inline(always)]
        fn modulo(self, by: $t) -> $t {
            if by == 0 { return 0; }
            let rest = self.wrapping_rem(by);
            if rest != 0 && (rest < 0) != (by < 0) { rest + by } else { rest }
        }
    } )* };
    // $t: unsigned types
    (unsigned $($t:ty)*) => { $( impl Divide for $t {
        #[inline(always)]
        fn floor(self, by: $t) -> $t {
            self.checked_div(by).unwrap_or(0)
        }
        #[inline(always)]
        fn modulo(self, by: $t) -> $t {
            self.checked_rem(by).unwrap_or(0)
        }
    } )* };
}
divide!(signed i8 i16 i32 i64);
divide!(unsigned u8 u16 u32 u64);

/// The floor of `a / b` and what is left, as Python's `float.__divmod__` and NumPy's `npy_divmod` find them from the
/// exact remainder of truncated division, `rest`; `b` is not zero.
#[inline(always)]
fn divmod<T: Real>(a: T, b: T, rest: T) -> (T, T) {
    let quotient = (a - rest) / b;
    // NaN is not zero, and stays.
    let fits = (b < T::ZERO) == (rest < T::ZERO);
    let (quotient, rest) = if rest == T::ZERO {
        (quotient, T::ZERO.copysign(b))
    } else if fits {
        (quotient, rest)
    } else {
        (quotient - T::ONE, rest + b)
    };
    // The quotient is an integer up to rounding.
    let floor = quotient.floor();
    let snapped = if quotient - floor > T::HALF { floor + T::ONE } else { floor };
    (if quotient == T::ZERO { T::ZERO.copysign(a / b) } else { snapped }, rest)
}

/// [`divmod`] of a block, without the library's remainder, if every quotient is finite and below the integers that
/// floats skip, so that it truncates to the true quotient or the integer behind it. What a fused multiplication then
/// leaves is exact, and off by `b` at most.
#[inline(always)]
fn divmod_block<I: Isa, T: Real, const N: usize>(a: &[T; N], b: &[T; N]) -> Option<([T; N], [T; N])> {
    if !I::FMA {
        return None;
    }
    let mut fits = true;
    for i in 0..N {
        fits &= ((a[i] / b[i]).abs() < T::INTEGERS) & (b[i].abs() < T::INFINITY);
    }
    if !fits {
        return None;
    }
    let (mut quotients, mut rests) = ([T::ZERO; N], [T::ZERO; N]);
    for i in 0..N {
        let (a, b) = (a[i], b[i]);
        let rest = (-(a / b).trunc()).mul_add(b, a);
        // A quotient rounded up past the next integer leaves a rest with the wrong sign.
        let wrong = if a < T::ZERO { rest > T::ZERO } else { rest < T::ZERO };
        let rest = if wrong { rest + b.abs().copysign(a) } else { rest };
        (quotients[i], rests[i]) = divmod(a, b, rest);
    }
    Some((quotients, rests))
}

#[inline(never)]
fn floor_float<T: Real>(a: T, b: T) -> T {
    if b == T::ZERO { a / b } else { divmod(a, b, a % b).0 }
}

#[inline(never)]
fn modulo_float<T: Real>(a: T, b: T) -> T {
    if b == T::ZERO { a % b } else { divmod(a, b, a % b).1 }
}
