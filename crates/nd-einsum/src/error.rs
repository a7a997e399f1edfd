//! What can be wrong with a summation, in NumPy's wording.

use core::fmt;
use nd_core::{Casting, DType, Error, ErrorKind};

/// Where a subscript stands: in an operand's part or in the output's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The operand of this position.
    Operand(usize),
    /// The output.
    Output,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Operand(position) => write!(f, "operand {position}"),
            Place::Output => f.write_str("the output"),
        }
    }
}

/// An Einstein summation that cannot be done.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EinsumError {
    /// No operands.
    #[error("must specify the einstein sum subscripts string and at least one operand")]
    NoOperands,
    /// More operands than the subscripts name. NumPy exchanges "fewer" and "more", and people search for its words.
    #[error("fewer operands provided to einstein sum function than specified in the subscripts string")]
    ExtraOperands,
    /// Fewer operands than the subscripts name.
    #[error("more operands provided to einstein sum function than specified in the subscripts string")]
    MissingOperands,
    /// More operands than one summation takes.
    #[error("too many operands")]
    TooManyOperands,
    /// A character that is not a label.
    #[error("invalid subscript '{found}' in einstein sum subscripts string, subscripts must be letters")]
    InvalidSubscript {
        /// The character.
        found: char,
    },
    /// An arrow that is not one.
    #[error("einstein sum subscript string does not contain proper '->' output specified")]
    Arrow,
    /// Dots that are not three, or a second ellipsis.
    #[error(
        "einstein sum subscripts string contains a '.' that is not part of an ellipsis ('...') in {place}"
    )]
    Dots {
        /// Where they stand.
        place: Place,
    },
    /// A label given as a number that is none.
    #[error("subscript is not within the valid range [0, 52)")]
    LabelRange,
    /// A second ellipsis in a list.
    #[error("each subscripts list may have only one ellipsis")]
    TwoEllipses,
    /// An output label that stands twice.
    #[error("einstein sum subscripts string includes output subscript '{label}' multiple times")]
    RepeatedOutput {
        /// The label.
        label: char,
    },
    /// An output label that no operand has.
    #[error(
        "einstein sum subscripts string included output subscript '{label}' which never appeared in an input"
    )]
    UnknownOutput {
        /// The label.
        label: char,
    },
    /// More labels than the operand has axes.
    #[error("einstein sum subscripts string contains too many subscripts for operand {operand}")]
    TooManySubscripts {
        /// The operand's position.
        operand: usize,
    },
    /// Fewer labels than the operand has axes, and no ellipsis for the others.
    #[error(
        "operand has more dimensions than subscripts given in einstein sum, but no '...' ellipsis provided to broadcast the extra dimensions."
    )]
    TooFewSubscripts {
        /// The operand's position.
        operand: usize,
    },
    /// Axes under an ellipsis, and an output without one.
    #[error(
        "output has more dimensions than subscripts given in einstein sum, but no '...' ellipsis provided to broadcast the extra dimensions."
    )]
    OutputWithoutEllipsis,
    /// More axes than an array can have.
    #[error("too many subscripts in einsum")]
    TooManyAxes,
    /// A label that stands on two axes of different lengths in one operand.
    #[error(
        "dimensions in {} for collapsing index '{}' don't match ({first} != {found})",
        if *single { "single operand".to_string() } else { format!("operand {operand}") },
        label
    )]
    Diagonal {
        /// The operand's position.
        operand: usize,
        /// Whether the result would be a view of the only operand.
        single: bool,
        /// The label.
        label: char,
        /// The length of the first axis.
        first: usize,
        /// The length that differs.
        found: usize,
    },
    /// A label that has different lengths in different operands.
    #[error(
        "operands could not be broadcast together with remapped shapes [original->remapped]: {}",
        remapped_text(operands)
    )]
    Broadcast {
        /// For each operand, and the output if one was given: its shape, and its lengths along the labels of the whole
        /// summation.
        operands: Vec<(Vec<usize>, Vec<Option<usize>>)>,
    },
    /// An output of another number of axes.
    #[error(
        "out parameter does not have the correct number of dimensions, has {found} but should have {wanted}"
    )]
    OutputRank {
        /// Axes of the output.
        found: usize,
        /// Axes of the result.
        wanted: usize,
    },
    /// An output axis of length one that the result is longer than.
    #[error(
        "output operand requires a reduction along dimension {axis}, but the reduction is not enabled. The dimension size of 1 does not match the expected output shape."
    )]
    OutputReduction {
        /// The axis.
        axis: usize,
    },
    /// An output that may not be written.
    #[error("operand array with iterator write flag set is read-only")]
    ReadOnly,
    /// Elements that are not numbers.
    #[error("invalid data type for einsum")]
    NotNumbers {
        /// Their dtype.
        found: DType,
    },
    /// An operand that the casting rule does not let through.
    #[error(
        "Iterator operand {operand} dtype could not be cast from {from:?} to {to:?} according to the rule '{casting}'"
    )]
    OperandCast {
        /// The operand's position.
        operand: usize,
        /// Its dtype.
        from: DType,
        /// The dtype of the summation.
        to: DType,
        /// The rule in force.
        casting: Casting,
    },
    /// An output that the casting rule does not let the result into.
    #[error(
        "Iterator requested dtype could not be cast from {from:?} to {to:?}, the operand {operand} dtype, according to the rule '{casting}'"
    )]
    OutputCast {
        /// The output's position, after the operands.
        operand: usize,
        /// The dtype of the summation.
        from: DType,
        /// The output's dtype.
        to: DType,
        /// The rule in force.
        casting: Casting,
    },
    /// A path that leaves operands over.
    #[error("Invalid einsum_path is specified: {left} more operands has to be contracted.")]
    UnfinishedPath {
        /// Contractions that are missing.
        left: usize,
    },
    /// A path that names an operand that is not there, or none.
    #[error(
        "Invalid einsum_path is specified: step {step} does not name operands among the {operands} that are left."
    )]
    PathStep {
        /// The step's position.
        step: usize,
        /// Operands at this step.
        operands: usize,
    },
}

/// `(2,3)->(2,newaxis,3) ` for each operand, as NumPy's iterator prints them.
fn remapped_text(operands: &[(Vec<usize>, Vec<Option<usize>>)]) -> String {
    let own = |shape: &[usize]| match shape {
        [n] => format!("({n},)"),
        _ => format!("({})", shape.iter().map(usize::to_string).collect::<Vec<_>>().join(",")),
    };
    let remapped = |lengths: &[Option<usize>]| {
        // Leading axes that the operand lacks are not printed.
        let known = lengths.iter().position(Option::is_some).unwrap_or(lengths.len());
        let name = |n: &Option<usize>| n.map_or("newaxis".to_string(), |n| n.to_string());
        let comma = if lengths.len() == 1 && known == 0 { "," } else { "" };
        format!("({}{comma})", lengths[known..].iter().map(name).collect::<Vec<_>>().join(","))
    };
    operands.iter().map(|(shape, lengths)| format!("{}->{} ", own(shape), remapped(lengths))).collect()
}

impl From<EinsumError> for Error {
    #[cold]
    fn from(error: EinsumError) -> Error {
        let kind = match error {
            EinsumError::NotNumbers { .. }
            | EinsumError::OperandCast { .. }
            | EinsumError::OutputCast { .. } => ErrorKind::Type,
            EinsumError::PathStep { .. } => ErrorKind::Index,
            _ => ErrorKind::Value,
        };
        Error::new(kind, error)
    }
}
