//! What a matrix product needs of its elements: a zero and `sum + a * b`.

use core::ops::Add;
use nd_core::kernel::Elem;
use nd_core::{Bool8, Complex};

/// The row of a packed panel: a fixed number of elements, two vectors of 64 bytes.
pub(crate) trait Row<T>: Copy + AsRef<[T]> + AsMut<[T]> {
    /// Elements in it.
    const LEN: usize;
    /// A row of zeros.
    const ZERO: Self;
}

/// An element type that products are summed over. Integers wrap, booleans are `or` of `and`, floats are not fused.
pub(crate) trait Ring: Elem {
    /// The empty sum.
    const ZERO: Self;
    /// The row of a packed panel.
    type Row: Row<Self>;
    /// `a + b`.
    fn add(a: Self, b: Self) -> Self;
    /// `sum + a * b`.
    fn add_product(sum: Self, a: Self, b: Self) -> Self;
}

// impl Row<i64> for [i64; 16]; impl Ring for i64 { ZERO = 0; Row = [i64; 16]; add_product = the closure }, and so on.
macro_rules! ring {
    // $t: element type; $len: elements in 128 bytes; $zero: its zero; $add: its sum; the closure is `sum + a * b`.
    ($($t:ty, $len:literal, $zero:expr, $add:expr, |$sum:ident, $a:ident, $b:ident| $body:expr);* $(;)?) => { $(
        impl Row<$t> for [$t; $len] {
            const LEN: usize = $len;
            const ZERO: Self = [$zero; $len];
        }
        impl Ring for $t {
            const ZERO: Self = $zero;
            type Row = [$t; $len];
            #[inline(always)]
            fn add(a: Self, b: Self) -> Self {
                $add(a, b)
            }
            #[inline(always)]
            fn add_product($sum: Self, $a: Self, $b: Self) -> Self {
                $body
            }
        }
    )* };
}
ring! {
    i8, 128, 0, i8::wrapping_add, |sum, a, b| sum.wrapping_add(a.wrapping_mul(b));
    u8, 128, 0, u8::wrapping_add, |sum, a, b| sum.wrapping_add(a.wrapping_mul(b));
    i16, 64, 0, i16::wrapping_add, |sum, a, b| sum.wrapping_add(a.wrapping_mul(b));
    u16, 64, 0, u16::wrapping_add, |sum, a, b| sum.wrapping_add(a.wrapping_mul(b));
    i32, 32, 0, i32::wrapping_add, |sum, a, b| sum.wrapping_add(a.wrapping_mul(b));
    u32, 32, 0, u32::wrapping_add, |sum, a, b| sum.wrapping_add(a.wrapping_mul(b));
    i64, 16, 0, i64::wrapping_add, |sum, a, b| sum.wrapping_add(a.wrapping_mul(b));
    u64, 16, 0, u64::wrapping_add, |sum, a, b| sum.wrapping_add(a.wrapping_mul(b));
    f32, 32, 0.0, Add::add, |sum, a, b| sum + a * b;
    f64, 16, 0.0, Add::add, |sum, a, b| sum + a * b;
    Complex<f32>, 16, Complex::new(0.0, 0.0), Add::add, |sum, a, b| sum + a * b;
    Complex<f64>, 8, Complex::new(0.0, 0.0), Add::add, |sum, a, b| sum + a * b;
    Bool8, 128, Bool8::new(false), |a: Bool8, b: Bool8| Bool8::new(a.get() | b.get()), |sum, a, b| Bool8::new(sum.get() | (a.get() & b.get()));
}
