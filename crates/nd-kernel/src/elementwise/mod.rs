//! The loops of elementwise functions: one body per layout of the operands.
//!
//! - All operands contiguous, or an input one repeated element: `block`, compiled for every instruction set.
//! - Anything else, and functions that do not vectorise: `strided`, compiled once for the baseline.
//!
//! [`binary_loop`] and [`unary_loop`] choose between them and are what a [`Loop`](crate::Loop) points to.

mod block;
mod strided;

use crate::isa::dispatch;
use crate::num::Elem;
use crate::ops::{Binary, Unary};
use block::{BinaryBlocks, Input, UnaryBlocks};

/// The [`Loop`](crate::Loop) of a function of two elements.
///
/// # Safety
/// As [`Loop`](crate::Loop), for operands of types `A`, `B` and `Op::Out`.
pub unsafe fn binary_loop<Op: Binary<A, B>, A: Elem, B: Elem>(
    n: usize,
    ptrs: *const *mut u8,
    strides: *const isize,
) {
    // SAFETY: the caller gives one entry per operand, and there are three.
    let ([a, b, out], steps) = unsafe { (*ptrs.cast::<[*mut u8; 3]>(), *strides.cast::<[isize; 3]>()) };
    let [step_a, step_b, step_out] = steps;
    let in_blocks = (step_a == size_of::<A>() as isize || step_a == 0)
        && (step_b == size_of::<B>() as isize || step_b == 0)
        && step_out == size_of::<Op::Out>() as isize;
    if Op::VECTOR && in_blocks && n > 1 {
        let inputs = [Input { ptr: a, repeat: step_a == 0 }, Input { ptr: b, repeat: step_b == 0 }];
        // SAFETY: the caller vouches for `n` elements of each operand, of which a repeated one is always the first.
        return dispatch(unsafe { BinaryBlocks::<Op, A, B>::new(n, inputs, out) });
    }
    // SAFETY: the caller's contract is the contract of the strided body.
    unsafe { strided::binary::<Op, A, B>(n, [a, b], out, steps) }
}

/// The [`Loop`](crate::Loop) of a function of one element.
///
/// # Safety
/// As [`Loop`](crate::Loop), for operands of types `A` and `Op::Out`.
pub unsafe fn unary_loop<Op: Unary<A>, A: Elem>(n: usize, ptrs: *const *mut u8, strides: *const isize) {
    // SAFETY: the caller gives one entry per operand, and there are two.
    let ([a, out], steps) = unsafe { (*ptrs.cast::<[*mut u8; 2]>(), *strides.cast::<[isize; 2]>()) };
    let [step_a, step_out] = steps;
    let contiguous = step_a == size_of::<A>() as isize && step_out == size_of::<Op::Out>() as isize;
    if Op::VECTOR && contiguous && n > 1 {
        // SAFETY: the caller vouches for `n` elements of each operand.
        return dispatch(unsafe { UnaryBlocks::<Op, A>::new(n, a, out) });
    }
    // SAFETY: the caller's contract is the contract of the strided body.
    unsafe { strided::unary::<Op, A>(n, a, out, steps) }
}
