//! The one walker over strided operands.
//!
//! A [`Walk`] is a common shape with, per axis, the byte step of every operand. Elementwise work may visit elements in
//! any order, so the planner flips axes that run backwards, sorts axes by stride with the output counted twice, and
//! merges axes that lie end to end; what is left is handed out as two-dimensional pieces. Orders that must be
//! NumPy's (reductions, accumulations) use the same structure without flips.

use super::threads;

/// The most operands one operation has: four inputs, two outputs and a mask fit.
pub(crate) const MAX_OPERANDS: usize = 8;

/// Byte steps of every operand along one axis.
pub(crate) type Steps = [isize; MAX_OPERANDS];
/// Where every operand stands.
pub(crate) type Ptrs = [*mut u8; MAX_OPERANDS];

/// One axis of a walk.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Axis {
    pub(crate) len: usize,
    pub(crate) steps: Steps,
}

impl Axis {
    /// An axis of one position.
    pub(crate) const UNIT: Axis = Axis { len: 1, steps: [0; MAX_OPERANDS] };
}

/// A common shape and where each operand's elements lie in it; axes from the slowest to the fastest.
#[derive(Clone, Debug)]
pub(crate) struct Walk {
    pub(crate) nop: usize,
    pub(crate) ptrs: Ptrs,
    pub(crate) axes: Vec<Axis>,
}

// SAFETY: a walk only carries addresses; whoever runs it holds the borrows of the memory they point into and splits
// the walk so that no two threads write the same element.
unsafe impl Send for Walk {}
// SAFETY: as above.
unsafe impl Sync for Walk {}

impl Walk {
    /// A walk over `shape` with operands given as (pointer to the first element, strides in `shape`). Axes of length
    /// one are dropped.
    pub(crate) fn new(shape: &[usize], operands: &[(*mut u8, &[isize])]) -> Walk {
        assert!(operands.len() <= MAX_OPERANDS, "no operation has more operands");
        let mut ptrs: Ptrs = [core::ptr::null_mut(); MAX_OPERANDS];
        for (to, (ptr, _)) in ptrs.iter_mut().zip(operands) {
            *to = *ptr;
        }
        let mut axes = Vec::with_capacity(shape.len() + 2);
        for (i, &len) in shape.iter().enumerate() {
            if len == 1 {
                continue;
            }
            let mut steps = [0; MAX_OPERANDS];
            for (step, (_, strides)) in steps.iter_mut().zip(operands) {
                *step = strides[i];
            }
            axes.push(Axis { len, steps });
        }
        Walk { nop: operands.len(), ptrs, axes }
    }

    /// Whether there is nothing to visit.
    pub(crate) fn is_empty(&self) -> bool {
        self.axes.iter().any(|a| a.len == 0)
    }

    /// Positions to visit.
    pub(crate) fn size(&self) -> usize {
        self.axes.iter().map(|a| a.len).product()
    }

    /// Brings the walk into the order that memory likes best, in which `lead` (the output) counts twice.
    pub(crate) fn optimise(&mut self, lead: usize) {
        if self.is_empty() {
            return;
        }
        for i in 0..self.axes.len() {
            let steps = &self.axes[i].steps;
            let decisive = if steps[lead] != 0 { steps[lead] } else { steps[..self.nop].iter().sum() };
            if decisive < 0 {
                self.flip(i);
            }
        }
        let nop = self.nop;
        let weight = |axis: &Axis| -> usize {
            axis.steps[..nop].iter().map(|s| s.unsigned_abs()).sum::<usize>()
                + axis.steps[lead].unsigned_abs()
        };
        self.axes.sort_by_key(|axis| core::cmp::Reverse(weight(axis)));
        self.coalesce();
    }

    /// Turns an axis round, so that it starts where it ended.
    fn flip(&mut self, axis: usize) {
        let Axis { len, steps } = &mut self.axes[axis];
        for (ptr, step) in self.ptrs.iter_mut().zip(steps).take(self.nop) {
            *ptr = ptr.wrapping_offset((*len as isize - 1) * *step);
            *step = -*step;
        }
    }

