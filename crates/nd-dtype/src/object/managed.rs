//! Counting of what elements hold.

use super::{Held, Object, table};
use crate::{DType, Result, Scalar, variable};
use std::sync::Arc;

/// How an element, or a part of one, holds an object. All zero bytes hold none.
///
/// The rule that whoever moves elements has to follow: every element of a buffer that arrays see is counted once. Copies of
/// elements that are not counted may only be looked at while the elements are there that they were copied from.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
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

    /// What stands in an element for what it holds; zero for nothing.
    pub fn word(self, element: &[u8]) -> u64 {
        match self {
            Managed::Text if !variable::is_long(element) => 0,
            _ => word(element),
        }
    }

    /// Counts what the words stand for once more.
    pub fn retain(words: impl IntoIterator<Item = u64>) {
        table::retain(words.into_iter());
    }

    /// Counts what the words stand for once less.
    pub fn release(words: impl IntoIterator<Item = u64>) -> Released {
        Released { _values: table::release(words.into_iter()) }
    }
}

impl DType {
    /// The words in `elements`, whole elements of this dtype next to each other, for [`Managed`] to count.
    pub fn words(&self, elements: &[u8]) -> impl Iterator<Item = u64> {
        let (places, size) = (self.places(), self.itemsize());
        let all = if places.is_empty() { 0 } else { elements.len() / size * places.len() };
        (0..all).map(move |i| {
            let (at, managed) = places[i % places.len()];
            managed.word(&elements[i / places.len() * size + at..][..managed.itemsize()])
        })
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
    /// [`Scalar::write_bytes`] for every dtype: for one whose elements hold objects it adds them to `kept`, because the element
    /// does not count them and they have to live until it is counted.
    ///
    /// ```
    /// use nd_dtype::{DType, Scalar};
    /// let (mut element, mut kept) = ([0; 8], Vec::new());
    /// Scalar::from("text").write_element(&DType::OBJECT, &mut element, &mut kept)?;
    /// assert_eq!(Scalar::from_bytes(&DType::OBJECT, &element).to_string(), "text");
    /// # Ok::<(), nd_dtype::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Scalar::write_bytes`].
    pub fn write_element(&self, dtype: &DType, element: &mut [u8], kept: &mut Vec<Object>) -> Result<()> {
        if element.len() != dtype.itemsize() {
            return Err(crate::DTypeError::ByteCount { dtype: dtype.clone(), len: element.len() }.into());
        }
        if let Some(string) = dtype.string() {
            kept.extend(variable::write(self, string, element)?);
        } else if dtype.managed().is_some() {
            let object = Object::from(self.clone());
            object.store(element);
            kept.push(object);
        } else {
            self.write_parts(dtype, element, kept)?;
        }
        Ok(())
    }
}

/// Elements next to each other, which count what they hold.
pub struct Counted {
    dtype: DType,
    bytes: Box<[u8]>,
}

impl Counted {
    /// Elements of `dtype`, copied from where they are counted at the moment.
    pub fn new(dtype: DType, bytes: Box<[u8]>) -> Counted {
        if dtype.hasobject() {
            Managed::retain(dtype.words(&bytes));
        }
        Counted { dtype, bytes }
    }

    /// What they are.
    pub fn dtype(&self) -> &DType {
        &self.dtype
    }

    /// The bytes of elements that are nothing else; `None` for elements that hold objects.
    pub fn into_bytes(mut self) -> Option<Vec<u8>> {
        (!self.dtype.hasobject()).then(|| core::mem::take(&mut self.bytes).into_vec())
    }
}

impl core::ops::Deref for Counted {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.bytes
    }
}

impl Clone for Counted {
    fn clone(&self) -> Counted {
        Counted::new(self.dtype.clone(), self.bytes.clone())
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        if self.dtype.hasobject() {
            drop(Managed::release(self.dtype.words(&self.bytes)));
        }
    }
}
