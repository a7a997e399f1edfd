//! What iteration over several arrays refuses, in NumPy's wording.

#![forbid(unsafe_code)]

use nd_dtype::{Casting, DType, Error, ErrorKind};

/// A request that no iteration answers.
#[derive(Clone, PartialEq, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum IterError {
    /// No operands.
    #[error("Must provide at least one operand")]
    NoOperands,
    /// Only operands that are to be allocated.
    #[error("At least one iterator operand must be non-NULL")]
    OnlyAllocated,
    /// An operand to be written that may not be.
    #[error("output array is read-only")]
    ReadOnly,
    /// No elements, and [`zerosize_ok`](super::NdIterBuilder::zerosize_ok) was not asked for.
    #[error("Iteration of zero-sized operands is not enabled")]
    ZeroSize,
    /// Stretches while an index is counted.
    #[error("Iterator flag EXTERNAL_LOOP cannot be used if an index or multi-index is being tracked")]
    LoopWithIndex,
    /// A dtype that only a buffer can bring, without one.
    #[error("Iterator operand required copying or buffering, but neither copying nor buffering was enabled")]
    NotBuffered,
    /// Elements that do not cast to the dtype wanted.
    #[error(
        "Iterator operand {operand} dtype could not be cast from {from:?} to {to:?} according to the rule '{}'",
        rule.name()
    )]
    Read {
        /// Which operand.
        operand: usize,
        /// Its dtype.
        from: DType,
        /// The dtype wanted.
        to: DType,
        /// The rule.
        rule: Casting,
    },
    /// Elements of the dtype wanted that do not cast back.
    #[error(
        "Iterator requested dtype could not be cast from {from:?} to {to:?}, the operand {operand} dtype, according to the rule '{}'",
        rule.name()
    )]
    Write {
        /// Which operand.
        operand: usize,
        /// The dtype wanted.
        from: DType,
        /// The operand's dtype.
        to: DType,
        /// The rule.
        rule: Casting,
    },
    /// An operand to be written that would be repeated, where [`reduce_ok`](super::NdIterBuilder::reduce_ok) was not asked for.
    #[error(
        "output operand requires a reduction along dimension {dimension}, but the reduction is not enabled. The dimension size of 1 does not match the expected output shape."
    )]
    Reduction {
        /// The axis, counted from the last; -1 if the operand names its axes.
        dimension: isize,
    },
    /// An operand that would be repeated, and is not read.
    #[error("output operand requires a reduction, but is flagged as write-only, not read-write")]
    ReductionWriteOnly,
    /// A mask for an operand that is not written.
    #[error("The iterator flag WRITEMASKED may only be used with READWRITE or WRITEONLY")]
    MaskedRead,
    /// An operand that is its own mask.
    #[error("The iterator flag WRITEMASKED may not be used together with ARRAYMASK")]
    MaskedMask,
    /// Two masks.
    #[error("Only one iterator operand may receive an ARRAYMASK flag")]
    SecondMask,
    /// An operand to be written where a mask is true, and none is.
    #[error(
        "An iterator operand was flagged as WRITEMASKED, but no ARRAYMASK operand was given to supply the mask"
    )]
    NoMask,
    /// A mask for no operand.
    #[error(
        "An iterator operand was flagged as the ARRAYMASK, but no WRITEMASKED operands were given to use the mask"
    )]
    UnusedMask,
    /// A mask of other elements than booleans and bytes.
    #[error("Only bool and uint8 masks are supported.")]
    MaskDType,
    /// A mask that is written and repeated.
    #[error(
        "output operand requires a reduction, but is flagged as the ARRAYMASK operand which is not permitted to be the result of a reduction"
    )]
    MaskReduction,
    /// An element with several values of the mask.
    #[error(
        "Iterator reduction operand is WRITEMASKED, but also broadcasts to multiple mask values. There can be only one mask value per WRITEMASKED element."
    )]
    MaskedReduction,
    /// Elements that only a buffer can bring next to each other, without one.
    #[error(
        "Iterator operand required buffering, to be contiguous as requested, but buffering is not enabled"
    )]
    NotContiguous,
    /// Elements asked for of another number of operands than there are.
    #[error("each: {wanted} operands were asked for, and there are {found}")]
    Cells {
        /// Operands asked for.
        wanted: usize,
        /// Operands that there are.
        found: usize,
    },
    /// Something that needs the position along each axis.
    #[error("Iterator is not tracking a multi-index")]
    NoMultiIndex,
    /// Something that needs the flat position.
    #[error("Iterator does not have an index")]
    NoIndex,
    /// A position after the last.
    #[error("Iterator is past the end")]
    Finished,
    /// An axis to be left out where that cannot be.
    #[error("Iterator RemoveAxis may not be called {reason}")]
    RemoveAxis {
        /// Where it cannot.
        reason: &'static str,
    },
    /// A position outside of what is iterated over.
    #[error("Iterator GotoIterIndex called with an out-of-bounds iterindex.")]
    OutOfRange,
    /// Axes for an operand that it does not have, or not one for each axis of the iteration.
    #[error("nditer: operand {operand} has no such axes")]
    Axes {
        /// Which operand.
        operand: usize,
    },
}

impl From<IterError> for Error {
    #[cold]
    fn from(error: IterError) -> Error {
        let kind = match error {
            IterError::Read { .. }
            | IterError::Write { .. }
            | IterError::NotBuffered
            | IterError::NotContiguous
            | IterError::MaskDType => ErrorKind::Type,
            IterError::OutOfRange => ErrorKind::Index,
            IterError::RemoveAxis { .. } => ErrorKind::Runtime,
            _ => ErrorKind::Value,
        };
        Error::new(kind, error)
    }
}
