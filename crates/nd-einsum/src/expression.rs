//! What subscripts mean for operands of given shapes: a label for every axis, a size for every label.
//!
//! The checks and their order are those of NumPy's `einsum.cpp`, so that a call with one fault gets NumPy's message.

use crate::error::EinsumError;
use crate::label::{Label, LabelSet, Sizes};
use crate::subscripts::{Subscripts, Term};
use nd_core::{MAX_NDIM, Result};

/// NumPy's limit on the operands of one summation.
const MAX_OPERANDS: usize = 63;

/// A summation over operands of known shapes. All that the planner sees.
#[derive(Clone, Debug)]
pub(crate) struct Expression {
    /// For each operand, the label of each axis; a label may stand twice.
    pub(crate) terms: Vec<Vec<Label>>,
    /// The label of each axis of the output.
    pub(crate) output: Vec<Label>,
    /// The size of each label. Axes of length one are repeated to it.
    pub(crate) sizes: Sizes,
}

impl Expression {
    /// Gives `subscripts` a meaning for operands of `shapes` and, if there is one, an output of shape `out`.
    ///
    /// # Errors
    /// Another number of operands than the subscripts have, operands whose axes the labels do not fit, labels of
    /// different lengths, too many axes.
    pub(crate) fn new(
        subscripts: &Subscripts,
        shapes: &[&[usize]],
        out: Option<&[usize]>,
    ) -> Result<Expression> {
        check_operands(subscripts, shapes)?;
        let mut terms = Vec::with_capacity(shapes.len());
        let mut under_ellipsis = 0;
        for (operand, (term, shape)) in subscripts.terms().iter().zip(shapes).enumerate() {
            let (labels, hidden) = spread(term, shape.len(), operand)?;
            under_ellipsis = under_ellipsis.max(hidden);
            terms.push(labels);
        }
        let output = spread_output(subscripts.output_term(), under_ellipsis)?;
        if let Some(out) = out
            && out.len() != output.len()
        {
            return Err(EinsumError::OutputRank { found: out.len(), wanted: output.len() }.into());
        }
        let mut expression = Expression { terms, output, sizes: Sizes::ones() };
        expression.check_diagonals(shapes, out.is_none())?;
        if expression.iterated().len() > MAX_NDIM {
            return Err(EinsumError::TooManyAxes.into());
        }
        expression.measure(shapes, out)?;
        Ok(expression)
    }

    /// The labels of the output.
    pub(crate) fn output_set(&self) -> LabelSet {
        self.output.iter().copied().collect()
    }

    /// The labels of each operand.
    pub(crate) fn term_sets(&self) -> Vec<LabelSet> {
        self.terms.iter().map(|term| term.iter().copied().collect()).collect()
    }

    /// Whether the result is a view of the only operand: nothing to multiply and nothing to sum.
    pub(crate) fn is_view(&self) -> bool {
        match &self.terms[..] {
            [only] => only.iter().all(|label| self.output.contains(label)),
            _ => false,
        }
    }

    /// Every label in NumPy's order of iteration: the output's, then the summed ones in alphabetical order.
    fn iterated(&self) -> Vec<Label> {
        let all: LabelSet = self.terms.iter().flatten().copied().collect();
        let summed = all.without(self.output_set());
        self.output.iter().copied().chain(summed.iter()).collect()
    }

    /// A label on several axes of one operand needs axes of one length; here length one is not repeated.
    fn check_diagonals(&self, shapes: &[&[usize]], may_be_view: bool) -> Result<()> {
        let alone = may_be_view && self.terms.len() == 1;
        for (operand, (term, shape)) in self.terms.iter().zip(shapes).enumerate() {
            for (axis, &label) in term.iter().enumerate() {
                let earlier = term.iter().position(|&other| other == label).unwrap_or(axis);
                let (first, found) = (shape[earlier], shape[axis]);
                if first != found {
                    let single = alone && term[..axis].iter().all(|label| self.output.contains(label));
                    let label = label.letter();
                    return Err(EinsumError::Diagonal { operand, single, label, first, found }.into());
                }
            }
        }
        Ok(())
    }

