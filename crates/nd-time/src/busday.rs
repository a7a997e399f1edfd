//! Counting and moving by business days: whole weeks at once, the rest day by day.
//!
//! The rules are those of NumPy's `datetime_busday.c`.

use crate::calendar::{BusDayCalendar, days_of};
use crate::error::BusDayError;
use core::str::FromStr;
use nd_core::{Array, Civil, DType, Error, NAT, Resolution, Result, TimeUnit, broadcast_arrays};

/// What becomes of a date that is no business day, before it is moved.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Roll {
    /// It is an error.
    #[default]
    Raise,
    /// It becomes "not a time".
    Nat,
    /// The business day after it: `forward` or `following`.
    Forward,
    /// The business day before it: `backward` or `preceding`.
    Backward,
    /// The business day after it, or before it if that is in another month.
    ModifiedFollowing,
    /// The business day before it, or after it if that is in another month.
    ModifiedPreceding,
}

impl FromStr for Roll {
    type Err = Error;

    fn from_str(text: &str) -> Result<Roll> {
        Ok(match text {
            "raise" => Roll::Raise,
            "nat" => Roll::Nat,
            "forward" | "following" => Roll::Forward,
            "backward" | "preceding" => Roll::Backward,
            "modifiedfollowing" => Roll::ModifiedFollowing,
            "modifiedpreceding" => Roll::ModifiedPreceding,
            _ => return Err(BusDayError::Roll { text: text.to_owned() }.into()),
        })
    }
}

/// The optional arguments of [`busday_offset`]: nothing (`()`), a [`Roll`], a calendar, or both.
#[derive(Clone, Debug, Default)]
pub struct OffsetOptions {
    /// What becomes of dates that are no business days.
    pub roll: Roll,
    /// Which days are business days.
    pub calendar: BusDayCalendar,
}

impl From<()> for OffsetOptions {
    fn from(_: ()) -> Self {
        OffsetOptions::default()
    }
}

impl From<Roll> for OffsetOptions {
    fn from(roll: Roll) -> Self {
        OffsetOptions { roll, ..OffsetOptions::default() }
    }
}

impl From<&BusDayCalendar> for OffsetOptions {
    fn from(calendar: &BusDayCalendar) -> Self {
        OffsetOptions { calendar: calendar.clone(), ..OffsetOptions::default() }
    }
}

impl From<(Roll, &BusDayCalendar)> for OffsetOptions {
    fn from((roll, calendar): (Roll, &BusDayCalendar)) -> Self {
        OffsetOptions { roll, calendar: calendar.clone() }
    }
}

/// The month that a day since 1970 is in.
fn month(day: i64) -> Option<(i64, u8)> {
    Civil::from_ticks(day, Resolution::of(TimeUnit::Day)).map(|civil| (civil.year, civil.month))
}

/// The nearest business day in steps of `step` days.
fn next(calendar: &BusDayCalendar, mut day: i64, step: i64) -> i64 {
    loop {
        day = day.wrapping_add(step);
        if calendar.is_open(day) {
            return day;
        }
    }
}

/// The business day that a day counts as.
fn rolled(calendar: &BusDayCalendar, day: i64, roll: Roll) -> Result<i64, BusDayError> {
    if day == NAT {
        return if roll == Roll::Raise { Err(BusDayError::NatOffset) } else { Ok(NAT) };
    }
    if calendar.is_open(day) {
        return Ok(day);
    }
    let unless_month_changes = |step: i64| match next(calendar, day, step) {
        other if month(other) != month(day) => next(calendar, day, -step),
        same => same,
    };
    Ok(match roll {
        Roll::Raise => return Err(BusDayError::NotABusinessDay),
        Roll::Nat => NAT,
        Roll::Forward => next(calendar, day, 1),
        Roll::Backward => next(calendar, day, -1),
        Roll::ModifiedFollowing => unless_month_changes(1),
        Roll::ModifiedPreceding => unless_month_changes(-1),
    })
}

/// So many business days after a day, or before it.
fn moved(calendar: &BusDayCalendar, day: i64, mut offset: i64, roll: Roll) -> Result<i64, BusDayError> {
    let mut day = rolled(calendar, day, roll)?;
    if day == NAT || offset == 0 {
        return Ok(day);
    }
    // Whole weeks first; then as many days more as holidays were crossed.
    let start = day;
    day = day.wrapping_add((offset / calendar.per_week()).wrapping_mul(7));
    offset %= calendar.per_week();
    if day >= start && offset >= 0 {
        offset += calendar.holidays_before(day.wrapping_add(1)) - calendar.holidays_before(start);
    } else {
        offset -= calendar.holidays_before(start.wrapping_add(1)) - calendar.holidays_before(day);
    }
    while offset > 0 {
        day = next(calendar, day, 1);
        offset -= 1;
    }
    while offset < 0 {
        day = next(calendar, day, -1);
        offset += 1;
    }
    Ok(day)
}

