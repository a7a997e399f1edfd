//! What can be asked of an array without touching its elements, and the single element.

use super::Array;
use crate::error::{ArrayError, ShapeError, shape_error};
use crate::layout::{Layout, Order};
use nd_dtype::{DType, Item, ObjectError, Result, Scalar};

impl Order {
    /// The order that is meant for a result of several operands: `A` is F if all of them are F-contiguous, else C; any other
    /// is itself.
    ///
    /// ```
    /// use nd_core::{Order, zeros};
    /// let x = zeros((2, 3), "f8")?;
    /// assert_eq!((Order::A.over([&x]), Order::A.over([&x.t()]), Order::K.over([&x])), (Order::C, Order::F, Order::K));
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    pub fn over<'a>(self, operands: impl IntoIterator<Item = &'a Array>) -> Order {
        match self {
            Order::A if operands.into_iter().all(Array::is_f_contiguous) => Order::F,
            Order::A => Order::C,
            order => order,
        }
    }
}

/// The dtype and layout of the array that a buffer was made for, which views report as their base.
pub(crate) struct Origin {
    dtype: DType,
    layout: Layout,
}

impl Array {
    /// Lengths of the axes.
    ///
    /// ```
    /// assert_eq!(nd_core::zeros((2, 3), "f4")?.shape(), [2, 3]);
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    #[inline]
    pub fn shape(&self) -> &[usize] {
        &self.layout.shape
    }

    /// Byte steps of the axes.
    #[inline]
    pub fn strides(&self) -> &[isize] {
        &self.layout.strides
    }

    /// Number of axes.
    #[inline]
    pub fn ndim(&self) -> usize {
        self.layout.ndim()
    }

    /// Number of elements.
    #[inline]
    pub fn size(&self) -> usize {
        self.layout.size()
    }

    /// Length of the first axis.
    ///
    /// ```
    /// assert_eq!(nd_core::zeros((2, 3), "f8")?.len()?, 2);
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// An array without axes has no length.
    #[doc(alias = "__len__")]
    pub fn len(&self) -> Result<usize> {
        self.shape().first().copied().ok_or_else(|| shape_error(ShapeError::Unsized))
    }

    /// Whether there are no elements.
    pub fn is_empty(&self) -> bool {
        self.size() == 0
    }

    /// What an element is.
    #[inline]
    pub fn dtype(&self) -> &DType {
        &self.dtype
    }

    /// Bytes in one element.
    #[inline]
    pub fn itemsize(&self) -> usize {
        self.dtype.itemsize()
    }

    /// Bytes in all elements.
    pub fn nbytes(&self) -> usize {
        self.size() * self.itemsize()
    }

    /// Where the elements lie.
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// Whether the elements lie packed in C order.
    #[doc(alias = "numpy.ndarray.flags")]
    #[inline]
    pub fn is_c_contiguous(&self) -> bool {
        self.layout.is_c_contiguous(self.dtype.itemsize())
    }

    /// Whether the elements lie packed in Fortran order.
    #[doc(alias = "numpy.ndarray.flags")]
    pub fn is_f_contiguous(&self) -> bool {
        self.layout.is_f_contiguous(self.dtype.itemsize())
    }

    /// Whether every element lies at an address that its dtype's alignment divides.
    pub(crate) fn lies_aligned(&self) -> bool {
        let unit = self.dtype.alignment().max(1);
        let mut axes = self.shape().iter().zip(self.strides());
        self.is_empty()
            || self.ptr().addr().is_multiple_of(unit)
                && axes.all(|(&n, step)| n == 1 || step.unsigned_abs().is_multiple_of(unit))
    }

    /// Whether this handle may write.
    #[doc(alias = "numpy.ndarray.flags")]
    #[inline]
    pub fn is_writeable(&self) -> bool {
        self.writeable && self.buffer.is_writable()
    }

    /// A handle on the same elements that may not write.
    #[doc(alias = "setflags")]
    pub fn read_only(&self) -> Array {
        Array { writeable: false, ..self.alias() }
    }

    /// The array that owns the memory this is a view of; `None` for one that owns its memory. The base of a view of a
    /// view is the owner.
    ///
    /// ```
    /// let x = nd_core::arange(10);
    /// let v = x.slice(3..)?.slice(..2)?;
    /// assert!(x.base().is_none());
    /// assert!(v.base().is_some_and(|base| base.is(&x)));
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    pub fn base(&self) -> Option<Array> {
        if self.owner {
            return None;
        }
        let origin: &Origin = self.buffer.origin().get()?.downcast_ref()?;
        let (buffer, dtype, layout) = (self.buffer.clone(), origin.dtype.clone(), origin.layout.clone());
        Some(Array { writeable: buffer.is_writable(), buffer, dtype, layout, owner: true })
    }

    /// Remembers this array as the base of views that are about to be made of it.
    #[inline]
    pub(super) fn remember_origin(&self) {
        if self.owner {
            self.buffer
                .origin()
                .get_or_init(|| Box::new(Origin { dtype: self.dtype.clone(), layout: self.layout.clone() }));
        }
    }

    /// Whether two handles are the same array: the same memory, looked at in the same way.
    pub fn is(&self, other: &Array) -> bool {
        self.buffer.ptr_eq(&other.buffer) && self.layout == other.layout && self.dtype == other.dtype
    }

