//! The parts of the `.npy` format one by one, under the names of `numpy.lib.format`: for programs that look at headers
//! without reading elements, or write elements themselves.

#![forbid(unsafe_code)]

pub use super::header::{ARRAY_ALIGN, EXPECTED_KEYS, GROWTH_AXIS_MAX_DIGITS, Header};
pub use crate::memmap::open_memmap;

use super::header::dtype;
use super::read::Reader;
use super::{MAGIC, NpyError, read_npy, write_npy};
use crate::file::Source;
use nd_core::format::Literal;
use nd_core::{Array, DType, Result};
use std::io::{Read, Write};

/// What every file begins with.
#[doc(alias = "numpy.lib.format.MAGIC_PREFIX")]
pub const MAGIC_PREFIX: &[u8; 6] = MAGIC;
/// The length of the magic string with its version.
#[doc(alias = "numpy.lib.format.MAGIC_LEN")]
pub const MAGIC_LEN: usize = 8;

/// The magic string of a version of the format.
///
/// ```
/// assert_eq!(&nd_io::format::magic(1, 0), b"\x93NUMPY\x01\x00");
/// ```
#[doc(alias = "numpy.lib.format.magic")]
pub fn magic(major: u8, minor: u8) -> [u8; MAGIC_LEN] {
    let [a, b, c, d, e, f] = *MAGIC;
    [a, b, c, d, e, f, major, minor]
}

/// Reads the magic string and gives the version behind it.
///
/// ```
/// use nd_io::format::{magic, read_magic};
/// assert_eq!(read_magic(&mut magic(2, 0).as_slice())?, (2, 0));
/// let error = read_magic(&mut b"hello world.....".as_slice()).unwrap_err();
/// assert_eq!(error.to_string(), r"the magic string is not correct; expected b'\x93NUMPY', got b'hello '");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// [`Value`](nd_core::ErrorKind::Value) for another beginning or too few bytes.
#[doc(alias = "numpy.lib.format.read_magic")]
pub fn read_magic(mut reader: impl Read) -> Result<(u8, u8)> {
    let found = parts(&mut reader, "read_magic").exactly(MAGIC_LEN, "magic string")?;
    match found.strip_prefix(MAGIC) {
        Some(&[major, minor]) => Ok((major, minor)),
        _ => Err(NpyError::Magic { found: found[..MAGIC.len()].to_vec() }.into()),
    }
}

/// What the header of an array says.
///
/// ```
/// let header = nd_io::format::header_data_from_array_1_0(&nd_core::zeros((2, 3), "f4")?.t());
/// assert_eq!((header.fortran_order, header.shape), (true, vec![3, 2]));
/// # Ok::<(), nd_core::Error>(())
/// ```
#[doc(alias = "numpy.lib.format.header_data_from_array_1_0")]
pub fn header_data_from_array_1_0(array: &Array) -> Header {
    Header::of(array)
}

/// Reads a header of version 1.0, behind its magic string.
///
/// ```
/// use nd_io::format::{header_data_from_array_1_0, read_array_header_1_0, read_magic, write_array_header_1_0};
/// let header = header_data_from_array_1_0(&nd_core::arange(3));
/// let mut bytes = Vec::new();
/// write_array_header_1_0(&mut bytes, &header)?;
/// let mut rest = bytes.as_slice();
/// read_magic(&mut rest)?;
/// assert_eq!(read_array_header_1_0(&mut rest)?, header);
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// [`Value`](nd_core::ErrorKind::Value) for a header that is damaged or ends early. See [`NpyError`].
#[doc(alias = "numpy.lib.format.read_array_header_1_0")]
pub fn read_array_header_1_0(mut reader: impl Read) -> Result<Header> {
    parts(&mut reader, "read_array_header_1_0").header_text(1)
}

/// Reads a header of version 2.0, behind its magic string.
///
/// ```
/// use nd_io::format::{header_data_from_array_1_0, read_array_header_2_0, write_array_header_2_0};
/// let mut bytes = Vec::new();
/// write_array_header_2_0(&mut bytes, &header_data_from_array_1_0(&nd_core::arange(3)))?;
/// assert_eq!(read_array_header_2_0(&bytes[8..])?.shape, [3]);
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`read_array_header_1_0`].
#[doc(alias = "numpy.lib.format.read_array_header_2_0")]
pub fn read_array_header_2_0(mut reader: impl Read) -> Result<Header> {
    parts(&mut reader, "read_array_header_2_0").header_text(2)
}

