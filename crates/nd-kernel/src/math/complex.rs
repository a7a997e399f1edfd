//! Complex elementary functions, in double precision.
//!
//! Special values are those of C99, annex G, as NumPy has them. Single precision is computed in double and rounded,
//! which also takes care of intermediate overflow.
#![forbid(unsafe_code)]

use crate::Complex;

type C = Complex<f64>;

/// The same number in double precision.
#[inline(always)]
pub(super) fn widen(z: Complex<f32>) -> C {
    Complex::new(f64::from(z.re), f64::from(z.im))
}

/// The nearest number in single precision.
#[inline(always)]
pub(super) fn narrow(z: C) -> Complex<f32> {
    Complex::new(z.re as f32, z.im as f32)
}

/// `c * e^x` where e^x alone may overflow or underflow although the product does not.
#[inline(always)]
fn times_exp(x: f64, c: f64) -> f64 {
    if x > 709.0 {
        // Two factors reach twice as far; what is beyond that is infinite anyway.
        let half = (0.5 * x).exp();
        c * half * half
    } else {
        c * x.exp()
    }
}

/// `c * e^x / 2`, for a large `x`.
#[inline(always)]
fn times_half_exp(x: f64, c: f64) -> f64 {
    let half = (0.5 * x).exp();
    // The factor that is tiny comes first: halved on its own it could vanish.
    c * half * (0.5 * half)
}

/// e^z
pub(super) fn exp(z: C) -> C {
    let Complex { re: x, im: y } = z;
    if y == 0.0 {
        return C::new(x.exp(), y);
    }
    if x == 0.0 {
        let (sin, cos) = y.sin_cos();
        return C::new(cos, sin);
    }
    if !y.is_finite() {
        return match x {
            f64::NEG_INFINITY => C::new(0.0, 0f64.copysign(y)),
            f64::INFINITY => C::new(f64::INFINITY, f64::NAN),
            _ => C::new(f64::NAN, f64::NAN),
        };
    }
    let (sin, cos) = y.sin_cos();
    C::new(times_exp(x, cos), times_exp(x, sin))
}

/// The principal logarithm: `log |z| + i arg z`.
pub(super) fn log(z: C) -> C {
    C::new(log_abs(z.re.abs(), z.im.abs()), z.im.atan2(z.re))
}

/// `log |x + iy|` for magnitudes `x` and `y`.
fn log_abs(x: f64, y: f64) -> f64 {
    if x.is_infinite() || y.is_infinite() {
        return f64::INFINITY;
    }
    let (large, small) = if x > y { (x, y) } else { (y, x) };
    if !(large > 0.5 && large < 2.0) {
        // The logarithm is not small, so the error of the modulus does not matter; but the modulus may overflow or be
        // subnormal.
        if large > 1e300 {
            return (large / 2.0).hypot(small / 2.0).ln() + core::f64::consts::LN_2;
        }
        if large > 0.0 && large < 1e-290 {
            let scale = 18014398509481984.0; // 2^54
            return (large * scale).hypot(small * scale).ln() - 54.0 * core::f64::consts::LN_2;
        }
        return large.hypot(small).ln();
    }
    // Near the unit circle |z|^2 - 1 has to be exact to a few bits more than a double before the logarithm.
    let (square, square_low) = exact_square(large);
    let (other, other_low) = exact_square(small);
    let (less_one, lost) = exact_sum(square, -1.0);
    let (sum, sum_low) = exact_sum(less_one, other);
    0.5 * (sum + (sum_low + (square_low + (other_low + lost)))).ln_1p()
}

/// `a * a` as a double and the rounding error (Dekker's product: correct without a fused instruction).
fn exact_square(a: f64) -> (f64, f64) {
    let split = a * 134217729.0; // 2^27 + 1
    let high = split - (split - a);
    let low = a - high;
    let square = a * a;
    (square, ((high * high - square) + 2.0 * high * low) + low * low)
}

/// `a + b` as a double and the rounding error (Knuth).
fn exact_sum(a: f64, b: f64) -> (f64, f64) {
    let sum = a + b;
    let b_part = sum - a;
    (sum, (a - (sum - b_part)) + (b - b_part))
}

/// `sin z = sin x cosh y + i cos x sinh y`
pub(super) fn sin(z: C) -> C {
    let w = sinh(C::new(-z.im, z.re));
    C::new(w.im, -w.re)
}

