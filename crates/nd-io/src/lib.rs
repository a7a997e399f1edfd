//! Arrays to and from files: NumPy's `.npy` format and tables of numbers in text.
//!
//! What is not here: archives of arrays (`.npz`), memory maps, raw binary without a header, and text with missing
//! values. A file is never trusted: a header that lies about its data, a damaged number or a ragged line is an error
//! that says what was found where, in NumPy's words where it has them.
//!
//! Reading order: [`save`] and [`load`] ([`write_npy`] and [`read_npy`] for streams); [`loadtxt`] with [`LoadTxt`] for
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

#![forbid(unsafe_code)]

mod file;
mod npy;
mod number;
mod python;
mod text;

pub use file::FileError;
pub use npy::{NpyError, load, read_npy, save, write_npy};
pub use number::FormatError;
pub use text::{Comments, Fmt, LoadTxt, LoadTxtError, SaveTxt, SaveTxtError, loadtxt, savetxt};
