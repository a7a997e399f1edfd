//! What division with remainder and the complex functions need to know of `f32` and `f64`.
#![forbid(unsafe_code)]

use core::ops::{Add, Div, Mul, Neg, Rem, Sub};

/// `f32` or `f64`, for algorithms that are the same in both.
pub(crate) trait Real:
    Copy
    + PartialOrd
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
    + Rem<Output = Self>
    + Neg<Output = Self>
{
    const ZERO: Self;
    const HALF: Self;
    const ONE: Self;
    const INFINITY: Self;
    const NAN: Self;
    /// A power of four that brings huge and tiny numbers near one, and its square root.
    const LIFT: (Self, Self);
    /// The square of a number from here on can overflow.
    const HUGE: Self;
    /// The square of a number below this can lose bits.
    const TINY: Self;
    /// From here on, every number is an integer.
    const INTEGERS: Self;

    fn is_nan(self) -> bool;
    fn is_infinite(self) -> bool;
    fn abs(self) -> Self;
    fn sqrt(self) -> Self;
    fn floor(self) -> Self;
    fn trunc(self) -> Self;
    /// `self * a + b`, rounded once; a library call where the machine lacks the instruction.
    fn mul_add(self, a: Self, b: Self) -> Self;
    fn copysign(self, sign: Self) -> Self;
}

/// 2 to the power of `exponent`, which is that of a normal number.
const fn exp2(exponent: i64) -> f64 {
    f64::from_bits(((exponent + 1023) as u64) << 52)
}

/// Implements [`Real`] with the inherent methods: `real!(f64, lift 600, huge 500, tiny -450)`.
macro_rules! real {
    // $t: the type; $lift, $huge, $tiny: the exponents of the constants.
    ($t:ident, lift $lift:literal, huge $huge:literal, tiny $tiny:literal) => {
        impl Real for $t {
            const ZERO: Self = 0.0;
            const HALF: Self = 0.5;
            const ONE: Self = 1.0;
            const INFINITY: Self = $t::INFINITY;
            const NAN: Self = $t::NAN;
            const LIFT: (Self, Self) = (exp2($lift) as $t, exp2($lift / 2) as $t);
            const HUGE: Self = exp2($huge) as $t;
            const TINY: Self = exp2($tiny) as $t;
            const INTEGERS: Self = exp2($t::MANTISSA_DIGITS as i64 - 1) as $t;

            #[inline(always)]
            fn is_nan(self) -> bool {
                self.is_nan()
            }
            #[inline(always)]
            fn is_infinite(self) -> bool {
                self.is_infinite()
            }
            #[inline(always)]
            fn abs(self) -> Self {
                self.abs()
            }
            #[inline(always)]
            fn sqrt(self) -> Self {
                self.sqrt()
            }
            #[inline(always)]
            fn floor(self) -> Self {
                self.floor()
            }
            #[inline(always)]
            fn trunc(self) -> Self {
                self.trunc()
            }
            #[inline(always)]
            fn mul_add(self, a: Self, b: Self) -> Self {
                self.mul_add(a, b)
            }
            #[inline(always)]
            fn copysign(self, sign: Self) -> Self {
                self.copysign(sign)
            }
        }
    };
}
real!(f32, lift 100, huge 60, tiny -40);
real!(f64, lift 600, huge 500, tiny -450);
