//! `repeat` and `tile`: one copy of a view in which the repeated axes have a step of zero.

#![forbid(unsafe_code)]

use crate::error::FunctionError;
use crate::like::{along, integers};
use nd_core::{Array, Axes, Casting, IntoShape, Literal, MAX_NDIM, Order, Part, Result};

/// Each element along an axis (with `..`, of the flat array) repeated: all the same number of times, or each its own.
///
/// ```
/// use nd_core::array;
/// use nd_index::repeat;
/// assert_eq!(repeat(&array![1, 2], 3, ..)?.to_string(), "[1 1 1 2 2 2]");
/// let x = array![[1, 2], [3, 4]];
/// assert_eq!(repeat(&x, [1, 2], 0)?.to_string(), "[[1 2]\n [3 4]\n [3 4]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Negative or fractional repeats, another number of them than of elements, an axis that the array does not have, memory
/// that cannot be had or is borrowed elsewhere.
#[doc(alias = "numpy.repeat")]
pub fn repeat(array: &Array, repeats: impl Into<Literal>, axis: impl Into<Axes>) -> Result<Array> {
    let (source, axis) = along(array, &axis.into())?;
    let repeats = integers(repeats, Casting::Safe)?;
    if repeats.ndim() > 1 {
        return Err(FunctionError::Value("object too deep for desired array").into());
    }
    let mut counts: Vec<i64> = repeats.to_vec()?;
    let size = source.shape()[axis];
    if repeats.ndim() == 1 && counts.len() != 1 && counts.len() != size {
        return Err(FunctionError::Repeats { size, repeats: counts.len() }.into());
    }
    if matches!(counts[..], [count] if count < 0) {
        return Err(nd_core::ShapeError::NegativeLength.into());
    }
    if counts.iter().any(|&n| n < 0) {
        return Err(FunctionError::Value("repeats may not contain negative values.").into());
    }
    if let [count] = counts[..] {
        if source.ndim() < MAX_NDIM {
            return evenly(&source, count as usize, axis);
        }
        // There is no room for an axis of repeats.
        counts = vec![count; size];
    }
    let mut positions = Vec::new();
    let total = counts.iter().try_fold(0usize, |total, &n| total.checked_add(n as usize));
    let Some(total) = total.filter(|&total| positions.try_reserve_exact(total).is_ok()) else {
        return Err(FunctionError::Value("too many repeats").into());
    };
    for (at, &count) in counts.iter().enumerate() {
        positions.extend(core::iter::repeat_n(at as i64, count as usize));
    }
    debug_assert_eq!(positions.len(), total);
    source.get_in(Part::along(axis, Array::from_vec(positions)?), Order::C)
}

fn evenly(source: &Array, count: usize, axis: usize) -> Result<Array> {
    let mut repeated = source.shape().to_vec();
    repeated.insert(axis + 1, count);
    let mut shape = source.shape().to_vec();
    shape[axis] = shape[axis].saturating_mul(count);
    source.expand_dims(axis + 1)?.broadcast_to(repeated)?.copy_reshaped(shape)
}

/// The array repeated as a whole, as often along each axis as `reps` says.
///
/// ```
/// use nd_core::array;
/// use nd_index::tile;
/// assert_eq!(tile(&array![1, 2], 2)?.to_string(), "[1 2 1 2]");
/// assert_eq!(tile(&array![1, 2], (2, 1))?.to_string(), "[[1 2]\n [1 2]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Negative repeats, too many axes, memory that cannot be had or is borrowed elsewhere.
#[doc(alias = "numpy.tile")]
pub fn tile(array: &Array, reps: impl IntoShape) -> Result<Array> {
    let reps = reps.into_shape().lengths()?;
    let ndim = reps.len().max(array.ndim());
    let source = array.expand_dims((0..ndim - array.ndim()).collect::<Vec<_>>())?;
    let padded = [vec![1; ndim - reps.len()], reps].concat();
    if padded.iter().all(|&n| n == 1) {
        return source.copy_in(Order::K);
    }
    // Only axes that are repeated need one in front for it; more than fit are repeated one after the other.
    let repeated: Vec<usize> = (0..ndim).filter(|&axis| padded[axis] != 1).collect();
    let mut tiled = source;
    for axes in repeated.chunks((MAX_NDIM - ndim).max(1)) {
        let (mut places, mut shape, mut merged) = (Vec::new(), Vec::new(), tiled.shape().to_vec());
        for axis in 0..ndim {
            if axes.contains(&axis) {
                places.push(shape.len());
                shape.push(padded[axis]);
                merged[axis] = merged[axis].saturating_mul(padded[axis]);
            }
            shape.push(tiled.shape()[axis]);
        }
        tiled = tiled.expand_dims(places)?.broadcast_to(shape)?.copy_reshaped(merged)?;
    }
    Ok(tiled)
}
