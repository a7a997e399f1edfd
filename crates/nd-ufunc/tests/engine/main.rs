//! The functions of the catalogue against naive nested loops, with the models that `nd-core`'s tests use.

#[path = "../../../nd-core/tests/support/mod.rs"]
mod support;

use nd_core::kernel::isa;
use nd_core::{Arg, Array, Axes, DType, Elementwise, ReduceOptions, promote_types};
use nd_ufunc::{MathExt as _, ufuncs};
use support::oracle::{Op, apply, broadcast, fold, groups, reduced_shape};
use support::rng::Rng;
use support::value::{Val, cast, is_int, random_dtype, small, wild};
use support::view::{Made, Repeats, make, narrower, random_shape, result_values};

/// An array of random elements, some of them NaN.
fn random(rng: &mut Rng, shape: &[usize], dtype: &DType, nans: bool) -> Made {
    let any = is_int(dtype) && rng.one_in(2);
    make(rng, shape, dtype, Repeats::Allowed, &mut |rng| match dtype.kind() {
        _ if any => wild(rng, dtype),
        'f' | 'c' if nans && rng.one_in(16) => cast(Val::Num(f64::NAN, 1.0), dtype),
        _ => small(rng, dtype),
    })
}

/// How two numbers compare: exactly between integers, in the common dtype else; complex numbers by their parts.
fn compare(name: &str, a: Val, b: Val, common: &DType) -> bool {
    let nan = |v: Val| v.re().is_nan() || v.im().is_nan();
    let (less, equal) = match (a, b) {
        (Val::Int(a), Val::Int(b)) => (a < b, a == b),
        _ => {
            let (a, b) = (cast(a, common), cast(b, common));
            if nan(a) || nan(b) {
                return name == "not_equal";
            }
            let (a, b) = ((a.re(), a.im()), (b.re(), b.im()));
            (a < b, a == b)
        }
    };
    match name {
        "equal" => equal,
        "not_equal" => !equal,
        "less" => less,
        "less_equal" => less || equal,
        "greater" => !less && !equal,
        _ => !less,
    }
}

#[test]
fn comparisons_equal_nested_loops() {
    let table: [&Elementwise; 6] = [
        &ufuncs::EQUAL,
        &ufuncs::NOT_EQUAL,
        &ufuncs::LESS,
        &ufuncs::LESS_EQUAL,
        &ufuncs::GREATER,
        &ufuncs::GREATER_EQUAL,
    ];
    let mut rng = Rng(61);
    for _ in 0..2000 {
        let function = *rng.pick(&table);
        let (dx, dy) = (random_dtype(&mut rng), random_dtype(&mut rng));
        let common = promote_types(&dx, &dy).expect("numbers promote");
        let shape = random_shape(&mut rng, 5);
        let narrow = narrower(&mut rng, &shape);
        let (x, y) = (random(&mut rng, &shape, &dx, true), random(&mut rng, &narrow, &dy, true));
        let expected: Vec<Val> = x
            .values()
            .into_iter()
            .zip(broadcast(&y.values(), &narrow, &shape))
            .map(|(a, b)| Val::Int(compare(function.name, a, b, &common).into()))
            .collect();
        for level in isa::levels() {
            let found =
                isa::with_level(level, || function.binary(Arg::Array(&x.array), Arg::Array(&y.array)));
            let found = found.expect("a comparison");
            assert_eq!(found.dtype(), &DType::BOOL);
            assert_eq!(
                result_values(&found),
                expected,
                "{} of {dx:?} and {dy:?} at {level:?}",
                function.name
            );
        }
    }
}

#[test]
fn extremes_of_pairs_equal_nested_loops() {
    let mut rng = Rng(62);
    for _ in 0..1200 {
        let (op, function) = *rng.pick(&[(Op::Minimum, &ufuncs::MINIMUM), (Op::Maximum, &ufuncs::MAXIMUM)]);
        let (dx, dy) = (random_dtype(&mut rng), random_dtype(&mut rng));
        let dy = if rng.one_in(2) { dx.clone() } else { dy };
        let common = promote_types(&dx, &dy).expect("numbers promote");
        let shape = random_shape(&mut rng, 5);
        let (x, y) = (random(&mut rng, &shape, &dx, true), random(&mut rng, &shape, &dy, true));
        let expected: Vec<Val> = x
            .values()
            .into_iter()
            .zip(y.values())
            .map(|(a, b)| apply(op, cast(a, &common), cast(b, &common), &common))
            .collect();
        let found = function.binary(Arg::Array(&x.array), Arg::Array(&y.array)).expect("extremes");
        assert_same(&result_values(&found), &expected, function.name);
    }
}

/// Compares numbers; zeros of either sign are one, and a NaN in either part is a NaN.
#[track_caller]
fn assert_same(found: &[Val], expected: &[Val], what: &str) {
    assert_eq!(found.len(), expected.len(), "{what}");
    let nan = |v: Val| v.re().is_nan() || v.im().is_nan();
    for (a, b) in found.iter().zip(expected) {
        let zero = a.re() == b.re() && a.im() == b.im() && matches!(a, Val::Num(..));
        assert!(a == b || zero || (nan(*a) && nan(*b)), "{what}: {a:?} instead of {b:?}");
    }
}

