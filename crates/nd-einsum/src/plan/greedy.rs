//! The greedy planner: the best pair first, again and again.
//!
//! ```text
//! candidates = every pair with a common label
//! until one operand is left:
//!     if there is no candidate: every pair is one; still none: contract all that is left at once
//!     take the candidate that frees most memory, the cheaper of equals, the earlier of those
//!     drop the candidates that it used up; pair its result with all others
//! ```
//!
//! A pair is no candidate if its result exceeds the memory limit, or if it would make the path dearer than doing all at
//! once. Cubic in the number of operands. Source: `_greedy_path` in NumPy's `einsumfunc.py`; ties are decided as there,
//! so that paths are NumPy's.

use super::cost::{Contraction, apply, flops};
use crate::label::{LabelSet, Sizes};
use core::cmp::Reverse;

/// A pair that may be contracted next.
struct Candidate {
    pair: [usize; 2],
    /// Elements of the operands less those of the result.
    freed: i128,
    flops: u128,
}

/// The pairwise path through operands with the labels `terms`.
pub(super) fn greedy(
    mut terms: Vec<LabelSet>,
    output: LabelSet,
    sizes: &Sizes,
    limit: u128,
) -> Vec<Vec<usize>> {
    let everything: LabelSet = terms.iter().fold(LabelSet::EMPTY, |all, term| all.or(*term));
    let naive = flops(everything, !everything.without(output).is_empty(), terms.len(), sizes);
    let mut path = Vec::with_capacity(terms.len());
    let mut known: Vec<Candidate> = Vec::new();
    let mut fresh = pairs(terms.len());
    let mut spent = 0u128;
    while terms.len() > 1 {
        let candidate = |pair| candidate(pair, &terms, output, sizes, limit, naive, spent);
        let meet = |pair: &[usize; 2]| !terms[pair[0]].and(terms[pair[1]]).is_empty();
        known.extend(fresh.into_iter().filter(meet).filter_map(candidate));
        if known.is_empty() {
            known.extend(pairs(terms.len()).into_iter().filter_map(candidate));
        }
        let Some(best) = known.iter().min_by_key(|c| (Reverse(c.freed), c.flops)) else {
            path.push((0..terms.len()).collect());
            break;
        };
        let ([x, y], cost) = (best.pair, best.flops);
        spent = spent.saturating_add(cost);
        known.retain(|c| !c.pair.iter().any(|p| [x, y].contains(p)));
        for position in known.iter_mut().flat_map(|c| &mut c.pair) {
            *position -= usize::from(*position > x) + usize::from(*position > y);
        }
        apply(&[x, y], &mut terms, output);
        path.push(vec![x, y]);
        let last = terms.len() - 1;
        fresh = (0..last).map(|other| [other, last]).collect();
    }
    path
}

fn pairs(operands: usize) -> Vec<[usize; 2]> {
    (0..operands).flat_map(|x| (x + 1..operands).map(move |y| [x, y])).collect()
}

fn candidate(
    pair: [usize; 2],
    terms: &[LabelSet],
    output: LabelSet,
    sizes: &Sizes,
    limit: u128,
    naive: u128,
    spent: u128,
) -> Option<Candidate> {
    let contraction = Contraction::new(&pair, terms, output);
    let size = |labels: LabelSet| i128::try_from(sizes.product(labels.iter())).unwrap_or(i128::MAX);
    let left = size(contraction.result);
    if left as u128 > limit {
        return None;
    }
    let flops = contraction.flops(2, sizes);
    if spent.saturating_add(flops) > naive {
        return None;
    }
    let freed = size(terms[pair[0]]).saturating_add(size(terms[pair[1]])).saturating_sub(left);
    Some(Candidate { pair, freed, flops })
}
