//! What one tick is: a unit and how many of it. Spelling, order, and the common resolution of two.

use crate::{Result, TimeError};
use core::fmt;
use core::str::FromStr;

/// A unit of time, coarse to fine; [`TimeUnit::Generic`] is the unit of values whose unit is not known yet.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum TimeUnit {
    /// `Y`; of varying length.
    Year,
    /// `M`; of varying length.
    Month,
    /// `W`
    Week,
    /// `D`
    Day,
    /// `h`
    Hour,
    /// `m`
    Minute,
    /// `s`
    Second,
    /// `ms`
    Millisecond,
    /// `us`
    Microsecond,
    /// `ns`
    Nanosecond,
    /// `ps`
    Picosecond,
    /// `fs`
    Femtosecond,
    /// `as`
    Attosecond,
    /// Not known yet.
    Generic,
}

use TimeUnit::{Attosecond, Generic, Month, Week, Year};

impl TimeUnit {
    /// Every unit, coarse to fine.
    pub const ALL: [TimeUnit; 14] = [
        Year,
        Month,
        Week,
        TimeUnit::Day,
        TimeUnit::Hour,
        TimeUnit::Minute,
        TimeUnit::Second,
        TimeUnit::Millisecond,
        TimeUnit::Microsecond,
        TimeUnit::Nanosecond,
        TimeUnit::Picosecond,
        TimeUnit::Femtosecond,
        Attosecond,
        Generic,
    ];

    /// How many of the next finer unit there are in each; where that varies, one.
    const STEPS: [u64; 12] = [1, 1, 7, 24, 60, 60, 1000, 1000, 1000, 1000, 1000, 1000];

    /// The code in a dtype's spelling.
    pub const fn code(self) -> &'static str {
        const CODES: [&str; 14] =
            ["Y", "M", "W", "D", "h", "m", "s", "ms", "us", "ns", "ps", "fs", "as", "generic"];
        CODES[self as usize]
    }

    /// The name of several of it in English.
    pub(crate) const fn plural(self) -> &'static str {
        const NAMES: [&str; 14] = [
            "years",
            "months",
            "weeks",
            "days",
            "hours",
            "minutes",
            "seconds",
            "milliseconds",
            "microseconds",
            "nanoseconds",
            "picoseconds",
            "femtoseconds",
            "attoseconds",
            "generic time units",
        ];
        NAMES[self as usize]
    }

    /// Whether its length varies: years and months.
    pub(crate) fn is_nonlinear(self) -> bool {
        self <= Month
    }

    /// How many of the finer unit make one of this; `None` beyond 56 bits, as NumPy counts.
    pub(crate) fn factor(self, finer: TimeUnit) -> Option<u64> {
        let mut product = 1_u64;
        for step in &Self::STEPS[self as usize..finer as usize] {
            product = product.checked_mul(*step).filter(|product| product >> 56 == 0)?;
        }
        Some(product)
    }

    /// The unit of that code, alone: `None` for any other text.
    pub(crate) fn from_code(code: &str) -> Option<TimeUnit> {
        match code {
            "μs" | "µs" => Some(TimeUnit::Microsecond),
            code => Self::ALL.into_iter().find(|unit| unit.code() == code),
        }
    }
}

impl fmt::Display for TimeUnit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

impl FromStr for TimeUnit {
    type Err = crate::Error;

    fn from_str(code: &str) -> Result<TimeUnit> {
        let unknown = || TimeError::Unit { code: code.to_owned() }.into();
        TimeUnit::from_code(code).ok_or_else(unknown)
    }
}

/// The length of a tick: so many of a unit.
///
/// `Display` is NumPy's metadata: `[25s]`, `[D]`, `[generic]`.
///
/// ```
/// use nd_dtype::{Resolution, TimeUnit};
/// let r: Resolution = "s/25".parse()?;
/// assert_eq!((r.unit, r.multiple, r.to_string()), (TimeUnit::Millisecond, 40, "[40ms]".to_string()));
/// # Ok::<(), nd_dtype::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Resolution {
    /// The unit.
    pub unit: TimeUnit,
    /// How many of the unit a tick is.
    pub multiple: u32,
}

impl Resolution {
    /// Of values whose unit is not known yet.
    pub const GENERIC: Resolution = Resolution { unit: Generic, multiple: 1 };

    /// One of a unit.
    pub const fn of(unit: TimeUnit) -> Resolution {
        Resolution { unit, multiple: 1 }
    }

    /// So many of a unit.
    pub const fn new(multiple: u32, unit: TimeUnit) -> Resolution {
        Resolution { unit, multiple }
    }

    /// Whether the unit is not known yet.
    pub const fn is_generic(self) -> bool {
        matches!(self.unit, Generic)
    }

