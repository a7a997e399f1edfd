//! Iteration over the first axis.

use super::Array;
use crate::error::{ShapeError, shape_error};
use nd_dtype::Result;

/// The sub-arrays along the first axis, each a view; made by [`Array::iter`].
#[derive(Clone)]
pub struct Iter {
    array: Array,
    next: usize,
    end: usize,
}

impl Array {
    /// Iterates over the first axis: an array of N axes yields views of N - 1.
    ///
    /// ```
    /// let x = nd_core::zeros((2, 2), "i8")?;
    /// for (i, row) in x.iter()?.enumerate() {
    ///     row.fill(i)?;
    /// }
    /// assert_eq!(x.to_string(), "[[0 0]\n [1 1]]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// An array without axes.
    pub fn iter(&self) -> Result<Iter> {
        let end = *self.shape().first().ok_or_else(|| shape_error(ShapeError::IterateScalar))?;
        Ok(Iter { array: self.clone(), next: 0, end })
    }
}

impl Iterator for Iter {
    type Item = Array;

    fn next(&mut self) -> Option<Array> {
        if self.next == self.end {
            return None;
        }
        let item = self.array.with_layout(self.array.layout.at(0, self.next));
        self.next += 1;
        Some(item)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.end - self.next;
        (left, Some(left))
    }
}

impl DoubleEndedIterator for Iter {
    fn next_back(&mut self) -> Option<Array> {
        if self.next == self.end {
            return None;
        }
        self.end -= 1;
        Some(self.array.with_layout(self.array.layout.at(0, self.end)))
    }
}

impl ExactSizeIterator for Iter {}

impl IntoIterator for &Array {
    type Item = Array;
    type IntoIter = Iter;

    /// # Panics
    /// If the array has no axes; [`Array::iter`] returns the error.
    #[track_caller]
    fn into_iter(self) -> Iter {
        match self.iter() {
            Ok(iter) => iter,
            Err(error) => panic!("{error}"),
        }
    }
}
