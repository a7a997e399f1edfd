//! What elementwise functions and reductions compute, as naive loops over [`Val`].

use super::value::{Val, cast, is_int, round_to, wrap};
use nd_core::DType;

/// A function of two operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Op {
    Add,
    Subtract,
    Multiply,
    Divide,
    And,
    Or,
    Xor,
    Minimum,
    Maximum,
}

/// The number of bytes of the real parts of `dtype`.
fn part_size(dtype: &DType) -> usize {
    dtype.itemsize() / if dtype.kind() == 'c' { 2 } else { 1 }
}

/// `op` of two elements of `dtype`.
pub(crate) fn apply(op: Op, x: Val, y: Val, dtype: &DType) -> Val {
    if is_int(dtype) {
        let (a, b) = (x.int(), y.int());
        if dtype.kind() == 'b' {
            let (a, b) = (a != 0, b != 0);
            return Val::Int(i128::from(match op {
                Op::Add | Op::Or | Op::Maximum => a | b,
                Op::Multiply | Op::And | Op::Minimum => a & b,
                Op::Xor => a ^ b,
                Op::Subtract | Op::Divide => panic!("{op:?} of booleans"),
            }));
        }
        let exact = match op {
            Op::Add => a + b,
            Op::Subtract => a - b,
            Op::Multiply => a.wrapping_mul(b),
            Op::And => a & b,
            Op::Or => a | b,
            Op::Xor => a ^ b,
            Op::Minimum => a.min(b),
            Op::Maximum => a.max(b),
            Op::Divide => panic!("division is done in floats"),
        };
        return Val::Int(wrap(exact, dtype.itemsize(), dtype.kind() == 'i'));
    }
    let size = part_size(dtype);
    let (a, b) = ((x.re(), x.im()), (y.re(), y.im()));
    let (re, im) = match op {
        Op::Add => (a.0 + b.0, a.1 + b.1),
        Op::Subtract => (a.0 - b.0, a.1 - b.1),
        Op::Multiply if dtype.kind() == 'f' => (a.0 * b.0, 0.0),
        Op::Multiply => (a.0 * b.0 - a.1 * b.1, a.0 * b.1 + a.1 * b.0),
        Op::Divide => (a.0 / b.0, 0.0),
        Op::Minimum | Op::Maximum => return extreme(op, x, y),
        Op::And | Op::Or | Op::Xor => panic!("{op:?} of floats"),
    };
    Val::Num(round_to(re, size), if dtype.kind() == 'f' { 0.0 } else { round_to(im, size) })
}

/// The smaller or larger of two numbers; the first NaN if there is one; complex numbers in lexicographic order.
fn extreme(op: Op, x: Val, y: Val) -> Val {
    let nan = |v: Val| v.re().is_nan() || v.im().is_nan();
    let less = |a: Val, b: Val| a.re() < b.re() || (a.re() == b.re() && a.im() < b.im());
    let first = if op == Op::Minimum { less(x, y) } else { less(y, x) };
    let tie = !less(x, y) && !less(y, x);
    if nan(x) || (!nan(y) && (first || tie)) { x } else { y }
}

/// Every element of a smaller operand as it is seen in `shape`, in C order.
pub(crate) fn broadcast(values: &[Val], from: &[usize], shape: &[usize]) -> Vec<Val> {
    positions(shape)
        .map(|index| {
            let skip = shape.len() - from.len();
            let at =
                index[skip..].iter().zip(from).fold(0, |at, (&i, &n)| at * n + if n == 1 { 0 } else { i });
            values[at]
        })
        .collect()
}

/// All indices of `shape` in C order.
pub(crate) fn positions(shape: &[usize]) -> impl Iterator<Item = Vec<usize>> + use<> {
    let shape = shape.to_vec();
    let size: usize = shape.iter().product();
    (0..size).map(move |flat| {
        let mut left = flat;
        let mut index = vec![0; shape.len()];
        for axis in (0..shape.len()).rev() {
            index[axis] = left % shape[axis];
            left /= shape[axis];
        }
        index
    })
}

/// The shape without the axes of `axes`, or with them at length one.
pub(crate) fn reduced_shape(shape: &[usize], axes: &[usize], keepdims: bool) -> Vec<usize> {
    let keep = |axis: &usize| keepdims || !axes.contains(axis);
    (0..shape.len()).filter(keep).map(|axis| if axes.contains(&axis) { 1 } else { shape[axis] }).collect()
}

/// The elements (with a mask, those it lets through) that go into each element of a reduction, in C order.
pub(crate) fn groups(values: &[Val], mask: Option<&[Val]>, shape: &[usize], axes: &[usize]) -> Vec<Vec<Val>> {
    let full = reduced_shape(shape, axes, true);
    let mut groups = vec![Vec::new(); full.iter().product()];
    for (flat, index) in positions(shape).enumerate() {
        let at = index.iter().zip(&full).fold(0, |at, (&i, &n)| at * n + i.min(n - 1));
        if mask.is_none_or(|mask| mask[flat].int() != 0) {
            groups[at].push(values[flat]);
        }
    }
    groups
}

/// The fold of `values`, cast to `dtype` one by one, from the left.
pub(crate) fn fold(op: Op, values: &[Val], start: Option<Val>, dtype: &DType) -> Option<Val> {
    let mut values = values.iter().map(|v| cast(*v, dtype));
    let start = start.or_else(|| values.next())?;
    Some(values.fold(start, |acc, x| apply(op, acc, x, dtype)))
}
