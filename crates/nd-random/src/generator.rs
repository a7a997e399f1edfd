//! The generator of today's NumPy: draws of many distributions from any stream of bits.

#![forbid(unsafe_code)]

use crate::arguments::{Choice, DTypeArg, IntRange, IntRanges, Population};
use crate::bits::{BitGenerator, Pcg64};
use crate::distributions::colors::{self, Colors};
use crate::distributions::multivariate::{self, Factor};
use crate::error::RandomError;
use crate::fill::{filled, random_bytes, scale};
use crate::integers::{Method, integer, integers};
use crate::params::{ANY, NOT_NEGATIVE, Param, Params, draws, param};
use crate::seed::IntoSeed;
use crate::{choice, permute, ziggurat};
use nd_core::kernel::Num;
use nd_core::{Array, DType, IntoShape, Operand, Order, Result};

/// A generator over [`Pcg64`], seeded with an integer, a list of integers, or `..` for numbers that differ from run to
/// run.
///
/// ```
/// let mut rng = nd_random::default_rng(42)?;
/// assert_eq!(rng.permutation(10, 0)?.to_string(), "[5 6 0 7 3 2 4 9 1 8]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// A negative seed.
#[doc(alias = "numpy.random.default_rng")]
pub fn default_rng(seed: impl IntoSeed) -> Result<Generator> {
    Ok(Generator::new(Pcg64::new(seed)?))
}

/// Draws of distributions from a stream of bits.
///
/// Every method that fills an array takes its shape: a length, a tuple, or `()` for an array without axes. The
/// methods `next_f64`, `next_normal` and `next_integer` give one number each, the same that a fill would begin with.
#[derive(Clone, Debug, PartialEq, Eq)]
#[doc(alias = "numpy.random.Generator")]
pub struct Generator<B = Pcg64> {
    bits: B,
}

impl<B: BitGenerator> Generator<B> {
    /// The generator over a stream of bits.
    ///
    /// ```
    /// use nd_random::{Generator, Mt19937};
    /// let mut rng = Generator::new(Mt19937::new(1234)?);
    /// assert_eq!(rng.next_f64(), 0.12038356302504949);
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    pub fn new(bits: B) -> Generator<B> {
        Generator { bits }
    }

    /// The stream that this generator draws from.
    #[doc(alias = "numpy.random.Generator.bit_generator")]
    pub fn bit_generator(&mut self) -> &mut B {
        &mut self.bits
    }

    /// A double in `[0, 1)`.
    #[inline]
    pub fn next_f64(&mut self) -> f64 {
        self.bits.next_f64()
    }

    /// A draw of the standard normal distribution.
    #[inline]
    pub fn next_normal(&mut self) -> f64 {
        ziggurat::normal(&mut self.bits)
    }

    /// An integer of a range.
    ///
    /// ```
    /// let mut random = nd_random::default_rng(0)?;
    /// let (first, second) = (random.next_integer(10)?, random.next_integer(10)?);
    /// assert_eq!((first, second), (8, 6));
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Generator::integers`].
    pub fn next_integer(&mut self, range: impl IntRange) -> Result<i64> {
        integer(&mut self.bits, range.span(), Method::Lemire)
    }

    /// Floats in `[0, 1)`: doubles, or with a dtype of `float32` singles.
    ///
    /// ```
    /// let mut rng = nd_random::default_rng(42)?;
    /// assert_eq!(rng.random(2, "f4")?.to_string(), "[0.08925092 0.773956  ]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// Another dtype; a shape that no memory holds.
    #[doc(alias = "numpy.random.Generator.random")]
    pub fn random(&mut self, size: impl IntoShape, dtype: impl Into<DTypeArg>) -> Result<Array> {
        let bits = &mut self.bits;
        match native("random", dtype.into())? {
            Num::F32 => filled(size, |out: &mut [f32]| out.fill_with(|| bits.next_f32())),
            _ => filled(size, |out| bits.fill_f64(out)),
        }
    }

