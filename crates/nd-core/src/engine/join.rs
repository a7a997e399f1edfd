//! The copying half of joining: parts written side by side into one result.

use super::assign::transfer_views;
use super::operand::View;
use super::output;
use super::transfer::Transfer;
use crate::array::Array;
use crate::buffer::{Access, Claim, acquire};
use crate::error::{ShapeError, shape_error};
use crate::layout::{IntoShape, Layout, Order, k_order_of};
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
    let borrows = acquire(operation, &claims)?;
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
    // SAFETY: the parts have filled the result, and are still borrowed; what was converted is kept by the transfers.
    unsafe { output::adopt(&result) };
    drop(borrows);
    transfers.iter().try_for_each(Transfer::report)?;
    Ok(result)
}

/// A new packed array of `shape` made of boxes: each the position of its first element, and its elements, cast to `dtype`.
/// Together they cover every element exactly once.
///
/// ```
/// use nd_core::{DType, arange, assemble, zeros};
/// let parts = [(vec![0, 0], arange(2).reshape((2, 1))?), (vec![0, 1], zeros((2, 2), "i8")?)];
/// assert_eq!(assemble((2, 3), &DType::I32, &parts)?.to_string(), "[[0 0 0]\n [1 0 0]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Boxes that overlap, lie outside or leave something out; dtypes that do not convert; memory that cannot be had or is
/// borrowed elsewhere.
pub fn assemble(shape: impl IntoShape, dtype: &DType, parts: &[(Vec<usize>, Array)]) -> Result<Array> {
    let shape = shape.into_shape().lengths()?;
    check_tiling(&shape, parts)?;
    let parts = || parts.iter().filter(|(_, part)| !part.is_empty());
    let transfers = parts().map(|(_, part)| Transfer::new(&part.dtype, dtype)).collect::<Result<Vec<_>>>()?;
    // SAFETY: the boxes cover the result.
    let result = unsafe { output::packed(&shape, dtype.clone(), Order::C)? };
    let claims: Vec<Claim<'_>> = parts().map(|(_, part)| part.claim(Access::Read)).collect();
    let borrows = acquire("assemble", &claims)?;
    for ((start, part), transfer) in parts().zip(&transfers) {
        let mut layout: Layout = result.layout.clone();
        for (axis, (&at, &n)) in start.iter().zip(part.shape()).enumerate() {
            layout.shape[axis] = n;
            layout.offset = layout.offset.wrapping_add_signed(at as isize * layout.strides[axis]);
        }
        let target = result.with_layout(layout);
        // SAFETY: the part is borrowed, its box in the result is this call's own and of its shape.
        unsafe { transfer_views(transfer, &View::of(&target), &View::of(part), false)? };
    }
    // SAFETY: the parts have filled the result, and are still borrowed; what was converted is kept by the transfers.
    unsafe { output::adopt(&result) };
    drop(borrows);
    transfers.iter().try_for_each(Transfer::report)?;
    Ok(result)
}

/// # Errors
/// Boxes that do not lie inside `shape`, that overlap, or that leave something out.
fn check_tiling(shape: &[usize], parts: &[(Vec<usize>, Array)]) -> Result<()> {
    let refused = || shape_error(ShapeError::Tiling { shape: shape.to_vec() });
    let inside = |(start, part): &(Vec<usize>, Array)| {
        let fits =
            |((&at, &n), &len): ((&usize, &usize), &usize)| at.checked_add(n).is_some_and(|end| end <= len);
        start.len() == shape.len()
            && part.ndim() == shape.len()
            && start.iter().zip(part.shape()).zip(shape).all(fits)
    };
    let apart = |(a, x): &(Vec<usize>, Array), (b, y): &(Vec<usize>, Array)| {
        let clear =
            |axis: usize| a[axis] + x.shape()[axis] <= b[axis] || b[axis] + y.shape()[axis] <= a[axis];
        x.is_empty() || y.is_empty() || (0..shape.len()).any(clear)
    };
    if !parts.iter().all(inside) {
        return Err(refused());
    }
    let disjoint = (1..parts.len()).all(|i| parts[..i].iter().all(|part| apart(part, &parts[i])));
    // Boxes inside and apart from each other cover no more than there is.
    let covered = parts.iter().try_fold(0usize, |sum, (_, part)| sum.checked_add(part.size()));
    let size = shape.iter().try_fold(1usize, |size, &n| size.checked_mul(n));
    if disjoint && size.is_some() && size == covered { Ok(()) } else { Err(refused()) }
}

#[cfg(test)]
mod tests {
    use super::assemble;
    use crate::{Array, DType, arange, zeros};

    #[test]
    fn boxes_cover_the_result_or_are_refused() {
        let part = |start: [usize; 2], shape: [usize; 2]| -> (Vec<usize>, Array) {
            (start.to_vec(), zeros(shape, "i4").unwrap())
        };
        let refused = |parts: &[(Vec<usize>, Array)]| {
            let error = assemble((2, 3), &DType::I64, parts).unwrap_err();
            assert_eq!(error.to_string(), "assemble: the parts do not cover shape (2, 3) exactly once");
        };
        refused(&[part([0, 0], [2, 2])]);
        refused(&[part([0, 0], [2, 2]), part([0, 1], [2, 2])]);
        refused(&[part([0, 0], [2, 2]), part([0, 1], [2, 1])]);
        refused(&[part([0, 0], [2, 2]), part([0, 2], [2, 2])]);
        refused(&[part([0, 0], [2, 2]), part([usize::MAX, 2], [2, 1])]);
        refused(&[part([0, 0], [2, 3]), (vec![0], arange(0))]);
        let whole =
            [part([0, 0], [2, 2]), (vec![0, 2], arange(2).reshape((2, 1)).unwrap()), part([1, 1], [0, 2])];
        assert_eq!(assemble((2, 3), &DType::F64, &whole).unwrap().to_string(), "[[0. 0. 0.]\n [0. 0. 1.]]");
        assert_eq!(assemble((0, 3), &DType::F64, &[]).unwrap().shape(), [0, 3]);
    }
}
