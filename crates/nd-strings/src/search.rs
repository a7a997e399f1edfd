//! Where one text stands in another, and how often.

use crate::error::StringsError;
use crate::operand::{Text, Within, part};
use crate::rows::{by_kind, values};
use crate::unit::Unit;
use nd_core::{Array, Bool8, Literal, Plain, Result};

/// The first position in `text` at which `wanted` stands.
pub(crate) fn first<U: Unit>(text: &[U], wanted: &[U]) -> Option<usize> {
    match wanted {
        [] => Some(0),
        [only] => text.iter().position(|unit| unit == only),
        [start, ..] => {
            let last = text.len().checked_sub(wanted.len())?;
            (0..=last).find(|&at| text[at] == *start && text[at..].starts_with(wanted))
        }
    }
}

/// The last position in `text` at which `wanted` stands.
pub(crate) fn last<U: Unit>(text: &[U], wanted: &[U]) -> Option<usize> {
    let last = text.len().checked_sub(wanted.len())?;
    (0..=last).rev().find(|&at| text[at..].starts_with(wanted))
}

/// How often `wanted` stands in `text` without overlapping itself; between any two characters and at both ends, if it is
/// empty.
pub(crate) fn occurrences<U: Unit>(mut text: &[U], wanted: &[U]) -> usize {
    if wanted.is_empty() {
        return text.len() + 1;
    }
    let mut count = 0;
    while let Some(at) = first(text, wanted) {
        text = &text[at + wanted.len()..];
        count += 1;
    }
    count
}

/// What is computed of the part of a text that is looked at, of the place where it begins and of what is looked for;
/// `None` for the part if its end lies before its start.
trait Search: Sync {
    type Answer: Plain;
    fn search<U: Unit>(&self, part: Option<(usize, &[U])>, wanted: &[U]) -> Result<Self::Answer>;
}

fn run<S: Search>(
    name: &'static str,
    a: &Array,
    wanted: Literal,
    within: Within,
    search: S,
) -> Result<Array> {
    let (text, [wanted]) = Text::all(name, a, [wanted])?;
    let [start, end] = within.bounds(name)?;
    by_kind!(text.kind, U => values::<U, S::Answer, 2, 2>(name, [&text, &wanted], [&start, &end], |[text, wanted], range| {
        search.search(part(text, range), wanted)
    }))
}

/// A position, or -1, or an error.
struct Position {
    last: bool,
    required: bool,
}

impl Search for Position {
    type Answer = i64;
    fn search<U: Unit>(&self, part: Option<(usize, &[U])>, wanted: &[U]) -> Result<i64> {
        let find = if self.last { last } else { first };
        match part.and_then(|(start, part)| find(part, wanted).map(|at| start + at)) {
            Some(at) => Ok(at as i64),
            None if self.required => Err(StringsError::NotFound.into()),
            None => Ok(-1),
        }
    }
}

struct Count;

impl Search for Count {
    type Answer = i64;
    fn search<U: Unit>(&self, part: Option<(usize, &[U])>, wanted: &[U]) -> Result<i64> {
        Ok(part.map_or(0, |(_, part)| occurrences(part, wanted)) as i64)
    }
}

struct Edge {
    end: bool,
}

impl Search for Edge {
    type Answer = Bool8;
    fn search<U: Unit>(&self, part: Option<(usize, &[U])>, wanted: &[U]) -> Result<Bool8> {
        let is_there = |part: &[U]| if self.end { part.ends_with(wanted) } else { part.starts_with(wanted) };
        Ok(Bool8::new(part.is_some_and(|(_, part)| is_there(part))))
    }
}

/// Where `sub` first stands in each element, within a range of it; -1 where it does not.
///
/// ```
/// let x = nd_core::array!["NumPy is fun", "fun"];
/// assert_eq!(nd_strings::find(&x, "fun", ..)?.to_string(), "[9 0]");
/// assert_eq!(nd_strings::find(&x, "fun", 1..5)?.to_string(), "[-1 -1]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Operands that are not text of one kind, shapes that do not broadcast.
#[doc(alias = "numpy.strings.find")]
pub fn find(a: &Array, sub: impl Into<Literal>, within: impl Into<Within>) -> Result<Array> {
    run("find", a, sub.into(), within.into(), Position { last: false, required: false })
}

/// Where `sub` last stands in each element; otherwise as [`find`].
///
/// ```
/// let x = nd_core::array!["abcab", "c"];
/// assert_eq!(nd_strings::rfind(&x, "ab", ..)?.to_string(), "[ 3 -1]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`find`].
#[doc(alias = "numpy.strings.rfind")]
pub fn rfind(a: &Array, sub: impl Into<Literal>, within: impl Into<Within>) -> Result<Array> {
    run("rfind", a, sub.into(), within.into(), Position { last: true, required: false })
}

/// [`find`], where `sub` has to be found.
///
/// ```
/// let x = nd_core::array!["abc", "cab"];
/// assert_eq!(nd_strings::index(&x, "ab", ..)?.to_string(), "[0 1]");
/// assert_eq!(nd_strings::index(&x, "bc", ..).unwrap_err().to_string(), "substring not found");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`find`]; an element that does not have `sub`.
#[doc(alias = "numpy.strings.index")]
pub fn index(a: &Array, sub: impl Into<Literal>, within: impl Into<Within>) -> Result<Array> {
    run("index", a, sub.into(), within.into(), Position { last: false, required: true })
}

/// [`rfind`], where `sub` has to be found.
///
/// ```
/// let x = nd_core::array!["abab"];
/// assert_eq!(nd_strings::rindex(&x, "ab", ..)?.to_string(), "[2]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`index`].
#[doc(alias = "numpy.strings.rindex")]
pub fn rindex(a: &Array, sub: impl Into<Literal>, within: impl Into<Within>) -> Result<Array> {
    run("rindex", a, sub.into(), within.into(), Position { last: true, required: true })
}

/// How often `sub` stands in each element, without overlapping itself.
///
/// ```
/// let x = nd_core::array!["aaaa", "ab"];
/// assert_eq!(nd_strings::count(&x, "aa", ..)?.to_string(), "[2 0]");
/// assert_eq!(nd_strings::count(&x, "", ..)?.to_string(), "[5 3]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`find`].
#[doc(alias = "numpy.strings.count")]
pub fn count(a: &Array, sub: impl Into<Literal>, within: impl Into<Within>) -> Result<Array> {
    run("count", a, sub.into(), within.into(), Count)
}

/// Whether each element, or the part of it within a range, begins with `prefix`.
///
/// ```
/// let x = nd_core::array!["foo", "bar"];
/// assert_eq!(nd_strings::startswith(&x, "fo", ..)?.to_string(), "[ True False]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`find`].
#[doc(alias = "numpy.strings.startswith")]
pub fn startswith(a: &Array, prefix: impl Into<Literal>, within: impl Into<Within>) -> Result<Array> {
    run("startswith", a, prefix.into(), within.into(), Edge { end: false })
}

/// Whether each element, or the part of it within a range, ends with `suffix`.
///
/// ```
/// let x = nd_core::array!["foo", "bar"];
/// assert_eq!(nd_strings::endswith(&x, "o", ..)?.to_string(), "[ True False]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`find`].
#[doc(alias = "numpy.strings.endswith")]
pub fn endswith(a: &Array, suffix: impl Into<Literal>, within: impl Into<Within>) -> Result<Array> {
    run("endswith", a, suffix.into(), within.into(), Edge { end: true })
}
