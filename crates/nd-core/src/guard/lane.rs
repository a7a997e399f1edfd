//! Lanes of typed views: one axis at one position of the others, with nothing but an address, a length and a step.

use super::parts::{Shared, checked, first};
use super::{View, ViewMut};
use crate::layout::Layout;
use core::marker::PhantomData;
use core::ops::{Index, IndexMut};
use nd_dtype::{Plain, Result};

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

/// The lanes along one axis of a layout, in C order of the others.
pub(super) struct Lanes<F> {
    /// How many there are.
    pub(super) count: usize,
    /// The offset of each.
    offset: F,
    /// Elements of each.
    len: usize,
    /// Bytes from one element to the next.
    step: isize,
}

/// # Errors
/// An axis that `layout` does not have.
pub(super) fn lanes(layout: &Layout, axis: usize) -> Result<Lanes<impl Fn(usize) -> isize + use<>>> {
    checked(layout, axis)?;
    let (mut rest, n, step) = (layout.clone(), layout.shape[axis], layout.strides[axis]);
    rest.shape.remove(axis);
    rest.strides.remove(axis);
    let count = rest.size();
    let offset = move |mut at| {
        let mut offset = 0;
        for (&n, &step) in rest.shape.iter().zip(rest.strides.iter()).rev() {
            offset += (at % n) as isize * step;
            at /= n;
        }
        offset
    };
    Ok(Lanes { count, offset, len: n, step })
}

impl<F: Fn(usize) -> isize> Lanes<F> {
    /// Lane `i` of the view from `ptr` on.
    pub(super) fn lane<'g, T: Plain>(&self, view: View<'g, T>, i: usize) -> Lane<'g, T> {
        let ptr = first(view.ptr.cast_mut(), (self.offset)(i), self.len == 0);
        Lane { ptr, len: self.len, step: self.step, lent: PhantomData }
    }

    /// Lane `i` of the elements from `ptr` on.
    ///
    /// # Safety
    /// The elements must be the caller's alone for `'g`, and no other lane of that number may live.
    pub(super) unsafe fn lane_mut<'g, T: Plain>(&self, ptr: *mut T, i: usize) -> LaneMut<'g, T> {
        let ptr = first(ptr, (self.offset)(i), self.len == 0);
        LaneMut { ptr, len: self.len, step: self.step, lent: PhantomData }
    }
}

impl<'g, T: Plain> View<'g, T> {
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
    pub fn lanes(self, axis: usize) -> Result<impl ExactSizeIterator<Item = Lane<'g, T>>> {
        let lanes = lanes(self.layout, axis)?;
        Ok((0..lanes.count).map(move |i| lanes.lane(self, i)))
    }
}

impl<'g, T: Plain> ViewMut<'g, T> {
    /// The lanes along `axis`, in C order of the other axes. They share no element.
    ///
    /// # Errors
    /// An axis that the view does not have.
    pub fn lanes_mut(self, axis: usize) -> Result<impl ExactSizeIterator<Item = LaneMut<'g, T>>> {
        let (lanes, ptr) = (lanes(self.layout, axis)?, Shared(self.ptr));
        // SAFETY: the view is used up, its elements are apart from each other, and each lane is made once.
        Ok((0..lanes.count).map(move |i| unsafe { lanes.lane_mut(ptr.get(), i) }))
    }
}
