//! Distributions beyond uniform and normal, from a few kinds of draws that a generator must have.
//!
//! Both generators share them: the algorithms are the same, and only the draws that they are made of differ (NumPy's
//! legacy stream draws normals by the polar method and exponentials by inversion). Where NumPy has since changed a
//! formula for the new generator alone, [`Distributions::LEGACY`] tells which to take. The algorithms are those of
//! `numpy/random/src/distributions/` and `legacy/legacy-distributions.c`, whose functions have the same names.

#![forbid(unsafe_code)]

pub(crate) mod colors;
pub(crate) mod continuous;
mod counts;
mod discrete;
mod hypergeometric;
pub(crate) mod multivariate;
mod noncentral;
mod shares;
pub(crate) mod single;
mod sources;

use crate::fill::filled;
use crate::params::{
    ABOVE_ONE, ANY, COUNTABLE, NOT_NEGATIVE, POSITIVE, POSITIVE_PROBABILITY, PROBABILITY,
    PROBABILITY_BELOW_ONE, doubles, draws, param,
};
use nd_core::{Array, IntoShape, Operand, Result};

/// Draws of many distributions, for [`Generator`](crate::Generator) and [`RandomState`](crate::RandomState) alike.
///
/// Parameters are numbers or arrays, which broadcast against each other; an array of draws takes its elements in C order.
/// Every method takes the shape of the array to fill last: a length, a tuple, or `()` for the shape of the parameters,
/// which is that of an array without axes for numbers.
///
/// ```
/// use nd_core::array;
/// use nd_random::Distributions;
/// let mut rng = nd_random::default_rng(0)?;
/// assert_eq!(rng.poisson(array![1, 100], (2, 2))?.to_string(), "[[  1  75]\n [  3 101]]");
/// assert_eq!(rng.gamma(array![[1.0], [2.0]], array![1, 2, 3], ())?.shape(), [2, 3]);
/// let refused = rng.poisson(array![1, 100], (2, 1)).unwrap_err().to_string();
/// assert_eq!(refused, "Output size (2, 1) is not compatible with broadcast dimensions of inputs (2, 2).");
/// # Ok::<(), nd_core::Error>(())
/// ```
pub trait Distributions {
    /// Whether the stream is the frozen one.
    const LEGACY: bool;

    /// A double in `[0, 1)`.
    fn draw_uniform(&mut self) -> f64;

    /// A draw of the exponential distribution of mean 1.
    fn draw_exponential(&mut self) -> f64;

    /// A draw of the standard normal distribution.
    fn draw_normal(&mut self) -> f64;

    /// An integer up to and including `max`.
    fn draw_up_to(&mut self, max: u64) -> u64;

    /// Draws of the exponential distribution of mean 1.
    ///
    /// ```
    /// # use nd_random::Distributions;
    /// let drawn = nd_random::default_rng(0)?.standard_exponential(2)?;
    /// assert_eq!(drawn.to_string(), "[0.6799319 1.0195971]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A shape that no memory holds.
    #[doc(alias = "numpy.random.standard_exponential")]
    fn standard_exponential(&mut self, size: impl IntoShape) -> Result<Array> {
        filled(size, |out: &mut [f64]| out.fill_with(|| self.draw_exponential()))
    }

    /// Draws of the standard Cauchy distribution.
    ///
    /// ```
    /// # use nd_random::Distributions;
    /// let drawn = nd_random::default_rng(0)?.standard_cauchy(2)?;
    /// assert_eq!(drawn.to_string(), "[-0.95174559  6.10507088]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A shape that no memory holds.
    #[doc(alias = "numpy.random.standard_cauchy")]
    fn standard_cauchy(&mut self, size: impl IntoShape) -> Result<Array> {
        filled(size, |out: &mut [f64]| out.fill_with(|| self.draw_normal() / self.draw_normal()))
    }

