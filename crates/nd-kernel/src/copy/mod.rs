//! Moving elements of any size between layouts, without looking at them.
//!
//! [`copy_2d`] moves a plane and finds the fast way through it: whole rows, a blocked transposition, a fill, short
//! rows of one element each, or one element after the other. [`copy_loop`] is the [`Loop`] of a copy within one element type, for plans that treat
//! a copy as any other function; unlike the plane it may copy onto itself.

mod repeat;
mod strided;
mod transpose;

pub use strided::copy_strided;

use crate::contract::Loop;
use crate::num::Elem;
use num_complex::Complex;
use strided::copy_run;

/// The [`Loop`] that copies elements of type `T`, byte for byte.
///
/// # Safety
/// As [`Loop`], for two operands of type `T`.
pub unsafe fn copy_loop<T: Elem>(n: usize, ptrs: *const *mut u8, strides: *const isize) {
    // SAFETY: the caller gives one entry per operand, and there are two.
    let ([src, dst], [src_stride, dst_stride]) =
        unsafe { (*ptrs.cast::<[*mut u8; 2]>(), *strides.cast::<[isize; 2]>()) };
    // SAFETY: the caller's contract is the callee's.
    unsafe { copy_strided(size_of::<T>(), n, dst, dst_stride, src, src_stride) }
}

/// The [`copy_loop`] for elements of `itemsize` bytes, if there is a [`Num`](crate::Num) of that size.
pub fn copy_loop_of_size(itemsize: usize) -> Option<Loop> {
    match itemsize {
        1 => Some(copy_loop::<u8>),
        2 => Some(copy_loop::<u16>),
        4 => Some(copy_loop::<u32>),
        8 => Some(copy_loop::<u64>),
        16 => Some(copy_loop::<Complex<f64>>),
        _ => None,
    }
}

/// Copies a plane of `rows` by `cols` elements of `itemsize` bytes. Strides are in bytes, for rows and columns.
///
/// # Safety
/// `src` must be valid for reads, and `dst` for writes, of every element of the plane at its strides, and no byte of
/// one may be part of the other. Elements of `dst` may not overlap each other; those of `src` may.
#[doc(alias = "copyto")]
pub unsafe fn copy_2d(
    itemsize: usize,
    rows: usize,
    cols: usize,
    dst: *mut u8,
    dst_strides: [isize; 2],
    src: *const u8,
    src_strides: [isize; 2],
) {
    let size = itemsize as isize;
    let [dst_row, dst_col] = dst_strides;
    let [src_row, src_col] = src_strides;
    if rows > 1 && cols > 1 {
        // SAFETY: for each call, the caller vouches for the plane, which transposing does not change.
        unsafe {
            let packed = dst_col == size && dst_row == cols as isize * size;
            if packed && src_col == 0 && repeat::repeat_rows(itemsize, rows, cols, dst, src, src_row) {
                return;
            }
            if dst_col == size && src_row == size && src_col != size {
                return transpose::transpose(itemsize, rows, cols, dst, dst_row, src, src_col);
            }
            if dst_row == size && src_col == size && dst_col != size {
                return transpose::transpose(itemsize, cols, rows, dst, dst_col, src, src_row);
            }
            // The inner loop runs along the output, unless that axis is too short to be worth a call.
            if (dst_row.unsigned_abs() < dst_col.unsigned_abs() && rows >= 4) || (cols < 4 && rows > cols) {
                return copy_rows(itemsize, cols, rows, dst, [dst_col, dst_row], src, [src_col, src_row]);
            }
        }
    }
    // SAFETY: as above.
    unsafe { copy_rows(itemsize, rows, cols, dst, dst_strides, src, src_strides) }
}

/// [`copy_2d`] row by row, or in one run if the rows follow each other.
///
/// # Safety
/// As [`copy_2d`].
unsafe fn copy_rows(
    itemsize: usize,
    rows: usize,
    cols: usize,
    dst: *mut u8,
    [dst_row, dst_col]: [isize; 2],
    src: *const u8,
    [src_row, src_col]: [isize; 2],
) {
    let len = cols as isize;
    let (rows, cols) =
        if len.checked_mul(dst_col) == Some(dst_row) && len.checked_mul(src_col) == Some(src_row) {
            (1, rows * cols)
        } else {
            (rows, cols)
        };
    let run = copy_run(itemsize, dst_col, src_col);
    for row in 0..rows as isize {
        let (dst, src) = (dst.wrapping_offset(row * dst_row), src.wrapping_offset(row * src_row));
        // SAFETY: the caller vouches for every row of the plane.
        unsafe { run(itemsize, cols, dst, dst_col, src, src_col) };
    }
}
