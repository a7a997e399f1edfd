//! What is written: which axis of which operand carries which label.
//!
//! From a string (`"ij,jk->ik"`) or from lists of numbers, which NumPy interleaves with the operands. Whether the labels
//! fit the operands is seen when shapes are known (`expression`).

mod sublist;
#[cfg(test)]
mod tests;

pub use sublist::{IntoSublist, Symbol};

use crate::error::{EinsumError, Place};
use crate::label::{Label, LabelSet};
use nd_core::Result;

/// The labels of one operand or of the output, before and after an ellipsis.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Term {
    /// All labels in order.
    pub(crate) labels: Vec<Label>,
    /// Before which of them the ellipsis stands.
    pub(crate) ellipsis: Option<usize>,
}

/// The subscripts of a summation: the labels of each operand's axes, and of the output's if they are given.
///
/// ```
/// use nd_core::Ellipsis;
/// use nd_einsum::Subscripts;
/// let parsed = Subscripts::parse("...ij,jk->...ik")?;
/// // NumPy's other form, einsum(a, [..., 0, 1], b, [1, 2], [..., 0, 2]):
/// let listed = Subscripts::new().operand((Ellipsis, 0, 1)).operand([1, 2]).output((Ellipsis, 0, 2));
/// assert_eq!(listed.to_string(), "...AB,BC->...AC");
/// assert_eq!(parsed.operands(), listed.operands());
/// # Ok::<(), nd_core::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[must_use]
pub struct Subscripts {
    terms: Vec<Term>,
    output: Option<Term>,
    /// What was wrong with a list, to be said when the subscripts are used.
    fault: Option<ListFault>,
}

/// What can be wrong with a list of labels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ListFault {
    Range,
    TwoEllipses,
}

impl Subscripts {
    /// Subscripts of no operand, to be given some.
    pub fn new() -> Subscripts {
        Subscripts::default()
    }

    /// Reads subscripts as NumPy writes them. Blanks do not count.
    ///
    /// # Errors
    /// Characters that are not letters, dots that are not an ellipsis, an arrow that is not one, output labels that stand
    /// twice or in no operand.
    pub fn parse(text: &str) -> Result<Subscripts> {
        let end = text.find('-').unwrap_or(text.len());
        let (inputs, output) = text.split_at(end);
        let mut terms = Vec::with_capacity(2);
        for (position, term) in inputs.split(',').enumerate() {
            terms.push(parse_term(term, Place::Operand(position))?);
        }
        let output = match output {
            "" => None,
            _ => match output.strip_prefix("->") {
                Some(term) => Some(parse_term(term, Place::Output)?),
                None => return Err(EinsumError::Arrow.into()),
            },
        };
        let subscripts = Subscripts { terms, output, fault: None };
        subscripts.check_output()?;
        Ok(subscripts)
    }

    /// With one more operand, whose axes carry the labels of `list`: numbers below 52, and an `Ellipsis` for all others.
    pub fn operand(mut self, list: impl IntoSublist) -> Subscripts {
        let term = self.list(list.into_sublist());
        self.terms.push(term);
        self
    }

    /// With the output's labels; without them the output has those that stand once, in order.
    pub fn output(mut self, list: impl IntoSublist) -> Subscripts {
        let term = self.list(list.into_sublist());
        self.output = Some(term);
        self
    }

    /// The number of operands.
    pub fn operands(&self) -> usize {
        self.terms.len()
    }

    fn list(&mut self, symbols: Vec<Symbol>) -> Term {
        let mut term = Term::default();
        for symbol in symbols {
            match symbol {
                Symbol::Label(number) => match Label::of_number(number) {
                    Some(label) => term.labels.push(label),
                    None => self.fault = self.fault.or(Some(ListFault::Range)),
                },
                Symbol::Ellipsis if term.ellipsis.is_some() => {
                    self.fault = self.fault.or(Some(ListFault::TwoEllipses));
                }
                Symbol::Ellipsis => term.ellipsis = Some(term.labels.len()),
            }
        }
        term
    }

    /// The labels of each operand.
    pub(crate) fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// The output's labels: those given, or the labels that stand once.
    pub(crate) fn output_term(&self) -> Term {
        if let Some(output) = &self.output {
            return output.clone();
        }
        let (mut once, mut again) = (LabelSet::EMPTY, LabelSet::EMPTY);
        for &label in self.terms.iter().flat_map(|term| &term.labels) {
            if once.has(label) {
                again = again.with(label);
            }
            once = once.with(label);
        }
        Term { labels: once.without(again).iter().collect(), ellipsis: Some(0) }
    }

    fn check_output(&self) -> Result<()> {
        let Some(output) = &self.output else { return Ok(()) };
        let inputs: LabelSet = self.terms.iter().flat_map(|term| term.labels.iter().copied()).collect();
        for (i, &label) in output.labels.iter().enumerate() {
            if output.labels[i + 1..].contains(&label) {
                return Err(EinsumError::RepeatedOutput { label: label.letter() }.into());
            }
            if !inputs.has(label) {
                return Err(EinsumError::UnknownOutput { label: label.letter() }.into());
            }
        }
        Ok(())
    }
}

/// Reads the labels of one operand or of the output.
fn parse_term(text: &str, place: Place) -> Result<Term> {
    let mut term = Term::default();
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        if let Some(label) = Label::of_letter(next) {
            term.labels.push(label);
        } else if next == '.' {
            match rest.strip_prefix("...") {
                Some(after) if term.ellipsis.is_none() => {
                    term.ellipsis = Some(term.labels.len());
                    rest = after;
                    continue;
                }
                _ => return Err(EinsumError::Dots { place }.into()),
            }
        } else if next != ' ' {
            return Err(EinsumError::InvalidSubscript { found: next }.into());
        }
        rest = &rest[next.len_utf8()..];
    }
    Ok(term)
}

impl core::fmt::Display for Subscripts {
    /// The string that means the same.
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let text = |term: &Term| {
            let mut text: String = term.labels.iter().map(|label| label.letter()).collect();
            if let Some(at) = term.ellipsis {
                text.insert_str(at, "...");
            }
            text
        };
        let terms: Vec<String> = self.terms.iter().map(text).collect();
        f.write_str(&terms.join(","))?;
        match &self.output {
            Some(output) => write!(f, "->{}", text(output)),
            None => Ok(()),
        }
    }
}

/// Anything that says which axis carries which label: a string, or [`Subscripts`].
pub trait IntoSubscripts {
    /// The subscripts.
    ///
    /// # Errors
    /// As [`Subscripts::parse`]; numbers that are no labels, two ellipses in one list.
    fn into_subscripts(self) -> Result<Subscripts>;
}

impl IntoSubscripts for &str {
    fn into_subscripts(self) -> Result<Subscripts> {
        Subscripts::parse(self)
    }
}

impl IntoSubscripts for &String {
    fn into_subscripts(self) -> Result<Subscripts> {
        Subscripts::parse(self)
    }
}

impl IntoSubscripts for String {
    fn into_subscripts(self) -> Result<Subscripts> {
        Subscripts::parse(&self)
    }
}

impl IntoSubscripts for Subscripts {
    fn into_subscripts(self) -> Result<Subscripts> {
        match self.fault {
            Some(ListFault::Range) => Err(EinsumError::LabelRange.into()),
            Some(ListFault::TwoEllipses) => Err(EinsumError::TwoEllipses.into()),
            None => {
                self.check_output()?;
                Ok(self)
            }
        }
    }
}

impl IntoSubscripts for &Subscripts {
    fn into_subscripts(self) -> Result<Subscripts> {
        self.clone().into_subscripts()
    }
}
