//! Inverse trigonometric and hyperbolic functions of complex numbers, and powers.
//!
//! Arc sine and arc cosine follow Hull, Fairgrieve and Tang, "Implementing the complex arcsine and arccosine functions
//! using exception handling" (1997): with `r = |z + 1|`, `s = |z - 1|` and `a = (r + s) / 2` (in the plane turned for
//! the hyperbolic forms) every difference that would cancel has a form that does not. The inverse tangent is Kahan's,
//! "Branch cuts for complex elementary functions" (1987). Special values are those of C99, annex G.
#![forbid(unsafe_code)]

use crate::Complex;
use crate::isa::Baseline;
use core::f64::consts::{FRAC_PI_2, FRAC_PI_4, LN_2, PI};

type C = Complex<f64>;

/// Beyond this, a unit is lost beside the number.
const LARGE: f64 = 4503599627370496.0; // 2^52

/// The square of less is no normal number.
const TINY: f64 = 1e-150;

/// The real parts of arc sine and arc cosine and the magnitude of their imaginary part, for `x, y >= 0`, finite and
/// not large.
fn parts(x: f64, y: f64) -> (f64, f64, f64) {
    let (r, s) = ((x + 1.0).hypot(y), (x - 1.0).hypot(y));
    let a = 0.5 * (r + s);
    let b = x / a;
    let (asin, acos) = if b <= 0.6417 {
        (b.asin(), b.acos())
    } else {
        // Near the cut the cosine is found from its tangent.
        let apx = a + x;
        let root = if x <= 1.0 {
            (0.5 * apx * (y * y / (r + (x + 1.0)) + (s + (1.0 - x)))).sqrt()
        } else {
            y * (0.5 * (apx / (r + (x + 1.0)) + apx / (s + (x - 1.0)))).sqrt()
        };
        ((x / root).atan(), (root / x).atan())
    };
    let imaginary = if y < TINY && x <= 1.0 {
        // The square of `y` would be lost.
        if x == 1.0 { y.sqrt() } else { y / ((1.0 - x) * (1.0 + x)).sqrt() }
    } else if a <= 1.5 {
        let above = if x < 1.0 {
            0.5 * (y * y / (r + (x + 1.0)) + y * y / (s + (1.0 - x)))
        } else {
            0.5 * (y * y / (r + (x + 1.0)) + (s + (x - 1.0)))
        };
        (above + (above * (a + 1.0)).sqrt()).ln_1p()
    } else {
        (a + (a * a - 1.0).sqrt()).ln()
    };
    (asin, acos, imaginary)
}

/// Whether the parts would overflow or lose what they need.
fn is_extreme(x: f64, y: f64) -> bool {
    x > LARGE || y > LARGE
}

/// `log |z|` for a large number, whose modulus may overflow.
fn log_large(x: f64, y: f64) -> f64 {
    (x / 4.0).hypot(y / 4.0).ln() + 2.0 * LN_2
}

/// The principal arc sine.
pub(super) fn asin(z: C) -> C {
    let w = asinh(C::new(-z.im, z.re));
    C::new(w.im, -w.re)
}

/// The principal inverse of the hyperbolic sine: `asinh z = -i asin(iz)`.
pub(super) fn asinh(z: C) -> C {
    let (x, y) = (z.re.abs(), z.im.abs());
    let signed = |re: f64, im: f64| C::new(re.copysign(z.re), im.copysign(z.im));
    if x.is_nan() || y.is_nan() {
        if x.is_infinite() {
            return C::new(z.re, z.im);
        }
        if y.is_infinite() {
            return C::new(y, f64::NAN);
        }
        return if y == 0.0 { C::new(f64::NAN, z.im) } else { C::new(f64::NAN, f64::NAN) };
    }
    if x.is_infinite() || y.is_infinite() {
        return signed(f64::INFINITY, y.atan2(x));
    }
    if is_extreme(x, y) {
        return signed(log_large(x, y) + LN_2, y.atan2(x));
    }
    if x < 1e-8 && y < 1e-8 {
        // The series begins with the cube.
        return z;
    }
    if y == 0.0 {
        return signed(super::log::asinh64::<Baseline>(x), 0.0);
    }
    let (asin, _, size) = parts(y, x);
    signed(size, asin)
}