#[test]
fn reductions_to_extremes_and_truth_equal_nested_loops() {
    let mut rng = Rng(63);
    for _ in 0..2500 {
        let dtype = random_dtype(&mut rng);
        let shape = random_shape(&mut rng, 6);
        let nans = rng.one_in(2);
        let x = random(&mut rng, &shape, &dtype, nans);
        let count = rng.below(shape.len() + 1);
        let reduced: Vec<usize> = rng.permutation(shape.len()).into_iter().take(count).collect();
        let named: Vec<isize> = reduced.iter().map(|&a| a as isize).collect();
        let mask = rng.one_in(4).then(|| {
            make(&mut rng, &shape, &DType::BOOL, Repeats::Allowed, &mut |rng| {
                Val::Int((!rng.one_in(3)).into())
            })
        });
        let options = ReduceOptions {
            axes: Axes::from(named),
            keepdims: rng.one_in(3),
            where_: mask.as_ref().map(|m| &m.array),
            ..ReduceOptions::default()
        };
        let mask = mask.as_ref().map(Made::values);
        let groups = groups(&x.values(), mask.as_deref(), &shape, &reduced);
        let native = if dtype.is_native() { dtype.clone() } else { dtype.swapped() };
        let what = rng.below(4);
        for level in isa::levels() {
            let (found, expected, result) = isa::with_level(level, || match what {
                0 | 1 => {
                    let (op, min) = if what == 0 { (Op::Minimum, true) } else { (Op::Maximum, false) };
                    let found = if min { x.array.min(options.clone()) } else { x.array.max(options.clone()) };
                    let expected: Option<Vec<Val>> =
                        groups.iter().map(|g| fold(op, g, None, &native)).collect();
                    // NumPy refuses to reduce an axis of no length even where there is no result to be had.
                    let refused = options.where_.is_some() || reduced.iter().any(|&axis| shape[axis] == 0);
                    (found, if refused { None } else { expected }, native.clone())
                }
                _ => {
                    let truth = |v: &Val| v.re() != 0.0 || v.im() != 0.0;
                    let found =
                        if what == 2 { x.array.any(options.clone()) } else { x.array.all(options.clone()) };
                    let each =
                        |g: &Vec<Val>| if what == 2 { g.iter().any(truth) } else { g.iter().all(truth) };
                    (found, Some(groups.iter().map(|g| Val::Int(each(g).into())).collect()), DType::BOOL)
                }
            });
            let Some(expected) = expected else {
                assert!(found.is_err(), "an extreme of nothing");
                continue;
            };
            let found = found.unwrap_or_else(|e| panic!("{what} of {dtype:?} {shape:?}: {e}"));
            assert_eq!(
                (found.dtype(), found.shape()),
                (&result, &reduced_shape(&shape, &reduced, options.keepdims)[..])
            );
            assert_same(
                &result_values(&found),
                &expected,
                &format!("{what} of {:?} {dtype:?} over {reduced:?}", x.array.layout()),
            );
        }
    }
}

#[test]
fn moments_are_within_rounding_of_their_definition() {
    let mut rng = Rng(64);
    for _ in 0..500 {
        let dtype = rng
            .pick(&[DType::F64, DType::F32, DType::I16, DType::U8, DType::BOOL, DType::F64.swapped()])
            .clone();
        let shape: Vec<usize> = (0..1 + rng.below(3)).map(|_| 1 + rng.below(9)).collect();
        let x = random(&mut rng, &shape, &dtype, false);
        let axis = rng.below(shape.len());
        let options = || nd_core::axis(axis as isize).ddof(0.0);
        let groups = groups(&x.values(), None, &shape, &[axis]);
        let moments = |g: &Vec<Val>| {
            let n = g.len() as f64;
            let mean = g.iter().map(|v| v.re()).sum::<f64>() / n;
            (mean, g.iter().map(|v| (v.re() - mean).powi(2)).sum::<f64>() / n)
        };
        let close = |array: &Array, pick: fn((f64, f64)) -> f64, what: &str| {
            for (found, group) in result_values(array).iter().zip(&groups) {
                let scale = group.iter().map(|v| v.re().abs()).fold(1.0, f64::max);
                let slack = if dtype == DType::F32 { 1e-5 } else { 1e-12 };
                let expected = pick(moments(group));
                assert!(
                    (found.re() - expected).abs() <= slack * scale * scale,
                    "{what} of {dtype:?}: {found:?}, {expected}"
                );
            }
        };
        close(&x.array.mean(options()).expect("means"), |m| m.0, "mean");
        close(&x.array.var(options()).expect("variances"), |m| m.1, "var");
        close(&x.array.std(options()).expect("deviations"), |m| m.1.sqrt(), "std");
    }
}

#[test]
fn square_roots_and_squares_equal_those_of_rust() {
    let mut rng = Rng(65);
    for _ in 0..400 {
        let dtype = rng.pick(&[DType::F32, DType::F64, DType::F64.swapped(), DType::F32.swapped()]).clone();
        let shape = random_shape(&mut rng, 5);
        let x = random(&mut rng, &shape, &dtype, true);
        let native = if dtype.is_native() { dtype.clone() } else { dtype.swapped() };
        for level in isa::levels() {
            let (roots, squares) =
                isa::with_level(level, || (nd_ufunc::sqrt(&x.array), nd_ufunc::square(&x.array)));
            let expected: Vec<Val> =
                x.values().iter().map(|v| cast(Val::Num(v.re().sqrt(), 0.0), &native)).collect();
            assert_same(&result_values(&roots.expect("roots")), &expected, "sqrt");
            let expected: Vec<Val> =
                x.values().iter().map(|v| cast(Val::Num(v.re() * v.re(), 0.0), &native)).collect();
            assert_same(&result_values(&squares.expect("squares")), &expected, "square");
        }
    }
}
