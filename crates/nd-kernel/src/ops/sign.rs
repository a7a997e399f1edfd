//! Magnitudes and signs, and what else looks at or replaces a single part of a number.
#![forbid(unsafe_code)]

use super::{Binary, Unary, binary, half_binary, half_unary, unary};
use crate::isa::Isa;
use crate::num::Bool8;
use crate::{Complex, f16};

/// The magnitude; for complex numbers the modulus. The smallest signed integer stays.
#[doc(alias = "absolute")]
pub enum Absolute {}
unary!(Absolute, [i8, i16, i32, i64], |a| a.wrapping_abs());
unary!(Absolute, float, |a| a.abs());

/// Implements [`Absolute`], [`Sign`] and [`Reciprocal`] for one complex type: `modulus!(f32)`.
macro_rules! modulus {
    // $t: the type of the parts.
    ($($t:ident),*) => { $(
        impl Unary<Complex<$t>> for Absolute {
            type Out = $t;
            const VECTOR: bool = false;
            #[inline(always)]
            fn apply<I: Isa>(a: Complex<$t>) -> $t {
                a.re.hypot(a.im)
            }
        }
        impl Unary<Complex<$t>> for Sign {
            type Out = Complex<$t>;
            const VECTOR: bool = false;
            #[inline(always)]
            fn apply<I: Isa>(a: Complex<$t>) -> Complex<$t> {
                let size = a.re.hypot(a.im);
                if size.is_nan() {
                    return Complex { re: $t::NAN, im: $t::NAN };
                }
                if size == $t::INFINITY {
                    // The direction of one infinite part is known, that of two is not. As in NumPy two finite parts of
                    // a modulus beyond all numbers count as an infinite imaginary one.
                    return match (a.re.is_infinite(), a.im.is_infinite()) {
                        (true, true) => Complex { re: $t::NAN, im: $t::NAN },
                        (true, false) => Complex { re: (1.0 as $t).copysign(a.re), im: 0.0 },
                        (false, _) => Complex { re: 0.0, im: (1.0 as $t).copysign(a.im) },
                    };
                }
                if size == 0.0 {
                    return Complex { re: 0.0, im: 0.0 };
                }
                Complex { re: a.re / size, im: a.im / size }
            }
        }
        impl Unary<Complex<$t>> for Reciprocal {
            type Out = Complex<$t>;
            const VECTOR: bool = false;
            #[inline(always)]
            fn apply<I: Isa>(a: Complex<$t>) -> Complex<$t> {
                // Smith's method, as for the quotient, with the numerator 1.
                if a.re.abs() >= a.im.abs() {
                    let ratio = a.im / a.re;
                    let scale = a.re + a.im * ratio;
                    Complex { re: 1.0 / scale, im: -ratio / scale }
                } else {
                    let ratio = a.re / a.im;
                    let scale = a.re * ratio + a.im;
                    Complex { re: ratio / scale, im: -1.0 / scale }
                }
            }
        }
    )* };
}
modulus!(f32, f64);

/// -1, 0 or 1; NaN stays. For complex numbers the number of modulus one in the same direction.
#[doc(alias = "sign")]
pub enum Sign {}
unary!(Sign, [i8, i16, i32, i64], |a| a.signum());
unary!(Sign, [u8, u16, u32, u64], |a| a.min(1));
unary!(Sign, float, |a| if a > 0.0 {
    1.0
} else if a < 0.0 {
    -1.0
} else if a == 0.0 {
    0.0
} else {
    a
});

/// `1 / a`; integers truncate, and what 1 divided by zero becomes is what converting infinity gives.
#[doc(alias = "reciprocal")]
pub enum Reciprocal {}
unary!(Reciprocal, float, |a| 1.0 / a);

/// Integer reciprocals: `inverse!(i8 as f32, 0)`.
macro_rules! inverse {
    // $t: the type; $zero: the reciprocal of zero.
    ($($t:ident: $zero:expr),*) => { $(
        impl Unary<$t> for Reciprocal {
            type Out = $t;
            const VECTOR: bool = false;
            #[inline(always)]
            fn apply<I: Isa>(a: $t) -> $t {
                (1 as $t).checked_div(a).unwrap_or($zero)
            }
        }
    )* };
}
inverse!(i8: 0, u8: 0, i16: 0, u16: 0, i32: i32::MIN, u32: 0, i64: i64::MIN, u64: 0);

/// The complex conjugate.
#[doc(alias = "conjugate")]
pub enum Conjugate {}
unary!(Conjugate, complex, |a| Complex { re: a.re, im: -a.im });

/// Whether the sign bit is set, that of zeros and NaNs included.
#[doc(alias = "signbit")]
pub enum Signbit {}
unary!(Signbit, float -> Bool8, |a| Bool8::new(a.is_sign_negative()));

/// The magnitude of the first with the sign of the second.
#[doc(alias = "copysign")]
pub enum Copysign {}
binary!(Copysign, float, |a, b| a.copysign(b));

impl Unary<f16> for Signbit {
    type Out = Bool8;
    #[inline(always)]
    fn apply<I: Isa>(a: f16) -> Bool8 {
        Bool8::new(a.to_bits() >> 15 == 1)
    }
}

impl Binary<f16> for Copysign {
    type Out = f16;
    #[inline(always)]
    fn apply<I: Isa>(a: f16, b: f16) -> f16 {
        f16::from_bits(a.to_bits() & 0x7fff | b.to_bits() & 0x8000)
    }
}

half_unary!(Absolute -> H, Sign -> H, Reciprocal -> H);

/// 0 for negative numbers, 1 for positive ones, the second operand at zero; NaN stays.
#[doc(alias = "heaviside")]
pub enum Heaviside {}
binary!(Heaviside, float, |a, b| if a.is_nan() {
    a
} else if a == 0.0 {
    b
} else if a < 0.0 {
    0.0
} else {
    1.0
});
half_binary!(Heaviside -> H);
