//! Evenly spaced values.

use super::Array;
use super::create::fill_cast;
use crate::engine::Arg;
use crate::engine::generate::generate;
use crate::error::{ShapeError, shape_error};
use crate::generated::operators;
use nd_dtype::{ByteOrder, DType, DateTime64, Error, IntoDType, Result, Scalar, Temporal, TimeDelta64, Weak};

/// The arguments of [`arange`]: a stop, `(start, stop)`, `(start, stop, step)` or a Rust range, of integers or floats; pairs
/// and triples of dates or spans.
pub trait RangeArg {
    /// The range described.
    fn bounds(self) -> Bounds;

    /// Whether only the stop was given, so that the start is zero: dates do not begin anywhere by themselves.
    fn is_stop_alone(&self) -> bool {
        false
    }
}

/// A half-open range with a step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Bounds {
    /// Of integers: start, stop, step.
    Int(i128, i128, i128),
    /// Of floats: start, stop, step.
    Float(f64, f64, f64),
    /// Of dates or spans: start, stop, step. A stop or step that is not a time is a count in the unit of the others.
    Time((i64, Temporal), (i64, Option<Temporal>), (i64, Option<Temporal>)),
}

impl RangeArg for Bounds {
    fn bounds(self) -> Bounds {
        self
    }
}

/// Ranges of times: `time_args! { (DateTime64, DateTime64): |a, b| a, date(b), ONE; }`.
macro_rules! time_args {
    // $t: the argument; $($x),*: names for its parts; $start: the first; $stop, $step: the others, as counts with or without
    // a meaning.
    ($($t:ty: |$($x:ident),*| $start:ident, $stop:expr, $step:expr;)*) => { $(
        impl RangeArg for $t {
            fn bounds(self) -> Bounds {
                let ($($x),*) = self;
                let (start, kind) = known($start);
                Bounds::Time((start, kind), $stop, $step)
            }
        }
    )* };
}
time_args! {
    (DateTime64, DateTime64): |a, b| a, meant(b), (1, None);
    (DateTime64, DateTime64, TimeDelta64): |a, b, c| a, meant(b), meant(c);
    (DateTime64, DateTime64, i64): |a, b, c| a, meant(b), (c, None);
    (DateTime64, i64): |a, b| a, (b, None), (1, None);
    (DateTime64, i64, TimeDelta64): |a, b, c| a, (b, None), meant(c);
    (TimeDelta64, TimeDelta64): |a, b| a, meant(b), (1, None);
    (TimeDelta64, TimeDelta64, TimeDelta64): |a, b, c| a, meant(b), meant(c);
    (TimeDelta64, TimeDelta64, i64): |a, b, c| a, meant(b), (c, None);
}

/// The ticks of a time, and what they mean.
fn known(value: impl Into<Scalar>) -> (i64, Temporal) {
    // Both types are times.
    value.into().ticks().unwrap_or((0, Temporal::TimeDelta(nd_dtype::Resolution::GENERIC)))
}

fn meant(value: impl Into<Scalar>) -> (i64, Option<Temporal>) {
    let (ticks, kind) = known(value);
    (ticks, Some(kind))
}

macro_rules! range_arg {
    ($($t:ty => $kind:ident as $wide:ty, $one:expr);* $(;)?) => { $(
        impl RangeArg for $t {
            fn bounds(self) -> Bounds {
                Bounds::$kind(Default::default(), self as $wide, $one)
            }

            fn is_stop_alone(&self) -> bool {
                true
            }
        }
        impl RangeArg for ($t, $t) {
            fn bounds(self) -> Bounds {
                Bounds::$kind(self.0 as $wide, self.1 as $wide, $one)
            }
        }
        impl RangeArg for ($t, $t, $t) {
            fn bounds(self) -> Bounds {
                Bounds::$kind(self.0 as $wide, self.1 as $wide, self.2 as $wide)
            }
        }
        impl RangeArg for core::ops::Range<$t> {
            fn bounds(self) -> Bounds {
                Bounds::$kind(self.start as $wide, self.end as $wide, $one)
            }
        }
    )* };
}
range_arg! { i32 => Int as i128, 1; i64 => Int as i128, 1; usize => Int as i128, 1; f64 => Float as f64, 1.0 }

