//! The product kernels against the definition, at every level, over all layouts that strides can express.

use super::{Extent, Operand, Ring, matmul, matmul_small};
use nd_core::kernel::isa::{levels, with_level};
use nd_core::{Bool8, Complex, Element};

/// A matrix in a buffer, laid out with the given strides in elements; negative ones start from the far end.
struct Matrix<T> {
    data: Vec<T>,
    start: usize,
    row: isize,
    column: isize,
}

impl<T: Copy> Matrix<T> {
    fn new(rows: usize, columns: usize, layout: usize, mut value: impl FnMut() -> T) -> Matrix<T> {
        let (r, c) = (rows.max(1) as isize, columns.max(1) as isize);
        let (row, column) = [(c, 1), (1, r), (2 * c + 1, 2), (-c, 1), (1, -r), (-2 * c, -2)][layout];
        let reach = |n: isize, stride: isize| ((n - 1) * stride.abs()) as usize;
        let back = |n: isize, stride: isize| if stride < 0 { ((n - 1) * -stride) as usize } else { 0 };
        let data = (0..reach(r, row) + reach(c, column) + 1).map(|_| value()).collect();
        Matrix { data, start: back(r, row) + back(c, column), row, column }
    }

    fn get(&self, i: usize, j: usize) -> T {
        self.data[(self.start as isize + i as isize * self.row + j as isize * self.column) as usize]
    }

    fn operand(&self) -> Operand<*const T> {
        let size = size_of::<T>() as isize;
        Operand { ptr: &self.data[self.start], row: self.row * size, column: self.column * size, item: 0 }
    }

    fn operand_mut(&mut self) -> Operand<*mut T> {
        let size = size_of::<T>() as isize;
        let (row, column) = (self.row * size, self.column * size);
        Operand { ptr: &mut self.data[self.start], row, column, item: 0 }
    }
}

fn check<T: Ring + PartialEq + core::fmt::Debug>(extents: &[[usize; 3]], mut value: impl FnMut() -> T) {
    for (case, &[m, n, k]) in extents.iter().enumerate() {
        let a = Matrix::new(m, k, case % 6, &mut value);
        let b = Matrix::new(k, n, (case / 2) % 6, &mut value);
        let expected =
            |i: usize, j: usize| (0..k).fold(T::ZERO, |sum, p| T::add_product(sum, a.get(i, p), b.get(p, j)));
        for level in levels() {
            for small in [false, true] {
                let mut c = Matrix::new(m, n, (case / 3) % 6, &mut value);
                let untouched = c.data.clone();
                let run = if small { matmul_small::<T> } else { matmul::<T> };
                let (pa, pb, pc) = (a.operand(), b.operand(), c.operand_mut());
                // SAFETY: three buffers of their own, as large as their strides reach.
                with_level(level, || unsafe { run(Extent { items: 1, m, n, k }, pa, pb, pc) });
                let mut written = 0;
                for i in 0..m {
                    for j in 0..n {
                        assert_eq!(c.get(i, j), expected(i, j), "{m}x{k}x{n} at {i},{j}, {level:?}");
                        written += 1;
                    }
                }
                let changed = c.data.iter().zip(&untouched).filter(|(x, y)| x != y).count();
                assert!(changed <= written, "{m}x{k}x{n}: {changed} elements changed, {written} are its own");
            }
        }
    }
}

/// A small generator: the tests need variety, not quality.
fn noise() -> impl FnMut() -> u64 {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    move || {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        state >> 24
    }
}

const EXTENTS: &[[usize; 3]] = &[
    [0, 3, 2],
    [3, 0, 2],
    [3, 2, 0],
    [9, 40, 0],
    [1, 1, 1],
    [4, 4, 4],
    [4, 4, 4],
    [3, 5, 7],
    [2, 8, 3],
    [8, 9, 2],
    [5, 17, 300],
    [7, 33, 513],
    [13, 130, 31],
    [6, 129, 5],
    [17, 1, 40],
    [1, 50, 3],
    [31, 7, 90],
];

#[test]
fn integers_wrap_in_any_layout() {
    let mut next = noise();
    check(EXTENTS, || next() as i8);
    check(EXTENTS, || next() as u16);
    check(EXTENTS, || next() as i32);
    check(EXTENTS, || (next() as i64).wrapping_mul(0x1_0000_0001));
    check(EXTENTS, &mut next);
}

#[test]
fn booleans_take_any_byte_for_true() {
    let mut next = noise();
    check(EXTENTS, || Bool8::load(&[if next().is_multiple_of(4) { 2 + (next() % 7) as u8 } else { 0 }]));
}

#[test]
fn floats_are_summed_in_order_and_not_fused() {
    let mut next = noise();
    check(EXTENTS, || next() as f32 / 3e9 - 100.0);
    check(EXTENTS, || next() as f64 / 3e9 - 100.0);
    check(&EXTENTS[..10], || Complex::new(next() as f64 / 3e9, -(next() as f64) / 7e9));
}
