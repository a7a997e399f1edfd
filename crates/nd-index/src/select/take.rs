//! `take`: elements at positions along one axis.

use crate::error::FunctionError;
use crate::like::{along, integers};
use nd_core::{Array, Axes, Casting, Literal, Order, Part, Result};

/// What becomes of positions outside of an axis.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Mode {
    /// They are an error; negative ones count from the end.
    #[default]
    Raise,
    /// They wrap around the axis.
    Wrap,
    /// They are moved to its ends; negative ones to the start.
    Clip,
}

impl Mode {
    /// Positions inside an axis of `size`, or as they are if whoever uses them checks.
    pub(crate) fn apply(self, positions: Array, size: usize) -> Result<Array> {
        let n = size as i64;
        match self {
            Mode::Raise => Ok(positions),
            Mode::Wrap => positions.map(|at: i64| at.checked_rem_euclid(n).unwrap_or(0)),
            Mode::Clip => positions.map(|at: i64| at.clamp(0, (n - 1).max(0))),
        }
    }
}

/// The optional arguments of [`take`]: an axis (`..` for the flat array), a [`Mode`], or both and more from
/// [`Take::along`].
#[derive(Clone, Default)]
pub struct Take<'a> {
    pub(crate) axes: Axes,
    pub(crate) mode: Mode,
    pub(crate) out: Option<&'a Array>,
}

impl<'a> Take<'a> {
    /// Takes along `axis`.
    pub fn along(axis: impl Into<Axes>) -> Take<'a> {
        Take { axes: axis.into(), ..Take::default() }
    }

    /// Whether it is the flat array and nothing else.
    pub(crate) fn is_plain(&self) -> bool {
        self.axes.list().is_none() && self.out.is_none()
    }

    /// What becomes of positions outside.
    pub fn mode(mut self, mode: Mode) -> Self {
        self.mode = mode;
        self
    }

    /// Writes the result to `out`.
    pub fn out(mut self, out: &'a Array) -> Self {
        self.out = Some(out);
        self
    }

    /// Writes `result` where it is wanted.
    pub(crate) fn deliver(out: Option<&Array>, result: Array) -> Result<Array> {
        let Some(out) = out else { return Ok(result) };
        if out.shape() != result.shape() {
            return Err(FunctionError::TakeOut.into());
        }
        result.dtype().check_cast(out.dtype(), Casting::Unsafe)?;
        out.assign(&result)?;
        Ok(out.clone())
    }
}

impl<A: Into<Axes>> From<A> for Take<'_> {
    fn from(axis: A) -> Self {
        Take::along(axis)
    }
}

impl From<Mode> for Take<'_> {
    fn from(mode: Mode) -> Self {
        Take { mode, ..Take::default() }
    }
}

/// The elements at `indices` along an axis: the result has the shape of `indices` in the place of the axis, and is packed.
///
/// ```
/// use nd_core::array;
/// use nd_index::{Mode, Take, take};
/// let x = array![[10, 20, 30], [40, 50, 60]];
/// assert_eq!(take(&x, [0, -1], ..)?.to_string(), "[10 60]");
/// assert_eq!(take(&x, [2, 0], 1)?.to_string(), "[[30 10]\n [60 40]]");
/// assert_eq!(take(&x, [5, -5], Take::along(1).mode(Mode::Wrap))?.to_string(), "[[30 20]\n [60 50]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Positions out of bounds or of a dtype that does not cast to `int64` safely, an axis that the array does not have, an `out`
/// of another shape, memory that cannot be had or is borrowed elsewhere.
#[doc(alias = "numpy.take")]
pub fn take<'a>(array: &Array, indices: impl Into<Literal>, options: impl Into<Take<'a>>) -> Result<Array> {
    let Take { axes, mode, out } = options.into();
    let (source, axis) = along(array, &axes)?;
    // What is taken goes through an array of the output's elements, as in NumPy.
    out.map_or(Ok(()), |out| out.dtype().check_cast(array.dtype(), Casting::Safe))?;
    let indices = integers(indices, Casting::SameKind)?;
    let size = source.shape()[axis];
    let others_empty = source.shape().iter().enumerate().any(|(a, &n)| a != axis && n == 0);
    if others_empty {
        // Nothing is taken, so no position is looked at.
        let shape = [&source.shape()[..axis], indices.shape(), &source.shape()[axis + 1..]].concat();
        return Take::deliver(out, nd_core::zeros(shape, source.dtype().clone())?);
    }
    if size == 0 && !indices.is_empty() {
        return Err(FunctionError::TakeEmpty.into());
    }
    let index = Part::along(axis, mode.apply(indices, size)?);
    Take::deliver(out, source.get_in(index, Order::C)?)
}
