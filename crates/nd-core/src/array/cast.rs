//! Copies, casts and whole-array assignment.

use super::Array;
use crate::engine::{Arg, Operand, assign, report_argument};
use crate::layout::Order;
use nd_dtype::{Casting, DType, IntoDType, Object, Result, Scalar};

/// The options of [`Array::astype`]: a dtype, which is all that has to be given, and how to cast to it.
///
/// ```
/// use nd_core::{Cast, Casting, Order, array};
/// let x = array![[1.5, 2.5]];
/// assert!(x.astype(Cast::to("i4").casting(Casting::SameKind)).is_err());
/// assert_eq!(x.astype(Cast::to("f4").order(Order::F))?.strides(), [4, 4]);
/// assert!(x.astype(Cast::to("f8").without_copy())?.shares_memory(&x));
/// # Ok::<(), nd_core::Error>(())
/// ```
#[derive(Debug)]
pub struct Cast {
    dtype: Result<DType>,
    casting: Casting,
    order: Order,
    copy: bool,
}

impl<D: IntoDType> From<D> for Cast {
    #[inline]
    fn from(dtype: D) -> Cast {
        Cast { dtype: dtype.into_dtype(), casting: Casting::Unsafe, order: Order::K, copy: true }
    }
}

impl Cast {
    /// A cast to `dtype`. One that is not understood is an error of the call that takes the options.
    pub fn to(dtype: impl IntoDType) -> Cast {
        Cast::from(dtype)
    }

    /// Allows the casts that `casting` allows; all if not given.
    pub fn casting(mut self, casting: Casting) -> Cast {
        self.casting = casting;
        self
    }

    /// Lays the result out in `order`; `K` if not given.
    pub fn order(mut self, order: Order) -> Cast {
        self.order = order;
        self
    }

    /// Copies nothing where the array has the dtype and the order already: the result is the array then. NumPy's
    /// `copy=False`.
    pub fn without_copy(mut self) -> Cast {
        self.copy = false;
        self
    }
}

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
    /// texts need. Keeps the order of the axes in memory. [`Cast`] has another order, and rules for what may be lost.
    ///
    /// ```
    /// use nd_core::array;
    /// assert_eq!(format!("{:?}", array![1.9, -1.9].astype("i4")?), "array([ 1, -1], dtype=int32)");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A dtype that is not understood or to which there is no cast, or none that the options allow; text that is no number; memory that cannot be had or
    /// is borrowed.
    #[doc(alias = "numpy.astype")]
    pub fn astype(&self, options: impl Into<Cast>) -> Result<Array> {
        let Cast { dtype, casting, order, copy } = options.into();
        let dtype = self.width_of_objects(dtype?)?.adapted_to(&self.dtype)?.for_new_array();
        // A cast that there is not is an error of its own.
        if casting != Casting::Unsafe {
            self.dtype.check_cast(&dtype, casting)?;
        }
        if dtype.subdtype().is_some() {
            let result = super::zeros(self.shape(), dtype)?;
            let spread = self.reshape([self.shape(), &vec![1; result.ndim() - self.ndim()]].concat())?;
            result.assign(&spread)?;
            return Ok(result);
        }
        let dtype = Array::unit_of_texts(self, dtype)?;
        if !copy && self.dtype == dtype && self.is_in(order) {
            return Ok(self.clone());
        }
        assign::copy_as("astype", self, &dtype, order)
    }

    /// Whether a copy in `order` would lie as this array does, as far as anybody who names the order cares.
    fn is_in(&self, order: Order) -> bool {
        match order {
            Order::C => self.is_c_contiguous(),
            Order::F => self.is_f_contiguous(),
            Order::A => self.is_c_contiguous() || self.is_f_contiguous(),
            Order::K => true,
        }
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
