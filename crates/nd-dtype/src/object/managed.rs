//! Counting for stretches of elements that hold objects.

use super::{Held, Object, table};
use crate::{DType, Result, Scalar, variable};
use std::sync::Arc;

/// How the elements of a dtype hold objects. All-zero elements hold none.
///
/// The rule that whoever moves elements has to follow: every element of a buffer that arrays see is counted once. Copies of
/// elements that are not counted may only be looked at while the elements are there that they were copied from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Managed {
    /// Eight bytes that stand for an object.
    Object,
    /// Sixteen bytes, which are a short text themselves or begin with eight that stand for a long one.
    Text,
}

/// Values that no element holds any more. Dropping them may run the user's code.
#[must_use = "dropping may run code of the user, so choose when"]
pub struct Released {
    /// Here to be dropped.
    _values: Vec<Arc<Held>>,
}

impl Managed {
    /// Bytes in an element.
    pub const fn itemsize(self) -> usize {
        match self {
            Managed::Object => 8,
            Managed::Text => variable::ITEMSIZE,
        }
    }

    fn words(self, elements: &[u8]) -> impl Iterator<Item = u64> {
        elements.chunks_exact(self.itemsize()).map(move |element| match self {
            Managed::Text if !variable::is_long(element) => 0,
            _ => word(element),
        })
    }

    /// Counts what the elements hold once more.
    pub fn retain(self, elements: &[u8]) {
        table::retain(self.words(elements));
    }

    /// Counts what the elements hold once less.
    pub fn release(self, elements: &[u8]) -> Released {
        Released { _values: table::release(self.words(elements)) }
    }
}

/// The word that an element begins with.
fn word(element: &[u8]) -> u64 {
    element.first_chunk().map_or(0, |bytes| u64::from_ne_bytes(*bytes))
}

impl Object {
    /// The object in an element.
    pub(crate) fn load(element: &[u8]) -> Object {
        Object::of_word(word(element))
    }

    /// Writes what stands in an element for this object.
    pub(crate) fn store(&self, element: &mut [u8]) {
        if let Some(place) = element.first_chunk_mut() {
            *place = self.word().to_ne_bytes();
        }
    }
}

impl Scalar {
    /// [`Scalar::write_bytes`] for every dtype: for one whose elements hold objects it gives the object, which the
    /// element does not count and which has to live until it is counted.
    ///
    /// ```
    /// use nd_dtype::{DType, Managed, Scalar};
    /// let mut element = [0; 8];
    /// let kept = Scalar::from("text").write_element(&DType::OBJECT, &mut element)?;
    /// assert_eq!(Scalar::from_bytes(&DType::OBJECT, &element).to_string(), "text");
    /// # Ok::<(), nd_dtype::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Scalar::write_bytes`].
    pub fn write_element(&self, dtype: &DType, element: &mut [u8]) -> Result<Option<Object>> {
        if let Some(string) = dtype.string() {
            return variable::write(self, string, element);
        }
        match dtype.managed() {
            None => self.write_bytes(dtype, element).map(|()| None),
            Some(_) => {
                let object = Object::from(self.clone());
                object.store(element);
                Ok(Some(object))
            }
        }
    }
}
