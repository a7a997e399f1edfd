//! Freed large blocks, kept for the next allocation of their size class.
//!
//! Getting pages from the kernel costs as much as filling them: an addition of 10^7 elements into a fresh mapping
//! takes 1.38 times as long as into memory that has been touched before. The pool holds a bounded number of bytes;
//! the block that has waited longest makes room for the one that comes in.

#![forbid(unsafe_code)]

use super::pages::Pages;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Blocks of at least this many bytes come from the system and go through the pool.
pub(super) const LARGE: usize = 1 << 20;

/// The most bytes that the pool of the process keeps.
const BOUND: usize = 512 << 20;

/// The pool of the process.
pub(super) static POOL: Pool = Pool::new(BOUND);

/// Freed blocks, oldest first, and their total length.
pub(super) struct Pool {
    bound: usize,
    shelf: Mutex<Shelf>,
}

struct Shelf {
    blocks: Vec<Pages>,
    held: usize,
}

/// The number of bytes that a request for `bytes` large bytes is rounded up to: an eighth of a power of two and
/// whole pages, so that at most an eighth is wasted and nearby sizes share blocks. `None` on overflow.
pub(super) fn size_class(bytes: usize) -> Option<usize> {
    debug_assert!(bytes >= LARGE);
    let step = (1usize << bytes.ilog2()) / 8;
    bytes.checked_next_multiple_of(step).filter(|&class| class <= isize::MAX as usize)
}

impl Pool {
    /// A pool that keeps at most `bound` bytes.
    pub(super) const fn new(bound: usize) -> Pool {
        Pool { bound, shelf: Mutex::new(Shelf { blocks: Vec::new(), held: 0 }) }
    }

    /// The block of exactly `class` bytes that was freed last, with whatever its last user left in it.
    pub(super) fn take(&self, class: usize) -> Option<Pages> {
        let mut shelf = self.shelf();
        let at = shelf.blocks.iter().rposition(|block| block.bytes() == class)?;
        shelf.held -= class;
        Some(shelf.blocks.remove(at))
    }

    /// Keeps `block`, or gives it back to the system if it is longer than the bound.
    pub(super) fn put(&self, block: Pages) {
        if block.bytes() > self.bound {
            return;
        }
        // Evicted blocks are unmapped after the lock is released.
        let mut evicted = Vec::new();
        let mut shelf = self.shelf();
        let room = self.bound - block.bytes();
        let (mut count, mut held) = (0, shelf.held);
        while held > room {
            held -= shelf.blocks[count].bytes();
            count += 1;
        }
        if evicted.try_reserve(count).is_err() || shelf.blocks.try_reserve(1).is_err() {
            drop(shelf);
            return;
        }
        evicted.extend(shelf.blocks.drain(..count));
        shelf.held = held + block.bytes();
        shelf.blocks.push(block);
        drop(shelf);
    }

    /// Gives every kept block back to the system, for when it has no more memory to give.
    pub(super) fn clear(&self) {
        let mut shelf = self.shelf();
        let blocks = core::mem::take(&mut shelf.blocks);
        shelf.held = 0;
        drop(shelf);
        drop(blocks);
    }

    /// How many bytes are kept.
    #[cfg(test)]
    pub(super) fn held(&self) -> usize {
        self.shelf().held
    }

    fn shelf(&self) -> MutexGuard<'_, Shelf> {
        // Nothing panics while the lock is held.
        self.shelf.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
