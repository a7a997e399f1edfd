//! The loops of functions that are computed in `f64` whatever the float type: one body per function and instruction set.
//!
//! Contiguous doubles are read and written where they lie. Any other operand goes through a piece of the stack, into
//! which the casting loops gather and convert it, so that neither types nor layouts multiply the bodies, which are long.
//! A last block that is not full is filled up: every element goes through the same instructions, wherever it lies.

use crate::cast::cast;
use crate::elementwise::keep_apart;
use crate::isa::{Isa, Kernel, dispatch};
use crate::{Elem, Num};
use core::marker::PhantomData;

/// Elements in a block: two vectors of AVX-512, so that one computes while the other waits.
const BLOCK: usize = 16;
/// Elements in a block of a function of two.
const BLOCK_OF_TWO: usize = 32;
/// Elements that go through the stack at a time.
const NEAR: usize = 128;
/// The stride of doubles that lie next to each other.
const STEP: isize = 8;

/// A function of one double.
pub(super) trait Function: 'static {
    /// The results of a block.
    fn block<I: Isa, const N: usize>(x: &[f64; N]) -> [f64; N];
}

/// A function of two doubles.
pub(super) trait FunctionOfTwo: 'static {
    /// The results of a block.
    fn block<I: Isa, const N: usize>(x: &[f64; N], y: &[f64; N]) -> [f64; N];
}

/// `count` doubles from `from` at the start of a block; the rest is 1.
///
/// # Safety
/// `from` is valid for reads of `count <= N` doubles.
#[inline(always)]
unsafe fn load<const N: usize>(from: *const f64, count: usize) -> [f64; N] {
    if count == N {
        // SAFETY: the caller vouches for a whole block.
        return unsafe { from.cast::<[f64; N]>().read_unaligned() };
    }
    let mut block = [1.0; N];
    // SAFETY: the caller vouches for `count` doubles, which are bytes here.
    unsafe { core::ptr::copy_nonoverlapping(from.cast::<u8>(), block.as_mut_ptr().cast(), count * 8) };
    block
}

/// Stores the first `count` of a block.
///
/// # Safety
/// `to` is valid for writes of `count <= N` doubles.
#[inline(always)]
unsafe fn store<const N: usize>(to: *mut f64, block: [f64; N], count: usize) {
    if count == N {
        // SAFETY: the caller vouches for a whole block.
        return unsafe { to.cast::<[f64; N]>().write_unaligned(block) };
    }
    // SAFETY: the caller vouches for `count` doubles, which are bytes here.
    unsafe { core::ptr::copy_nonoverlapping(block.as_ptr().cast::<u8>(), to.cast(), count * 8) };
}

/// A function over contiguous doubles.
struct Blocks<F> {
    n: usize,
    x: *const f64,
    out: *mut f64,
    function: PhantomData<F>,
}

impl<F: Function> Blocks<F> {
    /// # Safety
    /// `x` is valid for reads and `out` for writes of `n` doubles; they may be the same.
    unsafe fn new(n: usize, x: *const u8, out: *mut u8) -> Self {
        Self { n, x: x.cast(), out: out.cast(), function: PhantomData }
    }
}

impl<F: Function> Kernel for Blocks<F> {
    type Out = ();
    #[inline(always)]
    fn run<I: Isa>(self) {
        let mut i = 0;
        while i < self.n {
            keep_apart();
            let count = BLOCK.min(self.n - i);
            // SAFETY: `new` was promised `n` doubles, and `i + count <= n`.
            unsafe {
                let x = load(self.x.byte_add(8 * i), count);
                store(self.out.byte_add(8 * i), F::block::<I, BLOCK>(&x), count);
            }
            i += count;
        }
    }
}

/// The [`Loop`](crate::Loop) of a function for elements of type `T`.
///
/// # Safety
/// As [`Loop`](crate::Loop), for two operands of type `T`.
pub(super) unsafe fn function_loop<F: Function, T: Elem>(
    n: usize,
    ptrs: *const *mut u8,
    strides: *const isize,
) {
    // SAFETY: the caller gives one entry per operand, and there are two.
    let ([x, out], [step_x, step_out]) =
        unsafe { (*ptrs.cast::<[*mut u8; 2]>(), *strides.cast::<[isize; 2]>()) };
    if T::NUM == Num::F64 && step_x == STEP && step_out == STEP {
        // SAFETY: the caller vouches for `n` elements of each operand.
        return dispatch(unsafe { Blocks::<F>::new(n, x, out) });
    }
    let mut near = [0f64; NEAR];
    let near = near.as_mut_ptr().cast::<u8>();
    for start in (0..n).step_by(NEAR) {
        let count = NEAR.min(n - start);
        // SAFETY: the caller vouches for the strided elements, and `near` holds `NEAR` doubles. All inputs of a piece
        // are read before its outputs are written.
        unsafe {
            gather::<T>(count, x.wrapping_offset(start as isize * step_x), step_x, near);
            dispatch(Blocks::<F>::new(count, near, near));
            scatter::<T>(count, near, out.wrapping_offset(start as isize * step_out), step_out);
        }
    }
}

