//! Large blocks straight from the operating system: zeroed, aligned to and advised for huge pages.
//!
//! A 2 MiB page costs one fault where 4 KiB pages cost 512, which is a third of the time of a large addition into a
//! fresh array. Only whole huge pages inside a mapping can be huge, hence the alignment of its start. Elsewhere than
//! on Linux (and under Miri) the blocks come from the global allocator.

use core::ptr::NonNull;

/// A block of whole pages, owned: dropping it gives it back to the system.
pub(super) struct Pages {
    start: NonNull<u8>,
    bytes: usize,
}

// SAFETY: a `Pages` is the only owner of plain memory, which no thread is special for.
unsafe impl Send for Pages {}
// SAFETY: a shared `Pages` only gives out its address and length.
unsafe impl Sync for Pages {}

impl Pages {
    /// A zeroed block of `bytes` bytes, or `None` if the system refuses.
    pub(super) fn map(bytes: usize) -> Option<Pages> {
        debug_assert!(bytes > 0);
        system::map(bytes).map(|start| Pages { start, bytes })
    }

    /// The first byte. Valid for reads and writes of [`Pages::bytes`] initialised bytes while the block is owned.
    pub(super) fn start(&self) -> NonNull<u8> {
        self.start
    }

    /// The length of the block.
    pub(super) fn bytes(&self) -> usize {
        self.bytes
    }
}

impl Drop for Pages {
    fn drop(&mut self) {
        // SAFETY: `start` and `bytes` are what `system::map` was asked for and gave, and `self` was their only owner.
        unsafe { system::unmap(self.start, self.bytes) }
    }
}

#[cfg(all(target_os = "linux", not(miri)))]
mod system {
    use core::ffi::c_void;
    use core::ptr::{NonNull, null_mut};

    const HUGE_PAGE: usize = 2 << 20;

    /// Maps `bytes` zeroed bytes at a multiple of the huge page size.
    pub(super) fn map(bytes: usize) -> Option<NonNull<u8>> {
        let reserved = bytes.checked_add(HUGE_PAGE)?;
        let protection = libc::PROT_READ | libc::PROT_WRITE;
        let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS;
        // SAFETY: an anonymous mapping at an address of the kernel's choice touches no existing memory.
        let base = unsafe { libc::mmap(null_mut(), reserved, protection, flags, -1, 0) };
        if base == libc::MAP_FAILED {
            return None;
        }
        let head = base.addr().wrapping_neg() % HUGE_PAGE;
        let tail = HUGE_PAGE - head;
        debug_assert!(head < HUGE_PAGE);
        // SAFETY: head < HUGE_PAGE, so `start .. start + bytes` and the two pieces that are cut off (of `head` and
        // `tail` bytes, multiples of the page size because `bytes` and `base` are) lie in the mapping just made,
        // which nothing else knows. A refused cut or advice leaves the mapping usable.
        unsafe {
            let start = base.byte_add(head);
            if head > 0 {
                libc::munmap(base, head);
            }
            libc::munmap(start.byte_add(bytes), tail);
            libc::madvise(start, bytes, libc::MADV_HUGEPAGE);
            NonNull::new(start.cast())
        }
    }

    /// Gives a block back.
    ///
    /// # Safety
    /// `start` and `bytes` must come from one call of [`map`], and the block must not be used again.
    pub(super) unsafe fn unmap(start: NonNull<u8>, bytes: usize) {
        // SAFETY: the caller passes a whole mapping that nobody uses. If the kernel refuses, the block leaks.
        let status = unsafe { libc::munmap(start.as_ptr().cast::<c_void>(), bytes) };
        debug_assert_eq!(status, 0);
    }
}

#[cfg(not(all(target_os = "linux", not(miri))))]
mod system {
    use core::ptr::NonNull;
    use std::alloc::{Layout, alloc_zeroed, dealloc};

    const PAGE: usize = 4096;

    /// Allocates `bytes` zeroed bytes at a multiple of the page size.
    pub(super) fn map(bytes: usize) -> Option<NonNull<u8>> {
        let layout = Layout::from_size_align(bytes, PAGE).ok()?;
        // SAFETY: the only caller, `Pages::map`, asks for more than zero bytes.
        NonNull::new(unsafe { alloc_zeroed(layout) })
    }

    /// Gives a block back.
    ///
    /// # Safety
    /// `start` and `bytes` must come from one call of [`map`], and the block must not be used again.
    pub(super) unsafe fn unmap(start: NonNull<u8>, bytes: usize) {
        // SAFETY: the layout is the one of `map`, which succeeded with it, and the caller gives up the block.
        unsafe { dealloc(start.as_ptr(), Layout::from_size_align_unchecked(bytes, PAGE)) }
    }
}
