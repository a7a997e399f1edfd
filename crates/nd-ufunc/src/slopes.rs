//! Gradients: differences of neighbours, divided by how far apart they are.
//!
//! The formulas and the order of their operations are NumPy's, so that dtypes and rounding are too: a distance that is a literal is
//! weak beside the elements, one that comes from an array of coordinates is not.

#![forbid(unsafe_code)]

use crate::closeness::as_array;
use crate::differences::{DifferenceError, part};
use crate::{MathExt as _, add, diff, divide, equal, multiply, negative, subtract};
use nd_core::{
    Arg, Array, Axes, DType, Operand, Result, ShapeError, Temporal, Weak, empty_like, normalize_axis,
};

/// The gradient along one axis, or along the only one for `..`: second-order differences inside, first-order ones at the ends.
///
/// `spacing` is the distance of neighbours, or an array of one axis with their coordinates. [`gradient::with`] has more
/// options, and [`gradient::all`] goes along several axes.
///
/// ```
/// use nd_core::array;
/// let x = array![1.0, 2.0, 4.0, 7.0];
/// assert_eq!(nd_ufunc::gradient(&x, 1.0, ..)?.to_string(), "[1.  1.5 2.5 3. ]");
/// assert_eq!(nd_ufunc::gradient(&x, &array![0.0, 1.0, 1.5, 3.5], ..)?.to_string(), "[1.  3.  3.5 1.5]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Fewer than two elements along the axis, several axes, an axis that the array does not have, another number of coordinates
/// than elements, memory that cannot be had or is borrowed elsewhere.
#[doc(alias = "numpy.gradient")]
pub fn gradient(x: &Array, spacing: impl Operand, axis: impl Into<Axes>) -> Result<Array> {
    gradient::with(x, &spacing).axis(axis).run()
}

/// The options of [`gradient`](fn@crate::gradient).
pub mod gradient {
    use super::{Arg, Array, Axes, Operand, Result, ShapeError};
    use nd_core::{Error, ErrorKind};

    /// A gradient of `x` with options: `.axis(..)`, `.edge_order(2)`, then `.run()`.
    ///
    /// ```
    /// let x = nd_core::array![0.0, 1.0, 4.0, 9.0];
    /// assert_eq!(nd_ufunc::gradient::with(&x, &1.0).edge_order(2).run()?.to_string(), "[0. 2. 4. 6.]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    pub fn with<'a>(x: &'a Array, spacing: &'a (impl Operand + ?Sized)) -> Gradient<'a> {
        all(x).spacing(spacing)
    }

    /// The gradients of `x` along all axes, or those that `.axis(..)` names: `.spacing(..)` once for all of them or once for
    /// each, or not at all for a distance of one; then `.run_all()`.
    ///
    /// ```
    /// use nd_core::array;
    /// let x = array![[1.0, 2.0, 6.0], [3.0, 4.0, 5.0]];
    /// let slopes = nd_ufunc::gradient::all(&x).spacing(&2.0).spacing(&array![0.0, 1.0, 3.0]).run_all()?;
    /// assert_eq!(slopes[0].to_string(), "[[ 1.   1.  -0.5]\n [ 1.   1.  -0.5]]");
    /// assert_eq!(slopes[1].shape(), [2, 3]);
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    pub fn all(x: &Array) -> Gradient<'_> {
        Gradient { x, spacings: Vec::new(), axes: Axes::from(..), edge_order: 1 }
    }

    /// A gradient to be given options and run.
    #[must_use = "a call does nothing until it is run"]
    pub struct Gradient<'a> {
        pub(super) x: &'a Array,
        pub(super) spacings: Vec<Arg<'a>>,
        pub(super) axes: Axes,
        pub(super) edge_order: usize,
    }

    impl<'a> Gradient<'a> {
        /// The distance of neighbours along the next of the axes, or along all of them if there is no other: a number, or the
        /// coordinates.
        pub fn spacing(mut self, spacing: &'a (impl Operand + ?Sized)) -> Self {
            self.spacings.push(spacing.operand());
            self
        }

        /// The axis to go along, or the axes.
        pub fn axis(mut self, axes: impl Into<Axes>) -> Self {
            self.axes = axes.into();
            self
        }

        /// How exact the ends are: differences of the first order, or of the second.
        pub fn edge_order(mut self, order: usize) -> Self {
            self.edge_order = order;
            self
        }

        /// The gradient along the one axis.
        ///
        /// # Errors
        /// As [`gradient`](fn@crate::gradient); an order greater than two.
        pub fn run(self) -> Result<Array> {
            match <[Array; 1]>::try_from(super::slopes(&self)?) {
                Ok([only]) => Ok(only),
                Err(_) => Err(Error::new(ErrorKind::Value, ShapeError::OneAxis)),
            }
        }

        /// The gradients along the axes, in their order.
        ///
        /// # Errors
        /// As [`gradient`](fn@crate::gradient), but for several axes; another number of spacings than one or that of the axes.
        pub fn run_all(self) -> Result<Vec<Array>> {
            super::slopes(&self)
        }
    }
}

