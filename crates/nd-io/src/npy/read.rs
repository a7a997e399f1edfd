//! Reading `.npy`.

#![forbid(unsafe_code)]

use super::header::Header;
use super::{MAGIC, NpyError};
use crate::file::Source;
use nd_core::error::MemoryError;
use nd_core::{Array, CodecError, Error, ErrorKind, Result};
use std::fs::File;
use std::io::{Read, Seek};

/// What is allocated for elements before any of them has been seen, where nothing says how many there are.
const FIRST_READ: u64 = 1 << 16;

/// Reads the array in an open `.npy` file from where the file stands.
pub(crate) fn read_file(file: &mut File, source: Source<'_>) -> Result<Array> {
    let size = file.metadata().map_err(|error| source.failed(error))?.len();
    let mut reader = Reader { inner: file, source };
    let header = reader.header()?;
    let at = reader.inner.stream_position().map_err(|error| source.failed(error))?;
    reader.array(header, Left::Exactly(size.saturating_sub(at)))
}

/// Reads the array in the `.npy` format from a reader that is believed to have `credible` bytes.
pub(crate) fn read_member(reader: &mut impl Read, source: Source<'_>, credible: u64) -> Result<Array> {
    let mut reader = Reader { inner: reader, source };
    let header = reader.header()?;
    reader.array(header, Left::AtMost(credible.max(FIRST_READ)))
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
/// As [`load`](crate::load).
#[doc(alias = "numpy.lib.format.read_array")]
pub fn read_npy(mut reader: impl Read) -> Result<Array> {
    let mut reader = Reader { inner: &mut reader, source: Source::stream("read_npy") };
    let header = reader.header()?;
    reader.array(header, Left::AtMost(FIRST_READ))
}

/// The header of an open `.npy` file, and where its elements begin.
pub(crate) fn read_header(file: &mut File, source: Source<'_>) -> Result<(Header, u64)> {
    let mut reader = Reader { inner: file, source };
    let header = reader.header()?;
    let at = reader.inner.stream_position().map_err(|error| source.failed(error))?;
    Ok((header, at))
}

/// What is known of the bytes that a reader has left.
enum Left {
    /// There are so many.
    Exactly(u64),
    /// There may be more or fewer, but so much memory may be set aside before they are seen.
    AtMost(u64),
}

/// A reader and its name in errors.
pub(super) struct Reader<'a, R> {
    pub(super) inner: &'a mut R,
    pub(super) source: Source<'a>,
}

impl<R: Read> Reader<'_, R> {
    /// Reads up to `len` bytes and appends them, allocating no more than what arrives calls for.
    fn append(&mut self, len: usize, bytes: &mut Vec<u8>) -> Result<()> {
        let mut part = (&mut *self.inner).take(len as u64);
        part.read_to_end(bytes).map(|_| ()).map_err(|error| self.source.failed(error))
    }

    pub(super) fn exactly(&mut self, len: usize, what: &'static str) -> Result<Vec<u8>> {
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
        match (major, minor) {
            (1..=3, 0) => self.header_text(major),
            _ => Err(NpyError::Version { major, minor }.into()),
        }
    }

    /// The rest of a header of format `version`, behind the magic string.
    pub(super) fn header_text(&mut self, version: u8) -> Result<Header> {
        let length_bytes = if version == 1 { 2 } else { 4 };
        let digits = self.exactly(length_bytes, "array header length")?;
        let length = digits.iter().rev().fold(0, |length, &byte| length << 8 | usize::from(byte));
        let text = self.exactly(length, "array header")?;
        let text = match version {
            3 => String::from_utf8(text).map_err(|error| {
                NpyError::Encoding(CodecError::utf8(error.as_bytes(), error.utf8_error()))
            })?,
            _ => text.into_iter().map(char::from).collect(),
        };
        Header::parse(&text)
    }

    /// Reads the elements into memory that becomes the array's own.
    fn array(&mut self, header: Header, left: Left) -> Result<Array> {
        let expected = header.nbytes();
        let (Left::Exactly(trusted) | Left::AtMost(trusted)) = left;
        let trusted = usize::try_from(trusted).unwrap_or(usize::MAX);
        let mut bytes = Vec::new();
        if bytes.try_reserve_exact(expected.min(trusted)).is_err() {
            let Header { dtype, shape, .. } = header;
            return Err(Error::new(ErrorKind::Memory, MemoryError { shape, dtype, bytes: expected }));
        }
        self.append(expected, &mut bytes)?;
        let got = bytes.len();
        if got < expected {
            let error = match left {
                Left::AtMost(_) => NpyError::Truncated { what: "array data", expected, got },
                Left::Exactly(_) => {
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
