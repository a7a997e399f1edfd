//! Norms of vectors and matrices.
//!
//! A norm of order 2 is the root of a product of the array with itself; the others fold absolute values. All are computed in
//! double precision and rounded once.

#![forbid(unsafe_code)]

mod fold;
mod options;

pub use options::{NormOptions, Order, ord};

use crate::decompositions::svdvals;
use crate::error::LinalgError;
use crate::stack::Types;
use fold::Fold;
use nd_core::error::normalize_axis;
use nd_core::{Array, DType, Num, Result};

/// A norm of all elements, along one axis, or of matrices over two.
///
/// The options are `..`, an order, or both with axes: `norm(&x, ..)`, `norm(&x, "fro")`, `norm(&x, 1)`,
/// `norm(&x, axis(1).keepdims())`, `norm(&x, ord(f64::INFINITY).axis([0, 1]))`. Without an order it is the root of the sum of
/// squares. Over one axis any number is an order; over two `1`, `-1`, `2`, `-2`, the infinities, `"fro"` and `"nuc"`.
///
/// ```
/// use nd_core::{array, axis};
/// use nd_linalg::{norm, ord};
/// let x = array![[3.0, 4.0], [6.0, 8.0]];
/// assert_eq!(norm(&x, axis(1))?.to_string(), "[ 5. 10.]");
/// assert_eq!(norm(&x, ord(1).axis(0))?.to_string(), "[ 9. 12.]");
/// assert_eq!(norm(&x, f64::INFINITY)?.to_string(), "14.0");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Orders that vectors or matrices do not have; an order without axes for an array of more than two; axes that the array does
/// not have; dtypes that are no numbers.
#[doc(alias = "numpy.linalg.norm")]
pub fn norm(x: &Array, options: impl Into<NormOptions>) -> Result<Array> {
    let NormOptions { order, axes, keepdims } = options.into();
    let ndim = x.ndim();
    let numbers;
    let x = match x.dtype().kind() {
        // As numbers, if that is what they hold.
        'O' | 'U' | 'S' | 'T' => {
            numbers = x.astype(DType::F64)?;
            &numbers
        }
        _ => x,
    };
    let list: Vec<isize> = match axes.list() {
        Some(list) => list.to_vec(),
        None => {
            let default = order.is_default()
                || (order.name() == Some("fro") && ndim == 2)
                || (order.number() == Some(2.0) && ndim == 1);
            if default {
                let result = fold::vectors(&x.ravel()?, Fold::Euclid, result_dtype(x)?)?;
                return if keepdims { result.reshape(vec![1; ndim]) } else { Ok(result) };
            }
            (0..ndim as isize).collect()
        }
    };
    match list[..] {
        [one] => along(x, one, order, keepdims),
        [rows, columns] => over(x, rows, columns, order, keepdims),
        _ => Err(LinalgError::NormAxes.into()),
    }
}

/// The norm of vectors along the axes named, taken together; of order 2 unless told otherwise.
///
/// ```
/// use nd_core::ones;
/// use nd_linalg::{ord, vector_norm};
/// let x = ones((2, 3, 4), "f8")?;
/// assert_eq!(vector_norm(&x, ord(1).axis([0, 2]))?.to_string(), "[8. 8. 8.]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// An order that is not a number; axes that the array does not have.
#[doc(alias = "numpy.linalg.vector_norm")]
pub fn vector_norm(x: &Array, options: impl Into<NormOptions>) -> Result<Array> {
    let NormOptions { order, axes, keepdims } = options.into();
    let Some(list) = axes.list() else {
        let result = along(&x.ravel()?, 0, order, false)?;
        return if keepdims { result.reshape(vec![1; x.ndim()]) } else { Ok(result) };
    };
    if let [one] = list {
        return along(x, *one, order, keepdims);
    }
    let places: Vec<isize> = (0..list.len() as isize).collect();
    let moved = x.moveaxis(axes.clone(), places)?;
    let mut shape: Vec<usize> = vec![moved.shape()[..list.len()].iter().product()];
    shape.extend(&moved.shape()[list.len()..]);
    let result = along(&moved.reshape(&shape)?, 0, order, false)?;
    if !keepdims {
        return Ok(result);
    }
    let mut kept: Vec<usize> = x.shape().to_vec();
    for &axis in list {
        kept[axis.rem_euclid(x.ndim() as isize) as usize] = 1;
    }
    result.reshape(&kept)
}

