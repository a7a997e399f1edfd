//! What objects refuse, in Python's words.

use super::{Error, ErrorKind};
use crate::DType;

/// What went wrong with objects, or with arrays of them.
#[derive(Clone, PartialEq, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ObjectError {
    /// An object that is no number where one is wanted.
    #[error("{}, not '{found}'", wanted(*kind))]
    Number {
        /// The kind of number wanted: `i`, `f` or `c`.
        kind: char,
        /// The type of the object.
        found: &'static str,
    },
    /// An object that becomes no element of a dtype.
    #[error("Could not convert object of type '{found}' to {to:?}")]
    Cast {
        /// The type of the object.
        found: &'static str,
        /// The dtype wanted.
        to: DType,
    },
    /// Objects without an order.
    #[error("'{symbol}' not supported between instances of '{left}' and '{right}'")]
    Order {
        /// The operator.
        symbol: &'static str,
        /// The type of the first object.
        left: &'static str,
        /// The type of the second.
        right: &'static str,
    },
    /// Objects that an operator does not take.
    #[error("unsupported operand type(s) for {symbol}: '{left}' and '{right}'")]
    Operands {
        /// The operator.
        symbol: &'static str,
        /// The type of the first object.
        left: &'static str,
        /// The type of the second.
        right: &'static str,
    },
    /// An object that an operator does not take.
    #[error("bad operand type for {symbol}: '{found}'")]
    Operand {
        /// The operator.
        symbol: &'static str,
        /// The type of the object.
        found: &'static str,
    },
    /// Text joined with something else.
    #[error("can only concatenate str (not \"{found}\") to str")]
    Concatenate {
        /// The type of the other object.
        found: &'static str,
    },
    /// Text repeated by something that is no integer.
    #[error("can't multiply sequence by non-int of type '{found}'")]
    Repeat {
        /// The type of the other object.
        found: &'static str,
    },
    /// A division by zero.
    #[error("{message}")]
    Division {
        /// Python's message.
        message: &'static str,
    },
    /// A shift by a negative number.
    #[error("negative shift count")]
    Shift,
    /// An integer of more than 64 bits, which Python has and nd has not.
    #[error("the integer does not fit in an object, which has at most 64 bits")]
    Overflow,
    /// Memory for a text that cannot be had.
    #[error("Unable to allocate {bytes} bytes for a text")]
    Memory {
        /// How many were asked for.
        bytes: usize,
    },
    /// A function that Python has no operator for.
    #[error(
        "loop of ufunc does not support argument {argument} of type {found} which has no callable {method} method"
    )]
    Method {
        /// The position of the operand.
        argument: usize,
        /// The type of its first object.
        found: &'static str,
        /// The name of the function.
        method: &'static str,
    },
    /// A function of two operands that Python has no operator for.
    #[error("'{found}' object has no attribute '{method}'")]
    Attribute {
        /// The type of the first object.
        found: &'static str,
        /// The name of the function.
        method: &'static str,
    },
    /// A value that is no text, for a dtype that takes nothing else.
    #[error("StringDType only allows string data when string coercion is disabled.")]
    Coercion,
    /// A missing value compared.
    #[error("'{name}' not supported for null values that are not nan-like or strings.")]
    Null {
        /// The function.
        name: &'static str,
    },
    /// A missing value joined.
    #[error("Cannot add null that is not a nan-like value")]
    NullJoin,
    /// A missing value sorted.
    #[error("Cannot compare null that is not a nan-like value")]
    NullOrder,
    /// A missing value asked for its text.
    #[error("The length of a null string is undefined")]
    NullText,
    /// The bytes of elements that hold objects, asked for or given.
    #[error("Cannot change data-type for array of references.")]
    View,
    /// A part of elements that hold objects.
    #[error("Cannot get/set field of an object array")]
    Field,
    /// Elements that hold objects, to be made of bytes.
    #[error("cannot create an OBJECT array from memory buffer")]
    Buffer,
    /// Elements that hold objects, where kernels want numbers.
    #[error("{operation} does not support elements of {dtype:?}")]
    Kernel {
        /// The function.
        operation: &'static str,
        /// The dtype.
        dtype: DType,
    },
    /// The bytes of elements that hold objects.
    #[error("{operation}: elements of {dtype:?} are more than their bytes")]
    Bytes {
        /// What wanted the bytes.
        operation: &'static str,
        /// The dtype.
        dtype: DType,
    },
}

fn wanted(kind: char) -> &'static str {
    match kind {
        'f' => "float() argument must be a string or a real number",
        'c' => "complex() first argument must be a string or a number",
        _ => "int() argument must be a string, a bytes-like object or a real number",
    }
}

impl From<ObjectError> for Error {
    #[cold]
    fn from(error: ObjectError) -> Error {
        let kind = match error {
            ObjectError::Division { .. } => ErrorKind::ZeroDivision,
            ObjectError::Shift | ObjectError::Buffer | ObjectError::Coercion => ErrorKind::Value,
            ObjectError::Null { .. } | ObjectError::NullJoin | ObjectError::NullOrder => ErrorKind::Value,
            ObjectError::NullText => ErrorKind::Value,
            ObjectError::Overflow => ErrorKind::Overflow,
            ObjectError::Memory { .. } => ErrorKind::Memory,
            _ => ErrorKind::Type,
        };
        Error::new(kind, error)
    }
}
