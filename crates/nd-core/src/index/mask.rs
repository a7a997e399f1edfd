//! Selection by a mask of the array's own shape: `x[mask]` and `x[mask] = v`, without a list of positions.

use super::IndexError;
use super::nonzero;
use super::value::Value;
use crate::array::Array;
use crate::buffer::{Access, acquire};
use crate::engine::operand::View;
use crate::engine::walk::Walk;
use crate::engine::{output, threads};
use crate::layout::Order;
use core::sync::atomic::{AtomicUsize, Ordering};
use nd_dtype::Result;
use nd_kernel::select;

/// A walk over an array and a mask of its shape in C order.
fn walk(array: &Array, mask: &Array) -> Walk {
    let (x, m) = (View::of(array), View::of(mask));
    let mut walk = Walk::new(x.shape, &[(x.ptr, &x.strides), (m.ptr, &m.strides)]);
    walk.coalesce();
    walk
}

/// The elements of `array` under `mask`, in C order.
///
/// # Errors
/// Memory that cannot be had or is borrowed elsewhere.
pub(super) fn get(array: &Array, mask: &Array) -> Result<Array> {
    let _borrows = acquire("get", &[array.claim(Access::Read), mask.claim(Access::Read)])?;
    let walk = walk(array, mask);
    let size = array.itemsize();
    // Each part of the slowest axis is counted before it is moved, so that all know where their elements go.
    let len = walk.axes.first().map_or(1, |axis| axis.len);
    let parts = threads::parts_for(walk.size()).clamp(1, len.max(1));
    let part = |p: usize| match parts {
        1 => walk.clone(),
        _ => walk.part(0, p * len / parts, (p + 1) * len / parts - p * len / parts),
    };
    let counts: Vec<AtomicUsize> = (0..parts).map(|_| AtomicUsize::new(0)).collect();
    threads::run(parts, &|p| {
        // SAFETY: the mask is borrowed.
        counts[p].store(unsafe { nonzero::count(&part(p), 1) }, Ordering::Relaxed);
    });
    let counts: Vec<usize> = counts.into_iter().map(AtomicUsize::into_inner).collect();
    let count = counts.iter().sum();
    // SAFETY: the parts below write all elements.
    let result = unsafe { output::packed(&[count], array.dtype.clone(), Order::C)? };
    threads::run(parts, &|p| {
        let mut to = View::of(&result).ptr.wrapping_add(counts[..p].iter().sum::<usize>() * size);
        let mut left = counts[p];
        part(p).for_each_piece(&mut |piece| {
            let (n, steps) = (piece.cols.len, piece.cols.steps);
            for row in 0..piece.rows.len {
                let (x, m) = (piece.at(0, row, 0), piece.at(1, row, 0));
                // SAFETY: both operands are borrowed and of one shape; as many elements are left in the part of the
                // result as the mask has true ones.
                let done = unsafe { select::compress(size, n, m, steps[1], x, steps[0], to, left) };
                to = to.wrapping_add(done * size);
                left -= done;
            }
        });
        debug_assert_eq!(left, 0, "a borrowed mask does not change");
    });
    // SAFETY: the result was filled just now, and the array is still borrowed.
    unsafe { output::adopt(&result) };
    Ok(result)
}

/// Writes one value to all elements under `mask`, or a row of values in C order. `mask` and `value` share no memory
/// with `target`, which does not overlap itself.
///
/// # Errors
/// Values of more than one axis, or not as many as the mask has true elements; memory borrowed elsewhere.
pub(super) fn set(target: &Array, mask: &Array, value: &Value) -> Result<()> {
    check_rank(value.shape())?;
    let value = value.packed()?;
    let mut claims = vec![target.claim(Access::Write), mask.claim(Access::Read)];
    claims.extend(value.claim());
    let _borrows = acquire("set", &claims)?;
    let mut walk = walk(target, mask);
    let size = target.itemsize();
    let given = value.shape().first().copied().unwrap_or(1);
    if given == 1 {
        walk.optimise(0);
        walk.for_each_piece(&mut |piece| {
            let (n, steps) = (piece.cols.len, piece.cols.steps);
            for row in 0..piece.rows.len {
                let (x, m) = (piece.at(0, row, 0), piece.at(1, row, 0));
                // SAFETY: all operands are borrowed; the target shares memory with no other and not with itself.
                unsafe { select::fill(size, n, m, steps[1], value.ptr(), x, steps[0]) };
            }
        });
        return Ok(());
    }
    // SAFETY: the mask is borrowed.
    let wanted = unsafe { nonzero::count(&walk, 1) };
    check_count(value.shape(), wanted)?;
    let mut from = value.ptr();
    let mut left = given;
    walk.for_each_piece(&mut |piece| {
        let (n, steps) = (piece.cols.len, piece.cols.steps);
        for row in 0..piece.rows.len {
            let (x, m) = (piece.at(0, row, 0), piece.at(1, row, 0));
            // SAFETY: as above; `left` of the packed values have not been used.
            let done = unsafe { select::expand(size, n, m, steps[1], from, left, x, steps[0]) };
            from = from.wrapping_add(done * size);
            left -= done;
        }
    });
    Ok(())
}

/// # Errors
/// Values for a mask that do not stand in a row.
fn check_rank(shape: &[usize]) -> Result<()> {
    match shape.len() {
        0 | 1 => Ok(()),
        ndim => Err(IndexError::MaskRank { ndim }.into()),
    }
}

/// # Errors
/// Neither one value nor a row of as many as the mask has true elements.
pub(super) fn check_count(shape: &[usize], wanted: usize) -> Result<()> {
    check_rank(shape)?;
    match shape.first() {
        Some(&given) if given != 1 && given != wanted => Err(IndexError::MaskCount { given, wanted }.into()),
        _ => Ok(()),
    }
}
