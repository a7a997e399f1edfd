//! The making of structured dtypes: fields one behind the other, laid out as C does, or at given offsets.

use super::{DType, Field, IntoDType, StructType};
use crate::{DTypeError, Error, Result};

/// A structured dtype in the making: fields with options, as `np.dtype` takes them in lists and dictionaries.
///
/// ```
/// use nd_dtype::{DType, StructBuilder};
/// let dtype = StructBuilder::new()
///     .field("id", "u1")
///     .field("position", DType::subarray("f4", [3])?)
///     .titled("the mass in kg", "mass", "f8")
///     .aligned()
///     .build()?;
/// assert_eq!((dtype.itemsize(), dtype.field("mass").unwrap().offset), (24, 16));
/// # Ok::<(), nd_dtype::Error>(())
/// ```
#[derive(Debug, Default)]
pub struct StructBuilder {
    fields: Vec<Part>,
    itemsize: Option<usize>,
    aligned: bool,
    /// The first dtype that was not understood.
    failed: Option<Error>,
}

#[derive(Debug)]
struct Part {
    name: Box<str>,
    title: Option<Box<str>>,
    dtype: DType,
    offset: Option<usize>,
}

impl StructBuilder {
    /// No fields.
    pub fn new() -> StructBuilder {
        StructBuilder::default()
    }

    fn push(mut self, title: Option<&str>, name: &str, dtype: impl IntoDType, offset: Option<usize>) -> Self {
        match dtype.into_dtype() {
            Ok(dtype) => {
                let (name, title) = (name.into(), title.map(Into::into));
                self.fields.push(Part { name, title, dtype, offset });
            }
            Err(error) => self.failed = self.failed.or(Some(error)),
        }
        self
    }

    /// A field behind the others. An empty name becomes `f0`, `f1`, … by position.
    pub fn field(self, name: &str, dtype: impl IntoDType) -> Self {
        self.push(None, name, dtype, None)
    }

    /// A field with a title, by which it is found too.
    pub fn titled(self, title: &str, name: &str, dtype: impl IntoDType) -> Self {
        self.push(Some(title), name, dtype, None)
    }

    /// A field at an offset in bytes.
    pub fn field_at(self, name: &str, dtype: impl IntoDType, offset: usize) -> Self {
        self.push(None, name, dtype, Some(offset))
    }

    /// As [`StructBuilder::field_at`], with a title.
    pub fn titled_at(self, title: &str, name: &str, dtype: impl IntoDType, offset: usize) -> Self {
        self.push(Some(title), name, dtype, Some(offset))
    }

    /// The size of an element in bytes, at least as large as its fields reach.
    pub fn itemsize(mut self, bytes: usize) -> Self {
        self.itemsize = Some(bytes);
        self
    }

    /// Lays fields out as C does, and checks given offsets against that.
    pub fn aligned(mut self) -> Self {
        self.aligned = true;
        self
    }

    /// The dtype.
    ///
    /// # Errors
    /// A field whose dtype was not understood; names or titles that occur twice; offsets that alignment forbids; an item
    /// size that is too small or, with alignment, not a multiple of it.
    pub fn build(self) -> Result<DType> {
        if let Some(error) = self.failed {
            return Err(error);
        }
        let (mut end, mut alignment) = (0_usize, 1);
        let mut fields = Vec::with_capacity(self.fields.len());
        for (i, Part { name, title, dtype, offset }) in self.fields.into_iter().enumerate() {
            let own = dtype.alignment();
            if self.aligned {
                alignment = alignment.max(own);
            }
            let offset = match offset {
                Some(offset) if self.aligned && !offset.is_multiple_of(own) => {
                    return Err(DTypeError::Offset { offset, alignment: own }.into());
                }
                Some(offset) => offset,
                None if self.aligned => end.checked_next_multiple_of(own).ok_or(DTypeError::TooLarge)?,
                None => end,
            };
            let reach = offset.checked_add(dtype.itemsize()).ok_or(DTypeError::TooLarge)?;
            end = end.max(reach);
            let name = if name.is_empty() { format!("f{i}").into() } else { name };
            fields.push(Field { name, title, dtype, offset });
        }
        let itemsize = match self.itemsize {
            None => end.checked_next_multiple_of(alignment).ok_or(DTypeError::TooLarge)?,
            Some(itemsize) if itemsize < end => {
                return Err(DTypeError::ItemSize { required: end, itemsize }.into());
            }
            Some(itemsize) if !itemsize.is_multiple_of(alignment) => {
                return Err(DTypeError::ItemAlignment { itemsize, alignment }.into());
            }
            Some(itemsize) => itemsize,
        };
        let fields = StructType::checked(fields, itemsize, alignment, self.aligned)?;
        Ok(fields.into())
    }
}

