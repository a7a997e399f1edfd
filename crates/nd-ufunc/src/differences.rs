//! Neighbours along an axis: differences, sums of trapezoids, angles without jumps.

#![forbid(unsafe_code)]

use crate::closeness::as_array;
use crate::{
    MathExt as _, divide, equal, greater, less, logical_and, multiply, not_equal, remainder, subtract, where_,
};
use nd_core::{
    Arg, Array, Axes, Error, ErrorKind, Literal, Operand, Part, Result, Slice, TypeArg, Weak, concatenate,
    normalize_axis, result_type,
};

/// Positions `start..stop` along one axis, as a view; both count from the end if negative.
pub(crate) fn part(x: &Array, axis: usize, start: Option<isize>, stop: Option<isize>) -> Result<Array> {
    x.slice(Part::along(axis, Slice { start, stop, step: None }))
}

/// Arguments that differences do not take.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DifferenceError {
    /// An array without an axis to go along.
    #[error("diff requires input that is at least one dimensional")]
    Scalar,
    /// Too few elements for a gradient.
    #[error(
        "Shape of array too small to calculate a numerical gradient, at least (edge_order + 1) elements are required."
    )]
    Gradient,
    /// Coordinates that are no list.
    #[error("distances must be either scalars or 1d")]
    Distances,
    /// Another number of coordinates than elements.
    #[error("when 1d, distances must match the length of the corresponding dimension")]
    DistanceCount,
    /// Values around differences that are of a higher kind.
    #[error("dtype of `{name}` must be compatible with input `ary` under the `same_kind` rule.")]
    Around {
        /// Which.
        name: &'static str,
    },
    /// An order of the edges that has no formula.
    #[error("'edge_order' greater than 2 not supported")]
    EdgeOrder,
    /// An axis that is named twice.
    #[error("repeated axis")]
    RepeatedAxis,
    /// Neither one distance nor one for each axis.
    #[error("invalid number of arguments")]
    SpacingCount,
}

impl From<DifferenceError> for Error {
    #[cold]
    fn from(error: DifferenceError) -> Error {
        let kind = match error {
            DifferenceError::Around { .. } | DifferenceError::SpacingCount => ErrorKind::Type,
            _ => ErrorKind::Value,
        };
        Error::new(kind, error)
    }
}

/// The options of [`diff`]; whatever names an axis converts into them.
#[derive(Clone, Default)]
pub struct DiffOptions {
    axes: Axes,
    prepend: Option<Literal>,
    append: Option<Literal>,
}

impl<A: Into<Axes>> From<A> for DiffOptions {
    fn from(axes: A) -> Self {
        DiffOptions { axes: axes.into(), ..DiffOptions::default() }
    }
}

impl DiffOptions {
    /// Puts values before the array along the axis: a number, or an array that is as long along the other axes.
    pub fn prepend(mut self, values: impl Into<Literal>) -> Self {
        self.prepend = Some(values.into());
        self
    }

    /// Puts values behind the array along the axis.
    pub fn append(mut self, values: impl Into<Literal>) -> Self {
        self.append = Some(values.into());
        self
    }

    /// `x` with the values around it. A number has the dtype that it has alone.
    fn around(self, x: &Array, axis: usize) -> Result<Array> {
        let mut shape = x.shape().to_vec();
        shape[axis] = 1;
        let values = |values: Option<Literal>| -> Result<Option<Array>> {
            let Some(values) = values else { return Ok(None) };
            let values = values.into_array()?;
            if values.ndim() == 0 { values.broadcast_to(&shape).map(Some) } else { Ok(Some(values)) }
        };
        let (before, behind) = (values(self.prepend)?, values(self.append)?);
        if before.is_none() && behind.is_none() {
            return Ok(x.clone());
        }
        let parts: Vec<&Array> = before.iter().chain([x]).chain(&behind).collect();
        concatenate(&parts, axis as isize)
    }
}

