//! Writing archives of arrays.

#![forbid(unsafe_code)]

use super::NpzError;
use crate::file::{self, Source};
use crate::npy::{Prepared, prepare};
use crate::zip::{Method, Writer, ZipError};
use nd_core::{Array, Error, Result};
use std::io::{self, BufWriter, Seek, Write};
use std::path::Path;

/// Writes arrays to one file at `path` in the `.npz` format, uncompressed.
///
/// Arrays are given with names, or without, for which `arr_0`, `arr_1`, … are made up, or some with and some without:
/// see [`Members`]. Like NumPy, it appends `.npz` to a file name that does not end so.
///
/// ```
/// use nd_core::arange;
/// let path = std::env::temp_dir().join(format!("nd-io-savez-{}.npz", std::process::id()));
/// nd_io::savez(&path, [&arange(2), &arange(3)])?;
/// let archive: nd_io::NpzFile = nd_io::load(&path)?;
/// assert_eq!(archive.get("arr_1")?.to_string(), "[0 1 2]");
/// # std::fs::remove_file(path)?;
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// [`Io`](nd_core::ErrorKind::Io) if the file cannot be written, [`Value`](nd_core::ErrorKind::Value) for two arrays of
/// one name or a dtype that cannot be described, [`Borrowed`](nd_core::ErrorKind::Borrowed) if an array is borrowed for
/// writing.
#[doc(alias = "numpy.savez")]
pub fn savez(path: impl AsRef<Path>, members: impl Into<Members>) -> Result<()> {
    save(path.as_ref(), "savez", members.into(), Method::Stored)
}

/// Writes arrays to one file at `path` in the `.npz` format, each deflated; otherwise as [`savez`].
///
/// ```
/// let path = std::env::temp_dir().join(format!("nd-io-savez-deflated-{}.npz", std::process::id()));
/// nd_io::savez_compressed(&path, [("zeros", &nd_core::zeros(100_000, "f8")?)])?;
/// assert!(std::fs::metadata(&path)?.len() < 2_000);
/// # std::fs::remove_file(path)?;
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`savez`].
#[doc(alias = "numpy.savez_compressed")]
pub fn savez_compressed(path: impl AsRef<Path>, members: impl Into<Members>) -> Result<()> {
    save(path.as_ref(), "savez_compressed", members.into(), Method::Deflated)
}

/// Writes arrays in the `.npz` format, uncompressed, to any writer that can go back.
///
/// ```
/// let mut bytes = std::io::Cursor::new(Vec::new());
/// nd_io::write_npz(&mut bytes, [("x", &nd_core::arange(3))])?;
/// assert!(bytes.into_inner().starts_with(b"PK\x03\x04"));
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`savez`].
pub fn write_npz(writer: impl Write + Seek, members: impl Into<Members>) -> Result<()> {
    let members = members.into().named_all()?;
    let prepared = prepared("write_npz", &members)?;
    write(writer, Source::stream("write_npz"), prepared, Method::Stored)
}

/// The arrays of an archive, with names and without.
///
/// Made from a list of arrays, a list of pairs, or step by step:
///
/// ```
/// use nd_core::arange;
/// use nd_io::Members;
/// let mut bytes = std::io::Cursor::new(Vec::new());
/// nd_io::write_npz(&mut bytes, Members::new().array(&arange(2)).named("x", &arange(3)))?;
/// let archive = nd_io::NpzFile::from_reader(bytes)?;
/// assert_eq!(archive.names().collect::<Vec<_>>(), ["x", "arr_0"]);
/// # Ok::<(), nd_core::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct Members {
    named: Vec<(String, Array)>,
    unnamed: Vec<Array>,
}

impl Members {
    /// No array yet.
    pub fn new() -> Members {
        Members::default()
    }

    /// Adds an array whose name is `arr_` and how many without a name came before it.
    pub fn array(mut self, array: &Array) -> Members {
        self.unnamed.push(array.clone());
        self
    }

