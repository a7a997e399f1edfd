//! An array whose axes have labels.

use crate::label::{Label, LabelSet};
use nd_core::{Array, Result, axis, operators};

/// A view with one label for each axis. No label stands twice, and no axis has length one: such axes are repeated, and what
/// is repeated has no label of its own.
#[derive(Clone)]
pub(crate) struct Tensor {
    pub(crate) array: Array,
    pub(crate) labels: Vec<Label>,
}

impl Tensor {
    /// `array` with the labels of `term`: diagonals taken, axes of length one dropped.
    pub(crate) fn new(array: &Array, term: &[Label]) -> Result<Tensor> {
        let mut labels = Vec::with_capacity(term.len());
        for (axis, &label) in term.iter().enumerate() {
            if array.shape()[axis] != 1 && !labels.contains(&label) {
                labels.push(label);
            }
        }
        if labels.len() == term.len() {
            return Ok(Tensor { array: array.clone(), labels });
        }
        Ok(Tensor { array: by_label(array, term, &labels)?, labels })
    }

    /// The labels, in no order.
    pub(crate) fn set(&self) -> LabelSet {
        self.labels.iter().copied().collect()
    }

    /// Whether an axis has `label`.
    pub(crate) fn has(&self, label: Label) -> bool {
        self.labels.contains(&label)
    }

    /// The length of the axis with `label`.
    pub(crate) fn length(&self, label: Label) -> usize {
        self.axis(label).map_or(1, |axis| self.array.shape()[axis])
    }

    /// The byte step of the axis with `label`.
    pub(crate) fn stride(&self, label: Label) -> isize {
        self.axis(label).map_or(0, |axis| self.array.strides()[axis])
    }

    fn axis(&self, label: Label) -> Option<usize> {
        self.labels.iter().position(|&l| l == label)
    }

    /// The sum over every label that is not `kept`.
    pub(crate) fn sum_except(self, kept: LabelSet) -> Result<Tensor> {
        let summed = |i: &usize| !kept.has(self.labels[*i]);
        let axes: Vec<usize> = (0..self.labels.len()).filter(summed).collect();
        if axes.is_empty() {
            return Ok(self);
        }
        // In the dtype of the elements: a summation does not widen, and booleans are joined by "or".
        let options = axis(axes).dtype(self.array.dtype())?;
        let array = operators::ADD.reduce(&self.array, &options)?;
        let labels = self.labels.into_iter().filter(|label| kept.has(*label)).collect();
        Ok(Tensor { array, labels })
    }

    /// The view with an axis for each of `labels`, which have all of its own: of length one where it has none.
    pub(crate) fn spread(&self, labels: &[Label]) -> Result<Array> {
        if labels == self.labels {
            return Ok(self.array.clone());
        }
        by_label(&self.array, &self.labels, labels)
    }

    /// The view with its axes in the order of `labels`, which may have others.
    pub(crate) fn arranged(self, labels: &[Label]) -> Result<Tensor> {
        let order: Vec<Label> = labels.iter().copied().filter(|label| self.labels.contains(label)).collect();
        if order == self.labels {
            return Ok(self);
        }
        Ok(Tensor { array: self.spread(&order)?, labels: order })
    }
}

/// The view of `array`, whose axes are labelled by `term`, with one axis for each of `labels`.
pub(crate) fn by_label(array: &Array, term: &[Label], labels: &[Label]) -> Result<Array> {
    let mut axes = Vec::with_capacity(term.len());
    let mut ends = Vec::with_capacity(labels.len());
    for label in labels {
        axes.extend((0..term.len()).filter(|&axis| term[axis] == *label));
        ends.push(axes.len());
    }
    let mut start = 0;
    let groups: Vec<&[usize]> =
        ends.iter().map(|&end| &axes[core::mem::replace(&mut start, end)..end]).collect();
    array.regroup(&groups)
}
