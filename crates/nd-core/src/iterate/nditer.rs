//! The iteration itself: a position, and the elements there.

#![forbid(unsafe_code)]

use super::IterError;
use super::axes::{Axes, Axis};
use super::buffer::{self, Filled};
use super::operand::Flow;
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
    operands: Vec<Array>,
    views: Vec<Array>,
    flows: Vec<Flow>,
    dtypes: Vec<DType>,
    axes: Axes,
    shape: Vec<usize>,
    external_loop: bool,
    tracks: bool,
    indexed: bool,
    buffer: Option<usize>,
    filled: Option<Filled>,
    range: Range<usize>,
    at: usize,
    /// Whether the elements at this position have not been handed out yet.
    fresh: bool,
}

impl NdIter {
    pub(super) fn new(
        operands: Vec<Array>,
        views: Vec<Array>,
        flows: Vec<Flow>,
        dtypes: Vec<DType>,
        axes: Axes,
        shape: Vec<usize>,
        (external_loop, tracks, indexed): (bool, bool, bool),
        buffer: Option<usize>,
    ) -> NdIter {
        let range = 0..axes.size();
        let guarded = views.into_iter().zip(&flows);
        let views = guarded.map(|(view, flow)| if *flow == Flow::Read { view.read_only() } else { view });
        NdIter {
            views: views.collect(),
            operands,
            flows,
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

    /// The arrays, those that were allocated among them.
    pub fn operands(&self) -> &[Array] {
        &self.operands
    }

    /// The operands as they are gone along: repeated, and with the axes of [`shape`](NdIter::shape).
    pub fn itviews(&self) -> Vec<Array> {
        let view = |(k, view): (usize, &Array)| {
            let axes = &self.axes.axes;
            view.with_layout(crate::layout::Layout {
                shape: axes.iter().map(|axis| axis.len).collect(),
                strides: axes.iter().map(|axis| axis.steps[k]).collect(),
                offset: self.axes.starts[k] as usize,
            })
        };
        self.views.iter().enumerate().map(view).collect()
    }

    /// The dtypes in which elements are handed out.
    pub fn dtypes(&self) -> &[DType] {
        &self.dtypes
    }

    /// Number of operands.
    pub fn nop(&self) -> usize {
        self.operands.len()
    }

    /// Number of axes that are gone along.
    pub fn ndim(&self) -> usize {
        self.axes.axes.len()
    }

    /// The shape that the operands broadcast to; without [`multi_index`](super::NdIterBuilder::multi_index) the lengths of
    /// the axes that are gone along, from the slowest to the fastest.
    pub fn shape(&self) -> Vec<usize> {
        match self.tracks {
            true => self.shape.clone(),
            false => self.axes.axes.iter().map(|axis| axis.len).collect(),
        }
    }

    /// Number of positions.
    pub fn itersize(&self) -> usize {
        self.axes.size()
    }

    /// How many positions were visited before this one.
    pub fn iterindex(&self) -> usize {
        self.at
    }

    /// The positions that are visited.
    pub fn iterrange(&self) -> Range<usize> {
        self.range.clone()
    }

    /// Whether there is no position left.
    pub fn finished(&self) -> bool {
        self.at >= self.range.end
    }

    /// Whether the flat index is counted.
    pub fn has_index(&self) -> bool {
        self.indexed
    }

    /// Whether the position along each axis is counted.
    pub fn has_multi_index(&self) -> bool {
        self.tracks
    }

    /// Whether buffers are still to be allocated: they are when they are needed.
    pub fn has_delayed_bufalloc(&self) -> bool {
        self.buffer.is_some() && self.filled.is_none()
    }

    /// The position in the flat array of the elements handed out last.
    ///
    /// # Errors
    /// [`IterError::NoIndex`]; [`IterError::Finished`] after the last position.
    pub fn index(&self) -> Result<usize> {
        match self.indexed {
            true if self.finished() => Err(IterError::Finished.into()),
            true => Ok(self.axes.at(self.views.len(), self.at) as usize),
            false => Err(IterError::NoIndex.into()),
        }
    }

    /// The position along each axis of the elements handed out last.
    ///
    /// # Errors
    /// [`IterError::NoMultiIndex`]; [`IterError::Finished`] after the last position.
    pub fn multi_index(&self) -> Result<Vec<usize>> {
        match self.tracks {
            true if self.finished() => Err(IterError::Finished.into()),
            true => Ok(self.axes.multi_index(self.shape.len(), self.at)),
            false => Err(IterError::NoMultiIndex.into()),
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
            self.filled = Some(Filled::read(axes, views, &self.flows, &self.dtypes, at, len)?);
        }
        let Some(filled) = &self.filled else { return Ok(Vec::new()) };
        Ok(filled
            .rows
            .iter()
            .zip(&self.flows)
            .map(|(row, flow)| {
                let row = if *flow == Flow::Read { row.read_only() } else { row.clone() };
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
                && self.flows.iter().zip(&axis.steps).any(|(flow, step)| *flow != Flow::Read && *step == 0)
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

    fn flush(&mut self) -> Result<()> {
        match self.filled.take() {
            Some(filled) => filled.write(&self.axes, &self.views, &self.flows),
            None => Ok(()),
        }
    }

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
