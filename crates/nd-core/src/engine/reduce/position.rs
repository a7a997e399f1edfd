//! Positions of extremes: `argmax` and `argmin`, along one axis or in the flattened array.

use super::super::operand::View;
use super::super::output;
use super::super::threads;
use super::super::transfer::Transfer;
use super::super::walk::{Axis, Walk, for_each_position};
use super::super::{assign, scratch::Scratch};
use super::{ReduceError, ReduceOptions, ReducedShape};
use crate::array::Array;
use crate::buffer::{Access, acquire};
use crate::layout::Order;
use core::cmp::Ordering;
use nd_dtype::{Casting, DType, Object, Result};
use nd_kernel::Num;
use nd_kernel::reduce::{ArgReduce, argmax, argmin};

/// Which extreme to look for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Extreme {
    /// The smallest element.
    Min,
    /// The largest element.
    Max,
}

/// Operands of the walk.
const OUT: usize = 0;
const IN: usize = 1;

/// The position of the first extreme (the first NaN, if there is one) along one axis, or in C order over all axes.
///
/// Returns an `int64` array without the axis, or with it at length one under `keepdims`.
///
/// # Errors
/// Several axes, an axis that the array does not have, nothing to look through, a dtype without an order, memory that cannot be
/// had or is borrowed elsewhere.
pub fn arg_extreme(array: &Array, extreme: Extreme, options: &ReduceOptions<'_>) -> Result<Array> {
    let name = if extreme == Extreme::Max { "argmax" } else { "argmin" };
    options.accept(name, &["keepdims"])?;
    if let Some(out) = options.out {
        out.dtype.check_cast(&DType::I64, Casting::Safe)?;
    }
    let axis = options.axes.single()?;
    let shape = ReducedShape::new(array.shape(), &options.axes, options.keepdims)?;
    if shape.count(array.shape()) == 0 && (!shape.result(array.shape()).contains(&0) || axis.is_none()) {
        return Err(ReduceError::EmptyPosition { name }.into());
    }
    if array.dtype.temporal().is_some() {
        // The first "not a time" is the extreme, as a NaN is: the least count, or the greatest of the ordered ones.
        let counts = if extreme == Extreme::Max { array.ordered_counts()? } else { array.as_counts()? };
        return arg_extreme(&counts, extreme, options);
    }
    let Some(num) = array.dtype.num() else {
        return options.deliver(name, compared(array, extreme, axis, &shape)?);
    };
    let converted;
    let input = if array.dtype.is_native() {
        array
    } else {
        converted = assign::copy_as(name, array, &DType::from_num(num), Order::K)?;
        &converted
    };
    // SAFETY: every element is written below: there is a position for each.
    let result = unsafe { output::packed(&shape.full(array.shape()), DType::I64, Order::C)? };
    if result.size() > 0 {
        let _borrow = acquire(name, &[input.claim(Access::Read)])?;
        let find = if extreme == Extreme::Max { argmax(num) } else { argmin(num) };
        // SAFETY: the input is borrowed, the result is this call's own.
        unsafe { search(find, num, input, &result, &shape) };
    }
    options.deliver(name, shape.finish(result))
}

/// Positions in text or among objects, whose elements are compared one after the other as objects.
fn compared(array: &Array, extreme: Extreme, axis: Option<isize>, shape: &ReducedShape) -> Result<Array> {
    if array.dtype.managed().is_none() && !matches!(array.dtype.kind(), 'U' | 'S') {
        return Err(ReduceError::NoOrder.into());
    }
    let (symbol, wanted) =
        if extreme == Extreme::Max { (">", Ordering::Greater) } else { ("<", Ordering::Less) };
    let axis = axis.filter(|_| array.ndim() > 0);
    let lanes = axis.map_or_else(|| array.ravel(), |axis| array.moveaxis(axis, -1))?;
    let objects = lanes.astype(DType::OBJECT)?.to_vec::<Object>()?;
    let mut found: Vec<i64> = Vec::with_capacity(objects.len() / shape.count(array.shape()).max(1));
    for lane in objects.chunks(shape.count(array.shape()).max(1)) {
        let mut best = 0;
        for (at, object) in lane.iter().enumerate().skip(1) {
            if object.compare(&lane[best], symbol)? == Some(wanted) {
                best = at;
            }
        }
        found.push(best as i64);
    }
    Array::from_vec(found)?.reshape(shape.result(array.shape()))
}

