//! The text of scalars: NumPy's `str` as `Display`, its `repr` as `Debug`.

use super::{Record, Scalar};
use crate::format::{
    PyBytes, PyHex, PyStr, complex_array_item, complex_scalar, float_scalar, general, write_float_scalar,
};
use crate::{DType, Field};
use core::fmt::{self, Display, Formatter, Write as _};

/// NumPy's `str`: `3.0`, `True`, `(1+2j)`, `(1, 2.5)`.
impl Display for Scalar {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Scalar::Bool(x) => f.pad(if *x { "True" } else { "False" }),
            Scalar::I8(x) => x.fmt(f),
            Scalar::U8(x) => x.fmt(f),
            Scalar::I16(x) => x.fmt(f),
            Scalar::U16(x) => x.fmt(f),
            Scalar::I32(x) => x.fmt(f),
            Scalar::U32(x) => x.fmt(f),
            Scalar::I64(x) => x.fmt(f),
            Scalar::U64(x) => x.fmt(f),
            Scalar::F16(x) => f.pad(&float_scalar(*x)),
            Scalar::BF16(x) => f.pad(&general(x.to_f64(), 6)),
            Scalar::F32(x) => f.pad(&float_scalar(*x)),
            Scalar::F64(x) => f.pad(&float_scalar(*x)),
            Scalar::C64(x) => f.pad(&complex_scalar(*x)),
            Scalar::C128(x) => f.pad(&complex_scalar(*x)),
            Scalar::Str(text) => f.pad(text),
            Scalar::Bytes(bytes) => PyBytes(bytes).fmt(f),
            Scalar::Void(bytes) => PyHex(bytes).fmt(f),
            Scalar::DateTime(value) => Display::fmt(value, f),
            Scalar::TimeDelta(value) => Display::fmt(value, f),
            Scalar::Record(record) => Display::fmt(record, f),
            Scalar::Object(object) => Display::fmt(object, f),
        }
    }
}

/// NumPy's `repr`: `np.float64(3.0)`, `np.True_`, `np.complex128(1+2j)`, `np.str_('a')`, `np.void((1, 2.5), dtype=[…])`.
impl fmt::Debug for Scalar {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Scalar::Bool(x) => f.pad(if *x { "np.True_" } else { "np.False_" }),
            Scalar::Str(text) => write!(f, "np.str_({})", PyStr(text)),
            Scalar::Bytes(bytes) => write!(f, "np.bytes_({})", PyBytes(bytes)),
            Scalar::Void(bytes) => write!(f, "np.void({})", PyHex(bytes)),
            Scalar::DateTime(value) => fmt::Debug::fmt(value, f),
            Scalar::TimeDelta(value) => fmt::Debug::fmt(value, f),
            Scalar::Record(record) => fmt::Debug::fmt(record, f),
            Scalar::Object(object) => fmt::Debug::fmt(object, f),
            number => {
                let text = number.to_string();
                // A complex number brings parentheses of its own.
                let bare = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or(&text);
                write!(f, "np.{}({bare})", number.dtype().name())
            }
        }
    }
}

impl fmt::Debug for Record {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "np.void({self}, dtype={})", self.dtype().construction())
    }
}

impl Display for Record {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&texts(self.dtype(), &[self.bytes()], false).concat())
    }
}

