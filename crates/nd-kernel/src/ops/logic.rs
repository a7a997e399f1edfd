//! Truth values: the logical functions and the test for NaN. Anything that is not zero is true, NaN included.
#![forbid(unsafe_code)]

use super::{binary, half_binary, half_unary, unary};
use crate::num::Bool8;

/// Whether both are true.
#[doc(alias = "logical_and")]
pub enum LogicalAnd {}
binary!(LogicalAnd, int -> Bool8, |a, b| Bool8::new((a != 0) & (b != 0)));
binary!(LogicalAnd, float -> Bool8, |a, b| Bool8::new((a != 0.0) & (b != 0.0)));
binary!(LogicalAnd, complex -> Bool8, |a, b| {
    Bool8::new(((a.re != 0.0) | (a.im != 0.0)) & ((b.re != 0.0) | (b.im != 0.0)))
});
binary!(LogicalAnd, [Bool8], |a, b| Bool8::new(a.get() & b.get()));

/// Whether either is true.
#[doc(alias = "logical_or")]
pub enum LogicalOr {}
binary!(LogicalOr, int -> Bool8, |a, b| Bool8::new((a != 0) | (b != 0)));
binary!(LogicalOr, float -> Bool8, |a, b| Bool8::new((a != 0.0) | (b != 0.0)));
binary!(LogicalOr, complex -> Bool8, |a, b| {
    Bool8::new((a.re != 0.0) | (a.im != 0.0) | (b.re != 0.0) | (b.im != 0.0))
});
binary!(LogicalOr, [Bool8], |a, b| Bool8::new(a.get() | b.get()));

/// Whether exactly one is true.
#[doc(alias = "logical_xor")]
pub enum LogicalXor {}
binary!(LogicalXor, int -> Bool8, |a, b| Bool8::new((a != 0) ^ (b != 0)));
binary!(LogicalXor, float -> Bool8, |a, b| Bool8::new((a != 0.0) ^ (b != 0.0)));
binary!(LogicalXor, complex -> Bool8, |a, b| {
    Bool8::new(((a.re != 0.0) | (a.im != 0.0)) ^ ((b.re != 0.0) | (b.im != 0.0)))
});
binary!(LogicalXor, [Bool8], |a, b| Bool8::new(a.get() ^ b.get()));

half_binary!(LogicalAnd -> Bool8, LogicalOr -> Bool8, LogicalXor -> Bool8);

/// Whether the element is zero.
#[doc(alias = "logical_not")]
pub enum LogicalNot {}
unary!(LogicalNot, int -> Bool8, |a| Bool8::new(a == 0));
unary!(LogicalNot, float -> Bool8, |a| Bool8::new(a == 0.0));
unary!(LogicalNot, complex -> Bool8, |a| Bool8::new((a.re == 0.0) & (a.im == 0.0)));
unary!(LogicalNot, [Bool8], |a| Bool8::new(!a.get()));

/// Whether the element is not a number; for complex numbers, whether either part is. Integers are numbers.
#[doc(alias = "isnan")]
pub enum IsNan {}
unary!(IsNan, int -> Bool8, |_a| Bool8::new(false));
unary!(IsNan, float -> Bool8, |a| Bool8::new(a.is_nan()));
unary!(IsNan, complex -> Bool8, |a| Bool8::new(a.re.is_nan() | a.im.is_nan()));
unary!(IsNan, [Bool8], |_a| Bool8::new(false));

/// Whether the element is infinite; for complex numbers, whether either part is.
#[doc(alias = "isinf")]
pub enum IsInf {}
unary!(IsInf, float -> Bool8, |a| Bool8::new(a.is_infinite()));
unary!(IsInf, complex -> Bool8, |a| Bool8::new(a.re.is_infinite() | a.im.is_infinite()));

/// Whether the element is neither infinite nor NaN; for complex numbers, whether both parts are.
#[doc(alias = "isfinite")]
pub enum IsFinite {}
unary!(IsFinite, float -> Bool8, |a| Bool8::new(a.is_finite()));
unary!(IsFinite, complex -> Bool8, |a| Bool8::new(a.re.is_finite() & a.im.is_finite()));

half_unary!(LogicalNot -> Bool8, IsNan -> Bool8, IsInf -> Bool8, IsFinite -> Bool8);
