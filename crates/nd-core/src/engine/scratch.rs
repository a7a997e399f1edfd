//! Tiles of scratch memory on the stack, where buffered operands are gathered, cast and swapped.

use core::mem::MaybeUninit;

/// A tile small enough that a handful of them stay in the first-level cache.
#[repr(align(64))]
pub(crate) struct Scratch([MaybeUninit<u8>; Scratch::BYTES]);

impl Scratch {
    /// Bytes in a tile.
    pub(crate) const BYTES: usize = 8192;

    /// A tile whose bytes must be written before they are read.
    #[inline]
    pub(crate) fn new() -> Scratch {
        Scratch([MaybeUninit::uninit(); Scratch::BYTES])
    }

    /// Its first byte.
    #[inline]
    pub(crate) fn ptr(&mut self) -> *mut u8 {
        self.0.as_mut_ptr().cast()
    }
}
