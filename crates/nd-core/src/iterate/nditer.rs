//! The iteration itself: a position, and the elements there.

#![forbid(unsafe_code)]

use super::IterError;
use super::axes::{Axes, Axis};
use super::buffer::{self, Filled};
use super::operand::{Flow, Use};
use crate::array::Array;
use core::ops::Range;
use nd_dtype::{DType, Result};

/// An iteration over several arrays at once; made by [`nditer`](super::nditer()).
///
/// As an iterator it gives, at each position, a view of every operand's element there, or of a stretch with
/// [`external_loop`](super::NdIterBuilder::external_loop); writes to the views of operands that are written go through. An
/// iteration with buffers writes one back when it goes on from it, or by [`finish`](NdIter::finish).
///
/// ```
/// use nd_core::{IterOperand, arange, nditer};
/// let x = arange(6).reshape((2, 3))?;
/// let mut it = nditer([IterOperand::read_write(&x)]).multi_index().build()?;
/// while let Some(v) = it.next().transpose()? {
///     let at = it.multi_index()?;
///     v[0].assign(at[0] * 10 + at[1])?;
/// }
/// assert_eq!(x.to_string(), "[[ 0  1  2]\n [10 11 12]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
#[derive(Clone, Debug)]
#[doc(alias = "nditer")]
pub struct NdIter {
    pub(super) operands: Vec<Array>,
    pub(super) views: Vec<Array>,
    uses: Vec<Use>,
    pub(super) dtypes: Vec<DType>,
    pub(super) axes: Axes,
    pub(super) shape: Vec<usize>,
    pub(super) external_loop: bool,
    pub(super) tracks: bool,
    pub(super) indexed: bool,
    pub(super) buffer: Option<usize>,
    pub(super) filled: Option<Filled>,
    pub(super) range: Range<usize>,
    pub(super) at: usize,
    /// Whether the elements at this position have not been handed out yet.
    pub(super) fresh: bool,
}

impl NdIter {
    pub(super) fn new(
        operands: Vec<Array>,
        views: Vec<Array>,
        uses: Vec<Use>,
        dtypes: Vec<DType>,
        axes: Axes,
        shape: Vec<usize>,
        (external_loop, tracks, indexed): (bool, bool, bool),
        buffer: Option<usize>,
    ) -> NdIter {
        let range = 0..axes.size();
        let guarded = views.into_iter().zip(&uses);
        let views = guarded.map(|(view, own)| if own.flow == Flow::Read { view.read_only() } else { view });
        NdIter {
            views: views.collect(),
            operands,
            uses,
            dtypes,
            axes,
            shape,
            external_loop,
            tracks,
            indexed,
            buffer,
            filled: None,
            range,
            at: 0,
            fresh: true,
        }
    }

    /// The elements at this position: views of the operands, or of their buffers.
    ///
    /// # Errors
    /// With buffers, memory that cannot be had or is borrowed elsewhere; [`IterError::OutOfRange`] after the last position.
    pub fn value(&mut self) -> Result<Vec<Array>> {
        if self.finished() {
            return Err(IterError::OutOfRange.into());
        }
        let (at, run) = (self.at, self.stretch());
        let Some(size) = self.buffer else {
            let each = self.views.iter().enumerate();
            return Ok(match self.external_loop {
                true => each.map(|(k, view)| self.axes.stretch(k, view, at, run)).collect(),
                false => each.map(|(k, view)| self.axes.element(k, view, at)).collect(),
            });
        };
        let kept = |filled: &Filled| (filled.start..filled.start + filled.len).contains(&at);
        if !self.filled.as_ref().is_some_and(kept) {
            self.flush()?;
            let len = self.block(size);
            let (axes, views) = (&self.axes, &self.views);
            self.filled = Some(Filled::read(axes, views, &self.uses, &self.dtypes, at, len)?);
        }
        let Some(filled) = &self.filled else { return Ok(Vec::new()) };
        Ok(filled
            .rows
            .iter()
            .zip(&self.uses)
            .map(|(row, own)| {
                let row = if own.flow == Flow::Read { row.read_only() } else { row.clone() };
                match self.external_loop {
                    true => buffer::part(&row, at - filled.start, run),
                    false => buffer::element(&row, at - filled.start),
                }
            })
            .collect())
    }

    /// How many positions are handed out at once.
    fn stretch(&self) -> usize {
        match (self.external_loop, self.buffer) {
            (false, _) => 1,
            (true, None) => self.axes.run(self.at).min(self.range.end - self.at),
            (true, Some(size)) => self.block(size),
        }
    }

    /// How many positions a buffer holds from here on: where positions share an element that is written, those along one axis.
    fn block(&self, size: usize) -> usize {
        let shared = |axis: &Axis| {
            axis.len > 1
                && self.uses.iter().zip(&axis.steps).any(|(own, step)| own.flow != Flow::Read && *step == 0)
        };
        let longest = if self.axes.axes.iter().any(shared) { self.axes.run(self.at) } else { size };
        size.min(longest).min(self.range.end - self.at)
    }

    /// Goes on to the next position; `false` if there is none.
    ///
    /// # Errors
    /// With buffers, memory that is borrowed elsewhere.
    pub fn iternext(&mut self) -> Result<bool> {
        if !self.finished() {
            self.at += self.stretch();
        }
        self.fresh = true;
        if self.finished() {
            self.flush()?;
        }
        Ok(!self.finished())
    }

    /// Writes back what is in the buffers.
    ///
    /// # Errors
    /// Memory that is borrowed elsewhere.
    #[doc(alias = "close")]
    pub fn finish(&mut self) -> Result<()> {
        self.flush()
    }

    pub(super) fn flush(&mut self) -> Result<()> {
        match self.filled.take() {
            Some(filled) => filled.write(&self.axes, &self.views, &self.uses),
            None => Ok(()),
        }
    }

    /// The same iteration at the same position, over the same memory, with nothing in its buffers.
    pub fn copy(&self) -> NdIter {
        NdIter { filled: None, ..self.clone() }
    }

    /// Calls `f` with the elements at every position that is left, and writes back what is in the buffers.
    ///
    /// # Errors
    /// The first that `f` returns; as [`value`](NdIter::value).
    pub fn for_each(mut self, mut f: impl FnMut(&[Array]) -> Result<()>) -> Result<()> {
        while let Some(values) = self.next().transpose()? {
            f(&values)?;
        }
        self.flush()
    }
}

impl Iterator for NdIter {
    type Item = Result<Vec<Array>>;

    fn next(&mut self) -> Option<Result<Vec<Array>>> {
        if !self.fresh
            && let Err(error) = self.iternext()
        {
            return Some(Err(error));
        }
        if self.finished() {
            return None;
        }
        self.fresh = false;
        Some(self.value())
    }
}
