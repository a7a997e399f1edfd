//! What a path costs, and the table that NumPy prints of it.

use super::cost::{apply, flops};
use super::{Contraction, ContractionPath};
use crate::expression::Expression;
use crate::label::{Label, LabelSet};
use core::fmt;

/// A contraction of a path, as it is printed.
#[derive(Clone, Debug)]
struct Step {
    scaling: usize,
    current: String,
    remaining: String,
}

/// The costs of a path.
#[derive(Clone, Debug)]
pub(crate) struct Costs {
    complete: String,
    naive_scaling: usize,
    pub(crate) naive_flops: u128,
    pub(crate) flops: u128,
    pub(crate) largest: u128,
    steps: Vec<Step>,
}

impl Costs {
    /// Follows `path` through `expression`.
    pub(crate) fn new(expression: &Expression, path: &ContractionPath) -> Costs {
        let names = Names::new(expression);
        let (sizes, output) = (&expression.sizes, expression.output_set());
        let (output_text, mut sets) = (names.text(&expression.output), expression.term_sets());
        let mut texts: Vec<String> = expression.terms.iter().map(|term| names.text(term)).collect();
        let all = sets.iter().fold(LabelSet::EMPTY, |all, term| all.or(*term));
        let repeated = sets.iter().map(|set| set.len()).sum::<usize>() > all.len();
        let mut costs = Costs {
            complete: format!("{}->{output_text}", texts.join(",")),
            naive_scaling: all.len(),
            naive_flops: flops(all, repeated, sets.len(), sizes),
            flops: 1,
            largest: 0,
            steps: Vec::with_capacity(path.steps().len()),
        };
        for (at, positions) in path.steps().iter().enumerate() {
            let contraction: Contraction = apply(positions, &mut sets, output);
            let taken: Vec<String> = positions.iter().rev().map(|&position| texts.remove(position)).collect();
            texts.push(if at + 1 == path.steps().len() {
                output_text.clone()
            } else {
                let mut left: Vec<Label> = contraction.result.iter().collect();
                left.sort_by_key(|&label| (sizes.of(label), names.of(label)));
                names.text(&left)
            });
            costs.flops = costs.flops.saturating_add(contraction.flops(positions.len(), sizes));
            costs.largest = costs.largest.max(sizes.product(contraction.result.iter()));
            costs.steps.push(Step {
                scaling: contraction.all.len(),
                current: format!("{}->{}", taken.join(","), texts[texts.len() - 1]),
                remaining: format!("{}->{output_text}", texts.join(",")),
            });
        }
        costs
    }

    /// How many times cheaper the path is than doing all at once.
    pub(crate) fn speedup(&self) -> f64 {
        self.naive_flops as f64 / self.flops as f64
    }
}

impl fmt::Display for Costs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scaling = self.steps.iter().map(|step| step.scaling).max().unwrap_or(0);
        writeln!(f, "  Complete contraction:  {}", self.complete)?;
        writeln!(f, "         Naive scaling:  {}", self.naive_scaling)?;
        writeln!(f, "     Optimized scaling:  {scaling}")?;
        writeln!(f, "      Naive FLOP count:  {}", scientific(self.naive_flops))?;
        writeln!(f, "  Optimized FLOP count:  {}", scientific(self.flops))?;
        writeln!(f, "   Theoretical speedup:  {:.3}", self.speedup())?;
        writeln!(f, "  Largest intermediate:  {} elements", scientific(self.largest))?;
        let rule = "-".repeat(74);
        write!(f, "{rule}\n{:>6} {:>24} {:>40}\n{rule}", "scaling", "current", "remaining")?;
        for step in &self.steps {
            write!(f, "\n{:>4}    {:>24} {:>40}", step.scaling, step.current, step.remaining)?;
        }
        Ok(())
    }
}

/// `1.600e+02`: C's exponent where Rust writes `1.600e2`.
fn scientific(count: u128) -> String {
    let text = format!("{:.3e}", count as f64);
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    format!("{mantissa}e+{exponent:0>2}")
}

/// What labels are called in print. Axes under an ellipsis get letters that the subscripts leave free, as in NumPy (which
/// chooses them at random), and other characters if none are left.
struct Names {
    free: Vec<char>,
}

impl Names {
    fn new(expression: &Expression) -> Names {
        let used: LabelSet = expression.terms.iter().flatten().copied().collect();
        let letters = ('A'..='Z').chain('a'..='z').rev();
        let free = letters.filter(|&c| Label::of_letter(c).is_some_and(|label| !used.has(label)));
        Names { free: free.chain('À'..).take(nd_core::MAX_NDIM).collect() }
    }

    fn of(&self, label: Label) -> char {
        match label.ellipsis_axis() {
            None => label.letter(),
            Some(axis) => self.free[axis],
        }
    }

    fn text(&self, labels: &[Label]) -> String {
        labels.iter().map(|&label| self.of(label)).collect()
    }
}
