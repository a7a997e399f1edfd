//! The optimal planner: of all pairwise paths the cheapest.
//!
//! A depth-first search over pairs in order, cut off where a path costs as much as the best complete one, or as much as
//! an earlier path to the same grouping of operands. NumPy searches breadth-first and keeps every partial path; visiting
//! pairs in its order and preferring the earlier of equals gives its paths without its memory. Where the memory limit ends
//! every path early, the cheapest of those that came furthest is taken, and all that is left is contracted at once.
//!
//! Source: `_optimal_path` in NumPy's `einsumfunc.py`.

use super::cost::{Contraction, apply};
use crate::label::{LabelSet, Sizes};
use std::collections::HashMap;

/// Groupings remembered at most: the search stays right without, and only gets slower.
const REMEMBERED: usize = 1 << 20;

struct Search<'a> {
    output: LabelSet,
    sizes: &'a Sizes,
    limit: u128,
    /// The best path so far: longer ones win over shorter ones, then the cheaper.
    best: Vec<[usize; 2]>,
    best_cost: u128,
    path: Vec<[usize; 2]>,
    /// The least cost at which a grouping of the operands was reached.
    seen: HashMap<Box<[u64]>, u128>,
}

/// The pairwise path through operands with the labels `terms`.
pub(super) fn optimal(terms: Vec<LabelSet>, output: LabelSet, sizes: &Sizes, limit: u128) -> Vec<Vec<usize>> {
    let operands = terms.len();
    let mut search = Search {
        output,
        sizes,
        limit,
        best: Vec::new(),
        best_cost: u128::MAX,
        path: Vec::new(),
        seen: HashMap::new(),
    };
    let groups = (0..operands).map(|i| 1u64 << i).collect();
    search.from(&terms, groups, 0);
    let mut path: Vec<Vec<usize>> = search.best.iter().map(|pair| pair.to_vec()).collect();
    let left = operands - path.len();
    if left > 1 {
        path.push((0..left).collect());
    }
    path
}

impl Search<'_> {
    /// Tries every way on from operands with the labels `terms`, each of which stands for the `groups` of the original
    /// ones, at the price of `cost` so far.
    fn from(&mut self, terms: &[LabelSet], groups: Vec<u64>, cost: u128) {
        let (depth, furthest) = (self.path.len(), self.best.len());
        if depth > furthest || (depth == furthest && cost < self.best_cost) {
            self.best.clone_from(&self.path);
            self.best_cost = cost;
        }
        if terms.len() == 1 {
            return;
        }
        for x in 0..terms.len() {
            for y in x + 1..terms.len() {
                let contraction = Contraction::new(&[x, y], terms, self.output);
                if self.sizes.product(contraction.result.iter()) > self.limit {
                    continue;
                }
                let cost = cost.saturating_add(contraction.flops(2, self.sizes));
                let complete = self.best.len() + 1 == self.path.len() + terms.len();
                let mut groups = groups.clone();
                let joined = groups.remove(y) | groups.remove(x);
                groups.push(joined);
                if (complete && cost >= self.best_cost) || self.was_reached(&groups, cost) {
                    continue;
                }
                let mut terms = terms.to_vec();
                apply(&[x, y], &mut terms, self.output);
                self.path.push([x, y]);
                self.from(&terms, groups, cost);
                self.path.pop();
            }
        }
    }

    /// Whether an earlier path made the same groups for as little.
    fn was_reached(&mut self, groups: &[u64], cost: u128) -> bool {
        let mut key: Box<[u64]> = groups.into();
        key.sort_unstable();
        if let Some(earlier) = self.seen.get_mut(&key) {
            let reached = *earlier <= cost;
            *earlier = cost.min(*earlier);
            return reached;
        }
        if self.seen.len() < REMEMBERED {
            self.seen.insert(key, cost);
        }
        false
    }
}
