//! What can be wrong with the members of an archive.

#![forbid(unsafe_code)]

use nd_core::{Error, ErrorKind};

/// An archive that does not hold what it is asked for, or arrays that do not go into one.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum NpzError {
    /// A name that no member has.
    #[error("{name} is not a file in the archive")]
    NoMember {
        /// The name.
        name: String,
    },
    /// A member that is no `.npy` file.
    #[error("{name} is not an array; its bytes can be had as they are")]
    NotAnArray {
        /// The name of the member.
        name: String,
    },
    /// An array without a name whose number is the name of another.
    #[error("Cannot use un-named variables and keyword {name}")]
    NameTaken {
        /// The name.
        name: String,
    },
    /// A file of another kind than the one asked for.
    #[error("the file is {found}, not {wanted}")]
    OtherKind {
        /// What it is.
        found: &'static str,
        /// What it should be.
        wanted: &'static str,
    },
}

impl From<NpzError> for Error {
    #[cold]
    fn from(error: NpzError) -> Error {
        let kind = match error {
            NpzError::NoMember { .. } => ErrorKind::Key,
            NpzError::NameTaken { .. } => ErrorKind::Value,
            NpzError::NotAnArray { .. } | NpzError::OtherKind { .. } => ErrorKind::Type,
        };
        Error::new(kind, error)
    }
}
