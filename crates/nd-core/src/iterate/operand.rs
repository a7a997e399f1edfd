//! What an operand of an iteration is for.

#![forbid(unsafe_code)]

use crate::array::Array;
use nd_dtype::{ByteOrder, DType, IntoDType, Result};

/// Whether elements are read, written, or both.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Flow {
    Read,
    ReadWrite,
    Write,
}

/// What an iteration does with an operand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Use {
    pub(super) flow: Flow,
    /// Whether its elements are handed out in a buffer even where they lie as they are wanted.
    pub(super) buffered: bool,
    /// The operand that says which elements are written back; all if there is none.
    pub(super) mask: Option<usize>,
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
    pub(super) masked: bool,
    pub(super) is_mask: bool,
    pub(super) contiguous: bool,
    pub(super) native: bool,
    pub(super) aligned: bool,
}

impl IterOperand {
    fn new(array: Option<&Array>, flow: Flow) -> IterOperand {
        IterOperand {
            array: array.cloned(),
            flow,
            dtype: None,
            axes: None,
            copied: false,
            masked: false,
            is_mask: false,
            contiguous: false,
            native: false,
            aligned: false,
        }
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

    /// Writes elements back from a buffer only where the operand that is the [`mask`](IterOperand::mask) is true
    /// (`writemasked`). An operand that needs no buffer is written as it lies, whatever the mask says, as in NumPy.
    ///
    /// ```
    /// use nd_core::{Casting, IterOperand, array, nditer, zeros};
    /// let (out, mask) = (zeros(4, "f4")?, array![true, false, true, false]);
    /// let operands = [IterOperand::read_write(&out).dtype("f8")?.write_masked(), IterOperand::read(&mask).mask()];
    /// nditer(operands).buffered(0).casting(Casting::SameKind).build()?.for_each(|v| v[0].assign(7))?;
    /// assert_eq!(out.to_string(), "[7. 0. 7. 0.]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    #[doc(alias = "writemasked")]
    pub fn write_masked(mut self) -> IterOperand {
        self.masked = true;
        self
    }

    /// Says where operands that are [`write_masked`](IterOperand::write_masked) are written (`arraymask`): booleans, or bytes that are
    /// not zero. It may be written while it is iterated over; one that is allocated is of booleans unless it names a dtype.
    #[doc(alias = "arraymask")]
    pub fn mask(mut self) -> IterOperand {
        self.is_mask = true;
        self
    }

    /// Hands out stretches of elements next to each other (`contig`), in a buffer where they do not lie so.
    #[doc(alias = "contig")]
    pub fn contiguous(mut self) -> IterOperand {
        self.contiguous = true;
        self
    }

    /// Hands out elements in the byte order of the machine (`nbo`): those in the other one need
    /// [`buffered`](super::NdIterBuilder::buffered) or [`copied`](IterOperand::copied).
    #[doc(alias = "nbo")]
    pub fn native(mut self) -> IterOperand {
        self.native = true;
        self
    }

    /// Hands out elements at aligned addresses (`aligned`): others need [`buffered`](super::NdIterBuilder::buffered) or
    /// [`copied`](IterOperand::copied).
    pub fn aligned(mut self) -> IterOperand {
        self.aligned = true;
        self
    }

    /// The dtype in which elements are handed out, if `dtype` is the one wanted but for its byte order.
    pub(super) fn ordered(&self, dtype: DType) -> DType {
        // A record has no byte order of its own.
        let turns = self.native && dtype.fields().is_empty();
        if turns { dtype.newbyteorder(ByteOrder::NATIVE) } else { dtype }
    }

    /// Whether the elements lie at other addresses than are asked for.
    pub(super) fn is_misaligned(&self) -> bool {
        self.aligned && self.array.as_ref().is_some_and(|array| !array.lies_aligned())
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
