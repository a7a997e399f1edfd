//! Counting by class, and the two ways to print it.

#![forbid(unsafe_code)]

use crate::inventory::Name;
use crate::matching;
use crate::reach::Surface;

/// What is there of one class.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Class {
    letter: char,
    have: usize,
    all: usize,
    missing: Vec<String>,
}

/// What is there of every class that counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Coverage(Vec<Class>);

impl Coverage {
    /// Looks every name up.
    pub(crate) fn new(names: &[Name], surface: &Surface) -> Coverage {
        let class = |letter| {
            let mut class = Class { letter, ..Class::default() };
            for entry in names.iter().filter(|entry| entry.class == letter) {
                class.all += 1;
                match matching::has(surface, entry) {
                    true => class.have += 1,
                    false => class.missing.push(matching::qualified(entry)),
                }
            }
            class
        };
        Coverage(['S', 'C', 'X'].map(class).into())
    }

    /// One line: `{"S": {"have": n, "all": n, "missing": [...]}, "C": .., "X": ..}`.
    pub(crate) fn json(&self) -> String {
        // Names are words and dots, which Rust and JSON quote alike.
        let class = |class: &Class| {
            let Class { letter, have, all, missing } = class;
            format!(r#""{letter}": {{"have": {have}, "all": {all}, "missing": {missing:?}}}"#)
        };
        format!("{{{}}}", self.0.iter().map(class).collect::<Vec<_>>().join(", "))
    }

    /// Counts and missing names, for a person.
    pub(crate) fn text(&self) -> String {
        let class = |class: &Class| {
            let Class { letter, have, all, missing } = class;
            let mut text = format!("{letter}: {have} of {all}");
            if !missing.is_empty() {
                text += &format!("; missing:\n  {}", missing.join("\n  "));
            }
            text
        };
        self.0.iter().map(class).collect::<Vec<_>>().join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inventory;

    fn coverage() -> Coverage {
        let csv = "head\nmain: ufuncs,add,ufunc,S\nnumpy.linalg,svd,function,S\nmain: ufuncs,sin,ufunc,C\nx,y,z,N\n";
        let surface = Surface { paths: ["add".to_string()].into(), ..Surface::default() };
        Coverage::new(&inventory::parse(csv).expect("a list"), &surface)
    }

    #[test]
    fn json_has_the_three_classes() {
        let expected = concat!(
            r#"{"S": {"have": 1, "all": 2, "missing": ["numpy.linalg.svd"]}, "#,
            r#""C": {"have": 0, "all": 1, "missing": ["numpy.sin"]}, "X": {"have": 0, "all": 0, "missing": []}}"#
        );
        assert_eq!(coverage().json(), expected);
    }

    #[test]
    fn text_lists_what_is_missing() {
        assert!(coverage().text().starts_with("S: 1 of 2; missing:\n  numpy.linalg.svd\nC: 0 of 1"));
    }
}
