//! Fused expressions against the same functions one by one: values, dtype, memory order, errors.

use crate::support::rng::Rng;
use crate::support::value::{DTYPES, random_dtype, small, wild};
use crate::support::view::{Repeats, make, narrower, random_shape, result_values};
use nd_core::{
    Arg, Array, CallOptions, Casting, Complex, DType, Elementwise, Expr, Operand as _, ReduceOptions, Result,
    Scalar, Term, WHERE, Weak, arange, axis, can_cast, operators, set_threads, zeros,
};

/// Functions of one, two and three inputs.
const FUNCTIONS: [&Elementwise; 13] = [
    &operators::ADD,
    &operators::SUBTRACT,
    &operators::MULTIPLY,
    &operators::DIVIDE,
    &operators::REMAINDER,
    &operators::BITWISE_AND,
    &operators::BITWISE_XOR,
    &operators::LEFT_SHIFT,
    &operators::NEGATIVE,
    &operators::INVERT,
    &operators::ADD,
    &operators::MULTIPLY,
    &WHERE,
];

/// A part of an expression beside what the operators make of it.
#[derive(Clone)]
struct Pair {
    fused: Expr,
    one_by_one: Result<Value, String>,
}

#[derive(Clone)]
enum Value {
    Array(Array),
    Scalar(Arg<'static>),
}

impl Value {
    fn arg(&self) -> Arg<'_> {
        match self {
            Value::Array(array) => Arg::Array(array),
            Value::Scalar(arg) => arg.clone(),
        }
    }
}

fn leaf(rng: &mut Rng, shape: &[usize], dtypes: &[DType]) -> Pair {
    if rng.one_in(4) {
        let arg = match rng.below(5) {
            0 => Arg::Weak(Weak::Int(rng.below(400) as i128 - 100)),
            1 => Arg::Weak(Weak::Float(rng.below(64) as f64 / 4.0 - 3.0)),
            2 => Arg::Weak(Weak::Complex(Complex::new(0.5, -2.0))),
            3 => Arg::Scalar(Scalar::F32(1.5)),
            _ => Arg::Scalar(Scalar::I16(3)),
        };
        return Pair { fused: arg.term(), one_by_one: Ok(Value::Scalar(arg)) };
    }
    let dtype = rng.pick(dtypes).clone();
    let own = narrower(rng, shape);
    let wide = rng.one_in(3) && matches!(dtype.kind(), 'i' | 'u');
    let mut fill = |rng: &mut Rng| if wide { wild(rng, &dtype) } else { small(rng, &dtype) };
    let array = make(rng, &own, &dtype, Repeats::Allowed, &mut fill).array;
    Pair { fused: array.lazy(), one_by_one: Ok(Value::Array(array)) }
}

fn apply(function: &'static Elementwise, args: &[&Pair]) -> Pair {
    let fused = Expr::call(function, args.iter().map(|arg| arg.fused.clone()));
    let values: Result<Vec<&Value>, String> =
        args.iter().map(|arg| arg.one_by_one.as_ref().map_err(String::clone)).collect();
    let one_by_one = values.and_then(|values| {
        let args: Vec<Arg<'_>> = values.iter().map(|value| value.arg()).collect();
        function.call(&args, &CallOptions::default()).map(Value::Array).map_err(|error| error.to_string())
    });
    Pair { fused, one_by_one }
}

