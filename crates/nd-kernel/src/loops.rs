//! The loop of each function for each element type: the only place where generic bodies meet their types.
//!
//! Every function here takes the type of the operands and gives the loop, or `None` where NumPy has no loop of that
//! type; which loop serves a call with other types is decided by promotion, above this crate. Results have the type
//! of the operands, except that comparisons, logical functions and `isnan` give [`Num::Bool`].
//!
//! The table is one line per function: its name, the operation, and the types that have it.

use crate::contract::Loop;
use crate::copy::copy_loop;
use crate::elementwise::{
    binary_loop, clip_loop, constant_loop, pair_loop, pair_of_two_loop, through_binary_loop,
    through_clip_loop, through_unary_loop, unary_loop,
};
use crate::num::Num;
use crate::{bf16, dispatch, ops};

/// One getter per line: `add: binary Add for all;`. A group after `for` stands for its types; bfloat16 is in those that have
/// floats, and goes through the loop of `f32`, unless the function is `exact`. Expands to
///
/// ```text
/// pub fn add(num: Num) -> Option<Loop> {
///     dispatch!(num, T in [..] => Some(binary_loop::<ops::Add, T, T> as Loop), else => bfloat16 or None)
/// }
/// ```
macro_rules! table {
    // $name: the getter; $arity: binary or unary; $op: the operation; $group: the types.
    ($($(#[$doc:meta])* $name:ident: $arity:ident $op:ident for $group:ident;)*) => { $(
        $(#[$doc])*
        pub fn $name(num: Num) -> Option<Loop> { table!(@$group num, $arity, $op) }
    )* };
    (@all $n:ident, $arity:ident, $op:ident) => {
        table!(@with_half $n, $arity, $op,
            [Bool, I8, U8, I16, U16, I32, U32, I64, U64, F16, F32, F64, C64, C128])
    };
    (@numbers $n:ident, $arity:ident, $op:ident) => {
        table!(@with_half $n, $arity, $op, [I8, U8, I16, U16, I32, U32, I64, U64, F16, F32, F64, C64, C128])
    };
    (@reals $n:ident, $arity:ident, $op:ident) => {
        table!(@with_half $n, $arity, $op, [I8, U8, I16, U16, I32, U32, I64, U64, F16, F32, F64])
    };
    (@integers $n:ident, $arity:ident, $op:ident) => {
        dispatch!($n, T in [I8, U8, I16, U16, I32, U32, I64, U64] => Some(table!(@$arity $op, T)), else => None)
    };
    (@bits $n:ident, $arity:ident, $op:ident) => {
        dispatch!($n, T in [Bool, I8, U8, I16, U16, I32, U32, I64, U64]
            => Some(table!(@$arity $op, T)), else => None)
    };
    (@floats $n:ident, $arity:ident, $op:ident) => { table!(@with_half $n, $arity, $op, [F16, F32, F64]) };
    (@signed $n:ident, $arity:ident, $op:ident) => {
        table!(@with_half $n, $arity, $op, [I8, I16, I32, I64, F16, F32, F64, C64, C128])
    };
    (@complex $n:ident, $arity:ident, $op:ident) => {
        dispatch!($n, T in [C64, C128] => Some(table!(@$arity $op, T)), else => None)
    };
    (@inexact $n:ident, $arity:ident, $op:ident) => {
        table!(@with_half $n, $arity, $op, [F16, F32, F64, C64, C128])
    };
    (@with_half $n:ident, $arity:ident, $op:ident, [$($kind:ident),*]) => {
        dispatch!(
            $n,
            T in [$($kind),*] => Some(table!(@$arity $op, T)),
            else => ($n == Num::BF16).then_some(table!(@half $arity $op))
        )
    };
    (@binary $op:ident, $t:ident) => { binary_loop::<ops::$op, $t, $t> as Loop };
    (@exact_binary $op:ident, $t:ident) => { binary_loop::<ops::$op, $t, $t> as Loop };
    (@unary $op:ident, $t:ident) => { unary_loop::<ops::$op, $t> as Loop };
    (@exact_unary $op:ident, $t:ident) => { unary_loop::<ops::$op, $t> as Loop };
    (@pair $op:ident, $t:ident) => { pair_loop::<ops::$op, $t> as Loop };
    (@pair_of_two $op:ident, $t:ident) => { pair_of_two_loop::<ops::$op, $t> as Loop };
    (@half binary $op:ident) => { through_binary_loop::<ops::$op> as Loop };
    (@half unary $op:ident) => { through_unary_loop::<ops::$op> as Loop };
    (@half $arity:ident $op:ident) => { table!(@$arity $op, bf16) };
}

table! {
    /// Addition; logical or for booleans.
    add: binary Add for all;
    /// Subtraction.
    subtract: binary Sub for numbers;
    /// Multiplication; logical and for booleans.
    multiply: binary Mul for all;
    /// True division.
    #[doc(alias = "true_divide")]
    divide: binary Div for inexact;
    /// The quotient rounded towards negative infinity.
    floor_divide: binary FloorDiv for reals;
    /// The remainder with the sign of the divisor.
    #[doc(alias = "mod")]
    remainder: binary Rem for reals;
    /// Bitwise and.
    bitwise_and: binary BitAnd for bits;
    /// Bitwise or.
    bitwise_or: binary BitOr for bits;
    /// Bitwise exclusive or.
    bitwise_xor: binary BitXor for bits;
    /// Shift towards the high bits.
    left_shift: binary Shl for integers;
    /// Shift towards the low bits, keeping the sign.
    right_shift: binary Shr for integers;
    /// Whether the elements are equal.
    equal: binary Eq for all;
    /// Whether the elements differ.
    not_equal: binary Ne for all;
    /// Whether the first is smaller.
    less: binary Lt for all;
    /// Whether the first is smaller, or they are equal.
    less_equal: binary Le for all;
    /// Whether the first is larger.
    greater: binary Gt for all;
    /// Whether the first is larger, or they are equal.
    greater_equal: binary Ge for all;
    /// The smaller element, or NaN.
    minimum: binary Minimum for all;
    /// The larger element, or NaN.
    maximum: binary Maximum for all;
    /// Whether both are true.
    logical_and: binary LogicalAnd for all;
    /// Whether either is true.
    logical_or: binary LogicalOr for all;
    /// Negation.
    negative: unary Neg for numbers;
    /// Every bit flipped; logical not for booleans.
    #[doc(alias = "bitwise_not")]
    invert: unary Invert for bits;
    /// The square root.
    sqrt: unary Sqrt for inexact;
    /// The square.
    square: unary Square for numbers;
    /// Whether the element is not a number.
    isnan: unary IsNan for all;
    /// Whether the element is zero.
    logical_not: unary LogicalNot for all;
    /// Whether exactly one is true.
    logical_xor: binary LogicalXor for all;
    /// Quotient and remainder of floor division.
    divmod: pair_of_two Divmod for reals;
    /// The fraction and the power of two.
    frexp: pair Frexp for floats;
    /// The fraction and the integer part.
    modf: pair Modf for floats;
    /// -1, 0 or 1 by the sign.
    sign: unary Sign for numbers;
    /// One divided by the element.
    reciprocal: unary Reciprocal for numbers;
    /// Whether the sign bit is set.
    signbit: unary Signbit for floats;
    /// The first with the sign of the second.
    copysign: binary Copysign for floats;
    /// The step function.
    heaviside: binary Heaviside for floats;
    /// The neighbour towards the second.
    nextafter: exact_binary Nextafter for floats;
    /// The distance to the neighbour.
    spacing: exact_unary Spacing for floats;
    /// The greatest common divisor.
    gcd: binary Gcd for integers;
    /// The least common multiple.
    lcm: binary Lcm for integers;
    /// The number of one bits in the magnitude.
    bitwise_count: unary BitCount for integers;
    /// The magnitude of a float.
    fabs: unary Absolute for floats;
}

/// Loops of functions that change only some types: `floor: Floor for floats, else the same;`. The others are copied.
macro_rules! mostly_copies {
    // $name: the getter; $op: the operation; $group: the types that it changes.
    ($($(#[$doc:meta])* $name:ident: $op:ident for $group:ident;)*) => { $(
        $(#[$doc])*
        pub fn $name(num: Num) -> Option<Loop> {
            let own: Option<Loop> = table!(@$group num, unary, $op);
            own.or_else(|| positive(num))
        }
    )* };
}
mostly_copies! {
    /// The largest integer that is not above.
    floor: Floor for floats;
    /// The smallest integer that is not below.
    ceil: Ceil for floats;
    /// The integer part.
    trunc: Trunc for floats;
    /// The nearest integer.
    rint: Rint for inexact;
    /// The complex conjugate.
    conjugate: Conjugate for complex;
    /// The magnitude.
    absolute: Absolute for signed;
}

/// The element itself.
pub fn positive(num: Num) -> Option<Loop> {
    dispatch!(num, T by bits => Some(copy_loop::<T> as Loop))
}

/// Whether the element is neither infinite nor NaN.
pub fn isfinite(num: Num) -> Option<Loop> {
    table!(@inexact num, unary, IsFinite).or(Some(constant_loop::<true>))
}

/// Whether the element is infinite.
pub fn isinf(num: Num) -> Option<Loop> {
    table!(@inexact num, unary, IsInf).or(Some(constant_loop::<false>))
}

/// The lesser element; NaN only if both are.
pub fn fmin(num: Num) -> Option<Loop> {
    table!(@inexact num, binary, Fmin).or_else(|| minimum(num))
}

/// The greater element; NaN only if both are.
pub fn fmax(num: Num) -> Option<Loop> {
    table!(@inexact num, binary, Fmax).or_else(|| maximum(num))
}

/// The element limited to the interval between two others; NaN if one of the three is.
pub fn clip(num: Num) -> Option<Loop> {
    dispatch!(
        num,
        T in [Bool, I8, U8, I16, U16, I32, U32, I64, U64, F16, F32, F64, C64, C128]
            => Some(clip_loop::<ops::Maximum, ops::Minimum, T> as Loop),
        else => Some(through_clip_loop::<ops::Maximum, ops::Minimum>)
    )
}

/// The remainder with the sign of the dividend.
pub fn fmod(num: Num) -> Option<Loop> {
    table!(@floats num, binary, Fmod).or_else(|| table!(@integers num, binary, IntFmod))
}

/// Floats of kind `num` times 2 to the power of an `i32`.
pub fn ldexp_i32(num: Num) -> Option<Loop> {
    dispatch!(num, T in [F16, F32, F64, BF16] => Some(binary_loop::<ops::Ldexp, T, i32> as Loop), else => None)
}

/// Floats of kind `num` times 2 to the power of an `i64`.
pub fn ldexp_i64(num: Num) -> Option<Loop> {
    dispatch!(num, T in [F16, F32, F64, BF16] => Some(binary_loop::<ops::Ldexp, T, i64> as Loop), else => None)
}

/// The comparisons of `i64` with `u64`, which no common type could hold: `mixed!(less_i64_u64, less_u64_i64 = Lt)`.
macro_rules! mixed {
    // $iu, $ui: the getters for each order of the operands; $op: the comparison.
    ($($iu:ident, $ui:ident = $op:ident;)*) => { $(
        #[doc = concat!("[`", stringify!($op), "`](ops::", stringify!($op), ") of `i64` with `u64`, exact.")]
        pub fn $iu() -> Loop { binary_loop::<ops::$op, i64, u64> }
        #[doc = concat!("[`", stringify!($op), "`](ops::", stringify!($op), ") of `u64` with `i64`, exact.")]
        pub fn $ui() -> Loop { binary_loop::<ops::$op, u64, i64> }
    )* };
}
mixed! {
    equal_i64_u64, equal_u64_i64 = Eq;
    not_equal_i64_u64, not_equal_u64_i64 = Ne;
    less_i64_u64, less_u64_i64 = Lt;
    less_equal_i64_u64, less_equal_u64_i64 = Le;
    greater_i64_u64, greater_u64_i64 = Gt;
    greater_equal_i64_u64, greater_equal_u64_i64 = Ge;
}
