//! What can be wrong with business days, in NumPy's words.

use nd_core::{DType, Error, ErrorKind};

/// A calendar or a date that business days cannot be counted with.
#[derive(Clone, PartialEq, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BusDayError {
    /// A text that names no days of the week.
    #[error("Invalid business day weekmask string \"{text}\"")]
    WeekMask {
        /// The text.
        text: String,
    },
    /// A week without a business day.
    #[error("Cannot construct a numpy.busdaycal with a weekmask of all zeros")]
    NoDays,
    /// A text that names no way to roll.
    #[error("Invalid business day roll parameter \"{text}\"")]
    Roll {
        /// The text.
        text: String,
    },
    /// A date that is no business day, where it must be one.
    #[error("Non-business day date in busday_offset")]
    NotABusinessDay,
    /// "Not a time", where a date must be.
    #[error("NaT input in busday_offset")]
    NatOffset,
    /// "Not a time" as a bound.
    #[error("Cannot compute a business day count with a NaT (not-a-time) date")]
    NatCount,
    /// Values that are no days.
    #[error(
        "Iterator operand {operand} dtype could not be cast from {found:?} to dtype('<M8[D]') according to the rule 'safe'"
    )]
    NotDays {
        /// Which operand.
        operand: usize,
        /// Its dtype.
        found: DType,
    },
}

impl From<BusDayError> for Error {
    #[cold]
    fn from(error: BusDayError) -> Error {
        let kind = match error {
            BusDayError::NotDays { .. } => ErrorKind::Type,
            _ => ErrorKind::Value,
        };
        Error::new(kind, error)
    }
}
