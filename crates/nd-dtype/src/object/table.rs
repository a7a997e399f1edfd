//! The table of all objects: from the word in an element to the value, and how often the word is held.
//!
//! Each count is one living [`Object`](super::Object) or one element of an array. A place is used again when its count has
//! fallen to zero, with another generation, which is part of the word: so a word that is out of date is found out.
//! Values are dropped outside the locks, because that may run the user's code.

use super::Held;
use core::cell::Cell;
use core::num::NonZeroU64;
use core::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What stands in an element: the generation in the upper half, then the place, then the part of the table.
pub(super) type Word = NonZeroU64;

/// Parts of the table, so that threads seldom meet.
const PARTS: usize = 32;

/// Places that a part can have.
const PLACES: usize = 1 << (32 - PARTS.trailing_zeros());

static TABLE: [Mutex<Part>; PARTS] =
    [const { Mutex::new(Part { slots: Vec::new(), free: Vec::new() }) }; PARTS];

struct Part {
    slots: Vec<Slot>,
    /// Slots that hold nothing.
    free: Vec<u32>,
}

struct Slot {
    /// Never zero once the slot is used.
    generation: u32,
    count: usize,
    /// Something while `count` is not zero.
    held: Option<Arc<Held>>,
}

thread_local! {
    /// The part in which this thread puts its objects.
    static HOME: Cell<Option<usize>> = const { Cell::new(None) };
}

/// The part of this thread.
fn home() -> usize {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    let assigned = HOME.try_with(|home| {
        let part = home.get().unwrap_or_else(|| NEXT.fetch_add(1, Ordering::Relaxed) % PARTS);
        home.set(Some(part));
        part
    });
    // A thread that is being torn down has no part left.
    assigned.unwrap_or(0)
}

fn lock(part: usize) -> MutexGuard<'static, Part> {
    // Nothing of the user's runs under the lock, and what may panic there does so before it changes anything.
    TABLE[part].lock().unwrap_or_else(PoisonError::into_inner)
}

/// Part, slot and generation.
fn split(word: u64) -> (usize, usize, u32) {
    let place = word as u32 as usize;
    (place % PARTS, place / PARTS, (word >> 32) as u32)
}

impl Part {
    /// The slot of that generation, if it is in use.
    fn slot(&mut self, slot: usize, generation: u32) -> Option<&mut Slot> {
        self.slots.get_mut(slot).filter(|slot| slot.generation == generation && slot.count > 0)
    }
}

/// Takes a value in, counted once.
///
/// # Panics
/// If the part of this thread is full.
pub(super) fn insert(held: Arc<Held>) -> Word {
    let at = home();
    let mut part = lock(at);
    let free = part.free.pop().unwrap_or_else(|| {
        let slots = part.slots.len();
        assert!(slots < PLACES, "too many objects");
        part.slots.push(Slot { generation: 0, count: 0, held: None });
        slots as u32
    });
    let slot = &mut part.slots[free as usize];
    slot.generation = slot.generation.checked_add(1).unwrap_or(1);
    slot.count = 1;
    slot.held = Some(held);
    let place = free * PARTS as u32 + at as u32;
    Word::new(u64::from(slot.generation) << 32 | u64::from(place)).unwrap_or(Word::MAX)
}

/// The value of a word, counted once more; nothing if no living object has the word.
pub(super) fn get(word: Word) -> Option<Arc<Held>> {
    let (at, slot, generation) = split(word.get());
    let mut part = lock(at);
    let slot = part.slot(slot, generation)?;
    slot.count += 1;
    slot.held.clone()
}

/// Calls `f` with the part and slot of every word that is not zero. Neighbours are often in one part, which stays locked.
fn each(words: impl Iterator<Item = u64>, mut f: impl FnMut(&mut Part, usize)) {
    let mut held: Option<(usize, MutexGuard<'static, Part>)> = None;
    for word in words.filter(|&word| word != 0) {
        let (at, slot, generation) = split(word);
        if held.as_ref().is_none_or(|(part, _)| *part != at) {
            // Two parts are never locked at once.
            drop(held.take());
            held = Some((at, lock(at)));
        }
        if let Some((_, part)) = &mut held {
            let known = part.slot(slot, generation).is_some();
            debug_assert!(known, "a word is counted that no living object has");
            if known {
                f(part, slot);
            }
        }
    }
}

/// Counts each word once more.
pub(super) fn retain(words: impl Iterator<Item = u64>) {
    each(words, |part, slot| part.slots[slot].count += 1);
}

/// Counts each word once less; gives what nobody holds any more, for the caller to drop.
pub(super) fn release(words: impl Iterator<Item = u64>) -> Vec<Arc<Held>> {
    let mut dead = Vec::new();
    each(words, |part, at| {
        let slot = &mut part.slots[at];
        slot.count -= 1;
        if slot.count == 0 {
            dead.extend(slot.held.take());
            part.free.push(at as u32);
        }
    });
    dead
}

#[cfg(test)]
mod tests {
    use super::{Word, get, insert, release, retain, split};
    use crate::Scalar;
    use crate::object::Held;
    use std::sync::Arc;

    #[test]
    fn a_word_lives_as_long_as_it_is_counted() {
        let word = insert(Arc::new(Held::Scalar(Scalar::I64(1))));
        retain([word.get(), 0].into_iter());
        assert!(release([word.get()].into_iter()).is_empty());
        assert!(get(word).is_some());
        assert!(release([word.get(), 0].into_iter()).is_empty());
        assert_eq!(release([word.get()].into_iter()).len(), 1);
        assert!(get(word).is_none());
        // The place may be used again, the word is not.
        let next = insert(Arc::new(Held::Scalar(Scalar::I64(2))));
        assert_ne!(word, next);
        assert!(get(word).is_none());
        drop(release([next.get()].into_iter()));
    }

    #[test]
    fn words_that_were_made_up_are_nobody() {
        assert!(get(Word::MAX).is_none());
        assert_eq!(split(u64::MAX).2, u32::MAX);
    }
}
