//! Outputs that share memory with inputs: the result is that of inputs copied first.

use crate::support::oracle::{Op, apply};
use crate::support::rng::Rng;
use crate::support::value::{Val, cast, is_int, small, wild};
use crate::support::view::{raw, values, with_values};
use nd_core::{Arg, Array, CallOptions, Casting, DType, Part, Slice, can_cast, operators, promote_types};

/// A view of `n` positions of an axis of length `len`.
fn random_cut(rng: &mut Rng, len: usize, n: usize) -> Part {
    if n == 0 {
        return Part::from(0..0);
    }
    let most = if n == 1 { 3 } else { (len - 1) / (n - 1) };
    let step = 1 + rng.below(most.clamp(1, 3));
    let span = (n - 1) * step;
    let start = rng.below(len - span);
    let (first, last) = (start as isize, (start + span) as isize);
    Part::Slice(if rng.one_in(3) {
        Slice { start: Some(last), stop: Some(first - 1).filter(|&s| s >= 0), step: Some(-(step as isize)) }
    } else {
        Slice { start: Some(first), stop: Some(last + 1), step: Some(step as isize) }
    })
}

/// A random view of `shape` into an array of `lens`: cut, and with axes of the same length exchanged.
fn random_view(rng: &mut Rng, whole: &Array, shape: &[usize]) -> Array {
    let order = rng.permutation(shape.len());
    let parts: Vec<Part> =
        (0..shape.len()).map(|i| random_cut(rng, whole.shape()[i], shape[order[i]])).collect();
    let mut back = vec![0isize; shape.len()];
    for (position, &axis) in order.iter().enumerate() {
        back[axis] = position as isize;
    }
    whole.slice(parts).expect("a cut").transpose(back).expect("a transpose")
}

/// Packed elements of `dtype` on a cube of `len` positions a side, as bytes and as an array.
fn cube(rng: &mut Rng, ndim: usize, len: usize, dtype: &DType) -> (Array, Array) {
    let count = len.pow(ndim as u32);
    let mut bytes = Vec::new();
    for _ in 0..count {
        let value = if is_int(dtype) { wild(rng, dtype) } else { small(rng, dtype) };
        bytes.extend(crate::support::value::store(dtype, value));
    }
    let base = Array::from_vec(bytes).expect("bytes");
    let whole = base.view_as(dtype.clone()).expect("elements").reshape(vec![len; ndim]).expect("a cube");
    (base, whole)
}

const KINDS: [DType; 6] = [
    DType::I32,
    DType::F64,
    DType::C64,
    DType::U16,
    DType::with_order(nd_core::kernel::Num::I32, BIG),
    DType::I8,
];
const BIG: nd_core::ByteOrder = nd_core::ByteOrder::NATIVE.swapped();

#[test]
fn calls_with_overlapping_operands_see_inputs_as_they_were() {
    let mut rng = Rng(11);
    for case in 0..2500 {
        let dtype = rng.pick(&KINDS).clone();
        let ndim = 1 + rng.below(3);
        let len = [24, 9, 6][ndim - 1];
        let (base, whole) = cube(&mut rng, ndim, len, &dtype);
        let shape: Vec<usize> = (0..ndim).map(|_| 1 + rng.below(len)).collect();
        let out = random_view(&mut rng, &whole, &shape);
        let x = random_view(&mut rng, &whole, &shape);
        let y = match rng.below(4) {
            0 => out.clone(),
            1 => x.clone(),
            // One row, repeated.
            2 => random_view(&mut rng, &whole, &[&[1][..], &shape[1..]].concat()),
            _ => random_view(&mut rng, &whole, &shape),
        };
        let before = raw(&base);
        let computes = if dtype.is_native() { dtype.clone() } else { dtype.swapped() };
        let read = |a: &Array| {
            let found = values(&before, a.layout(), &dtype);
            crate::support::oracle::broadcast(&found, a.shape(), &shape)
        };
        let expected: Vec<Val> =
            read(&x).into_iter().zip(read(&y)).map(|(a, b)| apply(Op::Subtract, a, b, &computes)).collect();
        let options = CallOptions { out: Some(&out), ..CallOptions::default() };
        operators::SUBTRACT.call(&[Arg::Array(&x), Arg::Array(&y)], &options).expect("a call");
        assert_eq!(
            raw(&base),
            with_values(&before, out.layout(), &dtype, &expected),
            "case {case}: {dtype:?} out={:?} x={:?} y={:?}",
            out.layout(),
            x.layout(),
            y.layout()
        );
    }
}

