//! Text of any length: the elements of [`StringDType`](crate::StringDType).
//!
//! An element has sixteen bytes. The last one says what the others are: so many bytes of UTF-8 themselves, up to fifteen; nothing,
//! where the value is missing; or the word of an object in the first eight that is a longer text. All zero is the empty text.

use crate::dtype::{NaObject, StringDType};
use crate::error::ObjectError;
use crate::{DType, Object, Result, Scalar};
use core::cmp::Ordering;

/// Bytes in an element.
pub(crate) const ITEMSIZE: usize = 16;
/// Where the last byte lies.
const TAG: usize = ITEMSIZE - 1;
/// The last byte of a missing value, and of a long text.
const MISSING: u8 = 0xfe;
const LONG: u8 = 0xff;

/// Whether an element begins with the word of an object.
pub(crate) fn is_long(element: &[u8]) -> bool {
    element.get(TAG) == Some(&LONG)
}

/// What an element holds.
pub enum Variable<'a> {
    /// No value.
    Missing,
    /// A text in the element itself.
    Short(&'a [u8]),
    /// A text elsewhere.
    Long(Object),
}

impl<'a> Variable<'a> {
    /// What `element` holds; an empty text if it is none.
    pub fn of(element: &'a [u8]) -> Variable<'a> {
        match element.get(TAG) {
            Some(&LONG) => Variable::Long(Object::load(element)),
            Some(&MISSING) => Variable::Missing,
            Some(&len) => Variable::Short(&element[..usize::from(len).min(TAG)]),
            None => Variable::Short(&[]),
        }
    }

    /// The bytes of the text; `None` for a missing value.
    pub fn bytes(&self) -> Option<&[u8]> {
        match self {
            Variable::Missing => None,
            Variable::Short(bytes) => Some(bytes),
            Variable::Long(object) => Some(match object.scalar() {
                Some(Scalar::Str(text)) => text.as_bytes(),
                _ => &[],
            }),
        }
    }

    /// The text; `None` for a missing value. Bytes that are no UTF-8, which only made-up elements have, read as U+FFFD.
    pub fn text(&self) -> Option<String> {
        self.bytes().map(|bytes| String::from_utf8_lossy(bytes).into_owned())
    }

    /// How two texts compare by their characters; `None` if a value is missing.
    pub fn compare(&self, other: &Variable<'_>) -> Option<Ordering> {
        Some(self.bytes()?.cmp(other.bytes()?))
    }
}

/// Writes a text as an element; gives the object that a long one is kept in.
pub fn store_variable(text: &str, element: &mut [u8]) -> Option<Object> {
    element.fill(0);
    if text.len() < ITEMSIZE {
        element[..text.len()].copy_from_slice(text.as_bytes());
        element[TAG] = text.len() as u8;
        return None;
    }
    let object = Object::from(text);
    object.store(element);
    element[TAG] = LONG;
    Some(object)
}

/// Writes a missing value.
pub fn store_missing(element: &mut [u8]) {
    element.fill(0);
    element[TAG] = MISSING;
}

/// The value of an element of `dtype`.
pub(crate) fn scalar(dtype: &StringDType, element: &[u8]) -> Scalar {
    match (Variable::of(element).text(), dtype.na()) {
        (Some(text), _) => Scalar::Str(text),
        (None, Some(NaObject::Nan)) => Scalar::Object(Object::from(f64::NAN)),
        (None, _) => Scalar::Object(Object::NONE),
    }
}

/// Writes a value as an element of `dtype`.
///
/// # Errors
/// A value that is no text, if the dtype takes nothing else; bytes outside ASCII; raw bytes and records.
pub(crate) fn write(value: &Scalar, dtype: &StringDType, element: &mut [u8]) -> Result<Option<Object>> {
    let value = match value {
        Scalar::Object(object) => match object.scalar() {
            Some(scalar) => scalar,
            None if object.is_none() && dtype.na() == Some(&NaObject::None) => {
                store_missing(element);
                return Ok(None);
            }
            None if dtype.coerces() => return Ok(store_variable(&object.to_string(), element)),
            None => return Err(ObjectError::Coercion.into()),
        },
        other => other,
    };
    let is_nan = value.real().is_some_and(f64::is_nan);
    match value {
        _ if is_nan && dtype.na() == Some(&NaObject::Nan) => {
            store_missing(element);
            Ok(None)
        }
        Scalar::Str(text) => Ok(store_variable(text, element)),
        _ if !dtype.coerces() => Err(ObjectError::Coercion.into()),
        Scalar::Bytes(bytes) => {
            let wide = DType::str(bytes.len().max(1))?;
            let mut units = vec![0; wide.itemsize()];
            crate::text::store_bytes(bytes, &wide, &mut units)?;
            Ok(store_variable(&Scalar::from_bytes(&wide, &units).to_string(), element))
        }
        Scalar::Void(_) | Scalar::Record(_) => Err(crate::DTypeError::VoidToText.into()),
        other => Ok(store_variable(&other.to_string(), element)),
    }
}
