//! The frequencies of a spectrum, and the two orders to lay it out in.

use crate::error::FftError;
use nd_core::{Array, Axes, DType, Result, concatenate, normalize_axis, try_arange};
use nd_index::s;
use nd_ufunc::multiply;

/// `1 / (n * d)`.
fn unit(n: usize, d: f64) -> Result<f64> {
    if n == 0 {
        return Err(FftError::Points { points: 0 }.into());
    }
    if d == 0.0 {
        return Err(FftError::NoDistance.into());
    }
    Ok(1.0 / (n as f64 * d))
}

/// The frequencies of what [`fft`](crate::fft) gives of `n` samples at a distance of `d`: positive ones first.
///
/// ```
/// assert_eq!(nd_fft::fftfreq(4, 0.5)?.to_string(), "[ 0.   0.5 -1.  -0.5]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// No samples or no distance between them, memory that cannot be had.
#[doc(alias = "numpy.fft.fftfreq")]
pub fn fftfreq(n: usize, d: f64) -> Result<Array> {
    let unit = unit(n, d)?;
    let n = count(n)?;
    let positive = (n - 1) / 2 + 1;
    multiply(&concatenate(&[&try_arange(positive)?, &try_arange(-(n / 2)..0)?], 0)?, unit)
}

/// The frequencies of what [`rfft`](crate::rfft) gives of `n` samples at a distance of `d`.
///
/// ```
/// assert_eq!(nd_fft::rfftfreq(4, 0.5)?.to_string(), "[0.  0.5 1. ]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`fftfreq`].
#[doc(alias = "numpy.fft.rfftfreq")]
pub fn rfftfreq(n: usize, d: f64) -> Result<Array> {
    let unit = unit(n, d)?;
    multiply(&try_arange(count(n)? / 2 + 1)?.astype(DType::I64)?, unit)
}

/// A number of samples that can be counted.
fn count(n: usize) -> Result<i64> {
    // More than an address space holds: an array of so many samples cannot be.
    i64::try_from(n).or_else(|_| nd_core::zeros(n, DType::F64).and(Ok(i64::MAX)))
}

/// A copy with the first half of each axis behind the second, which puts the zero frequency in the middle.
///
/// ```
/// assert_eq!(nd_fft::fftshift(&nd_core::arange(5), ..)?.to_string(), "[3 4 0 1 2]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Axes that the array does not have, memory that cannot be had or is borrowed.
#[doc(alias = "numpy.fft.fftshift")]
pub fn fftshift(x: &Array, axes: impl Into<Axes>) -> Result<Array> {
    turn(x, &axes.into(), |n| n - n / 2)
}

/// The inverse of [`fftshift`].
///
/// ```
/// assert_eq!(nd_fft::ifftshift(&nd_core::array![3, 4, 0, 1, 2], ..)?.to_string(), "[0 1 2 3 4]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`fftshift`].
#[doc(alias = "numpy.fft.ifftshift")]
pub fn ifftshift(x: &Array, axes: impl Into<Axes>) -> Result<Array> {
    turn(x, &axes.into(), |n| n / 2)
}

/// A copy in which each axis begins at the element that `start` gives for its length.
fn turn(x: &Array, axes: &Axes, start: impl Fn(usize) -> usize) -> Result<Array> {
    let mut turned = x.copy()?;
    let all = (0..x.ndim() as isize).collect::<Vec<_>>();
    for &axis in axes.list().unwrap_or(&all) {
        let axis = normalize_axis(axis, x.ndim())?;
        let at = start(x.shape()[axis]);
        let first = turned.moveaxis(axis, 0)?;
        let joined = concatenate(&[&first.slice(s![at..])?, &first.slice(s![..at])?], 0)?;
        turned = joined.moveaxis(0, axis)?;
    }
    Ok(turned)
}
