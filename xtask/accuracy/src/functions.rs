//! The functions that are measured: nd's, the exact one, the platform's, and where arguments are of interest.

#![forbid(unsafe_code)]

use core::f64::consts::{FRAC_1_SQRT_2, FRAC_PI_2, FRAC_PI_4, LN_2, PI, SQRT_2};

use nd_core::Array;

use crate::exact::{Big, Exact};

/// A function of one number.
pub(crate) struct One {
    /// NumPy's name.
    pub(crate) name: &'static str,
    /// The largest error allowed, in ULP.
    pub(crate) bound: f64,
    /// nd's function.
    pub(crate) nd: fn(&Array) -> nd_core::Result<Array>,
    /// The exact one, for finite arguments.
    pub(crate) exact: fn(&mut Exact, &Big) -> Big,
    /// The platform's, in double precision.
    pub(crate) double: fn(f64) -> f64,
    /// The range that arguments are mostly drawn from.
    pub(crate) range: (f64, f64),
    /// Points whose neighbours are tried.
    pub(crate) points: &'static [f64],
}

/// A function of two numbers.
pub(crate) struct Two {
    /// NumPy's name.
    pub(crate) name: &'static str,
    /// The largest error allowed, in ULP.
    pub(crate) bound: f64,
    /// nd's function.
    pub(crate) nd: fn(&Array, &Array) -> nd_core::Result<Array>,
    /// The exact one, for finite arguments.
    pub(crate) exact: fn(&mut Exact, &Big, &Big) -> Big,
    /// The platform's, in double precision.
    pub(crate) double: fn(f64, f64) -> f64,
    /// The ranges that arguments are mostly drawn from.
    pub(crate) ranges: [(f64, f64); 2],
}

/// One of either.
pub(crate) enum Function {
    /// Of one number.
    One(One),
    /// Of two numbers.
    Two(Two),
}

impl Function {
    /// NumPy's name.
    pub(crate) const fn name(&self) -> &'static str {
        match self {
            Function::One(one) => one.name,
            Function::Two(two) => two.name,
        }
    }

    /// The largest error allowed.
    pub(crate) const fn bound(&self) -> f64 {
        match self {
            Function::One(one) => one.bound,
            Function::Two(two) => two.bound,
        }
    }
}

/// A function of one number per line: name, bound, exact function, platform's function, range, points. Expands to
///
/// ```text
/// Function::One(One { name: "exp", bound: 1.0, nd: |x| nd_ufunc::exp(x), exact: Exact::exp, double: f64::exp, .. })
/// ```
macro_rules! one {
    // $name: nd's function; the rest as above.
    ($name:ident, $bound:literal, $exact:ident, $double:expr, $low:literal..$high:literal, [$($point:expr),*]) => {
        Function::One(One {
            name: stringify!($name),
            bound: $bound,
            nd: |x| nd_ufunc::$name(x),
            exact: Exact::$exact,
            double: $double,
            range: ($low, $high),
            points: &[$($point),*],
        })
    };
}

/// As [`one`], for two numbers with a range each.
macro_rules! two {
    // $name: nd's function; the rest as above.
    ($name:ident, $bound:literal, $exact:ident, $double:expr, $a:literal..$b:literal, $c:literal..$d:literal) => {
        Function::Two(Two {
            name: stringify!($name),
            bound: $bound,
            nd: |x, y| nd_ufunc::$name(x, y),
            exact: Exact::$exact,
            double: $double,
            ranges: [($a, $b), ($c, $d)],
        })
    };
}

/// ln 2 / 2, where reductions change over.
const HALF_LN2: f64 = LN_2 / 2.0;

/// Everything that is measured, in the order of the table.
pub(crate) const FUNCTIONS: &[Function] = &[
    one!(exp, 1.0, exp, f64::exp, -20.0..20.0, [HALF_LN2, 709.782712893384, -708.4, -745.13]),
    one!(exp2, 2.0, exp2, f64::exp2, -20.0..20.0, [0.5, 1.5, 1023.5, -1022.0, -1074.5]),
    one!(expm1, 2.0, expm1, f64::exp_m1, -3.0..3.0, [HALF_LN2, -HALF_LN2, 0.693, 1.04, -36.7, 37.4, 709.78]),
    one!(log, 1.0, log, f64::ln, 0.0..4.0, [1.0, FRAC_1_SQRT_2, SQRT_2]),
    one!(log2, 2.0, log2, f64::log2, 0.0..4.0, [1.0, FRAC_1_SQRT_2, SQRT_2, 8.0]),
    one!(log10, 2.0, log10, f64::log10, 0.0..4.0, [1.0, FRAC_1_SQRT_2, SQRT_2, 1000.0]),
    one!(log1p, 2.0, log1p, f64::ln_1p, -0.99..3.0, [-0.2928932188134524, 0.41421356237309515, -1.0, 1e-10]),
    one!(sin, 1.0, sin, f64::sin, -10.0..10.0, [FRAC_PI_2, PI, FRAC_PI_4, 1.6e6, 1e22]),
    one!(cos, 1.0, cos, f64::cos, -10.0..10.0, [FRAC_PI_2, PI, FRAC_PI_4, 1.6e6, 1e22]),
    one!(tan, 2.0, tan, f64::tan, -10.0..10.0, [FRAC_PI_2, PI, FRAC_PI_4, 1.6e6, 1e22]),
    one!(arcsin, 2.0, asin, f64::asin, -1.0..1.0, [0.5, 1.0, FRAC_1_SQRT_2, 1e-8]),
    one!(arccos, 2.0, acos, f64::acos, -1.0..1.0, [0.5, -0.5, 1.0, -1.0, FRAC_1_SQRT_2]),
    one!(arctan, 2.0, atan, f64::atan, -5.0..5.0, [0.4375, 0.6875, 1.1875, 2.4375, 1.0, 0.5, 1.5]),
    one!(sinh, 2.0, sinh, f64::sinh, -3.0..3.0, [0.34, HALF_LN2, 1.04, 710.47, 22.0]),
    one!(cosh, 2.0, cosh, f64::cosh, -3.0..3.0, [0.34, HALF_LN2, 1.04, 710.47, 22.0]),
    one!(tanh, 2.0, tanh, f64::tanh, -3.0..3.0, [0.17328679513998632, 0.5, 0.52, 19.06, 22.0]),
    one!(arcsinh, 2.0, asinh, f64::asinh, -5.0..5.0, [0.35, 0.41421356, 1.0, 268435456.0, 1e-9]),
    one!(arccosh, 2.0, acosh, f64::acosh, 1.0..9.0, [1.0, 1.0833, 1.25, 268435456.0]),
    one!(arctanh, 2.0, atanh, f64::atanh, -1.0..1.0, [1.0, 0.17157287525380988, 0.3333333333333333, 1e-9]),
    one!(cbrt, 2.0, cbrt, f64::cbrt, -10.0..10.0, [1.0, 2.0, 4.0, 8.0, 27.0]),
    two!(power, 2.0, power, f64::powf, 0.0..5.0, -40.0..40.0),
    two!(hypot, 2.0, hypot, f64::hypot, -5.0..5.0, -5.0..5.0),
    two!(arctan2, 2.0, atan2, f64::atan2, -5.0..5.0, -5.0..5.0),
];
