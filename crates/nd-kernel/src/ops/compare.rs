//! Comparisons. Complex numbers are ordered by real, then imaginary part, and `i64` compares with `u64` exactly.
#![forbid(unsafe_code)]

use super::{Binary, binary, complex, half_binary};
use crate::isa::Isa;
use crate::num::Bool8;

/// Defines one comparison: `comparison!(Lt, "less", <, |a, b| complex::less(a, b))`.
///
/// The operator serves booleans, integers and floats; the body serves complex numbers. `i64` and `u64` meet in the
/// order of the integers: a negative number is below every unsigned one, and others compare as unsigned.
macro_rules! comparison {
    // $op: the type to define; $alias: NumPy's name; $sym: Rust's operator; $z: the comparison of complex numbers.
    ($(#[$doc:meta])* $op:ident, $alias:literal, $sym:tt, |$a:ident, $b:ident| $z:expr) => {
        $(#[$doc])*
        #[doc(alias = $alias)]
        pub enum $op {}
        binary!($op, int -> Bool8, |a, b| Bool8::new(a $sym b));
        binary!($op, float -> Bool8, |a, b| Bool8::new(a $sym b));
        binary!($op, complex -> Bool8, |$a, $b| Bool8::new($z));
        binary!($op, [Bool8], |a, b| Bool8::new((a.get() as u8) $sym (b.get() as u8)));
        half_binary!($op -> Bool8);

        impl Binary<i64, u64> for $op {
            type Out = Bool8;
            #[inline(always)]
            fn apply<I: Isa>(a: i64, b: u64) -> Bool8 {
                Bool8::new(if a < 0 { -1 $sym 0 } else { (a as u64) $sym b })
            }
        }

        impl Binary<u64, i64> for $op {
            type Out = Bool8;
            #[inline(always)]
            fn apply<I: Isa>(a: u64, b: i64) -> Bool8 {
                Bool8::new(if b < 0 { 0 $sym -1 } else { a $sym (b as u64) })
            }
        }
    };
}

comparison!(
    /// `a == b`
    Eq, "equal", ==, |a, b| (a.re == b.re) & (a.im == b.im)
);
comparison!(
    /// `a != b`
    Ne, "not_equal", !=, |a, b| (a.re != b.re) | (a.im != b.im)
);
comparison!(
    /// `a < b`
    Lt, "less", <, |a, b| complex::less(a, b)
);
comparison!(
    /// `a <= b`
    Le, "less_equal", <=, |a, b| complex::at_most(a, b)
);
comparison!(
    /// `a > b`
    Gt, "greater", >, |a, b| complex::less(b, a)
);
comparison!(
    /// `a >= b`
    Ge, "greater_equal", >=, |a, b| complex::at_most(b, a)
);
