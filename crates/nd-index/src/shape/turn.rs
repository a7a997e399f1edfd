//! Arrays shifted, mirrored and turned.

#![forbid(unsafe_code)]

use crate::error::FunctionError;
use crate::like::all_axes;
use nd_core::{Array, Axes, ErrorKind, Join, Order, Part, Result, Slice, concatenate, normalize_axis};

/// A copy with the elements moved on by `shift` along axes, those that fall off the end put in at the start: a distance, or
/// one for each axis; with `..` for the axes the flat array is rolled.
///
/// ```
/// use nd_index::roll;
/// let x = nd_core::arange(6).reshape((2, 3))?;
/// assert_eq!(roll(&x, 1, ..)?.to_string(), "[[5 0 1]\n [2 3 4]]");
/// assert_eq!(roll(&x, [1, -1], [0, 1])?.to_string(), "[[4 5 3]\n [1 2 0]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Axes that the array does not have, another number of distances than of axes, memory that cannot be had or is borrowed
/// elsewhere.
#[doc(alias = "numpy.roll")]
pub fn roll(array: &Array, shift: impl Into<Axes>, axes: impl Into<Axes>) -> Result<Array> {
    let (shift, axes) = (shift.into(), axes.into());
    let shifts = shift.list().unwrap_or(&[0]);
    let Some(axes) = axes.list() else {
        let flat = roll(&array.ravel()?, shifts, 0)?;
        return flat.reshape(array.shape());
    };
    let axes = axes.iter().map(|&axis| normalize_axis(axis, array.ndim())).collect::<Result<Vec<_>>>()?;
    let count = match (shifts.len(), axes.len()) {
        (a, b) if a == b => a,
        (1, n) | (n, 1) => n,
        (a, b) => {
            let message = format!(
                "shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between arg 0 with shape ({a},) and arg 1 with shape ({b},)."
            );
            return Err(FunctionError::Worded(ErrorKind::Value, message).into());
        }
    };
    // Distances along one axis add up.
    let mut total = vec![0i128; array.ndim()];
    for i in 0..count {
        let at = |list: &[usize]| list.get(i).or(list.first()).copied();
        let Some(axis) = at(&axes) else { continue };
        total[axis] += shifts.get(i).or(shifts.first()).copied().unwrap_or(0) as i128;
    }
    let mut rolled: Option<Array> = None;
    for (axis, shift) in total.into_iter().enumerate() {
        let n = array.shape()[axis];
        let shift = shift.checked_rem_euclid(n as i128).unwrap_or(0) as isize;
        if shift == 0 {
            continue;
        }
        let source = rolled.as_ref().unwrap_or(array);
        let cut = n as isize - shift;
        let behind = source.slice(Part::along(axis, Slice { start: Some(cut), ..Slice::FULL }))?;
        let front = source.slice(Part::along(axis, Slice { stop: Some(cut), ..Slice::FULL }))?;
        let options = Join::along(axis).dtype(array.dtype().clone())?;
        rolled = Some(concatenate(&[&behind, &front], options)?);
    }
    rolled.map_or_else(|| array.copy_in(Order::K), Ok)
}

/// The view with the order of the elements along axes turned round; along all with `..`.
///
/// ```
/// let x = nd_core::arange(4).reshape((2, 2))?;
/// assert_eq!(nd_index::flip(&x, ..)?.to_string(), "[[3 2]\n [1 0]]");
/// assert_eq!(nd_index::flip(&x, 1)?.to_string(), "[[1 0]\n [3 2]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Axes that the array does not have or that are named twice.
#[doc(alias = "numpy.flip")]
pub fn flip(array: &Array, axes: impl Into<Axes>) -> Result<Array> {
    let axes = all_axes(&axes.into(), array.ndim())?;
    let step = |axis| Slice { step: axes.contains(&axis).then_some(-1), ..Slice::FULL };
    let index: Vec<Part> = (0..array.ndim()).map(|axis| Part::Slice(step(axis))).collect();
    array.slice(index)
}

/// The view with the order of the columns turned round.
///
/// ```
/// let x = nd_core::arange(4).reshape((2, 2))?;
/// assert_eq!(nd_index::fliplr(&x)?.to_string(), "[[1 0]\n [3 2]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Less than two axes.
#[doc(alias = "numpy.fliplr")]
pub fn fliplr(array: &Array) -> Result<Array> {
    if array.ndim() < 2 {
        return Err(FunctionError::Value("Input must be >= 2-d.").into());
    }
    flip(array, 1)
}

/// The view with the order of the rows turned round.
///
/// ```
/// assert_eq!(nd_index::flipud(&nd_core::arange(3))?.to_string(), "[2 1 0]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// An array without axes.
#[doc(alias = "numpy.flipud")]
pub fn flipud(array: &Array) -> Result<Array> {
    if array.ndim() < 1 {
        return Err(FunctionError::Value("Input must be >= 1-d.").into());
    }
    flip(array, 0)
}

/// The view turned by `k` right angles in the plane of two axes, from the first towards the second; `..` for the first two.
///
/// ```
/// let x = nd_core::arange(4).reshape((2, 2))?;
/// assert_eq!(nd_index::rot90(&x, 1, ..)?.to_string(), "[[1 3]\n [0 2]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Other than two axes, axes that the array does not have.
#[doc(alias = "numpy.rot90")]
pub fn rot90(array: &Array, k: isize, axes: impl Into<Axes>) -> Result<Array> {
    let axes = axes.into();
    let [first, second] = *axes.list().unwrap_or(&[0, 1]) else {
        return Err(FunctionError::Value("len(axes) must be 2.").into());
    };
    let n = array.ndim() as isize;
    if first == second || first.abs_diff(second) == n.unsigned_abs() {
        return Err(FunctionError::Value("Axes must be different.").into());
    }
    if first >= n || first < -n || second >= n || second < -n {
        let message = format!("Axes=({first}, {second}) out of range for array of ndim={n}.");
        return Err(FunctionError::Worded(ErrorKind::Value, message).into());
    }
    match k.rem_euclid(4) {
        0 => Ok(array.alias()),
        1 => flip(array, second)?.swapaxes(first, second),
        2 => flip(&flip(array, first)?, second),
        _ => flip(&array.swapaxes(first, second)?, second),
    }
}
