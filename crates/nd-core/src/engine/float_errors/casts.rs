//! Conversions of numbers that are watched: which values have no counterpart in the other type.
//!
//! NumPy reads the status flags after a cast, and so reports what the instructions behind its casts notice: an integer of 8
//! or 16 bits is made of one of 32, an unsigned one of 32 bits of one of 64, and only what that one does not hold is invalid.

use super::{INVALID, OVERFLOW, UNDERFLOW, report, watching};
use crate::engine::arg::Arg;
use core::sync::atomic::{AtomicU8, Ordering};
use nd_dtype::{DType, Result, Scalar, Weak};
use nd_kernel::{CastTo, Num};

/// What the casts of one operation are reported as, unless they are part of a loop.
pub(crate) const CAST: &str = "cast";

/// The floating-point errors of the casts of a call.
#[derive(Clone, Copy, Default)]
pub(crate) struct CastErrors {
    /// Of operands on their way to the loop.
    pub(crate) loaded: u8,
    /// Of results on their way to the outputs.
    pub(crate) stored: u8,
}

impl CastErrors {
    /// Reports them as NumPy does: results are cast by the function `name` itself. No borrow may be held.
    ///
    /// # Errors
    /// What the policy raises.
    pub(crate) fn report(self, name: &'static str) -> Result<()> {
        report(CAST, self.loaded)?;
        report(name, self.stored)
    }
}

/// The conversion of elements of one dtype to another, and the errors that it had until now.
#[derive(Debug)]
pub(crate) struct CastWatch {
    from: Num,
    /// Whether elements are stored in the other byte order.
    swapped: bool,
    to: Num,
    found: AtomicU8,
}

impl CastWatch {
    /// A watch over the conversion; `None` if this thread does not want to know of errors, or there cannot be any.
    pub(crate) fn new(from: &DType, to: &DType) -> Option<CastWatch> {
        if !watching() {
            return None;
        }
        let (num, to) = (from.num()?, to.num()?);
        let may_err = match to {
            Num::Bool | Num::F64 | Num::C128 => false,
            Num::F16 => num != Num::Bool,
            _ => num >= Num::F16,
        };
        may_err.then(|| CastWatch { from: num, swapped: !from.is_native(), to, found: AtomicU8::new(0) })
    }

    /// The errors found.
    pub(crate) fn found(&self) -> u8 {
        self.found.load(Ordering::Relaxed)
    }

    /// Looks at `rows` × `cols` elements that are going to be converted.
    ///
    /// # Safety
    /// The elements must be valid for reads.
    pub(crate) unsafe fn look(&self, [rows, cols]: [usize; 2], from: *const u8, steps: [isize; 2]) {
        let mut found = 0;
        let size = self.from.size();
        let mut element = [0; 16];
        for row in 0..rows as isize {
            for col in 0..cols as isize {
                let place = from.wrapping_offset(row * steps[0] + col * steps[1]);
                // SAFETY: one element of the caller's promise, which no reference is made to.
                unsafe { place.copy_to_nonoverlapping(element.as_mut_ptr(), size) };
                if self.swapped {
                    element[..size].chunks_exact_mut(self.from.swap_unit()).for_each(<[u8]>::reverse);
                }
                found |= self.errors_of(&element[..size]);
            }
        }
        self.found.fetch_or(found, Ordering::Relaxed);
    }

    /// The errors of one element in native byte order.
    fn errors_of(&self, element: &[u8]) -> u8 {
        let part = |num: Num, bytes: &[u8]| {
            let value = nd_kernel::dispatch!(num, T => {
                let value: T = bytemuck::pod_read_unaligned(bytes);
                let value: f64 = value.cast_to();
                value
            });
            errors(value, self.to)
        };
        let real = match self.from {
            Num::C64 => Num::F32,
            Num::C128 => Num::F64,
            num => return part(num, element),
        };
        let (re, im) = element.split_at(real.size());
        // The imaginary part is dropped where the result has none.
        part(real, re) | if matches!(self.to, Num::C64) { part(real, im) } else { 0 }
    }
}

/// The errors of converting `value` to `to`, or to the parts of it.
fn errors(value: f64, to: Num) -> u8 {
    let within = |least: f64, beyond: f64| if value > least && value < beyond { 0 } else { INVALID };
    let narrowed = |rounded: f64, least: f64| {
        if rounded.is_infinite() && value.is_finite() {
            OVERFLOW
        } else if rounded.abs() < least && rounded != value {
            UNDERFLOW
        } else {
            0
        }
    };
    match to {
        Num::I8 | Num::U8 | Num::I16 | Num::U16 | Num::I32 => within(-2_147_483_649.0, 2_147_483_648.0),
        // Below the least integer lies no float before -2^63 - 2048.
        Num::U32 | Num::I64 => within(-9_223_372_036_854_775_809.0 - 1024.0, 9_223_372_036_854_775_808.0),
        Num::U64 => within(-9_223_372_036_854_775_809.0 - 1024.0, 18_446_744_073_709_551_616.0),
        Num::F16 => narrowed(half::f16::from_f64(value).to_f64(), 6.103_515_625e-5),
        Num::BF16 => {
            let rounded: nd_kernel::bf16 = value.cast_to();
            narrowed(rounded.to_f64(), f64::from(f32::MIN_POSITIVE))
        }
        Num::F32 | Num::C64 => narrowed(f64::from(value as f32), f64::from(f32::MIN_POSITIVE)),
        Num::Bool | Num::F64 | Num::C128 => 0,
    }
}

/// The errors of converting one scalar to `to`.
fn scalar_errors(value: &Scalar, to: &DType) -> u8 {
    let own = value.dtype();
    let Some(watch) = CastWatch::new(&own, to) else { return 0 };
    let mut bytes = [0; 16];
    let bytes = &mut bytes[..own.itemsize()];
    if value.write_bytes(&own, bytes).is_ok() { watch.errors_of(bytes) } else { 0 }
}

/// The errors of making a literal an element of `to`. Integers that do not fit are refused before.
fn literal_errors(value: Weak, to: &DType) -> u8 {
    match value {
        Weak::Int(_) => 0,
        Weak::Float(value) => scalar_errors(&value.into(), to),
        Weak::Complex(value) => scalar_errors(&value.into(), to),
    }
}

/// The errors of bringing an operand without axes to the loop's dtype; arrays are watched as they are loaded.
pub(crate) fn argument_errors(arg: &Arg<'_>, to: &DType) -> u8 {
    match arg {
        Arg::Array(_) => 0,
        Arg::Scalar(value) => scalar_errors(value, to),
        Arg::Weak(value) => literal_errors(*value, to),
    }
}

/// Reports what an operand without axes ran into on its way to an element of `to`. No borrow may be held.
///
/// # Errors
/// What the policy raises.
pub(crate) fn report_argument(arg: &Arg<'_>, to: &DType) -> Result<()> {
    report(CAST, argument_errors(arg, to))
}