/// # Safety
/// The input must be borrowed and native, the result the caller's own with every axis of the input, reduced ones of
/// length one.
unsafe fn search(find: ArgReduce, num: Num, input: &Array, result: &Array, shape: &ReducedShape) {
    let (x, out) = (View::of(input), View::of(result));
    let axis = |a: usize| {
        let mut axis = Axis { len: x.shape[a], ..Axis::UNIT };
        (axis.steps[OUT], axis.steps[IN]) = (out.strides[a], x.strides[a]);
        axis
    };
    let kept: Vec<Axis> = (0..x.shape.len()).filter(|a| !shape.reduced.contains(a)).map(axis).collect();
    // C order is what decides ties, so reduced axes keep their order and only merge.
    let mut reduced = Walk { nop: 2, ptrs: [core::ptr::null_mut(); 8], axes: Vec::new() };
    reduced.axes = shape.reduced.iter().map(|&a| axis(a)).filter(|a| a.len != 1).collect();
    for axis in &mut reduced.axes {
        axis.steps[OUT] = 0;
    }
    reduced.coalesce();
    let (run, outer) = match reduced.axes.split_last() {
        Some((run, outer)) => (*run, outer),
        None => (Axis::UNIT, &[][..]),
    };
    let mut start = reduced.ptrs;
    (start[OUT], start[IN]) = (out.ptr, x.ptr);
    let kept = Walk { nop: 2, ptrs: start, axes: kept };
    let job = |kept: &Walk| {
        // SAFETY: the caller's promise; each position writes its own element.
        unsafe { lanes(find, num, kept, run, outer) }
    };
    let parts = threads::parts_for(input.size());
    if !kept.run_cut(parts, 1, &job) {
        job(&kept);
    }
}

/// # Safety
/// See [`search`].
unsafe fn lanes(find: ArgReduce, num: Num, kept: &Walk, run: Axis, outer: &[Axis]) {
    let size = num.size();
    let across = outer.is_empty() && run.steps[IN].unsigned_abs() > 8 * size && run.len >= 8;
    if across && let Some((cols, rest)) = kept.axes.split_last() {
        // Lanes that cross the grain are gathered a block at a time.
        let width = (Scratch::BYTES / size / 32).min(cols.len);
        let depth = (Scratch::BYTES / size / width.max(1)).max(1);
        let gather = Transfer::Copy { itemsize: size };
        for_each_position(rest, 2, &mut kept.ptrs.clone(), &mut |ptrs| {
            for start in (0..cols.len).step_by(width.max(1)) {
                let n = width.min(cols.len - start);
                let at = |k: usize| ptrs[k].wrapping_offset(start as isize * cols.steps[k]);
                let mut best = [([0u8; 16], -1i64); 256];
                for row in (0..run.len).step_by(depth) {
                    let rows = depth.min(run.len - row);
                    let mut block = Scratch::new();
                    let from = at(IN).wrapping_offset(row as isize * run.steps[IN]);
                    let dense = [size as isize, (rows * size) as isize];
                    // SAFETY: `rows * n` elements fit the scratch, lane after lane.
                    unsafe {
                        gather.run([rows, n], block.ptr(), dense, from, [run.steps[IN], cols.steps[IN]])
                    };
                    for (lane, (value, index)) in best.iter_mut().take(n).enumerate() {
                        let x = block.ptr().wrapping_add(lane * rows * size);
                        // SAFETY: a lane of the block just filled.
                        unsafe { find(rows, x, size as isize, value.as_mut_ptr(), row as i64, index) };
                    }
                }
                for (lane, (_, index)) in best.iter().take(n).enumerate() {
                    let to = at(OUT).wrapping_offset(lane as isize * cols.steps[OUT]);
                    // SAFETY: an element of the result.
                    unsafe { to.cast::<i64>().write_unaligned(*index) };
                }
            }
        });
        return;
    }
    for_each_position(&kept.axes, 2, &mut kept.ptrs.clone(), &mut |ptrs| {
        let (mut value, mut index, mut base) = ([0u8; 16], -1i64, 0i64);
        for_each_position(outer, 2, &mut ptrs.clone(), &mut |at| {
            // SAFETY: a run of the borrowed input.
            unsafe { find(run.len, at[IN], run.steps[IN], value.as_mut_ptr(), base, &mut index) };
            base += run.len as i64;
        });
        // SAFETY: an element of the result.
        unsafe { ptrs[OUT].cast::<i64>().write_unaligned(index) };
    });
}
