//! Writing `.npy`.

#![forbid(unsafe_code)]

use super::header::Header;
use crate::file::{self, Source};
use nd_core::{Array, DType, Result, View};
use std::io::Write;
use std::path::Path;

/// Writes `array` to the file at `path` in the `.npy` format, byte for byte as NumPy does.
///
/// Like NumPy, it appends `.npy` to a name that does not end so. The dtype keeps its byte order; an array that is packed
/// in Fortran order is written in it, every other one in C order.
///
/// ```
/// let path = std::env::temp_dir().join(format!("nd-io-save-{}.npy", std::process::id()));
/// nd_io::save(&path, &nd_core::zeros((2, 3), ">f4")?)?;
/// assert_eq!(std::fs::metadata(&path)?.len(), 128 + 24);
/// # std::fs::remove_file(path)?;
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// The format has no name for bfloat16, whose elements are saved as raw bytes (`<V2`), as NumPy saves them with `ml_dtypes`. A
/// view makes numbers of what is read:
///
/// ```
/// # use nd_core::{Array, DType, array};
/// let mut file = Vec::new();
/// nd_io::write_npy(&mut file, &array![1.5, -2.0].astype(DType::BF16)?)?;
/// let raw = nd_io::read_npy(&file[..])?;
/// assert_eq!(raw.dtype().to_string(), "|V2");
/// assert_eq!(raw.view_as("bfloat16")?.to_string(), "[1.5 -2]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// [`Io`](nd_core::ErrorKind::Io) if the file cannot be written, [`Value`](nd_core::ErrorKind::Value) for fields that
/// overlap or are out of order, [`Borrowed`](nd_core::ErrorKind::Borrowed) if the array is borrowed for writing.
#[doc(alias = "numpy.save")]
pub fn save(path: impl AsRef<Path>, array: &Array) -> Result<()> {
    let path = file::with_extension(path.as_ref(), ".npy");
    let prepared = prepare("save", array)?;
    let mut file = file::create("save", &path)?;
    prepared.write(&mut file, Source::path("save", &path))
}

/// Writes `array` in the `.npy` format.
///
/// ```
/// let mut bytes = Vec::new();
/// nd_io::write_npy(&mut bytes, &nd_core::array![1, 2])?;
/// assert!(bytes.starts_with(b"\x93NUMPY\x01\x00v\x00{'descr': '<i8', 'fortran_order': False, 'shape': (2,), }"));
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`save`].
#[doc(alias = "numpy.lib.format.write_array")]
pub fn write_npy(mut writer: impl Write, array: &Array) -> Result<()> {
    prepare("write_npy", array)?.write(&mut writer, Source::stream("write_npy"))
}

/// The bytes in front of the elements that `header` describes.
pub(crate) fn write_header(header: &Header) -> Result<Vec<u8>> {
    header.write(None)
}

/// An array whose header stands and whose elements are packed: only the disk can fail now.
pub(crate) struct Prepared {
    header: Vec<u8>,
    elements: Array,
}

/// Does all that can fail for another reason than the disk, so that an array that cannot be written does not cost the file
/// that is there.
pub(crate) fn prepare(operation: &'static str, array: &Array) -> Result<Prepared> {
    let header = Header::of(array);
    let bytes = header.write(None)?;
    array.check_readable(operation)?;
    Ok(Prepared { header: bytes, elements: packed(array, header.fortran_order)? })
}

impl Prepared {
    pub(crate) fn write(&self, writer: &mut (impl Write + ?Sized), source: Source<'_>) -> Result<()> {
        let written = with_bytes(&self.elements, |bytes| {
            writer.write_all(&self.header)?;
            writer.write_all(bytes)?;
            writer.flush()
        })?;
        written.map_err(|error| source.failed(error))
    }
}

/// The bytes of the elements in C or Fortran order, as an array: a view of them where they lie, if they lie so.
///
/// # Errors
/// Memory that cannot be had or is borrowed for writing.
pub(crate) fn packed(array: &Array, fortran_order: bool) -> Result<Array> {
    let ordered = if fortran_order { array.t() } else { array.alias() };
    let ordered = if ordered.is_c_contiguous() { ordered } else { ordered.copy()? };
    ordered.ravel()?.view_as(DType::U8)
}

/// Calls `f` with the bytes of a [`packed`] array.
///
/// # Errors
/// Memory that is borrowed for writing.
pub(crate) fn with_bytes<R>(packed: &Array, f: impl FnOnce(&[u8]) -> R) -> Result<R> {
    packed.with(|bytes: View<'_, u8>| match bytes.as_slice() {
        Some(bytes) => f(bytes),
        None => f(&bytes.iter().copied().collect::<Vec<u8>>()),
    })
}
