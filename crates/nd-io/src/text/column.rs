//! One column of a table: from the bytes of a field to the bytes of an element.

#![forbid(unsafe_code)]

use crate::number::{parse_bool, parse_complex, parse_f64, parse_f64_prefix, parse_i64, parse_u64};
use nd_core::kernel::dispatch;
use nd_core::{Bool8, Complex, DType, Element, f16};

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

impl Column {
    /// A column of elements of `dtype`, each `offset` bytes into its row; `None` for a structured dtype.
    pub(super) fn new(dtype: &DType, offset: usize) -> Option<Column> {
        let num = dtype.num()?;
        let swap = if dtype.is_native() { 0 } else { num.swap_unit() };
        let (parse, prefix) = dispatch!(num, T => (store::<T> as Parse, T::PREFIX));
        Some(Column { dtype: dtype.clone(), offset, parse, prefix, swap })
    }

    /// Writes the value of `field` into its place in `row`, if it is one.
    #[inline]
    pub(super) fn store(&self, field: &[u8], row: &mut [u8]) -> bool {
        let element = &mut row[self.offset..][..self.dtype.itemsize()];
        let stored = (self.parse)(field, element);
        self.to_order(element);
        stored
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
floats!(f16 => f16::from_f64, f32 => |value: f64| value as f32, f64 => |value: f64| value);

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
