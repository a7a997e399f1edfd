//! Means, variances and standard deviations, by NumPy's steps: sums, divided in place by counts.
//!
//! The steps are what dtypes that are asked for and outputs see. A sum is made in the dtype of the elements, or in the one that is
//! asked for (which may be an integer, that truncates every step), or in the one that it has in common with the output; and
//! it is divided in double precision where it lies.

#![forbid(unsafe_code)]

use crate::ufuncs;
use nd_core::error::AxisError;
use nd_core::{
    Arg, Array, ByteOrder, CallOptions, Casting, DType, Elementwise, ErrState, ReduceOptions, Result, Scalar,
    Weak, geterr, operators,
};

/// The dtype to sum elements of `own` in, unless it is their own or asked for: integers and booleans as `float64`.
fn summed_as(own: &DType, asked: Option<&DType>) -> Option<DType> {
    asked.cloned().or_else(|| matches!(own.kind(), 'b' | 'i' | 'u').then_some(DType::F64))
}

/// How many elements go into each result: a number, or with a mask an array.
enum Count {
    One(f64),
    Each(Array),
}

impl Count {
    /// # Errors
    /// An axis that there is not, also that of an array without axes: sums would take it, counts do not.
    fn new(shape: &[usize], options: &ReduceOptions<'_>) -> Result<Count> {
        if let Some(mask) = options.where_ {
            let mask = mask.broadcast_to(shape)?;
            let counting = ReduceOptions { dtype: Some(DType::I64), ..shape_of(options) };
            return Ok(Count::Each(operators::ADD.reduce(&mask, &counting)?));
        }
        let Some(axes) = options.axes.list() else {
            return Ok(Count::One(shape.iter().product::<usize>() as f64));
        };
        let mut reduced = 1;
        for &axis in axes {
            let place = if axis < 0 { axis.checked_add_unsigned(shape.len()) } else { Some(axis) };
            let len = place.and_then(|place| shape.get(usize::try_from(place).ok()?));
            reduced *= len.ok_or(AxisError::OutOfBounds { axis, ndim: shape.len() })?;
        }
        Ok(Count::One(reduced as f64))
    }

    /// Divides `sums` by the counts less `ddof`, in double precision, and rounds to the dtype of `sums` whatever that loses.
    fn divide(&self, sums: &Array, ddof: f64) -> Result<()> {
        let casting = if matches!(sums.dtype().kind(), 'f' | 'c') { None } else { Some(Casting::Unsafe) };
        let options = CallOptions { out: Some(sums), casting, ..CallOptions::default() };
        let counts;
        let count = match self {
            // Not `max`, which would hide a `ddof` that is not a number.
            Count::One(n) => divisor(if *n < ddof { 0.0 } else { n - ddof }, sums.dtype()),
            Count::Each(n) => {
                let left = operators::SUBTRACT.binary(Arg::Array(n), Arg::Weak(Weak::Float(ddof)))?;
                counts = ufuncs::MAXIMUM.binary(Arg::Array(&left), Arg::Weak(Weak::Float(0.0)))?;
                let shaped = counts.reshape(sums.shape())?;
                operators::DIVIDE.call(&[Arg::Array(sums), Arg::Array(&shaped)], &options)?;
                return Ok(());
            }
        };
        operators::DIVIDE.call(&[Arg::Array(sums), count], &options)?;
        Ok(())
    }
}

/// `n` as a divisor of `dtype`: in double precision, unless `float32` comes to the same.
fn divisor<'a>(n: f64, dtype: &DType) -> Arg<'a> {
    // The quotient of two `float32` is the same rounded once as rounded from a double.
    let is_single = *dtype == DType::F32 && f64::from(n as f32) == n;
    if is_single || *dtype == DType::F64 { Arg::Weak(Weak::Float(n)) } else { Arg::Scalar(Scalar::from(n)) }
}

/// The options that say which axes go and whether they stay.
fn shape_of<'a>(options: &ReduceOptions<'_>) -> ReduceOptions<'a> {
    ReduceOptions { axes: options.axes.clone(), keepdims: options.keepdims, ..ReduceOptions::default() }
}

