//! Methods that NumPy keeps in its legacy generator for scripts of old, beside those that scripts still use.

#![forbid(unsafe_code)]

use crate::arguments::Span;
use crate::bits::BitGenerator;
use crate::distributions::multivariate::{self, Factor};
use crate::fill::filled;
use crate::legacy::RandomState;
use nd_core::{Array, IntoShape, Result};

impl RandomState {
    /// Integers from `low` to `high`, which is one of them; without `high`, from one to `low`. For new programs,
    /// [`randint`](RandomState::randint) of a range with its end, `1..=6`, is the same.
    ///
    /// ```
    /// let mut random = nd_random::RandomState::new(0);
    /// assert_eq!(random.random_integers(5, None, 6)?.to_string(), "[5 1 4 4 4 2]");
    /// let mut random = nd_random::RandomState::new(0);
    /// assert_eq!(random.random_integers(-3, 4, (2, 2))?.to_string(), "[[ 1  4]\n [ 2 -3]]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// An end below the beginning; a shape that no memory holds.
    #[doc(alias = "numpy.random.RandomState.random_integers")]
    pub fn random_integers(
        &mut self,
        low: i64,
        high: impl Into<Option<i64>>,
        size: impl IntoShape,
    ) -> Result<Array> {
        let (low, high) = high.into().map_or((1, low), |high| (low, high));
        self.randint(Span { low: low.into(), high: i128::from(high) + 1, closed: false }, size)
    }

    /// Integers from zero to the largest `int64`.
    ///
    /// ```
    /// let mut random = nd_random::RandomState::new(0);
    /// assert_eq!(random.tomaxint(2)?.to_string(), "[5061911111874532631 6596457591747962464]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A shape that no memory holds.
    #[doc(alias = "numpy.random.RandomState.tomaxint")]
    pub fn tomaxint(&mut self, size: impl IntoShape) -> Result<Array> {
        filled(size, |out: &mut [i64]| out.fill_with(|| (self.bits().next_u64() >> 1) as i64))
    }

    /// Vectors of the multivariate normal distribution around `mean` with the covariance `cov`, along a last axis. Draws are
    /// NumPy's but for the directions of singular vectors, which are a library's choice.
    ///
    /// ```
    /// use nd_core::array;
    /// let (mean, cov) = (array![0.0, 0.0], array![[1.0, 0.5], [0.5, 2.0]]);
    /// let mut random = nd_random::RandomState::new(0);
    /// assert_eq!(random.multivariate_normal(&mean, &cov, (3, 4))?.shape(), [3, 4, 2]);
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A mean that is not one row, a covariance that is no symmetric matrix of that size, of which NumPy only warns; a shape
    /// that no memory holds.
    #[doc(alias = "numpy.random.RandomState.multivariate_normal")]
    pub fn multivariate_normal(&mut self, mean: &Array, cov: &Array, size: impl IntoShape) -> Result<Array> {
        let fill = |out: &mut [f64]| out.fill_with(|| self.next_normal());
        multivariate::normal(fill, mean, cov, size, Factor::Svd)
    }
}
