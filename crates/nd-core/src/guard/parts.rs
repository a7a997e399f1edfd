//! Parts of typed views: sub-views along an axis, windows, chunks and halves. All are plain values with the lifetime
//! of the view that they come from; parts of a unique view do not overlap, so they can be worked on at the same time, on
//! rayon's threads for example.

use super::{View, ViewMut};
use crate::error::{ShapeError, shape_error};
use crate::layout::Layout;
use core::marker::PhantomData;
use nd_dtype::{Plain, Result};

/// A part of a [`View`], with a shape of its own.
#[derive(Clone)]
pub struct ViewPart<'g, T> {
    ptr: *const T,
    layout: Layout,
    lent: PhantomData<&'g [T]>,
}

// SAFETY: a part is a shared reference to elements of plain data.
unsafe impl<T: Plain> Send for ViewPart<'_, T> {}
// SAFETY: as above.
unsafe impl<T: Plain> Sync for ViewPart<'_, T> {}

/// A part of a [`ViewMut`], with a shape of its own; it shares no element with another part.
pub struct ViewMutPart<'g, T> {
    ptr: *mut T,
    layout: Layout,
    lent: PhantomData<&'g mut [T]>,
}

// SAFETY: a part is a unique reference to elements of plain data.
unsafe impl<T: Plain> Send for ViewMutPart<'_, T> {}
// SAFETY: as above.
unsafe impl<T: Plain> Sync for ViewMutPart<'_, T> {}

impl<T: Plain> ViewPart<'_, T> {
    /// The elements.
    #[inline]
    pub fn view(&self) -> View<'_, T> {
        // SAFETY: the elements are some of those of the view that the part was taken from, which lives as long.
        unsafe { View::new(self.ptr, &self.layout) }
    }
}

impl<T: Plain> ViewMutPart<'_, T> {
    /// The elements, for reading.
    #[inline]
    pub fn view(&self) -> View<'_, T> {
        // SAFETY: the elements are this part's own, which is borrowed while the result lives.
        unsafe { View::new(self.ptr, &self.layout) }
    }

    /// The elements.
    #[inline]
    pub fn view_mut(&mut self) -> ViewMut<'_, T> {
        // SAFETY: as above, and it is borrowed uniquely.
        unsafe { ViewMut::new(self.ptr, &self.layout) }
    }
}

/// The address at `offset` bytes from `ptr`; of no elements, one that a slice of none may have.
pub(super) fn first<T>(ptr: *mut T, offset: isize, is_empty: bool) -> *mut T {
    if is_empty { core::ptr::dangling_mut() } else { ptr.wrapping_byte_offset(offset) }
}

/// Byte offset and layout of each part; offsets are from the first element of the view.
pub(super) type Cut = (isize, Layout);

/// How many parts there are, and each by its number; different numbers have no element in common unless they are windows.
pub(super) type Cuts<F> = (usize, F);

/// `layout` with positions `from..from + len` of an axis.
fn range(layout: &Layout, axis: usize, from: usize, len: usize) -> Cut {
    let mut part = layout.clone();
    part.shape[axis] = len;
    (if len == 0 { 0 } else { from as isize * layout.strides[axis] }, part)
}

/// The parts of `len` positions of an axis, the last of which may be shorter.
///
/// # Errors
/// An axis that `layout` does not have.
pub(super) fn chunks(
    layout: &Layout,
    axis: usize,
    len: usize,
) -> Result<Cuts<impl Fn(usize) -> Cut + use<>>> {
    checked(layout, axis)?;
    let (layout, n) = (layout.clone(), layout.shape[axis]);
    let len = len.max(1);
    Ok((n.div_ceil(len), move |i| range(&layout, axis, i * len, len.min(n - i * len))))
}

