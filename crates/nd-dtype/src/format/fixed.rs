//! The digits of `%e`, `%f` and `%g`: fast where 128 bits prove the rounding, the standard library otherwise.
//!
//! Everything here writes the magnitude of a finite number; sign, padding, infinities and NaN are `printf`'s.

use std::io::Write as _;

use super::power::Binary;

/// Precision up to which `10^(precision + 1)` fits a `u64`.
const FAST_PRECISION: usize = 18;

/// The longest `%.18e`: sign, digit, point, 18 digits, `e`, sign, three digits.
pub(super) const E18_LEN: usize = 26;

/// `"00"`, `"01"`, ..., `"99"`.
static PAIRS: [[u8; 2]; 100] = {
    let mut pairs = [[0; 2]; 100];
    let mut i = 0;
    while i < 100 {
        pairs[i] = [b'0' + (i / 10) as u8, b'0' + (i % 10) as u8];
        i += 1;
    }
    pairs
};

/// The powers of ten that fit a `u64`.
static TENS: [u64; 20] = {
    let mut tens = [1; 20];
    let mut i = 1;
    while i < 20 {
        tens[i] = tens[i - 1] * 10;
        i += 1;
    }
    tens
};

/// `x` as C's `%.18e`, which is what `savetxt` writes unless told otherwise.
///
/// Returns the used part of `buffer`. About 20 ns where `{:.18e}` takes 500.
#[inline]
pub(super) fn format_e18(x: f64, buffer: &mut [u8; E18_LEN]) -> &[u8] {
    let Some((digits, exponent)) = rounded(x.abs(), FAST_PRECISION) else { return slow_e18(x, buffer) };
    buffer[0] = b'-';
    buffer[1] = b'0' + (digits / TENS[18]) as u8;
    buffer[2] = b'.';
    let rest = digits % TENS[18];
    buffer[3..5].copy_from_slice(&PAIRS[(rest / TENS[16]) as usize % 100]);
    let rest = rest % TENS[16];
    buffer[5..13].copy_from_slice(&eight_digits((rest / TENS[8]) as u32));
    buffer[13..21].copy_from_slice(&eight_digits((rest % TENS[8]) as u32));
    buffer[21] = b'e';
    buffer[22] = if exponent < 0 { b'-' } else { b'+' };
    let magnitude = exponent.unsigned_abs() as usize;
    let end = if magnitude < 100 {
        buffer[23..25].copy_from_slice(&PAIRS[magnitude]);
        25
    } else {
        buffer[23] = b'0' + (magnitude / 100) as u8;
        buffer[24..26].copy_from_slice(&PAIRS[magnitude % 100]);
        26
    };
    &buffer[usize::from(!x.is_sign_negative())..end]
}

#[cold]
fn slow_e18(x: f64, buffer: &mut [u8; E18_LEN]) -> &[u8] {
    let mut text = Vec::with_capacity(E18_LEN);
    if x.is_nan() {
        text.extend_from_slice(b"nan");
    } else {
        if x.is_sign_negative() {
            text.push(b'-');
        }
        if x.is_infinite() {
            text.extend_from_slice(b"inf");
        } else {
            push_exponent(&mut text, x.abs(), FAST_PRECISION, false);
        }
    }
    let used = &mut buffer[..text.len()];
    used.copy_from_slice(&text);
    used
}

/// `%.{precision}e` of a finite `x >= 0`.
pub(super) fn push_exponent(out: &mut Vec<u8>, x: f64, precision: usize, alternate: bool) {
    with_digits(x, precision, |digits, exponent| {
        push_scientific(out, digits, exponent, alternate || precision > 0)
    });
}

/// `%.{precision}f` of a finite `x >= 0`.
pub(super) fn push_fixed(out: &mut Vec<u8>, x: f64, precision: usize, alternate: bool) {
    let scaled = match Binary::new(x) {
        Some(binary) if precision <= FAST_PRECISION => binary.times_power_of_ten(precision as i32),
        None if precision <= FAST_PRECISION => Some(0),
        _ => None,
    };
    match scaled {
        Some(n) => {
            let digits = nineteen_digits(n % TENS[19]);
            // A u64 ends at 1.8e19: a twentieth digit can only be 1.
            let first = n / TENS[19];
            let (whole, fraction) = digits.split_at(19 - precision);
            if first > 0 {
                out.push(b'0' + first as u8);
                out.extend_from_slice(whole);
            } else {
                let zeros = whole.iter().take_while(|d| **d == b'0').count();
                out.extend_from_slice(&whole[zeros.min(whole.len() - 1)..]);
            }
            if precision > 0 {
                out.push(b'.');
                out.extend_from_slice(fraction);
            }
        }
        None => infallible(write!(out, "{x:.precision$}")),
    }
    if alternate && precision == 0 {
        out.push(b'.');
    }
}

