//! What can be given to a function: text, integers, a range to look at.

use crate::error::StringsError;
use nd_core::{
    Array, Casting, DType, Error, Flexible, Literal, ObjectError, Result, Scalar, Slice, UfuncError,
    can_cast, from_literal,
};

/// The kind of a text's units.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    /// Characters: `U`.
    Str,
    /// Bytes: `S`.
    Bytes,
}

impl Kind {
    /// The dtype of text of this kind with `len` units, at least one as in NumPy.
    ///
    /// # Errors
    /// More units than a dtype can have.
    pub(crate) fn dtype(self, len: usize) -> Result<DType> {
        match self {
            Kind::Str => DType::str(len),
            Kind::Bytes => DType::bytes(len),
        }
    }
}

/// An operand of text.
pub(crate) struct Text {
    /// The array itself.
    pub(crate) array: Array,
    /// Its units, along one axis more.
    pub(crate) units: Array,
    /// What they are.
    pub(crate) kind: Kind,
    /// The dtype of text of any length that they were, which text made of them becomes again.
    pub(crate) variable: Option<DType>,
}

impl Text {
    /// An array as text; `None` if it is none.
    ///
    /// # Errors
    /// Missing values among text of any length.
    pub(crate) fn of(array: &Array) -> Result<Option<Text>> {
        if array.dtype().string().is_some() {
            let mut width = 1;
            for value in array.to_vec::<Scalar>()? {
                let Scalar::Str(text) = value else { return Err(ObjectError::NullText.into()) };
                width = width.max(text.chars().count());
            }
            let (variable, array) = (Some(array.dtype().clone()), array.astype(DType::str(width)?)?);
            let units = array.units()?;
            return Ok(Some(Text { array, units, kind: Kind::Str, variable }));
        }
        let kind = match array.dtype().flexible() {
            Some(Flexible::Str(_)) => Kind::Str,
            Some(Flexible::Bytes(_)) => Kind::Bytes,
            _ => return Ok(None),
        };
        Ok(Some(Text { array: array.clone(), units: array.units()?, kind, variable: None }))
    }

    /// The dtype of text that is as long, in the machine's byte order.
    pub(crate) fn dtype(&self) -> Result<DType> {
        self.kind.dtype(self.units.shape().last().copied().unwrap_or(0))
    }

    /// The only operand of the function `name`.
    ///
    /// # Errors
    /// An array that is no text.
    pub(crate) fn only(name: &'static str, array: &Array) -> Result<Text> {
        Text::of(array)?.ok_or_else(|| no_loop(name, &[array]))
    }

    /// The operands of the function `name`, the first and as many literals; those that are strings are of the kind of the
    /// first.
    ///
    /// # Errors
    /// Operands that are no text or text of different kinds, or a string that is no ASCII where it has to become bytes.
    pub(crate) fn all<const N: usize>(
        name: &'static str,
        first: &Array,
        others: [Literal; N],
    ) -> Result<(Text, [Text; N])> {
        let bytes = matches!(first.dtype().flexible(), Some(Flexible::Bytes(_)));
        let mut arrays = Vec::with_capacity(N);
        for literal in others {
            arrays.push(match literal {
                Literal::Scalar(Scalar::Str(text)) if bytes => {
                    let len = text.len().max(1);
                    from_literal(Scalar::Str(text).into())?.astype(DType::bytes(len)?)?
                }
                other => other.into_array()?,
            });
        }
        let all: Vec<&Array> = core::iter::once(first).chain(&arrays).collect();
        let mut texts = Vec::with_capacity(all.len());
        for array in &all {
            texts.push(Text::of(array)?.ok_or_else(|| no_loop(name, &all))?);
        }
        if texts.iter().any(|text| text.kind != texts[0].kind) {
            return Err(no_loop(name, &all));
        }
        let mut texts = texts.into_iter();
        match (texts.next(), texts.collect::<Vec<_>>().try_into()) {
            (Some(first), Ok(others)) => Ok((first, others)),
            _ => Err(no_loop(name, &all)),
        }
    }
}

#[cold]
fn no_loop(name: &'static str, operands: &[&Array]) -> Error {
    let found = operands.iter().map(|array| array.dtype().class()).collect();
    UfuncError::NoClassLoop { name, found }.into()
}

/// An operand that counts.
///
/// # Errors
/// Anything but integers.
pub(crate) fn integers(literal: impl Into<Literal>, operand: &'static str) -> Result<Array> {
    let array = literal.into().into_array()?;
    match array.dtype().kind() {
        'i' | 'u' => array.astype(DType::I64),
        _ => Err(StringsError::NotIntegers { dtype: array.dtype().clone(), operand }.into()),
    }
}

/// The part of each element that a function looks at, by positions that count from the end if they are negative.
///
/// Made from a range of numbers, or from arrays of starts and ends, which broadcast:
///
/// ```
/// use nd_core::array;
/// use nd_strings::{Within, find};
/// let x = array!["abcab", "cab"];
/// assert_eq!(find(&x, "ab", ..)?.to_string(), "[0 1]");
/// assert_eq!(find(&x, "ab", 2..)?.to_string(), "[ 3 -1]");
/// assert_eq!(find(&x, "ab", Within::each([1, 0], 5))?.to_string(), "[3 1]");
/// # Ok::<(), nd_core::Error>(())
/// ```
#[derive(Clone)]
pub struct Within {
    start: Literal,
    end: Literal,
}

impl Within {
    /// From `start` on, and not from `end` on, of each element.
    pub fn each(start: impl Into<Literal>, end: impl Into<Literal>) -> Within {
        Within { start: start.into(), end: end.into() }
    }

    /// Starts and ends as operands number 2 and 3 of the function `name`.
    pub(crate) fn bounds(self, name: &'static str) -> Result<[Array; 2]> {
        let bound = |literal: Literal, operand: &str| {
            let array = literal.into_array()?;
            if !can_cast(array.dtype(), &DType::I64, Casting::SameKind) {
                let (from, to, casting) = (array.dtype().clone(), DType::I64, Casting::SameKind);
                return Err(UfuncError::Cast { name, operand: operand.to_string(), from, to, casting }.into());
            }
            array.astype(DType::I64)
        };
        Ok([bound(self.start, "input 2")?, bound(self.end, "input 3")?])
    }
}

impl<S: Into<Slice>> From<S> for Within {
    /// The part between a start and a stop; a step is ignored.
    fn from(range: S) -> Within {
        let slice = range.into();
        let bound =
            |position: Option<isize>, default: i64| position.map_or(default, |position| position as i64);
        Within::each(bound(slice.start, 0), bound(slice.stop, i64::MAX))
    }
}

/// The part of `units` between two positions, and where it begins; `None` if the end lies before the start. As
/// `PySlice_AdjustIndices` without clipping the start.
pub(crate) fn part<U>(units: &[U], [start, end]: [i64; 2]) -> Option<(usize, &[U])> {
    let len = units.len() as i64;
    let from_end = |position: i64| if position < 0 { (position + len).max(0) } else { position };
    let (start, end) = (from_end(start), from_end(end.min(len)));
    if start > end {
        return None;
    }
    Some((start as usize, &units[start as usize..end as usize]))
}
