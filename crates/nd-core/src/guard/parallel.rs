//! Parts and lanes of typed views on rayon's threads: the iterators of `parts.rs` and `lane.rs`, for threads.

use super::lane::lanes;
use super::parts::{Shared, along, chunks, windows};
use super::{Lane, LaneMut, View, ViewMut, ViewMutPart, ViewPart};
use nd_dtype::{Plain, Result};
use rayon::iter::{IndexedParallelIterator, IntoParallelIterator as _, ParallelIterator as _};

impl<'g, T: Plain> View<'g, T> {
    /// [`axis_iter`](Self::axis_iter) on rayon's threads.
    ///
    /// ```
    /// use rayon::prelude::*;
    /// let x = nd_core::arange(6).reshape((2, 3))?;
    /// let guard = x.view::<i64>()?;
    /// let sums: Vec<i64> = guard.view().par_axis_iter(1)?.map(|column| column.view().iter().sum()).collect();
    /// assert_eq!(sums, [3, 5, 7]);
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// An axis that the view does not have.
    pub fn par_axis_iter(self, axis: usize) -> Result<impl IndexedParallelIterator<Item = ViewPart<'g, T>>> {
        let (n, cut) = along(self.layout, axis)?;
        Ok((0..n).into_par_iter().map(move |i| self.part(cut(i))))
    }

    /// [`chunks`](Self::chunks) on rayon's threads.
    ///
    /// # Errors
    /// An axis that the view does not have.
    pub fn par_chunks(
        self,
        axis: usize,
        len: usize,
    ) -> Result<impl IndexedParallelIterator<Item = ViewPart<'g, T>>> {
        let (n, cut) = chunks(self.layout, axis, len)?;
        Ok((0..n).into_par_iter().map(move |i| self.part(cut(i))))
    }

    /// [`windows`](Self::windows) on rayon's threads.
    ///
    /// # Errors
    /// An axis that the view does not have; windows longer than it.
    pub fn par_windows(
        self,
        axis: usize,
        len: usize,
    ) -> Result<impl IndexedParallelIterator<Item = ViewPart<'g, T>>> {
        let (n, cut) = windows(self.layout, axis, len)?;
        Ok((0..n).into_par_iter().map(move |i| self.part(cut(i))))
    }

    /// [`lanes`](Self::lanes) on rayon's threads.
    ///
    /// ```
    /// use rayon::prelude::*;
    /// let x = nd_core::arange(6).reshape((2, 3))?;
    /// let guard = x.view::<i64>()?;
    /// assert_eq!(guard.view().par_lanes(1)?.map(|lane| lane[2]).sum::<i64>(), 7);
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// An axis that the view does not have.
    pub fn par_lanes(self, axis: usize) -> Result<impl IndexedParallelIterator<Item = Lane<'g, T>>> {
        let lanes = lanes(self.layout, axis)?;
        Ok((0..lanes.count).into_par_iter().map(move |i| lanes.lane(self, i)))
    }
}

impl<'g, T: Plain> ViewMut<'g, T> {
    /// [`axis_iter_mut`](Self::axis_iter_mut) on rayon's threads.
    ///
    /// # Errors
    /// An axis that the view does not have.
    pub fn par_axis_iter_mut(
        self,
        axis: usize,
    ) -> Result<impl IndexedParallelIterator<Item = ViewMutPart<'g, T>>> {
        let ((n, cut), ptr) = (along(self.layout, axis)?, Shared(self.ptr));
        // SAFETY: the view is used up, and each part, which has no element in common with another, is made once.
        Ok((0..n).into_par_iter().map(move |i| unsafe { Self::part(ptr.get(), cut(i)) }))
    }

    /// [`chunks_mut`](Self::chunks_mut) on rayon's threads.
    ///
    /// ```
    /// use rayon::prelude::*;
    /// let x = nd_core::arange(1000);
    /// x.with_mut(|v: nd_core::ViewMut<i64>| {
    ///     let chunks = v.par_chunks_mut(0, 100)?;
    ///     chunks.for_each(|mut part| part.view_mut().iter_mut().for_each(|x| *x *= 2));
    ///     Ok::<(), nd_core::Error>(())
    /// })??;
    /// assert_eq!(x.index_axis(0, 999)?.item::<i64>()?, 1998);
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// An axis that the view does not have.
    pub fn par_chunks_mut(
        self,
        axis: usize,
        len: usize,
    ) -> Result<impl IndexedParallelIterator<Item = ViewMutPart<'g, T>>> {
        let ((n, cut), ptr) = (chunks(self.layout, axis, len)?, Shared(self.ptr));
        // SAFETY: as above.
        Ok((0..n).into_par_iter().map(move |i| unsafe { Self::part(ptr.get(), cut(i)) }))
    }

    /// [`lanes_mut`](Self::lanes_mut) on rayon's threads.
    ///
    /// ```
    /// use rayon::prelude::*;
    /// let x = nd_core::array![[3, 1, 2], [9, 8, 7]];
    /// x.with_mut(|v: nd_core::ViewMut<i64>| {
    ///     v.par_lanes_mut(1)?.for_each(|mut lane| lane.as_mut_slice().unwrap().sort());
    ///     Ok::<(), nd_core::Error>(())
    /// })??;
    /// assert_eq!(x.to_string(), "[[1 2 3]\n [7 8 9]]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// An axis that the view does not have.
    pub fn par_lanes_mut(self, axis: usize) -> Result<impl IndexedParallelIterator<Item = LaneMut<'g, T>>> {
        let (lanes, ptr) = (lanes(self.layout, axis)?, Shared(self.ptr));
        // SAFETY: the view is used up, and each lane, which has no element in common with another, is made once.
        Ok((0..lanes.count).into_par_iter().map(move |i| unsafe { lanes.lane_mut(ptr.get(), i) }))
    }
}
