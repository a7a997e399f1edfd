//! Loops of bfloat16 that are those of `f32`, between conversions.
//!
//! float16 has bodies of its own for every function and instruction set. bfloat16 takes what `f32` has: operands are widened
//! into a piece of the stack by the casting loops, a few hundred at a time, and the results narrowed from there. Everything
//! stays in the first-level cache, a conversion is a shift or an addition, and no function is compiled once more.

use super::{binary_loop, clip_loop, gathered_unary_loop, unary_loop};
use crate::cast::cast;
use crate::contract::Loop;
use crate::num::{Elem, Num};
use crate::ops::{Binary, Unary};
use core::mem::MaybeUninit;

/// Elements that go through the stack at a time.
const NEAR: usize = 512;
/// The stride of packed `f32`.
const WIDE: isize = 4;

/// [`binary_loop`] for bfloat16.
///
/// # Safety
/// As [`Loop`], for two operands of bfloat16, and one of bfloat16 if `Op::Out` is `f32`, else of that.
pub(crate) unsafe fn through_binary_loop<Op: Binary<f32>>(
    n: usize,
    ptrs: *const *mut u8,
    strides: *const isize,
) {
    // SAFETY: the caller's contract, and the loop is one of `f32`.
    unsafe { through::<3>(binary_loop::<Op, f32, f32>, Op::Out::NUM, n, ptrs, strides) }
}

/// [`unary_loop`] for bfloat16.
///
/// # Safety
/// As [`through_binary_loop`], for one input.
pub(crate) unsafe fn through_unary_loop<Op: Unary<f32>>(
    n: usize,
    ptrs: *const *mut u8,
    strides: *const isize,
) {
    // SAFETY: as above.
    unsafe { through::<2>(unary_loop::<Op, f32>, Op::Out::NUM, n, ptrs, strides) }
}

/// [`gathered_unary_loop`] for bfloat16.
///
/// # Safety
/// As [`through_unary_loop`].
pub(crate) unsafe fn through_gathered_unary_loop<Op: Unary<f32>>(
    n: usize,
    ptrs: *const *mut u8,
    strides: *const isize,
) {
    // SAFETY: as above.
    unsafe { through::<2>(gathered_unary_loop::<Op, f32>, Op::Out::NUM, n, ptrs, strides) }
}

/// [`clip_loop`] for bfloat16.
///
/// # Safety
/// As [`Loop`], for three inputs and an output of bfloat16.
pub(crate) unsafe fn through_clip_loop<Max, Min>(n: usize, ptrs: *const *mut u8, strides: *const isize)
where
    Max: Binary<f32, Out = f32>,
    Min: Binary<f32, Out = f32>,
{
    // SAFETY: as above.
    unsafe { through::<4>(clip_loop::<Max, Min, f32>, Num::F32, n, ptrs, strides) }
}

/// Runs a loop of `f32` with `K` operands, the last of which is an output of type `out`, on operands of bfloat16. An output
/// that is not `f32` is written where it lies.
///
/// # Safety
/// `run` is such a loop. Otherwise as [`Loop`], for `K` operands.
unsafe fn through<const K: usize>(
    run: Loop,
    out: Num,
    n: usize,
    ptrs: *const *mut u8,
    strides: *const isize,
) {
    // SAFETY: the caller gives one entry per operand.
    let (ptrs, steps) = unsafe { (*ptrs.cast::<[*mut u8; K]>(), *strides.cast::<[isize; K]>()) };
    let mut near = [MaybeUninit::<[f32; NEAR]>::uninit(); K];
    let narrows = out == Num::F32;
    // A fold reads what the element before it wrote.
    let most = if steps[K - 1] == 0 { 1 } else { NEAR };
    for start in (0..n).step_by(most) {
        let count = most.min(n - start);
        let at = |k: usize| ptrs[k].wrapping_offset(start as isize * steps[k]);
        let (mut wide, mut wide_steps) = ([core::ptr::null_mut::<u8>(); K], [WIDE; K]);
        for k in 0..K {
            wide[k] = near[k].as_mut_ptr().cast();
            if k == K - 1 {
                break;
            }
            // One element stands for all.
            let many = if steps[k] == 0 { 1 } else { count };
            // SAFETY: the caller vouches for the operand's elements, and a piece holds `NEAR`.
            unsafe { cast(Num::BF16, Num::F32)(many, [at(k), wide[k]].as_ptr(), [steps[k], WIDE].as_ptr()) };
            if steps[k] == 0 {
                wide_steps[k] = 0;
            }
        }
        if !narrows {
            (wide[K - 1], wide_steps[K - 1]) = (at(K - 1), steps[K - 1]);
        }
        // SAFETY: inputs are pieces that were filled, and the output is another or the caller's. All elements of an input
        // are read before the output is written.
        unsafe {
            run(count, wide.as_ptr(), wide_steps.as_ptr());
            if narrows {
                let to = [wide[K - 1], at(K - 1)];
                cast(Num::F32, Num::BF16)(count, to.as_ptr(), [WIDE, steps[K - 1]].as_ptr());
            }
        }
    }
}