/// The norm of the matrices in the last two axes, Frobenius' unless told otherwise.
///
/// ```
/// use nd_core::ones;
/// assert_eq!(nd_linalg::matrix_norm(&ones((3, 2, 2), "f8")?, 1)?.to_string(), "[2. 2. 2.]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// An order that matrices do not have; fewer than two axes.
#[doc(alias = "numpy.linalg.matrix_norm")]
pub fn matrix_norm(x: &Array, options: impl Into<NormOptions>) -> Result<Array> {
    let NormOptions { order, keepdims, .. } = options.into();
    over(x, -2, -1, order, keepdims)
}

/// The dtype of a norm: that of the operand's real part, `float64` for integers.
fn result_dtype(x: &Array) -> Result<DType> {
    match x.dtype().num() {
        Some(Num::F16) => Ok(DType::F16),
        _ => Ok(Types::of("norm", &[x])?.real()),
    }
}

fn along(x: &Array, one: isize, order: Order, keepdims: bool) -> Result<Array> {
    let fold = match (order.name(), order.number()) {
        (Some(order), _) => return Err(LinalgError::VectorOrder { order }.into()),
        (None, None) => Fold::Euclid,
        (None, Some(2.0)) => Fold::Euclid,
        (None, Some(1.0)) => Fold::Sum,
        (None, Some(0.0)) => Fold::Count,
        (None, Some(p)) if p == f64::INFINITY => Fold::Largest,
        (None, Some(p)) if p == f64::NEG_INFINITY => Fold::Smallest,
        (None, Some(p)) => Fold::Power(p),
    };
    let dtype = result_dtype(x)?;
    let moved = checked(x, one)?.moveaxis(one, -1)?;
    if fold == Fold::Smallest && moved.shape()[moved.ndim() - 1] == 0 {
        return Err(LinalgError::EmptyMinimum.into());
    }
    let result = fold::vectors(&moved, fold, dtype)?;
    if keepdims { result.expand_dims(one) } else { Ok(result) }
}

fn over(x: &Array, rows: isize, columns: isize, order: Order, keepdims: bool) -> Result<Array> {
    checked(checked(x, rows)?, columns)?;
    let n = x.ndim() as isize;
    if rows.rem_euclid(n) == columns.rem_euclid(n) {
        return Err(LinalgError::DuplicateAxes.into());
    }
    let moved = x.moveaxis([rows, columns], [-2, -1])?;
    let dtype = result_dtype(x)?;
    let empty = |fold: Fold, m: &Array| fold == Fold::Smallest && m.shape()[m.ndim() - 1] == 0;
    let result = match (order.name(), order.number()) {
        (None, None) | (Some("fro" | "f"), _) => fold::matrices(&moved, dtype)?,
        (Some("nuc"), _) => fold::vectors(&svdvals(&moved)?, Fold::Sum, dtype)?,
        (None, Some(p)) if p.abs() == 2.0 => {
            let s = svdvals(&moved)?;
            let fold = if p > 0.0 { Fold::Largest } else { Fold::Smallest };
            if empty(fold, &s) {
                return Err(LinalgError::EmptyMinimum.into());
            }
            fold::vectors(&s, fold, dtype)?
        }
        (None, Some(p)) if p.abs() == 1.0 || p.is_infinite() => {
            // Order 1 sums columns, infinity sums rows.
            let sums = if p.abs() == 1.0 { moved.swapaxes(-1, -2)? } else { moved };
            let wide = if dtype == DType::F16 { DType::F16 } else { DType::F64 };
            let sums = fold::vectors(&sums, Fold::Sum, wide)?;
            let fold = if p > 0.0 { Fold::Largest } else { Fold::Smallest };
            if empty(fold, &sums) {
                return Err(LinalgError::EmptyMinimum.into());
            }
            fold::vectors(&sums, fold, dtype)?
        }
        _ => return Err(LinalgError::MatrixOrder.into()),
    };
    if !keepdims {
        return Ok(result);
    }
    let mut shape = x.shape().to_vec();
    shape[rows.rem_euclid(n) as usize] = 1;
    shape[columns.rem_euclid(n) as usize] = 1;
    result.reshape(&shape)
}

/// `x`, if it has the axis.
///
/// # Errors
/// It does not.
fn checked(x: &Array, axis: isize) -> Result<&Array> {
    normalize_axis(axis, x.ndim())?;
    Ok(x)
}
