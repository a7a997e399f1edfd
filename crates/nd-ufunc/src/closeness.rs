//! Whether arrays are equal, exactly or up to a tolerance.

#![forbid(unsafe_code)]

use crate::{
    MathExt as _, absolute, add, equal, isfinite, isnan, less_equal, logical_and, logical_or, multiply,
    not_equal, subtract,
};
use nd_core::{Arg, Array, ErrorKind, Operand, Result, Weak, axis, full, operators, result_type};

/// An operand as an array: a scalar has no axes.
pub(crate) fn as_array(x: &impl Operand) -> Result<Array> {
    match x.operand() {
        Arg::Array(array) => Ok(array.clone()),
        scalar => full((), scalar),
    }
}

/// A number to compare with as a float: integers wrap where they are subtracted, and the least one has no absolute value.
/// Spans of time stay what they are.
pub(crate) fn as_inexact(x: &impl Operand) -> Result<Operands<'_>> {
    Ok(match x.operand() {
        Arg::Weak(Weak::Int(value)) => Operands::Given(Arg::Weak(Weak::Float(value as f64))),
        Arg::Weak(weak) => Operands::Given(Arg::Weak(weak)),
        Arg::Array(array) if array.dtype().kind() == 'm' => Operands::Given(Arg::Array(array)),
        other => {
            let array = as_array(&other)?;
            let dtype = result_type(&[array.dtype().into(), Weak::Float(1.0).into()])?;
            Operands::Made(if *array.dtype() == dtype { array } else { array.astype(dtype)? })
        }
    })
}

/// An operand, or an array that was made of one.
pub(crate) enum Operands<'a> {
    Given(Arg<'a>),
    Made(Array),
}

impl Operand for Operands<'_> {
    fn operand(&self) -> Arg<'_> {
        match self {
            Operands::Given(arg) => arg.clone(),
            Operands::Made(array) => Arg::Array(array),
        }
    }
}

/// How far apart numbers may be to count as close: `|a - b| <= atol + rtol * |b|`, by default `1e-8 + 1e-5 |b|`.
///
/// ```
/// use nd_ufunc::Tolerance;
/// let (a, b) = (nd_core::array![1.0, f64::NAN], nd_core::array![1.001, f64::NAN]);
/// assert!(!Tolerance::new().allclose(&a, &b)?);
/// assert!(Tolerance::new().rtol(1e-2).equal_nan().allclose(&a, &b)?);
/// # Ok::<(), nd_core::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tolerance<R = f64, A = f64> {
    pub(crate) rtol: R,
    pub(crate) atol: A,
    equal_nan: bool,
}

impl Default for Tolerance {
    fn default() -> Tolerance {
        Tolerance { rtol: 1e-5, atol: 1e-8, equal_nan: false }
    }
}

impl Tolerance {
    /// NumPy's defaults.
    pub fn new() -> Tolerance {
        Tolerance::default()
    }
}

impl<R: Operand, A: Operand> Tolerance<R, A> {
    /// The tolerance relative to the second operand: a number, or an array that broadcasts with the operands.
    ///
    /// ```
    /// use nd_core::array;
    /// let each = nd_ufunc::Tolerance::new().rtol(array![0.2, 0.0]);
    /// assert_eq!(each.isclose(&array![1.0, 1.0], 1.1)?.to_string(), "[ True False]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    pub fn rtol<S: Operand>(self, rtol: S) -> Tolerance<S, A> {
        Tolerance { rtol, atol: self.atol, equal_nan: self.equal_nan }
    }

    /// The absolute tolerance: a number, or an array that broadcasts with the operands.
    pub fn atol<S: Operand>(self, atol: S) -> Tolerance<R, S> {
        Tolerance { rtol: self.rtol, atol, equal_nan: self.equal_nan }
    }

    /// Counts NaN as close to NaN.
    pub fn equal_nan(mut self) -> Self {
        self.equal_nan = true;
        self
    }

    /// [`isclose`] with this tolerance.
    ///
    /// # Errors
    /// As there.
    pub fn isclose(&self, a: impl Operand, b: impl Operand) -> Result<Array> {
        let a = a.operand();
        let b = as_inexact(&b)?;
        let bound = add(&self.atol, multiply(&self.rtol, absolute(&b)?)?)?;
        let within = less_equal(&absolute(&subtract(&a, &b)?)?, &bound)?;
        let close = logical_or(&logical_and(&within, &isfinite(&b)?)?, &equal(&a, &b)?)?;
        if !self.equal_nan {
            return Ok(close);
        }
        logical_or(&close, &logical_and(&isnan(&a)?, &isnan(&b)?)?)
    }

    /// [`allclose`] with this tolerance.
    ///
    /// # Errors
    /// As [`isclose`].
    pub fn allclose(&self, a: impl Operand, b: impl Operand) -> Result<bool> {
        self.isclose(a, b)?.all(..)?.item()
    }
}

/// Whether each element of `a` is close to its partner in `b`: equal, or finite and no further apart than
/// `1e-8 + 1e-5 |b|`. [`Tolerance`] has other bounds.
///
/// ```
/// let close = nd_ufunc::isclose(&nd_core::array![1.0, 2.0], &nd_core::array![1.0 + 1e-9, 2.1])?;
/// assert_eq!(close.to_string(), "[ True False]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Shapes that do not broadcast, dtypes that are no numbers, memory that cannot be had or is borrowed elsewhere.
#[doc(alias = "numpy.isclose")]
pub fn isclose(a: impl Operand, b: impl Operand) -> Result<Array> {
    Tolerance::new().isclose(a, b)
}

