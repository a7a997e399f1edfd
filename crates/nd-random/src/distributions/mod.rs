//! Distributions beyond uniform and normal, from three kinds of draws that a generator must have.
//!
//! Both generators share them: the algorithms are the same, and only the draws that they are made of differ (NumPy's
//! legacy stream draws normals by the polar method and exponentials by inversion). Where NumPy has since changed a
//! formula for the new generator alone, [`Distributions::LEGACY`] tells which to take. Parameters are numbers, not
//! arrays.

#![forbid(unsafe_code)]

mod continuous;
mod counts;
mod discrete;
pub(crate) mod multivariate;
mod shares;

use crate::bits::BitGenerator;
use crate::error::{Fault, RandomError};
use crate::fill::filled;
use crate::generator::Generator;
use crate::legacy::RandomState;
use crate::ziggurat;
use nd_core::{Array, IntoShape, Result};

/// Draws of many distributions, for [`Generator`] and [`RandomState`] alike.
///
/// Every method takes the shape of the array to fill last: a length, a tuple, or `()` for an array without axes.
pub trait Distributions {
    /// Whether the stream is the frozen one.
    const LEGACY: bool;

    /// A double in `[0, 1)`.
    fn draw_uniform(&mut self) -> f64;

    /// A draw of the exponential distribution of mean 1.
    fn draw_exponential(&mut self) -> f64;

    /// A draw of the standard normal distribution.
    fn draw_normal(&mut self) -> f64;

    /// Draws of the exponential distribution of mean 1.
    ///
    /// ```
    /// use nd_random::Distributions;
    /// let drawn = nd_random::default_rng(42)?.standard_exponential(2)?;
    /// assert_eq!(drawn.to_string(), "[2.4042086  2.33618966]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A shape that no memory holds.
    fn standard_exponential(&mut self, size: impl IntoShape) -> Result<Array> {
        fill(size, || self.draw_exponential())
    }

    /// Draws of the exponential distribution of mean `scale`.
    ///
    /// # Errors
    /// A negative scale; a shape that no memory holds.
    fn exponential(&mut self, scale: f64, size: impl IntoShape) -> Result<Array> {
        not_negative("scale", scale)?;
        fill(size, || scale * self.draw_exponential())
    }

    /// Draws of the gamma distribution of the given shape and scale 1.
    ///
    /// # Errors
    /// A negative shape parameter; a shape that no memory holds.
    fn standard_gamma(&mut self, shape: f64, size: impl IntoShape) -> Result<Array> {
        not_negative("shape", shape)?;
        fill(size, || continuous::gamma(self, shape))
    }

    /// Draws of the gamma distribution.
    ///
    /// # Errors
    /// A negative parameter; a shape that no memory holds.
    fn gamma(&mut self, shape: f64, scale: f64, size: impl IntoShape) -> Result<Array> {
        not_negative("shape", shape)?;
        not_negative("scale", scale)?;
        fill(size, || scale * continuous::gamma(self, shape))
    }

    /// Draws of the beta distribution.
    ///
    /// # Errors
    /// A parameter that is not positive; a shape that no memory holds.
    fn beta(&mut self, a: f64, b: f64, size: impl IntoShape) -> Result<Array> {
        positive("a", a)?;
        positive("b", b)?;
        fill(size, || continuous::beta(self, a, b))
    }

    /// Draws of the chi-square distribution.
    ///
    /// # Errors
    /// Degrees of freedom that are not positive; a shape that no memory holds.
    fn chisquare(&mut self, df: f64, size: impl IntoShape) -> Result<Array> {
        positive("df", df)?;
        fill(size, || continuous::chisquare(self, df))
    }

    /// Draws of the F distribution.
    ///
    /// # Errors
    /// Degrees of freedom that are not positive; a shape that no memory holds.
    fn f(&mut self, dfnum: f64, dfden: f64, size: impl IntoShape) -> Result<Array> {
        positive("dfnum", dfnum)?;
        positive("dfden", dfden)?;
        fill(size, || {
            let numerator = continuous::chisquare(self, dfnum) * dfden;
            numerator / (continuous::chisquare(self, dfden) * dfnum)
        })
    }

    /// Draws of the standard Cauchy distribution.
    ///
    /// # Errors
    /// A shape that no memory holds.
    fn standard_cauchy(&mut self, size: impl IntoShape) -> Result<Array> {
        fill(size, || self.draw_normal() / self.draw_normal())
    }

    /// Draws of the Pareto II (Lomax) distribution.
    ///
    /// # Errors
    /// A parameter that is not positive; a shape that no memory holds.
    fn pareto(&mut self, a: f64, size: impl IntoShape) -> Result<Array> {
        positive("a", a)?;
        fill(size, || {
            let x = self.draw_exponential() / a;
            if Self::LEGACY { x.exp() - 1.0 } else { x.exp_m1() }
        })
    }

