//! `pad`: an array with a border.
//!
//! The array is copied into the middle of the result once. Borders of constants and of the array's own values are put beside it
//! in the same go; others are filled one axis after the other, each time over the whole breadth of the axes that are done, so
//! that corners follow from edges as in NumPy.

#![forbid(unsafe_code)]

mod pieces;
mod stat;

use crate::error::FunctionError;
use nd_core::{Arg, Array, DType, Part, Result, Scalar, Slice, Weak, operators, zeros};

/// How wide the border is: everywhere the same, the same `(before, after)` on all axes, or a pair for each axis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PadWidth(Vec<(isize, isize)>);

impl From<usize> for PadWidth {
    fn from(width: usize) -> PadWidth {
        PadWidth::from((width, width))
    }
}

impl From<(usize, usize)> for PadWidth {
    fn from(pair: (usize, usize)) -> PadWidth {
        PadWidth::from([pair])
    }
}

impl<const N: usize> From<[(usize, usize); N]> for PadWidth {
    fn from(pairs: [(usize, usize); N]) -> PadWidth {
        PadWidth::from(&pairs[..])
    }
}

impl From<&[(usize, usize)]> for PadWidth {
    fn from(pairs: &[(usize, usize)]) -> PadWidth {
        let length = |n| isize::try_from(n).unwrap_or(isize::MAX);
        PadWidth(pairs.iter().map(|&(before, after)| (length(before), length(after))).collect())
    }
}

impl From<Vec<(usize, usize)>> for PadWidth {
    fn from(pairs: Vec<(usize, usize)>) -> PadWidth {
        PadWidth::from(&pairs[..])
    }
}

/// How mirrored values continue at an edge.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Reflection {
    /// As they are.
    #[default]
    Even,
    /// Turned over at the edge: twice its value less theirs.
    Odd,
}

/// What a border is filled with.
#[derive(Clone, Debug)]
pub enum Pad {
    /// One value.
    Constant(Weak),
    /// A value before and a value after, for each axis or for all.
    Constants(Vec<(Weak, Weak)>),
    /// The value at the edge.
    Edge,
    /// Values on the way from the edge to an end value.
    LinearRamp(Weak),
    /// Values on the way from the edge to end values before and after, for each axis or for all.
    LinearRamps(Vec<(Weak, Weak)>),
    /// The largest of so many values next to the edge; of all if not told.
    Maximum(Option<usize>),
    /// The mean of so many values next to the edge; of all if not told.
    Mean(Option<usize>),
    /// The median of so many values next to the edge; of all if not told.
    Median(Option<usize>),
    /// The smallest of so many values next to the edge; of all if not told.
    Minimum(Option<usize>),
    /// The values mirrored at the edge, which is not repeated.
    Reflect(Reflection),
    /// The values mirrored at the edge, which is repeated.
    Symmetric(Reflection),
    /// The values from the other end.
    Wrap,
    /// Whatever; zeros in nd.
    Empty,
}

/// The array with a border.
///
/// ```
/// use nd_core::array;
/// use nd_index::{Pad, Reflection, pad};
/// let x = array![1, 2, 3];
/// assert_eq!(pad(&x, (2, 1), Pad::Constant(0.into()))?.to_string(), "[0 0 1 2 3 0]");
/// assert_eq!(pad(&x, 2, Pad::Edge)?.to_string(), "[1 1 1 2 3 3 3]");
/// assert_eq!(pad(&x, 2, Pad::Reflect(Reflection::Even))?.to_string(), "[3 2 1 2 3 2 1]");
/// assert_eq!(pad(&x, 2, Pad::Wrap)?.to_string(), "[2 3 1 2 3 1 2]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Widths for another number of axes, an empty axis that other than a constant is to extend, memory that cannot be had or
/// is borrowed elsewhere.
#[doc(alias = "numpy.pad")]
pub fn pad(array: &Array, width: impl Into<PadWidth>, mode: Pad) -> Result<Array> {
    let ndim = array.ndim();
    let widths = for_axes(&width.into().0, ndim)?;
    let constant = |value: &Weak| nd_core::full((), Arg::Scalar(Scalar::from_weak(*value, array.dtype())?));
    match &mode {
        Pad::Constant(value) => return framed(array, &widths, |_| Ok([constant(value)?, constant(value)?])),
        Pad::Constants(values) => {
            let values = for_axes(values, ndim)?;
            return framed(array, &widths, |axis| {
                let (before, after) = &values[axis];
                Ok([constant(before)?, constant(after)?])
            });
        }
        _ => {}
    }
    if let Some(result) = pieces::repeated(array, &widths, &mode)? {
        return Ok(result);
    }
    let result = framed_by_zeros(array, &widths)?;
    if let Pad::Empty = mode {
        return Ok(result);
    }
    let middle = |axis: usize| {
        let start = widths[axis].0;
        Part::from(start..start + array.shape()[axis] as isize)
    };
    if array.is_empty() {
        for (axis, &(before, after)) in widths.iter().enumerate() {
            if array.shape()[axis] == 0 && (before > 0 || after > 0) {
                let message =
                    format!("can't extend empty axis {axis} using modes other than 'constant' or 'empty'");
                return Err(FunctionError::Worded(nd_core::ErrorKind::Value, message).into());
            }
        }
        return Ok(result);
    }
    for axis in 0..ndim {
        // Axes that are still to come are filled inside only; those that are done, over all their length.
        let mut region: Vec<Part> = vec![Part::Slice(Slice::FULL); axis + 1];
        region.extend((axis + 1..ndim).map(middle));
        let lane = Lane { array: result.slice(&region)?, axis, widths: widths[axis] };
        lane.fill(&mode)?;
    }
    Ok(result)
}

