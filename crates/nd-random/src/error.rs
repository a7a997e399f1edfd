//! What can be wrong with an argument, in NumPy's wording; the legacy methods word some faults differently.

#![forbid(unsafe_code)]

use core::fmt;
use nd_core::format::tuple_text;
use nd_core::{DType, Error, ErrorKind};

/// An argument that no random method takes.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RandomError {
    /// A seed below zero.
    #[error("expected non-negative integer")]
    NegativeSeed,
    /// A legacy seed of no numbers.
    #[error("Seed must be non-empty")]
    EmptySeed,
    /// A range of integers without any.
    #[error("{}", empty_range(*low, *closed))]
    EmptyRange {
        /// The first integer asked for.
        low: i128,
        /// Whether the end was meant to be included.
        closed: bool,
    },
    /// A range that begins or ends outside the dtype.
    #[error("{end} is out of bounds for {dtype}")]
    OutOfBounds {
        /// `low` or `high`.
        end: &'static str,
        /// The dtype.
        dtype: DType,
    },
    /// A dtype that the method does not draw.
    #[error("Unsupported dtype {dtype:?} for {method}")]
    UnsupportedDType {
        /// The method.
        method: &'static str,
        /// The dtype asked for.
        dtype: DType,
    },
    /// Integers of a foreign byte order.
    #[error(
        "Providing a dtype with a non-native byteorder is not supported. If you require platform-independent \
         byteorder, call byteswap when required."
    )]
    ForeignOrder,
    /// A normal distribution of negative width (negative zero included).
    #[error("scale < 0")]
    NegativeScale,
    /// A uniform distribution that ends before it begins.
    #[error("high - low < 0")]
    NegativeSpan,
    /// A uniform distribution wider than any float.
    #[error("{}", if *legacy { "Range exceeds valid bounds" } else { "high - low range exceeds valid bounds" })]
    InfiniteSpan {
        /// Whether a legacy method found it.
        legacy: bool,
    },
    /// A parameter that the distribution does not have.
    #[error("{}", fault.text(name))]
    Parameter {
        /// The parameter.
        name: &'static str,
        /// What is wrong with it.
        fault: Fault,
    },
    /// As [`Parameter`](RandomError::Parameter), where parameters are arrays.
    #[error("{}", fault.text(name).replace("is NaN", "contains NaNs"))]
    Parameters {
        /// The parameter.
        name: &'static str,
        /// What is wrong with an element.
        fault: Fault,
    },
    /// A shape that is not that of the parameters.
    #[error(
        "Output size {} is not compatible with broadcast dimensions of inputs {}.",
        tuple_text(size),
        tuple_text(common)
    )]
    Size {
        /// The shape asked for.
        size: Vec<usize>,
        /// What it broadcasts to together with the parameters.
        common: Vec<usize>,
    },
    /// An array that cannot be written to.
    #[error("{0}")]
    Out(OutFault),
    /// Streams to be spawned from one that has no seed.
    #[error("The underlying SeedSequence does not implement spawning.")]
    NoSeed,
    /// A state whose position lies outside its words.
    #[error("state dictionary is not valid.")]
    State,
    /// Shuffling an array without axes.
    #[error("len() of unsized object")]
    Unsized,
    /// Choosing along an axis that the array does not have.
    #[error("tuple index out of range")]
    NoAxis,
    /// Permuting something without axes.
    #[error("x must be an integer or at least 1-dimensional")]
    NotPermutable,
    /// Shuffling a read-only array.
    #[error("array is read-only")]
    ReadOnly,
    /// A sample that cannot be chosen.
    #[error("{}", fault.text(*legacy))]
    Choice {
        /// What stands in the way.
        fault: ChoiceFault,
        /// Whether a legacy method found it.
        legacy: bool,
    },
}

/// NumPy words a range from zero as if only its end had been given.
fn empty_range(low: i128, closed: bool) -> &'static str {
    match (low == 0, closed) {
        (true, true) => "high < 0",
        (true, false) => "high <= 0",
        (false, true) => "low > high",
        (false, false) => "low >= high",
    }
}