    /// Whether the length of a tick varies: years and months.
    pub fn is_nonlinear(self) -> bool {
        self.unit.is_nonlinear()
    }

    /// The multiple as a factor of ticks.
    pub(crate) fn count(self) -> i64 {
        i64::from(self.multiple)
    }

    /// The coarsest resolution that both can be counted in. `spans` says whether both are of spans, of which years and
    /// months have no length in days (dates have).
    ///
    /// # Errors
    /// Spans of years or months with days; multiples out of range.
    pub(crate) fn common(self, other: Resolution, spans: bool) -> Result<Resolution> {
        if self.is_generic() {
            return Ok(other);
        }
        if other.is_generic() {
            return Ok(self);
        }
        let overflow = || TimeError::ResolutionOverflow { left: self, right: other }.into();
        let clash = || TimeError::Nonlinear { left: self, right: other }.into();
        let (mut a, mut b) = (u64::from(self.multiple), u64::from(other.multiple));
        let finer = self.unit.max(other.unit);
        if self.unit != other.unit {
            let pair = self.unit.min(other.unit) == Year && finer == Month;
            if !pair && spans && self.unit.min(other.unit).is_nonlinear() {
                return Err(clash());
            }
            let (coarse, unit) =
                if self.unit < other.unit { (&mut a, self.unit) } else { (&mut b, other.unit) };
            let factor = if pair { Some(12) } else { unit.factor(finer) };
            *coarse = factor.and_then(|factor| coarse.checked_mul(factor)).ok_or_else(overflow)?;
        }
        match u32::try_from(gcd(a, b)) {
            Ok(multiple) if multiple <= i32::MAX as u32 && multiple > 0 => {
                Ok(Resolution { unit: finer, multiple })
            }
            _ => Err(overflow()),
        }
    }

    /// Whether every count of ticks of this resolution is a count of `finer` ones. `spans` says whether years and months
    /// have no length in days.
    pub(crate) fn divides(self, finer: Resolution, spans: bool) -> bool {
        if finer.is_generic() {
            return true;
        }
        if self.is_generic() {
            return false;
        }
        let (mut a, mut b) = (u64::from(self.multiple), u64::from(finer.multiple));
        if self.unit != finer.unit {
            let (low, high) = (self.unit.min(finer.unit), self.unit.max(finer.unit));
            let factor = if low == Year && high == Month {
                12
            } else if low.is_nonlinear() {
                return !spans;
            } else {
                match low.factor(high) {
                    Some(factor) => factor,
                    None => return false,
                }
            };
            let coarse = if self.unit < finer.unit { &mut a } else { &mut b };
            let Some(product) = coarse.checked_mul(factor).filter(|product| product >> 56 == 0) else {
                return false;
            };
            *coarse = product;
        }
        b != 0 && a % b == 0
    }

    /// The spelling in brackets of a dtype's, nothing for an unknown unit.
    pub(crate) fn suffix(self) -> String {
        if self.is_generic() { String::new() } else { self.to_string() }
    }