/// The `n`-th differences of neighbours along one axis, the last for `..`: each time one element fewer. [`DiffOptions`] put
/// values before and behind the array.
///
/// ```
/// let x = nd_core::array![1, 2, 4, 7, 0];
/// assert_eq!(nd_ufunc::diff(&x, 1, ..)?.to_string(), "[ 1  2  3 -7]");
/// assert_eq!(nd_ufunc::diff(&x, 2, 0)?.to_string(), "[  1   1 -10]");
/// let from_zero = nd_ufunc::DiffOptions::from(..).prepend(0);
/// assert_eq!(nd_ufunc::diff(&x, 1, from_zero)?.to_string(), "[ 1  1  2  3 -7]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// An array without axes, an axis that it does not have, values around it that do not fit, memory that cannot be had or is
/// borrowed elsewhere.
#[doc(alias = "numpy.diff")]
pub fn diff(x: &Array, n: usize, options: impl Into<DiffOptions>) -> Result<Array> {
    if n == 0 {
        return Ok(x.clone());
    }
    if x.ndim() == 0 {
        return Err(DifferenceError::Scalar.into());
    }
    let options = options.into();
    let axis = normalize_axis(options.axes.single()?.unwrap_or(-1), x.ndim())?;
    let mut result = options.around(x, axis)?;
    for _ in 0..n {
        let (behind, before) = (part(&result, axis, Some(1), None)?, part(&result, axis, None, Some(-1))?);
        result = if result.dtype().kind() == 'b' {
            not_equal(&behind, &before)?
        } else {
            subtract(&behind, &before)?
        };
    }
    Ok(result)
}

/// The differences of neighbours over all elements in C order.
///
/// ```
/// let x = nd_core::array![[1, 2], [4, 7]];
/// assert_eq!(nd_ufunc::ediff1d(&x)?.to_string(), "[1 2 3]");
/// assert_eq!(nd_ufunc::ediff1d::between(&x, -99, &nd_core::array![88, 99])?.to_string(), "[-99   1   2   3  88  99]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Memory that cannot be had or is borrowed elsewhere.
#[doc(alias = "numpy.ediff1d")]
pub fn ediff1d(x: &Array) -> Result<Array> {
    let x = x.ravel()?;
    let (behind, before) = (Slice { start: Some(1), ..Slice::FULL }, Slice { stop: Some(-1), ..Slice::FULL });
    // Booleans have no difference here; those of `diff` do.
    subtract(x.slice(behind)?, x.slice(before)?)
}

/// [`ediff1d`](fn@crate::ediff1d) with more around it.
pub mod ediff1d {
    use super::{Array, Operand, Result, as_array, concatenate};
    use nd_core::{Casting, can_cast};

    /// The differences with `begin` before and `end` behind them, which must cast to the dtype of `x` by `same_kind`.
    ///
    /// # Errors
    /// Values that do not cast; memory that cannot be had or is borrowed elsewhere.
    pub fn between(x: &Array, begin: impl Operand, end: impl Operand) -> Result<Array> {
        let differences = super::ediff1d(x)?;
        let flat = |name: &'static str, value: &Array| -> Result<Array> {
            if !can_cast(value.dtype(), x.dtype(), Casting::SameKind) {
                return Err(super::DifferenceError::Around { name }.into());
            }
            value.ravel()?.astype(differences.dtype())
        };
        let (begin, end) = (flat("to_begin", &as_array(&begin)?)?, flat("to_end", &as_array(&end)?)?);
        concatenate(&[&begin, &differences, &end], 0)
    }
}

/// The integral along one axis, the last for `..`, by trapezoids. `spacing` is the distance of neighbours, or an array of
/// their coordinates: of one axis, or of the shape of `y`.
///
/// ```
/// use nd_core::array;
/// assert_eq!(nd_ufunc::trapezoid(&array![1, 2, 3], 1.0, ..)?.to_string(), "4.0");
/// assert_eq!(nd_ufunc::trapezoid(&array![1, 2, 3], &array![4, 6, 8], ..)?.to_string(), "8.0");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// An axis that the array does not have, coordinates that do not fit, memory that cannot be had or is borrowed elsewhere.
#[doc(alias = "numpy.trapezoid")]
pub fn trapezoid(y: &Array, spacing: impl Operand, axis: impl Into<Axes>) -> Result<Array> {
    let axis = normalize_axis(axis.into().single()?.unwrap_or(-1), y.ndim())?;
    let widths;
    let spacing = match spacing.operand() {
        Arg::Array(x) if x.ndim() == 1 => {
            let d = diff(x, 1, 0)?;
            let mut shape = vec![1; y.ndim()];
            shape[axis] = d.size();
            widths = d.reshape(&shape)?;
            Arg::Array(&widths)
        }
        Arg::Array(x) if x.ndim() > 1 => {
            widths = diff(x, 1, axis)?;
            Arg::Array(&widths)
        }
        number => number,
    };
    let pairs = crate::add(part(y, axis, Some(1), None)?, part(y, axis, None, Some(-1))?)?;
    divide(multiply(spacing, &pairs)?, 2.0)?.sum(axis)
}

