//! Rounding, signs and parts of numbers, beyond single universal functions.

#![forbid(unsafe_code)]

use crate::{
    ValueError, arctan2, divide, equal, isinf, logical_and, multiply, not_equal, signbit, sin, trunc, ufuncs,
    where_,
};
use nd_core::{Array, Result, operators};

/// Each element rounded to `decimals` decimals, the even one of two; negative numbers round to tens, hundreds and so on.
///
/// ```
/// let x = nd_core::array![0.125, 2.5, -1.75];
/// assert_eq!(nd_ufunc::round(&x, 0)?.to_string(), "[ 0.  2. -2.]");
/// assert_eq!(nd_ufunc::round(&x, 2)?.to_string(), "[ 0.12  2.5  -1.75]");
/// assert_eq!(nd_ufunc::round(&nd_core::array![14, 25], -1)?.to_string(), "[10 20]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Dtypes that are not rounded, memory that cannot be had or is borrowed elsewhere.
#[doc(alias = "numpy.round")]
#[doc(alias = "numpy.around")]
pub fn round(x: &Array, decimals: i32) -> Result<Array> {
    round::with(x, decimals).run()
}
pub use round as around;

/// The options of [`round`](fn@crate::round).
pub mod round {
    use super::{Array, Result, ValueError, operators, ufuncs};
    use nd_core::{Arg, CallOptions, DType, Elementwise, Like, Weak, promote_types};

    /// A call with an option: `.out(..)`, then `.run()`.
    ///
    /// ```
    /// let x = nd_core::array![0.125, 2.5];
    /// nd_ufunc::round::with(&x, 1).out(&x).run()?;
    /// assert_eq!(x.to_string(), "[0.1 2.5]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    pub fn with(x: &Array, decimals: i32) -> Round<'_> {
        Round { x, decimals, out: None }
    }

    /// A rounding to be told where to write, and run.
    #[must_use = "a call does nothing until it is run"]
    pub struct Round<'a> {
        x: &'a Array,
        decimals: i32,
        out: Option<&'a Array>,
    }

    impl<'a> Round<'a> {
        /// Writes the result to `out`, which must have the shape of the array.
        pub fn out(mut self, out: &'a Array) -> Self {
            self.out = Some(out);
            self
        }

        /// The elements rounded.
        ///
        /// # Errors
        /// Dtypes that are not rounded; an `out` of another shape, or of a dtype that does not hold every step; memory
        /// that cannot be had or is borrowed elsewhere.
        pub fn run(self) -> Result<Array> {
            let Round { x, decimals, out } = self;
            if out.is_some_and(|out| out.shape() != x.shape()) {
                return Err(ValueError::RoundOut.into());
            }
            let is_integer = matches!(x.dtype().kind(), 'i' | 'u');
            if is_integer && decimals >= 0 {
                let Some(out) = out else { return x.copy() };
                out.assign(x)?;
                return Ok(out.clone());
            }
            let options = CallOptions { out, ..CallOptions::default() };
            if decimals == 0 {
                return ufuncs::RINT.call(&[Arg::Array(x)], &options);
            }
            // As NumPy: integers by way of floats, all else in an array of their own dtype, which has to take every step.
            let own = promote_types(x.dtype(), x.dtype())?;
            let result = match out {
                Some(out) => Some(out.clone()),
                None if is_integer || own == DType::OBJECT => None,
                None => Some(Like::of(x).dtype(own)?.empty()?),
            };
            if let Some(result) = &result
                && x.dtype().kind() == 'c'
                && result.dtype().kind() == 'c'
            {
                // Part by part: an infinity would spoil the other one. Apart from `out`, which may be some of `x` elsewhere.
                let parts = x.copy()?;
                for part in [parts.real(), parts.imag()?] {
                    with(&part, decimals).out(&part).run()?;
                }
                result.assign(&parts)?;
                return Ok(result.clone());
            }
            let scale = Arg::Weak(Weak::Float(10f64.powi(decimals.saturating_abs())));
            let options = CallOptions { out: result.as_ref(), ..CallOptions::default() };
            let by_scale = |function: &'static Elementwise, x: &Array| {
                function.call(&[Arg::Array(x), scale.clone()], &options)
            };
            let (there, back) = (&operators::MULTIPLY, &operators::DIVIDE);
            let (there, back) = if decimals > 0 { (there, back) } else { (back, there) };
            let scaled = ufuncs::RINT.call(&[Arg::Array(&by_scale(there, x)?)], &options)?;
            let result = by_scale(back, &scaled)?;
            if is_integer && out.is_none() { result.astype(x.dtype()) } else { Ok(result) }
        }
    }
}

/// Each element without its fraction; [`trunc`](fn@crate::trunc) under its older name.
///
/// ```
/// assert_eq!(nd_ufunc::fix(&nd_core::array![2.9, -2.9])?.to_string(), "[ 2. -2.]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`trunc`](fn@crate::trunc).
#[doc(alias = "numpy.fix")]
pub fn fix(x: &Array) -> Result<Array> {
    trunc(x)
}

