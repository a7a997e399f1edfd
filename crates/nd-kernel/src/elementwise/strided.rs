//! The body for operands at any stride, compiled once: its speed is that of memory, not of the instruction set.
//!
//! Elements are read and written strictly in turn, so the body also folds when the output is the first input with a
//! stride of zero.

use crate::isa::Baseline;
use crate::num::Elem;
use crate::ops::{Binary, Unary};

/// `n` results of a function of two elements.
///
/// # Safety
/// As [`Loop`](crate::Loop), for operands of types `A`, `B` and `Op::Out`.
#[inline(never)]
pub(super) unsafe fn binary<Op: Binary<A, B>, A: Elem, B: Elem>(
    n: usize,
    [mut a, mut b]: [*mut u8; 2],
    mut out: *mut u8,
    [step_a, step_b, step_out]: [isize; 3],
) {
    for _ in 0..n {
        // SAFETY: the caller vouches for `n` elements of each operand at these strides.
        unsafe {
            let x = a.cast::<A>().read_unaligned();
            let y = b.cast::<B>().read_unaligned();
            out.cast::<Op::Out>().write_unaligned(Op::apply::<Baseline>(x, y));
        }
        // Wrapping, because the step behind the last element may leave the allocation.
        a = a.wrapping_offset(step_a);
        b = b.wrapping_offset(step_b);
        out = out.wrapping_offset(step_out);
    }
}

/// `n` results of a function of one element.
///
/// # Safety
/// As [`Loop`](crate::Loop), for operands of types `A` and `Op::Out`.
#[inline(never)]
pub(super) unsafe fn unary<Op: Unary<A>, A: Elem>(
    n: usize,
    mut a: *mut u8,
    mut out: *mut u8,
    [step_a, step_out]: [isize; 2],
) {
    for _ in 0..n {
        // SAFETY: the caller vouches for `n` elements of each operand at these strides.
        unsafe {
            let x = a.cast::<A>().read_unaligned();
            out.cast::<Op::Out>().write_unaligned(Op::apply::<Baseline>(x));
        }
        a = a.wrapping_offset(step_a);
        out = out.wrapping_offset(step_out);
    }
}
