//! Where the elements of an array lie: shape, signed byte strides, byte offset of the first element.
//!
//! A layout knows no memory and no dtype beyond an item size; slices, transposes, fields and broadcasts are layouts
//! computed from layouts. Sizes are checked when a layout is made (`checked_bytes`), so that what is computed from it cannot
//! overflow. All of it is safe code.

#![forbid(unsafe_code)]

mod broadcast;
mod dims;
mod order;
mod reshape;
mod shape;
mod sharing;

#[cfg(test)]
mod tests;

pub use broadcast::broadcast_shapes;
pub(crate) use broadcast::{broadcast_operands, broadcast_strides};
pub use dims::Dims;
pub use order::Order;
pub(crate) use order::{
    k_order_like, k_order_of, k_order_of_array, k_order_of_shape, numpy_axis_order, strides_in_order,
};
pub(crate) use reshape::{reshape_strides, resolve_shape};
pub use shape::{IntoShape, Shape};
pub(crate) use sharing::share_a_byte;

use crate::error::{ShapeError, shape_error};
use nd_dtype::Result;

/// The most axes an array can have, as in NumPy.
pub const MAX_NDIM: usize = 64;

/// Shape, byte strides and byte offset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    pub(crate) shape: Dims<usize>,
    pub(crate) strides: Dims<isize>,
    pub(crate) offset: usize,
}

impl Layout {
    /// The packed layout of `shape` in C order.
    ///
    /// # Errors
    /// More than [`MAX_NDIM`] axes, or a size in bytes that does not fit an `isize`.
    pub fn contiguous(shape: &[usize], itemsize: usize) -> Result<Layout> {
        checked_bytes(shape, itemsize)?;
        Ok(Layout {
            shape: Dims::from_slice(shape),
            strides: strides_in_order(shape, itemsize, Order::C),
            offset: 0,
        })
    }

    /// Lengths of the axes.
    #[inline]
    pub fn shape(&self) -> &[usize] {
        &self.shape
    }

    /// Byte steps of the axes.
    #[inline]
    pub fn strides(&self) -> &[isize] {
        &self.strides
    }

    /// Byte offset of the element at index zero from the start of the buffer.
    #[inline]
    pub fn offset(&self) -> usize {
        self.offset
    }

    /// Number of axes.
    #[inline]
    pub fn ndim(&self) -> usize {
        self.shape.len()
    }

    /// Number of elements.
    #[inline]
    pub fn size(&self) -> usize {
        self.shape.iter().product()
    }

    /// Whether the elements lie packed in C order. Axes of length one do not count, nor does anything in an empty
    /// array.
    #[inline]
    pub fn is_c_contiguous(&self, itemsize: usize) -> bool {
        packed(self.shape.iter().rev().zip(self.strides.iter().rev()), itemsize)
    }

    /// Whether the elements lie packed in Fortran order.
    pub fn is_f_contiguous(&self, itemsize: usize) -> bool {
        packed(self.shape.iter().zip(self.strides.iter()), itemsize)
    }

    /// The lowest and one past the highest byte offset that an element touches; equal for an empty array.
    pub fn byte_range(&self, itemsize: usize) -> (usize, usize) {
        if self.shape.contains(&0) {
            return (self.offset, self.offset);
        }
        let (mut lo, mut hi) = (self.offset as isize, self.offset as isize);
        for (&n, &s) in self.shape.iter().zip(self.strides.iter()) {
            let reach = (n as isize - 1) * s;
            if reach < 0 {
                lo += reach;
            } else {
                hi += reach;
            }
        }
        (lo as usize, hi as usize + itemsize)
    }

    /// The layout with its axes in the order of `perm`.
    pub(crate) fn permuted(&self, perm: &[usize]) -> Layout {
        Layout {
            shape: perm.iter().map(|&p| self.shape[p]).collect(),
            strides: perm.iter().map(|&p| self.strides[p]).collect(),
            offset: self.offset,
        }
    }

    /// The layout without the axis `axis`, at position `index` along it.
    #[inline]
    pub(crate) fn at(&self, axis: usize, index: usize) -> Layout {
        let mut layout = self.clone();
        let stride = layout.strides.remove(axis);
        layout.shape.remove(axis);
        layout.offset = (layout.offset as isize + index as isize * stride) as usize;
        layout
    }

    /// Whether two different indices reach a common byte. Decided exactly for the common cases (axes whose strides
    /// nest) and answered `true` where only a search could tell.
    pub(crate) fn may_overlap_itself(&self, itemsize: usize) -> bool {
        let mut axes: Vec<(usize, usize)> = self
            .shape
            .iter()
            .zip(self.strides.iter())
            .filter(|(n, _)| **n > 1)
            .map(|(n, s)| (s.unsigned_abs(), *n))
            .collect();
        if self.shape.contains(&0) {
            return false;
        }
        axes.sort_unstable();
        let mut extent = itemsize;
        for (stride, n) in axes {
            if stride < extent {
                return true;
            }
            extent += (n - 1) * stride;
        }
        false
    }
}

/// Whether axes given from the fastest to the slowest are packed.
#[inline]
fn packed<'a>(axes: impl Iterator<Item = (&'a usize, &'a isize)> + Clone, itemsize: usize) -> bool {
    let mut expected = itemsize as isize;
    let mut ok = true;
    for (&n, &s) in axes {
        if n == 0 {
            return true;
        }
        if n != 1 {
            ok &= s == expected;
            expected = expected.wrapping_mul(n as isize);
        }
    }
    ok
}

/// The bytes that `shape` elements of `itemsize` take.
///
/// # Errors
/// Too many axes, or a product that an `isize` cannot hold. Axes of length zero do not hide the size of the others,
/// as in NumPy.
#[inline]
pub(crate) fn checked_bytes(shape: &[usize], itemsize: usize) -> Result<usize> {
    if shape.len() > MAX_NDIM {
        return Err(shape_error(ShapeError::TooManyAxes { found: shape.len() }));
    }
    let mut bytes = itemsize.max(1);
    let mut empty = itemsize == 0;
    for &n in shape {
        if n == 0 {
            empty = true;
            continue;
        }
        bytes = bytes
            .checked_mul(n)
            .filter(|&b| b <= isize::MAX as usize)
            .ok_or_else(|| shape_error(ShapeError::TooBig { shape: shape.to_vec() }))?;
    }
    Ok(if empty { 0 } else { bytes })
}
