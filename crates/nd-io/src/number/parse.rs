//! Numerals as NumPy's `loadtxt` reads them: one field in, one value or nothing out.
//!
//! White space around a field is ignored (Python's `str.isspace`, which counts the separators 0x1c to 0x1f);
//! underscores, hexadecimal digits and C suffixes are refused. Integers take no point and no exponent, and must fit:
//! a caller narrows the 64-bit value with `try_from`, which is where NumPy refuses `"256"` for `uint8` too.
//!
//! Floats are `fast-float2`'s: correctly rounded (Eisel and Lemire), from bytes, without a UTF-8 check, in two thirds
//! of the time of `str::parse`.

#![forbid(unsafe_code)]

/// A floating-point field. Magnitudes beyond the range are infinite or zero, as in NumPy.
#[inline]
pub(crate) fn parse_f64(field: &[u8]) -> Option<f64> {
    fast_float2::parse(trim(field)).ok()
}

/// The number that `text` begins with and how many bytes it takes; what follows is the caller's to judge.
#[inline]
pub(crate) fn parse_f64_prefix(text: &[u8]) -> Option<(f64, usize)> {
    fast_float2::parse_partial(text).ok()
}

/// A signed integer field.
#[inline]
pub(crate) fn parse_i64(field: &[u8]) -> Option<i64> {
    let field = trim(field);
    let (negative, digits) = match field.first()? {
        b'-' => (true, &field[1..]),
        b'+' => (false, &field[1..]),
        _ => (false, field),
    };
    let magnitude = parse_digits(digits)?;
    if negative { 0i64.checked_sub_unsigned(magnitude) } else { i64::try_from(magnitude).ok() }
}

/// An unsigned integer field: no minus, not even before zero.
#[inline]
pub(crate) fn parse_u64(field: &[u8]) -> Option<u64> {
    let field = trim(field);
    parse_digits(field.strip_prefix(b"+").unwrap_or(field))
}

/// A boolean field, which NumPy reads as an integer.
pub(crate) fn parse_bool(field: &[u8]) -> Option<bool> {
    parse_i64(field).map(|n| n != 0)
}

/// A complex field as real and imaginary part: `1`, `2j`, `1+2j`, each also in parentheses.
pub(crate) fn parse_complex(field: &[u8]) -> Option<(f64, f64)> {
    let mut field = trim(field);
    if let Some(inner) = field.strip_prefix(b"(") {
        field = trim(inner.strip_suffix(b")")?);
    }
    let (first, used) = fast_float2::parse_partial::<f64, _>(field).ok()?;
    match &field[used..] {
        [] => Some((first, 0.0)),
        [b'j'] => Some((0.0, first)),
        rest @ [b'+' | b'-', ..] => {
            // A plus may be followed by another sign, as in Python's own "1+-2j".
            let imaginary = rest.strip_prefix(b"+").unwrap_or(rest).strip_suffix(b"j")?;
            Some((first, fast_float2::parse(imaginary).ok()?))
        }
        _ => None,
    }
}

/// A number as Python's `float` reads it: as [`parse_f64`], and with underscores between digits.
pub(crate) fn parse_python_float(field: &str) -> Option<f64> {
    parse_f64(&without_underscores(field)?)
}

/// A number as Python's `int` reads it, as far as 128 bits go.
pub(crate) fn parse_python_int(field: &str) -> Option<i128> {
    let field = without_underscores(field)?;
    let field = core::str::from_utf8(trim(&field)).ok()?;
    let digits = field.strip_prefix(['+', '-']).unwrap_or(field);
    let all_digits = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let limit = if field.starts_with('-') { i128::MIN } else { i128::MAX };
    all_digits.then(|| field.parse().unwrap_or(limit))
}

/// A number as Python's `complex` reads it: as [`parse_complex`], and with an imaginary unit that stands alone.
pub(crate) fn parse_python_complex(field: &str) -> Option<(f64, f64)> {
    let bytes = without_underscores(field)?;
    let text = core::str::from_utf8(&bytes).ok()?.replace('J', "j");
    let alone = text.find('j').filter(|&at| !text[..at].ends_with(|c: char| c.is_ascii_digit() || c == '.'));
    match alone {
        Some(at) => parse_complex(format!("{}1{}", &text[..at], &text[at..]).as_bytes()),
        None => parse_complex(text.as_bytes()),
    }
}

/// `field` without its underscores; nothing if one stands anywhere but between digits.
fn without_underscores(field: &str) -> Option<std::borrow::Cow<'_, [u8]>> {
    let bytes = field.as_bytes();
    if !bytes.contains(&b'_') {
        return Some(bytes.into());
    }
    let digit = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
    let between = |at: usize| digit(at.checked_sub(1)) && digit(at.checked_add(1));
    let misplaced = bytes.iter().enumerate().any(|(at, &byte)| byte == b'_' && !between(at));
    (!misplaced).then(|| bytes.iter().copied().filter(|&byte| byte != b'_').collect::<Vec<u8>>().into())
}

/// One or more decimal digits and nothing else.
#[inline]
fn parse_digits(digits: &[u8]) -> Option<u64> {
    if digits.is_empty() {
        return None;
    }
    digits.iter().try_fold(0u64, |value, byte| {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        value.checked_mul(10)?.checked_add(u64::from(digit))
    })
}

/// `field` without the white space at its ends.
#[inline]
fn trim(field: &[u8]) -> &[u8] {
    match field {
        // Nothing to do for most fields.
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => field,
        [only] if only.is_ascii_graphic() => field,
        _ => trim_slow(field),
    }
}

#[cold]
fn trim_slow(field: &[u8]) -> &[u8] {
    match std::str::from_utf8(field) {
        Ok(text) => {
            text.trim_matches(|c: char| c.is_whitespace() || ('\x1c'..='\x1f').contains(&c)).as_bytes()
        }
        Err(_) => field.trim_ascii(),
    }
}

#[cfg(test)]
mod tests;
