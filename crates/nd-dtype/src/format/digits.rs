//! Decimal digits of a float: the shortest that identify it, or a prescribed number of the exact value.
//!
//! `zmij` gives the shortest digits, `{:.*e}` and `{:.*}` of the standard library the exact value rounded half to
//! even. What this module adds is NumPy's choice between them.

use super::Float;
use core::cmp::Ordering;
use core::fmt::{self, Write};

/// The digits of a finite value `d₁.d₂d₃… × 10^exponent`; zero is the one digit `0`.
#[derive(Clone)]
pub(super) struct Digits {
    /// ASCII digits, at least one.
    pub(super) digits: Buffer,
    /// The power of ten of the first digit.
    pub(super) exponent: i32,
}

/// Where the digits stop.
#[derive(Clone, Copy)]
pub(super) enum Cutoff {
    /// Digits after the point.
    Fraction,
    /// Digits in all.
    Total,
}

/// Text on the stack while it is short, which shortest digits always are.
#[derive(Clone)]
pub(super) struct Buffer {
    inline: [u8; 32],
    len: usize,
    long: Vec<u8>,
}

impl Buffer {
    const fn new() -> Self {
        Buffer { inline: [0; 32], len: 0, long: Vec::new() }
    }

    pub(super) fn as_slice(&self) -> &[u8] {
        if self.long.is_empty() { &self.inline[..self.len] } else { &self.long }
    }

    fn truncate(&mut self, len: usize) {
        if self.long.is_empty() {
            self.len = self.len.min(len);
        } else {
            self.long.truncate(len.max(1));
        }
    }

    fn push(&mut self, bytes: &[u8]) {
        if self.long.is_empty() && self.len + bytes.len() <= self.inline.len() {
            self.inline[self.len..][..bytes.len()].copy_from_slice(bytes);
            self.len += bytes.len();
        } else {
            if self.long.is_empty() {
                self.long.extend_from_slice(&self.inline[..self.len]);
            }
            self.long.extend_from_slice(bytes);
        }
    }
}

impl Write for Buffer {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.push(text.as_bytes());
        Ok(())
    }
}

/// Reads `ddd.ddd`, `d.ddde-xx` or `de+xx`; leading zeros are dropped, but for the last of all digits.
fn parse(bytes: &[u8]) -> Digits {
    // An exponent has at most three digits and a sign.
    let tail = bytes.len().saturating_sub(5);
    let e = bytes[tail..].iter().position(|&b| b == b'e').map_or(bytes.len(), |at| tail + at);
    let (negative, tail) = match bytes.get(e + 1..) {
        Some([b'-', tail @ ..]) => (true, tail),
        Some([b'+', tail @ ..]) => (false, tail),
        Some(tail) => (false, tail),
        None => (false, &[][..]),
    };
    let magnitude = tail.iter().fold(0, |sum, b| 10 * sum + i32::from(b - b'0'));
    let bytes = &bytes[..e];
    let point = bytes.iter().position(|&b| b == b'.').unwrap_or(bytes.len());
    let skip = bytes.iter().position(|b| matches!(b, b'1'..=b'9')).unwrap_or(bytes.len() - 1);
    let mut digits = Buffer::new();
    digits.push(&bytes[skip..point.max(skip)]);
    digits.push(bytes.get(skip.max(point + 1)..).unwrap_or(&[]));
    let place = if skip < point { (point - skip) as i32 - 1 } else { point as i32 - skip as i32 };
    Digits { digits, exponent: place + if negative { -magnitude } else { magnitude } }
}

/// The exact value to `n ≥ 1` significant digits.
fn exact_total(x: f64, n: usize) -> Digits {
    let mut text = Buffer::new();
    let _ = write!(text, "{:.*e}", n - 1, x);
    parse(text.as_slice())
}

/// The exact value to `n` digits after the point.
fn exact_fraction(x: f64, n: usize) -> Digits {
    let mut text = Buffer::new();
    let _ = write!(text, "{x:.n$}");
    parse(text.as_slice())
}

fn exact(x: f64, n: usize, cutoff: Cutoff) -> Digits {
    match cutoff {
        Cutoff::Fraction => exact_fraction(x, n.min(MOST_DECIMALS)),
        Cutoff::Total => exact_total(x, n.clamp(1, MOST_DIGITS)),
    }
}

/// No f64 has more significant digits than this.
const MOST_DIGITS: usize = 767;

/// No f64 has more digits after the point than this.
const MOST_DECIMALS: usize = 1074;

