//! `load`: whatever array file is there, told by how it begins.

#![forbid(unsafe_code)]

use crate::file::{self, Source};
use crate::npy::{read_file, read_member};
use crate::npz::{NpzError, NpzFile};
use nd_core::{Array, Result};
use std::io::{Read, Seek};
use std::path::Path;

/// Reads the `.npy` or opens the `.npz` file at `path`, whichever it is by its first bytes.
///
/// What is wanted is told by the type, as with `parse` and `collect`: an [`Array`], an [`NpzFile`], or [`Loaded`] for
/// either.
///
/// The dtype of an array keeps its byte order and its gaps; titles of fields are dropped. An array that was written in
/// Fortran order comes back in it. Bytes behind the elements are ignored, as in NumPy.
///
/// ```
/// use nd_core::{Array, arange};
/// let path = std::env::temp_dir().join(format!("nd-io-load-{}.npy", std::process::id()));
/// nd_io::save(&path, &arange(3))?;
/// let array: Array = nd_io::load(&path)?;
/// assert_eq!(array.to_string(), "[0 1 2]");
/// # std::fs::remove_file(path)?;
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// [`Io`](nd_core::ErrorKind::Io) if the file cannot be read, [`Value`](nd_core::ErrorKind::Value) if it is damaged or
/// neither (Python's pickles among them), [`Type`](nd_core::ErrorKind::Type) if it is the other of the two,
/// [`Unsupported`](nd_core::ErrorKind::Unsupported) for a dtype that nd does not have. See [`NpyError`](crate::NpyError)
/// and [`ZipError`](crate::ZipError).
#[doc(alias = "numpy.load")]
pub fn load<T: Load>(path: impl AsRef<Path>) -> Result<T> {
    let path = path.as_ref();
    let source = Source::path("load", path);
    let mut file = file::open("load", path)?;
    let mut magic = Vec::new();
    (&file).take(4).read_to_end(&mut magic).map_err(|error| source.failed(error))?;
    let loaded = match &magic[..] {
        b"PK\x03\x04" | b"PK\x05\x06" => Loaded::Archive(NpzFile::from_file(file, path)?),
        // A pipe cannot go back, and has no size to hold the header against.
        start if !file.metadata().is_ok_and(|metadata| metadata.is_file()) => {
            Loaded::Array(read_member(&mut start.chain(file), source, 0)?)
        }
        _ => {
            file.rewind().map_err(|error| source.failed(error))?;
            Loaded::Array(read_file(&mut file, source)?)
        }
    };
    T::from_loaded(loaded)
}

/// What an array file holds.
#[derive(Debug)]
pub enum Loaded {
    /// One array: `.npy`.
    Array(Array),
    /// Several, by name: `.npz`.
    Archive(NpzFile),
}

/// What [`load`] can be asked for.
pub trait Load: Sized {
    /// Takes it out of what was found.
    ///
    /// # Errors
    /// [`Type`](nd_core::ErrorKind::Type) if something else was found.
    fn from_loaded(loaded: Loaded) -> Result<Self>;
}

impl Load for Loaded {
    fn from_loaded(loaded: Loaded) -> Result<Loaded> {
        Ok(loaded)
    }
}

const ARRAY: &str = "an array (.npy)";
const ARCHIVE: &str = "an archive of arrays (.npz)";

impl Load for Array {
    fn from_loaded(loaded: Loaded) -> Result<Array> {
        match loaded {
            Loaded::Array(array) => Ok(array),
            Loaded::Archive(_) => Err(NpzError::OtherKind { found: ARCHIVE, wanted: ARRAY }.into()),
        }
    }
}

impl Load for NpzFile {
    fn from_loaded(loaded: Loaded) -> Result<NpzFile> {
        match loaded {
            Loaded::Archive(archive) => Ok(archive),
            Loaded::Array(_) => Err(NpzError::OtherKind { found: ARRAY, wanted: ARCHIVE }.into()),
        }
    }
}