/// The texts of elements, each as it stands in a record. Those inside a sub-array are one column, as NumPy prints them.
fn texts(dtype: &DType, elements: &[&[u8]], in_array: bool) -> Vec<String> {
    if let Some(fields) = dtype.struct_type() {
        let column = |field: &Field| {
            let parts: Vec<&[u8]> = elements.iter().map(|element| &element[field.range()]).collect();
            texts(&field.dtype, &parts, in_array)
        };
        let columns: Vec<Vec<String>> = fields.iter().map(column).collect();
        let row = |i: usize| match &columns[..] {
            [only] => format!("({},)", only[i]),
            _ => format!("({})", columns.iter().map(|column| &*column[i]).collect::<Vec<_>>().join(", ")),
        };
        return (0..elements.len()).map(row).collect();
    }
    if let Some(sub) = dtype.subdtype() {
        let size = sub.base().itemsize();
        let mut parts: Vec<&[u8]> = Vec::with_capacity(elements.len() * sub.count());
        for element in elements {
            parts.extend((0..sub.count()).map(|i| &element[i * size..(i + 1) * size]));
        }
        let items = texts(sub.base(), &parts, true);
        return (0..elements.len())
            .map(|i| nested(&items[i * sub.count()..][..sub.count()], sub.shape()))
            .collect();
    }
    let items: Vec<Scalar> = elements.iter().map(|element| Scalar::from_bytes(dtype, element)).collect();
    let texts = items.iter().map(Scalar::record_item).collect();
    if in_array { aligned(items.first(), texts) } else { texts }
}

/// Texts in the brackets of a shape.
fn nested(items: &[String], shape: &[usize]) -> String {
    let Some((&len, rest)) = shape.split_first() else { return items.concat() };
    let size: usize = rest.iter().product();
    let rows: Vec<String> = (0..len).map(|i| nested(&items[i * size..][..size], rest)).collect();
    format!("[{}]", rows.join(", "))
}

/// The texts of the elements of a sub-array like `first`, as the column that NumPy makes of them.
fn aligned(first: Option<&Scalar>, mut items: Vec<String>) -> Vec<String> {
    let widest = |items: &[String]| items.iter().map(|item| item.chars().count()).max().unwrap_or(0);
    match first.map(|first| first.dtype().kind()) {
        Some('b') => items.iter_mut().filter(|item| *item == "True").for_each(|item| item.insert(0, ' ')),
        Some('i' | 'u' | 'm' | 'M') => {
            let width = widest(&items);
            items.iter_mut().for_each(|item| *item = format!("{item:>width$}"));
        }
        // Points stand under each other; a whole number has no zero behind it.
        Some('f') if items.iter().all(|item| item.contains('.') && !item.contains('e')) => {
            let parts =
                |item: &String| item.strip_suffix(".0").map_or(item.clone(), |whole| format!("{whole}."));
            items = items.iter().map(parts).collect();
            let split = |item: &String| item.split_once('.').map_or((0, 0), |(a, b)| (a.len(), b.len()));
            let left = items.iter().map(|item| split(item).0).max().unwrap_or(0);
            let right = items.iter().map(|item| split(item).1).max().unwrap_or(0);
            for item in &mut items {
                let (before, after) = split(item);
                *item = format!("{}{item}{}", " ".repeat(left - before), " ".repeat(right - after));
            }
        }
        _ => {}
    }
    items
}

impl Scalar {
    /// Appends what `Display` shows.
    pub(crate) fn write_plain(&self, out: &mut String) {
        match self {
            Scalar::F16(x) => write_float_scalar(*x, out),
            Scalar::F32(x) => write_float_scalar(*x, out),
            Scalar::F64(x) => write_float_scalar(*x, out),
            other => {
                // Writing to a string does not fail.
                let _ = write!(out, "{other}");
            }
        }
    }

    /// The value as it stands in a record: as alone, but for complex numbers, which keep the form of arrays, and text, which
    /// is quoted, as dates are; spans are numbers.
    fn record_item(&self) -> String {
        match self {
            Scalar::C64(x) => complex_array_item(*x),
            Scalar::C128(x) => complex_array_item(*x),
            Scalar::Str(text) => PyStr(text).to_string(),
            Scalar::Object(object) => format!("{object:?}"),
            Scalar::DateTime(value) => format!("'{value}'"),
            Scalar::TimeDelta(value) if value.is_nat() => "'NaT'".to_owned(),
            Scalar::TimeDelta(value) => value.ticks().to_string(),
            other => other.to_string(),
        }
    }
}
