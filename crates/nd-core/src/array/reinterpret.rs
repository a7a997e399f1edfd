//! Views of the same bytes as something else: another dtype, a field, the parts of complex numbers.

use super::Array;
use crate::error::{ArrayError, ShapeError, shape_error};
use crate::layout::{Dims, Layout, MAX_NDIM};
use nd_dtype::{ByteOrder, DType, IntoDType, Num, Result};

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
        let dtype = dtype.into_dtype()?;
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
        Ok(Array { dtype, layout, ..self.alias() })
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

    /// The view of one field of a structured array.
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
        Ok(self.part(dtype, offset))
    }

    /// The view of several fields, which keep their offsets.
    ///
    /// # Errors
    /// A dtype without one of the fields; a field named twice.
    pub fn fields(&self, names: &[&str]) -> Result<Array> {
        let mut parts = Vec::with_capacity(names.len());
        for &name in names {
            let Some(field) = self.dtype.field(name) else {
                return Err(ArrayError::NoField { name: name.to_owned() }.into());
            };
            parts.push((name, field.dtype.clone(), field.offset));
        }
        let dtype = DType::structured_at(parts, Some(self.itemsize()))?;
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
        let dtype = dtype.into_dtype()?;
        if dtype.itemsize() == 0 || !bytes.len().is_multiple_of(dtype.itemsize()) {
            return Err(ArrayError::PartialElement.into());
        }
        let (n, step) = (bytes.len() / dtype.itemsize(), dtype.itemsize() as isize);
        let layout = Layout { shape: Dims::from_slice(&[n]), strides: Dims::from_slice(&[step]), offset: 0 };
        Ok(Array::from_parts(crate::buffer::Buffer::from_static(bytes)?, dtype, layout))
    }
}
