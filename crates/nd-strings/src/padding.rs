//! Text made longer: padded to a width, or repeated. Results are as long as the longest of them has to be.

use crate::classes::str_len;
use crate::error::StringsError;
use crate::operand::{Text, integers};
use crate::rows::{by_kind, values, written};
use crate::unit::Unit;
use nd_core::{Array, Literal, Result};
use nd_ufunc::{MathExt, maximum};

/// The largest of some lengths, 0 if there are none.
pub(crate) fn longest(lengths: &Array) -> Result<usize> {
    if lengths.is_empty() {
        return Ok(0);
    }
    Ok(lengths.max(..)?.item::<i64>()?.max(0) as usize)
}

/// Where the text goes in a wider element.
#[derive(Clone, Copy)]
enum Side {
    Left,
    Right,
    Centre,
}

fn just(name: &'static str, a: &Array, width: Literal, fill: Literal, side: Side) -> Result<Array> {
    let width = integers(width, "width")?;
    let (text, [fill]) = Text::all(name, a, [fill])?;
    let lengths = str_len(&fill.array)?;
    if nd_ufunc::not_equal(&lengths, 1)?.any(..)?.item::<bool>()? {
        return Err(StringsError::FillCharacter.into());
    }
    let width = maximum(&str_len(a)?, &width)?;
    let dtype = text.kind.dtype(longest(&width)?)?;
    by_kind!(text.kind, U => written::<U, 2, 1>(name, [&text, &fill], [&width], dtype, |[units, fill], [width], out| {
        let missing = width as usize - units.len();
        let left = match side {
            Side::Left => 0,
            Side::Right => missing,
            // Python gives an odd space to the left if the width is odd too.
            Side::Centre => missing / 2 + (missing & width as usize & 1),
        };
        out.fill(fill[0], left);
        out.extend(units);
        out.fill(fill[0], missing - left);
        Ok(())
    }))
}

/// Each element in the middle of `width` characters, the others being `fill`. Longer elements stay as they are.
///
/// ```
/// let x = nd_core::array!["ab", "c"];
/// assert_eq!(nd_strings::center(&x, 4, "*")?.to_string(), "['*ab*' '*c**']");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Operands that are not text of one kind, a width that is no integer, a fill that is not one character, shapes that do not
/// broadcast, more characters than memory holds.
#[doc(alias = "numpy.strings.center")]
pub fn center(a: &Array, width: impl Into<Literal>, fill: impl Into<Literal>) -> Result<Array> {
    just("center", a, width.into(), fill.into(), Side::Centre)
}

/// Each element at the left of `width` characters; otherwise as [`center`].
///
/// ```
/// assert_eq!(nd_strings::ljust(&nd_core::array!["ab"], 4, ".")?.to_string(), "['ab..']");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`center`].
#[doc(alias = "numpy.strings.ljust")]
pub fn ljust(a: &Array, width: impl Into<Literal>, fill: impl Into<Literal>) -> Result<Array> {
    just("ljust", a, width.into(), fill.into(), Side::Left)
}

/// Each element at the right of `width` characters; otherwise as [`center`].
///
/// ```
/// assert_eq!(nd_strings::rjust(&nd_core::array!["ab"], [3, 5], " ")?.to_string(), "[' ab' '   ab']");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`center`].
#[doc(alias = "numpy.strings.rjust")]
pub fn rjust(a: &Array, width: impl Into<Literal>, fill: impl Into<Literal>) -> Result<Array> {
    just("rjust", a, width.into(), fill.into(), Side::Right)
}

/// Each element filled up with zeros to `width` characters, behind its sign if it has one.
///
/// ```
/// let x = nd_core::array!["1", "-22", "x"];
/// assert_eq!(nd_strings::zfill(&x, 4)?.to_string(), "['0001' '-022' '000x']");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`center`].
#[doc(alias = "numpy.strings.zfill")]
pub fn zfill(a: &Array, width: impl Into<Literal>) -> Result<Array> {
    let width = integers(width, "width")?;
    let text = Text::only("zfill", a)?;
    let width = maximum(&str_len(a)?, &width)?;
    let dtype = text.kind.dtype(longest(&width)?)?;
    by_kind!(text.kind, U => written::<U, 1, 1>("zfill", [&text], [&width], dtype, |[units], [width], out| {
        let signs = [U::ascii(b'+'), U::ascii(b'-')];
        let sign = usize::from(units.first().is_some_and(|unit| signs.contains(unit)));
        out.extend(&units[..sign]);
        out.fill(U::ascii(b'0'), width as usize - units.len());
        out.extend(&units[sign..]);
        Ok(())
    }))
}

/// Each element repeated `times`, not at all if that is negative.
///
/// ```
/// let x = nd_core::array!["ab", "c"];
/// assert_eq!(nd_strings::multiply(&x, [1, 3])?.to_string(), "['ab' 'ccc']");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// An array that is no text, times that are no integers, shapes that do not broadcast, more characters than can be counted
/// or than memory holds.
#[doc(alias = "numpy.strings.multiply")]
pub fn multiply(a: &Array, times: impl Into<Literal>) -> Result<Array> {
    let times = maximum(&integers(times, "i")?, 0)?;
    let text = Text::only("multiply", a)?;
    let lengths = by_kind!(text.kind, U => values::<U, i64, 1, 1>("multiply", [&text], [&times], |[units], [times]| {
        (units.len() as i64).checked_mul(times).ok_or_else(|| StringsError::Overflow.into())
    }))?;
    let dtype = text.kind.dtype(longest(&lengths)?)?;
    by_kind!(text.kind, U => written::<U, 1, 1>("multiply", [&text], [&times], dtype, |[units], [times], out| {
        (0..if units.is_empty() { 0 } else { times }).for_each(|_| out.extend(units));
        Ok(())
    }))
}

/// Calls `f` with each unit and how often it stands: spaces for a tab, up to the next multiple of `size`.
fn expand<U: Unit>(units: &[U], size: i64, mut f: impl FnMut(U, usize)) {
    let mut column = 0_i64;
    for &unit in units {
        if unit == U::ascii(b'\t') {
            if size > 0 {
                let spaces = size - column % size;
                column = column.saturating_add(spaces);
                f(U::ascii(b' '), spaces as usize);
            }
        } else {
            column =
                if unit == U::ascii(b'\n') || unit == U::ascii(b'\r') { 0 } else { column.saturating_add(1) };
            f(unit, 1);
        }
    }
}

/// Each element with spaces in place of tabs, up to the next column that is a multiple of `size`.
///
/// ```
/// assert_eq!(nd_strings::expandtabs(&nd_core::array!["a\tb"], 4)?.to_string(), "['a   b']");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`multiply`].
#[doc(alias = "numpy.strings.expandtabs")]
pub fn expandtabs(a: &Array, size: impl Into<Literal>) -> Result<Array> {
    let size = integers(size, "tabsize")?;
    let text = Text::only("expandtabs", a)?;
    let lengths = by_kind!(text.kind, U => values::<U, i64, 1, 1>("expandtabs", [&text], [&size], |[units], [size]| {
        let mut len = 0_i64;
        expand(units, size, |_, times| len = len.saturating_add(times as i64));
        Ok(len)
    }))?;
    let dtype = text.kind.dtype(longest(&lengths)?)?;
    by_kind!(text.kind, U => written::<U, 1, 1>("expandtabs", [&text], [&size], dtype, |[units], [size], out| {
        expand(units, size, |unit, times| out.fill(unit, times));
        Ok(())
    }))
}
