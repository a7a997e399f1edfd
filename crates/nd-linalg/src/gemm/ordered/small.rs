//! Products of a few elements: one row of `C` at a time in registers, for each width from 1 to 8.
//!
//! A stack of 4×4 matrices is bound by what surrounds the sixty-four multiplications, so nothing is packed or planned
//! here and a whole run of them is one call; widths are constants, and the compiler keeps the row in one or two vectors.

use super::{Extent, Operand, Ring, at, at_mut};
use nd_core::kernel::isa::{Isa, Kernel};

pub(super) struct Small<T> {
    pub(super) extent: Extent,
    pub(super) a: Operand<*const T>,
    pub(super) b: Operand<*const T>,
    pub(super) c: Operand<*mut T>,
}

impl<T: Ring> Kernel for Small<T> {
    type Out = ();

    #[inline(always)]
    fn run<I: Isa>(self) {
        match self.extent.n {
            0 => {}
            1 => self.columns::<1>(0),
            2 => self.columns::<2>(0),
            3 => self.columns::<3>(0),
            4 => self.columns::<4>(0),
            5 => self.columns::<5>(0),
            6 => self.columns::<6>(0),
            7 => self.columns::<7>(0),
            8 => self.columns::<8>(0),
            n => (0..n).for_each(|j| self.columns::<1>(j)),
        }
    }
}

impl<T: Ring> Small<T> {
    /// The columns `from .. from + N` of the product.
    #[inline(always)]
    fn columns<const N: usize>(&self, from: usize) {
        // Packed rows are read and written as whole arrays, which is what makes them vectors.
        let size = size_of::<T>() as isize;
        match self.b.column == size && self.c.column == size {
            true => self.rows::<N, true>(from),
            false => self.rows::<N, false>(from),
        }
    }

    #[inline(always)]
    fn rows<const N: usize, const PACKED: bool>(&self, from: usize) {
        for item in 0..self.extent.items {
            let (a, b, c) = (self.a.nth(item), self.b.nth(item), self.c.nth(item));
            let one = Small { extent: self.extent, a, b, c };
            // Most stacks are of square matrices as wide as these rows: with all lengths known, the loops unroll.
            match (self.extent.m, self.extent.k) == (N, N) && N <= 4 {
                true => one.product::<N, PACKED>(N, N, from),
                false => one.product::<N, PACKED>(self.extent.m, self.extent.k, from),
            }
        }
    }

    #[inline(always)]
    fn product<const N: usize, const PACKED: bool>(&self, m: usize, k: usize, from: usize) {
        for i in 0..m {
            let mut row = [T::ZERO; N];
            for p in 0..k {
                // SAFETY: (i, p) is inside `a`, which the caller of `matmul` vouched for.
                let a = unsafe { at(&self.a, i, p).read_unaligned() };
                let b = self.row_of_b::<N, PACKED>(p, from);
                for j in 0..N {
                    row[j] = T::add_product(row[j], a, b[j]);
                }
            }
            if PACKED {
                // SAFETY: `N` packed elements of row `i` of `c`.
                unsafe { at_mut(&self.c, i, from).cast::<[T; N]>().write_unaligned(row) };
            } else {
                for j in 0..N {
                    // SAFETY: (i, from + j) is inside `c`.
                    unsafe { at_mut(&self.c, i, from + j).write_unaligned(row[j]) };
                }
            }
        }
    }

    #[inline(always)]
    fn row_of_b<const N: usize, const PACKED: bool>(&self, p: usize, from: usize) -> [T; N] {
        if PACKED {
            // SAFETY: `N` packed elements of row `p` of `b`.
            return unsafe { at(&self.b, p, from).cast::<[T; N]>().read_unaligned() };
        }
        // SAFETY: (p, from + j) is inside `b`.
        core::array::from_fn(|j| unsafe { at(&self.b, p, from + j).read_unaligned() })
    }
}
