//! The quantiles that are asked for, in the forms that callers give them in.

use crate::error::SortError;
use nd_core::{Array, DType, Result};

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

/// Quantiles as numbers.
pub(super) struct Wanted {
    pub(super) values: Vec<f64>,
    /// The axes that the result begins with; `None` for one number.
    pub(super) shape: Vec<usize>,
    /// Whether the values are a literal, so that the array's dtype decides.
    pub(super) weak: bool,
    /// Whether the values are integers.
    pub(super) integer: bool,
}

impl Quantiles {
    /// The numbers, divided by `scale`.
    pub(super) fn resolve(self, scale: f64) -> Result<Wanted> {
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
        let values = if scaled { values.into_iter().map(|q: f64| q / scale).collect() } else { values };
        if !values.iter().all(|q| (0.0..=1.0).contains(q)) {
            return Err(if scaled { SortError::PercentileRange } else { SortError::QuantileRange }.into());
        }
        if shape.len() > 2 {
            return Err(SortError::QuantileRank.into());
        }
        Ok(Wanted { values, shape, weak, integer: integer && !scaled })
    }
}
