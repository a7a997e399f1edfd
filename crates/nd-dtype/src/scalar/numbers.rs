//! What single numbers can be asked: the methods of Python's `int` and `float` that NumPy's scalars have.

use super::{Scalar, convert::integer};
use crate::{DTypeError, Error, ErrorKind, Result};

impl Scalar {
    /// A real number as an `f64`, exactly.
    pub(crate) fn real(&self) -> Option<f64> {
        match *self {
            Scalar::F16(x) => Some(x.to_f64()),
            Scalar::BF16(x) => Some(x.to_f64()),
            Scalar::F32(x) => Some(x.into()),
            Scalar::F64(x) => Some(x),
            _ => None,
        }
    }

    fn without(&self, method: &'static str) -> Error {
        DTypeError::NoMethod { class: self.dtype().scalar_class(), method }.into()
    }

    /// Whether a number has no fraction.
    ///
    /// ```
    /// use nd_dtype::Scalar;
    /// assert!(Scalar::F32(2.0).is_integer()? && !Scalar::F64(f64::NAN).is_integer()?);
    /// # Ok::<(), nd_dtype::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Type`](ErrorKind::Type) for a value that is no integer and no float.
    pub fn is_integer(&self) -> Result<bool> {
        match (integer(self), self.real()) {
            (Some(_), _) => Ok(true),
            (None, Some(x)) => Ok(x.is_finite() && x.trunc() == x),
            (None, None) => Err(self.without("is_integer")),
        }
    }

    /// A float as the fraction of two integers in its lowest terms, the second positive.
    ///
    /// ```
    /// use nd_dtype::Scalar;
    /// assert_eq!(Scalar::F64(-0.75).as_integer_ratio()?, (-3, 4));
    /// # Ok::<(), nd_dtype::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Value`](ErrorKind::Value) for NaN; [`Overflow`](ErrorKind::Overflow) for infinities, and for floats so large or small
    /// that 128 bits do not hold the fraction; [`Type`](ErrorKind::Type) for a value that is no float.
    pub fn as_integer_ratio(&self) -> Result<(i128, i128)> {
        let x = self.real().ok_or_else(|| self.without("as_integer_ratio"))?;
        if x.is_nan() {
            return Err(DTypeError::Ratio { of: "NaN" }.into());
        }
        if x.is_infinite() {
            return Err(Error::new(ErrorKind::Overflow, DTypeError::Ratio { of: "Infinity" }));
        }
        if x == 0.0 {
            return Ok((0, 1));
        }
        let bits = x.to_bits();
        let (exponent, fraction) = ((bits >> 52 & 0x7ff) as i32, bits & ((1 << 52) - 1));
        // The value is `mantissa * 2^power`.
        let (mantissa, power) =
            if exponent == 0 { (fraction, -1074) } else { (fraction | 1 << 52, exponent - 1075) };
        let zeros = mantissa.trailing_zeros() as i32;
        let (mantissa, power) = (i128::from(mantissa >> zeros), power + zeros);
        let too_large = || Error::new(ErrorKind::Overflow, DTypeError::RatioSize);
        let shifted = |value: i128, by: i32| {
            let fits = by as u32 + (128 - value.leading_zeros()) < 128;
            fits.then(|| value << by).ok_or_else(too_large)
        };
        let (above, below) =
            if power >= 0 { (shifted(mantissa, power)?, 1) } else { (mantissa, shifted(1, -power)?) };
        Ok((if x < 0.0 { -above } else { above }, below))
    }

    /// The number of ones in the magnitude of an integer.
    ///
    /// ```
    /// assert_eq!(nd_dtype::Scalar::I8(-7).bit_count()?, 3);
    /// # Ok::<(), nd_dtype::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Type`](ErrorKind::Type) for a value that is no integer.
    pub fn bit_count(&self) -> Result<u32> {
        integer(self).map(|x| x.unsigned_abs().count_ones()).ok_or_else(|| self.without("bit_count"))
    }

