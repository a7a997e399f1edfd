//! Minimum and maximum, which propagate NaN: a NaN on either side is the result, the first of two.
#![forbid(unsafe_code)]

use super::{binary, complex, half_binary};
use crate::num::Bool8;

/// The smaller of two elements; NaN if either is. Complex numbers are ordered by real, then imaginary part.
#[doc(alias = "minimum")]
pub enum Minimum {}
binary!(Minimum, int, |a, b| a.min(b));
binary!(Minimum, float, |a, b| if (a <= b) | a.is_nan() { a } else { b });
binary!(Minimum, complex, |a, b| {
    if a.re.is_nan() | a.im.is_nan() | complex::at_most(a, b) { a } else { b }
});
binary!(Minimum, [Bool8], |a, b| Bool8::new(a.get() & b.get()));

/// The larger of two elements; NaN if either is. Complex numbers are ordered by real, then imaginary part.
#[doc(alias = "maximum")]
pub enum Maximum {}
binary!(Maximum, int, |a, b| a.max(b));
binary!(Maximum, float, |a, b| if (a >= b) | a.is_nan() { a } else { b });
binary!(Maximum, complex, |a, b| {
    if a.re.is_nan() | a.im.is_nan() | complex::at_most(b, a) { a } else { b }
});
binary!(Maximum, [Bool8], |a, b| Bool8::new(a.get() | b.get()));

/// The smaller of two elements; the other one if one is NaN.
#[doc(alias = "fmin")]
pub enum Fmin {}
binary!(Fmin, float, |a, b| if (a <= b) | b.is_nan() { a } else { b });
binary!(Fmin, complex, |a, b| if complex::at_most(a, b) | b.re.is_nan() | b.im.is_nan() { a } else { b });

/// The larger of two elements; the other one if one is NaN.
#[doc(alias = "fmax")]
pub enum Fmax {}
binary!(Fmax, float, |a, b| if (a >= b) | b.is_nan() { a } else { b });
binary!(Fmax, complex, |a, b| if complex::at_most(b, a) | b.re.is_nan() | b.im.is_nan() { a } else { b });

half_binary!(Minimum -> H, Maximum -> H, Fmin -> H, Fmax -> H);
