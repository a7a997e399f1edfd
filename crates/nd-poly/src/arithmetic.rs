//! Sums, products, quotients and values of polynomials.

use nd_core::{Array, DType, Result, Scalar, concatenate, result_type, zeros};
use nd_index::s;
use nd_linalg::{ConvolveMode, convolve};
use nd_ufunc::{Tolerance, add, multiply, subtract};

/// The coefficients on one axis: a number is a constant polynomial.
pub(crate) fn flat(p: &Array) -> Result<Array> {
    if p.ndim() == 0 { p.ravel() } else { Ok(p.clone()) }
}

/// `p` with zeros before it, so that it has `len` coefficients.
fn padded(p: &Array, len: usize) -> Result<Array> {
    match len.saturating_sub(p.size()) {
        0 => Ok(p.clone()),
        missing => concatenate(&[&zeros(missing, p.dtype())?, p], 0),
    }
}

/// Both with as many coefficients as the longer one.
fn alike(a: &Array, b: &Array) -> Result<(Array, Array)> {
    let (a, b) = (flat(a)?, flat(b)?);
    let len = a.size().max(b.size());
    Ok((padded(&a, len)?, padded(&b, len)?))
}

/// `p` without the zeros that its highest powers have; at least one coefficient stays.
pub(crate) fn trimmed(p: &Array) -> Result<Array> {
    let p = flat(p)?;
    let nonzero = nd_index::flatnonzero(&p)?;
    if nonzero.size() == 0 {
        return zeros(1, p.dtype());
    }
    let first: i64 = nonzero.slice(s![0])?.item()?;
    p.slice(s![first as isize..])
}

/// The sum of two polynomials.
///
/// ```
/// use nd_core::array;
/// assert_eq!(nd_poly::polyadd(&array![1, 2], &array![9, 5, 4])?.to_string(), "[9 6 6]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Dtypes without a sum, memory that cannot be had or is borrowed elsewhere.
#[doc(alias = "numpy.polyadd")]
pub fn polyadd(a: &Array, b: &Array) -> Result<Array> {
    let (a, b) = alike(a, b)?;
    add(&a, &b)
}

/// The difference of two polynomials.
///
/// ```
/// use nd_core::array;
/// assert_eq!(nd_poly::polysub(&array![2, 10, -2], &array![3, 10, -4])?.to_string(), "[-1  0  2]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Dtypes without a difference, memory that cannot be had or is borrowed elsewhere.
#[doc(alias = "numpy.polysub")]
pub fn polysub(a: &Array, b: &Array) -> Result<Array> {
    let (a, b) = alike(a, b)?;
    subtract(&a, &b)
}

/// The product of two polynomials. Zeros before their highest powers are left out.
///
/// ```
/// use nd_core::array;
/// assert_eq!(nd_poly::polymul(&array![1, 2, 3], &array![9, 5, 1])?.to_string(), "[ 9 23 38 17  3]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Dtypes without a product, memory that cannot be had or is borrowed elsewhere.
#[doc(alias = "numpy.polymul")]
pub fn polymul(a: &Array, b: &Array) -> Result<Array> {
    if a.ndim().max(b.ndim()) > 1 {
        return Err(crate::PolyError::OnlyOneAxis.into());
    }
    convolve(&trimmed(a)?, &trimmed(b)?, ConvolveMode::Full)
}

/// Quotient and remainder of two polynomials, in floats.
///
/// ```
/// use nd_core::array;
/// let (quotient, remainder) = nd_poly::polydiv(&array![3.0, 5.0, 2.0], &array![2.0, 1.0])?;
/// assert_eq!((quotient.to_string(), remainder.to_string()), ("[1.5  1.75]".into(), "[0.25]".into()));
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Polynomials without coefficients, dtypes without a quotient, memory that cannot be had or is borrowed elsewhere.
#[doc(alias = "numpy.polydiv")]
pub fn polydiv(u: &Array, v: &Array) -> Result<(Array, Array)> {
    let (u, v) = (add(&flat(u)?, 0.0)?, add(&flat(v)?, 0.0)?);
    let dtype = result_type(&[u.dtype().into(), v.dtype().into()])?;
    let scale = nd_ufunc::divide(1.0, v.slice(s![0])?)?;
    u.slice(s![0])?;
    let (m, n) = (u.size() - 1, v.size() - 1);
    let quotient = zeros((m + 1).saturating_sub(n).max(1), &dtype)?;
    let mut rest = u.astype(&dtype)?;
    for k in 0..(m + 1).saturating_sub(n) {
        let d = multiply(&scale, rest.slice(s![k as isize])?)?;
        quotient.set(s![k as isize], &d)?;
        let under = rest.slice(s![k as isize..(k + n + 1) as isize])?;
        (under.lazy() - v.lazy() * &d).eval_into(&under)?;
    }
    let none = Tolerance::new().rtol(1e-14);
    while rest.size() > 1 && none.allclose(&rest.slice(s![0])?, 0)? {
        rest = rest.slice(s![1..])?;
    }
    Ok((quotient, rest.copy()?))
}

/// The values of a polynomial at each element of `x`, by Horner's scheme: one fused loop. Coefficients with several axes are
/// arrays that broadcast with `x`, one for each position along the first.
///
/// ```
/// use nd_core::array;
/// assert_eq!(nd_poly::polyval(&array![3, 0, 1], 5)?.to_string(), "76");
/// assert_eq!(nd_poly::polyval(&array![1, 0, -1], &array![0.0, 1.0, 2.0])?.to_string(), "[-1.  0.  3.]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Shapes that do not broadcast, dtypes without a product, memory that cannot be had or is borrowed elsewhere.
#[doc(alias = "numpy.polyval")]
pub fn polyval(p: &Array, x: impl nd_core::Operand) -> Result<Array> {
    let p = flat(p)?;
    let x = match x.operand() {
        nd_core::Arg::Array(array) => array.clone(),
        scalar => nd_core::full((), scalar)?,
    };
    if p.len()? == 0 {
        return nd_core::zeros_like(&x);
    }
    if p.ndim() > 1 {
        // Each coefficient is an array.
        let mut value = nd_core::zeros_like(&x)?;
        for k in 0..p.len()? as isize {
            value = add(multiply(&value, &x)?, p.slice(s![k])?)?;
        }
        return Ok(value);
    }
    let start = Scalar::I64(0).cast(x.dtype())?;
    let mut value = x.lazy() * start;
    for (k, coefficient) in coefficients(&p)?.into_iter().enumerate() {
        value = if k == 0 { value + coefficient } else { value * &x + coefficient };
    }
    value.eval()
}

/// The coefficients as scalars of their dtype.
fn coefficients(p: &Array) -> Result<Vec<Scalar>> {
    (0..p.size() as isize).map(|k| p.slice(s![k])?.scalar()).collect()
}

/// The dtype of floats that coefficients are divided in.
pub(crate) fn inexact(dtype: &DType) -> DType {
    match dtype.num() {
        Some(num) if matches!(dtype.kind(), 'f' | 'c') => DType::from_num(num),
        _ => DType::F64,
    }
}
