//! What the tour writes on: numbered items of lines.

use core::fmt::Display;
use nd::Array;

/// The transcript so far.
#[derive(Default)]
pub(crate) struct Page(String);

impl Page {
    /// Begins an item.
    pub(crate) fn item(&mut self, number: &str) {
        self.say(format_args!("[{number}]"));
    }

    /// Writes a line.
    pub(crate) fn say(&mut self, line: impl Display) {
        self.0 += &format!("{line}\n");
    }

    /// Writes an array's shape and its elements.
    pub(crate) fn display(&mut self, array: &Array) {
        self.shape(array);
        self.say(array);
    }

    /// Writes an array's shape.
    pub(crate) fn shape(&mut self, array: &Array) {
        self.say(tuple(array.shape()));
    }

    /// All that was written.
    pub(crate) fn into_text(self) -> String {
        self.0
    }
}

/// A shape as Python prints a tuple.
pub(crate) fn tuple(shape: &[usize]) -> String {
    match shape {
        [n] => format!("({n},)"),
        _ => format!("({})", shape.iter().map(usize::to_string).collect::<Vec<_>>().join(", ")),
    }
}