    /// Draws of the Weibull distribution of scale 1.
    ///
    /// # Errors
    /// A negative parameter; a shape that no memory holds.
    fn weibull(&mut self, a: f64, size: impl IntoShape) -> Result<Array> {
        not_negative("a", a)?;
        fill(size, || if a == 0.0 { 0.0 } else { self.draw_exponential().powf(1.0 / a) })
    }

    /// Draws of the power distribution, whose density is `a x^(a-1)` on `[0, 1]`.
    ///
    /// # Errors
    /// A parameter that is not positive; a shape that no memory holds.
    fn power(&mut self, a: f64, size: impl IntoShape) -> Result<Array> {
        positive("a", a)?;
        fill(size, || {
            let x = -self.draw_exponential();
            let share = if Self::LEGACY { 1.0 - x.exp() } else { -x.exp_m1() };
            share.powf(1.0 / a)
        })
    }

    /// Draws of the Laplace (double exponential) distribution.
    ///
    /// # Errors
    /// A negative scale; a shape that no memory holds.
    fn laplace(&mut self, loc: f64, scale: f64, size: impl IntoShape) -> Result<Array> {
        not_negative("scale", scale)?;
        fill(size, || continuous::laplace(self, loc, scale))
    }

    /// Draws of the Gumbel distribution.
    ///
    /// # Errors
    /// A negative scale; a shape that no memory holds.
    fn gumbel(&mut self, loc: f64, scale: f64, size: impl IntoShape) -> Result<Array> {
        not_negative("scale", scale)?;
        fill(size, || continuous::gumbel(self, loc, scale))
    }

    /// Draws of the logistic distribution.
    ///
    /// # Errors
    /// A negative scale; a shape that no memory holds.
    fn logistic(&mut self, loc: f64, scale: f64, size: impl IntoShape) -> Result<Array> {
        not_negative("scale", scale)?;
        fill(size, || continuous::logistic(self, loc, scale))
    }

    /// Draws of the log-normal distribution: exponentials of normal draws.
    ///
    /// # Errors
    /// A negative width; a shape that no memory holds.
    fn lognormal(&mut self, mean: f64, sigma: f64, size: impl IntoShape) -> Result<Array> {
        not_negative("sigma", sigma)?;
        fill(size, || (mean + sigma * self.draw_normal()).exp())
    }

    /// Draws of the Rayleigh distribution.
    ///
    /// # Errors
    /// A negative scale; a shape that no memory holds.
    fn rayleigh(&mut self, scale: f64, size: impl IntoShape) -> Result<Array> {
        not_negative("scale", scale)?;
        fill(size, || match Self::LEGACY {
            true => scale * (-2.0 * (-self.draw_uniform()).ln_1p()).sqrt(),
            false => scale * (2.0 * self.draw_exponential()).sqrt(),
        })
    }

    /// Draws of Student's t distribution.
    ///
    /// # Errors
    /// Degrees of freedom that are not positive; a shape that no memory holds.
    fn standard_t(&mut self, df: f64, size: impl IntoShape) -> Result<Array> {
        positive("df", df)?;
        fill(size, || {
            let normal = self.draw_normal();
            let gamma = continuous::gamma(self, df / 2.0);
            (df / 2.0).sqrt() * normal / gamma.sqrt()
        })
    }

    /// Draws of the triangular distribution.
    ///
    /// # Errors
    /// Corners that are out of order or all the same; a shape that no memory holds.
    fn triangular(&mut self, left: f64, mode: f64, right: f64, size: impl IntoShape) -> Result<Array> {
        let fault = match () {
            () if left > mode => Some(("left", Fault::Above("mode"))),
            () if mode > right => Some(("mode", Fault::Above("right"))),
            () if left == right => Some(("left", Fault::Same("right"))),
            () => None,
        };
        if let Some((name, fault)) = fault {
            return Err(RandomError::Parameter { name, fault }.into());
        }
        fill(size, || continuous::triangular(self, left, mode, right))
    }

    /// Draws of the Poisson distribution, as `int64`.
    ///
    /// # Errors
    /// A mean that is negative, not a number or too large for the draws to fit; a shape that no memory holds.
    fn poisson(&mut self, lam: f64, size: impl IntoShape) -> Result<Array> {
        check("lam", lam >= 0.0, Fault::NegativeOrNan)?;
        check("lam", lam <= LARGEST_MEAN, Fault::TooLarge)?;
        fill_integers(size, || discrete::poisson(self, lam))
    }

    /// Draws of the geometric distribution, as `int64`: how many trials until one succeeds.
    ///
    /// # Errors
    /// A probability outside `(0, 1]`; a shape that no memory holds.
    fn geometric(&mut self, p: f64, size: impl IntoShape) -> Result<Array> {
        check("p", p > 0.0 && p <= 1.0, Fault::NoPositiveProbability)?;
        fill_integers(size, || discrete::geometric(self, p))
    }

