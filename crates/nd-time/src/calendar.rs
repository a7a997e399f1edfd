//! Which days are business days: a week and a list of holidays.

use crate::error::BusDayError;
use nd_core::{Array, Casting, DType, NAT, Result, TimeUnit, can_cast};

/// Which days of the week are business days, and which of them are not after all.
///
/// ```
/// use nd_time::BusDayCalendar;
/// let holidays = nd_core::array!["2011-07-04", "2011-07-02"];
/// let calendar = BusDayCalendar::new("Mon Tue Wed Thu Fri", &holidays)?;
/// // The second of July was a Saturday.
/// assert_eq!(calendar.holidays()?.to_string(), "['2011-07-04']");
/// # Ok::<(), nd_core::Error>(())
/// ```
#[doc(alias = "numpy.busdaycalendar")]
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BusDayCalendar {
    /// From Monday on.
    weekmask: [bool; 7],
    /// Days since 1970 in order, each a business day by the week.
    holidays: Vec<i64>,
}

/// Monday to Friday, without holidays.
impl Default for BusDayCalendar {
    fn default() -> BusDayCalendar {
        BusDayCalendar { weekmask: [true, true, true, true, true, false, false], holidays: Vec::new() }
    }
}

/// The day of the week of a day since 1970, from Monday on.
pub(crate) fn weekday(day: i64) -> usize {
    // The epoch was a Thursday.
    (day.rem_euclid(7) as usize + 3) % 7
}

impl BusDayCalendar {
    /// A week, as seven digits from Monday on (`"1111100"`) or names of days (`"Mon Tue"`), and holidays, in any order.
    ///
    /// ```
    /// use nd_time::BusDayCalendar;
    /// let holidays = nd_core::array!["2024-12-25", "2024-12-26"].astype("M8[D]")?;
    /// let calendar = BusDayCalendar::new("Mon Tue Wed Thu Fri", &holidays)?;
    /// assert_eq!(calendar.holidays()?.to_string(), "['2024-12-25' '2024-12-26']");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A text that is no week, a week without a business day, holidays that are no days.
    pub fn new(weekmask: &str, holidays: &Array) -> Result<BusDayCalendar> {
        BusDayCalendar::week(weekmask)?.with_holidays(holidays)
    }

    /// A week without holidays.
    ///
    /// ```
    /// use nd_time::BusDayCalendar;
    /// assert_eq!(BusDayCalendar::week("1111000")?.weekmask(), BusDayCalendar::week("MonTueWedThu")?.weekmask());
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`BusDayCalendar::new`].
    pub fn week(weekmask: &str) -> Result<BusDayCalendar> {
        let invalid = || BusDayError::WeekMask { text: weekmask.to_owned() };
        if weekmask.len() == 7 && weekmask.bytes().all(|byte| matches!(byte, b'0' | b'1')) {
            let mut days = [false; 7];
            days.iter_mut().zip(weekmask.bytes()).for_each(|(day, byte)| *day = byte == b'1');
            return BusDayCalendar::days(days);
        }
        const NAMES: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
        let (mut days, mut rest) = ([false; 7], weekmask.trim_start());
        while !rest.is_empty() {
            let day = NAMES.iter().position(|name| rest.starts_with(name)).ok_or_else(invalid)?;
            days[day] = true;
            rest = rest[3..].trim_start();
        }
        BusDayCalendar::days(days)
    }

    /// A week given day by day from Monday on, without holidays.
    ///
    /// ```
    /// use nd_time::BusDayCalendar;
    /// let weekend = BusDayCalendar::days([false, false, false, false, false, true, true])?;
    /// assert!(weekend.weekmask()[5]);
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A week without a business day.
    pub fn days(weekmask: [bool; 7]) -> Result<BusDayCalendar> {
        if weekmask.contains(&true) {
            Ok(BusDayCalendar { weekmask, holidays: Vec::new() })
        } else {
            Err(BusDayError::NoDays.into())
        }
    }

    /// The same week with these holidays.
    ///
    /// ```
    /// use nd_time::BusDayCalendar;
    /// let christmas = nd_core::array!["2024-12-25", "2024-12-28"].astype("M8[D]")?;
    /// // The second is a Saturday.
    /// let calendar = BusDayCalendar::default().with_holidays(&christmas)?;
    /// assert_eq!(calendar.holidays()?.to_string(), "['2024-12-25']");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// Values that are no days.
    pub fn with_holidays(mut self, holidays: &Array) -> Result<BusDayCalendar> {
        self.holidays = days_of(holidays, 0)?.to_vec::<i64>()?;
        self.holidays.retain(|&day| day != NAT && self.weekmask[weekday(day)]);
        self.holidays.sort_unstable();
        self.holidays.dedup();
        Ok(self)
    }

    /// The week, from Monday on.
    pub fn weekmask(&self) -> [bool; 7] {
        self.weekmask
    }

    /// The holidays that are business days by the week, in order.
    ///
    /// ```
    /// use nd_time::BusDayCalendar;
    /// assert_eq!(BusDayCalendar::default().holidays()?.size(), 0);
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// Memory that cannot be had.
    pub fn holidays(&self) -> Result<Array> {
        Array::from_slice(&self.holidays)?.view_as(DType::datetime(TimeUnit::Day))
    }

    /// Business days in a week without holidays.
    pub(crate) fn per_week(&self) -> i64 {
        self.weekmask.iter().map(|&day| i64::from(day)).sum()
    }

    /// Whether a day is a business day.
    pub(crate) fn is_open(&self, day: i64) -> bool {
        self.weekmask[weekday(day)] && self.holidays.binary_search(&day).is_err()
    }

    /// Holidays before a day.
    pub(crate) fn holidays_before(&self, day: i64) -> i64 {
        self.holidays.partition_point(|&holiday| holiday < day) as i64
    }
}

/// Dates as counts of days since 1970: of texts, or of dates that lose nothing.
///
/// # Errors
/// Anything else; `operand` is what the message calls it.
pub(crate) fn days_of(dates: &Array, operand: usize) -> Result<Array> {
    let days = DType::datetime(TimeUnit::Day);
    let found = dates.dtype();
    if !found.is_text() && (found.kind() != 'M' || !can_cast(found, &days, Casting::Safe)) {
        return Err(BusDayError::NotDays { operand, found: found.clone() }.into());
    }
    dates.astype(days)?.as_counts()
}
