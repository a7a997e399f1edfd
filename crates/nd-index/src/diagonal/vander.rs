//! Matrices of powers.

#![forbid(unsafe_code)]

use crate::error::FunctionError;
use nd_core::{Array, DType, Part, Result, Slice, operators, promote_types, zeros};

/// The optional arguments of [`vander`]: a number of columns (`..` for as many as values), and their order.
#[derive(Clone, Copy, Debug, Default)]
pub struct Vander {
    columns: Option<usize>,
    increasing: bool,
}

impl Vander {
    /// Powers from the lowest to the highest.
    pub fn increasing(mut self) -> Vander {
        self.increasing = true;
        self
    }
}

impl From<usize> for Vander {
    fn from(columns: usize) -> Vander {
        Vander { columns: Some(columns), increasing: false }
    }
}

impl From<core::ops::RangeFull> for Vander {
    fn from(_: core::ops::RangeFull) -> Vander {
        Vander::default()
    }
}

/// The Vandermonde matrix: powers of each value in a row, from the highest to the zeroth.
///
/// ```
/// use nd_index::{Vander, vander};
/// let x = nd_core::array![1, 2, 3];
/// assert_eq!(vander(&x, ..)?.to_string(), "[[1 1 1]\n [4 2 1]\n [9 3 1]]");
/// assert_eq!(vander(&x, Vander::from(2).increasing())?.to_string(), "[[1 1]\n [1 2]\n [1 3]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Values of other than one axis; memory that cannot be had.
#[doc(alias = "numpy.vander")]
pub fn vander(values: &Array, options: impl Into<Vander>) -> Result<Array> {
    let Vander { columns, increasing } = options.into();
    if values.ndim() != 1 {
        return Err(FunctionError::Value("x must be a one-dimensional array or sequence.").into());
    }
    let columns = columns.unwrap_or(values.size());
    let matrix = zeros((values.size(), columns), promote_types(values.dtype(), &DType::I64)?)?;
    let step = if increasing { 1 } else { -1 };
    let powers = matrix.slice([Part::Slice(Slice::FULL), Part::Slice(Slice::FULL.by(step))])?;
    if columns > 0 {
        powers.slice((.., 0))?.fill(1)?;
    }
    if columns > 1 {
        let higher = powers.slice((.., 1..))?;
        higher.assign(&values.expand_dims(1)?)?;
        operators::MULTIPLY.accumulate(&higher, 1, None, Some(&higher))?;
    }
    Ok(matrix)
}
