//! Arrays that draws are written to: NumPy's `out=`, and `check_output` of `numpy/random/_common.pyx`.

#![forbid(unsafe_code)]

use crate::error::{OutFault, RandomError};
use crate::fill::edit;
use nd_core::kernel::Num;
use nd_core::{Array, DType, Result};

/// Singles or doubles to be written, as they lie in memory.
pub(crate) enum Slots<'a> {
    F32(&'a mut [f32]),
    F64(&'a mut [f64]),
}

/// Whether draws can be written to `out`.
pub(crate) fn check(out: &Array, c_order: bool) -> Result<(), RandomError> {
    let packed = out.is_c_contiguous() || out.is_f_contiguous() && !c_order;
    if !packed || !out.is_writeable() || !out.dtype().is_native() {
        return Err(RandomError::Out(OutFault::Layout { c_order }));
    }
    match out.dtype().num() {
        Some(Num::F32 | Num::F64) => Ok(()),
        _ => Err(RandomError::Out(OutFault::WrongDType { expected: DType::F64, found: out.dtype().clone() })),
    }
}

/// Calls `fill` with the elements of `out`, one after the other.
pub(crate) fn write(out: &Array, c_order: bool, fill: impl FnOnce(Slots<'_>)) -> Result<()> {
    check(out, c_order)?;
    let rows = if out.is_c_contiguous() { out.alias() } else { out.t() };
    if out.dtype().num() == Some(Num::F32) {
        return edit(&rows, |slots| fill(Slots::F32(slots)));
    }
    edit(&rows, |slots| fill(Slots::F64(slots)))
}