/// Business days from one day to before another; counted backwards, from the day after each.
fn counted(calendar: &BusDayCalendar, begin: i64, end: i64) -> Result<i64, BusDayError> {
    if begin == NAT || end == NAT {
        return Err(BusDayError::NatCount);
    }
    if begin > end {
        // The last day that there is has none behind it.
        let after = |day: i64| day.saturating_add(1);
        return counted(calendar, after(end), after(begin)).map(i64::wrapping_neg);
    }
    let holidays = calendar.holidays_before(end) - calendar.holidays_before(begin);
    let days = end.abs_diff(begin);
    let weeks = (days / 7) as i64;
    let rest = (1..=(days % 7) as i64)
        .filter(|back| calendar.weekmask()[crate::calendar::weekday(end.wrapping_sub(*back))])
        .count();
    // Only days that lie further apart than an `i64` counts wrap.
    Ok(weeks.wrapping_mul(calendar.per_week()).wrapping_add(rest as i64 - holidays))
}

/// What a function says of each pair of broadcast counts.
fn pairs(a: &Array, b: &Array, each: impl Fn(i64, i64) -> Result<i64, BusDayError>) -> Result<Array> {
    let both = broadcast_arrays(&[a, b])?;
    let (left, right) = (both[0].to_vec::<i64>()?, both[1].to_vec::<i64>()?);
    let values = left.into_iter().zip(right).map(|(a, b)| each(a, b)).collect::<Result<Vec<i64>, _>>()?;
    Array::from_shape_vec(both[0].shape(), values)
}

/// The dates that lie so many business days after given ones; before them, if negative.
///
/// ```
/// use nd_time::{Roll, busday_offset};
/// let saturday = nd_core::array!["2011-10-01"];
/// assert_eq!(busday_offset(&saturday, &nd_core::array![0, 2], Roll::Forward)?.to_string(), "['2011-10-03' '2011-10-05']");
/// assert!(busday_offset(&saturday, &nd_core::array![0], ()).is_err());
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Values that are no days, shapes that do not broadcast; a date that is no business day, unless `roll` says what becomes of
/// it.
#[doc(alias = "numpy.busday_offset")]
pub fn busday_offset(dates: &Array, offsets: &Array, options: impl Into<OffsetOptions>) -> Result<Array> {
    let OffsetOptions { roll, calendar } = options.into();
    let (days, offsets) = (days_of(dates, 0)?, offsets.as_counts()?.astype(DType::I64)?);
    let moved = pairs(&days, &offsets, |day, offset| moved(&calendar, day, offset, roll))?;
    moved.view_as(DType::datetime(TimeUnit::Day))
}

/// How many business days there are from each date of `begins` to before that of `ends`; negative if that is earlier.
///
/// ```
/// use nd_time::{BusDayCalendar, busday_count};
/// let (january, february) = (nd_core::array!["2011-01-01"], nd_core::array!["2011-02-01"]);
/// assert_eq!(busday_count(&january, &february, &BusDayCalendar::default())?.to_string(), "[21]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Values that are no days, shapes that do not broadcast.
#[doc(alias = "numpy.busday_count")]
pub fn busday_count(begins: &Array, ends: &Array, calendar: &BusDayCalendar) -> Result<Array> {
    pairs(&days_of(begins, 0)?, &days_of(ends, 1)?, |begin, end| counted(calendar, begin, end))
}

/// Whether each date is a business day. "Not a time" is none.
///
/// ```
/// use nd_time::{BusDayCalendar, is_busday};
/// let dates = nd_core::array!["2011-07-01", "2011-07-02"];
/// assert_eq!(is_busday(&dates, &BusDayCalendar::default())?.to_string(), "[ True False]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Values that are no days.
#[doc(alias = "numpy.is_busday")]
pub fn is_busday(dates: &Array, calendar: &BusDayCalendar) -> Result<Array> {
    let open: Vec<bool> = days_of(dates, 0)?
        .to_vec::<i64>()?
        .into_iter()
        .map(|day| day != NAT && calendar.is_open(day))
        .collect();
    Array::from_slice(&open)?.reshape(dates.shape())
}
