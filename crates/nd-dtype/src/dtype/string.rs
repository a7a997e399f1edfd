//! The dtype of text of any length, with or without a value that stands for a missing one.

use super::{DType, IntoDType, Repr};
use crate::format::PyStr;
use crate::{DTypeError, Result};
use core::fmt::{self, Display, Formatter};
use std::sync::Arc;

/// Text of any length in UTF-8: NumPy's `StringDType`.
///
/// ```
/// use nd_dtype::{DType, IntoDType, NaObject, StringDType};
/// assert_eq!(StringDType::new().into_dtype()?, DType::STRING);
/// assert_eq!(StringDType::new().na_object(NaObject::Nan).into_dtype()?.to_string(), "StringDType(na_object=nan)");
/// # Ok::<(), nd_dtype::Error>(())
/// ```
#[doc(alias = "numpy.dtypes.StringDType")]
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct StringDType {
    na: Option<NaObject>,
    coerce: bool,
}

/// What stands for a missing value.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum NaObject {
    /// `None`, which has no order and cannot be joined.
    None,
    /// NaN, which spreads: what is joined with it is missing, and it is equal to nothing.
    Nan,
    /// A text, as which it counts everywhere.
    Text(Box<str>),
}

impl StringDType {
    /// Text of which none is missing, and which other values become.
    pub const fn new() -> StringDType {
        StringDType { na: None, coerce: true }
    }

    /// With a value that stands for a missing one.
    pub fn na_object(self, na: NaObject) -> StringDType {
        StringDType { na: Some(na), ..self }
    }

    /// Whether values that are no text become text when they are stored.
    pub fn coerce(self, coerce: bool) -> StringDType {
        StringDType { coerce, ..self }
    }

    /// What stands for a missing value.
    pub const fn na(&self) -> Option<&NaObject> {
        self.na.as_ref()
    }

    /// Whether values that are no text become text when they are stored.
    pub const fn coerces(&self) -> bool {
        self.coerce
    }

    /// The dtype in which two of these meet.
    ///
    /// # Errors
    /// Two values for missing ones.
    pub(crate) fn common(&self, other: &StringDType) -> Result<StringDType> {
        let na = match (&self.na, &other.na) {
            (Some(a), Some(b)) if a != b => {
                let (left, right) = (self.to_string(), other.to_string());
                return Err(DTypeError::NoInstance { left, right }.into());
            }
            (a, b) => a.clone().or_else(|| b.clone()),
        };
        Ok(StringDType { na, coerce: self.coerce || other.coerce })
    }
}

impl Default for StringDType {
    fn default() -> StringDType {
        StringDType::new()
    }
}

impl Display for StringDType {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let na = self.na.as_ref().map(|na| match na {
            NaObject::None => "na_object=None".to_owned(),
            NaObject::Nan => "na_object=nan".to_owned(),
            NaObject::Text(text) => format!("na_object={}", PyStr(text)),
        });
        let parts: Vec<String> =
            na.into_iter().chain((!self.coerce).then(|| "coerce=False".into())).collect();
        write!(f, "StringDType({})", parts.join(", "))
    }
}

impl From<StringDType> for DType {
    fn from(string: StringDType) -> DType {
        if string == StringDType::new() { DType::STRING } else { DType(Repr::String(Some(Arc::new(string)))) }
    }
}

impl IntoDType for StringDType {
    fn into_dtype(self) -> Result<DType> {
        Ok(self.into())
    }
}

impl DType {
    /// What is to be known of text of any length; `None` for any other dtype.
    pub fn string(&self) -> Option<&StringDType> {
        static PLAIN: StringDType = StringDType::new();
        match &self.0 {
            Repr::String(string) => Some(string.as_deref().unwrap_or(&PLAIN)),
            _ => None,
        }
    }
}
