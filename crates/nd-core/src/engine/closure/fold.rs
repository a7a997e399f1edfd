//! The methods that closures of two arguments of one type have beside the call: `reduce`, `accumulate`, `reduceat`.
//!
//! Elements are read before the first call and written after the last, so no borrow is held while the closure runs.

use super::super::reduce::{Initial, ReduceError, ReduceOptions, ReducedShape};
use super::super::transfer::packed_bytes;
use super::function::{ClosureUfunc, NAME};
use crate::array::Array;
use crate::error::{normalize_axis, room};
use nd_dtype::{Item, Result};

impl<F, A, R> ClosureUfunc<F, (A, A)>
where
    F: Fn(A, A) -> R,
    A: Item + Clone,
    R: Into<A>,
{
    /// The function folded over one axis, or over all elements in C order for `..`: `f(f(x0, x1), x2)` and so on; with an
    /// [`identity`](Self::identity) also over several. The options may keep the axes, give a value to start from, which a closure that takes numbers is given as one of its own, and leave
    /// elements out by a mask.
    ///
    /// ```
    /// use nd_core::{array, axis, frompyfunc};
    /// let join = frompyfunc(|x: String, y: String| format!("{x}-{y}"));
    /// assert_eq!(join.reduce(&array!["a", "b", "c"], 0)?.item::<String>()?, "a-b-c");
    /// let most = frompyfunc(|x: i64, y: i64| x.max(y));
    /// assert_eq!(most.reduce(&array![[1, 2], [3, 0]], axis(1).keepdims().initial(2))?.to_string(), "[[2]\n [3]]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// An axis that the array does not have, several axes without an identity; nothing to fold, or a mask, without an identity or
    /// an initial value; an output of another shape; otherwise as [`ClosureUfunc::call`].
    pub fn reduce<'a>(&self, x: &Array, options: impl Into<ReduceOptions<'a>>) -> Result<Array> {
        let options = options.into();
        options.accept(NAME, &["where", "initial", "keepdims"])?;
        if options.axes.list().is_some_and(|axes| axes.len() > 1) && self.identity.is_none() {
            return Err(ReduceError::NotReorderable { name: NAME }.into());
        }
        let reduced = ReducedShape::new(x.shape(), &options.axes, options.keepdims)?;
        let shape = reduced.result(x.shape());
        let rows = together(x, &reduced.reduced)?;
        let len = rows.shape()[rows.ndim() - 1];
        let initial = options.initial.as_ref().map(Initial::item::<A>).transpose()?;
        let identity = self.identity.as_ref().map(Initial::item::<A>).transpose()?;
        let counts = match (options.where_, initial.as_ref().or(identity.as_ref())) {
            (None, _) => None,
            (Some(_), None) => return Err(ReduceError::MaskWithoutInitial { name: NAME }.into()),
            (Some(mask), _) => Some(items(&together(&mask.broadcast_to(x.shape())?, &reduced.reduced)?)?),
        };
        if len == 0 && !shape.contains(&0) && initial.is_none() && identity.is_none() {
            return Err(ReduceError::Empty { name: NAME }.into());
        }
        let items = items::<A>(&rows)?;
        let folds: usize = shape.iter().product();
        let mut folded = room(folds)?;
        for fold in 0..folds {
            let row = fold * len..(fold + 1) * len;
            let counts = |i: &usize| counts.as_ref().is_none_or(|counts| counts[*i]);
            let mut row = row.filter(counts).map(|i| items[i].clone());
            // The identity is only for folds of nothing, under a mask too.
            let first = initial.clone().or_else(|| row.next()).or_else(|| identity.clone());
            let Some(first) = first else { continue };
            folded.push(row.fold(first, |x, y| (self.function)(x, y).into()));
        }
        options.deliver(NAME, Array::from_items(&shape, &folded)?)
    }

    /// The folds over every beginning of `axis`, or of all elements in C order for `..`; the last of them is
    /// [`reduce`](Self::reduce).
    ///
    /// ```
    /// use nd_core::{array, frompyfunc};
    /// let running = frompyfunc(|x: f64, y: f64| x.max(y)).accumulate(&array![1.0, 3.0, 2.0], 0)?;
    /// assert_eq!(running.to_string(), "[1. 3. 3.]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// An axis that the array does not have, an output of another shape; otherwise as [`ClosureUfunc::call`].
    pub fn accumulate<'a>(&self, x: &Array, options: impl Into<ReduceOptions<'a>>) -> Result<Array> {
        let options = options.into();
        options.accept(NAME, &[])?;
        if x.ndim() == 0 {
            return Err(ReduceError::AccumulateScalar.into());
        }
        let (axis, rows) = match options.axes.single()? {
            Some(axis) => (axis, last(x, axis)?),
            None => (0, x.ravel()?),
        };
        let len = rows.shape()[rows.ndim() - 1];
        let mut folded: Vec<A> = room(rows.size())?;
        for (i, item) in items::<A>(&rows)?.into_iter().enumerate() {
            folded.push(match folded.last() {
                Some(before) if !i.is_multiple_of(len) => (self.function)(before.clone(), item).into(),
                _ => item,
            });
        }
        options.deliver(NAME, Array::from_items(rows.shape(), &folded)?.moveaxis(-1, axis)?.copy()?)
    }

    /// The folds of the slices of `axis` that start at each of `indices` and end before the next, or of one element where
    /// the next index is not greater. For `..` the axis is the first.
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
    pub fn reduceat<'a>(
        &self,
        x: &Array,
        indices: &[usize],
        options: impl Into<ReduceOptions<'a>>,
    ) -> Result<Array> {
        let options = options.into();
        options.accept(NAME, &[])?;
        let axis = options.axes.single()?.unwrap_or(0);
        if x.ndim() == 0 {
            return Err(ReduceError::ReduceAtScalar.into());
        }
        let rows = last(x, axis)?;
        let len = rows.shape()[rows.ndim() - 1];
        if let Some(&index) = indices.iter().find(|&&index| index >= len) {
            return Err(ReduceError::ReduceAtIndex { name: NAME, index: index as i64, len }.into());
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
        options.deliver(NAME, Array::from_items(&shape, &folded)?.moveaxis(-1, axis)?.copy()?)
    }
}

/// `x` with `axes`, which ascend, as one at the end.
fn together(x: &Array, axes: &[usize]) -> Result<Array> {
    let mut order: Vec<isize> = (0..x.ndim()).filter(|a| !axes.contains(a)).map(|a| a as isize).collect();
    let mut shape: Vec<usize> = order.iter().map(|&a| x.shape()[a as usize]).collect();
    shape.push(axes.iter().map(|&a| x.shape()[a]).product());
    order.extend(axes.iter().map(|&a| a as isize));
    x.transpose(&order[..])?.reshape(&shape[..])
}

/// `x` with `axis` moved to the end.
fn last(x: &Array, axis: isize) -> Result<Array> {
    x.moveaxis(normalize_axis(axis, x.ndim())? as isize, -1)
}

/// The elements in C order, converted to `A`.
pub(super) fn items<A: Item>(x: &Array) -> Result<Vec<A>> {
    let dtype = A::read_as(&x.dtype)?;
    let bytes = packed_bytes(NAME, &x.astype_view(&dtype)?)?;
    let size = dtype.itemsize();
    let mut items = room(x.size())?;
    items.extend((0..x.size()).map(|i| A::read(&dtype, &bytes[i * size..][..size])));
    Ok(items)
}
