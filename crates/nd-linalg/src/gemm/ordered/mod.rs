//! Matrix products that sum in the order of the inner index: all integers, booleans, `f32` where the order matters,
//! and matrices so small that a tuned library spends longer on its plan than on its numbers.
//!
//! The algorithm is the usual one, cut short. A panel of `B`, a few vectors wide, is packed once and stays in the first
//! level of cache; each step over the inner index multiplies one packed row into a tile of `C` that lives in registers.
//!
//! ```text
//! for each panel of columns, for each block of the inner index:
//!     pack B[block, panel]
//!     for each tile of rows:
//!         tile = C, or zero in the first block
//!         for p in block: for r in tile: tile[r] += A[r, p] * packed[p]
//!         C = tile
//! ```
//!
//! `A` is not packed: it is read one element at a time and broadcast. Every sum runs from the first inner index to the
//! last, so integers wrap as NumPy's do and `f32` sums are those of a plain loop.

mod ring;
mod small;
#[cfg(test)]
mod tests;

pub(crate) use ring::Ring;

use nd_core::kernel::isa::{Isa, Kernel, Level, dispatch};
use ring::Row;

/// One operand, a run of matrices: where its first element lies and how far apart rows, columns and matrices are, in bytes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Operand<P> {
    /// The first element.
    pub(crate) ptr: P,
    /// Bytes from one row to the next.
    pub(crate) row: isize,
    /// Bytes from one column to the next.
    pub(crate) column: isize,
    /// Bytes from one matrix of a run to the next.
    pub(crate) item: isize,
}

impl<T> Operand<*const T> {
    /// Matrix `i` of the run.
    #[inline(always)]
    fn nth(mut self, i: usize) -> Self {
        self.ptr = self.ptr.wrapping_byte_offset(i as isize * self.item);
        self
    }
}

impl<T> Operand<*mut T> {
    /// Matrix `i` of the run.
    #[inline(always)]
    fn nth(mut self, i: usize) -> Self {
        self.ptr = self.ptr.wrapping_byte_offset(i as isize * self.item);
        self
    }
}

/// The lengths of a run of products: `(items, m, k) · (items, k, n) -> (items, m, n)`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Extent {
    /// Products in the run.
    pub(crate) items: usize,
    /// Rows of the result.
    pub(crate) m: usize,
    /// Columns of the result.
    pub(crate) n: usize,
    /// The inner length.
    pub(crate) k: usize,
}

/// Each `C = A · B` of a run over the ring `T`, each element summed in the order of the inner index.
///
/// # Safety
/// All elements of all `a` (m×k) and `b` (k×n) must be valid for reads, those of `c` (m×n) for writes; no `c` may overlap
/// an input, and the elements of all must lie apart.
pub(crate) unsafe fn matmul<T: Ring>(
    extent: Extent,
    a: Operand<*const T>,
    b: Operand<*const T>,
    c: Operand<*mut T>,
) {
    dispatch(Product { extent, a, b, c });
}

/// The largest product of lengths, and the largest number of columns, that [`matmul_small`] is meant for.
pub(crate) const SMALL: (usize, usize) = (512, 8);

/// [`matmul`] for matrices of a few elements: rows of `C` in registers, nothing packed.
///
/// # Safety
/// As [`matmul`].
#[inline]
pub(crate) unsafe fn matmul_small<T: Ring>(
    extent: Extent,
    a: Operand<*const T>,
    b: Operand<*const T>,
    c: Operand<*mut T>,
) {
    dispatch(small::Small { extent, a, b, c });
}

struct Product<T> {
    extent: Extent,
    a: Operand<*const T>,
    b: Operand<*const T>,
    c: Operand<*mut T>,
}

/// Inner indices in one packed panel: 32 KB of elements at most.
const BLOCK: usize = 256;

impl<T: Ring> Kernel for Product<T> {
    type Out = ();

