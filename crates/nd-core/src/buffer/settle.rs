//! Taking turns: a refused attempt is repeated until it succeeds or waiting cannot help.
//!
//! ```text
//! loop:
//!     a guard is in the way, or this thread is inside an operation: Borrowed
//!     pause and try again; longer each time, in the end until the borrow in the way is released
//! ```
//!
//! Nothing is held while waiting and no other work is run, so waiting is only ever for a running operation, which
//! itself waits for nobody: there is no cycle. There is no queue: a stream of overlapping readers can keep a writer
//! waiting. (Running other tasks meanwhile, as `rayon::yield_now` does, deadlocked a pool of one and nested 999 waits
//! on one stack.)

#![forbid(unsafe_code)]

use super::registry::{Pause, Refusal, Registry};
use super::{Access, BorrowError, Holder, in_operation, wait};

/// A borrow that was not given, where and why.
pub(super) struct Refused<'a> {
    pub(super) registry: &'a Registry,
    pub(super) access: Access,
    pub(super) refusal: Refusal,
}

/// Repeats a refused `attempt` until it succeeds or fails for a reason that waiting does not cure. `attempt` holds
/// nothing when it fails.
#[cold]
pub(super) fn settle<'a, T>(
    operation: &'static str,
    mut refused: Refused<'a>,
    mut attempt: impl FnMut() -> Result<T, Refused<'a>>,
) -> Result<T, BorrowError> {
    let mut pause = Pause::new();
    loop {
        refused.worth_waiting(operation)?;
        if pause.spins_left() {
            pause.short();
            match attempt() {
                Ok(given) => return Ok(given),
                Err(again) => refused = again,
            }
            continue;
        }
        // The order of these four steps is what makes sure that no wake-up is missed; see `wait`.
        let ticket = wait::ticket(refused.registry.address());
        refused.registry.announce_waiter();
        match attempt() {
            Ok(given) => return Ok(given),
            Err(again) => {
                let same = core::ptr::eq(again.registry, refused.registry);
                refused = again;
                if same && refused.worth_waiting(operation).is_ok() {
                    wait::park(ticket);
                }
            }
        }
    }
}

impl Refused<'_> {
    /// # Errors
    /// The reason for which waiting would not help or is not allowed.
    fn worth_waiting(&self, operation: &'static str) -> Result<(), BorrowError> {
        let access = self.access;
        match self.refusal {
            Refusal::Held(Holder::Operation) if !in_operation() => Ok(()),
            Refusal::Held(holder) => Err(BorrowError::Borrowed { operation, access, holder }),
            Refusal::Full => Err(BorrowError::TooMany { operation }),
            Refusal::NoMemory => Err(BorrowError::NoMemory { operation }),
        }
    }
}
