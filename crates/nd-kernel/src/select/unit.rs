//! The sizes of elements that are moved whole.

use core::hint::select_unpredictable;
use core::marker::PhantomData;

/// How elements of one size are moved.
pub(super) trait Unit: Copy {
    /// Bytes in an element.
    fn size(self) -> usize;

    /// Copies an element.
    ///
    /// # Safety
    /// `src` must be valid for reads and `dst` for writes of one element. They may be the same, but not overlap
    /// otherwise.
    unsafe fn copy(self, dst: *mut u8, src: *const u8);

    /// Copies `yes` or `no`, without a branch where the size is known: the choice is data, and half of all branches on
    /// a random mask are mispredicted.
    ///
    /// # Safety
    /// As [`Unit::copy`], for both.
    unsafe fn select(self, choice: bool, dst: *mut u8, yes: *const u8, no: *const u8);

    /// [`Unit::select`] for `N` contiguous elements and mask bytes. Everything is read before anything is written, so
    /// that the output may be an input without the compiler having to ask.
    ///
    /// # Safety
    /// As [`Unit::select`], for each.
    #[inline(always)]
    unsafe fn select_block<const N: usize>(
        self,
        mask: *const u8,
        dst: *mut u8,
        yes: *const u8,
        no: *const u8,
    ) {
        for j in 0..N {
            let at = j * self.size();
            // SAFETY: the caller vouches for `N` elements.
            unsafe { self.select(*mask.add(j) != 0, dst.add(at), yes.add(at), no.add(at)) };
        }
    }
}

/// Elements of the size of `T`.
#[derive(Clone, Copy)]
pub(super) struct Whole<T>(PhantomData<T>);

impl<T> Whole<T> {
    pub(super) const fn new() -> Self {
        Whole(PhantomData)
    }
}

impl<T: bytemuck::Pod> Unit for Whole<T> {
    #[inline(always)]
    fn size(self) -> usize {
        size_of::<T>()
    }

    #[inline(always)]
    unsafe fn copy(self, dst: *mut u8, src: *const u8) {
        // SAFETY: the caller vouches for both elements; the accesses are unaligned.
        unsafe { dst.cast::<T>().write_unaligned(src.cast::<T>().read_unaligned()) }
    }

    #[inline(always)]
    unsafe fn select(self, choice: bool, dst: *mut u8, yes: *const u8, no: *const u8) {
        // SAFETY: the caller vouches for all three elements; the accesses are unaligned.
        unsafe {
            let (yes, no) = (yes.cast::<T>().read_unaligned(), no.cast::<T>().read_unaligned());
            dst.cast::<T>().write_unaligned(select_unpredictable(choice, yes, no));
        }
    }

    #[inline(always)]
    unsafe fn select_block<const N: usize>(
        self,
        mask: *const u8,
        dst: *mut u8,
        yes: *const u8,
        no: *const u8,
    ) {
        // SAFETY: the caller vouches for `N` elements; the accesses are unaligned.
        unsafe {
            let mask = mask.cast::<[u8; N]>().read_unaligned();
            let yes = yes.cast::<[T; N]>().read_unaligned();
            let mut out = no.cast::<[T; N]>().read_unaligned();
            for j in 0..N {
                out[j] = if mask[j] != 0 { yes[j] } else { out[j] };
            }
            dst.cast::<[T; N]>().write_unaligned(out);
        }
    }
}

/// Elements of any number of bytes.
#[derive(Clone, Copy)]
pub(super) struct Bytes(pub(super) usize);

impl Unit for Bytes {
    #[inline(always)]
    fn size(self) -> usize {
        self.0
    }

    #[inline(always)]
    unsafe fn copy(self, dst: *mut u8, src: *const u8) {
        // SAFETY: the caller vouches for both elements.
        unsafe { core::ptr::copy(src, dst, self.0) }
    }

    #[inline(always)]
    unsafe fn select(self, choice: bool, dst: *mut u8, yes: *const u8, no: *const u8) {
        // SAFETY: the caller vouches for both sources.
        unsafe { self.copy(dst, if choice { yes } else { no }) }
    }
}

/// Runs an expression with the [`Unit`] of a size: `by_size!(itemsize, unit => body(unit, ..))`. Expands to
///
/// ```text
/// match itemsize { 1 => { let unit = Whole::<u8>::new(); body(unit, ..) } 2 => .. other => { let unit = Bytes(other); .. } }
/// ```
macro_rules! by_size {
    // $size: bytes in an element; $unit: the name of its unit in $body.
    ($size:expr, $unit:ident => $body:expr) => {{
        use $crate::select::unit::{Bytes, Whole};
        match $size {
            1 => {
                let $unit = Whole::<u8>::new();
                $body
            }
            2 => {
                let $unit = Whole::<u16>::new();
                $body
            }
            4 => {
                let $unit = Whole::<u32>::new();
                $body
            }
            8 => {
                let $unit = Whole::<u64>::new();
                $body
            }
            16 => {
                let $unit = Whole::<u128>::new();
                $body
            }
            other => {
                let $unit = Bytes(other);
                $body
            }
        }
    }};
}
pub(super) use by_size;
