//! Going to another position than the next, and iterating over other axes.

#![forbid(unsafe_code)]

use super::{IterError, NdIter};
use core::ops::Range;
use nd_dtype::Result;

impl NdIter {
    /// Goes back to the first position.
    ///
    /// # Errors
    /// As [`iternext`](NdIter::iternext).
    pub fn reset(&mut self) -> Result<()> {
        self.flush()?;
        (self.at, self.fresh) = (self.range.start, true);
        Ok(())
    }

    /// Goes to position number `at`.
    ///
    /// # Errors
    /// [`IterError::OutOfRange`]; as [`iternext`](NdIter::iternext).
    pub fn goto(&mut self, at: usize) -> Result<()> {
        if !self.range.contains(&at) {
            return Err(IterError::OutOfRange.into());
        }
        self.flush()?;
        (self.at, self.fresh) = (at, true);
        Ok(())
    }

    /// Goes to a position along each axis.
    ///
    /// # Errors
    /// [`IterError::NoMultiIndex`], [`IterError::OutOfRange`]; as [`iternext`](NdIter::iternext).
    pub fn goto_multi_index(&mut self, index: &[usize]) -> Result<()> {
        if !self.tracks {
            return Err(IterError::NoMultiIndex.into());
        }
        let fits = index.len() == self.shape.len();
        self.goto(self.axes.find(index).filter(|_| fits).ok_or(IterError::OutOfRange)?)
    }

    /// Visits only the positions in `range`, from its start on.
    ///
    /// # Errors
    /// [`IterError::OutOfRange`]; as [`iternext`](NdIter::iternext).
    pub fn set_iterrange(&mut self, range: Range<usize>) -> Result<()> {
        if range.start > range.end || range.end > self.itersize() {
            return Err(IterError::OutOfRange.into());
        }
        self.flush()?;
        (self.at, self.fresh, self.range) = (range.start, true, range);
        Ok(())
    }

    /// Leaves an axis out, at its first position: what is handed out are views to be gone on from. Begins anew.
    ///
    /// # Errors
    /// [`IterError::NoMultiIndex`], an axis that there is not; [`IterError::RemoveAxis`] where a flat index is counted too,
    /// or with buffers.
    pub fn remove_axis(&mut self, axis: usize) -> Result<()> {
        if !self.tracks {
            return Err(IterError::NoMultiIndex.into());
        }
        if self.indexed {
            return Err(IterError::RemoveAxis { reason: "when an index is being tracked" }.into());
        }
        if self.buffer.is_some() {
            return Err(IterError::RemoveAxis { reason: "on a buffered iterator" }.into());
        }
        if axis >= self.shape.len() {
            return Err(IterError::Axes { operand: 0 }.into());
        }
        self.axes.remove(axis);
        self.shape.remove(axis);
        self.set_iterrange(0..self.axes.size())
    }

    /// Counts no position along each axis any more, which lets axes be merged. Begins anew.
    ///
    /// # Errors
    /// [`IterError::NoMultiIndex`]; as [`iternext`](NdIter::iternext).
    pub fn remove_multi_index(&mut self) -> Result<()> {
        if !self.tracks {
            return Err(IterError::NoMultiIndex.into());
        }
        self.tracks = false;
        self.axes.coalesce(self.indexed);
        self.reset()
    }

    /// Hands out stretches from now on. Begins anew.
    ///
    /// # Errors
    /// [`IterError::LoopWithIndex`]; as [`iternext`](NdIter::iternext).
    pub fn enable_external_loop(&mut self) -> Result<()> {
        if self.tracks || self.indexed {
            return Err(IterError::LoopWithIndex.into());
        }
        self.external_loop = true;
        self.reset()
    }

    /// Hands out stretches from the next position on; `false` if there is none.
    ///
    /// # Errors
    /// As [`iternext`](NdIter::iternext).
    pub(super) fn stretched_from_here(&mut self) -> Result<bool> {
        if !self.fresh {
            self.iternext()?;
        }
        if !self.finished() {
            let at = self.at;
            self.enable_external_loop()?;
            self.goto(at)?;
        }
        Ok(!self.finished())
    }
}
