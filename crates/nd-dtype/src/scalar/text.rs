//! Scalars that meet text: numbers written as it, numbers read from it, and bytes without a meaning.

use super::{Scalar, convert};
use crate::format::{PyBytes, PyStr};
use crate::text::{store_bytes, store_raw, store_str};
use crate::{DType, DTypeError, Flexible, Result, TimeError, Weak};
use nd_kernel::{Complex, Num};

impl Scalar {
    /// Text as it is, without quotes; empty for anything else.
    pub(crate) fn plain_text(&self) -> std::borrow::Cow<'_, str> {
        match self {
            Scalar::Str(text) => text.into(),
            Scalar::Bytes(raw) => String::from_utf8_lossy(raw),
            _ => "".into(),
        }
    }
}

/// Writes `value` as one element of `dtype`, which is flexible of this `kind`.
///
/// # Errors
/// Text outside ASCII where bytes are wanted, and the other way round; raw bytes where text is wanted.
pub(super) fn write_flexible(value: &Scalar, dtype: &DType, kind: Flexible, bytes: &mut [u8]) -> Result<()> {
    match (value, kind) {
        (Scalar::Record(record), _) => return record.write(dtype, bytes, &mut Vec::new()),
        (Scalar::Void(raw) | Scalar::Bytes(raw), Flexible::Void(_)) => store_raw(raw, bytes),
        (Scalar::Void(_), _) => return Err(DTypeError::VoidToText.into()),
        (Scalar::Bytes(raw), _) => return store_bytes(raw, dtype, bytes),
        (Scalar::Str(text), Flexible::Void(_)) => {
            let raw: Vec<u8> = text.chars().flat_map(|c| u32::from(c).to_ne_bytes()).collect();
            store_raw(&raw, bytes);
        }
        (Scalar::Str(text), _) => return store_str(text, dtype, bytes),
        (number, Flexible::Void(_)) => {
            let own = number.dtype().storage();
            let mut raw = [0; 16];
            number.write_bytes(&own, &mut raw[..own.itemsize()])?;
            store_raw(&raw[..own.itemsize()], bytes);
        }
        (Scalar::DateTime(date), _) if date.resolution().is_generic() && !date.is_nat() => {
            return Err(TimeError::GenericText.into());
        }
        (Scalar::DateTime(date), _) => {
            let text = date.to_string();
            if text.len() > kind.len() {
                return Err(TimeError::TextTooShort { len: kind.len() }.into());
            }
            return store_str(&text, dtype, bytes);
        }
        (number, _) => return store_str(&number.to_string(), dtype, bytes),
    }
    Ok(())
}

/// A literal as an element of a flexible dtype, as a scalar of that dtype's kind.
///
/// # Errors
/// A number where raw bytes are wanted.
pub(super) fn from_weak(value: Weak, kind: Flexible) -> Result<Scalar> {
    let text = match (kind, value) {
        (Flexible::Void(_), _) => return Err(DTypeError::BytesLike { found: value.python_name() }.into()),
        (_, Weak::Int(value)) => value.to_string(),
        (_, Weak::Float(value)) => Scalar::F64(value).to_string(),
        (_, Weak::Complex(value)) => Scalar::C128(value).to_string(),
    };
    Ok(match kind {
        Flexible::Str(_) => Scalar::Str(text),
        _ => Scalar::Bytes(text.into_bytes()),
    })
}

/// The number of kind `num` that `value`, which is not one, stands for.
///
/// # Errors
/// Text that is no such number; a number out of range.
pub(crate) fn to_number(value: &Scalar, num: Num) -> Result<Scalar> {
    let raw = match value {
        Scalar::Str(text) => return read(text, value, num),
        Scalar::Object(object) => match object.scalar() {
            Some(Scalar::Str(text)) => return read(text, value, num),
            _ => return Err(DTypeError::NoCast { from: value.dtype(), to: DType::from_num(num) }.into()),
        },
        Scalar::Bytes(raw) => raw,
        Scalar::Void(raw) => match num {
            Num::Bool => return Ok(Scalar::Bool(raw.iter().any(|&byte| byte != 0))),
            num if num < Num::F16 => raw,
            _ => return Err(DTypeError::VoidToText.into()),
        },
        _ => return Err(DTypeError::NoCast { from: value.dtype(), to: DType::from_num(num) }.into()),
    };
    let readable = |&byte: &u8| if byte.is_ascii() { char::from(byte) } else { char::REPLACEMENT_CHARACTER };
    read(&raw.iter().map(readable).collect::<String>(), value, num)
}

