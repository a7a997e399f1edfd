//! `linspace`: values evenly spaced between two ends.

#![forbid(unsafe_code)]

use super::{Array, Literal, arange_as};
use crate::engine::generate::generate;
use crate::engine::{Arg, UfuncError};
use crate::error::{AxisError, normalize_axis};
use crate::generated::operators;
use nd_dtype::{DType, IntoDType, Result, Scalar, TypeArg, Weak, result_type};

/// `count` values from `start` to `stop`, both included; in `float64` for numbers. Ends that are arrays give as many values for
/// each of their elements, along a new first axis. [`Linspace`] has options.
///
/// ```
/// use nd_core::linspace;
/// assert_eq!(linspace(4.0, 8.0, 3)?.to_string(), "[4. 6. 8.]");
/// assert_eq!(linspace([0, 1], [1, 3], 3)?.to_string(), "[[0.  1. ]\n [0.5 2. ]\n [1.  3. ]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Ends that are no numbers or do not broadcast; memory that cannot be had.
#[doc(alias = "numpy.linspace")]
pub fn linspace(start: impl Into<Literal>, stop: impl Into<Literal>, count: usize) -> Result<Array> {
    Linspace::new(start, stop, count).build()
}

/// [`linspace`] with its options.
#[derive(Clone, Debug)]
pub struct Linspace {
    /// The first value.
    pub start: Literal,
    /// The last value, or the one behind it.
    pub stop: Literal,
    /// How many values there are.
    pub count: usize,
    /// Whether the stop is one of them.
    pub endpoint: bool,
    /// The axis of the result that they are along.
    pub axis: isize,
    /// What they are cast to.
    pub dtype: Option<DType>,
}

impl Linspace {
    /// `count` values from `start` to `stop`, both included.
    pub fn new(start: impl Into<Literal>, stop: impl Into<Literal>, count: usize) -> Linspace {
        Linspace { start: start.into(), stop: stop.into(), count, endpoint: true, axis: 0, dtype: None }
    }

    /// Leaves the stop out, so that the step is `(stop - start) / count`.
    pub fn exclusive(mut self) -> Linspace {
        self.endpoint = false;
        self
    }

    /// Puts the values along another axis of the result than the first.
    pub fn axis(mut self, axis: isize) -> Linspace {
        self.axis = axis;
        self
    }

    /// Casts the values to `dtype`; those of integers are rounded down first.
    ///
    /// ```
    /// assert_eq!(nd_core::Linspace::new(-10, 0, 4).dtype("i4")?.build()?.to_string(), "[-10  -7  -4   0]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A dtype that is not understood.
    pub fn dtype(mut self, dtype: impl IntoDType) -> Result<Linspace> {
        self.dtype = Some(dtype.into_dtype()?);
        Ok(self)
    }

    /// `values`, which are along the first axis, along [`Linspace::axis`].
    ///
    /// # Errors
    /// An axis that they do not have.
    pub fn place(&self, values: Array) -> Result<Array> {
        placed(values, self.axis)
    }

    /// The values.
    ///
    /// # Errors
    /// Ends that are no numbers or do not broadcast, an axis that the result does not have, memory that cannot be had.
    pub fn build(self) -> Result<Array> {
        if let (Some(start), Some(stop), None, 0 | -1) =
            (real(&self.start), real(&self.stop), &self.dtype, self.axis)
        {
            return numbers(start, stop, self.count, self.endpoint);
        }
        Ok(self.build_with_step()?.0)
    }