/// The options of [`unwrap`]; whatever names an axis converts into them.
#[derive(Clone, Debug)]
pub struct UnwrapOptions {
    axes: Axes,
    period: Weak,
    discont: Option<f64>,
}

impl<A: Into<Axes>> From<A> for UnwrapOptions {
    fn from(axes: A) -> Self {
        UnwrapOptions { axes: axes.into(), period: Weak::Float(2.0 * core::f64::consts::PI), discont: None }
    }
}

impl UnwrapOptions {
    /// Values whose range is `period`; two pi by default. An integer keeps integers.
    pub fn period(mut self, period: impl Into<Weak>) -> Self {
        self.period = period.into();
        self
    }

    /// Leaves jumps smaller than `discont` alone; at least half of the period, which is the default.
    pub fn discont(mut self, discont: f64) -> Self {
        self.discont = Some(discont);
        self
    }
}

/// Angles without jumps: wherever neighbours along an axis, the last for `..`, are more than half a period apart, what
/// follows is shifted by whole periods until they are not.
///
/// ```
/// use nd_core::array;
/// use nd_ufunc::{UnwrapOptions, unwrap};
/// let hours = unwrap(&array![22, 23, 1, 2], UnwrapOptions::from(..).period(24))?;
/// assert_eq!(hours.to_string(), "[22 23 25 26]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// An axis that the array does not have, complex numbers, memory that cannot be had or is borrowed elsewhere.
#[doc(alias = "numpy.unwrap")]
pub fn unwrap(p: &Array, options: impl Into<UnwrapOptions>) -> Result<Array> {
    let UnwrapOptions { axes, period, discont } = options.into();
    let steps = diff(p, 1, axes.clone())?;
    let axis = normalize_axis(axes.single()?.unwrap_or(-1), p.ndim())?;
    let dtype = result_type(&[TypeArg::Strong(steps.dtype()), TypeArg::Weak(period)])?;
    // Half of the period down and up, and whether a step of just that much can go either way.
    let (size, low, high, ambiguous) = match period {
        Weak::Int(n) if matches!(dtype.kind(), 'i' | 'u') => {
            let half = n.div_euclid(2);
            (n as f64, Weak::Int(-half), Weak::Int(half), n % 2 == 0)
        }
        Weak::Int(n) => (n as f64, Weak::Float(n as f64 / -2.0), Weak::Float(n as f64 / 2.0), true),
        Weak::Float(x) => (x, Weak::Float(x / -2.0), Weak::Float(x / 2.0), true),
        Weak::Complex(z) => (z.re, Weak::Complex(z / -2.0), Weak::Complex(z / 2.0), true),
    };
    let (low, high, period) = (Arg::Weak(low), Arg::Weak(high), Arg::Weak(period));
    let mut inside = crate::add(remainder(subtract(&steps, &low)?, &period)?, &low)?;
    if ambiguous {
        let turn = logical_and(&equal(&inside, &low)?, &greater(&steps, 0)?)?;
        inside = where_(&turn, &high, &inside)?;
    }
    let shift = subtract(&inside, &steps)?;
    let small = less(&crate::absolute(&steps)?, discont.unwrap_or(size / 2.0))?;
    let shift = where_(&small, 0, &shift)?;
    let rest = crate::add(part(p, axis, Some(1), None)?, shift.cumsum(axis)?)?.astype(&dtype)?;
    concatenate(&[&part(p, axis, None, Some(1))?.astype(&dtype)?, &rest], axis as isize)
}
