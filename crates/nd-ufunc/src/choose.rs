//! One of several values, element by element: `where_` and `clip`.

#![forbid(unsafe_code)]

use crate::{Call, ufuncs};
use nd_core::{
    Arg, Array, CLIP, CallOptions, DType, Operand, Result, Scalar, TypeArg, WHERE, Weak, broadcast_arrays,
    iinfo, result_type,
};

/// `x` where `condition` is true (not zero), `y` elsewhere; all three broadcast. The result has the dtype that `x` and `y`
/// promote to.
///
/// ```
/// let x = nd_core::array![1.0, -2.0, 3.0];
/// let positive = nd_ufunc::greater(&x, 0)?;
/// assert_eq!(nd_ufunc::where_(&positive, &x, 0)?.to_string(), "[1. 0. 3.]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Shapes that do not broadcast, dtypes without a common one, memory that cannot be had or is borrowed elsewhere.
#[doc(alias = "numpy.where")]
pub fn where_(condition: impl Operand, x: impl Operand, y: impl Operand) -> Result<Array> {
    let truth;
    let condition = match condition.operand() {
        Arg::Array(array) if *array.dtype() != DType::BOOL => {
            truth = array.astype(DType::BOOL)?;
            Arg::Array(&truth)
        }
        Arg::Weak(weak) => Arg::Scalar(Scalar::from(match weak {
            Weak::Int(n) => n != 0,
            Weak::Float(x) => x != 0.0,
            Weak::Complex(z) => z.re != 0.0 || z.im != 0.0,
        })),
        other => other,
    };
    let (x, y) = (x.operand(), y.operand());
    if let Some(result) = of_elements(&condition, &x, &y) {
        return result;
    }
    let (first, second) = (wrapped(&x, &y)?, wrapped(&y, &x)?);
    WHERE.call(&[condition, first, second], &CallOptions::default())
}

/// The choice among text, records, raw bytes and objects, which no loop of numbers moves; `None` if both are something else.
fn of_elements(condition: &Arg<'_>, x: &Arg<'_>, y: &Arg<'_>) -> Option<Result<Array>> {
    let own = |arg: &Arg<'_>| match arg {
        Arg::Array(array) => Ok(array.dtype().clone()),
        Arg::Scalar(scalar) => Ok(scalar.dtype()),
        Arg::Weak(weak) => Err(*weak),
    };
    let dtypes = [own(x), own(y)];
    if dtypes.iter().flatten().all(|dtype| dtype.storage().num().is_some()) {
        return None;
    }
    let choose = || {
        let dtype = result_type(&dtypes.each_ref().map(|dtype| match dtype {
            Ok(dtype) => TypeArg::Strong(dtype),
            Err(weak) => TypeArg::Weak(*weak),
        }))?;
        let (x, y) = (x.to_array()?.astype(&dtype)?, y.to_array()?.astype(&dtype)?);
        let all = broadcast_arrays(&[&condition.to_array()?, &x, &y])?;
        let (mask, result) = (all[0].copy()?, all[2].copy()?);
        result.set(&mask, all[1].get(&mask)?)?;
        Ok(result)
    };
    Some(choose())
}

/// A literal beyond the range of the integers beside it, as one of them: cast, as an array would be.
fn wrapped<'a>(one: &Arg<'a>, other: &Arg<'_>) -> Result<Arg<'a>> {
    let dtype = match other {
        Arg::Array(array) => array.dtype().clone(),
        Arg::Scalar(scalar) => scalar.dtype(),
        Arg::Weak(_) => return Ok(one.clone()),
    };
    match one {
        Arg::Weak(weak @ Weak::Int(_)) if matches!(dtype.kind(), 'i' | 'u') => {
            let mut bytes = [0; 8];
            let bytes = &mut bytes[..dtype.itemsize()];
            Scalar::from_weak(*weak, &weak.dtype()?)?.write_bytes(&dtype, bytes)?;
            Ok(Arg::Scalar(Scalar::from_bytes(&dtype, bytes)))
        }
        one => Ok(one.clone()),
    }
}