/// The parts of `len` positions of an axis, each one position further than the one before.
///
/// # Errors
/// An axis that `layout` does not have; windows longer than it.
pub(super) fn windows(
    layout: &Layout,
    axis: usize,
    len: usize,
) -> Result<Cuts<impl Fn(usize) -> Cut + use<>>> {
    checked(layout, axis)?;
    let layout = layout.clone();
    let Some(last) = layout.shape[axis].checked_sub(len) else {
        return Err(shape_error(ShapeError::WindowLength));
    };
    Ok((last + 1, move |from| range(&layout, axis, from, len)))
}

/// The parts without an axis, one for each position along it.
///
/// # Errors
/// An axis that `layout` does not have.
pub(super) fn along(layout: &Layout, axis: usize) -> Result<Cuts<impl Fn(usize) -> Cut + use<>>> {
    checked(layout, axis)?;
    let (mut part, n, step) = (layout.clone(), layout.shape[axis], layout.strides[axis]);
    part.shape.remove(axis);
    part.strides.remove(axis);
    Ok((n, move |i| (i as isize * step, part.clone())))
}

/// # Errors
/// An axis that `layout` does not have.
pub(super) fn checked(layout: &Layout, axis: usize) -> Result<()> {
    crate::error::normalize_axis(isize::try_from(axis).unwrap_or(isize::MAX), layout.ndim()).map(drop)
}

impl<'g, T: Plain> View<'g, T> {
    pub(super) fn part(self, (offset, layout): Cut) -> ViewPart<'g, T> {
        let ptr = first(self.ptr.cast_mut(), offset, layout.size() == 0);
        ViewPart { ptr, layout, lent: PhantomData }
    }

    /// The sub-views along `axis`, which they lack.
    ///
    /// ```
    /// let x = nd_core::arange(6).reshape((2, 3))?;
    /// let guard = x.view::<i64>()?;
    /// let sums: Vec<i64> = guard.view().axis_iter(1)?.map(|column| column.view().iter().sum()).collect();
    /// assert_eq!(sums, [3, 5, 7]);
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// An axis that the view does not have.
    pub fn axis_iter(self, axis: usize) -> Result<impl ExactSizeIterator<Item = ViewPart<'g, T>>> {
        let (n, cut) = along(self.layout, axis)?;
        Ok((0..n).map(move |i| self.part(cut(i))))
    }

    /// The sub-views of `len` positions along `axis` (at least one), of which the last may be shorter.
    ///
    /// # Errors
    /// An axis that the view does not have.
    pub fn chunks(self, axis: usize, len: usize) -> Result<impl ExactSizeIterator<Item = ViewPart<'g, T>>> {
        let (n, cut) = chunks(self.layout, axis, len)?;
        Ok((0..n).map(move |i| self.part(cut(i))))
    }

    /// The sub-views of `len` positions along `axis`, each one position further than the one before.
    ///
    /// ```
    /// let x = nd_core::array![1.0, 2.0, 4.0, 7.0];
    /// let guard = x.view::<f64>()?;
    /// let steps: Vec<f64> = guard.view().windows(0, 2)?.map(|w| w.view()[[1]] - w.view()[[0]]).collect();
    /// assert_eq!(steps, [1.0, 2.0, 3.0]);
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// An axis that the view does not have; windows longer than it.
    pub fn windows(self, axis: usize, len: usize) -> Result<impl ExactSizeIterator<Item = ViewPart<'g, T>>> {
        let (n, cut) = windows(self.layout, axis, len)?;
        Ok((0..n).map(move |i| self.part(cut(i))))
    }

    /// The positions before `at` along `axis`, and the others.
    ///
    /// # Errors
    /// An axis that the view does not have, or that is shorter.
    pub fn split_at(self, axis: usize, at: usize) -> Result<(ViewPart<'g, T>, ViewPart<'g, T>)> {
        let [first, second] = halves(self.layout, axis, at)?;
        Ok((self.part(first), self.part(second)))
    }
}

