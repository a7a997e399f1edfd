//! Reversing the bytes of numbers, for data in the other byte order.
//!
//! An element is one or more units of equal size, each of which is reversed: a complex number has two. The output
//! may be the input.

use crate::isa::{Isa, Kernel, dispatch};

/// Writes `n` elements of `units` units of `unit` bytes each, with the bytes of every unit reversed.
///
/// # Safety
/// `src` must be valid for reads, and `dst` for writes, of `n` elements of `unit * units` bytes at these strides in
/// bytes. The two may be the same elements (same pointer and stride); otherwise no byte of one is part of the other.
pub unsafe fn byteswap(
    unit: usize,
    units: usize,
    n: usize,
    dst: *mut u8,
    dst_stride: isize,
    src: *const u8,
    src_stride: isize,
) {
    let size = (unit * units) as isize;
    if dst_stride == size && src_stride == size {
        // SAFETY: for each call, the caller vouches for `n` elements, which make one run of units.
        return unsafe {
            match unit {
                2 => dispatch(Swap::<2, 32>::new(n * units, dst, src)),
                4 => dispatch(Swap::<4, 16>::new(n * units, dst, src)),
                8 => dispatch(Swap::<8, 8>::new(n * units, dst, src)),
                _ => swap_any(unit, n * units, dst, src),
            }
        };
    }
    for i in 0..n as isize {
        let (dst, src) = (dst.wrapping_offset(i * dst_stride), src.wrapping_offset(i * src_stride));
        // SAFETY: for each call, the caller vouches for element `i`.
        unsafe {
            match unit {
                2 => swap_few::<2>(units, dst, src),
                4 => swap_few::<4>(units, dst, src),
                8 => swap_few::<8>(units, dst, src),
                _ => swap_any(unit, units, dst, src),
            }
        }
    }
}

/// Reverses `units` units of `N` bytes that lie next to each other.
///
/// # Safety
/// `src` and `dst` are valid for as many, and are the same or do not overlap.
#[inline(always)]
unsafe fn swap_few<const N: usize>(units: usize, dst: *mut u8, src: *const u8) {
    for i in 0..units {
        // SAFETY: the caller vouches for the units.
        unsafe {
            let mut bytes = src.add(i * N).cast::<[u8; N]>().read();
            bytes.reverse();
            dst.add(i * N).cast::<[u8; N]>().write(bytes);
        }
    }
}

/// As [`swap_few`], for units of any size.
///
/// # Safety
/// As [`swap_few`].
unsafe fn swap_any(unit: usize, units: usize, dst: *mut u8, src: *const u8) {
    for i in 0..units {
        // SAFETY: the caller vouches for the units; both bytes of a pair are read before either is written.
        unsafe {
            let (dst, src) = (dst.add(i * unit), src.add(i * unit));
            for low in 0..unit.div_ceil(2) {
                let high = unit - 1 - low;
                let (a, b) = (src.add(low).read(), src.add(high).read());
                dst.add(low).write(b);
                dst.add(high).write(a);
            }
        }
    }
}

/// The [`Kernel`] for a run of units of `N` bytes, in blocks of `B` units, one vector.
struct Swap<const N: usize, const B: usize> {
    units: usize,
    dst: *mut u8,
    src: *const u8,
}

impl<const N: usize, const B: usize> Swap<N, B> {
    /// # Safety
    /// As [`swap_few`].
    unsafe fn new(units: usize, dst: *mut u8, src: *const u8) -> Self {
        Self { units, dst, src }
    }
}

impl<const N: usize, const B: usize> Kernel for Swap<N, B> {
    type Out = ();
    #[inline(always)]
    fn run<I: Isa>(self) {
        let whole = self.units / B * B;
        for i in (0..whole).step_by(B) {
            // SAFETY: `new` was promised `units` units, and `i + B` is at most that. The block is read before it
            // is written.
            unsafe {
                let mut block = self.src.add(i * N).cast::<[[u8; N]; B]>().read();
                for unit in &mut block {
                    unit.reverse();
                }
                self.dst.add(i * N).cast::<[[u8; N]; B]>().write(block);
            }
        }
        // SAFETY: the units behind the last block.
        unsafe { swap_few::<N>(self.units - whole, self.dst.add(whole * N), self.src.add(whole * N)) };
    }
}
