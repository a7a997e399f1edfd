//! The array: a dtype and a layout over a shared buffer.
//!
//! One non-generic type. Every slice, transpose, field and reshape is another `Array` over the same bytes, and a
//! write through one is seen through all. Cloning makes another handle; [`Array::copy`] copies elements.

#![forbid(unsafe_code)]

mod cast;
mod convert;
mod create;
mod diagonal;
mod info;
mod iter;
mod join;
mod like;
mod literal;
mod manipulate;
mod range;
mod regroup;
mod reinterpret;
mod reshape;
mod spaced;
mod time;
mod windows;

#[cfg(test)]
mod tests;

pub use cast::Cast;
pub(crate) use convert::check_plain;
pub use create::{empty, eye, full, identity, identity_as, ones, zeros};
pub use diagonal::Diagonal;
pub use iter::Iter;
pub use join::{Join, concatenate, stack};
pub use like::{Like, empty_like, full_like, ones_like, zeros_like};
pub use literal::{Literal, from_literal};
pub use manipulate::broadcast_arrays;
pub use range::{Bounds, RangeArg, arange, arange_as, try_arange};
pub use spaced::{Linspace, linspace};

use crate::buffer::{Access, Buffer, Claim};
use crate::layout::Layout;
use nd_dtype::DType;

/// An N-dimensional array of any dtype over shared memory.
///
/// ```
/// use nd_core::arange;
/// let x = arange(6).reshape((2, 3))?;
/// let row = x.index_axis(0, 1)?; // a view: the same bytes
/// row.fill(0)?;
/// assert_eq!(x.to_string(), "[[0 1 2]\n [0 0 0]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Panics
/// Operators (`&a + &b`, `a += 1`) cannot return an error: on shapes that do not broadcast, dtypes that do not fit, literals
/// out of range and borrowed memory they panic at the caller's line. The functions of the same names in `nd-ufunc`
/// (`add(&a, &b)?`, `add::with(&a, &b).out(&a).run()?`) return the error instead.
#[derive(Clone)]
#[doc(alias = "ndarray")]
pub struct Array {
    pub(crate) buffer: Buffer,
    pub(crate) dtype: DType,
    pub(crate) layout: Layout,
    /// Whether writes through this handle are allowed; the buffer may still forbid them.
    pub(crate) writeable: bool,
    /// Whether this is the array its buffer was made for, and not a view of it.
    pub(crate) owner: bool,
}

impl Array {
    /// An array over `buffer`; the layout must lie inside it.
    pub(crate) fn from_parts(buffer: Buffer, dtype: DType, layout: Layout) -> Array {
        debug_assert!(layout.byte_range(dtype.itemsize()).1 <= buffer.len());
        Array { writeable: buffer.is_writable(), buffer, dtype, layout, owner: true }
    }

    /// A view of the same buffer.
    #[inline]
    pub(crate) fn with_layout(&self, layout: Layout) -> Array {
        debug_assert!(layout.byte_range(self.dtype.itemsize()).1 <= self.buffer.len());
        self.remember_origin();
        Array {
            buffer: self.buffer.clone(),
            dtype: self.dtype.clone(),
            layout,
            writeable: self.writeable,
            owner: false,
        }
    }

    /// Address of the element at index zero.
    #[inline]
    pub(crate) fn ptr(&self) -> *mut u8 {
        self.buffer.as_ptr().wrapping_add(self.layout.offset)
    }

    /// What an operation must borrow to use this array.
    #[inline]
    pub(crate) fn claim(&self, access: Access) -> Claim<'_> {
        Claim {
            buffer: &self.buffer,
            access,
            offset: self.layout.offset,
            itemsize: self.dtype.itemsize(),
            shape: self.shape(),
            strides: self.strides(),
            managed: self.dtype.hasobject().then_some(&self.dtype),
        }
    }
}
