//! Truncation of floats to integers with a defined result for every value; see [`super`] for the rules.
//!
//! A selection before the conversion keeps its operand in range, so that it is a single instruction, and one after
//! it puts the minimum in. Rust's `as` would saturate instead.

/// Truncation to the three integer types that the others wrap from.
pub(super) trait Truncate: Copy {
    fn to_i32(self) -> i32;
    fn to_i64(self) -> i64;
    fn to_u64(self) -> u64;
}

/// Implements [`Truncate`]: `truncate!(f64, above -2147483649.0)`.
macro_rules! truncate {
    // $t: the float type; $below: the largest value that truncates to less than `i32::MIN`.
    ($t:ident, $below:expr) => {
        impl Truncate for $t {
            #[inline(always)]
            fn to_i32(self) -> i32 {
                let inside = (self > $below) & (self < -(i32::MIN as $t));
                let safe = if inside { self } else { 0.0 };
                // SAFETY: `safe` is neither NaN nor infinite and truncates to an `i32`: it is 0 or between the bounds.
                let truncated = unsafe { safe.to_int_unchecked::<i32>() };
                if inside { truncated } else { i32::MIN }
            }

            #[inline(always)]
            fn to_i64(self) -> i64 {
                let inside = (self >= i64::MIN as $t) & (self < -(i64::MIN as $t));
                let safe = if inside { self } else { 0.0 };
                // SAFETY: as above, for the bounds of an `i64`, below which the next float is an integer.
                let truncated = unsafe { safe.to_int_unchecked::<i64>() };
                if inside { truncated } else { i64::MIN }
            }

            #[inline(always)]
            fn to_u64(self) -> u64 {
                let half = -(i64::MIN as $t);
                if self >= half { (self - half).to_i64() as u64 ^ 1 << 63 } else { self.to_i64() as u64 }
            }
        }
    };
}
truncate!(f64, -2147483649.0);
// The next float below -2^31 is an integer, so everything above it truncates into range.
truncate!(f32, -2147483904.0);
