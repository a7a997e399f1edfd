//! Sign, point, zeros, exponent and padding around the digits: `FormatPositional` and `FormatScientific` of NumPy's
//! `dragon4.c`.

use super::digits::{Cutoff, digits};
use super::{Float, FloatFormat, Trim};

/// The most zeros or spaces written in a row, so that no option makes a text that memory cannot hold: the size of
/// NumPy's buffer, beyond which it raises or clips.
const LONGEST: usize = 16384;

impl FloatFormat {
    /// Appends `x` without an exponent to `out`; see [`FloatFormat::positional`].
    pub fn write_positional<T: Float>(&self, x: T, out: &mut String) {
        let Some(sign) = self.open(x, out) else { return };
        let cutoff = if self.fractional { Cutoff::Fraction } else { Cutoff::Total };
        let found = digits(magnitude(x), self.unique, self.precision, self.min_digits, cutoff);
        let (text, exponent) = (found.digits.as_slice(), found.exponent);
        let whole = usize::try_from(exponent + 1).unwrap_or(0);
        let lead = self.pad_left.unwrap_or(0).saturating_sub(whole.max(1) + sign.is_some() as usize);
        extend(out, ' ', lead);
        out.extend(sign);
        push_digits(out, &text[..whole.min(text.len())]);
        extend(out, '0', if whole == 0 { 1 } else { whole.saturating_sub(text.len()) });
        out.push('.');
        let point = out.len();
        extend(out, '0', usize::try_from(-exponent - 1).unwrap_or(0));
        push_digits(out, text.get(whole..).unwrap_or(&[]));
        let wanted = if self.unique { self.min_digits } else { self.precision }.unwrap_or(0);
        let wanted = if self.fractional { wanted } else { wanted.saturating_sub(whole.max(1)) };
        let fraction = finish(self.trim, out, point, wanted);
        if let Some(right) = self.pad_right.filter(|&right| right >= fraction) {
            // Without a point its place too is padded, so that points stay aligned.
            let bare = self.trim == Trim::Minus && fraction == 0;
            extend(out, ' ', (right - fraction).saturating_add(bare as usize));
        }
    }

    /// Appends `x` with an exponent to `out`; see [`FloatFormat::scientific`].
    pub fn write_scientific<T: Float>(&self, x: T, out: &mut String) {
        let Some(sign) = self.open(x, out) else { return };
        let more = |n: Option<usize>| n.map(|n| n.saturating_add(1));
        let found =
            digits(magnitude(x), self.unique, more(self.precision), more(self.min_digits), Cutoff::Total);
        let text = found.digits.as_slice();
        let lead = self.pad_left.unwrap_or(0).saturating_sub(1 + sign.is_some() as usize);
        extend(out, ' ', lead);
        out.extend(sign);
        push_digits(out, &text[..1]);
        // NumPy drops the point for want of digits, but not when it drops zeros behind it.
        if text.len() > 1 || self.trim != Trim::Minus {
            out.push('.');
            let point = out.len();
            push_digits(out, &text[1..]);
            let wanted = if self.unique { self.min_digits } else { self.precision }.unwrap_or(0);
            let trim = if self.trim == Trim::Minus { Trim::Dot } else { self.trim };
            finish(trim, out, point, wanted);
        }
        out.push('e');
        out.push(if found.exponent < 0 { '-' } else { '+' });
        let exponent = found.exponent.unsigned_abs().to_string();
        // NumPy keeps five digits for the exponent and prints no more than it has.
        let width = self.exp_digits.unwrap_or(2).min(5);
        extend(out, '0', width.saturating_sub(exponent.len()));
        out.push_str(&exponent);
    }

    /// The sign to write before finite digits; writes infinities and NaN itself, unpadded, and gives `None`.
    fn open<T: Float>(&self, x: T, out: &mut String) -> Option<Option<char>> {
        let value = x.to_f64();
        let sign = match value.is_sign_negative() {
            true => Some('-'),
            false if self.sign => Some('+'),
            false => None,
        };
        if value.is_nan() {
            out.push_str("nan");
            return None;
        }
        if value.is_infinite() {
            out.extend(sign);
            out.push_str("inf");
            return None;
        }
        Some(sign)
    }
}

/// Completes or trims the zeros behind the point, which is at `point - 1`; gives the digits left behind it.
fn finish(trim: Trim, out: &mut String, point: usize, wanted: usize) -> usize {
    if trim == Trim::Keep {
        extend(out, '0', wanted.saturating_sub(out.len() - point));
        return out.len() - point;
    }
    while out.len() > point && out.ends_with('0') {
        out.pop();
    }
    if out.len() == point {
        match trim {
            Trim::Zero => out.push('0'),
            Trim::Minus => {
                out.pop();
            }
            Trim::Dot | Trim::Keep => {}
        }
    }
    out.len().saturating_sub(point)
}

/// The value without its sign.
fn magnitude<T: Float>(x: T) -> T {
    if x.to_f64().is_sign_negative() { x.negated() } else { x }
}

#[inline]
fn extend(out: &mut String, c: char, count: usize) {
    if count > 0 {
        out.extend(core::iter::repeat_n(c, count.min(LONGEST)));
    }
}

fn push_digits(out: &mut String, digits: &[u8]) {
    out.push_str(core::str::from_utf8(digits).unwrap_or_default());
}
