//! Parts of typed views: sub-views along an axis, windows, chunks, halves, and lanes. All are plain values with the lifetime
//! of the view that they come from; parts of a unique view do not overlap, so they can be worked on at the same time, on
//! rayon's threads for example.

use super::{View, ViewMut};
use crate::error::{ShapeError, shape_error};
use crate::layout::Layout;
use core::marker::PhantomData;
use core::ops::{Index, IndexMut};
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

/// The elements along one axis at one position of the others.
pub struct Lane<'g, T> {
    ptr: *const T,
    len: usize,
    /// In bytes.
    step: isize,
    lent: PhantomData<&'g [T]>,
}

impl<T> Clone for Lane<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Lane<'_, T> {}

// SAFETY: a lane is a shared reference to elements of plain data.
unsafe impl<T: Plain> Send for Lane<'_, T> {}
// SAFETY: as above.
unsafe impl<T: Plain> Sync for Lane<'_, T> {}

/// A [`Lane`] that may be written; it shares no element with another.
pub struct LaneMut<'g, T> {
    ptr: *mut T,
    len: usize,
    step: isize,
    lent: PhantomData<&'g mut [T]>,
}

// SAFETY: a lane is a unique reference to elements of plain data.
unsafe impl<T: Plain> Send for LaneMut<'_, T> {}
// SAFETY: as above.
unsafe impl<T: Plain> Sync for LaneMut<'_, T> {}

impl<'g, T: Plain> Lane<'g, T> {
    /// Number of elements.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are no elements.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Element `i`, if there is one.
    #[inline]
    pub fn get(&self, i: usize) -> Option<&'g T> {
        // SAFETY: the element is one of the lane, valid for `'g`.
        (i < self.len).then(|| unsafe { &*self.ptr.byte_offset(i as isize * self.step) })
    }

    /// The elements in order.
    pub fn iter(self) -> impl ExactSizeIterator<Item = &'g T> + DoubleEndedIterator + use<'g, T> {
        // SAFETY: as in `get`.
        (0..self.len).map(move |i| unsafe { &*self.ptr.byte_offset(i as isize * self.step) })
    }

    /// The elements as a slice, if they lie next to each other.
    pub fn as_slice(self) -> Option<&'g [T]> {
        let packed = self.step == size_of::<T>() as isize || self.len < 2;
        // SAFETY: `len` elements from `ptr` on, all valid for `'g`.
        packed.then(|| unsafe { core::slice::from_raw_parts(self.ptr, self.len) })
    }
}

impl<T: Plain> LaneMut<'_, T> {
    /// Number of elements.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are no elements.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The lane for reading.
    pub fn as_lane(&self) -> Lane<'_, T> {
        Lane { ptr: self.ptr, len: self.len, step: self.step, lent: PhantomData }
    }

    /// Element `i`, if there is one.
    #[inline]
    pub fn get_mut(&mut self, i: usize) -> Option<&mut T> {
        // SAFETY: the element is this lane's alone, which is borrowed uniquely.
        (i < self.len).then(|| unsafe { &mut *self.ptr.byte_offset(i as isize * self.step) })
    }

    /// The elements in order.
    pub fn iter_mut(&mut self) -> impl ExactSizeIterator<Item = &mut T> {
        let (ptr, step) = (self.ptr, self.step);
        // SAFETY: the elements are this lane's alone, and each is reached once.
        (0..self.len).map(move |i| unsafe { &mut *ptr.byte_offset(i as isize * step) })
    }

    /// The elements as a slice, if they lie next to each other.
    pub fn as_mut_slice(&mut self) -> Option<&mut [T]> {
        let packed = self.step == size_of::<T>() as isize || self.len < 2;
        // SAFETY: `len` elements from `ptr` on, this lane's alone.
        packed.then(|| unsafe { core::slice::from_raw_parts_mut(self.ptr, self.len) })
    }
}

