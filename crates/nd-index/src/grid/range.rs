//! Ranges that make numbers: `start..stop` with a step, or with a count as NumPy writes `0:5:100j`.

#![forbid(unsafe_code)]

use crate::error::FunctionError;
use core::ops::{Range, RangeFrom, RangeFull, RangeTo};
use nd_core::{Array, Bounds, ErrorKind, RangeArg, Result, Slice, Weak, linspace, try_arange};

/// From one number of a [`Span`] to the next.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Step {
    /// A difference.
    By(Weak),
    /// So many numbers, both ends included; `100j` in the macros.
    Count(usize),
    /// A literal that is no number.
    Unknown(&'static str),
}

impl Step {
    /// What a literal in [`mgrid!`](crate::mgrid!), [`ogrid!`](crate::ogrid!) or [`r_!`](crate::r_!) means.
    pub fn literal(text: &'static str) -> Step {
        let digits = text.replace('_', "");
        let number = |text: &str| text.parse::<f64>().ok();
        if let Some(count) = digits.strip_suffix('j') {
            return number(count).map_or(Step::Unknown(text), |count| Step::Count(count.abs() as usize));
        }
        let suffix = digits.find(['i', 'u', 'f']).unwrap_or(digits.len());
        match (digits[..suffix].parse::<i128>(), digits[suffix..].starts_with('f')) {
            (Ok(step), false) => Step::By(Weak::Int(step)),
            _ => number(&digits[..suffix]).map_or(Step::Unknown(text), |step| Step::By(Weak::Float(step))),
        }
    }
}

impl<T: Into<Weak>> From<T> for Step {
    fn from(step: T) -> Step {
        Step::By(step.into())
    }
}

/// A range of numbers: start (0 if missing), stop, and a [`Step`] (1 if missing).
///
/// ```
/// use nd_index::{Span, Step};
/// assert_eq!(Span::from(1..4).array()?.to_string(), "[1 2 3]");
/// assert_eq!(Span::from(0..1).step(Step::Count(3)).array()?.to_string(), "[0.  0.5 1. ]");
/// # Ok::<(), nd_core::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Span {
    start: Option<Weak>,
    stop: Option<Weak>,
    step: Step,
}

impl Span {
    /// The same range with another step.
    pub fn step(self, step: impl Into<Step>) -> Span {
        Span { step: step.into(), ..self }
    }

    /// The numbers.
    ///
    /// # Errors
    /// A step of zero or of no number, memory that cannot be had.
    pub fn array(self) -> Result<Array> {
        match self.step {
            Step::Count(count) => linspace(float(self.first()), float(self.last()), count),
            Step::Unknown(text) => Err(unknown(text)),
            Step::By(_) => try_arange(self),
        }
    }

    /// Whether it says how many numbers there are.
    pub(crate) fn is_counted(self) -> bool {
        matches!(self.step, Step::Count(_))
    }

    fn first(self) -> Weak {
        // A range without a stop counts up to its start, as `arange(n)` does.
        self.stop.and(self.start).unwrap_or(Weak::Int(0))
    }

    fn last(self) -> Weak {
        self.stop.or(self.start).unwrap_or(Weak::Int(0))
    }

    /// How many numbers there are, and what `i` of them is: `i * step + start`.
    ///
    /// # Errors
    /// As [`Span::array`].
    pub(crate) fn grid(self) -> Result<(usize, Weak, Weak)> {
        let (start, stop) = (self.start.unwrap_or(Weak::Int(0)), self.last());
        match self.step {
            Step::Unknown(text) => Err(unknown(text)),
            Step::Count(count) => {
                let span = float(stop) - float(start);
                let step = if count == 1 { 1.0 } else { span / (count as f64 - 1.0) };
                Ok((count, Weak::Float(step), Weak::Float(float(start))))
            }
            Step::By(step) if float(step) == 0.0 => {
                Err(FunctionError::Worded(ErrorKind::ZeroDivision, "division by zero".into()).into())
            }
            Step::By(step) => {
                let count = ((float(stop) - float(start)) / float(step)).ceil();
                if !count.is_finite() {
                    let what = if count.is_nan() { "NaN" } else { "infinity" };
                    let kind = if count.is_nan() { ErrorKind::Value } else { ErrorKind::Overflow };
                    let message = format!("cannot convert float {what} to integer");
                    return Err(FunctionError::Worded(kind, message).into());
                }
                Ok((count.max(0.0) as usize, step, start))
            }
        }
    }
}

#[cold]
fn unknown(text: &str) -> nd_core::Error {
    FunctionError::Worded(ErrorKind::Value, format!("{text} is no step")).into()
}

pub(crate) fn float(value: Weak) -> f64 {
    match value {
        Weak::Int(value) => value as f64,
        Weak::Float(value) => value,
        Weak::Complex(value) => value.re,
    }
}

impl RangeArg for Span {
    fn bounds(self) -> Bounds {
        let step = if let Step::By(step) = self.step { step } else { Weak::Int(1) };
        match (self.first(), self.last(), step) {
            (Weak::Int(start), Weak::Int(stop), Weak::Int(step)) => Bounds::Int(start, stop, step),
            (start, stop, step) => Bounds::Float(float(start), float(stop), float(step)),
        }
    }
}

const BY_ONE: Step = Step::By(Weak::Int(1));

impl From<Slice> for Span {
    fn from(slice: Slice) -> Span {
        let end = |end: Option<isize>| end.map(Weak::from);
        Span { start: end(slice.start), stop: end(slice.stop), step: slice.step.map_or(BY_ONE, Step::from) }
    }
}

impl<T: Into<Weak>> From<Range<T>> for Span {
    fn from(range: Range<T>) -> Span {
        Span { start: Some(range.start.into()), stop: Some(range.end.into()), step: BY_ONE }
    }
}

impl<T: Into<Weak>> From<RangeTo<T>> for Span {
    fn from(range: RangeTo<T>) -> Span {
        Span { start: None, stop: Some(range.end.into()), step: BY_ONE }
    }
}

impl<T: Into<Weak>> From<RangeFrom<T>> for Span {
    fn from(range: RangeFrom<T>) -> Span {
        Span { start: Some(range.start.into()), stop: None, step: BY_ONE }
    }
}

impl From<RangeFull> for Span {
    fn from(_: RangeFull) -> Span {
        Span { start: None, stop: None, step: BY_ONE }
    }
}
