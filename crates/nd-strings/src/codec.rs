//! Characters as bytes, and bytes as characters.

use crate::error::StringsError;
use crate::operand::{Kind, Text};
use crate::padding::longest;
use crate::rows::{converted, values};
use nd_core::{Array, CodecError, Result};

/// How characters are written as bytes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Utf8,
    Ascii,
    Latin1,
}

impl Encoding {
    fn named(name: &str) -> Result<Encoding> {
        match name.to_ascii_lowercase().replace('_', "-").as_str() {
            "utf-8" | "utf8" => Ok(Encoding::Utf8),
            "ascii" | "us-ascii" => Ok(Encoding::Ascii),
            "latin-1" | "latin1" | "iso-8859-1" => Ok(Encoding::Latin1),
            _ => Err(StringsError::Encoding { name: name.to_owned() }.into()),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Ascii => "ascii",
            Encoding::Latin1 => "latin-1",
        }
    }

    /// The code points that it has, from 0 on.
    fn limit(self) -> u32 {
        match self {
            Encoding::Utf8 => 0x11_0000,
            Encoding::Ascii => 0x80,
            Encoding::Latin1 => 0x100,
        }
    }

    /// Calls `f` with the bytes of each of `units`.
    fn encode(self, units: &[u32], mut f: impl FnMut(&[u8])) -> Result<()> {
        for (position, &unit) in units.iter().enumerate() {
            match char::from_u32(unit).filter(|_| unit < self.limit()) {
                Some(c) if self == Encoding::Utf8 => f(c.encode_utf8(&mut [0; 4]).as_bytes()),
                Some(_) => f(&[unit as u8]),
                None => {
                    let units = units.iter().copied();
                    let fault = CodecError::outside(self.name(), self.limit(), position, units);
                    return Err(StringsError::Codec(fault).into());
                }
            }
        }
        Ok(())
    }

    /// Calls `f` with each character that `bytes` mean.
    fn decode(self, bytes: &[u8], mut f: impl FnMut(u32)) -> Result<()> {
        match self {
            Encoding::Utf8 => {
                let refused = |error| StringsError::Codec(CodecError::utf8(bytes, error));
                core::str::from_utf8(bytes).map_err(refused)?.chars().for_each(|c| f(c.into()));
            }
            Encoding::Ascii if !bytes.is_ascii() => {
                let position = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
                return Err(StringsError::Codec(CodecError::not_ascii(bytes[position], position)).into());
            }
            Encoding::Ascii | Encoding::Latin1 => bytes.iter().for_each(|byte| f(u32::from(*byte))),
        }
        Ok(())
    }
}

/// An operand of one kind.
fn text(a: &Array, kind: Kind) -> Result<Text> {
    Text::of(a)?.filter(|text| text.kind == kind).ok_or_else(|| StringsError::NotText.into())
}

/// Each element of characters (`U`) as bytes (`S`) in an encoding: `utf-8`, `ascii` or `latin-1`.
///
/// ```
/// assert_eq!(nd_strings::encode(&nd_core::array!["aé"], "utf-8")?.to_string(), r"[b'a\xc3\xa9']");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// An array that is not of characters, an encoding that nd does not have, a character that the encoding does not have.
#[doc(alias = "numpy.strings.encode")]
pub fn encode(a: &Array, encoding: &str) -> Result<Array> {
    let (text, encoding) = (text(a, Kind::Str)?, Encoding::named(encoding)?);
    let lengths = values::<u32, i64, 1, 0>("encode", [&text], [], |[units], []| {
        let mut len = 0;
        encoding.encode(units, |bytes| len += bytes.len() as i64)?;
        Ok(len)
    })?;
    let dtype = Kind::Bytes.dtype(longest(&lengths)?)?;
    converted::<u32, u8>("encode", &text, dtype, |units, out| {
        encoding.encode(units, |bytes| out.extend(bytes))
    })
}

/// Each element of bytes (`S`) as characters (`U`), read in an encoding: `utf-8`, `ascii` or `latin-1`.
///
/// ```
/// let bytes = nd_strings::encode(&nd_core::array!["aé"], "utf-8")?;
/// assert_eq!(nd_strings::decode(&bytes, "utf-8")?.to_string(), "['aé']");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// An array that is not of bytes, an encoding that nd does not have, bytes that are no text in it.
#[doc(alias = "numpy.strings.decode")]
pub fn decode(a: &Array, encoding: &str) -> Result<Array> {
    let (text, encoding) = (text(a, Kind::Bytes)?, Encoding::named(encoding)?);
    let lengths = values::<u8, i64, 1, 0>("decode", [&text], [], |[units], []| {
        let mut len = 0;
        encoding.decode(units, |_| len += 1)?;
        Ok(len)
    })?;
    let dtype = Kind::Str.dtype(longest(&lengths)?)?;
    converted::<u8, u32>("decode", &text, dtype, |units, out| encoding.decode(units, |unit| out.push(unit)))
}
