//! ISO 8601 as NumPy reads it: years of any length, a `T` or a space before the time, up to 18 digits of seconds.
//!
//! One pass over the bytes, without allocation; where it stops is the position that the message names. A time zone is
//! applied (NumPy warns that it is not kept).

use super::{Civil, NAT, Resolution, TimeUnit, calendar::days_in_month};
use crate::{Result, TimeError};

/// What stands in a text: a moment and the coarsest unit that holds it, or `None` for "NaT" and nothing.
type Parsed = Option<(Civil, TimeUnit)>;

/// The parts of a date that can be out of range.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Fault {
    Position(usize),
    Range(&'static str),
}

/// Reads a moment from text: `2020-02-29`, `2020-02-29T12:30:15.25`, `NaT`, `now`, `today`.
///
/// # Errors
/// [`Value`](crate::ErrorKind::Value) for text that is no moment, in NumPy's words.
///
/// ```
/// use nd_dtype::{TimeUnit, parse_datetime};
/// let (moment, unit) = parse_datetime("2020-02-29T12:30")?.unwrap();
/// assert_eq!((moment.days(), moment.hour, unit), (18321, 12, TimeUnit::Minute));
/// assert_eq!(parse_datetime("NaT")?, None);
/// assert!(parse_datetime("2021-02-29").is_err());
/// # Ok::<(), nd_dtype::Error>(())
/// ```
pub fn parse_datetime(text: &str) -> Result<Parsed> {
    parse_bytes(text.as_bytes())
}

/// As [`parse_datetime`].
pub(crate) fn parse_bytes(text: &[u8]) -> Result<Parsed> {
    if text.is_empty() || text.eq_ignore_ascii_case(b"nat") {
        return Ok(None);
    }
    if text.eq_ignore_ascii_case(b"now") || text.eq_ignore_ascii_case(b"today") {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        let seconds = since.map_or(0, |since| since.as_secs()) as i64;
        let civil = Civil::from_ticks(seconds, Resolution::of(TimeUnit::Second));
        let unit = if text.len() == 3 { TimeUnit::Second } else { TimeUnit::Day };
        return Ok(civil.map(|now| match unit {
            TimeUnit::Day => (Civil::date(now.year, now.month, now.day), unit),
            _ => (now, unit),
        }));
    }
    match moment(text) {
        Ok(parsed) => Ok(Some(parsed)),
        Err(fault) => Err(refused(text, fault)),
    }
}

/// The ticks of the moment in a text.
///
/// # Errors
/// As [`parse_datetime`]; any moment but "NaT" where the unit is not known.
pub(crate) fn ticks(text: &[u8], resolution: Resolution) -> Result<i64> {
    match parse_bytes(text)? {
        None => Ok(NAT),
        Some(_) if resolution.is_generic() => Err(TimeError::GenericMoment.into()),
        Some((civil, _)) => Ok(civil.ticks(resolution)),
    }
}

#[cold]
fn refused(text: &[u8], fault: Fault) -> crate::Error {
    let text = String::from_utf8_lossy(text).into_owned();
    match fault {
        Fault::Position(position) => TimeError::Text { text, position }.into(),
        Fault::Range(part) => TimeError::Range { part, text }.into(),
    }
}

/// A place in the text.
struct Cursor<'a> {
    text: &'a [u8],
    at: usize,
}

