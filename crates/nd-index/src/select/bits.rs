//! Booleans as bits of bytes.

#![forbid(unsafe_code)]

use crate::error::FunctionError;
use crate::like::along;
use nd_core::{Arg, Array, Axes, DType, Part, ReduceOptions, Result, concatenate, operators, zeros};

/// Which bit of a byte comes first.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum BitOrder {
    /// The highest.
    #[default]
    Big,
    /// The lowest.
    Little,
}

impl BitOrder {
    /// How far each of eight bits in a row is shifted.
    fn shifts(self) -> Result<Array> {
        let shifts = (0..8u8).map(|i| if self == BitOrder::Big { 7 - i } else { i });
        Array::from_values(shifts)
    }
}

/// The optional arguments of [`packbits`] and [`unpackbits`]: an axis (`..` for the flat array), and more.
#[derive(Clone, Debug, Default)]
pub struct Bits {
    axes: Axes,
    order: BitOrder,
    count: Option<isize>,
}

impl Bits {
    /// Works along `axis`.
    pub fn along(axis: impl Into<Axes>) -> Bits {
        Bits { axes: axis.into(), ..Bits::default() }
    }

    /// Which bit comes first.
    pub fn order(mut self, order: BitOrder) -> Bits {
        self.order = order;
        self
    }

    /// How many bits [`unpackbits`] gives: zeros are added, or bits left out at the end; so many are left out if negative.
    pub fn count(mut self, count: isize) -> Bits {
        self.count = Some(count);
        self
    }
}

impl<A: Into<Axes>> From<A> for Bits {
    fn from(axis: A) -> Bits {
        Bits::along(axis)
    }
}

/// Eight elements along an axis in each byte of the result, set where they are not zero.
///
/// ```
/// let bits = nd_core::array![true, false, true];
/// assert_eq!(nd_index::packbits(&bits, ..)?.to_string(), "[160]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Elements that are no integers or booleans; an axis that the array does not have.
#[doc(alias = "numpy.packbits")]
pub fn packbits(array: &Array, options: impl Into<Bits>) -> Result<Array> {
    let Bits { axes, order, .. } = options.into();
    if !matches!(array.dtype().kind(), 'b' | 'i' | 'u') {
        const MESSAGE: &str = "Expected an input array of integer or boolean data type";
        return Err(FunctionError::Type(MESSAGE).into());
    }
    let (source, axis) = along(array, &axes)?;
    let bits = source.astype(DType::BOOL)?.astype(DType::U8)?;
    let n = bits.shape()[axis];
    let mut shape = bits.shape().to_vec();
    shape[axis] = n.next_multiple_of(8) - n;
    let padded = concatenate(&[&bits, &zeros(&shape, DType::U8)?], axis)?;
    shape[axis] = n.div_ceil(8);
    shape.insert(axis + 1, 8);
    let ndim = shape.len();
    let mut own = vec![1; ndim];
    own[axis + 1] = 8;
    let shifts = order.shifts()?.reshape(own)?;
    let shifted = operators::LEFT_SHIFT.binary(Arg::Array(&padded.reshape(shape)?), Arg::Array(&shifts))?;
    let options =
        ReduceOptions { axes: Axes::from(axis + 1), dtype: Some(DType::U8), ..ReduceOptions::default() };
    operators::BITWISE_OR.reduce(&shifted, &options)
}

/// The bits of bytes along an axis, each in a byte of its own.
///
/// ```
/// use nd_index::{Bits, unpackbits};
/// let bytes = nd_core::Array::from_slice(&[160u8])?;
/// assert_eq!(unpackbits(&bytes, ..)?.to_string(), "[1 0 1 0 0 0 0 0]");
/// assert_eq!(unpackbits(&bytes, Bits::along(..).count(3))?.to_string(), "[1 0 1]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Elements other than `uint8`; an axis that the array does not have.
#[doc(alias = "numpy.unpackbits")]
pub fn unpackbits(array: &Array, options: impl Into<Bits>) -> Result<Array> {
    let Bits { axes, order, count } = options.into();
    if *array.dtype() != DType::U8 {
        return Err(FunctionError::Type("Expected an input array of unsigned byte data type").into());
    }
    let (source, axis) = along(array, &axes)?;
    let mut own = vec![1; source.ndim() + 1];
    own[axis + 1] = 8;
    let shifts = order.shifts()?.reshape(own)?;
    let shifted =
        operators::RIGHT_SHIFT.binary(Arg::Array(&source.expand_dims(axis + 1)?), Arg::Array(&shifts))?;
    let bits = operators::BITWISE_AND.binary(Arg::Array(&shifted), Arg::Weak(1.into()))?;
    let mut shape = source.shape().to_vec();
    shape[axis] *= 8;
    let bits = bits.reshape(&shape)?;
    let Some(count) = count else { return Ok(bits) };
    let have = shape[axis];
    let wanted = if count < 0 { have.checked_sub(count.unsigned_abs()) } else { Some(count as usize) };
    let Some(wanted) = wanted else {
        return Err(FunctionError::Value("-count larger than number of elements").into());
    };
    if wanted <= have {
        return bits.slice(Part::along(axis, ..wanted))?.copy();
    }
    shape[axis] = wanted - have;
    concatenate(&[&bits, &zeros(&shape, DType::U8)?], axis)
}
