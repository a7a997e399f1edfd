//! Folding rows into a row: reductions along an axis that is not the innermost.
//!
//! A contiguous loop per row would load and store the accumulator row once per row. Here a chunk of columns stays in
//! registers while a block of rows goes by:
//!
//! ```text
//! for each block of rows (about 32 KB, at least 16 rows)
//!     for each chunk of columns (256 bytes, then 8, 2 and 1 elements)
//!         a = acc[chunk];  for each row of the block: a = a ⊕ x[row][chunk];  acc[chunk] = a
//! ```
//!
//! The input is not asked for ahead of its use: the hardware follows sixteen rows by itself, and a fifth faster.
//!
//! Every column is folded in the order of the rows, as NumPy does it.

use core::marker::PhantomData;

use super::mem::{load, store};
use crate::isa::{Isa, Kernel, dispatch_narrow};
use crate::ops::{Add, Binary, Maximum, Minimum, Mul};
use crate::{Elem, Num};

/// Folds rows into an accumulator row: `acc[j] = ((acc[j] ⊕ x[0][j]) ⊕ x[1][j]) ⊕ ...` for `cols` contiguous columns.
///
/// # Safety
/// `acc` must be valid for reads and writes of `cols` contiguous elements; row `r`, which starts at
/// `x + r * row_stride`, for reads of `cols` contiguous elements. No row may overlap `acc`. Nothing needs to be
/// aligned.
pub type FoldRows = unsafe fn(acc: *mut u8, x: *const u8, row_stride: isize, rows: usize, cols: usize);

/// Sums along an outer axis, in strict order of the rows.
pub fn add_rows(num: Num) -> Option<FoldRows> {
    crate::dispatch!(num, T => Some(fold_rows::<Add, T>))
}

/// Products along an outer axis.
pub fn multiply_rows(num: Num) -> Option<FoldRows> {
    crate::dispatch!(num, T => Some(fold_rows::<Mul, T>))
}

/// Minima along an outer axis.
pub fn minimum_rows(num: Num) -> Option<FoldRows> {
    crate::dispatch!(num, T => Some(fold_rows::<Minimum, T>))
}

/// Maxima along an outer axis.
pub fn maximum_rows(num: Num) -> Option<FoldRows> {
    crate::dispatch!(num, T => Some(fold_rows::<Maximum, T>))
}

unsafe fn fold_rows<O: Binary<T, Out = T>, T: Elem>(
    acc: *mut u8,
    x: *const u8,
    row_stride: isize,
    rows: usize,
    cols: usize,
) {
    dispatch_narrow(Rows::<O, T> { acc, x, row_stride, rows, cols, of: PhantomData });
}

/// Bytes of input that a block of rows may have: the block is read once per chunk of columns, so it has to stay in
/// the first-level cache.
const BLOCK: usize = 32 * 1024;

struct Rows<O, T> {
    acc: *mut u8,
    x: *const u8,
    row_stride: isize,
    rows: usize,
    cols: usize,
    of: PhantomData<(O, T)>,
}

impl<O: Binary<T, Out = T>, T: Elem> Rows<O, T> {
    /// Folds rows `from..to` into the columns `col .. col + W`.
    ///
    /// # Safety
    /// They must be rows and columns of this value.
    #[inline(always)]
    unsafe fn chunk<I: Isa, const W: usize>(&self, col: usize, from: usize, to: usize) {
        // SAFETY: the contract of `FoldRows`, for `W` columns from `col` and the rows `from..to`.
        unsafe {
            let acc = self.acc.add(col * size_of::<T>());
            let x = self.x.add(col * size_of::<T>());
            let mut a: [T; W] = core::array::from_fn(|j| load(acc.add(j * size_of::<T>())));
            for r in from..to {
                let row = x.offset(r as isize * self.row_stride);
                let v: [T; W] = core::array::from_fn(|j| load(row.add(j * size_of::<T>())));
                for j in 0..W {
                    a[j] = O::apply::<I>(a[j], v[j]);
                }
            }
            for j in 0..W {
                store(acc.add(j * size_of::<T>()), a[j]);
            }
        }
    }

    /// Folds rows `from..to` into the columns from `col` on, as many chunks of `W` as fit; the column after them.
    ///
    /// # Safety
    /// As [`Rows::chunk`].
    #[inline(always)]
    unsafe fn chunks<I: Isa, const W: usize>(&self, mut col: usize, from: usize, to: usize) -> usize {
        while col + W <= self.cols {
            // SAFETY: the columns end before `cols`.
            unsafe { self.chunk::<I, W>(col, from, to) };
            col += W;
        }
        col
    }
}

impl<O: Binary<T, Out = T>, T: Elem> Kernel for Rows<O, T> {
    type Out = ();
    #[inline(always)]
    fn run<I: Isa>(self) {
        let block = (BLOCK / (self.cols * size_of::<T>()).max(1)).max(16);
        let mut from = 0;
        while from < self.rows {
            let to = (from + block).min(self.rows);
            // SAFETY: `fold_rows` was called under the contract of `FoldRows`, and `to <= rows`.
            unsafe {
                let col = match size_of::<T>() {
                    1 => self.chunks::<I, 256>(0, from, to),
                    2 => self.chunks::<I, 128>(0, from, to),
                    4 => self.chunks::<I, 64>(0, from, to),
                    _ => self.chunks::<I, 32>(0, from, to),
                };
                let col = self.chunks::<I, 8>(col, from, to);
                let col = self.chunks::<I, 2>(col, from, to);
                self.chunks::<I, 1>(col, from, to);
            }
            from = to;
        }
    }
}
