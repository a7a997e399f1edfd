//! `polyfit`: the polynomial of a degree that lies closest to given points.

use crate::PolyError;
use nd_core::{Array, Result};
use nd_index::vander;
use nd_linalg::{LinalgExt as _, inv, lstsq, outer};
use nd_ufunc::{MathExt as _, add, divide, multiply, sqrt};

/// The coefficients of the polynomial of degree `degree` with the least squared distance from the points `(x, y)`: one
/// column of them for each column of `y`. [`PolyFit`] has options.
///
/// ```
/// use nd_core::{array, arange};
/// let p = nd_poly::polyfit(&arange(4), &array![1.0, 3.0, 5.0, 7.0], 1)?;
/// assert_eq!(nd_ufunc::round(&p, 12)?.to_string(), "[2. 1.]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Points that are none, with other axes or of different lengths; memory that cannot be had or is borrowed elsewhere.
#[doc(alias = "numpy.polyfit")]
pub fn polyfit(x: &Array, y: &Array, degree: usize) -> Result<Array> {
    PolyFit::new(x, y, degree).run()
}

/// A fit with options.
///
/// ```
/// use nd_core::array;
/// use nd_poly::PolyFit;
/// let (x, y) = (array![0.0, 1.0, 2.0, 3.0], array![0.0, 1.0, 2.0, 9.0]);
/// let weights = array![1.0, 1.0, 1.0, 0.0];
/// let p = PolyFit::new(&x, &y, 1).weights(&weights).run()?;
/// assert!(nd_ufunc::allclose(&p, &array![1.0, 0.0])?);
/// # Ok::<(), nd_core::Error>(())
/// ```
#[must_use = "a fit does nothing until it is run"]
#[derive(Clone)]
pub struct PolyFit<'a> {
    x: &'a Array,
    y: &'a Array,
    degree: usize,
    rcond: Option<f64>,
    weights: Option<&'a Array>,
}

/// A least-squares solution before its scale is taken back.
struct Solution {
    coefficients: Array,
    residuals: Array,
    rank: usize,
    singular: Array,
    rcond: f64,
    scale: Array,
    matrix: Array,
}

impl<'a> PolyFit<'a> {
    /// A fit of degree `degree` to the points `(x, y)`.
    pub fn new(x: &'a Array, y: &'a Array, degree: usize) -> PolyFit<'a> {
        PolyFit { x, y, degree, rcond: None, weights: None }
    }

    /// Takes singular values below `rcond` times the largest for zero; the number of points times epsilon if not given.
    pub fn rcond(mut self, rcond: f64) -> Self {
        self.rcond = Some(rcond);
        self
    }

    /// Multiplies the distance of each point by its weight before it is squared.
    pub fn weights(mut self, weights: &'a Array) -> Self {
        self.weights = Some(weights);
        self
    }

    /// The coefficients.
    ///
    /// # Errors
    /// As [`polyfit`]; weights of another shape than `x`.
    pub fn run(&self) -> Result<Array> {
        Ok(self.solve()?.coefficients)
    }

    /// The coefficients, the sum of squared residuals, the rank, the singular values and the limit for them: NumPy's
    /// `full=True`.
    ///
    /// # Errors
    /// As [`PolyFit::run`].
    pub fn full(&self) -> Result<(Array, Array, usize, Array, f64)> {
        let found = self.solve()?;
        Ok((found.coefficients, found.residuals, found.rank, found.singular, found.rcond))
    }

    /// The coefficients and their covariances, scaled by the residuals if `scaled`: NumPy's `cov=True`.
    ///
    /// # Errors
    /// As [`PolyFit::run`]; as many coefficients as points, for scaled covariances; a singular matrix.
    pub fn covariance(&self, scaled: bool) -> Result<(Array, Array)> {
        let found = self.solve()?;
        let base = inv(&found.matrix.t().matmul(&found.matrix)?)?;
        let base = divide(&base, &outer(&found.scale, &found.scale)?)?;
        let (points, order) = (self.x.size(), self.degree.saturating_add(1));
        if !scaled {
            return Ok((found.coefficients, if self.y.ndim() == 1 { base } else { base.expand_dims(-1)? }));
        }
        if points <= order {
            return Err(PolyError::TooFewPoints.into());
        }
        let factor = divide(&found.residuals, (points - order) as f64)?;
        let base = if self.y.ndim() == 1 { base } else { base.expand_dims(-1)? };
        Ok((found.coefficients, multiply(&base, &factor)?))
    }

    fn solve(&self) -> Result<Solution> {
        let (x, mut y) = (add(self.x, 0.0)?, add(self.y, 0.0)?);
        if x.ndim() != 1 {
            return Err(PolyError::Places.into());
        }
        if x.size() == 0 {
            return Err(PolyError::Empty.into());
        }
        if !matches!(y.ndim(), 1 | 2) {
            return Err(PolyError::Values.into());
        }
        if x.shape()[0] != y.shape()[0] {
            return Err(PolyError::Lengths.into());
        }
        let epsilon = 2.0_f64.powi(nd_core::finfo(x.dtype())?.machep);
        let rcond = self.rcond.unwrap_or(x.size() as f64 * epsilon);
        let mut matrix = vander(&x, self.degree.saturating_add(1))?;
        if let Some(weights) = self.weights {
            let weights = add(weights, 0.0)?;
            if weights.ndim() != 1 {
                return Err(PolyError::Weights.into());
            }
            if weights.shape()[0] != y.shape()[0] {
                return Err(PolyError::WeightCount.into());
            }
            let column = weights.expand_dims(-1)?;
            matrix = multiply(&matrix, &column)?;
            y = multiply(&y, if y.ndim() == 2 { &column } else { &weights })?;
        }
        let scale = sqrt(&multiply(&matrix, &matrix)?.sum(0)?)?;
        matrix = divide(&matrix, &scale)?;
        let found = lstsq::with(&matrix, &y).rcond(rcond).run()?;
        let coefficients = divide(found.x.t(), &scale)?.t();
        Ok(Solution {
            coefficients,
            residuals: found.residuals,
            rank: found.rank,
            singular: found.s,
            rcond,
            scale,
            matrix,
        })
    }
}