    /// Draws of the binomial distribution, as `int64`: how many of `n` trials succeed.
    ///
    /// # Errors
    /// A negative number of trials, a probability outside `[0, 1]`; a shape that no memory holds.
    fn binomial(&mut self, n: i64, p: f64, size: impl IntoShape) -> Result<Array> {
        check("p", (0.0..=1.0).contains(&p), Fault::NoProbability)?;
        check("n", n >= 0, Fault::Negative)?;
        let plan = counts::Binomial::new(n, p);
        fill_integers(size, || plan.draw(self))
    }

    /// Draws of the negative binomial distribution, as `int64`: how many trials fail before `n` succeed.
    ///
    /// # Errors
    /// A number that is not positive, a probability outside `(0, 1]`, or, but for the legacy stream, numbers that would not
    /// fit into an integer; a shape that no memory holds.
    fn negative_binomial(&mut self, n: f64, p: f64, size: impl IntoShape) -> Result<Array> {
        positive("n", n)?;
        check("p", p > 0.0 && p <= 1.0, Fault::NoPositiveProbability)?;
        let largest = (1.0 - p) / p * (n + 10.0 * n.sqrt());
        check("n", Self::LEGACY || largest <= LARGEST_MEAN, Fault::TooManyTrials)?;
        fill_integers(size, || {
            let mean = (1.0 - p) / p * continuous::gamma(self, n);
            discrete::poisson(self, mean)
        })
    }

    /// Draws of the logarithmic series distribution, as `int64`.
    ///
    /// # Errors
    /// A parameter outside `[0, 1)`; a shape that no memory holds.
    fn logseries(&mut self, p: f64, size: impl IntoShape) -> Result<Array> {
        check("p", (0.0..1.0).contains(&p), Fault::NoProbabilityBelowOne)?;
        fill_integers(size, || discrete::logseries(self, p))
    }

    /// How often each of several outcomes of given probabilities occurs in `n` trials, as `int64`; the outcomes are the
    /// last axis. What the first probabilities leave goes to the last outcome.
    ///
    /// # Errors
    /// A negative number of trials, probabilities that are none or more than one together; a shape that no memory holds.
    fn multinomial(&mut self, n: i64, pvals: &Array, size: impl IntoShape) -> Result<Array> {
        shares::multinomial(self, n, pvals, size)
    }

    /// Draws of the Dirichlet distribution: shares that make up one, along the last axis.
    ///
    /// # Errors
    /// Weights that are negative (in the legacy stream: not positive) or not in one row; a shape that no memory holds.
    fn dirichlet(&mut self, alpha: &Array, size: impl IntoShape) -> Result<Array> {
        shares::dirichlet(self, alpha, size)
    }
}

/// The largest mean of which a draw is sure to fit into an `i64`: ten deviations below its maximum.
const LARGEST_MEAN: f64 = 9.223372006484771e18;

impl<B: BitGenerator> Distributions for Generator<B> {
    const LEGACY: bool = false;

    fn draw_uniform(&mut self) -> f64 {
        self.next_f64()
    }

    fn draw_exponential(&mut self) -> f64 {
        ziggurat::exponential(self.bit_generator())
    }

    fn draw_normal(&mut self) -> f64 {
        self.next_normal()
    }
}

impl Distributions for RandomState {
    const LEGACY: bool = true;

    fn draw_uniform(&mut self) -> f64 {
        self.next_f64()
    }

    fn draw_exponential(&mut self) -> f64 {
        -(1.0 - self.next_f64()).ln()
    }

    fn draw_normal(&mut self) -> f64 {
        self.next_normal()
    }
}

fn fill(size: impl IntoShape, draw: impl FnMut() -> f64) -> Result<Array> {
    filled(size, |out: &mut [f64]| out.fill_with(draw))
}

fn fill_integers(size: impl IntoShape, draw: impl FnMut() -> i64) -> Result<Array> {
    filled(size, |out: &mut [i64]| out.fill_with(draw))
}

fn check(name: &'static str, fits: bool, fault: Fault) -> Result<(), RandomError> {
    if fits { Ok(()) } else { Err(RandomError::Parameter { name, fault }) }
}

/// NaN passes, as in NumPy; negative zero does not.
fn not_negative(name: &'static str, value: f64) -> Result<(), RandomError> {
    check(name, value.is_nan() || value.is_sign_positive(), Fault::Negative)
}

/// As [`not_negative`].
fn positive(name: &'static str, value: f64) -> Result<(), RandomError> {
    check(name, value.is_nan() || value > 0.0, Fault::NotPositive)
}
