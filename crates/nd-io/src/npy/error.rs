//! What can be wrong with an `.npy` file, in NumPy's wording.

#![forbid(unsafe_code)]

use nd_core::format::{PyStr, tuple_text};
use nd_core::{CodecError, Error, ErrorKind};

/// A file that is not an array, or not one that nd can hold.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum NpyError {
    /// A file without a byte in it.
    #[error("No data left in file")]
    Empty,
    /// A file that does not begin as an array does, which NumPy takes for a pickle.
    #[error(
        "This file contains pickled (object) data. If you trust the file you can load it unsafely using the \
         `allow_pickle=` keyword argument or `pickle.load()`."
    )]
    Pickle,
    /// A zip file: several arrays.
    #[error("this is an archive of arrays (.npz), not an array")]
    Archive,
    /// A file that ends early.
    #[error("EOF: reading {what}, expected {expected} bytes got {got}")]
    Truncated {
        /// The part that was being read.
        what: &'static str,
        /// Its size.
        expected: usize,
        /// The bytes that were there.
        got: usize,
    },
    /// A file, known by path, that ends before its last element.
    #[error(
        "Failed to read all data for array. Expected {} = {expected} elements, could only read {got} elements. (file \
         seems not fully written?)",
        tuple_text(shape)
    )]
    MissingElements {
        /// The shape in the header.
        shape: Vec<usize>,
        /// How many elements that is.
        expected: usize,
        /// The whole elements that were there.
        got: usize,
    },
    /// A version of the format that does not exist.
    #[error("we only support format version (1,0), (2,0), and (3,0), not ({major}, {minor})")]
    Version {
        /// First byte of the version.
        major: u8,
        /// Second byte of the version.
        minor: u8,
    },
    /// A header that is not in its encoding.
    #[error(transparent)]
    Encoding(#[from] CodecError),
    /// A header that is no Python literal.
    #[error("Cannot parse header: {}", PyStr(header))]
    Unparsed {
        /// The header, or its beginning if it is long.
        header: String,
    },
    /// A header that is a literal of another kind.
    #[error("Header is not a dictionary: {found}")]
    NotADictionary {
        /// Python's `repr` of the header.
        found: String,
    },
    /// A header with too many, too few or other entries.
    #[error("Header does not contain the correct keys: {found}")]
    Keys {
        /// Python's `repr` of the sorted keys.
        found: String,
    },
    /// A shape that is not a tuple of integers.
    #[error("shape is not valid: {found}")]
    Shape {
        /// Python's `repr` of the entry.
        found: String,
    },
    /// An order that is not a boolean.
    #[error("fortran_order is not a valid bool: {found}")]
    Order {
        /// Python's `repr` of the entry.
        found: String,
    },
    /// A dtype that NumPy does not understand.
    #[error("descr is not a valid dtype descriptor: {found}")]
    Descr {
        /// Python's `repr` of the entry.
        found: String,
    },
    /// Elements that hold objects, which only Python pickles.
    #[error("Object arrays cannot be saved when allow_pickle=False")]
    SaveObjects,
    /// Python objects, which only Python can read.
    #[error("Object arrays cannot be loaded when allow_pickle=False")]
    Objects,
    /// A dtype that NumPy has and nd does not.
    #[error("arrays of dtype {descr} are not supported")]
    Unsupported {
        /// Python's `repr` of the entry.
        descr: String,
    },
    /// A dtype whose description the header cannot hold.
    #[error("Header length {length} too big for version=({version}, 0)")]
    HeaderTooLong {
        /// The length in bytes.
        length: usize,
        /// The version of the format.
        version: u8,
    },
    /// A file that does not begin as an array does, where nothing else will do.
    #[error("the magic string is not correct; expected b'\\x93NUMPY', got b'{}'", found.escape_ascii())]
    Magic {
        /// What it begins with.
        found: Vec<u8>,
    },
}

impl From<NpyError> for Error {
    #[cold]
    fn from(error: NpyError) -> Error {
        let kind = match error {
            NpyError::Empty => ErrorKind::Io,
            NpyError::Archive | NpyError::Unsupported { .. } => ErrorKind::Unsupported,
            _ => ErrorKind::Value,
        };
        Error::new(kind, error)
    }
}
