//! Single draws of distributions of integers.

#![forbid(unsafe_code)]

use super::Distributions;
use super::continuous::gamma;
use crate::error::Fault;
use crate::params::{
    LARGEST_MEAN, POSITIVE, POSITIVE_NUMBER, POSITIVE_PROBABILITY, PROBABILITY, Param, Params, param, require,
};
use core::f64::consts::PI;
use nd_core::{Operand, Result};

/// W. Hörmann, "The transformed rejection method for generating Poisson random variables" (1993), for large means;
/// products of uniform draws for small ones.
pub(super) fn poisson<S: Distributions + ?Sized>(source: &mut S, lam: f64) -> i64 {
    if lam == 0.0 {
        return 0;
    }
    if lam < 10.0 || lam.is_nan() {
        let least = (-lam).exp();
        let (mut count, mut product) = (0, 1.0);
        loop {
            product *= source.draw_uniform();
            // NaN ends it too.
            if product <= least || least.is_nan() {
                return count;
            }
            count += 1;
        }
    }
    let log_lam = lam.ln();
    let b = 0.931 + 2.53 * lam.sqrt();
    let a = -0.059 + 0.02483 * b;
    let inverse_alpha = 1.1239 + 1.1328 / (b - 3.4);
    let v_r = 0.9277 - 3.6224 / (b - 2.0);
    loop {
        let u = source.draw_uniform() - 0.5;
        let v = source.draw_uniform();
        let us = 0.5 - u.abs();
        let k = ((2.0 * a / us + b) * u + lam + 0.43).floor() as i64;
        // The legacy stream takes any mean; numbers that no integer holds are the largest one.
        if us >= 0.07 && v <= v_r || k == i64::MAX {
            return k;
        }
        if k < 0 || (us < 0.013 && v > us) {
            continue;
        }
        let left = v.ln() + inverse_alpha.ln() - (a / (us * us) + b).ln();
        if left <= -lam + k as f64 * log_lam - log_gamma((k + 1) as f64) {
            return k;
        }
    }
}

/// The logarithm of the gamma function, by Stirling's series shifted beyond 7: S. Zhang and J. Jin, "Computation of
/// Special Functions" (1996). Rejection depends on its last bits, so no other will do.
pub(super) fn log_gamma(x: f64) -> f64 {
    const COEFFICIENTS: [f64; 10] = [
        8.333333333333333e-02,
        -2.777777777777778e-03,
        7.936507936507937e-04,
        -5.952380952380952e-04,
        8.417508417508418e-04,
        -1.917526917526918e-03,
        6.410256410256410e-03,
        -2.955065359477124e-02,
        1.796443723688307e-01,
        -1.39243221690590e+00,
    ];
    if x == 1.0 || x == 2.0 {
        return 0.0;
    }
    let steps = if x < 7.0 { (7.0 - x) as i64 } else { 0 };
    let mut shifted = x + steps as f64;
    let square = (1.0 / shifted) * (1.0 / shifted);
    let series = COEFFICIENTS.iter().rev().copied().reduce(|sum, c| sum * square + c).unwrap_or(0.0);
    let mut result = series / shifted + 0.5 * (2.0 * PI).ln() + (shifted - 0.5) * shifted.ln() - shifted;
    for _ in 0..steps {
        result -= (shifted - 1.0).ln();
        shifted -= 1.0;
    }
    result
}

/// By search for likely successes, by inversion for rare ones.
pub(super) fn geometric<S: Distributions + ?Sized>(source: &mut S, p: f64) -> i64 {
    if p >= 0.333333333333333333333333 {
        let u = source.draw_uniform();
        let (mut count, mut sum, mut product) = (1, p, p);
        while u > sum {
            product *= 1.0 - p;
            sum += product;
            count += 1;
        }
        return count;
    }
    // A draw beyond the largest integer is that integer.
    match S::LEGACY {
        true => ((-source.draw_uniform()).ln_1p() / (1.0 - p).ln()).ceil() as i64,
        false => (-source.draw_exponential() / (-p).ln_1p()).ceil() as i64,
    }
}

/// A. W. Kemp, "Efficient generation of logarithmically distributed pseudo-random variables" (1981).
pub(super) fn logseries<S: Distributions + ?Sized>(source: &mut S, p: f64) -> i64 {
    let r = if S::LEGACY { (1.0 - p).ln() } else { (-p).ln_1p() };
    loop {
        let v = source.draw_uniform();
        if v >= p {
            return 1;
        }
        let u = source.draw_uniform();
        let q = if S::LEGACY { 1.0 - (r * u).exp() } else { -(r * u).exp_m1() };
        if v <= q * q {
            let result = (1.0 + v.ln() / q.ln()).floor() as i64;
            if result < 1 || v == 0.0 {
                continue;
            }
            return result;
        }
        return if v >= q { 1 } else { 2 };
    }
}

/// L. Devroye, "Non-uniform random variate generation" (1986), chapter X.6.1. The new generator draws only what fits into an
/// integer; the frozen stream draws again, and where it would do so for ever it goes with the new one.
pub(super) fn zipf<S: Distributions + ?Sized>(source: &mut S, a: f64) -> i64 {
    if a >= 1025.0 {
        return 1;
    }
    let slope = a - 1.0;
    let b = 2.0_f64.powf(slope);
    let least = if S::LEGACY && slope > 1e-12 { 0.0 } else { (i64::MAX as f64).powf(-slope) };
    loop {
        let u = source.draw_uniform();
        let u = u * least + (1.0 - u);
        let v = source.draw_uniform();
        let x = u.powf(-1.0 / slope).floor();
        if !(1.0..=i64::MAX as f64).contains(&x) {
            continue;
        }
        let t = (1.0 + 1.0 / x).powf(slope);
        if v * x * (t - 1.0) / (b - 1.0) <= t / b {
            return x as i64;
        }
    }
}

/// The parameters of negative binomial distributions; those of the new generator are few enough for counts to fit.
pub(super) fn trials(n: &impl Operand, p: &impl Operand, legacy: bool) -> Result<(Param<f64>, Param<f64>)> {
    if legacy {
        return Ok((param("n", POSITIVE, n)?, param("p", PROBABILITY, p)?));
    }
    let params: (Param<f64>, Param<f64>) =
        (param("n", POSITIVE_NUMBER, n)?, param("p", POSITIVE_PROBABILITY, p)?);
    params.check()?;
    let large = |(n, p): (f64, f64)| (1.0 - p) / p * (n + 10.0 * n.sqrt()) > LARGEST_MEAN;
    require(!params.any(large)?, "n", Fault::TooManyTrials)?;
    Ok(params)
}

/// A Poisson draw whose mean is a gamma draw.
pub(super) fn negative_binomial<S: Distributions + ?Sized>(source: &mut S, n: f64, p: f64) -> i64 {
    let mean = (1.0 - p) / p * gamma(source, n);
    poisson(source, mean)
}