    /// Draws of the exponential distribution of mean `scale`.
    ///
    /// ```
    /// # use nd_random::Distributions;
    /// let drawn = nd_random::default_rng(0)?.exponential(2.0, 2)?;
    /// assert_eq!(drawn.to_string(), "[1.35986381 2.0391942 ]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A negative scale; a shape that does not fit or that no memory holds.
    #[doc(alias = "numpy.random.exponential")]
    fn exponential(&mut self, scale: impl Operand, size: impl IntoShape) -> Result<Array> {
        doubles!(size, |scale: NOT_NEGATIVE| scale * self.draw_exponential())
    }

    /// Draws of the gamma distribution of the given shape and scale 1.
    ///
    /// ```
    /// # use nd_random::Distributions;
    /// let drawn = nd_random::default_rng(0)?.standard_gamma(2.0, 2)?;
    /// assert_eq!(drawn.to_string(), "[1.83431007 2.63769797]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A negative shape parameter; a shape that does not fit or that no memory holds.
    #[doc(alias = "numpy.random.standard_gamma")]
    fn standard_gamma(&mut self, shape: impl Operand, size: impl IntoShape) -> Result<Array> {
        doubles!(size, |shape: NOT_NEGATIVE| continuous::gamma(self, shape))
    }

    /// Draws of the gamma distribution.
    ///
    /// ```
    /// # use nd_random::Distributions;
    /// let drawn = nd_random::default_rng(0)?.gamma(2.0, 3.0, 2)?;
    /// assert_eq!(drawn.to_string(), "[5.5029302  7.91309392]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A negative parameter; a shape that does not fit or that no memory holds.
    #[doc(alias = "numpy.random.gamma")]
    fn gamma(&mut self, shape: impl Operand, scale: impl Operand, size: impl IntoShape) -> Result<Array> {
        doubles!(size, |shape: NOT_NEGATIVE, scale: NOT_NEGATIVE| scale * continuous::gamma(self, shape))
    }

    /// Draws of the beta distribution.
    ///
    /// ```
    /// # use nd_random::Distributions;
    /// let drawn = nd_random::default_rng(0)?.beta(2.0, 3.0, 2)?;
    /// assert_eq!(drawn.to_string(), "[0.32240531 0.16457302]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A parameter that is not positive; a shape that does not fit or that no memory holds.
    #[doc(alias = "numpy.random.beta")]
    fn beta(&mut self, a: impl Operand, b: impl Operand, size: impl IntoShape) -> Result<Array> {
        doubles!(size, |a: POSITIVE, b: POSITIVE| continuous::beta(self, a, b))
    }

    /// Draws of the chi-square distribution.
    ///
    /// ```
    /// # use nd_random::Distributions;
    /// let drawn = nd_random::default_rng(0)?.chisquare(5.0, 2)?;
    /// assert_eq!(drawn.to_string(), "[4.71411183 6.50533215]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// Degrees of freedom that are not positive; a shape that does not fit or that no memory holds.
    #[doc(alias = "numpy.random.chisquare")]
    fn chisquare(&mut self, df: impl Operand, size: impl IntoShape) -> Result<Array> {
        doubles!(size, |df: POSITIVE| continuous::chisquare(self, df))
    }

    /// Draws of the noncentral chi-square distribution.
    ///
    /// ```
    /// # use nd_random::Distributions;
    /// let drawn = nd_random::default_rng(0)?.noncentral_chisquare(5.0, 1.5, 2)?;
    /// assert_eq!(drawn.to_string(), "[7.14747002 6.12806089]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// Degrees of freedom that are not positive, a negative noncentrality; a shape that does not fit or that no memory
    /// holds.
    #[doc(alias = "numpy.random.noncentral_chisquare")]
    fn noncentral_chisquare(
        &mut self,
        df: impl Operand,
        nonc: impl Operand,
        size: impl IntoShape,
    ) -> Result<Array> {
        doubles!(size, |df: POSITIVE, nonc: NOT_NEGATIVE| noncentral::chisquare(self, df, nonc))
    }

    /// Draws of the F distribution.
    ///
    /// ```
    /// # use nd_random::Distributions;
    /// let drawn = nd_random::default_rng(0)?.f(3.0, 7.0, 2)?;
    /// assert_eq!(drawn.to_string(), "[0.68597533 0.25951351]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// Degrees of freedom that are not positive; a shape that does not fit or that no memory holds.
    #[doc(alias = "numpy.random.f")]
    fn f(&mut self, dfnum: impl Operand, dfden: impl Operand, size: impl IntoShape) -> Result<Array> {
        doubles!(size, |dfnum: POSITIVE, dfden: POSITIVE| continuous::f(self, dfnum, dfden))
    }

