//! Upper and lower case, by the full mappings of Unicode; what no longer fits an element is cut, as NumPy does.

use crate::error::StringsError;
use crate::operand::Text;
use crate::rows::{Out, by_kind, written};
use crate::unit::{self, Unit};
use nd_core::{Array, DType, Result};

/// Which case a character takes, by its place.
type Choose = fn(first: bool, after_cased: bool, c: char) -> Case;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Case {
    Upper,
    Lower,
    Title,
    Same,
}

/// Every element in upper case.
///
/// ```
/// assert_eq!(nd_strings::upper(&nd_core::array!["ab1", "été"])?.to_string(), "['AB1' 'ÉTÉ']");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// An array that is no text.
#[doc(alias = "numpy.strings.upper")]
pub fn upper(a: &Array) -> Result<Array> {
    cased("upper", a, |_, _, _| Case::Upper)
}

/// Every element in lower case.
///
/// ```
/// assert_eq!(nd_strings::lower(&nd_core::array!["AB1", "ΑΣ"])?.to_string(), "['ab1' 'ας']");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// An array that is no text.
#[doc(alias = "numpy.strings.lower")]
pub fn lower(a: &Array) -> Result<Array> {
    cased("lower", a, |_, _, _| Case::Lower)
}

/// Every element with upper and lower case exchanged.
///
/// ```
/// assert_eq!(nd_strings::swapcase(&nd_core::array!["aB1"])?.to_string(), "['Ab1']");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// An array that is no text.
#[doc(alias = "numpy.strings.swapcase")]
pub fn swapcase(a: &Array) -> Result<Array> {
    cased("swapcase", a, |_, _, c| match (c.is_uppercase(), c.is_lowercase()) {
        (true, _) => Case::Lower,
        (_, true) => Case::Upper,
        _ => Case::Same,
    })
}

/// Every element with its first character in upper case and the others in lower.
///
/// ```
/// assert_eq!(nd_strings::capitalize(&nd_core::array!["aB cD"])?.to_string(), "['Ab cd']");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// An array that is no text.
#[doc(alias = "numpy.strings.capitalize")]
pub fn capitalize(a: &Array) -> Result<Array> {
    cased("capitalize", a, |first, _, _| if first { Case::Title } else { Case::Lower })
}

/// Every element with each run of letters beginning in upper case and going on in lower.
///
/// ```
/// assert_eq!(nd_strings::title(&nd_core::array!["they're HERE"])?.to_string(), "[\"They'Re Here\"]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// An array that is no text.
#[doc(alias = "numpy.strings.title")]
pub fn title(a: &Array) -> Result<Array> {
    cased("title", a, |_, after_cased, _| if after_cased { Case::Lower } else { Case::Title })
}

fn cased(name: &'static str, a: &Array, choose: Choose) -> Result<Array> {
    let Some(text) = Text::of(a)? else { return Err(StringsError::NotText.into()) };
    let dtype = match &text.variable {
        // The longest mapping of a character has three.
        Some(_) => DType::str(3 * text.units.shape().last().copied().unwrap_or(0))?,
        None => a.dtype().clone().for_new_array(),
    };
    by_kind!(text.kind, U => written::<U, 1, 0>(name, [&text], [], dtype, |[units], [], out| {
        convert(units, choose, out);
        Ok(())
    }))
}

fn convert<U: Unit>(units: &[U], choose: Choose, out: &mut Out<'_, U>) {
    let mut after_cased = false;
    for (i, unit) in units.iter().enumerate() {
        let Some(c) = unit.character() else {
            after_cased = false;
            out.push(*unit);
            continue;
        };
        let case = choose(i == 0, after_cased, c);
        after_cased = c.is_lowercase() || c.is_uppercase() || unit::is_title(c);
        match case {
            Case::Same => out.push(*unit),
            _ if c.is_ascii() => out.push(U::ascii(match case {
                Case::Lower => c.to_ascii_lowercase() as u8,
                _ => c.to_ascii_uppercase() as u8,
            })),
            Case::Lower if c == 'Σ' => out.push(U::of(if is_final(units, i) { 'ς' } else { 'σ' }.into())),
            Case::Lower => c.to_lowercase().for_each(|c| out.push(U::of(c.into()))),
            Case::Upper => c.to_uppercase().for_each(|c| out.push(U::of(c.into()))),
            Case::Title => match unicode_case_mapping::to_titlecase(c) {
                [0, ..] => out.push(*unit),
                mapped => mapped.iter().filter(|c| **c != 0).for_each(|&c| out.push(U::of(c))),
            },
        }
    }
}

/// Whether the capital sigma at `at` ends a word: the standard library knows the rule, so it is asked, with the text around
/// the sigma that the rule can look at and no other sigma.
fn is_final<U: Unit>(units: &[U], at: usize) -> bool {
    let text = |units: &[U]| -> String {
        let plain = |c| if c == 'Σ' || c == 'ς' { 'σ' } else { c };
        units.iter().map(|unit| unit.character().map_or('\u{FFFD}', plain)).collect()
    };
    let around = text(&units[..at]) + "Σ" + &text(&units[at + 1..]);
    around.to_lowercase().contains('ς')
}
