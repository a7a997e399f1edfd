//! `sort`, `argsort`, `lexsort`.

use crate::bytes;
use crate::error::SortError;
use crate::lane::{Lane, Workspace};
use crate::lanes::{axis_last, native, take_lanes};
use crate::options::SortOptions;
use nd_core::kernel::dispatch;
use nd_core::{Array, CoreCall, DType, Order, Result, arange, empty};

/// A sorted copy, along the last axis or another, or with `..` of all elements in a row.
///
/// Floats are ordered by value with NaNs last; times with "not a time" last; complex numbers by real, then imaginary part; strings by characters; records
/// field by field.
///
/// ```
/// use nd_sort::sort;
/// let x = nd_core::array![[3, 1], [2, 0]];
/// assert_eq!(sort(&x, -1)?.to_string(), "[[1 3]\n [0 2]]");
/// assert_eq!(sort(&x, 0)?.to_string(), "[[2 0]\n [3 1]]");
/// assert_eq!(sort(&x, ..)?.to_string(), "[0 1 2 3]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// An axis that the array does not have, elements without an order, memory that cannot be had or is borrowed.
#[doc(alias = "numpy.sort")]
pub fn sort(a: &Array, options: impl Into<SortOptions>) -> Result<Array> {
    let mut options = options.into();
    let copy = match options.axis {
        Some(_) => a.copy_in(Order::K)?,
        None => a.flatten()?,
    };
    options.axis.get_or_insert(-1);
    sort_in_place(&copy, &options)?;
    Ok(copy)
}

/// Sorts the elements where they are.
pub(crate) fn sort_in_place(a: &Array, options: &SortOptions) -> Result<()> {
    let axis = options.axis.ok_or(SortError::InPlaceNeedsAxis)?;
    let lanes = axis_last(a, axis)?;
    options.check_fields(a)?;
    if a.dtype().temporal().is_some() {
        let counts = a.ordered_counts()?;
        sort_in_place(&counts, options)?;
        return a.assign(counts.from_ordered(a.dtype())?);
    }
    let Some(dtype) = native(a) else {
        let index = bytes::argsort(&lanes, &options.order, "sort")?;
        return lanes.assign(take_lanes(&lanes, &index)?);
    };
    let stable = options.kind.is_stable();
    let num = dtype.num();
    CoreCall::new("sort").write(&lanes, 1, &dtype).packed().run(Workspace::default, |workspace, core| {
        let Some(num) = num else { return Ok(()) };
        dispatch!(num, T => match core.view_mut::<T>(0).as_mut_slice() {
            Some(lane) => T::sort(lane, stable, workspace),
            None => Ok(()),
        })
    })
}

/// The positions that sort the array: `x[argsort(x)]` is sorted. Equal elements come in their order, whatever the kind.
///
/// ```
/// let x = nd_core::array![2.5, -1.0, f64::NAN, 2.5];
/// assert_eq!(nd_sort::argsort(&x, -1)?.to_string(), "[1 0 3 2]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`sort`].
#[doc(alias = "numpy.argsort")]
pub fn argsort(a: &Array, options: impl Into<SortOptions>) -> Result<Array> {
    let options = options.into();
    options.check_fields(a)?;
    // A scalar has the positions of a list of one.
    let Some(axis) = options.axis.filter(|_| a.ndim() > 0) else {
        return argsort(&a.ravel()?, SortOptions { axis: options.axis.or(Some(-1)), ..options });
    };
    if a.dtype().temporal().is_some() {
        return argsort(&a.ordered_counts()?, options);
    }
    let lanes = axis_last(a, axis)?;
    let Some(dtype) = native(a) else {
        return bytes::argsort(&lanes, &options.order, "argsort")?.moveaxis(-1, axis);
    };
    let index = empty(a.shape(), DType::I64)?;
    let places = axis_last(&index, axis)?;
    let num = dtype.num();
    let call = CoreCall::new("argsort").read(&lanes, 1, &dtype).packed();
    call.write(&places, 1, &DType::I64).packed().run(Workspace::default, |workspace, core| {
        let Some(num) = num else { return Ok(()) };
        let mut index = core.view_mut::<i64>(1);
        dispatch!(num, T => match (core.view::<T>(0).as_slice(), index.as_mut_slice()) {
            (Some(lane), Some(index)) => T::argsort(lane, index, workspace),
            _ => Ok(()),
        })
    })?;
    Ok(index)
}

/// The positions that sort by several keys: by the last one, ties by the one before it, and so on.
///
/// ```
/// let (surnames, first) = (nd_core::array![2, 1, 2], nd_core::array![5, 9, 3]);
/// assert_eq!(nd_sort::lexsort(&[&first, &surnames], -1)?.to_string(), "[1 2 0]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// No keys, keys of different shapes; as [`sort`].
#[doc(alias = "numpy.lexsort")]
pub fn lexsort(keys: &[&Array], options: impl Into<SortOptions>) -> Result<Array> {
    let axis = options.into().axis.unwrap_or(-1);
    let first = keys.first().ok_or(SortError::NoKeys)?;
    if keys.iter().any(|key| key.shape() != first.shape()) {
        return Err(SortError::KeyShapes.into());
    }
    if first.ndim() == 0 {
        return arange(1).reshape(());
    }
    // Every sort keeps the order that the keys before it made among what is equal to it.
    let mut index: Option<Array> = None;
    for key in keys {
        let lanes = axis_last(key, axis)?;
        index = Some(match index {
            None => argsort(&lanes, -1)?,
            Some(index) => take_lanes(&index, &argsort(&take_lanes(&lanes, &index)?, -1)?)?,
        });
    }
    match index {
        Some(index) => index.moveaxis(-1, axis),
        None => Err(SortError::NoKeys.into()),
    }
}

/// A sorted copy as complex numbers, along the last axis.
///
/// ```
/// assert_eq!(nd_sort::sort_complex(&nd_core::array![5, 3])?.to_string(), "[3.+0.j 5.+0.j]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`sort`].
#[doc(alias = "numpy.sort_complex")]
pub fn sort_complex(a: &Array) -> Result<Array> {
    let sorted = sort(a, -1)?;
    match (a.dtype().kind(), a.itemsize()) {
        ('c', _) => Ok(sorted),
        ('i' | 'u', 1 | 2) => sorted.astype(DType::C64),
        _ => sorted.astype(DType::C128),
    }
}
