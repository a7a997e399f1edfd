//! Numbers that are evenly spaced on a logarithmic scale.

#![forbid(unsafe_code)]

use crate::checks::ValueError;
use crate::generated::functions::{log10, multiply, power};
use nd_core::{Array, Linspace, Result};

/// `count` powers of ten, from `10 ** start` to `10 ** stop`, both included, in `float64`.
///
/// ```
/// assert_eq!(nd_ufunc::logspace(1, 3, 3)?.to_string(), "[  10.  100. 1000.]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Memory that cannot be had.
#[doc(alias = "numpy.logspace")]
pub fn logspace(start: impl Into<f64>, stop: impl Into<f64>, count: usize) -> Result<Array> {
    Logspace::new(start, stop, count).build()
}

/// [`logspace`] with its options.
#[derive(Clone, Copy, Debug)]
pub struct Logspace {
    exponents: Linspace,
    base: f64,
}

impl Logspace {
    /// `count` powers of ten, from `10 ** start` to `10 ** stop`, both included.
    pub fn new(start: impl Into<f64>, stop: impl Into<f64>, count: usize) -> Logspace {
        Logspace { exponents: Linspace::new(start, stop, count), base: 10.0 }
    }

    /// Powers of another base.
    ///
    /// ```
    /// assert_eq!(nd_ufunc::Logspace::new(0, 3, 4).base(2.0).build()?.to_string(), "[1. 2. 4. 8.]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    pub fn base(mut self, base: f64) -> Logspace {
        self.base = base;
        self
    }

    /// Leaves the last power out.
    pub fn exclusive(mut self) -> Logspace {
        self.exponents = self.exponents.exclusive();
        self
    }

    /// The powers.
    ///
    /// # Errors
    /// Memory that cannot be had.
    pub fn build(self) -> Result<Array> {
        power(self.base, self.exponents.build()?)
    }
}

/// `count` numbers from `start` to `stop`, both included, each a constant multiple of the one before.
///
/// ```
/// assert_eq!(nd_ufunc::geomspace(1, 1000, 4)?.to_string(), "[   1.   10.  100. 1000.]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// An end that is zero, memory that cannot be had.
#[doc(alias = "numpy.geomspace")]
pub fn geomspace(start: impl Into<f64>, stop: impl Into<f64>, count: usize) -> Result<Array> {
    let (start, stop) = (start.into(), stop.into());
    if start == 0.0 || stop == 0.0 {
        return Err(ValueError::ZeroInGeometric.into());
    }
    let sign = 1f64.copysign(start);
    let exponent = |end: f64| log10(end * sign)?.item::<f64>();
    let powers = logspace(exponent(start)?, exponent(stop)?, count)?;
    // The ends are exact whatever their logarithms round to.
    for (at, end) in [(0, start), (count.wrapping_sub(1), stop)].into_iter().take(count) {
        powers.set(at, end * sign)?;
    }
    multiply(powers, sign)
}