    /// Draws of the noncentral F distribution.
    ///
    /// ```
    /// # use nd_random::Distributions;
    /// let drawn = nd_random::default_rng(0)?.noncentral_f(3.0, 7.0, 1.5, 2)?;
    /// assert_eq!(drawn.to_string(), "[0.66974379 0.69179447]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// Degrees of freedom that are not positive, a negative noncentrality; a shape that does not fit or that no memory
    /// holds.
    #[doc(alias = "numpy.random.noncentral_f")]
    fn noncentral_f(
        &mut self,
        dfnum: impl Operand,
        dfden: impl Operand,
        nonc: impl Operand,
        size: impl IntoShape,
    ) -> Result<Array> {
        doubles!(size, |dfnum: POSITIVE, dfden: POSITIVE, nonc: NOT_NEGATIVE| noncentral::f(
            self, dfnum, dfden, nonc
        ))
    }

    /// Draws of Student's t distribution.
    ///
    /// ```
    /// # use nd_random::Distributions;
    /// let drawn = nd_random::default_rng(0)?.standard_t(4.0, 2)?;
    /// assert_eq!(drawn.to_string(), "[0.14509029 0.14366118]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// Degrees of freedom that are not positive; a shape that does not fit or that no memory holds.
    #[doc(alias = "numpy.random.standard_t")]
    fn standard_t(&mut self, df: impl Operand, size: impl IntoShape) -> Result<Array> {
        doubles!(size, |df: POSITIVE| continuous::standard_t(self, df))
    }

    /// Angles of the von Mises distribution around `mu`, from -π to π.
    ///
    /// ```
    /// # use nd_random::Distributions;
    /// let drawn = nd_random::default_rng(0)?.vonmises(0.5, 4.0, 2)?;
    /// assert_eq!(drawn.to_string(), "[-0.24207299  0.51295832]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A negative concentration `kappa`; a shape that does not fit or that no memory holds.
    #[doc(alias = "numpy.random.vonmises")]
    fn vonmises(&mut self, mu: impl Operand, kappa: impl Operand, size: impl IntoShape) -> Result<Array> {
        doubles!(size, |mu: ANY, kappa: NOT_NEGATIVE| continuous::vonmises(self, mu, kappa))
    }

    /// Draws of the Pareto II (Lomax) distribution.
    ///
    /// ```
    /// # use nd_random::Distributions;
    /// let drawn = nd_random::default_rng(0)?.pareto(3.0, 2)?;
    /// assert_eq!(drawn.to_string(), "[0.25438319 0.40475892]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A parameter that is not positive; a shape that does not fit or that no memory holds.
    #[doc(alias = "numpy.random.pareto")]
    fn pareto(&mut self, a: impl Operand, size: impl IntoShape) -> Result<Array> {
        doubles!(size, |a: POSITIVE| continuous::pareto(self, a))
    }

    /// Draws of the Weibull distribution of scale 1.
    ///
    /// ```
    /// # use nd_random::Distributions;
    /// let drawn = nd_random::default_rng(0)?.weibull(1.5, 2)?;
    /// assert_eq!(drawn.to_string(), "[0.77323282 1.01302243]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A negative parameter; a shape that does not fit or that no memory holds.
    #[doc(alias = "numpy.random.weibull")]
    fn weibull(&mut self, a: impl Operand, size: impl IntoShape) -> Result<Array> {
        doubles!(size, |a: NOT_NEGATIVE| if a == 0.0 { 0.0 } else { self.draw_exponential().powf(1.0 / a) })
    }

