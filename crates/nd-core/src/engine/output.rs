//! Arrays that an operation allocates for its result.

use crate::array::Array;
use crate::buffer::Buffer;
use crate::layout::{Dims, Layout, Order, checked_bytes, strides_in_order};
use nd_dtype::{DType, Result};

/// An array with packed `strides` whose elements the caller is about to write.
///
/// Elements of other than numeric or time dtype start zeroed, because transfers write fields and not the gaps between them.
///
/// # Errors
/// A size that cannot be, or memory that cannot be had.
///
/// # Safety
/// The caller must write every element before the array is read or handed out.
#[inline]
pub(crate) unsafe fn strided(shape: &[usize], dtype: DType, strides: Dims<isize>) -> Result<Array> {
    let bytes = checked_bytes(shape, dtype.itemsize())?;
    let buffer = if dtype.storage().num().is_some() {
        // SAFETY: the caller's promise: numeric elements are all of the block's bytes.
        unsafe { Buffer::for_output(bytes) }
    } else {
        Buffer::zeroed(bytes)
    };
    let buffer = buffer.map_err(|_| crate::error::memory_error(shape, &dtype, bytes))?;
    let layout = Layout { shape: Dims::from_slice(shape), strides, offset: 0 };
    Ok(Array { buffer, dtype, layout, writeable: true, owner: true })
}

/// Makes a result of elements that hold objects count them; any other stays as it is.
///
/// # Safety
/// The array must come from this module, be known to nobody else and have all its elements, of which those that hold objects
/// were copied from operands that are still borrowed or kept.
#[inline]
pub(crate) unsafe fn adopt(array: &Array) {
    if array.dtype.hasobject() {
        // SAFETY: the caller's promise; buffers of other than numeric dtype start zeroed.
        unsafe { crate::buffer::adopt(&array.buffer, &array.dtype) };
    }
}

/// [`strided`] in C or F order.
///
/// # Errors
/// As [`strided`].
///
/// # Safety
/// As [`strided`].
#[inline]
pub(crate) unsafe fn packed(shape: &[usize], dtype: DType, order: Order) -> Result<Array> {
    let strides = strides_in_order(shape, dtype.itemsize(), order);
    // SAFETY: the caller's promise.
    unsafe { strided(shape, dtype, strides) }
}

/// An array like `model`, which is packed, numeric and has `bytes` bytes of elements.
///
/// # Errors
/// Memory that cannot be had.
///
/// # Safety
/// As [`strided`].
#[inline]
pub(crate) unsafe fn like(model: &Array, bytes: usize) -> Result<Array> {
    debug_assert!(model.dtype.num().is_some() && bytes == model.nbytes());
    // SAFETY: the caller's promise.
    let buffer = unsafe { Buffer::for_output(bytes) };
    let buffer = buffer.map_err(|_| crate::error::memory_error(model.shape(), &model.dtype, bytes))?;
    let mut layout = Layout { offset: 0, ..model.layout.clone() };
    if layout.shape.iter().any(|&n| n < 2) {
        // Such axes may have any stride in the model.
        layout.strides = strides_in_order(&layout.shape, model.itemsize(), Order::C);
    }
    Ok(Array { buffer, dtype: model.dtype.clone(), layout, writeable: true, owner: true })
}
