//! What can be wrong with fields, in NumPy's words.

use nd_core::{DType, Error, ErrorKind};

/// Arrays whose fields do not fit what is asked of them.
#[derive(Clone, PartialEq, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RecordsError {
    /// An array without fields.
    #[error("arr must be a structured array")]
    NotStructured,
    /// No arrays, or none with elements of a field.
    #[error("arr has no fields. Unable to guess dtype")]
    NoFields,
    /// An array without axes, where the last has the fields.
    #[error("arr must have at least one dimension")]
    NoAxis,
    /// A last axis of another length than the number of fields.
    #[error("The length of the last dimension of arr must be equal to the number of fields in dtype")]
    FieldCount,
    /// Other names than arrays.
    #[error("The number of arrays does not match the number of names")]
    NameCount,
    /// Elements to be filled up with -1 that cannot be negative.
    #[error("Cannot convert fill_value -1 to dtype {dtype}")]
    Fill {
        /// Their dtype.
        dtype: DType,
    },
    /// Two fields of one name and different dtypes.
    #[error("Incompatible type '{first}' <> '{second}'")]
    Incompatible {
        /// The dtype in the arrays before.
        first: DType,
        /// The dtype in this one.
        second: DType,
    },
    /// A key named twice.
    #[error("duplicate join key '{name}'")]
    DuplicateKey {
        /// The name.
        name: String,
    },
    /// A key that an array has no field of.
    #[error("{array} does not have key field '{name}'")]
    MissingKey {
        /// `r1` or `r2`.
        array: &'static str,
        /// The name.
        name: String,
    },
    /// Common names without anything to tell them apart.
    #[error("r1 and r2 contain common names, r1postfix and r2postfix can't both be empty")]
    Collision,
}

impl From<RecordsError> for Error {
    #[cold]
    fn from(error: RecordsError) -> Error {
        let kind = match error {
            RecordsError::Incompatible { .. } | RecordsError::Fill { .. } => ErrorKind::Type,
            _ => ErrorKind::Value,
        };
        Error::new(kind, error)
    }
}
