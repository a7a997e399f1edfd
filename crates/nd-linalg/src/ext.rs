//! Products as methods of the array.

#![forbid(unsafe_code)]

use crate::products::{dot, matmul};
use nd_core::{Array, Result};

/// Matrix products as methods of [`Array`]. Rust has no operator `@`; `a.matmul(&b)?` stands for it.
///
/// ```
/// use nd_linalg::LinalgExt as _;
/// let a = nd_core::array![[1.0, 2.0], [3.0, 4.0]];
/// assert_eq!(a.dot(&a.t())?.to_string(), "[[ 5. 11.]\n [11. 25.]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
pub trait LinalgExt {
    /// [`dot`](fn@crate::dot) of this array and another.
    ///
    /// # Errors
    /// As there.
    #[doc(alias = "numpy.ndarray.dot")]
    fn dot(&self, other: &Array) -> Result<Array>;
    /// [`matmul`](fn@crate::matmul) of this array and another: Python's `a @ b`.
    ///
    /// # Errors
    /// As there.
    #[doc(alias = "__matmul__")]
    #[doc(alias = "__rmatmul__")]
    fn matmul(&self, other: &Array) -> Result<Array>;
    /// `self @= other`: the product in the memory of this array, whose shape it must have.
    ///
    /// # Errors
    /// As [`matmul`](fn@crate::matmul) with this array as output.
    #[doc(alias = "numpy.ndarray.__imatmul__")]
    fn matmul_assign(&self, other: &Array) -> Result<()>;
}

impl LinalgExt for Array {
    fn dot(&self, other: &Array) -> Result<Array> {
        dot(self, other)
    }

    fn matmul(&self, other: &Array) -> Result<Array> {
        matmul(self, other)
    }

    fn matmul_assign(&self, other: &Array) -> Result<()> {
        matmul::with(self, other).out(self).run().map(drop)
    }
}