    /// Draws of the standard normal distribution: doubles, or with a dtype of `float32` singles.
    ///
    /// ```
    /// let mut random = nd_random::default_rng(0)?;
    /// assert_eq!(random.standard_normal(2, ..)?.to_string(), "[ 0.12573022 -0.13210486]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// Another dtype; a shape that no memory holds.
    #[doc(alias = "numpy.random.Generator.standard_normal")]
    pub fn standard_normal(&mut self, size: impl IntoShape, dtype: impl Into<DTypeArg>) -> Result<Array> {
        let bits = &mut self.bits;
        match native("standard_normal", dtype.into())? {
            Num::F32 => filled(size, |out: &mut [f32]| out.fill_with(|| ziggurat::normal_f32(bits))),
            _ => filled(size, |out| bits.fill_normal(out)),
        }
    }

    /// Draws of the normal distribution around `loc`, of standard deviation `scale`.
    ///
    /// ```
    /// let mut random = nd_random::default_rng(0)?;
    /// assert_eq!(random.normal(10.0, 2.0, 2)?.to_string(), "[10.25146044  9.73579027]");
    /// let mut random = nd_random::default_rng(0)?;
    /// let around = nd_core::array![0, 100];
    /// assert_eq!(random.normal(around, nd_core::array![1, 2], ())?.to_string(), "[ 0.12573022 99.73579027]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A negative scale; a shape that does not fit or that no memory holds.
    #[doc(alias = "numpy.random.Generator.normal")]
    pub fn normal(&mut self, loc: impl Operand, scale: impl Operand, size: impl IntoShape) -> Result<Array> {
        let params = (param("loc", ANY, &loc)?, param("scale", NOT_NEGATIVE, &scale)?);
        params.check()?;
        if let Some((loc, scale)) = params.numbers() {
            return filled(size, |out| {
                self.bits.fill_normal(out);
                self::scale(out, loc, scale);
            });
        }
        draws(&params, size, |(loc, scale): (f64, f64)| loc + scale * self.next_normal())
    }

    /// Doubles in `[low, high)`.
    ///
    /// ```
    /// let mut random = nd_random::default_rng(0)?;
    /// assert_eq!(random.uniform(-1.0, 1.0, 2)?.to_string(), "[ 0.27392337 -0.46042657]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A high end below the low one, ends too far apart for a float; a shape that does not fit or that no memory holds.
    #[doc(alias = "numpy.random.Generator.uniform")]
    pub fn uniform(&mut self, low: impl Operand, high: impl Operand, size: impl IntoShape) -> Result<Array> {
        let params = ends(&low, &high, false)?;
        if let Some((low, high)) = params.numbers() {
            return filled(size, |out| {
                self.bits.fill_f64(out);
                scale(out, low, high - low);
            });
        }
        draws(&params, size, |(low, high)| low + (high - low) * self.next_f64())
    }

    /// Integers of a range, which may include its end: `0..10`, `1..=6`, or `..10` from zero. The dtype is `int64` for
    /// `..`; it may be any integer or boolean. The ends may be arrays, which broadcast: `&low..&high`, `..&high`; for a
    /// shape of `()` to the shape of the draws.
    ///
    /// ```
    /// let mut rng = nd_random::default_rng(42)?;
    /// let (low, high) = (nd_core::array![1, 2], nd_core::array![10, 20]);
    /// assert_eq!(rng.integers(&low..&high, (), ..)?.to_string(), "[ 1 15]");
    /// let mut rng = nd_random::default_rng(42)?;
    /// assert_eq!(rng.integers(1..=6, 8, ..)?.to_string(), "[1 5 4 3 3 6 1 5]");
    /// assert_eq!(rng.integers(5..5, 1, ..).unwrap_err().to_string(), "low >= high");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A range that is empty or outside the dtype, a dtype of another kind or byte order; a shape that does not fit or that
    /// no memory holds.
    #[doc(alias = "numpy.random.Generator.integers")]
    pub fn integers(
        &mut self,
        range: impl IntRanges,
        size: impl IntoShape,
        dtype: impl Into<DTypeArg>,
    ) -> Result<Array> {
        integers(&mut self.bits, range.spans(), size, dtype.into().or(DType::I64)?, Method::Lemire)
    }

