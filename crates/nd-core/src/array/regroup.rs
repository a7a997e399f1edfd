//! The general view of an array's axes: moved, walked together, dropped and added in one step.

use super::Array;
use crate::error::{AxisError, ShapeError, shape_error};
use crate::layout::{Dims, Layout, MAX_NDIM};
use nd_dtype::Result;

impl Array {
    /// The view with one axis for each group of this array's axes: a group of one axis moves it, a group of several walks
    /// along all of them at once (their diagonal), an empty group adds an axis of length one. Axes in no group are
    /// dropped and must have length one.
    ///
    /// Transposes, diagonals, `squeeze` and `expand_dims` are special cases. The view is writeable if the array is.
    ///
    /// ```
    /// let x = nd_core::arange(9).reshape((3, 3, 1))?;
    /// let diagonal = x.regroup(&[&[], &[0, 1]])?;
    /// assert_eq!(diagonal.to_string(), "[[0 4 8]]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// An axis that the array does not have or that is named twice, axes of different lengths in one group, an axis
    /// longer than one in no group, more groups than an array has axes.
    pub fn regroup(&self, groups: &[&[usize]]) -> Result<Array> {
        if groups.len() > MAX_NDIM {
            return Err(shape_error(ShapeError::TooManyAxes { found: groups.len() }));
        }
        let ndim = self.ndim();
        let mut seen = 0u64;
        let (mut shape, mut strides) = (Dims::filled(groups.len(), 1), Dims::filled(groups.len(), 0));
        for (place, group) in groups.iter().enumerate() {
            for (i, &axis) in group.iter().enumerate() {
                if axis >= ndim {
                    let axis = isize::try_from(axis).unwrap_or(isize::MAX);
                    return Err(AxisError::OutOfBounds { axis, ndim }.into());
                }
                if seen & (1 << axis) != 0 {
                    return Err(shape_error(ShapeError::RepeatedAxis { context: " in regroup" }));
                }
                seen |= 1 << axis;
                let (length, stride) = (self.shape()[axis], self.strides()[axis]);
                if i > 0 && shape[place] != length {
                    let (first, found) = (shape[place], length);
                    return Err(shape_error(ShapeError::GroupLengths { first, found }));
                }
                shape[place] = length;
                // An axis of length one may have any stride.
                strides[place] = stride.wrapping_add(strides[place]);
            }
        }
        if (0..ndim).any(|axis| seen & (1 << axis) == 0 && self.shape()[axis] != 1) {
            return Err(shape_error(ShapeError::Squeeze));
        }
        Ok(self.with_layout(Layout { shape, strides, offset: self.layout.offset }))
    }
}
