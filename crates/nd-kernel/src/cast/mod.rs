//! Conversion of values between all pairs of element types, by NumPy's rules.
//!
//! - Integers wrap, and become the nearest float, ties to even.
//! - Floats become the nearest float of a narrower type, ties to even, rounding once.
//! - Floats become integers by truncation. What a value outside the type becomes is undefined in C, and NumPy shows
//!   what its compiler left; here it is fixed to what x86-64 does to one element: `i8`, `u8`, `i16`, `u16` and `i32`
//!   go through `i32`, `u32` and `i64` through `i64`, an `i32` or `i64` out of range is its minimum (NaN and
//!   infinities included), and wider results wrap. `u64` takes values from 2^63 on by subtracting 2^63 first.
//!   NumPy differs only in contiguous float32 and float64 to `u32`, beyond the range of `u32`.
//! - Complex numbers lose their imaginary part on the way to anything but a complex number or a boolean.
//! - Booleans are 0 and 1; everything that is not zero becomes true, NaN included.
//!
//! [`CastTo`] converts one value; [`cast`] gives the loop that converts an array.

mod table;
mod truncate;

use crate::contract::Loop;
use crate::copy::copy_loop;
use crate::elementwise::unary_loop;
use crate::isa::Isa;
use crate::num::{Elem, Num};
use crate::{dispatch, ops::Unary};
use core::marker::PhantomData;

/// Conversion of one value to the type `B`, by the rules of [this module](self).
///
/// # Examples
/// ```
/// use nd_kernel::CastTo;
/// let wrapped: u8 = 300i32.cast_to();
/// assert_eq!(wrapped, 44);
/// let missing: i64 = f64::NAN.cast_to();
/// assert_eq!(missing, i64::MIN);
/// ```
#[doc(alias = "astype")]
pub trait CastTo<B: Elem>: Elem {
    /// The value as a `B`.
    fn cast_to(self) -> B;

    /// The values of a block, which 16-bit floats convert as a whole.
    #[inline(always)]
    #[doc(hidden)]
    fn cast_block<I: Isa, const N: usize>(x: &[Self; N]) -> [B; N] {
        let mut out = [B::zeroed(); N];
        for i in 0..N {
            out[i] = x[i].cast_to();
        }
        out
    }
}

/// The conversion to `B` as a function of one element.
struct Cast<B>(PhantomData<B>);

impl<A: CastTo<B>, B: Elem> Unary<A> for Cast<B> {
    type Out = B;
    const VECTOR: bool = is_hot(A::NUM, B::NUM);
    #[inline(always)]
    fn apply<I: Isa>(a: A) -> B {
        a.cast_to()
    }
    #[inline(always)]
    fn apply_block<I: Isa, const N: usize>(a: &[A; N]) -> [B; N] {
        A::cast_block::<I, N>(a)
    }
}

/// Whether the conversion has a body for each instruction set: between booleans, integers, `f32` and `f64`, and
/// between 16-bit floats and the wider ones. The rest run at the speed of one element after the other.
const fn is_hot(from: Num, to: Num) -> bool {
    const fn is_float(num: Num) -> bool {
        matches!(num, Num::F32 | Num::F64)
    }
    if from.is_complex() || to.is_complex() {
        false
    } else if from.is_half() {
        is_float(to)
    } else {
        !to.is_half() || is_float(from)
    }
}

/// The loop that converts elements of type `from` to type `to`; a copy of the bytes if they are the same.
#[doc(alias = "astype")]
pub fn cast(from: Num, to: Num) -> Loop {
    if from == to {
        dispatch!(from, T by bits => copy_loop::<T>)
    } else {
        dispatch!(from, A => dispatch!(to, B => unary_loop::<Cast<B>, A>))
    }
}
