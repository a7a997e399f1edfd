//! Elementwise calls: every operator over operands in random layouts, with and without `out`, masks and `dtype`.

use crate::support::oracle::{Op, apply, broadcast};
use crate::support::rng::Rng;
use crate::support::value::{DTYPES, Val, cast, is_int, random_dtype, small, wild};
use crate::support::view::{Made, Repeats, make, narrower, random_shape, result_values, with_values};
use nd_core::kernel::isa;
use nd_core::{Arg, Array, CallOptions, Casting, DType, Elementwise, can_cast, operators, promote_types};

/// The functions under test.
const TABLE: [(Op, &Elementwise); 7] = [
    (Op::Add, &operators::ADD),
    (Op::Subtract, &operators::SUBTRACT),
    (Op::Multiply, &operators::MULTIPLY),
    (Op::Divide, &operators::DIVIDE),
    (Op::And, &operators::BITWISE_AND),
    (Op::Or, &operators::BITWISE_OR),
    (Op::Xor, &operators::BITWISE_XOR),
];

/// The dtype in which `op` computes operands of these dtypes; `None` where NumPy refuses or this model has no formula.
fn computing_dtype(op: Op, x: &DType, y: &DType) -> Option<DType> {
    let common = promote_types(x, y).expect("numeric dtypes promote");
    match op {
        Op::Subtract if common == DType::BOOL => None,
        Op::Divide if common.kind() == 'c' => None,
        Op::Divide if is_int(&common) => Some(DType::F64),
        Op::And | Op::Or | Op::Xor if !is_int(&common) => None,
        _ => Some(common),
    }
}

/// One random call.
struct Case {
    function: &'static Elementwise,
    op: Op,
    shape: Vec<usize>,
    x: Made,
    y: Made,
    mask: Option<Made>,
    out: Option<Made>,
    /// What `dtype=` asks for.
    dtype: Option<DType>,
    /// The native dtype of the computation.
    computes: DType,
}

/// A dtype, in either byte order, that an output of a computation in `from` may have.
fn output_dtype(rng: &mut Rng, from: &DType) -> DType {
    loop {
        let dtype = random_dtype(rng);
        if can_cast(from, &dtype, Casting::SameKind) {
            return dtype;
        }
    }
}

impl Case {
    fn random(rng: &mut Rng) -> Case {
        let (op, function) = *rng.pick(&TABLE);
        let (dx, dy, computes) = loop {
            let (dx, dy) = (random_dtype(rng), random_dtype(rng));
            let dy = if rng.one_in(2) { dx.clone() } else { dy };
            if let Some(dtype) = computing_dtype(op, &dx, &dy) {
                break (dx, dy, dtype);
            }
        };
        let asked = rng.pick(&DTYPES).clone();
        let fits = |from: &DType| can_cast(from, &asked, Casting::SameKind);
        let takes = computing_dtype(op, &asked, &asked) == Some(asked.clone());
        let dtype = (rng.one_in(4) && takes && fits(&dx) && fits(&dy)).then_some(asked);
        let computes = dtype.clone().unwrap_or(computes);
        let out_dtype = if rng.one_in(2) { computes.clone() } else { output_dtype(rng, &computes) };
        let any = is_int(&computes) && is_int(&out_dtype) && rng.one_in(2);
        let operand = |rng: &mut Rng, shape: &[usize], dtype: &DType, repeats| {
            make(rng, shape, dtype, repeats, &mut |rng| {
                if any { wild(rng, dtype) } else { small(rng, dtype) }
            })
        };
        let shape = random_shape(rng, 6);
        // At least one operand has the whole shape, so that it is what they broadcast to.
        let (sx, sy) = match rng.below(3) {
            0 => (shape.clone(), shape.clone()),
            1 => (shape.clone(), narrower(rng, &shape)),
            _ => (narrower(rng, &shape), shape.clone()),
        };
        let x = operand(rng, &sx, &dx, Repeats::Allowed);
        let y = operand(rng, &sy, &dy, Repeats::Allowed);
        let out = rng.one_in(2).then(|| operand(rng, &shape, &out_dtype, Repeats::Never));
        let mask = rng.one_in(3).then(|| {
            let shape = narrower(rng, &shape);
            make(rng, &shape, &DType::BOOL, Repeats::Allowed, &mut |rng| Val::Int(i128::from(rng.one_in(2))))
        });
        Case { function, op, shape, x, y, mask, out, dtype, computes }
    }

    /// The call as the engine does it.
    fn run(&self, out: Option<&Array>) -> Array {
        let options = CallOptions {
            out,
            where_: self.mask.as_ref().map(|m| &m.array),
            dtype: self.dtype.clone(),
            ..CallOptions::default()
        };
        let call = self.function.call(&[Arg::Array(&self.x.array), Arg::Array(&self.y.array)], &options);
        call.unwrap_or_else(|error| panic!("{self}: {error}"))
    }

    /// The elements of the result, with those of `old` where the mask says no.
    fn expected(&self, old: &[Val]) -> Vec<Val> {
        let spread = |made: &Made| broadcast(&made.values(), made.array.shape(), &self.shape);
        let (x, y) = (spread(&self.x), spread(&self.y));
        let mask = self.mask.as_ref().map(spread);
        (0..old.len())
            .map(|i| {
                if mask.as_ref().is_some_and(|mask| mask[i].int() == 0) {
                    return old[i];
                }
                apply(self.op, cast(x[i], &self.computes), cast(y[i], &self.computes), &self.computes)
            })
            .collect()
    }

