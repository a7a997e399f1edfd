//! `nested_iters`: an iteration over some axes, and inside of each of its positions one over the others.

#![forbid(unsafe_code)]

use super::{IterError, IterOperand, NdIter, NdIterBuilder, nditer};
use crate::array::Array;
use crate::layout::Order;
use nd_dtype::Result;

/// Iterations over the inner axes, one for each position along the outer ones; made by [`nested_iters`].
#[derive(Clone, Debug)]
pub struct NestedIters {
    operands: Vec<IterOperand>,
    outer: NdIter,
    inner: Vec<usize>,
}

/// Splits an iteration over `operands`, of one shape, into one over the axes `outer` and one over the axes `inner`; axes that
/// neither names stay at their first position.
///
/// ```
/// use nd_core::{IterOperand, arange, nested_iters};
/// let x = arange(12).reshape((2, 3, 2))?;
/// let mut sums = Vec::new();
/// for inner in nested_iters([IterOperand::read(&x)], &[1], &[0, 2])? {
///     let values: Vec<i64> = inner?.map(|v| v?[0].item()).collect::<nd_core::Result<_>>()?;
///     sums.push(values.iter().sum::<i64>());
/// }
/// assert_eq!(sums, [14, 22, 30]);
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// An inner iteration has the inner axes as its own, so that more levels are made by splitting it again:
///
/// ```
/// use nd_core::{IterOperand, arange, nested_iters};
/// let x = arange(12).reshape((2, 3, 2))?;
/// let mut columns = Vec::new();
/// for plane in nested_iters([IterOperand::read(&x)], &[0], &[1, 2])? {
///     let plane = plane?.operands()[0].clone();
///     for column in nested_iters([IterOperand::read(&plane)], &[1], &[0])? {
///         columns.push(column?.map(|v| v?[0].item::<i64>()).sum::<nd_core::Result<i64>>()?);
///     }
/// }
/// assert_eq!(columns, [6, 9, 24, 27]);
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Operands that [`NdIterBuilder::build`] refuses or that are to be allocated; axes that they do not have or that are named
/// twice.
#[doc(alias = "numpy.nested_iters")]
pub fn nested_iters<T: Into<IterOperand>>(
    operands: impl IntoIterator<Item = T>,
    outer: &[usize],
    inner: &[usize],
) -> Result<NestedIters> {
    let operands: Vec<IterOperand> = operands.into_iter().map(Into::into).collect();
    let own = |op: &IterOperand| op.clone().axes(outer.iter().copied().map(Some).collect::<Vec<_>>());
    let named = [outer, inner].concat();
    for (operand, op) in operands.iter().enumerate() {
        let ndim = op.array.as_ref().map_or(0, Array::ndim);
        let twice = |i: usize| named[..i].contains(&named[i]);
        if named.iter().any(|&axis| axis >= ndim) || (0..named.len()).any(twice) {
            return Err(IterError::Axes { operand }.into());
        }
    }
    let walked = nditer(operands.iter().map(own).map(|op| IterOperand { dtype: None, ..op }));
    Ok(NestedIters { outer: walked.multi_index().build()?, operands, inner: inner.to_vec() })
}

impl NestedIters {
    /// The outer iteration.
    pub fn outer(&self) -> &NdIter {
        &self.outer
    }

    /// The iteration over the inner axes of the operands whose first elements are `values`.
    fn inside(&self, values: &[Array]) -> NdIterBuilder {
        let operands = self.operands.iter().zip(values).map(|(op, value)| {
            let mut layout = value.layout.clone();
            if let Some(array) = &op.array {
                for &axis in &self.inner {
                    layout.shape.push(array.shape()[axis]);
                    layout.strides.push(array.strides()[axis]);
                }
            }
            IterOperand { array: Some(value.with_layout(layout)), axes: None, ..op.clone() }
        });
        nditer(operands.collect::<Vec<_>>()).order(Order::K).zerosize_ok()
    }
}

impl Iterator for NestedIters {
    type Item = Result<NdIter>;

    fn next(&mut self) -> Option<Result<NdIter>> {
        let values = self.outer.next()?;
        Some(values.and_then(|values| self.inside(&values).multi_index().build()))
    }
}
