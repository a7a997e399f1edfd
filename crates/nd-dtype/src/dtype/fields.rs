//! Structured types: named fields at byte offsets.
//!
//! Fields may lie in any order, leave gaps and overlap, because a multi-field view and a union do. A field's dtype is any
//! [`DType`], structures and sub-arrays included.

use super::DType;
use crate::{DTypeError, Error, Result};
use core::hash::{Hash, Hasher};
use core::ops::Deref;
use std::collections::HashSet;

/// One named part of a structured element.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub struct Field {
    /// The name, unique in its dtype.
    pub name: Box<str>,
    /// A second name, by which the field is found too.
    pub title: Option<Box<str>>,
    /// The type of the value.
    pub dtype: DType,
    /// Bytes from the start of the element.
    pub offset: usize,
}

impl Field {
    /// The bytes of this field in an element.
    #[inline]
    pub fn range(&self) -> core::ops::Range<usize> {
        self.offset..self.offset + self.dtype.itemsize()
    }
}

/// The layout of a structured element: its fields, in order of their names' appearance, its size and alignment.
///
/// Dereferences to the slice of fields. Equality is NumPy's: names, titles, dtypes, offsets and size decide; whether the
/// layout was asked to be aligned does not.
#[derive(Clone, Debug)]
pub struct StructType {
    fields: Box<[Field]>,
    itemsize: usize,
    /// More than 1 only if `aligned`.
    alignment: usize,
    aligned: bool,
}

impl StructType {
    /// Bytes in one element, gaps included.
    pub fn itemsize(&self) -> usize {
        self.itemsize
    }

    /// The largest alignment of a field if the type is aligned, else 1.
    pub fn alignment(&self) -> usize {
        self.alignment
    }

    /// Whether the type was made with C's padding rules.
    #[doc(alias = "isalignedstruct")]
    pub fn is_aligned(&self) -> bool {
        self.aligned
    }

    /// The field of that name or title.
    pub fn field(&self, name: &str) -> Option<&Field> {
        let titled = || self.fields.iter().find(|f| f.title.as_deref() == Some(name));
        self.fields.iter().find(|f| &*f.name == name).or_else(titled)
    }

    /// Whether fields follow one another with no padding but what alignment asks for, so that their list alone
    /// describes the type.
    pub fn is_packed(&self) -> bool {
        let mut end = 0;
        for field in self.iter() {
            if self.aligned {
                end = usize::next_multiple_of(end, field.dtype.alignment());
            }
            if field.offset != end {
                return false;
            }
            end += field.dtype.itemsize();
        }
        end.next_multiple_of(self.alignment) == self.itemsize
    }

    /// The same layout with other dtypes of the same sizes.
    pub(super) fn map_dtypes(&self, map: impl Fn(&DType) -> DType) -> StructType {
        let fields = self.iter().map(|f| Field { dtype: map(&f.dtype), ..f.clone() });
        StructType { fields: fields.collect(), ..*self }
    }

    /// Fields that lie inside an element of `itemsize` bytes.
    pub(super) fn checked(
        fields: Vec<Field>,
        itemsize: usize,
        alignment: usize,
        aligned: bool,
    ) -> Result<StructType, DTypeError> {
        if itemsize > isize::MAX as usize {
            return Err(DTypeError::TooLarge);
        }
        let mut seen = HashSet::with_capacity(fields.len());
        for field in &fields {
            if field.dtype.string().is_some() {
                return Err(DTypeError::StringField);
            }
            if field.dtype.hasobject() {
                return Err(DTypeError::ObjectPart { part: field.dtype.clone() });
            }
            if !seen.insert(&*field.name) {
                return Err(DTypeError::DuplicateField { name: field.name.to_string() });
            }
            if field.title.as_deref().is_some_and(|title| !seen.insert(title)) {
                return Err(DTypeError::DuplicateTitle);
            }
        }
        Ok(StructType { fields: fields.into(), itemsize, alignment, aligned })
    }
}

impl Deref for StructType {
    type Target = [Field];

    fn deref(&self) -> &[Field] {
        &self.fields
    }
}

impl PartialEq for StructType {
    fn eq(&self, other: &Self) -> bool {
        self.itemsize == other.itemsize && self.fields == other.fields
    }
}

impl Eq for StructType {}

impl Hash for StructType {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.itemsize.hash(state);
        self.fields.hash(state);
    }
}

impl DType {
    /// The field of that name, or NumPy's error for a look-up in an array.
    ///
    /// # Errors
    /// [`Value`](crate::ErrorKind::Value) if the dtype has no such field.
    pub fn try_field(&self, name: &str) -> Result<&Field> {
        self.field(name).ok_or_else(|| Error::from(DTypeError::NoField { name: name.to_owned() }))
    }
}
