//! The copying half of joining: parts written side by side into one result.

use super::assign::transfer_views;
use super::operand::View;
use super::output;
use super::transfer::Transfer;
use crate::array::Array;
use crate::buffer::{Access, Claim, acquire};
use crate::layout::{Layout, k_order_of};
use nd_dtype::{DType, Result};

/// A new array of `shape` made of `parts` side by side along `axis`, cast to `dtype`.
///
/// # Errors
/// Dtypes that do not convert, memory that cannot be had or is borrowed elsewhere.
pub(crate) fn join(
    operation: &'static str,
    parts: &[Array],
    axis: usize,
    shape: &[usize],
    dtype: DType,
) -> Result<Array> {
    let itemsize = dtype.itemsize();
    let strides: Vec<&[isize]> = parts.iter().map(Array::strides).collect();
    let strides = k_order_of(shape, &strides, itemsize);
    let transfers = parts.iter().map(|p| Transfer::new(&p.dtype, &dtype)).collect::<Result<Vec<_>>>()?;
    // SAFETY: the parts fill the result along the axis; the caller has checked their shapes.
    let result = unsafe { output::strided(shape, dtype, strides)? };
    let claims: Vec<Claim<'_>> = parts.iter().map(|p| p.claim(Access::Read)).collect();
    let _borrows = acquire(operation, &claims)?;
    let mut at = 0;
    for (part, transfer) in parts.iter().zip(&transfers) {
        let mut layout: Layout = result.layout.clone();
        layout.shape[axis] = part.shape()[axis];
        layout.offset = (layout.offset as isize + at as isize * layout.strides[axis]) as usize;
        at += part.shape()[axis];
        let target = result.with_layout(layout);
        debug_assert_eq!(target.shape(), part.shape());
        // SAFETY: the part is borrowed, its place in the result is this call's own and of its shape.
        unsafe { transfer_views(transfer, &View::of(&target), &View::of(part), false)? };
    }
    Ok(result)
}
