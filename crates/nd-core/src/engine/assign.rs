//! Assignment: every element of one operand written from another, with the cast that takes.
//!
//! Copying, `astype`, `fill`, `set` and joining are all this. Overlap is resolved as if the source had been copied first.

use super::operand::View;
use super::output;
use super::overlap;
use super::threads;
use super::transfer::Transfer;
use super::walk::Walk;
use crate::array::Array;
use crate::buffer::{Access, Buffer, acquire, quick_read, with_borrows};
use crate::error::{ArrayError, ShapeError, memory_error, shape_error};
use crate::layout::{Layout, Order, k_order_of_array, strides_in_order};
use core::ops::Deref;
use nd_dtype::{Casting, DType, Object, Result, Scalar, TimeError, can_cast};

/// `target[...] = source`, whatever a cast may lose.
///
/// # Errors
/// A read-only target, shapes that do not fit, dtypes that do not convert, memory borrowed elsewhere.
pub(crate) fn assign(operation: &'static str, target: &Array, source: &Array) -> Result<()> {
    check_writeable(target)?;
    let source = trim_leading(source, target)?;
    if View::of(&source).broadcast(target.shape()).is_none() {
        let (from, into) = (source.shape().to_vec(), target.shape().to_vec());
        return Err(shape_error(ShapeError::Assign { from, into }));
    }
    let transfer = Transfer::new(&source.dtype, &target.dtype)?;
    {
        let _borrows = acquire(operation, &[source.claim(Access::Read), target.claim(Access::Write)])?;
        // SAFETY: both operands are borrowed until the end of this block.
        unsafe { transfer_all(&transfer, target, &source)? };
    }
    transfer.report()
}

/// `target[...] = value` for one element.
///
/// # Errors
/// A read-only target, a value that the dtype does not take, memory borrowed elsewhere.
pub(crate) fn fill(operation: &'static str, target: &Array, value: &[u8]) -> Result<()> {
    check_writeable(target)?;
    debug_assert_eq!(value.len(), target.dtype.itemsize());
    let _borrows = acquire(operation, &[target.claim(Access::Write)])?;
    let transfer = Transfer::same(&target.dtype);
    let to = View::of(target);
    let from = View::repeated(value.as_ptr().cast_mut(), &target.dtype, target.shape());
    // SAFETY: the target is borrowed, `value` is one element that nothing else can write.
    unsafe { transfer_views(&transfer, &to, &from, overlap::overlaps_itself(&target.layout, value.len())) }
}

/// What `f` makes of the bytes of the one element of `array`.
///
/// # Errors
/// Memory borrowed for writing elsewhere.
#[inline]
pub(crate) fn with_element<R>(
    operation: &'static str,
    array: &Array,
    f: impl FnOnce(&[u8]) -> R,
) -> Result<R> {
    debug_assert_eq!(array.size(), 1);
    // SAFETY: an element of an array is initialised and lies inside its buffer; the caller of this closure has borrowed it, so
    // that nothing writes it.
    let look = || f(unsafe { core::slice::from_raw_parts(array.ptr(), array.itemsize()) });
    if !array.dtype.hasobject()
        && let Some(_borrow) = quick_read(&array.buffer)
    {
        return Ok(look());
    }
    with_borrows(operation, &[array.claim(Access::Read)], look)
}

/// A copy of an array of one element that has no gaps and holds no objects, without the preparations that several take.
fn copy_element(operation: &'static str, source: &Array) -> Result<Array> {
    let buffer = with_element(operation, source, Buffer::copy_of)?;
    let size = source.itemsize();
    let buffer = buffer.map_err(|_| memory_error(source.shape(), &source.dtype, size))?;
    let strides = strides_in_order(source.shape(), size, Order::C);
    let layout = Layout { shape: source.layout.shape.clone(), strides, offset: 0 };
    Ok(Array::from_parts(buffer, source.dtype.clone(), layout))
}

/// A new array with the elements of `source` as `dtype`, laid out in `order`.
///
/// # Errors
/// Dtypes that do not convert, memory that cannot be had or is borrowed elsewhere.
pub(crate) fn copy_as(operation: &'static str, source: &Array, dtype: &DType, order: Order) -> Result<Array> {
    if source.size() == 1 && source.dtype.storage().num().is_some() && source.dtype == *dtype {
        return copy_element(operation, source);
    }
    let itemsize = dtype.itemsize();
    let order = if order == Order::K { order } else { source.plain_order(order) };
    let target = if order == Order::K && !source.is_c_contiguous() {
        let strides = k_order_of_array(&source.layout, source.itemsize(), itemsize);
        // SAFETY: every element is transferred below.
        unsafe { output::strided(source.shape(), dtype.clone(), strides)? }
    } else {
        // SAFETY: as above.
        unsafe { output::packed(source.shape(), dtype.clone(), order)? }
    };
    let transfer = Transfer::new(&source.dtype, dtype)?;
    {
        let _borrow = acquire(operation, &[source.claim(Access::Read)])?;
        // SAFETY: the source is borrowed, the target is not shared yet.
        unsafe { transfer_views(&transfer, &View::of(&target), &View::of(source), false)? };
        // SAFETY: the target was filled just now, and the source is still borrowed.
        unsafe { output::adopt(&target) };
    }
    transfer.report()?;
    Ok(target)
}

