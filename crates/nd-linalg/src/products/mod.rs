//! Products of arrays: matrices, vectors, tensors.

#![forbid(unsafe_code)]

mod batch;
mod chain;
mod convolve;
mod generalized;
mod inner;
mod options;
mod outer;
mod tensordot;
mod vector;

pub use chain::{matrix_power, multi_dot};
pub use convolve::{ConvolveMode, convolve, correlate};
pub use generalized::{matmul, matvec, vecdot, vecmat};
pub use inner::{dot, inner, vdot};
pub use options::GeneralizedCall;
pub use outer::{kron, outer};
pub use tensordot::{TensorAxes, tensordot};
pub use vector::cross;

use nd_core::{Array, Result};

/// A product with an output, from [`dot::with`](fn@dot::with).
#[must_use = "a call does nothing until it is run"]
#[derive(Clone)]
pub struct ProductCall<'a> {
    function: fn(&Array, &Array, Option<&Array>) -> Result<Array>,
    a: &'a Array,
    b: &'a Array,
    out: Option<&'a Array>,
}

impl<'a> ProductCall<'a> {
    fn new(
        function: fn(&Array, &Array, Option<&Array>) -> Result<Array>,
        a: &'a Array,
        b: &'a Array,
    ) -> ProductCall<'a> {
        ProductCall { function, a, b, out: None }
    }

    /// Writes the result to `out`; it may share memory with the operands.
    pub fn out(mut self, out: &'a Array) -> Self {
        self.out = Some(out);
        self
    }

    /// Computes.
    ///
    /// # Errors
    /// Those of the function, and an output that it does not take.
    pub fn run(self) -> Result<Array> {
        (self.function)(self.a, self.b, self.out)
    }
}
