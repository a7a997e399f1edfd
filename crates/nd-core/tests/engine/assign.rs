//! Copies, casts and assignment between random layouts, dtypes and byte orders.

use crate::support::oracle::broadcast;
use crate::support::rng::Rng;
use crate::support::value::{Val, cast, is_int, random_dtype, small, wild};
use crate::support::view::{Repeats, make, narrower, random_shape, result_values, with_values};
use nd_core::kernel::isa;
use nd_core::{DType, Order};

/// Elements that every cast between the two dtypes keeps in range.
fn filler<'a>(rng: &mut Rng, from: &'a DType, to: &DType) -> impl FnMut(&mut Rng) -> Val + use<'a> {
    let any = is_int(from) && is_int(to) && rng.one_in(2);
    move |rng: &mut Rng| if any { wild(rng, from) } else { small(rng, from) }
}

#[test]
fn bytes_of_any_layout_come_in_c_order() {
    let mut rng = Rng(21);
    for _ in 0..600 {
        let (shape, dtype) = (random_shape(&mut rng, 6), random_dtype(&mut rng));
        let x = make(&mut rng, &shape, &dtype, Repeats::Allowed, &mut |rng| small(rng, &dtype));
        assert_eq!(result_values(&x.array), x.values(), "{:?}", x.array.layout());
    }
}

#[test]
fn assignment_equals_nested_loops() {
    let mut rng = Rng(22);
    for _ in 0..1500 {
        let (from, to) = (random_dtype(&mut rng), random_dtype(&mut rng));
        let to = if rng.one_in(3) { from.clone() } else { to };
        let shape = random_shape(&mut rng, 6);
        let mut narrow = narrower(&mut rng, &shape);
        if rng.one_in(8) {
            // Leading axes of length one in excess are dropped.
            narrow.splice(0..0, vec![1; shape.len() + 1 - narrow.len()]);
        }
        let mut fill = filler(&mut rng, &from, &to);
        let source = make(&mut rng, &narrow, &from, Repeats::Allowed, &mut fill);
        let target = make(&mut rng, &shape, &to, Repeats::Never, &mut |rng| small(rng, &to));
        let trimmed = &narrow[narrow.len().saturating_sub(shape.len())..];
        let expected: Vec<Val> =
            broadcast(&source.values(), trimmed, &shape).into_iter().map(|v| cast(v, &to)).collect();
        let before = target.raw();
        target.array.assign(&source.array).expect("an assignment");
        let expected = with_values(&before, target.array.layout(), &to, &expected);
        assert_eq!(target.raw(), expected, "{:?} <- {:?}", target.array.layout(), source.array.layout());
    }
}

#[test]
fn casts_keep_values_and_the_order_of_axes() {
    let mut rng = Rng(23);
    for _ in 0..1000 {
        let (from, to) = (random_dtype(&mut rng), random_dtype(&mut rng));
        let shape = random_shape(&mut rng, 6);
        let mut fill = filler(&mut rng, &from, &to);
        let x = make(&mut rng, &shape, &from, Repeats::Allowed, &mut fill);
        let expected: Vec<Val> = x.values().into_iter().map(|v| cast(v, &to)).collect();
        for level in isa::levels() {
            let found = isa::with_level(level, || x.array.astype(to.clone()).expect("a cast"));
            assert_eq!(found.dtype(), &to);
            assert_eq!(result_values(&found), expected, "{from:?} -> {to:?} {:?}", x.array.layout());
        }
    }
}

#[test]
fn copies_in_every_order() {
    let mut rng = Rng(24);
    for _ in 0..400 {
        let (shape, dtype) = (random_shape(&mut rng, 5), random_dtype(&mut rng));
        let x = make(&mut rng, &shape, &dtype, Repeats::Allowed, &mut |rng| small(rng, &dtype));
        for order in [Order::C, Order::F, Order::A, Order::K] {
            let copy = x.array.copy_in(order).expect("a copy");
            assert!(copy.base().is_none() && copy.is_writeable() && !copy.may_share_memory(&x.base));
            assert_eq!(copy.shape(), shape);
            match order {
                Order::C => assert!(copy.is_c_contiguous()),
                Order::F => assert!(copy.is_f_contiguous()),
                _ => {}
            }
            assert_eq!(result_values(&copy), x.values(), "{order:?}");
        }
        let flat = x.array.ravel().expect("flat");
        assert_eq!((flat.shape(), result_values(&flat)), (&[x.array.size()][..], x.values()));
        let turned = x.array.reshape_in((-1,), Order::F);
        if !shape.contains(&0) {
            let expected = result_values(&x.array.t().copy().expect("a copy"));
            assert_eq!(result_values(&turned.expect("a reshape")), expected);
        }
    }
}

#[test]
fn records_move_field_by_field() {
    let mut rng = Rng(25);
    let from = DType::structured_at([("a", DType::I16, 1), ("b", DType::F64, 5)], Some(16)).expect("a dtype");
    let to = DType::structured([("x", DType::F32.swapped()), ("y", DType::I64)]).expect("a dtype");
    for _ in 0..100 {
        let n = rng.below(20);
        let bytes: Vec<u8> = (0..n * 16).map(|_| rng.next() as u8).collect();
        let source = nd_core::Array::from_bytes(n, from.clone(), &bytes).expect("records");
        source.field("b").expect("b").assign(nd_core::arange(n)).expect("floats in range");
        let cast = source.astype(to.clone()).expect("a cast");
        // Fields correspond by position.
        for (new, old) in [("x", "a"), ("y", "b")] {
            let expected = source.field(old).expect("old").astype("f8").expect("a cast");
            let found = cast.field(new).expect("new").astype("f8").expect("a cast");
            assert_eq!(result_values(&found), result_values(&expected));
        }
    }
}
