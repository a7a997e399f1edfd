//! From a polynomial to its roots and back.

use crate::PolyError;
use crate::arithmetic::{flat, inexact};
use nd_core::{Array, Complex, DType, Part, Result, Slice, concatenate, ones, zeros};
use nd_index::{flatnonzero, s};
use nd_linalg::{ConvolveMode, convolve, eigvals};
use nd_ufunc::{array_equal, conjugate, divide, negative};

/// The coefficients of the polynomial with given roots, or the characteristic polynomial of a square matrix; the first
/// coefficient is one.
///
/// ```
/// use nd_core::array;
/// assert_eq!(nd_poly::poly(&array![0, 1, -1])?.to_string(), "[ 1.  0. -1.  0.]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Arrays that are neither a list nor a square matrix, dtypes without a product, memory that cannot be had or is borrowed
/// elsewhere.
#[doc(alias = "numpy.poly")]
pub fn poly(roots: &Array) -> Result<Array> {
    let roots = match *roots.shape() {
        [m, n] if m == n && m > 0 => eigvals(roots)?,
        [] | [_] => flat(roots)?.astype(product_dtype(roots.dtype()))?,
        _ => return Err(PolyError::RootsShape.into()),
    };
    let mut p = ones(1, roots.dtype())?;
    for k in 0..roots.size() as isize {
        let factor = concatenate(&[&ones(1, roots.dtype())?, &negative(roots.slice(s![k..k + 1])?)?], 0)?;
        p = convolve(&p, &factor, ConvolveMode::Full)?;
    }
    if p.dtype().kind() == 'c' {
        // Roots that come with their conjugates make real coefficients.
        let sorted = |x: &Array| -> Result<Array> {
            let mut values: Vec<Complex<f64>> = x.to_vec()?;
            // Both zeros are one number, and so in one place.
            let by = |a: f64, b: f64| (a + 0.0).total_cmp(&(b + 0.0));
            values.sort_by(|a, b| by(a.re, b.re).then(by(a.im, b.im)));
            Array::from_vec(values)
        };
        if array_equal(&sorted(&roots)?, &sorted(&conjugate(&roots)?)?)? {
            return p.real().copy();
        }
    }
    Ok(p)
}

/// The dtype that a product of differences from roots is computed in: NumPy computes halves in `float64`.
fn product_dtype(dtype: &DType) -> DType {
    match dtype.num() {
        Some(num) if num.is_half() => DType::F64,
        _ => inexact(dtype),
    }
}

/// The roots of a polynomial: the eigenvalues of its companion matrix.
///
/// ```
/// use nd_core::array;
/// let roots = nd_poly::roots(&array![1.0, -3.0, 2.0])?;
/// assert_eq!(nd_ufunc::round(&roots, 12)?.to_string(), "[2. 1.]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Coefficients with several axes or that are not finite, memory that cannot be had or is borrowed elsewhere.
///
/// Source: R. A. Horn, C. R. Johnson, *Matrix Analysis* (1999), pp. 146-147.
#[doc(alias = "numpy.roots")]
pub fn roots(p: &Array) -> Result<Array> {
    let p = flat(p)?;
    if p.ndim() != 1 {
        return Err(PolyError::Rank.into());
    }
    let nonzero = flatnonzero(&p)?;
    if nonzero.size() == 0 {
        return zeros(0, DType::F64);
    }
    let at = |k: isize| nonzero.slice(s![k])?.item::<i64>();
    let (first, last) = (at(0)? as usize, at(-1)? as usize);
    // Zeros behind the lowest power are roots at zero.
    let at_zero = p.size() - 1 - last;
    let p = p.slice(s![first as isize..last as isize + 1])?.astype(inexact(p.dtype()))?;
    let n = p.size();
    let found = if n > 1 {
        let companion = zeros((n - 1, n - 1), p.dtype())?;
        let below = Slice { start: Some(n as isize - 1), stop: None, step: Some(n as isize) };
        companion.reshape(-1)?.slice([Part::from(below)])?.fill(1)?;
        let row = divide(&negative(p.slice(s![1..])?)?, p.slice(s![0])?)?;
        companion.slice(s![0])?.assign(&row)?;
        eigvals(&companion)?
    } else {
        zeros(0, DType::F64)?
    };
    if at_zero == 0 { Ok(found) } else { concatenate(&[&found, &zeros(at_zero, found.dtype())?], 0) }
}
