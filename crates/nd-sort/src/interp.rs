//! `interp`: values on the straight lines between given points.

#![forbid(unsafe_code)]

use crate::error::SortError;
use crate::sort::argsort;
use nd_core::{Arg, Array, Complex, CoreCall, DType, Operand, Result, concatenate, empty, full, zeros};
use nd_index::s;
use nd_ufunc::{add, remainder, subtract};

/// The optional arguments of [`interp`]; `..` stands for none.
#[derive(Clone, Copy, Default, Debug)]
pub struct InterpOptions {
    left: Option<Complex<f64>>,
    right: Option<Complex<f64>>,
    period: Option<f64>,
}

impl From<core::ops::RangeFull> for InterpOptions {
    fn from(_: core::ops::RangeFull) -> Self {
        InterpOptions::default()
    }
}

impl InterpOptions {
    /// The first value before the first point, the last behind the last.
    pub fn new() -> InterpOptions {
        InterpOptions::default()
    }

    /// The value before the first point.
    pub fn left(mut self, value: impl Into<Complex<f64>>) -> Self {
        self.left = Some(value.into());
        self
    }

    /// The value behind the last point.
    pub fn right(mut self, value: impl Into<Complex<f64>>) -> Self {
        self.right = Some(value.into());
        self
    }

    /// Takes places for angles: they repeat after `period`, the points need no order, and `left` and `right` count for
    /// nothing.
    pub fn period(mut self, period: f64) -> Self {
        self.period = Some(period);
        self
    }
}

/// The values at `x` of the function that is linear between the points `(xp, fp)`, whose places must increase.
///
/// Complex values are interpolated in both parts.
///
/// ```
/// use nd_core::array;
/// use nd_sort::{InterpOptions, interp};
/// let (xp, fp) = (array![1.0, 2.0, 3.0], array![3.0, 2.0, 0.0]);
/// assert_eq!(interp(&array![0.0, 1.0, 1.5, 3.14], &xp, &fp, ..)?.to_string(), "[3.  3.  2.5 0. ]");
/// assert_eq!(interp(3.14, &xp, &fp, InterpOptions::new().right(-99.0))?.to_string(), "-99.0");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// No points, points with other than one axis, places and values of different lengths, a period of zero, complex places,
/// memory that cannot be had or is borrowed elsewhere.
#[doc(alias = "numpy.interp")]
pub fn interp(x: impl Operand, xp: &Array, fp: &Array, options: impl Into<InterpOptions>) -> Result<Array> {
    let mut options = options.into();
    let x = match x.operand() {
        Arg::Array(array) => array.clone(),
        scalar => full((), scalar)?,
    };
    let complex = fp.dtype().kind() == 'c';
    let value = if complex { DType::C128 } else { DType::F64 };
    let (mut x, mut xp, mut fp) = (double(&x)?, double(xp)?, fp.astype(value)?);
    if let Some(period) = options.period {
        if period == 0.0 {
            return Err(SortError::NoPeriod.into());
        }
        let period = period.abs();
        options = InterpOptions::new();
        if xp.ndim() != 1 || fp.ndim() != 1 {
            return Err(SortError::PointAxes.into());
        }
        if xp.size() != fp.size() {
            return Err(SortError::PointCount { mark: "" }.into());
        }
        (x, xp) = (remainder(&x, period)?, remainder(&xp, period)?);
        let order = argsort(&xp, -1)?;
        (xp, fp) = (xp.get(&order)?, fp.get(&order)?);
        let before = subtract(&xp.slice(s![-1..])?, period)?;
        let behind = add(&xp.slice(s![..1])?, period)?;
        xp = concatenate(&[&before, &xp, &behind], 0)?;
        fp = concatenate(&[&fp.slice(s![-1..])?, &fp, &fp.slice(s![..1])?], 0)?;
    }
    for points in [&xp, &fp] {
        match points.ndim() {
            0 => return Err(SortError::Depth.into()),
            1 => {}
            _ => return Err(SortError::Deep.into()),
        }
    }
    if xp.size() == 0 {
        return Err(SortError::NoPoints.into());
    }
    if xp.size() != fp.size() {
        return Err(SortError::PointCount { mark: "." }.into());
    }
    let part = |fp: &Array, of: fn(Complex<f64>) -> f64| {
        lines(&x, &xp, fp, options.left.map(of), options.right.map(of))
    };
    if !complex {
        return part(&fp, |z| z.re);
    }
    let result = zeros(x.shape(), DType::C128)?;
    result.real().assign(&part(&fp.real(), |z| z.re)?)?;
    // NaN has a real value only.
    let imaginary = nd_ufunc::where_(nd_ufunc::isnan(&x)?, 0.0, &part(&fp.imag()?, |z| z.im)?)?;
    result.imag()?.assign(&imaginary)?;
    Ok(result)
}

fn double(x: &Array) -> Result<Array> {
    x.dtype().check_cast(&DType::F64, nd_core::Casting::Safe)?;
    x.astype(DType::F64)
}

/// [`interp`] of real values.
fn lines(x: &Array, xp: &Array, fp: &Array, left: Option<f64>, right: Option<f64>) -> Result<Array> {
    let result = empty(x.shape(), DType::F64)?;
    if x.is_empty() {
        return Ok(result);
    }
    let (places, values) = (x.reshape(-1)?, result.reshape(-1)?);
    let call = CoreCall::new("interp").read(xp, 1, &DType::F64).packed().read(fp, 1, &DType::F64).packed();
    call.read(&places, 0, &DType::F64).write(&values, 0, &DType::F64).run(
        || (),
        |(), core| {
            let (xp, fp) = (core.view::<f64>(0), core.view::<f64>(1));
            if let (Some(xp), Some(fp)) = (xp.as_slice(), fp.as_slice()) {
                let x = core.view::<f64>(2)[[]];
                core.view_mut::<f64>(3)[[]] = line(x, xp, fp, left, right);
            }
            Ok(())
        },
    )?;
    Ok(result)
}

/// The value at one place. Source of the rules for NaN: `arr_interp` in NumPy's `compiled_base.c`.
fn line(x: f64, xp: &[f64], fp: &[f64], left: Option<f64>, right: Option<f64>) -> f64 {
    let last = xp.len() - 1;
    if x.is_nan() {
        return x;
    }
    if x > xp[last] {
        return right.unwrap_or(fp[last]);
    }
    // How many points lie at or before the place.
    let before = xp.partition_point(|&point| point <= x);
    let Some(j) = before.checked_sub(1) else { return left.unwrap_or(fp[0]) };
    // Points themselves have their value, whatever lies around them.
    if j == last || xp[j] == x {
        return fp[j];
    }
    let slope = (fp[j + 1] - fp[j]) / (xp[j + 1] - xp[j]);
    let from_left = slope * (x - xp[j]) + fp[j];
    if !from_left.is_nan() {
        return from_left;
    }
    let from_right = slope * (x - xp[j + 1]) + fp[j + 1];
    if from_right.is_nan() && fp[j] == fp[j + 1] { fp[j] } else { from_right }
}
