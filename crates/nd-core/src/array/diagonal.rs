//! Diagonals as views: one axis that steps along two at a time.

use super::Array;
use crate::error::{AxisError, ShapeError, normalize_axis, shape_error};
use nd_dtype::Result;

/// Which diagonal: an offset (positive above the main one, `..` for none), or `(offset, axis1, axis2)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Diagonal {
    /// How many columns above the main diagonal.
    pub offset: isize,
    /// The axis of the rows.
    pub axis1: isize,
    /// The axis of the columns.
    pub axis2: isize,
}

impl Default for Diagonal {
    fn default() -> Diagonal {
        Diagonal { offset: 0, axis1: 0, axis2: 1 }
    }
}

impl From<core::ops::RangeFull> for Diagonal {
    fn from(_: core::ops::RangeFull) -> Diagonal {
        Diagonal::default()
    }
}

impl From<isize> for Diagonal {
    fn from(offset: isize) -> Diagonal {
        Diagonal { offset, ..Diagonal::default() }
    }
}

impl From<(isize, isize, isize)> for Diagonal {
    fn from((offset, axis1, axis2): (isize, isize, isize)) -> Diagonal {
        Diagonal { offset, axis1, axis2 }
    }
}

impl Array {
    /// The diagonal of two axes as the last axis of a read-only view.
    ///
    /// ```
    /// let x = nd_core::arange(6).reshape((2, 3))?;
    /// assert_eq!(x.diagonal(..)?.to_string(), "[0 4]");
    /// assert_eq!(x.diagonal(1)?.to_string(), "[1 5]");
    /// assert!(!x.diagonal(..)?.is_writeable());
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// Less than two axes, axes that the array does not have, an axis named twice.
    #[doc(alias = "numpy.diagonal")]
    #[doc(alias = "numpy.linalg.diagonal")]
    pub fn diagonal(&self, which: impl Into<Diagonal>) -> Result<Array> {
        let Diagonal { offset, axis1, axis2 } = which.into();
        if self.ndim() < 2 {
            return Err(shape_error(ShapeError::DiagonalRank));
        }
        let named = |axis, argument| {
            let ndim = self.ndim();
            normalize_axis(axis, ndim).map_err(|_| AxisError::Argument { argument, axis, ndim })
        };
        let (a, b) = (named(axis1, "axis1")?, named(axis2, "axis2")?);
        if a == b {
            return Err(shape_error(ShapeError::SameAxes));
        }
        let mut layout = self.layout.clone();
        let (down, right) = (offset.min(0).unsigned_abs(), offset.max(0).unsigned_abs());
        let (rows, columns) = (layout.shape[a].saturating_sub(down), layout.shape[b].saturating_sub(right));
        let len = rows.min(columns);
        let (rows, columns) = (layout.strides[a], layout.strides[b]);
        if len > 0 {
            let skipped =
                (down as isize).wrapping_mul(rows).wrapping_add((right as isize).wrapping_mul(columns));
            layout.offset = layout.offset.wrapping_add_signed(skipped);
        }
        for axis in [a.max(b), a.min(b)] {
            layout.shape.remove(axis);
            layout.strides.remove(axis);
        }
        layout.shape.push(len);
        // An axis of length one may have any stride.
        layout.strides.push(rows.wrapping_add(columns));
        Ok(self.with_layout(layout).read_only())
    }
}
