//! A plane whose rows repeat one element each, a few times: what `repeat` and narrow broadcasts copy.

/// The longest row that is written here; beyond it a fill is worth its call.
const SHORT: usize = 32;

/// Copies `rows` elements, `src_row` bytes apart, to as many packed rows of `cols` repetitions, unless the rows are too
/// long or the elements of another size than a number; says whether it did.
///
/// # Safety
/// `src` must be valid for reads of the elements, `dst` for writes of `rows * cols`, and no byte of one may be part of
/// the other.
pub(super) unsafe fn repeat_rows(
    itemsize: usize,
    rows: usize,
    cols: usize,
    dst: *mut u8,
    src: *const u8,
    src_row: isize,
) -> bool {
    if cols > SHORT {
        return false;
    }
    // SAFETY: the caller's contract, and the item size is that of the call.
    unsafe {
        match itemsize {
            1 => repeat::<1>(rows, cols, dst, src, src_row),
            2 => repeat::<2>(rows, cols, dst, src, src_row),
            4 => repeat::<4>(rows, cols, dst, src, src_row),
            8 => repeat::<8>(rows, cols, dst, src, src_row),
            16 => repeat::<16>(rows, cols, dst, src, src_row),
            _ => return false,
        }
    }
    true
}

/// # Safety
/// As [`repeat_rows`], with elements of `N` bytes.
unsafe fn repeat<const N: usize>(rows: usize, cols: usize, dst: *mut u8, src: *const u8, src_row: isize) {
    // SAFETY: the caller's contract; the number of columns is that of the call.
    unsafe {
        match cols {
            2 => rows_of::<N>(rows, 2, dst, src, src_row),
            3 => rows_of::<N>(rows, 3, dst, src, src_row),
            4 => rows_of::<N>(rows, 4, dst, src, src_row),
            _ => rows_of::<N>(rows, cols, dst, src, src_row),
        }
    }
}

/// Inlined into [`repeat`], so that the commonest numbers of columns are constants.
///
/// # Safety
/// As [`repeat`].
#[inline(always)]
unsafe fn rows_of<const N: usize>(
    rows: usize,
    cols: usize,
    dst: *mut u8,
    mut src: *const u8,
    src_row: isize,
) {
    let mut dst = dst.cast::<[u8; N]>();
    for _ in 0..rows {
        // SAFETY: the caller vouches for `rows` elements to read and `rows * cols` packed ones to write.
        unsafe {
            let element = src.cast::<[u8; N]>().read();
            for col in 0..cols {
                dst.add(col).write(element);
            }
            dst = dst.add(cols);
        }
        src = src.wrapping_offset(src_row);
    }
}
