//! Means and variances: sums, divided by counts.

#![forbid(unsafe_code)]

use crate::generated::functions::{divide, subtract};
use crate::ufuncs;
use nd_core::error::AxisError;
use nd_core::{Array, Axes, DType, Operand, ReduceOptions, Result, operators};

/// The dtype that a mean is summed in and the one it is returned as: integers as `float64`, `float16` through
/// `float32`.
fn dtypes(own: &DType, options: &ReduceOptions<'_>) -> (DType, DType) {
    if let Some(dtype) = &options.dtype {
        return (dtype.clone(), dtype.clone());
    }
    match own.kind() {
        'f' if own.itemsize() == 2 => (DType::F32, DType::F16),
        'f' | 'c' => {
            let native = own.num().map_or(DType::F64, DType::from_num);
            (native.clone(), native)
        }
        _ => (DType::F64, DType::F64),
    }
}

/// How many elements go into each result: a number, or with a mask an array.
enum Count {
    One(f64),
    Each(Array),
}

fn count(shape: &[usize], options: &ReduceOptions<'_>) -> Result<Count> {
    if let Some(mask) = options.where_ {
        let mask = mask.broadcast_to(shape)?;
        let counting = ReduceOptions { dtype: Some(DType::I64), ..shape_of(options) };
        return Ok(Count::Each(operators::ADD.reduce(&mask, &counting)?));
    }
    let reduced: usize = match reduced_axes(&options.axes, shape.len()) {
        None => shape.iter().product(),
        Some(axes) => axes.iter().map(|&axis| shape.get(axis).copied().unwrap_or(1)).product(),
    };
    Ok(Count::One(reduced as f64))
}

/// Axes counted from the front; `None` for all. The reduction itself reports axes that do not exist.
fn reduced_axes(axes: &Axes, ndim: usize) -> Option<Vec<usize>> {
    axes.list().map(|list| {
        list.iter().map(|&a| if a < 0 { (a + ndim as isize).max(0) as usize } else { a as usize }).collect()
    })
}

/// The options that say which axes go and whether they stay.
fn shape_of<'a>(options: &ReduceOptions<'_>) -> ReduceOptions<'a> {
    ReduceOptions { axes: options.axes.clone(), keepdims: options.keepdims, ..ReduceOptions::default() }
}

/// `sums / (count - less)`, as `dtype`.
fn divided(sums: &Array, count: Count, less: f64, dtype: &DType) -> Result<Array> {
    let quotient = match count {
        // Not `max`, which would hide a `ddof` that is not a number.
        Count::One(n) => divide(sums, if n < less { 0.0 } else { n - less })?,
        Count::Each(n) => {
            let n = ufuncs::MAXIMUM.binary(subtract(&n, less)?.operand(), 0.0.operand())?;
            divide(sums, &n)?
        }
    };
    if quotient.dtype() == dtype { Ok(quotient) } else { quotient.astype(dtype) }
}

/// Sums let a scalar be reduced along its missing axis; means count elements first, and do not.
fn check_scalar(shape: &[usize], options: &ReduceOptions<'_>) -> Result<()> {
    match options.axes.list() {
        Some(&[axis, ..]) if shape.is_empty() => Err(AxisError::OutOfBounds { axis, ndim: 0 }.into()),
        _ => Ok(()),
    }
}

/// The mean along axes.
pub(crate) fn mean(array: &Array, options: &ReduceOptions<'_>) -> Result<Array> {
    if array.dtype().temporal().is_some() {
        options.accept("mean", &["where", "keepdims", "dtype"])?;
        check_scalar(array.shape(), options)?;
        return options.deliver("mean", mean_of_spans(array, options)?);
    }
    mean_of(array.shape(), array.dtype(), options, |options| operators::ADD.reduce(array, options))
}

/// The mean along axes of what `sum` sums, of shape `shape` and dtype `own`.
pub(crate) fn mean_of(
    shape: &[usize],
    own: &DType,
    options: &ReduceOptions<'_>,
    sum: impl FnOnce(&ReduceOptions<'_>) -> Result<Array>,
) -> Result<Array> {
    options.accept("mean", &["where", "keepdims", "dtype"])?;
    check_scalar(shape, options)?;
    let (dtype, result) = dtypes(own, options);
    let summing = ReduceOptions { dtype: Some(dtype), where_: options.where_, ..shape_of(options) };
    options.deliver("mean", divided(&sum(&summing)?, count(shape, options)?, 0.0, &result)?)
}

/// The mean of spans of time, rounded towards zero. Points in time have no sum, and so no mean.
fn mean_of_spans(array: &Array, options: &ReduceOptions<'_>) -> Result<Array> {
    let sums =
        operators::ADD.reduce(array, &ReduceOptions { where_: options.where_, ..shape_of(options) })?;
    match count(array.shape(), options)? {
        Count::One(n) => divide(&sums, n as i64),
        Count::Each(n) => divide(&sums, &n),
    }
}

/// The sum of squared distances from the one mean that there is, in a pass; `None` if there are several, or a mask.
fn all_squares(array: &Array, centre: &Array, options: &ReduceOptions<'_>) -> Result<Option<Array>> {
    if options.where_.is_some() || centre.size() != 1 || array.size() == 0 || centre.dtype() != array.dtype()
    {
        return Ok(None);
    }
    let Some(sum) = nd_core::sum_squared_deviations(array, &centre.squeeze(..)?.scalar()?)? else {
        return Ok(None);
    };
    let kept = if options.keepdims { centre.ndim() } else { centre.ndim() - reduced_count(array, options) };
    sum.reshape(vec![1; kept]).map(Some)
}

/// How many axes a reduction takes away.
fn reduced_count(array: &Array, options: &ReduceOptions<'_>) -> usize {
    options.axes.list().map_or(array.ndim(), |axes| axes.len().min(array.ndim()))
}

/// The variance along axes: the mean of squared distances from the mean.
pub(crate) fn variance(array: &Array, options: &ReduceOptions<'_>) -> Result<Array> {
    options.accept("var", &["where", "ddof", "keepdims", "dtype"])?;
    check_scalar(array.shape(), options)?;
    let (sum, result) = dtypes(array.dtype(), options);
    let kept = ReduceOptions {
        keepdims: true,
        dtype: Some(sum.clone()),
        where_: options.where_,
        ..shape_of(options)
    };
    let centre = mean(array, &kept)?;
    if let Some(sums) = all_squares(array, &centre, options)? {
        return options
            .deliver("var", divided(&sums, count(array.shape(), options)?, options.ddof, &result)?);
    }
    let away = subtract(array, &centre)?;
    let away = if *away.dtype() == sum { away } else { away.astype(&sum)? };
    let squares = if sum.kind() == 'c' {
        // The square of a distance in the plane.
        let (re, im) = (away.real(), away.imag()?);
        &(&re * &re) + &(&im * &im)
    } else {
        ufuncs::SQUARE.unary(&away.operand())?
    };
    let result = if result.kind() == 'c' { squares.dtype().clone() } else { result };
    let summing = ReduceOptions { where_: options.where_, ..shape_of(options) };
    let sums = operators::ADD.reduce(&squares, &summing)?;
    options.deliver("var", divided(&sums, count(array.shape(), options)?, options.ddof, &result)?)
}
