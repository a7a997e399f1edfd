//! The text of an excerpt: brackets and items, and for `repr` what cannot be read off them.

#![forbid(unsafe_code)]

use super::excerpt::Excerpt;
use super::items::item_format;
use super::nest::Nest;
use super::options::PrintOptions;
use nd_dtype::{DType, Num};

/// What surrounds the items: NumPy's arguments of the same names to `array2string`.
#[derive(Clone, Copy)]
pub(super) struct Frame<'a> {
    /// Between items.
    pub(super) separator: &'a str,
    /// What will stand before the text, which its further lines are aligned behind.
    pub(super) prefix: &'a str,
    /// What will stand behind the text, for which the lines leave room.
    pub(super) suffix: &'a str,
}

impl Frame<'_> {
    /// Of `str`.
    pub(super) const STR: Frame<'static> = Frame { separator: " ", prefix: "", suffix: "" };
    /// Of `repr`.
    pub(super) const REPR: Frame<'static> = Frame { separator: ", ", prefix: "array(", suffix: ")" };
}

/// The items in brackets.
pub(super) fn array2string(excerpt: &Excerpt, options: &PrintOptions, frame: Frame<'_>) -> String {
    if excerpt.shape.contains(&0) {
        return "[]".to_owned();
    }
    let nest = Nest {
        excerpt,
        item: item_format(excerpt, options),
        separator: frame.separator,
        linewidth: options.linewidth.saturating_sub(frame.suffix.chars().count()),
    };
    let mut out = String::new();
    nest.write(frame.prefix.chars().count() + 1, &mut out);
    out
}

/// `array(…)` with the shape and the dtype if the items do not tell them.
pub(super) fn repr(excerpt: &Excerpt, dtype: &DType, options: &PrintOptions) -> String {
    let mut out = Frame::REPR.prefix.to_owned();
    out += &array2string(excerpt, options, Frame::REPR);
    let is_empty = excerpt.shape.contains(&0);
    let mut extras = Vec::new();
    if excerpt.edge.is_some() || (is_empty && excerpt.shape != [0]) {
        extras.push(format!("shape={}", nd_dtype::format::tuple_text(&excerpt.shape)));
    }
    if is_empty || !is_implied(dtype) {
        extras.push(format!("dtype={}", short_repr(dtype)));
    }
    if extras.is_empty() {
        return out + ")";
    }
    out.push(',');
    let extras = extras.join(", ") + ")";
    let last_line = out[out.rfind('\n').map_or(0, |newline| newline + 1)..].chars().count();
    if last_line + extras.chars().count() + 1 > options.linewidth {
        out.push('\n');
        out.extend(core::iter::repeat_n(' ', Frame::REPR.prefix.len()));
    } else {
        out.push(' ');
    }
    out + &extras
}

/// Whether a dtype is the one that NumPy would guess from the items.
fn is_implied(dtype: &DType) -> bool {
    matches!(dtype.native_num(), Some(Num::Bool | Num::I64 | Num::F64 | Num::C128))
}

/// A dtype as an argument: `float32`, `'>f8'`, `'<U3'`, `[('a', '<i4')]`.
fn short_repr(dtype: &DType) -> String {
    let unitless = dtype.is_native() && dtype.temporal().is_some_and(|kind| kind.resolution().is_generic());
    let bare = dtype.struct_type().is_some() || dtype.native_num().is_some() || dtype.hasobject() || unitless;
    if bare { dtype.to_string() } else { format!("'{dtype}'") }
}