    /// Draws of the power distribution, whose density is `a x^(a-1)` on `[0, 1]`.
    ///
    /// ```
    /// # use nd_random::Distributions;
    /// let drawn = nd_random::default_rng(0)?.power(2.5, 2)?;
    /// assert_eq!(drawn.to_string(), "[0.75380936 0.83612449]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A parameter that is not positive; a shape that does not fit or that no memory holds.
    #[doc(alias = "numpy.random.power")]
    fn power(&mut self, a: impl Operand, size: impl IntoShape) -> Result<Array> {
        doubles!(size, |a: POSITIVE| continuous::power(self, a))
    }

    /// Draws of the Laplace (double exponential) distribution.
    ///
    /// ```
    /// # use nd_random::Distributions;
    /// let drawn = nd_random::default_rng(0)?.laplace(1.0, 2.0, 2)?;
    /// assert_eq!(drawn.to_string(), "[ 1.64019945 -0.2339528 ]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A negative scale; a shape that does not fit or that no memory holds.
    #[doc(alias = "numpy.random.laplace")]
    fn laplace(&mut self, loc: impl Operand, scale: impl Operand, size: impl IntoShape) -> Result<Array> {
        doubles!(size, |loc: ANY, scale: NOT_NEGATIVE| continuous::laplace(self, loc, scale))
    }

    /// Draws of the Gumbel distribution.
    ///
    /// ```
    /// # use nd_random::Distributions;
    /// let drawn = nd_random::default_rng(0)?.gumbel(1.0, 2.0, 2)?;
    /// assert_eq!(drawn.to_string(), "[0.97368013 3.31406003]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A negative scale; a shape that does not fit or that no memory holds.
    #[doc(alias = "numpy.random.gumbel")]
    fn gumbel(&mut self, loc: impl Operand, scale: impl Operand, size: impl IntoShape) -> Result<Array> {
        doubles!(size, |loc: ANY, scale: NOT_NEGATIVE| continuous::gumbel(self, loc, scale))
    }

    /// Draws of the logistic distribution.
    ///
    /// ```
    /// # use nd_random::Distributions;
    /// let drawn = nd_random::default_rng(0)?.logistic(1.0, 2.0, 2)?;
    /// assert_eq!(drawn.to_string(), "[ 2.12440227 -0.99140993]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A negative scale; a shape that does not fit or that no memory holds.
    #[doc(alias = "numpy.random.logistic")]
    fn logistic(&mut self, loc: impl Operand, scale: impl Operand, size: impl IntoShape) -> Result<Array> {
        doubles!(size, |loc: ANY, scale: NOT_NEGATIVE| continuous::logistic(self, loc, scale))
    }

    /// Draws of the log-normal distribution: exponentials of normal draws.
    ///
    /// ```
    /// # use nd_random::Distributions;
    /// let drawn = nd_random::default_rng(0)?.lognormal(0.5, 0.25, 2)?;
    /// assert_eq!(drawn.to_string(), "[1.70136787 1.59515958]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A negative width; a shape that does not fit or that no memory holds.
    #[doc(alias = "numpy.random.lognormal")]
    fn lognormal(&mut self, mean: impl Operand, sigma: impl Operand, size: impl IntoShape) -> Result<Array> {
        doubles!(size, |mean: ANY, sigma: NOT_NEGATIVE| (mean + sigma * self.draw_normal()).exp())
    }

    /// Draws of the Rayleigh distribution.
    ///
    /// ```
    /// # use nd_random::Distributions;
    /// let drawn = nd_random::default_rng(0)?.rayleigh(2.0, 2)?;
    /// assert_eq!(drawn.to_string(), "[2.33226397 2.85600714]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A negative scale; a shape that does not fit or that no memory holds.
    #[doc(alias = "numpy.random.rayleigh")]
    fn rayleigh(&mut self, scale: impl Operand, size: impl IntoShape) -> Result<Array> {
        doubles!(size, |scale: NOT_NEGATIVE| continuous::rayleigh(self, scale))
    }

    /// Draws of the Wald (inverse Gaussian) distribution.
    ///
    /// ```
    /// # use nd_random::Distributions;
    /// let drawn = nd_random::default_rng(0)?.wald(3.0, 2.0, 2)?;
    /// assert_eq!(drawn.to_string(), "[2.57223863 1.39526977]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A parameter that is not positive; a shape that does not fit or that no memory holds.
    #[doc(alias = "numpy.random.wald")]
    fn wald(&mut self, mean: impl Operand, scale: impl Operand, size: impl IntoShape) -> Result<Array> {
        doubles!(size, |mean: POSITIVE, scale: POSITIVE| continuous::wald(self, mean, scale))
    }

