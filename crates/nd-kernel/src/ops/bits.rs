//! Bitwise operations and shifts of integers; booleans have the logical forms of the former.
#![forbid(unsafe_code)]

use super::{binary, unary};
use crate::num::Bool8;

/// `a & b`
#[doc(alias = "bitwise_and")]
pub enum BitAnd {}
binary!(BitAnd, int, |a, b| a & b);
binary!(BitAnd, [Bool8], |a, b| Bool8::new(a.get() & b.get()));

/// `a | b`
#[doc(alias = "bitwise_or")]
pub enum BitOr {}
binary!(BitOr, int, |a, b| a | b);
binary!(BitOr, [Bool8], |a, b| Bool8::new(a.get() | b.get()));

/// `a ^ b`
#[doc(alias = "bitwise_xor")]
pub enum BitXor {}
binary!(BitXor, int, |a, b| a ^ b);
binary!(BitXor, [Bool8], |a, b| Bool8::new(a.get() ^ b.get()));

/// `!a`; for booleans, logical not.
#[doc(alias = "invert")]
#[doc(alias = "bitwise_not")]
pub enum Invert {}
unary!(Invert, int, |a| !a);
unary!(Invert, [Bool8], |a| Bool8::new(!a.get()));

/// `a << b`; 0 when `b` is negative or not less than the width, where C leaves the result undefined.
#[doc(alias = "left_shift")]
pub enum Shl {}

/// `a >> b`, keeping the sign; when `b` is negative or not less than the width, what shifting by every bit leaves:
/// -1 for negative numbers, 0 for others.
#[doc(alias = "right_shift")]
pub enum Shr {}

/// The shifts of one width: `shifts!(i8 as u8, ..)` pairs each type with its unsigned form, in which a negative
/// count is too large.
macro_rules! shifts {
    // $t: the operand type; $u: its unsigned form.
    ($($t:ident as $u:ident),*) => { $(
        binary!(Shl, [$t], |a, b| {
            let count = b as $u;
            if count < <$t>::BITS as $u { a.wrapping_shl(count as u32) } else { 0 }
        });
        binary!(Shr, [$t], |a, b| {
            // The widest shift that the machine has leaves only copies of the sign; unsigned numbers need one more.
            let count = (b as $u).min(<$t>::BITS as $u - 1);
            let shifted = a.wrapping_shr(count as u32);
            if <$t>::MIN == 0 && b as $u > count { 0 } else { shifted }
        });
    )* };
}
shifts!(i8 as u8, u8 as u8, i16 as u16, u16 as u16, i32 as u32, u32 as u32, i64 as u64, u64 as u64);
