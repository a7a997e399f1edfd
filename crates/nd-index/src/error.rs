//! The errors of the indexing functions, in NumPy's wording.

#![forbid(unsafe_code)]

use nd_core::{Error, ErrorKind};

/// An argument that an indexing or shape function cannot use.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FunctionError {
    /// Positions on an axis without elements.
    #[error("cannot do a non-empty take from an empty axes.")]
    TakeEmpty,
    /// An `out` of another shape than the result.
    #[error("output array does not match result of ndarray.take")]
    TakeOut,
    /// Values to put where there are none to put in.
    #[error("cannot replace elements of an empty array")]
    PutEmpty,
    /// A choice that there is not.
    #[error("invalid entry in choice array")]
    Choice,
    /// A list where none is enough.
    #[error("{0}")]
    Value(&'static str),
    /// A type or number of axes that is not taken.
    #[error("{0}")]
    Type(&'static str),
    /// An index that is not taken.
    #[error("{0}")]
    Index(&'static str),
    /// A mask of another size than the data.
    #[error("{function}: mask and data must be the same size")]
    MaskSize {
        /// `place` or `putmask`.
        function: &'static str,
    },
    /// More or fewer functions than `piecewise` has conditions.
    #[error("with {conditions} condition(s), either {conditions} or {} functions are expected", conditions + 1)]
    Pieces {
        /// The conditions given.
        conditions: usize,
    },
    /// As many repeats as elements, or one, were wanted.
    #[error("operands could not be broadcast together with shape ({size},) ({repeats},)")]
    Repeats {
        /// Elements along the axis.
        size: usize,
        /// Repeats given.
        repeats: usize,
    },
    /// A split of an array with too few axes.
    #[error("{function} only works on arrays of {least} or more dimensions")]
    SplitRank {
        /// `hsplit`, `vsplit` or `dsplit`.
        function: &'static str,
        /// The axes it needs.
        least: usize,
    },
    /// A list beside something that is none, in a nested list of blocks.
    #[error(
        "List depths are mismatched. First element was at depth {first}, but there is an element at depth {found} ({place})"
    )]
    BlockDepth {
        /// Depth of the first block.
        first: usize,
        /// Depth of the block that differs.
        found: usize,
        /// Where it stands.
        place: String,
    },
    /// An empty list among blocks.
    #[error("List at {place} cannot be empty")]
    BlockEmpty {
        /// Where it stands.
        place: String,
    },
    /// A flat position that the shape does not have.
    #[error("index {index} is out of bounds for array with size {size}")]
    Unravel {
        /// The position.
        index: i64,
        /// Elements that there are.
        size: usize,
    },
    /// A position to insert at or delete that the axis does not have.
    #[error("index {index} is out of bounds for axis {axis} with size {size}")]
    Position {
        /// The position.
        index: i64,
        /// The axis.
        axis: usize,
        /// Its length.
        size: usize,
    },
    /// A mask for `delete` of another length than the axis.
    #[error(
        "boolean array argument obj to delete must be one dimensional and match the axis length of {size}"
    )]
    DeleteMask {
        /// The length of the axis.
        size: usize,
    },
    /// Something else that NumPy words.
    #[error("{1}")]
    Worded(ErrorKind, String),
}

impl From<FunctionError> for Error {
    #[cold]
    fn from(error: FunctionError) -> Error {
        let kind = match &error {
            FunctionError::TakeEmpty
            | FunctionError::PutEmpty
            | FunctionError::Index(_)
            | FunctionError::Position { .. } => ErrorKind::Index,
            FunctionError::Type(_) => ErrorKind::Type,
            FunctionError::Worded(kind, _) => *kind,
            _ => ErrorKind::Value,
        };
        Error::new(kind, error)
    }
}
