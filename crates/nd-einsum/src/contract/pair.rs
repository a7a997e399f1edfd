//! Two operands meet: as a batched matrix product if something is summed, else as an elementwise product.
//!
//! ```text
//! labels of only one operand that nobody needs:  summed at once
//! shared and needed:                             loops of the product, one matrix product for each of their positions
//! shared and summed:                             the inner axis, all of them merged into one
//! of one operand only:                           rows and columns, each merged into one
//! ```
//!
//! Operands reach the product as views wherever their strides let axes merge, and the roles are given out so that they do,
//! and so that the result comes in the order that is wanted. Where the wanted order interleaves labels of both operands,
//! the outer ones become loops if the matrices that remain are worth a call, and else the result is transposed.

use super::product::{matmul, matmul_into};
use super::tensor::Tensor;
use crate::label::{Label, LabelSet};
use core::cmp::Reverse;
use nd_core::{Arg, Result, operators, zeros};

/// The least work, in multiplications, for which one matrix product of several is worth its call.
const WORTH_A_CALL: usize = 1 << 12;

/// What each label is in the matrix product.
struct Roles {
    /// Whether the second operand gives the rows.
    swap: bool,
    loops: Vec<Label>,
    rows: Vec<Label>,
    inner: Vec<Label>,
    columns: Vec<Label>,
}

/// The product of two tensors with every label summed that is not `needed`; in the order of `target` if that is cheap.
pub(super) fn contract(a: Tensor, b: Tensor, needed: LabelSet, target: Option<&[Label]>) -> Result<Tensor> {
    let (in_a, in_b) = (a.set(), b.set());
    let (a, b) = (a.sum_except(needed.or(in_b))?, b.sum_except(needed.or(in_a))?);
    let all = a.set().or(b.set());
    let wanted: Option<Vec<Label>> =
        target.map(|order| order.iter().copied().filter(|label| all.has(*label)).collect());
    let summed = all.without(needed);
    if summed.is_empty() {
        return elementwise(&a, &b, wanted);
    }
    let roles = match &wanted {
        Some(order) => roles_for(&a, &b, summed, order),
        None => roles(&a, &b, summed),
    };
    if roles.swap { product(&b, &a, &roles, wanted) } else { product(&a, &b, &roles, wanted) }
}

/// The elementwise product, with axes in the order of `wanted`.
fn elementwise(a: &Tensor, b: &Tensor, wanted: Option<Vec<Label>>) -> Result<Tensor> {
    let labels = wanted.unwrap_or_else(|| {
        let own = b.labels.iter().copied().filter(|label| !a.labels.contains(label));
        a.labels.iter().copied().chain(own).collect()
    });
    let (a, b) = (a.spread(&labels)?, b.spread(&labels)?);
    let array = operators::MULTIPLY.binary(Arg::Array(&a), Arg::Array(&b))?;
    Ok(Tensor { array, labels })
}

/// The matrix product that `roles` describe, in the order of `wanted` if its axes can be written as matrices.
fn product(left: &Tensor, right: &Tensor, roles: &Roles, wanted: Option<Vec<Label>>) -> Result<Tensor> {
    let Roles { loops, rows, inner, columns, .. } = roles;
    let matrices = |tensor: &Tensor, down: &[Label], across: &[Label]| {
        let view = tensor.spread(&[loops, down, across].concat())?;
        if down.len() == 1 && across.len() == 1 {
            return Ok(view);
        }
        let mut shape: Vec<usize> = loops.iter().map(|&label| tensor.length(label)).collect();
        shape.extend([down, across].map(|group| extent(tensor, group)));
        view.reshape(shape)
    };
    let (a, b) = (matrices(left, rows, inner)?, matrices(right, inner, columns)?);
    // No axis has length one, so a label that an operand lacks has the other's length.
    let length = |&label: &Label| if left.has(label) { left.length(label) } else { right.length(label) };
    let labels = [&loops[..], rows, columns].concat();
    if let Some(wanted) = wanted
        && wanted != labels
    {
        let shape: Vec<usize> = wanted.iter().map(length).collect();
        let result = Tensor { array: zeros(shape, a.dtype().clone())?, labels: wanted };
        if merges(&result, rows) && merges(&result, columns) {
            matmul_into(&a, &b, &matrices(&result, rows, columns)?)?;
            return Ok(result);
        }
    }
    let array = matmul(&a, &b)?;
    if rows.len() == 1 && columns.len() == 1 {
        return Ok(Tensor { array, labels });
    }
    let shape: Vec<usize> = labels.iter().map(length).collect();
    Ok(Tensor { array: array.reshape(shape)?, labels })
}

