//! Views of the same bytes as something else: another dtype, a field, the parts of complex numbers.

use super::Array;
use crate::engine::Operand;
use crate::error::{ArrayError, ShapeError, shape_error};
use crate::layout::{Dims, IntoShape, Layout, MAX_NDIM, Order, strides_in_order};
use nd_dtype::{ByteOrder, DType, Field, IntoDType, Num, ObjectError, Result};

impl Array {
    /// The same bytes as elements of `dtype`. A dtype of another size rescales the last axis.
    ///
    /// ```
    /// let x = nd_core::array![1.0f64];
    /// assert_eq!(x.view_as("u4")?.to_string(), "[         0 1072693248]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A dtype that is not understood; a size that does not divide the last axis or an axis that is not packed.
    #[doc(alias = "numpy.ndarray.view")]
    pub fn view_as(&self, dtype: impl IntoDType) -> Result<Array> {
        let dtype = dtype.into_dtype()?.adapted_to(&self.dtype)?;
        if dtype != self.dtype && (dtype.hasobject() || self.shows_objects()) {
            return Err(ObjectError::View.into());
        }
        let (old, new) = (self.itemsize(), dtype.itemsize());
        let mut layout = self.layout.clone();
        if old != new {
            let Some(last) = self.ndim().checked_sub(1) else {
                return Err(ArrayError::ViewScalar.into());
            };
            let packed = layout.strides[last] == old as isize || layout.shape[last] == 1;
            if !packed && layout.size() != 0 {
                return Err(ArrayError::ViewStrided.into());
            }
            let bytes = layout.shape[last] * old;
            if new == 0 || !bytes.is_multiple_of(new) || (new < old && old % new != 0) {
                let error = if new > old { ArrayError::ViewLarger } else { ArrayError::ViewSmaller };
                return Err(error.into());
            }
            layout.shape[last] = bytes / new;
            layout.strides[last] = new as isize;
        }
        Array { dtype, layout, ..self.alias() }.expanded()
    }

    /// An array of sub-arrays as an array of their elements, with their axes behind its own; any other as it is.
    ///
    /// # Errors
    /// More axes than an array can have.
    pub(crate) fn expanded(mut self) -> Result<Array> {
        while let Some(sub) = self.dtype.subdtype().cloned() {
            if self.ndim() + sub.shape().len() > MAX_NDIM {
                return Err(shape_error(ShapeError::TooManyAxes { found: self.ndim() + sub.shape().len() }));
            }
            let strides = strides_in_order(sub.shape(), sub.base().itemsize(), Order::C);
            for (&len, &step) in sub.shape().iter().zip(strides.iter()) {
                self.layout.shape.push(len);
                self.layout.strides.push(step);
            }
            self.dtype = sub.base().clone();
        }
        Ok(self)
    }

    /// The view of text by its units, along one axis more at the end: the characters of `U` as `u4`, the bytes of `S` and `V`
    /// as `u1`.
    ///
    /// ```
    /// let x = nd_core::array!["ab", "c"];
    /// assert_eq!(x.units()?.to_string(), "[[97 98]\n [99  0]]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A dtype that is not text; more axes than an array can have.
    pub fn units(&self) -> Result<Array> {
        let Some(kind) = self.dtype.flexible() else {
            return Err(ArrayError::NotText { dtype: self.dtype.clone() }.into());
        };
        if self.ndim() == MAX_NDIM {
            return Err(shape_error(ShapeError::TooManyAxes { found: self.ndim() + 1 }));
        }
        let unit = self.dtype.alignment();
        let dtype = match unit {
            1 => DType::U8,
            _ if self.dtype.is_native() => DType::U32,
            _ => DType::U32.newbyteorder(ByteOrder::NATIVE.swapped()),
        };
        let mut layout = self.layout.clone();
        layout.shape.push(kind.len());
        layout.strides.push(unit as isize);
        Ok(Array { dtype, layout, ..self.alias() })
    }

    /// The view of one field of a structured array, by its name or title. A field of sub-arrays has their axes behind those of
    /// the array.
    ///
    /// ```
    /// let a = nd_core::zeros(2, "i4,f8")?;
    /// a.field("f1")?.fill(2.5)?;
    /// assert_eq!(a.to_string(), "[(0, 2.5) (0, 2.5)]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A dtype without such a field.
    pub fn field(&self, name: &str) -> Result<Array> {
        let Some(field) = self.dtype.field(name) else {
            return Err(ArrayError::NoField { name: name.to_owned() }.into());
        };
        let (dtype, offset) = (field.dtype.clone(), field.offset);
        self.part(dtype, offset).expanded()
    }

    /// The view of several fields, which keep their offsets.
    ///
    /// # Errors
    /// A dtype without one of the fields; a field named twice.
    pub fn fields(&self, names: &[&str]) -> Result<Array> {
        if let Some(name) = names.iter().find(|name| self.dtype.field(name).is_none()) {
            return Err(ArrayError::NoField { name: (*name).to_owned() }.into());
        }
        let dtype = self.dtype.subset(names)?;
        Ok(Array { dtype, ..self.alias() })
    }

    /// The view of the real parts; of a real array, the array itself.
    #[doc(alias = "numpy.real")]
    pub fn real(&self) -> Array {
        match self.half() {
            Some(dtype) => self.part(dtype, 0),
            None => self.alias(),
        }
    }

