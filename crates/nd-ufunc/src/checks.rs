//! Operands that a function refuses by their values.

#![forbid(unsafe_code)]

use crate::ufuncs;
use nd_core::kernel::Num;
use nd_core::{Arg, Array, DType, Error, ErrorKind, ReduceOptions, Result, Weak, broadcast_shapes};

/// Operands whose values a function does not take.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ValueError {
    /// An integer to a negative power, which is no integer.
    #[error("Integers to negative integer powers are not allowed.")]
    NegativePower,
    /// Somewhere to round into that has another shape.
    #[error("invalid output shape")]
    RoundOut,
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
pub(crate) fn power(args: &[Arg<'_>], computes: &[Num], mask: Option<&Array>) -> Result<()> {
    let ([_, exponent], [base, power, ..]) = (args, computes) else { return Ok(()) };
    let (base, power) = (DType::from_num(*base), DType::from_num(*power));
    if !matches!(base.kind(), 'i' | 'u') || power.kind() != 'i' {
        return Ok(());
    }
    let negative = match exponent {
        Arg::Array(array) => has_negative(array, &power, mask)?,
        Arg::Scalar(scalar) => has_negative(&Array::from_scalar(scalar.clone())?, &power, mask)?,
        Arg::Weak(Weak::Int(power)) if *power < 0 => match mask {
            // Where nothing is computed, nothing is refused.
            Some(mask) => crate::any(mask, ..)?.item()?,
            None => true,
        },
        Arg::Weak(_) => false,
    };
    if negative { Err(ValueError::NegativePower.into()) } else { Ok(()) }
}

/// Whether an element, where `mask` is true, is negative once it is converted.
fn has_negative(array: &Array, dtype: &DType, mask: Option<&Array>) -> Result<bool> {
    if array.size() == 0 || array.dtype().kind() == 'u' && array.itemsize() < dtype.itemsize() {
        return Ok(false);
    }
    let converted;
    let mut array = if array.dtype() == dtype {
        array
    } else {
        converted = array.astype(dtype)?;
        &converted
    };
    let spread;
    let mut options = ReduceOptions::default().initial(0);
    if let Some(mask) = mask {
        spread = array.broadcast_to(broadcast_shapes(&[array.shape(), mask.shape()])?)?;
        (array, options) = (&spread, options.where_(mask));
    }
    Ok(ufuncs::MINIMUM.reduce(array, &options)?.item::<i64>()? < 0)
}