impl<T: Plain> Index<usize> for Lane<'_, T> {
    type Output = T;

    #[inline]
    #[track_caller]
    fn index(&self, i: usize) -> &T {
        match self.get(i) {
            Some(element) => element,
            None => panic!("index {i} is out of bounds for a lane of length {}", self.len),
        }
    }
}

impl<T: Plain> Index<usize> for LaneMut<'_, T> {
    type Output = T;

    #[inline]
    #[track_caller]
    fn index(&self, i: usize) -> &T {
        assert!(i < self.len, "index {i} is out of bounds for a lane of length {}", self.len);
        // SAFETY: the element is this lane's alone, which is borrowed while the reference lives.
        unsafe { &*self.ptr.byte_offset(i as isize * self.step) }
    }
}

impl<T: Plain> IndexMut<usize> for LaneMut<'_, T> {
    #[inline]
    #[track_caller]
    fn index_mut(&mut self, i: usize) -> &mut T {
        let len = self.len;
        match self.get_mut(i) {
            Some(element) => element,
            None => panic!("index {i} is out of bounds for a lane of length {len}"),
        }
    }
}

/// Byte offset and layout of each part; offsets are from the first element of the view.
type Cut = (isize, Layout);

/// `layout` with positions `from..from + len` of an axis.
fn range(layout: &Layout, axis: usize, from: usize, len: usize) -> Cut {
    let mut part = layout.clone();
    part.shape[axis] = len;
    (if len == 0 { 0 } else { from as isize * layout.strides[axis] }, part)
}

/// The parts of `len` positions of an axis, the last of which may be shorter.
fn chunks(layout: &Layout, axis: usize, len: usize) -> impl ExactSizeIterator<Item = Cut> + use<> {
    let (layout, n) = (layout.clone(), layout.shape[axis]);
    let len = len.max(1);
    (0..n.div_ceil(len)).map(move |i| range(&layout, axis, i * len, len.min(n - i * len)))
}

/// The parts without an axis, one for each position along it.
fn along(layout: &Layout, axis: usize) -> impl ExactSizeIterator<Item = Cut> + use<> {
    let (mut part, n, step) = (layout.clone(), layout.shape[axis], layout.strides[axis]);
    part.shape.remove(axis);
    part.strides.remove(axis);
    (0..n).map(move |i| (i as isize * step, part.clone()))
}

/// The offsets of all lanes along an axis in C order of the others, their length and step.
fn lanes(layout: &Layout, axis: usize) -> (impl Iterator<Item = isize> + use<>, usize, isize) {
    let (mut rest, n, step) = (layout.clone(), layout.shape[axis], layout.strides[axis]);
    rest.shape.remove(axis);
    rest.strides.remove(axis);
    let offsets = (0..rest.size()).map(move |mut at| {
        let mut offset = 0;
        for (&n, &step) in rest.shape.iter().zip(rest.strides.iter()).rev() {
            offset += (at % n) as isize * step;
            at /= n;
        }
        offset
    });
    (offsets, n, step)
}

/// # Errors
/// An axis that `layout` does not have.
fn checked(layout: &Layout, axis: usize) -> Result<()> {
    crate::error::normalize_axis(axis as isize, layout.ndim()).map(drop)
}

