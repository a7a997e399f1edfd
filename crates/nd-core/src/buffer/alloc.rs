//! Where the bytes of nd's own buffers come from, by size.
//!
//! | bytes | memory | data aligned to |
//! |---|---|---|
//! | below 2 KiB | one allocation with the header | 16 |
//! | below 1 MiB | one allocation with the header | 64 |
//! | from 1 MiB | pages, recycled through the pool | 2 MiB (Linux) |
//!
//! The C library aligns to 16 for nothing and charges 70 ns more for anything stricter, so wider alignment is made by
//! hand out of a slightly larger block.
//!
//! Zeroed pages: fresh ones are zero for free until they are touched, but then each touch of a page costs more than
//! clearing it. Clearing a recycled block of 8 MiB takes 60 µs and saves 300 µs if all of it is used; clearing one of
//! 80 MiB takes 900 µs whether it is used or not, and on a virtual machine whose host is short of memory fresh pages of
//! 16 MiB were seen to take 40 ms. Results are used, so blocks are recycled for `zeroed` up to 64 MiB.

use super::AllocError;
use super::header::{Header, Memory, Outside};
use super::pages::Pages;
use super::pool::{LARGE, POOL, size_class};
use core::ptr::NonNull;
use std::alloc::Layout;

/// From here on data is aligned to a cache line.
const CACHE_ALIGNED: usize = 2 << 10;

/// Up to this many bytes a recycled block is cleared rather than fresh pages taken.
const CLEARED: usize = 64 << 20;

/// What the bytes of a fresh block must be.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Contents {
    /// All zero.
    Zero,
    /// Anything, uninitialised included.
    Any,
}

/// A header with `len` bytes of its own.
///
/// # Errors
/// The system has no memory, or `len` is more than any allocation can have.
#[inline]
pub(super) fn allocate(len: usize, contents: Contents) -> Result<NonNull<Header>, AllocError> {
    if len >= LARGE {
        return large(len, contents).ok_or(AllocError { bytes: len });
    }
    let align = if len < CACHE_ALIGNED { 16 } else { 64 };
    // `len` is below LARGE, so the sum is far from overflow.
    let size = size_of::<Header>() + len + (align - 16);
    let block = Layout::from_size_align(size, 16).map_err(|_| AllocError { bytes: len })?;
    let header = Header::inline(block, len, align).map_err(|_| AllocError { bytes: len })?;
    if contents == Contents::Zero {
        // SAFETY: `inline` made a header followed by `len` bytes at `data`, which nothing else refers to yet.
        unsafe { header.as_ref().data.write_bytes(0, len) };
    }
    Ok(header)
}

fn large(len: usize, contents: Contents) -> Option<NonNull<Header>> {
    let class = size_class(len)?;
    let recycled = if contents == Contents::Any || class <= CLEARED { POOL.take(class) } else { None };
    if contents == Contents::Zero
        && let Some(pages) = &recycled
    {
        // SAFETY: the block was just taken from the pool, which owned it alone, and is at least `len` bytes long.
        unsafe { pages.start().write_bytes(0, len) };
    }
    let pages = recycled.or_else(|| Pages::map(class)).or_else(|| {
        POOL.clear();
        Pages::map(class)
    })?;
    debug_assert!(pages.bytes() >= len);
    let data = pages.start();
    let memory = Memory::Pages(pages);
    Header::outside(Outside { data, len, writable: true, own: true, memory, owner: None }).ok()
}
