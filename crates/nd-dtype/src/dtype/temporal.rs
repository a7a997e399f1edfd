//! Dtypes of time: `datetime64` and `timedelta64` of any resolution, in either byte order.

use super::{ByteOrder, DType, Repr};
use crate::time::{Resolution, Temporal};
use crate::{Result, TimeError};

impl DType {
    /// Points in time, counted in ticks of `resolution` since the beginning of 1970.
    ///
    /// ```
    /// use nd_dtype::{DType, Resolution, TimeUnit};
    /// assert_eq!(DType::datetime(TimeUnit::Day), DType::parse("M8[D]")?);
    /// assert_eq!(DType::datetime(Resolution::new(25, TimeUnit::Second)).to_string(), "datetime64[25s]");
    /// # Ok::<(), nd_dtype::Error>(())
    /// ```
    #[doc(alias = "numpy.datetime64")]
    pub fn datetime(resolution: impl Into<Resolution>) -> DType {
        DType::from_temporal(Temporal::DateTime(resolution.into()), ByteOrder::NATIVE)
    }

    /// Spans of time, counted in ticks of `resolution`.
    ///
    /// ```
    /// use nd_dtype::{DType, TimeUnit};
    /// assert_eq!(DType::timedelta(TimeUnit::Millisecond).name(), "timedelta64[ms]");
    /// ```
    #[doc(alias = "numpy.timedelta64")]
    pub fn timedelta(resolution: impl Into<Resolution>) -> DType {
        DType::from_temporal(Temporal::TimeDelta(resolution.into()), ByteOrder::NATIVE)
    }

    /// A dtype of time in a byte order.
    pub const fn from_temporal(kind: Temporal, order: ByteOrder) -> DType {
        let swapped = !matches!(
            (order, ByteOrder::NATIVE),
            (ByteOrder::Little, ByteOrder::Little) | (ByteOrder::Big, ByteOrder::Big)
        );
        DType(Repr::Temporal { kind, swapped })
    }

    /// What the counts of a dtype of time mean; `None` for any other dtype.
    #[inline]
    pub const fn temporal(&self) -> Option<Temporal> {
        match self.0 {
            Repr::Temporal { kind, .. } => Some(kind),
            _ => None,
        }
    }

    /// The dtype as which elements lie in memory where that is a number of another name: `int64` for time, in the same
    /// byte order. Any other dtype stays as it is.
    ///
    /// ```
    /// use nd_dtype::DType;
    /// assert_eq!(DType::parse(">M8[s]")?.storage(), DType::parse(">i8")?);
    /// assert_eq!(DType::F32.storage(), DType::F32);
    /// # Ok::<(), nd_dtype::Error>(())
    /// ```
    pub fn storage(&self) -> DType {
        match &self.0 {
            Repr::Temporal { swapped: false, .. } => DType::I64,
            Repr::Temporal { swapped: true, .. } => DType::I64.swapped(),
            _ => self.clone(),
        }
    }

    /// The resolution of a dtype of time: NumPy's `datetime_data`.
    ///
    /// ```
    /// use nd_dtype::{DType, Resolution, TimeUnit};
    /// assert_eq!(DType::parse("M8[25s]")?.datetime_data()?, Resolution::new(25, TimeUnit::Second));
    /// # Ok::<(), nd_dtype::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Type`](crate::ErrorKind::Type) for any other dtype.
    #[doc(alias = "numpy.datetime_data")]
    pub fn datetime_data(&self) -> Result<Resolution> {
        self.temporal().map(Temporal::resolution).ok_or_else(|| TimeError::NoMetadata.into())
    }
}
