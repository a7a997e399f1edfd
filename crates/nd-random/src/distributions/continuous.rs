//! Single draws of continuous distributions.

#![forbid(unsafe_code)]

use super::Distributions;

/// G. Marsaglia and W. W. Tsang, "A simple method for generating gamma variables" (2000); below 1, the method of
/// J. H. Ahrens and U. Dieter as L. Devroye gives it.
pub(super) fn gamma<S: Distributions + ?Sized>(source: &mut S, shape: f64) -> f64 {
    if shape == 1.0 {
        return source.draw_exponential();
    }
    if shape == 0.0 {
        return 0.0;
    }
    if shape < 1.0 {
        loop {
            let u = source.draw_uniform();
            let v = source.draw_exponential();
            if u <= 1.0 - shape {
                let x = u.powf(1.0 / shape);
                if x <= v {
                    return x;
                }
            } else {
                let y = -((1.0 - u) / shape).ln();
                let x = (1.0 - shape + shape * y).powf(1.0 / shape);
                if x <= v + y {
                    return x;
                }
            }
        }
    }
    let b = shape - 1.0 / 3.0;
    let c = 1.0 / (9.0 * b).sqrt();
    loop {
        let (x, v) = loop {
            let x = source.draw_normal();
            let v = 1.0 + c * x;
            // NaN, of a shape that is none, must not be rejected for ever.
            if v > 0.0 || v.is_nan() {
                break (x, v * v * v);
            }
        };
        let u = source.draw_uniform();
        let squeezed = u < 1.0 - 0.0331 * (x * x) * (x * x);
        if squeezed || u.ln() < 0.5 * x * x + b * (1.0 - v + v.ln()) || v.is_nan() {
            return b * v;
        }
    }
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
        let x = u.powf(1.0 / a);
        let sum = x + v.powf(1.0 / b);
        // The new generator draws again if both are zero; the legacy one never asked.
        if sum > 1.0 || (!S::LEGACY && u + v <= 0.0) {
            continue;
        }
        if sum > 0.0 {
            return x / sum;
        }
        let (log_x, log_y) = (u.ln() / a, v.ln() / b);
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
