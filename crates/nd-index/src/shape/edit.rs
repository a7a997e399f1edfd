//! Arrays with elements added, taken out, or more or fewer of them.

#![forbid(unsafe_code)]

use crate::error::FunctionError;
use crate::like::{array_like, in_dtype, integers};
use nd_core::{
    Array, Axes, AxisError, Casting, DType, Extreme, IndexError, IntoShape, Join, Literal, Part, Result,
    ShapeError, Slice, concatenate, normalize_axis, ones, promote_types, zeros,
};

/// The flat elements, repeated as often as it takes to fill `shape`.
///
/// ```
/// use nd_core::array;
/// assert_eq!(nd_index::resize(&array![1, 2, 3], (2, 4))?.to_string(), "[[1 2 3 1]\n [2 3 1 2]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Negative lengths, memory that cannot be had or is borrowed elsewhere.
#[doc(alias = "numpy.resize")]
pub fn resize(array: &Array, shape: impl IntoShape) -> Result<Array> {
    let shape = match shape.into_shape().lengths() {
        Ok(shape) => shape,
        Err(_) => {
            const MESSAGE: &str = "all elements of `new_shape` must be non-negative";
            return Err(FunctionError::Value(MESSAGE).into());
        }
    };
    let size = shape.iter().try_fold(1usize, |size, &n| size.checked_mul(n)).unwrap_or(usize::MAX);
    if array.is_empty() || size == 0 {
        return zeros(shape, array.dtype().clone());
    }
    // NumPy joins copies, and what it joins is native.
    let flat = crate::like::cast(array.ravel()?, &promote_types(array.dtype(), array.dtype())?)?;
    if size <= flat.size() {
        return flat.slice(..size)?.copy_reshaped(shape);
    }
    let whole = crate::tile(&flat, size.div_ceil(flat.size()))?;
    if whole.size() == size { whole.reshape(shape) } else { whole.slice(..size)?.reshape(shape) }
}

/// The values behind the array along an axis; with `..` behind the flat array.
///
/// ```
/// use nd_core::array;
/// assert_eq!(nd_index::append(&array![1, 2], [[3], [4]], ..)?.to_string(), "[1 2 3 4]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`concatenate`].
#[doc(alias = "numpy.append")]
pub fn append(array: &Array, values: impl Into<Literal>, axis: impl Into<Axes>) -> Result<Array> {
    concatenate(&[array, &array_like(values)?], axis.into())
}

/// The array and the axis to edit; a flat array without one.
fn edited(array: &Array, axis: Axes) -> Result<(Array, usize)> {
    match axis.single()? {
        None if array.ndim() == 1 => Ok((array.clone(), 0)),
        None => Ok((array.ravel()?, 0)),
        Some(axis) => Ok((array.clone(), normalize_axis(axis, array.ndim())?)),
    }
}

/// The positions of a slice.
fn positions(slice: Slice, size: usize) -> Result<Vec<i64>> {
    let (start, count, step) = slice.resolve(size).ok_or(IndexError::ZeroStep)?;
    Ok((0..count as isize).map(|i| (start as isize + i * step) as i64).collect())
}

/// A copy without the positions that `which` names along an axis (of the flat array with `..`): an integer, a range, a list of
/// integers or booleans.
///
/// ```
/// use nd_core::array;
/// use nd_index::delete;
/// let x = array![[1, 2, 3], [4, 5, 6]];
/// assert_eq!(delete(&x, 1, 1)?.to_string(), "[[1 3]\n [4 6]]");
/// assert_eq!(delete(&x, [0, -1], ..)?.to_string(), "[2 3 4 5]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Positions out of bounds, a mask of another length, an axis that the array does not have.
#[doc(alias = "numpy.delete")]
pub fn delete(array: &Array, which: impl Into<Part>, axis: impl Into<Axes>) -> Result<Array> {
    let (source, axis) = edited(array, axis.into())?;
    let size = source.shape()[axis];
    let keep = ones(size, DType::BOOL)?;
    match which.into() {
        Part::Int(index) => return without(&source, index, axis),
        Part::Slice(slice) => {
            if slice.resolve(size).is_none() {
                return Err(IndexError::ZeroStep.into());
            }
            keep.slice(slice)?.fill(false)?;
        }
        Part::Array(mask) if *mask.dtype() == DType::BOOL => {
            if mask.shape() != [size] {
                return Err(FunctionError::DeleteMask { size }.into());
            }
            keep.set(*mask, false)?;
        }
        Part::Array(list) if list.size() == 1 && list.ndim() <= 1 && list.dtype().kind() != 'f' => {
            return without(&source, list.item::<i64>()? as isize, axis);
        }
        Part::Array(list) if list.is_empty() => {}
        Part::Array(list) => keep.set(*list, false)?,
        _ => return Err(FunctionError::Type("delete takes integers, ranges and lists").into()),
    }
    source.get(Part::along(axis, keep))
}