    /// The values, and the step between them: NumPy's `retstep=True`. Where there is no step it is NaN.
    ///
    /// ```
    /// let (x, step) = nd_core::Linspace::new(0, 10, 5).build_with_step()?;
    /// assert_eq!((x.to_string(), step.item::<f64>()?), ("[ 0.   2.5  5.   7.5 10. ]".into(), 2.5));
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Linspace::build`].
    pub fn build_with_step(self) -> Result<(Array, Array)> {
        let Linspace { start, stop, count, endpoint, axis, dtype: wanted } = self;
        let bare = [start.weak(), stop.weak()];
        let (start, stop) = (start.into_array()?, stop.into_array()?);
        let kind = |bare: Option<Weak>, array| bare.map_or(TypeArg::Strong(array), TypeArg::Weak);
        let kinds = [kind(bare[0], start.dtype()), kind(bare[1], stop.dtype()), Weak::Float(1.0).into()];
        let dtype = result_type(&kinds)?;
        let (start, stop) = (start.astype(&dtype)?, stop.astype(&dtype)?);
        let delta = binary(&operators::SUBTRACT, &stop, &start)?;
        let own: Vec<usize> = core::iter::once(count).chain(core::iter::repeat_n(1, delta.ndim())).collect();
        let places = arange_as(count, &dtype)?.reshape(own)?;
        let div = Array::from_scalar(Scalar::from_weak(
            Weak::Float(count as f64 - f64::from(u8::from(endpoint))),
            &dtype,
        )?)?;
        let (way, step) = if count > usize::from(endpoint) {
            let step = binary(&operators::DIVIDE, &delta, &div)?;
            // A step that underflows would lose the whole interval; NumPy scales afterwards then.
            let way = if step.true_positions()?.size() < step.size() {
                binary(&operators::MULTIPLY, &binary(&operators::DIVIDE, &places, &div)?, &delta)?
            } else {
                binary(&operators::MULTIPLY, &places, &step)?
            };
            (way, step)
        } else {
            let none = Array::from_scalar(Scalar::from(f64::NAN))?;
            (binary(&operators::MULTIPLY, &places, &delta)?, none)
        };
        let values = binary(&operators::ADD, &way, &start)?;
        if endpoint && count > 1 {
            values.slice(count as isize - 1)?.assign(&stop)?;
        }
        let values = placed(values, axis)?;
        let values = match wanted {
            Some(wanted) if matches!(wanted.kind(), 'i' | 'u') => floor(&values)?.astype(wanted)?,
            Some(wanted) if wanted != dtype => values.astype(wanted)?,
            _ => values,
        };
        Ok((values, step))
    }
}

/// `values` with the first axis where `axis` is.
fn placed(values: Array, axis: isize) -> Result<Array> {
    if axis == 0 {
        return Ok(values);
    }
    let ndim = values.ndim();
    let outside = |_| AxisError::Argument { argument: "destination", axis, ndim };
    normalize_axis(axis, ndim).map_err(outside)?;
    values.moveaxis(0, axis)
}

/// The bare number that a literal is, if it is real.
fn real(literal: &Literal) -> Option<f64> {
    match literal.weak()? {
        Weak::Int(n) => Some(n as f64),
        Weak::Float(x) => Some(x),
        Weak::Complex(_) => None,
    }
}

fn binary(function: &crate::Elementwise, x: &Array, y: &Array) -> Result<Array> {
    function.binary(Arg::Array(x), Arg::Array(y))
}

/// Rounded down; complex numbers have no order to round by.
fn floor(x: &Array) -> Result<Array> {
    if x.dtype().kind() == 'c' {
        return Err(UfuncError::NotSupported { name: "floor", found: vec![x.dtype().clone()] }.into());
    }
    x.map(f64::floor)
}

/// The values between two numbers, in one pass.
fn numbers(start: f64, stop: f64, count: usize, endpoint: bool) -> Result<Array> {
    let div = count as f64 - f64::from(u8::from(endpoint));
    let delta = stop - start;
    let step = delta / div;
    let last = endpoint && count > 1;
    generate(&[count], |i| {
        if last && i == count - 1 {
            return stop;
        }
        let i = i as f64;
        // A step that underflows would lose the whole interval; NumPy scales afterwards then.
        let offset = if div <= 0.0 {
            i * delta
        } else if step == 0.0 {
            i / div * delta
        } else {
            i * step
        };
        offset + start
    })
}
