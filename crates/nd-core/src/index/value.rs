//! The value of an assignment, brought to the target's dtype and away from the target's memory.

#![forbid(unsafe_code)]

use super::IndexError;
use crate::array::Array;
use crate::buffer::{Access, Claim};
use crate::engine::Arg;
use crate::engine::assign::{ElementBytes, copy_as, element_bytes};
use crate::layout::{Dims, Order, broadcast_strides};
use nd_dtype::{Result, Scalar};

/// What is written: elements of the target's dtype.
pub(super) enum Value {
    /// One element.
    Element(ElementBytes),
    /// As many as broadcast to the selection.
    Array(Array),
}

/// Whether two arrays may have a byte in common.
pub(super) fn meet(a: &Array, b: &Array) -> bool {
    a.buffer.ptr_eq(&b.buffer) && a.footprint().conflicts(&b.footprint())
}

impl Value {
    /// `value` as elements for `target`.
    ///
    /// # Errors
    /// A value that the dtype does not take; memory that cannot be had or is borrowed elsewhere.
    pub(super) fn new(value: &Arg<'_>, target: &Array) -> Result<Value> {
        let dtype = &target.dtype;
        Ok(match value {
            Arg::Weak(weak) => Value::Element(element_bytes(&Scalar::from_weak(*weak, dtype)?, dtype)?),
            Arg::Scalar(scalar) => Value::Element(element_bytes(scalar, dtype)?),
            Arg::Array(array) if array.dtype == *dtype && !meet(array, target) => {
                Value::Array((*array).clone())
            }
            Arg::Array(array) => Value::Array(copy_as("set", array, dtype, Order::K)?),
        })
    }

    pub(super) fn shape(&self) -> &[usize] {
        match self {
            Value::Element(_) => &[],
            Value::Array(array) => array.shape(),
        }
    }

    /// Where the first element lies.
    pub(super) fn ptr(&self) -> *const u8 {
        match self {
            Value::Element(bytes) => bytes.as_ptr(),
            Value::Array(array) => array.ptr(),
        }
    }

    /// The borrow that reading it takes.
    pub(super) fn claim(&self) -> Option<Claim<'_>> {
        match self {
            Value::Element(_) => None,
            Value::Array(array) => Some(array.claim(Access::Read)),
        }
    }

    /// The same elements next to each other.
    ///
    /// # Errors
    /// Memory that cannot be had or is borrowed elsewhere.
    pub(super) fn packed(&self) -> Result<Value> {
        Ok(match self {
            Value::Element(bytes) => Value::Element(bytes.clone()),
            Value::Array(array) if array.is_c_contiguous() => Value::Array(array.clone()),
            Value::Array(array) => Value::Array(copy_as("set", array, &array.dtype, Order::C)?),
        })
    }

    /// The strides of the value in the shape of the selection; leading axes of length one may be in excess.
    ///
    /// # Errors
    /// [`IndexError::Value`].
    pub(super) fn strides_in(&self, shape: &[usize]) -> Result<Dims<isize>> {
        let Value::Array(array) = self else { return Ok(Dims::filled(shape.len(), 0)) };
        let excess = array.ndim().saturating_sub(shape.len());
        let (extra, kept) = array.shape().split_at(excess);
        let strides = if extra.iter().all(|&n| n == 1) {
            broadcast_strides(kept, &array.strides()[excess..], shape)
        } else {
            None
        };
        let refused = || IndexError::Value { value: array.shape().to_vec(), result: shape.to_vec() };
        Ok(strides.ok_or_else(refused)?)
    }
}