/// How far neighbours lie apart: everywhere the same, or each pair its own way.
enum Spacing<'a> {
    Even(Arg<'a>),
    Each(Array),
}

impl<'a> Spacing<'a> {
    fn new(spacing: &Arg<'a>, len: usize) -> Result<Spacing<'a>> {
        let Arg::Array(distances) = spacing else { return Ok(Spacing::Even(spacing.clone())) };
        if distances.ndim() == 0 {
            return Ok(Spacing::Even(spacing.clone()));
        }
        if distances.ndim() != 1 {
            return Err(DifferenceError::Distances.into());
        }
        if distances.size() != len {
            return Err(DifferenceError::DistanceCount.into());
        }
        let whole = matches!(distances.dtype().kind(), 'i' | 'u');
        let distances = if whole { distances.astype(DType::F64)? } else { (*distances).clone() };
        let widths = diff(&distances, 1, 0)?;
        let first = part(&widths, 0, None, Some(1))?;
        if widths.size() > 0 && equal(&widths, &first)?.all(..)?.item()? {
            return Ok(Spacing::Even(Arg::Scalar(first.squeeze(..)?.scalar()?)));
        }
        Ok(Spacing::Each(widths))
    }

    /// The width of the first pair, or of the last.
    fn end(&self, last: bool) -> Result<Arg<'a>> {
        match self {
            Spacing::Even(width) => Ok(width.clone()),
            Spacing::Each(widths) => number(&one(widths, 0, if last { -1 } else { 0 })?),
        }
    }
}

/// The one element of an array as an operand that is strong.
fn number<'a>(x: &Array) -> Result<Arg<'a>> {
    Ok(Arg::Scalar(x.squeeze(..)?.scalar()?))
}

/// Position `i` along `axis`, which stays.
fn one(x: &Array, axis: usize, i: isize) -> Result<Array> {
    part(x, axis, Some(i), if i == -1 { None } else { Some(i + 1) })
}

fn slopes(call: &gradient::Gradient<'_>) -> Result<Vec<Array>> {
    let ndim = call.x.ndim();
    let axes: Vec<usize> = match call.axes.list() {
        None => (0..ndim).collect(),
        Some(axes) => axes.iter().map(|&axis| normalize_axis(axis, ndim)).collect::<Result<_>>()?,
    };
    if (1..axes.len()).any(|i| axes[..i].contains(&axes[i])) {
        return Err(DifferenceError::RepeatedAxis.into());
    }
    let unit = [Arg::Weak(Weak::Float(1.0))];
    let is_number = |spacing: &Arg<'_>| spacing.shape().is_empty();
    let spacings: Vec<&Arg<'_>> = match &call.spacings[..] {
        [] => vec![&unit[0]; axes.len()],
        [only] if is_number(only) => vec![only; axes.len()],
        each if each.len() == axes.len() => each.iter().collect(),
        _ => return Err(DifferenceError::SpacingCount.into()),
    };
    let pairs = axes.iter().zip(spacings);
    let spacings: Vec<(usize, Spacing<'_>)> = pairs
        .map(|(&axis, spacing)| Ok((axis, Spacing::new(spacing, call.x.shape()[axis])?)))
        .collect::<Result<_>>()?;
    if !matches!(call.edge_order, 1 | 2) {
        return Err(DifferenceError::EdgeOrder.into());
    }
    let own = call.x.dtype();
    let (x, dtype) = match (own.temporal(), own.kind()) {
        (Some(Temporal::DateTime(unit)), _) => {
            let spans = DType::timedelta(unit);
            (call.x.astype(&spans)?, spans)
        }
        (Some(_), _) | (None, 'f' | 'c') => (call.x.clone(), own.clone()),
        (None, 'i' | 'u') => (call.x.astype(DType::F64)?, DType::F64),
        // Booleans are refused by the subtraction.
        _ => (call.x.clone(), DType::F64),
    };
    spacings.iter().map(|(axis, spacing)| slope(&x, &dtype, *axis, spacing, call.edge_order)).collect()
}

