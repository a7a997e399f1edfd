//! Folding many elements into few: sums, products, extremes, logic, running totals, positions.
//!
//! Every getter takes the kind of element and gives back plain functions, or `None` where the operation does not
//! exist for that kind. All of them accept misaligned elements and any stride, and give the same bits at every
//! instruction-set level.
//!
//! - [`add`] and its siblings give a [`Fold`]: a run into one accumulator, or a running total. Float sums
//!   follow NumPy's pairwise order, which [`pairwise_split`] exposes for threads. [`in_order`] folds anything else.
//! - [`add_rows`] and its siblings fold whole rows into a row, for reductions along an outer axis.
//! - [`argmax`] and [`argmin`] find positions; [`any`], [`all`] and [`count_nonzero`] test for truth.
//! - [`sum_sq_dev`] is the second half of a variance.

mod arg;
mod best;
mod pairwise;
mod rows;
mod sequential;
mod tree;
mod truth;

pub use arg::{ArgReduce, argmax, argmin};
pub use pairwise::{SumSqDev, sum_sq_dev};
pub use rows::{FoldRows, add_rows, maximum_rows, minimum_rows, multiply_rows};
pub use sequential::in_order;
pub use tree::pairwise_split;
pub use truth::{Count, Test, all, any, count_nonzero};

use crate::{Bool8, Fold, Num, bf16, ops as op};
use sequential::{half, regrouped};

/// Sums. Integers wrap, booleans are or-ed; floats go through NumPy's pairwise tree, one tree per call.
#[doc(alias = "sum")]
#[doc(alias = "cumsum")]
pub fn add(num: Num) -> Option<Fold> {
    crate::dispatch!(
        num,
        T in [F16, F32, F64, C64, C128] => Some(pairwise::add_fold::<T>()),
        else => crate::dispatch!(
            num,
            T in [Bool, I8, U8, I16, U16, I32, U32, I64, U64] => Some(regrouped::<op::Add, T>()),
            else => (num == Num::BF16).then_some(pairwise::add_fold_of_runs::<bf16>())
        )
    )
}

/// Products. Integers wrap, booleans are and-ed; floats are multiplied from the left, as NumPy does.
#[doc(alias = "prod")]
#[doc(alias = "cumprod")]
pub fn multiply(num: Num) -> Option<Fold> {
    crate::dispatch!(
        num,
        T in [F32, F64, C64, C128] => Some(in_order::<op::Mul, T>()),
        else => crate::dispatch!(
            num,
            T in [Bool, I8, U8, I16, U16, I32, U32, I64, U64] => Some(regrouped::<op::Mul, T>()),
            else => crate::dispatch!(num, T in [F16, BF16] => Some(half::<op::Mul, T>()), else => None)
        )
    )
}

/// The smallest element. The first NaN wins over everything; of equal elements (`-0.0` and `0.0`) the first is kept, so
/// the result is that of a fold from the left. Complex numbers compare by real, then imaginary part.
#[doc(alias = "min")]
pub fn minimum(num: Num) -> Option<Fold> {
    crate::dispatch!(num, T => Some(Fold { reduce: best::reduce::<T, best::Min>, ..in_order::<op::Minimum, T>() }))
}

/// The largest element; see [`minimum`].
#[doc(alias = "max")]
pub fn maximum(num: Num) -> Option<Fold> {
    crate::dispatch!(num, T => Some(Fold { reduce: best::reduce::<T, best::Max>, ..in_order::<op::Maximum, T>() }))
}

/// Bits that all elements have. Booleans and integers.
pub fn bitwise_and(num: Num) -> Option<Fold> {
    crate::dispatch!(
        num,
        T in [Bool, I8, U8, I16, U16, I32, U32, I64, U64] => Some(regrouped::<op::BitAnd, T>()),
        else => None
    )
}

/// Bits that any element has. Booleans and integers.
pub fn bitwise_or(num: Num) -> Option<Fold> {
    crate::dispatch!(
        num,
        T in [Bool, I8, U8, I16, U16, I32, U32, I64, U64] => Some(regrouped::<op::BitOr, T>()),
        else => None
    )
}

/// Parity of each bit over the elements. Booleans and integers.
pub fn bitwise_xor(num: Num) -> Option<Fold> {
    crate::dispatch!(
        num,
        T in [Bool, I8, U8, I16, U16, I32, U32, I64, U64] => Some(regrouped::<op::BitXor, T>()),
        else => None
    )
}

/// Whether the accumulator and every element are true; stops at the first that is not. Booleans only ([`all`] takes
/// any kind).
pub fn logical_and(num: Num) -> Option<Fold> {
    let fold = Fold { reduce: truth::reduce_and, ..in_order::<op::LogicalAnd, Bool8>() };
    (num == Num::Bool).then_some(fold)
}

/// Whether the accumulator or any element is true; stops at the first that is. Booleans only ([`any`] takes any
/// kind).
pub fn logical_or(num: Num) -> Option<Fold> {
    let fold = Fold { reduce: truth::reduce_or, ..in_order::<op::LogicalOr, Bool8>() };
    (num == Num::Bool).then_some(fold)
}

/// Folds that depend on the order of their elements, which is from the left: `subtract: Sub for [..];` expands to
/// `pub fn subtract(num: Num) -> Option<Fold>`.
macro_rules! ordered {
    // $name: the getter; $op: the operation; $kind: the kinds that have it; $half: the folds of 16-bit floats, if not in order.
    ($($(#[$doc:meta])* $name:ident: $op:ident for [$($kind:ident),*] $(and $half:ident)?;)*) => { $(
        $(#[$doc])*
        pub fn $name(num: Num) -> Option<Fold> {
            crate::dispatch!(
                num,
                T in [$($kind),*] => Some(in_order::<op::$op, T>()),
                else => ordered!(@half num, $op $(in $half)?)
            )
        }
    )* };
    (@half $num:ident, $op:ident) => { None };
    (@half $num:ident, $op:ident in $half:ident) => {
        crate::dispatch!($num, T in [F16, BF16] => Some($half::<op::$op, T>()), else => None)
    };
}
ordered! {
    /// The first element minus all others, from the left.
    subtract: Sub for [I8, U8, I16, U16, I32, U32, I64, U64, F32, F64, C64, C128] and half;
    /// The first element divided by all others, from the left.
    divide: Div for [F32, F64, C64, C128] and half;
    /// Floor division from the left.
    floor_divide: FloorDiv for [I8, U8, I16, U16, I32, U32, I64, U64, F16, F32, F64, BF16];
    /// Remainders from the left.
    remainder: Rem for [I8, U8, I16, U16, I32, U32, I64, U64, F16, F32, F64, BF16];
    /// Shifts to the left, one after the other.
    left_shift: Shl for [I8, U8, I16, U16, I32, U32, I64, U64];
    /// Shifts to the right, one after the other.
    right_shift: Shr for [I8, U8, I16, U16, I32, U32, I64, U64];
}
