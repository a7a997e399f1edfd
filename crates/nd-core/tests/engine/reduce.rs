//! Reductions over random axes of random layouts.

use crate::support::oracle::{Op, fold, groups, reduced_shape};
use crate::support::rng::Rng;
use crate::support::value::{DTYPES, Val, cast, is_int, random_dtype, small, wild};
use crate::support::view::{Made, Repeats, make, random_shape, result_values};
use nd_core::kernel::isa;
use nd_core::{
    Array, Axes, DType, Elementwise, Extreme, ReduceOptions, Scalar, arg_extreme, operators, set_threads,
};

const TABLE: [(Op, &Elementwise); 5] = [
    (Op::Add, &operators::ADD),
    (Op::Multiply, &operators::MULTIPLY),
    (Op::And, &operators::BITWISE_AND),
    (Op::Or, &operators::BITWISE_OR),
    (Op::Xor, &operators::BITWISE_XOR),
];

/// The dtype a reduction of `own` returns.
fn folded(op: Op, own: &DType) -> DType {
    let native = if own.is_native() { own.clone() } else { own.swapped() };
    match (op, own.kind(), own.itemsize()) {
        (Op::Add | Op::Multiply, 'b', _) => DType::I64,
        (Op::Add | Op::Multiply, 'i', 1..=4) => DType::I64,
        (Op::Add | Op::Multiply, 'u', 1..=4) => DType::U64,
        _ => native,
    }
}

/// What a reduction of nothing gives.
fn identity(op: Op, dtype: &DType) -> Val {
    let value = match op {
        Op::Multiply => 1,
        Op::And => -1,
        _ => 0,
    };
    cast(Val::Int(value), dtype)
}

/// An element whose products stay powers of two within range.
fn factor(rng: &mut Rng, dtype: &DType) -> Val {
    let x = [1.0, -1.0, 1.0, 0.5, 2.0][if rng.one_in(16) { 3 + rng.below(2) } else { rng.below(3) }];
    if dtype.kind() == 'f' { Val::Num(x, 0.0) } else { Val::Num(x, 0.0 * x) }
}

/// Axes as a caller names them, some from the end, and counted from the front.
fn random_axes(rng: &mut Rng, ndim: usize) -> (Axes, Vec<usize>) {
    if rng.one_in(4) {
        return (Axes::from(..), (0..ndim).collect());
    }
    let count = rng.below(ndim + 1);
    let chosen: Vec<usize> = rng.permutation(ndim).into_iter().take(count).collect();
    let named: Vec<isize> =
        chosen.iter().map(|&a| if rng.one_in(2) { a as isize } else { a as isize - ndim as isize }).collect();
    (named.into(), chosen)
}

/// Compares exactly, or for float sums within the error that any order of additions may have.
#[track_caller]
fn assert_close(found: &[Val], expected: &[Val], slack: f64, what: &str) {
    assert_eq!(found.len(), expected.len(), "{what}");
    for (a, b) in found.iter().zip(expected) {
        let close = (a.re() - b.re()).abs() <= slack && (a.im() - b.im()).abs() <= slack;
        assert!(a == b || close, "{what}: {a:?} instead of {b:?}");
    }
}

fn random_mask(rng: &mut Rng, shape: &[usize]) -> Made {
    make(rng, shape, &DType::BOOL, Repeats::Allowed, &mut |rng| Val::Int(i128::from(!rng.one_in(3))))
}

