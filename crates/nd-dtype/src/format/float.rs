//! The float types that are formatted.

use core::fmt::Debug;
use core::ops::Range;
use half::{bf16, f16};
use nd_kernel::CastTo;

mod sealed {
    pub trait Sealed {}
    impl Sealed for half::f16 {}
    impl Sealed for half::bf16 {}
    impl Sealed for f32 {}
    impl Sealed for f64 {}
}

/// A float type: shortest digits are shortest for its own width.
pub trait Float: Copy + Debug + sealed::Sealed + 'static {
    /// The magnitude from which arrays are printed with exponents: NumPy's `10**min(8, finfo.precision)`.
    const ARRAY_CUTOFF: f64;

    /// The magnitude below which arrays are printed with exponents: 1e-4 as this type has it, because NumPy compares
    /// in the type itself.
    const ARRAY_FLOOR: f64;

    /// The magnitudes that scalars print without exponents, compared exactly.
    const SCALAR_RANGE: Range<f64>;

    /// The same value as `f64`, exactly.
    fn to_f64(self) -> f64;

    /// The same magnitude with the other sign.
    #[doc(hidden)]
    fn negated(self) -> Self;

    /// Whether `text` is nearer to this value than to its neighbours.
    #[doc(hidden)]
    fn reads_from(self, text: &str) -> bool;

    /// Calls `read` with the shortest digits of a finite value: with zeros around them and a point, or with an exponent.
    /// Of two texts equally near either may be given.
    #[doc(hidden)]
    fn with_shortest<R>(self, read: impl FnOnce(&str) -> R) -> R;
}

impl Float for f64 {
    const ARRAY_CUTOFF: f64 = 1e8;
    const ARRAY_FLOOR: f64 = 1e-4;
    const SCALAR_RANGE: Range<f64> = 1e-4..1e16;

    #[inline]
    fn to_f64(self) -> f64 {
        self
    }

    fn negated(self) -> Self {
        -self
    }

    fn reads_from(self, text: &str) -> bool {
        text.parse() == Ok(self)
    }

    #[inline]
    fn with_shortest<R>(self, read: impl FnOnce(&str) -> R) -> R {
        read(zmij::Buffer::new().format_finite(self))
    }
}

impl Float for f32 {
    const ARRAY_CUTOFF: f64 = 1e6;
    const ARRAY_FLOOR: f64 = 1e-4_f32 as f64;
    const SCALAR_RANGE: Range<f64> = 1e-4..1e6;

    #[inline]
    fn to_f64(self) -> f64 {
        self.into()
    }

    fn negated(self) -> Self {
        -self
    }

    fn reads_from(self, text: &str) -> bool {
        text.parse() == Ok(self)
    }

    #[inline]
    fn with_shortest<R>(self, read: impl FnOnce(&str) -> R) -> R {
        read(zmij::Buffer::new().format_finite(self))
    }
}

/// Implements [`Float`] for a type of 16 bits: `halves!(f16: f16::from_f64_const(1e-4), 1e3)`.
macro_rules! halves {
    // $t: the type; $floor: 1e-4; $cutoff: where exponents begin.
    ($($t:ident: $floor:expr, $cutoff:literal;)*) => { $( impl Float for $t {
        const ARRAY_CUTOFF: f64 = $cutoff;
        const ARRAY_FLOOR: f64 = $floor.to_f64_const();
        const SCALAR_RANGE: Range<f64> = 1e-4..$cutoff;

        #[inline]
        fn to_f64(self) -> f64 {
            self.into()
        }

        fn negated(self) -> Self {
            -self
        }

        fn reads_from(self, text: &str) -> bool {
            text.parse().is_ok_and(|value: f64| CastTo::<$t>::cast_to(value) == self)
        }

        /// The standard library has no such type, whose shortest digits are at most five: the first precision at which a
        /// text reads back is the shortest. Below a power of two neighbours lie closer than above, so there the nearest
        /// text may read as another value and the next one up as this: it is the text of a value a quarter step higher.
        fn with_shortest<R>(self, read: impl FnOnce(&str) -> R) -> R {
            let exact = self.to_f64();
            let quarter = 0.25 * f64::from($t::EPSILON);
            let texts = (0..5).flat_map(|digits| {
                [exact, exact * (1.0 + quarter)].map(|value| format!("{value:.digits$e}"))
            });
            read(&texts.into_iter().find(|text| self.reads_from(text)).unwrap_or_default())
        }
    } )* };
}
halves! {
    f16: f16::from_f64_const(1e-4), 1e3;
    bf16: bf16::from_f64_const(1e-4), 1e2;
}