    /// Draws of the triangular distribution.
    ///
    /// ```
    /// # use nd_random::Distributions;
    /// let drawn = nd_random::default_rng(0)?.triangular(-1.0, 0.5, 3.0, 2)?;
    /// assert_eq!(drawn.to_string(), "[1.09464357 0.27228939]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// Corners that are out of order or all the same; a shape that does not fit or that no memory holds.
    #[doc(alias = "numpy.random.triangular")]
    fn triangular(
        &mut self,
        left: impl Operand,
        mode: impl Operand,
        right: impl Operand,
        size: impl IntoShape,
    ) -> Result<Array> {
        let params = (param("left", ANY, &left)?, param("mode", ANY, &mode)?, param("right", ANY, &right)?);
        continuous::corners(&params)?;
        draws(&params, size, |(left, mode, right)| continuous::triangular(self, left, mode, right))
    }

    /// Draws of the Poisson distribution, as `int64`.
    ///
    /// ```
    /// # use nd_random::Distributions;
    /// let drawn = nd_random::default_rng(0)?.poisson(3.5, 4)?;
    /// assert_eq!(drawn.to_string(), "[2 0 7 1]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A mean that is negative, not a number or too large for the draws to fit; a shape that does not fit or that no memory
    /// holds.
    #[doc(alias = "numpy.random.poisson")]
    fn poisson(&mut self, lam: impl Operand, size: impl IntoShape) -> Result<Array> {
        doubles!(size, |lam: COUNTABLE| discrete::poisson(self, lam))
    }

    /// Draws of the Zipf (zeta) distribution, as `int64`.
    ///
    /// ```
    /// # use nd_random::Distributions;
    /// let drawn = nd_random::default_rng(0)?.zipf(1.5, 4)?;
    /// assert_eq!(drawn.to_string(), "[ 7  1 29 49]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// An exponent that is not above one; a shape that does not fit or that no memory holds.
    #[doc(alias = "numpy.random.zipf")]
    fn zipf(&mut self, a: impl Operand, size: impl IntoShape) -> Result<Array> {
        doubles!(size, |a: ABOVE_ONE| discrete::zipf(self, a))
    }

    /// Draws of the geometric distribution, as `int64`: how many trials until one succeeds.
    ///
    /// ```
    /// # use nd_random::Distributions;
    /// let drawn = nd_random::default_rng(0)?.geometric(0.3, 4)?;
    /// assert_eq!(drawn.to_string(), "[2 3 1 1]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A probability outside `(0, 1]`; a shape that does not fit or that no memory holds.
    #[doc(alias = "numpy.random.geometric")]
    fn geometric(&mut self, p: impl Operand, size: impl IntoShape) -> Result<Array> {
        doubles!(size, |p: POSITIVE_PROBABILITY| discrete::geometric(self, p))
    }

    /// Draws of the logarithmic series distribution, as `int64`.
    ///
    /// ```
    /// # use nd_random::Distributions;
    /// let drawn = nd_random::default_rng(0)?.logseries(0.9, 4)?;
    /// assert_eq!(drawn.to_string(), "[1 1 2 3]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A parameter outside `[0, 1)`; a shape that does not fit or that no memory holds.
    #[doc(alias = "numpy.random.logseries")]
    fn logseries(&mut self, p: impl Operand, size: impl IntoShape) -> Result<Array> {
        doubles!(size, |p: PROBABILITY_BELOW_ONE| discrete::logseries(self, p))
    }

