//! Arrays from Rust's own collections.

use super::Array;
use crate::buffer::Buffer;
use crate::engine::assign;
use crate::error::{ArrayError, ShapeError, room, shape_error};
use crate::layout::{Dims, IntoShape, Layout};
use nd_dtype::{DType, Element, IntoDType, Item, ObjectError, Plain, Result, Scalar};

impl Array {
    /// The elements of `vec` on one axis, without copying them.
    ///
    /// ```
    /// let a = nd_core::Array::from_vec(vec![1.0f32, 2.0])?;
    /// assert_eq!(format!("{a:?}"), "array([1., 2.], dtype=float32)");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// No memory for the header.
    pub fn from_vec<T: Plain>(vec: Vec<T>) -> Result<Array> {
        let layout = Layout::contiguous(&[vec.len()], size_of::<T>())?;
        Ok(Array::from_parts(Buffer::from_vec(vec)?, T::DTYPE, layout))
    }

    /// The elements of `vec` in C order in `shape`, without copying them.
    ///
    /// ```
    /// let x = nd_core::Array::from_shape_vec((2, 2), vec![1, 2, 3, 4])?;
    /// assert_eq!(x.to_string(), "[[1 2]\n [3 4]]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A shape of another size.
    pub fn from_shape_vec<T: Plain>(shape: impl IntoShape, vec: Vec<T>) -> Result<Array> {
        let (given, shape) = (vec.len(), shape.into_shape().lengths()?);
        let layout = Layout::contiguous(&shape, size_of::<T>())?;
        if layout.size() != given {
            return Err(shape_error(ShapeError::Elements { given, shape }));
        }
        Ok(Array::from_parts(Buffer::from_vec(vec)?, T::DTYPE, layout))
    }

    /// A copy of `slice` on one axis.
    ///
    /// ```
    /// assert_eq!(nd_core::Array::from_slice(&[true, false])?.to_string(), "[ True False]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// Memory that cannot be had.
    pub fn from_slice<T: Element>(slice: &[T]) -> Result<Array> {
        Array::from_vec_of(slice.iter().map(|x| x.into_stored()).collect::<Vec<T::Stored>>(), T::DTYPE)
    }

    fn from_vec_of<S: bytemuck::Pod + Send + Sync>(stored: Vec<S>, dtype: DType) -> Result<Array> {
        let layout = Layout::contiguous(&[stored.len()], size_of::<S>())?;
        Ok(Array::from_parts(Buffer::from_vec(stored)?, dtype, layout))
    }

    /// The values of an iterator on one axis.
    ///
    /// ```
    /// let squares = nd_core::Array::from_values((0..4).map(|i| i * i))?;
    /// assert_eq!(format!("{squares:?}"), "array([0, 1, 4, 9], dtype=int32)");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// No memory for the header.
    #[doc(alias = "numpy.fromiter")]
    pub fn from_values<T: Element>(values: impl IntoIterator<Item = T>) -> Result<Array> {
        Array::from_vec_of(values.into_iter().map(Element::into_stored).collect::<Vec<T::Stored>>(), T::DTYPE)
    }

    /// Strings on one axis, as text of the width of the longest.
    ///
    /// ```
    /// let names = nd_core::Array::from_strings(["Ada", "Grace"])?;
    /// assert_eq!(format!("{names:?}"), "array(['Ada', 'Grace'], dtype='<U5')");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// Memory that cannot be had.
    pub fn from_strings<S: Into<String>>(strings: impl IntoIterator<Item = S>) -> Result<Array> {
        let strings: Vec<String> = strings.into_iter().map(Into::into).collect();
        Array::from_items([strings.len()], &strings)
    }

    /// Values of any dtype in C order in `shape`, as elements of the dtype that they have in common.
    ///
    /// ```
    /// use nd_core::{Array, Scalar};
    /// let x = Array::from_items(2, &[Scalar::I8(1), Scalar::F32(2.5)])?;
    /// assert_eq!(format!("{x:?}"), "array([1. , 2.5], dtype=float32)");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A shape of another size; values without a common dtype; memory that cannot be had.
    pub fn from_items<T: Item>(shape: impl IntoShape, items: &[T]) -> Result<Array> {
        let (shape, dtype) = (shape.into_shape().lengths()?, T::dtype_of(items)?);
        let array = super::empty(&shape, dtype)?;
        if array.size() != items.len() {
            return Err(shape_error(ShapeError::Elements { given: items.len(), shape: shape.to_vec() }));
        }
        if array.dtype.hasobject() {
            return array.filled_with(items);
        }
        let mut bytes = room(array.nbytes())?;
        bytes.resize(array.nbytes(), 0);
        // Elements of no bytes have no values to write.
        for (item, bytes) in items.iter().zip(bytes.chunks_exact_mut(array.itemsize().max(1))) {
            item.write(&array.dtype, bytes)?;
        }
        Ok(Array { buffer: Buffer::copy_of(&bytes)?, ..array })
    }

