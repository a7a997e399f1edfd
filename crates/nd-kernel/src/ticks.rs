//! The loops over counts of ticks: one for each function of dates and spans, whatever their units.

#![forbid(unsafe_code)]

use crate::contract::Loop;
use crate::elementwise::{binary_loop, clip_loop, constant_loop, pair_of_two_loop, unary_loop};
use crate::ops;

/// Getters of loops: `loops! { add: binary_loop::<ops::TickAdd, i64, i64>; }`.
macro_rules! loops {
    // $name: the getter; $loop: the loop, an instance of one of `elementwise`.
    ($($(#[$doc:meta])* $name:ident: $loop:expr;)*) => { $(
        $(#[$doc])*
        pub fn $name() -> Loop { $loop }
    )* };
}
loops! {
    /// The sum.
    add: binary_loop::<ops::TickAdd, i64, i64>;
    /// The difference.
    subtract: binary_loop::<ops::TickSub, i64, i64>;
    /// A span times an integer.
    multiply: binary_loop::<ops::TickMul, i64, i64>;
    /// An integer times a span.
    multiply_by: binary_loop::<ops::TickMulBy, i64, i64>;
    /// A span divided by an integer.
    divide: binary_loop::<ops::TickDiv, i64, i64>;
    /// How often a span goes into another.
    floor_divide: binary_loop::<ops::TickFloorDiv, i64, i64>;
    /// What is then left of it.
    remainder: binary_loop::<ops::TickRem, i64, i64>;
    /// Both.
    divmod: pair_of_two_loop::<ops::TickDivmod, i64>;
    /// The ratio of spans, `f64`.
    ratio: binary_loop::<ops::TickRatio, i64, i64>;
    /// A span times an `f64`.
    scale: binary_loop::<ops::TickScale, i64, f64>;
    /// An `f64` times a span.
    scale_by: binary_loop::<ops::TickScale, f64, i64>;
    /// A span divided by an `f64`.
    share: binary_loop::<ops::TickShare, i64, f64>;
    /// Whether they are the same moment.
    equal: binary_loop::<ops::TickEq, i64, i64>;
    /// Whether they are not.
    not_equal: binary_loop::<ops::TickNe, i64, i64>;
    /// Whether the first is earlier.
    less: binary_loop::<ops::TickLt, i64, i64>;
    /// Whether the first is not later.
    less_equal: binary_loop::<ops::TickLe, i64, i64>;
    /// Whether the first is later.
    greater: binary_loop::<ops::TickGt, i64, i64>;
    /// Whether the first is not earlier.
    greater_equal: binary_loop::<ops::TickGe, i64, i64>;
    /// The later, or NaT.
    maximum: binary_loop::<ops::TickMaximum, i64, i64>;
    /// The one limited to the interval between the two others, or NaT.
    clip: clip_loop::<ops::TickMaximum, ops::Minimum, i64>;
    /// The earlier that is a time.
    fmin: binary_loop::<ops::TickFmin, i64, i64>;
    /// Whether it is NaT.
    isnat: unary_loop::<ops::IsNat, i64>;
    /// Whether it is a time.
    is_time: unary_loop::<ops::IsTime, i64>;
    /// No time is infinite.
    never: constant_loop::<false>;
}
