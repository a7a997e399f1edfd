//! One character of `U` or one byte of `S`, and what Python says of it.

use crate::numeric;
use nd_core::Plain;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

/// A unit of text.
pub(crate) trait Unit: Plain + Eq + Default {
    /// Whether classes of characters beyond ASCII exist.
    const WIDE: bool;

    /// The unit that an ASCII character is.
    fn ascii(character: u8) -> Self;

    /// The character, if the unit is one that has properties.
    fn character(self) -> Option<char>;

    /// The unit of a number that this type of unit has.
    fn of(number: u32) -> Self;

    /// Its number.
    fn number(self) -> u32;
}

impl Unit for u8 {
    const WIDE: bool = false;

    fn ascii(character: u8) -> u8 {
        character
    }

    fn character(self) -> Option<char> {
        self.is_ascii().then_some(self as char)
    }

    fn of(number: u32) -> u8 {
        number as u8
    }

    fn number(self) -> u32 {
        self.into()
    }
}

impl Unit for u32 {
    const WIDE: bool = true;

    fn ascii(character: u8) -> u32 {
        character.into()
    }

    fn character(self) -> Option<char> {
        char::from_u32(self)
    }

    fn of(number: u32) -> u32 {
        number
    }

    fn number(self) -> u32 {
        self
    }
}

/// `str.isalpha` of one character: any letter.
pub(crate) fn is_alpha(c: char) -> bool {
    match c.is_ascii() {
        true => c.is_ascii_alphabetic(),
        false => c.general_category_group() == GeneralCategoryGroup::Letter,
    }
}

/// `str.isdecimal` of one character.
pub(crate) fn is_decimal(c: char) -> bool {
    c.is_ascii_digit() || (!c.is_ascii() && c.general_category() == GeneralCategory::DecimalNumber)
}

/// `str.isdigit` of one character: decimals, and superscripts and the like.
pub(crate) fn is_digit(c: char) -> bool {
    is_decimal(c) || numeric::is_digit(c)
}

/// `str.isnumeric` of one character: whatever has a value as a number.
pub(crate) fn is_numeric(c: char) -> bool {
    is_digit(c) || numeric::is_numeric(c)
}

/// A letter that begins a title and is neither upper nor lower case, as `ǅ`.
pub(crate) fn is_title(c: char) -> bool {
    !c.is_ascii() && c.general_category() == GeneralCategory::TitlecaseLetter
}

/// White space to C for bytes, to Python for characters, which counts four separators of ASCII among it.
pub(crate) fn is_space<U: Unit>(unit: U) -> bool {
    unit.character().is_some_and(|c| c.is_whitespace() || (U::WIDE && ('\x1c'..='\x1f').contains(&c)))
}