    /// Finds the size of each label.
    fn measure(&mut self, shapes: &[&[usize]], out: Option<&[usize]>) -> Result<()> {
        let given = self.terms.iter().zip(shapes.iter().copied());
        let written = out.map(|shape| (&self.output, shape));
        let (mut clash, mut too_short) = (false, None);
        for (is_out, (labels, shape)) in
            given.map(|pair| (false, pair)).chain(written.map(|pair| (true, pair)))
        {
            for (axis, (&label, &length)) in labels.iter().zip(shape).enumerate() {
                match self.sizes.of(label) {
                    size if size == length => {}
                    1 => self.sizes.set(label, length),
                    _ if length != 1 => clash = true,
                    _ if is_out => too_short = too_short.or(Some(axis)),
                    _ => {}
                }
            }
        }
        match (clash, too_short) {
            (true, _) => Err(self.clash(shapes, out)),
            (false, Some(axis)) => Err(EinsumError::OutputReduction { axis }.into()),
            (false, None) => Ok(()),
        }
    }

    #[cold]
    fn clash(&self, shapes: &[&[usize]], out: Option<&[usize]>) -> nd_core::Error {
        let iterated = self.iterated();
        let mut operands = Vec::with_capacity(shapes.len() + 1);
        let given = self.terms.iter().zip(shapes.iter().copied());
        for (labels, shape) in given.chain(out.map(|shape| (&self.output, shape))) {
            let first = |axis: &usize| !labels[..*axis].contains(&labels[*axis]);
            let own: Vec<usize> = (0..shape.len()).filter(first).map(|axis| shape[axis]).collect();
            let length = |label| labels.iter().position(|l| l == label).map(|axis| shape[axis]);
            operands.push((own, iterated.iter().map(length).collect()));
        }
        EinsumError::Broadcast { operands }.into()
    }
}

fn check_operands(subscripts: &Subscripts, shapes: &[&[usize]]) -> Result<()> {
    let error = match shapes.len() {
        0 => EinsumError::NoOperands,
        given if given > MAX_OPERANDS => EinsumError::TooManyOperands,
        given if given < subscripts.operands() => EinsumError::MissingOperands,
        given if given > subscripts.operands() => EinsumError::ExtraOperands,
        _ => return Ok(()),
    };
    Err(error.into())
}

/// A label for each of `ndim` axes, and how many of them are under the ellipsis.
fn spread(term: &Term, ndim: usize, operand: usize) -> Result<(Vec<Label>, usize)> {
    let Some(hidden) = ndim.checked_sub(term.labels.len()) else {
        return Err(EinsumError::TooManySubscripts { operand }.into());
    };
    match term.ellipsis {
        None if hidden > 0 => Err(EinsumError::TooFewSubscripts { operand }.into()),
        None => Ok((term.labels.clone(), 0)),
        Some(at) => Ok((with_ellipsis(&term.labels, at, hidden), hidden)),
    }
}

fn spread_output(term: Term, under_ellipsis: usize) -> Result<Vec<Label>> {
    if term.labels.len() + under_ellipsis > MAX_NDIM {
        return Err(EinsumError::TooManyAxes.into());
    }
    match term.ellipsis {
        None if under_ellipsis > 0 => Err(EinsumError::OutputWithoutEllipsis.into()),
        None => Ok(term.labels),
        Some(at) => Ok(with_ellipsis(&term.labels, at, under_ellipsis)),
    }
}

/// `labels` with those of `hidden` axes before position `at`. They broadcast as shapes do, from the last.
fn with_ellipsis(labels: &[Label], at: usize, hidden: usize) -> Vec<Label> {
    let under = (0..hidden).rev().map(Label::of_ellipsis);
    labels[..at].iter().copied().chain(under).chain(labels[at..].iter().copied()).collect()
}