/// The element's bytes that assigning `value` to an element of `dtype` writes.
///
/// # Errors
/// A value that the dtype does not take.
pub(crate) fn element_bytes(value: &Scalar, dtype: &DType) -> Result<ElementBytes> {
    if let (Some((_, own)), Some(kind)) = (value.ticks(), dtype.temporal())
        && own.is_datetime() == kind.is_datetime()
        && !can_cast(&value.dtype(), dtype, Casting::SameKind)
    {
        // Arrays of times are cast whatever that means; a single one is looked at.
        let (from, to, casting) = (own.resolution(), kind.resolution(), Casting::SameKind);
        let what = if own.is_datetime() { "datetime64" } else { "timedelta64" };
        return Err(TimeError::ScalarCast { what, from, to, casting }.into());
    }
    let mut bytes = vec![0; dtype.itemsize()];
    let mut kept = Vec::new();
    value.write_element(dtype, &mut bytes, &mut kept)?;
    Ok(ElementBytes { bytes, _kept: kept })
}

/// The bytes of one element, and the objects in it.
#[derive(Clone, Default)]
pub(crate) struct ElementBytes {
    bytes: Vec<u8>,
    _kept: Vec<Object>,
}

impl Deref for ElementBytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.bytes
    }
}

pub(crate) fn check_writeable(target: &Array) -> Result<()> {
    if target.is_writeable() {
        Ok(())
    } else {
        Err(ArrayError::ReadOnly { subject: "assignment destination" }.into())
    }
}

pub(crate) fn check_output(target: &Array) -> Result<()> {
    if target.is_writeable() { Ok(()) } else { Err(ArrayError::ReadOnly { subject: "output array" }.into()) }
}

/// Leading axes of length one in excess of the target's are dropped, as in NumPy's assignments.
fn trim_leading(source: &Array, target: &Array) -> Result<Array> {
    let excess = source.ndim().saturating_sub(target.ndim());
    if excess > 0 && source.shape()[..excess].iter().all(|&n| n == 1) {
        let mut layout = source.layout.clone();
        for _ in 0..excess {
            layout = layout.at(0, 0);
        }
        return Ok(source.with_layout(layout));
    }
    Ok(source.clone())
}

/// Moves all elements between borrowed arrays that may overlap.
///
/// # Safety
/// Both arrays must be borrowed by the caller (the target for writing); the source must broadcast to the target.
pub(crate) unsafe fn transfer_all(transfer: &Transfer, target: &Array, source: &Array) -> Result<()> {
    let to = View::of(target);
    let misfit = || ShapeError::Assign { from: source.shape().to_vec(), into: target.shape().to_vec() };
    let from = View::of(source).broadcast(target.shape()).ok_or_else(|| shape_error(misfit()))?;
    let serial = overlap::overlaps_itself(&target.layout, target.dtype.itemsize());
    let copied = if transfer.works_in_place() { overlap::must_copy } else { overlap::may_share };
    if copied(&from, &to) {
        // SAFETY: every element is transferred next.
        let temporary = unsafe { output::packed(source.shape(), source.dtype.clone(), Order::C)? };
        let copy = Transfer::Copy { itemsize: source.dtype.itemsize() };
        // SAFETY: the temporary is this function's own; the source is borrowed by the caller.
        unsafe { transfer_views(&copy, &View::of(&temporary), &View::of(source), false)? };
        if let Some(from) = View::of(&temporary).broadcast(target.shape()) {
            // SAFETY: the target is borrowed by the caller and apart from the temporary.
            unsafe { transfer_views(transfer, &to, &from, serial)? };
        }
        return Ok(());
    }
    // SAFETY: the caller's promise; any overlap is exact.
    unsafe { transfer_views(transfer, &to, &from, serial) }
}

/// Moves all elements between operands of one shape, up to the first that has no counterpart.
///
/// # Errors
/// What that element failed with.
///
/// # Safety
/// Both must be valid and borrowed (the target for writing) and overlap exactly or not at all. `serial` must be set if
/// the target overlaps itself; elements are then written in C order.
pub(crate) unsafe fn transfer_views(
    transfer: &Transfer,
    to: &View<'_>,
    from: &View<'_>,
    serial: bool,
) -> Result<()> {
    if to.shape.is_empty() {
        // One element needs no walk.
        // SAFETY: it is there in both operands, by the caller's promise.
        unsafe { transfer.run([1, 1], to.ptr, [0, 0], from.ptr, [0, 0]) };
        return transfer.outcome();
    }
    let mut walk = Walk::new(to.shape, &[(to.ptr, &to.strides), (from.ptr, &from.strides)]);
    if serial {
        walk.coalesce();
    } else {
        walk.optimise(0);
    }
    if walk.is_empty() {
        return Ok(());
    }
    let run = |walk: &Walk| {
        walk.for_each_piece(&mut |piece| {
            let extent = [piece.rows.len, piece.cols.len];
            if serial {
                // Copies of many elements go in any order, and want elements that are apart.
                for (row, col) in (0..extent[0]).flat_map(|row| (0..extent[1]).map(move |col| (row, col))) {
                    let (dst, src) = (piece.at(0, row, col), piece.at(1, row, col));
                    // SAFETY: one element of each operand.
                    unsafe { transfer.run([1, 1], dst, [0, 0], src, [0, 0]) };
                }
                return;
            }
            // SAFETY: the walk visits elements of both operands only, by the caller's promise.
            unsafe { transfer.run(extent, piece.ptrs[0], piece.steps(0), piece.ptrs[1], piece.steps(1)) };
        });
    };
    // One after the other, so that the first failure is the same one every time.
    let parts = if serial || transfer.may_fail() { 1 } else { threads::parts_for(walk.size()) };
    if !walk.run_cut(parts, 1, &run) {
        run(&walk);
    }
    transfer.outcome()
}
