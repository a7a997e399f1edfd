//! How a summation is done: operands become labelled views, and meet along a path.

mod pair;
mod product;
mod tensor;

pub(crate) use tensor::{Tensor, by_label};

use crate::expression::Expression;
use crate::label::{Label, LabelSet};
use crate::plan::ContractionPath;
use nd_core::{Array, Result};

/// Contracts `operands`, all of one dtype, along `path`. The result has the labels of the output that are longer than one,
/// in the output's order, and may be a view of the only operand.
///
/// # Errors
/// Memory that cannot be had or is borrowed elsewhere.
pub(crate) fn contract(
    expression: &Expression,
    operands: &[Array],
    path: &ContractionPath,
) -> Result<Tensor> {
    let mut tensors = Vec::with_capacity(operands.len());
    for (array, term) in operands.iter().zip(&expression.terms) {
        tensors.push(Tensor::new(array, term)?);
    }
    let output = expression.output_set();
    let last = path.steps().len().saturating_sub(1);
    for (step, positions) in path.steps().iter().enumerate() {
        let mut taken = Vec::with_capacity(positions.len());
        for &position in positions.iter().rev() {
            taken.push(tensors.remove(position));
        }
        // From the right is from the first operand on: `taken` has them backwards.
        let needed = tensors.iter().fold(output, |needed, tensor| needed.or(tensor.set()));
        let target = (step == last).then_some(&expression.output[..]);
        tensors.push(meet(taken, needed, target)?);
    }
    let result = tensors.swap_remove(0).sum_except(output)?;
    result.arranged(&expression.output)
}

/// Multiplies tensors, the last first, and sums every label that is not `needed`. The result's axes are in the order of
/// `target` if that costs nothing.
fn meet(mut tensors: Vec<Tensor>, needed: LabelSet, target: Option<&[Label]>) -> Result<Tensor> {
    let mut product = tensors.swap_remove(tensors.len() - 1);
    while let Some(next) = tensors.pop() {
        let still = tensors.iter().fold(needed, |needed, tensor| needed.or(tensor.set()));
        product = pair::contract(product, next, still, target.filter(|_| tensors.is_empty()))?;
    }
    product.sum_except(needed)
}
