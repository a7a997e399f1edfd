//! Ticks since 1970 as a date and a time of day, and back, in the proleptic Gregorian calendar.
//!
//! Days are converted as in Howard Hinnant's "chrono-Compatible Low-Level Date Algorithms" (`days_from_civil`,
//! `civil_from_days`): the year begins in March, so that the leap day is its last, and 400 years are one cycle of 146,097 days.
//! Counts that 64 bits do not hold wrap, as NumPy's do.

use super::{NAT, Resolution, TimeUnit};

/// A date and a time of day, down to attoseconds.
///
/// ```
/// use nd_dtype::{Civil, Resolution, TimeUnit};
/// let moment = Civil::from_ticks(-1, Resolution::of(TimeUnit::Second)).unwrap();
/// assert_eq!((moment.year, moment.month, moment.day, moment.second), (1969, 12, 31, 59));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Civil {
    /// Astronomical: 0 is the year before 1.
    pub year: i64,
    /// From 1.
    pub month: u8,
    /// From 1.
    pub day: u8,
    /// From 0 to 23.
    pub hour: u8,
    /// From 0 to 59.
    pub minute: u8,
    /// From 0 to 59.
    pub second: u8,
    /// Microseconds in the second.
    pub microsecond: u32,
    /// Picoseconds in the microsecond.
    pub picosecond: u32,
    /// Attoseconds in the picosecond.
    pub attosecond: u32,
}

/// Days from the first of March of the year 0 to the beginning of 1970.
const EPOCH: i64 = 719_468;
const CYCLE_DAYS: i64 = 146_097;
pub(crate) const DAY_SECONDS: i64 = 86_400;

/// Days since the beginning of 1970.
pub(crate) const fn days_from_civil(year: i64, month: u8, day: u8) -> i64 {
    let year = if month <= 2 { year.wrapping_sub(1) } else { year };
    let cycle = year.div_euclid(400);
    let year = year.rem_euclid(400);
    let march = (month as i64 + 9) % 12;
    let in_year = (153 * march + 2) / 5 + day as i64 - 1;
    let in_cycle = year * 365 + year / 4 - year / 100 + in_year;
    cycle.wrapping_mul(CYCLE_DAYS).wrapping_add(in_cycle - EPOCH)
}

/// Year, month and day of a count of days since the beginning of 1970.
pub(crate) const fn civil_from_days(days: i64) -> (i64, u8, u8) {
    let days = days.wrapping_add(EPOCH);
    let cycle = days.div_euclid(CYCLE_DAYS);
    let day = days.rem_euclid(CYCLE_DAYS);
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let in_year = day - (365 * year + year / 4 - year / 100);
    let march = (5 * in_year + 2) / 153;
    let day = (in_year - (153 * march + 2) / 5 + 1) as u8;
    let month = (if march < 10 { march + 3 } else { march - 9 }) as u8;
    let year = year + cycle * 400;
    (if month <= 2 { year + 1 } else { year }, month, day)
}

