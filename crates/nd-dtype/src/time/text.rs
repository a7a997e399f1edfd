//! Moments as ISO 8601 and spans in words, as NumPy writes them.

use super::{Civil, NAT, Resolution, TimeUnit};
use crate::{Casting, Result, TimeError};
use core::fmt::Write;

/// What a text says about the time zone.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum TimeZone {
    /// Nothing.
    #[default]
    Naive,
    /// A `Z` behind the time of day.
    Utc,
    /// An offset of so many minutes east of UTC, by which the time of day is moved.
    Offset(i32),
}

/// Characters that every moment of a unit fits in: what NumPy sets aside; `None` for any unit.
///
/// ```
/// use nd_dtype::{TimeUnit, TimeZone, datetime_text_width};
/// assert_eq!(datetime_text_width(Some(TimeUnit::Day), TimeZone::Naive), 28);
/// ```
pub fn datetime_text_width(unit: Option<TimeUnit>, zone: TimeZone) -> usize {
    let Some(unit) = unit else { return 62 };
    if unit == TimeUnit::Generic {
        return 4;
    }
    // Characters that each unit adds to those of the coarser ones, years first.
    const ADDED: [usize; 13] = [21, 3, 0, 3, 3, 3, 3, 4, 3, 3, 3, 3, 3];
    // A week is written as a day.
    let last = if unit == TimeUnit::Week { TimeUnit::Day } else { unit };
    let digits: usize = ADDED[..=last as usize].iter().sum();
    let zone = match zone {
        _ if unit < TimeUnit::Hour => 0,
        TimeZone::Offset(_) => 5,
        _ => 1,
    };
    digits + zone + 1
}

/// The coarsest unit that loses nothing of a moment.
fn lossless(civil: &Civil) -> TimeUnit {
    let Civil { month, day, hour, minute, second, microsecond, picosecond, attosecond, .. } = *civil;
    match () {
        () if attosecond % 1000 != 0 => TimeUnit::Attosecond,
        () if attosecond != 0 => TimeUnit::Femtosecond,
        () if picosecond % 1000 != 0 => TimeUnit::Picosecond,
        () if picosecond != 0 => TimeUnit::Nanosecond,
        () if microsecond % 1000 != 0 => TimeUnit::Microsecond,
        () if microsecond != 0 => TimeUnit::Millisecond,
        () if second != 0 => TimeUnit::Second,
        () if minute != 0 => TimeUnit::Minute,
        () if hour != 0 => TimeUnit::Hour,
        () if day != 1 => TimeUnit::Day,
        () if month != 1 => TimeUnit::Month,
        () => TimeUnit::Year,
    }
}

/// A moment as ISO 8601, down to `unit`, or as far as it has parts that are not zero.
///
/// # Errors
/// [`Type`](crate::ErrorKind::Type) if the unit loses parts and `casting` forbids that.
///
/// ```
/// use nd_dtype::{Casting, Civil, TimeUnit, TimeZone, datetime_text};
/// let moment = Civil::date(2020, 2, 29);
/// let text = datetime_text(&moment, Some(TimeUnit::Minute), TimeZone::Utc, Casting::SameKind)?;
/// assert_eq!(text, "2020-02-29T00:00Z");
/// # Ok::<(), nd_dtype::Error>(())
/// ```
pub fn datetime_text(
    civil: &Civil,
    unit: Option<TimeUnit>,
    zone: TimeZone,
    casting: Casting,
) -> Result<String> {
    let local = matches!(zone, TimeZone::Offset(_));
    let unit = match unit {
        Some(TimeUnit::Generic) => return Ok("NaT".to_owned()),
        Some(TimeUnit::Week) => TimeUnit::Day,
        Some(unit) => unit,
        // Hours are not written without minutes, nor part of a date.
        None => match lossless(civil) {
            unit if (unit < TimeUnit::Minute && local) || unit == TimeUnit::Hour => TimeUnit::Minute,
            unit => unit.max(TimeUnit::Day),
        },
    };
    let mut civil = *civil;
    if let TimeZone::Offset(minutes) = zone {
        civil.plus_minutes(minutes.into());
    }
    if casting != Casting::Unsafe {
        if unit <= TimeUnit::Day && local {
            return Err(TimeError::LocalDate.into());
        }
        let needed = lossless(&civil);
        if casting != Casting::SameKind && needed > unit {
            return Err(TimeError::Precision { unit, needed }.into());
        }
    }
    let mut text = String::with_capacity(32);
    write(&civil, unit, zone, &mut text);
    Ok(text)
}

/// Appends the moment down to `unit`.
fn write(civil: &Civil, unit: TimeUnit, zone: TimeZone, out: &mut String) {
    // Writing to a string cannot fail.
    let _ = write!(out, "{:04}", civil.year);
    let two = |out: &mut String, mark: char, value: u8| {
        out.push(mark);
        out.push(char::from(b'0' + value / 10));
        out.push(char::from(b'0' + value % 10));
    };
    if unit >= TimeUnit::Month {
        two(out, '-', civil.month);
    }
    if unit >= TimeUnit::Week {
        two(out, '-', civil.day);
    }
    if unit < TimeUnit::Hour {
        return;
    }
    two(out, 'T', civil.hour);
    if unit >= TimeUnit::Minute {
        two(out, ':', civil.minute);
    }
    if unit >= TimeUnit::Second {
        two(out, ':', civil.second);
    }
    if unit >= TimeUnit::Millisecond {
        let digits = 3 * (unit as usize - TimeUnit::Second as usize);
        let all = format!("{:06}{:06}{:06}", civil.microsecond, civil.picosecond, civil.attosecond);
        out.push('.');
        out.push_str(&all[..digits]);
    }
    match zone {
        TimeZone::Naive => {}
        TimeZone::Utc => out.push('Z'),
        TimeZone::Offset(minutes) => {
            let sign = if minutes < 0 { '-' } else { '+' };
            let minutes = minutes.unsigned_abs();
            let _ = write!(out, "{sign}{:02}{:02}", minutes / 60, minutes % 60);
        }
    }
}

/// A moment in the units of its ticks, "NaT" for none.
pub(crate) fn moment(ticks: i64, resolution: Resolution) -> String {
    let mut text = String::with_capacity(32);
    match Civil::from_ticks(ticks, resolution) {
        None => text.push_str("NaT"),
        Some(civil) => write(&civil, resolution.unit, TimeZone::Naive, &mut text),
    }
    text
}

/// A span in words: `5 days`, `125 seconds`, `NaT`.
pub(crate) fn span(ticks: i64, resolution: Resolution) -> String {
    if ticks == NAT {
        return "NaT".to_owned();
    }
    // One of a unit is "1 days", as in NumPy.
    format!("{} {}", ticks.wrapping_mul(resolution.count()), resolution.unit.plural())
}