/// What is wrong with a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// It is below zero, negative zero included.
    Negative,
    /// It is not above zero.
    NotPositive,
    /// It is below zero or not a number.
    NegativeOrNan,
    /// It is not a number.
    NaN,
    /// It is not above one.
    NotAboveOne,
    /// It is below one.
    BelowOne,
    /// Draws would not fit into an integer.
    TooLarge,
    /// So many trials would fail that their number would not fit into an integer.
    TooManyTrials,
    /// It is not between 0 and 1.
    NoProbability,
    /// It is not above 0 and up to 1.
    NoPositiveProbability,
    /// It is not from 0 up to below 1.
    NoProbabilityBelowOne,
    /// It is above the parameter of that name.
    Above(&'static str),
    /// It is the same as the parameter of that name.
    Same(&'static str),
    /// It is a sum above one.
    AboveOne,
    /// It is a sum above one, which was none before its numbers became doubles.
    AboveOneAsDoubles,
    /// It has no last axis, or nothing along it.
    NoOutcomes,
    /// It is not one row of numbers.
    NotARow,
    /// It has another number of axes than one.
    NotOneDimensional,
    /// It is no square matrix.
    NotSquare,
    /// They are not of one length.
    Lengths,
    /// They are complex.
    Complex,
    /// It is no covariance.
    NotSemidefinite,
    /// It has no triangle of Cholesky.
    NotDefinite,
}

impl Fault {
    fn text(self, name: &str) -> String {
        match self {
            Fault::Negative => format!("{name} < 0"),
            Fault::NotPositive => format!("{name} <= 0"),
            Fault::NegativeOrNan => format!("{name} < 0 or {name} is NaN"),
            Fault::NaN => format!("{name} must not be NaN"),
            Fault::NotAboveOne => format!("{name} <= 1 or {name} is NaN"),
            Fault::BelowOne => format!("{name} < 1 or {name} is NaN"),
            Fault::TooLarge => format!("{name} value too large"),
            Fault::TooManyTrials => {
                "n too large or p too small, see Generator.negative_binomial Notes".to_owned()
            }
            Fault::NoProbability => format!("{name} < 0, {name} > 1 or {name} is NaN"),
            Fault::NoPositiveProbability => format!("{name} <= 0, {name} > 1 or {name} contains NaNs"),
            Fault::NoProbabilityBelowOne => format!("{name} < 0, {name} >= 1 or {name} is NaN"),
            Fault::Above(other) => format!("{name} > {other}"),
            Fault::Same(other) => format!("{name} == {other}"),
            Fault::AboveOne => format!("{name} > 1.0"),
            Fault::AboveOneAsDoubles => format!(
                "{} > 1.0. The pvals array is cast to 64-bit floating point prior to checking the sum. Precision \
                 changes when casting may cause problems even if the sum of the original pvals is valid.",
                name.replace("])", "].astype(np.float64))")
            ),
            Fault::NoOutcomes => format!(
                "{name} must have at least 1 dimension and the last dimension of {name} must be greater than 0."
            ),
            Fault::NotARow => format!("{name} must be 1-dimensional and not empty"),
            Fault::NotOneDimensional => format!("{name} must be 1 dimensional"),
            Fault::NotSquare => format!("{name} must be 2 dimensional and square"),
            Fault::Lengths => format!("{name} must have same length"),
            Fault::Complex => format!("{name} must not be complex"),
            Fault::NotSemidefinite => format!("{name} is not symmetric positive-semidefinite."),
            Fault::NotDefinite => format!("{name} is not positive definite"),
        }
    }
}

/// What is wrong with the numbers of a hypergeometric distribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum HypergeometricFault {
    /// More of a kind than the method takes.
    #[error("both ngood and nbad must be less than 1000000000")]
    TooManyThere,
    /// More taken than there are.
    #[error("ngood + nbad < nsample")]
    TooManyTaken,
    /// A sample of less than none.
    #[error("nsample must be nonnegative.")]
    NegativeSample,
    /// Colours that are not counts in one row.
    #[error("colors must be a one-dimensional sequence of nonnegative integers not exceeding {max}.", max = i64::MAX)]
    NoColors,
    /// More of all colours than an integer holds.
    #[error("sum(colors) must not exceed the maximum value of a 64 bit signed integer ({max})", max = i64::MAX)]
    Overflow,
    /// More of all colours than the method of marginals takes.
    #[error("When method is \"marginals\", sum(colors) must be less than 1000000000.")]
    TooManyForMarginals,
    /// More of all colours than can be counted out.
    #[error("When method is 'count', sum(colors) must not exceed {max}", max = i64::MAX / 8)]
    TooManyToCount,
    /// More taken than there are of all colours.
    #[error("nsample > sum(colors)")]
    TooLargeSample,
}