/// The array with a border that a function fills: of each lane along each axis in turn, it gets a view over the whole length, the
/// widths of the border before and after, and the axis. NumPy calls this `pad` with a function for a mode.
///
/// ```
/// use nd_core::array;
/// use nd_index::pad_with;
/// let ends = |lane: &nd_core::Array, (before, after): (usize, usize), axis: usize| {
///     let n = lane.size() as isize;
///     lane.slice(..before as isize)?.fill(axis as i64 + 1)?;
///     lane.slice(n - after as isize..)?.fill(axis as i64 + 1)
/// };
/// let x = array![[7, 8]];
/// assert_eq!(pad_with(&x, 1, ends)?.to_string(), "[[2 1 1 2]\n [2 7 8 2]\n [2 1 1 2]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Widths for another number of axes, memory that cannot be had or is borrowed elsewhere, the errors of the function.
#[doc(alias = "numpy.pad")]
pub fn pad_with(
    array: &Array,
    width: impl Into<PadWidth>,
    mut function: impl FnMut(&Array, (usize, usize), usize) -> Result<()>,
) -> Result<Array> {
    let widths = for_axes(&width.into().0, array.ndim())?;
    let result = framed_by_zeros(array, &widths)?;
    for (axis, &(before, after)) in widths.iter().enumerate() {
        let lanes = result.moveaxis(axis as isize, -1)?;
        let outer = &lanes.shape()[..lanes.ndim() - 1];
        for at in crate::ndindex(outer)? {
            let at: Vec<Part> = at.into_iter().map(Part::from).collect();
            function(&lanes.slice(at)?, (before as usize, after as usize), axis)?;
        }
    }
    Ok(result)
}

/// The array with a border of zeros, or of what else elements of no value are.
fn framed_by_zeros(array: &Array, widths: &[(isize, isize)]) -> Result<Array> {
    let zero = zeros((), array.dtype().clone())?;
    framed(array, widths, |_| Ok([zero.clone(), zero.clone()]))
}

/// The array with borders of constants, before and after along each axis; those of later axes over the whole length of earlier
/// ones.
fn framed(
    array: &Array,
    widths: &[(isize, isize)],
    values: impl Fn(usize) -> Result<[Array; 2]>,
) -> Result<Array> {
    let dtype = array.dtype();
    let mut shape = array.shape().to_vec();
    for (n, &(before, after)) in shape.iter_mut().zip(widths) {
        *n = n.saturating_add(before as usize).saturating_add(after as usize);
    }
    let mut start: Vec<usize> = widths.iter().map(|width| width.0 as usize).collect();
    let mut inside = array.shape().to_vec();
    let mut parts = vec![(start.clone(), array.clone())];
    for (axis, &(before, after)) in widths.iter().enumerate() {
        let end = start[axis] + inside[axis];
        let [first, last] = values(axis)?;
        for (at, width, value) in [(0, before, first), (end, after, last)] {
            inside[axis] = width as usize;
            start[axis] = at;
            parts.push((start.clone(), value.broadcast_to(&inside)?));
        }
        (start[axis], inside[axis]) = (0, shape[axis]);
    }
    nd_core::assemble(shape, dtype, &parts)
}