/// `source` without one position.
fn without(source: &Array, index: isize, axis: usize) -> Result<Array> {
    let size = source.shape()[axis];
    if index < -(size as isize) || index >= size as isize {
        return Err(FunctionError::Position { index: index as i64, axis, size }.into());
    }
    let at = if index < 0 { index + size as isize } else { index };
    let front = source.slice(Part::along(axis, ..at))?;
    let behind = source.slice(Part::along(axis, at + 1..))?;
    concatenate(&[&front, &behind], Join::along(axis).dtype(source.dtype().clone())?)
}

/// A copy with `values` inserted before the positions that `which` names along an axis (of the flat array with `..`): an
/// integer, a range, a list of integers or booleans.
///
/// ```
/// use nd_core::array;
/// use nd_index::insert;
/// let x = array![[1, 2], [3, 4]];
/// assert_eq!(insert(&x, 1, 9, 1)?.to_string(), "[[1 9 2]\n [3 9 4]]");
/// assert_eq!(insert(&x, [0, 2], [7, 8], ..)?.to_string(), "[7 1 2 8 3 4]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Positions out of bounds, values that do not fit, an axis that the array does not have.
#[doc(alias = "numpy.insert")]
pub fn insert(
    array: &Array,
    which: impl Into<Part>,
    values: impl Into<Literal>,
    axis: impl Into<Axes>,
) -> Result<Array> {
    let (source, axis) = edited(array, axis.into())?;
    let size = source.shape()[axis];
    let values = in_dtype(values.into(), source.dtype())?;
    let (places, scalar) = match which.into() {
        Part::Int(index) => (vec![index as i64], true),
        Part::Slice(slice) => (positions(slice, size)?, false),
        Part::Array(mask) if *mask.dtype() == DType::BOOL => {
            if mask.ndim() != 1 {
                const MESSAGE: &str = "boolean array argument obj to insert must be one dimensional";
                return Err(FunctionError::Value(MESSAGE).into());
            }
            (mask.true_positions()?.to_vec()?, false)
        }
        Part::Array(list) if list.ndim() > 1 => {
            const MESSAGE: &str = "index array argument obj to insert must be one dimensional or scalar";
            return Err(FunctionError::Value(MESSAGE).into());
        }
        Part::Array(list) => (integers(*list.clone(), Casting::SameKind)?.to_vec()?, list.ndim() == 0),
        _ => return Err(FunctionError::Type("insert takes integers, ranges and lists").into()),
    };
    if let [index] = places[..] {
        return insert_at(&source, index, values, axis, scalar);
    }
    // Each place moves by the number of values that come before it.
    let n = size as i64;
    let turned: Vec<i64> = places.iter().map(|&at| if at < 0 { at.saturating_add(n) } else { at }).collect();
    let mut order: Vec<usize> = (0..turned.len()).collect();
    order.sort_by_key(|&i| turned[i]);
    let mut moved = turned;
    for (before, &i) in order.iter().enumerate() {
        moved[i] = moved[i].saturating_add(before as i64);
    }
    let mut shape = source.shape().to_vec();
    shape[axis] += moved.len();
    let keep = ones(shape[axis], DType::BOOL)?;
    let moved = Array::from_vec(moved)?;
    keep.set(&moved, false)?;
    let result = zeros(shape, source.dtype().clone())?;
    result.set(Part::along(axis, moved), values)?;
    result.set(Part::along(axis, keep), source)?;
    Ok(result)
}