#[test]
fn reductions_equal_nested_loops() {
    let mut rng = Rng(31);
    for _ in 0..3000 {
        let (op, function) = *rng.pick(&TABLE);
        let own = random_dtype(&mut rng);
        if !is_int(&own) && !matches!(op, Op::Add | Op::Multiply) {
            continue;
        }
        let shape = random_shape(&mut rng, 6);
        let asked = rng.pick(&DTYPES).clone();
        // Folding floats as integers is left out: the cast of large ones is nobody's promise.
        let usable = (is_int(&own) || !is_int(&asked))
            && (is_int(&asked) || matches!(op, Op::Add | Op::Multiply))
            && asked != DType::BOOL;
        let asked = (rng.one_in(4) && usable).then_some(asked);
        let dtype = asked.clone().unwrap_or(folded(op, &own));
        let any = is_int(&own) && is_int(&dtype);
        let x = make(&mut rng, &shape, &own, Repeats::Allowed, &mut |rng| match op {
            _ if any => wild(rng, &own),
            Op::Multiply if is_int(&own) => cast(Val::Int(1 - i128::from(rng.below(2) as u8)), &own),
            Op::Multiply => factor(rng, &own),
            _ => small(rng, &own),
        });
        let (axes, reduced) = random_axes(&mut rng, shape.len());
        let mask = rng.one_in(3).then(|| random_mask(&mut rng, &shape));
        let initial = rng.one_in(4).then(|| cast(Val::Int(3), &dtype));
        let options = ReduceOptions {
            axes,
            keepdims: rng.one_in(3),
            dtype: asked,
            where_: mask.as_ref().map(|m| &m.array),
            initial: initial.map(|_| Scalar::from(3i64).into()),
            ..ReduceOptions::default()
        };
        let what =
            format!("{} of {own:?} as {dtype:?} over {reduced:?} of {:?}", function.name, x.array.layout());
        let found = function.reduce(&x.array, &options).unwrap_or_else(|e| panic!("{what}: {e}"));
        assert_eq!(found.dtype(), &dtype, "{what}");
        assert_eq!(found.shape(), reduced_shape(&shape, &reduced, options.keepdims), "{what}");
        let mask = mask.as_ref().map(Made::values);
        let groups = groups(&x.values(), mask.as_deref(), &shape, &reduced);
        let start = initial.unwrap_or(identity(op, &dtype));
        let expected: Vec<Val> =
            groups.iter().map(|g| fold(op, g, Some(start), &dtype).expect("a start")).collect();
        let longest = groups.iter().map(Vec::len).max().unwrap_or(0) as f64;
        // Sums of quarters up to 16 are exact in all but the narrowest float; zeros may differ in sign.
        let slack = if dtype == DType::F16 { longest * longest * 16.0 * 2f64.powi(-11) } else { 0.0 };
        assert_close(&result_values(&found), &expected, slack, &what);
        for level in isa::levels() {
            let again = isa::with_level(level, || function.reduce(&x.array, &options)).expect("a reduction");
            assert_close(
                &result_values(&again),
                &result_values(&found),
                slack,
                &format!("{what} at {level:?}"),
            );
        }
    }
}

#[test]
fn float_sums_stay_within_the_error_bound() {
    let mut rng = Rng(32);
    for (dtype, eps) in [(DType::F32, f64::from(f32::EPSILON)), (DType::F64, f64::EPSILON)] {
        for _ in 0..200 {
            let shape = [1 + rng.below(30), 1 + rng.below(300)];
            let x = make(&mut rng, &shape, &dtype, Repeats::Never, &mut |rng| {
                Val::Num((rng.next() as i64 as f64) * 2f64.powi(-63), 0.0)
            });
            for axis in [0, 1] {
                let found = operators::ADD.reduce(&x.array, &nd_core::axis(axis as isize)).expect("a sum");
                let groups = groups(&x.values(), None, &shape, &[axis]);
                for (found, group) in result_values(&found).iter().zip(&groups) {
                    let exact: f64 = group.iter().map(|v| v.re()).sum();
                    let bound = eps * group.len() as f64 * group.iter().map(|v| v.re().abs()).sum::<f64>();
                    assert!((found.re() - exact).abs() <= bound, "{dtype:?} {shape:?} axis {axis}");
                }
            }
        }
    }
}

#[test]
fn subtractions_fold_from_the_left() {
    let mut rng = Rng(33);
    for _ in 0..200 {
        let shape: Vec<usize> = (0..1 + rng.below(3)).map(|_| 1 + rng.below(7)).collect();
        let x = make(&mut rng, &shape, &DType::I64, Repeats::Allowed, &mut |rng| wild(rng, &DType::I64));
        let axis = rng.below(shape.len());
        let found = operators::SUBTRACT.reduce(&x.array, &nd_core::axis(axis as isize)).expect("a reduction");
        let groups = groups(&x.values(), None, &shape, &[axis]);
        let expected: Vec<Val> =
            groups.iter().map(|g| fold(Op::Subtract, g, None, &DType::I64).expect("elements")).collect();
        assert_eq!(result_values(&found), expected);
    }
}

#[test]
fn reductions_write_to_outputs_of_other_dtypes_and_layouts() {
    let mut rng = Rng(34);
    for _ in 0..500 {
        let own = rng.pick(&[DType::I32, DType::U8, DType::I64.swapped()]).clone();
        let shape: Vec<usize> = (0..1 + rng.below(3)).map(|_| 1 + rng.below(7)).collect();
        let x = make(&mut rng, &shape, &own, Repeats::Allowed, &mut |rng| small(rng, &own));
        let axis = rng.below(shape.len());
        let target = rng.pick(&[DType::I64.swapped(), DType::F64, DType::F32.swapped(), DType::C128]).clone();
        let kept = reduced_shape(&shape, &[axis], false);
        let out = make(&mut rng, &kept, &target, Repeats::Never, &mut |rng| small(rng, &target));
        let before = out.raw();
        let result = operators::ADD
            .reduce(&x.array, &nd_core::axis(axis as isize).out(&out.array))
            .unwrap_or_else(|e| panic!("{own:?} into {target:?}: {e}"));
        assert!(result.is(&out.array));
        let expected: Vec<Val> = groups(&x.values(), None, &shape, &[axis])
            .iter()
            .map(|g| cast(Val::Int(g.iter().map(|v| v.int()).sum()), &target))
            .collect();
        let expected = crate::support::view::with_values(&before, out.array.layout(), &target, &expected);
        assert_eq!(out.raw(), expected, "{own:?} into {target:?}");
    }
}

