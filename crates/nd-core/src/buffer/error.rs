//! The errors of memory and of borrows, as facts; the wording is made when they are shown.

#![forbid(unsafe_code)]

use super::Access;
use core::panic::Location;
use nd_dtype::{Error, ErrorKind};

/// Memory that the system did not give.
///
/// The layer that knows the array's shape and dtype replaces this error by NumPy's full sentence, made with
/// [`size_text`].
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("Unable to allocate {}", size_text(*bytes as u128))]
pub(crate) struct AllocError {
    /// How many bytes were asked for.
    pub(crate) bytes: usize,
}

impl From<AllocError> for Error {
    #[cold]
    fn from(error: AllocError) -> Error {
        Error::new(ErrorKind::Memory, error)
    }
}

/// A number of bytes as NumPy words it in a memory error: `977. KiB`, `32.0 EiB`.
///
/// Three significant digits, more where more stand before the point, a binary unit, and the point kept even if
/// nothing follows it (Python's `#.3g`). Source: `_ArrayMemoryError._size_to_string` in `numpy/_core/_exceptions.py`.
pub(crate) fn size_text(bytes: u128) -> String {
    const UNITS: [&str; 7] = ["bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];
    let bits = (u128::BITS - bytes.leading_zeros()).saturating_sub(1).max(1);
    let mut unit = (bits / 10) as usize;
    let mut count = bytes as f64 / (unit as f64 * 10.0).exp2();
    if count.round_ties_even() == 1024.0 {
        unit += 1;
        count /= 1024.0;
    }
    if unit >= UNITS.len() {
        count *= ((unit - (UNITS.len() - 1)) as f64 * 10.0).exp2();
        unit = UNITS.len() - 1;
    }
    let name = UNITS[unit];
    if unit == 0 {
        return format!("{count:.0} {name}");
    }
    // Digits after the point so that three are significant, judged after rounding as C's `%g` does.
    match [2, 1].into_iter().find(|&d| rounds_below(count, d)) {
        Some(digits) => format!("{count:.digits$} {name}"),
        None => format!("{count:.0}. {name}"),
    }
}

/// Whether `count`, shown with `digits` after the point, has no more than three digits in all.
fn rounds_below(count: f64, digits: usize) -> bool {
    format!("{count:.digits$}").len() <= 4
}

/// A borrow that was not given.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub(crate) enum BorrowError {
    /// Somebody else has the bytes and this caller may not wait for them.
    #[error("{operation}: array cannot be borrowed for {access} while {holder}")]
    Borrowed {
        /// The operation that asked.
        operation: &'static str,
        /// What it wanted to do.
        access: Access,
        /// Who has the bytes.
        holder: Holder,
    },
    /// A write to memory that nothing may write.
    #[error("{operation}: output array is read-only")]
    ReadOnly {
        /// The operation that asked.
        operation: &'static str,
    },
    /// More borrows of one buffer than can be counted.
    #[error("{operation}: array is borrowed too many times")]
    TooMany {
        /// The operation that asked.
        operation: &'static str,
    },
    /// A result of elements that hold objects, of an operation that does not count them.
    #[error(
        "{operation}: the array is the result of an operation that does not support elements that hold objects"
    )]
    Uncounted {
        /// The operation that asked.
        operation: &'static str,
    },
    /// No memory to note one more borrow.
    #[error("{operation}: no memory to record the borrow of an array")]
    NoMemory {
        /// The operation that asked.
        operation: &'static str,
    },
}

/// Who stands in the way of a borrow.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Holder {
    /// A guard that user code holds.
    Guard {
        /// What the guard allows.
        access: Access,
        /// The line that took it.
        location: &'static Location<'static>,
    },
    /// A running operation, met by a thread that is itself inside an operation and so may not wait.
    Operation,
}

impl core::fmt::Display for Holder {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Holder::Guard { access, location } => {
                write!(f, "the guard taken at {}:{} holds it for {access}", location.file(), location.line())
            }
            Holder::Operation => f.write_str("an operation is using it, from inside another operation"),
        }
    }
}

impl From<BorrowError> for Error {
    #[cold]
    fn from(error: BorrowError) -> Error {
        let kind = match error {
            BorrowError::Borrowed { .. } | BorrowError::TooMany { .. } => ErrorKind::Borrowed,
            BorrowError::ReadOnly { .. } => ErrorKind::Value,
            BorrowError::Uncounted { .. } => ErrorKind::Unsupported,
            BorrowError::NoMemory { .. } => ErrorKind::Memory,
        };
        Error::new(kind, error)
    }
}
