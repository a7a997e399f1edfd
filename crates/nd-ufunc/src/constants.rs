//! NumPy's constants, which are plain `f64` values: those of Rust under the names that NumPy users look for.

#![forbid(unsafe_code)]

/// No number: the result of `0.0 / 0.0`, unequal to everything and to itself.
///
/// ```
/// assert!(nd_ufunc::isnan(nd_ufunc::NAN)?.item::<bool>()?);
/// # Ok::<(), nd_core::Error>(())
/// ```
#[doc(alias = "numpy.nan")]
pub const NAN: f64 = f64::NAN;

/// Positive infinity.
///
/// ```
/// assert_eq!(nd_ufunc::exp(-nd_ufunc::INF)?.item::<f64>()?, 0.0);
/// # Ok::<(), nd_core::Error>(())
/// ```
#[doc(alias = "numpy.inf")]
pub const INF: f64 = f64::INFINITY;

/// The ratio of a circle's circumference to its diameter.
///
/// ```
/// assert!(nd_ufunc::allclose(&nd_ufunc::cos(nd_ufunc::PI)?, -1.0)?);
/// # Ok::<(), nd_core::Error>(())
/// ```
#[doc(alias = "numpy.pi")]
pub const PI: f64 = std::f64::consts::PI;

/// Euler's number, the base of natural logarithms.
///
/// ```
/// assert!(nd_ufunc::allclose(&nd_ufunc::log(nd_ufunc::E)?, 1.0)?);
/// # Ok::<(), nd_core::Error>(())
/// ```
#[doc(alias = "numpy.e")]
pub const E: f64 = std::f64::consts::E;

/// The Euler–Mascheroni constant: the limit of the harmonic series less the natural logarithm.
///
/// ```
/// assert_eq!(nd_ufunc::EULER_GAMMA.to_string(), "0.5772156649015329");
/// ```
#[doc(alias = "numpy.euler_gamma")]
pub const EULER_GAMMA: f64 = 0.577_215_664_901_532_9;
