//! `savetxt`'s format strings: text with `%[flags][width][.precision]conversion` in it, parsed once.
//!
//! The rules are those of Python's `%` operator, which `savetxt` applies to each row: `d`, `i` and `u` truncate a
//! float, NaN has no sign, `0` pads infinities with zeros. Of its conversions `c`, `r`, `a`, `x`, `o` and the
//! mapping and `*` forms are left out.

#![forbid(unsafe_code)]

use std::io::Write as _;

use super::float;

/// Width and precision end here: the standard library's formatter takes no more.
const LARGEST_FIELD: usize = u16::MAX as usize;

/// Why a format string cannot be used, or not for this value. The wording is Python's.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FormatError {
    /// The string ends inside a conversion.
    #[error("incomplete format")]
    Incomplete,
    /// A conversion that is not one of `d i u e E f F g G s %`.
    #[error("unsupported format character '{character}' (0x{:x}) at index {index}", *character as u32)]
    Unsupported {
        /// The character in the conversion's place.
        character: char,
        /// Its position in the format, in characters.
        index: usize,
    },
    /// A width or precision above 65535.
    #[error("width or precision above 65535 at index {index}")]
    TooWide {
        /// Where the number begins, in characters.
        index: usize,
    },
    /// Text for a numeric conversion.
    #[error("%{conversion} format: a real number is required, not str")]
    NotANumber {
        /// The conversion's letter.
        conversion: char,
    },
    /// NaN for an integer conversion.
    #[error("cannot convert float NaN to integer")]
    NanToInteger,
    /// An infinity for an integer conversion.
    #[error("cannot convert float infinity to integer")]
    InfinityToInteger,
    /// `%s` of a float, whose text the caller has to supply.
    #[error("%s takes text")]
    NotText,
}

/// What a conversion makes of its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Conversion {
    /// `%d`, `%i`, `%u`
    Integer,
    /// `%e`
    Exponent,
    /// `%f`
    Fixed,
    /// `%g`
    General,
    /// `%s`
    Text,
}

/// A value for one conversion.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Value<'a> {
    /// Any integer or boolean element.
    Integer(i128),
    /// Any floating element, widened.
    Float(f64),
    /// Text, which only `%s` takes.
    Text(&'a str),
}

/// One `%` conversion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Spec {
    conversion: Conversion,
    uppercase: bool,
    left: bool,
    zero: bool,
    alternate: bool,
    /// Written in front of numbers that are not negative.
    plus: Option<u8>,
    width: usize,
    precision: Option<usize>,
}

/// A piece of a format string.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// Copied as it is.
    Literal(String),
    /// Replaced by a value.
    Spec(Spec),
}

/// A parsed format string.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Format {
    parts: Vec<Part>,
}

impl Format {
    /// Parses `text`.
    ///
    /// # Errors
    /// [`FormatError::Incomplete`], [`FormatError::Unsupported`] or [`FormatError::TooWide`].
    pub(crate) fn parse(text: &str) -> Result<Format, FormatError> {
        let mut cursor = Cursor { rest: text.chars(), index: 0 };
        let mut parts = Vec::new();
        let mut literal = String::new();
        while let Some(c) = cursor.next() {
            if c != '%' {
                literal.push(c);
            } else if cursor.take_if(|c| c == '%').is_some() {
                literal.push('%');
            } else {
                if !literal.is_empty() {
                    parts.push(Part::Literal(std::mem::take(&mut literal)));
                }
                parts.push(Part::Spec(cursor.spec()?));
            }
        }
        if !literal.is_empty() {
            parts.push(Part::Literal(literal));
        }
        Ok(Format { parts })
    }

    /// The pieces, in order.
    pub(crate) fn parts(&self) -> &[Part] {
        &self.parts
    }
}

/// A position in a format string.
struct Cursor<'a> {
    rest: std::str::Chars<'a>,
    index: usize,
}

impl Cursor<'_> {
    fn next(&mut self) -> Option<char> {
        self.index += 1;
        self.rest.next()
    }

    fn take_if(&mut self, accept: impl Fn(char) -> bool) -> Option<char> {
        let c = self.rest.clone().next().filter(|c| accept(*c))?;
        self.next();
        Some(c)
    }

    /// A decimal number, 0 if there are no digits.
    fn number(&mut self) -> Result<usize, FormatError> {
        let start = self.index;
        let mut value = 0usize;
        while let Some(digit) = self.take_if(|c| c.is_ascii_digit()) {
            value = value * 10 + (digit as usize - '0' as usize);
            if value > LARGEST_FIELD {
                return Err(FormatError::TooWide { index: start });
            }
        }
        Ok(value)
    }

    /// What follows a `%`.
    fn spec(&mut self) -> Result<Spec, FormatError> {
        let mut spec = Spec {
            conversion: Conversion::Text,
            uppercase: false,
            left: false,
            zero: false,
            alternate: false,
            plus: None,
            width: 0,
            precision: None,
        };
        while let Some(flag) = self.take_if(|c| "-+ #0".contains(c)) {
            match flag {
                '-' => spec.left = true,
                '+' => spec.plus = Some(b'+'),
                ' ' => spec.plus = spec.plus.or(Some(b' ')),
                '#' => spec.alternate = true,
                _ => spec.zero = true,
            }
        }
        spec.width = self.number()?;
        if self.take_if(|c| c == '.').is_some() {
            spec.precision = Some(self.number()?);
        }
        // C's length modifiers, which Python accepts and ignores.
        self.take_if(|c| "hlL".contains(c));
        let character = self.next().ok_or(FormatError::Incomplete)?;
        spec.uppercase = character.is_ascii_uppercase();
        spec.conversion = match character {
            'd' | 'i' | 'u' => Conversion::Integer,
            'e' | 'E' => Conversion::Exponent,
            'f' | 'F' => Conversion::Fixed,
            'g' | 'G' => Conversion::General,
            's' => Conversion::Text,
            _ => return Err(FormatError::Unsupported { character, index: self.index - 1 }),
        };
        Ok(spec)
    }
}

