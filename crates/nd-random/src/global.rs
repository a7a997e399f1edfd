//! NumPy's global generator: one legacy stream for the whole process, for scripts that call `np.random.seed`.
//!
//! Every function locks the stream for one call, in which it also reads its arguments: what these run, a callback for
//! floating-point errors for example, must not draw from the same stream. Without a seed, it begins with numbers that differ
//! from run to run.

#![forbid(unsafe_code)]

use crate::arguments::{Choice, IntRanges, Population};
use crate::distributions::Distributions;
use crate::legacy::{LegacyState, RandomState};
use nd_core::{Array, IntoShape, Operand, Result};
use std::sync::Mutex;

static STATE: Mutex<Option<RandomState>> = Mutex::new(None);

/// Calls `f` with the global stream.
fn with<R>(f: impl FnOnce(&mut RandomState) -> R) -> R {
    // A caller that panicked left a stream that is as good as any.
    let mut state = STATE.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    f(state.get_or_insert_with(RandomState::from_entropy))
}

/// Begins the global stream anew from a seed.
///
/// ```
/// nd_random::seed(1234);
/// assert_eq!(nd_random::randn(3)?.to_string(), "[ 0.47143516 -1.19097569  1.43270697]");
/// # Ok::<(), nd_core::Error>(())
/// ```
#[doc(alias = "numpy.random.seed")]
pub fn seed(seed: u32) {
    with(|state| state.seed(seed));
}

/// The state of the global stream, to come back to with [`set_state`].
///
/// ```
/// let state = nd_random::get_state();
/// let first = nd_random::rand(2)?.to_string();
/// nd_random::set_state(&state)?;
/// assert_eq!(nd_random::rand(2)?.to_string(), first);
/// # Ok::<(), nd_core::Error>(())
/// ```
#[doc(alias = "numpy.random.get_state")]
pub fn get_state() -> LegacyState {
    with(|state| state.get_state())
}

/// Puts the global stream where it, or another, stood.
///
/// # Errors
/// As [`RandomState::set_state`].
#[doc(alias = "numpy.random.set_state")]
pub fn set_state(state: &LegacyState) -> Result<()> {
    with(|global| global.set_state(state))
}

