//! One value, written as a conversion says.

use super::super::fixed;
use super::{Conversion, FormatError, Spec, Value};
use std::io::Write as _;

impl Spec {
    /// What it makes of its value.
    pub fn conversion(&self) -> Conversion {
        self.conversion
    }

    /// Appends `value` to `out`.
    ///
    /// # Errors
    /// The variants of [`FormatError`] that name a value; `out` is then unchanged.
    pub fn write(&self, value: Value<'_>, out: &mut Vec<u8>) -> Result<(), FormatError> {
        match (self.conversion, value) {
            (Conversion::Text | Conversion::Repr | Conversion::Ascii, Value::Text(text)) => {
                self.write_text(text, out)
            }
            (Conversion::Text, Value::Integer(n)) => self.write_text(&n.to_string(), out),
            (Conversion::Text | Conversion::Repr | Conversion::Ascii, _) => return Err(FormatError::NotText),
            (Conversion::Character, value) => {
                self.write_text(character(value)?.encode_utf8(&mut [0; 4]), out)
            }
            (Conversion::Hexadecimal | Conversion::Octal, Value::Integer(n)) => {
                let (n, negative) = (n.unsigned_abs(), n < 0);
                let prefix = match (self.alternate, self.conversion, self.is_uppercase()) {
                    (false, ..) => "",
                    (_, Conversion::Octal, _) => "0o",
                    (.., false) => "0x",
                    (.., true) => "0X",
                };
                self.write_number(negative, prefix, out, |out| {
                    match (self.conversion, self.is_uppercase()) {
                        (Conversion::Octal, _) => self.push_integer(out, format_args!("{n:o}")),
                        (_, false) => self.push_integer(out, format_args!("{n:x}")),
                        (_, true) => self.push_integer(out, format_args!("{n:X}")),
                    }
                });
            }
            (Conversion::Hexadecimal | Conversion::Octal, value) => {
                let found = if matches!(value, Value::Text(_)) { "str" } else { "float" };
                return Err(FormatError::NotAnInteger { conversion: self.letter(), found });
            }
            (_, Value::Text(_)) => return Err(FormatError::NotANumber { conversion: self.letter() }),
            (Conversion::Integer, Value::Float(x)) if x.is_nan() => return Err(FormatError::NanToInteger),
            (Conversion::Integer, Value::Float(x)) if x.is_infinite() => {
                return Err(FormatError::InfinityToInteger);
            }
            (Conversion::Integer, Value::Float(x)) => {
                let whole = x.trunc();
                self.write_number(whole < 0.0, "", out, |out| {
                    self.push_integer(out, format_args!("{:.0}", whole.abs()))
                });
            }
            (Conversion::Integer, Value::Integer(n)) => {
                self.write_number(n < 0, "", out, |out| {
                    self.push_integer(out, format_args!("{}", n.unsigned_abs()))
                });
            }
            (_, Value::Integer(n)) => self.write_float(n as f64, out),
            (_, Value::Float(x)) => self.write_float(x, out),
        }
        Ok(())
    }

    /// The letter of the conversion, as it was written.
    pub fn letter(&self) -> char {
        self.letter
    }

    fn is_uppercase(&self) -> bool {
        self.letter.is_ascii_uppercase()
    }

    /// Whether this is a bare `%.18e`.
    fn is_default(&self) -> bool {
        self.conversion == Conversion::Exponent
            && self.precision == Some(18)
            && self.width == 0
            && self.plus.is_none()
            && !self.is_uppercase()
    }

    fn write_float(&self, x: f64, out: &mut Vec<u8>) {
        if self.is_default() {
            out.extend_from_slice(fixed::format_e18(x, &mut [0; fixed::E18_LEN]));
            return;
        }
        let start = out.len();
        self.write_number(x.is_sign_negative() && !x.is_nan(), "", out, |out| {
            let (x, precision) = (x.abs(), self.precision.unwrap_or(6));
            match self.conversion {
                _ if x.is_nan() => out.extend_from_slice(b"nan"),
                _ if x.is_infinite() => out.extend_from_slice(b"inf"),
                Conversion::Exponent => fixed::push_exponent(out, x, precision, self.alternate),
                Conversion::General => fixed::push_general(out, x, precision, self.alternate),
                _ => fixed::push_fixed(out, x, precision, self.alternate),
            }
        });
        if self.is_uppercase() {
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

    /// Sign and prefix, then `magnitude`, then padding to the width; zeros go behind the prefix.
    fn write_number(
        &self,
        negative: bool,
        prefix: &str,
        out: &mut Vec<u8>,
        magnitude: impl FnOnce(&mut Vec<u8>),
    ) {
        let start = out.len();
        out.extend(if negative { Some(b'-') } else { self.plus });
        out.extend_from_slice(prefix.as_bytes());
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

/// The character that `%c` writes.
fn character(value: Value<'_>) -> Result<char, FormatError> {
    match value {
        Value::Integer(n) => u32::try_from(n).ok().and_then(char::from_u32).ok_or(FormatError::NoCharacter),
        Value::Text(text) => {
            let mut characters = text.chars();
            match (characters.next(), characters.next()) {
                (Some(only), None) => Ok(only),
                _ => Err(FormatError::NotACharacter),
            }
        }
        Value::Float(_) => Err(FormatError::NotACharacter),
    }
}
