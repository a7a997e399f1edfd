//! One format for all elements of an array: NumPy's `BoolFormat`, `IntegerFormat`, `ComplexFloatingFormat` and
//! `StructuredVoidFormat`. Floats are in [`super::float`].

#![forbid(unsafe_code)]

use super::excerpt::{Column, Excerpt, Items, Values};
use super::float::{FloatColumn, Part};
use super::options::{PrintOptions, Sign};
use core::fmt::{Display, Write};
use nd_dtype::format::PyStr;
use nd_dtype::{Bool8, Complex, DateTime64, Element, NAT, Scalar, Temporal, bf16, f16};
use nd_kernel::dispatch;

/// Appends the element at a position of the excerpt, padded to the common width.
pub(super) type ItemFormat<'a> = Box<dyn Fn(usize, &mut String) + 'a>;

/// The format that suits all shown elements.
pub(super) fn item_format<'a>(excerpt: &'a Excerpt, options: &PrintOptions) -> ItemFormat<'a> {
    items_format(&excerpt.items, options, excerpt.shape.is_empty())
}

fn items_format<'a>(items: &'a Items, options: &PrintOptions, is_scalar: bool) -> ItemFormat<'a> {
    match items {
        Items::Column(column) => column_format(column, options, is_scalar),
        Items::Records(parts) => {
            let parts: Vec<ItemFormat<'a>> =
                parts.iter().map(|part| items_format(part, options, is_scalar)).collect();
            Box::new(move |i, out| {
                out.push('(');
                for (position, part) in parts.iter().enumerate() {
                    out.push_str(if position == 0 { "" } else { ", " });
                    part(i, out);
                }
                out.push_str(if parts.len() == 1 { ",)" } else { ")" });
            })
        }
        Items::Arrays(shape, inner) => {
            let inner = items_format(inner, options, false);
            let size: usize = shape.iter().product();
            let edge = (size > options.threshold).then_some(options.edgeitems);
            Box::new(move |i, out| sub_array(&inner, shape, edge, i * size, out))
        }
    }
}

/// A sub-array on one line; with `edge`, as many items at the ends of a long axis.
fn sub_array(inner: &ItemFormat<'_>, shape: &[usize], edge: Option<usize>, start: usize, out: &mut String) {
    let Some((&len, rest)) = shape.split_first() else { return inner(start, out) };
    let size: usize = rest.iter().product();
    let hidden = match edge {
        Some(edge) if len > 2 * edge => edge..len - edge,
        _ => 0..0,
    };
    out.push('[');
    let mut separator = "";
    for at in (0..len).filter(|at| !hidden.contains(at) || *at == hidden.start) {
        out.push_str(separator);
        separator = ", ";
        if hidden.contains(&at) {
            out.push_str("...");
        } else {
            sub_array(inner, rest, edge, start + at * size, out);
        }
    }
    out.push(']');
}

fn column_format<'a>(column: &'a Column, options: &PrintOptions, is_scalar: bool) -> ItemFormat<'a> {
    if let Some(write) = options.formatter.of(&column.dtype) {
        return Box::new(move |i, out| out.push_str(&write(&column.scalar(i))));
    }
    match (column.dtype.num(), column.dtype.temporal()) {
        (Some(num), _) => dispatch!(num, T => T::item_format(column.values(), options, is_scalar)),
        (_, Some(kind)) => times(column, kind),
        (None, None) => texts(column),
    }
}

/// Dates in quotes and spans as numbers, aligned on the right; "not a time" is quoted in both.
fn times<'a>(column: &'a Column, kind: Temporal) -> ItemFormat<'a> {
    let text = move |i: usize| match column.scalar(i) {
        Scalar::DateTime(date) => format!("'{date}'"),
        Scalar::TimeDelta(span) if !span.is_nat() => span.ticks().to_string(),
        _ => "'NaT'".to_owned(),
    };
    let ticks = column.bytes.chunks_exact(size_of::<i64>()).map(i64::load);
    let known = ticks.clone().filter(|&ticks| ticks != NAT);
    let ends = [known.clone().min(), known.max()].into_iter().flatten();
    let shown = ends.map(|ticks| match kind {
        Temporal::DateTime(unit) => DateTime64::new(ticks, unit).to_string().len() + 2,
        Temporal::TimeDelta(_) => ticks.to_string().len(),
    });
    let nat = ticks.clone().any(|ticks| ticks == NAT).then_some("'NaT'".len());
    let width = shown.chain(nat).max().unwrap_or(0);
    Box::new(move |i, out| {
        let _ = write!(out, "{:>width$}", text(i));
    })
}

/// Text is quoted and objects are shown by their `repr`; neither is padded.
fn texts<'a>(column: &'a Column) -> ItemFormat<'a> {
    Box::new(move |i, out| match column.scalar(i) {
        Scalar::Str(text) => out.push_str(&PyStr(&text).to_string()),
        Scalar::Object(object) => out.push_str(&format!("{object:?}")),
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

/// As NumPy shows elements of a type that it does not know: each alone, without padding, whatever the options.
impl Printed for bf16 {
    fn item_format<'a>(values: Values<'a, Self>, _: &PrintOptions, _: bool) -> ItemFormat<'a> {
        Box::new(move |i, out| {
            let _ = write!(out, "{}", Scalar::BF16(values.get(i)));
        })
    }
}

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
