//! Operands that are written where another one, the mask, is true: `writemasked` and `arraymask`.
//!
//! Source of the rules: `npyiter_prepare_operands` and `check_mask_for_writemasked_reduction` in NumPy's `nditer_constr.c`.

#![forbid(unsafe_code)]

use super::axes::Axes;
use super::operand::Flow;
use super::{IterError, IterOperand};
use nd_dtype::{DType, Result};

/// Which operand is the mask.
///
/// # Errors
/// A mask for an operand that is not written or is a mask itself, two masks, a mask without use or a use without a mask.
pub(super) fn mask_of(operands: &[IterOperand]) -> Result<Option<usize>> {
    let mut mask = None;
    for (k, op) in operands.iter().enumerate() {
        if op.masked && op.flow == Flow::Read {
            return Err(IterError::MaskedRead.into());
        }
        if op.masked && op.is_mask {
            return Err(IterError::MaskedMask.into());
        }
        if op.is_mask && mask.replace(k).is_some() {
            return Err(IterError::SecondMask.into());
        }
    }
    match (operands.iter().any(|op| op.masked), mask) {
        (true, None) => Err(IterError::NoMask.into()),
        (false, Some(_)) => Err(IterError::UnusedMask.into()),
        _ => Ok(mask),
    }
}

/// Whether no operand has an element with several values of the mask.
///
/// # Errors
/// [`IterError::MaskedReduction`].
pub(super) fn check_reduced(operands: &[IterOperand], mask: Option<usize>, axes: &Axes) -> Result<()> {
    let Some(mask) = mask else { return Ok(()) };
    let several = |k: usize| axes.axes.iter().any(|axis| axis.steps[mask] != 0 && axis.steps[k] == 0);
    match operands.iter().enumerate().any(|(k, op)| op.masked && several(k)) {
        true => Err(IterError::MaskedReduction.into()),
        false => Ok(()),
    }
}

/// Whether a buffer can be written back where elements of this dtype are true.
///
/// # Errors
/// [`IterError::MaskDType`].
pub(super) fn check_dtype(dtype: &DType) -> Result<()> {
    match *dtype == DType::BOOL || *dtype == DType::U8 {
        true => Ok(()),
        false => Err(IterError::MaskDType.into()),
    }
}
