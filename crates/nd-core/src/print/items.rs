//! One format for all elements of an array: NumPy's `BoolFormat`, `IntegerFormat`, `ComplexFloatingFormat` and
//! `StructuredVoidFormat`. Floats are in [`super::float`].

#![forbid(unsafe_code)]

use super::excerpt::{Column, Excerpt, Values};
use super::float::{FloatColumn, Part};
use super::options::{PrintOptions, Sign};
use core::fmt::{Display, Write};
use nd_dtype::format::PyStr;
use nd_dtype::{Bool8, Complex, Element, Scalar, f16};
use nd_kernel::dispatch;

/// Appends the element at a position of the excerpt, padded to the common width.
pub(super) type ItemFormat<'a> = Box<dyn Fn(usize, &mut String) + 'a>;

/// The format that suits all shown elements.
pub(super) fn item_format<'a>(excerpt: &'a Excerpt, options: &PrintOptions) -> ItemFormat<'a> {
    let is_scalar = excerpt.shape.is_empty();
    let mut columns = excerpt.columns.iter().map(|column| column_format(column, options, is_scalar));
    if !excerpt.is_record
        && let Some(column) = columns.next()
    {
        return column;
    }
    let columns: Vec<ItemFormat<'a>> = columns.collect();
    Box::new(move |i, out| {
        out.push('(');
        for (position, column) in columns.iter().enumerate() {
            out.push_str(if position == 0 { "" } else { ", " });
            column(i, out);
        }
        out.push_str(if columns.len() == 1 { ",)" } else { ")" });
    })
}

fn column_format<'a>(column: &'a Column, options: &PrintOptions, is_scalar: bool) -> ItemFormat<'a> {
    if let Some(write) = options.formatter.of(&column.dtype) {
        return Box::new(move |i, out| out.push_str(&write(&column.scalar(i))));
    }
    match column.dtype.num() {
        Some(num) => dispatch!(num, T => T::item_format(column.values(), options, is_scalar)),
        None => texts(column),
    }
}

/// Text is quoted, and not padded.
fn texts<'a>(column: &'a Column) -> ItemFormat<'a> {
    Box::new(move |i, out| match column.scalar(i) {
        Scalar::Str(text) => out.push_str(&PyStr(&text).to_string()),
        other => out.push_str(&other.to_string()),
    })
}

/// How elements of a type are written in columns.
trait Printed: Element {
    /// The format that suits all `values`; `is_scalar` if they belong to an array without axes.
    fn item_format<'a>(values: Values<'a, Self>, options: &PrintOptions, is_scalar: bool) -> ItemFormat<'a>;
}

impl Printed for Bool8 {
    /// `True` is padded to the width of `False` whether or not there is one, because NumPy does so.
    fn item_format<'a>(values: Values<'a, Self>, _: &PrintOptions, is_scalar: bool) -> ItemFormat<'a> {
        let yes = if is_scalar { "True" } else { " True" };
        Box::new(move |i, out| out.push_str(if values.get(i).get() { yes } else { "False" }))
    }
}

/// Integers are aligned on the right, to the width of the largest or smallest of them.
fn integers<'a, T>(values: Values<'a, T>, sign: Sign) -> ItemFormat<'a>
where
    T: Element + Ord + Display + Default,
{
    let zero = T::default();
    let min = values.iter().min().unwrap_or(zero);
    let max = values.iter().max().unwrap_or(zero);
    let sign = if sign == Sign::Space && min < zero { Sign::Minus } else { sign };
    let marked = usize::from(max >= zero && sign != Sign::Minus);
    let width = (max.to_string().len() + marked).max(min.to_string().len());
    Box::new(move |i, out| {
        let x = values.get(i);
        let mark = match sign {
            Sign::Plus if x >= zero => "+",
            Sign::Space if x >= zero => " ",
            _ => "",
        };
        let text = format!("{mark}{x}");
        let _ = write!(out, "{text:>width$}");
    })
}

// impl Printed for i8 { fn item_format(..) -> ItemFormat { integers(values, options.sign) } }, and so on.
macro_rules! printed_integers {
    // $t: an integer type.
    ($($t:ty),* $(,)?) => { $(
        impl Printed for $t {
            fn item_format<'a>(values: Values<'a, Self>, options: &PrintOptions, _: bool) -> ItemFormat<'a> {
                integers(values, options.sign)
            }
        }
    )* };
}
printed_integers!(i8, u8, i16, u16, i32, u32, i64, u64);

fn floats<'a, T: Part + Element>(values: Values<'a, T>, options: &PrintOptions) -> ItemFormat<'a> {
    let column = FloatColumn::new(values.iter(), options, options.sign);
    Box::new(move |i, out| column.write(values.get(i), out))
}

// impl Printed for f16 { fn item_format(..) -> ItemFormat { floats(values, options) } }, and so on.
macro_rules! printed_floats {
    // $t: a float type.
    ($($t:ty),* $(,)?) => { $(
        impl Printed for $t {
            fn item_format<'a>(values: Values<'a, Self>, options: &PrintOptions, _: bool) -> ItemFormat<'a> {
                floats(values, options)
            }
        }
    )* };
}
printed_floats!(f16, f32, f64);

/// Each part has a column of its own; the `j` goes before the padding of the imaginary one.
impl<T: Part> Printed for Complex<T>
where
    Complex<T>: Element,
{
    fn item_format<'a>(values: Values<'a, Self>, options: &PrintOptions, _: bool) -> ItemFormat<'a> {
        let real = FloatColumn::new(values.iter().map(|z| z.re), options, options.sign);
        let imaginary = FloatColumn::new(values.iter().map(|z| z.im), options, Sign::Plus);
        Box::new(move |i, out| {
            let z = values.get(i);
            real.write(z.re, out);
            let start = out.len();
            imaginary.write(z.im, out);
            let end = start + out[start..].trim_end().len();
            out.insert(end, 'j');
        })
    }
}
