//! Hypergeometric draws: one by one for small samples, and the ratio of uniforms for others: E. Stadlober, "The ratio of
//! uniforms approach for generating discrete random variates" (1990), as HRUA*.
//!
//! `random_hypergeometric.c` and, for the frozen stream, `random_hypergeometric_hyp` and `random_hypergeometric_hrua` of
//! `legacy-distributions.c`, which differ in how they count, in the variance, and in the logarithms of factorials.

#![forbid(unsafe_code)]

use super::Distributions;
use super::discrete::log_gamma;
use crate::error::HypergeometricFault;
use crate::params::{FROM_ONE, NOT_NEGATIVE, Param, Params, param};
use nd_core::{Operand, Result};

/// 2 √(2/e), and 3 − 2 √(3/e).
const D1: f64 = 1.7155277699214135;
const D2: f64 = 0.8989161620588988;

/// The three numbers, of which NumPy asks first what they are together.
pub(super) fn params(
    good: &impl Operand,
    bad: &impl Operand,
    sample: &impl Operand,
    legacy: bool,
) -> Result<(Param<i64>, Param<i64>, Param<i64>)> {
    const MOST: i64 = 1_000_000_000;
    let params = (
        param("ngood", NOT_NEGATIVE, good)?,
        param("nbad", NOT_NEGATIVE, bad)?,
        param("nsample", if legacy { FROM_ONE } else { NOT_NEGATIVE }, sample)?,
    );
    if !legacy && params.any(|(good, bad, _)| good >= MOST || bad >= MOST)? {
        return Err(HypergeometricFault::TooManyThere.into());
    }
    if params.any(|(good, bad, sample): (i64, i64, i64)| good.wrapping_add(bad) < sample)? {
        return Err(HypergeometricFault::TooManyTaken.into());
    }
    Ok(params)
}

/// How many good ones are in a sample. No number is negative, and the sample is not larger than all, which fit into an `i64`.
pub(super) fn draw<S: Distributions + ?Sized>(source: &mut S, good: i64, bad: i64, sample: i64) -> i64 {
    match S::LEGACY {
        true if sample > 10 => hrua(source, good, bad, sample),
        true if sample > 0 => legacy_count(source, good, bad, sample),
        true => 0,
        false if sample >= 10 && sample <= good + bad - 10 => hrua(source, good, bad, sample),
        false => count(source, good, bad, sample),
    }
}

/// The smaller of the sample and the rest is taken one by one.
fn count<S: Distributions + ?Sized>(source: &mut S, good: i64, bad: i64, sample: i64) -> i64 {
    let total = good + bad;
    let turned = sample > total / 2;
    let mut to_take = if turned { total - sample } else { sample };
    let (mut left, mut left_good) = (total, good);
    while to_take > 0 && left_good > 0 && left > left_good {
        left -= 1;
        if (source.draw_up_to(left as u64) as i64) < left_good {
            left_good -= 1;
        }
        to_take -= 1;
    }
    if left == left_good {
        // Only good ones are left.
        left_good -= to_take;
    }
    if turned { left_good } else { good - left_good }
}

fn legacy_count<S: Distributions + ?Sized>(source: &mut S, good: i64, bad: i64, sample: i64) -> i64 {
    let rest = bad + good - sample;
    let fewer = bad.min(good) as f64;
    let (mut left, mut k) = (fewer, sample);
    while left > 0.0 {
        let u = source.draw_uniform();
        left -= (u + left / (rest + k) as f64).floor();
        k -= 1;
        if k == 0 {
            break;
        }
    }
    let taken = (fewer - left) as i64;
    if good > bad { sample - taken } else { taken }
}

fn hrua<S: Distributions + ?Sized>(source: &mut S, good: i64, bad: i64, sample: i64) -> i64 {
    let (all, fewer, more) = (good + bad, good.min(bad), good.max(bad));
    let taken = sample.min(all - sample);
    let (n, all_wide) = (taken as f64, all as f64);
    let p = fewer as f64 / all_wide;
    let a = n * p + 0.5;
    let rest = (all - taken) as f64;
    let c = match S::LEGACY {
        true => (rest * sample as f64 * p * (1.0 - p) / (all - 1) as f64 + 0.5).sqrt(),
        false => (rest * n * p * (more as f64 / all_wide) / (all - 1) as f64 + 0.5).sqrt(),
    };
    let h = D1 * c + D2;
    let above = (i128::from(all) + 2) as f64;
    let mode = ((taken + 1) as f64 * (fewer + 1) as f64 / above).floor() as i64;
    let log_factorial =
        if S::LEGACY { |k: i64| log_gamma(k.saturating_add(1) as f64) } else { log_factorial };
    let weight = |k: i64| {
        log_factorial(k)
            + log_factorial(fewer - k)
            + log_factorial(taken - k)
            + log_factorial(more - taken + k)
    };
    let highest = weight(mode);
    let bound = (taken.min(fewer) as f64 + 1.0).min((a + 16.0 * c).floor());
    let mut k = loop {
        let u = source.draw_uniform();
        let v = source.draw_uniform();
        let x = a + h * (v - 0.5) / u;
        // Of no uniform draw above zero comes NaN.
        if !(x >= 0.0 && x < bound) {
            continue;
        }
        let k = x.floor() as i64;
        let t = highest - weight(k);
        if u * (4.0 - u) - 3.0 <= t {
            break k;
        }
        if u * (u - t) >= 1.0 {
            continue;
        }
        if 2.0 * u.ln() <= t {
            break k;
        }
    };
    if good > bad {
        k = taken - k;
    }
    if taken < sample { good - k } else { k }
}

