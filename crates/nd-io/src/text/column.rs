//! One column of a table: from the bytes of a field to the bytes of an element.

#![forbid(unsafe_code)]

use super::genfromtxt::convert::Value;
use crate::number::{parse_bool, parse_complex, parse_f64, parse_f64_prefix, parse_i64, parse_u64};
use nd_core::kernel::CastTo;
use nd_core::kernel::dispatch;
use nd_core::{Bool8, ByteOrder, Complex, DType, Element, Scalar, Temporal, bf16, cast_element, f16};
use std::borrow::Cow;

/// Writes the value of a field as an element; whether there is one.
type Parse = fn(&[u8], &mut [u8]) -> bool;

/// Writes the number at the front of a text as an element; the bytes it takes, or 0.
type Prefix = fn(&[u8], &mut [u8]) -> usize;

/// How a column is read and where its elements go.
pub(super) struct Column {
    pub(super) dtype: DType,
    offset: usize,
    parse: Parse,
    prefix: Option<Prefix>,
    /// The bytes that change places in the other byte order; 0 in the machine's.
    swap: usize,
}

/// Writes the time that a field says; whether it says one.
fn store_time(field: &[u8], kind: Temporal, native: bool, element: &mut [u8]) -> bool {
    let (from, to) = (DType::bytes(field.len().max(1)), DType::from_temporal(kind, ByteOrder::NATIVE));
    let field = if field.is_empty() { b"\0" } else { field };
    let Ok(from) = from else { return false };
    let stored = cast_element(&from, field, &to, element).is_ok();
    if !native {
        element.reverse();
    }
    stored
}

/// The values of an element that a field each says: those of records and sub-arrays one by one, with their places.
pub(super) fn values(dtype: &DType, offset: usize, found: &mut Vec<(DType, usize)>) {
    if let Some(fields) = dtype.struct_type() {
        fields.iter().for_each(|field| values(&field.dtype, offset + field.offset, found));
    } else if let Some(sub) = dtype.subdtype() {
        let size = sub.base().itemsize();
        (0..sub.count()).for_each(|i| values(sub.base(), offset + i * size, found));
    } else {
        found.push((dtype.clone(), offset));
    }
}

impl Column {
    /// A column of elements of `dtype`, each `offset` bytes into its row.
    pub(super) fn new(dtype: &DType, offset: usize) -> Column {
        let Some(num) = dtype.num() else {
            let (parse, swap) = match dtype.kind() {
                'U' if dtype.is_native() => (store_characters as Parse, 0),
                'U' => (store_characters as Parse, 4),
                'S' => (store_latin1 as Parse, 0),
                // `store` reads these by their unit.
                'M' | 'm' => (store_latin1 as Parse, 0),
                // Every field is refused, with its place.
                _ => ((|_: &[u8], _: &mut [u8]| false) as Parse, 0),
            };
            return Column { dtype: dtype.clone(), offset, parse, prefix: None, swap };
        };
        let swap = if dtype.is_native() { 0 } else { num.swap_unit() };
        let (parse, prefix) = dispatch!(num, T => (store::<T> as Parse, T::PREFIX));
        Column { dtype: dtype.clone(), offset, parse, prefix, swap }
    }

    /// Writes the value of `field` into its place in `row`, if it is one.
    #[inline]
    pub(super) fn store(&self, field: &[u8], row: &mut [u8]) -> bool {
        let element = &mut row[self.offset..][..self.dtype.itemsize()];
        if let Some(kind) = self.dtype.temporal() {
            return store_time(field, kind, self.dtype.is_native(), element);
        }
        let stored = (self.parse)(field, element);
        self.to_order(element);
        stored
    }

    /// Writes a value into its place in `row`, if it can be an element.
    pub(super) fn store_value(&self, value: &Scalar, row: &mut [u8]) -> bool {
        let (dtype, element) = (&self.dtype, &mut row[self.offset..][..self.dtype.itemsize()]);
        let stored = match dtype.num() {
            // Under the checks that Python makes of what it assigns.
            Some(_) => Scalar::Object(value.clone().into()).write_bytes(dtype, element),
            None => Value::from(value.clone()).store(dtype, element),
        };
        stored.is_ok()
    }

    /// Whether elements are text, to which blanks belong.
    pub(super) fn is_text(&self) -> bool {
        self.dtype.is_text()
    }

    /// Whether [`store_prefix`](Self::store_prefix) can be used.
    pub(super) fn has_prefix(&self) -> bool {
        self.prefix.is_some()
    }

    /// Writes the number that `text` begins with into its place in `row`; gives the bytes it takes, 0 if there is none.
    #[inline]
    pub(super) fn store_prefix(&self, text: &[u8], row: &mut [u8]) -> usize {
        let element = &mut row[self.offset..][..self.dtype.itemsize()];
        let used = self.prefix.map_or(0, |prefix| prefix(text, element));
        self.to_order(element);
        used
    }

    #[inline]
    fn to_order(&self, element: &mut [u8]) {
        if self.swap > 0 {
            element.chunks_exact_mut(self.swap).for_each(<[u8]>::reverse);
        }
    }
}

