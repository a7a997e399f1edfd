//! Characters that an encoding does not have, and bytes that are no text in one, in Python's wording.

use core::str::Utf8Error;

/// What cannot be written or read in an encoding.
///
/// ```
/// use nd_dtype::CodecError;
/// let bytes = b"caf\xc3";
/// let error = CodecError::utf8(bytes, core::str::from_utf8(bytes).unwrap_err());
/// assert_eq!(error.to_string(), "'utf-8' codec can't decode byte 0xc3 in position 3: unexpected end of data");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CodecError {
    /// Characters that the encoding does not have.
    #[error("'{encoding}' codec can't encode {}: ordinal not in range({limit})", unencodable(*unit, *start, *end))]
    Encode {
        /// The encoding.
        encoding: &'static str,
        /// The code point of the first one.
        unit: u32,
        /// Its position in the text.
        start: usize,
        /// The position of the last one in a row.
        end: usize,
        /// The first code point that the encoding does not have.
        limit: u32,
    },
    /// Bytes that are no character.
    #[error("'{encoding}' codec can't decode {}: {reason}", undecodable(*byte, *start, *end))]
    Decode {
        /// The encoding.
        encoding: &'static str,
        /// The first of the bytes.
        byte: u8,
        /// Its position in the text.
        start: usize,
        /// The position of the last one that belongs to the same character.
        end: usize,
        /// What is wrong with them.
        reason: &'static str,
    },
}

impl CodecError {
    /// The characters of `units` from `start` on that lie outside an encoding of `limit` code points.
    pub fn outside(
        encoding: &'static str,
        limit: u32,
        start: usize,
        units: impl IntoIterator<Item = u32>,
    ) -> CodecError {
        let mut units = units.into_iter().skip(start);
        let unit = units.next().unwrap_or_default();
        let end = start + units.take_while(|&unit| unit >= limit).count();
        CodecError::Encode { encoding, unit, start, end, limit }
    }

    /// A byte that is not of ASCII.
    pub fn not_ascii(byte: u8, position: usize) -> CodecError {
        let reason = "ordinal not in range(128)";
        CodecError::Decode { encoding: "ascii", byte, start: position, end: position, reason }
    }

    /// What `error` says of `bytes`.
    pub fn utf8(bytes: &[u8], error: Utf8Error) -> CodecError {
        let start = error.valid_up_to();
        let byte = bytes.get(start).copied().unwrap_or_default();
        let (len, reason) = match error.error_len() {
            None => (bytes.len().saturating_sub(start), "unexpected end of data"),
            Some(1) if !(0xc2..0xf5).contains(&byte) => (1, "invalid start byte"),
            Some(len) => (len, "invalid continuation byte"),
        };
        CodecError::Decode { encoding: "utf-8", byte, start, end: start + len.max(1) - 1, reason }
    }
}

/// `character '\\xe9' in position 0`, `characters in position 0-1`
fn unencodable(unit: u32, start: usize, end: usize) -> String {
    match unit {
        _ if end > start => format!("characters in position {start}-{end}"),
        0..=0xff => format!("character '\\x{unit:02x}' in position {start}"),
        0x100..=0xffff => format!("character '\\u{unit:04x}' in position {start}"),
        _ => format!("character '\\U{unit:08x}' in position {start}"),
    }
}

/// `byte 0xc3 in position 0`, `bytes in position 0-1`
fn undecodable(byte: u8, start: usize, end: usize) -> String {
    match end > start {
        true => format!("bytes in position {start}-{end}"),
        false => format!("byte {byte:#04x} in position {start}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], expected: &str) {
        let error = CodecError::utf8(bytes, core::str::from_utf8(bytes).unwrap_err());
        assert_eq!(error.to_string(), format!("'utf-8' codec can't decode {expected}"));
    }

    /// What Python says of these bytes.
    #[test]
    fn bytes_that_are_not_utf8() {
        check(b"\xc3", "byte 0xc3 in position 0: unexpected end of data");
        check(b"\xff", "byte 0xff in position 0: invalid start byte");
        check(b"\xc0\x80", "byte 0xc0 in position 0: invalid start byte");
        check(b"a\xc3(", "byte 0xc3 in position 1: invalid continuation byte");
        check(b"\xe2\x82", "bytes in position 0-1: unexpected end of data");
        check(b"\xe2\x82a", "bytes in position 0-1: invalid continuation byte");
        check(b"\xf0\x28\x8c\x28", "byte 0xf0 in position 0: invalid continuation byte");
        check(b"\xed\xa0\x80", "byte 0xed in position 0: invalid continuation byte");
    }

    #[test]
    fn characters_outside_an_encoding() {
        let outside = |text: &str, start| {
            CodecError::outside("latin-1", 256, start, text.chars().map(u32::from)).to_string()
        };
        let expected = "'latin-1' codec can't encode characters in position 1-2: ordinal not in range(256)";
        assert_eq!(outside("ałłb", 1), expected);
        let expected =
            "'latin-1' codec can't encode character '\\U0001f600' in position 0: ordinal not in range(256)";
        assert_eq!(outside("\u{1f600}", 0), expected);
    }
}
