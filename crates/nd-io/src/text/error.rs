//! What can be wrong with a table and with the options of reading or writing one, in NumPy's wording.

#![forbid(unsafe_code)]

use super::Delimiter;
use nd_core::format::printf::FormatError;
use nd_core::format::{PyStr, PyTuple};
use nd_core::{DType, Error, ErrorKind};

/// Text that is not a table of the dtype asked for, or options that contradict each other.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LoadTxtError {
    /// A field that is not a value of its column's dtype.
    #[error("could not convert string {} to {dtype} at row {row}, column {column}.", PyStr(field))]
    Field {
        /// The field, or the first hundred characters of it.
        field: String,
        /// The dtype of the column.
        dtype: DType,
        /// Which row of data, counted from 0.
        row: usize,
        /// Which column of the file, counted from 1.
        column: usize,
    },
    /// A row that is longer or shorter than the first.
    #[error(
        "the number of columns changed from {expected} to {found} at row {row}; use `usecols` to select a subset and \
         avoid this error"
    )]
    Ragged {
        /// Columns of the first row.
        expected: usize,
        /// Columns of this row.
        found: usize,
        /// Which row of data, counted from 1.
        row: usize,
    },
    /// A row that does not have one column per field of the dtype.
    #[error(
        "the dtype passed requires {expected} columns but {found} were found at row {row}; use `usecols` to select a \
         subset and avoid this error"
    )]
    FieldCount {
        /// Fields of the dtype.
        expected: usize,
        /// Columns of the row.
        found: usize,
        /// Which row of data, counted from 1.
        row: usize,
    },
    /// A column that a row does not have.
    #[error("invalid column index {index} at row {row} with {found} columns")]
    Column {
        /// The column as asked for.
        index: isize,
        /// Which row of data, counted from 1.
        row: usize,
        /// Columns of the row.
        found: usize,
    },
    /// Columns that are not as many as the fields of the dtype.
    #[error(
        "If a structured dtype is used, the number of columns in `usecols` must match the effective number of fields. \
         But {usecols} usecols were given and the number of fields is {fields}."
    )]
    UseCols {
        /// Columns asked for.
        usecols: usize,
        /// Fields of the dtype.
        fields: usize,
    },
    /// A converter for a column that there is not.
    #[error("converter specified for column {column}, which is invalid for the number of fields {fields}.")]
    Converter {
        /// The column.
        column: isize,
        /// Columns of the first row, or fields of the dtype.
        fields: usize,
    },
    /// A comment marker without characters.
    #[error("comments cannot be an empty string. Use comments=None to disable comments.")]
    EmptyComment,
    /// Elements that are arrays.
    #[error(
        "file reader does not support subarray dtypes.  You canput the dtype into a structured one using \
         `np.dtype(('name', dtype))` to avoid this limitation."
    )]
    SubArray,
    /// A delimiter that is no single character, or not one of ASCII.
    #[error("Text reading control character must be a single ASCII character or None; but got: {}", found.quoted())]
    ControlCharacter {
        /// The delimiter.
        found: Delimiter,
    },
    /// A line end where it cannot work.
    #[error("control character '{name}' cannot be a newline (`\\r` or `\\n`).")]
    Newline {
        /// `delimiter`, `comment` or `quotechar`.
        name: &'static str,
    },
    /// A quotation mark that means something else already.
    #[error("The values for control characters '{first}' and '{second}' are incompatible")]
    Quote {
        /// One of `comment`, `delimiter` and `quotechar`.
        first: &'static str,
        /// Another of them.
        second: &'static str,
    },
    /// Quotation marks, and comments that begin with more than one character or with several.
    #[error(
        "when multiple comments or a multi-character comment is given, quotes are not supported.  In this case quotechar must be set to None."
    )]
    QuoteAndComments,
    /// A comment marker that would end every field.
    #[error("The values for control characters 'comment' and 'delimiter' are incompatible")]
    SameCharacter,
    /// One of several comment markers is the delimiter.
    #[error("Comment characters '{}' cannot include the delimiter '{delimiter}'", PyTuple(comments))]
    DelimiterInComments {
        /// The markers.
        comments: Vec<String>,
        /// The delimiter.
        delimiter: char,
    },
    /// A number of dimensions other than 0, 1 or 2.
    #[error("Illegal value of ndmin keyword: {ndmin}")]
    NdMin {
        /// The number given.
        ndmin: usize,
    },
    /// Memory for the table that cannot be had.
    #[error("Unable to allocate memory for row {row} of a table of {dtype}")]
    Memory {
        /// Which row of data, counted from 0.
        row: usize,
        /// The dtype asked for.
        dtype: DType,
    },
}

impl From<LoadTxtError> for Error {
    #[cold]
    fn from(error: LoadTxtError) -> Error {
        use LoadTxtError::*;
        let kind = match error {
            UseCols { .. }
            | SubArray
            | ControlCharacter { .. }
            | Newline { .. }
            | SameCharacter
            | Quote { .. }
            | DelimiterInComments { .. } => ErrorKind::Type,
            Memory { .. } => ErrorKind::Memory,
            _ => ErrorKind::Value,
        };
        Error::new(kind, error)
    }
}

/// Formats that do not fit the array.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SaveTxtError {
    /// An array that is no table.
    #[error("Expected 1D or 2D array, got {ndim}D array instead")]
    Rank {
        /// Axes of the array.
        ndim: usize,
    },
    /// One format string with neither one conversion nor one per column.
    #[error("fmt has wrong number of % formats:  {fmt}")]
    Conversions {
        /// The format string.
        fmt: String,
    },
    /// A list of formats that is not one per column.
    #[error("fmt has wrong shape.  [{}]", quoted(fmt))]
    Formats {
        /// The formats.
        fmt: Vec<String>,
    },
    /// A row whose values the formats cannot take.
    #[error("Mismatch between array dtype ('{dtype}') and format specifier ('{format}')")]
    Mismatch {
        /// The dtype of the array.
        dtype: DType,
        /// The formats of a row, joined.
        format: String,
    },
    /// A format string that is not understood, or a value that it cannot show.
    #[error(transparent)]
    Format(#[from] FormatError),
}

impl From<SaveTxtError> for Error {
    #[cold]
    fn from(error: SaveTxtError) -> Error {
        let kind = match error {
            SaveTxtError::Mismatch { .. } => ErrorKind::Type,
            SaveTxtError::Format(FormatError::InfinityToInteger | FormatError::NoCharacter) => {
                ErrorKind::Overflow
            }
            _ => ErrorKind::Value,
        };
        Error::new(kind, error)
    }
}

fn quoted(texts: &[String]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| PyStr(text).to_string()).collect();
    texts.join(", ")
}
