//! NumPy's random streams, bit for bit: [`Generator`] over [`Pcg64`], and the legacy [`RandomState`].
//!
//! The same seed gives the same numbers as NumPy 2.4.6, draw for draw, whatever the instruction set. (Normal draws use
//! the platform's `log`, as NumPy does; where two C libraries differ in the last place of a logarithm, so do the rare
//! draws that take one.)
//!
//! Reading order: [`BitGenerator`] (raw bits) with [`SeedSequence`] (where they begin), [`Generator`], [`RandomState`]
//! and NumPy's global stream ([`seed()`], [`randn`], …), [`Distributions`] of both, then the algorithms behind them: `integers`, `ziggurat`, `permute`, `choice`.
//!
//! ```
//! let mut rng = nd_random::default_rng(42)?;
//! assert_eq!(rng.random(3, ..)?.to_string(), "[0.77395605 0.43887844 0.85859792]");
//! assert_eq!(rng.integers(0..10, (2, 3), ..)?.shape(), [2, 3]);
//! # Ok::<(), nd_core::Error>(())
//! ```

#![forbid(unsafe_code)]

mod error;

mod bits;
mod seed;

mod arguments;
mod choice;
mod fill;
mod integers;
mod params;
mod permute;
mod ziggurat;

mod bygone;
mod distributions;
mod generator;
mod global;
mod legacy;
mod options;
mod out;

pub use arguments::{Choice, DTypeArg, IntRange, IntRanges, Population, Span, Spans};
pub use bits::{BitGenerator, Mt19937, Pcg64, Pcg64Dxsm, Philox, PhiloxState, Sfc64};
pub use distributions::Distributions;
pub use distributions::colors::Colors;
pub use distributions::multivariate::Factor;
pub use error::{ChoiceFault, Fault, HypergeometricFault, OutFault, RandomError};
pub use generator::{Generator, default_rng};
pub use global::{
    beta, binomial, bytes, chisquare, choice, dirichlet, exponential, f, gamma, geometric, get_state, gumbel,
    hypergeometric, laplace, logistic, lognormal, logseries, multinomial, multivariate_normal,
    negative_binomial, noncentral_chisquare, noncentral_f, normal, pareto, permutation, poisson, power, rand,
    randint, randn, random, random_integers, random_sample, ranf, rayleigh, sample, seed, set_state, shuffle,
    standard_cauchy, standard_exponential, standard_gamma, standard_normal, standard_t, triangular, uniform,
    vonmises, wald, weibull, zipf,
};
pub use legacy::{LegacyState, RandomState};
pub use options::Exponential;
pub use seed::{IntoSeed, SeedSequence};