    /// The integers below a number, or a copy of the sub-arrays along `axis`, in random order.
    ///
    /// ```
    /// let mut random = nd_random::default_rng(0)?;
    /// assert_eq!(random.permutation(5, 0)?.to_string(), "[2 4 3 0 1]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// An axis that the array does not have; memory that cannot be had or is borrowed.
    #[doc(alias = "numpy.random.Generator.permutation")]
    pub fn permutation(&mut self, x: impl Into<Population>, axis: isize) -> Result<Array> {
        match x.into() {
            Population::Count(n) => permute::order(&mut self.bits, n.max(0) as usize),
            Population::Array(array) => permute::permuted(&mut self.bits, &array, axis),
        }
    }

    /// A copy in which every row along `axis` is in a random order of its own; along `None`, one of all elements.
    ///
    /// ```
    /// let x = nd_core::arange(6).reshape((2, 3))?;
    /// let mixed = nd_random::default_rng(42)?.permuted(&x, 1)?;
    /// assert_eq!(mixed.to_string(), "[[2 1 0]\n [3 5 4]]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// An axis that the array does not have; memory that cannot be had or is borrowed.
    #[doc(alias = "numpy.random.Generator.permuted")]
    pub fn permuted(&mut self, x: &Array, axis: impl Into<Option<isize>>) -> Result<Array> {
        let copy = x.copy_in(Order::K)?;
        permute::permute_rows(&mut self.bits, &copy, axis.into())?;
        Ok(copy)
    }

    /// [`permuted`](Generator::permuted) into `out`: NumPy's `permuted(out=)`. Where it is the array itself, that is permuted
    /// in place.
    ///
    /// ```
    /// let x = nd_core::arange(6).reshape((2, 3))?;
    /// nd_random::default_rng(42)?.permuted_into(&x, 1, &x)?;
    /// assert_eq!(x.to_string(), "[[2 1 0]\n [3 5 4]]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`permuted`](Generator::permuted); an array that is read-only, of another shape, or of a dtype that does not hold
    /// the elements.
    #[doc(alias = "numpy.random.Generator.permuted")]
    pub fn permuted_into(&mut self, x: &Array, axis: impl Into<Option<isize>>, out: &Array) -> Result<()> {
        permute::fill_from(out, x)?;
        permute::permute_rows(&mut self.bits, out, axis.into())
    }

    /// Brings the sub-arrays along `axis` into random order, in place: through any view, of any dtype.
    ///
    /// ```
    /// let x = nd_core::arange(6).reshape((3, 2))?;
    /// nd_random::default_rng(42)?.shuffle(&x, 1)?;
    /// assert_eq!(x.to_string(), "[[1 0]\n [3 2]\n [5 4]]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A read-only array, an axis that it does not have; memory that cannot be had or is borrowed.
    #[doc(alias = "numpy.random.Generator.shuffle")]
    pub fn shuffle(&mut self, x: &Array, axis: isize) -> Result<()> {
        permute::shuffle(&mut self.bits, x, axis)
    }

    /// A sample of the integers below a number, or of the sub-arrays along the first axis; see [`Choice`].
    ///
    /// ```
    /// let mut rng = nd_random::default_rng(42)?;
    /// assert_eq!(rng.choice(10, 5, ..)?.to_string(), "[0 7 6 4 4]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// Nothing to choose from, a sample without replacement that is larger than the population, probabilities that are
    /// none; a shape that no memory holds.
    #[doc(alias = "numpy.random.Generator.choice")]
    pub fn choice(
        &mut self,
        from: impl Into<Population>,
        size: impl IntoShape,
        how: impl Into<Choice>,
    ) -> Result<Array> {
        choice::choose(&mut self.bits, from.into(), size, how.into(), Method::Lemire)
    }

