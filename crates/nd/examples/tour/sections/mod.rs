//! The tour: its sections in order, and the text that they write.

mod s02_ndarray;
mod s03_views;
mod s04_dtypes;
mod s05_slicing;
mod s06_advanced;
mod s07_applications;
mod s08_creation;
mod s09_layout;
mod s10_kronecker;
mod s11_broadcasting;
mod s12_aliasing;
mod s15_einsum;

use std::fmt::{Display, Write as _};

use nd::random::RandomState;
use nd::{Array, Result};

/// The text of the whole tour.
pub(crate) fn tour() -> Result<String> {
    let mut tour = Tour { text: String::new(), random: RandomState::new(1234) };
    let sections = [
        s02_ndarray::run,
        s03_views::run,
        s04_dtypes::run,
        s05_slicing::run,
        s06_advanced::run,
        s07_applications::run,
        s08_creation::run,
        s09_layout::run,
        s10_kronecker::run,
        s11_broadcasting::run,
        s12_aliasing::run,
        s15_einsum::run,
    ];
    for section in sections {
        section(&mut tour)?;
    }
    Ok(tour.text)
}

/// What the sections share: the text, and the one stream of random numbers that runs through the tutorial.
struct Tour {
    text: String,
    random: RandomState,
}

impl Tour {
    /// Begins an item of the tutorial.
    fn item(&mut self, label: &str) {
        self.line(format_args!("[{label}]"));
    }

    /// Prints a line.
    fn line(&mut self, value: impl Display) {
        writeln!(self.text, "{value}").expect("a String takes everything");
    }

    /// Prints the shape of an array, then its elements.
    fn show(&mut self, array: &Array) {
        self.line(shape(array));
        self.line(array);
    }
}

/// The shape, as Python writes a tuple.
fn shape(array: &Array) -> String {
    match array.shape() {
        [n] => format!("({n},)"),
        lengths => format!("({})", lengths.iter().map(usize::to_string).collect::<Vec<_>>().join(", ")),
    }
}
