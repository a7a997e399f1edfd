//! The failures of dates and spans of time, in NumPy's words.

use super::{Error, ErrorKind};
use crate::{Casting, Resolution, TimeUnit};

/// What went wrong with a unit of time, a date or a span.
#[derive(Clone, PartialEq, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TimeError {
    /// A code that names no unit.
    #[error("Invalid datetime unit \"{code}\" in metadata")]
    Unit {
        /// The code.
        code: String,
    },
    /// What follows `datetime64` in a dtype is not a resolution.
    #[error("Invalid datetime metadata string \"{text}\"{}", position.map_or(String::new(), |at| format!(" at position {at}")))]
    Metadata {
        /// The text with its brackets.
        text: String,
        /// Where it cannot be read.
        position: Option<usize>,
    },
    /// The unit in brackets names none.
    #[error("Invalid datetime unit in metadata string \"{text}\"")]
    MetadataUnit {
        /// The text with its brackets.
        text: String,
    },
    /// A part of a unit that is no whole number of a finer one.
    #[error("divisor ({divisor}) is not a multiple of a lower-unit in datetime metadata \"{text}\"")]
    Divisor {
        /// The divisor.
        divisor: u32,
        /// The text with its brackets.
        text: String,
    },
    /// A part of an unknown unit.
    #[error("Can't use 'den' divisor with generic units")]
    GenericDivisor,
    /// Spans of years or months beside spans of days.
    #[error(
        "Cannot get a common metadata divisor for Numpy datetime metadata {left} and {right} because they have \
         incompatible nonlinear base time units."
    )]
    Nonlinear {
        /// The resolution of the first.
        left: Resolution,
        /// The resolution of the second.
        right: Resolution,
    },
    /// A common resolution out of range.
    #[error(
        "Integer overflow getting a common metadata divisor for NumPy datetime metadata {left} and {right}."
    )]
    ResolutionOverflow {
        /// The resolution of the first.
        left: Resolution,
        /// The resolution of the second.
        right: Resolution,
    },
    /// A factor between units out of range.
    #[error(
        "Integer overflow while computing the conversion factor between NumPy datetime units {left} and {right}"
    )]
    FactorOverflow {
        /// The coarser unit.
        left: TimeUnit,
        /// The finer one.
        right: TimeUnit,
    },
    /// A unit that would be lost.
    #[error("Cannot convert from specific units to generic units in NumPy datetimes or timedeltas")]
    ToGeneric,
    /// A count that no unit gives a meaning.
    #[error("Converting an integer to a NumPy datetime requires a specified unit")]
    UnitNeeded,
    /// A date where the unit is not known.
    #[error("Cannot create a NumPy datetime other than NaT with generic units")]
    GenericMoment,
    /// A count of an unknown unit, to be shown as a date.
    #[error("Cannot convert a NumPy datetime value other than NaT with generic units")]
    GenericText,
    /// Text that is no date.
    #[error("Error parsing datetime string \"{text}\" at position {position}")]
    Text {
        /// The text.
        text: String,
        /// Where it cannot be read.
        position: usize,
    },
    /// A date with a part out of range.
    #[error("{part} out of range in datetime string \"{text}\"")]
    Range {
        /// The part.
        part: &'static str,
        /// The text.
        text: String,
    },
    /// A value that is neither a date nor a span, nor stands for one.
    #[error("Could not convert object to NumPy {what}")]
    NotTemporal {
        /// `datetime` or `timedelta`.
        what: &'static str,
    },
    /// A scalar whose unit the target does not take.
    #[error("Cannot cast NumPy {what} scalar from metadata {} to {} according to the rule '{casting}'", .from.suffix(), .to.suffix())]
    ScalarCast {
        /// `datetime64` or `timedelta64`.
        what: &'static str,
        /// Its resolution.
        from: Resolution,
        /// The resolution wanted.
        to: Resolution,
        /// The rule in force.
        casting: Casting,
    },
    /// A date in a time zone, which can be another day.
    #[error(
        "Cannot create a local timezone-based date string from a NumPy datetime without forcing 'unsafe' casting"
    )]
    LocalDate,
    /// A text too short for what the moment has.
    #[error(
        "Cannot create a string with unit precision '{unit}' from the NumPy datetime, which has data at unit precision \
         '{needed}', requires 'unsafe' or 'same_kind' casting"
    )]
    Precision {
        /// The unit asked for.
        unit: TimeUnit,
        /// The unit that loses nothing.
        needed: TimeUnit,
    },
    /// A text in units that the rule does not allow.
    #[error(
        "Cannot create a datetime string as units '{unit}' from a NumPy datetime with units '{own}' according to the rule \
         '{casting}'"
    )]
    TextUnit {
        /// The unit asked for.
        unit: TimeUnit,
        /// The unit of the values.
        own: TimeUnit,
        /// The rule in force.
        casting: Casting,
    },
    /// An element that the whole date does not fit in; part of one would be another date.
    #[error("The string provided for NumPy ISO datetime formatting was too short, with length {len}")]
    TextTooShort {
        /// The characters that it has room for.
        len: usize,
    },
    /// Values that are no dates.
    #[error("input must have type NumPy datetime")]
    NotDateTime,
    /// A dtype without a resolution.
    #[error("cannot get datetime metadata from non-datetime type")]
    NoMetadata,
}

impl From<TimeError> for Error {
    #[cold]
    fn from(cause: TimeError) -> Self {
        use TimeError::*;
        let kind = match cause {
            TextTooShort { .. } => ErrorKind::Runtime,
            Unit { .. } | Metadata { .. } | MetadataUnit { .. } | Nonlinear { .. } | ScalarCast { .. } => {
                ErrorKind::Type
            }
            LocalDate | Precision { .. } | TextUnit { .. } | NotDateTime | NoMetadata => ErrorKind::Type,
            ResolutionOverflow { .. } | FactorOverflow { .. } => ErrorKind::Overflow,
            Divisor { .. } | GenericDivisor | ToGeneric | UnitNeeded | GenericMoment | GenericText => {
                ErrorKind::Value
            }
            Text { .. } | Range { .. } | NotTemporal { .. } => ErrorKind::Value,
        };
        Error::new(kind, cause)
    }
}