/// `source` with all `values` before one position.
fn insert_at(source: &Array, index: i64, values: Array, axis: usize, scalar: bool) -> Result<Array> {
    let size = source.shape()[axis];
    if index < -(size as i64) || index > size as i64 {
        return Err(FunctionError::Position { index, axis, size }.into());
    }
    let at = if index < 0 { index + size as i64 } else { index } as usize;
    let missing = source.ndim().saturating_sub(values.ndim());
    let values = values.expand_dims((0..missing).collect::<Vec<_>>())?;
    let values = if scalar { values.moveaxis(0, axis)? } else { values };
    let mut shape = source.shape().to_vec();
    shape[axis] = *values.shape().get(axis).unwrap_or(&1);
    let misfit = |_| ShapeError::Assign { from: values.shape().to_vec(), into: shape.clone() };
    let values = values.broadcast_to(&shape).map_err(misfit)?;
    let front = source.slice(Part::along(axis, ..at))?;
    let behind = source.slice(Part::along(axis, at..))?;
    concatenate(&[&front, &values, &behind], Join::along(axis).dtype(source.dtype().clone())?)
}

/// The optional arguments of [`trim_zeros`]: axes (`..` for all), and which ends.
#[derive(Clone, Debug, Default)]
pub struct Trim {
    axes: Axes,
    keep_front: bool,
    keep_back: bool,
}

impl Trim {
    /// Cuts zeros off both ends of the axes.
    pub fn along(axes: impl Into<Axes>) -> Trim {
        Trim { axes: axes.into(), ..Trim::default() }
    }

    /// Only in front.
    pub fn front(mut self) -> Trim {
        self.keep_back = true;
        self
    }

    /// Only behind.
    pub fn back(mut self) -> Trim {
        self.keep_front = true;
        self
    }
}

impl<A: Into<Axes>> From<A> for Trim {
    fn from(axes: A) -> Trim {
        Trim::along(axes)
    }
}

/// The view without the zeros at the ends of the axes.
///
/// ```
/// use nd_core::array;
/// use nd_index::{Trim, trim_zeros};
/// let x = array![0, 0, 1, 0, 2, 0];
/// assert_eq!(trim_zeros(&x, ..)?.to_string(), "[1 0 2]");
/// assert_eq!(trim_zeros(&x, Trim::along(..).front())?.to_string(), "[1 0 2 0]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Axes that the array does not have.
#[doc(alias = "numpy.trim_zeros")]
pub fn trim_zeros(array: &Array, options: impl Into<Trim>) -> Result<Array> {
    let Trim { axes, keep_front, keep_back } = options.into();
    let ndim = array.ndim();
    for &axis in axes.list().unwrap_or_default() {
        normalize_axis(axis, ndim).map_err(|_| AxisError::Argument { argument: "axis", axis, ndim })?;
    }
    let axes = crate::like::all_axes(&axes, ndim)?;
    if axes.is_empty() {
        return Ok(array.clone());
    }
    let found = crate::nonzero(array)?;
    let index = found.iter().enumerate().map(|(axis, at)| {
        if !axes.contains(&axis) {
            return Ok(Part::Slice(Slice::FULL));
        }
        if at.is_empty() {
            return Ok(Part::from(..0));
        }
        let extreme = |which| nd_core::arg_extreme(at, which, &Axes::from(0).into());
        let end = |which| at.get(extreme(which)?)?.item::<i64>();
        let start = (!keep_front).then(|| end(Extreme::Min)).transpose()?.map(|at| at as isize);
        let stop = (!keep_back).then(|| end(Extreme::Max)).transpose()?.map(|at| at as isize + 1);
        Ok(Part::Slice(Slice { start, stop, step: None }))
    });
    array.slice(index.collect::<Result<Vec<_>>>()?)
}
