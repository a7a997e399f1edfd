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
//! Every column is folded in the order of the rows, as NumPy does it. Those of bfloat16 are folded in `f32` and rounded once.

use core::marker::PhantomData;

use crate::cast::cast;
use crate::elementwise::binary_loop;
use crate::isa::{Isa, Kernel, dispatch};
use crate::mem::{load, store};
use crate::ops::{Add, Binary, Maximum, Minimum, Mul};
use crate::{Elem, Num, bf16};

/// Folds rows into an accumulator row: `acc[j] = ((acc[j] ⊕ x[0][j]) ⊕ x[1][j]) ⊕ ...` for `cols` contiguous columns.
///
/// # Safety
/// `acc` must be valid for reads and writes of `cols` contiguous elements; row `r`, which starts at
/// `x + r * row_stride`, for reads of `cols` contiguous elements. No row may overlap `acc`. Nothing needs to be
/// aligned.
pub type FoldRows = unsafe fn(acc: *mut u8, x: *const u8, row_stride: isize, rows: usize, cols: usize);

/// The rows of every kind: `rows!(num, Add)`.
macro_rules! rows {
    // $num: the kind; $op: the operation.
    ($num:expr, $op:ident) => {
        crate::dispatch!(
            $num,
            T in [Bool, I8, U8, I16, U16, I32, U32, I64, U64, F16, F32, F64, C64, C128] => Some(fold_rows::<$op, T>),
            else => Some(fold_rows_wide::<$op>)
        )
    };
}

/// Sums along an outer axis, in strict order of the rows.
pub fn add_rows(num: Num) -> Option<FoldRows> {
    rows!(num, Add)
}

/// Products along an outer axis.
pub fn multiply_rows(num: Num) -> Option<FoldRows> {
    rows!(num, Mul)
}

/// Minima along an outer axis.
pub fn minimum_rows(num: Num) -> Option<FoldRows> {
    rows!(num, Minimum)
}

/// Maxima along an outer axis.
pub fn maximum_rows(num: Num) -> Option<FoldRows> {
    rows!(num, Maximum)
}

unsafe fn fold_rows<O: Binary<T, Out = T>, T: Elem>(
    acc: *mut u8,
    x: *const u8,
    row_stride: isize,
    rows: usize,
    cols: usize,
) {
    dispatch(Rows::<O, T> { acc, x, row_stride, rows, cols, of: PhantomData });
}

/// Columns of bfloat16 that are folded at a time.
const PIECE: usize = 256;

/// The [`FoldRows`] of bfloat16.
unsafe fn fold_rows_wide<O: Binary<f32, Out = f32>>(
    acc: *mut u8,
    x: *const u8,
    row_stride: isize,
    rows: usize,
    cols: usize,
) {
    let (mut sums, mut row) = ([0f32; PIECE], [0f32; PIECE]);
    let (sums, row) = (sums.as_mut_ptr().cast::<u8>(), row.as_mut_ptr().cast::<u8>());
    let (half, wide) = (size_of::<bf16>(), size_of::<f32>() as isize);
    for col in (0..cols).step_by(PIECE) {
        let count = PIECE.min(cols - col);
        let own = acc.wrapping_add(col * half);
        // SAFETY: the caller vouches for the columns of every row and of the accumulator; the pieces hold `PIECE` elements.
        unsafe {
            cast(Num::BF16, Num::F32)(count, [own, sums].as_ptr(), [half as isize, wide].as_ptr());
            for r in 0..rows as isize {
                let from = x.wrapping_offset(r * row_stride).wrapping_add(col * half).cast_mut();
                cast(Num::BF16, Num::F32)(count, [from, row].as_ptr(), [half as isize, wide].as_ptr());
                binary_loop::<O, f32, f32>(count, [sums, row, sums].as_ptr(), [wide; 3].as_ptr());
            }
            cast(Num::F32, Num::BF16)(count, [sums, own].as_ptr(), [wide, half as isize].as_ptr());
        }
    }
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