/// The gradient along `axis`, as `dtype`.
fn slope(x: &Array, dtype: &DType, axis: usize, spacing: &Spacing<'_>, edge_order: usize) -> Result<Array> {
    if x.shape()[axis] < edge_order + 1 {
        return Err(DifferenceError::Gradient.into());
    }
    let result = empty_like(x)?.astype(dtype)?;
    let (behind, here, before) =
        (part(x, axis, Some(2), None)?, part(x, axis, Some(1), Some(-1))?, part(x, axis, None, Some(-2))?);
    let inner = match spacing {
        Spacing::Even(width) => divide(&subtract(&behind, &before)?, doubled(width)?)?,
        Spacing::Each(widths) => {
            let mut shape = vec![1; x.ndim()];
            shape[axis] = widths.size() - 1;
            let (d1, d2) = (part(widths, 0, None, Some(-1))?, part(widths, 0, Some(1), None)?);
            let both = add(&d1, &d2)?;
            let a = divide(negative(&d2)?, multiply(&d1, &both)?)?.reshape(&shape)?;
            let b = divide(subtract(&d2, &d1)?, multiply(&d1, &d2)?)?.reshape(&shape)?;
            let c = divide(&d1, multiply(&d2, &both)?)?.reshape(&shape)?;
            weighed([&a, &b, &c].map(|weight| weight.operand()), [before, here, behind])?
        }
    };
    part(&result, axis, Some(1), Some(-1))?.assign(&inner)?;
    for last in [false, true] {
        let value = if edge_order == 1 {
            let (to, from) = if last { (-1, -2) } else { (1, 0) };
            divide(&subtract(one(x, axis, to)?, one(x, axis, from)?)?, spacing.end(last)?)?
        } else {
            let places = if last { [-3, -2, -1] } else { [0, 1, 2] };
            let [p, q, r] = places.map(|place| one(x, axis, place));
            weighed(edge_weights(spacing, last)?, [p?, q?, r?])?
        };
        one(&result, axis, if last { -1 } else { 0 })?.assign(&value)?;
    }
    Ok(result)
}

/// `2 * width`, weak if the width is.
fn doubled<'a>(width: &Arg<'a>) -> Result<Arg<'a>> {
    Ok(match width {
        Arg::Weak(Weak::Int(n)) => Arg::Weak(Weak::Float(2.0 * *n as f64)),
        Arg::Weak(Weak::Float(h)) => Arg::Weak(Weak::Float(2.0 * h)),
        Arg::Weak(Weak::Complex(z)) => Arg::Weak(Weak::Complex(z * 2.0)),
        strong => number(&multiply(2.0, as_array(strong)?)?)?,
    })
}

/// `x * a + y * b + z * c`, from the left.
fn weighed(weights: [Arg<'_>; 3], [x, y, z]: [Array; 3]) -> Result<Array> {
    let [a, b, c] = weights;
    add(add(multiply(a, &x)?, multiply(b, &y)?)?, multiply(c, &z)?)
}

/// The weights of the three elements at an end that are exact to the second order.
fn edge_weights<'a>(spacing: &Spacing<'a>, last: bool) -> Result<[Arg<'a>; 3]> {
    let widths = match spacing {
        Spacing::Even(width) => {
            let weights = if last { [0.5, -2.0, 1.5] } else { [-1.5, 2.0, -0.5] };
            let [a, b, c] = weights.map(|weight| match width {
                Arg::Weak(Weak::Int(n)) => Ok(Arg::Weak(Weak::Float(weight / *n as f64))),
                Arg::Weak(Weak::Float(h)) => Ok(Arg::Weak(Weak::Float(weight / h))),
                other => number(&divide(weight, as_array(other)?)?),
            });
            return Ok([a?, b?, c?]);
        }
        Spacing::Each(widths) => widths,
    };
    let (d1, d2) = if last {
        (one(widths, 0, -2)?, one(widths, 0, -1)?)
    } else {
        (one(widths, 0, 0)?, one(widths, 0, 1)?)
    };
    let both = add(&d1, &d2)?;
    let (outer, middle, inner) = if last {
        let a = divide(&d2, multiply(&d1, &both)?)?;
        let b = divide(negative(&both)?, multiply(&d1, &d2)?)?;
        (a, b, divide(add(multiply(2.0, &d2)?, &d1)?, multiply(&d2, &both)?)?)
    } else {
        let a = divide(negative(add(multiply(2.0, &d1)?, &d2)?)?, multiply(&d1, &both)?)?;
        let b = divide(&both, multiply(&d1, &d2)?)?;
        (a, b, divide(negative(&d1)?, multiply(&d2, &both)?)?)
    };
    Ok([number(&outer)?, number(&middle)?, number(&inner)?])
}
