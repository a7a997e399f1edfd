//! Folds that go through a run in order with the accumulator in a register.
//!
//! This is the whole of `scan`, and the `reduce` of every operation that has no faster order: for an associative
//! operation on integers the compiler splits the contiguous loop into several vector accumulators by itself, with
//! cheap prologues, so that a short row stays cheap; for anything else the order is the result.

use core::marker::PhantomData;

use crate::bfloat16::Half;
use crate::isa::{Baseline, Isa, Kernel, dispatch};
use crate::mem::{load, store};
use crate::ops::Binary;
use crate::select::fold_at;
use crate::{Elem, Fold};

/// The folds of any operation whose operands and result share one type, in strict order:
/// `((acc ⊕ x[0]) ⊕ x[1]) ⊕ ...`.
///
/// ```
/// use nd_kernel::{ops, reduce};
/// let (x, mut acc) = ([1.0f64, 2.0], 10.0f64);
/// let fold = reduce::in_order::<ops::Sub, f64>();
/// // SAFETY: the pointers are those of live values of these types.
/// unsafe { (fold.reduce)(2, x.as_ptr().cast(), 8, (&raw mut acc).cast()) };
/// assert_eq!(acc, 7.0);
/// ```
pub const fn in_order<O: Binary<T, Out = T>, T: Elem>() -> Fold {
    Fold { reduce: reduce::<O, T>, scan: scan::<O, T>, lanes: None, at: fold_at::<O, T> }
}

/// The folds of an `O` that may be regrouped without changing the result (integers, logic).
pub(super) const fn regrouped<O: Binary<T, Out = T>, T: Elem>() -> Fold {
    Fold { reduce: reduce_regrouped::<O, T>, scan: scan::<O, T>, lanes: None, at: fold_at::<O, T> }
}

/// `acc ⊕ x[0] ⊕ ... ⊕ x[n - 1]` from the left.
///
/// # Safety
/// `x` must be valid for reads of `n` elements at `stride` bytes.
#[inline(always)]
unsafe fn run<I: Isa, O: Binary<T, Out = T>, T: Elem>(
    n: usize,
    x: *const u8,
    stride: isize,
    mut acc: T,
) -> T {
    for i in 0..n {
        // SAFETY: `i < n`, and the caller vouches for `n` elements.
        acc = O::apply::<I>(acc, unsafe { load(x.offset(i as isize * stride)) });
    }
    acc
}

unsafe fn reduce<O: Binary<T, Out = T>, T: Elem>(n: usize, x: *const u8, stride: isize, acc: *mut u8) {
    // SAFETY: the contract of `Reduce` is that of `run`, `load` and `store`.
    unsafe { store(acc, run::<Baseline, O, T>(n, x, stride, load(acc))) }
}

/// The folds of 16-bit floats: a run is folded in `f32` and rounded once, as NumPy does it for float16.
pub(super) const fn half<O: Binary<f32, Out = f32> + Binary<H, Out = H>, H: Half>() -> Fold {
    Fold { reduce: reduce_half::<O, H>, ..in_order::<O, H>() }
}

unsafe fn reduce_half<O: Binary<f32, Out = f32>, H: Half>(
    n: usize,
    x: *const u8,
    stride: isize,
    acc: *mut u8,
) {
    // SAFETY: the contract of `Reduce`.
    unsafe {
        let mut running = load::<H>(acc).widen();
        for i in 0..n as isize {
            running = O::apply::<Baseline>(running, load::<H>(x.offset(i * stride)).widen());
        }
        store(acc, H::narrow(running));
    }
}

/// A contiguous run, compiled per level.
struct Contiguous<O, T> {
    n: usize,
    x: *const u8,
    acc: T,
    op: PhantomData<O>,
}

impl<O: Binary<T, Out = T>, T: Elem> Kernel for Contiguous<O, T> {
    type Out = T;
    #[inline(always)]
    fn run<I: Isa>(self) -> T {
        // SAFETY: `reduce_regrouped` makes this value from a run whose stride is the element size.
        unsafe { run::<I, O, T>(self.n, self.x, size_of::<T>() as isize, self.acc) }
    }
}

unsafe fn reduce_regrouped<O: Binary<T, Out = T>, T: Elem>(
    n: usize,
    x: *const u8,
    stride: isize,
    acc: *mut u8,
) {
    // SAFETY: the contract of `Reduce`.
    unsafe {
        let start = load(acc);
        let result = if stride == size_of::<T>() as isize {
            dispatch(Contiguous::<O, T> { n, x, acc: start, op: PhantomData })
        } else {
            run::<Baseline, O, T>(n, x, stride, start)
        };
        store(acc, result);
    }
}

unsafe fn scan<O: Binary<T, Out = T>, T: Elem>(
    n: usize,
    x: *const u8,
    stride: isize,
    acc: *mut u8,
    out: *mut u8,
    out_stride: isize,
) {
    // SAFETY: the contract of `Scan`; each element is read before the output at its position is written.
    unsafe {
        let mut running: T = load(acc);
        for i in 0..n as isize {
            running = O::apply::<Baseline>(running, load(x.offset(i * stride)));
            store(out.offset(i * out_stride), running);
        }
        store(acc, running);
    }
}
