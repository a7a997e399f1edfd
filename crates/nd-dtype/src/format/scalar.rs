//! How one float or complex number is written alone: as a NumPy scalar, and as the single item of an array.

use super::digits::may_tie;
use super::{Float, FloatFormat, Trim};
use nd_kernel::Complex;

/// `str` of a NumPy float scalar: `3.0`, `1e+16`, `0.1`.
pub fn float_scalar<T: Float>(x: T) -> String {
    let mut out = String::new();
    write_float_scalar(x, &mut out);
    out
}

/// Appends [`float_scalar`] to `out`.
pub(crate) fn write_float_scalar<T: Float>(x: T, out: &mut String) {
    let value = x.to_f64();
    // Most values are written as their shortest digits come, with a point and without an exponent.
    let done = T::SCALAR_RANGE.contains(&value.abs())
        && x.with_shortest(|text| {
            let plain = text.split_once('.').is_some_and(|(_, decimals)| match decimals {
                "0" => value.abs() < EXACT,
                _ => !text.contains('e') && !may_tie(value.abs(), decimals.len() as i32),
            });
            if plain {
                out.push_str(text);
            }
            plain
        });
    if !done {
        write_scalar(x, Trim::Zero, false, out);
    }
}

/// C's `%g`: so many digits at most, no zeros behind them, an exponent where it is shorter.
pub(crate) fn general(x: f64, digits: usize) -> String {
    let mut text = Vec::new();
    match x {
        _ if x.is_nan() => return "nan".to_owned(),
        _ if x.is_sign_negative() => text.push(b'-'),
        _ => {}
    }
    match x.is_infinite() {
        true => text.extend_from_slice(b"inf"),
        false => super::fixed::push_general(&mut text, x.abs(), digits, false),
    }
    String::from_utf8_lossy(&text).into_owned()
}

/// Below this magnitude whole numbers have all their digits.
const EXACT: f64 = (1_u64 << 53) as f64;

/// `str` of a NumPy complex scalar: `(1+2j)`, `2j`.
pub fn complex_scalar<T: Float>(x: Complex<T>) -> String {
    let real = x.re.to_f64();
    if real == 0.0 && real.is_sign_positive() {
        return scalar(x.im, Trim::Minus, false) + "j";
    }
    let plus = if x.im.to_f64().is_nan() { "+" } else { "" };
    format!("({}{plus}{}j)", scalar(x.re, Trim::Minus, false), scalar(x.im, Trim::Minus, true))
}

/// Scalars are positional from 1e-4 to a magnitude that depends on their width.
fn write_scalar<T: Float>(x: T, trim: Trim, sign: bool, out: &mut String) {
    let magnitude = x.to_f64().abs();
    if magnitude == 0.0 || T::SCALAR_RANGE.contains(&magnitude) {
        FloatFormat { trim, sign, ..FloatFormat::default() }.write_positional(x, out);
    } else {
        FloatFormat { trim: Trim::Minus, sign, ..FloatFormat::default() }.write_scientific(x, out);
    }
}

fn scalar<T: Float>(x: T, trim: Trim, sign: bool) -> String {
    let mut out = String::new();
    write_scalar(x, trim, sign, &mut out);
    out
}

/// An array of this one complex number, without the brackets: `1.+2.j`.
pub(crate) fn complex_array_item<T: Float>(x: Complex<T>) -> String {
    let plus = if x.im.to_f64().is_nan() { "+" } else { "" };
    format!("{}{plus}{}j", array_item(x.re, false), array_item(x.im, true))
}

fn array_item<T: Float>(x: T, sign: bool) -> String {
    let format = FloatFormat { precision: Some(8), trim: Trim::Dot, sign, ..FloatFormat::default() };
    let magnitude = x.to_f64().abs();
    if magnitude != 0.0 && magnitude.is_finite() && !(T::ARRAY_FLOOR..T::ARRAY_CUTOFF).contains(&magnitude) {
        format.scientific(x)
    } else {
        format.positional(x)
    }
}
