//! What can be wrong with an archive, in the words of Python's `zipfile` where it has them.

#![forbid(unsafe_code)]

use nd_core::format::PyStr;
use nd_core::{Error, ErrorKind};

/// An archive that is damaged, or made to hurt.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ZipError {
    /// A file without the directory that an archive ends with.
    #[error("File is not a zip file")]
    NotAnArchive,
    /// A directory that does not lie inside the file, or not whole.
    #[error("Bad central directory: {what}")]
    Directory {
        /// What is wrong with it.
        what: &'static str,
    },
    /// Two members of one name.
    #[error("Duplicate name: {}", PyStr(name))]
    Duplicate {
        /// The name.
        name: String,
    },
    /// A member whose own header is not where the directory says, or says something else.
    #[error("Bad magic number for file header of {}", PyStr(name))]
    LocalHeader {
        /// The name of the member.
        name: String,
    },
    /// A member that reaches into the next.
    #[error("Overlapped entries: {} (possible zip bomb)", PyStr(name))]
    Overlap {
        /// The name of the member.
        name: String,
    },
    /// A member that cannot be read without a password.
    #[error("File {} is encrypted, password required for extraction", PyStr(name))]
    Encrypted {
        /// The name of the member.
        name: String,
    },
    /// A compression other than deflate.
    #[error("That compression method is not supported: {method} of {}", PyStr(name))]
    Method {
        /// The name of the member.
        name: String,
        /// Its number in the format.
        method: u16,
    },
    /// A member that is not as long as it says.
    #[error("File {} is not {expected} bytes long", PyStr(name))]
    Size {
        /// The name of the member.
        name: String,
        /// The length that the directory gives.
        expected: u64,
    },
    /// A member whose bytes are not those that were written.
    #[error("Bad CRC-32 for file {}", PyStr(name))]
    Checksum {
        /// The name of the member.
        name: String,
    },
    /// A name longer than the format can hold.
    #[error("Filename too long: {length} bytes")]
    LongName {
        /// Its length.
        length: usize,
    },
}

impl From<ZipError> for Error {
    #[cold]
    fn from(error: ZipError) -> Error {
        let kind = match error {
            ZipError::Encrypted { .. } | ZipError::Method { .. } => ErrorKind::Unsupported,
            _ => ErrorKind::Value,
        };
        Error::new(kind, error)
    }
}

/// For the readers of members, which speak the language of [`std::io::Read`].
impl From<ZipError> for std::io::Error {
    #[cold]
    fn from(error: ZipError) -> std::io::Error {
        std::io::Error::new(std::io::ErrorKind::InvalidData, error)
    }
}
