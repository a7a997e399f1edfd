//! Arithmetic of counts of ticks, the `i64` in which dates and spans of time lie: the least integer is "not a time" (NaT) and
//! spreads. What a tick is nobody here knows; what these share with integers (negation, the minimum) is not repeated.
#![forbid(unsafe_code)]

use super::{Binary, PairOfTwo, Unary, binary};
use crate::isa::Isa;
use crate::num::Bool8;

/// The count that stands for no value.
const NAT: i64 = i64::MIN;

/// A float as a count, towards zero; what no count holds is NaT.
#[inline(always)]
fn whole(x: f64) -> i64 {
    const LIMIT: f64 = -(i64::MIN as f64);
    if x > -LIMIT && x < LIMIT { x as i64 } else { NAT }
}

/// `a + b`
pub enum TickAdd {}
binary!(TickAdd, [i64], |a, b| if (a == NAT) | (b == NAT) { NAT } else { a.wrapping_add(b) });

/// `a - b`
pub enum TickSub {}
binary!(TickSub, [i64], |a, b| if (a == NAT) | (b == NAT) { NAT } else { a.wrapping_sub(b) });

/// A span times an integer.
pub enum TickMul {}
binary!(TickMul, [i64], |a, b| if a == NAT { NAT } else { a.wrapping_mul(b) });

/// An integer times a span.
pub enum TickMulBy {}
binary!(TickMulBy, [i64], |a, b| if b == NAT { NAT } else { a.wrapping_mul(b) });

/// A span divided by an integer, towards zero; by zero, NaT.
pub enum TickDiv {}

impl Binary<i64> for TickDiv {
    type Out = i64;
    const VECTOR: bool = false;
    #[inline(always)]
    fn apply<I: Isa>(a: i64, b: i64) -> i64 {
        if (a == NAT) | (b == 0) { NAT } else { a / b }
    }
}

/// How often a span goes into another, rounded towards negative infinity; zero for NaT and for a span of zero.
pub enum TickFloorDiv {}

impl Binary<i64> for TickFloorDiv {
    type Out = i64;
    const VECTOR: bool = false;
    #[inline(always)]
    fn apply<I: Isa>(a: i64, b: i64) -> i64 {
        TickDivmod::apply(a, b).0
    }
}

/// What is left of a span, with the sign of the divisor; NaT for NaT and for a span of zero.
pub enum TickRem {}

impl Binary<i64> for TickRem {
    type Out = i64;
    const VECTOR: bool = false;
    #[inline(always)]
    fn apply<I: Isa>(a: i64, b: i64) -> i64 {
        TickDivmod::apply(a, b).1
    }
}

/// [`TickFloorDiv`] and [`TickRem`].
pub enum TickDivmod {}

impl PairOfTwo<i64> for TickDivmod {
    type First = i64;
    type Second = i64;
    #[inline(always)]
    fn apply(a: i64, b: i64) -> (i64, i64) {
        if (a == NAT) | (b == NAT) | (b == 0) {
            return (0, NAT);
        }
        let (quotient, rest) = (a.wrapping_div(b), a.wrapping_rem(b));
        if rest != 0 && (rest < 0) != (b < 0) { (quotient - 1, rest + b) } else { (quotient, rest) }
    }
}

/// The ratio of two spans; NaN for NaT.
pub enum TickRatio {}
binary!(TickRatio, [i64] -> f64, |a, b| if (a == NAT) | (b == NAT) { f64::NAN } else { a as f64 / b as f64 });

/// A span times a float, towards zero.
pub enum TickScale {}

impl Binary<i64, f64> for TickScale {
    type Out = i64;
    #[inline(always)]
    fn apply<I: Isa>(a: i64, b: f64) -> i64 {
        if a == NAT { NAT } else { whole(a as f64 * b) }
    }
}

impl Binary<f64, i64> for TickScale {
    type Out = i64;
    #[inline(always)]
    fn apply<I: Isa>(a: f64, b: i64) -> i64 {
        if b == NAT { NAT } else { whole(a * b as f64) }
    }
}

/// A span divided by a float, towards zero.
pub enum TickShare {}

impl Binary<i64, f64> for TickShare {
    type Out = i64;
    #[inline(always)]
    fn apply<I: Isa>(a: i64, b: f64) -> i64 {
        if a == NAT { NAT } else { whole(a as f64 / b) }
    }
}

/// Comparisons, of which NaT fails all but `!=`: `comparisons!(TickLt, <; ..)`.
macro_rules! comparisons {
    // $op: the type to define; $sym: Rust's operator.
    ($($op:ident, $sym:tt;)*) => { $(
        #[doc = concat!("`a ", stringify!($sym), " b`, where neither is NaT")]
        pub enum $op {}
        binary!($op, [i64] -> Bool8, |a, b| Bool8::new((a $sym b) & (a != NAT) & (b != NAT)));
    )* };
}
comparisons! { TickEq, ==; TickLt, <; TickLe, <=; TickGt, >; TickGe, >=; }

/// `a != b`, or either is NaT
pub enum TickNe {}
binary!(TickNe, [i64] -> Bool8, |a, b| Bool8::new((a != b) | (a == NAT) | (b == NAT)));

/// The later of two; NaT if either is. (The earlier is the lesser integer, which NaT is.)
pub enum TickMaximum {}
binary!(TickMaximum, [i64], |a, b| if (a == NAT) | (b == NAT) { NAT } else { a.max(b) });

/// The earlier of two that are not NaT. (The later is the greater integer.)
pub enum TickFmin {}
binary!(TickFmin, [i64], |a, b| if a == NAT {
    b
} else if b == NAT {
    a
} else {
    a.min(b)
});

/// Whether a count is NaT.
pub enum IsNat {}

impl Unary<i64> for IsNat {
    type Out = Bool8;
    #[inline(always)]
    fn apply<I: Isa>(a: i64) -> Bool8 {
        Bool8::new(a == NAT)
    }
}

/// Whether a count is a time.
pub enum IsTime {}

impl Unary<i64> for IsTime {
    type Out = Bool8;
    #[inline(always)]
    fn apply<I: Isa>(a: i64) -> Bool8 {
        Bool8::new(a != NAT)
    }
}
