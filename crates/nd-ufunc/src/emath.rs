//! Elementary functions that turn complex where real numbers have no value: NumPy's `emath`.
//!
//! Each looks at the values first: real arguments outside the domain of the real function make the whole array complex.

#![forbid(unsafe_code)]

use crate::closeness::as_array;
use crate::{MathExt as _, absolute, divide, greater, less};
use nd_core::{Array, DType, Operand, Result};

/// The array as complex numbers: of single precision for small dtypes.
fn to_complex(x: &Array) -> Result<Array> {
    let single = match x.dtype().kind() {
        'f' => x.itemsize() == 4,
        'c' => x.itemsize() == 8,
        'i' | 'u' => x.itemsize() <= 2,
        _ => false,
    };
    x.astype(if single { DType::C64 } else { DType::C128 })
}

/// The operand, complex if an element of a real one is `outside`.
fn widened(x: &impl Operand, outside: impl FnOnce(&Array) -> Result<Array>) -> Result<Array> {
    let x = as_array(x)?;
    if x.dtype().kind() == 'c' {
        return Ok(x);
    }
    if outside(&x)?.any(..)?.item()? { to_complex(&x) } else { Ok(x) }
}

fn negative(x: &Array) -> Result<Array> {
    less(x, 0)
}

fn beyond_one(x: &Array) -> Result<Array> {
    greater(&absolute(x)?, 1)
}

/// One function per line: `sqrt: negative, "numpy.emath.sqrt", -1.0, "1j";`, the last the result of the example.
macro_rules! functions {
    // $name: the function; $outside: where real numbers have no value; $alias: NumPy's name; $x, $shown: the example.
    ($($(#[$doc:meta])* $name:ident: $outside:ident, $alias:literal, $x:literal, $shown:literal;)*) => { $(
        $(#[$doc])*
        ///
        /// ```
        #[doc = concat!("assert_eq!(nd_ufunc::emath::", stringify!($name), "(", $x, ")?.to_string(), \"", $shown, "\");")]
        /// # Ok::<(), nd_core::Error>(())
        /// ```
        ///
        /// # Errors
        /// Dtypes that are no numbers, memory that cannot be had or is borrowed elsewhere.
        #[doc(alias = $alias)]
        pub fn $name(x: impl Operand) -> Result<Array> {
            crate::$name(&widened(&x, $outside)?)
        }
    )* };
}
functions! {
    /// The square root; complex if an element is negative.
    sqrt: negative, "numpy.emath.sqrt", "-4.0", "2j";
    /// The natural logarithm; complex if an element is negative.
    log: negative, "numpy.emath.log", "-1.0", "3.141592653589793j";
    /// The logarithm to base 2; complex if an element is negative.
    log2: negative, "numpy.emath.log2", "8.0", "3.0";
    /// The logarithm to base 10; complex if an element is negative.
    log10: negative, "numpy.emath.log10", "-10.0", "(1+1.3643763538418412j)";
    /// The inverse cosine; complex if an element is beyond one.
    arccos: beyond_one, "numpy.emath.arccos", "0.0", "1.5707963267948966";
    /// The inverse sine; complex if an element is beyond one.
    arcsin: beyond_one, "numpy.emath.arcsin", "1.0", "1.5707963267948966";
    /// The inverse hyperbolic tangent; complex if an element is beyond one.
    arctanh: beyond_one, "numpy.emath.arctanh", "0.0", "0.0";
}

/// The logarithm of `x` to base `n`; complex if one of either is negative.
///
/// ```
/// assert_eq!(nd_ufunc::emath::logn(2, 8)?.to_string(), "3.0");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Shapes that do not broadcast, dtypes that are no numbers, memory that cannot be had or is borrowed elsewhere.
#[doc(alias = "numpy.emath.logn")]
pub fn logn(n: impl Operand, x: impl Operand) -> Result<Array> {
    divide(&log(x)?, &log(n)?)
}

/// `x` to the power of `p`; complex if an element of `x` is negative, and in floats if one of `p` is.
///
/// ```
/// assert_eq!(nd_ufunc::emath::power(&nd_core::array![2, 4], -1)?.to_string(), "[0.5  0.25]");
/// assert_eq!(nd_ufunc::emath::power(-2, 2)?.to_string(), "(4-0j)");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`logn`].
#[doc(alias = "numpy.emath.power")]
pub fn power(x: impl Operand, p: impl Operand) -> Result<Array> {
    let (x, mut p) = (widened(&x, negative)?, as_array(&p)?);
    if p.dtype().kind() != 'c' && negative(&p)?.any(..)?.item()? {
        p = crate::multiply(&p, 1.0)?;
    }
    crate::power(&x, &p)
}
