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
            use nd_core::{Array, Operand, ReduceOptions, Result};

            /// The function as a value.
            pub const UFUNC: Ufunc = Ufunc::new(&$($table)::+);

            /// A call with options: `.out(..)`, `.where_(..)`, `.dtype(..)`, `.casting(..)`, then `.run()`.
            pub fn with<'a>(x: &'a (impl Operand + ?Sized), y: &'a (impl Operand + ?Sized)) -> Call<'a> {
                UFUNC.with_two(x, y)
            }

            /// Folds along axes.
            ///
            /// # Errors
            /// As [`Ufunc::reduce`].
            pub fn reduce<'a>(x: &Array, options: impl Into<ReduceOptions<'a>>) -> Result<Array> {
                UFUNC.reduce(x, options)
            }

            /// The running fold along `axis`.
            ///
            /// # Errors
            /// As [`Ufunc::accumulate`].
            pub fn accumulate(x: &Array, axis: isize) -> Result<Array> {
                UFUNC.accumulate(x, axis)
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
        }
    };
}

pub(crate) use {binary_function, unary_function};
