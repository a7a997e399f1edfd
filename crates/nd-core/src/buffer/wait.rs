//! Parking of threads that wait for a borrow to be released.
//!
//! A fixed table of event counters, picked by the address of what is waited for. The protocol, whose parts about
//! the word are in [`super::registry`]:
//!
//! ```text
//! waiter                                  releaser
//! 1. t = ticket(address)                  1. release the borrow (one change of the word)
//! 2. set WAITERS in the word              2. if that word has WAITERS: clear it,
//! 3. try again; done if it succeeds       3. wake(address)
//! 4. park(t), start over
//! ```
//!
//! If step 3 of the waiter fails, the borrow in its way is released after that, so the releaser sees WAITERS, unless
//! another releaser has cleared it in between; and whoever clears it after step 2 advances the counter after step 1,
//! so that `park` returns. Two addresses may share a counter, which costs a wasted try.

#![forbid(unsafe_code)]

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

const BUCKETS: usize = 64;

struct Bucket {
    events: Mutex<u64>,
    changed: Condvar,
}

static TABLE: [Bucket; BUCKETS] =
    [const { Bucket { events: Mutex::new(0), changed: Condvar::new() } }; BUCKETS];

impl Bucket {
    fn of(address: usize) -> &'static Bucket {
        // Headers are at least 16 bytes apart; Fibonacci hashing spreads what is left.
        let hash = ((address >> 4) as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        &TABLE[(hash >> 58) as usize % BUCKETS]
    }

    fn events(&self) -> MutexGuard<'_, u64> {
        // Nothing panics while the lock is held.
        self.events.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The moment from which a thread wants to hear of releases.
pub(super) struct Ticket {
    bucket: &'static Bucket,
    events: u64,
}

/// Notes how many releases have been announced for `address`.
pub(super) fn ticket(address: usize) -> Ticket {
    let bucket = Bucket::of(address);
    let events = *bucket.events();
    Ticket { bucket, events }
}

/// Sleeps until a release is announced that `ticket` has not seen; returns at once if that has happened.
pub(super) fn park(ticket: Ticket) {
    let Ticket { bucket, events } = ticket;
    let mut current = bucket.events();
    while *current == events {
        current = bucket.changed.wait(current).unwrap_or_else(PoisonError::into_inner);
    }
}

/// Announces a release at `address` to all who are parked there.
#[cold]
pub(super) fn wake(address: usize) {
    let bucket = Bucket::of(address);
    let mut events = bucket.events();
    *events = events.wrapping_add(1);
    drop(events);
    bucket.changed.notify_all();
}
