//! Elementary functions that are computed one element at a time: hyperbolic inverses, `logaddexp`, `hypot`, angles.
//!
//! Where Rust's library has the function its result is taken; single precision is computed in double precision and
//! rounded. The inverse hyperbolic functions follow the identities of fdlibm (`s_asinh.c`, `e_acosh.c`, `e_atanh.c`),
//! which keep small arguments exact by `log1p`.
#![forbid(unsafe_code)]

use core::f64::consts::{LN_2, LOG2_E};

/// From here on, adding 1 to the square changes nothing.
const LARGE: f64 = 268435456.0; // 2^28

/// The inverse of the hyperbolic sine.
pub(super) fn asinh(x: f64) -> f64 {
    let a = x.abs();
    if a < 1.0 / LARGE || !a.is_finite() {
        return x;
    }
    let y = if a > LARGE {
        a.ln() + LN_2
    } else if a > 2.0 {
        (2.0 * a + 1.0 / ((a * a + 1.0).sqrt() + a)).ln()
    } else {
        let square = a * a;
        (a + square / (1.0 + (1.0 + square).sqrt())).ln_1p()
    };
    y.copysign(x)
}

/// The inverse of the hyperbolic cosine.
pub(super) fn acosh(x: f64) -> f64 {
    if x < 1.0 {
        return f64::NAN;
    }
    if x > LARGE {
        return x.ln() + LN_2;
    }
    if x > 2.0 {
        return (2.0 * x - 1.0 / (x + (x * x - 1.0).sqrt())).ln();
    }
    let above = x - 1.0;
    (above + (2.0 * above + above * above).sqrt()).ln_1p()
}

/// The inverse of the hyperbolic tangent.
pub(super) fn atanh(x: f64) -> f64 {
    let a = x.abs();
    if a > 1.0 || a.is_nan() {
        return f64::NAN;
    }
    if a < 1.0 / LARGE {
        return x;
    }
    let twice = a + a;
    let y = if a < 0.5 { (twice + twice * a / (1.0 - a)).ln_1p() } else { (twice / (1.0 - a)).ln_1p() };
    (0.5 * y).copysign(x)
}

/// `log(e^a + e^b)`
pub(super) fn logaddexp(a: f64, b: f64) -> f64 {
    if a == b {
        // Infinities of the same sign too.
        return a + LN_2;
    }
    let difference = a - b;
    if difference > 0.0 {
        a + (-difference).exp().ln_1p()
    } else if difference <= 0.0 {
        b + difference.exp().ln_1p()
    } else {
        difference
    }
}

/// `log2(2^a + 2^b)`
pub(super) fn logaddexp2(a: f64, b: f64) -> f64 {
    if a == b {
        return a + 1.0;
    }
    let difference = a - b;
    if difference > 0.0 {
        a + LOG2_E * (-difference).exp2().ln_1p()
    } else if difference <= 0.0 {
        b + LOG2_E * difference.exp2().ln_1p()
    } else {
        difference
    }
}
