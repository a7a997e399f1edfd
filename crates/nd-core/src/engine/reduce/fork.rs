//! The two halves of a tree of sums, on two threads if there are any to spare.

use super::super::threads;
use super::fold::Acc;

/// Runs the two halves of a tree, at once if there are threads to spare.
pub(super) fn fork(
    parts: usize,
    left: &mut Acc,
    right: &mut Acc,
    both: &(dyn Fn(usize, &mut Acc, usize) + Sync),
) {
    if parts < 2 {
        both(0, left, 1);
        both(1, right, 1);
        return;
    }
    let (l, r) = (std::sync::Mutex::new(left), std::sync::Mutex::new(right));
    threads::run(2, &|part| {
        let slot = if part == 0 { &l } else { &r };
        let mut acc = slot.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        both(part, &mut acc, parts / 2);
    });
}

/// A pointer that may cross threads: memory behind it is borrowed by the operation.
#[derive(Clone, Copy)]
pub(super) struct SendPtr(pub(super) *mut u8);

impl SendPtr {
    pub(super) fn get(self) -> *mut u8 {
        self.0
    }
}

// SAFETY: only read through, under the borrow of the operation.
unsafe impl Sync for SendPtr {}
// SAFETY: as above.
unsafe impl Send for SendPtr {}