/// The logarithm of `k!`: a table, and beyond it Stirling's series; `logfactorial.c`.
fn log_factorial(k: i64) -> f64 {
    const HALF_LOG_TAU: f64 = 0.9189385332046728;
    if let Some(&known) = usize::try_from(k).ok().and_then(|k| LOG_FACTORIALS.get(k)) {
        return known;
    }
    let k = k as f64;
    (k + 0.5) * k.ln() - k + (HALF_LOG_TAU + (1.0 / k) * (1.0 / 12.0 - 1.0 / (360.0 * k * k)))
}

/// The logarithms of the factorials of 0 to 125, as `logfactorial.c` has them.
///
/// Copyright (c) 2005-2025, NumPy Developers; BSD 3-clause licence, in `LICENSE-NUMPY` of this crate.
#[rustfmt::skip]
#[allow(clippy::approx_constant)]
static LOG_FACTORIALS: [f64; 126] = [
    0.0, 0.0, 0.6931471805599453, 1.791759469228055, 3.1780538303479458, 4.787491742782046, 6.579251212010101,
    8.525161361065415, 10.60460290274525, 12.801827480081469, 15.104412573075516, 17.502307845873887,
    19.987214495661885, 22.552163853123425, 25.19122118273868, 27.89927138384089, 30.671860106080672,
    33.50507345013689, 36.39544520803305, 39.339884187199495, 42.335616460753485, 45.38013889847691,
    48.47118135183523, 51.60667556776438, 54.78472939811232, 58.00360522298052, 61.261701761002,
    64.55753862700634, 67.88974313718154, 71.25703896716801, 74.65823634883016, 78.0922235533153,
    81.55795945611504, 85.05446701758152, 88.58082754219768, 92.1361756036871, 95.7196945421432,
    99.33061245478743, 102.96819861451381, 106.63176026064346, 110.32063971475739, 114.0342117814617,
    117.77188139974507, 121.53308151543864, 125.3172711493569, 129.12393363912722, 132.95257503561632,
    136.80272263732635, 140.67392364823425, 144.5657439463449, 148.47776695177302, 152.40959258449735,
    156.3608363030788, 160.3311282166309, 164.32011226319517, 168.32744544842765, 172.3527971391628,
    176.39584840699735, 180.45629141754378, 184.53382886144948, 188.6281734236716, 192.7390472878449,
    196.86618167289, 201.00931639928152, 205.1681994826412, 209.34258675253685, 213.53224149456327,
    217.73693411395422, 221.95644181913033, 226.1905483237276, 230.43904356577696, 234.70172344281826,
    238.97838956183432, 243.2688490029827, 247.57291409618688, 251.8904022097232, 256.22113555000954,
    260.5649409718632, 264.9216497985528, 269.2910976510198, 273.6731242856937, 278.0675734403661,
    282.4742926876304, 286.893133295427, 291.3239500942703, 295.76660135076065, 300.22094864701415,
    304.6868567656687, 309.1641935801469, 313.65282994987905, 318.1526396202093, 322.66349912672615,
    327.1852877037752, 331.7178871969285, 336.26118197919845, 340.815058870799, 345.37940706226686,
    349.95411804077025, 354.5390855194408, 359.1342053695754, 363.73937555556347, 368.35449607240474,
    372.979468885689, 377.61419787391867, 382.25858877306, 386.91254912321756, 391.5759882173296,
    396.24881705179155, 400.93094827891576, 405.6222961611449, 410.32277652693733, 415.03230672824964,
    419.7508055995447, 424.4781934182571, 429.21439186665157, 433.9593239950148, 438.71291418612117,
    443.47508812091894, 448.2457727453846, 453.0248962384961, 457.81238798127816, 462.6081785268749,
    467.4121995716082, 472.2243839269806, 477.04466549258564, 481.87297922988796,
];