    /// Adds an array with a name. Those come first in the file, as in NumPy's.
    pub fn named(mut self, name: impl Into<String>, array: &Array) -> Members {
        self.named.push((name.into(), array.clone()));
        self
    }

    /// All arrays with their names, of which no two are the same.
    fn named_all(mut self) -> Result<Vec<(String, Array)>> {
        let mut names = std::collections::HashSet::new();
        if let Some((twice, _)) = self.named.iter().find(|(name, _)| !names.insert(name.clone())) {
            return Err(ZipError::Duplicate { name: twice.clone() }.into());
        }
        for (i, array) in self.unnamed.into_iter().enumerate() {
            let name = format!("arr_{i}");
            if names.contains(&name) {
                return Err(NpzError::NameTaken { name }.into());
            }
            self.named.push((name, array));
        }
        Ok(self.named)
    }
}

impl<const N: usize> From<[&Array; N]> for Members {
    fn from(arrays: [&Array; N]) -> Members {
        Members::from(&arrays[..])
    }
}

impl From<&[&Array]> for Members {
    fn from(arrays: &[&Array]) -> Members {
        Members { named: Vec::new(), unnamed: arrays.iter().map(|&array| array.clone()).collect() }
    }
}

impl From<&[Array]> for Members {
    fn from(arrays: &[Array]) -> Members {
        Members { named: Vec::new(), unnamed: arrays.to_vec() }
    }
}

impl<S: Into<String>, const N: usize> From<[(S, &Array); N]> for Members {
    fn from(pairs: [(S, &Array); N]) -> Members {
        pairs.into_iter().collect()
    }
}

impl<'a, S: Into<String>> FromIterator<(S, &'a Array)> for Members {
    fn from_iter<I: IntoIterator<Item = (S, &'a Array)>>(pairs: I) -> Members {
        let named = pairs.into_iter().map(|(name, array)| (name.into(), array.clone())).collect();
        Members { named, unnamed: Vec::new() }
    }
}

impl<S: Into<String>> FromIterator<(S, Array)> for Members {
    fn from_iter<I: IntoIterator<Item = (S, Array)>>(pairs: I) -> Members {
        let named = pairs.into_iter().map(|(name, array)| (name.into(), array)).collect();
        Members { named, unnamed: Vec::new() }
    }
}

type Named = (String, Prepared);

/// Makes sure that all arrays can be written, so that one that cannot does not cost the file that is there.
fn prepared(operation: &'static str, members: &[(String, Array)]) -> Result<Vec<Named>> {
    let member = |(name, array): &(String, Array)| {
        let name = format!("{name}.npy");
        if name.len() > usize::from(u16::MAX) {
            return Err(ZipError::LongName { length: name.len() }.into());
        }
        Ok((name, prepare(operation, array)?))
    };
    members.iter().map(member).collect()
}

fn save(path: &Path, operation: &'static str, members: Members, method: Method) -> Result<()> {
    let path = file::with_extension(path, ".npz");
    let members = members.named_all()?;
    let prepared = prepared(operation, &members)?;
    let file = BufWriter::new(file::create(operation, &path)?);
    write(file, Source::path(operation, &path), prepared, method)
}

fn write(writer: impl Write + Seek, source: Source<'_>, members: Vec<Named>, method: Method) -> Result<()> {
    let mut archive = Writer::new(writer, method);
    for (name, array) in members {
        archive.member(name, |out| array.write(out, source).map_err(Failure::Other)).map_err(|error| {
            match error {
                Failure::Io(error) => source.failed(error),
                Failure::Other(error) => error,
            }
        })?;
    }
    archive.finish().map(drop).map_err(|error| source.failed(error))
}

/// Why a member could not be written: the container's reason or the array's.
enum Failure {
    Io(io::Error),
    Other(Error),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        Failure::Io(error)
    }
}
