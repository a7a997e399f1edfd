//! Folds by a function whose second operand is of another type than its first and its result: `ldexp`, whose exponents are
//! integers. Such a fold is a sequence of calls, each for one position along the axis and all positions of the others.

#![forbid(unsafe_code)]

use super::{ReduceError, ReduceOptions, ReducedShape, mask_for, reduced_zeros};
use crate::array::Array;
use crate::engine::arg::Arg;
use crate::engine::assign::{assign, fill};
use crate::engine::call::CallOptions;
use crate::engine::elementwise::Elementwise;
use crate::engine::operand::View;
use nd_dtype::{Casting, DType, Result};

impl Elementwise {
    /// Folds `array` by the signature for its dtype; `None` if that has one type only.
    ///
    /// # Errors
    /// As [`Elementwise::reduce`].
    pub(super) fn reduce_mixed(&self, array: &Array, options: &ReduceOptions<'_>) -> Result<Option<Array>> {
        let shape = ReducedShape::new(array.shape(), &options.axes, options.keepdims)?;
        let resolved = self.fold_signature(&array.dtype, options, "reduce")?;
        let [first, second, folded] = *resolved.computes else { return Ok(None) };
        if first != folded || second == folded {
            return Ok(None);
        }
        if !self.reorderable && shape.reduced.len() > 1 {
            return Err(ReduceError::NotReorderable { name: self.name }.into());
        }
        options.check_shape(self.name, &shape.result(array.shape()))?;
        let mask = options.where_.map(|mask| mask_for(mask, array.shape())).transpose()?;
        let initial = self.initial(folded, array.shape(), options, &shape)?;
        let (dtype, axis) = (DType::from_num(folded), shape.reduced.first().copied());
        let len = axis.map_or(1, |axis| array.shape()[axis]);
        let total = reduced_zeros(&View::of(array), options.where_, &shape, dtype.clone())?;
        match &initial {
            Some(value) => fill(self.name, &total, &value[..dtype.itemsize()])?,
            // Without an initial value there is a first position, or no result.
            None if len > 0 => assign(self.name, &total, &position(array, axis, 0))?,
            None => {}
        }
        for i in usize::from(initial.is_none())..len {
            let here = position(array, axis, i);
            let mask = mask.as_ref().map(|mask| position(mask, axis, i));
            let options = CallOptions { where_: mask.as_ref(), ..CallOptions::default() };
            let args = [Arg::Array(&total), Arg::Array(&here)];
            self.execute(resolved.into(), &args, &[Some(&total)], &options, Casting::Unsafe)?;
        }
        options.deliver(self.name, shape.finish(total)).map(Some)
    }
}

/// Position `i` along `axis`, which stays with length one; all of `array` if there is no axis.
fn position(array: &Array, axis: Option<usize>, i: usize) -> Array {
    let Some(axis) = axis else { return array.clone() };
    let mut layout = array.layout.clone();
    layout.offset = layout.offset.wrapping_add_signed(layout.strides[axis] * i as isize);
    layout.shape[axis] = 1;
    array.with_layout(layout)
}
