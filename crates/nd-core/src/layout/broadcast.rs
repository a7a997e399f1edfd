//! Broadcasting: the common shape of several operands and the strides an operand has in it.

use super::Dims;
use crate::error::{ShapeError, shape_error};
use nd_dtype::Result;

/// The shape that `shapes` broadcast to together.
///
/// # Errors
/// A pair of lengths on one axis that are neither equal nor one.
///
/// ```
/// assert_eq!(nd_core::broadcast_shapes(&[&[2, 1], &[3]]).unwrap(), [2, 3]);
/// ```
#[doc(alias = "numpy.broadcast_shapes")]
pub fn broadcast_shapes(shapes: &[&[usize]]) -> Result<Vec<usize>> {
    match merge(shapes) {
        Ok(shape) => Ok(shape.to_vec()),
        Err((first, second)) => Err(shape_error(ShapeError::Mismatch {
            first,
            first_shape: shapes[first].to_vec(),
            second,
            second_shape: shapes[second].to_vec(),
        })),
    }
}

/// The common shape of a function's operands; the error lists all of them, as the ufuncs do.
///
/// # Errors
/// Shapes that do not broadcast; more positions than can be counted.
pub(crate) fn broadcast_operands(shapes: &[&[usize]]) -> Result<Dims<usize>> {
    let merged = merge(shapes).map_err(|_| {
        shape_error(ShapeError::Operands { shapes: shapes.iter().map(|s| s.to_vec()).collect() })
    })?;
    super::checked_bytes(&merged, 1)?;
    Ok(merged)
}

/// The common shape, or the positions of two shapes that clash.
fn merge(shapes: &[&[usize]]) -> core::result::Result<Dims<usize>, (usize, usize)> {
    let ndim = shapes.iter().map(|s| s.len()).max().unwrap_or(0);
    let mut out: Dims<usize> = Dims::filled(ndim, 1);
    let mut setter = vec![0usize; ndim];
    for (which, shape) in shapes.iter().enumerate() {
        let pad = ndim - shape.len();
        for (i, &n) in shape.iter().enumerate() {
            let axis = pad + i;
            if n == out[axis] || n == 1 {
                continue;
            }
            if out[axis] != 1 {
                return Err((setter[axis], which));
            }
            out[axis] = n;
            setter[axis] = which;
        }
    }
    Ok(out)
}

/// The strides with which an operand of `shape` and `strides` walks through `target`: zero along the axes it is
/// repeated on, and along axes of length one. `None` if it does not broadcast to `target`.
pub(crate) fn broadcast_strides(shape: &[usize], strides: &[isize], target: &[usize]) -> Option<Dims<isize>> {
    let pad = target.len().checked_sub(shape.len())?;
    let mut out = Dims::filled(target.len(), 0);
    for (i, (&n, &s)) in shape.iter().zip(strides).enumerate() {
        if n == 1 {
            continue;
        }
        if n != target[pad + i] {
            return None;
        }
        out[pad + i] = s;
    }
    Some(out)
}
