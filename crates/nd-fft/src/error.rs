//! What can be wrong with a transform, in NumPy's wording.

use nd_core::error::shape_text;
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
    /// An output with another number of axes, or of points along the transformed one.
    #[error("output array has wrong shape.")]
    OutputShape,
    /// An output whose other axes do not broadcast with those of the input.
    #[error(
        "operands could not be broadcast together with remapped shapes [original->remapped]: {}->{} ()->() {}->{}  and requested shape ({})",
        shape_text(shape),
        loops(shape, *axis, "newaxis".to_owned()),
        shape_text(out),
        loops(out, *axis, out[*axis].to_string()),
        out[*axis]
    )]
    Operands {
        /// The shape of the input.
        shape: Vec<usize>,
        /// That of the output.
        out: Vec<usize>,
        /// The transformed axis.
        axis: usize,
    },
    /// An output that would have to be repeated.
    #[error(
        "non-broadcastable output operand with shape {} [remapped to {}] doesn't match the broadcast shape {}",
        shape_text(out),
        shape_text(&last(out, *axis, out[*axis]).into_iter().rev().collect::<Vec<_>>()),
        shape_text(&last(shape, *axis, out[*axis]))
    )]
    Output {
        /// The shape of the input.
        shape: Vec<usize>,
        /// That of the output.
        out: Vec<usize>,
        /// The transformed axis.
        axis: usize,
    },
    /// No axis to transform.
    #[error("at least 1 axis must be transformed")]
    NoAxes,
}

/// The shape with `axis` moved to the end, where it has `points`.
fn last(shape: &[usize], axis: usize, points: usize) -> Vec<usize> {
    let others = shape.iter().enumerate().filter(|&(i, _)| i != axis).map(|(_, &n)| n);
    others.chain([points]).collect()
}

/// The lengths of the axes that are not transformed, and what stands for the one that is.
fn loops(shape: &[usize], axis: usize, core: String) -> String {
    let mut words: Vec<String> = last(shape, axis, 0).iter().map(usize::to_string).collect();
    words.pop();
    words.push(core);
    format!("({})", words.join(","))
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
