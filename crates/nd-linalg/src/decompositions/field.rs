//! The two fields that decompositions compute in.

use crate::gemm::Multiply;
use faer::traits::{ComplexField, Conjugate};
use nd_core::Complex;

/// `f64` or `Complex<f64>`.
pub(super) trait Field: Multiply + ComplexField<Real = f64> + Conjugate<Canonical = Self> {
    /// A real number as an element.
    fn real(x: f64) -> Self;
    /// The real part.
    fn re(self) -> f64;
    /// The distance from zero.
    fn modulus(self) -> f64;
    /// The number divided by its distance from zero; a real one without a sign of its own (NaN) counts as positive.
    fn unit(self) -> Self;
    /// The largest power of two that is not above the modulus, as exponent; 0 for zero and what is not finite.
    fn exponent(self) -> i32 {
        let size = self.modulus();
        if size == 0.0 || !size.is_finite() {
            return 0;
        }
        // Subnormal numbers are scaled up first.
        let (size, shift) = if size < f64::MIN_POSITIVE { (size * SCALE_UP, -54) } else { (size, 0) };
        ((size.to_bits() >> 52) & 0x7ff) as i32 - 1023 + shift
    }
    /// Whether it is a number of finite parts.
    fn finiteness(self) -> Finiteness;
}

/// 2^54
const SCALE_UP: f64 = 18_014_398_509_481_984.0;

/// How far a number is from being one; NaN is the farthest.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Finiteness {
    Finite,
    Infinite,
    Nan,
}

impl Finiteness {
    fn of(x: f64) -> Finiteness {
        match x {
            _ if x.is_nan() => Finiteness::Nan,
            _ if x.is_infinite() => Finiteness::Infinite,
            _ => Finiteness::Finite,
        }
    }
}

/// `x * 2^exponent`, which may lie outside the range of numbers.
pub(super) fn scaled<T: Field>(x: T, exponent: i64) -> T {
    // Four steps reach from the smallest subnormal to the largest number.
    let mut left = exponent.clamp(-4000, 4000) as i32;
    let mut x = x;
    while left != 0 {
        let step = left.clamp(-1000, 1000);
        x *= T::real(2.0_f64.powi(step));
        left -= step;
    }
    x
}

impl Field for f64 {
    fn real(x: f64) -> f64 {
        x
    }

    fn re(self) -> f64 {
        self
    }

    fn modulus(self) -> f64 {
        self.abs()
    }

    fn unit(self) -> f64 {
        if self < 0.0 { -1.0 } else { 1.0 }
    }

    fn finiteness(self) -> Finiteness {
        Finiteness::of(self)
    }
}

impl Field for Complex<f64> {
    fn real(x: f64) -> Self {
        Complex::new(x, 0.0)
    }

    fn re(self) -> f64 {
        self.re
    }

    fn modulus(self) -> f64 {
        self.re.hypot(self.im)
    }

    fn unit(self) -> Self {
        let size = self.modulus();
        Complex::new(self.re / size, self.im / size)
    }

    fn finiteness(self) -> Finiteness {
        Finiteness::of(self.re).max(Finiteness::of(self.im))
    }
}