    /// The view of the imaginary parts; of a real array, read-only zeros.
    ///
    /// # Errors
    /// Memory that cannot be had for the zeros.
    #[doc(alias = "numpy.imag")]
    pub fn imag(&self) -> Result<Array> {
        match self.half() {
            Some(dtype) => {
                let offset = dtype.itemsize();
                Ok(self.part(dtype, offset))
            }
            None => super::zeros((), self.dtype.clone())?.broadcast_to(self.shape()),
        }
    }

    /// The view of the bytes from `offset` on of every element, as elements of `dtype`.
    ///
    /// ```
    /// let x = nd_core::array![1.0f64, 2.0];
    /// assert_eq!(x.getfield("<u2", 6)?.to_string(), "[16368 16384]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A dtype that is not understood; bytes beyond the element.
    #[doc(alias = "numpy.ndarray.getfield")]
    pub fn getfield(&self, dtype: impl IntoDType, offset: usize) -> Result<Array> {
        let dtype = dtype.into_dtype()?;
        let is_part = |field: &Field| field.offset == offset && field.dtype == dtype;
        let known = (dtype == self.dtype && offset == 0) || self.dtype.fields().iter().any(is_part);
        if !known && (dtype.hasobject() || self.shows_objects()) {
            return Err(ObjectError::Field.into());
        }
        if dtype.itemsize() > self.itemsize() {
            return Err(ArrayError::FieldLarger { plus: "" }.into());
        }
        if offset > self.itemsize() - dtype.itemsize() {
            return Err(ArrayError::FieldLarger { plus: " plus offset" }.into());
        }
        self.part(dtype, offset).expanded()
    }

    /// Writes `value` to the bytes from `offset` on of every element, as elements of `dtype`.
    ///
    /// ```
    /// let x = nd_core::zeros(2, "<u4")?;
    /// x.setfield(1, "<u2", 2)?;
    /// assert_eq!(x.to_string(), "[65536 65536]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Array::getfield`] and [`Array::assign`].
    #[doc(alias = "numpy.ndarray.setfield")]
    pub fn setfield(&self, value: impl Operand, dtype: impl IntoDType, offset: usize) -> Result<()> {
        self.getfield(dtype, offset)?.assign(value)
    }

    /// Where the elements begin and end in memory: the lowest address of a byte of theirs, and the one behind the highest.
    ///
    /// ```
    /// let x = nd_core::arange(4);
    /// let (low, high) = x.byte_bounds();
    /// assert_eq!(high - low, 32);
    /// ```
    #[doc(alias = "numpy.lib.array_utils.byte_bounds")]
    pub fn byte_bounds(&self) -> (usize, usize) {
        let (low, high) = self.layout.byte_range(self.itemsize());
        let start = self.buffer.as_ptr() as usize;
        (start + low, start + high)
    }

    /// Gives this handle a shape of any size: elements in the order of memory as far as they reach, then zeros. The elements are
    /// copied; views of the array keep the memory that they saw.
    ///
    /// ```
    /// let mut x = nd_core::array![1, 2, 3];
    /// x.resize((2, 2))?;
    /// assert_eq!(x.to_string(), "[[1 2]\n [3 0]]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A view; a shape that cannot be; memory that cannot be had or is borrowed elsewhere.
    #[doc(alias = "numpy.ndarray.resize")]
    pub fn resize(&mut self, shape: impl IntoShape) -> Result<()> {
        if !self.owner {
            return Err(ArrayError::ResizeView.into());
        }
        let order = self.plain_order(Order::A);
        let resized = Array::zeros_in(shape.into_shape().lengths()?, self.dtype.clone(), order)?;
        let kept = self.size().min(resized.size());
        let flat = |x: &Array| x.reshape_in(x.size(), order)?.slice(..kept);
        flat(&resized)?.assign(flat(self)?)?;
        *self = resized;
        Ok(())
    }

    /// Whether some bytes of the elements stand for objects, be it between the fields of a view of several.
    fn shows_objects(&self) -> bool {
        self.dtype.hasobject() || (self.dtype.has_gaps() && self.buffer.managed().is_some())
    }

    /// The dtype of the parts of a complex array.
    fn half(&self) -> Option<DType> {
        let part = match self.dtype.num()? {
            Num::C64 => DType::F32,
            Num::C128 => DType::F64,
            _ => return None,
        };
        Some(if self.dtype.is_native() { part } else { part.swapped() })
    }

    /// The view of `dtype` at `offset` bytes into every element.
    pub(crate) fn part(&self, dtype: DType, offset: usize) -> Array {
        let mut layout = self.layout.clone();
        layout.offset += offset;
        if layout.shape.contains(&0) {
            layout.offset = layout.offset.min(self.buffer.len());
        }
        self.remember_origin();
        Array { buffer: self.buffer.clone(), dtype, layout, writeable: self.writeable, owner: false }
    }

    /// Array over the bytes of `bytes` as elements of `dtype`; read-only.
    ///
    /// # Errors
    /// A length that is not a multiple of the item size; no memory for the header.
    #[doc(alias = "numpy.frombuffer")]
    pub fn from_static(bytes: &'static [u8], dtype: impl IntoDType) -> Result<Array> {
        let dtype = super::check_plain(dtype.into_dtype()?)?;
        if dtype.itemsize() == 0 || !bytes.len().is_multiple_of(dtype.itemsize()) {
            return Err(ArrayError::PartialElement.into());
        }
        let (n, step) = (bytes.len() / dtype.itemsize(), dtype.itemsize() as isize);
        let layout = Layout { shape: Dims::from_slice(&[n]), strides: Dims::from_slice(&[step]), offset: 0 };
        Array::from_parts(crate::buffer::Buffer::from_static(bytes)?, dtype, layout).expanded()
    }
}
