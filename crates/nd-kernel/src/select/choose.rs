//! One of two, element by element: `where(mask, x, y)`.

use super::unit::{Unit, by_size};
use crate::Loop;
use crate::isa::{Isa, Kernel, dispatch};

/// `out[i] = x[i]` where `mask[i]` is true and `y[i]` where it is not. The operands are the mask, `x`, `y` and the
/// output, in this order.
///
/// # Safety
/// Each operand must be valid for `n` elements at its stride: reads of bytes for the mask, of `itemsize` bytes for `x`
/// and `y`, writes for the output. The output may be `x` or `y` exactly, or, for one-byte elements, the mask; it may
/// not overlap them otherwise.
#[doc(alias = "where")]
pub unsafe fn where_select(itemsize: usize, n: usize, ptrs: [*mut u8; 4], strides: [isize; 4]) {
    by_size!(itemsize, unit => {
        let size = unit.size() as isize;
        if strides == [1, size, size, size] {
            dispatch(Contiguous { n, ptrs, unit });
        } else {
            for i in 0..n {
                let [mask, x, y, out] = at(ptrs, strides, i);
                // SAFETY: the caller vouches for element `i`.
                unsafe { unit.select(*mask != 0, out, x, y) };
            }
        }
    })
}

/// Where element `i` of each operand is.
#[inline(always)]
fn at(ptrs: [*mut u8; 4], strides: [isize; 4], i: usize) -> [*mut u8; 4] {
    core::array::from_fn(|k| ptrs[k].wrapping_offset(i as isize * strides[k]))
}

/// The [`Loop`] of [`where_select`] for elements of 1, 2, 4, 8 or 16 bytes.
pub fn where_loop(itemsize: usize) -> Option<Loop> {
    match itemsize {
        1 => Some(select_loop::<1>),
        2 => Some(select_loop::<2>),
        4 => Some(select_loop::<4>),
        8 => Some(select_loop::<8>),
        16 => Some(select_loop::<16>),
        _ => None,
    }
}

unsafe fn select_loop<const SIZE: usize>(n: usize, ptrs: *const *mut u8, strides: *const isize) {
    // SAFETY: the contract of `Loop` for four operands is that of `where_select`.
    unsafe { where_select(SIZE, n, ptrs.cast::<[_; 4]>().read(), strides.cast::<[_; 4]>().read()) }
}

/// Contiguous operands, compiled per level.
struct Contiguous<U> {
    n: usize,
    ptrs: [*mut u8; 4],
    unit: U,
}

impl<U: Unit> Kernel for Contiguous<U> {
    type Out = ();
    #[inline(always)]
    fn run<I: Isa>(self) {
        let i = self.blocks::<32>(0);
        self.blocks::<1>(i);
    }
}

impl<U: Unit> Contiguous<U> {
    /// Runs blocks of `N` from `i` while whole ones are left, and gives the place where it stopped.
    #[inline(always)]
    fn blocks<const N: usize>(&self, mut i: usize) -> usize {
        let [mask, x, y, out] = self.ptrs;
        let size = self.unit.size();
        while self.n - i >= N {
            // SAFETY: `where_select` makes this value of operands that are valid for `n` contiguous elements.
            unsafe {
                self.unit.select_block::<N>(mask.add(i), out.add(i * size), x.add(i * size), y.add(i * size));
            }
            i += N;
        }
        i
    }
}
