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

/// An array whose header stands.
pub(crate) struct Prepared<'a> {
    array: &'a Array,
    header: Vec<u8>,
    fortran_order: bool,
}

/// Makes sure that `array` can be written, so that one that cannot does not cost the file that is there.
pub(crate) fn prepare<'a>(operation: &'static str, array: &'a Array) -> Result<Prepared<'a>> {
    let header = Header::of(array);
    let bytes = header.write(None)?;
    array.check_readable(operation)?;
    Ok(Prepared { array, header: bytes, fortran_order: header.fortran_order })
}

impl Prepared<'_> {
    pub(crate) fn write(&self, writer: &mut (impl Write + ?Sized), source: Source<'_>) -> Result<()> {
        let written = with_bytes(self.array, self.fortran_order, |bytes| {
            writer.write_all(&self.header)?;
            writer.write_all(bytes)?;
            writer.flush()
        })?;
        written.map_err(|error| source.failed(error))
    }
}

/// Calls `f` with the bytes of the elements, in C or Fortran order; lent where they lie, if they lie so.
pub(crate) fn with_bytes<R>(array: &Array, fortran_order: bool, f: impl FnOnce(&[u8]) -> R) -> Result<R> {
    let packed = match fortran_order {
        true => array.t(),
        false => array.alias(),
    };
    let packed = if packed.is_c_contiguous() { packed } else { packed.copy()? };
    let elements = packed.ravel()?.view_as(DType::U8)?;
    elements.with(|bytes: View<'_, u8>| match bytes.as_slice() {
        Some(bytes) => f(bytes),
        None => f(&bytes.iter().copied().collect::<Vec<u8>>()),
    })
}
