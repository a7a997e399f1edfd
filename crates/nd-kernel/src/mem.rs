//! Unaligned loads and stores of one element, prefetches, and the fence behind stores that pass the cache by.

use crate::Elem;

/// The element at `p`.
///
/// # Safety
/// `p` must be valid for reads of one `T`; it need not be aligned.
#[inline(always)]
pub(crate) unsafe fn load<T: Elem>(p: *const u8) -> T {
    // SAFETY: the caller vouches for the bytes, every `Elem` accepts any bit pattern, and the read is unaligned.
    unsafe { p.cast::<T>().read_unaligned() }
}

/// Puts `value` at `p`.
///
/// # Safety
/// `p` must be valid for writes of one `T`; it need not be aligned.
#[inline(always)]
pub(crate) unsafe fn store<T: Elem>(p: *mut u8, value: T) {
    // SAFETY: the caller vouches for the bytes, and the write is unaligned.
    unsafe { p.cast::<T>().write_unaligned(value) }
}

/// Asks for the cache line at `p` ahead of its use. A hint only: `p` may be any address.
#[inline(always)]
pub fn prefetch(p: *const u8) {
    ask::<true>(p);
}

/// As [`prefetch`], but no nearer than the second-level cache.
#[inline(always)]
pub(crate) fn prefetch_second(p: *const u8) {
    ask::<false>(p);
}

#[inline(always)]
fn ask<const FIRST_LEVEL: bool>(p: *const u8) {
    #[cfg(target_arch = "x86_64")]
    // SAFETY: the instruction is part of every x86-64 and never faults.
    unsafe {
        use core::arch::x86_64::{_MM_HINT_T0, _MM_HINT_T1, _mm_prefetch};
        if FIRST_LEVEL {
            _mm_prefetch::<_MM_HINT_T0>(p.cast())
        } else {
            _mm_prefetch::<_MM_HINT_T1>(p.cast())
        }
    }
    #[cfg(not(target_arch = "x86_64"))]
    let _ = p;
}

/// Lets other threads see what was stored past the caches.
#[inline(always)]
pub(crate) fn settle() {
    #[cfg(target_arch = "x86_64")]
    // SAFETY: the instruction is part of every x86-64.
    unsafe {
        core::arch::x86_64::_mm_sfence();
    }
}
