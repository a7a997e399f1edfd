//! Numbers as NumPy writes them: the one float formatter of the workspace.
//!
//! [`FloatFormat`] takes the options of `np.format_float_positional` and `np.format_float_scientific` and follows
//! NumPy's `dragon4.c` in what it prints; the digits themselves come from the standard library, which is exact.
//! Scalars ([`Scalar`](crate::Scalar)'s `Display`) and array printing sit on top.

mod base;
mod digits;
mod fixed;
mod float;
mod layout;
mod literal;
mod power;
pub mod printf;
mod python;
mod scalar;

pub use base::{base_repr, binary_repr};
pub use float::Float;
pub use literal::Literal;
pub use python::{PyBytes, PyHex, PyStr, PyTuple, tuple_text};
pub(crate) use scalar::{complex_array_item, general, write_float_scalar};
pub use scalar::{complex_scalar, float_scalar};

/// What becomes of trailing zeros and of a point with nothing behind it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Trim {
    /// `k`: keep zeros and the point.
    #[default]
    Keep,
    /// `.`: drop all trailing zeros, keep the point.
    Dot,
    /// `0`: drop all but one zero after the point.
    Zero,
    /// `-`: drop zeros and a bare point.
    Minus,
}

impl Trim {
    /// The option as NumPy spells it.
    pub const fn from_char(letter: char) -> Option<Trim> {
        match letter {
            'k' => Some(Trim::Keep),
            '.' => Some(Trim::Dot),
            '0' => Some(Trim::Zero),
            '-' => Some(Trim::Minus),
            _ => None,
        }
    }
}

/// The options of NumPy's float formatting; the default is NumPy's: shortest digits that read back to the same
/// value of the same width, nothing padded.
///
/// ```
/// use nd_dtype::f16;
/// use nd_dtype::format::{FloatFormat, Trim};
/// let format = FloatFormat { precision: Some(3), ..FloatFormat::default() };
/// assert_eq!(format.positional(3.14159), "3.142");
/// assert_eq!(format.scientific(31415.9), "3.142e+04");
/// let shortest = FloatFormat { trim: Trim::Minus, ..FloatFormat::default() };
/// assert_eq!(shortest.positional(f16::from_f64(0.1)), "0.1");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FloatFormat {
    /// The most digits to print: after the point, or in all if `fractional` is false (positional only).
    pub precision: Option<usize>,
    /// The least digits to print, counted as `precision` is; effective in `unique` mode.
    pub min_digits: Option<usize>,
    /// Print the shortest digits that identify the value among those of its width, cut to `precision` by rounding
    /// the exact value. If false, print `precision` digits of the exact value.
    pub unique: bool,
    /// Count `precision` and `min_digits` from the point rather than from the first digit.
    pub fractional: bool,
    /// What becomes of trailing zeros.
    pub trim: Trim,
    /// Write a plus before positive values.
    pub sign: bool,
    /// Pad with spaces until at least this many characters stand left of the point.
    pub pad_left: Option<usize>,
    /// Pad with spaces until at least this many characters stand right of the point (positional only).
    pub pad_right: Option<usize>,
    /// The least digits of the exponent (scientific only); 2 if not given.
    pub exp_digits: Option<usize>,
}

impl Default for FloatFormat {
    fn default() -> Self {
        FloatFormat {
            precision: None,
            min_digits: None,
            unique: true,
            fractional: true,
            trim: Trim::Keep,
            sign: false,
            pad_left: None,
            pad_right: None,
            exp_digits: None,
        }
    }
}

impl From<core::ops::RangeFull> for FloatFormat {
    /// The default.
    fn from(_: core::ops::RangeFull) -> FloatFormat {
        FloatFormat::default()
    }
}

/// `x` without an exponent.
///
/// ```
/// use nd_dtype::format::{FloatFormat, Trim, format_float_positional};
/// assert_eq!(format_float_positional(1e-5_f32, ..), "0.00001");
/// let fixed = FloatFormat { precision: Some(2), unique: false, ..FloatFormat::default() };
/// assert_eq!(format_float_positional(std::f64::consts::PI, fixed), "3.14");
/// assert_eq!(format_float_positional(16.0, FloatFormat { trim: Trim::Minus, ..fixed }), "16");
/// ```
#[doc(alias = "numpy.format_float_positional")]
pub fn format_float_positional<T: Float>(x: T, format: impl Into<FloatFormat>) -> String {
    format.into().positional(x)
}

/// `x` with an exponent.
///
/// ```
/// use nd_dtype::format::{FloatFormat, format_float_scientific};
/// assert_eq!(format_float_scientific(1.23e24, FloatFormat { exp_digits: Some(4), ..FloatFormat::default() }), "1.23e+0024");
/// assert_eq!(format_float_scientific(std::f32::consts::PI, ..), "3.1415927e+00");
/// ```
#[doc(alias = "numpy.format_float_scientific")]
pub fn format_float_scientific<T: Float>(x: T, format: impl Into<FloatFormat>) -> String {
    format.into().scientific(x)
}

impl FloatFormat {
    /// `x` without an exponent, as `np.format_float_positional` writes it.
    pub fn positional<T: Float>(&self, x: T) -> String {
        let mut out = String::new();
        self.write_positional(x, &mut out);
        out
    }

    /// `x` with an exponent, as `np.format_float_scientific` writes it.
    pub fn scientific<T: Float>(&self, x: T) -> String {
        let mut out = String::new();
        self.write_scientific(x, &mut out);
        out
    }
}