/// Adds all fields of a list.
fn listed<N: Into<Box<str>>, D: IntoDType>(
    mut builder: StructBuilder,
    fields: impl IntoIterator<Item = (N, D)>,
) -> Result<StructBuilder> {
    for (name, dtype) in fields {
        let (name, dtype) = (name.into(), dtype.into_dtype()?);
        builder.fields.push(Part { name, title: None, dtype, offset: None });
    }
    Ok(builder)
}

impl DType {
    /// A structured dtype whose fields follow one another without gaps. An empty name becomes `f0`, `f1`, … by
    /// position, as in NumPy.
    ///
    /// # Errors
    /// [`Value`](crate::ErrorKind::Value) if a name occurs twice or the total size does not fit in memory; a dtype that is
    /// not understood.
    ///
    /// ```
    /// use nd_dtype::DType;
    /// let gauss = DType::structured([("re", DType::I32), ("im", DType::I32)])?;
    /// assert_eq!(format!("{gauss:?}"), "dtype([('re', '<i4'), ('im', '<i4')])");
    /// assert_eq!(gauss.field("im").unwrap().offset, 4);
    /// let pair = DType::structured([("a", "(2,)i4"), ("b", "M8[D]")])?;
    /// assert_eq!(pair.to_string(), "[('a', '<i4', (2,)), ('b', '<M8[D]')]");
    /// # Ok::<(), nd_dtype::Error>(())
    /// ```
    pub fn structured<N: Into<Box<str>>, D: IntoDType>(
        fields: impl IntoIterator<Item = (N, D)>,
    ) -> Result<DType> {
        listed(StructBuilder::new(), fields)?.build()
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
    pub fn structured_aligned<N: Into<Box<str>>, D: IntoDType>(
        fields: impl IntoIterator<Item = (N, D)>,
    ) -> Result<DType> {
        listed(StructBuilder::new(), fields)?.aligned().build()
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
    pub fn structured_at<N: Into<Box<str>>, D: IntoDType>(
        fields: impl IntoIterator<Item = (N, D, usize)>,
        itemsize: Option<usize>,
    ) -> Result<DType> {
        let mut builder = StructBuilder { itemsize, ..StructBuilder::default() };
        for (name, dtype, offset) in fields {
            let (name, dtype) = (name.into(), dtype.into_dtype()?);
            builder.fields.push(Part { name, title: None, dtype, offset: Some(offset) });
        }
        builder.build()
    }

    /// The dtype of several fields of this one, which keep their offsets, titles and the size of the element: what
    /// indexing with a list of names gives.
    ///
    /// # Errors
    /// [`Key`](crate::ErrorKind::Key) for a field that there is not; a name given twice.
    pub fn subset(&self, names: &[&str]) -> Result<DType> {
        let mut fields = Vec::with_capacity(names.len());
        for &name in names {
            let missing = || Error::from(DTypeError::FieldKey { name: name.to_owned() });
            fields.push(self.field(name).ok_or_else(missing)?.clone());
        }
        let (alignment, aligned) = self.struct_type().map_or((1, false), |s| (s.alignment(), s.is_aligned()));
        Ok(StructType::checked(fields, self.itemsize(), alignment, aligned)?.into())
    }

    /// The same fields one behind the other, without gaps, or with those of C for `aligned`: NumPy's
    /// `recfunctions.repack_fields`. Fields that are records themselves are repacked too if `recurse` is set.
    ///
    /// ```
    /// use nd_dtype::DType;
    /// let dtype = DType::structured_aligned([("a", DType::I8), ("b", DType::F64)])?;
    /// assert_eq!((dtype.itemsize(), dtype.repacked(false, false)?.itemsize()), (16, 9));
    /// # Ok::<(), nd_dtype::Error>(())
    /// ```
    ///
    /// # Errors
    /// An element too large for memory.
    pub fn repacked(&self, aligned: bool, recurse: bool) -> Result<DType> {
        if let Some(sub) = self.subdtype() {
            return DType::subarray(sub.base().repacked(aligned, recurse)?, sub.shape());
        }
        let Some(fields) = self.struct_type() else { return Ok(self.clone()) };
        let mut builder = StructBuilder { aligned, ..StructBuilder::default() };
        for Field { name, title, dtype, .. } in fields.iter().cloned() {
            let dtype = if recurse { dtype.repacked(aligned, true)? } else { dtype };
            builder.fields.push(Part { name, title, dtype, offset: None });
        }
        builder.build()
    }
}