/// A value for each axis from one for all or one for each.
fn for_axes<T: Clone>(given: &[T], ndim: usize) -> Result<Vec<T>> {
    match given {
        [one] => Ok(vec![one.clone(); ndim]),
        many if many.len() == ndim => Ok(many.to_vec()),
        many => {
            let message = format!(
                "operands could not be broadcast together with remapped shapes [original->remapped]: ({},2)  and requested shape ({ndim},2)",
                many.len()
            );
            Err(FunctionError::Worded(nd_core::ErrorKind::Value, message).into())
        }
    }
}

/// The part of the result whose border along one axis is filled.
struct Lane {
    array: Array,
    axis: usize,
    widths: (isize, isize),
}

impl Lane {
    /// The range `start..stop` of the axis, with a step.
    fn range(&self, start: isize, stop: isize, step: isize) -> Result<Array> {
        let mut index = vec![Part::Slice(Slice::FULL); self.axis];
        let stop = (stop >= 0).then_some(stop);
        index.push(Part::Slice(Slice { start: Some(start), stop, step: Some(step) }));
        self.array.slice(index)
    }

    fn len(&self) -> isize {
        self.array.shape()[self.axis] as isize
    }

    /// Where the array ends.
    fn end(&self) -> isize {
        self.len() - self.widths.1
    }

    fn before(&self) -> Result<Array> {
        self.range(0, self.widths.0, 1)
    }

    fn after(&self) -> Result<Array> {
        self.range(self.end(), self.len(), 1)
    }

    /// The first and the last slice of the array.
    fn edges(&self) -> Result<(Array, Array)> {
        let (start, end) = (self.widths.0, self.end());
        Ok((self.range(start, start + 1, 1)?, self.range(end - 1, end, 1)?))
    }

    fn fill(&self, mode: &Pad) -> Result<()> {
        match mode {
            // Made in one go, by `framed`.
            Pad::Constant(_) | Pad::Constants(_) => Ok(()),
            Pad::Edge => {
                let (first, last) = self.edges()?;
                self.before()?.assign(&first)?;
                self.after()?.assign(&last)
            }
            Pad::LinearRamp(value) => self.ramps(*value, *value),
            Pad::LinearRamps(values) => {
                let (before, after) = self.of_axis(values)?;
                self.ramps(before, after)
            }
            Pad::Maximum(length) => self.statistic(*length, "maximum", stat::maximum),
            Pad::Minimum(length) => self.statistic(*length, "minimum", stat::minimum),
            Pad::Mean(length) => self.statistic(*length, "mean", stat::mean),
            Pad::Median(length) => self.statistic(*length, "median", stat::median),
            // One element has nothing to be mirrored with.
            Pad::Reflect(_) | Pad::Symmetric(_) if self.end() - self.widths.0 == 1 => self.fill(&Pad::Edge),
            Pad::Reflect(kind) => self.mirrored(*kind, 1),
            Pad::Symmetric(kind) => self.mirrored(*kind, 0),
            Pad::Wrap => self.wrapped(),
            Pad::Empty => Ok(()),
        }
    }

    fn of_axis<T: Copy>(&self, given: &[T]) -> Result<T> {
        let ndim = self.array.ndim();
        Ok(for_axes(given, ndim)?[self.axis])
    }

    fn ramps(&self, before: Weak, after: Weak) -> Result<()> {
        let (first, last) = self.edges()?;
        ramp(&self.before()?, &first, before, self.axis, false)?;
        ramp(&self.after()?, &last, after, self.axis, true)
    }

    /// Both borders filled with a statistic of the values next to each edge.
    fn statistic(
        &self,
        length: Option<usize>,
        name: &str,
        of: fn(&Array, usize) -> Result<Array>,
    ) -> Result<()> {
        let inside = self.end() - self.widths.0;
        let length = length.map_or(inside, |n| inside.min(isize::try_from(n).unwrap_or(isize::MAX)));
        if length == 0 && matches!(name, "maximum" | "minimum") {
            return Err(FunctionError::Value("stat_length of 0 yields no value for padding").into());
        }
        let (start, end) = (self.widths.0, self.end());
        let left = of(&self.range(start, start + length, 1)?, self.axis)?;
        let right = of(&self.range(end - length, end, 1)?, self.axis)?;
        self.before()?.assign(&left)?;
        self.after()?.assign(&right)
    }

