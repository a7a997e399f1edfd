//! Reshaping without a copy: which strides, if any, give the same elements a new shape.

use super::{Dims, Order, Shape};
use crate::error::{ShapeError, shape_error};
use nd_dtype::Result;

/// Fills in a `-1` and checks that `requested` has `size` elements.
///
/// # Errors
/// NumPy's: more than one unknown, or a size that does not match.
pub(crate) fn resolve_shape(requested: &Shape, size: usize) -> Result<Dims<usize>> {
    let mismatch = || shape_error(ShapeError::Reshape { size, requested: requested.0.clone() });
    let mut unknown = None;
    let mut known: usize = 1;
    for (axis, &n) in requested.0.iter().enumerate() {
        if n < 0 {
            if unknown.replace(axis).is_some() {
                return Err(shape_error(ShapeError::TwoUnknowns));
            }
        } else {
            known = known.checked_mul(n as usize).ok_or_else(mismatch)?;
        }
    }
    let mut shape: Dims<usize> = requested.0.iter().map(|&n| n.max(0) as usize).collect();
    match unknown {
        Some(axis) if known != 0 && size.is_multiple_of(known) => shape[axis] = size / known,
        Some(_) => return Err(mismatch()),
        None if known != size => return Err(mismatch()),
        None => {}
    }
    Ok(shape)
}

/// Strides that show the elements of (`shape`, `strides`), read in `order` (C or F), as `target`; `None` if only a
/// copy can. Source of the algorithm: `_attempt_nocopy_reshape` in NumPy's `shape.c`.
pub(crate) fn reshape_strides(
    shape: &[usize],
    strides: &[isize],
    target: &[usize],
    itemsize: usize,
    order: Order,
) -> Option<Dims<isize>> {
    if target.contains(&0) {
        return Some(super::strides_in_order(target, itemsize, order));
    }
    let (old, old_strides): (Vec<usize>, Vec<isize>) =
        shape.iter().zip(strides).filter(|(n, _)| **n != 1).map(|(n, s)| (*n, *s)).unzip();
    let mut new_strides: Dims<isize> = Dims::filled(target.len(), 0);
    let (mut old_start, mut new_start) = (0, 0);
    let (mut old_end, mut new_end) = (1, 1);
    while new_start < target.len() && old_start < old.len() {
        // Grow the two groups of axes until they hold the same number of elements.
        let (mut new_product, mut old_product) = (target[new_start], old[old_start]);
        while new_product != old_product {
            if new_product < old_product {
                new_product *= target[new_end];
                new_end += 1;
            } else {
                old_product *= old[old_end];
                old_end += 1;
            }
        }
        for axis in old_start..old_end - 1 {
            let merges = if order == Order::F {
                old_strides[axis + 1] == old[axis] as isize * old_strides[axis]
            } else {
                old_strides[axis] == old[axis + 1] as isize * old_strides[axis + 1]
            };
            if !merges {
                return None;
            }
        }
        if order == Order::F {
            new_strides[new_start] = old_strides[old_start];
            for axis in new_start + 1..new_end {
                new_strides[axis] = new_strides[axis - 1] * target[axis - 1] as isize;
            }
        } else {
            new_strides[new_end - 1] = old_strides[old_end - 1];
            for axis in (new_start + 1..new_end).rev() {
                new_strides[axis - 1] = new_strides[axis] * target[axis] as isize;
            }
        }
        (new_start, old_start) = (new_end, old_end);
        (new_end, old_end) = (new_end + 1, old_end + 1);
    }
    // What is left of the target are axes of length one.
    let last = match (order, new_start) {
        (_, 0) => itemsize as isize,
        (Order::F, n) => new_strides[n - 1] * target[n - 1] as isize,
        (_, n) => new_strides[n - 1],
    };
    new_strides[new_start..].fill(last);
    Some(new_strides)
}