/// Whether all elements are close; see [`isclose`].
///
/// ```
/// assert!(nd_ufunc::allclose(&nd_core::array![0.1 + 0.2], 0.3)?);
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`isclose`].
#[doc(alias = "numpy.allclose")]
pub fn allclose(a: impl Operand, b: impl Operand) -> Result<bool> {
    Tolerance::new().allclose(a, b)
}

/// Whether two arrays have the same shape and equal elements; a NaN equals nothing, unless [`array_equal::with`] says so.
///
/// ```
/// use nd_core::array;
/// assert!(nd_ufunc::array_equal(&array![1, 2], &array![1.0, 2.0])?);
/// assert!(!nd_ufunc::array_equal(&array![1, 1], &array![1])?);
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Dtypes that are not compared, memory that cannot be had or is borrowed elsewhere.
#[doc(alias = "numpy.array_equal")]
pub fn array_equal(a: impl Operand, b: impl Operand) -> Result<bool> {
    array_equal::with(&a, &b).run()
}

/// The options of [`array_equal`](fn@crate::array_equal).
pub mod array_equal {
    use super::{
        Arg, Operand, Result, all_equal, as_array, equal, isnan, logical_and, logical_or, where_comparable,
    };
    use crate::MathExt as _;

    /// A comparison with options: `.equal_nan()`, then `.run()`.
    ///
    /// ```
    /// let x = nd_core::array![1.0, f64::NAN];
    /// assert!(nd_ufunc::array_equal::with(&x, &x).equal_nan().run()?);
    /// assert!(!nd_ufunc::array_equal(&x, &x)?);
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    pub fn with<'a>(a: &'a (impl Operand + ?Sized), b: &'a (impl Operand + ?Sized)) -> ArrayEqual<'a> {
        ArrayEqual { a: a.operand(), b: b.operand(), equal_nan: false }
    }

    /// A comparison to be given options and run.
    #[must_use = "a call does nothing until it is run"]
    pub struct ArrayEqual<'a> {
        a: Arg<'a>,
        b: Arg<'a>,
        equal_nan: bool,
    }

    impl ArrayEqual<'_> {
        /// Counts NaN, and a time that is none, as equal to another.
        pub fn equal_nan(mut self) -> Self {
            self.equal_nan = true;
            self
        }

        /// Whether the arrays are equal.
        ///
        /// # Errors
        /// Dtypes that are not compared or, with `equal_nan`, that [`isnan`](fn@crate::isnan) does not take; memory that cannot be
        /// had or is borrowed elsewhere.
        pub fn run(self) -> Result<bool> {
            let (a, b) = (as_array(&self.a)?, as_array(&self.b)?);
            if a.shape() != b.shape() {
                return Ok(false);
            }
            let exact = [&a, &b].iter().all(|x| matches!(x.dtype().kind(), 'b' | 'i' | 'u'));
            if exact || !self.equal_nan {
                return all_equal(&a, &b);
            }
            let both_nan = logical_and(&isnan(&a)?, &isnan(&b)?)?;
            match where_comparable(equal(&a, &b))? {
                Some(same) => logical_or(&same, &both_nan)?.all(..)?.item(),
                None => both_nan.all(..)?.item(),
            }
        }
    }
}

/// Whether two arrays broadcast against each other and have equal elements.
///
/// ```
/// use nd_core::array;
/// assert!(nd_ufunc::array_equiv(&array![1, 1], &array![1])?);
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// As [`array_equal`](fn@crate::array_equal).
#[doc(alias = "numpy.array_equiv")]
pub fn array_equiv(a: impl Operand, b: impl Operand) -> Result<bool> {
    let (a, b) = (as_array(&a)?, as_array(&b)?);
    if nd_core::broadcast_shapes(&[a.shape(), b.shape()]).is_err() {
        return Ok(false);
    }
    all_equal(&a, &b)
}

fn all_equal(a: &Array, b: &Array) -> Result<bool> {
    where_comparable(equal(a, b))?.map_or(Ok(false), |same| same.all(..)?.item())
}

/// A comparison; `None` where dtypes are not compared with each other, whose elements are never equal.
pub(crate) fn where_comparable(same: Result<Array>) -> Result<Option<Array>> {
    match same {
        Err(error) if error.kind() == ErrorKind::UFuncType => Ok(None),
        same => same.map(Some),
    }
}

/// How many elements are not zero, along axes or over all.
///
/// ```
/// use nd_core::{array, axis};
/// let x = array![[0, 1, 7, 0], [3, 0, 2, 19]];
/// assert_eq!(nd_ufunc::count_nonzero(&x, ..)?.item::<i64>()?, 5);
/// assert_eq!(nd_ufunc::count_nonzero(&x, axis(0))?.to_string(), "[1 1 2 1]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Axes that the array does not have, memory that cannot be had or is borrowed elsewhere.
#[doc(alias = "numpy.count_nonzero")]
pub fn count_nonzero<'a>(array: &Array, options: impl Into<nd_core::ReduceOptions<'a>>) -> Result<Array> {
    let options = options.into();
    options.accept("count_nonzero", &["keepdims"])?;
    let truth = match array.dtype().kind() {
        'b' => array.clone(),
        'O' | 'T' | 'U' | 'S' | 'V' => array.truths()?,
        _ => not_equal(array.as_counts()?, 0)?,
    };
    let counting = nd_core::ReduceOptions { keepdims: options.keepdims, ..axis(options.axes.clone()) };
    options.deliver("count_nonzero", operators::ADD.reduce(&truth, &counting)?)
}
