//! Numbers that are evenly spaced on a logarithmic scale.

#![forbid(unsafe_code)]

use crate::MathExt as _;
use crate::checks::ValueError;
use crate::generated::functions::{divide, equal, log10, multiply, power, sign};
use nd_core::{Arg, Array, Cast, DType, IntoDType, Linspace, Literal, Result, TypeArg, Weak, result_type};

/// `x` as `dtype`, if one is given.
fn cast(x: Array, dtype: Option<DType>) -> Result<Array> {
    match dtype {
        Some(dtype) => x.astype(Cast::to(dtype).without_copy()),
        None => Ok(x),
    }
}

/// `count` powers of ten, from `10 ** start` to `10 ** stop`, both included; in `float64` for numbers. Exponents that are arrays
/// give as many powers for each of their elements, along a new first axis. [`Logspace`] has options.
///
/// ```
/// assert_eq!(nd_ufunc::logspace(1, 3, 3)?.to_string(), "[  10.  100. 1000.]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Exponents that are no numbers or do not broadcast; memory that cannot be had.
#[doc(alias = "numpy.logspace")]
pub fn logspace(start: impl Into<Literal>, stop: impl Into<Literal>, count: usize) -> Result<Array> {
    Logspace::new(start, stop, count).build()
}

/// [`logspace`] with its options.
#[derive(Clone, Debug)]
pub struct Logspace {
    exponents: Linspace,
    base: Literal,
    dtype: Option<DType>,
}

impl Logspace {
    /// `count` powers of ten, from `10 ** start` to `10 ** stop`, both included.
    pub fn new(start: impl Into<Literal>, stop: impl Into<Literal>, count: usize) -> Logspace {
        Logspace { exponents: Linspace::new(start, stop, count), base: 10.0.into(), dtype: None }
    }

    /// Powers of another base: a number, or an array that broadcasts against the exponents.
    ///
    /// ```
    /// assert_eq!(nd_ufunc::Logspace::new(0, 3, 4).base(2.0).build()?.to_string(), "[1. 2. 4. 8.]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    pub fn base(mut self, base: impl Into<Literal>) -> Logspace {
        self.base = base.into();
        self
    }

    /// Leaves the last power out.
    pub fn exclusive(mut self) -> Logspace {
        self.exponents.endpoint = false;
        self
    }

    /// Puts the powers along another axis of the result than the first.
    pub fn axis(mut self, axis: isize) -> Logspace {
        self.exponents.axis = axis;
        self
    }

    /// Casts the powers to `dtype`.
    ///
    /// # Errors
    /// A dtype that is not understood.
    pub fn dtype(mut self, dtype: impl IntoDType) -> Result<Logspace> {
        self.dtype = Some(dtype.into_dtype()?);
        Ok(self)
    }

    /// The powers.
    ///
    /// # Errors
    /// Exponents or bases that are no numbers or do not broadcast, an axis that the result does not have, memory that cannot
    /// be had.
    pub fn build(self) -> Result<Array> {
        let Logspace { mut exponents, base, dtype } = self;
        if let Some(base) = base.weak() {
            return cast(power(Arg::Weak(base), exponents.build()?)?, dtype);
        }
        let mut base = base.into_array()?;
        if base.ndim() > 0 {
            // A base of several axes has a say in where the new one goes.
            let (first, last) = (exponents.start.into_array()?, exponents.stop.into_array()?);
            let ndim = [&first, &last, &base].map(Array::ndim).into_iter().max().unwrap_or(0);
            let raised = |x: &Array| x.expand_dims((0..ndim - x.ndim()).collect::<Vec<usize>>());
            (exponents.start, exponents.stop) = (raised(&first)?.into(), raised(&last)?.into());
            base = raised(&base)?.expand_dims(exponents.axis)?;
        }
        cast(power(base, exponents.build()?)?, dtype)
    }
}

/// `count` numbers from `start` to `stop`, both included, each a constant multiple of the one before. Complex numbers lie on a
/// spiral. Ends that are arrays give as many numbers for each of their elements, along a new first axis. [`Geomspace`] has
/// options.
///
/// ```
/// assert_eq!(nd_ufunc::geomspace(1, 1000, 4)?.to_string(), "[   1.   10.  100. 1000.]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// An end that is zero, ends that are no numbers or do not broadcast, memory that cannot be had.
#[doc(alias = "numpy.geomspace")]
pub fn geomspace(start: impl Into<Literal>, stop: impl Into<Literal>, count: usize) -> Result<Array> {
    Geomspace::new(start, stop, count).build()
}

/// [`geomspace`] with its options.
#[derive(Clone, Debug)]
pub struct Geomspace {
    spaced: Linspace,
    dtype: Option<DType>,
}

impl Geomspace {
    /// `count` numbers from `start` to `stop`, both included.
    pub fn new(start: impl Into<Literal>, stop: impl Into<Literal>, count: usize) -> Geomspace {
        Geomspace { spaced: Linspace::new(start, stop, count), dtype: None }
    }

    /// Leaves the stop out.
    ///
    /// ```
    /// assert_eq!(nd_ufunc::Geomspace::new(1, 1000, 3).exclusive().build()?.to_string(), "[  1.  10. 100.]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    pub fn exclusive(mut self) -> Geomspace {
        self.spaced.endpoint = false;
        self
    }

    /// Puts the numbers along another axis of the result than the first.
    pub fn axis(mut self, axis: isize) -> Geomspace {
        self.spaced.axis = axis;
        self
    }

    /// Computes in what the ends and `dtype` have in common, and casts to `dtype`.
    ///
    /// # Errors
    /// A dtype that is not understood.
    pub fn dtype(mut self, dtype: impl IntoDType) -> Result<Geomspace> {
        self.dtype = Some(dtype.into_dtype()?);
        Ok(self)
    }

    /// The numbers.
    ///
    /// # Errors
    /// An end that is zero, ends that are no numbers or do not broadcast, an axis that the result does not have, memory that
    /// cannot be had.
    pub fn build(self) -> Result<Array> {
        let Geomspace { spaced, dtype: wanted } = self;
        let (start, stop) = (spaced.start.clone().into_array()?, spaced.stop.clone().into_array()?);
        for end in [&start, &stop] {
            if equal(end, 0)?.any(..)?.item::<bool>()? {
                return Err(ValueError::ZeroInGeometric.into());
            }
        }
        let asked = wanted.clone().unwrap_or(DType::F64);
        let kinds = [start.dtype(), stop.dtype(), &asked].map(TypeArg::Strong);
        let dtype = result_type(&[&kinds[..], &[TypeArg::Weak(Weak::Float(1.0))]].concat())?;
        let (start, stop) = (start.astype(&dtype)?, stop.astype(&dtype)?);
        // Turned to the positive numbers, and back at the end: so real numbers stay real, and spirals have no noise.
        let turn = sign(&start)?;
        let (start, stop) = (divide(&start, &turn)?, divide(&stop, &turn)?);
        let (first, last) = (log10(&start)?.into(), log10(&stop)?.into());
        let exponents = Linspace { start: first, stop: last, axis: 0, ..spaced.clone() }.build()?;
        let powers = power(10.0, exponents)?.astype(Cast::to(&dtype).without_copy())?;
        // The ends are exact whatever their logarithms round to.
        if spaced.count > 0 {
            powers.slice(0)?.assign(&start)?;
        }
        if spaced.count > 1 && spaced.endpoint {
            powers.slice(-1)?.assign(&stop)?;
        }
        cast(spaced.place(multiply(powers, &turn)?)?, wanted)
    }
}
