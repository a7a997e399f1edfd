//! What `genfromtxt` refuses, in NumPy's words.

#![forbid(unsafe_code)]

use nd_core::{CodecError, Error, ErrorKind};

/// Text that is no table even with holes, or options that contradict each other.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum GenFromTxtError {
    /// Lines with another number of columns than the first.
    #[error("Some errors were detected !{}", invalid_lines(lines, *columns))]
    Ragged {
        /// The number of each line, counted from 1, and its columns.
        lines: Vec<(usize, usize)>,
        /// The columns of the first line, or those asked for.
        columns: usize,
    },
    /// A field that cannot be read, where that is asked to be an error.
    #[error("Cannot convert string '{field}'")]
    Field {
        /// The field.
        field: String,
    },
    /// A field that a converter of the caller's does not take, in a table whose types are guessed.
    #[error(
        "Converter #{column} is locked and cannot be upgraded: (occurred line #{line} for value '{field}')"
    )]
    Locked {
        /// The column.
        column: usize,
        /// The line.
        line: usize,
        /// The field.
        field: String,
    },
    /// Rows with another number of columns than the dtype has fields.
    #[error("could not assign tuple of length {columns} to structure with {fields} fields.")]
    FieldCount {
        /// Columns of the text.
        columns: usize,
        /// Fields of the dtype.
        fields: usize,
    },
    /// A column that does not exist.
    #[error("{name:?} is not in list")]
    NoColumn {
        /// Its name or number.
        name: String,
    },
    /// Two options that exclude each other.
    #[error("The keywords 'skip_footer' and 'max_rows' can not be specified at the same time.")]
    FooterAndRows,
    /// No row at all.
    #[error("'max_rows' must be at least 1.")]
    NoRows,
    /// More axes than a table has.
    #[error("Illegal value of ndmin keyword: {ndmin}")]
    NdMin {
        /// The number given.
        ndmin: usize,
    },
    /// Text that is not UTF-8.
    #[error(transparent)]
    Encoding(#[from] CodecError),
    /// Fields inside fields, or a dtype that no text has.
    #[error("genfromtxt cannot read elements of dtype {dtype}")]
    DType {
        /// The dtype.
        dtype: nd_core::DType,
    },
    /// Memory for the table that cannot be had.
    #[error("Unable to allocate memory for a table of {rows} rows")]
    Memory {
        /// The rows of the table.
        rows: usize,
    },
}

fn invalid_lines(lines: &[(usize, usize)], columns: usize) -> String {
    let line = |(number, found): &(usize, usize)| {
        format!("\n    Line #{number} (got {found} columns instead of {columns})")
    };
    lines.iter().map(line).collect()
}

impl From<GenFromTxtError> for Error {
    #[cold]
    fn from(error: GenFromTxtError) -> Error {
        let kind = match error {
            GenFromTxtError::DType { .. } => ErrorKind::Unsupported,
            GenFromTxtError::Memory { .. } => ErrorKind::Memory,
            _ => ErrorKind::Value,
        };
        Error::new(kind, error)
    }
}
