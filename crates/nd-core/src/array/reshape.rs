//! Other shapes for the same elements: views where strides allow, copies where not.

use super::Array;
use crate::error::{ShapeError, shape_error};
use crate::layout::{
    Dims, IntoShape, Layout, Order, checked_bytes, numpy_axis_order, reshape_strides, resolve_shape,
};
use nd_dtype::Result;

impl Array {
    /// The elements in C order in a new shape; a view if strides allow it. One length may be -1.
    ///
    /// ```
    /// let x = nd_core::arange(6).reshape((2, -1))?;
    /// assert_eq!(x.shape(), [2, 3]);
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A shape of another size; memory that cannot be had where a copy is needed.
    #[doc(alias = "numpy.reshape")]
    pub fn reshape(&self, shape: impl IntoShape) -> Result<Array> {
        self.reshape_in(shape, Order::C)
    }

    /// [`Array::reshape`] reading and filling in `order`: C, F, or A (F for Fortran-contiguous arrays, else C).
    ///
    /// ```
    /// use nd_core::Order;
    /// assert_eq!(nd_core::arange(4).reshape_in((2, 2), Order::F)?.to_string(), "[[0 2]\n [1 3]]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Array::reshape`].
    pub fn reshape_in(&self, shape: impl IntoShape, order: Order) -> Result<Array> {
        let shape = resolve_shape(&shape.into_shape(), self.size())?;
        checked_bytes(&shape, self.itemsize())?;
        let order = self.plain_order(order);
        let itemsize = self.itemsize();
        if let Some(strides) = reshape_strides(self.shape(), self.strides(), &shape, itemsize, order) {
            return Ok(self.with_layout(Layout { shape, strides, offset: self.layout.offset }));
        }
        let copy = self.copy_in(order)?;
        let strides = crate::layout::strides_in_order(&shape, itemsize, order);
        Ok(Array { layout: Layout { shape, strides, offset: 0 }, ..copy })
    }

    /// The view of the elements in C order in a new shape: [`Array::reshape`] that never copies, NumPy's `copy=False`.
    ///
    /// ```
    /// let x = nd_core::arange(6);
    /// assert!(x.reshape_view((2, 3))?.shares_memory(&x));
    /// assert!(x.reshape((2, 3))?.t().reshape_view(6).is_err());
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A shape of another size; strides that only a copy could have.
    pub fn reshape_view(&self, shape: impl IntoShape) -> Result<Array> {
        let shape = resolve_shape(&shape.into_shape(), self.size())?;
        checked_bytes(&shape, self.itemsize())?;
        match reshape_strides(self.shape(), self.strides(), &shape, self.itemsize(), Order::C) {
            Some(strides) => Ok(self.with_layout(Layout { shape, strides, offset: self.layout.offset })),
            None => Err(shape_error(ShapeError::ReshapeCopies)),
        }
    }

    /// A copy of the elements in C order in a new shape: [`Array::reshape`] that never gives a view.
    ///
    /// ```
    /// let x = nd_core::arange(3);
    /// let rows = x.broadcast_to((2, 3))?.copy_reshaped(6)?;
    /// assert_eq!(rows.to_string(), "[0 1 2 0 1 2]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A shape of another size; memory that cannot be had or is borrowed elsewhere.
    pub fn copy_reshaped(&self, shape: impl IntoShape) -> Result<Array> {
        let shape = resolve_shape(&shape.into_shape(), self.size())?;
        let strides = crate::layout::strides_in_order(&shape, self.itemsize(), Order::C);
        checked_bytes(&shape, self.itemsize())?;
        Ok(Array { layout: Layout { shape, strides, offset: 0 }, ..self.copy()? })
    }

    /// C or F as `order` means them for this array.
    pub(crate) fn plain_order(&self, order: Order) -> Order {
        match order {
            Order::A | Order::K if self.is_f_contiguous() && !self.is_c_contiguous() => Order::F,
            Order::A | Order::K => Order::C,
            plain => plain,
        }
    }

    /// All elements on one axis, in C order: a view of a contiguous array, else a copy.
    ///
    /// ```
    /// let x = nd_core::array![[1, 2], [3, 4]];
    /// assert_eq!(x.ravel()?.to_string(), "[1 2 3 4]");
    /// assert!(x.ravel()?.shares_memory(&x) && !x.t().ravel()?.shares_memory(&x));
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// Memory that cannot be had where a copy is needed.
    #[doc(alias = "numpy.ravel")]
    pub fn ravel(&self) -> Result<Array> {
        self.ravel_in(Order::C)
    }

    /// [`Array::ravel`] in `order`; `K` reads elements as they lie in memory.
    ///
    /// ```
    /// use nd_core::{Order, array};
    /// assert_eq!(array![[1, 2], [3, 4]].ravel_in(Order::F)?.to_string(), "[1 3 2 4]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Array::ravel`].
    pub fn ravel_in(&self, order: Order) -> Result<Array> {
        if order == Order::K {
            return self.in_memory_order().ravel();
        }
        let order = self.plain_order(order);
        let packed = if order == Order::F { self.is_f_contiguous() } else { self.is_c_contiguous() };
        if packed {
            let shape = Dims::from_slice(&[self.size()]);
            let strides = Dims::from_slice(&[self.itemsize() as isize]);
            return Ok(self.with_layout(Layout { shape, strides, offset: self.layout.offset }));
        }
        self.flatten_in(order)
    }

    /// A copy of all elements on one axis, in C order.
    ///
    /// ```
    /// let x = nd_core::array![[1, 2], [3, 4]];
    /// assert_eq!(x.flatten()?.to_string(), "[1 2 3 4]");
    /// assert!(!x.flatten()?.shares_memory(&x));
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// Memory that cannot be had.
    #[doc(alias = "numpy.ndarray.flatten")]
    pub fn flatten(&self) -> Result<Array> {
        self.flatten_in(Order::C)
    }

    /// [`Array::flatten`] in `order`.
    ///
    /// ```
    /// use nd_core::{Order, array};
    /// assert_eq!(array![[1, 2], [3, 4]].flatten_in(Order::F)?.to_string(), "[1 3 2 4]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Array::flatten`].
    pub fn flatten_in(&self, order: Order) -> Result<Array> {
        if order == Order::K {
            return self.in_memory_order().flatten();
        }
        let copy = self.copy_in(self.plain_order(order))?;
        let shape = Dims::from_slice(&[self.size()]);
        let strides = Dims::from_slice(&[self.itemsize() as isize]);
        Ok(Array { layout: Layout { shape, strides, offset: 0 }, ..copy })
    }

    /// The view whose axes run from the longest stride to the shortest; those along which nothing moves stay in C order.
    fn in_memory_order(&self) -> Array {
        let moving = |(&n, &step): (&usize, &isize)| if n == 1 { 0 } else { step };
        let steps: Dims<isize> = self.shape().iter().zip(self.strides()).map(moving).collect();
        let axes = numpy_axis_order(self.ndim(), &[&steps]);
        self.with_layout(self.layout.permuted(&axes))
    }
}
