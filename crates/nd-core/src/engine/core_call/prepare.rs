//! Operands made ready for a kernel: lent as they lie, or replaced by packed temporaries.

use super::Spec;
use crate::array::Array;
use crate::buffer::Access;
use crate::engine::assign::transfer_views;
use crate::engine::operand::View;
use crate::engine::transfer::Transfer;
use crate::engine::{output, overlap};
use crate::error::{ShapeError, shape_error};
use crate::layout::{Dims, Layout, Order, broadcast_strides};
use nd_dtype::Result;
use nd_kernel::Num;

/// One operand as the kernel will see it.
pub(super) struct Prepared {
    pub(super) access: Access,
    pub(super) num: Num,
    /// The first element of the first core.
    pub(super) ptr: *mut u8,
    /// Byte steps along the loop axes.
    pub(super) steps: Dims<isize>,
    /// Shape and strides of the core.
    pub(super) layout: Layout,
    /// Whether the core has no elements.
    pub(super) empty: bool,
    /// The memory that `ptr` points into, if it is not the operand's own.
    temporary: Option<Array>,
}

impl Prepared {
    /// The layout of `len` cores that lie `step` bytes apart.
    pub(super) fn run(&self, len: usize, step: isize) -> Layout {
        Layout {
            shape: core::iter::once(len).chain(self.layout.shape().iter().copied()).collect(),
            strides: core::iter::once(step).chain(self.layout.strides().iter().copied()).collect(),
            offset: 0,
        }
    }
}

// SAFETY: the pointer reaches memory that the call has borrowed; `Core` hands out views of it under that borrow.
unsafe impl Sync for Prepared {}

/// Makes all operands ready for a loop of `shape`; also the floating-point errors of their conversion.
///
/// # Errors
/// Dtypes that do not convert, memory that cannot be had.
///
/// # Safety
/// The operands' arrays must be borrowed while the result is used.
pub(super) unsafe fn all(specs: &[Spec<'_>], shape: &[usize]) -> Result<(Vec<Prepared>, u8)> {
    let mut errors = 0;
    let mut prepared: Vec<Prepared> = Vec::with_capacity(specs.len());
    for (k, spec) in specs.iter().enumerate() {
        // `CoreCall::run` lets no other dtype in.
        let num = spec.dtype.native_num().unwrap_or(Num::F64);
        let lendable = lies_ready(spec, num) && !clashes(specs, k);
        // SAFETY: the array is borrowed by the caller.
        let temporary = if lendable { None } else { Some(unsafe { convert(spec, &mut errors)? }) };
        let array = temporary.as_ref().unwrap_or(spec.array);
        let leading = array.ndim() - spec.core;
        let misfit = || {
            let shapes = vec![array.shape().to_vec(), shape.to_vec()];
            shape_error(ShapeError::Operands { shapes })
        };
        let steps = broadcast_strides(&array.shape()[..leading], &array.strides()[..leading], shape);
        let layout = Layout {
            shape: Dims::from_slice(&array.shape()[leading..]),
            strides: Dims::from_slice(&array.strides()[leading..]),
            offset: 0,
        };
        prepared.push(Prepared {
            access: spec.access,
            num,
            ptr: array.ptr(),
            steps: steps.ok_or_else(misfit)?,
            empty: layout.size() == 0,
            layout,
            temporary,
        });
    }
    Ok((prepared, errors))
}

/// Writes the temporaries of outputs to the arrays that they stand for; the floating-point errors of that.
///
/// # Errors
/// Dtypes that do not convert.
///
/// # Safety
/// As [`all`]; no kernel may be running.
pub(super) unsafe fn store(specs: &[Spec<'_>], prepared: &[Prepared]) -> Result<u8> {
    let mut errors = 0;
    for (spec, operand) in specs.iter().zip(prepared) {
        if let (Access::Write, Some(temporary)) = (operand.access, &operand.temporary) {
            let transfer = Transfer::new(&spec.dtype, spec.array.dtype())?;
            let serial = overlap::overlaps_itself(&spec.array.layout, spec.array.itemsize());
            // SAFETY: the array is borrowed for writing, the temporary is the call's own.
            unsafe { transfer_views(&transfer, &View::of(spec.array), &View::of(temporary), serial)? };
            errors |= transfer.float_errors();
        }
    }
    Ok(errors)
}

/// Whether a kernel can use the operand's elements where they lie.
fn lies_ready(spec: &Spec<'_>, num: Num) -> bool {
    let array = spec.array;
    let size = num.size();
    // Views count their strides in elements, so a step must be a whole number of them.
    let whole = |step: isize| step.unsigned_abs().is_multiple_of(size);
    let axes = || array.shape().iter().zip(array.strides());
    let core = || axes().skip(array.ndim() - spec.core);
    let in_order = || {
        let mut expected = size as isize;
        core().rev().all(|(&n, &step)| {
            let fits = n < 2 || step == expected;
            expected *= n as isize;
            fits
        })
    };
    array.dtype().native_num() == Some(num)
        && (array.is_empty()
            || ((array.ptr() as usize).is_multiple_of(num.swap_unit())
                && axes().all(|(&n, &step)| n < 2 || whole(step))
                && (!spec.packed || in_order())
                && (spec.access == Access::Read || !overlap::overlaps_itself(&array.layout, size))))
}

/// Whether operand `k` shares memory with another in a way that a kernel must not see: an input with any output, an
/// output with an earlier one.
fn clashes(specs: &[Spec<'_>], k: usize) -> bool {
    let this = View::of(specs[k].array);
    let others = if specs[k].access == Access::Read { specs } else { &specs[..k] };
    others
        .iter()
        .filter(|other| other.access == Access::Write)
        .any(|other| overlap::may_share(&this, &View::of(other.array)))
}

/// A packed copy of an operand in the kernel's dtype; adds the floating-point errors of making it to `errors`.
///
/// # Safety
/// The array must be borrowed.
unsafe fn convert(spec: &Spec<'_>, errors: &mut u8) -> Result<Array> {
    let transfer = Transfer::new(spec.array.dtype(), &spec.dtype)?;
    // SAFETY: every element is transferred next.
    let copy = unsafe { output::packed(spec.array.shape(), spec.dtype.clone(), Order::C)? };
    // SAFETY: the source is borrowed by the caller's promise, the copy is this call's own.
    unsafe { transfer_views(&transfer, &View::of(&copy), &View::of(spec.array), false)? };
    if spec.access == Access::Read {
        *errors |= transfer.float_errors();
    }
    Ok(copy)
}