#[test]
fn assignments_between_overlapping_views_are_moves() {
    let mut rng = Rng(12);
    for case in 0..1500 {
        let dtype = rng.pick(&KINDS).clone();
        let ndim = 1 + rng.below(3);
        let len = [24, 9, 6][ndim - 1];
        let (base, whole) = cube(&mut rng, ndim, len, &dtype);
        let shape: Vec<usize> = (0..ndim).map(|_| 1 + rng.below(len)).collect();
        let (to, from) = (random_view(&mut rng, &whole, &shape), random_view(&mut rng, &whole, &shape));
        let before = raw(&base);
        let expected = values(&before, from.layout(), &dtype);
        to.assign(&from).expect("an assignment");
        assert_eq!(raw(&base), with_values(&before, to.layout(), &dtype, &expected), "case {case} {dtype:?}");
    }
}

#[test]
fn views_of_the_same_bytes_as_other_dtypes() {
    let mut rng = Rng(13);
    let pairs = [
        (DType::I64, DType::I32),
        (DType::I32, DType::I64),
        (DType::U8, DType::I16),
        (DType::I16, DType::I8),
    ];
    for case in 0..600 {
        let (dx, dout) = rng.pick(&pairs).clone();
        let base = Array::from_values((0..96).map(|_| rng.next() as u8)).expect("bytes");
        let (x, out) = (base.view_as(dx.clone()).expect("x"), base.view_as(dout.clone()).expect("out"));
        let n = 1 + rng.below(x.size().min(out.size()));
        let (x, out) = (random_view(&mut rng, &x, &[n]), random_view(&mut rng, &out, &[n]));
        let before = raw(&base);
        let found = values(&before, x.layout(), &dx);
        // By a call that also reads the output, and by assignment.
        if rng.one_in(2) {
            let computes = promote_types(&dx, &dout).expect("integers promote");
            if !can_cast(&computes, &dout, Casting::SameKind) {
                continue;
            }
            let old = values(&before, out.layout(), &dout);
            let sums: Vec<Val> =
                found.iter().zip(&old).map(|(a, b)| apply(Op::Add, *a, *b, &computes)).collect();
            let options = CallOptions { out: Some(&out), ..CallOptions::default() };
            operators::ADD.call(&[Arg::Array(&x), Arg::Array(&out)], &options).expect("a call");
            assert_eq!(raw(&base), with_values(&before, out.layout(), &dout, &sums), "case {case}");
        } else {
            out.assign(&x).expect("an assignment");
            assert_eq!(raw(&base), with_values(&before, out.layout(), &dout, &found), "case {case}");
        }
    }
}

#[test]
fn masks_may_share_memory_with_the_output() {
    let mut rng = Rng(14);
    for _ in 0..400 {
        let (base, whole) = cube(&mut rng, 2, 7, &DType::BOOL);
        let shape = [1 + rng.below(7), 1 + rng.below(7)];
        let (mask, out) = (random_view(&mut rng, &whole, &shape), random_view(&mut rng, &whole, &shape));
        let x = random_view(&mut rng, &whole, &shape);
        let before = raw(&base);
        let read = |a: &Array| values(&before, a.layout(), &DType::BOOL);
        let (m, old, found) = (read(&mask), read(&out), read(&x));
        let expected: Vec<Val> = (0..m.len())
            .map(|i| if m[i].int() != 0 { Val::Int(1 - found[i].int()) } else { old[i] })
            .collect();
        let options = CallOptions { out: Some(&out), where_: Some(&mask), ..CallOptions::default() };
        operators::INVERT.call(&[Arg::Array(&x)], &options).expect("a call");
        assert_eq!(raw(&base), with_values(&before, out.layout(), &DType::BOOL, &expected));
    }
}

#[test]
fn reductions_may_write_into_their_input() {
    let mut rng = Rng(15);
    for _ in 0..400 {
        let (base, whole) = cube(&mut rng, 2, 8, &DType::I64);
        let shape = [1 + rng.below(8), 1 + rng.below(8)];
        let (x, out) = (random_view(&mut rng, &whole, &shape), random_view(&mut rng, &whole, &shape));
        let out = out.index_axis(0, 0).expect("a row");
        let before = raw(&base);
        let found = values(&before, x.layout(), &DType::I64);
        let sum = |j: usize| (0..shape[0]).map(|i| found[i * shape[1] + j].int()).sum();
        let expected: Vec<Val> = (0..shape[1]).map(|j| cast(Val::Int(sum(j)), &DType::I64)).collect();
        operators::ADD.reduce(&x, &nd_core::axis(0).out(&out)).expect("a reduction");
        assert_eq!(raw(&base), with_values(&before, out.layout(), &DType::I64, &expected));
    }
}
