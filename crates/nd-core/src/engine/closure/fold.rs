//! The methods that closures of two arguments have beside the call: `outer`, `reduce`, `accumulate`, `reduceat`.
//!
//! Elements are read before the first call and written after the last, so no borrow is held while the closure runs.

use super::super::reduce::{Axes, ReduceError};
use super::super::transfer::packed_bytes;
use super::function::{ClosureUfunc, Function, NAME};
use crate::array::Array;
use crate::error::{ShapeError, normalize_axis, room, shape_error};
use crate::index::IndexError;
use nd_dtype::{Item, Result};

impl<F, A, B> ClosureUfunc<F, (A, B)>
where
    F: Function<(A, B)>,
{
    /// The function of every element of `x` with every element of `y`: the shape is that of `x` followed by that of `y`.
    ///
    /// ```
    /// use nd_core::{arange, frompyfunc};
    /// let table = frompyfunc(|x: i64, y: i64| 10 * x + y).outer(&arange(2), &arange(3))?;
    /// assert_eq!(table.to_string(), "[[ 0  1  2]\n [10 11 12]]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`ClosureUfunc::call`].
    pub fn outer(&self, x: &Array, y: &Array) -> Result<Array> {
        let shape = [x.shape(), &vec![1; y.ndim()][..]].concat();
        self.function.call_over(&[&x.reshape(&shape)?, y])
    }
}

impl<F, A, R> ClosureUfunc<F, (A, A)>
where
    F: Fn(A, A) -> R,
    A: Item + Clone,
    R: Into<A>,
{
    /// The function folded over `axis`, or over all elements in C order: `f(f(x0, x1), x2)` and so on.
    ///
    /// ```
    /// use nd_core::{array, frompyfunc};
    /// let join = frompyfunc(|x: String, y: String| format!("{x}-{y}"));
    /// assert_eq!(join.reduce(&array!["a", "b", "c"], 0)?.item::<String>()?, "a-b-c");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// An axis that the array does not have or that is empty; several axes; otherwise as [`ClosureUfunc::call`].
    pub fn reduce(&self, x: &Array, axis: impl Into<Axes>) -> Result<Array> {
        let (rows, shape) = match axis.into().list() {
            None => (x.ravel()?, Vec::new()),
            Some([axis]) => {
                let rows = last(x, *axis)?;
                let shape = rows.shape()[..rows.ndim() - 1].to_vec();
                (rows, shape)
            }
            Some(_) => return Err(shape_error(ShapeError::OneAxis)),
        };
        let len = rows.shape()[rows.ndim() - 1];
        if len == 0 && !shape.contains(&0) {
            return Err(ReduceError::Empty { name: NAME }.into());
        }
        let mut folded = room(rows.size() / len.max(1))?;
        let mut items = items::<A>(&rows)?.into_iter();
        while let Some(first) = items.next() {
            folded.push(items.by_ref().take(len - 1).fold(first, |x, y| (self.function)(x, y).into()));
        }
        Array::from_items(&shape, &folded)
    }

    /// The folds over every beginning of `axis`, the last of which is [`reduce`](Self::reduce).
    ///
    /// ```
    /// use nd_core::{array, frompyfunc};
    /// let running = frompyfunc(|x: f64, y: f64| x.max(y)).accumulate(&array![1.0, 3.0, 2.0], 0)?;
    /// assert_eq!(running.to_string(), "[1. 3. 3.]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// An axis that the array does not have; otherwise as [`ClosureUfunc::call`].
    pub fn accumulate(&self, x: &Array, axis: isize) -> Result<Array> {
        let rows = last(x, axis)?;
        let len = rows.shape()[rows.ndim() - 1];
        let mut folded: Vec<A> = room(rows.size())?;
        for (i, item) in items::<A>(&rows)?.into_iter().enumerate() {
            folded.push(match folded.last() {
                Some(before) if !i.is_multiple_of(len) => (self.function)(before.clone(), item).into(),
                _ => item,
            });
        }
        Array::from_items(rows.shape(), &folded)?.moveaxis(-1, axis)?.copy()
    }

    /// The folds of the slices of `axis` that start at each of `indices` and end before the next, or of one element where
    /// the next index is not greater.
    ///
    /// ```
    /// use nd_core::{arange, frompyfunc};
    /// let sums = frompyfunc(|x: i64, y: i64| x + y).reduceat(&arange(8), &[0, 4, 1, 5], 0)?;
    /// assert_eq!(sums.to_string(), "[ 6  4 10 18]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// An index out of bounds, an axis that the array does not have; otherwise as [`ClosureUfunc::call`].
    pub fn reduceat(&self, x: &Array, indices: &[usize], axis: isize) -> Result<Array> {
        let rows = last(x, axis)?;
        let len = rows.shape()[rows.ndim() - 1];
        if let Some(&index) = indices.iter().find(|&&index| index >= len) {
            let axis = normalize_axis(axis, x.ndim())?;
            return Err(IndexError::OutOfBounds { index: index as i64, axis, size: len }.into());
        }
        let items = items::<A>(&rows)?;
        let mut folded = room((rows.size() / len.max(1)).saturating_mul(indices.len()))?;
        for row in items.chunks_exact(len.max(1)) {
            for (i, &start) in indices.iter().enumerate() {
                let end = indices.get(i + 1).copied().unwrap_or(len).max(start + 1);
                let mut slice = row[start..end].iter().cloned();
                if let Some(first) = slice.next() {
                    folded.push(slice.fold(first, |x, y| (self.function)(x, y).into()));
                }
            }
        }
        let mut shape = rows.shape().to_vec();
        shape[rows.ndim() - 1] = indices.len();
        Array::from_items(&shape, &folded)?.moveaxis(-1, axis)?.copy()
    }
}

/// `x` with `axis` moved to the end.
fn last(x: &Array, axis: isize) -> Result<Array> {
    x.moveaxis(normalize_axis(axis, x.ndim())? as isize, -1)
}

/// The elements in C order, converted to `A`.
fn items<A: Item>(x: &Array) -> Result<Vec<A>> {
    let dtype = A::read_as(&x.dtype)?;
    let bytes = packed_bytes(NAME, &x.astype_view(&dtype)?)?;
    let size = dtype.itemsize();
    let mut items = room(x.size())?;
    items.extend((0..x.size()).map(|i| A::read(&dtype, &bytes[i * size..][..size])));
    Ok(items)
}
