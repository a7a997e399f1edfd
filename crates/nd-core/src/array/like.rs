//! Arrays of constants that follow another array.

#![forbid(unsafe_code)]

use super::Array;
use super::create::{fill_cast, with_zeros, zeroed};
use crate::engine::{Arg, Operand};
use crate::layout::{IntoShape, Layout, Order, Shape, k_order_of_shape, strides_in_order};
use nd_dtype::{DType, IntoDType, Result, Weak};

/// An array to be made like another: of its shape, dtype and axis order, where nothing else is asked for.
///
/// ```
/// use nd_core::{Like, array};
/// let x = array![[1, 2, 3], [4, 5, 6]];
/// assert_eq!(Like::of(&x).dtype("f4")?.zeros()?.to_string(), "[[0. 0. 0.]\n [0. 0. 0.]]");
/// assert_eq!(Like::of(&x).shape(2).full(7)?.to_string(), "[7 7]");
/// # Ok::<(), nd_core::Error>(())
/// ```
#[must_use = "nothing is made until it is told what of"]
#[derive(Clone, Debug)]
pub struct Like<'a> {
    array: &'a Array,
    dtype: Option<DType>,
    shape: Option<Shape>,
    order: Order,
}

impl<'a> Like<'a> {
    /// Follows `array`.
    pub fn of(array: &'a Array) -> Like<'a> {
        Like { array, dtype: None, shape: None, order: Order::K }
    }

    /// Has elements of `dtype`.
    ///
    /// # Errors
    /// A dtype that is not understood.
    pub fn dtype(mut self, dtype: impl IntoDType) -> Result<Self> {
        self.dtype = Some(dtype.into_dtype()?);
        Ok(self)
    }

    /// Has another shape; with as many axes it still follows the order of the array's.
    pub fn shape(mut self, shape: impl IntoShape) -> Self {
        self.shape = Some(shape.into_shape());
        self
    }

    /// Lays the elements out in `order`; `K` if not given.
    pub fn order(mut self, order: Order) -> Self {
        self.order = order;
        self
    }

    /// The array, of values that are of no interest (zeros, or `None` for objects).
    ///
    /// # Errors
    /// Negative lengths, memory that cannot be had.
    pub fn empty(self) -> Result<Array> {
        let Like { array, dtype, shape, order } = self;
        let shape = match shape {
            Some(shape) => shape.lengths()?,
            None => array.shape().into(),
        };
        let dtype = dtype.map_or_else(|| array.dtype.clone(), |dtype| dtype.for_new_array());
        let mut layout = Layout::contiguous(&shape, dtype.itemsize())?;
        layout.strides = match order {
            Order::K => k_order_of_shape(&array.layout, array.itemsize(), &shape, dtype.itemsize()),
            order => strides_in_order(&shape, dtype.itemsize(), array.plain_order(order)),
        };
        zeroed(layout, dtype)
    }

    /// The array, of zeros.
    ///
    /// # Errors
    /// As [`Like::empty`].
    pub fn zeros(self) -> Result<Array> {
        with_zeros(self.empty()?)
    }

    /// The array, of ones.
    ///
    /// # Errors
    /// As [`Like::empty`].
    pub fn ones(self) -> Result<Array> {
        self.full(Arg::Weak(Weak::Int(1)))
    }

    /// The array, of `value`, cast whatever that loses; only an integer literal has to be in range.
    ///
    /// # Errors
    /// As [`Like::empty`]; a value that does not broadcast or that the dtype does not take.
    pub fn full(self, value: impl Operand) -> Result<Array> {
        let array = self.zeros()?;
        fill_cast(&array, value.operand())?;
        Ok(array)
    }
}

/// Zeros of the shape, dtype and axis order of `array`. [`Like`] has another dtype, shape or order.
///
/// ```
/// let x = nd_core::array![1.5, 2.5];
/// assert_eq!(nd_core::zeros_like(&x)?.to_string(), "[0. 0.]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Memory that cannot be had.
#[doc(alias = "numpy.zeros_like")]
pub fn zeros_like(array: &Array) -> Result<Array> {
    Like::of(array).zeros()
}

/// An array of the shape, dtype and axis order of `array`, whose values are of no interest (zeros, or `None` for objects).
///
/// ```
/// let x = nd_core::zeros((2, 3), "f4")?.t();
/// let y = nd_core::empty_like(&x)?;
/// assert_eq!((y.shape(), y.strides()), (x.shape(), x.strides()));
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Memory that cannot be had.
#[doc(alias = "numpy.empty_like")]
pub fn empty_like(array: &Array) -> Result<Array> {
    Like::of(array).empty()
}

/// Ones of the shape, dtype and axis order of `array`.
///
/// ```
/// assert_eq!(nd_core::ones_like(&nd_core::array![3, 4])?.to_string(), "[1 1]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Memory that cannot be had.
#[doc(alias = "numpy.ones_like")]
pub fn ones_like(array: &Array) -> Result<Array> {
    Like::of(array).ones()
}

/// `value`, in the shape, dtype and axis order of `array`.
///
/// ```
/// assert_eq!(nd_core::full_like(&nd_core::array![3, 4], 7)?.to_string(), "[7 7]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Memory that cannot be had; a value that the dtype does not take.
#[doc(alias = "numpy.full_like")]
pub fn full_like(array: &Array, value: impl Operand) -> Result<Array> {
    Like::of(array).full(value)
}
