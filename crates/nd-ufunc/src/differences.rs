//! Neighbours along an axis: differences, gradients, sums of trapezoids.

#![forbid(unsafe_code)]

use crate::{MathExt as _, divide, multiply, not_equal, subtract};
use nd_core::{Array, Axes, Error, ErrorKind, Part, Result, Slice, concatenate, normalize_axis};

/// Positions `start..stop` along one axis, as a view; both count from the end if negative.
fn part(x: &Array, axis: usize, start: Option<isize>, stop: Option<isize>) -> Result<Array> {
    let mut parts: Vec<Part> = vec![Part::from(Slice::FULL); axis];
    parts.push(Part::from(Slice { start, stop, step: None }));
    x.slice(parts)
}

/// Arguments that differences do not take.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DifferenceError {
    /// An array without an axis to go along.
    #[error("diff requires input that is at least one dimensional")]
    Scalar,
    /// Too few elements for a gradient.
    #[error(
        "Shape of array too small to calculate a numerical gradient, at least (edge_order + 1) elements are required."
    )]
    Gradient,
}

impl From<DifferenceError> for Error {
    #[cold]
    fn from(error: DifferenceError) -> Error {
        Error::new(ErrorKind::Value, error)
    }
}

/// The `n`-th differences of neighbours along one axis, the last for `..`: each time one element fewer.
///
/// ```
/// let x = nd_core::array![1, 2, 4, 7, 0];
/// assert_eq!(nd_ufunc::diff(&x, 1, ..)?.to_string(), "[ 1  2  3 -7]");
/// assert_eq!(nd_ufunc::diff(&x, 2, 0)?.to_string(), "[  1   1 -10]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// An array without axes, an axis that it does not have, memory that cannot be had or is borrowed elsewhere.
#[doc(alias = "numpy.diff")]
pub fn diff(x: &Array, n: usize, axis: impl Into<Axes>) -> Result<Array> {
    if x.ndim() == 0 {
        return Err(DifferenceError::Scalar.into());
    }
    let axis = normalize_axis(axis.into().single()?.unwrap_or(-1), x.ndim())?;
    let mut result = x.clone();
    for _ in 0..n {
        let (behind, before) = (part(&result, axis, Some(1), None)?, part(&result, axis, None, Some(-1))?);
        result =
            if x.dtype().kind() == 'b' { not_equal(&behind, &before)? } else { subtract(&behind, &before)? };
    }
    Ok(result)
}

/// The differences of neighbours over all elements in C order.
///
/// ```
/// let x = nd_core::array![[1, 2], [4, 7]];
/// assert_eq!(nd_ufunc::ediff1d(&x)?.to_string(), "[1 2 3]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Memory that cannot be had or is borrowed elsewhere.
#[doc(alias = "numpy.ediff1d")]
pub fn ediff1d(x: &Array) -> Result<Array> {
    diff(&x.ravel()?, 1, 0)
}

/// The gradient along one axis, the last for `..`, for values `spacing` apart: half the distance of the neighbours on
/// both sides, at the ends the distance to the one there.
///
/// ```
/// let x = nd_core::array![1.0, 2.0, 4.0, 7.0];
/// assert_eq!(nd_ufunc::gradient(&x, 1.0, ..)?.to_string(), "[1.  1.5 2.5 3. ]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Fewer than two elements along the axis, an axis that the array does not have, memory that cannot be had or is
/// borrowed elsewhere.
#[doc(alias = "numpy.gradient")]
pub fn gradient(x: &Array, spacing: f64, axis: impl Into<Axes>) -> Result<Array> {
    let axis = normalize_axis(axis.into().single()?.unwrap_or(-1), x.ndim())?;
    if x.shape()[axis] < 2 {
        return Err(DifferenceError::Gradient.into());
    }
    let x = if matches!(x.dtype().kind(), 'f' | 'c') { x.clone() } else { x.astype("f8")? };
    let slope = |behind: Array, before: Array, width: f64| divide(&subtract(&behind, &before)?, width);
    let first = slope(part(&x, axis, Some(1), Some(2))?, part(&x, axis, None, Some(1))?, spacing)?;
    let inner = slope(part(&x, axis, Some(2), None)?, part(&x, axis, None, Some(-2))?, 2.0 * spacing)?;
    let last = slope(part(&x, axis, Some(-1), None)?, part(&x, axis, Some(-2), Some(-1))?, spacing)?;
    concatenate(&[&first, &inner, &last], axis as isize)
}

/// The integral along one axis, the last for `..`, of values `spacing` apart, by trapezoids.
///
/// ```
/// assert_eq!(nd_ufunc::trapezoid(&nd_core::array![1, 2, 3], 1.0, ..)?.to_string(), "4.0");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// An axis that the array does not have, memory that cannot be had or is borrowed elsewhere.
#[doc(alias = "numpy.trapezoid")]
pub fn trapezoid(y: &Array, spacing: f64, axis: impl Into<Axes>) -> Result<Array> {
    let axis = normalize_axis(axis.into().single()?.unwrap_or(-1), y.ndim())?;
    let pairs = crate::add(part(y, axis, Some(1), None)?, part(y, axis, None, Some(-1))?)?;
    divide(multiply(&pairs, spacing)?, 2.0)?.sum(axis)
}
