//! Elementary functions.
//!
//! Real functions are branch-free polynomials over an argument reduction, written for one element and vectorised by the
//! compiler at each instruction-set level. `exp`, `log`, `sin` and `cos` are within 1 ULP of the exact value over the
//! whole range, subnormal arguments and results included, all others within 2; `ACCURACY.md` beside this crate's sources
//! has what was measured. With and without fused multiplication they may differ in the last bit. Angles beyond the fast
//! reduction of `sin`, `cos` and `tan` are rare in practice and reduced one by one, and so are the powers of zeros,
//! infinities and NaN.
//!
//! `exp`, `log`, `sin`, `cos`, `tanh` and `arctan` have bodies of their own for `f32` (and 16-bit floats, which compute
//! in it); the other functions compute in `f64` and round once (`wide.rs`). Complex functions are scalar.
//!
//! Polynomials are minimax fits (Remez, 200 bits) of the functions named beside them, rounded to the working precision.

mod arc;
mod complex;
mod complex_inverse;
mod exact;
mod exp;
mod hyperbolic;
mod large;
mod log;
mod power;
mod roots;
mod table;
mod trig;
mod wide;

pub use table::{
    arccos, arccosh, arcsin, arcsinh, arctan, arctan2, arctanh, cbrt, cosh, degrees, exp2, expm1, hypot,
    log1p, log2, log10, logaddexp, logaddexp2, power, radians, sinh, tan, tanh,
};

use crate::elementwise::{gathered_unary_loop, through_gathered_unary_loop};
use crate::isa::Isa;
use crate::ops::{half_unary, unary};
use crate::{Complex, Loop, Num};

/// The loop of an operation on floats of any width and pairs of them: `gathered!(num, Exp)`.
macro_rules! gathered {
    // $num: the kind; $op: the operation.
    ($num:expr, $op:ident) => {
        crate::dispatch!(
            $num,
            T in [F16, F32, F64, C64, C128] => Some(gathered_unary_loop::<$op, T> as Loop),
            else => ($num == Num::BF16).then_some(through_gathered_unary_loop::<$op> as Loop)
        )
    };
}

/// The exponential function.
pub fn exp(num: Num) -> Option<Loop> {
    gathered!(num, Exp)
}

/// The natural logarithm; `-inf` at zero, NaN below. For complex numbers the principal branch.
#[doc(alias = "ln")]
pub fn log(num: Num) -> Option<Loop> {
    gathered!(num, Log)
}

/// The sine of an angle in radians.
pub fn sin(num: Num) -> Option<Loop> {
    gathered!(num, Sin)
}

/// The cosine of an angle in radians.
pub fn cos(num: Num) -> Option<Loop> {
    gathered!(num, Cos)
}

enum Exp {}
unary!(Exp, [f32], |x| exp::exp32::<I>(x));
unary!(Exp, [f64], |x| exp::exp64::<I>(x));
unary!(Exp, [Complex<f32>], |z| complex::narrow(complex::exp(complex::widen(z))));
unary!(Exp, [Complex<f64>], |z| complex::exp(z));

enum Log {}
unary!(Log, [f32], |x| log::log32::<I>(x));
unary!(Log, [f64], |x| log::log64::<I>(x));
unary!(Log, [Complex<f32>], |z| complex::narrow(complex::log(complex::widen(z))));
unary!(Log, [Complex<f64>], |z| complex::log(z));

enum Sin {}
trig::periodic!(Sin, 0);
unary!(Sin, [Complex<f32>], |z| complex::narrow(complex::sin(complex::widen(z))));
unary!(Sin, [Complex<f64>], |z| complex::sin(z));

enum Cos {}
trig::periodic!(Cos, 1);
unary!(Cos, [Complex<f32>], |z| complex::narrow(complex::cos(complex::widen(z))));
unary!(Cos, [Complex<f64>], |z| complex::cos(z));

half_unary!(Exp -> H, Log -> H, Sin -> H, Cos -> H);

/// `a * b + c`, in one rounding where the machine has an instruction for it.
#[inline(always)]
fn fma64<I: Isa>(a: f64, b: f64, c: f64) -> f64 {
    if I::FMA { a.mul_add(b, c) } else { a * b + c }
}

/// `a * b + c`, in one rounding where the machine has an instruction for it.
#[inline(always)]
fn fma32<I: Isa>(a: f32, b: f32, c: f32) -> f32 {
    if I::FMA { a.mul_add(b, c) } else { a * b + c }
}

/// Adding this to a number below 2^51 in magnitude leaves its nearest integer in the low bits of the sum.
const ROUND64: f64 = 6755399441055744.0; // 1.5 * 2^52

/// As [`ROUND64`], below 2^22.
const ROUND32: f32 = 12582912.0; // 1.5 * 2^23
