//! Writing `.npy`.

#![forbid(unsafe_code)]

use super::header::header_of;
use crate::file::{self, Source};
use nd_core::{Array, DType, Result, View};
use std::io::Write;
use std::path::{Path, PathBuf};

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
    let path = with_extension(path.as_ref());
    let (header, fortran_order) = header_of(array)?;
    // An array that cannot be read must not cost the file that is there.
    array.check_readable("save")?;
    let mut file = file::create("save", &path)?;
    write(&mut file, Source::path("save", &path), &header, array, fortran_order)
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
    let (header, fortran_order) = header_of(array)?;
    write(&mut writer, Source::stream("write_npy"), &header, array, fortran_order)
}

fn write(
    writer: &mut impl Write,
    source: Source<'_>,
    header: &[u8],
    array: &Array,
    fortran_order: bool,
) -> Result<()> {
    let packed = match fortran_order {
        true => array.t(),
        false if array.is_c_contiguous() => array.alias(),
        false => array.copy()?,
    };
    let elements = packed.ravel()?.view_as(DType::U8)?;
    let written = elements.with(|bytes: View<'_, u8>| {
        writer.write_all(header)?;
        match bytes.as_slice() {
            Some(bytes) => writer.write_all(bytes)?,
            None => bytes.iter().try_for_each(|byte| writer.write_all(&[*byte]))?,
        }
        writer.flush()
    })?;
    written.map_err(|error| source.failed(error))
}

fn with_extension(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    if !name.as_encoded_bytes().ends_with(b".npy") {
        name.push(".npy");
    }
    name.into()
}
