//! Parts of text: before and behind a separator, between two positions, and with some parts replaced.

use crate::classes::str_len;
use crate::error::StringsError;
use crate::operand::{Text, integers};
use crate::padding::longest;
use crate::rows::{by_kind, values, written};
use crate::search::{first, last, occurrences};
use crate::unit::Unit;
use nd_core::{Array, Literal, Result, Slice};
use nd_ufunc::MathExt;

/// The three parts of a text at a separator that stands at `at`, or not at all.
fn thirds<U>(text: &[U], at: i64, separator: usize, from_end: bool) -> [&[U]; 3] {
    match usize::try_from(at) {
        Ok(at) => [&text[..at], &text[at..at + separator], &text[at + separator..]],
        Err(_) if from_end => [&[], &[], text],
        Err(_) => [text, &[], &[]],
    }
}

fn divided(name: &'static str, a: &Array, separator: Literal, from_end: bool) -> Result<[Array; 3]> {
    let (text, [separator]) = Text::all(name, a, [separator])?;
    let operands = [&text, &separator];
    let found = by_kind!(text.kind, U => values::<U, i64, 2, 0>(name, operands, [], |[text, wanted], []| {
        if wanted.is_empty() {
            return Err(StringsError::EmptySeparator.into());
        }
        let at = if from_end { last(text, wanted) } else { first(text, wanted) };
        Ok(at.map_or(-1, |at| at as i64))
    }))?;
    let none = !nd_ufunc::greater_equal(&found, 0)?.any(..)?.item::<bool>()?;
    let part = |which: usize| {
        let lengths = by_kind!(text.kind, U => values::<U, i64, 2, 1>(name, operands, [&found], |[text, wanted], [at]| {
            Ok(thirds(text, at, wanted.len(), from_end)[which].len() as i64)
        }))?;
        let len = match which {
            1 if none => 1,
            1 => longest(&str_len(&separator.array)?)?,
            _ => longest(&lengths)?,
        };
        let dtype = text.kind.dtype(len)?;
        by_kind!(text.kind, U => written::<U, 2, 1>(name, operands, [&found], dtype, |[text, wanted], [at], out| {
            out.extend(thirds(text, at, wanted.len(), from_end)[which]);
            Ok(())
        }))
    };
    Ok([part(0)?, part(1)?, part(2)?])
}

/// What stands before the first `separator` in each element, the separator, and what stands behind it; the whole element
/// and two empty texts where there is none.
///
/// ```
/// let [before, _, after] = nd_strings::partition(&nd_core::array!["a=1=2", "b"], "=")?;
/// assert_eq!((before.to_string(), after.to_string()), ("['a' 'b']".into(), "['1=2' '']".into()));
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Operands that are not text of one kind, an empty separator, shapes that do not broadcast.
#[doc(alias = "numpy.strings.partition")]
pub fn partition(a: &Array, separator: impl Into<Literal>) -> Result<[Array; 3]> {
    divided("partition", a, separator.into(), false)
}

/// [`partition`] at the last separator; two empty texts and the whole element where there is none.
///
/// ```
/// let [before, _, after] = nd_strings::rpartition(&nd_core::array!["a=1=2", "b"], "=")?;
/// assert_eq!((before.to_string(), after.to_string()), ("['a=1' '']".into(), "['2' 'b']".into()));
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`partition`].
#[doc(alias = "numpy.strings.rpartition")]
pub fn rpartition(a: &Array, separator: impl Into<Literal>) -> Result<[Array; 3]> {
    divided("rpartition", a, separator.into(), true)
}