    #[inline(always)]
    fn run<I: Isa>(self) {
        let Extent { items, m, n, k } = self.extent;
        if n <= SMALL.1 && m.saturating_mul(k) <= SMALL.0 {
            return small::Small { extent: self.extent, a: self.a, b: self.b, c: self.c }.run::<I>();
        }
        for i in 0..items {
            let (a, b, c) = (self.a.nth(i), self.b.nth(i), self.c.nth(i));
            Product { extent: self.extent, a, b, c }.one::<I>(m, n, k);
        }
    }
}

impl<T: Ring> Product<T> {
    #[inline(always)]
    fn one<I: Isa>(&self, m: usize, n: usize, k: usize) {
        let mut packed = [T::Row::ZERO; BLOCK];
        for from in (0..n).step_by(T::Row::LEN) {
            let width = T::Row::LEN.min(n - from);
            let mut first = 0;
            // A product over nothing still has to write its zeros.
            loop {
                let depth = BLOCK.min(k - first);
                self.pack(&mut packed, first, depth, from, width);
                // Four rows of two vectors leave registers over with AVX-512 only.
                match I::LEVEL {
                    Level::Avx512 => self.rows::<4>(&packed[..depth], first, from, width, m),
                    _ => self.rows::<2>(&packed[..depth], first, from, width, m),
                }
                first += depth;
                if first >= k {
                    break;
                }
            }
        }
    }

    #[inline(always)]
    fn pack(&self, packed: &mut [T::Row; BLOCK], first: usize, depth: usize, from: usize, width: usize) {
        for p in 0..depth {
            let row = packed[p].as_mut();
            // SAFETY: the element at (first + p, from + j) is inside `b`, which the caller of `matmul` vouched for.
            let at = |j: usize| unsafe { at(&self.b, first + p, from + j).read_unaligned() };
            for j in 0..width {
                row[j] = at(j);
            }
            row[width..].fill(T::ZERO);
        }
    }

    #[inline(always)]
    fn rows<const R: usize>(&self, packed: &[T::Row], first: usize, from: usize, width: usize, m: usize) {
        let mut row = 0;
        while row + R <= m {
            self.tile::<R>(packed, first, row, from, width);
            row += R;
        }
        while row < m {
            self.tile::<1>(packed, first, row, from, width);
            row += 1;
        }
    }

    /// `R` rows of `C` over one packed panel.
    #[inline(always)]
    fn tile<const R: usize>(&self, packed: &[T::Row], first: usize, row: usize, from: usize, width: usize) {
        let mut tile = [T::Row::ZERO; R];
        if first > 0 {
            for r in 0..R {
                for j in 0..width {
                    // SAFETY: (row + r, from + j) is inside `c`, and an earlier block wrote it.
                    tile[r].as_mut()[j] = unsafe { at_mut(&self.c, row + r, from + j).read_unaligned() };
                }
            }
        }
        for (p, b) in packed.iter().enumerate() {
            for r in 0..R {
                // SAFETY: (row + r, first + p) is inside `a`.
                let a = unsafe { at(&self.a, row + r, first + p).read_unaligned() };
                for (sum, b) in tile[r].as_mut().iter_mut().zip(b.as_ref()) {
                    *sum = T::add_product(*sum, a, *b);
                }
            }
        }
        for r in 0..R {
            for j in 0..width {
                // SAFETY: (row + r, from + j) is inside `c`.
                unsafe { at_mut(&self.c, row + r, from + j).write_unaligned(tile[r].as_ref()[j]) };
            }
        }
    }
}

/// The address of an element.
#[inline(always)]
fn at<T>(x: &Operand<*const T>, row: usize, column: usize) -> *const T {
    x.ptr.wrapping_byte_offset(row as isize * x.row + column as isize * x.column)
}

/// The address of an element to write.
#[inline(always)]
fn at_mut<T>(x: &Operand<*mut T>, row: usize, column: usize) -> *mut T {
    x.ptr.wrapping_byte_offset(row as isize * x.row + column as isize * x.column)
}