/// Writes magic string and header in version 1.0.
///
/// ```
/// use nd_io::format::{header_data_from_array_1_0, write_array_header_1_0};
/// let mut bytes = Vec::new();
/// write_array_header_1_0(&mut bytes, &header_data_from_array_1_0(&nd_core::arange(3)))?;
/// assert_eq!((bytes.len(), &bytes[..10]), (128, &b"\x93NUMPY\x01\x00v\x00"[..]));
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// A header that is too long for the version, or has names beyond Latin-1; a writer that fails.
#[doc(alias = "numpy.lib.format.write_array_header_1_0")]
pub fn write_array_header_1_0(mut writer: impl Write, header: &Header) -> Result<()> {
    let bytes = header.write(Some(1))?;
    writer.write_all(&bytes).map_err(|error| Source::stream("write_array_header_1_0").failed(error))
}

/// Writes magic string and header in version 2.0.
///
/// ```
/// use nd_io::format::{header_data_from_array_1_0, write_array_header_2_0};
/// let mut bytes = Vec::new();
/// write_array_header_2_0(&mut bytes, &header_data_from_array_1_0(&nd_core::arange(3)))?;
/// assert_eq!((bytes.len(), &bytes[..8]), (128, &b"\x93NUMPY\x02\x00"[..]));
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`write_array_header_1_0`].
#[doc(alias = "numpy.lib.format.write_array_header_2_0")]
pub fn write_array_header_2_0(mut writer: impl Write, header: &Header) -> Result<()> {
    let bytes = header.write(Some(2))?;
    writer.write_all(&bytes).map_err(|error| Source::stream("write_array_header_2_0").failed(error))
}

/// Reads one array with its header: [`read_npy`].
///
/// ```
/// let mut bytes = Vec::new();
/// nd_io::format::write_array(&mut bytes, &nd_core::arange(3))?;
/// assert_eq!(nd_io::format::read_array(bytes.as_slice())?.to_string(), "[0 1 2]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`read_npy`].
pub fn read_array(reader: impl Read) -> Result<Array> {
    read_npy(reader)
}

/// Writes an array with its header: [`write_npy`].
///
/// ```
/// let mut bytes = Vec::new();
/// nd_io::format::write_array(&mut bytes, &nd_core::arange(3))?;
/// assert_eq!(bytes.len(), 128 + 24);
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`write_npy`].
pub fn write_array(writer: impl Write, array: &Array) -> Result<()> {
    write_npy(writer, array)
}

/// The dtype of a description as a header spells it: a Python literal.
///
/// ```
/// use nd_io::format::{descr_to_dtype, dtype_to_descr};
/// let dtype = descr_to_dtype("[('x', '<f8'), ('n', '>i2')]")?;
/// assert_eq!(dtype.itemsize(), 10);
/// assert_eq!(dtype_to_descr(&dtype)?, "[('x', '<f8'), ('n', '>i2')]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// [`Value`](nd_core::ErrorKind::Value) for a text that describes no dtype,
/// [`Unsupported`](nd_core::ErrorKind::Unsupported) for a dtype that nd does not have.
#[doc(alias = "numpy.lib.format.descr_to_dtype")]
pub fn descr_to_dtype(descr: &str) -> Result<DType> {
    match Literal::parse(descr) {
        Some(literal) => dtype(&literal),
        None => Err(NpyError::Descr { found: descr.to_owned() }.into()),
    }
}

/// The description of a dtype as a header spells it: a Python literal.
///
/// ```
/// assert_eq!(nd_io::format::dtype_to_descr(&nd_core::DType::F64)?, "'<f8'");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// [`Value`](nd_core::ErrorKind::Value) for fields that overlap or are out of order.
#[doc(alias = "numpy.lib.format.dtype_to_descr")]
pub fn dtype_to_descr(dtype: &DType) -> Result<String> {
    dtype.descr()
}

fn parts<'a, R: Read>(reader: &'a mut R, operation: &'static str) -> Reader<'a, R> {
    Reader { inner: reader, source: Source::stream(operation) }
}
