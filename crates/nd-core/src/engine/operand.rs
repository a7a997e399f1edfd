//! A borrowed operand inside an operation: where it starts, how it is strided, what it holds.

use crate::array::Array;
use crate::layout::{Dims, broadcast_strides};
use nd_dtype::DType;

/// An operand broadcast to the operation's shape. Whoever makes one holds the borrow of its memory.
#[derive(Clone)]
pub(crate) struct View<'a> {
    pub(crate) ptr: *mut u8,
    pub(crate) shape: &'a [usize],
    pub(crate) strides: Dims<isize>,
    pub(crate) dtype: &'a DType,
}

impl<'a> View<'a> {
    /// `array` as it lies.
    pub(crate) fn of(array: &'a Array) -> View<'a> {
        View {
            ptr: array.ptr(),
            shape: array.shape(),
            strides: Dims::from_slice(array.strides()),
            dtype: &array.dtype,
        }
    }

    /// One element, repeated over `shape`.
    pub(crate) fn repeated(ptr: *mut u8, dtype: &'a DType, shape: &'a [usize]) -> View<'a> {
        View { ptr, shape, strides: Dims::filled(shape.len(), 0), dtype }
    }

    /// This operand in a larger shape; `None` if it does not broadcast to it.
    pub(crate) fn broadcast(&self, shape: &'a [usize]) -> Option<View<'a>> {
        let strides = broadcast_strides(self.shape, &self.strides, shape)?;
        Some(View { ptr: self.ptr, shape, strides, dtype: self.dtype })
    }

    /// The lowest and one past the highest address that an element touches.
    pub(crate) fn address_range(&self) -> (usize, usize) {
        let (mut lo, mut hi) = (self.ptr as usize, self.ptr as usize);
        if self.shape.contains(&0) {
            return (lo, hi);
        }
        for (&n, &s) in self.shape.iter().zip(self.strides.iter()) {
            let reach = (n as isize - 1) * s;
            if reach < 0 {
                lo = lo.wrapping_add_signed(reach);
            } else {
                hi = hi.wrapping_add_signed(reach);
            }
        }
        (lo, hi + self.dtype.itemsize())
    }
}
