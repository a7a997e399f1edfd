//! Structured types: named fields at byte offsets.
//!
//! Fields may lie in any order, leave gaps and overlap, because a multi-field view and a union do. A field's dtype is any
//! [`DType`], structures and sub-arrays included.

use super::{DType, Repr};
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
    /// Whether some bytes belong to no field.
    gaps: bool,
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

    /// Whether some bytes belong to no field, here or in the dtype of a field.
    #[inline]
    pub(super) fn has_gaps(&self) -> bool {
        self.gaps
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
        let mut ranges: Vec<_> = fields.iter().map(Field::range).collect();
        ranges.sort_unstable_by_key(|range| range.start);
        let reach = |end: usize, range: &core::ops::Range<usize>| {
            if range.start <= end { end.max(range.end) } else { end }
        };
        let covered = ranges.iter().fold(0, reach);
        let gaps = covered < itemsize || fields.iter().any(|field| field.dtype.has_gaps());
        Ok(StructType { fields: fields.into(), itemsize, alignment, aligned, gaps })
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
    /// Whether some bytes of an element belong to no field of it.
    ///
    /// ```
    /// use nd_dtype::DType;
    /// let dtype = DType::parse("i4,i2,i4")?;
    /// assert!(!dtype.has_gaps() && dtype.subset(&["f0", "f2"])?.has_gaps());
    /// # Ok::<(), nd_dtype::Error>(())
    /// ```
    #[inline]
    pub fn has_gaps(&self) -> bool {
        match &self.0 {
            Repr::Struct(fields) => fields.has_gaps(),
            Repr::Sub(sub) => sub.base().has_gaps(),
            _ => false,
        }
    }

    /// The stretches of an element's bytes that belong to fields, each as an offset and a length, in the order of their
    /// offsets: what assignment writes. One stretch if there are no gaps.
    ///
    /// ```
    /// use nd_dtype::DType;
    /// let dtype = DType::structured_aligned([("a", "u1"), ("b", "i2"), ("c", "i4")])?;
    /// assert_eq!(dtype.stretches(), [(0, 1), (2, 6)]);
    /// # Ok::<(), nd_dtype::Error>(())
    /// ```
    pub fn stretches(&self) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        self.add_stretches(0, &mut found);
        found.sort_unstable();
        let mut merged: Vec<(usize, usize)> = Vec::with_capacity(found.len());
        for (start, len) in found {
            match merged.last_mut() {
                Some((first, reach)) if start <= *first + *reach => {
                    *reach = (*reach).max(start + len - *first);
                }
                _ => merged.push((start, len)),
            }
        }
        merged
    }

    fn add_stretches(&self, start: usize, found: &mut Vec<(usize, usize)>) {
        match &self.0 {
            Repr::Struct(fields) if fields.has_gaps() => {
                fields.iter().for_each(|field| field.dtype.add_stretches(start + field.offset, found));
            }
            Repr::Sub(sub) if sub.base().has_gaps() => {
                let step = sub.base().itemsize();
                (0..sub.count()).for_each(|i| sub.base().add_stretches(start + i * step, found));
            }
            _ if self.itemsize() == 0 => {}
            _ => found.push((start, self.itemsize())),
        }
    }

    /// The field of that name, or NumPy's error for a look-up in an array.
    ///
    /// # Errors
    /// [`Value`](crate::ErrorKind::Value) if the dtype has no such field.
    pub fn try_field(&self, name: &str) -> Result<&Field> {
        self.field(name).ok_or_else(|| Error::from(DTypeError::NoField { name: name.to_owned() }))
    }
}