/// A random expression whose parts may be used several times.
fn expression(rng: &mut Rng, shape: &[usize], dtypes: &[DType], functions: &[&'static Elementwise]) -> Pair {
    let mut parts: Vec<Pair> = (0..1 + rng.below(9)).map(|_| leaf(rng, shape, dtypes)).collect();
    for _ in 0..1 + rng.below(12) {
        let function = *rng.pick(functions);
        let mut args: Vec<Pair> = Vec::new();
        for _ in 0..function.nin {
            // Later parts more often, so that expressions are deep.
            let at = rng.below(parts.len()).max(rng.below(parts.len()));
            args.push(parts[at].clone());
        }
        let args: Vec<&Pair> = args.iter().collect();
        let part = apply(function, &args);
        // Most random mixtures of dtypes fail; go on with what works.
        if part.one_by_one.is_ok() || rng.one_in(20) {
            parts.push(part);
        }
    }
    parts.swap_remove(parts.len() - 1)
}

#[track_caller]
fn assert_same(fused: Result<Array>, one_by_one: &Result<Array, String>, what: &str) {
    match (fused, one_by_one) {
        (Ok(fused), Ok(expected)) => {
            assert_eq!(fused.dtype(), expected.dtype(), "{what}");
            assert_eq!(fused.shape(), expected.shape(), "{what}");
            assert_eq!(result_values(&fused), result_values(expected), "{what}");
            let moving = |a: &Array| -> Vec<isize> {
                a.shape().iter().zip(a.strides()).map(|(&n, &step)| if n == 1 { 0 } else { step }).collect()
            };
            assert_eq!(moving(&fused), moving(expected), "memory order of {what}");
        }
        (Err(fused), Err(expected)) => assert_eq!(fused.to_string(), *expected, "{what}"),
        (fused, expected) => panic!("{what}: {fused:?} instead of {expected:?}"),
    }
}

impl Pair {
    fn array(&self) -> Result<Array, String> {
        match self.one_by_one.clone()? {
            Value::Array(array) => Ok(array),
            Value::Scalar(_) => Err("a scalar".into()),
        }
    }

    fn is_call(&self) -> bool {
        format!("{:?}", self.fused).contains("(..)")
    }
}

#[test]
fn random_expressions_equal_their_operators() {
    let mut rng = Rng(1);
    let mut computed = 0;
    for round in 0..3000 {
        let shape = random_shape(&mut rng, 4);
        let dtypes: Vec<DType> = (0..1 + rng.below(3)).map(|_| random_dtype(&mut rng)).collect();
        let pair = expression(&mut rng, &shape, &dtypes, &FUNCTIONS);
        if !pair.is_call() {
            continue;
        }
        let expected = pair.array();
        computed += usize::from(expected.is_ok());
        assert_same(pair.fused.eval(), &expected, &format!("round {round}"));
    }
    assert!(computed > 1500, "only {computed} expressions had a value");
}

#[test]
fn random_expressions_into_outputs_that_overlap() {
    let mut rng = Rng(2);
    for round in 0..1500 {
        let shape = random_shape(&mut rng, 3);
        let dtype = random_dtype(&mut rng);
        let out = random_dtype(&mut rng);
        let target = make(&mut rng, &shape, &out, Repeats::Never, &mut |rng| small(rng, &out));
        let source = target.array.clone();
        let flipped = source.t();
        let mut pair = leaf(&mut rng, &shape, &[dtype]);
        let overlapping = if rng.one_in(2) && flipped.shape() == source.shape() { flipped } else { source };
        let other = Pair { fused: overlapping.lazy(), one_by_one: Ok(Value::Array(overlapping)) };
        for _ in 0..1 + rng.below(4) {
            let function = *rng.pick(&FUNCTIONS[..8]);
            let next = apply(function, &[&pair, &other]);
            if next.one_by_one.is_ok() {
                pair = next;
            }
        }
        let Ok(expected) = pair.array() else { continue };
        if !pair.is_call() || expected.shape() != target.array.shape() {
            continue;
        }
        let done = pair.fused.eval_into(&target.array);
        if !can_cast(expected.dtype(), &out, Casting::SameKind) {
            assert!(done.unwrap_err().to_string().contains("same_kind"), "round {round}");
            continue;
        }
        done.unwrap();
        let expected = expected.astype(&out).unwrap();
        assert_eq!(result_values(&target.array), result_values(&expected), "round {round}");
    }
}

fn folds() -> [&'static Elementwise; 5] {
    [&operators::ADD, &operators::MULTIPLY, &operators::BITWISE_OR, &operators::SUBTRACT, &operators::ADD]
}

#[test]
fn random_reductions_equal_those_of_the_array() {
    let mut rng = Rng(3);
    let mut computed = 0;
    for round in 0..3000 {
        let mut shape = random_shape(&mut rng, 3);
        // Some runs and rows longer than a tile of scratch memory.
        if rng.one_in(3) && !shape.is_empty() {
            let axis = rng.below(shape.len());
            shape[axis] *= 1 + rng.below(4000 / (1 + shape.iter().product::<usize>()).min(2000));
        }
        let dtypes: Vec<DType> = (0..1 + rng.below(2)).map(|_| random_dtype(&mut rng)).collect();
        let pair = expression(&mut rng, &shape, &dtypes, &FUNCTIONS[..8]);
        let Ok(array) = pair.array() else { continue };
        let function = *rng.pick(&folds());
        let axes: Vec<isize> = (0..array.ndim() as isize).filter(|_| rng.one_in(2)).collect();
        let mut options = if rng.one_in(3) { axis(..) } else { axis(axes) };
        if rng.one_in(3) {
            options = options.keepdims();
        }
        if rng.one_in(4) {
            options = options.dtype(rng.pick(&DTYPES).clone()).expect("a dtype");
        }
        let mask = zeros(array.shape(), "?").unwrap();
        if rng.one_in(8) && function.name != "subtract" {
            options = options.where_(&mask);
        }
        let expected = function.reduce(&array, &options).map_err(|error| error.to_string());
        computed += usize::from(expected.is_ok());
        assert_same(pair.fused.reduce(function, options), &expected, &format!("round {round}"));
    }
    assert!(computed > 1000, "only {computed} reductions had a value");
}

#[test]
fn long_expressions_on_threads() {
    let n = 3 << 20;
    let x = (arange(n) * 7 % 1013).astype("f8").unwrap() / 13.0;
    let y = x.copy().unwrap() - 5.0;
    let table = y.reshape((3, 1 << 20)).unwrap();
    let d = x.lazy() - &y * 1.5;
    let squares = &d * &d;
    let one_by_one = {
        let d = &x - &y * 1.5;
        &d * &d
    };
    let columns = table.lazy() * &table.index_axis(0, 1).unwrap();
    let product = &table * &table.index_axis(0, 1).unwrap();
    for threads in [1, 2, 3, 7] {
        set_threads(threads);
        assert_eq!(squares.eval().unwrap().tobytes().unwrap(), one_by_one.tobytes().unwrap());
        for options in [axis(..), axis(0)] {
            let expected = operators::ADD.reduce(&one_by_one, &options).unwrap();
            let sum = squares.reduce(&operators::ADD, options).unwrap();
            assert_eq!(sum.tobytes().unwrap(), expected.tobytes().unwrap());
        }
        for options in [axis(..), axis(0), axis(1)] {
            let expected = operators::ADD.reduce(&product, &options).unwrap();
            let sum = columns.reduce(&operators::ADD, options).unwrap();
            assert_eq!(sum.tobytes().unwrap(), expected.tobytes().unwrap());
        }
    }
    set_threads(0);
}

#[test]
fn chains_of_any_length_end() {
    let x = arange(5);
    let mut sum = x.lazy();
    for i in 0..100_000_i64 {
        sum = sum + i;
    }
    drop(sum);
    let (mut fused, mut expected) = (x.lazy(), x.copy().unwrap());
    for i in 0..2_000_i64 {
        fused = &fused * 3 + &x - i;
        expected = &expected * 3 + &x - i;
    }
    assert_eq!(fused.eval().unwrap().tobytes().unwrap(), expected.tobytes().unwrap());
    // Each part is used twice, so a tree of them would have 2^60 calls.
    let (mut fused, mut expected) = (x.lazy(), x.copy().unwrap());
    for _ in 0..60 {
        fused = &fused + &fused;
        expected = &expected + &expected;
    }
    assert_eq!(fused.eval().unwrap().tobytes().unwrap(), expected.tobytes().unwrap());
}

#[test]
fn more_arrays_than_one_program_takes() {
    let arrays: Vec<Array> = (0..30).map(|i| arange(1000) * i).collect();
    let mut fused = arrays[0].lazy();
    let mut expected = arrays[0].copy().unwrap();
    for (i, array) in arrays.iter().enumerate().skip(1) {
        // Parts of many arrays on either side.
        fused = if i % 7 == 0 { (&fused * array) ^ (&fused + array) } else { array * (fused + i as i64) };
        expected = if i % 7 == 0 {
            (&expected * array) ^ (&expected + array)
        } else {
            array * (expected + i as i64)
        };
    }
    assert_eq!(fused.eval().unwrap().tobytes().unwrap(), expected.tobytes().unwrap());
}

#[test]
fn text_and_bare_arrays() {
    let words = nd_core::array!["ab", "c"];
    let joined = (words.lazy() + &words + "!").eval().unwrap();
    assert_eq!(joined.to_string(), "['abab!' 'cc!']");
    let x = arange(3);
    let copy = x.lazy().eval().unwrap();
    assert!(!copy.shares_memory(&x));
    assert_eq!(copy.to_string(), "[0 1 2]");
    assert_eq!(x.lazy().reduce(&operators::ADD, ..).unwrap().item::<i64>().unwrap(), 3);
    assert_eq!(2.5.operand().term().eval().unwrap().to_string(), "2.5");
    let error = (x.lazy() + &zeros((2, 2), "f8").unwrap() * 2.0).eval().unwrap_err();
    assert_eq!(error.to_string(), "operands could not be broadcast together with shapes (3,) (2,2) ");
    let options = ReduceOptions::default();
    let error = (x.lazy() + 1).reduce(&operators::NEGATIVE, options).unwrap_err();
    assert_eq!(error.to_string(), "reduce only supported for binary functions");
}
