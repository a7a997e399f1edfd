//! Shuffling: an order of indices is drawn, and the elements follow it.
//!
//! NumPy swaps the elements themselves. Shuffled indices and one gather give the same result for any dtype and any
//! strides, with one loop instead of one per element size.

#![forbid(unsafe_code)]

use crate::bits::{BitGenerator, masked};
use crate::error::{OutFault, RandomError};
use crate::fill::{edit, indices};
use nd_core::error::AxisError;
use nd_core::{Array, Casting, DTypeError, Result, can_cast};

/// The shuffle of R. A. Fisher and F. Yates from the last slot down to slot `first`: each is exchanged with one at or
/// before it, whose number `up_to` draws.
pub(crate) fn exchange(slots: &mut [i64], first: usize, mut up_to: impl FnMut(u64) -> u64) {
    for i in (first..slots.len()).rev() {
        slots.swap(i, up_to(i as u64) as usize);
    }
}

/// `0..n` in random order.
pub(crate) fn order(bits: &mut impl BitGenerator, n: usize) -> Result<Array> {
    let order = indices(n)?;
    edit(&order, |slots| exchange(slots, 1, |max| masked(bits, max)))?;
    Ok(order)
}

/// A copy of `array` with the sub-arrays along `axis` in random order.
pub(crate) fn permuted(bits: &mut impl BitGenerator, array: &Array, axis: isize) -> Result<Array> {
    let rows = rows(array, axis)?;
    let order = order(bits, rows.shape()[0])?;
    let permuted = rows.get(&order)?;
    if axis == 0 { Ok(permuted) } else { permuted.moveaxis(0, axis) }
}

/// Brings the sub-arrays along `axis` into random order, in place.
pub(crate) fn shuffle(bits: &mut impl BitGenerator, array: &Array, axis: isize) -> Result<()> {
    if !array.is_writeable() {
        return Err(RandomError::ReadOnly.into());
    }
    if array.ndim() == 0 {
        return Err(RandomError::Unsized.into());
    }
    let rows = rows(array, axis)?;
    if rows.is_empty() {
        return Ok(());
    }
    let order = order(bits, rows.shape()[0])?;
    rows.assign(&rows.get(&order)?)
}

/// Copies `array` to `out`, if it fits without a loss.
pub(crate) fn fill_from(out: &Array, array: &Array) -> Result<()> {
    if !out.is_writeable() {
        return Err(RandomError::Out(OutFault::ReadOnly).into());
    }
    if out.shape() != array.shape() {
        return Err(RandomError::Out(OutFault::Shape).into());
    }
    let (from, to, casting) = (array.dtype(), out.dtype(), Casting::Safe);
    if !can_cast(from, to, casting) {
        let (from, to) = (from.clone(), to.clone());
        return Err(DTypeError::Cast { what: "array data", from, to, casting }.into());
    }
    out.assign(array)
}

/// Brings every row along `axis`, or all elements, into an order of its own, in place.
pub(crate) fn permute_rows(bits: &mut impl BitGenerator, array: &Array, axis: Option<isize>) -> Result<()> {
    let Some(axis) = axis else {
        if array.ndim() <= 1 {
            return shuffle(bits, array, 0);
        }
        // Elements are numbered as they lie in memory, if they lie in Fortran order.
        let fortran = array.is_f_contiguous() && !array.is_c_contiguous();
        let view = if fortran { array.t() } else { array.alias() };
        let flat = view.ravel()?;
        let order = order(bits, flat.size())?;
        return view.assign(&flat.get(&order)?.reshape(view.shape())?);
    };
    let last = rows(array, axis)?.moveaxis(0, -1)?;
    let length = last.shape()[last.ndim() - 1];
    let table = last.reshape((last.size().checked_div(length).unwrap_or(0), length))?;
    for row in 0..table.shape()[0] {
        let row = table.slice(row)?;
        row.assign(&row.get(&order(bits, length)?)?)?;
    }
    // A table that is a copy goes back to where it came from.
    last.assign(&table.reshape(last.shape())?)
}

/// The view with `axis` in front.
fn rows(array: &Array, axis: isize) -> Result<Array> {
    let ndim = array.ndim();
    if axis < -(ndim as isize) || axis >= ndim as isize {
        return Err(AxisError::OutOfBounds { axis, ndim }.into());
    }
    if axis == 0 { Ok(array.alias()) } else { array.moveaxis(axis, 0) }
}
