//! Rust's operators on arrays: `&a + &b`, `2.0 * &a`, `a += 1`.
//!
//! Each runs the same [`Elementwise`] as the function of its name in `nd-ufunc`. Operators cannot return an error, so
//! they panic at the caller's line with the message that the function returns.
//!
//! Scalars on the left are `i64`, `f64`, `bool` and `Complex<f64>` only: with more, a literal on the left would no longer have a
//! type to infer.

#![forbid(unsafe_code)]

use crate::array::Array;
use crate::engine::{Arg, Elementwise, Operand};
use crate::generated::operators as table;
use core::ops;
use nd_dtype::{Complex, Error};

#[cfg(test)]
mod tests;

#[cold]
#[track_caller]
fn refuse(operation: &'static str, error: &Error) -> ! {
    panic!("{operation}: {error}")
}

#[inline]
#[track_caller]
fn binary(function: &'static Elementwise, x: Arg<'_>, y: Arg<'_>) -> Array {
    match function.binary(x, y) {
        Ok(result) => result,
        Err(error) => refuse(function.name, &error),
    }
}

/// The operator of values that are given up: the memory of the first array among them that nobody else sees and that
/// fits becomes the result's.
#[inline]
#[track_caller]
fn reusing(function: &'static Elementwise, x: &impl Operand, y: &impl Operand) -> Array {
    for given in [x.given_up(), y.given_up()].into_iter().flatten() {
        if let Some(result) = function.call_reusing(given, &[x.operand(), y.operand()]) {
            return result;
        }
    }
    binary(function, x.operand(), y.operand())
}

#[track_caller]
fn unary(function: &'static Elementwise, x: &Array) -> Array {
    match function.unary(&Arg::Array(x)) {
        Ok(result) => result,
        Err(error) => refuse(function.name, &error),
    }
}

#[track_caller]
fn assign(function: &'static Elementwise, x: &Array, y: Arg<'_>) {
    if let Err(error) = function.assign(x, y) {
        refuse(function.name, &error);
    }
}

/// One row per binary operator: trait and method, the assigning trait and method, the function. Expands to
///
/// ```text
/// impl<T: Operand> Add<T> for &Array { .. }       impl<T: Operand> Add<T> for Array { .. }
/// impl<T: Operand> AddAssign<T> for Array { .. }  impl Add<&Array> for f64 { .. }  ..
/// ```
macro_rules! binary_operators {
    // $op, $method: the operator's trait; $op_assign, $assign: the assigning one; $table: the function's static.
    ($($op:ident $method:ident, $op_assign:ident $assign:ident => $table:ident;)*) => { $(
        impl<T: Operand> ops::$op<T> for &Array {
            type Output = Array;
            #[inline]
            #[track_caller]
            fn $method(self, other: T) -> Array {
                reusing(&table::$table, &self, &other)
            }
        }
        impl<T: Operand> ops::$op<T> for Array {
            type Output = Array;
            #[inline]
            #[track_caller]
            fn $method(self, other: T) -> Array {
                reusing(&table::$table, &self, &other)
            }
        }
        impl<T: Operand> ops::$op_assign<T> for Array {
            #[track_caller]
            fn $assign(&mut self, other: T) {
                assign(&table::$table, self, other.operand());
            }
        }
        impl<T: Operand> ops::$op_assign<T> for &Array {
            #[track_caller]
            fn $assign(&mut self, other: T) {
                assign(&table::$table, self, other.operand());
            }
        }
        binary_operators!(@left $op $method $table: i64, f64, bool, Complex<f64>);
    )* };
    (@left $op:ident $method:ident $table:ident: $($scalar:ty),*) => { $(
        impl ops::$op<&Array> for $scalar {
            type Output = Array;
            #[track_caller]
            fn $method(self, other: &Array) -> Array {
                binary(&table::$table, self.operand(), Arg::Array(other))
            }
        }
        impl ops::$op<Array> for $scalar {
            type Output = Array;
            #[track_caller]
            fn $method(self, other: Array) -> Array {
                reusing(&table::$table, &self, &other)
            }
        }
    )* };
}
binary_operators! {
    Add add, AddAssign add_assign => ADD;
    Sub sub, SubAssign sub_assign => SUBTRACT;
    Mul mul, MulAssign mul_assign => MULTIPLY;
    Div div, DivAssign div_assign => DIVIDE;
    Rem rem, RemAssign rem_assign => REMAINDER;
    BitAnd bitand, BitAndAssign bitand_assign => BITWISE_AND;
    BitOr bitor, BitOrAssign bitor_assign => BITWISE_OR;
    BitXor bitxor, BitXorAssign bitxor_assign => BITWISE_XOR;
    Shl shl, ShlAssign shl_assign => LEFT_SHIFT;
    Shr shr, ShrAssign shr_assign => RIGHT_SHIFT;
}

macro_rules! unary_operators {
    ($($op:ident $method:ident => $table:ident;)*) => { $(
        impl ops::$op for &Array {
            type Output = Array;
            #[track_caller]
            fn $method(self) -> Array {
                unary(&table::$table, self)
            }
        }
        impl ops::$op for Array {
            type Output = Array;
            #[track_caller]
            fn $method(self) -> Array {
                let reused = table::$table.call_reusing(&self, &[Arg::Array(&self)]);
                reused.unwrap_or_else(|| unary(&table::$table, &self))
            }
        }
    )* };
}
unary_operators! { Neg neg => NEGATIVE; Not not => INVERT; }
