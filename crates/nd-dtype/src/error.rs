//! The one error of the workspace: a word-sized box around the structured error of whichever layer failed.
//!
//! Each layer defines its own enum with fields (shapes, dtypes, names) and boxes it with [`Error::new`]; a caller
//! branches on [`Error::kind`], reads the message, or gets the structured value back with
//! [`Error::downcast_ref`]. The kinds are NumPy's exception classes.

mod codec_error;
mod dtype_error;
mod object_error;
mod time_error;

pub use codec_error::CodecError;
pub use dtype_error::DTypeError;
pub use object_error::ObjectError;
pub use time_error::TimeError;

use core::fmt;
use std::error::Error as StdError;

/// The result of every fallible function of `nd`.
pub type Result<T, E = Error> = core::result::Result<T, E>;

/// What failed, as NumPy's exception class would say it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum ErrorKind {
    /// An argument of the right type has an impossible value: shapes that do not broadcast, duplicate names.
    Value,
    /// An argument of the wrong type: a dtype that is not understood, a cast that the rule forbids.
    Type,
    /// An index out of bounds or of a form that indexing does not take.
    Index,
    /// An axis that the array does not have.
    Axis,
    /// A look-up of a name that is not there.
    Key,
    /// A number that the target type cannot hold.
    Overflow,
    /// A failure that NumPy has no other class for: a date that an element of text has no room for.
    Runtime,
    /// Dtypes that have no common dtype.
    #[doc(alias = "numpy.exceptions.DTypePromotionError")]
    Promotion,
    /// Operand types for which a ufunc has no loop or no permitted cast.
    UFuncType,
    /// The allocation failed or its size does not fit the address space.
    Memory,
    /// Memory that a guard or a running operation holds.
    Borrowed,
    /// An integer division by zero, where errors are raised.
    ZeroDivision,
    /// A floating-point exception, where errors are raised.
    FloatingPoint,
    /// A matrix that a method of linear algebra does not take, or an iteration that did not converge.
    LinAlg,
    /// The operating system refused a read or a write.
    Io,
    /// A feature of NumPy that `nd` does not have.
    Unsupported,
}

impl ErrorKind {
    /// The name of the exception class that NumPy raises.
    pub const fn name(self) -> &'static str {
        match self {
            ErrorKind::Value => "ValueError",
            ErrorKind::Type => "TypeError",
            ErrorKind::Index => "IndexError",
            ErrorKind::Axis => "AxisError",
            ErrorKind::Key => "KeyError",
            ErrorKind::Overflow => "OverflowError",
            ErrorKind::Runtime => "RuntimeError",
            ErrorKind::Promotion => "DTypePromotionError",
            ErrorKind::UFuncType => "UFuncTypeError",
            ErrorKind::Memory => "MemoryError",
            ErrorKind::Borrowed => "BorrowedError",
            ErrorKind::ZeroDivision => "ZeroDivisionError",
            ErrorKind::FloatingPoint => "FloatingPointError",
            ErrorKind::LinAlg => "LinAlgError",
            ErrorKind::Io => "OSError",
            ErrorKind::Unsupported => "NotImplementedError",
        }
    }
}

/// Any failure of `nd`: a kind and a structured cause, in one word.
///
/// `Display` is the message, in NumPy's wording where NumPy has one; `Debug`, which `unwrap` prints, puts the
/// exception class before it.
///
/// ```
/// use nd_dtype::{DType, ErrorKind};
/// let error = DType::parse("xyz").unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::Type);
/// assert_eq!(error.to_string(), "data type 'xyz' not understood");
/// assert_eq!(format!("{error:?}"), "TypeError: data type 'xyz' not understood");
/// ```
pub struct Error(Box<Inner>);

struct Inner {
    kind: ErrorKind,
    cause: Box<dyn StdError + Send + Sync>,
}

impl Error {
    /// Boxes the structured error of a layer.
    #[cold]
    pub fn new(kind: ErrorKind, cause: impl StdError + Send + Sync + 'static) -> Self {
        Error(Box::new(Inner { kind, cause: Box::new(cause) }))
    }

    /// Which class of failure this is.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The structured error, if it is of type `E`.
    ///
    /// ```
    /// use nd_dtype::{DType, DTypeError};
    /// let error = DType::structured([("a", DType::F64), ("a", DType::I8)]).unwrap_err();
    /// assert!(matches!(error.downcast_ref(), Some(DTypeError::DuplicateField { name }) if name == "a"));
    /// ```
    pub fn downcast_ref<E: StdError + 'static>(&self) -> Option<&E> {
        self.0.cause.downcast_ref()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.cause.fmt(f)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.0.kind.name(), self.0.cause)
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        // The message of the cause is this error's own message, so the chain goes on behind it.
        self.0.cause.source()
    }
}

impl From<std::io::Error> for Error {
    #[cold]
    fn from(cause: std::io::Error) -> Self {
        Error::new(ErrorKind::Io, cause)
    }
}

// A result costs no more than the pointer that its error is.
const _: () = assert!(size_of::<Error>() == size_of::<usize>());