// A function for each method of the global stream: pub fn rand(size: impl IntoShape) -> Result<Array> { .. }, and so on.
macro_rules! functions {
    // $doc: the summary; $alias: NumPy's name; $name, $arg, $type, $result: the method's signature.
    ($($doc:literal, $alias:literal: $name:ident($($arg:ident: $type:ty),*) -> $result:ty;)*) => { $(
        #[doc = $doc]
        ///
        /// # Errors
        /// As the method of [`RandomState`] by this name.
        #[doc(alias = $alias)]
        pub fn $name($($arg: $type),*) -> $result {
            with(|state| state.$name($($arg),*))
        }
    )* };
}
functions! {
    "Doubles in `[0, 1)`.", "numpy.random.rand": rand(size: impl IntoShape) -> Result<Array>;
    "Doubles in `[0, 1)`.", "numpy.random.random": random(size: impl IntoShape) -> Result<Array>;
    "Doubles in `[0, 1)`.", "numpy.random.random_sample": random_sample(size: impl IntoShape) -> Result<Array>;
    "Doubles in `[0, 1)`.", "numpy.random.ranf": ranf(size: impl IntoShape) -> Result<Array>;
    "Doubles in `[0, 1)`.", "numpy.random.sample": sample(size: impl IntoShape) -> Result<Array>;
    "Draws of the standard normal distribution.", "numpy.random.randn":
        randn(size: impl IntoShape) -> Result<Array>;
    "Draws of the standard normal distribution.", "numpy.random.standard_normal":
        standard_normal(size: impl IntoShape) -> Result<Array>;
    "Draws of the normal distribution.", "numpy.random.normal":
        normal(loc: impl Operand, scale: impl Operand, size: impl IntoShape) -> Result<Array>;
    "Doubles between two ends.", "numpy.random.uniform":
        uniform(low: impl Operand, high: impl Operand, size: impl IntoShape) -> Result<Array>;
    "Integers of a range.", "numpy.random.randint":
        randint(range: impl IntRanges, size: impl IntoShape) -> Result<Array>;
    "Integers from one to another, both included.", "numpy.random.random_integers":
        random_integers(low: i64, high: impl Into<Option<i64>>, size: impl IntoShape) -> Result<Array>;
    "Vectors of the multivariate normal distribution.", "numpy.random.multivariate_normal":
        multivariate_normal(mean: &Array, cov: &Array, size: impl IntoShape) -> Result<Array>;
    "Integers, or the sub-arrays of an array, in random order.", "numpy.random.permutation":
        permutation(x: impl Into<Population>) -> Result<Array>;
    "Brings the sub-arrays of an array into random order.", "numpy.random.shuffle":
        shuffle(x: &Array) -> Result<()>;
    "A sample of integers or elements.", "numpy.random.choice":
        choice(from: impl Into<Population>, size: impl IntoShape, how: impl Into<Choice>) -> Result<Array>;
    "Random bytes.", "numpy.random.bytes": bytes(n: usize) -> Result<Vec<u8>>;
    "Draws of the exponential distribution.", "numpy.random.exponential":
        exponential(scale: impl Operand, size: impl IntoShape) -> Result<Array>;
    "Draws of the Poisson distribution.", "numpy.random.poisson":
        poisson(lam: impl Operand, size: impl IntoShape) -> Result<Array>;
    "Draws of the binomial distribution.", "numpy.random.binomial":
        binomial(n: impl Operand, p: impl Operand, size: impl IntoShape) -> Result<Array>;
    "Draws of the exponential distribution of mean 1.", "numpy.random.standard_exponential":
        standard_exponential(size: impl IntoShape) -> Result<Array>;
    "Draws of the standard Cauchy distribution.", "numpy.random.standard_cauchy":
        standard_cauchy(size: impl IntoShape) -> Result<Array>;
    "Draws of the gamma distribution of scale 1.", "numpy.random.standard_gamma":
        standard_gamma(shape: impl Operand, size: impl IntoShape) -> Result<Array>;
    "Draws of the gamma distribution.", "numpy.random.gamma":
        gamma(shape: impl Operand, scale: impl Operand, size: impl IntoShape) -> Result<Array>;
    "Draws of the beta distribution.", "numpy.random.beta":
        beta(a: impl Operand, b: impl Operand, size: impl IntoShape) -> Result<Array>;
    "Draws of the chi-square distribution.", "numpy.random.chisquare":
        chisquare(df: impl Operand, size: impl IntoShape) -> Result<Array>;
    "Draws of the noncentral chi-square distribution.", "numpy.random.noncentral_chisquare":
        noncentral_chisquare(df: impl Operand, nonc: impl Operand, size: impl IntoShape) -> Result<Array>;
    "Draws of the F distribution.", "numpy.random.f":
        f(dfnum: impl Operand, dfden: impl Operand, size: impl IntoShape) -> Result<Array>;
    "Draws of the noncentral F distribution.", "numpy.random.noncentral_f":
        noncentral_f(dfnum: impl Operand, dfden: impl Operand, nonc: impl Operand, size: impl IntoShape) -> Result<Array>;
    "Draws of Student's t distribution.", "numpy.random.standard_t":
        standard_t(df: impl Operand, size: impl IntoShape) -> Result<Array>;
    "Draws of the von Mises distribution.", "numpy.random.vonmises":
        vonmises(mu: impl Operand, kappa: impl Operand, size: impl IntoShape) -> Result<Array>;
    "Draws of the Pareto II (Lomax) distribution.", "numpy.random.pareto":
        pareto(a: impl Operand, size: impl IntoShape) -> Result<Array>;
    "Draws of the Weibull distribution.", "numpy.random.weibull":
        weibull(a: impl Operand, size: impl IntoShape) -> Result<Array>;
    "Draws of the power distribution.", "numpy.random.power":
        power(a: impl Operand, size: impl IntoShape) -> Result<Array>;
    "Draws of the Laplace distribution.", "numpy.random.laplace":
        laplace(loc: impl Operand, scale: impl Operand, size: impl IntoShape) -> Result<Array>;
    "Draws of the Gumbel distribution.", "numpy.random.gumbel":
        gumbel(loc: impl Operand, scale: impl Operand, size: impl IntoShape) -> Result<Array>;
    "Draws of the logistic distribution.", "numpy.random.logistic":
        logistic(loc: impl Operand, scale: impl Operand, size: impl IntoShape) -> Result<Array>;
    "Draws of the log-normal distribution.", "numpy.random.lognormal":
        lognormal(mean: impl Operand, sigma: impl Operand, size: impl IntoShape) -> Result<Array>;
    "Draws of the Rayleigh distribution.", "numpy.random.rayleigh":
        rayleigh(scale: impl Operand, size: impl IntoShape) -> Result<Array>;
    "Draws of the Wald distribution.", "numpy.random.wald":
        wald(mean: impl Operand, scale: impl Operand, size: impl IntoShape) -> Result<Array>;
    "Draws of the triangular distribution.", "numpy.random.triangular":
        triangular(left: impl Operand, mode: impl Operand, right: impl Operand, size: impl IntoShape) -> Result<Array>;
    "Draws of the Zipf distribution.", "numpy.random.zipf":
        zipf(a: impl Operand, size: impl IntoShape) -> Result<Array>;
    "Draws of the geometric distribution.", "numpy.random.geometric":
        geometric(p: impl Operand, size: impl IntoShape) -> Result<Array>;
    "Draws of the logarithmic series distribution.", "numpy.random.logseries":
        logseries(p: impl Operand, size: impl IntoShape) -> Result<Array>;
    "Draws of the negative binomial distribution.", "numpy.random.negative_binomial":
        negative_binomial(n: impl Operand, p: impl Operand, size: impl IntoShape) -> Result<Array>;
    "Draws of the hypergeometric distribution.", "numpy.random.hypergeometric":
        hypergeometric(ngood: impl Operand, nbad: impl Operand, nsample: impl Operand, size: impl IntoShape) -> Result<Array>;
    "Draws of the multinomial distribution.", "numpy.random.multinomial":
        multinomial(n: impl Operand, pvals: &Array, size: impl IntoShape) -> Result<Array>;
    "Draws of the Dirichlet distribution.", "numpy.random.dirichlet":
        dirichlet(alpha: &Array, size: impl IntoShape) -> Result<Array>;
}