/// Evenly spaced values in a half-open interval: `int64` for integers, `float64` for floats, dates or spans in the finest unit of
/// the arguments.
///
/// The number of values is `ceil((stop - start) / step)`; with a fractional step rounding may include the stop, as in
/// NumPy.
///
/// ```
/// use nd_core::arange;
/// assert_eq!(arange(4).to_string(), "[0 1 2 3]");
/// assert_eq!(arange((5, 0, -2)).to_string(), "[5 3 1]");
/// assert_eq!(arange((0.0, 1.0, 0.25)).to_string(), "[0.   0.25 0.5  0.75]");
/// let (from, to) = ("2020-01".parse::<nd_core::DateTime64>()?, "2020-04".parse::<nd_core::DateTime64>()?);
/// assert_eq!(arange((from, to)).to_string(), "['2020-01' '2020-02' '2020-03']");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Panics
/// Where [`try_arange`] fails: a step of zero, a length that no memory holds.
#[doc(alias = "numpy.arange")]
#[track_caller]
pub fn arange(range: impl RangeArg) -> Array {
    match try_arange(range) {
        Ok(array) => array,
        Err(error) => panic!("arange: {error}"),
    }
}

/// [`arange`] for bounds that are not known to be good.
///
/// # Errors
/// A step of zero, a length that is not finite, memory that cannot be had.
pub fn try_arange(range: impl RangeArg) -> Result<Array> {
    match range.bounds() {
        Bounds::Int(start, stop, step) => {
            let len = ints(start, stop, step)?;
            // A step that is never taken may be any.
            let step = if len < 2 { 0 } else { step };
            let last = step.checked_mul(len.saturating_sub(1) as i128).and_then(|way| start.checked_add(way));
            let (Ok(first), Some(Ok(_)), Ok(step)) =
                (i64::try_from(start), last.map(i64::try_from), i64::try_from(step))
            else {
                return Err(failed(TOO_LONG));
            };
            generate(&[len], |i| first.wrapping_add(step.wrapping_mul(i as i64)))
        }
        Bounds::Time(start, stop, step) => super::time::times(start, stop, step),
        Bounds::Float(start, stop, step) => {
            // NumPy steps by the rounded difference of the first two values.
            let second = start + step;
            let delta = second - start;
            generate(
                &[floats(start, stop, step)?],
                |i| if i == 1 { second } else { start + i as f64 * delta },
            )
        }
    }
}

const TOO_LONG: &str = "Maximum allowed size exceeded";

#[cold]
fn failed(message: &'static str) -> Error {
    shape_error(ShapeError::Arange(message))
}

/// How many integers a range has.
fn ints(start: i128, stop: i128, step: i128) -> Result<usize> {
    if step == 0 {
        return Err(failed("division by zero"));
    }
    let len = if (stop > start) == (step > 0) { stop.abs_diff(start) } else { 0 };
    usize::try_from(len.div_ceil(step.unsigned_abs())).map_err(|_| failed(TOO_LONG))
}

/// How many floats a range has.
fn floats(start: f64, stop: f64, step: f64) -> Result<usize> {
    let len = ((stop - start) / step).ceil();
    if step == 0.0 {
        return Err(failed("float division by zero"));
    }
    if len.is_nan() {
        return Err(failed("arange: cannot compute length"));
    }
    if len >= isize::MAX as f64 || len == f64::NEG_INFINITY {
        return Err(failed(TOO_LONG));
    }
    Ok(len.max(0.0) as usize)
}

