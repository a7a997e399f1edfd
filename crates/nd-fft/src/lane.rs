//! Transforms along one axis.

use crate::error::FftError;
use crate::options::{FftOptions, Norm};
use crate::out::{Target, place};
use crate::plan::{self, Float};
use nd_core::{Array, Complex, CoreCall, DType, Num, Result, empty, normalize_axis, zeros};
use nd_index::s;

/// Calls a function for the float that an array is transformed in: `f32` for `float32` and `complex64` and for what they
/// hold of the smaller floats, else `f64`.
macro_rules! by_precision {
    // $a: the array; $name: the function's name, for errors; $f: a function generic over the float; $args: its arguments.
    ($a:expr, $name:expr, $f:ident($($args:expr),*)) => {
        match ($a.dtype().kind(), $a.itemsize()) {
            ('f', 2 | 4) | ('c', 8) => $f::<f32>($($args),*),
            ('b' | 'i' | 'u' | 'f' | 'c', _) => $f::<f64>($($args),*),
            _ => Err(FftError::NotNumbers { function: $name, dtype: $a.dtype().clone() }.into()),
        }
    };
}

/// The one-dimensional transform along an axis: `out[k] = sum of x[j] * exp(-2 pi i j k / n)`.
///
/// ```
/// let x = nd_core::array![1.0, 2.0, 3.0, 4.0];
/// assert_eq!(nd_fft::fft(&x, ..)?.to_string(), "[10.+0.j -2.+2.j -2.+0.j -2.-2.j]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// No points to transform, an axis that the array does not have, elements that are not numbers, memory that cannot be had
/// or is borrowed.
#[doc(alias = "numpy.fft.fft")]
pub fn fft<'a>(a: &Array, options: impl Into<FftOptions<'a>>) -> Result<Array> {
    let options = options.into();
    by_precision!(a, "fft", complex(a, &options, "fft", false))
}

/// The inverse of [`fft`].
///
/// ```
/// let x = nd_core::array![10.0, 0.0, -2.0, 0.0];
/// assert_eq!(nd_fft::ifft(&x, ..)?.to_string(), "[2.+0.j 3.+0.j 2.+0.j 3.+0.j]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`fft`].
#[doc(alias = "numpy.fft.ifft")]
pub fn ifft<'a>(a: &Array, options: impl Into<FftOptions<'a>>) -> Result<Array> {
    let options = options.into();
    by_precision!(a, "ifft", complex(a, &options, "ifft", true))
}

/// The transform of real points: the first `n / 2 + 1` of what [`fft`] gives, as the others are their conjugates.
///
/// ```
/// let x = nd_core::array![1.0, 2.0, 3.0, 4.0];
/// assert_eq!(nd_fft::rfft(&x, ..)?.to_string(), "[10.+0.j -2.+2.j -2.+0.j]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`fft`]; complex elements.
#[doc(alias = "numpy.fft.rfft")]
pub fn rfft<'a>(a: &Array, options: impl Into<FftOptions<'a>>) -> Result<Array> {
    let options = options.into();
    by_precision!(a, "rfft", from_real(a, &options, "rfft", false))
}

/// The inverse of [`rfft`], with `2 * (m - 1)` real points from `m` complex ones unless another number is asked for.
///
/// ```
/// use nd_core::Complex;
/// let z = nd_core::array![Complex::new(10.0, 0.0), Complex::new(-2.0, 2.0), Complex::new(-2.0, 0.0)];
/// assert_eq!(nd_fft::irfft(&z, ..)?.to_string(), "[1. 2. 3. 4.]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`fft`].
#[doc(alias = "numpy.fft.irfft")]
pub fn irfft<'a>(a: &Array, options: impl Into<FftOptions<'a>>) -> Result<Array> {
    let options = options.into();
    as_half(a, &options, by_precision!(a, "irfft", to_real(a, &options, false))?)
}

/// The transform of points that have Hermitian symmetry, whose spectrum is real. An output is written to, which NumPy 2.4 forgets.
///
/// ```
/// assert_eq!(nd_fft::hfft(&nd_core::array![1.0, 2.0, 3.0], ..)?.to_string(), "[ 8. -2.  0. -2.]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`fft`].
#[doc(alias = "numpy.fft.hfft")]
pub fn hfft<'a>(a: &Array, options: impl Into<FftOptions<'a>>) -> Result<Array> {
    let options = options.into();
    let options = FftOptions { norm: options.norm.swapped(), ..options };
    as_half(a, &options, by_precision!(a, "hfft", to_real(a, &options, true))?)
}