/// The digits of finite `magnitude ≥ 0` that the options ask for, counted as `cutoff` says.
pub(super) fn digits<T: Float>(
    magnitude: T,
    unique: bool,
    precision: Option<usize>,
    min_digits: Option<usize>,
    cutoff: Cutoff,
) -> Digits {
    let x = magnitude.to_f64();
    if x == 0.0 {
        let mut digits = Buffer::new();
        digits.push(b"0");
        return Digits { digits, exponent: 0 };
    }
    if !unique {
        return match precision {
            Some(n) => as_generated(exact(x, n, cutoff), x, Ordering::Less),
            None => without_trailing_zeros(exact_total(x, MOST_DIGITS)),
        };
    }
    let shortest = shortest(magnitude);
    let len = shortest.digits.as_slice().len();
    let found = match cutoff {
        Cutoff::Fraction => len as i64 - 1 - i64::from(shortest.exponent),
        Cutoff::Total => len as i64,
    };
    let fits = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    match (precision, min_digits) {
        (Some(most), _) if found > fits(most) => {
            let keep = len as i64 - (found - fits(most));
            cut(&shortest, keep).unwrap_or_else(|| as_generated(exact(x, most, cutoff), x, Ordering::Equal))
        }
        (_, Some(least)) if found < fits(least) => as_generated(exact(x, least, cutoff), x, Ordering::Equal),
        _ => shortest,
    }
}

/// The shortest digits that only this value reads from; of two equally near texts the even one, as NumPy takes it.
fn shortest<T: Float>(magnitude: T) -> Digits {
    let x = magnitude.to_f64();
    let found = magnitude.with_shortest(|text| without_trailing_zeros(parse(text.as_bytes())));
    let len = found.digits.as_slice().len();
    if may_tie(x, len as i32 - 1 - found.exponent) {
        let mut even = Buffer::new();
        let _ = write!(even, "{:.*e}", len - 1, x);
        // Below a power of two the neighbour is nearer, and the even text may be its.
        if core::str::from_utf8(even.as_slice()).is_ok_and(|text| magnitude.reads_from(text)) {
            return parse(even.as_slice());
        }
    }
    found
}

/// Whether so many decimals may be half-way between two texts: a value whose lowest set bit is 2^-k has k decimals, of which
/// the last is a 5, and one decimal less is a tie.
#[inline]
pub(super) fn may_tie(x: f64, decimals: i32) -> bool {
    decimals + 1 == -lowest_bit(x)
}

/// The value rounded to the first `keep` of its shortest digits, or `None` if those cannot tell which way.
///
/// Rounding the shortest digits rounds the value itself: the middle between two candidates is a shorter text than the
/// shortest, so it cannot lie between that and the value. Only if the rest is exactly `5` may they differ. As in
/// Dragon4, nines that round up vanish and zeros that are met stay; a value below the last place is one digit in it.
fn cut(shortest: &Digits, keep: i64) -> Option<Digits> {
    let all = shortest.digits.as_slice();
    let (kept, rest) = all.split_at(usize::try_from(keep).unwrap_or(0));
    if keep >= 0 && rest == b"5" {
        return None;
    }
    let up = keep >= 0 && rest[0] >= b'5';
    let mut digits = Buffer::new();
    let place = shortest.exponent - i32::try_from(keep - 1).unwrap_or(0);
    if !up {
        digits.push(if kept.is_empty() { b"0" } else { kept });
        return Some(Digits { digits, exponent: if kept.is_empty() { place } else { shortest.exponent } });
    }
    match kept.iter().rposition(|&digit| digit != b'9') {
        Some(last) => {
            digits.push(&kept[..last]);
            digits.push(&[kept[last] + 1]);
            Some(Digits { digits, exponent: shortest.exponent })
        }
        None => {
            digits.push(b"1");
            Some(Digits { digits, exponent: shortest.exponent + 1 })
        }
    }
}

/// The power of two of the lowest bit that is set in `x > 0`.
fn lowest_bit(x: f64) -> i32 {
    let (biased, fraction) = ((x.to_bits() >> 52) as i32, x.to_bits() & ((1 << 52) - 1));
    let significand = if biased == 0 { fraction } else { fraction | 1 << 52 };
    biased.max(1) - 1075 + significand.trailing_zeros() as i32
}

/// Drops the zeros that rounding made and Dragon4 does not generate: those that were nines when it rounded up, and,
/// where the digits end with the exact value (`keep_until` is `Less`), those behind its end.
fn as_generated(rounded: Digits, x: f64, keep_until: Ordering) -> Digits {
    if !rounded.digits.as_slice().ends_with(b"0") {
        return rounded;
    }
    let exact = without_trailing_zeros(exact_total(x, MOST_DIGITS));
    let short = without_trailing_zeros(rounded.clone());
    let (a, b) = (short.digits.as_slice(), exact.digits.as_slice());
    let order = if a == b"0" { Ordering::Less } else { (short.exponent, a).cmp(&(exact.exponent, b)) };
    if order <= keep_until { rounded } else { short }
}

fn without_trailing_zeros(mut digits: Digits) -> Digits {
    let text = digits.digits.as_slice();
    let len = text.iter().rposition(|&b| b != b'0').map_or(1, |last| last + 1);
    digits.digits.truncate(len);
    digits
}
