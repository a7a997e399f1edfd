//! Format strings: text with `%[flags][width][.precision]conversion` in it, parsed once.
//!
//! The rules are those of Python's `%` operator, which NumPy's `savetxt` applies to each row and `strings.mod` to each element:
//! `d`, `i` and `u` truncate a float, NaN has no sign, `0` pads infinities with zeros. The mapping and `*` forms are left out.

mod write;

/// Width and precision end here: the standard library's formatter takes no more.
const LARGEST_FIELD: usize = u16::MAX as usize;

/// Why a format string cannot be used, or not for this value. The wording is Python's.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FormatError {
    /// The string ends inside a conversion.
    #[error("incomplete format")]
    Incomplete,
    /// A conversion that is not one of `d i u x X o e E f F g G c r a s %`.
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
    /// No integer for a conversion that takes only these.
    #[error("%{conversion} format: an integer is required, not {found}")]
    NotAnInteger {
        /// The conversion's letter.
        conversion: char,
        /// What was given.
        found: &'static str,
    },
    /// Neither an integer nor one character for `%c`.
    #[error("%c requires int or char")]
    NotACharacter,
    /// An integer for `%c` that is no character.
    #[error("%c arg not in range(0x110000)")]
    NoCharacter,
    /// NaN for an integer conversion.
    #[error("cannot convert float NaN to integer")]
    NanToInteger,
    /// An infinity for an integer conversion.
    #[error("cannot convert float infinity to integer")]
    InfinityToInteger,
    /// `%s`, `%r` or `%a` of a number, whose text the caller has to supply.
    #[error("%s takes text")]
    NotText,
}

/// What a conversion makes of its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conversion {
    /// `%d`, `%i`, `%u`
    Integer,
    /// `%x`, `%X`
    Hexadecimal,
    /// `%o`
    Octal,
    /// `%e`
    Exponent,
    /// `%f`
    Fixed,
    /// `%g`
    General,
    /// `%c`
    Character,
    /// `%s`
    Text,
    /// `%r`: the caller supplies the text.
    Repr,
    /// `%a`: as `%r`, with what is not ASCII escaped.
    Ascii,
}

impl Conversion {
    /// Whether the value has to come as text.
    pub fn takes_text(self) -> bool {
        matches!(self, Conversion::Text | Conversion::Repr | Conversion::Ascii)
    }
}

/// A value for one conversion.
#[derive(Clone, Copy, Debug)]
pub enum Value<'a> {
    /// Any integer or boolean element.
    Integer(i128),
    /// Any floating element, widened.
    Float(f64),
    /// Text, which only `%s`, `%r`, `%a` and `%c` take.
    Text(&'a str),
}

/// One `%` conversion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spec {
    conversion: Conversion,
    letter: char,
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
pub enum Part {
    /// Copied as it is.
    Literal(String),
    /// Replaced by a value.
    Spec(Spec),
}

/// A parsed format string.
///
/// ```
/// use nd_dtype::format::printf::{Format, Part, Value};
/// let format = Format::parse("<%05.1f>")?;
/// let mut out = Vec::new();
/// for part in format.parts() {
///     match part {
///         Part::Literal(text) => out.extend_from_slice(text.as_bytes()),
///         Part::Spec(spec) => spec.write(Value::Float(2.75), &mut out)?,
///     }
/// }
/// assert_eq!(out, b"<002.8>");
/// # Ok::<(), nd_dtype::format::printf::FormatError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Format {
    parts: Vec<Part>,
}

impl Format {
    /// Parses `text`.
    ///
    /// # Errors
    /// [`FormatError::Incomplete`], [`FormatError::Unsupported`] or [`FormatError::TooWide`].
    pub fn parse(text: &str) -> Result<Format, FormatError> {
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
    pub fn parts(&self) -> &[Part] {
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
            letter: 's',
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
        spec.letter = character;
        spec.conversion = match character {
            'd' | 'i' | 'u' => Conversion::Integer,
            'e' | 'E' => Conversion::Exponent,
            'f' | 'F' => Conversion::Fixed,
            'g' | 'G' => Conversion::General,
            'x' | 'X' => Conversion::Hexadecimal,
            'o' => Conversion::Octal,
            'c' => Conversion::Character,
            's' => Conversion::Text,
            'r' => Conversion::Repr,
            'a' => Conversion::Ascii,
            _ => return Err(FormatError::Unsupported { character, index: self.index - 1 }),
        };
        Ok(spec)
    }
}

#[cfg(test)]
mod tests;
