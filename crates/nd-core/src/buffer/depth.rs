//! Whether this thread is inside an operation that runs user code.
//!
//! A closure called by an operation may touch any array, the operation's own operands included. Waiting there could
//! be waiting for itself, so a conflict is reported instead.

#![forbid(unsafe_code)]

use core::cell::Cell;
use core::marker::PhantomData;

thread_local! {
    static DEPTH: Cell<usize> = const { Cell::new(0) };
}

/// Marks this thread as inside an operation until dropped. It cannot be sent to another thread.
pub(crate) struct InOperation {
    thread: PhantomData<*const ()>,
}

/// Marks this thread as inside an operation that calls user code: until the marker is dropped, a conflicting borrow
/// on this thread is an error instead of a wait. Markers nest.
#[must_use]
pub(crate) fn enter_operation() -> InOperation {
    DEPTH.with(|depth| depth.set(depth.get() + 1));
    InOperation { thread: PhantomData }
}

/// Whether a marker of [`enter_operation`] is alive on this thread.
pub(crate) fn in_operation() -> bool {
    // A thread that is being torn down has no counter left, and runs no operation that called user code.
    DEPTH.try_with(|depth| depth.get() > 0).unwrap_or(false)
}

impl Drop for InOperation {
    fn drop(&mut self) {
        let _ = DEPTH.try_with(|depth| depth.set(depth.get() - 1));
    }
}