    /// What follows `M8` or `datetime64` in a dtype: nothing, or a resolution in brackets.
    ///
    /// # Errors
    /// Anything else.
    pub(crate) fn parse_metadata(text: &str) -> Result<Resolution, TimeError> {
        let invalid = |position: Option<usize>| TimeError::Metadata { text: text.to_owned(), position };
        if text.is_empty() {
            return Ok(Resolution::GENERIC);
        }
        if text.len() < 3 {
            return Err(invalid(None));
        }
        let inner = text.strip_prefix('[').ok_or_else(|| invalid(Some(1)))?;
        let Some((inner, rest)) = inner.split_once(']') else {
            return Err(invalid(Some(text.len())));
        };
        if inner.is_empty() {
            return Err(invalid(Some(1)));
        }
        let (whole, divisor) = match inner.split_once('/') {
            Some((whole, divisor)) => (whole, Some(divisor)),
            None => (inner, None),
        };
        // The multiple is read as C's `strtol` reads it.
        let spaces = whole.len() - whole.trim_start().len();
        let signed = &whole[spaces..];
        let unsigned = signed.strip_prefix('+').unwrap_or(signed);
        let digits = unsigned.bytes().take_while(u8::is_ascii_digit).count();
        let (multiple, code) = match digits {
            0 if signed
                .strip_prefix('-')
                .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit())) =>
            {
                return Err(invalid(Some(1)));
            }
            0 => (1, whole),
            _ => {
                (unsigned[..digits].parse::<i32>().map_err(|_| invalid(Some(1)))? as u32, &unsigned[digits..])
            }
        };
        if code.is_empty() {
            return Err(invalid(Some(1 + whole.len())));
        }
        let unknown = || TimeError::MetadataUnit { text: text.to_owned() };
        let unit = TimeUnit::from_code(code).ok_or_else(unknown)?;
        let whole_tick = Resolution { unit, multiple };
        let resolution = match divisor {
            None | Some("1") => whole_tick,
            Some(divisor) => {
                let divisor = divisor.parse::<i32>().ok().filter(|divisor| *divisor > 0);
                whole_tick.divided(divisor.ok_or_else(|| invalid(Some(whole.len() + 2)))? as u32, text)?
            }
        };
        match rest {
            "" => Ok(resolution),
            _ => Err(invalid(Some(text.len() - rest.len()))),
        }
    }

    /// A part of a tick, in the first finer unit of which it is a whole number.
    fn divided(self, divisor: u32, shown: &str) -> Result<Resolution, TimeError> {
        /// Finer units to try for each unit, with how many of each there are; NumPy's table.
        fn finer(unit: TimeUnit) -> Vec<(u64, TimeUnit)> {
            match unit {
                Year => vec![(12, Month), (52, Week), (365, TimeUnit::Day)],
                Month => vec![(4, Week), (30, TimeUnit::Day), (720, TimeUnit::Hour)],
                unit => {
                    let count = if unit <= TimeUnit::Day { 3 } else { 2 };
                    let next = TimeUnit::ALL[unit as usize + 1..=Attosecond as usize].iter().take(count);
                    next.filter_map(|&finer| Some((unit.factor(finer)?, finer))).collect()
                }
            }
        }
        if self.is_generic() {
            return Err(TimeError::GenericDivisor);
        }
        let found = finer(self.unit).into_iter().find(|(factor, _)| factor % u64::from(divisor) == 0);
        let Some((factor, unit)) = found else {
            return Err(TimeError::Divisor { divisor, text: shown.to_owned() });
        };
        let multiple = u64::from(self.multiple) * (factor / u64::from(divisor));
        let too_large = TimeError::Metadata { text: shown.to_owned(), position: None };
        match i32::try_from(multiple) {
            Ok(multiple) => Ok(Resolution { unit, multiple: multiple as u32 }),
            Err(_) => Err(too_large),
        }
    }
}

fn gcd(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

impl From<TimeUnit> for Resolution {
    fn from(unit: TimeUnit) -> Self {
        Resolution::of(unit)
    }
}

impl fmt::Display for Resolution {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.multiple {
            _ if self.is_generic() => f.pad("[generic]"),
            1 => write!(f, "[{}]", self.unit),
            multiple => write!(f, "[{multiple}{}]", self.unit),
        }
    }
}

impl FromStr for Resolution {
    type Err = crate::Error;

    fn from_str(text: &str) -> Result<Resolution> {
        Ok(Resolution::parse_metadata(&format!("[{text}]"))?)
    }
}

/// What a count of ticks means.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Temporal {
    /// `datetime64`: ticks since the beginning of 1970, without a time zone.
    DateTime(Resolution),
    /// `timedelta64`: a span.
    TimeDelta(Resolution),
}

impl Temporal {
    /// The length of a tick.
    pub const fn resolution(self) -> Resolution {
        match self {
            Temporal::DateTime(resolution) | Temporal::TimeDelta(resolution) => resolution,
        }
    }

    /// Whether values are points in time.
    pub const fn is_datetime(self) -> bool {
        matches!(self, Temporal::DateTime(_))
    }

    /// The same kind in another resolution.
    pub const fn with(self, resolution: Resolution) -> Temporal {
        match self {
            Temporal::DateTime(_) => Temporal::DateTime(resolution),
            Temporal::TimeDelta(_) => Temporal::TimeDelta(resolution),
        }
    }

    /// `M` or `m`.
    pub(crate) const fn letter(self) -> char {
        if self.is_datetime() { 'M' } else { 'm' }
    }

    /// The name without the resolution.
    pub(crate) const fn name(self) -> &'static str {
        if self.is_datetime() { "datetime64" } else { "timedelta64" }
    }

    /// The class that NumPy's messages name.
    pub(crate) const fn class(self) -> &'static str {
        if self.is_datetime() { "DateTime64DType" } else { "TimeDelta64DType" }
    }

    /// The kind and resolution in which values of both can be had.
    ///
    /// # Errors
    /// As [`Resolution::common`].
    pub(crate) fn common(self, other: Temporal) -> Result<Temporal> {
        let spans = !self.is_datetime() && !other.is_datetime();
        let resolution = self.resolution().common(other.resolution(), spans)?;
        Ok(if self.is_datetime() { self } else { other }.with(resolution))
    }
}