/// The position of the first extreme, or of the first NaN.
fn position(extreme: Extreme, values: &[Val]) -> usize {
    let nan = |v: Val| v.re().is_nan() || v.im().is_nan();
    let less = |a: Val, b: Val| match (a, b) {
        (Val::Int(a), Val::Int(b)) => a < b,
        _ => (a.re(), a.im()) < (b.re(), b.im()),
    };
    let mut best = 0;
    for (i, v) in values.iter().enumerate() {
        if nan(values[best]) {
            break;
        }
        let better = if extreme == Extreme::Max { less(values[best], *v) } else { less(*v, values[best]) };
        if nan(*v) || better {
            best = i;
        }
    }
    best
}

#[test]
fn positions_of_extremes_with_ties_and_nans() {
    let mut rng = Rng(35);
    for _ in 0..2000 {
        let dtype = random_dtype(&mut rng);
        let shape = random_shape(&mut rng, 5);
        if shape.contains(&0) {
            continue;
        }
        let range = 1 + rng.below(60) as i128;
        let nans = rng.one_in(3);
        let element = |rng: &mut Rng| {
            let x = cast(Val::Int(rng.below(range as usize) as i128 - range / 2), &dtype);
            match x {
                Val::Num(..) if nans && rng.one_in(20) => cast(Val::Num(f64::NAN, 0.0), &dtype),
                Val::Num(re, _) if dtype.kind() == 'c' => Val::Num(re, rng.below(3) as f64),
                x => x,
            }
        };
        let x = make(&mut rng, &shape, &dtype, Repeats::Allowed, &mut { element });
        let extreme = *rng.pick(&[Extreme::Max, Extreme::Min]);
        let axis = (!shape.is_empty() && !rng.one_in(3)).then(|| rng.below(shape.len()));
        let reduced: Vec<usize> = axis.map_or((0..shape.len()).collect(), |a| vec![a]);
        let keepdims = rng.one_in(3);
        let axes = axis.map_or(Axes::from(..), |a| Axes::from(a as isize));
        let options = ReduceOptions { axes, keepdims, ..ReduceOptions::default() };
        let found = arg_extreme(&x.array, extreme, &options).expect("a search");
        assert_eq!(found.dtype(), &DType::I64);
        assert_eq!(found.shape(), reduced_shape(&shape, &reduced, keepdims));
        let expected: Vec<i64> =
            groups(&x.values(), None, &shape, &reduced).iter().map(|g| position(extreme, g) as i64).collect();
        let found = found.to_vec::<i64>().expect("positions");
        assert_eq!(found, expected, "{extreme:?} of {dtype:?} along {axis:?} of {:?}", x.array.layout());
        for level in isa::levels() {
            let again =
                isa::with_level(level, || arg_extreme(&x.array, extreme, &options)).expect("a search");
            assert_eq!(
                again.to_vec::<i64>().expect("positions"),
                expected,
                "{extreme:?} {dtype:?} at {level:?}"
            );
        }
    }
}

#[test]
fn large_reductions_do_not_depend_on_threads() {
    let _turn = crate::threads::one_at_a_time();
    let mut rng = Rng(36);
    let x: Array = (0..1_200_000).map(|_| (rng.next() as i64 as f64) * 2f64.powi(-60)).collect();
    let shapes: [&[usize]; 4] = [&[1_200_000], &[1000, 1200], &[3, 400_000], &[600_000, 2]];
    for shape in shapes {
        let x = x.reshape(shape).expect("a shape");
        for view in [x.clone(), x.t()] {
            let axes: Vec<Axes> =
                [Axes::from(..)].into_iter().chain((0..shape.len() as isize).map(Axes::from)).collect();
            for axes in axes {
                let options = ReduceOptions { axes, ..ReduceOptions::default() };
                let results: Vec<[Vec<u8>; 3]> = (1..=4)
                    .map(|threads| {
                        set_threads(threads);
                        let sum = operators::ADD.reduce(&view, &options).expect("a sum");
                        let low = arg_extreme(&view, Extreme::Min, &options).expect("a position");
                        let high = arg_extreme(&view, Extreme::Max, &options).expect("a position");
                        [sum, low, high].map(|a| a.tobytes().expect("bytes"))
                    })
                    .collect();
                set_threads(0);
                assert!(results.iter().all(|r| *r == results[0]), "{:?} {:?}", view.layout(), options.axes);
            }
        }
    }
}
