//! Rounding to integers: down, up, towards zero, to the nearest even. Integers are what they are.
#![forbid(unsafe_code)]

use super::{half_unary, unary};
use crate::Complex;

/// The largest integer that is not above the element.
#[doc(alias = "floor")]
pub enum Floor {}
unary!(Floor, float, |a| a.floor());

/// The smallest integer that is not below the element.
#[doc(alias = "ceil")]
pub enum Ceil {}
unary!(Ceil, float, |a| a.ceil());

/// The element without its fraction.
#[doc(alias = "trunc")]
pub enum Trunc {}
unary!(Trunc, float, |a| a.trunc());

/// The nearest integer, the even one of two; for complex numbers in both parts.
#[doc(alias = "rint")]
pub enum Rint {}
unary!(Rint, float, |a| a.round_ties_even());
unary!(Rint, complex, |a| Complex { re: a.re.round_ties_even(), im: a.im.round_ties_even() });

half_unary!(Floor -> H, Ceil -> H, Trunc -> H, Rint -> H);
