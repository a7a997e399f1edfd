//! Memory that decompositions work in: matrices in column order, which is what faer's kernels are fast on, and copies between
//! them and matrices that lie in any order.

#![forbid(unsafe_code)]

use super::field::Field;
use crate::error::LinalgError;
use crate::gemm::faer::par;
use crate::gemm::scalar::THREADED;
use faer::dyn_stack::{MemBuffer, StackReq};
use faer::{Mat, MatMut, MatRef, Par};
use nd_core::{Result, on_pool};

/// Memory for one factorisation.
///
/// # Errors
/// Memory that cannot be had.
pub(super) fn memory(request: StackReq) -> Result<MemBuffer> {
    let bytes = request.size_bytes();
    MemBuffer::try_new(request).map_err(|_| LinalgError::Workspace { bytes }.into())
}

/// A matrix of zeros.
///
/// # Errors
/// As [`memory`].
pub(super) fn zeros<T: Field>(rows: usize, columns: usize) -> Result<Mat<T>> {
    let bytes = product(&[rows, columns, size_of::<T>()]);
    let refused = || LinalgError::Workspace { bytes };
    if bytes > isize::MAX as usize {
        return Err(refused().into());
    }
    let mut matrix = Mat::new();
    matrix.try_reserve(rows, columns).map_err(|_| refused())?;
    matrix.resize_with(rows, columns, |_, _| T::real(0.0));
    Ok(matrix)
}

/// A copy of a matrix.
///
/// # Errors
/// As [`memory`].
pub(super) fn owned<T: Field>(a: MatRef<'_, T>) -> Result<Mat<T>> {
    let mut matrix = zeros(a.nrows(), a.ncols())?;
    copy(a, matrix.as_mut());
    Ok(matrix)
}

/// `to = from`.
pub(super) fn copy<T: Field>(from: MatRef<'_, T>, mut to: MatMut<'_, T>) {
    if from.row_stride() == 1 && to.row_stride() == 1 || from.col_stride() == 1 && to.col_stride() == 1 {
        return to.copy_from(from);
    }
    for_each_tile(from.nrows(), from.ncols(), |i, j| to[(i, j)] = from[(i, j)]);
}

/// Visits every position, in tiles that a transposition keeps in the first level of cache.
pub(super) fn for_each_tile(rows: usize, columns: usize, mut f: impl FnMut(usize, usize)) {
    const TILE: usize = 16;
    for top in (0..rows).step_by(TILE) {
        for left in (0..columns).step_by(TILE) {
            for j in left..columns.min(left + TILE) {
                for i in top..rows.min(top + TILE) {
                    f(i, j);
                }
            }
        }
    }
}

/// A product of lengths, or the largest number if it is larger: work and bytes are only ever compared.
pub(super) fn product(lengths: &[usize]) -> usize {
    lengths.iter().fold(1, |product, &length| product.saturating_mul(length))
}

/// Runs `leaf` with as many threads as `work` multiplications deserve of `threads`.
pub(super) fn threaded<R: Send>(threads: usize, work: usize, leaf: impl FnOnce(Par) -> R + Send) -> R {
    if threads > 1 && work >= 4 * THREADED { on_pool(|| leaf(par(threads))) } else { leaf(Par::Seq) }
}
