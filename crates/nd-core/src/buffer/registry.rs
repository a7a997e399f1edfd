//! The borrows of one buffer: a word for those of the whole, a list of entries for those of a part.
//!
//! Small operations borrow anonymously, by one change of the word. Guards and larger operations put an entry with a
//! [`Footprint`] on the list, under a lock that is a bit of the word; so do small operations while the list is not
//! empty, so that ranges are compared wherever there are any.
//!
//! A `Registry` decides and records. It never waits for a borrow; see [`super::borrows`] for that.

use super::word::{Anonymous, Word};
use super::{Access, Footprint, Holder, wait};
use core::cell::UnsafeCell;
use core::panic::Location;
use core::sync::atomic::{AtomicU64, Ordering};

/// Who borrows what of one buffer.
pub(super) struct Registry {
    word: AtomicU64,
    list: UnsafeCell<List>,
}

// SAFETY: `list` is only reached through `Locked`, of which the LOCKED bit admits one at a time; taking the bit is
// an acquire and giving it back a release operation. What the list holds is plain data.
unsafe impl Sync for Registry {}

struct List {
    entries: Vec<Entry>,
    next: u64,
}

/// A borrow of part of the buffer.
struct Entry {
    id: u64,
    access: Access,
    footprint: Footprint,
    /// Where the guard was taken; `None` for an operation.
    guard: Option<&'static Location<'static>>,
}

/// A borrow that was given, to be passed to [`Registry::release`] once.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Hold(u64);

impl Hold {
    pub(super) const READ: Hold = Hold(0);
    pub(super) const WRITE: Hold = Hold(1);
    const FIRST_ENTRY: u64 = 2;
}

/// Why a borrow was not given.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Refusal {
    /// Someone has the bytes.
    Held(Holder),
    /// The borrows cannot be counted any more.
    Full,
    /// The list cannot grow.
    NoMemory,
}

impl Registry {
    /// No borrows.
    pub(super) const fn new() -> Registry {
        let list = List { entries: Vec::new(), next: Hold::FIRST_ENTRY };
        Registry { word: AtomicU64::new(Word::FREE.0), list: UnsafeCell::new(list) }
    }

    /// A borrow of the whole buffer, if nothing is in the way and nobody has borrowed parts.
    #[inline]
    pub(super) fn try_whole(&self, access: Access) -> Option<Hold> {
        let mut word = Word(self.word.load(Ordering::Relaxed));
        while let Anonymous::Given(next) = word.anonymous(access) {
            // Acquire pairs with the release of every borrow before this one: all later changes of the word are
            // read-modify-writes and so carry it on.
            match self.word.compare_exchange_weak(word.0, next.0, Ordering::Acquire, Ordering::Relaxed) {
                Ok(_) => return Some(if access == Access::Write { Hold::WRITE } else { Hold::READ }),
                Err(changed) => word = Word(changed),
            }
        }
        None
    }

    /// A borrow for a small operation: of the whole buffer, or of `footprint` if others have borrowed parts.
    ///
    /// # Errors
    /// See [`Refusal`].
    pub(super) fn hold_small(
        &self,
        access: Access,
        footprint: impl FnOnce() -> Footprint,
    ) -> Result<Hold, Refusal> {
        let mut pause = Pause::new();
        loop {
            if let Some(hold) = self.try_whole(access) {
                return Ok(hold);
            }
            match Word(self.word.load(Ordering::Relaxed)).anonymous(access) {
                Anonymous::Given(_) => {}
                Anonymous::Locked => pause.short(),
                Anonymous::Listed => return self.hold_part(access, footprint(), None),
                Anonymous::Conflict => return Err(Refusal::Held(Holder::Operation)),
                Anonymous::Full => return Err(Refusal::Full),
            }
        }
    }

    /// A borrow of `footprint`, for an operation or, with the line that took it, for a guard. Where a guard and an
    /// operation both stand in the way, the guard is named.
    ///
    /// # Errors
    /// See [`Refusal`].
    pub(super) fn hold_part(
        &self,
        access: Access,
        footprint: Footprint,
        guard: Option<&'static Location<'static>>,
    ) -> Result<Hold, Refusal> {
        let mut locked = self.lock();
        let blocked_by_word = locked.word().blocks(access);
        let list = locked.list();
        let mut blocked = blocked_by_word;
        for entry in &list.entries {
            if entry.access.excludes(access) && entry.footprint.conflicts(&footprint) {
                if let Some(location) = entry.guard {
                    return Err(Refusal::Held(Holder::Guard { access: entry.access, location }));
                }
                blocked = true;
            }
        }
        if blocked {
            return Err(Refusal::Held(Holder::Operation));
        }
        let id = list.next;
        let next = id.checked_add(1).ok_or(Refusal::Full)?;
        list.entries.try_reserve(1).map_err(|_| Refusal::NoMemory)?;
        list.entries.push(Entry { id, access, footprint, guard });
        list.next = next;
        Ok(Hold(id))
    }

