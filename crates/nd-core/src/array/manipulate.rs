//! Views with axes moved, added, dropped or repeated.

use super::Array;
use crate::engine::Axes;
use crate::error::{AxisError, ShapeError, normalize_axis, shape_error};
use crate::layout::{Dims, IntoShape, Layout, MAX_NDIM, broadcast_shapes, broadcast_strides};
use nd_dtype::Result;

impl Array {
    /// The view with its axes reversed.
    #[doc(alias = "T")]
    pub fn t(&self) -> Array {
        let mut layout = self.layout.clone();
        layout.shape.reverse();
        layout.strides.reverse();
        self.with_layout(layout)
    }

    /// The view with its axes in the order given; `..` reverses them.
    ///
    /// ```
    /// let x = nd_core::zeros((2, 3, 4), "i1")?;
    /// assert_eq!(x.transpose([1, 0, 2])?.shape(), [3, 2, 4]);
    /// assert_eq!(x.transpose(..)?.shape(), [4, 3, 2]);
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// Axes that are not a permutation of the array's.
    #[doc(alias = "numpy.transpose")]
    pub fn transpose(&self, axes: impl Into<Axes>) -> Result<Array> {
        let Some(axes) = axes.into().0 else { return Ok(self.t()) };
        if axes.len() != self.ndim() {
            return Err(shape_error(ShapeError::AxesCount));
        }
        let mut order = Vec::with_capacity(axes.len());
        for axis in axes {
            let axis = normalize_axis(axis, self.ndim())?;
            if order.contains(&axis) {
                return Err(shape_error(ShapeError::RepeatedAxis { context: " in transpose" }));
            }
            order.push(axis);
        }
        Ok(self.with_layout(self.layout.permuted(&order)))
    }

    /// The view with two axes exchanged.
    ///
    /// ```
    /// assert_eq!(nd_core::zeros((2, 3, 4), "f8")?.swapaxes(0, -1)?.shape(), [4, 3, 2]);
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// An axis that the array does not have.
    #[doc(alias = "numpy.swapaxes")]
    pub fn swapaxes(&self, a: isize, b: isize) -> Result<Array> {
        let argument = |axis, argument| {
            normalize_axis(axis, self.ndim()).map_err(|_| AxisError::Argument {
                argument,
                axis,
                ndim: self.ndim(),
            })
        };
        let (a, b) = (argument(a, "axis1")?, argument(b, "axis2")?);
        let mut layout = self.layout.clone();
        layout.shape.swap(a, b);
        layout.strides.swap(a, b);
        Ok(self.with_layout(layout))
    }