/// The inverse of [`hfft`].
///
/// ```
/// let z = nd_fft::ihfft(&nd_core::array![8.0, -2.0, 0.0, -2.0], ..)?;
/// assert_eq!(z.shape(), [3]);
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`rfft`].
#[doc(alias = "numpy.fft.ihfft")]
pub fn ihfft<'a>(a: &Array, options: impl Into<FftOptions<'a>>) -> Result<Array> {
    let options = options.into();
    let options = FftOptions { norm: options.norm.swapped(), ..options };
    by_precision!(a, "ihfft", from_real(a, &options, "ihfft", true))
}

/// Real points from `float16` are `float16` again, which complex ones cannot be, unless the caller's array says otherwise.
fn as_half(a: &Array, options: &FftOptions<'_>, points: Array) -> Result<Array> {
    if a.dtype().num() == Some(Num::F16) && options.out.is_none() {
        points.astype(DType::F16)
    } else {
        Ok(points)
    }
}

/// A number of points, if a transform can have it.
fn points(n: isize) -> Result<usize> {
    match usize::try_from(n) {
        Ok(n) if n > 0 => Ok(n),
        _ => Err(FftError::Points { points: n }.into()),
    }
}

/// The axis from the front, and the array with it last.
fn axis_last(a: &Array, axis: isize) -> Result<(usize, Array)> {
    let axis = normalize_axis(axis, a.ndim())?;
    Ok((axis, a.moveaxis(axis, -1)?))
}

/// A packed copy of lanes in `dtype`, each cut to `n` elements or filled up with zeros.
fn fitted(lanes: &Array, n: usize, dtype: &DType) -> Result<Array> {
    let len = lanes.shape().last().copied().unwrap_or(0);
    if len == n && lanes.dtype() == dtype {
        return lanes.copy();
    }
    let copy = zeros(with_last(lanes, n), dtype)?;
    let common = len.min(n);
    copy.slice(s![..., ..common])?.assign(lanes.slice(s![..., ..common])?)?;
    Ok(copy)
}

/// The shape of lanes, with another length.
fn with_last(lanes: &Array, n: usize) -> Vec<usize> {
    let mut shape = lanes.shape().to_vec();
    if let Some(last) = shape.last_mut() {
        *last = n;
    }
    shape
}

/// Elements of scratch from which on a transform reads one array and writes another. Below, lanes that stay in the cache
/// are transformed where they lie; above, the second array comes from the pool of large blocks, without fresh pages.
const APART: usize = 1 << 15;

/// Operations in a transform of `n` points, for the engine to share lanes among threads by.
fn cost(n: usize) -> usize {
    n.saturating_mul(n.max(2).ilog2() as usize)
}

fn complex<T: Float>(a: &Array, options: &FftOptions<'_>, name: &'static str, inverse: bool) -> Result<Array>
where
    Complex<T>: nd_core::Plain,
{
    let (axis, lanes) = axis_last(a, options.axis)?;
    let n = points(options.n.unwrap_or(lanes.shape()[lanes.ndim() - 1] as isize))?;
    Target { name, input: a, axis, points: n, dtype: &T::COMPLEX }.check(options.out)?;
    let input = fitted(&lanes, n, &T::COMPLEX)?;
    let placed = |result: Array| place(result.moveaxis(-1, axis)?, options.out);
    if input.size() == 0 {
        return placed(input);
    }
    let (plan, factor) = (plan::complex::<T>(n, inverse), T::of(options.norm.factor(n, inverse)));
    let scratch = |len| vec![Complex::new(T::zero(), T::zero()); len];
    let call = CoreCall::new("fft").write(&input, 1, &T::COMPLEX).packed().cost(cost(n));
    let in_place = plan.get_inplace_scratch_len();
    if in_place < APART {
        call.run(
            || scratch(in_place),
            |scratch, core| {
                if let Some(lane) = core.view_mut::<Complex<T>>(0).as_mut_slice() {
                    plan.process_with_scratch(lane, scratch);
                    plan::scale(lane, factor);
                }
                Ok(())
            },
        )?;
        return placed(input);
    }
    let out = empty(input.shape(), T::COMPLEX)?;
    call.write(&out, 1, &T::COMPLEX).packed().run(
        || scratch(plan.get_outofplace_scratch_len()),
        |scratch, core| {
            let (mut input, mut out) = (core.view_mut::<Complex<T>>(0), core.view_mut::<Complex<T>>(1));
            if let (Some(input), Some(out)) = (input.as_mut_slice(), out.as_mut_slice()) {
                plan.process_outofplace_with_scratch(input, out, scratch);
                plan::scale(out, factor);
            }
            Ok(())
        },
    )?;
    placed(out)
}

