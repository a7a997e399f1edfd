//! `median` and `nanmedian`.

use crate::lanes::{Merged, merged};
use crate::partition::select;
use nd_core::{Array, ReduceOptions, Result, stack};
use nd_index::s;
use nd_ufunc::{MathExt, isnan, logical_not};

/// The middle element along axes, or the mean of the two in the middle. NaN, if a NaN is among them; NaT, if one is among spans
/// of time.
///
/// ```
/// use nd_core::{array, axis};
/// let x = array![[10.0, 7.0, 4.0], [3.0, 2.0, 1.0]];
/// assert_eq!(nd_sort::median(&x, ..)?.to_string(), "3.5");
/// assert_eq!(nd_sort::median(&x, 0)?.to_string(), "[6.5 4.5 2.5]");
/// assert_eq!(nd_sort::median(&x, axis(1).keepdims())?.to_string(), "[[7.]\n [2.]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Axes that the array does not have, elements that are neither numbers nor spans of time, memory that cannot be had or is borrowed.
#[doc(alias = "numpy.median")]
pub fn median<'a>(a: &Array, options: impl Into<ReduceOptions<'a>>) -> Result<Array> {
    let options = options.into();
    options.accept("median", &["keepdims"])?;
    let merged = merged(a, &options.axes)?;
    finish("median", of_lanes(&merged.lanes)?, &merged, &options)
}

/// As [`median`], of the elements that are not NaN; NaN, if there are none.
///
/// ```
/// let x = nd_core::array![[10.0, f64::NAN, 4.0], [3.0, 2.0, 1.0]];
/// assert_eq!(nd_sort::nanmedian(&x, 1)?.to_string(), "[7. 2.]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`median`].
#[doc(alias = "numpy.nanmedian")]
pub fn nanmedian<'a>(a: &Array, options: impl Into<ReduceOptions<'a>>) -> Result<Array> {
    let options = options.into();
    options.accept("nanmedian", &["keepdims"])?;
    let merged = merged(a, &options.axes)?;
    let medians = match without_nans(&merged.lanes)? {
        None => of_lanes(&merged.lanes)?,
        Some(lanes) => of_each(&merged.lanes, &lanes, |_, lane| of_lanes(lane))?,
    };
    finish("nanmedian", medians, &merged, &options)
}

/// The results of lanes in the shape that was asked for.
fn finish(name: &'static str, result: Array, merged: &Merged, options: &ReduceOptions<'_>) -> Result<Array> {
    let result = if options.keepdims { result.reshape(&merged.full)? } else { result };
    options.deliver(name, result)
}

/// Whether elements can be NaN, or not a time.
pub(crate) fn has_nan(lanes: &Array) -> bool {
    matches!(lanes.dtype().kind(), 'f' | 'c' | 'm' | 'M')
}

/// The median of each lane, whose elements are partitioned where they are.
fn of_lanes(lanes: &Array) -> Result<Array> {
    let len = lanes.shape().last().copied().unwrap_or(1);
    if len == 0 {
        return lanes.mean(-1);
    }
    let half = len / 2;
    let first = if len.is_multiple_of(2) { half - 1 } else { half };
    let ranks = [first, half];
    // NaNs go to the end whatever the ranks.
    select(lanes, &ranks[usize::from(first == half)..])?;
    let middle = lanes.slice(s![..., first..half + 1])?.mean(-1)?;
    let last = lanes.slice(s![..., -1])?;
    if has_nan(lanes) { overwrite_nans(middle, &last) } else { Ok(middle) }
}

/// `results`, with the last elements of their lanes where those are NaN.
pub(crate) fn overwrite_nans(results: Array, last: &Array) -> Result<Array> {
    let nans = isnan(last)?;
    if nans.any(..)?.item::<bool>()? {
        if results.ndim() == 0 {
            return last.copy();
        }
        results.set(&nans, last.get(&nans)?)?;
    }
    Ok(results)
}

/// The lanes without their NaNs, or `None` if there are no NaNs at all.
pub(crate) fn without_nans(lanes: &Array) -> Result<Option<Vec<Array>>> {
    if !has_nan(lanes) || lanes.is_empty() {
        return Ok(None);
    }
    if !isnan(lanes)?.any(..)?.item::<bool>()? {
        return Ok(None);
    }
    of_numbers(lanes, lanes).map(Some)
}

/// The lanes of `values` without what stands at the places of NaNs in `lanes`.
pub(crate) fn of_numbers(lanes: &Array, values: &Array) -> Result<Vec<Array>> {
    let len = lanes.shape().last().copied().unwrap_or(1) as isize;
    let keep = logical_not(&isnan(lanes)?)?.reshape((-1, len))?;
    let rows = values.reshape((-1, len))?;
    let row = |i: usize| rows.slice(i)?.get(&keep.slice(i)?);
    (0..rows.shape()[0]).map(row).collect()
}

/// What `f` makes of each of `parts` and its number, NaN for those without elements, in the shape of `lanes` without its last axis.
pub(crate) fn of_each(
    lanes: &Array,
    parts: &[Array],
    f: impl Fn(usize, &Array) -> Result<Array>,
) -> Result<Array> {
    let nan = |_: &Array| Array::from_scalar(f64::NAN)?.astype(lanes.dtype());
    let each = |(i, part): (usize, &Array)| if part.is_empty() { nan(part) } else { f(i, part) };
    let results = parts.iter().enumerate().map(each).collect::<Result<Vec<Array>>>()?;
    stack(&results.iter().collect::<Vec<_>>(), 0)?.reshape(&lanes.shape()[..lanes.ndim() - 1])
}
