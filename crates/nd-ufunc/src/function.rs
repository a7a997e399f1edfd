//! The two shapes of a generated function: a `fn` beside a `mod` of its methods.

#![forbid(unsafe_code)]

/// A function of two operands: `binary_function! { /// Adds. add = operators::ADD; }` expands to
///
/// ```text
/// pub fn add(x: &impl Operand, y: &impl Operand) -> Result<Array> { .. }
/// pub mod add { pub const UFUNC: Ufunc; pub fn with(..), reduce(..), accumulate(..), outer(..) }
/// ```
macro_rules! binary_function {
    // $doc: documentation; $name: the function; $table: the path of its static.
    ($(#[$doc:meta])* $name:ident = $($table:ident)::+;) => {
        $(#[$doc])*
        ///
        /// # Errors
        /// Shapes that do not broadcast, dtypes that the function does not take, memory that cannot be had or is
        /// borrowed elsewhere.
        pub fn $name(x: impl nd_core::Operand, y: impl nd_core::Operand) -> nd_core::Result<nd_core::Array> {
            $($table)::+.binary(x.operand(), y.operand())
        }

        #[doc = concat!("The methods of [`", stringify!($name), "`](fn@crate::", stringify!($name), ").")]
        pub mod $name {
            use crate::ufunc::{Call, Ufunc};
            use nd_core::{Array, IntoIndex, Operand, ReduceOptions, Result};

            /// The function as a value.
            pub const UFUNC: Ufunc = Ufunc::new(&$($table)::+);

            /// A call with options: `.out(..)`, `.where_(..)`, `.dtype(..)`, `.casting(..)`, then `.run()`.
            pub fn with<'a>(x: &'a (impl Operand + ?Sized), y: &'a (impl Operand + ?Sized)) -> Call<'a> {
                UFUNC.with_two(x, y)
            }

            /// The function as a part of a fused expression.
            pub fn lazy(x: impl nd_core::Term, y: impl nd_core::Term) -> nd_core::Expr {
                nd_core::Expr::call(&$($table)::+, [x.term(), y.term()])
            }

            /// Folds along axes.
            ///
            /// # Errors
            /// As [`Ufunc::reduce`].
            pub fn reduce<'a>(x: &Array, options: impl Into<ReduceOptions<'a>>) -> Result<Array> {
                UFUNC.reduce(x, options)
            }

            /// The running fold along an axis.
            ///
            /// # Errors
            /// As [`Ufunc::accumulate`].
            pub fn accumulate<'a>(x: &Array, options: impl Into<ReduceOptions<'a>>) -> Result<Array> {
                UFUNC.accumulate(x, options)
            }

            /// Folds of the stretches that start at `starts`.
            ///
            /// # Errors
            /// As [`Ufunc::reduceat`].
            pub fn reduceat<'a>(
                x: &Array,
                starts: &Array,
                options: impl Into<ReduceOptions<'a>>,
            ) -> Result<Array> {
                UFUNC.reduceat(x, starts, options)
            }

            /// Applies the function in place to the elements at `index`, with `y` as second operand.
            ///
            /// # Errors
            /// As [`Ufunc::at`].
            pub fn at(x: &Array, index: impl IntoIndex, y: impl Operand) -> Result<()> {
                UFUNC.at(x, index, y)
            }

            /// The function of every pair of elements.
            ///
            /// # Errors
            /// As [`Ufunc::outer`].
            pub fn outer(x: &Array, y: &Array) -> Result<Array> {
                UFUNC.outer(x, y)
            }
        }
    };
}

