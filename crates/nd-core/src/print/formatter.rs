//! The caller's own functions in place of NumPy's formats.

#![forbid(unsafe_code)]

use core::fmt;
use nd_dtype::{DType, Scalar};
use std::sync::Arc;

/// The kinds of elements that a function can be given for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum FormatKind {
    /// Elements that have no function of a kind of their own.
    All,
    /// Booleans.
    Bool,
    /// Signed and unsigned integers.
    Int,
    /// Floats of any width.
    Float,
    /// Complex numbers.
    Complex,
    /// Text and bytes of a fixed length.
    Str,
    /// Times.
    Datetime,
    /// Durations.
    Timedelta,
    /// Bytes without meaning.
    Void,
    /// Values of another type.
    Object,
}

impl FormatKind {
    /// The kind of elements of `dtype`.
    fn of(dtype: &DType) -> FormatKind {
        match dtype.kind() {
            'b' => FormatKind::Bool,
            'i' | 'u' => FormatKind::Int,
            'f' => FormatKind::Float,
            'c' => FormatKind::Complex,
            'S' | 'U' | 'T' => FormatKind::Str,
            'M' => FormatKind::Datetime,
            'm' => FormatKind::Timedelta,
            'O' => FormatKind::Object,
            _ => FormatKind::Void,
        }
    }
}

/// A function from an element to its text.
type Write = Arc<dyn Fn(&Scalar) -> String + Send + Sync>;

/// Functions that write elements, by kind; where there is none, elements are written as NumPy writes them. What they
/// return is not padded.
///
/// ```
/// use nd_core::{FormatKind, Formatters, PrintOptions, array, array_str};
/// let formatter = Formatters::new().with(FormatKind::Float, |x| format!("<{x}>"));
/// let options = PrintOptions { formatter, ..PrintOptions::default() };
/// assert_eq!(array_str(&array![0.5, 1.0], &options)?, "[<0.5> <1.0>]");
/// assert_eq!(array_str(&array![1, 2], &options)?, "[1 2]");
/// # Ok::<(), nd_core::Error>(())
/// ```
#[derive(Clone, Default)]
#[must_use]
pub struct Formatters(Vec<(FormatKind, Write)>);

impl Formatters {
    /// No functions.
    pub fn new() -> Formatters {
        Formatters::default()
    }

    /// With `write` for elements of `kind`, in place of an earlier one.
    pub fn with(
        mut self,
        kind: FormatKind,
        write: impl Fn(&Scalar) -> String + Send + Sync + 'static,
    ) -> Formatters {
        self.0.retain(|(other, _)| *other != kind);
        self.0.push((kind, Arc::new(write)));
        self
    }

    /// The function for elements of `dtype`.
    pub(super) fn of(&self, dtype: &DType) -> Option<Write> {
        let find = |kind| self.0.iter().find(|(other, _)| *other == kind);
        find(FormatKind::of(dtype)).or_else(|| find(FormatKind::All)).map(|(_, write)| Arc::clone(write))
    }
}

impl fmt::Debug for Formatters {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.iter().map(|(kind, _)| kind)).finish()
    }
}

impl PartialEq for Formatters {
    /// Whether both have the very same functions.
    fn eq(&self, other: &Formatters) -> bool {
        let same = |(kind, write): &(FormatKind, Write)| {
            other.0.iter().any(|(k, w)| k == kind && Arc::ptr_eq(w, write))
        };
        self.0.len() == other.0.len() && self.0.iter().all(same)
    }
}

impl Eq for Formatters {}