    #[track_caller]
    fn check(&self) {
        let size = self.shape.iter().product();
        let Some(out) = &self.out else {
            let result = self.run(None);
            assert_eq!(result.dtype(), &self.computes, "{self}");
            assert_eq!(result.shape(), self.shape, "{self}");
            // What a mask leaves out of an allocated result is zero.
            let zeros = vec![cast(Val::Int(0), &self.computes); size];
            assert_eq!(result_values(&result), self.expected(&zeros), "{self}");
            return;
        };
        let before = out.raw();
        let expected = self.expected(&out.values());
        let layout = out.array.layout();
        let result = self.run(Some(&out.array));
        assert!(result.is(&out.array), "{self}");
        assert_eq!(
            out.raw(),
            with_nan(with_values(&before, layout, out.array.dtype(), &expected), out),
            "{self}"
        );
        // The same call again, at every instruction set, from the same start.
        for level in isa::levels() {
            out.base.assign(Array::from_slice(&before).expect("bytes")).expect("restored");
            isa::with_level(level, || self.run(Some(&out.array)));
            let expected = with_nan(with_values(&before, layout, out.array.dtype(), &expected), out);
            assert_eq!(out.raw(), expected, "{self} at {level:?}");
        }
    }
}

/// `bytes` with the NaNs of `out` in them as they are: which NaN comes out is nobody's promise.
fn with_nan(bytes: Vec<u8>, out: &Made) -> Vec<u8> {
    let found = out.raw();
    let size = out.array.itemsize();
    let mut bytes = bytes;
    let nan = |bytes: &[u8]| crate::support::value::load(out.array.dtype(), bytes).re().is_nan();
    for at in crate::support::view::offsets(out.array.layout()) {
        if nan(&bytes[at..at + size]) && nan(&found[at..at + size]) {
            bytes[at..at + size].copy_from_slice(&found[at..at + size]);
        }
    }
    bytes
}

impl std::fmt::Display for Case {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut show = |name: &str, made: &Made| {
            let (array, layout) = (&made.array, made.array.layout());
            let offset = layout.offset();
            write!(f, "{name}={:?} {:?} {:?}+{offset}; ", array.dtype(), array.shape(), array.strides())
        };
        show("x", &self.x)?;
        show("y", &self.y)?;
        for (name, made) in [("mask", &self.mask), ("out", &self.out)] {
            if let Some(made) = made {
                show(name, made)?;
            }
        }
        write!(f, "{} in {:?}, dtype={:?}", self.function.name, self.computes, self.dtype)
    }
}

#[test]
fn binary_functions_equal_nested_loops() {
    let mut rng = Rng(1);
    for _ in 0..3000 {
        Case::random(&mut rng).check();
    }
}

#[test]
fn unary_functions_equal_nested_loops() {
    let mut rng = Rng(2);
    for _ in 0..800 {
        let dtype = random_dtype(&mut rng);
        let invert = is_int(&dtype) && rng.one_in(2);
        if dtype == DType::BOOL && !invert {
            continue;
        }
        let shape = random_shape(&mut rng, 6);
        let x = make(&mut rng, &shape, &dtype, Repeats::Allowed, &mut |rng| {
            if is_int(&dtype) { wild(rng, &dtype) } else { small(rng, &dtype) }
        });
        let function = if invert { &operators::INVERT } else { &operators::NEGATIVE };
        let computes = if dtype.is_native() { dtype.clone() } else { dtype.swapped() };
        let one = |v: Val| match v {
            Val::Int(a) if invert && dtype == DType::BOOL => Val::Int(1 - a),
            Val::Int(a) if invert => cast(Val::Int(!a), &computes),
            Val::Int(a) => cast(Val::Int(-a), &computes),
            Val::Num(re, _) if dtype.kind() == 'f' => Val::Num(-re, 0.0),
            Val::Num(re, im) => Val::Num(-re, -im),
        };
        let expected: Vec<Val> = x.values().into_iter().map(one).collect();
        let result = function.unary(&Arg::Array(&x.array)).expect("a call");
        assert_eq!(result.dtype(), &computes);
        assert_eq!(result_values(&result), expected, "{} {dtype:?} {shape:?}", function.name);
    }
}

#[test]
fn literals_and_scalars_equal_arrays_of_one_element() {
    let mut rng = Rng(3);
    for _ in 0..300 {
        let shape = random_shape(&mut rng, 3);
        let x = make(&mut rng, &shape, &DType::I32, Repeats::Allowed, &mut |rng| wild(rng, &DType::I32));
        let literal = rng.below(200) as i64 - 100;
        let sum = &x.array + literal;
        assert_eq!(sum.dtype(), &DType::I32);
        let expected: Vec<Val> = x
            .values()
            .into_iter()
            .map(|v| apply(Op::Add, v, Val::Int(literal.into()), &DType::I32))
            .collect();
        assert_eq!(result_values(&sum), expected);
        assert_eq!(result_values(&(literal + &x.array)), expected);
        let strong = &x.array + nd_core::Scalar::from(literal);
        assert_eq!(strong.dtype(), &DType::I64);
        let expected: Vec<Val> =
            x.values().into_iter().map(|v| Val::Int(v.int() + i128::from(literal))).collect();
        assert_eq!(result_values(&strong), expected);
    }
}
