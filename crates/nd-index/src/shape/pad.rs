//! `pad`: an array with a border.
//!
//! The array is copied into the middle of the result once. Borders of constants and of the array's own values are put beside it
//! in the same go; others are filled one axis after the other, each time over the whole breadth of the axes that are done, so
//! that corners follow from edges as in NumPy.

#![forbid(unsafe_code)]

mod lane;
mod pieces;
mod stat;

use crate::error::FunctionError;
use crate::like::in_dtype;
use lane::Lane;
use nd_core::error::ShapeError;
use nd_core::{Array, Literal, Part, Result, Slice, Weak, normalize_axis, zeros};

/// How wide the border is, or how many values a statistic is of: everywhere the same, the same `(before, after)` on all axes, a
/// pair for each axis, or pairs for [some of them](PadWidth::by_axis).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PadWidth {
    pairs: Vec<(isize, isize)>,
    /// Which axes the pairs belong to, if they are named.
    axes: Option<Vec<isize>>,
}

impl PadWidth {
    /// A pair for each axis that is named, and nothing on the others: NumPy's dictionary. Of an axis that is named again the
    /// last pair counts.
    ///
    /// ```
    /// use nd_index::{Pad, PadWidth, pad};
    /// let wider = PadWidth::by_axis([(-1, (1, 2))]);
    /// let x = pad(&nd_core::array![[1, 2], [3, 4]], wider, Pad::Constant(0.into()))?;
    /// assert_eq!(x.to_string(), "[[0 1 2 0 0]\n [0 3 4 0 0]]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    pub fn by_axis(pairs: impl IntoIterator<Item = (isize, (usize, usize))>) -> PadWidth {
        let (axes, pairs): (Vec<isize>, Vec<(usize, usize)>) = pairs.into_iter().unzip();
        PadWidth { axes: Some(axes), ..PadWidth::from(pairs) }
    }

    /// A pair for each of `ndim` axes.
    fn for_axes(&self, ndim: usize) -> Result<Vec<(isize, isize)>> {
        let Some(axes) = &self.axes else { return for_axes(&self.pairs, ndim) };
        let mut all = vec![(0, 0); ndim];
        for (&axis, &pair) in axes.iter().zip(&self.pairs) {
            all[normalize_axis(axis, ndim)?] = pair;
        }
        Ok(all)
    }
}

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
        let pairs = pairs.iter().map(|&(before, after)| (length(before), length(after))).collect();
        PadWidth { pairs, axes: None }
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
    /// One value: a number, text, a time, a record or whatever else casts to the dtype.
    Constant(Literal),
    /// A value before and a value after, for each axis or for all.
    Constants(Vec<(Literal, Literal)>),
    /// The value at the edge.
    Edge,
    /// Values on the way from the edge to an end value.
    LinearRamp(Weak),
    /// Values on the way from the edge to end values before and after, for each axis or for all.
    LinearRamps(Vec<(Weak, Weak)>),
    /// The largest of so many values next to the edge; of all if not told.
    Maximum(Option<PadWidth>),
    /// The mean of so many values next to the edge; of all if not told.
    Mean(Option<PadWidth>),
    /// The median of so many values next to the edge; of all if not told.
    Median(Option<PadWidth>),
    /// The smallest of so many values next to the edge; of all if not told.
    Minimum(Option<PadWidth>),
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
/// assert_eq!(pad(&array!["a"], 1, Pad::Constant("-".into()))?.to_string(), "['-' 'a' '-']");
/// assert_eq!(pad(&x, 2, Pad::Edge)?.to_string(), "[1 1 1 2 3 3 3]");
/// assert_eq!(pad(&x, 2, Pad::Reflect(Reflection::Even))?.to_string(), "[3 2 1 2 3 2 1]");
/// assert_eq!(pad(&x, 2, Pad::Wrap)?.to_string(), "[2 3 1 2 3 1 2]");
/// assert_eq!(pad(&x, 1, Pad::Maximum(Some((1, 2).into())))?.to_string(), "[1 1 2 3 3]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Widths for another number of axes, an empty axis that other than a constant is to extend, memory that cannot be had or
/// is borrowed elsewhere.
#[doc(alias = "numpy.pad")]
pub fn pad(array: &Array, width: impl Into<PadWidth>, mode: Pad) -> Result<Array> {
    let ndim = array.ndim();
    let widths = width.into().for_axes(ndim)?;
    let fits = |(&(before, after), &n): (&(isize, isize), &usize)| {
        before.checked_add(after).and_then(|border| border.checked_add_unsigned(n)).is_some()
    };
    if !widths.iter().zip(array.shape()).all(fits) {
        return Err(ShapeError::TooBig { shape: array.shape().to_vec() }.into());
    }
    let constant = |value: &Literal| -> Result<Array> {
        let constant = zeros((), array.dtype().clone())?;
        constant.assign(&in_dtype(value.clone(), array.dtype())?)?;
        Ok(constant)
    };
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
        Lane { array: result.slice(&region)?, axis, widths: widths[axis] }.fill(&mode)?;
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
    let widths = width.into().for_axes(array.ndim())?;
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