/// The mean along axes.
pub(crate) fn mean(array: &Array, options: &ReduceOptions<'_>) -> Result<Array> {
    if array.dtype().temporal().is_some() {
        options.accept("mean", &["where", "keepdims", "dtype"])?;
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
    let count = Count::new(shape, options)?;
    // Floats of 16 bits are summed in more than they have.
    let is_half = options.dtype.is_none() && own.kind() == 'f' && own.itemsize() == 2;
    let dtype = if is_half { Some(DType::F32) } else { summed_as(own, options.dtype.as_ref()) };
    let summing = ReduceOptions { dtype, where_: options.where_, out: options.out, ..shape_of(options) };
    let sums = sum(&summing)?;
    if is_half && options.out.is_none() {
        let sums = if sums.ndim() == 0 { sums.astype(DType::F64)? } else { sums };
        count.divide(&sums, 0.0)?;
        return sums.astype(own.newbyteorder(ByteOrder::NATIVE));
    }
    count.divide(&sums, 0.0)?;
    Ok(sums)
}

/// The mean of spans of time, rounded towards zero. Points in time have no sum, and so no mean.
fn mean_of_spans(array: &Array, options: &ReduceOptions<'_>) -> Result<Array> {
    let count = Count::new(array.shape(), options)?;
    let sums =
        operators::ADD.reduce(array, &ReduceOptions { where_: options.where_, ..shape_of(options) })?;
    match count {
        Count::One(n) => crate::divide(&sums, n as i64),
        Count::Each(n) => crate::divide(&sums, &n),
    }
}

/// The sum of squared distances from the one mean that there is, in a pass; `None` if there are several, a mask, or somebody
/// who wants to know of floating-point errors.
fn all_squares(array: &Array, centre: &Array, options: &ReduceOptions<'_>) -> Result<Option<Array>> {
    let plain = options.where_.is_none()
        && options.mean.is_none()
        && options.out.is_none()
        && geterr() == ErrState::default();
    if !plain || centre.size() != 1 || array.size() == 0 || centre.dtype() != array.dtype() {
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
    options.accept("var", &["where", "ddof", "mean", "keepdims", "dtype"])?;
    let count = Count::new(array.shape(), options)?;
    let dtype = summed_as(array.dtype(), options.dtype.as_ref());
    let centre = match options.mean {
        Some(mean) => mean.clone(),
        None => {
            let kept = ReduceOptions {
                axes: options.axes.clone(),
                keepdims: true,
                dtype: dtype.clone(),
                where_: options.where_,
                ..ReduceOptions::default()
            };
            let centre = operators::ADD.reduce(array, &kept)?;
            count.divide(&centre, 0.0)?;
            centre
        }
    };
    let sums = match all_squares(array, &centre, options)? {
        Some(sums) => sums,
        None => {
            let summing =
                ReduceOptions { dtype, where_: options.where_, out: options.out, ..shape_of(options) };
            operators::ADD.reduce(&squares(array, &centre)?, &summing)?
        }
    };
    count.divide(&sums, options.ddof)?;
    Ok(sums)
}

/// The squared distances of elements from the centre.
fn squares(array: &Array, centre: &Array) -> Result<Array> {
    let away = operators::SUBTRACT.binary(Arg::Array(array), Arg::Array(centre))?;
    if matches!(array.dtype().kind(), 'f' | 'i' | 'u' | 'm') {
        in_place(&ufuncs::SQUARE, &away, &[])?;
    } else if away.dtype().kind() == 'c' {
        // The square of a distance in the plane.
        let (re, im) = (away.real(), away.imag()?);
        in_place(&ufuncs::SQUARE, &re, &[])?;
        in_place(&ufuncs::SQUARE, &im, &[])?;
        in_place(&operators::ADD, &re, &[Arg::Array(&im)])?;
        return Ok(re);
    } else {
        in_place(&operators::MULTIPLY, &away, &[Arg::Array(&away)])?;
    }
    Ok(away)
}

/// `x = function(x, others)`.
fn in_place(function: &Elementwise, x: &Array, others: &[Arg<'_>]) -> Result<Array> {
    let args: Vec<Arg<'_>> = core::iter::once(Arg::Array(x)).chain(others.iter().cloned()).collect();
    function.call(&args, &CallOptions { out: Some(x), ..CallOptions::default() })
}

/// The standard deviation along axes: the root of the variance.
pub(crate) fn deviation(array: &Array, options: &ReduceOptions<'_>) -> Result<Array> {
    root(variance(array, options)?, options)
}

/// The root of a variance, in its memory; one number is cast to its dtype whatever that loses.
pub(crate) fn root(variance: Array, options: &ReduceOptions<'_>) -> Result<Array> {
    let is_exact = !matches!(variance.dtype().kind(), 'f' | 'c');
    if is_exact && variance.ndim() == 0 && options.out.is_none() {
        return ufuncs::SQRT.unary(&Arg::Array(&variance))?.astype(variance.dtype());
    }
    in_place(&ufuncs::SQRT, &variance, &[])
}
