//! Archives of arrays, opened: names at once, arrays when they are asked for.

#![forbid(unsafe_code)]

use super::NpzError;
use crate::file::{self, Source};
use crate::npy::{MAGIC, read_member};
use crate::zip::Archive;
use nd_core::{Array, Result};
use std::collections::BTreeMap;
use std::fmt;
use std::fs::File;
use std::io::{BufReader, Read, Seek};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard};

/// An open `.npz` file.
///
/// The names are known at once; an array is read when it is asked for, each time anew. Names are names and never
/// paths: nothing is extracted. What is in the archive is checked as it is read (sizes, checksums), never trusted.
///
/// ```
/// use nd_core::{arange, array};
/// let path = std::env::temp_dir().join(format!("nd-io-npz-{}.npz", std::process::id()));
/// nd_io::savez(&path, [("x", &arange(3)), ("y", &array![1.5])])?;
/// let archive = nd_io::NpzFile::open(&path)?;
/// assert_eq!(archive.names().collect::<Vec<_>>(), ["x", "y"]);
/// assert_eq!(archive.get("x")?.to_string(), "[0 1 2]");
/// assert_eq!(archive.get("z").unwrap_err().to_string(), "z is not a file in the archive");
/// for (name, array) in &archive {
///     println!("{name}: {}", array?);
/// }
/// # std::fs::remove_file(path)?;
/// # Ok::<(), nd_core::Error>(())
/// ```
#[doc(alias = "numpy.lib.NpzFile")]
#[doc(alias = "numpy.lib.npyio.NpzFile")]
pub struct NpzFile {
    archive: Mutex<Archive<Box<dyn ReadSeek>>>,
    /// Without the `.npy` of the members' own names.
    names: Vec<String>,
    path: Option<PathBuf>,
}

trait ReadSeek: Read + Seek + Send {}

impl<R: Read + Seek + Send> ReadSeek for R {}

impl fmt::Debug for NpzFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NpzFile")
            .field("path", &self.path)
            .field("names", &self.names)
            .finish_non_exhaustive()
    }
}

impl NpzFile {
    /// Opens the archive at `path`.
    ///
    /// # Errors
    /// [`Io`](nd_core::ErrorKind::Io) if the file cannot be read, [`Value`](nd_core::ErrorKind::Value) if it is no
    /// archive, damaged, or has two members of one name. See [`ZipError`](crate::ZipError).
    pub fn open(path: impl AsRef<Path>) -> Result<NpzFile> {
        let path = path.as_ref();
        NpzFile::from_file(file::open("load", path)?, path)
    }

    pub(crate) fn from_file(file: File, path: &Path) -> Result<NpzFile> {
        NpzFile::with_source(Box::new(BufReader::new(file)), Some(path.to_path_buf()))
    }

    /// The archive that `reader` holds from its beginning to its end.
    ///
    /// ```
    /// let mut bytes = std::io::Cursor::new(Vec::new());
    /// nd_io::write_npz(&mut bytes, [&nd_core::arange(3)])?;
    /// assert_eq!(nd_io::NpzFile::from_reader(bytes)?.get("arr_0")?.to_string(), "[0 1 2]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn from_reader(reader: impl Read + Seek + Send + 'static) -> Result<NpzFile> {
        NpzFile::with_source(Box::new(reader), None)
    }

    fn with_source(reader: Box<dyn ReadSeek>, path: Option<PathBuf>) -> Result<NpzFile> {
        let source = source_of(path.as_deref());
        let archive = Archive::open(reader).map_err(|error| source.failed(error))??;
        let short = |name: &str| name.strip_suffix(".npy").unwrap_or(name).to_owned();
        let names: Vec<String> = archive.entries().iter().map(|entry| short(&entry.name)).collect();
        Ok(NpzFile { archive: Mutex::new(archive), names, path })
    }

    /// The names of the arrays, in the order in which they were written.
    #[doc(alias = "files")]
    pub fn names(&self) -> impl ExactSizeIterator<Item = &str> + Clone {
        self.names.iter().map(String::as_str)
    }

    /// How many arrays there are.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Whether there is an array of that name.
    pub fn contains(&self, name: &str) -> bool {
        self.position(name).is_ok()
    }

    /// Reads the array of that name, with or without the `.npy` of the member.
    ///
    /// # Errors
    /// [`Key`](nd_core::ErrorKind::Key) if there is none, [`Type`](nd_core::ErrorKind::Type) for a member that is no
    /// array, [`Value`](nd_core::ErrorKind::Value) for a member whose length or checksum is wrong, and those of
    /// [`read_npy`](crate::read_npy).
    pub fn get(&self, name: &str) -> Result<Array> {
        self.read(self.position(name)?)
    }

    /// The bytes of a member as they are, array or not.
    ///
    /// # Errors
    /// As [`get`](Self::get).
    pub fn bytes(&self, name: &str) -> Result<Vec<u8>> {
        let source = source_of(self.path.as_deref());
        let mut archive = self.archive();
        let mut bytes = Vec::new();
        let member = archive.read(self.position(name)?);
        let read = member.and_then(|mut member| member.read_to_end(&mut bytes));
        read.map(|_| bytes).map_err(|error| source.failed(error))
    }

    /// The arrays with their names, each read when its turn comes.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Result<Array>)> {
        self.names().enumerate().map(|(index, name)| (name, self.read(index)))
    }

    /// Reads all arrays.
    ///
    /// # Errors
    /// As [`get`](Self::get).
    pub fn into_map(self) -> Result<BTreeMap<String, Array>> {
        self.iter().map(|(name, array)| Ok((name.to_owned(), array?))).collect()
    }

    /// A reader that panicked left the archive no worse than before: every read begins with a seek.
    fn archive(&self) -> MutexGuard<'_, Archive<Box<dyn ReadSeek>>> {
        self.archive.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    fn position(&self, name: &str) -> Result<usize, NpzError> {
        let found = self.names.iter().position(|known| known == name);
        let spelled_out = || {
            let short = name.strip_suffix(".npy")?;
            self.names.iter().position(|known| known == short)
        };
        found.or_else(spelled_out).ok_or_else(|| NpzError::NoMember { name: name.to_owned() })
    }

    fn read(&self, index: usize) -> Result<Array> {
        let source = source_of(self.path.as_deref());
        let mut archive = self.archive();
        let mut member = archive.read(index).map_err(|error| source.failed(error))?;
        let (credible, size) = (member.entry().credible_size(), member.entry().size);
        let mut magic = [0; MAGIC.len()];
        let wanted = magic.len().min(usize::try_from(size).unwrap_or(usize::MAX));
        member.read_exact(&mut magic[..wanted]).map_err(|error| source.failed(error))?;
        if magic != *MAGIC {
            return Err(NpzError::NotAnArray { name: self.names[index].clone() }.into());
        }
        let mut whole = magic.as_slice().chain(member);
        let array = read_member(&mut whole, source, credible)?;
        // What follows the elements is ignored, but the checksum covers it.
        std::io::copy(&mut whole, &mut std::io::sink()).map_err(|error| source.failed(error))?;
        Ok(array)
    }
}

impl<'a> IntoIterator for &'a NpzFile {
    type Item = (&'a str, Result<Array>);
    type IntoIter = Box<dyn Iterator<Item = Self::Item> + 'a>;

    fn into_iter(self) -> Self::IntoIter {
        Box::new(self.iter())
    }
}

fn source_of(path: Option<&Path>) -> Source<'_> {
    match path {
        Some(path) => Source::path("load", path),
        None => Source::stream("load"),
    }
}