/// Reads `text`, the value of `shown`, as Python does.
fn read(text: &str, shown: &Scalar, num: Num) -> Result<Scalar> {
    let trimmed = text.trim_matches(|c: char| c.is_whitespace() || ('\x1c'..='\x1f').contains(&c));
    match crate::dtype::kind_of(num).kind {
        'b' => Ok(Scalar::Bool(!text.is_empty())),
        'f' => match float(trimmed) {
            Some(value) => Scalar::F64(value).cast(&DType::from_num(num)),
            None => Err(DTypeError::FloatText { shown: format!("{shown:?}") }.into()),
        },
        'c' if without_underscores(trimmed).is_none() => {
            let shown = match shown {
                Scalar::Str(_) => format!("{shown:?}"),
                _ => PyStr(text).to_string(),
            };
            Err(DTypeError::ComplexUnderscores { shown }.into())
        }
        'c' => match complex(trimmed) {
            Some(value) => Scalar::C128(value).cast(&DType::from_num(num)),
            None => Err(DTypeError::ComplexText.into()),
        },
        _ => match integer(trimmed) {
            Some(Some(value)) => convert::from_weak(Weak::Int(value), num),
            Some(None) => Err(DTypeError::IntTooLarge.into()),
            None => {
                let shown = match shown {
                    Scalar::Bytes(raw) | Scalar::Void(raw) => PyBytes(raw).to_string(),
                    other => format!("{other:?}"),
                };
                Err(DTypeError::IntText { shown }.into())
            }
        },
    }
}

/// A decimal integer with single underscores between digits; the inner `None` for one of more than 127 bits.
fn integer(text: &str) -> Option<Option<i128>> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let digits = without_underscores(digits)?;
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let value = digits.parse::<i128>().ok();
    Some(value.map(|value| if text.starts_with('-') { -value } else { value }))
}

/// A real number as Python's `float` reads it.
fn float(text: &str) -> Option<f64> {
    without_underscores(text)?.parse().ok()
}

/// The text without underscores, if each stands between two digits.
fn without_underscores(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let digit = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
    let placed = |i: usize| digit(i.checked_sub(1)) && digit(Some(i + 1));
    let fits = bytes.iter().enumerate().all(|(i, &byte)| byte != b'_' || placed(i));
    fits.then(|| text.replace('_', ""))
}

/// A complex number as Python's `complex` reads it: `1+2j`, `(3-4J)`, `j`, `2.5`.
fn complex(text: &str) -> Option<Complex<f64>> {
    let inner = text.strip_prefix('(').map(|rest| rest.strip_suffix(')').map(str::trim));
    let text = without_underscores(inner.unwrap_or(Some(text))?)?;
    let imaginary = |part: &str| match part {
        "" | "+" => Some(1.0),
        "-" => Some(-1.0),
        part => part.parse::<f64>().ok(),
    };
    let Some(body) = text.strip_suffix(['j', 'J']) else {
        return text.parse().ok().map(|re| Complex::new(re, 0.0));
    };
    // The sign between the parts is the last one that does not belong to an exponent.
    let split = body.char_indices().rev().find(|&(i, c)| {
        let exponent = body[..i].ends_with(['e', 'E']) && body[..i].chars().any(|c| c.is_ascii_digit());
        matches!(c, '+' | '-') && i > 0 && !exponent
    });
    match split {
        None => imaginary(body).map(|im| Complex::new(0.0, im)),
        Some((at, _)) => Some(Complex::new(body[..at].parse().ok()?, imaginary(&body[at..])?)),
    }
}
