//! Complex division, square root and order, as NumPy defines them.
#![forbid(unsafe_code)]

use super::real::Real;
use num_complex::Complex;

/// `a / b` by Smith's method ("Algorithm 116: Complex division", 1962), which divides by the larger part of `b` first
/// so that no square overflows. By zero each part of `a` is divided by zero.
///
/// The branch is a pair of selections, so that blocks of numbers vectorise.
#[inline(always)]
pub(crate) fn divide<T: Real>(a: Complex<T>, b: Complex<T>) -> Complex<T> {
    let real_leads = b.re.abs() >= b.im.abs();
    let (lead, other) = if real_leads { (b.re, b.im) } else { (b.im, b.re) };
    let ratio = other / lead;
    let scale = T::ONE / (lead + other * ratio);
    // Both formulas of the algorithm: in the second the roles of the parts of `a` are swapped and the sign changes.
    let (x, y) = if real_leads { (a.re, a.im) } else { (a.im, a.re) };
    let re = (x + y * ratio) * scale;
    let im = if real_leads { a.im - a.re * ratio } else { a.im * ratio - a.re } * scale;
    // A NaN in the real part leaves the lead to an imaginary zero.
    let zero = (b.re.abs() == T::ZERO) & (b.im.abs() == T::ZERO);
    let (by_zero_re, by_zero_im) = (a.re / T::ZERO, a.im / T::ZERO);
    Complex { re: if zero { by_zero_re } else { re }, im: if zero { by_zero_im } else { im } }
}

/// `a < b` in the order by real part, then imaginary part, where a NaN in either imaginary part counts as unordered.
#[inline(always)]
pub(crate) fn less<T: Real>(a: Complex<T>, b: Complex<T>) -> bool {
    ((a.re < b.re) & !a.im.is_nan() & !b.im.is_nan()) | ((a.re == b.re) & (a.im < b.im))
}

/// `a <= b` in the order of [`less`].
#[inline(always)]
pub(crate) fn at_most<T: Real>(a: Complex<T>, b: Complex<T>) -> bool {
    ((a.re < b.re) & !a.im.is_nan() & !b.im.is_nan()) | ((a.re == b.re) & (a.im <= b.im))
}

/// The square root with a non-negative real part, with the special values of C99 (annex G.6.4.2).
///
/// With `z = x + iy` and `t = sqrt((sqrt(x^2 + y^2) + |x|) / 2)`, the parts are `t` and `|y| / 2t`, in this order for
/// `x >= 0`; the sums never cancel. `t` is found for a multiple of `z` if a square would overflow or lose bits.
#[inline(always)]
pub(crate) fn sqrt<T: Real>(z: Complex<T>) -> Complex<T> {
    let (x, y) = (z.re, z.im);
    let largest = if x.abs() > y.abs() { x.abs() } else { y.abs() };
    if !(largest > T::ZERO && largest < T::INFINITY) || x.is_nan() {
        return sqrt_special(z);
    }
    let (lift, root) = T::LIFT;
    let (scale, back) = if largest >= T::HUGE {
        (T::ONE / lift, root)
    } else if largest < T::TINY {
        (lift, T::ONE / root)
    } else {
        (T::ONE, T::ONE)
    };
    let (u, v) = (x.abs() * scale, y * scale);
    let t = (((u * u + v * v).sqrt() + u) * T::HALF).sqrt() * back;
    // Not half of `y`, which would be lost if that is the least number.
    let other = y.abs() / (t + t);
    let (re, im) = if x >= T::ZERO { (t, other) } else { (other, t) };
    Complex { re, im: im.copysign(y) }
}

/// [`sqrt`] of a number that is zero or has a part that is infinite or NaN.
#[cold]
fn sqrt_special<T: Real>(Complex { re: x, im: y }: Complex<T>) -> Complex<T> {
    if y.is_infinite() {
        Complex { re: T::INFINITY, im: y }
    } else if x.is_infinite() {
        // The part that is not infinite is zero, or NaN if `y` is.
        let small = y * T::ZERO;
        if x > T::ZERO {
            Complex { re: x, im: small.copysign(y) }
        } else {
            Complex { re: small.abs(), im: T::INFINITY.copysign(y) }
        }
    } else if x.is_nan() || y.is_nan() {
        Complex { re: T::NAN, im: T::NAN }
    } else {
        Complex { re: T::ZERO, im: y }
    }
}
