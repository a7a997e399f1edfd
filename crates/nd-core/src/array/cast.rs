//! Copies, casts and whole-array assignment.

use super::Array;
use crate::engine::{Arg, Operand, assign, report_argument};
use crate::layout::Order;
use nd_dtype::{DType, IntoDType, Object, Result, Scalar};

impl Array {
    /// Another handle on the same elements, as a view. (`view::<T>()` is the typed guard, [`Array::view_as`] the view as
    /// another dtype.)
    #[doc(alias = "view")]
    #[inline]
    pub fn alias(&self) -> Array {
        self.with_layout(self.layout.clone())
    }

    /// A deep copy in C order.
    ///
    /// ```
    /// let x = nd_core::array![1, 2];
    /// let y = x.copy()?;
    /// y.fill(0)?;
    /// assert_eq!((x.to_string(), y.to_string()), ("[1 2]".into(), "[0 0]".into()));
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// Memory that cannot be had, or is borrowed for writing elsewhere.
    pub fn copy(&self) -> Result<Array> {
        self.copy_in(Order::C)
    }

    /// A deep copy in `order`.
    ///
    /// ```
    /// use nd_core::{Order, array};
    /// assert_eq!(array![[1, 2, 3], [4, 5, 6]].copy_in(Order::F)?.strides(), [8, 16]);
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Array::copy`].
    #[doc(alias = "numpy.copy")]
    pub fn copy_in(&self, order: Order) -> Result<Array> {
        assign::copy_as("copy", self, &self.dtype, order)
    }

    /// A copy with elements cast to `dtype`, whatever that loses: integers wrap, floats are truncated, text is cut. Text
    /// without a length (`"U"`) is as wide as the dtype of the elements can need; dates without a unit (`"M8"`) get the one that the
    /// texts need. Keeps the order of the axes in memory.
    ///
    /// ```
    /// use nd_core::array;
    /// assert_eq!(format!("{:?}", array![1.9, -1.9].astype("i4")?), "array([ 1, -1], dtype=int32)");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A dtype that is not understood or to which there is no cast; text that is no number; memory that cannot be had or
    /// is borrowed.
    pub fn astype(&self, dtype: impl IntoDType) -> Result<Array> {
        let dtype = self.width_of_objects(dtype.into_dtype()?)?.adapted_to(&self.dtype)?.for_new_array();
        if dtype.subdtype().is_some() {
            let result = super::zeros(self.shape(), dtype)?;
            let spread = self.reshape([self.shape(), &vec![1; result.ndim() - self.ndim()]].concat())?;
            result.assign(&spread)?;
            return Ok(result);
        }
        let dtype = Array::unit_of_texts(self, dtype)?;
        assign::copy_as("astype", self, &dtype, Order::K)
    }

    /// Text without a length, as wide as the texts of the objects in this array; any other dtype as it is.
    fn width_of_objects(&self, dtype: DType) -> Result<DType> {
        let Some(kind) = dtype.flexible().filter(|kind| kind.is_text() && kind.is_empty()) else {
            return Ok(dtype);
        };
        if self.dtype != DType::OBJECT {
            return Ok(dtype);
        }
        let widths = self.to_vec::<Object>()?.into_iter().map(|object| object.width_as(kind));
        DType::parse(&format!("{}{}", kind.letter(), widths.max().unwrap_or(0).max(1)))
    }

    /// This array if it has `dtype` already, else a cast copy.
    pub(crate) fn astype_view(&self, dtype: &DType) -> Result<Array> {
        if self.dtype == *dtype { Ok(self.clone()) } else { assign::copy_as("astype", self, dtype, Order::K) }
    }

    /// A copy with the bytes of every value in the other order, and so with other values: the dtype stays.
    ///
    /// ```
    /// let x = nd_core::array![1, 256].astype("i2")?;
    /// assert_eq!(x.byteswap()?.to_string(), "[256   1]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// Memory that cannot be had or is borrowed elsewhere.
    #[doc(alias = "numpy.ndarray.byteswap")]
    pub fn byteswap(&self) -> Result<Array> {
        self.part(self.dtype.swapped(), 0).astype(&self.dtype)
    }

    /// [`Array::byteswap`] where the elements are: NumPy's `byteswap(inplace=True)`.
    ///
    /// ```
    /// let x = nd_core::array![1, 256].astype("i2")?;
    /// x.byteswap_in_place()?;
    /// assert_eq!(x.to_string(), "[256   1]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A read-only array, memory borrowed elsewhere.
    pub fn byteswap_in_place(&self) -> Result<()> {
        self.assign(self.part(self.dtype.swapped(), 0))
    }

    /// Sets every element to `value`.
    ///
    /// ```
    /// let x = nd_core::arange(3);
    /// x.slice(1..)?.fill(7)?;
    /// assert_eq!(x.to_string(), "[0 7 7]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A value that the dtype does not take (a literal out of range), a read-only array, memory borrowed elsewhere.
    #[doc(alias = "numpy.ndarray.fill")]
    pub fn fill(&self, value: impl Operand) -> Result<()> {
        self.assign(value)
    }

    /// Writes `value`, broadcast and cast, into every element: `self[...] = value`.
    ///
    /// Overlap between value and target gives the result of copying the value first.
    ///
    /// ```
    /// let x = nd_core::arange(6);
    /// x.slice(1..)?.assign(&x.slice(..5)?)?;
    /// assert_eq!(x.to_string(), "[0 0 1 2 3 4]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A value whose shape does not broadcast, a value that the dtype does not take, a read-only array, memory borrowed
    /// elsewhere.
    #[doc(alias = "numpy.copyto")]
    pub fn assign(&self, value: impl Operand) -> Result<()> {
        let value = value.operand();
        match &value {
            Arg::Array(source) => return assign::assign("assignment", self, source),
            Arg::Scalar(value) => self.assign_scalar(value)?,
            Arg::Weak(weak) => self.assign_scalar(&Scalar::from_weak(*weak, &self.dtype)?)?,
        }
        report_argument(&value, &self.dtype)
    }

    fn assign_scalar(&self, value: &Scalar) -> Result<()> {
        assign::check_writeable(self)?;
        assign::fill("assignment", self, &assign::element_bytes(value, &self.dtype)?)
    }
}
