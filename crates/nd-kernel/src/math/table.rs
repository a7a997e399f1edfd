//! The loops of the functions that are computed in double precision.
#![forbid(unsafe_code)]

use super::wide::{Function, FunctionOfTwo, function_loop, function_of_two_loop};
use super::{arc, complex, complex_inverse, exp, hyperbolic, log, roots, trig};
use crate::elementwise::{
    binary_loop, gathered_unary_loop, through_gathered_unary_loop, through_unary_loop, unary_loop,
};
use crate::isa::Isa;
use crate::ops::{Binary, Unary, half_unary};
use crate::{Complex, Loop, Num};
use core::f64::consts::{LN_2, LOG2_E, LOG10_E};

type C = Complex<f64>;

/// A function of one element per line: `sinh Sinh: hyperbolic::sinh64, |z| complex::sinh(z);`, the body for complex
/// numbers last; one for singles may stand between. Expands to the functions and
///
/// ```text
/// pub fn sinh(num: Num) -> Option<Loop> { .. }
/// ```
macro_rules! functions {
    // $name: the getter; $op: the operation; $real: the function of a double; $single: of a single, computed as a
    // double otherwise; $z, $complex: of a pair of doubles.
    ($(
        $(#[$doc:meta])*
        $name:ident $op:ident: $($real:ident)::+, $(single $single:ident::$single32:ident,)? |$z:ident| $complex:expr;
    )*) => { $(
        $(#[$doc])*
        pub fn $name(num: Num) -> Option<Loop> {
            $( functions!(@single $op $single32, num); )?
            crate::dispatch!(
                num,
                T in [F16, F32, F64, BF16] => Some(function_loop::<$op, T> as Loop),
                else => crate::dispatch!(
                    num,
                    T in [C64, C128] => Some(unary_loop::<$op, T> as Loop),
                    else => None
                )
            )
        }
        enum $op {}
        function!($op: $($real)::+);
        $(
            crate::ops::unary!($op, [f32], |x| $single::$single32::<I>(x));
            half_unary!($op -> H);
        )?
        impl Unary<C> for $op {
            type Out = C;
            const VECTOR: bool = false;
            #[inline(always)]
            fn apply<I: Isa>($z: C) -> C { $complex }
        }
        impl Unary<Complex<f32>> for $op {
            type Out = Complex<f32>;
            const VECTOR: bool = false;
            #[inline(always)]
            fn apply<I: Isa>(z: Complex<f32>) -> Complex<f32> {
                complex::narrow(<$op as Unary<C>>::apply::<I>(complex::widen(z)))
            }
        }
    )* };
    (@single $op:ident $single32:ident, $num:ident) => {
        match $num {
            Num::F16 => return Some(gathered_unary_loop::<$op, crate::f16> as Loop),
            Num::F32 => return Some(gathered_unary_loop::<$op, f32> as Loop),
            Num::BF16 => return Some(through_gathered_unary_loop::<$op> as Loop),
            _ => {}
        }
    };
}

/// Implements [`Function`] by a function of one double.
macro_rules! function {
    // $op: the operation; $real: the function.
    ($op:ident: $($real:ident)::+) => {
        impl Function for $op {
            #[inline(always)]
            fn block<I: Isa, const N: usize>(x: &[f64; N]) -> [f64; N] {
                let mut out = [0.0; N];
                for i in 0..N {
                    out[i] = $($real)::+::<I>(x[i]);
                }
                out
            }
        }
    };
}

functions! {
    /// The hyperbolic sine.
    sinh Sinh: hyperbolic::sinh64, |z| complex::sinh(z);
    /// The hyperbolic cosine.
    cosh Cosh: hyperbolic::cosh64, |z| complex::cosh(z);
    /// The hyperbolic tangent.
    tanh Tanh: hyperbolic::tanh64, single hyperbolic::tanh32, |z| complex::tanh(z);
    /// The inverse sine, in radians.
    arcsin Arcsin: arc::asin64, |z| complex_inverse::asin(z);
    /// The inverse cosine, in radians.
    arccos Arccos: arc::acos64, |z| complex_inverse::acos(z);
    /// The inverse tangent, in radians.
    arctan Arctan: arc::atan64, single arc::atan32, |z| complex_inverse::atan(z);
    /// The inverse hyperbolic sine.
    arcsinh Arcsinh: log::asinh64, |z| complex_inverse::asinh(z);
    /// The inverse hyperbolic cosine.
    arccosh Arccosh: log::acosh64, |z| complex_inverse::acosh(z);
    /// The inverse hyperbolic tangent.
    arctanh Arctanh: log::atanh64, |z| complex_inverse::atanh(z);
    /// 2 to the power of each element.
    exp2 Exp2: exp::exp2_64, |z| complex::exp(C::new(z.re * LN_2, z.im * LN_2));
    /// e to the power of each element, less 1.
    expm1 Expm1: exp::expm1_64, |z| complex::expm1(z);
    /// The logarithm to base 2.
    log2 Log2: log::log2_64, |z| complex::log(z) * LOG2_E;
    /// The logarithm to base 10.
    log10 Log10: log::log10_64, |z| complex::log(z) * LOG10_E;
    /// The logarithm of 1 plus each element.
    log1p Log1p: log::log1p64, |z| complex::log1p(z);
}

/// The tangent of an angle in radians.
pub fn tan(num: Num) -> Option<Loop> {
    crate::dispatch!(
        num,
        T in [F16, F32, F64, BF16] => Some(function_loop::<Tan, T> as Loop),
        else => crate::dispatch!(num, T in [C64, C128] => Some(unary_loop::<Tan, T> as Loop), else => None)
    )
}
enum Tan {}
impl Function for Tan {
    #[inline(always)]
    fn block<I: Isa, const N: usize>(x: &[f64; N]) -> [f64; N] {
        trig::tan_block::<I, N>(x)
    }
}
crate::ops::unary!(Tan, [Complex<f32>], |z| complex::narrow(complex::tan(complex::widen(z))));
crate::ops::unary!(Tan, [C], |z| complex::tan(z));

/// The cube root.
pub fn cbrt(num: Num) -> Option<Loop> {
    crate::dispatch!(num, T in [F16, F32, F64, BF16] => Some(function_loop::<Cbrt, T> as Loop), else => None)
}
enum Cbrt {}
function!(Cbrt: roots::cbrt64);

/// A function of one element that works in the element's own precision.
macro_rules! scaled {
    // $name: the getter; $op: the operation; $factor: what elements are multiplied by.
    ($($(#[$doc:meta])* $name:ident $op:ident: $factor:expr;)*) => { $(
        $(#[$doc])*
        pub fn $name(num: Num) -> Option<Loop> {
            crate::dispatch!(
                num,
                T in [F16, F32, F64] => Some(unary_loop::<$op, T> as Loop),
                else => (num == Num::BF16).then_some(through_unary_loop::<$op> as Loop)
            )
        }
        enum $op {}
        crate::ops::unary!($op, [f32], |x| x * ($factor as f32));
        crate::ops::unary!($op, [f64], |x| x * $factor);
        half_unary!($op -> H);
    )* };
}
scaled! {
    /// Radians from degrees.
    radians Radians: core::f64::consts::PI / 180.0;
    /// Degrees from radians.
    degrees Degrees: 180.0 / core::f64::consts::PI;
}

/// A function of two elements per line: `hypot Hypot: roots::hypot64;`.
macro_rules! functions_of_two {
    // $name: the getter; $op: the operation; $real: the function of two doubles.
    ($($(#[$doc:meta])* $name:ident $op:ident: $($real:ident)::+;)*) => { $(
        $(#[$doc])*
        pub fn $name(num: Num) -> Option<Loop> {
            crate::dispatch!(
                num,
                T in [F16, F32, F64, BF16] => Some(function_of_two_loop::<$op, T> as Loop),
                else => None
            )
        }
        enum $op {}
        impl FunctionOfTwo for $op {
            #[inline(always)]
            fn block<I: Isa, const N: usize>(x: &[f64; N], y: &[f64; N]) -> [f64; N] {
                let mut out = [0.0; N];
                for i in 0..N {
                    out[i] = $($real)::+::<I>(x[i], y[i]);
                }
                out
            }
        }
    )* };
}
functions_of_two! {
    /// The length of the hypotenuse over two sides.
    hypot Hypot: roots::hypot64;
    /// The angle of the point (second, first), in radians.
    arctan2 Arctan2: arc::atan2_64;
    /// The logarithm of the sum of two exponentials.
    logaddexp Logaddexp: log::logaddexp64;
    /// The logarithm to base 2 of the sum of two powers of 2.
    logaddexp2 Logaddexp2: log::logaddexp2_64;
}

enum Power {}
impl FunctionOfTwo for Power {
    #[inline(always)]
    fn block<I: Isa, const N: usize>(x: &[f64; N], y: &[f64; N]) -> [f64; N] {
        super::power::power_block::<I, N>(x, y)
    }
}
impl Binary<C> for Power {
    type Out = C;
    const VECTOR: bool = false;
    #[inline(always)]
    fn apply<I: Isa>(a: C, b: C) -> C {
        complex_inverse::pow(a, b)
    }
}
impl Binary<Complex<f32>> for Power {
    type Out = Complex<f32>;
    const VECTOR: bool = false;
    #[inline(always)]
    fn apply<I: Isa>(a: Complex<f32>, b: Complex<f32>) -> Complex<f32> {
        complex::narrow(complex_inverse::pow(complex::widen(a), complex::widen(b)))
    }
}

/// The first operand to the power of the second. Integers wrap; their exponents must not be negative.
pub fn power(num: Num) -> Option<Loop> {
    crate::dispatch!(
        num,
        T in [F16, F32, F64, BF16] => Some(function_of_two_loop::<Power, T> as Loop),
        else => crate::dispatch!(
            num,
            T in [C64, C128] => Some(binary_loop::<Power, T, T> as Loop),
            else => crate::dispatch!(
                num,
                T in [I8, U8, I16, U16, I32, U32, I64, U64]
                    => Some(binary_loop::<crate::ops::IntPower, T, T> as Loop),
                else => None
            )
        )
    )
}
