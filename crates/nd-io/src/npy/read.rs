//! Reading `.npy`.

#![forbid(unsafe_code)]

use super::header::Header;
use super::{MAGIC, NpyError};
use crate::file::{self, Source};
use nd_core::error::MemoryError;
use nd_core::{Array, Error, ErrorKind, Result};
use std::io::{Read, Seek};
use std::path::Path;

/// What is allocated for elements before any of them has been seen, where nothing says how many there are.
const FIRST_READ: usize = 1 << 16;

/// Reads the array in the `.npy` file at `path`.
///
/// The dtype keeps its byte order and its gaps; titles of fields are dropped. An array that was written in Fortran order
/// comes back in it. Bytes behind the elements are ignored, as in NumPy.
///
/// ```
/// let path = std::env::temp_dir().join(format!("nd-io-load-{}.npy", std::process::id()));
/// nd_io::save(&path, &nd_core::arange(3))?;
/// assert_eq!(nd_io::load(&path)?.to_string(), "[0 1 2]");
/// # std::fs::remove_file(path)?;
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// [`Io`](ErrorKind::Io) if the file cannot be read, [`Value`](ErrorKind::Value) if it is damaged or no array,
/// [`Unsupported`](ErrorKind::Unsupported) for a dtype that nd does not have or an archive. See [`NpyError`].
#[doc(alias = "numpy.load")]
pub fn load(path: impl AsRef<Path>) -> Result<Array> {
    let path = path.as_ref();
    let mut file = file::open("load", path)?;
    let source = Source::path("load", path);
    let size = file.metadata().map_err(|error| source.failed(error))?;
    // A pipe or a device has no size to hold the header against.
    let size = size.is_file().then_some(size.len());
    let mut reader = Reader { inner: &mut file, source };
    let header = reader.header()?;
    let left = match size {
        Some(size) => {
            let at = reader.inner.stream_position().map_err(|error| source.failed(error))?;
            Some(size.saturating_sub(at))
        }
        None => None,
    };
    reader.array(header, left)
}

/// Reads one array in the `.npy` format; the next byte of `reader` is then the one behind it.
///
/// ```
/// let mut bytes = Vec::new();
/// nd_io::write_npy(&mut bytes, &nd_core::array![1.5, 2.5])?;
/// let array = nd_io::read_npy(&mut bytes.as_slice())?;
/// assert_eq!(array.to_string(), "[1.5 2.5]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`load`].
#[doc(alias = "numpy.lib.format.read_array")]
pub fn read_npy(mut reader: impl Read) -> Result<Array> {
    let mut reader = Reader { inner: &mut reader, source: Source::stream("read_npy") };
    let header = reader.header()?;
    reader.array(header, None)
}

/// A reader and its name in errors.
struct Reader<'a, R> {
    inner: &'a mut R,
    source: Source<'a>,
}

impl<R: Read> Reader<'_, R> {
    /// Reads up to `len` bytes and appends them, allocating no more than what arrives calls for.
    fn append(&mut self, len: usize, bytes: &mut Vec<u8>) -> Result<()> {
        let mut part = (&mut *self.inner).take(len as u64);
        part.read_to_end(bytes).map(|_| ()).map_err(|error| self.source.failed(error))
    }

    fn exactly(&mut self, len: usize, what: &'static str) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.append(len, &mut bytes)?;
        match bytes.len() {
            got if got < len => Err(NpyError::Truncated { what, expected: len, got }.into()),
            _ => Ok(bytes),
        }
    }

    fn header(&mut self) -> Result<Header> {
        let mut magic = Vec::new();
        self.append(MAGIC.len(), &mut magic)?;
        match &magic[..] {
            [] => return Err(NpyError::Empty.into()),
            [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => return Err(NpyError::Archive.into()),
            found if found != MAGIC => return Err(NpyError::Pickle.into()),
            _ => self.append(2, &mut magic)?,
        }
        let &[_, _, _, _, _, _, major, minor] = &magic[..] else {
            return Err(NpyError::Truncated { what: "magic string", expected: 8, got: magic.len() }.into());
        };
        let length_bytes = match (major, minor) {
            (1, 0) => 2,
            (2 | 3, 0) => 4,
            _ => return Err(NpyError::Version { major, minor }.into()),
        };
        let digits = self.exactly(length_bytes, "array header length")?;
        let length = digits.iter().rev().fold(0, |length, &byte| length << 8 | usize::from(byte));
        let text = self.exactly(length, "array header")?;
        let text = match major {
            3 => String::from_utf8(text).map_err(|error| {
                let position = error.utf8_error().valid_up_to();
                NpyError::Encoding { byte: error.as_bytes()[position], position }
            })?,
            _ => text.into_iter().map(char::from).collect(),
        };
        Header::parse(&text)
    }

    /// Reads the elements into memory that becomes the array's own. `left` is how many bytes there are to read, if that
    /// is known.
    fn array(&mut self, header: Header, left: Option<u64>) -> Result<Array> {
        let expected = header.nbytes();
        let trusted = left.map_or(FIRST_READ, |left| usize::try_from(left).unwrap_or(usize::MAX));
        let mut bytes = Vec::new();
        if bytes.try_reserve_exact(expected.min(trusted)).is_err() {
            let Header { dtype, shape, .. } = header;
            return Err(Error::new(ErrorKind::Memory, MemoryError { shape, dtype, bytes: expected }));
        }
        self.append(expected, &mut bytes)?;
        let got = bytes.len();
        if got < expected {
            let error = match left {
                None => NpyError::Truncated { what: "array data", expected, got },
                Some(_) => {
                    let itemsize = header.dtype.itemsize();
                    let (expected, got) = (expected / itemsize, got / itemsize);
                    NpyError::MissingElements { shape: header.shape, expected, got }
                }
            };
            return Err(error.into());
        }
        let Header { dtype, fortran_order, mut shape } = header;
        if !fortran_order {
            return Array::from_byte_vec(shape, dtype, bytes);
        }
        shape.reverse();
        Ok(Array::from_byte_vec(shape, dtype, bytes)?.t())
    }
}