/// Each element with `new` in place of the first `count` times that `old` stands in it; of all, if `count` is negative. An
/// empty `old` stands before every character and at the end.
///
/// ```
/// let x = nd_core::array!["abab", "b"];
/// assert_eq!(nd_strings::replace(&x, "b", "xy", -1)?.to_string(), "['axyaxy' 'xy']");
/// assert_eq!(nd_strings::replace(&x, "b", "", 1)?.to_string(), "['aab' '']");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Operands that are not text of one kind, a count that is no integer, shapes that do not broadcast.
#[doc(alias = "numpy.strings.replace")]
pub fn replace(
    a: &Array,
    old: impl Into<Literal>,
    new: impl Into<Literal>,
    count: impl Into<Literal>,
) -> Result<Array> {
    let count = integers(count, "count")?;
    let (text, [old, new]) = Text::all("replace", a, [old.into(), new.into()])?;
    let operands = [&text, &old, &new];
    let times = |found: usize, count: i64| usize::try_from(count).map_or(found, |count| found.min(count));
    let lengths = by_kind!(text.kind, U => values::<U, i64, 3, 1>("replace", operands, [&count], |[text, old, new], [count]| {
        let times = times(occurrences(text, old), count) as i64;
        let longer = new.len() as i64 - old.len() as i64;
        times.checked_mul(longer).and_then(|more| more.checked_add(text.len() as i64)).ok_or_else(|| StringsError::Overflow.into())
    }))?;
    let dtype = text.kind.dtype(longest(&lengths)?)?;
    by_kind!(text.kind, U => written::<U, 3, 1>("replace", operands, [&count], dtype, |[text, old, new], [count], out| {
        let mut left = times(usize::MAX, count);
        let mut rest = text;
        while left > 0 && let Some(at) = first(rest, old) {
            left -= 1;
            if old.is_empty() {
                out.extend(new);
                let Some((next, after)) = rest.split_first() else { return Ok(()) };
                out.push(*next);
                rest = after;
            } else {
                out.extend(&rest[..at]);
                out.extend(new);
                rest = &rest[at + old.len()..];
            }
        }
        out.extend(rest);
        Ok(())
    }))
}

/// The characters of each element that a slice selects.
///
/// ```
/// use nd_core::Slice;
/// let x = nd_core::array!["hello", "ab"];
/// assert_eq!(nd_strings::slice(&x, 1..3)?.to_string(), "['el' 'b']");
/// assert_eq!(nd_strings::slice(&x, Slice::FULL.by(-1))?.to_string(), "['olleh' 'ba']");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// An array that is no text, a step of zero.
#[doc(alias = "numpy.strings.slice")]
pub fn slice(a: &Array, slice: impl Into<Slice>) -> Result<Array> {
    let slice = slice.into();
    let step = slice.step.unwrap_or(1) as i64;
    let (first, past) = if step < 0 { (i64::MAX, i64::MIN) } else { (0, i64::MAX) };
    let position = |given: Option<isize>, default: i64| given.map_or(default, |position| position as i64);
    slice_each(a, position(slice.start, first), position(slice.stop, past), step)
}

/// [`slice()`] with a start, a stop and a step for each element; `i64::MIN` and `i64::MAX` are beyond either end.
///
/// ```
/// let x = nd_core::array!["hello", "world"];
/// assert_eq!(nd_strings::slice_each(&x, [0, 3], 5, [2, 1])?.to_string(), "['hlo' 'ld']");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`slice()`]; shapes that do not broadcast, positions that are no integers.
pub fn slice_each(
    a: &Array,
    start: impl Into<Literal>,
    stop: impl Into<Literal>,
    step: impl Into<Literal>,
) -> Result<Array> {
    let step = integers(step, "step")?;
    let (start, stop) = (integers(start, "start")?, integers(stop, "stop")?);
    if nd_ufunc::equal(&step, 0)?.any(..)?.item::<bool>()? {
        return Err(StringsError::StepZero.into());
    }
    let text = Text::only("slice", a)?;
    let (dtype, positions) = (text.dtype()?, [&start, &stop, &step]);
    by_kind!(text.kind, U => written::<U, 1, 3>("slice", [&text], positions, dtype, |[units], [start, stop, step], out| {
        select(units, start, stop, step, |unit| out.push(unit));
        Ok(())
    }))
}

/// Calls `f` with the units that Python's slice `start:stop:step` selects.
fn select<U: Unit>(units: &[U], start: i64, stop: i64, step: i64, mut f: impl FnMut(U)) {
    let len = units.len() as i64;
    let (least, most) = if step < 0 { (-1, len - 1) } else { (0, len) };
    let clip = |position: i64| match position < 0 {
        true => position.saturating_add(len).max(least),
        false => position.min(most),
    };
    let (mut at, stop) = (clip(start), clip(stop));
    while if step < 0 { at > stop } else { at < stop } {
        f(units[at as usize]);
        at = at.saturating_add(step);
    }
}
