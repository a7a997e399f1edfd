//! Files by path, with errors that say which file and which function.

#![forbid(unsafe_code)]

use nd_core::{Error, ErrorKind, Result};
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

/// The operating system, or a reader or writer that was handed in, refused.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FileError {
    /// A file that cannot be opened, read or written.
    #[error("{operation}: '{}': {source}", path.display())]
    Path {
        /// The function that was called.
        operation: &'static str,
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A reader or writer that failed.
    #[error("{operation}: {source}")]
    Stream {
        /// The function that was called.
        operation: &'static str,
        /// What it said.
        source: io::Error,
    },
    /// A file whose name says that it is compressed.
    #[error("{operation}: '{}': compressed files are not supported", path.display())]
    Compressed {
        /// The function that was called.
        operation: &'static str,
        /// The file.
        path: PathBuf,
    },
}

impl From<FileError> for Error {
    #[cold]
    fn from(error: FileError) -> Error {
        let kind = match error {
            FileError::Compressed { .. } => ErrorKind::Unsupported,
            _ => ErrorKind::Io,
        };
        Error::new(kind, error)
    }
}

/// A function at work on a file or a stream, for its errors.
#[derive(Clone, Copy)]
pub(crate) struct Source<'a> {
    pub(crate) operation: &'static str,
    pub(crate) path: Option<&'a Path>,
}

impl<'a> Source<'a> {
    pub(crate) fn stream(operation: &'static str) -> Source<'a> {
        Source { operation, path: None }
    }

    pub(crate) fn path(operation: &'static str, path: &'a Path) -> Source<'a> {
        Source { operation, path: Some(path) }
    }

    /// The error of this source for what the system said.
    #[cold]
    pub(crate) fn failed(self, source: io::Error) -> Error {
        let operation = self.operation;
        match self.path {
            Some(path) => FileError::Path { operation, path: path.to_path_buf(), source }.into(),
            None => FileError::Stream { operation, source }.into(),
        }
    }
}

/// Opens `path` for reading.
pub(crate) fn open(operation: &'static str, path: &Path) -> Result<File> {
    File::open(path).map_err(|error| Source::path(operation, path).failed(error))
}

/// Creates or empties `path` for writing.
pub(crate) fn create(operation: &'static str, path: &Path) -> Result<File> {
    File::create(path).map_err(|error| Source::path(operation, path).failed(error))
}

/// Refuses the names that NumPy's text functions take to be compressed: plain text under such a name would be a trap.
pub(crate) fn refuse_compressed(operation: &'static str, path: &Path) -> Result<()> {
    let extension = path.extension().and_then(|extension| extension.to_str());
    if matches!(extension, Some("gz" | "bz2" | "xz" | "lzma")) {
        return Err(FileError::Compressed { operation, path: path.to_path_buf() }.into());
    }
    Ok(())
}
