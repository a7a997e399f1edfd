//! `x[i, :, j]` and `x[i, :, j] = v`: what is borrowed and checked, and how the result lies in memory.
//!
//! The elements themselves are moved by a [`Job`].

use super::at::Apply;
use super::compile::{Advanced, Source};
use super::job::{Direction, Job, Side};
use super::positions::{Positions, Sequence, resolve};
use super::value::Value;
use crate::array::Array;
use crate::buffer::{Access, Claim, acquire};
use crate::engine::operand::View;
use crate::engine::output;
use crate::layout::{Dims, Order, broadcast_strides, k_order_like, k_order_of, strides_in_order};
use nd_dtype::Result;

/// A copy of the elements that `plan` selects, laid out in `order`; `K` is NumPy's layout of an indexed result.
///
/// # Errors
/// [`IndexError`](super::IndexError); memory that cannot be had or is borrowed elsewhere.
pub(super) fn get(array: &Array, plan: &Advanced<'_>, order: Order) -> Result<Array> {
    // A few index arrays need no list on the heap.
    let own = array.claim(Access::Read);
    let (mut short, mut long) = ([own; 4], Vec::new());
    let claims = match short.get_mut(1..=plan.selectors.len()) {
        Some(places) => {
            let given =
                places.iter_mut().zip(index_claims(plan)).map(|(place, claim)| *place = claim).count();
            &short[..=given]
        }
        None => {
            long.push(own);
            long.extend(index_claims(plan));
            &long[..]
        }
    };
    let _borrows = acquire("get", claims)?;
    // SAFETY: the index arrays are borrowed.
    let (lists, outer) = unsafe { resolve(plan, &array.layout)? };
    let (shape, strides) = match order {
        Order::K => result_layout(plan, &lists, &outer, array.itemsize()),
        plain => {
            let shape = placed(plan, &plan.inner.shape, &outer);
            let strides = strides_in_order(&shape, array.itemsize(), plain);
            (shape, strides)
        }
    };
    let sequence = match (plan.selectors.len(), plan.inner.size()) {
        (1, 1) => Sequence::Axes,
        (1, 2..) => Sequence::Rows,
        _ => Sequence::Memory,
    };
    // SAFETY: as above.
    unsafe { check(&lists, &outer, sequence)? };
    // SAFETY: all elements are gathered next.
    let result = unsafe { output::strided(&shape, array.dtype.clone(), strides)? };
    let side = Side { ptr: View::of(&result).ptr, strides: result.strides() };
    // SAFETY: the array is borrowed, the result is not shared yet, all positions are in bounds.
    unsafe { Job::new(Direction::Get, array, plan, lists, &outer, side)?.run() };
    // SAFETY: the result was filled just now, and the array is still borrowed.
    unsafe { output::adopt(&result) };
    Ok(result)
}

/// Writes `value` to the elements that `plan` selects. Neither `value` nor an index array shares memory with `target`.
///
/// # Errors
/// [`IndexError`](super::IndexError); memory that cannot be had or is borrowed elsewhere.
pub(super) fn set(target: &Array, plan: &Advanced<'_>, value: &Value) -> Result<()> {
    write("set", Direction::Set, target, plan, value)
}

/// Applies a function in place to the elements that `plan` selects. `value`, in the loop's dtype, and the index arrays are
/// apart from `target`.
///
/// # Errors
/// As [`set`].
pub(super) fn apply(target: &Array, plan: &Advanced<'_>, value: &Value, apply: Apply) -> Result<()> {
    write("at", Direction::Apply(apply), target, plan, value)
}

fn write(
    operation: &'static str,
    direction: Direction,
    target: &Array,
    plan: &Advanced<'_>,
    value: &Value,
) -> Result<()> {
    let mut claims = Vec::with_capacity(2 + plan.selectors.len());
    claims.push(target.claim(Access::Write));
    claims.extend(value.claim());
    claims.extend(index_claims(plan));
    let _borrows = acquire(operation, &claims)?;
    // SAFETY: the index arrays are borrowed.
    let (lists, outer) = unsafe { resolve(plan, &target.layout)? };
    let shape = placed(plan, &plan.inner.shape, &outer);
    // As in NumPy, an assignment looks at the value first and a function at the positions.
    if matches!(direction, Direction::Set) {
        value.strides_in(&shape)?;
    }
    // SAFETY: as above.
    unsafe { check(&lists, &outer, Sequence::Memory)? };
    let strides = value.strides_in(&shape)?;
    let side = Side { ptr: value.ptr().cast_mut(), strides: &strides };
    // SAFETY: target and value are borrowed and apart, all positions are in bounds; the value is only read.
    unsafe { Job::new(direction, target, plan, lists, &outer, side)?.run() };
    Ok(())
}

/// The borrows that reading the index arrays takes.
fn index_claims<'a>(plan: &'a Advanced<'_>) -> impl Iterator<Item = Claim<'a>> {
    plan.selectors.iter().filter_map(|selector| match selector.source {
        Source::Positions(array) | Source::Mask(array) => Some(array.claim(Access::Read)),
        Source::Bool(_) => None,
    })
}

/// Checks all positions, unless the lists broadcast to no position at all.
///
/// # Errors
/// [`OutOfBounds`](super::IndexError::OutOfBounds).
///
/// # Safety
/// The lists must be borrowed.
unsafe fn check(lists: &[Positions<'_>], outer: &[usize], sequence: Sequence) -> Result<()> {
    if outer.contains(&0) {
        return Ok(());
    }
    // SAFETY: the caller's promise.
    lists.iter().try_for_each(|list| unsafe { list.check(sequence) })
}

/// `inner` with `outer` in its place.
fn placed<T: Copy + Default>(plan: &Advanced<'_>, inner: &[T], outer: &[T]) -> Dims<T> {
    let (before, behind) = inner.split_at(plan.place);
    before.iter().chain(outer).chain(behind).copied().collect()
}

/// Shape and strides of a gathered result: as in NumPy, the outer axes are the slow ones wherever they stand, in C order
/// or, if each position selects one element, in that of the index arrays; the inner axes keep their order.
fn result_layout(
    plan: &Advanced<'_>,
    lists: &[Positions<'_>],
    outer: &[usize],
    itemsize: usize,
) -> (Dims<usize>, Dims<isize>) {
    let inner = &plan.inner;
    let shape = placed(plan, &inner.shape, outer);
    if shape.contains(&0) {
        let strides = Dims::filled(shape.len(), 0);
        return (shape, strides);
    }
    let block = inner.size() * itemsize;
    let outer_strides = if inner.size() == 1 {
        let strides: Vec<_> = lists.iter().filter_map(|list| strides_of(list, outer)).collect();
        let strides: Vec<&[isize]> = strides.iter().map(|s| &s[..]).collect();
        k_order_of(outer, &strides, block)
    } else {
        strides_in_order(outer, block, Order::C)
    };
    let strides = placed(plan, &k_order_like(&inner.shape, &inner.strides, itemsize), &outer_strides);
    (shape, strides)
}

/// The strides of a list in the shape that all lists broadcast to.
pub(super) fn strides_of(list: &Positions<'_>, outer: &[usize]) -> Option<Dims<isize>> {
    broadcast_strides(list.array.shape(), list.array.strides(), outer)
}
