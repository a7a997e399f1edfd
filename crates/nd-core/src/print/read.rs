//! From an array to its excerpt: the shown elements are copied out under a borrow, which ends before any text is made.

#![forbid(unsafe_code)]

use super::excerpt::{Column, Excerpt, Items, kept};
use super::options::PrintOptions;
use crate::array::Array;
use crate::engine::assign::copy_as;
use crate::engine::transfer::packed_bytes;
use crate::layout::{Dims, Layout, Order};
use nd_dtype::{ByteOrder, NAT, Result, Temporal, TimeError};

/// Copies what `options` show of `array`.
///
/// # Errors
/// No memory for the copy, or memory that a guard or an operation of this thread holds.
pub(super) fn excerpt(array: &Array, options: &PrintOptions) -> Result<Excerpt> {
    let shape = array.shape().to_vec();
    let edge = (array.size() > options.threshold).then_some(options.edgeitems);
    let shown = array.with_layout(shown_layout(&array.layout, edge));
    // One copy under one borrow, so that the fields of a record belong together.
    let items = match array.dtype.struct_type() {
        None => items(&shown)?,
        Some(_) => items(&copy_as("print", &shown, &array.dtype, Order::C)?)?,
    };
    Ok(Excerpt { shape, edge, items })
}

/// The elements of an array in C order, by their parts.
fn items(array: &Array) -> Result<Items> {
    let Some(fields) = array.dtype.struct_type() else { return Ok(Items::Column(column(array)?)) };
    let parts = fields.iter().map(|field| {
        let part = items(&array.field(&field.name)?)?;
        Ok(match field.dtype.subdtype() {
            Some(_) => {
                Items::Arrays(array.field(&field.name)?.shape()[array.ndim()..].to_vec(), Box::new(part))
            }
            None => part,
        })
    });
    Ok(Items::Records(parts.collect::<Result<_>>()?))
}

/// Where the shown elements lie. An axis of which only the edges are shown becomes two: which edge, and the item in
/// it; so one strided layout holds them all. Axes of length one are left out, which keeps the number of axes, each at
/// least doubling the size, below the limit.
fn shown_layout(layout: &Layout, edge: Option<usize>) -> Layout {
    let mut shown = Layout { shape: Dims::empty(), strides: Dims::empty(), offset: layout.offset };
    let mut push = |len: usize, stride: isize| {
        if len != 1 {
            shown.shape.push(len);
            shown.strides.push(stride);
        }
    };
    for (&len, &stride) in layout.shape.iter().zip(layout.strides.iter()) {
        let kept = kept(len, edge);
        if kept < len {
            let half = kept / 2;
            push(2, (len - half) as isize * stride);
            push(half, stride);
        } else {
            push(len, stride);
        }
    }
    shown
}

/// The elements of an array in C order and in the machine's byte order.
fn column(array: &Array) -> Result<Column> {
    let native = array.dtype.newbyteorder(ByteOrder::NATIVE);
    let bytes = packed_bytes("print", &copy_as("print", array, &native, Order::C)?)?;
    if matches!(native.temporal(), Some(Temporal::DateTime(unit)) if unit.is_generic())
        && bytes.chunks_exact(size_of::<i64>()).any(|ticks| *ticks != NAT.to_ne_bytes())
    {
        return Err(TimeError::GenericText.into());
    }
    Ok(Column { dtype: native, bytes })
}
