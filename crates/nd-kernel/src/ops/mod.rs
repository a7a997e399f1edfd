//! What the elementwise functions compute for one element, and how a block of elements goes through them.
//!
//! An operation is a zero-sized type that implements [`Binary`] or [`Unary`] once per element type. The loops in
//! [`crate::elementwise`] turn the pair (operation, type) into a [`Loop`](crate::Loop). Operations follow NumPy:
//! integers wrap, division by an integer zero gives 0, and floats of 16 bits compute in `f32`.
#![forbid(unsafe_code)]

mod arith;
mod bits;
mod compare;
pub(crate) mod complex;
mod divmod;
mod extremum;
mod integer;
mod logic;
mod real;
mod round;
mod sign;
mod steps;
mod ticks;

pub use arith::{Add, Div, Mul, Neg, Sqrt, Square, Sub};
pub use bits::{BitAnd, BitOr, BitXor, Invert, Shl, Shr};
pub use compare::{Eq, Ge, Gt, Le, Lt, Ne};
pub use divmod::{Divmod, FloorDiv, Fmod, Rem};
pub use extremum::{Fmax, Fmin, Maximum, Minimum};
pub use integer::{BitCount, Gcd, IntFmod, IntPower, Lcm};
pub use logic::{IsFinite, IsInf, IsNan, LogicalAnd, LogicalNot, LogicalOr, LogicalXor};
pub use round::{Ceil, Floor, Rint, Trunc};
pub use sign::{Absolute, Conjugate, Copysign, Heaviside, Reciprocal, Sign, Signbit};
pub use steps::{Frexp, Ldexp, Modf, Nextafter, Spacing};
pub use ticks::{
    IsNat, IsTime, TickAdd, TickDiv, TickDivmod, TickEq, TickFloorDiv, TickFmin, TickGe, TickGt, TickLe,
    TickLt, TickMaximum, TickMul, TickMulBy, TickNe, TickRatio, TickRem, TickScale, TickShare, TickSub,
};

use crate::bfloat16::Half;
use crate::isa::Isa;
use crate::num::{Bool8, Elem};
use bytemuck::Zeroable;

/// A function of two elements.
pub trait Binary<A: Elem, B: Elem = A>: 'static {
    /// The type of the result.
    type Out: Elem;

    /// Whether the contiguous body is worth compiling for every instruction set. Functions that end in a library
    /// call or in a divider that is not vectorised set it to false and run the strided body everywhere.
    const VECTOR: bool = true;

    /// The result for one pair.
    fn apply<I: Isa>(a: A, b: B) -> Self::Out;

    /// The results for a block of pairs. Overridden where the block, not the element, is the unit of conversion.
    #[inline(always)]
    fn apply_block<I: Isa, const N: usize>(a: &[A; N], b: &[B; N]) -> [Self::Out; N] {
        let mut out = [Self::Out::zeroed(); N];
        for i in 0..N {
            out[i] = Self::apply::<I>(a[i], b[i]);
        }
        out
    }
}

/// A function of one element.
pub trait Unary<A: Elem>: 'static {
    /// The type of the result.
    type Out: Elem;

    /// As [`Binary::VECTOR`].
    const VECTOR: bool = true;

    /// The result for one element.
    fn apply<I: Isa>(a: A) -> Self::Out;

    /// The results for a block of elements, as [`Binary::apply_block`].
    #[inline(always)]
    fn apply_block<I: Isa, const N: usize>(a: &[A; N]) -> [Self::Out; N] {
        let mut out = [Self::Out::zeroed(); N];
        for i in 0..N {
            out[i] = Self::apply::<I>(a[i]);
        }
        out
    }
}

/// A function of one element with two results.
pub trait Pair<A: Elem>: 'static {
    /// The type of the first result.
    type First: Elem;
    /// The type of the second result.
    type Second: Elem;

    /// The results for one element.
    fn apply(a: A) -> (Self::First, Self::Second);
}

/// A function of two elements with two results.
pub trait PairOfTwo<A: Elem>: 'static {
    /// The type of the first result.
    type First: Elem;
    /// The type of the second result.
    type Second: Elem;

    /// The results for one pair of elements.
    fn apply(a: A, b: A) -> (Self::First, Self::Second);
}

/// What becomes of the `f32` side of an operation on 16-bit floats: numbers are rounded back, truth values stay.
pub(crate) trait FromWide: Elem {
    /// The type that the operation gives for `f32`.
    type Wide: Elem;
    /// The results in their final form.
    fn from_wide<I: Isa, const N: usize>(x: [Self::Wide; N]) -> [Self; N];
}

impl<H: Half> FromWide for H {
    type Wide = f32;
    #[inline(always)]
    fn from_wide<I: Isa, const N: usize>(x: [f32; N]) -> [H; N] {
        H::narrow_block::<I, N>(&x)
    }
}

impl FromWide for Bool8 {
    type Wide = Bool8;
    #[inline(always)]
    fn from_wide<I: Isa, const N: usize>(x: [Bool8; N]) -> [Bool8; N] {
        x
    }
}