/// # Errors
/// An axis that `layout` does not have, or that is shorter than `at`.
fn halves(layout: &Layout, axis: usize, at: usize) -> Result<[Cut; 2]> {
    checked(layout, axis)?;
    let n = layout.shape[axis];
    let Some(rest) = n.checked_sub(at) else { return Err(shape_error(ShapeError::WindowLength)) };
    Ok([range(layout, axis, 0, at), range(layout, axis, at, rest)])
}

impl<'g, T: Plain> ViewMut<'g, T> {
    /// # Safety
    /// No other part that lives may have an element in common with this one.
    pub(super) unsafe fn part(ptr: *mut T, (offset, layout): Cut) -> ViewMutPart<'g, T> {
        let ptr = first(ptr, offset, layout.size() == 0);
        ViewMutPart { ptr, layout, lent: PhantomData }
    }

    /// The sub-views along `axis`, which they lack. They share no element.
    ///
    /// ```
    /// let x = nd_core::zeros((2, 3), "i8")?;
    /// x.with_mut(|v: nd_core::ViewMut<i64>| {
    ///     for (i, mut column) in v.axis_iter_mut(1).unwrap().enumerate() {
    ///         column.view_mut().fill(i as i64);
    ///     }
    /// })?;
    /// assert_eq!(x.to_string(), "[[0 1 2]\n [0 1 2]]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// An axis that the view does not have.
    pub fn axis_iter_mut(self, axis: usize) -> Result<impl ExactSizeIterator<Item = ViewMutPart<'g, T>>> {
        let (n, cut) = along(self.layout, axis)?;
        let ptr = Shared(self.ptr);
        // SAFETY: the view is used up, its elements are apart from each other, and those at different positions along an
        // axis are different ones.
        Ok((0..n).map(move |i| unsafe { Self::part(ptr.get(), cut(i)) }))
    }

    /// The sub-views of `len` positions along `axis` (at least one), of which the last may be shorter. They share no element.
    ///
    /// # Errors
    /// An axis that the view does not have.
    pub fn chunks_mut(
        self,
        axis: usize,
        len: usize,
    ) -> Result<impl ExactSizeIterator<Item = ViewMutPart<'g, T>>> {
        let (n, cut) = chunks(self.layout, axis, len)?;
        let ptr = Shared(self.ptr);
        // SAFETY: as above; chunks do not overlap.
        Ok((0..n).map(move |i| unsafe { Self::part(ptr.get(), cut(i)) }))
    }

    /// The positions before `at` along `axis`, and the others.
    ///
    /// ```
    /// let x = nd_core::arange(4);
    /// x.with_mut(|v: nd_core::ViewMut<i64>| {
    ///     let (mut a, mut b) = v.split_at_mut(0, 2).unwrap();
    ///     core::mem::swap(&mut a.view_mut()[[0]], &mut b.view_mut()[[0]]);
    /// })?;
    /// assert_eq!(x.to_string(), "[2 1 0 3]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// An axis that the view does not have, or that is shorter.
    pub fn split_at_mut(self, axis: usize, at: usize) -> Result<(ViewMutPart<'g, T>, ViewMutPart<'g, T>)> {
        let [first, second] = halves(self.layout, axis, at)?;
        // SAFETY: as above; the halves do not overlap.
        Ok(unsafe { (Self::part(self.ptr, first), Self::part(self.ptr, second)) })
    }
}

/// A pointer that an iterator may take along to other threads, as the view that it comes from may be.
#[derive(Clone, Copy)]
pub(super) struct Shared<T>(pub(super) *mut T);

// SAFETY: it stands for a unique reference to elements of plain data.
unsafe impl<T: Plain> Send for Shared<T> {}
// SAFETY: as above; what the threads make of it are parts without a common element.
unsafe impl<T: Plain> Sync for Shared<T> {}

impl<T> Shared<T> {
    pub(super) fn get(self) -> *mut T {
        self.0
    }
}
