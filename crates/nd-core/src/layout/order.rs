//! Memory orders, and NumPy's two rules for "keep the order of the input" (`order='K'`).

use super::{Dims, Layout};

/// In which order elements are laid out or read.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Order {
    /// The last axis varies fastest.
    #[default]
    C,
    /// The first axis varies fastest.
    F,
    /// F if the array is F- and not C-contiguous, else C.
    A,
    /// As close to the order of the input as possible.
    K,
}

/// Packed strides of `shape`. `A` and `K` have no input to follow here and mean `C`.
#[inline]
pub(crate) fn strides_in_order(shape: &[usize], itemsize: usize, order: Order) -> Dims<isize> {
    let mut strides = Dims::filled(shape.len(), 0);
    let mut step = itemsize as isize;
    let mut place = |i: usize, n: usize| {
        strides[i] = step;
        step = step.wrapping_mul(n as isize);
    };
    if order == Order::F {
        shape.iter().enumerate().for_each(|(i, &n)| place(i, n));
    } else {
        shape.iter().enumerate().rev().for_each(|(i, &n)| place(i, n));
    }
    if shape.contains(&0) {
        strides.fill(0);
    }
    strides
}

/// Packed strides of `shape` with the axes of `slow_to_fast` from the slowest to the fastest.
fn strides_from(shape: &[usize], itemsize: usize, slow_to_fast: &[usize]) -> Dims<isize> {
    let mut strides = Dims::filled(shape.len(), 0);
    let mut step = itemsize as isize;
    for &axis in slow_to_fast.iter().rev() {
        strides[axis] = step;
        step = step.wrapping_mul(shape[axis] as isize);
    }
    if shape.contains(&0) {
        strides.fill(0);
    }
    strides
}

/// Packed strides for elements of `itemsize` bytes that follow an array of elements of `own` bytes: C or F order if it
/// is packed in that, else as [`k_order_like`] (`copy`, `astype`, `*_like`).
/// Source of the rule: `PyArray_NewLikeArray` in NumPy's `ctors.c`.
pub(crate) fn k_order_of_array(layout: &Layout, own: usize, itemsize: usize) -> Dims<isize> {
    k_order_of_shape(layout, own, layout.shape(), itemsize)
}

/// [`k_order_of_array`] for another `shape`; with another number of axes there is no order to follow, and it is C.
pub(crate) fn k_order_of_shape(layout: &Layout, own: usize, shape: &[usize], itemsize: usize) -> Dims<isize> {
    if layout.is_c_contiguous(own) || shape.len() != layout.shape().len() {
        strides_in_order(shape, itemsize, Order::C)
    } else if layout.is_f_contiguous(own) {
        strides_in_order(shape, itemsize, Order::F)
    } else {
        k_order_like(shape, layout.strides(), itemsize)
    }
}

/// Packed strides with axes sorted by the strides given, ties in C order.
pub(crate) fn k_order_like(shape: &[usize], strides: &[isize], itemsize: usize) -> Dims<isize> {
    if strides.windows(2).all(|pair| pair[0].unsigned_abs() >= pair[1].unsigned_abs()) {
        return strides_in_order(shape, itemsize, Order::C);
    }
    let mut axes: Vec<usize> = (0..shape.len()).collect();
    axes.sort_by_key(|&a| core::cmp::Reverse(strides[a].unsigned_abs()));
    strides_from(shape, itemsize, &axes)
}

/// Packed strides of an output that follows several operands (`order='K'` of the ufuncs).
///
/// An insertion sort of the axes, innermost first, in which an operand only has a say on a pair of axes if it moves
/// along both, and C order wins where operands disagree. `operands` are byte strides broadcast to `shape`, with zero
/// for axes of length one. Source of the rule: `npyiter_find_best_axis_ordering` in NumPy's `nditer_constr.c`.
pub(crate) fn k_order_of(shape: &[usize], operands: &[&[isize]], itemsize: usize) -> Dims<isize> {
    if shape.len() < 2 {
        return strides_in_order(shape, itemsize, Order::C);
    }
    let order = numpy_axis_order(shape.len(), operands);
    strides_from(shape, itemsize, &order)
}

/// The axes from the slowest to the fastest in NumPy's iteration order over `operands`.
pub(crate) fn numpy_axis_order(ndim: usize, operands: &[&[isize]]) -> Vec<usize> {
    // Fastest first while sorting, as NumPy keeps them.
    let mut order: Vec<usize> = (0..ndim).rev().collect();
    for i in 1..ndim {
        let axis = order[i];
        let mut position = i;
        for j in (0..i).rev() {
            let (mut ambiguous, mut swap) = (true, false);
            for strides in operands {
                let (here, there) = (strides[axis].unsigned_abs(), strides[order[j]].unsigned_abs());
                if here != 0 && there != 0 {
                    if there <= here {
                        swap = false;
                    } else if ambiguous {
                        swap = true;
                    }
                    ambiguous = false;
                }
            }
            if !ambiguous {
                if !swap {
                    break;
                }
                position = j;
            }
        }
        if position != i {
            order.remove(i);
            order.insert(position, axis);
        }
    }
    order.reverse();
    order
}
