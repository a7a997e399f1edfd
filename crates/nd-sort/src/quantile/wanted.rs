//! The quantiles that are asked for, in the forms that callers give them in.

use crate::error::SortError;
use nd_core::{Array, DType, Num, Result, Scalar, f16};

/// The quantiles to look for: a number, whose type then does not count, or several.
#[derive(Clone)]
pub struct Quantiles(Form);

#[derive(Clone)]
enum Form {
    Float(f64),
    Integer(i64),
    Array(Array),
    List(Vec<f64>),
}

impl From<f64> for Quantiles {
    fn from(q: f64) -> Quantiles {
        Quantiles(Form::Float(q))
    }
}

impl From<i32> for Quantiles {
    fn from(q: i32) -> Quantiles {
        Quantiles(Form::Integer(q.into()))
    }
}

impl From<i64> for Quantiles {
    fn from(q: i64) -> Quantiles {
        Quantiles(Form::Integer(q))
    }
}

impl From<&Array> for Quantiles {
    fn from(q: &Array) -> Quantiles {
        Quantiles(Form::Array(q.clone()))
    }
}

impl From<Array> for Quantiles {
    fn from(q: Array) -> Quantiles {
        Quantiles(Form::Array(q))
    }
}

impl From<&[f64]> for Quantiles {
    fn from(q: &[f64]) -> Quantiles {
        Quantiles(Form::List(q.to_vec()))
    }
}

impl<const N: usize> From<[f64; N]> for Quantiles {
    fn from(q: [f64; N]) -> Quantiles {
        Quantiles(Form::List(q.to_vec()))
    }
}

impl<const N: usize> From<[i32; N]> for Quantiles {
    fn from(q: [i32; N]) -> Quantiles {
        Quantiles(Form::List(q.map(f64::from).to_vec()))
    }
}

impl From<Vec<f64>> for Quantiles {
    fn from(q: Vec<f64>) -> Quantiles {
        Quantiles(Form::List(q))
    }
}

/// The floats that places are computed in: those that the quantiles are given in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Precision {
    Half,
    Single,
    Double,
}

impl Precision {
    fn of(dtype: &DType) -> Precision {
        match dtype.num() {
            Some(Num::F16) => Precision::Half,
            Some(Num::F32) => Precision::Single,
            _ => Precision::Double,
        }
    }

    /// The nearest number. The doubles that operands are computed in have more than twice as many digits, so that this rounds as
    /// an operation of the narrower type does.
    pub(super) fn round(self, x: f64) -> f64 {
        match self {
            Precision::Half => f16::from_f64(x).to_f64(),
            Precision::Single => f64::from(x as f32),
            Precision::Double => x,
        }
    }

    /// A number of that dtype.
    pub(super) fn scalar(self, x: f64) -> Scalar {
        match self {
            Precision::Half => f16::from_f64(x).into(),
            Precision::Single => (x as f32).into(),
            Precision::Double => x.into(),
        }
    }

    pub(super) fn dtype(self) -> DType {
        match self {
            Precision::Half => DType::F16,
            Precision::Single => DType::F32,
            Precision::Double => DType::F64,
        }
    }
}

/// Quantiles as numbers.
pub(super) struct Wanted {
    pub(super) values: Vec<f64>,
    /// The axes that the result begins with; `None` for one number.
    pub(super) shape: Vec<usize>,
    /// Whether the values are a literal, so that the array's dtype decides.
    pub(super) weak: bool,
    /// Whether the values are integers.
    pub(super) integer: bool,
    /// What they are computed with.
    pub(super) precision: Precision,
}

impl Quantiles {
    /// The numbers, divided by `scale`.
    pub(super) fn resolve(self, scale: f64) -> Result<Wanted> {
        let precision = match &self.0 {
            Form::Array(q) => Precision::of(q.dtype()),
            _ => Precision::Double,
        };
        let (weak, shape, values, integer) = match self.0 {
            Form::Float(q) => (true, Vec::new(), vec![q], false),
            Form::Integer(q) => (true, Vec::new(), vec![q as f64], true),
            Form::List(q) => (false, vec![q.len()], q, false),
            Form::Array(q) => {
                let integer = matches!(q.dtype().kind(), 'i' | 'u');
                (false, q.shape().to_vec(), q.astype(DType::F64)?.to_vec()?, integer)
            }
        };
        let scaled = scale != 1.0;
        let by_scale = |q: f64| precision.round(q / scale);
        let values = if scaled { values.into_iter().map(by_scale).collect() } else { values };
        if !values.iter().all(|q| (0.0..=1.0).contains(q)) {
            return Err(if scaled { SortError::PercentileRange } else { SortError::QuantileRange }.into());
        }
        if shape.len() > 2 {
            return Err(SortError::QuantileRank.into());
        }
        Ok(Wanted { values, shape, weak, integer: integer && !scaled, precision })
    }
}
