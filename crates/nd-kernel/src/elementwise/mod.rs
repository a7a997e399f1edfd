//! The loops of elementwise functions: one body per layout of the operands.
//!
//! - All operands contiguous, or an input one repeated element: `block`, compiled for every instruction set.
//! - Anything else, and functions that do not vectorise: `strided`, compiled once for the baseline.
//! - Functions that cost more than a copy gather strided operands into blocks.
//! - Operands of bfloat16 go `through` the loops of `f32`.
//!
//! [`binary_loop`], [`unary_loop`] and [`gathered_unary_loop`] choose between them and are what a [`Loop`](crate::Loop) points to.
//! Functions of two results ([`pair_loop`], [`pair_of_two_loop`]) go element by element.

mod block;
mod clip;
mod strided;
mod through;

use crate::copy::copy_strided;
use crate::isa::{dispatch, dispatch_cheap};
use crate::num::Elem;
use crate::ops::{Binary, Pair, PairOfTwo, Unary};
use block::{BinaryBlocks, Input, UnaryBlocks};
pub(crate) use block::{PAST_CACHE, keep_apart};
use bytemuck::Zeroable as _;
pub use clip::clip_loop;
pub(crate) use through::{
    through_binary_loop, through_clip_loop, through_gathered_unary_loop, through_unary_loop,
};

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
        let blocks = unsafe { BinaryBlocks::<Op, A, B>::new(n, inputs, out) };
        return dispatch_cheap(n * size_of::<Op::Out>(), blocks);
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
        let blocks = unsafe { UnaryBlocks::<Op, A>::new(n, a, out) };
        return dispatch_cheap(n * size_of::<Op::Out>(), blocks);
    }
    // SAFETY: the caller's contract is the contract of the strided body.
    unsafe { strided::unary::<Op, A>(n, a, out, steps) }
}

/// Elements that [`gathered_unary_loop`] brings together at a time.
const GATHERED: usize = 128;

/// The [`Loop`](crate::Loop) of a function of one element that costs more than a copy, and whose last bit may depend on
/// the instruction set: every element goes through the same body, wherever it lies.
///
/// # Safety
/// As [`Loop`](crate::Loop), for operands of types `A` and `Op::Out`.
pub unsafe fn gathered_unary_loop<Op: Unary<A>, A: Elem>(
    n: usize,
    ptrs: *const *mut u8,
    strides: *const isize,
) {
    // SAFETY: the caller gives one entry per operand, and there are two.
    let ([a, out], [step_a, step_out]) =
        unsafe { (*ptrs.cast::<[*mut u8; 2]>(), *strides.cast::<[isize; 2]>()) };
    let (size_a, size_out) = (size_of::<A>(), size_of::<Op::Out>());
    if step_a == size_a as isize && step_out == size_out as isize {
        // SAFETY: the caller vouches for `n` elements of each operand.
        return dispatch(unsafe { UnaryBlocks::<Op, A>::new(n, a, out) });
    }
    let mut near = [A::zeroed(); GATHERED];
    let mut done = [Op::Out::zeroed(); GATHERED];
    let (near, done) = (near.as_mut_ptr().cast::<u8>(), done.as_mut_ptr().cast::<u8>());
    for start in (0..n).step_by(GATHERED) {
        let count = GATHERED.min(n - start);
        // Wrapping, because a repeated operand may not have an element there.
        let from = a.wrapping_offset(start as isize * step_a);
        let to = out.wrapping_offset(start as isize * step_out);
        // SAFETY: the caller vouches for the strided elements; the arrays hold `GATHERED` elements. All inputs of a
        // block are read before its outputs are written.
        unsafe {
            copy_strided(size_a, count, near, size_a as isize, from, step_a);
            dispatch(UnaryBlocks::<Op, A>::new(count, near, done));
            copy_strided(size_out, count, to, step_out, done, size_out as isize);
        }
    }
}

/// The [`Loop`](crate::Loop) of a function of one element with two results. Every element is read before its results are
/// written, so either output may be the input.
///
/// # Safety
/// As [`Loop`](crate::Loop), for operands of types `A`, `Op::First` and `Op::Second`.
pub unsafe fn pair_loop<Op: Pair<A>, A: Elem>(n: usize, ptrs: *const *mut u8, strides: *const isize) {
    // SAFETY: the caller gives one entry per operand, and there are three.
    let ([a, first, second], steps) =
        unsafe { (*ptrs.cast::<[*mut u8; 3]>(), *strides.cast::<[isize; 3]>()) };
    for i in 0..n as isize {
        // SAFETY: the caller vouches for `n` elements of each operand at these strides.
        unsafe {
            let (x, y) = Op::apply(a.offset(i * steps[0]).cast::<A>().read_unaligned());
            first.offset(i * steps[1]).cast::<Op::First>().write_unaligned(x);
            second.offset(i * steps[2]).cast::<Op::Second>().write_unaligned(y);
        }
    }
}

/// The [`Loop`](crate::Loop) of a function of two elements with two results; see [`pair_loop`].
///
/// # Safety
/// As [`Loop`](crate::Loop), for operands of types `A`, `A`, `Op::First` and `Op::Second`.
pub unsafe fn pair_of_two_loop<Op: PairOfTwo<A>, A: Elem>(
    n: usize,
    ptrs: *const *mut u8,
    strides: *const isize,
) {
    // SAFETY: the caller gives one entry per operand, and there are four.
    let ([a, b, first, second], steps) =
        unsafe { (*ptrs.cast::<[*mut u8; 4]>(), *strides.cast::<[isize; 4]>()) };
    for i in 0..n as isize {
        // SAFETY: the caller vouches for `n` elements of each operand at these strides.
        unsafe {
            let a = a.offset(i * steps[0]).cast::<A>().read_unaligned();
            let b = b.offset(i * steps[1]).cast::<A>().read_unaligned();
            let (x, y) = Op::apply(a, b);
            first.offset(i * steps[2]).cast::<Op::First>().write_unaligned(x);
            second.offset(i * steps[3]).cast::<Op::Second>().write_unaligned(y);
        }
    }
}

/// The [`Loop`](crate::Loop) of a test whose answer is the same for every element of the type.
///
/// # Safety
/// As [`Loop`](crate::Loop), for one input, which is not read, and an output of booleans.
pub unsafe fn constant_loop<const ANSWER: bool>(n: usize, ptrs: *const *mut u8, strides: *const isize) {
    // SAFETY: the caller gives one entry per operand, and there are two.
    let (out, step) = unsafe { (*ptrs.add(1), *strides.add(1)) };
    if step == 1 {
        // SAFETY: the caller vouches for `n` booleans.
        return unsafe { core::ptr::write_bytes(out, ANSWER.into(), n) };
    }
    for i in 0..n as isize {
        // SAFETY: as above, at this stride.
        unsafe { *out.offset(i * step) = ANSWER.into() };
    }
}
