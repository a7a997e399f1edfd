//! Rust's operators on expressions. They build and never fail: errors come with the evaluation.

#![forbid(unsafe_code)]

use super::{Expr, Term};
use crate::array::Array;
use crate::generated::operators as table;
use core::ops;
use nd_dtype::Complex;

/// One row per binary operator: trait, method, function. Expands to
///
/// ```text
/// impl<T: Term> Add<T> for Expr { .. }   impl<T: Term> Add<T> for &Expr { .. }
/// impl Add<Expr> for &Array { .. }       impl Add<Expr> for f64 { .. }  ..
/// ```
macro_rules! binary_operators {
    // $op, $method: the operator's trait; $table: the function's static.
    ($($op:ident $method:ident => $table:ident;)*) => { $(
        impl<T: Term> ops::$op<T> for Expr {
            type Output = Expr;
            fn $method(self, other: T) -> Expr {
                Expr::call(&table::$table, [self, other.term()])
            }
        }
        impl<T: Term> ops::$op<T> for &Expr {
            type Output = Expr;
            fn $method(self, other: T) -> Expr {
                Expr::call(&table::$table, [self.clone(), other.term()])
            }
        }
        binary_operators!(@left $op $method $table: &Array, i64, f64, bool, Complex<f64>);
    )* };
    // $scalar: what may stand on the left.
    (@left $op:ident $method:ident $table:ident: $($scalar:ty),*) => { $(
        impl ops::$op<Expr> for $scalar {
            type Output = Expr;
            fn $method(self, other: Expr) -> Expr {
                Expr::call(&table::$table, [self.term(), other])
            }
        }
        impl ops::$op<&Expr> for $scalar {
            type Output = Expr;
            fn $method(self, other: &Expr) -> Expr {
                Expr::call(&table::$table, [self.term(), other.clone()])
            }
        }
    )* };
}
binary_operators! {
    Add add => ADD;
    Sub sub => SUBTRACT;
    Mul mul => MULTIPLY;
    Div div => DIVIDE;
    Rem rem => REMAINDER;
    BitAnd bitand => BITWISE_AND;
    BitOr bitor => BITWISE_OR;
    BitXor bitxor => BITWISE_XOR;
    Shl shl => LEFT_SHIFT;
    Shr shr => RIGHT_SHIFT;
}

macro_rules! unary_operators {
    // $op, $method: the operator's trait; $table: the function's static.
    ($($op:ident $method:ident => $table:ident;)*) => { $(
        impl ops::$op for Expr {
            type Output = Expr;
            fn $method(self) -> Expr {
                Expr::call(&table::$table, [self])
            }
        }
        impl ops::$op for &Expr {
            type Output = Expr;
            fn $method(self) -> Expr {
                Expr::call(&table::$table, [self.clone()])
            }
        }
    )* };
}
unary_operators! { Neg neg => NEGATIVE; Not not => INVERT; }
