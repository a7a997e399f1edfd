//! Files by path, with errors that say which file and which function.

#![forbid(unsafe_code)]

use crate::zip::ZipError;
use flate2::Compression;
use flate2::read::MultiGzDecoder;
use flate2::write::GzEncoder;
use nd_core::{Error, ErrorKind, Result};
use std::fs::File;
use std::io::{self, Read, Write};
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
    /// A file whose name says that it is compressed otherwise than by gzip.
    #[error("{operation}: '{}': files compressed like this are not supported", path.display())]
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
        // What is wrong with the member of an archive comes out of its reader.
        let source = match source.downcast::<ZipError>() {
            Ok(error) => return error.into(),
            Err(source) => source,
        };
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

/// `path`, with `extension` behind a name that does not end so.
pub(crate) fn with_extension(path: &Path, extension: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    if !name.as_encoded_bytes().ends_with(extension.as_bytes()) {
        name.push(extension);
    }
    name.into()
}

/// How NumPy's text functions take a file to be compressed: by its name.
enum Packing {
    None,
    Gzip,
}

fn packing(operation: &'static str, path: &Path) -> Result<Packing> {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("gz") => Ok(Packing::Gzip),
        // Reading or writing plain text under such a name would be a trap.
        Some("bz2" | "xz" | "lzma") => {
            Err(FileError::Compressed { operation, path: path.to_path_buf() }.into())
        }
        _ => Ok(Packing::None),
    }
}

/// The text of the file at `path`, unpacked if its name ends in `.gz`. A name that is not there is looked for with
/// `.gz` behind it too, as NumPy does.
pub(crate) fn read_text(operation: &'static str, path: &Path) -> Result<Vec<u8>> {
    let zipped = with_extension(path, ".gz");
    let path = if !path.exists() && zipped.exists() { &zipped } else { path };
    let packing = packing(operation, path)?;
    let mut file = open(operation, path)?;
    let mut text = Vec::new();
    let read = match packing {
        Packing::None => {
            // A file of known size is read into memory of its size.
            let size = file.metadata().map_or(0, |metadata| metadata.len());
            let _ = text.try_reserve_exact(usize::try_from(size).unwrap_or(0));
            file.read_to_end(&mut text)
        }
        Packing::Gzip => MultiGzDecoder::new(file).read_to_end(&mut text),
    };
    read.map(|_| text).map_err(|error| Source::path(operation, path).failed(error))
}

/// Creates or empties the file at `path` and hands it to `write`, packing what is written if the name ends in `.gz`.
pub(crate) fn write_text(
    operation: &'static str,
    path: &Path,
    write: impl FnOnce(&mut dyn Write, Source<'_>) -> Result<()>,
) -> Result<()> {
    let packing = packing(operation, path)?;
    let mut file = create(operation, path)?;
    let source = Source::path(operation, path);
    match packing {
        Packing::None => write(&mut file, source),
        Packing::Gzip => {
            let mut packer = GzEncoder::new(file, Compression::default());
            write(&mut packer, source)?;
            packer.finish().map(drop).map_err(|error| source.failed(error))
        }
    }
}

/// Refuses what [`write_text`] would refuse, for those who want to know before they do anything.
pub(crate) fn check_packing(operation: &'static str, path: &Path) -> Result<()> {
    packing(operation, path).map(drop)
}
