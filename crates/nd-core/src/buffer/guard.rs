//! The borrow behind a guard that user code holds.
//!
//! A guard may live for ever, so nobody waits for one: what conflicts with it fails and names the line that took it.
//! The entry belongs to the buffer and the guard keeps the buffer alive, so leaking a guard leaves the bytes
//! borrowed for good and nothing dangling.

#![forbid(unsafe_code)]

use super::registry::Hold;
use super::settle::{Refused, settle};
use super::{Access, BorrowError, Buffer, Footprint};
use core::panic::Location;

/// A borrow of part of a buffer, and a handle on that buffer. Dropping it gives the borrow back.
#[must_use]
pub(crate) struct GuardEntry {
    buffer: Buffer,
    /// `None` where nothing had to be noted: no bytes, or bytes that nobody can write.
    hold: Option<Hold>,
}

/// Borrows the bytes of `footprint` for as long as the entry lives; `location` is the line that later conflicts name.
///
/// # Errors
/// [`BorrowError::Borrowed`] if another guard is in the way, or if an operation is and this thread is inside one
/// itself; other operations are waited for. Writing a read-only buffer, too many borrows, no memory to note one.
pub(crate) fn acquire_guard(
    buffer: &Buffer,
    access: Access,
    footprint: Footprint,
    location: &'static Location<'static>,
) -> Result<GuardEntry, BorrowError> {
    let operation = match access {
        Access::Read => "view",
        Access::Write => "view_mut",
    };
    if !buffer.is_writable() && access == Access::Write {
        return Err(BorrowError::ReadOnly { operation });
    }
    if !buffer.is_writable() || buffer.len() == 0 || footprint == Footprint::EMPTY {
        return Ok(GuardEntry { buffer: buffer.clone(), hold: None });
    }
    let registry = buffer.registry();
    let attempt = || {
        registry.hold_part(access, footprint, Some(location)).map_err(|refusal| Refused {
            registry,
            access,
            refusal,
        })
    };
    let hold = attempt().or_else(|refused| settle(operation, refused, attempt))?;
    Ok(GuardEntry { buffer: buffer.clone(), hold: Some(hold) })
}

impl GuardEntry {
    /// The buffer that is borrowed.
    pub(crate) fn buffer(&self) -> &Buffer {
        &self.buffer
    }
}

impl Drop for GuardEntry {
    fn drop(&mut self) {
        if let Some(hold) = self.hold {
            self.buffer.registry().release(hold);
        }
    }
}
