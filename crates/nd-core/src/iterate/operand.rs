//! What an operand of an iteration is for.

#![forbid(unsafe_code)]

use crate::array::Array;
use nd_dtype::{DType, IntoDType, Result};

/// Whether elements are read, written, or both.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Flow {
    Read,
    ReadWrite,
    Write,
}

/// An operand of [`nditer`](super::nditer()): an array to be read, to be written, or one that the iteration allocates.
///
/// An array by itself is read.
///
/// ```
/// use nd_core::{IterOperand, arange, nditer, zeros};
/// let (x, out) = (arange(3), zeros(3, "f4")?);
/// let pairs = [IterOperand::from(&x), IterOperand::write(&out)];
/// nditer(pairs).build()?.for_each(|v| v[1].assign(&v[0]))?;
/// assert_eq!(out.to_string(), "[0. 1. 2.]");
/// # Ok::<(), nd_core::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct IterOperand {
    pub(super) array: Option<Array>,
    pub(super) flow: Flow,
    pub(super) dtype: Option<DType>,
    pub(super) axes: Option<Vec<Option<usize>>>,
    /// Whether an array of another dtype is converted as a whole.
    pub(super) copied: bool,
}

impl IterOperand {
    fn new(array: Option<&Array>, flow: Flow) -> IterOperand {
        IterOperand { array: array.cloned(), flow, dtype: None, axes: None, copied: false }
    }

    /// An array that is read (`readonly`); it is repeated along axes of length one.
    pub fn read(array: &Array) -> IterOperand {
        IterOperand::new(Some(array), Flow::Read)
    }

    /// An array that is read and written (`readwrite`), of the whole shape unless
    /// [`reduce_ok`](super::NdIterBuilder::reduce_ok) lets it be repeated.
    pub fn read_write(array: &Array) -> IterOperand {
        IterOperand::new(Some(array), Flow::ReadWrite)
    }

    /// An array that is written (`writeonly`), of the whole shape.
    pub fn write(array: &Array) -> IterOperand {
        IterOperand::new(Some(array), Flow::Write)
    }

    /// A new array of the shape and in the order of the iteration (`allocate`), to be written.
    pub fn allocate() -> IterOperand {
        IterOperand::new(None, Flow::Write)
    }

    /// A new array of zeros that is read and written (`readwrite`, `allocate`): something to add to. It need not have all axes of
    /// the iteration, see [`reduce_ok`](super::NdIterBuilder::reduce_ok).
    pub fn allocate_zeros() -> IterOperand {
        IterOperand::new(None, Flow::ReadWrite)
    }

    /// Converts the array to another dtype as a whole, where there are no buffers (`copy`); it must be one that is read.
    pub fn copied(mut self) -> IterOperand {
        self.copied = true;
        self
    }

    /// The dtype in which elements are handed out (`op_dtypes`); another one than the array's needs
    /// [`buffered`](super::NdIterBuilder::buffered) or [`copied`](IterOperand::copied).
    ///
    /// # Errors
    /// A spelling that is no dtype.
    pub fn dtype(mut self, dtype: impl IntoDType) -> Result<IterOperand> {
        self.dtype = Some(dtype.into_dtype()?);
        Ok(self)
    }

    /// Which axis of the array each axis of the iteration is (`op_axes`), `None` for a new one.
    pub fn axes(mut self, axes: impl Into<Vec<Option<usize>>>) -> IterOperand {
        self.axes = Some(axes.into());
        self
    }
}

impl From<&Array> for IterOperand {
    fn from(array: &Array) -> IterOperand {
        IterOperand::read(array)
    }
}

impl From<Array> for IterOperand {
    fn from(array: Array) -> IterOperand {
        IterOperand::read(&array)
    }
}
