//! Elements without a header: bytes as they lie in memory, or numbers in a row.

#![forbid(unsafe_code)]

use crate::file::{self, Source};
use crate::npy::{packed, with_bytes};
use crate::text::parse_row;
use nd_core::{Array, DType, IntoDType, ObjectError, Result};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;

/// What to take out of a file or a text without a header; a dtype alone means binary elements from beginning to end.
#[derive(Debug)]
#[must_use]
pub struct Elements {
    dtype: Result<DType>,
    count: Option<usize>,
    offset: u64,
    sep: String,
}

impl Elements {
    /// Elements of `dtype`.
    pub fn of(dtype: impl IntoDType) -> Elements {
        Elements { dtype: dtype.into_dtype(), count: None, offset: 0, sep: String::new() }
    }

    /// At most this many.
    pub fn count(self, count: usize) -> Elements {
        Elements { count: Some(count), ..self }
    }

    /// The first one this many bytes from the beginning.
    pub fn offset(self, bytes: u64) -> Elements {
        Elements { offset: bytes, ..self }
    }

    /// In text with this between them; white space in it stands for any white space.
    pub fn sep(self, sep: &str) -> Elements {
        Elements { sep: sep.to_owned(), ..self }
    }
}

impl From<DType> for Elements {
    fn from(dtype: DType) -> Elements {
        Elements::of(dtype)
    }
}

impl From<&str> for Elements {
    fn from(dtype: &str) -> Elements {
        Elements::of(dtype)
    }
}

/// Reads elements without a header from the file at `path`. Bytes behind the last whole element are ignored.
///
/// ```
/// use nd_io::{Elements, fromfile};
/// let path = std::env::temp_dir().join(format!("nd-io-fromfile-{}.bin", std::process::id()));
/// std::fs::write(&path, [1, 0, 2, 0, 3])?;
/// assert_eq!(fromfile(&path, "<i2")?.to_string(), "[1 2]");
/// assert_eq!(fromfile(&path, Elements::of("u1").offset(2).count(2))?.to_string(), "[2 0]");
/// # std::fs::remove_file(path)?;
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// [`Io`](nd_core::ErrorKind::Io) if the file cannot be read, [`Value`](nd_core::ErrorKind::Value) for text that is no
/// row of numbers, the errors of a dtype that is not understood.
#[doc(alias = "numpy.fromfile")]
pub fn fromfile(path: impl AsRef<Path>, elements: impl Into<Elements>) -> Result<Array> {
    let (path, elements) = (path.as_ref(), elements.into());
    let source = Source::path("fromfile", path);
    if elements.offset > 0 && !elements.sep.is_empty() {
        return Err(RawError::TextOffset.into());
    }
    let mut file = file::open("fromfile", path)?;
    let length = file.metadata().map_err(|error| source.failed(error))?.len();
    if elements.count.is_none() && elements.offset > length {
        return Err(RawError::BehindTheEnd.into());
    }
    file.seek(SeekFrom::Start(elements.offset)).map_err(|error| source.failed(error))?;
    let mut bytes = Vec::new();
    if !elements.sep.is_empty() {
        file.read_to_end(&mut bytes).map_err(|error| source.failed(error))?;
        return fromstring(&String::from_utf8_lossy(&bytes), elements);
    }
    let dtype = sized(elements.dtype?)?;
    let itemsize = dtype.itemsize();
    let most =
        elements.count.and_then(|count| count.checked_mul(itemsize)).map_or(u64::MAX, |most| most as u64);
    file.take(most).read_to_end(&mut bytes).map_err(|error| source.failed(error))?;
    let count = bytes.len() / itemsize;
    bytes.truncate(count * itemsize);
    Array::from_byte_vec(count, dtype, bytes)
}

/// Reads the numbers of a text, with a separator between them.
///
/// ```
/// use nd_io::{Elements, fromstring};
/// assert_eq!(fromstring("1, 2,3", Elements::of("f8").sep(","))?.to_string(), "[1. 2. 3.]");
/// assert_eq!(fromstring("1 2\n3", Elements::of("i4").sep(" "))?.to_string(), "[1 2 3]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// [`Value`](nd_core::ErrorKind::Value) for a text that does not end where its numbers do, or an empty separator: binary
/// elements are for [`frombuffer`].
#[doc(alias = "numpy.fromstring")]
pub fn fromstring(text: &str, elements: impl Into<Elements>) -> Result<Array> {
    let elements = elements.into();
    if elements.sep.is_empty() {
        return Err(RawError::BinaryText.into());
    }
    let (dtype, separator) = (sized(elements.dtype?)?, elements.sep.trim());
    match dtype.kind() {
        'U' | 'S' | 'V' => return Err(RawError::NoText.into()),
        'M' => return Err(RawError::Unmatched.into()),
        _ => {}
    }
    let fields: Vec<&str> = match separator {
        "" => text.split_whitespace().collect(),
        separator => text.strip_suffix(separator).unwrap_or(text).split(separator).collect(),
    };
    let count = elements.count.unwrap_or(usize::MAX).min(fields.len());
    let blank = fields.len() == 1 && fields[0].trim().is_empty();
    let fields = if blank { &[] } else { &fields[..count] };
    let bytes = parse_row(fields, &dtype).ok_or(RawError::Unmatched)?;
    Array::from_byte_vec(fields.len(), dtype, bytes)
}

/// `dtype`, if bytes can make its elements.
fn sized(dtype: DType) -> Result<DType> {
    if dtype.hasobject() {
        return Err(ObjectError::Buffer.into());
    }
    if dtype.itemsize() == 0 {
        return Err(RawError::NoBytes.into());
    }
    Ok(dtype)
}

