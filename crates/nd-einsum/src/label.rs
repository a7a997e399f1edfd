//! Labels of axes, sets of them, and their sizes: all that the planner sees.

use core::fmt;
use nd_core::MAX_NDIM;

/// Letters that can label an axis.
pub(crate) const LETTERS: u8 = 52;

/// Labels there can be: letters, then the axes that an ellipsis stands for, counted from the last.
pub(crate) const LABELS: usize = LETTERS as usize + MAX_NDIM;

/// The label of an axis. Labels are ordered as NumPy orders an implicit output's letters: capitals first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Label(u8);

impl Label {
    /// The label that a letter is.
    pub(crate) fn of_letter(letter: char) -> Option<Label> {
        match letter {
            'A'..='Z' => Some(Label(letter as u8 - b'A')),
            'a'..='z' => Some(Label(letter as u8 - b'a' + 26)),
            _ => None,
        }
    }

    /// The label that a number means, `A` being 0 and `a` 26.
    pub(crate) fn of_number(number: i64) -> Option<Label> {
        u8::try_from(number).ok().filter(|n| *n < LETTERS).map(Label)
    }

    /// The label of the axis under an ellipsis that has `after` axes under it to its right.
    pub(crate) fn of_ellipsis(after: usize) -> Label {
        debug_assert!(after < MAX_NDIM);
        Label(LETTERS + after as u8)
    }

    /// The letter, `.` for an axis under an ellipsis.
    pub(crate) fn letter(self) -> char {
        match self.0 {
            n @ 0..26 => (b'A' + n) as char,
            n @ 26..LETTERS => (b'a' + n - 26) as char,
            _ => '.',
        }
    }

    /// If it is an axis under an ellipsis: how many such axes are to its right.
    pub(crate) fn ellipsis_axis(self) -> Option<usize> {
        self.0.checked_sub(LETTERS).map(usize::from)
    }

    /// The place in a table of all labels.
    pub(crate) fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// A set of labels.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct LabelSet(u128);

impl LabelSet {
    /// No label.
    pub(crate) const EMPTY: LabelSet = LabelSet(0);

    /// Whether `label` is in it.
    pub(crate) fn has(self, label: Label) -> bool {
        self.0 & (1 << label.0) != 0
    }

    /// With `label`.
    pub(crate) fn with(self, label: Label) -> LabelSet {
        LabelSet(self.0 | 1 << label.0)
    }

    /// Labels in either.
    pub(crate) fn or(self, other: LabelSet) -> LabelSet {
        LabelSet(self.0 | other.0)
    }

    /// Labels in both.
    pub(crate) fn and(self, other: LabelSet) -> LabelSet {
        LabelSet(self.0 & other.0)
    }

    /// Labels in this and not in `other`.
    pub(crate) fn without(self, other: LabelSet) -> LabelSet {
        LabelSet(self.0 & !other.0)
    }

    /// Whether there is none.
    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// How many there are.
    pub(crate) fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// The labels in order.
    pub(crate) fn iter(self) -> impl Iterator<Item = Label> {
        let mut rest = self.0;
        core::iter::from_fn(move || {
            let next = rest.trailing_zeros();
            rest &= rest.wrapping_sub(1);
            (next < 128).then_some(Label(next as u8))
        })
    }
}

impl FromIterator<Label> for LabelSet {
    fn from_iter<I: IntoIterator<Item = Label>>(labels: I) -> LabelSet {
        labels.into_iter().fold(LabelSet::EMPTY, LabelSet::with)
    }
}

impl fmt::Debug for LabelSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter().map(Label::letter)).finish()
    }
}

/// The size of each label.
#[derive(Clone, Debug)]
pub(crate) struct Sizes([usize; LABELS]);

impl Sizes {
    /// Every label of size one, which is what a label that no operand has counts as.
    pub(crate) fn ones() -> Sizes {
        Sizes([1; LABELS])
    }

    /// The size of `label`.
    pub(crate) fn of(&self, label: Label) -> usize {
        self.0[label.index()]
    }

    /// Sets the size of `label`.
    pub(crate) fn set(&mut self, label: Label, size: usize) {
        self.0[label.index()] = size;
    }

    /// Elements of an array with the axes `labels`. Saturates: what does not fit is too much for any purpose.
    pub(crate) fn product(&self, labels: impl IntoIterator<Item = Label>) -> u128 {
        let mut product = 1u128;
        for label in labels {
            match self.of(label) {
                0 => return 0,
                size => product = product.saturating_mul(size as u128),
            }
        }
        product
    }
}
