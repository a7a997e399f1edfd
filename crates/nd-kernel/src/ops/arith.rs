//! Addition, subtraction, multiplication, division, negation, square and square root.
#![forbid(unsafe_code)]

use super::real::Real;
use super::{Binary, Unary, binary, half_binary, half_unary, unary};
use crate::isa::Isa;
use crate::num::{Bool8, Elem};
use crate::ops::complex;
use num_complex::Complex;

/// `a + b`; for booleans, logical or.
#[doc(alias = "add")]
pub enum Add {}
binary!(Add, int, |a, b| a.wrapping_add(b));
binary!(Add, float, |a, b| a + b);
binary!(Add, complex, |a, b| a + b);
binary!(Add, [Bool8], |a, b| Bool8::new(a.get() | b.get()));

/// `a - b`. Booleans have none, as in NumPy.
#[doc(alias = "subtract")]
pub enum Sub {}
binary!(Sub, int, |a, b| a.wrapping_sub(b));
binary!(Sub, float, |a, b| a - b);
binary!(Sub, complex, |a, b| a - b);

/// `a * b`; for booleans, logical and. The complex product is two rounded products and a rounded sum, without fused
/// operations, so that it is the same at every instruction-set level.
#[doc(alias = "multiply")]
pub enum Mul {}
binary!(Mul, int, |a, b| a.wrapping_mul(b));
binary!(Mul, float, |a, b| a * b);
binary!(Mul, complex, |a, b| a * b);
binary!(Mul, [Bool8], |a, b| Bool8::new(a.get() & b.get()));

/// True division, for floating types only: integers are cast to `f64` before it.
#[doc(alias = "true_divide")]
pub enum Div {}
binary!(Div, float, |a, b| a / b);
binary!(Div, complex, |a, b| complex::divide(a, b));

half_binary!(Add -> H, Sub -> H, Mul -> H, Div -> H);

/// `-a`; unsigned integers wrap.
#[doc(alias = "negative")]
pub enum Neg {}
unary!(Neg, int, |a| a.wrapping_neg());
unary!(Neg, float, |a| -a);
unary!(Neg, complex, |a| -a);

/// `a * a`.
#[doc(alias = "square")]
pub enum Square {}
unary!(Square, int, |a| a.wrapping_mul(a));
unary!(Square, float, |a| a * a);
unary!(Square, complex, |a| <Mul as Binary<_>>::apply::<I>(a, a));

/// The square root; for complex numbers the one with a non-negative real part.
#[doc(alias = "sqrt")]
pub enum Sqrt {}
unary!(Sqrt, float, |a| a.sqrt());

impl<T: Real> Unary<Complex<T>> for Sqrt
where
    Complex<T>: Elem,
{
    type Out = Complex<T>;
    const VECTOR: bool = false;
    #[inline(always)]
    fn apply<I: Isa>(a: Complex<T>) -> Complex<T> {
        complex::sqrt(a)
    }
}

half_unary!(Neg -> H, Square -> H, Sqrt -> H);
