//! `cov` and `corrcoef`: how variables vary together.

#![forbid(unsafe_code)]

use crate::dot;
use crate::error::LinalgError;
use nd_core::{Array, DType, IntoDType, Operand as _, Result, concatenate, result_type, zeros};
use nd_ufunc::{MathExt as _, average, conjugate, divide, equal, multiply, rint, sqrt, subtract};

/// The optional arguments of [`cov`] and [`corrcoef`]; `..` stands for none.
#[derive(Clone, Default)]
pub struct CovOptions<'a> {
    second: Option<&'a Array>,
    columns: bool,
    bias: bool,
    ddof: Option<i64>,
    fweights: Option<&'a Array>,
    aweights: Option<&'a Array>,
    dtype: Option<DType>,
}

impl From<core::ops::RangeFull> for CovOptions<'_> {
    fn from(_: core::ops::RangeFull) -> Self {
        CovOptions::default()
    }
}

impl<'a> CovOptions<'a> {
    /// Variables in rows, divided by one less than the number of observations.
    pub fn new() -> CovOptions<'a> {
        CovOptions::default()
    }

    /// More variables and their observations, of the same form.
    pub fn with(mut self, more: &'a Array) -> Self {
        self.second = Some(more);
        self
    }

    /// Variables lie in columns, and each row is an observation: NumPy's `rowvar=False`.
    pub fn columns(mut self) -> Self {
        self.columns = true;
        self
    }

    /// Divides by the number of observations.
    pub fn bias(mut self) -> Self {
        self.bias = true;
        self
    }

    /// Divides by the number of observations less `ddof`, whatever `bias` says.
    pub fn ddof(mut self, ddof: i64) -> Self {
        self.ddof = Some(ddof);
        self
    }

    /// How often each observation counts: integers.
    pub fn fweights(mut self, weights: &'a Array) -> Self {
        self.fweights = Some(weights);
        self
    }

    /// How important each observation is.
    pub fn aweights(mut self, weights: &'a Array) -> Self {
        self.aweights = Some(weights);
        self
    }

    /// Computes in `dtype`, at least `float64` if not given.
    ///
    /// # Errors
    /// A dtype that is not understood.
    pub fn dtype(mut self, dtype: impl IntoDType) -> Result<Self> {
        self.dtype = Some(dtype.into_dtype()?);
        Ok(self)
    }
}

/// The covariances of variables, given as rows of observations: `(m, n) -> (m, m)`, a number for one variable.
///
/// ```
/// use nd_core::array;
/// let x = array![[0.0, 1.0, 2.0], [2.0, 1.0, 0.0]];
/// assert_eq!(nd_linalg::cov(&x, ..)?.to_string(), "[[ 1. -1.]\n [-1.  1.]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// More than two axes, weights that are negative, have several axes or another length, weights of repetition that are no
/// integers, variables of different lengths, memory that cannot be had or is borrowed elsewhere.
#[doc(alias = "numpy.cov")]
pub fn cov<'a>(m: &Array, options: impl Into<CovOptions<'a>>) -> Result<Array> {
    let options = options.into();
    if m.ndim() > 2 {
        return Err(LinalgError::CovAxes { operand: "m" }.into());
    }
    if options.second.is_some_and(|y| y.ndim() > 2) {
        return Err(LinalgError::CovAxes { operand: "y" }.into());
    }
    let dtype = match options.dtype {
        Some(dtype) => dtype,
        None => {
            let double = DType::F64;
            let of_second = options.second.map_or(&double, Array::dtype);
            result_type(&[m.dtype().into(), (&double).into(), of_second.into()])?
        }
    };
    let mut x = variables(m, &dtype)?;
    if options.columns && m.ndim() != 1 {
        x = x.t();
    }
    if x.shape()[0] == 0 {
        return zeros((0, 0), "f8");
    }
    if let Some(y) = options.second {
        let mut y = variables(y, &dtype)?;
        if options.columns && y.shape()[0] != 1 {
            y = y.t();
        }
        x = concatenate(&[&x, &y], 0)?;
    }
    let ddof = options.ddof.unwrap_or(i64::from(!options.bias)) as f64;
    let observations = x.shape()[1];
    let repeats = options.fweights.map(|w| weights(w, "fweights", observations)).transpose()?;
    let importance = options.aweights.map(|w| weights(w, "aweights", observations)).transpose()?;
    let weights = match (&repeats, &importance) {
        (Some(f), Some(a)) => Some(multiply(f, a)?),
        (one, other) => one.clone().or(other.clone()),
    };
    let (means, sums) = average::returned(&x, weights.as_ref(), 1)?;
    let sum: f64 = sums.real().slice([nd_core::Part::from(0)])?.astype(DType::F64)?.item()?;
    let factor = match (&weights, &importance) {
        (None, _) => observations as f64 - ddof,
        (Some(_), _) if ddof == 0.0 => sum,
        (Some(_), None) => sum - ddof,
        (Some(w), Some(a)) => sum - ddof * multiply(w, a)?.sum(..)?.item::<f64>()? / sum,
    };
    let away = subtract(&x, &means.expand_dims(-1)?)?;
    let weighed = match &weights {
        None => away.clone(),
        Some(w) => multiply(&away, w)?,
    };
    let products = dot(&away, &conjugate(weighed.t())?)?;
    multiply(&products, 1.0 / factor.max(0.0))?.astype(products.dtype())?.squeeze(..)
}

/// The array with two axes, as elements of `dtype`.
fn variables(x: &Array, dtype: &DType) -> Result<Array> {
    let x = x.astype(dtype)?;
    if x.ndim() < 2 { x.reshape((1, -1)) } else { Ok(x) }
}

/// Weights of observations, as `float64`.
fn weights(w: &Array, name: &'static str, observations: usize) -> Result<Array> {
    let w = w.astype(DType::F64)?;
    if name == "fweights" && !equal(&w, &rint(&w)?)?.all(..)?.item::<bool>()? {
        return Err(LinalgError::WeightsNotIntegers.into());
    }
    if w.ndim() > 1 {
        return Err(LinalgError::WeightAxes { name }.into());
    }
    if w.shape().first() != Some(&observations) {
        return Err(LinalgError::WeightCount { name }.into());
    }
    if w.less(0)?.any(..)?.item::<bool>()? {
        return Err(LinalgError::NegativeWeights { name }.into());
    }
    Ok(w)
}

/// The coefficients of correlation of variables: their covariances over the product of their standard deviations.
///
/// ```
/// use nd_core::array;
/// let x = array![[0.0, 1.0, 2.0], [4.0, 2.0, 0.0]];
/// assert_eq!(nd_linalg::corrcoef(&x, ..)?.to_string(), "[[ 1. -1.]\n [-1.  1.]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`cov`].
#[doc(alias = "numpy.corrcoef")]
pub fn corrcoef<'a>(x: &Array, options: impl Into<CovOptions<'a>>) -> Result<Array> {
    let c = cov(x, options)?;
    if c.ndim() == 0 {
        return divide(&c, &c);
    }
    let deviations = sqrt(c.diagonal(0)?.real())?;
    let c = divide(&divide(&c, &deviations.expand_dims(-1)?)?, &deviations)?;
    let limited = nd_ufunc::clip(c.real(), -1, 1)?;
    c.real().assign(limited.operand())?;
    if c.dtype().kind() == 'c' {
        let limited = nd_ufunc::clip(c.imag()?, -1, 1)?;
        c.imag()?.assign(limited.operand())?;
    }
    Ok(c)
}