/// A function of one operand; see [`binary_function`].
macro_rules! unary_function {
    // $doc: documentation; $name: the function; $table: the path of its static.
    ($(#[$doc:meta])* $name:ident = $($table:ident)::+;) => {
        $(#[$doc])*
        ///
        /// # Errors
        /// Dtypes that the function does not take, memory that cannot be had or is borrowed elsewhere.
        pub fn $name(x: impl nd_core::Operand) -> nd_core::Result<nd_core::Array> {
            $($table)::+.unary(&x.operand())
        }

        #[doc = concat!("The methods of [`", stringify!($name), "`](fn@crate::", stringify!($name), ").")]
        pub mod $name {
            use crate::ufunc::{Call, Ufunc};

            /// The function as a value.
            pub const UFUNC: Ufunc = Ufunc::new(&$($table)::+);

            /// A call with options: `.out(..)`, `.where_(..)`, `.dtype(..)`, `.casting(..)`, then `.run()`.
            pub fn with<'a>(x: &'a (impl nd_core::Operand + ?Sized)) -> Call<'a> {
                UFUNC.with_one(x)
            }

            /// The function as a part of a fused expression.
            pub fn lazy(x: impl nd_core::Term) -> nd_core::Expr {
                nd_core::Expr::call(&$($table)::+, [x.term()])
            }

            /// Applies the function in place to the elements at `index`.
            ///
            /// # Errors
            /// As [`Ufunc::at_one`].
            pub fn at(x: &nd_core::Array, index: impl nd_core::IntoIndex) -> nd_core::Result<()> {
                UFUNC.at_one(x, index)
            }
        }
    };
}

/// A function of two operands with two results; see [`binary_function`].
macro_rules! binary_pair_function {
    // $doc: documentation; $name: the function; $table: the path of its static.
    ($(#[$doc:meta])* $name:ident = $($table:ident)::+;) => {
        $(#[$doc])*
        ///
        /// # Errors
        /// Shapes that do not broadcast, dtypes that the function does not take, memory that cannot be had or is
        /// borrowed elsewhere.
        pub fn $name(
            x: impl nd_core::Operand,
            y: impl nd_core::Operand,
        ) -> nd_core::Result<(nd_core::Array, nd_core::Array)> {
            $name::UFUNC.with_two(&x, &y).run_pair()
        }

        #[doc = concat!("The methods of [`", stringify!($name), "`](fn@crate::", stringify!($name), ").")]
        pub mod $name {
            use crate::ufunc::{Call, Ufunc};

            /// The function as a value.
            pub const UFUNC: Ufunc = Ufunc::new(&$($table)::+);

            /// A call with options: `.outs(..)`, `.where_(..)`, `.casting(..)`, then `.run_pair()`.
            pub fn with<'a>(
                x: &'a (impl nd_core::Operand + ?Sized),
                y: &'a (impl nd_core::Operand + ?Sized),
            ) -> Call<'a> {
                UFUNC.with_two(x, y)
            }
        }
    };
}

/// A function of one operand with two results; see [`binary_function`].
macro_rules! unary_pair_function {
    // $doc: documentation; $name: the function; $table: the path of its static.
    ($(#[$doc:meta])* $name:ident = $($table:ident)::+;) => {
        $(#[$doc])*
        ///
        /// # Errors
        /// Dtypes that the function does not take, memory that cannot be had or is borrowed elsewhere.
        pub fn $name(x: impl nd_core::Operand) -> nd_core::Result<(nd_core::Array, nd_core::Array)> {
            $name::UFUNC.with_one(&x).run_pair()
        }

        #[doc = concat!("The methods of [`", stringify!($name), "`](fn@crate::", stringify!($name), ").")]
        pub mod $name {
            use crate::ufunc::{Call, Ufunc};

            /// The function as a value.
            pub const UFUNC: Ufunc = Ufunc::new(&$($table)::+);

            /// A call with options: `.outs(..)`, `.where_(..)`, `.casting(..)`, then `.run_pair()`.
            pub fn with<'a>(x: &'a (impl nd_core::Operand + ?Sized)) -> Call<'a> {
                UFUNC.with_one(x)
            }
        }
    };
}

pub(crate) use {binary_function, binary_pair_function, unary_function, unary_pair_function};
