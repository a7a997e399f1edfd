//! Single dates and spans.

use super::Scalar;
use crate::time::{self, Civil, NAT, Resolution, Temporal, TickCast};
use crate::{Casting, Result, TimeError};
use core::fmt::{self, Display, Formatter};

/// A point in time: so many ticks of a resolution since the beginning of 1970.
///
/// `Display` is ISO 8601, `Debug` NumPy's `repr`. Two are equal if their ticks and resolutions are.
///
/// ```
/// use nd_dtype::{DateTime64, TimeUnit};
/// let day = DateTime64::parse("2020-02-29")?;
/// assert_eq!((day.ticks(), day.resolution().unit), (18321, TimeUnit::Day));
/// assert_eq!(day.to(TimeUnit::Hour)?.to_string(), "2020-02-29T00");
/// assert_eq!(day.civil().unwrap().month, 2);
/// # Ok::<(), nd_dtype::Error>(())
/// ```
#[doc(alias = "numpy.datetime64")]
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct DateTime64 {
    ticks: i64,
    resolution: Resolution,
}

/// A span of time: so many ticks of a resolution.
///
/// `Display` says it in words, `Debug` is NumPy's `repr`. Two are equal if their ticks and resolutions are.
///
/// ```
/// use nd_dtype::{TimeDelta64, TimeUnit};
/// let span = TimeDelta64::new(36, TimeUnit::Hour);
/// assert_eq!((span.to_string(), span.to(TimeUnit::Day)?.ticks()), ("36 hours".to_string(), 1));
/// # Ok::<(), nd_dtype::Error>(())
/// ```
#[doc(alias = "numpy.timedelta64")]
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct TimeDelta64 {
    ticks: i64,
    resolution: Resolution,
}

/// What both have: `accessors!(DateTime64, DateTime, "datetime64")`.
macro_rules! accessors {
    // $type: the type; $kind: its variant of `Temporal` and of `Scalar`; $name: NumPy's name.
    ($type:ident, $kind:ident, $name:literal) => {
        impl $type {
            /// So many ticks of `resolution`.
            pub fn new(ticks: i64, resolution: impl Into<Resolution>) -> Self {
                $type { ticks, resolution: resolution.into() }
            }

            /// "Not a time", in a resolution.
            pub fn nat(resolution: impl Into<Resolution>) -> Self {
                Self::new(NAT, resolution)
            }

            /// The ticks; [`NAT`] for no value.
            pub fn ticks(self) -> i64 {
                self.ticks
            }

            /// The length of a tick.
            pub fn resolution(self) -> Resolution {
                self.resolution
            }

            /// Whether this is no value.
            #[doc(alias = "numpy.isnat")]
            pub fn is_nat(self) -> bool {
                self.ticks == NAT
            }

            /// The same in another resolution, rounded towards the past.
            ///
            /// # Errors
            /// A unit that has no length in the other; a unit where there is none to be.
            pub fn to(self, resolution: impl Into<Resolution>) -> Result<Self> {
                let (from, to) = (self.resolution, resolution.into());
                let (source, target) = (Temporal::$kind(from), Temporal::$kind(to));
                if !crate::casting::can_cast_temporal(source, target, Casting::SameKind) {
                    let casting = Casting::SameKind;
                    return Err(TimeError::ScalarCast { what: $name, from, to, casting }.into());
                }
                let cast = TickCast::new(source, target)?;
                cast.check(self.ticks)?;
                Ok(Self::new(cast.apply(self.ticks), to))
            }
        }

        impl From<$type> for Scalar {
            fn from(value: $type) -> Scalar {
                Scalar::$kind(value)
            }
        }
    };
}
accessors!(DateTime64, DateTime, "datetime64");
accessors!(TimeDelta64, TimeDelta, "timedelta64");

impl DateTime64 {
    /// Reads ISO 8601, in the coarsest unit that holds what stands there: see [`parse_datetime`](crate::parse_datetime).
    ///
    /// # Errors
    /// Text that is no moment.
    pub fn parse(text: &str) -> Result<DateTime64> {
        Ok(match time::parse_datetime(text)? {
            Some((civil, unit)) => DateTime64::new(civil.ticks(unit.into()), unit),
            None => DateTime64::nat(Resolution::GENERIC),
        })
    }