/// `sin(pi x) / (pi x)`, 1 at zero.
///
/// ```
/// let y = nd_ufunc::sinc(&nd_core::array![0.0, 0.5])?;
/// assert_eq!(y.to_string(), "[1.         0.63661977]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Dtypes that have no sine, memory that cannot be had or is borrowed elsewhere.
#[doc(alias = "numpy.sinc")]
pub fn sinc(x: &Array) -> Result<Array> {
    let tiny = if matches!(x.dtype().kind(), 'f' | 'c') && x.itemsize() < 8 { 1e-7 } else { 1.0e-20 };
    let y = multiply(&where_(&equal(x, 0)?, tiny, x)?, core::f64::consts::PI)?;
    divide(&sin(&y)?, &y)
}

/// The angle of each complex number in radians; that of a real one is 0 or pi. [`angle::degrees`] has them in degrees.
///
/// ```
/// use nd_core::{Complex, array};
/// assert_eq!(nd_ufunc::angle(&array![Complex::new(0.0, 1.0)])?.to_string(), "[1.57079633]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Dtypes that are no numbers, memory that cannot be had or is borrowed elsewhere.
#[doc(alias = "numpy.angle")]
pub fn angle(x: &Array) -> Result<Array> {
    if x.dtype().kind() == 'c' { arctan2(x.imag()?, x.real()) } else { arctan2(0, x) }
}

/// [`angle`](fn@crate::angle) in another unit.
pub mod angle {
    use super::{Array, Result, multiply};

    /// The angles in degrees: NumPy's `angle(x, deg=True)`.
    ///
    /// ```
    /// use nd_core::{Complex, array};
    /// assert_eq!(nd_ufunc::angle::degrees(&array![Complex::new(0.0, 1.0)])?.to_string(), "[90.]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`angle`](fn@crate::angle).
    pub fn degrees(x: &Array) -> Result<Array> {
        multiply(super::angle(x)?, 180.0 / core::f64::consts::PI)
    }
}

/// Whether the dtype is complex, whatever the values; [`iscomplex`] asks for each element.
///
/// ```
/// use nd_core::{Complex, array};
/// assert!(nd_ufunc::iscomplexobj(&array![Complex::new(1.0, 0.0)]));
/// assert!(!nd_ufunc::iscomplexobj(&array![1.0]));
/// ```
#[doc(alias = "numpy.iscomplexobj")]
pub fn iscomplexobj(x: &Array) -> bool {
    x.dtype().kind() == 'c'
}

/// Whether the dtype is not complex, whatever the values; [`isreal`] asks for each element.
///
/// ```
/// assert!(nd_ufunc::isrealobj(&nd_core::array!["text"]));
/// ```
#[doc(alias = "numpy.isrealobj")]
pub fn isrealobj(x: &Array) -> bool {
    !iscomplexobj(x)
}

/// The real parts: a view of a complex array, a real array itself.
///
/// ```
/// use nd_core::{Complex, array};
/// assert_eq!(nd_ufunc::real(&array![Complex::new(1.0, 2.0)]).to_string(), "[1.]");
/// ```
#[doc(alias = "numpy.real")]
pub fn real(x: &Array) -> Array {
    x.real()
}

/// The imaginary parts: a view of a complex array, zeros for a real one.
///
/// ```
/// use nd_core::{Complex, array};
/// assert_eq!(nd_ufunc::imag(&array![Complex::new(1.0, 2.0)])?.to_string(), "[2.]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Memory that cannot be had.
#[doc(alias = "numpy.imag")]
pub fn imag(x: &Array) -> Result<Array> {
    x.imag()
}

/// Whether each element has an imaginary part that is not zero.
///
/// ```
/// use nd_core::{Complex, array};
/// let z = array![Complex::new(1.0, 2.0), Complex::new(1.0, 0.0)];
/// assert_eq!(nd_ufunc::iscomplex(&z)?.to_string(), "[ True False]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Memory that cannot be had or is borrowed elsewhere.
#[doc(alias = "numpy.iscomplex")]
pub fn iscomplex(x: &Array) -> Result<Array> {
    if !iscomplexobj(x) {
        return nd_core::zeros(x.shape(), nd_core::DType::BOOL);
    }
    not_equal(x.imag()?, 0)
}

/// Whether each element has no imaginary part.
///
/// ```
/// assert_eq!(nd_ufunc::isreal(&nd_core::array![1.0])?.to_string(), "[ True]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Memory that cannot be had or is borrowed elsewhere.
#[doc(alias = "numpy.isreal")]
pub fn isreal(x: &Array) -> Result<Array> {
    equal(x.imag()?, 0)
}

/// Whether each element is negative infinity.
///
/// ```
/// let x = nd_core::array![f64::NEG_INFINITY, f64::INFINITY, 0.0];
/// assert_eq!(nd_ufunc::isneginf(&x)?.to_string(), "[ True False False]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Complex numbers, which have no sign; memory that cannot be had or is borrowed elsewhere.
#[doc(alias = "numpy.isneginf")]
pub fn isneginf(x: &Array) -> Result<Array> {
    logical_and(&isinf(x)?, &signbit(x)?)
}

/// Whether each element is positive infinity.
///
/// ```
/// let x = nd_core::array![f64::NEG_INFINITY, f64::INFINITY, 0.0];
/// assert_eq!(nd_ufunc::isposinf(&x)?.to_string(), "[False  True False]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`isneginf`].
#[doc(alias = "numpy.isposinf")]
pub fn isposinf(x: &Array) -> Result<Array> {
    logical_and(&isinf(x)?, &crate::logical_not(signbit(x)?)?)
}
