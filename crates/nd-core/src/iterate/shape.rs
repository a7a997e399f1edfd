//! How operands lie in the shape of an iteration: which axes are theirs, where they are repeated, how new ones are laid out.

#![forbid(unsafe_code)]

use super::axes::Axes;
use super::operand::Flow;
use super::{IterError, IterOperand};
use crate::array::{Array, zeros};
use crate::layout::{Dims, Layout, broadcast_strides};
use nd_dtype::{DType, Result};

/// The array of an operand with the axes of the iteration, as far as it names them.
pub(super) fn spread(operand: usize, op: &IterOperand) -> Result<Option<Array>> {
    let (Some(array), Some(axes)) = (&op.array, &op.axes) else { return Ok(op.array.clone()) };
    let mut layout = Layout { shape: Dims::empty(), strides: Dims::empty(), offset: array.layout.offset };
    let mut named = vec![false; array.ndim()];
    for axis in axes {
        match *axis {
            None => {
                layout.shape.push(1);
                layout.strides.push(0);
            }
            Some(axis) if named.get(axis) == Some(&false) => {
                named[axis] = true;
                layout.shape.push(array.shape()[axis]);
                layout.strides.push(array.strides()[axis]);
            }
            Some(_) => return Err(IterError::Axes { operand }.into()),
        }
    }
    Ok(Some(array.with_layout(layout)))
}

/// The array repeated over `shape`, to which it broadcasts.
pub(super) fn laid(array: &Array, shape: &[usize]) -> Array {
    let strides = broadcast_strides(array.shape(), array.strides(), shape).unwrap_or_else(Dims::empty);
    array.with_layout(Layout { shape: Dims::from_slice(shape), strides, offset: array.layout.offset })
}

/// Whether the iteration may repeat the operand, if it does and the operand is written. An array is given as [`spread`] has
/// it; a new one is repeated along the axes that it does not have.
pub(super) fn check_reduction(
    op: &IterOperand,
    array: Option<&Array>,
    shape: &[usize],
    reduce_ok: bool,
) -> Result<()> {
    // Counted from the fastest axis on, as NumPy does.
    let repeated = |back: usize| match (array, &op.axes) {
        (Some(array), _) => {
            let own = array.ndim().checked_sub(back + 1).map_or(1, |axis| array.shape()[axis]);
            own == 1 && shape[shape.len() - 1 - back] != 1
        }
        (None, Some(axes)) => {
            let axis = shape.len() - 1 - back;
            axes.len() == shape.len() && axes[axis].is_none() && shape[axis] != 1
        }
        (None, None) => false,
    };
    let Some(axis) = (0..shape.len()).find(|&back| repeated(back)).filter(|_| op.flow != Flow::Read) else {
        return Ok(());
    };
    if !reduce_ok {
        let dimension = if op.axes.is_some() { -1 } else { axis as isize };
        return Err(IterError::Reduction { dimension }.into());
    }
    if op.flow == Flow::Write {
        return Err(IterError::ReductionWriteOnly.into());
    }
    if op.is_mask {
        return Err(IterError::MaskReduction.into());
    }
    Ok(())
}

/// A new operand with its own axes in the order that it asks for: axis `i` of the iteration is its axis `axes[i]`, if it has
/// that.
pub(super) fn turned(operand: usize, op: &IterOperand, array: &Array) -> Result<Array> {
    let Some(axes) = op.axes.as_ref().filter(|_| op.array.is_none()) else { return Ok(array.clone()) };
    let mut order = vec![None; axes.iter().flatten().count()];
    let mut left_out = Vec::new();
    if axes.len() != array.ndim() {
        return Err(IterError::Axes { operand }.into());
    }
    for (i, axis) in axes.iter().enumerate() {
        match *axis {
            None => left_out.push(i as isize),
            Some(axis) => {
                let place = order.get_mut(axis).filter(|place| place.is_none());
                *place.ok_or(IterError::Axes { operand })? = Some(i as isize);
            }
        }
    }
    let own: Option<Vec<isize>> = order.into_iter().collect();
    let own = own.ok_or(IterError::Axes { operand })?;
    let mut turned = array.transpose([&own[..], &left_out].concat())?;
    for _ in left_out {
        turned = turned.index_axis(own.len() as isize, 0)?;
    }
    Ok(turned)
}

/// A new operand, laid out in the order of the axes; its steps are noted there.
pub(super) fn allocate(
    k: usize,
    op: &IterOperand,
    shape: &[usize],
    dtype: &DType,
    axes: &mut Axes,
) -> Result<Array> {
    let own = |axis: usize| match &op.axes {
        Some(axes) if axes.get(axis) == Some(&None) => 1,
        _ => shape[axis],
    };
    let slow_to_fast: Vec<usize> = axes.axes.iter().map(|axis| own(axis.of)).collect();
    let packed = zeros(&slow_to_fast[..], dtype.clone())?;
    let mut back = vec![0isize; shape.len()];
    for (i, (axis, &step)) in axes.axes.iter_mut().zip(packed.strides()).enumerate() {
        axis.steps[k] = if slow_to_fast[i] == 1 { 0 } else { step };
        back[axis.of] = i as isize;
    }
    packed.transpose(back)
}
