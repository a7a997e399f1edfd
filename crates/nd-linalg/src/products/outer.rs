//! Products of every element with every element.

#![forbid(unsafe_code)]

use nd_core::{Array, Operand, Result, operators};

/// The product of every element of `a` with every element of `b`, both in C order: `(size of a, size of b)`.
///
/// ```
/// use nd_core::arange;
/// assert_eq!(nd_linalg::outer(&arange(3), &arange(2))?.to_string(), "[[0 0]\n [0 1]\n [0 2]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Dtypes without a product, memory that cannot be had.
#[doc(alias = "numpy.outer")]
pub fn outer(a: &Array, b: &Array) -> Result<Array> {
    let (column, row) = (a.ravel()?.expand_dims(1)?, b.ravel()?);
    operators::MULTIPLY.binary(column.operand(), row.operand())
}

/// The Kronecker product: blocks of `b`, one for each element of `a`, scaled by it.
///
/// Axis by axis the lengths are multiplied; the operand with fewer axes gets leading ones of length one.
///
/// ```
/// use nd_core::array;
/// let x = nd_linalg::kron(&array![[1, -1]], &array![[1, 2], [3, 4]])?;
/// assert_eq!(x.to_string(), "[[ 1  2 -1 -2]\n [ 3  4 -3 -4]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Dtypes without a product, memory that cannot be had.
#[doc(alias = "numpy.kron")]
pub fn kron(a: &Array, b: &Array) -> Result<Array> {
    let ndim = a.ndim().max(b.ndim());
    let full = |x: &Array| {
        let mut shape = vec![1; ndim - x.ndim()];
        shape.extend(x.shape());
        shape
    };
    let (left, right) = (full(a), full(b));
    // Blocks and elements alternate: (a0, 1, a1, 1, ..) times (1, b0, 1, b1, ..).
    let spread = |shape: &[usize], first: bool| -> Vec<usize> {
        shape.iter().flat_map(|&n| if first { [n, 1] } else { [1, n] }).collect()
    };
    let (a, b) = (a.reshape(spread(&left, true))?, b.reshape(spread(&right, false))?);
    let blocks = operators::MULTIPLY.binary(a.operand(), b.operand())?;
    let shape: Vec<usize> = left.iter().zip(&right).map(|(m, n)| m * n).collect();
    blocks.reshape(&shape)
}