/// `count` elements of type `T` as doubles.
///
/// # Safety
/// They exist at this stride, and `near` is valid for writes of as many doubles.
#[inline]
unsafe fn gather<T: Elem>(count: usize, from: *mut u8, step: isize, near: *mut u8) {
    // SAFETY: the caller's contract is that of the cast.
    unsafe { cast(T::NUM, Num::F64)(count, [from, near].as_ptr(), [step, STEP].as_ptr()) }
}

/// The inverse of [`gather`].
///
/// # Safety
/// As [`gather`], the other way round.
#[inline]
unsafe fn scatter<T: Elem>(count: usize, near: *mut u8, to: *mut u8, step: isize) {
    // SAFETY: the caller's contract is that of the cast.
    unsafe { cast(Num::F64, T::NUM)(count, [near, to].as_ptr(), [STEP, step].as_ptr()) }
}

/// A function of two over contiguous doubles.
struct BlocksOfTwo<F> {
    n: usize,
    x: *const f64,
    y: *const f64,
    out: *mut f64,
    function: PhantomData<F>,
}

impl<F: FunctionOfTwo> BlocksOfTwo<F> {
    /// # Safety
    /// `x` and `y` are valid for reads and `out` for writes of `n` doubles; `out` may be an input.
    unsafe fn new(n: usize, [x, y]: [*mut u8; 2], out: *mut u8) -> Self {
        Self { n, x: x.cast(), y: y.cast(), out: out.cast(), function: PhantomData }
    }
}

impl<F: FunctionOfTwo> Kernel for BlocksOfTwo<F> {
    type Out = ();
    #[inline(always)]
    fn run<I: Isa>(self) {
        let mut i = 0;
        while i < self.n {
            keep_apart();
            let count = BLOCK_OF_TWO.min(self.n - i);
            // SAFETY: `new` was promised `n` doubles, and `i + count <= n`.
            unsafe {
                let (x, y) = (load(self.x.byte_add(8 * i), count), load(self.y.byte_add(8 * i), count));
                store(self.out.byte_add(8 * i), F::block::<I, BLOCK_OF_TWO>(&x, &y), count);
            }
            i += count;
        }
    }
}

/// The [`Loop`](crate::Loop) of a function of two for elements of type `T`.
///
/// # Safety
/// As [`Loop`](crate::Loop), for three operands of type `T`.
pub(super) unsafe fn function_of_two_loop<F: FunctionOfTwo, T: Elem>(
    n: usize,
    ptrs: *const *mut u8,
    strides: *const isize,
) {
    // SAFETY: the caller gives one entry per operand, and there are three.
    let ([x, y, out], [step_x, step_y, step_out]) =
        unsafe { (*ptrs.cast::<[*mut u8; 3]>(), *strides.cast::<[isize; 3]>()) };
    if T::NUM == Num::F64 && step_x == STEP && step_y == STEP && step_out == STEP {
        // SAFETY: the caller vouches for `n` elements of each operand.
        return dispatch(unsafe { BlocksOfTwo::<F>::new(n, [x, y], out) });
    }
    let (mut near_x, mut near_y) = ([0f64; NEAR], [0f64; NEAR]);
    let (near_x, near_y) = (near_x.as_mut_ptr().cast::<u8>(), near_y.as_mut_ptr().cast::<u8>());
    // A fold reads what the element before it wrote.
    let most = if step_out == 0 { 1 } else { NEAR };
    for start in (0..n).step_by(most) {
        let count = most.min(n - start);
        let at = |p: *mut u8, step: isize| p.wrapping_offset(start as isize * step);
        // SAFETY: the caller vouches for the strided elements, and the pieces hold `NEAR` doubles. All inputs of a
        // piece are read before its outputs are written.
        unsafe {
            gather::<T>(count, at(x, step_x), step_x, near_x);
            gather::<T>(count, at(y, step_y), step_y, near_y);
            dispatch(BlocksOfTwo::<F>::new(count, [near_x, near_y], near_x));
            scatter::<T>(count, near_x, at(out, step_out), step_out);
        }
    }
}