    /// Gives a borrow back and wakes who may wait for it.
    #[inline]
    pub(super) fn release(&self, hold: Hold) {
        let access = match hold {
            Hold::READ => Access::Read,
            Hold::WRITE => Access::Write,
            Hold(id) => return self.release_entry(id),
        };
        // Release: what was done under the borrow happens before the next one.
        let word = Word(self.word.fetch_sub(Word::share(access), Ordering::Release)).released(access);
        if word.should_wake() {
            self.wake();
        }
    }

    fn release_entry(&self, id: u64) {
        let mut locked = self.lock();
        let entries = &mut locked.list().entries;
        let at = entries.iter().position(|entry| entry.id == id);
        debug_assert!(at.is_some(), "a borrow is released once");
        if let Some(at) = at {
            entries.swap_remove(at);
        }
        if locked.unlock().should_wake() {
            self.wake();
        }
    }

    /// Where waiters for this registry park.
    pub(super) fn address(&self) -> usize {
        core::ptr::from_ref(self).addr()
    }

    /// Asks whoever releases a borrow from here on to wake the parked.
    pub(super) fn announce_waiter(&self) {
        self.word.fetch_or(Word::WAITERS, Ordering::AcqRel);
    }

    #[cold]
    fn wake(&self) {
        // Acquire: a waiter's ticket, taken before it set the bit, is older than the wake below.
        self.word.fetch_and(!Word::WAITERS, Ordering::AcqRel);
        wait::wake(self.address());
    }

    /// Takes the lock of the list. It is only ever held for a few comparisons, so waiting for it is spinning.
    fn lock(&self) -> Locked<'_> {
        let mut pause = Pause::new();
        let mut word = Word(self.word.load(Ordering::Relaxed));
        loop {
            let Some(next) = word.locked() else {
                pause.short();
                word = Word(self.word.load(Ordering::Relaxed));
                continue;
            };
            match self.word.compare_exchange_weak(word.0, next.0, Ordering::Acquire, Ordering::Relaxed) {
                Ok(_) => return Locked { registry: self },
                Err(changed) => word = Word(changed),
            }
        }
    }
}

/// The lock of a registry's list, held.
struct Locked<'a> {
    registry: &'a Registry,
}

impl Locked<'_> {
    /// The word at this moment. Anonymous borrows may end while the lock is held, but none begins. Acquire, because
    /// the absence of a borrow seen here is what allows the next one.
    fn word(&self) -> Word {
        Word(self.registry.word.load(Ordering::Acquire))
    }

    fn list(&mut self) -> &mut List {
        // SAFETY: `self` is the one holder of the LOCKED bit, and the exclusive borrow of `self` makes the
        // reference the only one.
        unsafe { &mut *self.registry.list.get() }
    }

    /// Gives the lock back and returns the word that this leads to.
    fn unlock(mut self) -> Word {
        let word = self.give_back();
        core::mem::forget(self);
        word
    }

    fn give_back(&mut self) -> Word {
        let listed = !self.list().entries.is_empty();
        let word = &self.registry.word;
        // Only the holder of the lock changes the two bits, so what to add to them is known beforehand and one
        // subtraction leaves the rest, which others may be changing, alone.
        let marked = word.load(Ordering::Relaxed) & Word::LISTED != 0;
        let taken = Word::LOCKED.wrapping_add(Word::LISTED * u64::from(marked));
        let change = taken.wrapping_sub(Word::LISTED * u64::from(listed));
        Word(word.fetch_sub(change, Ordering::Release)).unlocked(listed)
    }
}

impl Drop for Locked<'_> {
    fn drop(&mut self) {
        self.give_back();
    }
}

/// Growing pauses between looks at something that is about to change.
pub(super) struct Pause {
    round: u32,
}

impl Pause {
    const SPINS: u32 = 6;

    #[inline(always)]
    pub(super) fn new() -> Pause {
        Pause { round: 0 }
    }

    /// Spins for a while, longer each time; in the end lets another thread run, which may be the one to wait for.
    #[cold]
    pub(super) fn short(&mut self) {
        if self.spins_left() {
            for _ in 0..1 << self.round {
                core::hint::spin_loop();
            }
            self.round += 1;
        } else {
            std::thread::yield_now();
        }
    }

    /// Whether the next pause is still a spin.
    pub(super) fn spins_left(&self) -> bool {
        self.round < Pause::SPINS
    }
}
