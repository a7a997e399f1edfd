//! Lengths, and which elements consist of characters of a class.

use crate::operand::{Kind, Text};
use crate::rows::{by_kind, values};
use crate::unit::{self, Unit};
use nd_core::{Array, Bool8, Result, UfuncError};

/// The number of characters, or bytes, of each element.
///
/// ```
/// let x = nd_core::array!["ab", "", "été"];
/// assert_eq!(nd_strings::str_len(&x)?.to_string(), "[2 0 3]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// An array that is no text.
#[doc(alias = "numpy.strings.str_len")]
pub fn str_len(a: &Array) -> Result<Array> {
    let text = Text::only("str_len", a)?;
    by_kind!(text.kind, U => values::<U, i64, 1, 0>("str_len", [&text], [], |[units], []| Ok(units.len() as i64)))
}

/// The answer of `f` for the units of each element.
fn asked(name: &'static str, a: &Array, f: impl Ask) -> Result<Array> {
    let text = Text::only(name, a)?;
    by_kind!(text.kind, U => values::<U, Bool8, 1, 0>(name, [&text], [], |[units], []| Ok(Bool8::new(f.ask(units)))))
}

/// A question about a row of units of either kind.
trait Ask: Sync {
    fn ask<U: Unit>(&self, units: &[U]) -> bool;
}

/// Whether there are units and all are of a class.
struct All(fn(char) -> bool);

impl Ask for All {
    fn ask<U: Unit>(&self, units: &[U]) -> bool {
        !units.is_empty() && units.iter().all(|unit| unit.character().is_some_and(self.0))
    }
}

struct AllSpace;

impl Ask for AllSpace {
    fn ask<U: Unit>(&self, units: &[U]) -> bool {
        !units.is_empty() && units.iter().all(|unit| unit::is_space(*unit))
    }
}

/// Whether there is a cased character, and none of a case that `refused` names.
struct Cased {
    wanted: fn(char) -> bool,
    refused: fn(char) -> bool,
}

impl Ask for Cased {
    fn ask<U: Unit>(&self, units: &[U]) -> bool {
        let mut found = false;
        for c in units.iter().filter_map(|unit| unit.character()) {
            if (self.refused)(c) || unit::is_title(c) {
                return false;
            }
            found |= (self.wanted)(c);
        }
        found
    }
}

/// Whether upper case follows only what has no case, and lower case only what has.
struct Titled;

impl Ask for Titled {
    fn ask<U: Unit>(&self, units: &[U]) -> bool {
        let (mut found, mut after_cased) = (false, false);
        for unit in units {
            let c = unit.character().unwrap_or('\0');
            let starts = c.is_uppercase() || unit::is_title(c);
            if (starts && after_cased) || (c.is_lowercase() && !after_cased) {
                return false;
            }
            after_cased = starts || c.is_lowercase();
            found |= after_cased;
        }
        found
    }
}

/// Whether each element has characters, and all are letters.
///
/// ```
/// let x = nd_core::array!["ab", "a1", ""];
/// assert_eq!(nd_strings::isalpha(&x)?.to_string(), "[ True False False]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// An array that is no text.
#[doc(alias = "numpy.strings.isalpha")]
pub fn isalpha(a: &Array) -> Result<Array> {
    asked("isalpha", a, All(unit::is_alpha))
}

/// Whether each element has characters, and all are letters or have a value as a number.
///
/// ```
/// let x = nd_core::array!["ab1", "a b", "½"];
/// assert_eq!(nd_strings::isalnum(&x)?.to_string(), "[ True False  True]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// An array that is no text.
#[doc(alias = "numpy.strings.isalnum")]
pub fn isalnum(a: &Array) -> Result<Array> {
    asked("isalnum", a, All(|c| unit::is_alpha(c) || unit::is_numeric(c)))
}

/// Whether each element has characters, and all are decimal digits, superscripts or the like.
///
/// ```
/// let x = nd_core::array!["12", "1²", "½"];
/// assert_eq!(nd_strings::isdigit(&x)?.to_string(), "[ True  True False]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// An array that is no text.
#[doc(alias = "numpy.strings.isdigit")]
pub fn isdigit(a: &Array) -> Result<Array> {
    asked("isdigit", a, All(unit::is_digit))
}

/// Whether each element has characters, and all are white space.
///
/// ```
/// let x = nd_core::array![" \t", "a ", ""];
/// assert_eq!(nd_strings::isspace(&x)?.to_string(), "[ True False False]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// An array that is no text.
#[doc(alias = "numpy.strings.isspace")]
pub fn isspace(a: &Array) -> Result<Array> {
    asked("isspace", a, AllSpace)
}

/// Whether each element has letters of lower case, and none of upper.
///
/// ```
/// let x = nd_core::array!["ab1", "Ab", "1"];
/// assert_eq!(nd_strings::islower(&x)?.to_string(), "[ True False False]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// An array that is no text.
#[doc(alias = "numpy.strings.islower")]
pub fn islower(a: &Array) -> Result<Array> {
    asked("islower", a, Cased { wanted: char::is_lowercase, refused: char::is_uppercase })
}

/// Whether each element has letters of upper case, and none of lower.
///
/// ```
/// let x = nd_core::array!["AB1", "Ab", "1"];
/// assert_eq!(nd_strings::isupper(&x)?.to_string(), "[ True False False]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// An array that is no text.
#[doc(alias = "numpy.strings.isupper")]
pub fn isupper(a: &Array) -> Result<Array> {
    asked("isupper", a, Cased { wanted: char::is_uppercase, refused: char::is_lowercase })
}

/// Whether in each element every word begins in upper case and goes on in lower, and there is one.
///
/// ```
/// let x = nd_core::array!["Ab Cd", "AB", "1"];
/// assert_eq!(nd_strings::istitle(&x)?.to_string(), "[ True False False]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// An array that is no text.
#[doc(alias = "numpy.strings.istitle")]
pub fn istitle(a: &Array) -> Result<Array> {
    asked("istitle", a, Titled)
}

/// Whether each element has characters, and all are decimal digits. Bytes have no such classes.
///
/// ```
/// let x = nd_core::array!["12", "1²", "٣"];
/// assert_eq!(nd_strings::isdecimal(&x)?.to_string(), "[ True False  True]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// An array that is not of characters (`U`).
#[doc(alias = "numpy.strings.isdecimal")]
pub fn isdecimal(a: &Array) -> Result<Array> {
    asked_of_characters("isdecimal", a, All(unit::is_decimal))
}

/// Whether each element has characters, and all have a value as a number. Bytes have no such classes.
///
/// ```
/// let x = nd_core::array!["12", "½", "三", "a"];
/// assert_eq!(nd_strings::isnumeric(&x)?.to_string(), "[ True  True  True False]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// An array that is not of characters (`U`).
#[doc(alias = "numpy.strings.isnumeric")]
pub fn isnumeric(a: &Array) -> Result<Array> {
    asked_of_characters("isnumeric", a, All(unit::is_numeric))
}

fn asked_of_characters(name: &'static str, a: &Array, f: impl Ask) -> Result<Array> {
    match Text::of(a)? {
        Some(text) if text.kind == Kind::Str => asked(name, a, f),
        _ => Err(UfuncError::NoClassLoop { name, found: vec![a.dtype().class()] }.into()),
    }
}