    /// Merges neighbouring axes that every operand sees as one.
    pub(crate) fn coalesce(&mut self) {
        let nop = self.nop;
        let mut kept: usize = 0;
        for i in 1..self.axes.len() {
            let (outer, inner) = (self.axes[kept], self.axes[i]);
            let merges = (0..nop).all(|k| outer.steps[k] == inner.steps[k] * inner.len as isize);
            if merges {
                self.axes[kept] = Axis { len: outer.len * inner.len, steps: inner.steps };
            } else {
                kept += 1;
                self.axes[kept] = inner;
            }
        }
        self.axes.truncate(kept + 1);
    }

    /// The part of the walk with axis `axis` restricted to `start..start + len`.
    pub(crate) fn part(&self, axis: usize, start: usize, len: usize) -> Walk {
        let mut part = self.clone();
        part.axes[axis].len = len;
        for k in 0..self.nop {
            part.ptrs[k] = self.ptrs[k].wrapping_offset(start as isize * self.axes[axis].steps[k]);
        }
        part
    }

    /// The longest axis, the last of several.
    pub(crate) fn longest(&self) -> Option<usize> {
        (0..self.axes.len()).max_by_key(|&i| self.axes[i].len)
    }

    /// Runs `job` on `parts` cuts of the longest axis at once; `false`, and nothing is run, if there is no more than one
    /// part or an axis has not `least` positions for each.
    pub(crate) fn run_cut(&self, parts: usize, least: usize, job: &(dyn Fn(&Walk) + Sync)) -> bool {
        let Some(axis) = self.longest() else { return false };
        let len = self.axes[axis].len;
        if parts < 2 || len < least * parts {
            return false;
        }
        threads::run(parts, &|part| {
            let (start, end) = (part * len / parts, (part + 1) * len / parts);
            job(&self.part(axis, start, end - start));
        });
        true
    }

    /// Calls `f` on every two-dimensional piece (rows, columns) that the fastest two axes span.
    pub(crate) fn for_each_piece(&self, f: &mut impl FnMut(&Piece)) {
        if self.is_empty() {
            return;
        }
        let split = self.axes.len().saturating_sub(2);
        let (outer, inner) = self.axes.split_at(split);
        let (rows, cols) = match inner {
            [] => (Axis::UNIT, Axis::UNIT),
            [cols] => (Axis::UNIT, *cols),
            [rows, cols, ..] => (*rows, *cols),
        };
        let mut piece = Piece { ptrs: self.ptrs, rows, cols };
        for_each_position(outer, self.nop, &mut piece.ptrs.clone(), &mut |ptrs| {
            piece.ptrs = *ptrs;
            f(&piece);
        });
    }
}

/// Calls `f` with the pointers at every position of `axes`, the last axis fastest; leaves `ptrs` as they were.
pub(crate) fn for_each_position(axes: &[Axis], nop: usize, ptrs: &mut Ptrs, f: &mut impl FnMut(&Ptrs)) {
    let (mut short, mut long) = ([0usize; MAX_OPERANDS], Vec::new());
    let index = match short.get_mut(..axes.len()) {
        Some(index) => index,
        None => {
            long.resize(axes.len(), 0usize);
            &mut long[..]
        }
    };
    loop {
        f(ptrs);
        let mut axis = axes.len();
        loop {
            if axis == 0 {
                return;
            }
            axis -= 1;
            let Axis { len, steps } = &axes[axis];
            index[axis] += 1;
            let back = if index[axis] == *len {
                index[axis] = 0;
                1 - *len as isize
            } else {
                1
            };
            for k in 0..nop {
                ptrs[k] = ptrs[k].wrapping_offset(back * steps[k]);
            }
            if back == 1 {
                break;
            }
        }
    }
}

/// Two axes of a walk at one position of the others.
#[derive(Clone, Copy)]
pub(crate) struct Piece {
    pub(crate) ptrs: Ptrs,
    pub(crate) rows: Axis,
    pub(crate) cols: Axis,
}

impl Piece {
    /// Where operand `k` stands at (`row`, `col`).
    #[inline]
    pub(crate) fn at(&self, k: usize, row: usize, col: usize) -> *mut u8 {
        self.ptrs[k].wrapping_offset(row as isize * self.rows.steps[k] + col as isize * self.cols.steps[k])
    }

    /// The steps of operand `k` as (row, column).
    #[inline]
    pub(crate) fn steps(&self, k: usize) -> [isize; 2] {
        [self.rows.steps[k], self.cols.steps[k]]
    }
}
