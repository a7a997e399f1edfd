//! Structured types: named fields at byte offsets.
//!
//! Fields may lie in any order, leave gaps and overlap, because a multi-field view and a union do. A field's dtype
//! is any [`DType`] in this representation; the constructors refuse nested structures, which nothing above this
//! crate copies or prints yet.

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
/// Dereferences to the slice of fields. Equality is NumPy's: names, dtypes, offsets and size decide; whether the
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

    /// The field of that name.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|f| &*f.name == name)
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

    fn layout(fields: Vec<(Box<str>, DType)>, aligned: bool) -> Result<StructType, DTypeError> {
        let mut end = 0_usize;
        let mut alignment = 1;
        let mut placed = Vec::with_capacity(fields.len());
        for (name, dtype) in fields {
            if aligned {
                alignment = alignment.max(dtype.alignment());
                end = end.checked_next_multiple_of(dtype.alignment()).ok_or(DTypeError::TooLarge)?;
            }
            let offset = end;
            end = end.checked_add(dtype.itemsize()).ok_or(DTypeError::TooLarge)?;
            placed.push(Field { name, dtype, offset });
        }
        let itemsize = end.checked_next_multiple_of(alignment).ok_or(DTypeError::TooLarge)?;
        StructType { fields: placed.into(), itemsize, alignment, aligned }.checked()
    }

    fn checked(self) -> Result<StructType, DTypeError> {
        if self.itemsize > isize::MAX as usize {
            return Err(DTypeError::TooLarge);
        }
        let mut seen = HashSet::with_capacity(self.fields.len());
        for field in self.iter() {
            if field.dtype.struct_type().is_some() {
                return Err(DTypeError::Nested { name: field.name.to_string() });
            }
            if !seen.insert(&*field.name) {
                return Err(DTypeError::DuplicateField { name: field.name.to_string() });
            }
        }
        Ok(self)
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
    /// A structured dtype whose fields follow one another without gaps. An empty name becomes `f0`, `f1`, … by
    /// position, as in NumPy.
    ///
    /// # Errors
    /// [`Value`](crate::ErrorKind::Value) if a name occurs twice or the total size does not fit in memory;
    /// [`Unsupported`](crate::ErrorKind::Unsupported) for a structured field.
    ///
    /// ```
    /// use nd_dtype::DType;
    /// let gauss = DType::structured([("re", DType::I32), ("im", DType::I32)])?;
    /// assert_eq!(format!("{gauss:?}"), "dtype([('re', '<i4'), ('im', '<i4')])");
    /// assert_eq!(gauss.field("im").unwrap().offset, 4);
    /// # Ok::<(), nd_dtype::Error>(())
    /// ```
    pub fn structured<N: Into<Box<str>>>(fields: impl IntoIterator<Item = (N, DType)>) -> Result<DType> {
        Ok(StructType::layout(named(fields), false)?.into())
    }

    /// A structured dtype laid out as C lays out a struct: NumPy's `align=True`.
    ///
    /// # Errors
    /// As [`DType::structured`].
    ///
    /// ```
    /// use nd_dtype::DType;
    /// let dtype = DType::structured_aligned([("tag", DType::I8), ("value", DType::I32)])?;
    /// assert_eq!((dtype.itemsize(), dtype.alignment()), (8, 4));
    /// # Ok::<(), nd_dtype::Error>(())
    /// ```
    pub fn structured_aligned<N: Into<Box<str>>>(
        fields: impl IntoIterator<Item = (N, DType)>,
    ) -> Result<DType> {
        Ok(StructType::layout(named(fields), true)?.into())
    }

    /// A structured dtype with fields at given offsets, of a given size or as large as the fields reach. Fields may
    /// overlap and leave gaps.
    ///
    /// # Errors
    /// As [`DType::structured`], and [`Value`](crate::ErrorKind::Value) if a field ends after `itemsize`.
    ///
    /// ```
    /// use nd_dtype::DType;
    /// let dtype = DType::structured_at([("a", DType::I32, 4)], Some(12))?;
    /// assert_eq!(dtype.to_string(), "{'names': ['a'], 'formats': ['<i4'], 'offsets': [4], 'itemsize': 12}");
    /// # Ok::<(), nd_dtype::Error>(())
    /// ```
    pub fn structured_at<N: Into<Box<str>>>(
        fields: impl IntoIterator<Item = (N, DType, usize)>,
        itemsize: Option<usize>,
    ) -> Result<DType> {
        let mut required = 0;
        let mut placed = Vec::new();
        for (name, dtype, offset) in fields {
            let end = offset.checked_add(dtype.itemsize()).ok_or(DTypeError::TooLarge)?;
            required = required.max(end);
            placed.push(Field { name: name.into(), dtype, offset });
        }
        let itemsize = itemsize.unwrap_or(required);
        if itemsize < required {
            return Err(DTypeError::ItemSize { required, itemsize }.into());
        }
        let fields = StructType { fields: placed.into(), itemsize, alignment: 1, aligned: false };
        Ok(fields.checked()?.into())
    }

    /// The inverse of [`DType::descr`]: fields in order, where an unnamed `|V` entry is padding.
    ///
    /// # Errors
    /// As [`DType::structured`] and [`DType::parse`].
    ///
    /// ```
    /// use nd_dtype::DType;
    /// let dtype = DType::from_descr([("a", "|u1"), ("", "|V3"), ("b", "<i4")])?;
    /// assert_eq!((dtype.itemsize(), dtype.field("b").unwrap().offset), (8, 4));
    /// # Ok::<(), nd_dtype::Error>(())
    /// ```
    #[doc(alias = "descr_to_dtype")]
    pub fn from_descr<'a>(descr: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<DType> {
        let mut end = 0_usize;
        let mut fields: Vec<(&str, DType, usize)> = Vec::new();
        for (name, format) in descr {
            let padding = if name.is_empty() { format.strip_prefix("|V") } else { None };
            let size = match padding.and_then(|digits| digits.parse().ok()) {
                Some(gap) => gap,
                None => {
                    let dtype = DType::parse(format)?;
                    let size = dtype.itemsize();
                    fields.push((name, dtype, end));
                    size
                }
            };
            end = end.checked_add(size).ok_or(DTypeError::TooLarge)?;
        }
        DType::structured_at(fields, Some(end))
    }

    /// The field of that name, or NumPy's error for a look-up in an array.
    ///
    /// # Errors
    /// [`Value`](crate::ErrorKind::Value) if the dtype has no such field.
    pub fn try_field(&self, name: &str) -> Result<&Field> {
        self.field(name).ok_or_else(|| Error::from(DTypeError::NoField { name: name.to_owned() }))
    }
}

/// Gives unnamed fields their default names.
fn named<N: Into<Box<str>>>(fields: impl IntoIterator<Item = (N, DType)>) -> Vec<(Box<str>, DType)> {
    let fields = fields.into_iter().map(|(name, dtype)| (name.into(), dtype)).enumerate();
    fields
        .map(
            |(i, (name, dtype))| {
                if name.is_empty() { (format!("f{i}").into(), dtype) } else { (name, dtype) }
            },
        )
        .collect()
}
