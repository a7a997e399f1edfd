//! Joining arrays along an existing or an additional axis.

use super::Array;
use crate::engine::{Axes, join};
use crate::error::{ShapeError, normalize_axis, shape_error};
use nd_dtype::{DType, Result, TypeArg, result_type};

/// The arrays one after the other along `axis`.
///
/// ```
/// use nd_core::{array, concatenate};
/// let joined = concatenate(&[&array![1, 2], &array![3.5]], 0)?;
/// assert_eq!(joined.to_string(), "[1.  2.  3.5]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// No arrays, arrays without axes, shapes that differ elsewhere than along `axis`, dtypes without a common one,
/// memory that cannot be had or is borrowed elsewhere.
#[doc(alias = "numpy.concatenate")]
#[doc(alias = "numpy.concat")]
pub fn concatenate(arrays: &[&Array], axis: impl Into<Axes>) -> Result<Array> {
    let operation = "concatenate";
    let Some(first) = arrays.first() else {
        return Err(shape_error(ShapeError::NothingToJoin { operation }));
    };
    let axis = match axis.into().0.as_deref() {
        // No axis: everything is flattened first.
        None => {
            let flat = arrays.iter().map(|a| a.ravel()).collect::<Result<Vec<_>>>()?;
            return concatenate(&flat.iter().collect::<Vec<_>>(), 0);
        }
        Some([axis]) => *axis,
        Some(_) => return Err(shape_error(ShapeError::AxesCount)),
    };
    if arrays.iter().any(|a| a.ndim() == 0) {
        return Err(shape_error(ShapeError::JoinScalars));
    }
    let axis = normalize_axis(axis, first.ndim())?;
    let mut shape = first.shape().to_vec();
    for (index, array) in arrays.iter().enumerate().skip(1) {
        if array.ndim() != first.ndim() {
            let (first, found) = (first.ndim(), array.ndim());
            return Err(shape_error(ShapeError::JoinRank { first, index, found }));
        }
        for other in (0..shape.len()).filter(|&a| a != axis) {
            let (first, found) = (first.shape()[other], array.shape()[other]);
            if first != found {
                return Err(shape_error(ShapeError::JoinLength { axis: other, first, index, found }));
            }
        }
        let longer = shape[axis].checked_add(array.shape()[axis]);
        shape[axis] = longer.ok_or_else(|| shape_error(ShapeError::TooBig { shape: shape.clone() }))?;
    }
    let parts: Vec<Array> = arrays.iter().map(|&a| a.clone()).collect();
    join::join(operation, &parts, axis, &shape, common_dtype(arrays)?)
}

/// The arrays along an additional axis at position `axis` of the result.
///
/// ```
/// use nd_core::{array, stack};
/// let rows = stack(&[&array![1, 2], &array![3, 4]], 0)?;
/// assert_eq!(rows.to_string(), "[[1 2]\n [3 4]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// No arrays, arrays of different shapes, an axis outside the result, dtypes without a common one, memory that
/// cannot be had or is borrowed elsewhere.
#[doc(alias = "numpy.stack")]
pub fn stack(arrays: &[&Array], axis: isize) -> Result<Array> {
    let operation = "stack";
    let Some(first) = arrays.first() else {
        return Err(shape_error(ShapeError::NothingToJoin { operation }));
    };
    if arrays.iter().any(|a| a.shape() != first.shape()) {
        return Err(shape_error(ShapeError::StackShapes));
    }
    let axis = normalize_axis(axis, first.ndim() + 1)?;
    let parts = arrays.iter().map(|a| a.expand_dims(axis as isize)).collect::<Result<Vec<_>>>()?;
    let mut shape = parts[0].shape().to_vec();
    shape[axis] = arrays.len();
    join::join(operation, &parts, axis, &shape, common_dtype(arrays)?)
}

fn common_dtype(arrays: &[&Array]) -> Result<DType> {
    result_type(&arrays.iter().map(|a| TypeArg::Strong(a.dtype())).collect::<Vec<_>>())
}