fn from_real<T: Float>(
    a: &Array,
    options: &FftOptions<'_>,
    function: &'static str,
    conjugate: bool,
) -> Result<Array>
where
    Complex<T>: nd_core::Plain,
{
    if a.dtype().kind() == 'c' {
        return Err(FftError::NotReal { function, dtype: a.dtype().clone() }.into());
    }
    let (axis, lanes) = axis_last(a, options.axis)?;
    let n = points(options.n.unwrap_or(lanes.shape()[lanes.ndim() - 1] as isize))?;
    let name = if n.is_multiple_of(2) { "rfft_n_even" } else { "rfft_n_odd" };
    Target { name, input: a, axis, points: n / 2 + 1, dtype: &T::COMPLEX }.check(options.out)?;
    let input = fitted(&lanes, n, &T::REAL)?;
    let out = zeros(with_last(&lanes, n / 2 + 1), &T::COMPLEX)?;
    let placed = |result: Array| place(result.moveaxis(-1, axis)?, options.out);
    if out.size() == 0 {
        return placed(out);
    }
    let plan = plan::from_real::<T>(n);
    let factor = T::of(options.norm.factor(n, false));
    let call = CoreCall::new(function).write(&input, 1, &T::REAL).packed();
    call.write(&out, 1, &T::COMPLEX).packed().cost(cost(n)).run(
        || plan.make_scratch_vec(),
        |scratch, core| {
            let (mut input, mut out) = (core.view_mut::<T>(0), core.view_mut::<Complex<T>>(1));
            if let (Some(input), Some(out)) = (input.as_mut_slice(), out.as_mut_slice()) {
                // Lengths are the plan's own, which is all that it checks.
                let _ = plan.process_with_scratch(input, out, scratch);
                plan::scale(out, factor);
                if conjugate {
                    out.iter_mut().for_each(|z| z.im = -z.im);
                }
            }
            Ok(())
        },
    )?;
    placed(out)
}

fn to_real<T: Float>(a: &Array, options: &FftOptions<'_>, conjugate: bool) -> Result<Array>
where
    Complex<T>: nd_core::Plain,
{
    let (axis, lanes) = axis_last(a, options.axis)?;
    let default = 2 * (lanes.shape()[lanes.ndim() - 1] as isize - 1);
    let n = points(options.n.unwrap_or(default))?;
    Target { name: "irfft", input: a, axis, points: n, dtype: &T::REAL }.check(options.out)?;
    let input = fitted(&lanes, n / 2 + 1, &T::COMPLEX)?;
    let out = zeros(with_last(&lanes, n), &T::REAL)?;
    let placed = |result: Array| place(result.moveaxis(-1, axis)?, options.out);
    if out.size() == 0 {
        return placed(out);
    }
    let (plan, factor) = (plan::to_real::<T>(n), T::of(options.norm.factor(n, true)));
    let call = CoreCall::new("irfft").write(&input, 1, &T::COMPLEX).packed();
    call.write(&out, 1, &T::REAL).packed().cost(cost(n)).run(
        || plan.make_scratch_vec(),
        |scratch, core| {
            let (mut input, mut out) = (core.view_mut::<Complex<T>>(0), core.view_mut::<T>(1));
            if let (Some(input), Some(out)) = (input.as_mut_slice(), out.as_mut_slice()) {
                if conjugate {
                    input.iter_mut().for_each(|z| z.im = -z.im);
                }
                // What a real signal's spectrum has none of is ignored, as NumPy does.
                input[0].im = T::zero();
                if n.is_multiple_of(2) {
                    input[n / 2].im = T::zero();
                }
                let _ = plan.process_with_scratch(input, out, scratch);
                if factor != T::one() {
                    out.iter_mut().for_each(|x| *x = *x * factor);
                }
            }
            Ok(())
        },
    )?;
    placed(out)
}

/// The options of a transform along one of several axes.
pub(crate) fn along(axis: isize, n: isize, norm: Norm, out: Option<&Array>) -> FftOptions<'_> {
    FftOptions { n: Some(n), axis, norm, out }
}
