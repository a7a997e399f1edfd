//! Stacks of matrices: what every decomposition asks of its operands before it starts.

#![forbid(unsafe_code)]

use crate::error::{LinalgError, MatrixError};
use nd_core::{Array, Casting, DType, Num, Result, UfuncError};

/// At least one matrix: the lengths of the leading axes, rows and columns.
///
/// # Errors
/// Fewer than two axes.
pub(crate) fn matrices(a: &Array) -> Result<(&[usize], usize, usize)> {
    match a.shape() {
        [loops @ .., rows, columns] => Ok((loops, *rows, *columns)),
        shape => Err(MatrixError::TooFewAxes { ndim: shape.len() }.into()),
    }
}

/// [`matrices`] that are square: the lengths of the leading axes, and the order.
///
/// # Errors
/// Fewer than two axes, rows and columns that differ in number.
pub(crate) fn square(a: &Array) -> Result<(&[usize], usize)> {
    match matrices(a)? {
        (loops, rows, columns) if rows == columns => Ok((loops, rows)),
        _ => Err(MatrixError::NotSquare.into()),
    }
}

/// One matrix: rows and columns.
///
/// # Errors
/// Any other number of axes.
pub(crate) fn one(a: &Array) -> Result<(usize, usize)> {
    match a.shape() {
        [rows, columns] => Ok((*rows, *columns)),
        shape => Err(MatrixError::NotTwoAxes { ndim: shape.len() }.into()),
    }
}

/// The dtypes of a decomposition: what it computes in, and what it returns.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Types {
    /// Whether it computes in `complex128`; else in `float64`.
    pub(crate) complex: bool,
    single: bool,
}

impl Types {
    /// The dtypes for `arrays` together: single precision only if all are, complex if any is.
    ///
    /// # Errors
    /// `float16`, and dtypes that are no numbers.
    pub(crate) fn of(function: &'static str, arrays: &[&Array]) -> Result<Types> {
        let mut types = Types { complex: false, single: true };
        for (i, array) in arrays.iter().enumerate() {
            match array.dtype().num() {
                Some(Num::F16) => {
                    return Err(LinalgError::Unsupported { dtype: DType::F16 }.into());
                }
                None => {
                    let casting = Casting::SameKind;
                    let operand = if arrays.len() > 1 { format!("input {i}") } else { "input".to_string() };
                    let (from, to) = (array.dtype().clone(), DType::F64);
                    return Err(UfuncError::Cast { name: function, operand, from, to, casting }.into());
                }
                Some(num) => {
                    types.complex |= matches!(num, Num::C64 | Num::C128);
                    types.single &= matches!(num, Num::F32 | Num::C64);
                }
            }
        }
        Ok(types)
    }

    /// The dtype of results like the operands.
    pub(crate) fn result(self) -> DType {
        match (self.complex, self.single) {
            (false, false) => DType::F64,
            (false, true) => DType::F32,
            (true, false) => DType::C128,
            (true, true) => DType::C64,
        }
    }

    /// The dtype of results that are real: singular values, norms.
    pub(crate) fn real(self) -> DType {
        if self.single { DType::F32 } else { DType::F64 }
    }

    /// The dtype of results that may be complex for real operands.
    pub(crate) fn complex(self) -> DType {
        if self.single { DType::C64 } else { DType::C128 }
    }

    /// The distance from 1 to the next number of the results' precision.
    pub(crate) fn epsilon(self) -> f64 {
        if self.single { f32::EPSILON.into() } else { f64::EPSILON }
    }
}

/// Runs a body for the field that `types` computes in: `field!(types, T => body)`.
///
/// ```text
/// if types.complex { type T = Complex<f64>; body } else { type T = f64; body }
/// ```
macro_rules! field {
    // $types: the Types; $t: the name of the field in $body.
    ($types:expr, $t:ident => $body:expr) => {
        if $types.complex {
            type $t = nd_core::Complex<f64>;
            $body
        } else {
            type $t = f64;
            $body
        }
    };
}
pub(crate) use field;

/// `loops` followed by `core`.
pub(crate) fn shape(loops: &[usize], core: &[usize]) -> Vec<usize> {
    [loops, core].concat()
}