    /// The date and time of day; `None` for no value.
    pub fn civil(self) -> Option<Civil> {
        Civil::from_ticks(self.ticks, self.resolution)
    }
}

impl core::str::FromStr for DateTime64 {
    type Err = crate::Error;

    fn from_str(text: &str) -> Result<DateTime64> {
        DateTime64::parse(text)
    }
}

impl Display for DateTime64 {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.pad(&time::text::moment(self.ticks, self.resolution))
    }
}

impl Display for TimeDelta64 {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.pad(&time::text::span(self.ticks, self.resolution))
    }
}

/// A resolution without its brackets.
fn bare(resolution: Resolution) -> String {
    let text = resolution.to_string();
    text[1..text.len() - 1].to_owned()
}

impl fmt::Debug for DateTime64 {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Resolution { unit, multiple } = self.resolution;
        // Where the text tells the unit it is not named.
        if !self.is_nat() && multiple == 1 && unit != time::TimeUnit::Hour {
            return write!(f, "np.datetime64('{self}')");
        }
        write!(f, "np.datetime64('{self}','{}')", bare(self.resolution))
    }
}

impl fmt::Debug for TimeDelta64 {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let value = if self.is_nat() { "'NaT'".to_owned() } else { self.ticks.to_string() };
        if self.resolution.is_generic() {
            return write!(f, "np.timedelta64({value})");
        }
        write!(f, "np.timedelta64({value},'{}')", bare(self.resolution))
    }
}

impl Scalar {
    /// A count of ticks as what it means.
    pub(crate) fn from_ticks(ticks: i64, kind: Temporal) -> Scalar {
        match kind {
            Temporal::DateTime(resolution) => DateTime64::new(ticks, resolution).into(),
            Temporal::TimeDelta(resolution) => TimeDelta64::new(ticks, resolution).into(),
        }
    }

    /// The ticks of a date or span, and what they mean; `None` for any other value.
    pub fn ticks(&self) -> Option<(i64, Temporal)> {
        match *self {
            Scalar::DateTime(value) => Some((value.ticks, Temporal::DateTime(value.resolution))),
            Scalar::TimeDelta(value) => Some((value.ticks, Temporal::TimeDelta(value.resolution))),
            _ => None,
        }
    }
}

/// The ticks that a value stands for in `kind`: dates and spans by their units, numbers as they are, text by what it says.
///
/// # Errors
/// Text that says neither; raw bytes; units between which no conversion exists.
pub(super) fn to_ticks(value: &Scalar, kind: Temporal) -> Result<i64> {
    if let Some((ticks, own)) = value.ticks() {
        let cast = TickCast::new(own, kind)?;
        cast.check(ticks)?;
        return Ok(cast.apply(ticks));
    }
    match value {
        Scalar::Str(text) => text_ticks(text.as_bytes(), kind),
        Scalar::Bytes(text) => text_ticks(text, kind),
        Scalar::Void(_) | Scalar::Record(_) | Scalar::Object(_) => Err(not_temporal(kind)),
        number => {
            let Scalar::I64(ticks) = number.cast(&crate::DType::I64)? else { return Err(not_temporal(kind)) };
            Ok(ticks)
        }
    }
}

/// An integer as ticks.
///
/// # Errors
/// A date where the unit is not known.
pub(super) fn number_ticks(ticks: i64, kind: Temporal) -> Result<i64> {
    match kind {
        Temporal::DateTime(resolution) if resolution.is_generic() && ticks != NAT => {
            Err(TimeError::UnitNeeded.into())
        }
        _ => Ok(ticks),
    }
}

#[cold]
pub(super) fn not_temporal(kind: Temporal) -> crate::Error {
    TimeError::NotTemporal { what: if kind.is_datetime() { "datetime" } else { "timedelta" } }.into()
}

/// The ticks that a text says: ISO 8601 for a date, an integer for a span.
pub(crate) fn text_ticks(text: &[u8], kind: Temporal) -> Result<i64> {
    match kind {
        Temporal::DateTime(resolution) => time::parse::ticks(text, resolution),
        Temporal::TimeDelta(_) => match core::str::from_utf8(text) {
            Ok(text) => time::parse::span(text),
            Err(_) => Err(not_temporal(kind)),
        },
    }
}