/// Times whose ends are counts of their ticks; the stop of dates counts from the start.
fn numbered(bounds: Bounds, kind: Temporal) -> Result<Array> {
    let Bounds::Int(start, stop, step) = bounds else {
        return Err(failed(match kind.is_datetime() {
            true => "Could not convert object to NumPy datetime",
            false => "Could not convert object to NumPy timedelta",
        }));
    };
    if kind.is_datetime() && kind.resolution().is_generic() {
        return Err(failed("Converting an integer to a NumPy datetime requires a specified unit"));
    }
    let [start, stop, step] = [start, stop, step].map(i64::try_from);
    let (Ok(start), Ok(stop), Ok(step)) = (start, stop, step) else { return Err(failed(TOO_LONG)) };
    super::time::times((start, kind), (stop, (!kind.is_datetime()).then_some(kind)), (step, None))
}

/// [`arange`] in `dtype`: the first two values are cast to it, and the others follow at their distance.
///
/// ```
/// use nd_core::arange_as;
/// assert_eq!(format!("{:?}", arange_as(3, "f4")?), "array([0., 1., 2.], dtype=float32)");
/// // Half of a step is no step for integers: 0 and 1 come first.
/// assert_eq!(arange_as((0.5, 2.5, 0.5), "i4")?.to_string(), "[0 1 2 3]");
/// // Behind the start of a date a number is a count, as in NumPy.
/// assert_eq!(arange_as((1, 2), "M8[D]")?.to_string(), "['1970-01-02' '1970-01-03']");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`try_arange`]; a dtype that has no distances, text or records; one of the first two values out of range; dates without
/// a start, or times between floats.
#[doc(alias = "numpy.arange")]
pub fn arange_as(range: impl RangeArg, dtype: impl IntoDType) -> Result<Array> {
    let dtype = dtype.into_dtype()?;
    if let (true, Some(Temporal::DateTime(_))) = (range.is_stop_alone(), dtype.temporal()) {
        return Err(failed("arange requires both a start and a stop for NumPy datetime64 ranges"));
    }
    let bounds = range.bounds();
    if let (Some(kind), Bounds::Int(..) | Bounds::Float(..)) = (dtype.temporal(), bounds) {
        return numbered(bounds, kind)?.astype(dtype);
    }
    let (len, ends) = match bounds {
        Bounds::Int(start, stop, step) => {
            let second = start.checked_add(step).ok_or_else(|| failed(TOO_LONG))?;
            (ints(start, stop, step)?, [start, second].map(Weak::Int))
        }
        Bounds::Float(start, stop, step) => {
            (floats(start, stop, step)?, [start, start + step].map(Weak::Float))
        }
        Bounds::Time(..) => return try_arange(bounds)?.astype(dtype),
    };
    match dtype.kind() {
        'i' | 'u' | 'f' | 'c' => {}
        'b' if len > 2 => return Err(shape_error(ShapeError::ArangeBool)),
        'b' | 'O' => return try_arange(bounds)?.astype(dtype),
        _ => return Err(shape_error(ShapeError::ArangeDType(dtype.class()))),
    }
    // Floats of 16 bits are computed in more than they have.
    let is_half = dtype.kind() == 'f' && dtype.itemsize() == 2;
    let computed = if is_half { DType::F32 } else { dtype.newbyteorder(ByteOrder::NATIVE) };
    let result = super::zeros(len, dtype.clone())?;
    for (at, end) in ends.into_iter().enumerate().take(len) {
        fill_cast(&result.slice(at as isize..at as isize + 1)?, Arg::Weak(end))?;
    }
    if len > 2 {
        let (first, second) = (result.slice(..1)?.astype(&computed)?, result.slice(1..2)?.astype(&computed)?);
        let delta = operators::SUBTRACT.binary(Arg::Array(&second), Arg::Array(&first))?;
        let steps = try_arange((2, len))?.astype(&computed)?;
        let steps = operators::MULTIPLY.binary(Arg::Array(&steps), Arg::Array(&delta))?;
        result.slice(2..)?.assign(&operators::ADD.binary(Arg::Array(&steps), Arg::Array(&first))?)?;
    }
    Ok(result)
}
