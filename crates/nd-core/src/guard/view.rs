//! Views of native, aligned elements: plain values with a lifetime, no registry in sight.

use super::Viewable;
use crate::layout::{Dims, Layout};
use core::marker::PhantomData;
use core::ops::{Index, IndexMut};

/// A shared typed view of an array's elements, lent by a [`ViewGuard`](super::ViewGuard).
pub struct View<'g, T> {
    pub(super) ptr: *const T,
    pub(super) layout: &'g Layout,
    lent: PhantomData<&'g [T]>,
}

impl<T> Clone for View<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for View<'_, T> {}

// SAFETY: a view is a shared reference to elements of plain data.
unsafe impl<T: Viewable> Send for View<'_, T> {}
// SAFETY: as above.
unsafe impl<T: Viewable> Sync for View<'_, T> {}

/// A unique typed view of an array's elements, lent by a [`ViewMutGuard`](super::ViewMutGuard).
pub struct ViewMut<'g, T> {
    pub(super) ptr: *mut T,
    pub(super) layout: &'g Layout,
    lent: PhantomData<&'g mut [T]>,
}

// SAFETY: a view is a unique reference to elements of plain data.
unsafe impl<T: Viewable> Send for ViewMut<'_, T> {}
// SAFETY: as above.
unsafe impl<T: Viewable> Sync for ViewMut<'_, T> {}

/// Byte offset of an index, if it is inside the shape.
#[inline]
fn offset<const N: usize>(layout: &Layout, index: [usize; N]) -> Option<isize> {
    let (shape, strides) = (layout.shape(), layout.strides());
    if shape.len() != N || strides.len() != N {
        return None;
    }
    let mut offset = 0;
    for axis in 0..N {
        if index[axis] >= shape[axis] {
            return None;
        }
        offset += index[axis] as isize * strides[axis];
    }
    Some(offset)
}

/// Where lane `i` of a layout of two axes begins, in bytes, and how many elements it has; nothing if they are not packed. An
/// empty lane begins nowhere.
#[inline]
fn lane<T>(layout: &Layout, i: usize) -> Option<(isize, usize)> {
    let ([rows, len], [step, unit]) = (layout.shape(), layout.strides()) else { return None };
    let packed = *len < 2 || *unit == size_of::<T>() as isize;
    let start = if *len == 0 { 0 } else { i as isize * step };
    (i < *rows && packed).then_some((start, *len))
}

/// The strides of `layout` in elements of `T`; that of an axis without steps is 0.
fn element_steps<T>(layout: &Layout) -> Dims<isize> {
    let size = size_of::<T>() as isize;
    let step = |(&n, &step): (&usize, &isize)| {
        assert!(n < 2 || step % size == 0, "a step of {step} bytes is no whole number of elements");
        if n < 2 { 0 } else { step / size }
    };
    layout.shape().iter().zip(layout.strides()).map(step).collect()
}

#[cold]
#[track_caller]
fn out_of_bounds(index: &[usize], shape: &[usize]) -> ! {
    panic!("index {index:?} is out of bounds for a view of shape {shape:?}")
}

impl<'g, T: Viewable> View<'g, T> {
    /// A view of the elements that `layout` places from `ptr` on.
    ///
    /// # Safety
    /// Every element must be initialised, aligned and unwritten for `'g`.
    pub(crate) unsafe fn new(ptr: *const T, layout: &'g Layout) -> View<'g, T> {
        View { ptr, layout, lent: PhantomData }
    }

    /// Lengths of the axes.
    pub fn shape(&self) -> &'g [usize] {
        self.layout.shape()
    }

    /// Steps of the axes, in elements.
    ///
    /// # Panics
    /// If an axis steps by a part of an element, as in a packed record of complex numbers.
    pub fn strides(&self) -> Dims<isize> {
        element_steps::<T>(self.layout)
    }

    /// The address of the element at index zero, for code that takes pointers.
    pub fn as_ptr(&self) -> *const T {
        self.ptr
    }

    /// Number of elements.
    pub fn len(&self) -> usize {
        self.layout.size()
    }

    /// Whether there are no elements.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The element at `index`, one number per axis, if there is one.
    #[inline]
    pub fn get<const N: usize>(&self, index: [usize; N]) -> Option<&'g T> {
        let offset = offset(self.layout, index)?;
        // SAFETY: the index is inside the shape, and every element is valid for `'g` by the promise of `new`.
        Some(unsafe { &*self.ptr.byte_offset(offset) })
    }

    /// The elements as one slice in C order, if they lie so.
    pub fn as_slice(&self) -> Option<&'g [T]> {
        // SAFETY: packed elements from `ptr` on, all valid for `'g`.
        self.layout
            .is_c_contiguous(size_of::<T>())
            .then(|| unsafe { core::slice::from_raw_parts(self.ptr, self.len()) })
    }

    /// The elements along the last of two axes at position `i` of the first, if they are packed.
    #[inline]
    pub fn lane(&self, i: usize) -> Option<&'g [T]> {
        let (start, len) = lane::<T>(self.layout, i)?;
        // SAFETY: packed elements inside the shape, valid for `'g` by the promise of `new`.
        Some(unsafe { core::slice::from_raw_parts(self.ptr.wrapping_byte_offset(start), len) })
    }

    /// The elements in C order.
    pub fn iter(self) -> impl Iterator<Item = &'g T> + use<'g, T> {
        let ptr = self.ptr;
        // SAFETY: offsets are those of elements, valid for `'g`.
        Offsets::new(self.layout).map(move |offset| unsafe { &*ptr.byte_offset(offset) })
    }
}

