//! The state of one buffer's borrows in one machine word, and every change it can undergo.
//!
//! ```text
//! bit 0  WRITER   an anonymous write of the whole buffer is held
//! bit 1  LOCKED   someone is reading or changing the list of entries
//! bit 2  LISTED   the list is not empty
//! bit 3  WAITERS  someone may be parked until a borrow is released
//! 4..64  number of anonymous reads of the whole buffer
//! ```
//!
//! While LOCKED or LISTED is set no anonymous borrow is given, so whoever holds the lock sees a word that only loses
//! anonymous borrows. These are pure functions, so that the tests can try every order in which threads apply them.

#![forbid(unsafe_code)]

use super::Access;

/// One state.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) struct Word(pub(super) u64);

/// What became of a wish for an anonymous borrow.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Anonymous {
    /// Given, if the word can be replaced by this one.
    Given(Word),
    /// The list is being changed: look again soon.
    Locked,
    /// There are entries: borrow by entry instead, where ranges can be compared.
    Listed,
    /// Another anonymous borrow is in the way.
    Conflict,
    /// As many reads as can be counted are held.
    Full,
}

impl Word {
    /// No borrow, no lock, nobody waiting.
    pub(super) const FREE: Word = Word(0);

    pub(super) const WRITER: u64 = 1;
    pub(super) const LOCKED: u64 = 1 << 1;
    pub(super) const LISTED: u64 = 1 << 2;
    pub(super) const WAITERS: u64 = 1 << 3;
    /// One anonymous read.
    pub(super) const READER: u64 = 1 << 4;
    const READERS: u64 = !(Word::READER - 1);

    /// The wish for an anonymous borrow.
    #[inline(always)]
    pub(super) fn anonymous(self, access: Access) -> Anonymous {
        if self.0 & Word::LOCKED != 0 {
            Anonymous::Locked
        } else if self.0 & Word::LISTED != 0 {
            Anonymous::Listed
        } else if self.blocks(access) {
            Anonymous::Conflict
        } else if access == Access::Write {
            Anonymous::Given(Word(self.0 | Word::WRITER))
        } else {
            self.0.checked_add(Word::READER).map_or(Anonymous::Full, |word| Anonymous::Given(Word(word)))
        }
    }

    /// Whether an anonymous borrow stands in the way of one with `access`.
    #[inline(always)]
    pub(super) fn blocks(self, access: Access) -> bool {
        let blocking = if access == Access::Write { Word::WRITER | Word::READERS } else { Word::WRITER };
        self.0 & blocking != 0
    }

    /// After the anonymous borrow with `access` is given back.
    #[inline(always)]
    pub(super) fn released(self, access: Access) -> Word {
        Word(self.0 - Word::share(access))
    }

    /// What an anonymous borrow adds to the word.
    #[inline(always)]
    pub(super) fn share(access: Access) -> u64 {
        if access == Access::Write { Word::WRITER } else { Word::READER }
    }

    /// With the list locked, unless it is already.
    #[inline]
    pub(super) fn locked(self) -> Option<Word> {
        (self.0 & Word::LOCKED == 0).then_some(Word(self.0 | Word::LOCKED))
    }

    /// With the list unlocked, and marked as empty or not.
    #[inline]
    pub(super) fn unlocked(self, listed: bool) -> Word {
        let rest = self.0 & !(Word::LOCKED | Word::LISTED);
        Word(if listed { rest | Word::LISTED } else { rest })
    }

    /// Whether the borrow whose release led to this word has someone to wake. Not while anonymous reads remain:
    /// beside them no write is held, so whoever waits wants to write and waits for all of them, and the last of
    /// them to go comes here too.
    #[inline(always)]
    pub(super) fn should_wake(self) -> bool {
        self.0 & Word::WAITERS != 0 && self.0 & Word::READERS == 0
    }
}
