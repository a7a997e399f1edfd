//! Structured types: named fields at byte offsets.
//!
//! Fields may lie in any order, leave gaps and overlap, because a multi-field view and a union do. A field's dtype is any
//! [`DType`], structures and sub-arrays included.

use super::{DType, Repr};
use crate::{DTypeError, Error, Managed, Result};
use core::hash::{Hash, Hasher};
use core::ops::Deref;
use std::collections::HashSet;

/// Bytes of an element that belong to its fields.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Stretch {
    /// Bytes from the start of the element.
    pub offset: usize,
    /// How many bytes.
    pub len: usize,
    /// Whether they stand for one object.
    pub object: bool,
}

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
    /// Whether a field holds objects.
    objects: bool,
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

    /// Whether a field holds objects.
    #[inline]
    pub(super) fn holds_objects(&self) -> bool {
        self.objects
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
            if field.dtype.places().iter().any(|(_, managed)| *managed == Managed::Text) {
                return Err(DTypeError::StringField);
            }
            if !seen.insert(&*field.name) {
                return Err(DTypeError::DuplicateField { name: field.name.to_string() });
            }
            if field.title.as_deref().is_some_and(|title| !seen.insert(title)) {
                return Err(DTypeError::DuplicateTitle);
            }
        }
        let mut ordered: Vec<_> = fields.iter().collect();
        ordered.sort_unstable_by_key(|field| field.offset);
        let (mut end, mut objects_end) = (0, 0);
        let mut gaps = false;
        for field in ordered {
            let range = field.range();
            let objects = field.dtype.hasobject();
            if range.start < if objects { end } else { objects_end } {
                return Err(DTypeError::ObjectOverlap);
            }
            gaps |= range.start > end || field.dtype.has_gaps();
            end = end.max(range.end);
            objects_end = if objects { range.end } else { objects_end };
        }
        gaps |= end < itemsize;
        let objects = objects_end > 0;
        Ok(StructType { fields: fields.into(), itemsize, alignment, aligned, gaps, objects })
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

    /// The stretches of an element's bytes that belong to fields, in the order of their offsets: what assignment writes. Objects
    /// are stretches of their own.
    ///
    /// ```
    /// use nd_dtype::DType;
    /// let dtype = DType::structured_aligned([("a", "u1"), ("b", "i2"), ("c", "i4")])?;
    /// let stretches: Vec<_> = dtype.stretches().iter().map(|part| (part.offset, part.len)).collect();
    /// assert_eq!(stretches, [(0, 1), (2, 6)]);
    /// # Ok::<(), nd_dtype::Error>(())
    /// ```
    pub fn stretches(&self) -> Vec<Stretch> {
        let mut found = Vec::new();
        self.add_stretches(0, &mut found);
        found.sort_unstable_by_key(|part| part.offset);
        let mut merged: Vec<Stretch> = Vec::with_capacity(found.len());
        for part in found {
            match merged.last_mut() {
                Some(last) if part.offset <= last.offset + last.len && !last.object && !part.object => {
                    last.len = last.len.max(part.offset + part.len - last.offset);
                }
                _ => merged.push(part),
            }
        }
        merged
    }

    fn add_stretches(&self, offset: usize, found: &mut Vec<Stretch>) {
        let divided = self.has_gaps() || self.hasobject();
        match &self.0 {
            Repr::Struct(fields) if divided => {
                fields.iter().for_each(|field| field.dtype.add_stretches(offset + field.offset, found));
            }
            Repr::Sub(sub) if divided => {
                let step = sub.base().itemsize();
                (0..sub.count()).for_each(|i| sub.base().add_stretches(offset + i * step, found));
            }
            _ if self.itemsize() == 0 => {}
            _ => found.push(Stretch { offset, len: self.itemsize(), object: divided }),
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
