//! Times as the counts that they lie in memory as, and dates in a row.

use super::Array;
use crate::engine::Arg;
use crate::engine::generate::generate;
use crate::error::{ShapeError, shape_error};
use nd_dtype::{
    ByteOrder, DType, NAT, Result, Temporal, TickCast, TimeError, Weak, datetime_unit, promote_types,
};

impl Array {
    /// The same elements as another dtype of the same size.
    pub(crate) fn with_dtype(mut self, dtype: DType) -> Array {
        debug_assert_eq!(self.dtype.itemsize(), dtype.itemsize());
        self.dtype = dtype;
        self
    }

    /// The counts of ticks of an array of dates or spans, as a view of `int64` elements; any other array as it is.
    ///
    /// ```
    /// let days = nd_core::array!["1970-01-03", "NaT"].astype("M8[D]")?;
    /// assert_eq!(days.as_counts()?.to_string(), "[                   2 -9223372036854775808]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// None: the size of an element does not change.
    pub fn as_counts(&self) -> Result<Array> {
        match self.dtype.temporal() {
            Some(_) => self.view_as(self.dtype.storage()),
            None => Ok(self.alias()),
        }
    }

    /// Counts that are ordered as the times are, with "not a time" last, as sorts and searches want it; any other array as it
    /// is. [`Array::from_ordered`] is the way back.
    ///
    /// # Errors
    /// Memory that cannot be had or is borrowed elsewhere.
    #[doc(hidden)]
    pub fn ordered_counts(&self) -> Result<Array> {
        match self.dtype.temporal() {
            // The least integer, which is no time, becomes the greatest; the others keep their order.
            Some(_) => {
                crate::operators::SUBTRACT.binary(Arg::Array(&self.as_counts()?), Arg::Weak(Weak::Int(1)))
            }
            None => Ok(self.clone()),
        }
    }

    /// The times of ordered counts, of the dtype of `like`; if that is no time, the array as it is.
    ///
    /// # Errors
    /// Memory that cannot be had or is borrowed elsewhere.
    #[doc(hidden)]
    pub fn from_ordered(self, like: &DType) -> Result<Array> {
        match like.temporal() {
            Some(kind) => {
                let counts = crate::operators::ADD.binary(Arg::Array(&self), Arg::Weak(Weak::Int(1)))?;
                Ok(counts.with_dtype(DType::from_temporal(kind, ByteOrder::NATIVE)))
            }
            None => Ok(self),
        }
    }

    /// The dtype that dates of no known unit get where the texts in `source` become them: the coarsest that holds all. Any other
    /// dtype stays.
    ///
    /// # Errors
    /// Texts that are no dates; memory borrowed elsewhere.
    pub(crate) fn unit_of_texts(source: &Array, dtype: DType) -> Result<DType> {
        match dtype.temporal() {
            Some(Temporal::DateTime(resolution)) if resolution.is_generic() && source.dtype.is_text() => {
                let texts = crate::engine::transfer::packed_bytes("astype", source)?;
                let size = source.itemsize().max(1);
                let found = DType::datetime(datetime_unit(&source.dtype, texts.chunks_exact(size))?);
                Ok(if dtype.is_native() { found } else { found.swapped() })
            }
            _ => Ok(dtype),
        }
    }
}

/// A bound of a range of times: a count and, unless it is a bare integer, what it means.
type Bound = (i64, Option<Temporal>);

/// Times from `start` to before `stop`, so many ticks apart. A bare integer as stop counts from the start; as step, in the unit
/// of the bounds.
///
/// # Errors
/// Bounds that are "not a time", units without a common one, a step of zero, a length that no memory holds.
pub(super) fn times(start: (i64, Temporal), stop: Bound, step: Bound) -> Result<Array> {
    let dtype_of = |kind: Temporal| DType::from_temporal(kind, ByteOrder::NATIVE);
    let mut dtype = dtype_of(start.1);
    for kind in [stop.1, step.1].into_iter().flatten() {
        // A step is a span, whatever the bounds are.
        dtype = promote_types(&dtype, &dtype_of(kind))?;
    }
    if let (Some(step), Some(whole)) = (step.1, dtype.temporal())
        && step.resolution().is_nonlinear()
        && !whole.resolution().is_nonlinear()
    {
        return Err(TimeError::Nonlinear { left: step.resolution(), right: whole.resolution() }.into());
    }
    let Some(kind) = dtype.temporal() else { return Err(TimeError::NoMetadata.into()) };
    let kind = if start.1.is_datetime() { Temporal::DateTime(kind.resolution()) } else { kind };
    let convert = |count: i64, own: Temporal| -> Result<i64> {
        if count == NAT {
            return Err(shape_error(ShapeError::Arange(
                "arange: cannot use NaT (not-a-time) datetime values",
            )));
        }
        let (own, target) = (Temporal::TimeDelta(own.resolution()), kind);
        let as_date = if kind.is_datetime() { Temporal::DateTime(own.resolution()) } else { own };
        Ok(TickCast::new(as_date, target)?.apply(count))
    };
    let first = convert(start.0, start.1)?;
    let last = match stop {
        (count, Some(own)) => convert(count, own)?,
        (count, None) => first.wrapping_add(count),
    };
    let step = match step {
        (NAT, _) => {
            return Err(shape_error(ShapeError::Arange(
                "arange: cannot use NaT (not-a-time) datetime values",
            )));
        }
        (count, Some(own)) => {
            let (own, target) =
                (Temporal::TimeDelta(own.resolution()), Temporal::TimeDelta(kind.resolution()));
            TickCast::new(own, target)?.apply(count)
        }
        (count, None) => count,
    };
    if step == 0 {
        return Err(shape_error(ShapeError::Arange("arange: step cannot be zero")));
    }
    let span = i128::from(last) - i128::from(first);
    let (span, size) = (span * i128::from(step.signum()), i128::from(step).abs());
    let len = if span > 0 { (span + size - 1) / size } else { 0 };
    let too_long = || shape_error(ShapeError::Arange("Maximum allowed size exceeded"));
    let len = usize::try_from(len).ok().filter(|&len| len <= isize::MAX as usize / 8).ok_or_else(too_long)?;
    let counts = generate(&[len], |i| first.wrapping_add(step.wrapping_mul(i as i64)))?;
    Ok(counts.with_dtype(dtype_of(kind)))
}
