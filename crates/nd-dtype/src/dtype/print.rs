//! The text of dtypes: `repr`, `str` and `descr`, as NumPy's `_dtype.py` writes them.

use super::{ByteOrder, DType, Field, Flexible, StructType};
use crate::format::{PyStr, tuple_text};
use crate::{DTypeError, Result};
use core::fmt::{self, Display, Formatter, Write};
use nd_kernel::Num;

/// NumPy's `repr`: `dtype('int64')`, `dtype([('a', '<i4')], align=True)`.
impl fmt::Debug for DType {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if let Some(string) = self.string() {
            return Display::fmt(string, f);
        }
        match self.struct_type() {
            None if self.num().is_none() => write!(f, "dtype({})", Short(self)),
            None => write!(f, "dtype('{self}')"),
            Some(fields) => {
                f.write_str("dtype(")?;
                write_struct(f, fields, false)?;
                f.write_str(if fields.is_aligned() { ", align=True)" } else { ")" })
            }
        }
    }
}

/// NumPy's `str`: `int64`, `>f8`, `[('f0', '<i4'), ('f1', '<f8')]`.
impl Display for DType {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if let Some(string) = self.string() {
            return f.pad(&string.to_string());
        }
        let named = self.num().is_some() || self.temporal().is_some() || self.managed().is_some();
        match (self.struct_type(), self.subdtype()) {
            (Some(fields), _) => write_struct(f, fields, true),
            (_, Some(_)) => Short(self).fmt(f),
            (None, None) if named && self.is_native() => f.pad(&self.name()),
            (None, None) if self.num() == Some(Num::BF16) => f.pad(&spelled(self)),
            (None, None) => f.pad(&self.descr_str()),
        }
    }
}

/// `'<f8'`, or `'i1'` and `'?'` where byte order has no meaning, or a list or pair: how fields are shown.
struct Short<'a>(&'a DType);

impl Display for Short<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if let Some(fields) = self.0.struct_type() {
            return write_struct(f, fields, false);
        }
        if let Some(sub) = self.0.subdtype() {
            return write!(f, "({}, {})", Short(sub.base()), tuple_text(sub.shape()));
        }
        match (self.0.kind(), self.0.byteorder()) {
            ('b', _) => f.write_str("'?'"),
            ('O', _) => f.write_str("'O'"),
            _ if self.0.num() == Some(Num::BF16) => write!(f, "'{}'", spelled(self.0)),
            (kind, order) if self.0.flexible().is_some_and(Flexible::is_empty) => {
                let order = if order == '=' { Some(ByteOrder::NATIVE.char()) } else { Some(order) };
                f.write_char('\'')?;
                order.filter(|&order| order != '|').map_or(Ok(()), |order| f.write_char(order))?;
                write!(f, "{kind}'")
            }
            (kind, '|') => write!(f, "'{kind}{}'", self.0.itemsize()),
            _ => write!(f, "'{}'", self.0.descr_str()),
        }
    }
}

/// bfloat16 as nd reads it, with a byte order if it is not the machine's: no type string says what it is.
fn spelled(dtype: &DType) -> String {
    if dtype.is_native() { dtype.name() } else { format!("{}{}", dtype.byteorder(), dtype.name()) }
}

/// The name of a field, with its title if it has one.
fn name_text(field: &Field) -> String {
    match &field.title {
        Some(title) => format!("({}, {})", PyStr(title), PyStr(&field.name)),
        None => PyStr(&field.name).to_string(),
    }
}

/// `('name', '<f8')`, `('name', '<f8', (3,))`; `inner` writes the dtype.
fn field_text(field: &Field, inner: impl Fn(&DType) -> String) -> String {
    let name = name_text(field);
    match field.dtype.subdtype() {
        Some(sub) => format!("({name}, {}, {})", inner(sub.base()), tuple_text(sub.shape())),
        None => format!("({name}, {})", inner(&field.dtype)),
    }
}

/// A list of fields, or a dictionary where a list cannot say how they lie.
fn write_struct(f: &mut Formatter<'_>, fields: &StructType, include_align: bool) -> fmt::Result {
    if fields.is_packed() && !(include_align && fields.is_aligned()) {
        return write_joined(f, fields, |field| field_text(field, |dtype| Short(dtype).to_string()));
    }
    f.write_str("{'names': ")?;
    write_joined(f, fields, |field| PyStr(&field.name).to_string())?;
    f.write_str(", 'formats': ")?;
    write_joined(f, fields, |field| Short(&field.dtype).to_string())?;
    f.write_str(", 'offsets': ")?;
    write_joined(f, fields, |field| field.offset.to_string())?;
    if fields.iter().any(|field| field.title.is_some()) {
        let title =
            |field: &Field| field.title.as_ref().map_or("None".to_owned(), |title| PyStr(title).to_string());
        f.write_str(", 'titles': ")?;
        write_joined(f, fields, title)?;
    }
    write!(f, ", 'itemsize': {}", fields.itemsize())?;
    f.write_str(if include_align && fields.is_aligned() { ", 'aligned': True}" } else { "}" })
}

/// `[a, b, c]`
fn write_joined(f: &mut Formatter<'_>, fields: &[Field], item: impl Fn(&Field) -> String) -> fmt::Result {
    let items: Vec<String> = fields.iter().map(item).collect();
    write!(f, "[{}]", items.join(", "))
}

impl DType {
    /// What `np.dtype` would be called with to make this dtype: `'<f8'`, `[('a', '<i4')]`, or a dictionary.
    pub(crate) fn construction(&self) -> String {
        self.to_string()
    }

    /// The description that `.npy` headers carry, as Python source: `'<f8'`, or a list of fields with unnamed `|V`
    /// entries for padding.
    ///
    /// # Errors
    /// [`Value`](crate::ErrorKind::Value) if fields overlap or are out of order: a list cannot say so.
    ///
    /// ```
    /// use nd_dtype::DType;
    /// assert_eq!(DType::F64.descr()?, "'<f8'");
    /// let dtype = DType::structured_aligned([("a", DType::U8), ("b", DType::I32)])?;
    /// assert_eq!(dtype.descr()?, "[('a', '|u1'), ('', '|V3'), ('b', '<i4')]");
    /// # Ok::<(), nd_dtype::Error>(())
    /// ```
    pub fn descr(&self) -> Result<String> {
        let Some(fields) = self.struct_type() else {
            return Ok(match self.subdtype() {
                Some(_) => format!("[('', '|V{}')]", self.itemsize()),
                None => format!("'{}'", self.descr_str()),
            });
        };
        let mut items = Vec::with_capacity(fields.len());
        let mut end = 0;
        for field in fields.iter() {
            match field.offset.checked_sub(end) {
                None => return Err(DTypeError::NoDescr.into()),
                Some(0) => {}
                Some(gap) => items.push(format!("('', '|V{gap}')")),
            }
            // An inner sub-array is all that has no description of its own, and has none in NumPy either.
            let inner = field.dtype.base().descr()?;
            items.push(field_text(field, |_| inner.clone()));
            end = field.range().end;
        }
        if fields.itemsize() > end {
            items.push(format!("('', '|V{}')", fields.itemsize() - end));
        }
        Ok(format!("[{}]", items.join(", ")))
    }
}
