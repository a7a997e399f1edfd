//! The `.npz` format: several arrays in one file, each a `.npy` file in a zip archive, as `numpy.savez` writes it.

#![forbid(unsafe_code)]

mod error;
mod read;
mod write;

pub use error::NpzError;
pub use read::NpzFile;
pub use write::{Members, savez, savez_compressed, write_npz};
