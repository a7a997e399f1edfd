//! What can be given as a shape: one length, a tuple, an array, a slice, a vector; `-1` where a length may be inferred.

use crate::error::{ShapeError, shape_error};
use nd_dtype::Result;

/// Requested axis lengths, not yet checked: negative entries are kept until the request is resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shape(pub(crate) Vec<isize>);

impl Shape {
    /// The lengths as they were asked for, where a negative one has a meaning of its own.
    ///
    /// ```
    /// use nd_core::IntoShape;
    /// assert_eq!((2, -1).into_shape().requested(), [2, -1]);
    /// ```
    pub fn requested(&self) -> &[isize] {
        &self.0
    }

    /// The lengths, with no room for inference.
    ///
    /// # Errors
    /// A negative length.
    pub fn lengths(&self) -> Result<Vec<usize>> {
        self.0
            .iter()
            .map(|&n| usize::try_from(n).map_err(|_| shape_error(ShapeError::NegativeLength)))
            .collect()
    }
}

/// Anything that names a shape: `5`, `(2, 3)`, `[2, 3]`, `&vec`, `vec`.
pub trait IntoShape {
    /// The requested lengths.
    fn into_shape(self) -> Shape;
}

impl IntoShape for Shape {
    fn into_shape(self) -> Shape {
        self
    }
}

impl IntoShape for () {
    fn into_shape(self) -> Shape {
        Shape(Vec::new())
    }
}

/// Lengths beyond `isize` cannot exist; they saturate and are refused as too big when used.
macro_rules! lengths {
    ($($t:ty),*) => { $(
        impl IntoShape for $t {
            fn into_shape(self) -> Shape {
                Shape(vec![isize::try_from(self).unwrap_or(isize::MAX)])
            }
        }
        impl<const N: usize> IntoShape for [$t; N] {
            fn into_shape(self) -> Shape {
                self[..].into_shape()
            }
        }
        impl<const N: usize> IntoShape for &[$t; N] {
            fn into_shape(self) -> Shape {
                self[..].into_shape()
            }
        }
        impl IntoShape for &[$t] {
            fn into_shape(self) -> Shape {
                Shape(self.iter().map(|&n| isize::try_from(n).unwrap_or(isize::MAX)).collect())
            }
        }
        impl IntoShape for &Vec<$t> {
            fn into_shape(self) -> Shape {
                self[..].into_shape()
            }
        }
        impl IntoShape for Vec<$t> {
            fn into_shape(self) -> Shape {
                self[..].into_shape()
            }
        }
    )* };
}
lengths!(usize, isize, i32, i64);

/// Tuples of lengths; the element type is `isize` so that literals and `-1` both read naturally.
macro_rules! tuples {
    ($(($($name:ident),+)),* $(,)?) => { $(
        impl<$($name: Length),+> IntoShape for ($($name,)+) {
            #[allow(non_snake_case)]
            fn into_shape(self) -> Shape {
                let ($($name,)+) = self;
                Shape(vec![$($name.length()),+])
            }
        }
    )* };
}
tuples!((A), (A, B), (A, B, C), (A, B, C, D), (A, B, C, D, E), (A, B, C, D, E, F));

/// An integer that may stand in a shape tuple.
pub trait Length {
    /// The value, saturated to `isize`.
    fn length(self) -> isize;
}

macro_rules! length {
    ($($t:ty),*) => { $( impl Length for $t {
        fn length(self) -> isize {
            isize::try_from(self).unwrap_or(isize::MAX)
        }
    } )* };
}
length!(usize, isize, i32, i64);