impl Spec {
    /// Whether the value has to come as text.
    pub(crate) fn conversion(&self) -> Conversion {
        self.conversion
    }

    /// Appends `value` to `out`.
    ///
    /// # Errors
    /// The variants of [`FormatError`] that name a value; `out` is then unchanged.
    pub(crate) fn write(&self, value: Value<'_>, out: &mut Vec<u8>) -> Result<(), FormatError> {
        match (self.conversion, value) {
            (Conversion::Text, Value::Text(text)) => self.write_text(text, out),
            (Conversion::Text, Value::Integer(n)) => self.write_text(&n.to_string(), out),
            (Conversion::Text, Value::Float(_)) => return Err(FormatError::NotText),
            (_, Value::Text(_)) => return Err(FormatError::NotANumber { conversion: self.letter() }),
            (Conversion::Integer, Value::Float(x)) if x.is_nan() => return Err(FormatError::NanToInteger),
            (Conversion::Integer, Value::Float(x)) if x.is_infinite() => {
                return Err(FormatError::InfinityToInteger);
            }
            (Conversion::Integer, Value::Float(x)) => {
                let whole = x.trunc();
                self.write_number(whole < 0.0, out, |out| {
                    self.push_integer(out, format_args!("{:.0}", whole.abs()))
                });
            }
            (Conversion::Integer, Value::Integer(n)) => {
                self.write_number(n < 0, out, |out| {
                    self.push_integer(out, format_args!("{}", n.unsigned_abs()))
                });
            }
            (_, Value::Integer(n)) => self.write_float(n as f64, out),
            (_, Value::Float(x)) => self.write_float(x, out),
        }
        Ok(())
    }

    fn letter(&self) -> char {
        match self.conversion {
            Conversion::Integer => 'd',
            Conversion::Exponent => 'e',
            Conversion::Fixed => 'f',
            Conversion::General => 'g',
            Conversion::Text => 's',
        }
    }

    /// Whether this is a bare `%.18e`.
    fn is_default(&self) -> bool {
        self.conversion == Conversion::Exponent
            && self.precision == Some(18)
            && self.width == 0
            && self.plus.is_none()
            && !self.uppercase
    }

    fn write_float(&self, x: f64, out: &mut Vec<u8>) {
        if self.is_default() {
            out.extend_from_slice(float::format_e18(x, &mut [0; float::E18_LEN]));
            return;
        }
        let start = out.len();
        self.write_number(x.is_sign_negative() && !x.is_nan(), out, |out| {
            let (x, precision) = (x.abs(), self.precision.unwrap_or(6));
            match self.conversion {
                _ if x.is_nan() => out.extend_from_slice(b"nan"),
                _ if x.is_infinite() => out.extend_from_slice(b"inf"),
                Conversion::Exponent => float::push_exponent(out, x, precision, self.alternate),
                Conversion::General => float::push_general(out, x, precision, self.alternate),
                _ => float::push_fixed(out, x, precision, self.alternate),
            }
        });
        if self.uppercase {
            out[start..].make_ascii_uppercase();
        }
    }

    /// Digits of an integer, to which a precision adds zeros in front.
    fn push_integer(&self, out: &mut Vec<u8>, digits: std::fmt::Arguments<'_>) {
        let start = out.len();
        let written = out.write_fmt(digits);
        debug_assert!(written.is_ok(), "writing to a Vec cannot fail");
        let missing = self.precision.unwrap_or(0).saturating_sub(out.len() - start);
        out.splice(start..start, std::iter::repeat_n(b'0', missing));
    }

    /// Sign, then `magnitude`, then padding to the width.
    fn write_number(&self, negative: bool, out: &mut Vec<u8>, magnitude: impl FnOnce(&mut Vec<u8>)) {
        let start = out.len();
        out.extend(if negative { Some(b'-') } else { self.plus });
        let digits = out.len();
        magnitude(out);
        let missing = self.width.saturating_sub(out.len() - start);
        if self.left {
            out.resize(out.len() + missing, b' ');
        } else {
            let (at, pad) = if self.zero { (digits, b'0') } else { (start, b' ') };
            out.splice(at..at, std::iter::repeat_n(pad, missing));
        }
    }

    fn write_text(&self, text: &str, out: &mut Vec<u8>) {
        let kept = match self.precision {
            Some(precision) => text.char_indices().nth(precision).map_or(text, |(end, _)| &text[..end]),
            None => text,
        };
        let padding = self.width.saturating_sub(kept.chars().count());
        let before = if self.left { 0 } else { padding };
        out.resize(out.len() + before, b' ');
        out.extend_from_slice(kept.as_bytes());
        out.resize(out.len() + padding - before, b' ');
    }
}

#[cfg(test)]
mod tests;
