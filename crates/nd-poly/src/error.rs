//! What can be wrong with polynomials, in NumPy's wording.

use nd_core::{Error, ErrorKind};

/// Coefficients or options that a function of polynomials does not take.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PolyError {
    /// Coefficients with several axes.
    #[error("Input must be a rank-1 array.")]
    Rank,
    /// Coefficients with several axes, for [`Poly1d`](crate::Poly1d).
    #[error("Polynomial must be 1d only.")]
    OnlyOneAxis,
    /// Roots that are neither a list nor a square matrix.
    #[error("input must be 1d or non-empty square 2d array.")]
    RootsShape,
    /// Too few constants of integration.
    #[error("k must be a scalar or a rank-1 array of length 1 or >m.")]
    Constants,
    /// Nothing to fit.
    #[error("expected non-empty vector for x")]
    Empty,
    /// Places with another number of axes than one.
    #[error("expected 1D vector for x")]
    Places,
    /// Values with more than two axes.
    #[error("expected 1D or 2D array for y")]
    Values,
    /// Places and values of different lengths.
    #[error("expected x and y to have same length")]
    Lengths,
    /// Weights with another number of axes than one.
    #[error("expected a 1-d array for weights")]
    Weights,
    /// Weights of another length.
    #[error("expected w and y to have the same length")]
    WeightCount,
    /// Covariances of a fit that goes through every point.
    #[error("the number of data points must exceed order to scale the covariance matrix")]
    TooFewPoints,
}

impl From<PolyError> for Error {
    #[cold]
    fn from(error: PolyError) -> Error {
        let kind = match error {
            PolyError::Empty
            | PolyError::Places
            | PolyError::Values
            | PolyError::Lengths
            | PolyError::Weights
            | PolyError::WeightCount => ErrorKind::Type,
            _ => ErrorKind::Value,
        };
        Error::new(kind, error)
    }
}