    /// A `float64` in hexadecimal, exactly: `0x1.8000000000000p+1`.
    ///
    /// ```
    /// assert_eq!(nd_dtype::Scalar::F64(3.5).hex()?, "0x1.c000000000000p+1");
    /// # Ok::<(), nd_dtype::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Type`](ErrorKind::Type) for any other value: only `float64` is a Python float.
    pub fn hex(&self) -> Result<String> {
        let &Scalar::F64(x) = self else { return Err(self.without("hex")) };
        if x.is_nan() {
            return Ok("nan".to_owned());
        }
        let sign = if x.is_sign_negative() { "-" } else { "" };
        if x.is_infinite() {
            return Ok(format!("{sign}inf"));
        }
        if x == 0.0 {
            return Ok(format!("{sign}0x0.0p+0"));
        }
        let bits = x.to_bits();
        let (exponent, fraction) = ((bits >> 52 & 0x7ff) as i32, bits & ((1 << 52) - 1));
        let (lead, power) = if exponent == 0 { (0, -1022) } else { (1, exponent - 1023) };
        Ok(format!("{sign}0x{lead}.{fraction:013x}p{power:+}"))
    }

    /// The `float64` that a text in hexadecimal says, rounded to the nearest.
    ///
    /// ```
    /// use nd_dtype::Scalar;
    /// assert_eq!(Scalar::fromhex("0x1.8p1")?, Scalar::F64(3.0));
    /// # Ok::<(), nd_dtype::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Value`](ErrorKind::Value) for a text that says none, [`Overflow`](ErrorKind::Overflow) for one that is too large.
    pub fn fromhex(text: &str) -> Result<Scalar> {
        let invalid = || Error::from(DTypeError::HexFloat);
        let text = text.trim_matches(|c: char| c.is_ascii_whitespace()).to_ascii_lowercase();
        let (negative, rest) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(&text)),
        };
        let signed = |x: f64| Scalar::F64(if negative { -x } else { x });
        match rest {
            "inf" | "infinity" => return Ok(signed(f64::INFINITY)),
            "nan" => return Ok(signed(f64::NAN)),
            _ => {}
        }
        let rest = rest.strip_prefix("0x").unwrap_or(rest);
        let (digits, exponent) = match rest.split_once('p') {
            Some((digits, exponent)) => (digits, exponent.parse::<i64>().map_err(|_| invalid())?),
            None => (rest, 0),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        if whole.is_empty() && fraction.is_empty() {
            return Err(invalid());
        }
        // The first digits as an integer, and whether any behind them is not zero.
        let (mut mantissa, mut dropped, mut sticky) = (0_u128, 0_i64, false);
        for c in whole.chars().chain(fraction.chars()) {
            let digit = u128::from(c.to_digit(16).ok_or_else(invalid)?);
            if mantissa >> 120 == 0 {
                mantissa = mantissa << 4 | digit;
            } else {
                dropped += 1;
                sticky |= digit != 0;
            }
        }
        if mantissa == 0 {
            return Ok(signed(0.0));
        }
        let power = exponent.saturating_add(4 * dropped - 4 * fraction.len() as i64);
        rounded(mantissa, sticky, power)
            .map(signed)
            .ok_or_else(|| Error::new(ErrorKind::Overflow, DTypeError::HexLarge))
    }
}

/// `mantissa * 2^power` and a little more if `sticky`, to the nearest float, ties to even; `None` if it is too large.
fn rounded(mantissa: u128, sticky: bool, power: i64) -> Option<f64> {
    let bits = 128 - i64::from(mantissa.leading_zeros());
    // The exponent of the first bit, and bits that the fraction has room for.
    let top = power.saturating_add(bits - 1);
    if top > 1023 {
        return None;
    }
    let kept = if top >= -1022 { 53 } else { 53 - (-1022 - top) };
    if kept < 0 {
        return Some(0.0);
    }
    let drop = bits - kept;
    let (mut value, rest_half) = if drop <= 0 {
        (mantissa << -drop, core::cmp::Ordering::Less)
    } else {
        let rest = if drop >= 128 { mantissa } else { mantissa & ((1 << drop) - 1) };
        let half = 1_u128 << (drop - 1);
        let value = if drop >= 128 { 0 } else { mantissa >> drop };
        (
            value,
            rest.cmp(&half).then(if sticky {
                core::cmp::Ordering::Greater
            } else {
                core::cmp::Ordering::Equal
            }),
        )
    };
    if rest_half.is_gt() || (rest_half.is_eq() && value & 1 == 1) {
        value += 1;
    }
    let scale = power + drop;
    let result = value as f64 * exp2(scale);
    result.is_finite().then_some(result)
}

/// A power of two from the least subnormal up.
fn exp2(power: i64) -> f64 {
    match power {
        ..-1022 => f64::from_bits(1 << (power + 1074).max(0)),
        power => f64::from_bits(((power + 1023) as u64) << 52),
    }
}
