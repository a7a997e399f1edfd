//! What can be wrong with a call, in NumPy's wording.

use nd_core::format::printf::FormatError;
use nd_core::{CodecError, DType, Error, ErrorKind};

/// A call that cannot be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StringsError {
    /// An operand that is no text, where Python's own methods would be called.
    #[error("string operation on non-string array")]
    NotText,
    /// An operand that counts, and is not of integers.
    #[error("unsupported type {dtype} for operand '{operand}'")]
    NotIntegers {
        /// The dtype.
        dtype: DType,
        /// The operand's name.
        operand: &'static str,
    },
    /// A text that is not found, where it has to be.
    #[error("substring not found")]
    NotFound,
    /// Something to divide text at that is empty.
    #[error("empty separator")]
    EmptySeparator,
    /// More or less than one character to fill up with.
    #[error("The fill character must be exactly one character long")]
    FillCharacter,
    /// A slice that does not advance.
    #[error("slice step cannot be zero")]
    StepZero,
    /// Text repeated beyond what can be counted.
    #[error("Overflow encountered in string multiply")]
    Overflow,
    /// A format that is not understood.
    #[error(transparent)]
    Format(#[from] FormatError),
    /// A value that a conversion of a format does not take.
    #[error("{message}")]
    Conversion {
        /// Python's words.
        message: String,
    },
    /// A format of more conversions than the one value of each element, or, for text, of none.
    #[error("{message}")]
    Arguments {
        /// Python's words.
        message: &'static str,
    },
    /// An integer for `%c` that is no byte.
    #[error("%c arg not in range(256)")]
    NoByte,
    /// An encoding that nd does not have.
    #[error("unknown encoding: {name}")]
    Encoding {
        /// Its name.
        name: String,
    },
    /// Characters that an encoding does not have, or bytes that are no text in one.
    #[error(transparent)]
    Codec(#[from] CodecError),
}

impl From<StringsError> for Error {
    #[cold]
    fn from(error: StringsError) -> Error {
        let kind = match error {
            StringsError::NotText
            | StringsError::NotIntegers { .. }
            | StringsError::FillCharacter
            | StringsError::Conversion { .. }
            | StringsError::Arguments { .. } => ErrorKind::Type,
            StringsError::Overflow
            | StringsError::NoByte
            | StringsError::Format(FormatError::NoCharacter | FormatError::InfinityToInteger) => {
                ErrorKind::Overflow
            }
            StringsError::Encoding { .. } => ErrorKind::Key,
            _ => ErrorKind::Value,
        };
        Error::new(kind, error)
    }
}
