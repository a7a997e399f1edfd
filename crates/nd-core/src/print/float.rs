//! One format for all floats of an array, so that their points are aligned: NumPy's `FloatingFormat`.
//!
//! A first pass over the values decides between positional and scientific notation and finds the widths on both sides
//! of the point; each value is then written with those. The digits are those of [`nd_dtype::format`].

#![forbid(unsafe_code)]

use super::options::{FloatMode, PrintOptions, Sign};
use nd_dtype::format::{Float, FloatFormat, Trim};
use nd_kernel::{CastTo, Elem};

/// A float as it occurs in arrays, alone or as part of a complex number.
pub(super) trait Part: Float {
    /// The value that `x` becomes as a `Self`.
    fn rounded(x: f64) -> f64;
}

impl<T: Float + Elem> Part for T
where
    f64: CastTo<T>,
{
    fn rounded(x: f64) -> f64 {
        CastTo::<T>::cast_to(x).to_f64()
    }
}

/// How the floats of one array are written.
pub(super) struct FloatColumn {
    format: FloatFormat,
    scientific: bool,
    sign: Sign,
    /// Characters before the point, sign included.
    left: usize,
    /// Characters behind the point, exponent included.
    right: usize,
    nan: String,
    inf: String,
}

/// The sizes that a first pass over the values finds.
#[derive(Default)]
struct Widths {
    /// Characters before the point.
    whole: usize,
    /// Digits behind it.
    fraction: usize,
    /// Digits of the exponent.
    exponent: usize,
}

impl FloatColumn {
    /// The format that suits all `values`.
    pub(super) fn new<T: Part>(
        values: impl Iterator<Item = T> + Clone,
        options: &PrintOptions,
        sign: Sign,
    ) -> FloatColumn {
        let finite = values.clone().filter(|x| x.to_f64().is_finite());
        let scientific = needs_exponent(finite.clone(), options.suppress);
        let fixed = options.floatmode == FloatMode::Fixed;
        let mut format = FloatFormat {
            precision: Some(options.precision).filter(|_| options.floatmode != FloatMode::Unique),
            unique: !fixed,
            trim: if fixed { Trim::Keep } else { Trim::Dot },
            sign: sign == Sign::Plus,
            ..FloatFormat::default()
        };
        let widths = measure(finite.clone(), &format, scientific);
        let (mut left, mut right) = (widths.whole, widths.fraction);
        if scientific {
            format.precision = Some(widths.fraction);
            format.min_digits = Some(widths.fraction);
            format.trim = Trim::Keep;
            format.exp_digits = Some(widths.exponent);
            // The letter and the sign of the exponent come between.
            right += widths.exponent + 2;
        } else {
            if matches!(options.floatmode, FloatMode::Fixed | FloatMode::MaxPrecEqual) {
                format.precision = Some(widths.fraction);
                format.min_digits = Some(widths.fraction);
                format.trim = Trim::Keep;
            }
            format.pad_right = Some(right);
        }
        if sign == Sign::Space && !finite.clone().any(|x| x.to_f64().is_sign_negative()) {
            left += 1;
        }
        if values.clone().any(|x| !x.to_f64().is_finite()) {
            let signed = sign != Sign::Minus || values.clone().any(|x| x.to_f64() == f64::NEG_INFINITY);
            let nan = options.nanstr.chars().count();
            let inf = options.infstr.chars().count() + usize::from(signed);
            left = left.max(nan.max(inf).saturating_sub(right + 1));
        }
        format.pad_left = Some(left);
        let (nan, inf) = (options.nanstr.clone(), options.infstr.clone());
        FloatColumn { format, scientific, sign, left, right, nan, inf }
    }

    /// Appends `x` to `out`, padded to the width of the column.
    pub(super) fn write<T: Float>(&self, x: T, out: &mut String) {
        let value = x.to_f64();
        if value.is_finite() {
            if self.scientific {
                self.format.write_scientific(x, out);
            } else {
                self.format.write_positional(x, out);
            }
            return;
        }
        let (word, negative) = if value.is_nan() { (&self.nan, false) } else { (&self.inf, value < 0.0) };
        let sign = match (negative, self.sign) {
            (true, _) => "-",
            (false, Sign::Plus) => "+",
            _ => "",
        };
        let len = word.chars().count() + sign.len();
        out.extend(core::iter::repeat_n(' ', (self.left + self.right + 1).saturating_sub(len)));
        out.push_str(sign);
        out.push_str(word);
    }
}

/// Whether `finite` values are written with exponents: if the largest magnitude reaches the cutoff of the type, or,
/// unless `suppress`, if the smallest one besides zero is below 1e-4 or the two are more than 1000 times apart.
/// Limits and quotient are of the type itself, as they are in NumPy.
fn needs_exponent<T: Part>(finite: impl Iterator<Item = T>, suppress: bool) -> bool {
    let (mut min, mut max) = (f64::INFINITY, 0.0_f64);
    for x in finite {
        let magnitude = x.to_f64().abs();
        if magnitude != 0.0 {
            min = min.min(magnitude);
            max = max.max(magnitude);
        }
    }
    if max == 0.0 {
        return false;
    }
    // The quotient of two narrower floats, rounded to f64 and then to their own type, is their own quotient.
    max >= T::ARRAY_CUTOFF || (!suppress && (min < T::ARRAY_FLOOR || T::rounded(max / min) > 1000.0))
}

/// The widths of the parts of `values` as `format` writes them.
fn measure<T: Float>(values: impl Iterator<Item = T>, format: &FloatFormat, scientific: bool) -> Widths {
    let mut widths = Widths::default();
    let mut text = String::new();
    for x in values {
        text.clear();
        if scientific {
            format.write_scientific(x, &mut text);
        } else {
            format.write_positional(x, &mut text);
        }
        let (digits, exponent) = text.split_once('e').unwrap_or((&text, ""));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        widths.whole = widths.whole.max(whole.len());
        widths.fraction = widths.fraction.max(fraction.len());
        widths.exponent = widths.exponent.max(exponent.len().saturating_sub(1));
    }
    widths
}