impl<'g, T: Plain> View<'g, T> {
    fn part(self, (offset, layout): Cut) -> ViewPart<'g, T> {
        ViewPart { ptr: self.ptr.wrapping_byte_offset(offset), layout, lent: PhantomData }
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
        checked(self.layout, axis)?;
        Ok(along(self.layout, axis).map(move |cut| self.part(cut)))
    }

    /// The sub-views of `len` positions along `axis` (at least one), of which the last may be shorter.
    ///
    /// # Errors
    /// An axis that the view does not have.
    pub fn chunks(self, axis: usize, len: usize) -> Result<impl ExactSizeIterator<Item = ViewPart<'g, T>>> {
        checked(self.layout, axis)?;
        Ok(chunks(self.layout, axis, len).map(move |cut| self.part(cut)))
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
        checked(self.layout, axis)?;
        let Some(last) = self.layout.shape[axis].checked_sub(len) else {
            return Err(shape_error(ShapeError::WindowLength));
        };
        Ok((0..last + 1).map(move |from| self.part(range(self.layout, axis, from, len))))
    }

    /// The positions before `at` along `axis`, and the others.
    ///
    /// # Errors
    /// An axis that the view does not have, or that is shorter.
    pub fn split_at(self, axis: usize, at: usize) -> Result<(ViewPart<'g, T>, ViewPart<'g, T>)> {
        let [first, second] = halves(self.layout, axis, at)?;
        Ok((self.part(first), self.part(second)))
    }

    /// The lanes along `axis`, in C order of the other axes.
    ///
    /// ```
    /// let x = nd_core::arange(6).reshape((2, 3))?;
    /// let guard = x.view::<i64>()?;
    /// let last: Vec<i64> = guard.view().lanes(1)?.map(|lane| lane[2]).collect();
    /// assert_eq!(last, [2, 5]);
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// An axis that the view does not have.
    pub fn lanes(self, axis: usize) -> Result<impl Iterator<Item = Lane<'g, T>>> {
        checked(self.layout, axis)?;
        let (offsets, len, step) = lanes(self.layout, axis);
        let lane =
            move |offset| Lane { ptr: self.ptr.wrapping_byte_offset(offset), len, step, lent: PhantomData };
        Ok(offsets.map(lane))
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
    unsafe fn part(ptr: *mut T, (offset, layout): Cut) -> ViewMutPart<'g, T> {
        ViewMutPart { ptr: ptr.wrapping_byte_offset(offset), layout, lent: PhantomData }
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
        checked(self.layout, axis)?;
        let ptr = Shared(self.ptr);
        // SAFETY: the view is used up, its elements are apart from each other, and those at different positions along an
        // axis are different ones.
        Ok(along(self.layout, axis).map(move |cut| unsafe { Self::part(ptr.get(), cut) }))
    }

    /// The sub-views of `len` positions along `axis` (at least one), of which the last may be shorter. They share no element,
    /// and can be given to threads:
    ///
    /// ```
    /// use rayon::prelude::*;
    /// let x = nd_core::arange(1000);
    /// x.with_mut(|v: nd_core::ViewMut<i64>| {
    ///     let parts: Vec<_> = v.chunks_mut(0, 100).unwrap().collect();
    ///     parts.into_par_iter().for_each(|mut part| part.view_mut().iter_mut().for_each(|x| *x *= 2));
    /// })?;
    /// assert_eq!(x.index_axis(0, 999)?.item::<i64>()?, 1998);
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// An axis that the view does not have.
    pub fn chunks_mut(
        self,
        axis: usize,
        len: usize,
    ) -> Result<impl ExactSizeIterator<Item = ViewMutPart<'g, T>>> {
        checked(self.layout, axis)?;
        let ptr = Shared(self.ptr);
        // SAFETY: as above; chunks do not overlap.
        Ok(chunks(self.layout, axis, len).map(move |cut| unsafe { Self::part(ptr.get(), cut) }))
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

    /// The lanes along `axis`, in C order of the other axes. They share no element.
    ///
    /// # Errors
    /// An axis that the view does not have.
    pub fn lanes_mut(self, axis: usize) -> Result<impl Iterator<Item = LaneMut<'g, T>>> {
        checked(self.layout, axis)?;
        let (offsets, len, step) = lanes(self.layout, axis);
        let lane = move |offset| LaneMut {
            ptr: self.ptr.wrapping_byte_offset(offset),
            len,
            step,
            lent: PhantomData,
        };
        Ok(offsets.map(lane))
    }
}

/// A pointer that an iterator may take along to another thread, as the view that it comes from may be.
#[derive(Clone, Copy)]
struct Shared<T>(*mut T);

// SAFETY: it stands for a unique reference to elements of plain data.
unsafe impl<T: Plain> Send for Shared<T> {}

impl<T> Shared<T> {
    fn get(self) -> *mut T {
        self.0
    }
}
