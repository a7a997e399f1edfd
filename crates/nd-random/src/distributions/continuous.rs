//! Single draws of continuous distributions.

#![forbid(unsafe_code)]

use super::Distributions;
use crate::error::Fault;
use crate::params::{Param, Params, require};
use core::f64::consts::PI;
use nd_core::Result;

/// The body of a function that draws from the gamma distribution of a shape, in doubles or singles.
///
/// G. Marsaglia and W. W. Tsang, "A simple method for generating gamma variables" (2000); below 1, the method of
/// J. H. Ahrens and U. Dieter as L. Devroye gives it.
macro_rules! gamma_body {
    // $uniform, $exponential, $normal: a draw of each.
    ($shape:ident, $uniform:expr, $exponential:expr, $normal:expr) => {{
        if $shape == 1.0 {
            return $exponential;
        }
        if $shape == 0.0 {
            return 0.0;
        }
        if $shape < 1.0 {
            loop {
                let u = $uniform;
                let v = $exponential;
                if u <= 1.0 - $shape {
                    let x = u.powf(1.0 / $shape);
                    if x <= v {
                        return x;
                    }
                } else {
                    let y = -((1.0 - u) / $shape).ln();
                    let x = (1.0 - $shape + $shape * y).powf(1.0 / $shape);
                    if x <= v + y {
                        return x;
                    }
                }
            }
        }
        let b = $shape - 1.0 / 3.0;
        let c = 1.0 / (9.0 * b).sqrt();
        loop {
            let (x, v) = loop {
                let x = $normal;
                let v = 1.0 + c * x;
                // NaN, of a shape that is none, must not be rejected for ever.
                if v > 0.0 || v.is_nan() {
                    break (x, v * v * v);
                }
            };
            let u = $uniform;
            let squeezed = u < 1.0 - 0.0331 * (x * x) * (x * x);
            if squeezed || u.ln() < 0.5 * x * x + b * (1.0 - v + v.ln()) || v.is_nan() {
                return b * v;
            }
        }
    }};
}
pub(super) use gamma_body;

/// A draw of the gamma distribution of scale 1.
pub(crate) fn gamma<S: Distributions + ?Sized>(source: &mut S, shape: f64) -> f64 {
    gamma_body!(shape, source.draw_uniform(), source.draw_exponential(), source.draw_normal())
}

pub(super) fn chisquare<S: Distributions + ?Sized>(source: &mut S, df: f64) -> f64 {
    2.0 * gamma(source, df / 2.0)
}

/// Below it powers of a uniform draw are zero, but for one in 1e106.
const TINY_SHAPE: f64 = 3e-103;

/// M. D. Jöhnk's method (1964) for small parameters, two gamma draws for others.
pub(super) fn beta<S: Distributions + ?Sized>(source: &mut S, a: f64, b: f64) -> f64 {
    if !(a <= 1.0 && b <= 1.0) {
        let first = gamma(source, a);
        return first / (first + gamma(source, b));
    }
    // So close to zero the new generator draws one of the ends.
    if !S::LEGACY && a < TINY_SHAPE && b < TINY_SHAPE {
        return f64::from((a + b) * source.draw_uniform() < a);
    }
    loop {
        let u = source.draw_uniform();
        let v = source.draw_uniform();
        let (x, y) = (u.powf(1.0 / a), v.powf(1.0 / b));
        let sum = x + y;
        // The new generator draws again if both are zero; the legacy one never asked.
        if sum > 1.0 || (!S::LEGACY && u + v <= 0.0) {
            continue;
        }
        let (log_x, log_y) = (u.ln() / a, v.ln() / b);
        if !S::LEGACY {
            if x > 0.0 && y > 0.0 {
                return x / sum;
            }
            let delta = log_x - log_y;
            return if delta > 0.0 {
                (-(-delta).exp().ln_1p()).exp()
            } else {
                (delta - delta.exp().ln_1p()).exp()
            };
        }
        if sum > 0.0 {
            return x / sum;
        }
        let largest = if log_x > log_y { log_x } else { log_y };
        let (log_x, log_y) = (log_x - largest, log_y - largest);
        return (log_x - (log_x.exp() + log_y.exp()).ln()).exp();
    }
}

pub(super) fn laplace<S: Distributions + ?Sized>(source: &mut S, loc: f64, scale: f64) -> f64 {
    loop {
        let u = source.draw_uniform();
        if u >= 0.5 {
            return loc - scale * (2.0 - u - u).ln();
        }
        if u > 0.0 {
            return loc + scale * (u + u).ln();
        }
    }
}

pub(super) fn gumbel<S: Distributions + ?Sized>(source: &mut S, loc: f64, scale: f64) -> f64 {
    loop {
        let u = 1.0 - source.draw_uniform();
        if u < 1.0 {
            return loc - scale * (-u.ln()).ln();
        }
    }
}

pub(super) fn logistic<S: Distributions + ?Sized>(source: &mut S, loc: f64, scale: f64) -> f64 {
    loop {
        let u = source.draw_uniform();
        if u > 0.0 {
            return loc + scale * (u / (1.0 - u)).ln();
        }
    }
}