    /// This packed array with other elements, which hold objects.
    pub(crate) fn filled_with<T: Item>(self, items: &[T]) -> Result<Array> {
        let mut elements = room(self.nbytes())?;
        elements.resize(self.nbytes(), 0);
        let mut kept = room(items.len())?;
        for (item, element) in items.iter().zip(elements.chunks_exact_mut(self.itemsize())) {
            item.to_scalar().write_element(&self.dtype, element, &mut kept)?;
        }
        Ok(Array { buffer: Buffer::counted(&elements, &self.dtype)?, ..self })
    }

    /// Elements of `dtype` in C order from their bytes, copied.
    ///
    /// ```
    /// assert_eq!(nd_core::Array::from_bytes(2, ">i2", &[0, 1, 1, 0])?.to_string(), "[  1 256]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A number of bytes that does not fit the shape.
    pub fn from_bytes(shape: impl IntoShape, dtype: impl IntoDType, bytes: &[u8]) -> Result<Array> {
        let (shape, dtype) = (shape.into_shape().lengths()?, check_plain(dtype.into_dtype()?)?);
        let layout = Layout::contiguous(&shape, dtype.itemsize())?;
        if layout.size() * dtype.itemsize() != bytes.len() {
            return Err(ArrayError::PartialElement.into());
        }
        Array::from_parts(Buffer::copy_of(bytes)?, dtype, layout).expanded()
    }

    /// Elements of `dtype` in C order over bytes that are handed over, without copying them.
    ///
    /// ```
    /// assert_eq!(nd_core::Array::from_byte_vec(2, "<i2", vec![1, 0, 0, 1])?.to_string(), "[  1 256]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A number of bytes that does not fit the shape.
    pub fn from_byte_vec(shape: impl IntoShape, dtype: impl IntoDType, bytes: Vec<u8>) -> Result<Array> {
        let (shape, dtype) = (shape.into_shape().lengths()?, check_plain(dtype.into_dtype()?)?);
        let layout = Layout::contiguous(&shape, dtype.itemsize())?;
        if layout.size() * dtype.itemsize() != bytes.len() {
            return Err(ArrayError::PartialElement.into());
        }
        Array::from_parts(Buffer::from_vec(bytes)?, dtype, layout).expanded()
    }

    /// An array without axes that holds `value`.
    ///
    /// ```
    /// let x = nd_core::Array::from_scalar(2.5)?;
    /// assert_eq!((x.ndim(), x.to_string()), (0, "2.5".to_string()));
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// Memory that cannot be had.
    pub fn from_scalar(value: impl Into<Scalar>) -> Result<Array> {
        let value = value.into();
        let dtype = value.dtype().for_new_array();
        let bytes = assign::element_bytes(&value, &dtype)?;
        let layout = Layout { shape: Dims::empty(), strides: Dims::empty(), offset: 0 };
        let buffer = match dtype.hasobject() {
            true => Buffer::counted(&bytes, &dtype)?,
            false => Buffer::copy_of(&bytes)?,
        };
        Ok(Array::from_parts(buffer, dtype, layout))
    }

    /// Equal rows stacked on a leading axis.
    ///
    /// ```
    /// let a = nd_core::Array::from_rows(&[vec![1, 2], vec![3, 4]])?;
    /// assert_eq!(a.to_string(), "[[1 2]\n [3 4]]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// Rows of different lengths.
    pub fn from_rows<T: Element, R: AsRef<[T]>>(rows: &[R]) -> Result<Array> {
        let width = rows.first().map_or(0, |row| row.as_ref().len());
        if rows.iter().any(|row| row.as_ref().len() != width) {
            return Err(shape_error(ShapeError::Ragged { depth: 1, shape: vec![rows.len()] }));
        }
        let values = rows.iter().flat_map(|row| row.as_ref().iter().copied());
        Array::from_values(values)?.reshape([rows.len(), width])
    }
}

/// A dtype whose elements may be made of bytes.
///
/// # Errors
/// Elements that hold objects.
pub(crate) fn check_plain(dtype: DType) -> Result<DType> {
    if dtype.hasobject() { Err(ObjectError::Buffer.into()) } else { Ok(dtype) }
}

/// The vector's elements on one axis.
///
/// # Panics
/// If no memory can be had for the few words that describe the array.
impl<T: Plain> From<Vec<T>> for Array {
    #[track_caller]
    fn from(vec: Vec<T>) -> Array {
        match Array::from_vec(vec) {
            Ok(array) => array,
            Err(error) => panic!("Array::from: {error}"),
        }
    }
}

impl<T: Element> FromIterator<T> for Array {
    #[track_caller]
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Array {
        match Array::from_values(values) {
            Ok(array) => array,
            Err(error) => panic!("Array::from_iter: {error}"),
        }
    }
}
