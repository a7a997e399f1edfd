//! The choices that printing leaves open, with NumPy's defaults.

#![forbid(unsafe_code)]

use super::{Formatters, OverrideRepr};

/// How arrays are printed: given to one call, to a scope ([`with_printoptions`](super::with_printoptions)), or to the process
/// ([`set_printoptions`](super::set_printoptions)).
///
/// ```
/// use nd_core::PrintOptions;
/// let options = PrintOptions { precision: 3, ..PrintOptions::default() };
/// assert_eq!((options.threshold, options.edgeitems, options.linewidth), (1000, 3, 75));
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PrintOptions {
    /// Digits after the point of floats, as [`floatmode`](Self::floatmode) understands it.
    pub precision: usize,
    /// Arrays of more elements than this are summarised.
    pub threshold: usize,
    /// Items shown at each end of each axis of a summarised array.
    pub edgeitems: usize,
    /// Characters after which lines are broken.
    pub linewidth: usize,
    /// Do not use exponents for small numbers or for a wide range of them.
    pub suppress: bool,
    /// What stands before numbers that are not negative.
    pub sign: Sign,
    /// What `precision` means.
    pub floatmode: FloatMode,
    /// How NaN is written.
    pub nanstr: String,
    /// How infinity is written.
    pub infstr: String,
    /// The caller's own functions for elements of some kinds.
    pub formatter: Formatters,
    /// The caller's own function for whole arrays, in place of NumPy's `repr`.
    pub override_repr: OverrideRepr,
}

impl Default for PrintOptions {
    fn default() -> Self {
        PrintOptions {
            precision: 8,
            threshold: 1000,
            edgeitems: 3,
            linewidth: 75,
            suppress: false,
            sign: Sign::Minus,
            floatmode: FloatMode::MaxPrec,
            nanstr: "nan".to_owned(),
            infstr: "inf".to_owned(),
            formatter: Formatters::new(),
            override_repr: OverrideRepr::default(),
        }
    }
}

/// What is written before numbers that are not negative.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Sign {
    /// `-`: nothing; only negative numbers have a sign.
    #[default]
    Minus,
    /// `+`: a plus.
    Plus,
    /// ` `: a space.
    Space,
}

impl Sign {
    /// The option as NumPy spells it.
    ///
    /// ```
    /// use nd_core::Sign;
    /// assert_eq!((Sign::from_char('+'), Sign::from_char('x')), (Some(Sign::Plus), None));
    /// ```
    pub const fn from_char(letter: char) -> Option<Sign> {
        match letter {
            '-' => Some(Sign::Minus),
            '+' => Some(Sign::Plus),
            ' ' => Some(Sign::Space),
            _ => None,
        }
    }
}

/// What the precision of a [`PrintOptions`] means for the fraction of floats.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum FloatMode {
    /// Exactly `precision` digits.
    Fixed,
    /// As many digits as identify each value; `precision` is ignored.
    Unique,
    /// As many digits as identify each value, but at most `precision`.
    #[default]
    MaxPrec,
    /// As `MaxPrec`, and then as many for all values as any of them has.
    MaxPrecEqual,
}

impl FloatMode {
    /// The option as NumPy spells it: `fixed`, `unique`, `maxprec` or `maxprec_equal`.
    ///
    /// ```
    /// use nd_core::FloatMode;
    /// assert_eq!(FloatMode::from_name("fixed"), Some(FloatMode::Fixed));
    /// ```
    pub fn from_name(name: &str) -> Option<FloatMode> {
        match name {
            "fixed" => Some(FloatMode::Fixed),
            "unique" => Some(FloatMode::Unique),
            "maxprec" => Some(FloatMode::MaxPrec),
            "maxprec_equal" => Some(FloatMode::MaxPrecEqual),
            _ => None,
        }
    }
}