pub(super) fn triangular<S: Distributions + ?Sized>(source: &mut S, left: f64, mode: f64, right: f64) -> f64 {
    let base = right - left;
    let left_base = mode - left;
    let u = source.draw_uniform();
    if u <= left_base / base {
        left + (u * (left_base * base)).sqrt()
    } else {
        right - ((1.0 - u) * ((right - mode) * base)).sqrt()
    }
}

pub(super) fn f<S: Distributions + ?Sized>(source: &mut S, dfnum: f64, dfden: f64) -> f64 {
    let numerator = chisquare(source, dfnum) * dfden;
    numerator / (chisquare(source, dfden) * dfnum)
}

pub(super) fn standard_t<S: Distributions + ?Sized>(source: &mut S, df: f64) -> f64 {
    let normal = source.draw_normal();
    let gamma = gamma(source, df / 2.0);
    (df / 2.0).sqrt() * normal / gamma.sqrt()
}

pub(super) fn pareto<S: Distributions + ?Sized>(source: &mut S, a: f64) -> f64 {
    let x = source.draw_exponential() / a;
    if S::LEGACY { x.exp() - 1.0 } else { x.exp_m1() }
}

pub(super) fn power<S: Distributions + ?Sized>(source: &mut S, a: f64) -> f64 {
    let x = -source.draw_exponential();
    let share = if S::LEGACY { 1.0 - x.exp() } else { -x.exp_m1() };
    share.powf(1.0 / a)
}

pub(super) fn rayleigh<S: Distributions + ?Sized>(source: &mut S, scale: f64) -> f64 {
    match S::LEGACY {
        true => scale * (-2.0 * (-source.draw_uniform()).ln_1p()).sqrt(),
        false => scale * (2.0 * source.draw_exponential()).sqrt(),
    }
}

/// The corners of triangular distributions: in order, and not all in one place.
pub(super) fn corners(params: &(Param<f64>, Param<f64>, Param<f64>)) -> Result<()> {
    require(!params.any(|(left, mode, _)| left > mode)?, "left", Fault::Above("mode"))?;
    require(!params.any(|(_, mode, right)| mode > right)?, "mode", Fault::Above("right"))?;
    Ok(require(!params.any(|(left, _, right)| left == right)?, "left", Fault::Same("right"))?)
}

/// J. R. Michael, W. R. Schucany and R. W. Haas, "Generating random variates using transformations with multiple roots"
/// (1976). The new generator's formula for the smaller root does not cancel.
pub(super) fn wald<S: Distributions + ?Sized>(source: &mut S, mean: f64, scale: f64) -> f64 {
    let normal = source.draw_normal();
    let y = mean * normal * normal;
    let x = match S::LEGACY {
        true => mean + mean / (2.0 * scale) * (y - (4.0 * scale * y + y * y).sqrt()),
        false => mean * (1.0 - 2.0 / (1.0 + (1.0 + 4.0 * scale / y).sqrt())),
    };
    if source.draw_uniform() <= mean / (mean + x) { x } else { mean * mean / x }
}

/// D. J. Best and N. I. Fisher, "Efficient simulation of the von Mises distribution" (1979); uniform angles and, but for the
/// frozen stream, normal ones where the concentration is beyond all measure.
pub(super) fn vonmises<S: Distributions + ?Sized>(source: &mut S, mu: f64, kappa: f64) -> f64 {
    if kappa.is_nan() {
        return f64::NAN;
    }
    if kappa < 1e-8 {
        return PI * (2.0 * source.draw_uniform() - 1.0);
    }
    if kappa > 1e6 && !S::LEGACY {
        let angle = mu + (1.0 / kappa).sqrt() * source.draw_normal();
        let angle = if angle < -PI { angle + 2.0 * PI } else { angle };
        return if angle > PI { angle - 2.0 * PI } else { angle };
    }
    let s = if kappa < 1e-5 {
        1.0 / kappa + kappa
    } else {
        let r = 1.0 + (1.0 + 4.0 * kappa * kappa).sqrt();
        let rho = (r - (2.0 * r).sqrt()) / (2.0 * kappa);
        (1.0 + rho * rho) / (2.0 * rho)
    };
    let w = loop {
        let z = (PI * source.draw_uniform()).cos();
        let w = (1.0 + s * z) / (s + z);
        let y = kappa * (s - w);
        let v = source.draw_uniform();
        // Of a frozen stream so concentrated that `s` is rounded to one, or is no number, NumPy rejects every draw.
        if y * (2.0 - y) - v >= 0.0 || (y / v).ln() + 1.0 - y >= 0.0 || s <= 1.0 || s.is_nan() {
            break w;
        }
    };
    let turned = source.draw_uniform() < 0.5;
    let angle = if s > 1.0 { w.acos() } else { 0.0 };
    let angle = if turned { -angle } else { angle } + mu;
    let within = (angle.abs() + PI) % (2.0 * PI) - PI;
    if angle < 0.0 { -within } else { within }
}