/// Why draws cannot be written to an array.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OutFault {
    /// Elements that do not lie one after the other, or are in foreign byte order, or read-only.
    #[error(
        "Supplied output array must be {}contiguous, writable, aligned, and in machine byte-order.",
        if *c_order { "C-" } else { "" }
    )]
    Layout {
        /// Whether no order but C order will do.
        c_order: bool,
    },
    /// Elements of another type.
    #[error("Supplied output array has the wrong type. Expected {expected}, got {found}")]
    WrongDType {
        /// The type that is drawn.
        expected: DType,
        /// The type of the array.
        found: DType,
    },
    /// A read-only array.
    #[error("out is read-only")]
    ReadOnly,
    /// Another shape than that of the array to be permuted.
    #[error("out must have the same shape as x")]
    Shape,
}

/// Why a sample cannot be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ChoiceFault {
    /// An array without axes that holds no integer.
    NotAPopulation,
    /// An array of several axes, which only [`Generator`](crate::Generator) takes.
    SeveralAxes,
    /// Not even one integer to choose from.
    NotPositive,
    /// An array without elements to choose from.
    Empty,
    /// More elements than there are, each at most once.
    TooMany,
    /// Probabilities that are not in one row.
    NotARow,
    /// Another number of probabilities than of elements.
    Sizes,
    /// A probability that is not a number.
    NaN,
    /// A probability below zero.
    Negative,
    /// Probabilities that do not make up one.
    Sum,
    /// Fewer possible elements than are asked for, each at most once.
    FewPossible,
}

impl ChoiceFault {
    fn text(self, legacy: bool) -> &'static str {
        use ChoiceFault::*;
        let (text, legacy_text) = match self {
            NotAPopulation => (
                "a must be a sequence or an integer, not <class 'numpy.ndarray'>",
                "a must be 1-dimensional or an integer",
            ),
            SeveralAxes => ("a must be 1-dimensional", "a must be 1-dimensional"),
            NotPositive => (
                "a must be a positive integer unless no samples are taken",
                "a must be greater than 0 unless no samples are taken",
            ),
            Empty => (
                "a cannot be empty unless no samples are taken",
                "'a' cannot be empty unless no samples are taken",
            ),
            TooMany => (
                "Cannot take a larger sample than population when replace is False",
                "Cannot take a larger sample than population when 'replace=False'",
            ),
            NotARow => ("p must be 1-dimensional", "'p' must be 1-dimensional"),
            Sizes => ("a and p must have same size", "'a' and 'p' must have same size"),
            NaN => ("Probabilities contain NaN", "probabilities contain NaN"),
            Negative => ("Probabilities are not non-negative", "probabilities are not non-negative"),
            Sum => (
                "Probabilities do not sum to 1. See Notes section of docstring for more information.",
                "probabilities do not sum to 1",
            ),
            FewPossible => ("Fewer non-zero entries in p than size", "Fewer non-zero entries in p than size"),
        };
        if legacy { legacy_text } else { text }
    }
}

impl fmt::Display for ChoiceFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text(false))
    }
}

impl From<RandomError> for Error {
    #[cold]
    fn from(error: RandomError) -> Error {
        let kind = match error {
            RandomError::UnsupportedDType { .. }
            | RandomError::Unsized
            | RandomError::NoSeed
            | RandomError::Out(OutFault::WrongDType { .. })
            | RandomError::Parameter { fault: Fault::Complex, .. } => ErrorKind::Type,
            RandomError::Parameter { fault: Fault::NotDefinite, .. } => ErrorKind::LinAlg,
            RandomError::InfiniteSpan { .. } => ErrorKind::Overflow,
            RandomError::NotPermutable | RandomError::NoAxis => ErrorKind::Index,
            _ => ErrorKind::Value,
        };
        Error::new(kind, error)
    }
}

impl From<HypergeometricFault> for Error {
    #[cold]
    fn from(error: HypergeometricFault) -> Error {
        Error::new(ErrorKind::Value, error)
    }
}