    /// Whether the address ranges of two arrays meet: quick, and true for arrays that interleave.
    #[doc(alias = "numpy.may_share_memory")]
    pub fn may_share_memory(&self, other: &Array) -> bool {
        let range = |a: &Array| {
            let (lo, hi) = a.layout.byte_range(a.itemsize());
            let base = a.buffer.as_ptr() as usize;
            (base + lo, base + hi)
        };
        let (a, b) = (range(self), range(other));
        a.0 < b.1 && b.0 < a.1
    }

    /// Whether two arrays have a byte in common. Exact: arrays that merely interleave do not share.
    ///
    /// ```
    /// use nd_core::Slice;
    /// let x = nd_core::arange(10);
    /// let (even, odd) = (x.slice(Slice::from(..).by(2))?, x.slice(Slice::from(1..).by(2))?);
    /// assert!(even.may_share_memory(&odd) && !even.shares_memory(&odd));
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    #[doc(alias = "numpy.shares_memory")]
    pub fn shares_memory(&self, other: &Array) -> bool {
        self.may_share_memory(other)
            && crate::layout::share_a_byte(
                (self.buffer.as_ptr() as usize, &self.layout, self.itemsize()),
                (other.buffer.as_ptr() as usize, &other.layout, other.itemsize()),
            )
    }

    /// The one element, as a value with its dtype.
    ///
    /// ```
    /// use nd_core::Scalar;
    /// assert_eq!(nd_core::array![[7]].scalar()?, Scalar::I64(7));
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// More or fewer than one element; memory borrowed for writing elsewhere.
    #[doc(alias = "item")]
    pub fn scalar(&self) -> Result<Scalar> {
        if self.size() != 1 {
            return Err(shape_error(ShapeError::NotOneElement));
        }
        crate::engine::assign::with_element("item", self, |bytes| Scalar::from_bytes(&self.dtype, bytes))
    }

    /// The one element as a Rust value, if `T` can hold it: a number, a `String`, or a [`Scalar`].
    ///
    /// ```
    /// let total: f64 = nd_core::arange(4).reshape((2, 2))?.slice((1, 0))?.item()?;
    /// assert_eq!(total, 2.0);
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Array::scalar`]; a value that `T` does not hold.
    #[doc(alias(
        "numpy.ndarray.__int__",
        "numpy.ndarray.__float__",
        "numpy.ndarray.__complex__",
        "numpy.ndarray.__index__"
    ))]
    pub fn item<T: Item>(&self) -> Result<T> {
        T::from_scalar(&self.scalar()?)
    }

    /// The truth value of the one element.
    ///
    /// ```
    /// assert!(nd_core::array![3].truth()?);
    /// assert!(nd_core::array![1, 2].truth().is_err());
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// No element or several: their truth is ambiguous.
    #[doc(alias = "__bool__")]
    pub fn truth(&self) -> Result<bool> {
        match self.size() {
            1 => self.astype(DType::BOOL)?.item(),
            0 => Err(shape_error(ShapeError::AmbiguousEmpty)),
            _ => Err(shape_error(ShapeError::Ambiguous)),
        }
    }

    /// The elements in C order, cast to `T` where that loses nothing: numbers, `String` for text,
    /// [`Object`](nd_dtype::Object) and [`Scalar`] for any.
    ///
    /// ```
    /// assert_eq!(nd_core::arange(3).to_vec::<i64>()?, [0, 1, 2]);
    /// assert_eq!(nd_core::array!["a", "bc"].to_vec::<String>()?, ["a", "bc"]);
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A dtype that does not cast safely to that of `T`, memory that cannot be had or is borrowed elsewhere.
    #[doc(alias = "tolist")]
    pub fn to_vec<T: Item>(&self) -> Result<Vec<T>> {
        let dtype = T::read_as(&self.dtype)?;
        if !T::holds(&self.dtype) {
            let (found, wanted) = (self.dtype.clone(), dtype);
            return Err(ArrayError::WrongDType { operation: "to_vec", found, wanted }.into());
        }
        let bytes = crate::engine::transfer::packed_bytes("to_vec", &self.astype_view(&dtype)?)?;
        let mut elements = crate::error::room(self.size())?;
        if dtype.itemsize() == 0 {
            elements.extend((0..self.size()).map(|_| T::read(&dtype, &[])));
        } else {
            elements.extend(bytes.chunks_exact(dtype.itemsize()).map(|element| T::read(&dtype, element)));
        }
        Ok(elements)
    }

    /// The bytes of the elements in C order, in the array's own byte order.
    ///
    /// ```
    /// assert_eq!(nd_core::array![1, 256].astype(">i2")?.tobytes()?, [0, 1, 1, 0]);
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// Memory borrowed for writing elsewhere; elements that hold objects, which are more than their bytes.
    pub fn tobytes(&self) -> Result<Vec<u8>> {
        let elements = crate::engine::transfer::packed_bytes("tobytes", self)?;
        let refused = || ObjectError::Bytes { operation: "tobytes", dtype: self.dtype.clone() };
        elements.into_bytes().ok_or_else(|| refused().into())
    }

    /// Whether the elements can be read at this moment, for functions that must know before they destroy something.
    ///
    /// ```
    /// let x = nd_core::array![1.0, 2.0];
    /// let guard = x.view_mut::<f64>()?;
    /// assert!(x.check_readable("drain").is_err());
    /// drop(guard);
    /// assert!(x.check_readable("drain").is_ok());
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Borrowed`](nd_dtype::ErrorKind::Borrowed), in the name of `operation`, if a guard holds them for writing.
    pub fn check_readable(&self, operation: &'static str) -> Result<()> {
        crate::buffer::acquire(operation, &[self.claim(crate::buffer::Access::Read)]).map(drop)
    }
}
