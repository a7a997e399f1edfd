//! Windows that slide along axes, as views.

use super::Array;
use crate::engine::Axes;
use crate::error::{ShapeError, normalize_axis, shape_error};
use crate::layout::{IntoShape, MAX_NDIM};
use nd_dtype::Result;

impl Array {
    /// All windows of `shape` along `axes`, which follow the array's own axes; `..` for one length for each axis. The view
    /// is read-only, because its elements lie in several windows.
    ///
    /// ```
    /// let windows = nd_core::arange(5).sliding_window_view(3, ..)?;
    /// assert_eq!(windows.to_string(), "[[0 1 2]\n [1 2 3]\n [2 3 4]]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// Another number of lengths than of axes, negative lengths, axes that the array does not have, windows longer than
    /// their axis, too many axes.
    #[doc(alias = "numpy.lib.stride_tricks.sliding_window_view")]
    pub fn sliding_window_view(&self, shape: impl IntoShape, axes: impl Into<Axes>) -> Result<Array> {
        let requested = shape.into_shape();
        let window = requested.lengths().map_err(|_| {
            shape_error(ShapeError::WindowAxes("`window_shape` cannot contain negative values".into()))
        })?;
        let axes = axes.into();
        let axes: Vec<usize> = match axes.list() {
            None if window.len() != self.ndim() => {
                let (n, ndim) = (window.len(), self.ndim());
                let message = format!(
                    "Since axis is `None`, must provide window_shape for all dimensions of `x`; got {n} window_shape elements and `x.ndim` is {ndim}."
                );
                return Err(shape_error(ShapeError::WindowAxes(message)));
            }
            None => (0..self.ndim()).collect(),
            Some(axes) => {
                axes.iter().map(|&axis| normalize_axis(axis, self.ndim())).collect::<Result<_>>()?
            }
        };
        if axes.len() != window.len() {
            let message = format!(
                "Must provide matching length window_shape and axis; got {} window_shape elements and {} axes elements.",
                window.len(),
                axes.len()
            );
            return Err(shape_error(ShapeError::WindowAxes(message)));
        }
        let found = self.ndim() + axes.len();
        if found > MAX_NDIM {
            return Err(shape_error(ShapeError::TooManyAxes { found }));
        }
        let mut layout = self.layout.clone();
        for (&axis, &len) in axes.iter().zip(&window) {
            if layout.shape[axis] < len {
                return Err(shape_error(ShapeError::WindowLength));
            }
            // A window of no elements fits once more than the axis is long.
            layout.shape[axis] = layout.shape[axis] - len + 1;
            let stride = self.layout.strides[axis];
            layout.shape.push(len);
            layout.strides.push(stride);
        }
        if window.contains(&0) {
            layout.offset = self.layout.offset;
        }
        // An axis that is given again and again multiplies the size beyond what can be counted.
        crate::layout::checked_bytes(&layout.shape, self.itemsize())?;
        Ok(self.with_layout(layout).read_only())
    }
}
