//! What can be wrong with a transform, in NumPy's wording.

use nd_core::{DType, Error, ErrorKind};

/// A transform that cannot be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FftError {
    /// A length that no transform has.
    #[error("Invalid number of FFT data points ({points}) specified.")]
    Points {
        /// The length.
        points: isize,
    },
    /// Lengths and axes that do not pair up.
    #[error("Shape and axes have different lengths.")]
    Lengths,
    /// Complex input, of which only the real part would be transformed.
    #[error("{function}: input of dtype {dtype} is not real")]
    NotReal {
        /// The function.
        function: &'static str,
        /// The dtype.
        dtype: DType,
    },
    /// Input that is not of numbers.
    #[error("{function}: input of dtype {dtype} does not hold numbers")]
    NotNumbers {
        /// The function.
        function: &'static str,
        /// The dtype.
        dtype: DType,
    },
    /// Samples at one place, which have no frequencies.
    #[error("float division by zero")]
    NoDistance,
    /// No axis to transform.
    #[error("at least 1 axis must be transformed")]
    NoAxes,
}

impl From<FftError> for Error {
    #[cold]
    fn from(error: FftError) -> Error {
        let kind = match error {
            FftError::NotReal { .. } | FftError::NotNumbers { .. } => ErrorKind::Type,
            FftError::NoDistance => ErrorKind::ZeroDivision,
            _ => ErrorKind::Value,
        };
        Error::new(kind, error)
    }
}
