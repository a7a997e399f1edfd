//! Limiting elements to an interval: the loops of `maximum` and `minimum`, one after the other on blocks that stay in the
//! first-level cache.
//!
//! NumPy compares with a bound that is the same for all elements in such a way that an element which is equal stays, and with
//! a bound that has elements in such a way that the bound is taken. That shows in the sign of zeros. Of two equal operands
//! both loops give the first, or for some types the second, so here it is a matter of their order.

use super::binary_loop;
use crate::num::Elem;
use crate::ops::Binary;
use core::mem::MaybeUninit;

/// Bytes of a block.
const BLOCK: usize = 4096;

/// The [`Loop`](crate::Loop) of `clip`, where `Max` and `Min` are the greater and the lesser of two.
///
/// # Safety
/// As [`Loop`](crate::Loop), for three inputs and an output of type `T`.
pub unsafe fn clip_loop<Max, Min, T>(n: usize, ptrs: *const *mut u8, strides: *const isize)
where
    T: Elem,
    Max: Binary<T, T, Out = T>,
    Min: Binary<T, T, Out = T>,
{
    // SAFETY: the caller gives one entry per operand, and there are four.
    let ([x, low, high, out], steps) =
        unsafe { (*ptrs.cast::<[*mut u8; 4]>(), *strides.cast::<[isize; 4]>()) };
    let constant = steps[1] == 0 && steps[2] == 0;
    let value_first = constant != T::TIES_LAST;
    let size = size_of::<T>();
    let mut above = MaybeUninit::<[u8; BLOCK]>::uninit();
    let above = above.as_mut_ptr().cast::<u8>();
    for start in (0..n).step_by(BLOCK / size) {
        let count = (BLOCK / size).min(n - start);
        let at = |k: usize, ptr: *mut u8| ptr.wrapping_offset(start as isize * steps[k]);
        let (x, low, high, out) = (at(0, x), at(1, low), at(2, high), at(3, out));
        let order = |bound: (*mut u8, isize), value: (*mut u8, isize), to: (*mut u8, isize)| {
            let (first, second) = if value_first { (value, bound) } else { (bound, value) };
            ([first.0, second.0, to.0], [first.1, second.1, to.1])
        };
        let (one, one_steps) = order((low, steps[1]), (x, steps[0]), (above, size as isize));
        let (two, two_steps) = order((high, steps[2]), (above, size as isize), (out, steps[3]));
        // SAFETY: the caller vouches for the operands; a block of `BLOCK` bytes holds `count` elements. All inputs but the
        // upper bound are read before the output is written, and that is read by the loop that writes it.
        unsafe {
            binary_loop::<Max, T, T>(count, one.as_ptr(), one_steps.as_ptr());
            binary_loop::<Min, T, T>(count, two.as_ptr(), two_steps.as_ptr());
        }
    }
}
