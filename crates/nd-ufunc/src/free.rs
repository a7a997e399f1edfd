//! The reductions of [`MathExt`] as functions with NumPy's names.

#![forbid(unsafe_code)]

use crate::MathExt;
use nd_core::{Array, ReduceOptions, Result};

/// One function per line, which calls the method of its name: `sum: "numpy.sum", "[3 5 7]";`, the last the result for
/// `[[0, 1, 2], [3, 4, 5]]` along axis 0. Expands to
///
/// ```text
/// pub fn sum<'a>(x: &Array, options: impl Into<ReduceOptions<'a>>) -> Result<Array> { x.sum(options) }
/// ```
macro_rules! reductions {
    // $name: the function; $alias: NumPy's name; $shown: the result of the example.
    ($($(#[$doc:meta])* $name:ident: $alias:literal, $shown:literal;)*) => { $(
        $(#[$doc])*
        ///
        /// ```
        /// let x = nd_core::arange(6).reshape((2, 3))?;
        #[doc = concat!("assert_eq!(nd_ufunc::", stringify!($name), "(&x, 0)?.to_string(), \"", $shown, "\");")]
        /// # Ok::<(), nd_core::Error>(())
        /// ```
        ///
        /// # Errors
        /// Axes that the array does not have, dtypes that the function does not take, memory that cannot be had or is
        /// borrowed elsewhere.
        #[doc(alias = $alias)]
        pub fn $name<'a>(x: &Array, options: impl Into<ReduceOptions<'a>>) -> Result<Array> {
            MathExt::$name(x, options)
        }
    )* };
}
reductions! {
    /// The sum along axes; small integers are summed as 64-bit ones.
    sum: "numpy.sum", "[3 5 7]";
    /// The product along axes; small integers are multiplied as 64-bit ones.
    prod: "numpy.prod", "[ 0  4 10]";
    /// The mean along axes, in `float64` for integers.
    mean: "numpy.mean", "[1.5 2.5 3.5]";
    /// The variance along axes.
    var: "numpy.var", "[2.25 2.25 2.25]";
    /// The standard deviation along axes.
    std: "numpy.std", "[1.5 1.5 1.5]";
    /// The smallest element along axes; NaN if there is one.
    min: "numpy.min", "[0 1 2]";
    /// The largest element along axes; NaN if there is one.
    max: "numpy.max", "[3 4 5]";
    /// Whether any element along axes is true.
    any: "numpy.any", "[ True  True  True]";
    /// Whether all elements along axes are true.
    all: "numpy.all", "[False  True  True]";
    /// The position of the first smallest element, along one axis or in C order over all.
    argmin: "numpy.argmin", "[0 0 0]";
    /// The position of the first largest element, along one axis or in C order over all.
    argmax: "numpy.argmax", "[1 1 1]";
    /// Running sums along one axis, or over all elements in C order.
    cumsum: "numpy.cumsum", "[[0 1 2]\\n [3 5 7]]";
    /// Running products along one axis, or over all elements in C order.
    cumprod: "numpy.cumprod", "[[ 0  1  2]\\n [ 0  4 10]]";
    /// The distance between the largest and the smallest element along axes.
    ptp: "numpy.ptp", "[3 3 3]";
}
pub use {max as amax, min as amin};
