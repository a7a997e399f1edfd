//! Running folds along every axis of random layouts.

use crate::support::oracle::{Op, apply, positions};
use crate::support::rng::Rng;
use crate::support::value::{Val, cast, is_int, random_dtype, small, wild};
use crate::support::view::{Repeats, make, random_shape, result_values};
use nd_core::{DType, operators};

/// The running sums of `values` along `axis`, in C order.
fn running(values: &[Val], shape: &[usize], axis: usize, dtype: &DType) -> Vec<Val> {
    let mut sums: Vec<Val> = values.iter().map(|v| cast(*v, dtype)).collect();
    let inner: usize = shape[axis + 1..].iter().product();
    for (flat, index) in positions(shape).enumerate() {
        if index[axis] > 0 {
            sums[flat] = apply(Op::Add, sums[flat - inner], sums[flat], dtype);
        }
    }
    sums
}

#[test]
fn accumulations_equal_nested_loops() {
    let mut rng = Rng(41);
    for _ in 0..1200 {
        let own = random_dtype(&mut rng);
        let shape = random_shape(&mut rng, 5);
        if shape.is_empty() {
            continue;
        }
        let dtype = match (own.kind(), own.itemsize()) {
            ('b', _) | ('i', _) => DType::I64,
            ('u', _) => DType::U64,
            _ if own.is_native() => own.clone(),
            _ => own.swapped(),
        };
        let x = make(&mut rng, &shape, &own, Repeats::Allowed, &mut |rng| {
            if is_int(&own) { wild(rng, &own) } else { small(rng, &own) }
        });
        let axis = rng.below(shape.len());
        let named = axis as isize - if rng.one_in(2) { shape.len() as isize } else { 0 };
        let found = operators::ADD.accumulate(&x.array, named, None, None).expect("running sums");
        assert_eq!((found.dtype(), found.shape()), (&dtype, &shape[..]));
        let expected = running(&x.values(), &shape, axis, &dtype);
        // Sequential like the model, so equal bit for bit, narrow floats too.
        assert_eq!(result_values(&found), expected, "{own:?} along {axis} of {:?}", x.array.layout());
    }
}

#[test]
fn accumulations_into_outputs_and_into_themselves() {
    let mut rng = Rng(42);
    for _ in 0..300 {
        let shape = [1 + rng.below(6), 1 + rng.below(6)];
        let axis = rng.below(2);
        let x = make(&mut rng, &shape, &DType::I64, Repeats::Never, &mut |rng| wild(rng, &DType::I64));
        let expected = running(&x.values(), &shape, axis, &DType::I64);
        let out = if rng.one_in(2) {
            &x
        } else {
            &make(&mut rng, &shape, &DType::I64, Repeats::Never, &mut |_| Val::Int(7))
        };
        operators::ADD.accumulate(&x.array, axis as isize, None, Some(&out.array)).expect("running sums");
        assert_eq!(out.values(), expected);
    }
}

#[test]
fn subtractions_and_products_accumulate() {
    let x = nd_core::array![10, 1, 2, 3];
    let found = operators::SUBTRACT.accumulate(&x, 0, None, None).expect("differences");
    assert_eq!(found.to_vec::<i64>().expect("integers"), [10, 9, 7, 4]);
    let found = operators::MULTIPLY.accumulate(&x, -1, None, None).expect("products");
    assert_eq!(found.to_vec::<i64>().expect("integers"), [10, 10, 20, 60]);
}
