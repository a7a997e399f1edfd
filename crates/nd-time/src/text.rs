//! Dates as text, with a choice of units and time zones.

use nd_core::{
    Array, Casting, Civil, DType, Resolution, Result, Temporal, TimeError, TimeUnit, TimeZone, can_cast,
    datetime_text, datetime_text_width, zeros,
};

/// The optional arguments of [`datetime_as_string`].
///
/// ```
/// use nd_time::{DateTextOptions, datetime_as_string};
/// use nd_core::TimeUnit;
/// let noon = nd_core::array!["2020-01-02T12:00"].astype("M8[m]")?;
/// let options = DateTextOptions::new().unit(TimeUnit::Second).utc();
/// assert_eq!(datetime_as_string(&noon, options)?.to_string(), "['2020-01-02T12:00:00Z']");
/// # Ok::<(), nd_core::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct DateTextOptions {
    unit: Unit,
    zone: TimeZone,
    casting: Casting,
}

#[derive(Clone, Copy, Debug)]
enum Unit {
    /// That of the values.
    Own,
    /// The coarsest that loses nothing, element by element.
    Auto,
    Given(TimeUnit),
}

impl Default for DateTextOptions {
    fn default() -> Self {
        DateTextOptions { unit: Unit::Own, zone: TimeZone::Naive, casting: Casting::SameKind }
    }
}

impl From<()> for DateTextOptions {
    fn from(_: ()) -> Self {
        DateTextOptions::default()
    }
}

impl DateTextOptions {
    /// In the unit of the values, without a time zone.
    pub fn new() -> Self {
        DateTextOptions::default()
    }

    /// Down to this unit.
    pub fn unit(self, unit: TimeUnit) -> Self {
        DateTextOptions { unit: Unit::Given(unit), ..self }
    }

    /// As far down as each moment needs: `unit='auto'`.
    pub fn auto(self) -> Self {
        DateTextOptions { unit: Unit::Auto, ..self }
    }

    /// With a `Z` behind times of day: `timezone='UTC'`.
    pub fn utc(self) -> Self {
        DateTextOptions { zone: TimeZone::Utc, ..self }
    }

    /// In a time zone so many minutes east of UTC.
    pub fn offset(self, minutes: i32) -> Self {
        DateTextOptions { zone: TimeZone::Offset(minutes), ..self }
    }

    /// How much of a moment the text may lose.
    pub fn casting(self, casting: Casting) -> Self {
        DateTextOptions { casting, ..self }
    }
}

/// The dates of an array as text, ISO 8601.
///
/// ```
/// use nd_time::datetime_as_string;
/// let dates = nd_core::array!["2020-01-02", "NaT"].astype("M8[D]")?;
/// let text = datetime_as_string(&dates, ())?;
/// assert_eq!(format!("{text:?}"), "array(['2020-01-02', 'NaT'], dtype='<U28')");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Elements that are no dates; a unit that the casting rule does not let them have.
#[doc(alias = "numpy.datetime_as_string")]
pub fn datetime_as_string(dates: &Array, options: impl Into<DateTextOptions>) -> Result<Array> {
    let DateTextOptions { unit, zone, casting } = options.into();
    let Some(Temporal::DateTime(own)) = dates.dtype().temporal() else {
        return Err(TimeError::NotDateTime.into());
    };
    let unit = match unit {
        Unit::Own => Some(own.unit),
        Unit::Auto => None,
        Unit::Given(unit) => {
            let units = [own.unit, unit].map(|unit| DType::datetime(Resolution::of(unit)));
            if casting < Casting::SameKind && !can_cast(&units[0], &units[1], casting) {
                return Err(TimeError::TextUnit { unit, own: own.unit, casting }.into());
            }
            Some(unit)
        }
    };
    let dtype = DType::str(datetime_text_width(unit, zone))?;
    if dates.is_empty() {
        return zeros(dates.shape(), dtype);
    }
    let counts = dates.as_counts()?.to_vec::<i64>()?;
    let text = counts.into_iter().map(|ticks| match Civil::from_ticks(ticks, own) {
        Some(civil) => datetime_text(&civil, unit, zone, casting),
        None => Ok("NaT".to_owned()),
    });
    let text = text.collect::<Result<Vec<String>>>()?;
    Array::from_strings(text)?.astype(dtype)?.reshape(dates.shape())
}
