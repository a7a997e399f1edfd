//! What an iteration says of itself: its operands, its shape, where it is.

#![forbid(unsafe_code)]

use super::{IterError, NdIter};
use crate::array::Array;
use core::ops::Range;
use nd_dtype::{DType, Result};

impl NdIter {
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
}