/// The elements in the bytes that `owner` gives out, without copying them; read-only.
///
/// ```
/// use nd_io::{Elements, frombuffer};
/// let a = frombuffer(vec![1_u8, 0, 2, 0], "<u2")?;
/// assert_eq!(a.to_string(), "[1 2]");
/// assert!(a.fill(0).is_err());
/// let message = frombuffer(vec![1_u8, 2, 3], "<u2").unwrap_err().to_string();
/// assert_eq!(message, "buffer size must be a multiple of element size");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// [`Value`](nd_core::ErrorKind::Value) for bytes that are no whole number of elements, or fewer than asked for.
#[doc(alias = "numpy.frombuffer")]
pub fn frombuffer(
    owner: impl AsRef<[u8]> + Send + Sync + 'static,
    elements: impl Into<Elements>,
) -> Result<Array> {
    let elements = elements.into();
    let dtype = sized(elements.dtype?)?;
    let bytes = Array::from_owner::<u8>(owner)?;
    let (length, itemsize) = (bytes.size(), dtype.itemsize());
    let offset = usize::try_from(elements.offset).ok().filter(|&offset| offset <= length);
    let offset = offset.ok_or(RawError::Offset { offset: elements.offset, length })?;
    let end = match elements.count {
        Some(count) => count.checked_mul(itemsize).and_then(|bytes| bytes.checked_add(offset)),
        None if !(length - offset).is_multiple_of(itemsize) => {
            return Err(RawError::PartialElement.into());
        }
        None => Some(length),
    };
    let end = end.filter(|&end| end <= length).ok_or(RawError::TooShort)?;
    bytes.slice(offset..end)?.view_as(dtype)
}

/// Writing arrays as elements without a header.
pub trait IoExt {
    /// Writes the elements in C order to the file at `path`: their bytes if `sep` is empty, else as text with `sep`
    /// between them.
    ///
    /// ```
    /// use nd_io::IoExt;
    /// let path = std::env::temp_dir().join(format!("nd-io-tofile-{}.bin", std::process::id()));
    /// nd_core::array![1, 2].tofile(&path, "")?;
    /// assert_eq!(nd_io::fromfile(&path, "i8")?.to_string(), "[1 2]");
    /// nd_core::array![1.5, 2.0].tofile(&path, ";")?;
    /// assert_eq!(std::fs::read_to_string(&path)?, "1.5;2.0");
    /// # std::fs::remove_file(path)?;
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Io`](nd_core::ErrorKind::Io) if the file cannot be written, [`Borrowed`](nd_core::ErrorKind::Borrowed) if the
    /// array is borrowed for writing.
    #[doc(alias = "numpy.ndarray.tofile")]
    fn tofile(&self, path: impl AsRef<Path>, sep: &str) -> Result<()>;
}

impl IoExt for Array {
    fn tofile(&self, path: impl AsRef<Path>, sep: &str) -> Result<()> {
        let path = path.as_ref();
        let source = Source::path("tofile", path);
        // An array that cannot be read or packed must not cost the file that is there.
        self.check_readable("tofile")?;
        let written = if sep.is_empty() {
            let elements = packed(self, false)?;
            let mut file = file::create("tofile", path)?;
            with_bytes(&elements, |bytes| file.write_all(bytes))?
        } else {
            // As the numbers of Python, which are of double precision.
            let wide = match (self.dtype().kind(), self.itemsize()) {
                ('f', 2 | 4) => self.astype(DType::F64)?,
                ('c', 8) => self.astype(DType::C128)?,
                _ => self.clone(),
            };
            let flat = wide.ravel()?;
            let items: Result<Vec<String>> =
                flat.iter()?.map(|item| Ok(item.scalar()?.to_string())).collect();
            let text = items?.join(sep);
            file::create("tofile", path)?.write_all(text.as_bytes())
        };
        written.map_err(|error| source.failed(error))
    }
}

/// Bytes or text that do not hold the elements asked for.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RawError {
    /// A text without a separator.
    #[error("The binary mode of fromstring is removed, use frombuffer instead")]
    BinaryText,
    /// Elements without bytes.
    #[error("itemsize cannot be zero in type")]
    NoBytes,
    /// Elements that are not numbers, to be read from text.
    #[error("don't know how to read character strings with that array type")]
    NoText,
    /// An offset into text.
    #[error("'offset' argument only permitted for binary files")]
    TextOffset,
    /// A first element behind the end of a file.
    #[error("negative dimensions are not allowed")]
    BehindTheEnd,
    /// A text that does not end where its numbers do.
    #[error("string or file could not be read to its end due to unmatched data")]
    Unmatched,
    /// Bytes that are no whole number of elements.
    #[error("buffer size must be a multiple of element size")]
    PartialElement,
    /// Fewer bytes than the elements need.
    #[error("buffer is smaller than requested size")]
    TooShort,
    /// A first element outside the bytes.
    #[error("offset must be non-negative and no greater than buffer length ({length})")]
    Offset {
        /// The offset asked for.
        offset: u64,
        /// The bytes there are.
        length: usize,
    },
}

impl From<RawError> for nd_core::Error {
    #[cold]
    fn from(error: RawError) -> nd_core::Error {
        let kind = match error {
            RawError::TextOffset => nd_core::ErrorKind::Type,
            _ => nd_core::ErrorKind::Value,
        };
        nd_core::Error::new(kind, error)
    }
}
