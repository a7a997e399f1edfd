//! Random index expressions over arrays of every memory layout, read and written, against the naive model.

mod support;

use nd_core::{Array, Operand as _, arange, operators};
use nd_index::{Part, Slice};
use support::model::{broadcast, broadcast_place, indices, select};
use support::{Rng, random_index, random_view};

/// The elements of `array` as integers.
fn integers(array: &Array) -> Vec<i64> {
    array.to_vec().unwrap()
}

#[test]
fn reads_agree_with_the_model() {
    let mut rng = Rng(1);
    let (mut copies, mut views, mut refusals) = (0, 0, 0);
    for round in 0..6000 {
        let (array, _) = random_view(&mut rng, 4);
        let parts = random_index(&mut rng, array.shape());
        let describe =
            || format!("round {round}: shape {:?}, strides {:?}, {parts:?}", array.shape(), array.strides());
        match (array.get(&parts), select(&parts, array.shape())) {
            (Err(_), Err(_)) => refusals += 1,
            (Ok(got), Ok(wanted)) => {
                assert_eq!(got.shape(), wanted.shape, "{}", describe());
                let values = integers(&array);
                let wanted_values: Vec<i64> =
                    wanted.places.iter().map(|at| values[broadcast_place(at, array.shape())]).collect();
                assert_eq!(integers(&got), wanted_values, "{}", describe());
                assert_eq!(got.dtype(), array.dtype());
                assert_eq!(array.slice(&parts).is_ok(), wanted.view, "{}", describe());
                if wanted.view {
                    views += 1;
                } else {
                    copies += 1;
                    assert!(!got.may_share_memory(&array), "{}", describe());
                }
            }
            (got, wanted) => panic!("{}: {got:?}, but the model says {wanted:?}", describe()),
        }
    }
    // The generator makes enough of each.
    assert!(copies > 1500 && views > 800 && refusals > 200, "{copies} {views} {refusals}");
}

/// A value that broadcasts to `shape`, its shape, and its elements in C order.
fn random_value(rng: &mut Rng, shape: &[usize]) -> Array {
    let mut lengths: Vec<usize> = shape[rng.below(shape.len() + 1)..].to_vec();
    for n in &mut lengths {
        if rng.chance(25) {
            *n = 1;
        } else if rng.chance(2) {
            *n += 1;
        }
    }
    if lengths.len() == shape.len() && rng.chance(10) {
        lengths.insert(0, 1);
    }
    let n = lengths.iter().product::<usize>();
    let value = arange((-100, n as i64 - 100)).reshape(&lengths).unwrap();
    let dtype = ["i8", "i8", "f8", ">i4", "i2"][rng.below(5)];
    let order = if rng.chance(30) { nd_core::Order::F } else { nd_core::Order::C };
    value.astype(dtype).unwrap().copy_in(order).unwrap()
}

/// What is left of `value` as an element of the target.
fn wrap(value: i64, target: &Array) -> i64 {
    integers(&Array::from_slice(&[value]).unwrap().astype(target.dtype()).unwrap())[0]
}

#[test]
fn writes_agree_with_the_model() {
    let mut rng = Rng(2);
    let (mut writes, mut refusals) = (0, 0);
    for round in 0..6000 {
        let (target, base) = random_view(&mut rng, 3);
        let parts = random_index(&mut rng, target.shape());
        let selection = select(&parts, target.shape());
        let shape = selection.as_ref().map_or(vec![2], |s| s.shape.clone());
        let value = random_value(&mut rng, &shape);
        let describe =
            || format!("round {round}: {:?} {:?} {parts:?} = {value:?}", target.shape(), target.strides());
        // Where in the base each element of the target lies, and what the base holds.
        let places = integers(&target);
        let mut wanted = integers(&base);
        let trimmed = {
            let excess = value.ndim().saturating_sub(shape.len());
            value.shape()[..excess].iter().all(|&n| n == 1).then(|| value.shape()[excess..].to_vec())
        };
        // A boolean alone is a mask of a target without axes.
        let whole_mask = match &parts[..] {
            [Part::Array(mask)] => {
                mask.shape() == target.shape() && *mask.dtype() == nd_core::DType::BOOL && mask.ndim() > 0
            }
            [Part::Bool(_)] => target.ndim() == 0,
            _ => false,
        };
        // Integers and integer arrays without axes name an element.
        let position = |part: &Part| match part {
            Part::Int(_) => true,
            Part::Array(array) => array.ndim() == 0 && *array.dtype() != nd_core::DType::BOOL,
            _ => false,
        };
        let element = parts.iter().all(position) && shape.is_empty();
        let fits = match &trimmed {
            _ if whole_mask && value.ndim() > 1 => false,
            _ if element => value.ndim() == 0,
            Some(kept) => broadcast(&[kept, &shape]).is_ok_and(|both| both == shape),
            None => false,
        };
        match (target.set(&parts, &value), selection) {
            (Ok(()), Ok(selection)) if fits => {
                writes += 1;
                let kept = trimmed.unwrap();
                let values = integers(&value.astype("i8").unwrap());
                for (index, at) in indices(&shape).iter().zip(&selection.places) {
                    let place = places[broadcast_place(at, target.shape())] as usize;
                    wanted[place] = wrap(values[broadcast_place(index, &kept)], &target);
                }
                assert_eq!(integers(&base), wanted, "{}", describe());
            }
            (Ok(()), other) => panic!("{}: written, but the model says {other:?}", describe()),
            (Err(error), Ok(_)) if fits => panic!("{}: {error:?}", describe()),
            (Err(_), _) => {
                refusals += 1;
                assert_eq!(integers(&base), wanted, "a refused write changes nothing: {}", describe());
            }
        }
    }
    assert!(writes > 3000 && refusals > 300, "{writes} {refusals}");
}

