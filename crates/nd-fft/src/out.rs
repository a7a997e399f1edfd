//! Results in an array of the caller's: what it must be like, and NumPy's words where it is not.

use crate::error::FftError;
use nd_core::{Array, ArrayError, Casting, DType, Error, ErrorKind, Result, UfuncError, can_cast};

/// What a transform is going to write, and where.
pub(crate) struct Target<'a> {
    /// The function by the name that errors have.
    pub(crate) name: &'static str,
    /// What is transformed.
    pub(crate) input: &'a Array,
    /// The transformed axis, from the front.
    pub(crate) axis: usize,
    /// Its length afterwards.
    pub(crate) points: usize,
    /// The dtype of the result.
    pub(crate) dtype: &'a DType,
}

impl Target<'_> {
    /// Whether the result can go to `out`.
    ///
    /// # Errors
    /// Another shape, unless axes that are not transformed broadcast to it; a dtype that the result does not convert to by the
    /// rule `same_kind`; a read-only array.
    pub(crate) fn check(&self, out: Option<&Array>) -> Result<()> {
        let Some(out) = out else { return Ok(()) };
        let &Target { name, input, axis, points, dtype } = self;
        if out.ndim() != input.ndim() || out.shape()[axis] != points {
            return Err(FftError::OutputShape.into());
        }
        if !out.is_writeable() {
            return Err(Error::new(ErrorKind::Value, ArrayError::ReadOnly { subject: "output array" }));
        }
        let casting = Casting::SameKind;
        if !can_cast(dtype, out.dtype(), casting) {
            let (from, to) = (dtype.clone(), out.dtype().clone());
            return Err(UfuncError::Cast { name, operand: "output".to_owned(), from, to, casting }.into());
        }
        let others = || (0..out.ndim()).filter(|&i| i != axis).map(|i| (input.shape()[i], out.shape()[i]));
        let (shape, out_shape) = (input.shape().to_vec(), out.shape().to_vec());
        if others().any(|(from, to)| from != to && from != 1 && to != 1) {
            return Err(FftError::Operands { shape, out: out_shape, axis }.into());
        }
        if others().any(|(from, to)| from != to && to == 1) {
            return Err(FftError::Output { shape, out: out_shape, axis }.into());
        }
        Ok(())
    }
}

/// The result, in the caller's array if there is one.
///
/// # Errors
/// Memory that cannot be had or is borrowed.
pub(crate) fn place(result: Array, out: Option<&Array>) -> Result<Array> {
    match out {
        Some(out) => {
            out.assign(&result)?;
            Ok(out.clone())
        }
        None => Ok(result),
    }
}