    /// Borders of mirrored values, as many at a time as there are; `skip` is 1 if the edge is not repeated.
    fn mirrored(&self, kind: Reflection, skip: isize) -> Result<()> {
        let (mut left, mut right) = self.widths;
        // What lies between the borders at the start repeats; what is filled is mirrored along with it.
        let period = self.end() - self.widths.0;
        while left > 0 || right > 0 {
            // As many as the original period offers are mirrored in one step, as NumPy does.
            let have = self.len() - right - left;
            let whole = have.saturating_sub(skip) / (period - skip) * (period - skip);
            if left > 0 {
                let n = left.min(whole);
                let start = left + n - 1 + skip;
                let source = self.range(start, left + skip - 1, -1)?;
                self.reflect(kind, &source, left, left - n)?;
                left -= n;
            }
            if right > 0 {
                let n = right.min(whole);
                let end = self.len() - right;
                let source = self.range(end - 1 - skip, end - 1 - skip - n, -1)?;
                self.reflect(kind, &source, end - 1, end)?;
                right -= n;
            }
        }
        Ok(())
    }

    /// Writes `source`, mirrored already, from `to` on; `edge` is where it was mirrored.
    fn reflect(&self, kind: Reflection, source: &Array, edge: isize, to: isize) -> Result<()> {
        let n = source.shape()[self.axis] as isize;
        let target = self.range(to, to + n, 1)?;
        if kind == Reflection::Even {
            return target.assign(source);
        }
        let edge = self.range(edge, edge + 1, 1)?;
        let twice = operators::MULTIPLY.binary(Arg::Array(&edge), Arg::Weak(Weak::Int(2)))?;
        target.assign(&operators::SUBTRACT.binary(Arg::Array(&twice), Arg::Array(source))?)
    }

    /// Borders of values from the other end, again and again.
    fn wrapped(&self) -> Result<()> {
        let (start, end) = (self.widths.0, self.end());
        let period = end - start;
        let mut left = start;
        while left > 0 {
            let n = left.min(period);
            let source = self.range(left + period - n, left + period, 1)?;
            self.range(left - n, left, 1)?.assign(&source)?;
            left -= n;
        }
        let mut at = end;
        while at < self.len() {
            let n = (self.len() - at).min(period);
            let source = self.range(at - period, at - period + n, 1)?;
            self.range(at, at + n, 1)?.assign(&source)?;
            at += n;
        }
        Ok(())
    }
}

/// Values from `end`, included, to the edge, excluded; from the edge on if `after`.
fn ramp(target: &Array, edge: &Array, end: Weak, axis: usize, after: bool) -> Result<()> {
    let n = target.shape()[axis];
    if n == 0 {
        return Ok(());
    }
    // NumPy: linspace(end, edge, n, endpoint=False), in float64, cast to the dtype at the end.
    let mut own = vec![1; target.ndim()];
    own[axis] = n;
    let end = nd_core::full((), Arg::Scalar(Scalar::from_weak(end, &DType::F64)?))?;
    let edge = edge.astype(nd_core::promote_types(edge.dtype(), &DType::F64)?)?;
    let span = operators::SUBTRACT.binary(Arg::Array(&edge), Arg::Array(&end))?;
    let step = operators::DIVIDE.binary(Arg::Array(&span), Arg::Weak(Weak::Float(n as f64)))?;
    let at = nd_core::arange(n).map(|i: i64| i as f64)?.reshape(own)?;
    let at = if after { crate::flip(&at, axis)? } else { at };
    // Where a step is zero, NumPy divides before it multiplies.
    let way = if step.true_positions()?.size() < step.size() {
        let part = operators::DIVIDE.binary(Arg::Array(&at), Arg::Weak(Weak::Float(n as f64)))?;
        operators::MULTIPLY.binary(Arg::Array(&part), Arg::Array(&span))?
    } else {
        operators::MULTIPLY.binary(Arg::Array(&at), Arg::Array(&step))?
    };
    let way = operators::ADD.binary(Arg::Array(&way), Arg::Array(&end))?;
    // Integers are rounded down, as `linspace` rounds them.
    let integers = matches!(target.dtype().kind(), 'i' | 'u');
    target.assign(&if integers { way.map(f64::floor)? } else { way })
}