/// The elements of `dtype` that the fields hold, one after the other; nothing if one holds none.
pub(crate) fn parse_row(fields: &[&str], dtype: &DType) -> Option<Vec<u8>> {
    let (column, itemsize) = (Column::new(dtype, 0), dtype.itemsize());
    let mut bytes = Vec::new();
    for field in fields {
        let start = bytes.len();
        bytes.try_reserve(itemsize).ok()?;
        bytes.resize(start + itemsize, 0);
        column.store(field.as_bytes(), &mut bytes[start..]).then_some(())?;
    }
    Some(bytes)
}

/// Writes `text` as an element of a text dtype: what is too long is cut off, and what is too short is filled up with
/// zeros, which are there already.
pub(super) fn store_text(text: &str, dtype: &DType, element: &mut [u8]) {
    match dtype.kind() {
        'U' => {
            store_characters(text.as_bytes(), element);
            if !dtype.is_native() {
                element.chunks_exact_mut(4).for_each(<[u8]>::reverse);
            }
        }
        _ => drop(store_latin1(text.as_bytes(), element)),
    }
}

/// One word for each character. Text that is not UTF-8 is read as Latin-1.
fn store_characters(field: &[u8], element: &mut [u8]) -> bool {
    fn put(characters: impl Iterator<Item = char>, element: &mut [u8]) {
        for (place, character) in element.chunks_exact_mut(4).zip(characters) {
            place.copy_from_slice(&u32::from(character).to_ne_bytes());
        }
    }
    match core::str::from_utf8(field) {
        Ok(text) => put(text.chars(), element),
        Err(_) => put(field.iter().map(|&byte| char::from(byte)), element),
    }
    true
}

/// The text of a field. What is not UTF-8 is read as Latin-1.
pub(super) fn text(field: &[u8]) -> Cow<'_, str> {
    match core::str::from_utf8(field) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(field.iter().map(|&byte| char::from(byte)).collect()),
    }
}

/// How many characters [`store_characters`] finds.
pub(super) fn characters(field: &[u8]) -> usize {
    core::str::from_utf8(field).map_or(field.len(), |text| text.chars().count())
}

/// One byte for each character; whether all have one.
fn store_latin1(field: &[u8], element: &mut [u8]) -> bool {
    match core::str::from_utf8(field) {
        Ok(text) => {
            let bytes = text.chars().map(|character| u8::try_from(u32::from(character)).ok());
            element.iter_mut().zip(bytes).all(|(place, byte)| byte.map(|byte| *place = byte).is_some())
        }
        Err(_) => {
            let length = field.len().min(element.len());
            element[..length].copy_from_slice(&field[..length]);
            true
        }
    }
}

/// An element type that can be read from text.
trait FromField: Element {
    /// For types whose numerals end by themselves, which saves looking for the end of the field first.
    const PREFIX: Option<Prefix> = None;

    /// The value of a whole field.
    fn from_field(field: &[u8]) -> Option<Self>;
}

fn store<T: FromField>(field: &[u8], element: &mut [u8]) -> bool {
    T::from_field(field).map(|value| value.store(element)).is_some()
}

impl FromField for Bool8 {
    fn from_field(field: &[u8]) -> Option<Bool8> {
        parse_bool(field).map(Bool8::new)
    }
}

// impl FromField for i8 { fn from_field(field) { parse_i64(field)?.try_into().ok() } }, and so on.
macro_rules! integers {
    // $parse: the 64-bit parser; $t: the types that its values are narrowed to.
    ($($parse:ident => $($t:ty),*;)*) => { $($(
        impl FromField for $t {
            fn from_field(field: &[u8]) -> Option<$t> {
                <$t>::try_from($parse(field)?).ok()
            }
        }
    )*)* };
}
integers! {
    parse_i64 => i8, i16, i32, i64;
    parse_u64 => u8, u16, u32, u64;
}

// impl FromField for f32 { .. }: read as a double and rounded again, as NumPy does; and so on.
macro_rules! floats {
    // $t: the type; $narrow: from a double to it.
    ($($t:ty => $narrow:expr),* $(,)?) => { $(
        impl FromField for $t {
            const PREFIX: Option<Prefix> = Some(|text, element| {
                match parse_f64_prefix(text) {
                    Some((value, used)) => {
                        $narrow(value).store(element);
                        used
                    }
                    None => 0,
                }
            });

            fn from_field(field: &[u8]) -> Option<$t> {
                parse_f64(field).map($narrow)
            }
        }
    )* };
}
floats!(
    f16 => f16::from_f64, bf16 => CastTo::<bf16>::cast_to, f32 => |value: f64| value as f32, f64 => |value: f64| value,
);

impl FromField for Complex<f32> {
    fn from_field(field: &[u8]) -> Option<Complex<f32>> {
        parse_complex(field).map(|(re, im)| Complex::new(re as f32, im as f32))
    }
}

impl FromField for Complex<f64> {
    fn from_field(field: &[u8]) -> Option<Complex<f64>> {
        parse_complex(field).map(|(re, im)| Complex::new(re, im))
    }
}
