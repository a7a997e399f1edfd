//! The axes of an iteration: in which order, which way, and which of them are one.
//!
//! Source of the rules: `NpyIter_AdvancedNew` in NumPy's `nditer_constr.c`.

#![forbid(unsafe_code)]

use crate::array::Array;
use crate::layout::{Dims, Layout, Order, numpy_axis_order};

/// One axis, with the step of every operand and, at last, of the flat index.
#[derive(Clone, Debug)]
pub(super) struct Axis {
    pub(super) len: usize,
    pub(super) steps: Vec<isize>,
    /// The axis of the shape that it is; the first of several.
    pub(super) of: usize,
    /// Whether it is gone along backwards.
    pub(super) flipped: bool,
}

/// The axes from the slowest to the fastest, and where every operand begins.
#[derive(Clone, Debug)]
pub(super) struct Axes {
    pub(super) axes: Vec<Axis>,
    pub(super) starts: Vec<isize>,
}

impl Axes {
    /// The axes of `views`, which have all the same shape, in `order`; they may only be turned round if `flip`.
    pub(super) fn new(
        shape: &[usize],
        views: &[Option<Array>],
        order: Order,
        flip: bool,
        index: Order,
    ) -> Axes {
        let strides: Vec<Dims<isize>> = views.iter().map(|view| strides(view.as_ref(), shape)).collect();
        let ndim = shape.len();
        let sequence: Vec<usize> = match order {
            Order::C => (0..ndim).collect(),
            Order::F => (0..ndim).rev().collect(),
            Order::A | Order::K => {
                numpy_axis_order(ndim, &strides.iter().map(|s| &s[..]).collect::<Vec<_>>())
            }
        };
        let counted = crate::layout::strides_in_order(shape, 1, index);
        let mut starts: Vec<isize> =
            views.iter().map(|view| view.as_ref().map_or(0, |view| view.layout.offset as isize)).collect();
        starts.push(0);
        let mut axes = Axes { axes: Vec::with_capacity(ndim), starts };
        for of in sequence {
            let mut steps: Vec<isize> = strides.iter().map(|strides| strides[of]).collect();
            let backwards = steps.iter().all(|&step| step <= 0) && steps.iter().any(|&step| step < 0);
            steps.push(counted[of]);
            let mut axis = Axis { len: shape[of], steps, of, flipped: false };
            if flip && matches!(order, Order::K) && backwards {
                for (start, step) in axes.starts.iter_mut().zip(&mut axis.steps) {
                    *start += (axis.len as isize - 1) * *step;
                    *step = -*step;
                }
                axis.flipped = true;
            }
            axes.axes.push(axis);
        }
        axes
    }

    /// Merges axes that all operands, and the index if it is counted, see as one.
    pub(super) fn coalesce(&mut self, indexed: bool) {
        let mut merged: Vec<Axis> = Vec::with_capacity(self.axes.len());
        for axis in self.axes.drain(..) {
            let Some(last) = merged.last_mut() else {
                merged.push(axis);
                continue;
            };
            let count = last.steps.len() - usize::from(!indexed);
            let along = |k: usize| {
                axis.len == 1 || last.len == 1 || last.steps[k] == axis.steps[k] * axis.len as isize
            };
            if (0..count).all(along) {
                let steps = if axis.len == 1 { core::mem::take(&mut last.steps) } else { axis.steps };
                *last = Axis { len: last.len * axis.len, steps, ..*last };
            } else {
                merged.push(axis);
            }
        }
        self.axes = merged;
    }

    /// Leaves out the axis `of` of the shape, at its first position.
    pub(super) fn remove(&mut self, of: usize) {
        for axis in self.axes.extract_if(.., |axis| axis.of == of) {
            for (start, step) in self.starts.iter_mut().zip(axis.steps) {
                // The first position of the shape is the last of an axis that is gone along backwards.
                *start += if axis.flipped { (axis.len as isize - 1) * step } else { 0 };
            }
        }
        for axis in &mut self.axes {
            axis.of -= usize::from(axis.of > of);
        }
    }

    /// Positions to visit.
    pub(super) fn size(&self) -> usize {
        self.axes.iter().map(|axis| axis.len).product()
    }

    /// Where operand `k` (or the index) is at position `at`.
    pub(super) fn at(&self, k: usize, mut at: usize) -> isize {
        let mut place = self.starts[k];
        for axis in self.axes.iter().rev() {
            place += (at % axis.len) as isize * axis.steps[k];
            at /= axis.len;
        }
        place
    }

    /// The position along every axis of the shape, of `ndim` axes, that is not merged with another.
    pub(super) fn multi_index(&self, ndim: usize, mut at: usize) -> Vec<usize> {
        let mut index = vec![0; ndim];
        for axis in self.axes.iter().rev() {
            let i = at % axis.len;
            index[axis.of] = if axis.flipped { axis.len - 1 - i } else { i };
            at /= axis.len;
        }
        index
    }

    /// The position at which the position along every axis of the shape is `index`; `None` if there is none.
    pub(super) fn find(&self, index: &[usize]) -> Option<usize> {
        let mut at = 0;
        for axis in &self.axes {
            let &i = index.get(axis.of)?;
            if i >= axis.len {
                return None;
            }
            at = at * axis.len + if axis.flipped { axis.len - 1 - i } else { i };
        }
        Some(at)
    }

    /// Whether operand `k` is repeated along the fastest axis.
    pub(super) fn repeats(&self, k: usize) -> bool {
        self.axes.last().is_some_and(|axis| axis.len > 1 && axis.steps[k] == 0)
    }

    /// Positions from `at` on that lie along the fastest axis.
    pub(super) fn run(&self, at: usize) -> usize {
        self.axes.last().map_or(1, |axis| axis.len - at % axis.len)
    }

    /// The elements of operand `k`, an array, at the `n` positions from `at` on, which lie along the fastest axis.
    pub(super) fn stretch(&self, k: usize, array: &Array, at: usize, n: usize) -> Array {
        let step = self.axes.last().map_or(0, |axis| axis.steps[k]);
        self.view(k, array, at, Dims::filled(1, n), Dims::filled(1, step))
    }

    /// The element of operand `k`, an array, at position `at`.
    pub(super) fn element(&self, k: usize, array: &Array, at: usize) -> Array {
        self.view(k, array, at, Dims::empty(), Dims::empty())
    }

    fn view(&self, k: usize, array: &Array, at: usize, shape: Dims<usize>, strides: Dims<isize>) -> Array {
        array.with_layout(Layout { shape, strides, offset: self.at(k, at) as usize })
    }
}

/// The strides of an operand, zero along axes of length one; zeros for one that is still to be allocated.
fn strides(view: Option<&Array>, shape: &[usize]) -> Dims<isize> {
    let Some(view) = view else { return Dims::filled(shape.len(), 0) };
    let told = |(&n, &step): (&usize, &isize)| if n == 1 { 0 } else { step };
    shape.iter().zip(view.strides()).map(told).collect()
}