/// Implements [`Binary`] for a list of types: `binary!(Add, int, |a, b| a.wrapping_add(b))`.
///
/// `int`, `float` and `complex` stand for their types. `-> Bool8` after the list sets the result type, which is
/// otherwise the operand type. Expands, for each type, to
///
/// ```text
/// impl Binary<i8> for Add { type Out = i8; fn apply<I: Isa>(a: i8, b: i8) -> i8 { a.wrapping_add(b) } }
/// ```
macro_rules! binary {
    // $op: the operation; $($rest)+: an optional result type and the body, passed on.
    ($op:ident, int $($rest:tt)+) => {
        $crate::ops::binary!($op, [i8, u8, i16, u16, i32, u32, i64, u64] $($rest)+);
    };
    ($op:ident, float $($rest:tt)+) => { $crate::ops::binary!($op, [f32, f64] $($rest)+); };
    ($op:ident, complex $($rest:tt)+) => {
        $crate::ops::binary!($op, [$crate::Complex<f32>, $crate::Complex<f64>] $($rest)+);
    };
    // $t: the operand types; $a, $b: names for the operands in $body.
    ($op:ident, [$($t:ty),*], |$a:ident, $b:ident| $body:expr) => {
        $( $crate::ops::binary!($op, [$t] -> $t, |$a, $b| $body); )*
    };
    // $out: the result type.
    ($op:ident, [$($t:ty),*] -> $out:ty, |$a:ident, $b:ident| $body:expr) => { $(
        impl $crate::ops::Binary<$t> for $op {
            type Out = $out;
            #[inline(always)]
            fn apply<I: $crate::isa::Isa>($a: $t, $b: $t) -> $out { $body }
        }
    )* };
}
pub(crate) use binary;

/// Implements [`Unary`] for a list of types, as [`binary`] does: `unary!(Neg, int, |a| a.wrapping_neg())`.
macro_rules! unary {
    // $op: the operation; $($rest)+: an optional result type and the body, passed on.
    ($op:ident, int $($rest:tt)+) => {
        $crate::ops::unary!($op, [i8, u8, i16, u16, i32, u32, i64, u64] $($rest)+);
    };
    ($op:ident, float $($rest:tt)+) => { $crate::ops::unary!($op, [f32, f64] $($rest)+); };
    ($op:ident, complex $($rest:tt)+) => {
        $crate::ops::unary!($op, [$crate::Complex<f32>, $crate::Complex<f64>] $($rest)+);
    };
    // $t: the operand types; $a: the name of the operand in $body.
    ($op:ident, [$($t:ty),*], |$a:ident| $body:expr) => {
        $( $crate::ops::unary!($op, [$t] -> $t, |$a| $body); )*
    };
    // $out: the result type.
    ($op:ident, [$($t:ty),*] -> $out:ty, |$a:ident| $body:expr) => { $(
        impl $crate::ops::Unary<$t> for $op {
            type Out = $out;
            #[inline(always)]
            fn apply<I: $crate::isa::Isa>($a: $t) -> $out { $body }
        }
    )* };
}
pub(crate) use unary;

/// Implements an operation for 16-bit floats through the one for `f32`: `half_binary!(Add -> H, Eq -> Bool8)`, where `H` is
/// the float.
macro_rules! half_binary {
    // $op: the operation; $out: its result for 16-bit floats.
    ($($op:ident -> $out:ty),* $(,)?) => { $(
        impl<H: $crate::bfloat16::Half> $crate::ops::Binary<H> for $op {
            type Out = $out;
            const VECTOR: bool = <$op as $crate::ops::Binary<f32>>::VECTOR;
            #[inline(always)]
            fn apply<I: $crate::isa::Isa>(a: H, b: H) -> $out {
                Self::apply_block::<$crate::isa::Baseline, 1>(&[a], &[b])[0]
            }
            #[inline(always)]
            fn apply_block<I: $crate::isa::Isa, const N: usize>(a: &[H; N], b: &[H; N]) -> [$out; N] {
                let (a, b) = (H::widen_block::<I, N>(a), H::widen_block::<I, N>(b));
                let wide = <$op as $crate::ops::Binary<f32>>::apply_block::<I, N>(&a, &b);
                <$out as $crate::ops::FromWide>::from_wide::<I, N>(wide)
            }
        }
    )* };
}
pub(crate) use half_binary;

/// The form of [`half_binary`] for functions of one element.
macro_rules! half_unary {
    // $op: the operation; $out: its result for 16-bit floats.
    ($($op:ident -> $out:ty),* $(,)?) => { $(
        impl<H: $crate::bfloat16::Half> $crate::ops::Unary<H> for $op {
            type Out = $out;
            const VECTOR: bool = <$op as $crate::ops::Unary<f32>>::VECTOR;
            #[inline(always)]
            fn apply<I: $crate::isa::Isa>(a: H) -> $out {
                // One number is converted in software; the function itself is that of the block.
                let a = H::widen_block::<$crate::isa::Baseline, 1>(&[a]);
                let wide = <$op as $crate::ops::Unary<f32>>::apply_block::<I, 1>(&a);
                <$out as $crate::ops::FromWide>::from_wide::<$crate::isa::Baseline, 1>(wide)[0]
            }
            #[inline(always)]
            fn apply_block<I: $crate::isa::Isa, const N: usize>(a: &[H; N]) -> [$out; N] {
                let a = H::widen_block::<I, N>(a);
                let wide = <$op as $crate::ops::Unary<f32>>::apply_block::<I, N>(&a);
                <$out as $crate::ops::FromWide>::from_wide::<I, N>(wide)
            }
        }
    )* };
}
pub(crate) use half_unary;
