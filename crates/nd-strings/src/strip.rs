//! Text without some characters at its ends.

use crate::operand::Text;
use crate::rows::{by_kind, written};
use crate::unit::{self, Unit};
use nd_core::{Array, Literal, Result};

/// What to take off: white space (`..`), or every character of a text.
#[derive(Clone)]
pub struct Strip(Option<Literal>);

impl From<core::ops::RangeFull> for Strip {
    /// White space.
    fn from(_: core::ops::RangeFull) -> Strip {
        Strip(None)
    }
}

impl From<&str> for Strip {
    fn from(characters: &str) -> Strip {
        Strip(Some(characters.into()))
    }
}

impl From<&Array> for Strip {
    /// The characters for each element.
    fn from(characters: &Array) -> Strip {
        Strip(Some(characters.into()))
    }
}

/// Which ends to take from.
#[derive(Clone, Copy)]
struct Ends {
    left: bool,
    right: bool,
}

/// `units` without those at the ends for which `is_taken` holds.
fn rest<U: Unit>(units: &[U], ends: Ends, is_taken: impl Fn(U) -> bool) -> &[U] {
    let start = match ends.left {
        true => units.iter().position(|unit| !is_taken(*unit)).unwrap_or(units.len()),
        false => 0,
    };
    let end = match ends.right {
        true => units.iter().rposition(|unit| !is_taken(*unit)).map_or(start, |last| last + 1),
        false => units.len(),
    };
    &units[start..end]
}

fn run(name: &'static str, a: &Array, strip: Strip, ends: Ends) -> Result<Array> {
    let Some(characters) = strip.0 else {
        let text = Text::only(name, a)?;
        return by_kind!(text.kind, U => written::<U, 1, 0>(name, [&text], [], text.dtype()?, |[units], [], out| {
            out.extend(rest(units, ends, unit::is_space));
            Ok(())
        }));
    };
    let (text, [characters]) = Text::all(name, a, [characters])?;
    by_kind!(text.kind, U => written::<U, 2, 0>(name, [&text, &characters], [], text.dtype()?, |[units, characters], [], out| {
        out.extend(rest(units, ends, |unit| characters.contains(&unit)));
        Ok(())
    }))
}

/// Each element without white space, or without any of the given characters, at its ends.
///
/// ```
/// let x = nd_core::array!["  a b ", "xax"];
/// assert_eq!(nd_strings::strip(&x, ..)?.to_string(), "['a b' 'xax']");
/// assert_eq!(nd_strings::strip(&x, "x ")?.to_string(), "['a b' 'a']");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Operands that are not text of one kind, shapes that do not broadcast.
#[doc(alias = "numpy.strings.strip")]
pub fn strip(a: &Array, characters: impl Into<Strip>) -> Result<Array> {
    run("strip", a, characters.into(), Ends { left: true, right: true })
}

/// [`strip`] at the beginning alone.
///
/// ```
/// assert_eq!(nd_strings::lstrip(&nd_core::array![" a "], ..)?.to_string(), "['a ']");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`strip`].
#[doc(alias = "numpy.strings.lstrip")]
pub fn lstrip(a: &Array, characters: impl Into<Strip>) -> Result<Array> {
    run("lstrip", a, characters.into(), Ends { left: true, right: false })
}

/// [`strip`] at the end alone.
///
/// ```
/// assert_eq!(nd_strings::rstrip(&nd_core::array![" a "], ..)?.to_string(), "[' a']");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`strip`].
#[doc(alias = "numpy.strings.rstrip")]
pub fn rstrip(a: &Array, characters: impl Into<Strip>) -> Result<Array> {
    run("rstrip", a, characters.into(), Ends { left: false, right: true })
}
