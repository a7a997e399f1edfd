//! Balancing: a matrix scaled so that its rows and columns are of like size, by powers of two, which round nothing.
//!
//! Source: B. N. Parlett and C. Reinsch, "Balancing a matrix for calculation of eigenvalues and eigenvectors" (1969).
//! LAPACK's `geev` balances too; without it, what is small beside the norm of the matrix is lost.

use super::field::Field;
use super::workspace::owned;
use faer::{Mat, MatRef};
use nd_core::Result;

/// No scale is further from one than this, so that squares of vectors stay numbers.
const LIMIT: f64 = 1.0e90;

/// `D⁻¹ · A · D`, and the diagonal of `D`. Its eigenvalues are those of `A`, and `D` times its eigenvectors are the others.
pub(super) fn balanced<T: Field>(a: MatRef<'_, T>) -> Result<(Mat<T>, Vec<f64>)> {
    let n = a.nrows();
    let (mut a, mut scale) = (owned(a)?, vec![1.0; n]);
    // Each change makes the sum of some row and column a twentieth smaller, so this ends.
    loop {
        let mut changed = false;
        let diagonal = (0..n).map(|i| a[(i, i)].modulus()).fold(0.0, f64::max);
        for i in 0..n {
            let others = || (0..n).filter(|&j| j != i);
            let column = others().map(|j| a[(j, i)].modulus()).sum();
            let row = others().map(|j| a[(i, j)].modulus()).sum();
            let factor = factor(column, row, diagonal);
            let scaled = scale[i] * factor;
            if factor == 1.0 || !(LIMIT.recip()..=LIMIT).contains(&scaled) {
                continue;
            }
            (changed, scale[i]) = (true, scaled);
            for j in 0..n {
                a[(i, j)] *= T::real(factor.recip());
                a[(j, i)] *= T::real(factor);
            }
        }
        if !changed {
            return Ok((a, scale));
        }
    }
}

/// The power of two that makes a column as large as its row, whose sums these are; 1 if that gains little.
fn factor(column: f64, row: f64, diagonal: f64) -> f64 {
    let (column, row) = match (column > 0.0, row > 0.0) {
        (true, true) => (column, row),
        // An eigenvalue that stands alone: its column, or its row, may be as small as one likes.
        (true, false) if column > diagonal => (column, diagonal * diagonal / column),
        (false, true) if row > diagonal => (diagonal * diagonal / row, row),
        _ => return 1.0,
    };
    if !(column > 0.0 && row > 0.0 && column.is_finite() && row.is_finite()) {
        return 1.0;
    }
    // The column grows by the factor, and the row shrinks by it.
    let factor = ((row / column).log2() / 2.0).round().exp2();
    if column * factor + row / factor < 0.95 * (column + row) { factor } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_are_taken_out() {
        let d = [1.0, 1e8, 1e-8];
        let a = Mat::from_fn(3, 3, |i, j| d[i] / d[j] * (1.0 + (i * 3 + j) as f64));
        let (b, scale) = balanced(a.as_ref()).unwrap();
        for (i, j) in (0..3).flat_map(|i| (0..3).map(move |j| (i, j))) {
            assert!((0.5..20.0).contains(&b[(i, j)]), "{b:?}");
            // Powers of two: nothing is rounded.
            assert_eq!(b[(i, j)], a[(i, j)] * (scale[j] / scale[i]));
            assert_eq!(scale[i].log2().fract(), 0.0);
        }
    }

    #[test]
    fn what_is_balanced_stays() {
        let a = Mat::from_fn(4, 4, |i, j| (1 + i + j) as f64);
        assert_eq!(balanced(a.as_ref()).unwrap().1, [1.0; 4]);
        let none = Mat::from_fn(2, 2, |_, _| 0.0);
        assert_eq!(balanced(none.as_ref()).unwrap().1, [1.0; 2]);
        // An eigenvalue of its own.
        let alone = Mat::from_fn(2, 2, |i, j| if i > j { 0.0 } else { [1.0, 1e20, 2.0][i + j] });
        let (b, _) = balanced(alone.as_ref()).unwrap();
        assert!((0.5..4.0).contains(&b[(0, 1)]), "{b:?}");
    }
}