    /// The view with each axis of `source` moved to the position that `destination` names for it.
    ///
    /// ```
    /// let x = nd_core::zeros((2, 3, 4), "i1")?;
    /// assert_eq!(x.moveaxis([0, 1, 2], [0, 2, 1])?.shape(), [2, 4, 3]);
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// Lists of different lengths, axes that the array does not have or that are named twice.
    #[doc(alias = "numpy.moveaxis")]
    pub fn moveaxis(&self, source: impl Into<Axes>, destination: impl Into<Axes>) -> Result<Array> {
        let ndim = self.ndim();
        let list = |axes: Axes, argument: &'static str| -> Result<Vec<usize>> {
            let mut found = Vec::new();
            for axis in axes.0.unwrap_or_else(|| (0..ndim as isize).collect()) {
                let normal =
                    normalize_axis(axis, ndim).map_err(|_| AxisError::Argument { argument, axis, ndim })?;
                if found.contains(&normal) {
                    return Err(AxisError::Repeated { argument }.into());
                }
                found.push(normal);
            }
            Ok(found)
        };
        let source = list(source.into(), "source")?;
        let destination = list(destination.into(), "destination")?;
        if source.len() != destination.len() {
            return Err(shape_error(ShapeError::MoveAxis));
        }
        let mut order: Vec<usize> = (0..ndim).filter(|a| !source.contains(a)).collect();
        let mut moves: Vec<(usize, usize)> = destination.into_iter().zip(source).collect();
        moves.sort_unstable();
        for (to, from) in moves {
            order.insert(to, from);
        }
        Ok(self.with_layout(self.layout.permuted(&order)))
    }

    /// The view with `axis` rolled back until it stands before `start`.
    ///
    /// ```
    /// assert_eq!(nd_core::zeros((2, 3, 4), "f8")?.rollaxis(2, 0)?.shape(), [4, 2, 3]);
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// An axis or start that the array does not have.
    #[doc(alias = "numpy.rollaxis")]
    pub fn rollaxis(&self, axis: isize, start: isize) -> Result<Array> {
        let n = self.ndim() as isize;
        let axis = normalize_axis(axis, self.ndim())?;
        let start = if start < 0 { start + n } else { start };
        if start < 0 || start > n {
            return Err(AxisError::Start { start, ndim: self.ndim() }.into());
        }
        let mut to = start as usize;
        if axis < to {
            to -= 1;
        }
        let mut order: Vec<usize> = (0..self.ndim()).filter(|&a| a != axis).collect();
        order.insert(to, axis);
        Ok(self.with_layout(self.layout.permuted(&order)))
    }

    /// The view without axes of length one: those named, or with `..` all of them.
    ///
    /// ```
    /// let x = nd_core::zeros((1, 3, 1), "f8")?;
    /// assert_eq!((x.squeeze(..)?.shape(), x.squeeze(0)?.shape()), (&[3][..], &[3, 1][..]));
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// An axis that the array does not have, or whose length is not one.
    #[doc(alias = "numpy.squeeze")]
    pub fn squeeze(&self, axes: impl Into<Axes>) -> Result<Array> {
        let axes = axes.into();
        let dropped = match &axes.0 {
            None => (0..self.ndim()).filter(|&a| self.shape()[a] == 1).collect(),
            Some(_) => crate::engine::reduce::reduced_axes(&axes, self.ndim())?,
        };
        if dropped.iter().any(|&a| self.shape()[a] != 1) {
            return Err(shape_error(ShapeError::Squeeze));
        }
        let kept: Vec<usize> = (0..self.ndim()).filter(|a| !dropped.contains(a)).collect();
        Ok(self.with_layout(self.layout.permuted(&kept)))
    }

    /// The view with axes of length one at the positions given, which refer to the result.
    ///
    /// ```
    /// assert_eq!(nd_core::zeros((2, 3), "f8")?.expand_dims([0, -1])?.shape(), [1, 2, 3, 1]);
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A position outside the result, or named twice; too many axes.
    #[doc(alias = "numpy.expand_dims")]
    pub fn expand_dims(&self, axes: impl Into<Axes>) -> Result<Array> {
        let axes = axes.into().0.unwrap_or_default();
        let ndim = self.ndim() + axes.len();
        if ndim > MAX_NDIM {
            return Err(shape_error(ShapeError::TooManyAxes { found: ndim }));
        }
        let mut positions = Vec::with_capacity(axes.len());
        for axis in axes {
            let axis = normalize_axis(axis, ndim)?;
            if positions.contains(&axis) {
                return Err(shape_error(ShapeError::RepeatedAxis { context: "" }));
            }
            positions.push(axis);
        }
        let (mut shape, mut strides) = (Dims::filled(ndim, 1), Dims::filled(ndim, 0));
        let old = self.shape().iter().zip(self.strides());
        for (axis, (&n, &s)) in (0..ndim).filter(|a| !positions.contains(a)).zip(old) {
            (shape[axis], strides[axis]) = (n, s);
        }
        Ok(self.with_layout(Layout { shape, strides, offset: self.layout.offset }))
    }

    /// The elements repeated to `shape` without a copy; read-only, because one element stands for many.
    ///
    /// ```
    /// let row = nd_core::arange(3).broadcast_to((2, 3))?;
    /// assert_eq!((row.strides(), row.is_writeable()), (&[0, 8][..], false));
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A shape that the array does not broadcast to.
    #[doc(alias = "numpy.broadcast_to")]
    pub fn broadcast_to(&self, shape: impl IntoShape) -> Result<Array> {
        let target = shape.into_shape().lengths().map_err(|_| shape_error(ShapeError::BroadcastNegative))?;
        if target.len() < self.ndim() {
            return Err(shape_error(ShapeError::BroadcastRank));
        }
        crate::layout::checked_bytes(&target, self.itemsize())?;
        let Some(strides) = broadcast_strides(self.shape(), self.strides(), &target) else {
            return Err(shape_error(ShapeError::BroadcastTo { shape: self.shape().to_vec(), target }));
        };
        let layout = Layout { shape: Dims::from_slice(&target), strides, offset: self.layout.offset };
        Ok(self.with_layout(layout).read_only())
    }
}

/// Views of all `arrays` in the shape that they broadcast to together; read-only, unless all have that shape already.
///
/// ```
/// let (column, row) = (nd_core::array![[1], [2]], nd_core::array![3, 4]);
/// let both = nd_core::broadcast_arrays(&[&column, &row])?;
/// assert_eq!((both[0].to_string(), both[1].to_string()), ("[[1 1]\n [2 2]]".into(), "[[3 4]\n [3 4]]".into()));
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Shapes that do not broadcast.
#[doc(alias = "numpy.broadcast_arrays")]
pub fn broadcast_arrays(arrays: &[&Array]) -> Result<Vec<Array>> {
    let shapes: Vec<&[usize]> = arrays.iter().map(|a| a.shape()).collect();
    let shape = broadcast_shapes(&shapes)?;
    if shapes.iter().all(|s| *s == shape) {
        return Ok(arrays.iter().map(|a| a.alias()).collect());
    }
    arrays.iter().map(|a| a.broadcast_to(&shape)).collect()
}
