//! `cross`: the product of vectors in space.

#![forbid(unsafe_code)]

use crate::error::LinalgError;
use nd_core::{Array, Axes, Part, Result, broadcast_shapes, empty, normalize_axis, promote_types};

/// The cross product along one axis of both, the last for `..`: a vector at right angles to both.
///
/// Vectors have two or three components; a missing third is zero, and of two without one the product is the third
/// component alone. [`cross::with`] takes axes that differ.
///
/// ```
/// use nd_core::array;
/// assert_eq!(nd_linalg::cross(&array![1, 2, 3], &array![4, 5, 6], ..)?.to_string(), "[-3  6 -3]");
/// assert_eq!(nd_linalg::cross(&array![1, 2], &array![4, 5], ..)?.to_string(), "-3");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Axes of another length than two or three, shapes that do not broadcast, dtypes without a difference, memory that cannot
/// be had or is borrowed elsewhere.
#[doc(alias("numpy.cross", "numpy.linalg.cross"))]
pub fn cross(a: &Array, b: &Array, axis: impl Into<Axes>) -> Result<Array> {
    let axis = axis.into().single()?.unwrap_or(-1);
    cross::with(a, b).axes(axis, axis, axis).run()
}

/// The options of [`cross`](fn@crate::cross).
pub mod cross {
    use super::{Array, Result, product};

    /// A product with options: `.axes(..)`, then `.run()`.
    pub fn with<'a>(a: &'a Array, b: &'a Array) -> Cross<'a> {
        Cross { a, b, axes: [-1; 3] }
    }

    /// A cross product to be given options and run.
    #[must_use = "a call does nothing until it is run"]
    pub struct Cross<'a> {
        a: &'a Array,
        b: &'a Array,
        axes: [isize; 3],
    }

    impl Cross<'_> {
        /// Where the components of `a`, `b` and the result lie.
        ///
        /// ```
        /// use nd_core::array;
        /// let (a, b) = (array![[1], [0], [0]], array![[0, 1, 0]]);
        /// assert_eq!(nd_linalg::cross::with(&a, &b).axes(0, 1, 1).run()?.to_string(), "[[0 0 1]]");
        /// # Ok::<(), nd_core::Error>(())
        /// ```
        pub fn axes(mut self, a: isize, b: isize, result: isize) -> Self {
            self.axes = [a, b, result];
            self
        }

        /// Computes.
        ///
        /// # Errors
        /// As [`cross`](fn@crate::cross).
        pub fn run(self) -> Result<Array> {
            product(self.a, self.b, self.axes)
        }
    }
}

fn product(a: &Array, b: &Array, axes: [isize; 3]) -> Result<Array> {
    if a.ndim() < 1 || b.ndim() < 1 {
        return Err(LinalgError::CrossScalar.into());
    }
    let last = |x: &Array, axis: isize| x.moveaxis(normalize_axis(axis, x.ndim())? as isize, -1);
    let (a, b) = (last(a, axes[0])?, last(b, axes[1])?);
    let lengths = [&a, &b].map(|x| x.shape()[x.ndim() - 1]);
    if lengths.iter().any(|len| !matches!(len, 2 | 3)) {
        return Err(LinalgError::CrossLength.into());
    }
    let dtype = promote_types(a.dtype(), b.dtype())?;
    let (a, b) = (a.astype(&dtype)?, b.astype(&dtype)?);
    let component = |x: &Array, i: isize| x.slice([Part::from(nd_core::Ellipsis), Part::from(i)]);
    let (a0, a1, b0, b1) = (component(&a, 0)?, component(&a, 1)?, component(&b, 0)?, component(&b, 1)?);
    let mut shape = broadcast_shapes(&[a0.shape(), b0.shape()])?;
    let third = a0.lazy() * &b1 - a1.lazy() * &b0;
    if lengths == [2, 2] {
        return third.eval();
    }
    shape.push(3);
    let axis = normalize_axis(axes[2], shape.len())?;
    let result = empty(&shape, &dtype)?;
    let part = |i: isize| component(&result, i);
    let (first, second) = match lengths {
        [2, _] => {
            let b2 = component(&b, 2)?;
            (a1.lazy() * &b2, -(a0.lazy() * &b2))
        }
        [_, 2] => {
            let a2 = component(&a, 2)?;
            (-(a2.lazy() * &b1), a2.lazy() * &b0)
        }
        _ => {
            let (a2, b2) = (component(&a, 2)?, component(&b, 2)?);
            (a1.lazy() * &b2 - a2.lazy() * &b1, a2.lazy() * &b0 - a0.lazy() * &b2)
        }
    };
    first.eval_into(&part(0)?)?;
    second.eval_into(&part(1)?)?;
    third.eval_into(&part(2)?)?;
    result.moveaxis(-1, axis as isize)
}