/// `cos z = cos x cosh y - i sin x sinh y`
pub(super) fn cos(z: C) -> C {
    cosh(C::new(-z.im, z.re))
}

/// `sinh z = sinh x cos y + i cosh x sin y`
pub(super) fn sinh(z: C) -> C {
    let Complex { re: x, im: y } = z;
    if x.is_finite() && y.is_finite() {
        if y == 0.0 {
            return C::new(x.sinh(), y);
        }
        let (sin, cos) = y.sin_cos();
        if x.abs() < 22.0 {
            return C::new(x.sinh() * cos, x.cosh() * sin);
        }
        return C::new(times_half_exp(x.abs(), cos).copysign(x * cos), times_half_exp(x.abs(), sin));
    }
    if y == 0.0 {
        // x is infinite or NaN.
        return C::new(x, y);
    }
    if x == 0.0 {
        // y is infinite or NaN.
        return C::new(x, f64::NAN);
    }
    if x.is_infinite() {
        if y.is_finite() {
            let (sin, cos) = y.sin_cos();
            return C::new(x * cos, f64::INFINITY * sin);
        }
        // C99 leaves the sign open; this one gives the sine that NumPy has.
        return C::new(f64::NEG_INFINITY, f64::NAN);
    }
    C::new(f64::NAN, f64::NAN)
}

/// `cosh z = cosh x cos y + i sinh x sin y`
pub(super) fn cosh(z: C) -> C {
    let Complex { re: x, im: y } = z;
    if x.is_finite() && y.is_finite() {
        if y == 0.0 {
            return C::new(x.cosh(), x * y);
        }
        let (sin, cos) = y.sin_cos();
        if x.abs() < 22.0 {
            return C::new(x.cosh() * cos, x.sinh() * sin);
        }
        return C::new(times_half_exp(x.abs(), cos), times_half_exp(x.abs(), sin).copysign(x * sin));
    }
    if y == 0.0 {
        return if x.is_nan() { C::new(x, y) } else { C::new(f64::INFINITY, 0f64.copysign(x) * y) };
    }
    if x == 0.0 {
        return C::new(f64::NAN, 0.0);
    }
    if x.is_infinite() {
        if y.is_finite() {
            let (sin, cos) = y.sin_cos();
            return C::new(f64::INFINITY * cos, x * sin);
        }
        return C::new(f64::INFINITY, f64::NAN);
    }
    C::new(f64::NAN, f64::NAN)
}

/// `tan z = -i tanh iz`
pub(super) fn tan(z: C) -> C {
    let w = tanh(C::new(-z.im, z.re));
    C::new(w.im, -w.re)
}

/// `tanh z`, from the tangent of the imaginary part and the hyperbolic functions of the real one, as in Kahan's "Branch
/// cuts for complex elementary functions" (1987): no quotient of it overflows or cancels.
pub(super) fn tanh(z: C) -> C {
    let Complex { re: x, im: y } = z;
    if !x.is_finite() {
        if x.is_nan() {
            return C::new(x, if y == 0.0 { y } else { f64::NAN });
        }
        let turned = if y.is_finite() { y.sin() * y.cos() } else { y };
        return C::new(1f64.copysign(x), 0f64.copysign(turned));
    }
    if !y.is_finite() {
        return C::new(if x == 0.0 { x } else { f64::NAN }, f64::NAN);
    }
    if x.abs() >= 22.0 {
        // The real part differs from 1 by less than a rounding error.
        let decay = (-x.abs()).exp();
        return C::new(1f64.copysign(x), 4.0 * y.sin() * y.cos() * decay * decay);
    }
    let tan = y.tan();
    let growth = 1.0 + tan * tan;
    let sinh = x.sinh();
    let cosh = (1.0 + sinh * sinh).sqrt();
    if tan.is_infinite() {
        return C::new(cosh / sinh, 1.0 / tan);
    }
    let scale = 1.0 + growth * sinh * sinh;
    C::new(growth * cosh * sinh / scale, tan / scale)
}

/// `e^z - 1`
pub(super) fn expm1(z: C) -> C {
    let half = (z.im / 2.0).sin();
    C::new(z.re.exp_m1() * z.im.cos() - 2.0 * half * half, z.re.exp() * z.im.sin())
}

/// `log (1 + z)`
pub(super) fn log1p(z: C) -> C {
    let modulus = (z.re + 1.0).hypot(z.im);
    C::new(modulus.ln(), z.im.atan2(z.re + 1.0))
}