#[test]
fn overlapping_values_and_indices_count_as_copied_first() {
    let mut rng = Rng(3);
    for _ in 0..300 {
        let n = 2 + rng.below(12);
        let positions: Vec<i64> = (0..n).map(|_| rng.between(-(n as isize), n as isize - 1) as i64).collect();
        let plain = positions.clone();
        // x[x] = x[::-1]
        let x = Array::from_vec(positions).unwrap();
        x.set(&x, x.slice(nd_index::s![..;-1]).unwrap()).unwrap();
        let mut wanted = plain.clone();
        for (k, &position) in plain.iter().enumerate() {
            wanted[position.rem_euclid(n as i64) as usize] = plain[n - 1 - k];
        }
        assert_eq!(integers(&x), wanted);
    }
}

#[test]
fn results_do_not_depend_on_the_number_of_threads() {
    let x = arange(3_000_000).reshape((3000, 1000)).unwrap();
    let mask = x.astype("u1").unwrap().astype(nd_core::DType::BOOL).unwrap();
    let rows = Array::from_vec((0..2000i64).map(|i| i * 7919 % 3000).collect()).unwrap();
    let columns = Array::from_vec((0..1_200_000i64).map(|i| i * 31 % 1000).collect()).unwrap();
    let all = || {
        [
            x.get(&mask).unwrap(),
            x.t().get(mask.t()).unwrap(),
            x.get(&rows).unwrap(),
            x.get((.., vec![1, -1, 500])).unwrap(),
            x.get((7, &columns)).unwrap(),
            x.get((&columns, &columns)).unwrap(),
        ]
    };
    nd_core::set_threads(1);
    let one = all();
    for threads in [2, 3] {
        nd_core::set_threads(threads);
        for (a, b) in one.iter().zip(&all()) {
            assert_eq!((a.shape(), a.strides()), (b.shape(), b.strides()));
            assert!(a.tobytes().unwrap() == b.tobytes().unwrap());
        }
    }
    nd_core::set_threads(0);
}

#[test]
fn functions_change_an_element_as_often_as_it_is_named() {
    let mut rng = Rng(4);
    for round in 0..300 {
        let (n, dtype) =
            (1 + rng.below(if round % 2 == 0 { 9 } else { 400 }), ["i8", "f4", ">i2", "c16"][round % 4]);
        let block = arange(3 * n).astype(dtype).unwrap();
        let step = [3, 1, -2][rng.below(3)];
        let x = block.slice([Part::Slice(Slice::from(..).by(step))]).unwrap().slice(..n).unwrap();
        let count = rng.below(2000);
        let at: Vec<i64> = (0..count).map(|_| rng.below(2 * n) as i64 - n as i64).collect();
        let values: Vec<i64> = (0..count).map(|_| rng.below(5) as i64).collect();
        let mut wanted = integers(&x.real().astype("i8").unwrap());
        for (&at, &value) in at.iter().zip(&values) {
            wanted[at.rem_euclid(n as i64) as usize] += value;
        }
        let index = Array::from_vec(at).unwrap().astype(["i8", "i4"][rng.below(2)]).unwrap();
        let values = Array::from_vec(values).unwrap();
        operators::ADD.at(&x, &index, Some(&values.operand())).unwrap();
        assert_eq!(integers(&x.real().astype("i8").unwrap()), wanted, "round {round}: {n} {dtype} {count}");
    }
}