/// `%.{precision}g` of a finite `x >= 0`.
pub(super) fn push_general(out: &mut Vec<u8>, x: f64, precision: usize, alternate: bool) {
    let significant = precision.max(1);
    with_digits(x, significant - 1, |digits, exponent| {
        let kept = match alternate {
            true => digits,
            false => {
                let zeros = digits.iter().rev().take_while(|d| **d == b'0').count();
                &digits[..(digits.len() - zeros).max(1)]
            }
        };
        if exponent < -4 || exponent >= significant as i32 {
            push_scientific(out, kept, exponent, alternate || kept.len() > 1);
        } else if exponent < 0 {
            out.extend_from_slice(b"0.");
            out.resize(out.len() + (-1 - exponent) as usize, b'0');
            out.extend_from_slice(kept);
        } else {
            // Digits that were cut as trailing zeros are put back in front of the point.
            let whole = exponent as usize + 1;
            let (before, after) = digits.split_at(whole);
            out.extend_from_slice(before);
            let after = if alternate { after } else { kept.get(whole..).unwrap_or(&[]) };
            if alternate || !after.is_empty() {
                out.push(b'.');
                out.extend_from_slice(after);
            }
        }
    });
}

/// Calls `f` with the `precision + 1` significant digits of a finite `x >= 0` and its decimal exponent.
fn with_digits<R>(x: f64, precision: usize, f: impl FnOnce(&[u8], i32) -> R) -> R {
    if precision <= FAST_PRECISION {
        let found = if x == 0.0 { Some((0, 0)) } else { rounded(x, precision) };
        if let Some((digits, exponent)) = found {
            let all = nineteen_digits(digits * TENS[FAST_PRECISION - precision]);
            return f(&all[..precision + 1], exponent);
        }
    }
    let text = format!("{x:.precision$e}");
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let digits: Vec<u8> = mantissa.bytes().filter(u8::is_ascii_digit).collect();
    f(&digits, exponent.parse().unwrap_or(0))
}

/// The `precision + 1` significant digits of `x > 0` as an integer, and its decimal exponent; `None` if `x` is not
/// finite or positive or the rounding cannot be proved.
#[inline]
fn rounded(x: f64, precision: usize) -> Option<(u64, i32)> {
    let binary = Binary::new(x)?;
    let exponent = binary.decimal_exponent();
    let digits = binary.times_power_of_ten(precision as i32 - exponent)?;
    if digits == TENS[precision + 1] {
        // 9.99... rounded up to the next power of ten.
        return Some((TENS[precision], exponent + 1));
    }
    Some((digits, exponent))
}

fn push_scientific(out: &mut Vec<u8>, digits: &[u8], exponent: i32, point: bool) {
    out.push(digits[0]);
    if point {
        out.push(b'.');
    }
    out.extend_from_slice(&digits[1..]);
    out.extend_from_slice(if exponent < 0 { b"e-" } else { b"e+" });
    infallible(write!(out, "{:02}", exponent.unsigned_abs()));
}

/// The digits of `n < 10^19`, zeros in front.
fn nineteen_digits(n: u64) -> [u8; 19] {
    let mut digits = [0; 19];
    let top = n / TENS[16] % 1000;
    digits[0] = b'0' + (top / 100) as u8;
    digits[1..3].copy_from_slice(&PAIRS[top as usize % 100]);
    digits[3..11].copy_from_slice(&eight_digits((n % TENS[16] / TENS[8]) as u32));
    digits[11..].copy_from_slice(&eight_digits((n % TENS[8]) as u32));
    digits
}

/// The digits of `n < 10^8`, zeros in front.
#[inline]
fn eight_digits(n: u32) -> [u8; 8] {
    let mut digits = [0; 8];
    let (high, low) = (n / 10_000, n % 10_000);
    digits[0..2].copy_from_slice(&PAIRS[(high / 100 % 100) as usize]);
    digits[2..4].copy_from_slice(&PAIRS[(high % 100) as usize]);
    digits[4..6].copy_from_slice(&PAIRS[(low / 100) as usize]);
    digits[6..8].copy_from_slice(&PAIRS[(low % 100) as usize]);
    digits
}

/// Writing to a `Vec` cannot fail.
fn infallible(result: std::io::Result<()>) {
    debug_assert!(result.is_ok());
}

#[cfg(test)]
mod tests;
