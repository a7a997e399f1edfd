//! Arrays to and from files: NumPy's `.npy` and `.npz` formats and tables in text, compressed or not.
//!
//! A file is never trusted: a header that lies about its data, a damaged number or a ragged line is an error
//! that says what was found where, in NumPy's words where it has them.
//!
//! Reading order: [`save`] and [`load`] ([`write_npy`] and [`read_npy`] for streams); [`savez`] and [`NpzFile`];
//! [`loadtxt`] with [`LoadTxt`] for
//! its options; [`savetxt`] with [`SaveTxt`].
//!
//! ```
//! let table = nd_io::LoadTxt::new().delimiter(b',').parse("1,2\n3,4")?;
//! let mut file = Vec::new();
//! nd_io::write_npy(&mut file, &table)?;
//! let again = nd_io::read_npy(&mut file.as_slice())?;
//! assert_eq!(again.to_string(), "[[1. 2.]\n [3. 4.]]");
//! # Ok::<(), nd_core::Error>(())
//! ```

mod file;
mod load;
mod memmap;
mod npy;
mod npz;
mod number;
mod raw;
mod text;
mod zip;

pub use file::FileError;
pub use load::{Load, Loaded, load};
pub use memmap::{MapError, MapMode, Memmap, memmap, open_memmap};
pub use nd_core::format::printf::FormatError;
pub use npy::{NpyError, format, read_npy, save, write_npy};
pub use npz::{Members, NpzError, NpzFile, savez, savez_compressed, write_npz};
pub use raw::{Elements, IoExt, RawError, frombuffer, fromfile, fromstring};
pub use text::{
    Column, Comments, Converted, Delimiter, Filling, Fmt, GenFromTxt, GenFromTxtError, LetterCase, LoadTxt,
    LoadTxtError, Missing, Names, SaveTxt, SaveTxtError, genfromtxt, loadtxt, savetxt,
};
pub use zip::ZipError;