/// The principal arc cosine.
pub(super) fn acos(z: C) -> C {
    let (x, y) = (z.re.abs(), z.im.abs());
    if x.is_nan() || y.is_nan() {
        if x.is_infinite() {
            return C::new(f64::NAN, f64::NEG_INFINITY);
        }
        if y.is_infinite() {
            return C::new(f64::NAN, -z.im);
        }
        return if x == 0.0 { C::new(FRAC_PI_2, f64::NAN) } else { C::new(f64::NAN, f64::NAN) };
    }
    let turn = |acos: f64| if z.re.is_sign_negative() { PI - acos } else { acos };
    let opposite = |size: f64| if z.im.is_sign_negative() { size } else { -size };
    if x.is_infinite() || y.is_infinite() {
        return C::new(y.atan2(z.re), opposite(f64::INFINITY));
    }
    if is_extreme(x, y) {
        return C::new(y.atan2(z.re), opposite(log_large(x, y) + LN_2));
    }
    let (_, acos, size) = parts(x, y);
    C::new(turn(acos), opposite(size))
}

/// The principal inverse of the hyperbolic cosine: `acos z` turned so that the real part is not negative.
pub(super) fn acosh(z: C) -> C {
    let w = acos(z);
    if w.re.is_nan() && w.im.is_nan() {
        return w;
    }
    if w.re.is_nan() {
        return C::new(w.im.abs(), w.re);
    }
    if w.im.is_nan() {
        return C::new(w.im, w.re);
    }
    C::new(w.im.abs(), w.re.copysign(z.im))
}

/// The principal arc tangent.
pub(super) fn atan(z: C) -> C {
    let w = atanh(C::new(-z.im, z.re));
    C::new(w.im, -w.re)
}

/// The principal inverse of the hyperbolic tangent.
pub(super) fn atanh(z: C) -> C {
    let (x, y) = (z.re.abs(), z.im.abs());
    if x.is_nan() || y.is_nan() {
        if x.is_infinite() {
            return C::new(0f64.copysign(z.re), z.im);
        }
        if y.is_infinite() {
            return C::new(0f64.copysign(z.re), FRAC_PI_2.copysign(z.im));
        }
        return if x == 0.0 { C::new(z.re, z.im) } else { C::new(f64::NAN, f64::NAN) };
    }
    if y == 0.0 && x <= 1.0 {
        return C::new(super::log::atanh64::<Baseline>(z.re), z.im);
    }
    if x == 0.0 {
        return C::new(z.re, z.im.atan());
    }
    if x > LARGE || y > LARGE {
        // 1/z, whose square would overflow.
        let re = if x.is_infinite() || y.is_infinite() {
            0.0
        } else if x > y {
            1.0 / (x + y / x * y)
        } else {
            (x / y) / (y + x / y * x)
        };
        return C::new(re.copysign(z.re), FRAC_PI_2.copysign(z.im));
    }
    if x == 1.0 && y < 1e-150 {
        let re = 0.5 * (LN_2 - y.ln());
        return C::new(re.copysign(z.re), (FRAC_PI_4 + 0.5 * (y / 2.0).atan()).copysign(z.im));
    }
    let (less, square) = (1.0 - x, y * y);
    let re = 0.25 * (4.0 * x / (less * less + square)).ln_1p();
    let im = 0.5 * (2.0 * y).atan2(less * (1.0 + x) - square);
    C::new(re.copysign(z.re), im.copysign(z.im))
}

/// `a` to the power of `b`, by multiplication for small whole exponents.
pub(super) fn pow(a: C, b: C) -> C {
    if b.re == 0.0 && b.im == 0.0 {
        return C::new(1.0, 0.0);
    }
    if a.re == 0.0 && a.im == 0.0 {
        return if b.re > 0.0 { C::new(0.0, 0.0) } else { C::new(f64::NAN, f64::NAN) };
    }
    if b.im == 0.0 && b.re == b.re.trunc() && b.re.abs() < 100.0 {
        let n = b.re as i32;
        let raised = match n {
            1 => return a,
            2 => return a * a,
            3 => return a * (a * a),
            _ => whole_power(a, n.unsigned_abs()),
        };
        return if n < 0 { crate::ops::complex::divide(C::new(1.0, 0.0), raised) } else { raised };
    }
    super::complex::exp(b * super::complex::log(a))
}

/// `a` to the power of `n > 0` by squaring.
fn whole_power(mut a: C, mut n: u32) -> C {
    let mut result = C::new(1.0, 0.0);
    loop {
        if n & 1 != 0 {
            result *= a;
        }
        n >>= 1;
        if n == 0 {
            return result;
        }
        a *= a;
    }
}
