//! The errors of index expressions, in NumPy's wording.

#![forbid(unsafe_code)]

use crate::error::{shape_text, spaced};
use nd_dtype::{Error, ErrorKind};

/// An index that an array cannot answer, or a value that does not fit what an index selects.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum IndexError {
    /// A position outside `-size..size`.
    #[error("index {index} is out of bounds for axis {axis} with size {size}")]
    OutOfBounds {
        /// The position as given.
        index: i64,
        /// The axis of the array.
        axis: usize,
        /// Its length.
        size: usize,
    },
    /// More positions, slices and mask axes than the array has axes.
    #[error("too many indices for array: array is {ndim}-dimensional, but {used} were indexed")]
    TooMany {
        /// Axes of the array.
        ndim: usize,
        /// Axes that the index names.
        used: usize,
    },
    /// A second `...`.
    #[error("an index can only have a single ellipsis ('...')")]
    Ellipses,
    /// A slice that would not move.
    #[error("slice step cannot be zero")]
    ZeroStep,
    /// A result of more axes than an array can have.
    #[error("number of dimensions must be within [0, 64], indexing result would have {found}")]
    TooManyAxes {
        /// The axes that the result would have.
        found: usize,
    },
    /// An index array of floats, records or other things that are no positions.
    #[error("arrays used as indices must be of integer (or boolean) type")]
    NotIntegers,
    /// Index arrays that do not broadcast together.
    #[error("shape mismatch: indexing arrays could not be broadcast together with shapes {}", spaced(shapes))]
    Mismatch {
        /// The shapes of all index arrays; a mask counts as one list of positions for each of its axes.
        shapes: Vec<Vec<usize>>,
    },
    /// A mask whose length differs from that of the axis it selects from.
    #[error(
        "boolean index did not match indexed array along axis {axis}; size of axis is {size} but size of corresponding boolean axis is {found}"
    )]
    MaskLength {
        /// The axis of the array.
        axis: usize,
        /// Its length.
        size: usize,
        /// The length of the mask.
        found: usize,
    },
    /// A value that does not broadcast to the elements that index arrays select.
    #[error(
        "shape mismatch: value array of shape {} could not be broadcast to indexing result of shape {}",
        shape_text(value),
        shape_text(result)
    )]
    Value {
        /// The shape of the value.
        value: Vec<usize>,
        /// The shape of the selection.
        result: Vec<usize>,
    },
    /// As many values as a mask has true elements, or one, were wanted.
    #[error(
        "NumPy boolean array indexing assignment cannot assign {given} input values to the {wanted} output values where the mask is true"
    )]
    MaskCount {
        /// Values given.
        given: usize,
        /// True elements of the mask.
        wanted: usize,
    },
    /// Values for a mask that do not stand in a row.
    #[error(
        "NumPy boolean array indexing assignment requires a 0 or 1-dimensional input, input has {ndim} dimensions"
    )]
    MaskRank {
        /// Axes of the value.
        ndim: usize,
    },
    /// An array assigned to one element.
    #[error("setting an array element with a sequence.")]
    Sequence,
    /// An array assigned to one complex element.
    #[error("only 0-dimensional arrays can be converted to Python scalars")]
    NotScalar,
    /// Integer arrays or masks where only a view can be given.
    #[error("slice: integer and boolean arrays select a copy; use get for them")]
    NotAView,
}

impl From<IndexError> for Error {
    #[cold]
    fn from(error: IndexError) -> Error {
        let kind = match error {
            IndexError::ZeroStep
            | IndexError::Value { .. }
            | IndexError::MaskCount { .. }
            | IndexError::Sequence => ErrorKind::Value,
            IndexError::MaskRank { .. } | IndexError::NotScalar => ErrorKind::Type,
            _ => ErrorKind::Index,
        };
        Error::new(kind, error)
    }
}
