//! `dot`, `inner` and `vdot`: products without broadcasting.

#![forbid(unsafe_code)]

use super::batch::{multiply, product_dtype};
use super::vecdot;
use crate::error::LinalgError;
use nd_core::{Array, CallOptions, DType, Operand, Result, empty, operators};

/// The sum over the last axis of `a` and the second to last of `b`; every other axis of both stays.
///
/// `(A.., k) · (B.., k, n) -> (A.., B.., n)`: for matrices the matrix product, for vectors the inner product, for operands
/// without axes the product. [`dot::with`] takes an output.
///
/// ```
/// use nd_core::{arange, ones};
/// assert_eq!(nd_linalg::dot(&arange(3), &arange(3))?.to_string(), "5");
/// assert_eq!(nd_linalg::dot(&ones((2, 3, 4), "f8")?, &ones((5, 4, 6), "f8")?)?.shape(), [2, 3, 5, 6]);
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Inner lengths that differ, dtypes without a product.
#[doc(alias = "numpy.dot")]
pub fn dot(a: &Array, b: &Array) -> Result<Array> {
    dot_call(a, b, None)
}

/// The methods of [`dot`](fn@crate::dot).
pub mod dot {
    use crate::products::ProductCall;
    use nd_core::Array;

    /// A call with options: `.out(..)`, then `.run()`. The output must have exactly the dtype, the number of axes and the
    /// shape of the result, and be C-contiguous.
    ///
    /// ```
    /// use nd_core::{arange, zeros};
    /// let (x, y) = (arange(4).reshape((2, 2))?, zeros((2, 2), "i8")?);
    /// nd_linalg::dot::with(&x, &x).out(&y).run()?;
    /// assert_eq!(y.to_string(), "[[ 2  3]\n [ 6 11]]");
    /// assert_eq!(
    ///     nd_linalg::dot::with(&x, &arange(2)).out(&x).run().unwrap_err().to_string(),
    ///     "output array is not acceptable (must have the right datatype, number of dimensions, and be a C-Array)"
    /// );
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    pub fn with<'a>(a: &'a Array, b: &'a Array) -> ProductCall<'a> {
        ProductCall::new(super::dot_call, a, b)
    }
}

fn dot_call(a: &Array, b: &Array, out: Option<&Array>) -> Result<Array> {
    let dtype = product_dtype("dot", [a, b])?;
    if a.ndim() == 0 || b.ndim() == 0 {
        let shape = if a.ndim() == 0 { b.shape() } else { a.shape() };
        if let Some(out) = out {
            check_output(out, shape, &dtype)?;
        }
        return operators::MULTIPLY
            .call(&[a.operand(), b.operand()], &CallOptions { out, ..Default::default() });
    }
    let right_axis = b.ndim().saturating_sub(2);
    sum_of_products(a, b, right_axis, out, &dtype)
}

/// The sum over the last axes of both; every other axis of both stays.
///
/// `(A.., k) · (B.., k) -> (A.., B..)`.
///
/// ```
/// use nd_core::ones;
/// assert_eq!(nd_linalg::inner(&ones((2, 3), "f8")?, &ones((4, 3), "f8")?)?.shape(), [2, 4]);
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Last lengths that differ, dtypes without a product.
#[doc(alias = "numpy.inner")]
pub fn inner(a: &Array, b: &Array) -> Result<Array> {
    if a.ndim() == 0 || b.ndim() == 0 {
        return dot_call(a, b, None);
    }
    let b = if b.ndim() > 1 { b.swapaxes(-1, -2)? } else { b.alias() };
    dot_call(a, &b, None)
}

/// The inner product of all elements in C order, of the conjugate of `a`.
///
/// ```
/// use nd_core::{Complex, array};
/// let x = array![Complex::new(0.0, 1.0)];
/// assert_eq!(nd_linalg::vdot(&x, &x)?.to_string(), "(1+0j)");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Operands of different sizes, dtypes without a product.
#[doc(alias = "numpy.vdot")]
pub fn vdot(a: &Array, b: &Array) -> Result<Array> {
    let a = a.ravel()?;
    vecdot(&a, &b.ravel()?.reshape(a.size())?)
}

/// The N-dimensional product: each matrix of `b` with all rows of `a`.
fn sum_of_products(
    a: &Array,
    b: &Array,
    right_axis: usize,
    out: Option<&Array>,
    dtype: &DType,
) -> Result<Array> {
    let left_axis = a.ndim() - 1;
    let k = a.shape()[left_axis];
    if k != b.shape()[right_axis] {
        let (left, right) = (a.shape().to_vec(), b.shape().to_vec());
        return Err(LinalgError::NotAligned { left, right, left_axis, right_axis }.into());
    }
    let column = if b.ndim() == 1 { Some(b.expand_dims(-1)?) } else { None };
    let b2 = column.as_ref().unwrap_or(b);
    let (rows, stacks) = (&a.shape()[..left_axis], &b2.shape()[..b2.ndim() - 2]);
    let n = b2.shape()[b2.ndim() - 1];
    let mut shape = [rows, stacks].concat();
    if b.ndim() > 1 {
        shape.push(n);
    }
    let result = match out {
        None => empty(&shape, dtype.clone())?,
        Some(out) => {
            check_output(out, &shape, dtype)?;
            out.clone()
        }
    };
    // The result is (rows.., stacks.., n) in C order; each product fills (all rows, n) of it, for one stack.
    let size: usize = rows.iter().product();
    let mut target = vec![size];
    target.extend(stacks);
    target.push(n);
    let target = result.reshape(&target)?.moveaxis(0, -2)?;
    let matrix = if a.ndim() == 2 { a.alias() } else { a.reshape([size, k])? };
    multiply("dot", [&matrix, b2], &target, dtype, false)?;
    Ok(result)
}

/// NumPy's rule for the output of `dot`.
fn check_output(out: &Array, shape: &[usize], dtype: &DType) -> Result<()> {
    if out.dtype() != dtype || out.ndim() != shape.len() || !out.is_c_contiguous() {
        return Err(LinalgError::OutputNotAcceptable.into());
    }
    if out.shape() != shape {
        return Err(LinalgError::OutputShape.into());
    }
    Ok(())
}