impl Cursor<'_> {
    #[inline]
    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    #[inline]
    fn is_at_end(&self) -> bool {
        self.at >= self.text.len()
    }

    /// Steps over a byte if it is there.
    #[inline]
    fn accept(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    #[inline]
    fn fault<T>(&self) -> Result<T, Fault> {
        Err(Fault::Position(self.at))
    }

    /// Two digits, not more than `most` nor less than `least`; anything else is a fault here, or out of range.
    #[inline]
    fn two(&mut self, least: u8, most: u8, part: &'static str) -> Result<u8, Fault> {
        let Some(&[a, b]) = self.text.get(self.at..self.at + 2) else { return self.fault() };
        if !(a.is_ascii_digit() && b.is_ascii_digit()) {
            return self.fault();
        }
        let value = (a - b'0') * 10 + (b - b'0');
        if !(least..=most).contains(&value) {
            return Err(Fault::Range(part));
        }
        self.at += 2;
        Ok(value)
    }

    /// Up to six digits as millionths, and how many there were.
    #[inline]
    fn millionths(&mut self) -> (u32, usize) {
        let (mut value, mut digits) = (0, 0);
        for _ in 0..6 {
            value *= 10;
            if let Some(digit) = self.peek().filter(u8::is_ascii_digit) {
                value += u32::from(digit - b'0');
                self.at += 1;
                digits += 1;
            }
        }
        (value, digits)
    }

    fn more_digits(&self) -> bool {
        self.peek().is_some_and(|byte| byte.is_ascii_digit())
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}

/// `2020-02-29` and `2020-02-29T12:30:15`, which most texts are; `None` for any other, right or wrong.
#[inline]
fn plain(text: &[u8]) -> Option<(Civil, TimeUnit)> {
    let two = |tens: u8, ones: u8| {
        let (tens, ones) = (tens.wrapping_sub(b'0'), ones.wrapping_sub(b'0'));
        if tens > 9 || ones > 9 { u8::MAX } else { tens * 10 + ones }
    };
    let (&[a, b, c, d, b'-', e, f, b'-', g, h], rest) = text.split_first_chunk()? else { return None };
    let (century, year, month, day) = (two(a, b), two(c, d), two(e, f), two(g, h));
    if century > 99 || year > 99 || !(1..=12).contains(&month) {
        return None;
    }
    let mut civil = Civil::date(i64::from(century) * 100 + i64::from(year), month, day);
    if day == 0 || day > days_in_month(civil.year, month) {
        return None;
    }
    if rest.is_empty() {
        return Some((civil, TimeUnit::Day));
    }
    let &[b'T' | b' ', a, b, b':', c, d, b':', e, f] = rest else { return None };
    (civil.hour, civil.minute, civil.second) = (two(a, b), two(c, d), two(e, f));
    (civil.hour < 24 && civil.minute < 60 && civil.second < 60).then_some((civil, TimeUnit::Second))
}

fn moment(text: &[u8]) -> Result<(Civil, TimeUnit), Fault> {
    if let Some(found) = plain(text) {
        return Ok(found);
    }
    let mut at = Cursor { text, at: text.iter().take_while(|&&byte| is_space(byte)).count() };
    if !at.accept(b'-') {
        at.accept(b'+');
    }
    if at.is_at_end() {
        return at.fault();
    }
    let mut year = 0_i64;
    while let Some(digit) = at.peek().filter(u8::is_ascii_digit) {
        year = year.wrapping_mul(10).wrapping_add(i64::from(digit - b'0'));
        at.at += 1;
    }
    if text[0] == b'-' {
        year = year.wrapping_neg();
    }
    let mut civil = Civil::date(year, 1, 1);
    if at.is_at_end() {
        return Ok((civil, TimeUnit::Year));
    }
    if !at.accept(b'-') || at.is_at_end() {
        return at.fault();
    }
    civil.month = at.two(1, 12, "Month")?;
    if at.is_at_end() {
        return Ok((civil, TimeUnit::Month));
    }
    if !at.accept(b'-') || at.is_at_end() {
        return at.fault();
    }
    civil.day = at.two(1, days_in_month(civil.year, civil.month), "Day")?;
    if at.is_at_end() {
        return Ok((civil, TimeUnit::Day));
    }
    if !at.accept(b'T') && !at.accept(b' ') {
        return at.fault();
    }
    let unit = time(&mut at, &mut civil)?;
    if !at.is_at_end() {
        zone(&mut at, &mut civil)?;
    }
    Ok((civil, unit))
}

/// The time of day, from hours on.
fn time(at: &mut Cursor<'_>, civil: &mut Civil) -> Result<TimeUnit, Fault> {
    civil.hour = at.two(0, 23, "Hours")?;
    if !at.accept(b':') {
        return Ok(TimeUnit::Hour);
    }
    civil.minute = at.two(0, 59, "Minutes")?;
    if !at.accept(b':') {
        return Ok(TimeUnit::Minute);
    }
    civil.second = at.two(0, 59, "Seconds")?;
    if !at.accept(b'.') {
        return Ok(TimeUnit::Second);
    }
    let (value, digits) = at.millionths();
    civil.microsecond = value;
    if !at.more_digits() {
        return Ok(if digits > 3 { TimeUnit::Microsecond } else { TimeUnit::Millisecond });
    }
    let (value, digits) = at.millionths();
    civil.picosecond = value;
    if !at.more_digits() {
        return Ok(if digits > 3 { TimeUnit::Picosecond } else { TimeUnit::Nanosecond });
    }
    let (value, digits) = at.millionths();
    civil.attosecond = value;
    Ok(if digits > 3 { TimeUnit::Attosecond } else { TimeUnit::Femtosecond })
}

/// `Z`, or an offset from it, and spaces.
fn zone(at: &mut Cursor<'_>, civil: &mut Civil) -> Result<(), Fault> {
    if !at.accept(b'Z') {
        let before = at.accept(b'-');
        if before || at.accept(b'+') {
            let hours = i64::from(at.two(0, 23, "Timezone hours offset")?);
            let mut minutes = 0;
            if !at.is_at_end() {
                at.accept(b':');
                minutes = i64::from(at.two(0, 59, "Timezone minutes offset")?);
            }
            let offset = hours * 60 + minutes;
            civil.plus_minutes(if before { offset } else { -offset });
        }
    }
    while at.peek().is_some_and(is_space) {
        at.at += 1;
    }
    if at.is_at_end() { Ok(()) } else { at.fault() }
}

/// The ticks of a span in a text: an integer, or "NaT".
///
/// # Errors
/// Any other text.
pub(crate) fn span(text: &str) -> Result<i64> {
    if text.is_empty() || text.eq_ignore_ascii_case("nat") {
        return Ok(NAT);
    }
    text.trim_start().parse().map_err(|_| TimeError::NotTemporal { what: "timedelta" }.into())
}