    /// Draws of the binomial distribution, as `int64`: how many of `n` trials succeed.
    ///
    /// ```
    /// # use nd_random::Distributions;
    /// let drawn = nd_random::default_rng(0)?.binomial(20, 0.3, 4)?;
    /// assert_eq!(drawn.to_string(), "[7 5 3 2]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A negative number of trials, a probability outside `[0, 1]`; a shape that does not fit or that no memory holds.
    #[doc(alias = "numpy.random.binomial")]
    fn binomial(&mut self, n: impl Operand, p: impl Operand, size: impl IntoShape) -> Result<Array> {
        let params = (param("p", PROBABILITY, &p)?, param("n", NOT_NEGATIVE, &n)?);
        let mut plan = counts::Binomial::new(0, 0.0);
        draws(&params, size, |(p, n)| plan.of(n, p).draw(self))
    }

    /// Draws of the negative binomial distribution, as `int64`: how many trials fail before `n` succeed.
    ///
    /// ```
    /// # use nd_random::Distributions;
    /// let drawn = nd_random::default_rng(0)?.negative_binomial(5.5, 0.3, 4)?;
    /// assert_eq!(drawn.to_string(), "[ 4  7  5 15]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A number that is not positive, a probability outside `(0, 1]` (the legacy stream takes zero as well), or, but for the
    /// legacy stream, numbers that would not fit into an integer; a shape that does not fit or that no memory holds.
    #[doc(alias = "numpy.random.negative_binomial")]
    fn negative_binomial(&mut self, n: impl Operand, p: impl Operand, size: impl IntoShape) -> Result<Array> {
        let params = discrete::trials(&n, &p, Self::LEGACY)?;
        draws(&params, size, |(n, p)| discrete::negative_binomial(self, n, p))
    }

    /// Draws of the hypergeometric distribution, as `int64`: how many of `nsample` taken without replacement are among the
    /// `ngood` of `ngood + nbad`.
    ///
    /// ```
    /// # use nd_random::Distributions;
    /// let drawn = nd_random::default_rng(0)?.hypergeometric(7, 5, 6, 4)?;
    /// assert_eq!(drawn.to_string(), "[3 3 4 2]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A negative number (in the legacy stream: a sample of none), more taken than there are, or, but for the legacy stream,
    /// `ngood` or `nbad` of a thousand million or more; a shape that does not fit or that no memory holds.
    #[doc(alias = "numpy.random.hypergeometric")]
    fn hypergeometric(
        &mut self,
        ngood: impl Operand,
        nbad: impl Operand,
        nsample: impl Operand,
        size: impl IntoShape,
    ) -> Result<Array> {
        let params = hypergeometric::params(&ngood, &nbad, &nsample, Self::LEGACY)?;
        draws(&params, size, |(good, bad, sample)| hypergeometric::draw(self, good, bad, sample))
    }

    /// How often each of several outcomes of given probabilities occurs in `n` trials, as `int64`; the outcomes are the
    /// last axis. What the first probabilities leave goes to the last outcome. For [`Generator`](crate::Generator) `n` and the
    /// rows of `pvals` broadcast.
    ///
    /// ```
    /// # use nd_random::Distributions;
    /// let drawn = nd_random::default_rng(0)?.multinomial(10, &nd_core::array![0.2, 0.5, 0.3], 2)?;
    /// assert_eq!(drawn.to_string(), "[[2 6 2]\n [0 9 1]]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A negative number of trials, probabilities that are none or more than one together; a shape that does not fit or that
    /// no memory holds.
    #[doc(alias = "numpy.random.multinomial")]
    fn multinomial(&mut self, n: impl Operand, pvals: &Array, size: impl IntoShape) -> Result<Array> {
        shares::multinomial(self, param("n", NOT_NEGATIVE, &n)?, pvals, size)
    }

    /// Draws of the Dirichlet distribution: shares that make up one, along the last axis.
    ///
    /// ```
    /// # use nd_random::Distributions;
    /// let drawn = nd_random::default_rng(0)?.dirichlet(&nd_core::array![1.0, 2.0], 1)?;
    /// assert_eq!(drawn.to_string(), "[[0.31163762 0.68836238]]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// Weights that are negative (in the legacy stream: not positive) or not in one row; a shape that no memory holds.
    #[doc(alias = "numpy.random.dirichlet")]
    fn dirichlet(&mut self, alpha: &Array, size: impl IntoShape) -> Result<Array> {
        shares::dirichlet(self, alpha, size)
    }
}