/// Days of a month.
pub(crate) fn days_in_month(year: i64, month: u8) -> u8 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl Civil {
    /// Midnight of a day.
    pub const fn date(year: i64, month: u8, day: u8) -> Civil {
        Civil {
            year,
            month,
            day,
            hour: 0,
            minute: 0,
            second: 0,
            microsecond: 0,
            picosecond: 0,
            attosecond: 0,
        }
    }

    /// Days since the beginning of 1970.
    pub const fn days(&self) -> i64 {
        days_from_civil(self.year, self.month, self.day)
    }

    fn at(days: i64, second: i64, microsecond: u32) -> Civil {
        let (year, month, day) = civil_from_days(days);
        let mut civil = Civil::date(year, month, day);
        civil.hour = (second / 3600) as u8;
        civil.minute = (second / 60 % 60) as u8;
        civil.second = (second % 60) as u8;
        civil.microsecond = microsecond;
        civil
    }

    /// The beginning of tick `ticks`; `None` for [`NAT`], and for ticks of an unknown length.
    pub fn from_ticks(ticks: i64, resolution: Resolution) -> Option<Civil> {
        if ticks == NAT || resolution.is_generic() {
            return None;
        }
        let ticks = ticks.wrapping_mul(resolution.count());
        // So many ticks of the unit in a second.
        let per_second =
            |unit: TimeUnit| TimeUnit::Second.factor(unit).map_or(i64::MAX, |factor| factor as i64);
        Some(match resolution.unit {
            TimeUnit::Year => Civil::date(1970_i64.wrapping_add(ticks), 1, 1),
            TimeUnit::Month => Civil::date(1970 + ticks.div_euclid(12), ticks.rem_euclid(12) as u8 + 1, 1),
            TimeUnit::Week => Civil::at(ticks.wrapping_mul(7), 0, 0),
            TimeUnit::Day => Civil::at(ticks, 0, 0),
            unit @ (TimeUnit::Hour | TimeUnit::Minute | TimeUnit::Second) => {
                let length = unit.factor(TimeUnit::Second).map_or(1, |factor| factor as i64);
                let in_day = DAY_SECONDS / length;
                Civil::at(ticks.div_euclid(in_day), ticks.rem_euclid(in_day) * length, 0)
            }
            unit @ (TimeUnit::Millisecond | TimeUnit::Microsecond) => {
                let in_second = per_second(unit);
                let (second, part) = (ticks.div_euclid(in_second), ticks.rem_euclid(in_second));
                let micro = part * (1_000_000 / in_second);
                Civil::at(second.div_euclid(DAY_SECONDS), second.rem_euclid(DAY_SECONDS), micro as u32)
            }
            unit => {
                let in_second = match unit {
                    TimeUnit::Attosecond => 1_000_000_000_000_000_000,
                    unit => per_second(unit),
                };
                let (second, part) = (ticks.div_euclid(in_second), ticks.rem_euclid(in_second));
                let in_micro = in_second / 1_000_000;
                let micro = part / in_micro;
                let mut civil =
                    Civil::at(second.div_euclid(DAY_SECONDS), second.rem_euclid(DAY_SECONDS), micro as u32);
                let atto = (part % in_micro) * (1_000_000_000_000 / in_micro);
                civil.picosecond = (atto / 1_000_000) as u32;
                civil.attosecond = (atto % 1_000_000) as u32;
                civil
            }
        })
    }

    /// The tick that the moment lies in. Counts beyond 64 bits wrap.
    pub fn ticks(&self, resolution: Resolution) -> i64 {
        let seconds = || {
            let in_day = i64::from(self.hour) * 3600 + i64::from(self.minute) * 60 + i64::from(self.second);
            self.days().wrapping_mul(DAY_SECONDS).wrapping_add(in_day)
        };
        let micros = || seconds().wrapping_mul(1_000_000).wrapping_add(i64::from(self.microsecond));
        let picos = || micros().wrapping_mul(1_000_000).wrapping_add(i64::from(self.picosecond));
        let ticks = match resolution.unit {
            TimeUnit::Year => self.year.wrapping_sub(1970),
            TimeUnit::Month => {
                self.year.wrapping_sub(1970).wrapping_mul(12).wrapping_add(i64::from(self.month) - 1)
            }
            TimeUnit::Week => self.days().div_euclid(7),
            TimeUnit::Day => self.days(),
            TimeUnit::Hour => self.days().wrapping_mul(24).wrapping_add(i64::from(self.hour)),
            TimeUnit::Minute => {
                let minute = i64::from(self.hour) * 60 + i64::from(self.minute);
                self.days().wrapping_mul(1440).wrapping_add(minute)
            }
            TimeUnit::Second => seconds(),
            TimeUnit::Millisecond => {
                seconds().wrapping_mul(1000).wrapping_add(i64::from(self.microsecond / 1000))
            }
            TimeUnit::Microsecond => micros(),
            TimeUnit::Nanosecond => {
                micros().wrapping_mul(1000).wrapping_add(i64::from(self.picosecond / 1000))
            }
            TimeUnit::Picosecond => picos(),
            TimeUnit::Femtosecond => {
                picos().wrapping_mul(1000).wrapping_add(i64::from(self.attosecond / 1000))
            }
            TimeUnit::Attosecond => picos().wrapping_mul(1_000_000).wrapping_add(i64::from(self.attosecond)),
            TimeUnit::Generic => NAT,
        };
        match resolution.count() {
            0 | 1 => ticks,
            count => ticks.div_euclid(count),
        }
    }

    /// Moves by minutes, into other days where need be.
    pub(crate) fn plus_minutes(&mut self, minutes: i64) {
        let total = i64::from(self.hour) * 60 + i64::from(self.minute) + minutes;
        let (days, minute) = (total.div_euclid(1440), total.rem_euclid(1440));
        (self.hour, self.minute) = ((minute / 60) as u8, (minute % 60) as u8);
        if days != 0 {
            (self.year, self.month, self.day) = civil_from_days(self.days().wrapping_add(days));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_go_there_and_back() {
        for days in (-800_000..800_000).chain([i64::MAX / 2, i64::MIN / 2, i64::MAX - 719_469]) {
            let (year, month, day) = civil_from_days(days);
            assert_eq!(days_from_civil(year, month, day), days);
            assert!(day <= days_in_month(year, month));
        }
        assert_eq!(civil_from_days(0), (1970, 1, 1));
        assert_eq!(civil_from_days(-719_528), (0, 1, 1));
    }

    #[test]
    fn ticks_go_there_and_back_in_every_unit() {
        for unit in &TimeUnit::ALL[..13] {
            for multiple in [1, 2, 25] {
                let resolution = Resolution::new(multiple, *unit);
                for ticks in [-1_000_003, -25, -1, 0, 1, 59, 1_000_003] {
                    let civil = Civil::from_ticks(ticks, resolution).expect("a moment");
                    assert_eq!(civil.ticks(resolution), ticks, "{resolution}");
                }
            }
        }
        assert_eq!(Civil::from_ticks(NAT, TimeUnit::Day.into()), None);
    }
}
