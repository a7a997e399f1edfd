//! Operands that a function refuses by their values.

#![forbid(unsafe_code)]

use crate::ufuncs;
use nd_core::{Arg, Error, ErrorKind, ReduceOptions, Result, Weak};

/// Operands whose values a function does not take.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ValueError {
    /// An integer to a negative power, which is no integer.
    #[error("Integers to negative integer powers are not allowed.")]
    NegativePower,
    /// A geometric sequence from or to zero.
    #[error("Geometric sequence cannot include zero")]
    ZeroInGeometric,
}

impl From<ValueError> for Error {
    #[cold]
    fn from(error: ValueError) -> Error {
        Error::new(ErrorKind::Value, error)
    }
}

/// Refuses integers to negative integer powers.
pub(crate) fn power(args: &[Arg<'_>]) -> Result<()> {
    let [base, exponent] = args else { return Ok(()) };
    let negative = is_integer(base) && is_integer(exponent) && has_negative(exponent)?;
    if negative { Err(ValueError::NegativePower.into()) } else { Ok(()) }
}

/// Whether the operand counts as an integer, a boolean included.
fn is_integer(arg: &Arg<'_>) -> bool {
    match arg {
        Arg::Array(array) => matches!(array.dtype().kind(), 'b' | 'i' | 'u'),
        Arg::Scalar(scalar) => matches!(scalar.dtype().kind(), 'b' | 'i' | 'u'),
        Arg::Weak(weak) => matches!(weak, Weak::Int(_)),
    }
}

fn has_negative(arg: &Arg<'_>) -> Result<bool> {
    match arg {
        Arg::Array(array) if array.dtype().kind() != 'i' || array.size() == 0 => Ok(false),
        Arg::Array(array) => {
            let least = ufuncs::MINIMUM.reduce(array, &ReduceOptions::default())?;
            Ok(least.item::<i64>()? < 0)
        }
        Arg::Scalar(scalar) => Ok(scalar.dtype().kind() == 'i' && scalar.get::<i64>().is_ok_and(|n| n < 0)),
        Arg::Weak(weak) => Ok(matches!(weak, Weak::Int(n) if *n < 0)),
    }
}
