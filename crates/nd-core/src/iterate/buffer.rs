//! Stretches of operands in other dtypes: cast to a buffer, and back when the iteration goes on.

#![forbid(unsafe_code)]

use super::axes::Axes;
use super::operand::{Flow, Use};
use crate::array::{Array, zeros};
use crate::layout::{Dims, Layout};
use nd_dtype::{DType, Result};

/// Elements of all operands from a position on.
#[derive(Clone, Debug)]
pub(super) struct Filled {
    pub(super) start: usize,
    pub(super) len: usize,
    /// One row for each operand.
    pub(super) rows: Vec<Array>,
}

impl Filled {
    /// Reads `len` elements of every operand that is read, from `start` on.
    ///
    /// # Errors
    /// Memory that cannot be had or is borrowed elsewhere.
    pub(super) fn read(
        axes: &Axes,
        views: &[Array],
        uses: &[Use],
        dtypes: &[DType],
        start: usize,
        len: usize,
    ) -> Result<Filled> {
        let mut rows = Vec::with_capacity(views.len());
        for (k, (view, dtype)) in views.iter().zip(dtypes).enumerate() {
            // What needs no cast and lies along one axis is handed out as it lies, where that will do.
            if !uses[k].buffered && view.dtype == *dtype && axes.run(start) >= len {
                rows.push(axes.stretch(k, view, start, len));
                continue;
            }
            if uses[k].flow == Flow::ReadWrite && axes.repeats(k) {
                // One element for all positions along the fastest axis, so that what one adds the next one sees.
                let one = zeros(1, dtype.clone())?;
                one.assign(axes.stretch(k, view, start, 1))?;
                rows.push(one.with_layout(Layout {
                    shape: Dims::filled(1, len),
                    strides: Dims::filled(1, 0),
                    offset: 0,
                }));
                continue;
            }
            let row = zeros(len, dtype.clone())?;
            if uses[k].flow != Flow::Write {
                each_run(axes, start, len, |at, n| {
                    part(&row, at - start, n).assign(axes.stretch(k, view, at, n))
                })?;
            }
            rows.push(row);
        }
        Ok(Filled { start, len, rows })
    }

    /// Writes the elements of every operand that is written back to where they came from, those of one with a mask where that
    /// is true.
    ///
    /// # Errors
    /// Memory that is borrowed elsewhere.
    pub(super) fn write(&self, axes: &Axes, views: &[Array], uses: &[Use]) -> Result<()> {
        for (k, (view, row)) in views.iter().zip(&self.rows).enumerate() {
            if uses[k].flow == Flow::Read || row.buffer.ptr_eq(&view.buffer) {
                continue;
            }
            let len = if row.strides() == [0] { 1 } else { self.len };
            each_run(axes, self.start, len, |at, n| {
                let (target, from) = (axes.stretch(k, view, at, n), at - self.start);
                let values = part(row, from, n);
                match uses[k].mask {
                    None => target.assign(values),
                    Some(mask) => {
                        let chosen = part(&self.rows[mask], from, n).truths()?;
                        target.set(&chosen, values.get(&chosen)?)
                    }
                }
            })?;
        }
        Ok(())
    }
}

/// Calls `f` with the start and the length of every run along the fastest axis.
fn each_run(axes: &Axes, start: usize, len: usize, f: impl Fn(usize, usize) -> Result<()>) -> Result<()> {
    let mut at = start;
    while at < start + len {
        let n = axes.run(at).min(start + len - at);
        f(at, n)?;
        at += n;
    }
    Ok(())
}

/// `n` elements of a row from `from` on.
pub(super) fn part(row: &Array, from: usize, n: usize) -> Array {
    let mut layout = row.layout.clone();
    layout.offset = layout.offset.wrapping_add_signed(from as isize * layout.strides[0]);
    layout.shape[0] = n;
    row.with_layout(layout)
}

/// Element `i` of a row.
pub(super) fn element(row: &Array, i: usize) -> Array {
    row.with_layout(row.layout.at(0, i))
}
