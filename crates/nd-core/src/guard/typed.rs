//! The guards: dynamic borrows of an array's bytes as elements of one Rust type.

use super::{View, ViewMut, Viewable};
use crate::array::Array;
use crate::buffer::{Access, Footprint, GuardEntry, acquire_guard};
use crate::error::ArrayError;
use crate::layout::Layout;
use core::marker::PhantomData;
use core::panic::Location;
use nd_dtype::Result;

/// A shared borrow of an array's elements; made by [`Array::view`].
///
/// While it lives, operations that would write these elements fail with
/// [`ErrorKind::Borrowed`](nd_dtype::ErrorKind::Borrowed), naming the line that took it.
pub struct ViewGuard<T> {
    entry: GuardEntry,
    layout: Layout,
    element: PhantomData<T>,
}

/// A unique borrow of an array's elements; made by [`Array::view_mut`].
///
/// While it lives, operations that would touch these elements fail with
/// [`ErrorKind::Borrowed`](nd_dtype::ErrorKind::Borrowed), naming the line that took it.
pub struct ViewMutGuard<T> {
    entry: GuardEntry,
    layout: Layout,
    element: PhantomData<T>,
}

impl Array {
    /// Borrows the elements for reading as values of `T`.
    ///
    /// ```
    /// let a = nd_core::array![[1.0, 2.0], [3.0, 4.0]];
    /// let guard = a.view::<f64>()?;
    /// assert_eq!(guard.view()[[1, 0]], 3.0);
    /// assert!(a.fill(0).is_err()); // the guard is still held
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// Another dtype or byte order than that of `T`, misaligned elements, elements borrowed for writing elsewhere.
    #[doc(alias = "numpy.ndarray.data")]
    #[track_caller]
    pub fn view<T: Viewable>(&self) -> Result<ViewGuard<T>> {
        self.check_typed::<T>("view")?;
        let entry = acquire_guard(&self.buffer, Access::Read, self.footprint(), Location::caller())?;
        Ok(ViewGuard { entry, layout: self.layout.clone(), element: PhantomData })
    }

    /// Borrows the elements for writing as values of `T`.
    ///
    /// # Errors
    /// As [`Array::view`]; a read-only array, elements that overlap each other, records with padding.
    #[track_caller]
    pub fn view_mut<T: Viewable>(&self) -> Result<ViewMutGuard<T>> {
        self.check_typed::<T>("view_mut")?;
        if T::PADDED {
            return Err(ArrayError::Padded { dtype: self.dtype.clone() }.into());
        }
        crate::engine::assign::check_writeable(self)?;
        if self.layout.may_overlap_itself(size_of::<T>()) {
            let (shape, strides) = (self.shape().to_vec(), self.strides().to_vec());
            return Err(ArrayError::SelfOverlap { operation: "view_mut", shape, strides }.into());
        }
        let entry = acquire_guard(&self.buffer, Access::Write, self.footprint(), Location::caller())?;
        Ok(ViewMutGuard { entry, layout: self.layout.clone(), element: PhantomData })
    }

    /// Calls `f` with the elements, borrowed for reading until it returns.
    ///
    /// ```
    /// let a = nd_core::arange(4);
    /// let sum = a.with(|v: nd_core::View<i64>| v.iter().sum::<i64>())?;
    /// assert_eq!(sum, 6);
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Array::view`].
    #[track_caller]
    pub fn with<T: Viewable, R>(&self, f: impl FnOnce(View<'_, T>) -> R) -> Result<R> {
        let guard = self.view::<T>()?;
        Ok(f(guard.view()))
    }

    /// Calls `f` with the elements, borrowed for writing until it returns.
    ///
    /// ```
    /// let a = nd_core::zeros((2, 2), "f8")?;
    /// a.with_mut(|mut v: nd_core::ViewMut<f64>| v[[0, 1]] = 9.0)?;
    /// assert_eq!(a.to_string(), "[[0. 9.]\n [0. 0.]]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Array::view_mut`].
    #[track_caller]
    pub fn with_mut<T: Viewable, R>(&self, f: impl FnOnce(ViewMut<'_, T>) -> R) -> Result<R> {
        let mut guard = self.view_mut::<T>()?;
        Ok(f(guard.view_mut()))
    }

    /// Elements must be of the type, native and aligned before a reference to one may be made.
    fn check_typed<T: Viewable>(&self, operation: &'static str) -> Result<()> {
        if self.dtype != T::dtype() {
            let (found, wanted) = (self.dtype.clone(), T::dtype());
            return Err(ArrayError::WrongDType { operation, found, wanted }.into());
        }
        let aligned = |step: usize| step.is_multiple_of(align_of::<T>());
        let steps = self.shape().iter().zip(self.strides()).filter(|(n, _)| **n > 1);
        let steps_aligned = steps.into_iter().all(|(_, s)| aligned(s.unsigned_abs()));
        let in_place = aligned(self.ptr() as usize) && steps_aligned;
        if !(self.is_empty() || in_place) {
            let strides = self.strides().to_vec();
            return Err(ArrayError::Misaligned { operation, dtype: self.dtype.clone(), strides }.into());
        }
        Ok(())
    }

    /// The bytes that this array's elements may touch.
    pub(crate) fn footprint(&self) -> Footprint {
        Footprint::of(self.layout.offset(), self.itemsize(), self.shape(), self.strides())
    }
}

/// Address of the first element; for an array without elements, one that a slice of none may have.
fn first<T>(entry: &GuardEntry, layout: &Layout) -> *mut T {
    if layout.size() == 0 {
        return core::ptr::dangling_mut();
    }
    entry.buffer().as_ptr().wrapping_add(layout.offset()).cast()
}

impl<T: Viewable> ViewGuard<T> {
    /// Lends the elements for as long as the guard is borrowed.
    pub fn view(&self) -> View<'_, T> {
        // SAFETY: `check_typed` found the elements to be aligned values of `T`, the entry keeps writers away, and the
        // entry's buffer keeps the memory alive.
        unsafe { View::new(first(&self.entry, &self.layout), &self.layout) }
    }
}

impl<T: Viewable> ViewMutGuard<T> {
    /// Lends the elements for as long as the guard is uniquely borrowed.
    pub fn view_mut(&mut self) -> ViewMut<'_, T> {
        // SAFETY: `check_typed` found the elements to be aligned values of `T` and `view_mut` that none overlaps
        // another; the entry keeps everybody else away, and its buffer keeps the memory alive.
        unsafe { ViewMut::new(first(&self.entry, &self.layout), &self.layout) }
    }

    /// Lends the elements for reading.
    pub fn view(&self) -> View<'_, T> {
        // SAFETY: as in `view_mut`; the guard is borrowed, so no unique view is out.
        unsafe { View::new(first(&self.entry, &self.layout), &self.layout) }
    }
}

impl<T: Viewable, const N: usize> core::ops::Index<[usize; N]> for ViewGuard<T> {
    type Output = T;

    #[inline]
    #[track_caller]
    fn index(&self, index: [usize; N]) -> &T {
        match self.view().get(index) {
            Some(element) => element,
            None => panic!("index {index:?} is out of bounds for a view of shape {:?}", self.layout.shape()),
        }
    }
}