impl<'g, T: Viewable> ViewMut<'g, T> {
    /// A view of the elements that `layout` places from `ptr` on.
    ///
    /// # Safety
    /// Every element must be initialised, aligned, apart from every other and reached by nobody else for `'g`.
    pub(crate) unsafe fn new(ptr: *mut T, layout: &'g Layout) -> ViewMut<'g, T> {
        ViewMut { ptr, layout, lent: PhantomData }
    }

    /// Lengths of the axes.
    pub fn shape(&self) -> &'g [usize] {
        self.layout.shape()
    }

    /// Steps of the axes, in elements.
    ///
    /// # Panics
    /// As [`View::strides`].
    pub fn strides(&self) -> Dims<isize> {
        element_steps::<T>(self.layout)
    }

    /// The address of the element at index zero, for code that takes pointers.
    pub fn as_mut_ptr(&mut self) -> *mut T {
        self.ptr
    }

    /// Number of elements.
    pub fn len(&self) -> usize {
        self.layout.size()
    }

    /// Whether there are no elements.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// This view for reading, for as long as it is not used otherwise.
    pub fn as_view(&self) -> View<'_, T> {
        // SAFETY: the elements are this view's own, which is borrowed while the result lives.
        unsafe { View::new(self.ptr, self.layout) }
    }

    /// The element at `index`, one number per axis, if there is one.
    #[inline]
    pub fn get_mut<const N: usize>(&mut self, index: [usize; N]) -> Option<&mut T> {
        let offset = offset(self.layout, index)?;
        // SAFETY: the index is inside the shape; the element is this view's alone, which is borrowed uniquely.
        Some(unsafe { &mut *self.ptr.byte_offset(offset) })
    }

    /// The elements as one slice in C order, if they lie so.
    pub fn as_mut_slice(&mut self) -> Option<&mut [T]> {
        let len = self.len();
        // SAFETY: packed elements from `ptr` on, this view's alone.
        self.layout
            .is_c_contiguous(size_of::<T>())
            .then(|| unsafe { core::slice::from_raw_parts_mut(self.ptr, len) })
    }

    /// The elements along the last of two axes at position `i` of the first, if they are packed.
    #[inline]
    pub fn lane_mut(&mut self, i: usize) -> Option<&mut [T]> {
        let (start, len) = lane::<T>(self.layout, i)?;
        // SAFETY: packed elements inside the shape, this view's alone, which is borrowed uniquely.
        Some(unsafe { core::slice::from_raw_parts_mut(self.ptr.wrapping_byte_offset(start), len) })
    }

    /// The elements in C order.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut T> + use<'_, T> {
        let ptr = self.ptr;
        // SAFETY: offsets are those of elements, each reached once, all apart from each other.
        Offsets::new(self.layout).map(move |offset| unsafe { &mut *ptr.byte_offset(offset) })
    }

    /// Sets every element to `value`.
    pub fn fill(&mut self, value: T) {
        self.iter_mut().for_each(|x| *x = value);
    }
}

impl<T: Viewable, const N: usize> Index<[usize; N]> for View<'_, T> {
    type Output = T;

    #[inline]
    #[track_caller]
    fn index(&self, index: [usize; N]) -> &T {
        match self.get(index) {
            Some(element) => element,
            None => out_of_bounds(&index, self.shape()),
        }
    }
}

impl<T: Viewable, const N: usize> Index<[usize; N]> for ViewMut<'_, T> {
    type Output = T;

    #[inline]
    #[track_caller]
    fn index(&self, index: [usize; N]) -> &T {
        match offset(self.layout, index) {
            // SAFETY: the index is inside the shape; the view is borrowed while the reference lives.
            Some(offset) => unsafe { &*self.ptr.byte_offset(offset) },
            None => out_of_bounds(&index, self.shape()),
        }
    }
}

impl<T: Viewable, const N: usize> IndexMut<[usize; N]> for ViewMut<'_, T> {
    #[inline]
    #[track_caller]
    fn index_mut(&mut self, index: [usize; N]) -> &mut T {
        let shape = self.layout.shape();
        match self.get_mut(index) {
            Some(element) => element,
            None => out_of_bounds(&index, shape),
        }
    }
}

/// Byte offsets of all elements in C order.
struct Offsets<'g> {
    layout: &'g Layout,
    index: Vec<usize>,
    offset: isize,
    left: usize,
}

impl<'g> Offsets<'g> {
    fn new(layout: &'g Layout) -> Offsets<'g> {
        Offsets { layout, index: vec![0; layout.ndim()], offset: 0, left: layout.size() }
    }
}

impl Iterator for Offsets<'_> {
    type Item = isize;

    #[inline]
    fn next(&mut self) -> Option<isize> {
        self.left = self.left.checked_sub(1)?;
        let here = self.offset;
        for axis in (0..self.index.len()).rev() {
            self.index[axis] += 1;
            self.offset = self.offset.wrapping_add(self.layout.strides()[axis]);
            if self.index[axis] < self.layout.shape()[axis] {
                break;
            }
            let back = (self.index[axis] as isize).wrapping_mul(self.layout.strides()[axis]);
            self.offset = self.offset.wrapping_sub(back);
            self.index[axis] = 0;
        }
        Some(here)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}
