//! Single draws of noncentral distributions: `random_noncentral_chisquare` and `random_noncentral_f` of
//! `distributions.c`, and the legacy functions of those names.

#![forbid(unsafe_code)]

use super::{Distributions, continuous, discrete};

/// A square of a shifted normal draw beside a central one, or, for few degrees of freedom, a central one of random
/// degrees.
pub(super) fn chisquare<S: Distributions + ?Sized>(source: &mut S, df: f64, nonc: f64) -> f64 {
    if nonc.is_nan() && !S::LEGACY {
        return f64::NAN;
    }
    if nonc == 0.0 {
        return continuous::chisquare(source, df);
    }
    if df > 1.0 {
        let central = continuous::chisquare(source, df - 1.0);
        let shifted = source.draw_normal() + nonc.sqrt();
        return central + shifted * shifted;
    }
    // Integers wrap where NumPy's do.
    let more = discrete::poisson(source, nonc / 2.0).wrapping_mul(2);
    let drawn = continuous::chisquare(source, df + more as f64);
    // The frozen stream draws before it says so.
    if nonc.is_nan() { f64::NAN } else { drawn }
}

pub(super) fn f<S: Distributions + ?Sized>(source: &mut S, dfnum: f64, dfden: f64, nonc: f64) -> f64 {
    let numerator = chisquare(source, dfnum, nonc) * dfden;
    numerator / (continuous::chisquare(source, dfden) * dfnum)
}
