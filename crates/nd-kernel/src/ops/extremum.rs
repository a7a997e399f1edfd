//! Minimum and maximum, which propagate NaN: a NaN on either side is the result, the first of two.
//!
//! Of zeros of either sign NumPy's instructions take the second, and its half-precision and complex loops the first. What it takes
//! for `fmax` and `fmin` depends on the length and the machine; here it is the first.
#![forbid(unsafe_code)]

use super::{Binary, binary, complex, half_binary};
use crate::bfloat16::Half;
use crate::isa::{Baseline, Isa};
use crate::num::Bool8;

/// The smaller of two elements; NaN if either is. Complex numbers are ordered by real, then imaginary part.
#[doc(alias = "minimum")]
pub enum Minimum {}
binary!(Minimum, int, |a, b| a.min(b));
binary!(Minimum, float, |a, b| if (a < b) | a.is_nan() { a } else { b });
binary!(Minimum, complex, |a, b| {
    if a.re.is_nan() | a.im.is_nan() | complex::at_most(a, b) { a } else { b }
});
binary!(Minimum, [Bool8], |a, b| Bool8::new(a.get() & b.get()));

/// The larger of two elements; NaN if either is. Complex numbers are ordered by real, then imaginary part.
#[doc(alias = "maximum")]
pub enum Maximum {}
binary!(Maximum, int, |a, b| a.max(b));
binary!(Maximum, float, |a, b| if (a > b) | a.is_nan() { a } else { b });
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

half_binary!(Fmin -> H, Fmax -> H);

/// `half_extremum!(Maximum: >, >=)`: the operation on 16-bit floats, with the comparisons for the second and the first of equals.
macro_rules! half_extremum {
    ($($op:ident: $beats:tt, $ties:tt;)*) => { $(
        impl<H: Half> Binary<H> for $op {
            type Out = H;
            const VECTOR: bool = <$op as Binary<f32>>::VECTOR;
            #[inline(always)]
            fn apply<I: Isa>(a: H, b: H) -> H {
                Self::apply_block::<Baseline, 1>(&[a], &[b])[0]
            }
            #[inline(always)]
            fn apply_block<I: Isa, const N: usize>(a: &[H; N], b: &[H; N]) -> [H; N] {
                let (a, b) = (H::widen_block::<I, N>(a), H::widen_block::<I, N>(b));
                let mut best = [0.0; N];
                for i in 0..N {
                    let first = if H::TIES_LAST { a[i] $beats b[i] } else { a[i] $ties b[i] };
                    best[i] = if first | a[i].is_nan() { a[i] } else { b[i] };
                }
                H::narrow_block::<I, N>(&best)
            }
        }
    )* };
}
half_extremum! {
    Minimum: <, <=;
    Maximum: >, >=;
}
