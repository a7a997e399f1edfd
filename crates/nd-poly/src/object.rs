//! `Poly1d`: a polynomial as a value with operators.

use crate::arithmetic::trimmed;
use crate::{PolyError, poly, polyadd, polyder, polydiv, polyint, polymul, polysub, polyval, roots};
use core::{fmt, ops};
use nd_core::{Array, Error, Operand, Result};

/// A polynomial: coefficients with the highest power first, without zeros before it.
///
/// ```
/// use nd_core::array;
/// use nd_poly::Poly1d;
/// let p = Poly1d::new(&array![1, 2, 3])?;
/// assert_eq!(p.order(), 2);
/// assert_eq!(p.eval(2)?.to_string(), "11");
/// assert_eq!(format!("{:?}", &p * &p), "poly1d([ 1,  4, 10, 12,  9])");
/// assert_eq!(format!("{:?}", p.deriv(1)?), "poly1d([2, 2])");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Panics
/// The operators panic where the functions of the same names ([`polyadd`], [`polymul`], ...) return an error.
#[doc(alias = "numpy.poly1d")]
#[derive(Clone)]
pub struct Poly1d {
    coefficients: Array,
}

impl Poly1d {
    /// The polynomial with these coefficients, the highest power first.
    ///
    /// # Errors
    /// Several axes; memory that cannot be had or is borrowed elsewhere.
    pub fn new(coefficients: &Array) -> Result<Poly1d> {
        if coefficients.ndim() > 1 {
            return Err(PolyError::OnlyOneAxis.into());
        }
        Ok(Poly1d { coefficients: trimmed(coefficients)? })
    }

    /// The polynomial with these roots and a first coefficient of one.
    ///
    /// # Errors
    /// As [`poly`].
    pub fn from_roots(roots: &Array) -> Result<Poly1d> {
        Poly1d::new(&poly(roots)?)
    }

    /// The coefficients, the highest power first.
    #[doc(alias = "c")]
    pub fn coeffs(&self) -> &Array {
        &self.coefficients
    }

    /// The highest power.
    #[doc(alias = "o")]
    pub fn order(&self) -> usize {
        self.coefficients.size() - 1
    }

    /// The roots.
    ///
    /// # Errors
    /// As [`roots`].
    #[doc(alias = "r")]
    pub fn roots(&self) -> Result<Array> {
        roots(&self.coefficients)
    }

    /// The values at each element of `x`.
    ///
    /// # Errors
    /// As [`polyval`].
    #[doc(alias = "__call__")]
    pub fn eval(&self, x: impl Operand) -> Result<Array> {
        polyval(&self.coefficients, x)
    }

    /// The `m`-th derivative.
    ///
    /// # Errors
    /// As [`polyder`].
    pub fn deriv(&self, m: usize) -> Result<Poly1d> {
        Poly1d::new(&polyder(&self.coefficients, m)?)
    }

    /// The `m`-th integral with these constants.
    ///
    /// # Errors
    /// As [`polyint`].
    pub fn integ(&self, m: usize, constants: impl Operand) -> Result<Poly1d> {
        Poly1d::new(&polyint(&self.coefficients, m, constants)?)
    }

    /// Quotient and remainder.
    ///
    /// # Errors
    /// As [`polydiv`].
    pub fn div_rem(&self, other: &Poly1d) -> Result<(Poly1d, Poly1d)> {
        let (quotient, remainder) = polydiv(&self.coefficients, &other.coefficients)?;
        Ok((Poly1d::new(&quotient)?, Poly1d::new(&remainder)?))
    }
}

impl fmt::Debug for Poly1d {
    /// NumPy's `repr`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let array = format!("{:?}", self.coefficients);
        let inner = array.strip_prefix("array(").unwrap_or(&array);
        let inner = inner.strip_suffix(')').unwrap_or(inner);
        write!(f, "poly1d({})", inner.rsplit_once(", dtype=").map_or(inner, |(values, _)| values))
    }
}

#[track_caller]
fn made(operation: &'static str, result: Result<Array>) -> Poly1d {
    match result.and_then(|coefficients| Poly1d::new(&coefficients)) {
        Ok(polynomial) => polynomial,
        Err(error) => refuse(operation, &error),
    }
}

#[cold]
#[track_caller]
fn refuse(operation: &'static str, error: &Error) -> ! {
    panic!("{operation}: {error}")
}

/// One row per operator: trait, method, function.
macro_rules! operators {
    // $op, $method: the operator's trait; $function: of coefficients.
    ($($op:ident $method:ident => $function:ident;)*) => { $(
        impl ops::$op for &Poly1d {
            type Output = Poly1d;
            #[track_caller]
            fn $method(self, other: &Poly1d) -> Poly1d {
                made(stringify!($function), $function(&self.coefficients, &other.coefficients))
            }
        }
    )* };
}
operators! { Add add => polyadd; Sub sub => polysub; Mul mul => polymul; }

impl ops::Neg for &Poly1d {
    type Output = Poly1d;
    #[track_caller]
    fn neg(self) -> Poly1d {
        made("negative", nd_ufunc::negative(&self.coefficients))
    }
}