/// The roles where no order of the result is wanted: each operand's own order.
fn roles(a: &Tensor, b: &Tensor, summed: LabelSet) -> Roles {
    // The larger operand gives the columns, so that the result has its longest runs last.
    let swap = a.array.size() > b.array.size();
    let (left, right) = if swap { (b, a) } else { (a, b) };
    let (in_left, in_right) = (left.set(), right.set());
    let own = |tensor: &Tensor, labels: LabelSet| {
        let mut labels: Vec<Label> = labels.iter().collect();
        labels.sort_by_key(|&label| Reverse(tensor.stride(label).unsigned_abs()));
        labels
    };
    Roles {
        swap,
        loops: own(right, in_left.and(in_right).without(summed)),
        rows: own(left, in_left.without(in_right)),
        inner: inner(left, right, summed),
        columns: own(right, in_right.without(in_left)),
    }
}

/// The roles for a result in the order of `wanted`.
fn roles_for(a: &Tensor, b: &Tensor, summed: LabelSet, wanted: &[Label]) -> Roles {
    let shared = a.set().and(b.set());
    let last = wanted.iter().rev().find(|label| !shared.has(**label));
    let swap = last.is_some_and(|&label| a.set().has(label));
    let (left, right) = if swap { (b, a) } else { (a, b) };
    let of = |tensor: &Tensor, label: &Label| tensor.set().has(*label) && !shared.has(*label);
    // From the right: a run of columns, a run of rows, and loops before them.
    let columns = wanted.iter().rev().take_while(|&label| of(right, label)).count();
    let (before, columns) = wanted.split_at(wanted.len() - columns);
    let rows = before.iter().rev().take_while(|&label| of(left, label)).count();
    let (loops, rows) = before.split_at(before.len() - rows);
    let inner = inner(left, right, summed);
    let work = extent(left, rows).saturating_mul(extent(right, columns)).saturating_mul(extent(left, &inner));
    if loops.iter().all(|&label| shared.has(label)) || work >= WORTH_A_CALL {
        return Roles { swap, loops: loops.to_vec(), rows: rows.to_vec(), inner, columns: columns.to_vec() };
    }
    let only = |keep: &dyn Fn(&Label) -> bool| wanted.iter().copied().filter(|label| keep(label)).collect();
    Roles {
        swap,
        loops: only(&|label| shared.has(*label)),
        rows: only(&|label| of(left, label)),
        inner,
        columns: only(&|label| of(right, label)),
    }
}

/// The summed labels in the order in which they merge into one axis in both operands, or else in the larger one.
fn inner(left: &Tensor, right: &Tensor, summed: LabelSet) -> Vec<Label> {
    let order = |tensor: &Tensor| {
        let mut labels: Vec<Label> = summed.iter().collect();
        labels.sort_by_key(|&label| Reverse(tensor.stride(label).unsigned_abs()));
        labels
    };
    let (larger, smaller) =
        if left.array.size() > right.array.size() { (left, right) } else { (right, left) };
    let (first, second) = (order(larger), order(smaller));
    if merges(larger, &first) || !merges(smaller, &second) { first } else { second }
}

/// Whether the axes of `labels`, in this order, are one axis in memory.
fn merges(tensor: &Tensor, labels: &[Label]) -> bool {
    labels.windows(2).all(|pair| {
        tensor.stride(pair[0]) == tensor.stride(pair[1]).wrapping_mul(tensor.length(pair[1]) as isize)
    })
}

/// Positions along all of `labels` together.
fn extent(tensor: &Tensor, labels: &[Label]) -> usize {
    labels.iter().map(|&label| tensor.length(label)).product()
}