/// Each element limited to the interval from `low` to `high`; NaN stays. Bounds broadcast; a literal bound that lies beyond
/// the range of an integer dtype, on its side, does not limit. [`clip::with`] has options, [`clip::min`] and [`clip::max`] have
/// one bound only.
///
/// ```
/// let x = nd_core::arange(5);
/// assert_eq!(nd_ufunc::clip(&x, 1, 3)?.to_string(), "[1 1 2 3 3]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Shapes that do not broadcast, dtypes without a common one, a literal bound out of range on the wrong side, memory that
/// cannot be had or is borrowed elsewhere.
#[doc(alias = "numpy.clip")]
pub fn clip(x: impl Operand, low: impl Operand, high: impl Operand) -> Result<Array> {
    clip::with(&x, &low, &high).run()
}

/// The options of [`clip`](fn@crate::clip).
pub mod clip {
    use super::{Arg, CLIP, Call, Operand, Weak, iinfo, ufuncs};

    /// A call of `clip` with options: `.out(..)`, `.where_(..)`, `.dtype(..)`, `.casting(..)`, `.order(..)`, then `.run()`.
    ///
    /// ```
    /// let x = nd_core::arange(5);
    /// nd_ufunc::clip::with(&x, &1, &3).out(&x).run()?;
    /// assert_eq!(x.to_string(), "[1 1 2 3 3]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    pub fn with<'a>(
        x: &'a (impl Operand + ?Sized),
        low: &'a (impl Operand + ?Sized),
        high: &'a (impl Operand + ?Sized),
    ) -> Call<'a> {
        limited(x.operand(), Some(low.operand()), Some(high.operand()))
    }

    /// A call that limits elements from below only, with the options of [`with`]: NumPy's `clip(x, min=low)`.
    ///
    /// ```
    /// let x = nd_core::arange(5);
    /// assert_eq!(nd_ufunc::clip::min(&x, &2).run()?.to_string(), "[2 2 2 3 4]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    pub fn min<'a>(x: &'a (impl Operand + ?Sized), low: &'a (impl Operand + ?Sized)) -> Call<'a> {
        limited(x.operand(), Some(low.operand()), None)
    }

    /// A call that limits elements from above only, with the options of [`with`]: NumPy's `clip(x, max=high)`.
    ///
    /// ```
    /// let x = nd_core::arange(5);
    /// assert_eq!(nd_ufunc::clip::max(&x, &2).run()?.to_string(), "[0 1 2 2 2]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    pub fn max<'a>(x: &'a (impl Operand + ?Sized), high: &'a (impl Operand + ?Sized)) -> Call<'a> {
        limited(x.operand(), None, Some(high.operand()))
    }

    fn limited<'a>(x: Arg<'a>, low: Option<Arg<'a>>, high: Option<Arg<'a>>) -> Call<'a> {
        let own = match &x {
            Arg::Array(array) => iinfo(array.dtype()).ok(),
            _ => None,
        };
        let limits = |bound: &Arg<'_>, beyond: &dyn Fn(i128, i128, i128) -> bool| match (&own, bound) {
            (Some(own), Arg::Weak(Weak::Int(n))) => !beyond(*n, own.min, own.max),
            _ => true,
        };
        let below = low.filter(|low| limits(low, &|n, min, _| n <= min));
        let above = high.filter(|high| limits(high, &|n, _, max| n >= max));
        match (below, above) {
            (Some(low), Some(high)) => Call::new(&CLIP, vec![x, low, high]),
            (Some(low), None) => Call::new(&ufuncs::MAXIMUM, vec![x, low]),
            (None, Some(high)) => Call::new(&ufuncs::MINIMUM, vec![x, high]),
            (None, None) => Call::new(&ufuncs::POSITIVE, vec![x]),
        }
    }
}
