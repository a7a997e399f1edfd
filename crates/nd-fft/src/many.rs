//! Transforms along several axes: one after the other.

use crate::error::FftError;
use crate::lane::{along, fft, ifft, irfft, rfft};
use crate::options::{FftOptions, FftnOptions, Norm};
use nd_core::{Array, Result, normalize_axis};

/// The axes to transform, and the points along each.
///
/// `to_real` tells a transform to real points from `n / 2 + 1` complex ones, whose length along the last axis is not that of
/// the array.
fn cook(a: &Array, options: &FftnOptions<'_>, to_real: bool) -> Result<Vec<(isize, isize)>> {
    let ndim = a.ndim() as isize;
    let listed = options.axes.as_ref().and_then(|axes| axes.list().map(<[isize]>::to_vec));
    let axes = match (listed, &options.s) {
        (Some(axes), _) => axes,
        (None, Some(s)) => (-(s.len() as isize)..0).collect(),
        (None, None) => (0..ndim).collect(),
    };
    let mut lengths = Vec::with_capacity(axes.len());
    for &axis in &axes {
        lengths.push(a.shape()[normalize_axis(axis, a.ndim())?] as isize);
    }
    match &options.s {
        Some(s) if s.len() != axes.len() => return Err(FftError::Lengths.into()),
        Some(s) => {
            for (length, &wanted) in lengths.iter_mut().zip(s).filter(|(_, wanted)| **wanted != -1) {
                *length = wanted;
            }
        }
        None => {
            if let (true, Some(last)) = (to_real, lengths.last_mut()) {
                *last = 2 * (*last - 1);
            }
        }
    }
    Ok(axes.into_iter().zip(lengths).collect())
}

/// `options` with the last two axes, if no others are named.
fn on_a_plane(options: FftnOptions<'_>) -> FftnOptions<'_> {
    if options.axes.is_some() { options } else { options.axes([-2, -1]) }
}

/// A complex transform along each axis, the last one first.
fn each(
    a: &Array,
    plan: &[(isize, isize)],
    norm: Norm,
    out: Option<&Array>,
    transform: impl Fn(&Array, FftOptions<'_>) -> Result<Array>,
) -> Result<Array> {
    let mut result = a.clone();
    for &(axis, n) in plan.iter().rev() {
        result = transform(&result, along(axis, n, norm, out))?;
    }
    Ok(result)
}

/// The transform along all axes, or those named.
///
/// ```
/// let x = nd_core::array![[1.0, 2.0], [3.0, 4.0]];
/// assert_eq!(nd_fft::fftn(&x, ..)?.to_string(), "[[10.+0.j -2.+0.j]\n [-4.+0.j  0.+0.j]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`fft`]; lengths and axes that do not pair up.
#[doc(alias = "numpy.fft.fftn")]
pub fn fftn<'a>(a: &Array, options: impl Into<FftnOptions<'a>>) -> Result<Array> {
    let options = options.into();
    each(a, &cook(a, &options, false)?, options.norm, options.out, |a, along| fft(a, along))
}

/// The inverse of [`fftn`].
///
/// ```
/// let x = nd_core::array![[10.0, -2.0], [-4.0, 0.0]];
/// assert_eq!(nd_fft::ifftn(&x, ..)?.to_string(), "[[1.+0.j 2.+0.j]\n [3.+0.j 4.+0.j]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`fftn`].
#[doc(alias = "numpy.fft.ifftn")]
pub fn ifftn<'a>(a: &Array, options: impl Into<FftnOptions<'a>>) -> Result<Array> {
    let options = options.into();
    each(a, &cook(a, &options, false)?, options.norm, options.out, |a, along| ifft(a, along))
}

/// The transform of real points along all axes, or those named; the last one gives `n / 2 + 1` numbers.
///
/// ```
/// assert_eq!(nd_fft::rfftn(&nd_core::ones((2, 4), "f8")?, ..)?.shape(), [2, 3]);
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`fftn`]; complex elements, no axes.
#[doc(alias = "numpy.fft.rfftn")]
pub fn rfftn<'a>(a: &Array, options: impl Into<FftnOptions<'a>>) -> Result<Array> {
    let options = options.into();
    let mut plan = cook(a, &options, false)?;
    let (axis, n) = plan.pop().ok_or(FftError::NoAxes)?;
    let (norm, out) = (options.norm, options.out);
    let half = rfft(a, along(axis, n, norm, out))?;
    each(&half, &plan, norm, out, |a, along| fft(a, along))
}

/// The inverse of [`rfftn`].
///
/// ```
/// let z = nd_fft::rfftn(&nd_core::ones((2, 4), "f8")?, ..)?;
/// assert_eq!(nd_fft::irfftn(&z, ..)?.to_string(), "[[1. 1. 1. 1.]\n [1. 1. 1. 1.]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`fftn`]; no axes.
#[doc(alias = "numpy.fft.irfftn")]
pub fn irfftn<'a>(a: &Array, options: impl Into<FftnOptions<'a>>) -> Result<Array> {
    let options = options.into();
    let mut plan = cook(a, &options, true)?;
    let (axis, n) = plan.pop().ok_or(FftError::NoAxes)?;
    // From the first axis on, as NumPy does.
    plan.reverse();
    let half = each(a, &plan, options.norm, None, |a, along| ifft(a, along))?;
    irfft(&half, along(axis, n, options.norm, options.out))
}

/// [`fftn`] of the last two axes.
///
/// ```
/// assert_eq!(nd_fft::fft2(&nd_core::ones((3, 2, 2), "f8")?, ..)?.shape(), [3, 2, 2]);
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`fftn`].
#[doc(alias = "numpy.fft.fft2")]
pub fn fft2<'a>(a: &Array, options: impl Into<FftnOptions<'a>>) -> Result<Array> {
    fftn(a, on_a_plane(options.into()))
}

/// [`ifftn`] of the last two axes.
///
/// ```
/// assert_eq!(nd_fft::ifft2(&nd_core::ones((3, 2, 2), "f8")?, ..)?.shape(), [3, 2, 2]);
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`fftn`].
#[doc(alias = "numpy.fft.ifft2")]
pub fn ifft2<'a>(a: &Array, options: impl Into<FftnOptions<'a>>) -> Result<Array> {
    ifftn(a, on_a_plane(options.into()))
}

/// [`rfftn`] of the last two axes.
///
/// ```
/// assert_eq!(nd_fft::rfft2(&nd_core::ones((3, 2, 2), "f8")?, ..)?.shape(), [3, 2, 2]);
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`rfftn`].
#[doc(alias = "numpy.fft.rfft2")]
pub fn rfft2<'a>(a: &Array, options: impl Into<FftnOptions<'a>>) -> Result<Array> {
    rfftn(a, on_a_plane(options.into()))
}

/// [`irfftn`] of the last two axes.
///
/// ```
/// assert_eq!(nd_fft::irfft2(&nd_core::ones((3, 2, 2), "f8")?, ..)?.shape(), [3, 2, 2]);
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`irfftn`].
#[doc(alias = "numpy.fft.irfft2")]
pub fn irfft2<'a>(a: &Array, options: impl Into<FftnOptions<'a>>) -> Result<Array> {
    irfftn(a, on_a_plane(options.into()))
}
