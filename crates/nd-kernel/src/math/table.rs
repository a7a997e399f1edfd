//! The loops of the functions that are computed one element at a time.
#![forbid(unsafe_code)]

use super::{complex, complex_inverse, scalar};
use crate::elementwise::{binary_loop, unary_loop};
use crate::isa::Isa;
use crate::ops::{Binary, Unary, half_binary, half_unary};
use crate::{Complex, Loop, Num, f16};
use core::f64::consts::{LN_2, LOG2_E, LOG10_E};

type C = Complex<f64>;

/// A function of one element per line: `tan Tan: |x| x.tan(), |z| complex::tan(z);`, the second body for complex
/// numbers. `f32` is computed in `f64`. Expands to the operation and
///
/// ```text
/// pub fn tan(num: Num) -> Option<Loop> { .. }
/// ```
macro_rules! functions {
    // $name: the getter; $op: the operation; $x, $real: the function of a double; $z, $complex: of a pair of them.
    ($($(#[$doc:meta])* $name:ident $op:ident: |$x:ident| $real:expr, |$z:ident| $complex:expr;)*) => { $(
        functions!(@real $(#[$doc])* $name $op: |$x| $real, [F16, F32, F64, C64, C128]);
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
    (@real $(#[$doc:meta])* $name:ident $op:ident: |$x:ident| $real:expr, [$($kind:ident),*]) => {
        $(#[$doc])*
        pub fn $name(num: Num) -> Option<Loop> {
            crate::dispatch!(num, T in [$($kind),*] => Some(unary_loop::<$op, T> as Loop), else => None)
        }
        enum $op {}
        impl Unary<f64> for $op {
            type Out = f64;
            const VECTOR: bool = false;
            #[inline(always)]
            fn apply<I: Isa>($x: f64) -> f64 { $real }
        }
        impl Unary<f32> for $op {
            type Out = f32;
            const VECTOR: bool = false;
            #[inline(always)]
            fn apply<I: Isa>(x: f32) -> f32 {
                <$op as Unary<f64>>::apply::<I>(f64::from(x)) as f32
            }
        }
        half_unary!($op -> f16);
    };
}

functions! {
    /// The tangent of an angle in radians.
    tan Tan: |x| x.tan(), |z| complex::tan(z);
    /// The hyperbolic sine.
    sinh Sinh: |x| x.sinh(), |z| complex::sinh(z);
    /// The hyperbolic cosine.
    cosh Cosh: |x| x.cosh(), |z| complex::cosh(z);
    /// The hyperbolic tangent.
    tanh Tanh: |x| x.tanh(), |z| complex::tanh(z);
    /// The inverse sine, in radians.
    arcsin Arcsin: |x| x.asin(), |z| complex_inverse::asin(z);
    /// The inverse cosine, in radians.
    arccos Arccos: |x| x.acos(), |z| complex_inverse::acos(z);
    /// The inverse tangent, in radians.
    arctan Arctan: |x| x.atan(), |z| complex_inverse::atan(z);
    /// The inverse hyperbolic sine.
    arcsinh Arcsinh: |x| scalar::asinh(x), |z| complex_inverse::asinh(z);
    /// The inverse hyperbolic cosine.
    arccosh Arccosh: |x| scalar::acosh(x), |z| complex_inverse::acosh(z);
    /// The inverse hyperbolic tangent.
    arctanh Arctanh: |x| scalar::atanh(x), |z| complex_inverse::atanh(z);
    /// 2 to the power of each element.
    exp2 Exp2: |x| x.exp2(), |z| complex::exp(C::new(z.re * LN_2, z.im * LN_2));
    /// e to the power of each element, less 1.
    expm1 Expm1: |x| x.exp_m1(), |z| complex::expm1(z);
    /// The logarithm to base 2.
    log2 Log2: |x| x.log2(), |z| complex::log(z) * LOG2_E;
    /// The logarithm to base 10.
    log10 Log10: |x| x.log10(), |z| complex::log(z) * LOG10_E;
    /// The logarithm of 1 plus each element.
    log1p Log1p: |x| x.ln_1p(), |z| complex::log1p(z);
}
functions!(@real
    /// The cube root.
    cbrt Cbrt: |x| x.cbrt(), [F16, F32, F64]);

/// A function of one element that works in the element's own precision.
macro_rules! scaled {
    // $name: the getter; $op: the operation; $factor: what elements are multiplied by.
    ($($(#[$doc:meta])* $name:ident $op:ident: $factor:expr;)*) => { $(
        $(#[$doc])*
        pub fn $name(num: Num) -> Option<Loop> {
            crate::dispatch!(num, T in [F16, F32, F64] => Some(unary_loop::<$op, T> as Loop), else => None)
        }
        enum $op {}
        crate::ops::unary!($op, [f32], |x| x * ($factor as f32));
        crate::ops::unary!($op, [f64], |x| x * $factor);
        half_unary!($op -> f16);
    )* };
}
scaled! {
    /// Radians from degrees.
    radians Radians: core::f64::consts::PI / 180.0;
    /// Degrees from radians.
    degrees Degrees: 180.0 / core::f64::consts::PI;
}

/// A function of two elements per line: `hypot Hypot: |x, y| x.hypot(y);`. `f32` is computed in `f64`.
macro_rules! functions_of_two {
    // $name: the getter; $op: the operation; $x, $y, $body: the function of two doubles.
    ($($(#[$doc:meta])* $name:ident $op:ident: |$x:ident, $y:ident| $body:expr;)*) => { $(
        $(#[$doc])*
        pub fn $name(num: Num) -> Option<Loop> {
            crate::dispatch!(num, T in [F16, F32, F64] => Some(binary_loop::<$op, T, T> as Loop), else => None)
        }
        $(#[$doc])*
        pub enum $op {}
        impl Binary<f64> for $op {
            type Out = f64;
            const VECTOR: bool = false;
            #[inline(always)]
            fn apply<I: Isa>($x: f64, $y: f64) -> f64 { $body }
        }
        impl Binary<f32> for $op {
            type Out = f32;
            const VECTOR: bool = false;
            #[inline(always)]
            fn apply<I: Isa>(x: f32, y: f32) -> f32 {
                <$op as Binary<f64>>::apply::<I>(f64::from(x), f64::from(y)) as f32
            }
        }
        half_binary!($op -> f16);
    )* };
}
functions_of_two! {
    /// The length of the hypotenuse over two sides.
    hypot Hypot: |x, y| x.hypot(y);
    /// The angle of the point (second, first), in radians.
    arctan2 Arctan2: |y, x| y.atan2(x);
    /// The logarithm of the sum of two exponentials.
    logaddexp Logaddexp: |a, b| scalar::logaddexp(a, b);
    /// The logarithm to base 2 of the sum of two powers of 2.
    logaddexp2 Logaddexp2: |a, b| scalar::logaddexp2(a, b);
}

/// The first operand to the power of the second. Exponents that multiplication serves are multiplications.
pub enum Power {}
impl Binary<f64> for Power {
    type Out = f64;
    const VECTOR: bool = false;
    #[inline(always)]
    fn apply<I: Isa>(a: f64, b: f64) -> f64 {
        if b == 2.0 { a * a } else { a.powf(b) }
    }
}
impl Binary<f32> for Power {
    type Out = f32;
    const VECTOR: bool = false;
    #[inline(always)]
    fn apply<I: Isa>(a: f32, b: f32) -> f32 {
        if b == 2.0 { a * a } else { f64::from(a).powf(f64::from(b)) as f32 }
    }
}
half_binary!(Power -> f16);
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
        T in [F16, F32, F64, C64, C128] => Some(binary_loop::<Power, T, T> as Loop),
        else => crate::dispatch!(
            num,
            T in [I8, U8, I16, U16, I32, U32, I64, U64]
                => Some(binary_loop::<crate::ops::IntPower, T, T> as Loop),
            else => None
        )
    )
}
