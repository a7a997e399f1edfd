//! What parameters must be: NumPy's `check_constraint` and `check_array_constraint` (`numpy/random/_common.pyx`).

#![forbid(unsafe_code)]

use crate::error::Fault;

/// What a parameter must be, and what is wrong with it otherwise; in the order in which NumPy looks at arrays, which is the
/// other way round for numbers.
pub(crate) type Rule = &'static [(fn(f64) -> bool, Fault)];

/// Anything.
pub(crate) const ANY: Rule = &[];
/// NaN passes, as in NumPy; negative zero does not.
pub(crate) const NOT_NEGATIVE: Rule = &[(|x| x.is_nan() || x.is_sign_positive(), Fault::Negative)];
/// NaN passes.
pub(crate) const POSITIVE: Rule = &[(|x| x.is_nan() || x > 0.0, Fault::NotPositive)];
pub(crate) const POSITIVE_NUMBER: Rule = &[(|x| !x.is_nan(), Fault::NaN), POSITIVE[0]];
pub(crate) const PROBABILITY: Rule = &[(|p| (0.0..=1.0).contains(&p), Fault::NoProbability)];
pub(crate) const POSITIVE_PROBABILITY: Rule = &[(|p| p > 0.0 && p <= 1.0, Fault::NoPositiveProbability)];
pub(crate) const PROBABILITY_BELOW_ONE: Rule = &[(|p| (0.0..1.0).contains(&p), Fault::NoProbabilityBelowOne)];
pub(crate) const ABOVE_ONE: Rule = &[(|x| x > 1.0, Fault::NotAboveOne)];
pub(crate) const FROM_ONE: Rule = &[(|x| x >= 1.0, Fault::BelowOne)];
/// The mean of counts that are sure to fit into an `i64`.
pub(crate) const COUNTABLE: Rule =
    &[(|lam| lam <= LARGEST_MEAN, Fault::TooLarge), (|lam| lam >= 0.0, Fault::NegativeOrNan)];

/// The largest mean of which a draw is sure to fit into an `i64`: ten deviations below its maximum.
pub(crate) const LARGEST_MEAN: f64 = 9.223372006484771e18;
