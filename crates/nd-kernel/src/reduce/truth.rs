//! Truth over a run: any, all, how many.
//!
//! An element is true if it is not zero; NaN is true, and a complex number is if either part is.

use core::marker::PhantomData;

use crate::isa::{Isa, Kernel, dispatch};
use crate::mem::{load, store};
use crate::{Bool8, Complex, Elem, Num, f16};

/// A yes-or-no question about a run.
///
/// # Safety
/// `x` must be valid for reads of `n` elements at `stride` bytes.
pub type Test = unsafe fn(n: usize, x: *const u8, stride: isize) -> bool;

/// A count over a run.
///
/// # Safety
/// As [`Test`].
pub type Count = unsafe fn(n: usize, x: *const u8, stride: isize) -> usize;

/// Whether any element is true. Stops at the first block that has one.
pub fn any(num: Num) -> Test {
    crate::dispatch!(num, T by bits => any_true::<T>)
}

/// Whether every element is true. Stops at the first block that has one that is not.
pub fn all(num: Num) -> Test {
    crate::dispatch!(num, T by bits => all_true::<T>)
}

/// How many elements are true.
pub fn count_nonzero(num: Num) -> Count {
    crate::dispatch!(num, T by bits => count_true::<T>)
}

/// An element type that is true or false.
trait Truth: Elem {
    fn truth(self) -> bool;
}

// $t: an integer.
macro_rules! truth_int {
    ($($t:ty),*) => { $(
        impl Truth for $t {
            #[inline(always)]
            fn truth(self) -> bool { self != 0 }
        }
    )* };
}
truth_int!(i8, u8, i16, u16, i32, u32, i64, u64);

// $t: a float; $bits: the unsigned integer of its size, in which both zeros are 0 after a shift and compares are cheap.
macro_rules! truth_float {
    ($($t:ty as $bits:ty),*) => { $(
        impl Truth for $t {
            #[inline(always)]
            fn truth(self) -> bool { self.to_bits() << 1 != (0 as $bits) }
        }
    )* };
}
truth_float!(f16 as u16, f32 as u32, f64 as u64);

impl Truth for Bool8 {
    #[inline(always)]
    fn truth(self) -> bool {
        self.get()
    }
}

impl<P: Truth> Truth for Complex<P>
where
    Complex<P>: Elem,
{
    #[inline(always)]
    fn truth(self) -> bool {
        self.re.truth() | self.im.truth()
    }
}

/// Whether an element with the truth value `wanted` is among the run.
struct Contains<T> {
    n: usize,
    x: *const u8,
    wanted: bool,
    elem: PhantomData<T>,
}

impl<T: Truth> Contains<T> {
    /// # Safety
    /// `x` must be valid for reads of `n` elements at `stride` bytes.
    #[inline(always)]
    unsafe fn find(self, stride: isize) -> bool {
        // SAFETY: called with `i < n` only.
        let hit = |i: usize| unsafe { load::<T>(self.x.offset(i as isize * stride)) }.truth() == self.wanted;
        let mut i = 0;
        // Short blocks first: they answer at once where the answer is at the front.
        while i + 16 <= self.n.min(64) {
            if (0..16).fold(false, |any, j| any | hit(i + j)) {
                return true;
            }
            i += 16;
        }
        while i + 128 <= self.n {
            if (0..128).fold(false, |any, j| any | hit(i + j)) {
                return true;
            }
            i += 128;
        }
        while i + 16 <= self.n {
            if (0..16).fold(false, |any, j| any | hit(i + j)) {
                return true;
            }
            i += 16;
        }
        (i..self.n).any(hit)
    }
}

impl<T: Truth> Kernel for Contains<T> {
    type Out = bool;
    #[inline(always)]
    fn run<I: Isa>(self) -> bool {
        // SAFETY: `contains` makes this value of a run whose stride is the element size.
        unsafe { self.find(size_of::<T>() as isize) }
    }
}

/// # Safety
/// As [`Test`].
#[inline(always)]
unsafe fn contains<T: Truth>(n: usize, x: *const u8, stride: isize, wanted: bool) -> bool {
    let contains = Contains::<T> { n, x, wanted, elem: PhantomData };
    if stride == size_of::<T>() as isize {
        dispatch(contains)
    } else {
        // SAFETY: the caller vouches for the run.
        unsafe { contains.find(stride) }
    }
}

unsafe fn any_true<T: Truth>(n: usize, x: *const u8, stride: isize) -> bool {
    // SAFETY: the contract of `Test`.
    unsafe { contains::<T>(n, x, stride, true) }
}

unsafe fn all_true<T: Truth>(n: usize, x: *const u8, stride: isize) -> bool {
    // SAFETY: the contract of `Test`.
    unsafe { !contains::<T>(n, x, stride, false) }
}

struct CountTrue<T> {
    n: usize,
    x: *const u8,
    elem: PhantomData<T>,
}

impl<T: Truth> CountTrue<T> {
    /// # Safety
    /// `x` must be valid for reads of `n` elements at `stride` bytes.
    #[inline(always)]
    unsafe fn count(self, stride: isize) -> usize {
        let mut total = 0;
        let mut start = 0;
        while start < self.n {
            // Byte counters keep as many lanes as there are bytes in a vector, and overflow after 255 additions each;
            // a block of 128 elements cannot overflow one even if the compiler uses a single lane.
            let len = (self.n - start).min(128);
            let mut count = 0u8;
            for i in start..start + len {
                // SAFETY: `i < n`.
                count += unsafe { load::<T>(self.x.offset(i as isize * stride)) }.truth() as u8;
            }
            total += count as usize;
            start += len;
        }
        total
    }
}

impl<T: Truth> Kernel for CountTrue<T> {
    type Out = usize;
    #[inline(always)]
    fn run<I: Isa>(self) -> usize {
        // SAFETY: `count_true` makes this value of a run whose stride is the element size.
        unsafe { self.count(size_of::<T>() as isize) }
    }
}

unsafe fn count_true<T: Truth>(n: usize, x: *const u8, stride: isize) -> usize {
    let count = CountTrue::<T> { n, x, elem: PhantomData };
    if stride == size_of::<T>() as isize {
        dispatch(count)
    } else {
        // SAFETY: the contract of `Count`.
        unsafe { count.count(stride) }
    }
}

/// The `reduce` of `logical_and`.
pub(super) unsafe fn reduce_and(n: usize, x: *const u8, stride: isize, acc: *mut u8) {
    // SAFETY: the contract of `Reduce`.
    unsafe {
        let start = load::<Bool8>(acc).get();
        store(acc, Bool8::new(start && all_true::<Bool8>(n, x, stride)));
    }
}

/// The `reduce` of `logical_or`.
pub(super) unsafe fn reduce_or(n: usize, x: *const u8, stride: isize, acc: *mut u8) {
    // SAFETY: the contract of `Reduce`.
    unsafe {
        let start = load::<Bool8>(acc).get();
        store(acc, Bool8::new(start || any_true::<Bool8>(n, x, stride)));
    }
}
