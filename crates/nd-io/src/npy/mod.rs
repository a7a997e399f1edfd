//! The `.npy` format: one array in one file, as `numpy.save` writes it.
//!
//! ```text
//! \x93NUMPY  major minor  header length  {'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }   \n  elements
//! 6 bytes    1     1      2 (v1) or 4    text, padded so that the elements begin at a multiple of 64     raw
//! ```
//!
//! Written byte for byte as NumPy does, in the oldest version that can hold the header: 1.0, 2.0 for long headers, 3.0
//! for field names outside Latin-1. Versions 1.0, 2.0 and 3.0 are read. The format is described in
//! `numpy/lib/format.py`.

#![forbid(unsafe_code)]

mod error;
pub mod format;
mod header;
mod read;
mod write;

pub use error::NpyError;
pub(crate) use header::Header;
pub use read::read_npy;
pub(crate) use read::{read_file, read_header, read_member};
pub(crate) use write::{Prepared, packed, prepare, with_bytes, write_header};
pub use write::{save, write_npy};

/// What every file begins with.
pub(crate) const MAGIC: &[u8; 6] = b"\x93NUMPY";
