//! In which order operands meet. The planner sees labels and sizes, never arrays.

mod cost;
mod greedy;
mod optimal;
pub(crate) mod report;
#[cfg(test)]
mod tests;

pub(crate) use cost::Contraction;

use crate::error::EinsumError;
use crate::expression::Expression;
use crate::label::LabelSet;
use core::fmt;
use nd_core::Result;

/// A contraction path: which operands meet at each step. What a step leaves is appended to the operands; those it took
/// are gone, and later positions count without them.
///
/// ```
/// use nd_einsum::ContractionPath;
/// let path = ContractionPath::from([[1, 2], [0, 1]]); // the last two first, then the first with what they left
/// assert_eq!(path.to_string(), "['einsum_path', (1, 2), (0, 1)]");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContractionPath {
    steps: Vec<Vec<usize>>,
}

impl ContractionPath {
    /// The operands that meet at each step.
    pub fn steps(&self) -> &[Vec<usize>] {
        &self.steps
    }

    /// Checks that every step names operands that are there, and that one is left in the end; gives each step's positions
    /// in ascending order.
    fn check(&self, mut operands: usize) -> Result<ContractionPath> {
        let mut steps = Vec::with_capacity(self.steps.len());
        for (step, positions) in self.steps.iter().enumerate() {
            let mut sorted = positions.clone();
            sorted.sort_unstable();
            sorted.dedup();
            if sorted.is_empty() || sorted.len() != positions.len() || sorted.iter().any(|p| *p >= operands) {
                return Err(EinsumError::PathStep { step, operands }.into());
            }
            operands -= sorted.len() - 1;
            steps.push(sorted);
        }
        match operands - 1 {
            0 => Ok(ContractionPath { steps }),
            left => Err(EinsumError::UnfinishedPath { left }.into()),
        }
    }
}

impl<S: AsRef<[usize]>, const N: usize> From<[S; N]> for ContractionPath {
    fn from(steps: [S; N]) -> ContractionPath {
        ContractionPath { steps: steps.iter().map(|step| step.as_ref().to_vec()).collect() }
    }
}

impl From<Vec<Vec<usize>>> for ContractionPath {
    fn from(steps: Vec<Vec<usize>>) -> ContractionPath {
        ContractionPath { steps }
    }
}

impl fmt::Display for ContractionPath {
    /// The list that NumPy's `einsum_path` gives.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("['einsum_path'")?;
        for step in &self.steps {
            let inner: Vec<String> = step.iter().map(usize::to_string).collect();
            let comma = if step.len() == 1 { "," } else { "" };
            write!(f, ", ({}{comma})", inner.join(", "))?;
        }
        f.write_str("]")
    }
}

/// How to find the order in which operands meet.
///
/// ```
/// use nd_core::ones;
/// use nd_einsum::{Optimize, einsum_path};
/// let (a, b, c) = (ones((2, 9), "f8")?, ones((9, 9), "f8")?, ones((9, 1), "f8")?);
/// let path = |optimize: Optimize| einsum_path("ij,jk,kl->il", [&a, &b, &c], optimize);
/// assert_eq!(path(Optimize::greedy())?.path().steps(), [[1, 2], [0, 1]]);
/// assert_eq!(path(Optimize::optimal().memory_limit(8))?.path().steps(), [[0, 1, 2]]);
/// assert_eq!(path(false.into())?.path().steps(), [[0, 1, 2]]);
/// # Ok::<(), nd_core::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub struct Optimize {
    choice: Choice,
    limit: Option<u64>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Choice {
    None,
    Greedy,
    Optimal,
    Given(ContractionPath),
}

impl Optimize {
    /// The order in which the operands are given, and no planning.
    pub fn none() -> Optimize {
        Optimize { choice: Choice::None, limit: None }
    }

    /// The best pair first, again and again: quick, and nearly always as good as [`Optimize::optimal`].
    pub fn greedy() -> Optimize {
        Optimize { choice: Choice::Greedy, limit: None }
    }

    /// The cheapest of all orders. Finding it takes time exponential in the number of operands.
    pub fn optimal() -> Optimize {
        Optimize { choice: Choice::Optimal, limit: None }
    }

    /// Plans no intermediate of more than `elements` elements. Without a limit that is the size of the largest operand or
    /// of the output. Operands of which no pair fits are left to one last step, in which they still meet two at a time.
    pub fn memory_limit(mut self, elements: u64) -> Optimize {
        self.limit = Some(elements);
        self
    }
}

impl Default for Optimize {
    fn default() -> Optimize {
        Optimize::greedy()
    }
}

impl From<core::ops::RangeFull> for Optimize {
    /// What is used if nothing is said: [`Optimize::greedy`].
    fn from(_: core::ops::RangeFull) -> Optimize {
        Optimize::default()
    }
}

impl From<bool> for Optimize {
    fn from(optimize: bool) -> Optimize {
        if optimize { Optimize::greedy() } else { Optimize::none() }
    }
}

impl From<ContractionPath> for Optimize {
    fn from(path: ContractionPath) -> Optimize {
        Optimize { choice: Choice::Given(path), limit: None }
    }
}

impl From<&ContractionPath> for Optimize {
    fn from(path: &ContractionPath) -> Optimize {
        path.clone().into()
    }
}

/// The path through `expression` that `optimize` asks for.
///
/// # Errors
/// A given path that does not fit.
pub(crate) fn plan(expression: &Expression, optimize: &Optimize) -> Result<ContractionPath> {
    let operands = expression.terms.len();
    let search = match &optimize.choice {
        Choice::Given(path) => return path.check(operands),
        Choice::Greedy if operands > 2 => greedy::greedy,
        Choice::Optimal if operands > 2 => optimal::optimal,
        _ => return Ok(ContractionPath { steps: vec![(0..operands).collect()] }),
    };
    let (terms, output, sizes) = (expression.term_sets(), expression.output_set(), &expression.sizes);
    if terms.iter().fold(LabelSet::EMPTY, |all, term| all.or(*term)) == output {
        // Nothing is summed: an order saves no work.
        return Ok(ContractionPath { steps: vec![(0..operands).collect()] });
    }
    let limit = match optimize.limit {
        Some(limit) => u128::from(limit),
        None => {
            let all = expression.terms.iter().chain([&expression.output]);
            all.map(|term| sizes.product(term.iter().copied())).max().unwrap_or(0)
        }
    };
    Ok(ContractionPath { steps: search(terms, output, sizes, limit) })
}