    /// Vectors of the multivariate normal distribution around `mean` with the covariance `cov`, along a last axis. For NumPy's
    /// default factorisation, [`Factor::Svd`] or `..`, draws are NumPy's but for the directions of singular vectors.
    ///
    /// ```
    /// use nd_core::array;
    /// use nd_random::Factor;
    /// let (mean, cov) = (array![0.0, 0.0], array![[1.0, 0.5], [0.5, 2.0]]);
    /// let mut rng = nd_random::default_rng(42)?;
    /// let x = rng.multivariate_normal(&mean, &cov, (), Factor::Cholesky)?;
    /// assert_eq!(x.to_string(), "[ 0.30471708 -1.22341112]");
    /// assert_eq!(rng.multivariate_normal(&mean, &cov, (3, 4), ..)?.shape(), [3, 4, 2]);
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A mean that is not one row, a covariance that is no symmetric matrix of that size, or, for [`Factor::Cholesky`], not
    /// positive definite; a shape that no memory holds.
    #[doc(alias = "numpy.random.Generator.multivariate_normal")]
    pub fn multivariate_normal(
        &mut self,
        mean: &Array,
        cov: &Array,
        size: impl IntoShape,
        factor: impl Into<Factor>,
    ) -> Result<Array> {
        multivariate::normal(|out| self.bits.fill_normal(out), mean, cov, size, factor.into())
    }

    /// How many of each colour are in `nsample` taken without replacement of `colors`, as `int64`; the colours are the last
    /// axis.
    ///
    /// ```
    /// use nd_random::Colors;
    /// let mut rng = nd_random::default_rng(0)?;
    /// let colors = nd_core::array![3, 5, 2];
    /// assert_eq!(rng.multivariate_hypergeometric(&colors, 4, 2, ..)?.to_string(), "[[2 1 1]\n [1 2 1]]");
    /// assert_eq!(rng.multivariate_hypergeometric(&colors, 4, (), Colors::Count)?.to_string(), "[1 1 2]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// Colours that are not counts in one row or too many together, a sample that is negative or larger than all; a shape
    /// that no memory holds.
    #[doc(alias = "numpy.random.Generator.multivariate_hypergeometric")]
    pub fn multivariate_hypergeometric(
        &mut self,
        colors: &Array,
        nsample: i64,
        size: impl IntoShape,
        method: impl Into<Colors>,
    ) -> Result<Array> {
        colors::sample(self, colors, nsample, size, method.into())
    }

    /// `n` random bytes.
    ///
    /// ```
    /// let mut random = nd_random::default_rng(0)?;
    /// assert_eq!(random.bytes(4)?, b"_\x82\xc2\xd9");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// Memory that cannot be had.
    #[doc(alias = "numpy.random.Generator.bytes")]
    pub fn bytes(&mut self, n: usize) -> Result<Vec<u8>> {
        random_bytes(&mut self.bits, n)
    }
}

impl Generator<Pcg64> {
    /// `n` generators whose streams differ from this one's, from each other's and from those spawned before.
    ///
    /// ```
    /// let mut children = nd_random::default_rng(42)?.spawn(2)?;
    /// assert_eq!(children[0].next_f64(), 0.9167441575549085);
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A stream that was made of a state, not of a seed.
    #[doc(alias = "numpy.random.Generator.spawn")]
    pub fn spawn(&mut self, n: usize) -> Result<Vec<Generator>> {
        Ok(self.bits.spawn(n)?.into_iter().map(Generator::new).collect())
    }
}

/// The kind of float that a method draws: native doubles or singles.
pub(crate) fn native(method: &'static str, dtype: DTypeArg) -> Result<Num> {
    let dtype = dtype.or(DType::F64)?;
    match dtype.num() {
        Some(num @ (Num::F64 | Num::F32)) if dtype.is_native() => Ok(num),
        _ => Err(RandomError::UnsupportedDType { method, dtype }.into()),
    }
}

/// The ends of uniform distributions. Which are turned round, the legacy methods do not ask.
pub(crate) fn ends(
    low: &impl Operand,
    high: &impl Operand,
    legacy: bool,
) -> Result<(Param<f64>, Param<f64>)> {
    let params: (Param<f64>, Param<f64>) = (param("low", ANY, low)?, param("high", ANY, high)?);
    if params.any(|(low, high)| !(high - low).is_finite())? {
        return Err(RandomError::InfiniteSpan { legacy: legacy || params.numbers().is_none() }.into());
    }
    if !legacy && params.any(|(low, high)| (high - low).is_sign_negative())? {
        return Err(RandomError::NegativeSpan.into());
    }
    Ok(params)
}
