//! What a contraction leaves and what it costs, by NumPy's count.
//!
//! Source: `_find_contraction` and `_flop_count` in NumPy's `einsumfunc.py`, after Daniel Smith's opt_einsum.

use crate::label::{LabelSet, Sizes};

/// What happens to labels when some operands meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Contraction {
    /// Labels of the result: those that another operand or the output still needs.
    pub(crate) result: LabelSet,
    /// Labels that are summed away.
    pub(crate) removed: LabelSet,
    /// All labels of the operands that meet.
    pub(crate) all: LabelSet,
}

impl Contraction {
    /// The contraction of the operands at `positions` among those with the labels `terms`.
    pub(crate) fn new(positions: &[usize], terms: &[LabelSet], output: LabelSet) -> Contraction {
        let (mut all, mut needed) = (LabelSet::EMPTY, output);
        for (position, &term) in terms.iter().enumerate() {
            if positions.contains(&position) {
                all = all.or(term);
            } else {
                needed = needed.or(term);
            }
        }
        let result = needed.and(all);
        Contraction { result, removed: all.without(result), all }
    }

    /// Multiplications and additions that it takes, for `operands` operands.
    pub(crate) fn flops(&self, operands: usize, sizes: &Sizes) -> u128 {
        flops(self.all, !self.removed.is_empty(), operands, sizes)
    }
}

/// Multiplications and additions over all combinations of `labels`: one fewer than operands, and one more for a sum.
pub(crate) fn flops(labels: LabelSet, sums: bool, operands: usize, sizes: &Sizes) -> u128 {
    let each = operands.saturating_sub(1).max(1) + usize::from(sums);
    sizes.product(labels.iter()).saturating_mul(each as u128)
}

/// Takes the operands at `positions` (ascending) out of `terms` and appends what they leave.
pub(crate) fn apply(positions: &[usize], terms: &mut Vec<LabelSet>, output: LabelSet) -> Contraction {
    let contraction = Contraction::new(positions, terms, output);
    for &position in positions.iter().rev() {
        terms.remove(position);
    }
    terms.push(contraction.result);
    contraction
}
