//! Python's `repr` of strings, in which dtypes and messages quote names.

use core::fmt::{self, Display, Formatter, Write};

/// Displays a string as Python's `repr` does: single quotes unless only double quotes avoid an escape.
///
/// ```
/// use nd_dtype::format::PyStr;
/// assert_eq!(PyStr("it's").to_string(), "\"it's\"");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct PyStr<'a>(pub &'a str);

impl Display for PyStr<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let quote = if self.0.contains('\'') && !self.0.contains('"') { '"' } else { '\'' };
        f.write_char(quote)?;
        for c in self.0.chars() {
            match c {
                '\\' => f.write_str("\\\\")?,
                '\n' => f.write_str("\\n")?,
                '\r' => f.write_str("\\r")?,
                '\t' => f.write_str("\\t")?,
                c if c == quote => write!(f, "\\{c}")?,
                c if is_printable(c) => f.write_char(c)?,
                c if (c as u32) < 0x100 => write!(f, "\\x{:02x}", c as u32)?,
                c if (c as u32) < 0x10000 => write!(f, "\\u{:04x}", c as u32)?,
                c => write!(f, "\\U{:08x}", c as u32)?,
            }
        }
        f.write_char(quote)
    }
}

/// Controls, separators other than the space, invisible format characters and private use are escaped.
fn is_printable(c: char) -> bool {
    let invisible = matches!(c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{e000}'..='\u{f8ff}' | '\u{feff}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..);
    !(c.is_control() || (c.is_whitespace() && c != ' ') || invisible)
}

/// Displays bytes as Python's `repr` does: `b'ab\\x00'`.
///
/// ```
/// use nd_dtype::format::PyBytes;
/// assert_eq!(PyBytes(b"it's\n\xff").to_string(), r#"b"it's\n\xff""#);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct PyBytes<'a>(pub &'a [u8]);

impl Display for PyBytes<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let quote = if self.0.contains(&b'\'') && !self.0.contains(&b'"') { '"' } else { '\'' };
        write!(f, "b{quote}")?;
        for &byte in self.0 {
            match byte {
                b'\\' => f.write_str("\\\\")?,
                b'\n' => f.write_str("\\n")?,
                b'\r' => f.write_str("\\r")?,
                b'\t' => f.write_str("\\t")?,
                byte if char::from(byte) == quote => write!(f, "\\{quote}")?,
                b' '..=b'~' => f.write_char(char::from(byte))?,
                byte => write!(f, "\\x{byte:02x}")?,
            }
        }
        f.write_char(quote)
    }
}

/// Displays bytes as NumPy shows raw elements, every one in hexadecimal.
///
/// ```
/// use nd_dtype::format::PyHex;
/// assert_eq!(PyHex(b"ab").to_string(), r"b'\x61\x62'");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct PyHex<'a>(pub &'a [u8]);

impl Display for PyHex<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("b'")?;
        self.0.iter().try_for_each(|byte| write!(f, "\\x{byte:02X}"))?;
        f.write_char('\'')
    }
}

/// `(3,)`, `(2, 3)`: values as Python prints a tuple of them.
pub fn tuple_text<T: Display>(values: &[T]) -> String {
    let inner: Vec<String> = values.iter().map(T::to_string).collect();
    let comma = if inner.len() == 1 { "," } else { "" };
    format!("({}{comma})", inner.join(", "))
}

/// Displays names as a Python tuple of strings: `('a',)`, `('a', 'b')`.
pub struct PyTuple<'a>(pub &'a [String]);

impl Display for PyTuple<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let names: Vec<PyStr<'_>> = self.0.iter().map(|name| PyStr(name)).collect();
        f.write_str(&tuple_text(&names))
    }
}
