//! bfloat16 against NumPy with `ml_dtypes`, and against exact arithmetic where that rounds twice. `golden/bfloat16.py` has the
//! cases.

use nd_core::{
    Array, DType, Element, Result, Scalar, TypeArg, Weak, array, bf16, full, ones, operators, result_type,
};
use nd_core::{Casting, can_cast, finfo, promote_types};
use nd_ufunc::{MathExt, Ufunc};

/// The lines that begin with a word, without it.
fn lines(word: &str) -> impl Iterator<Item = Vec<&'static str>> {
    let all = include_str!("golden/bfloat16.tsv").lines().map(|line| line.split('\t'));
    let word = word.to_owned();
    all.filter_map(move |mut parts| (parts.next() == Some(&word)).then(|| parts.collect()))
}

/// Elements from their bits, of which the first digits are the highest.
#[track_caller]
fn elements(dtype: &DType, hex: &str) -> Array {
    let digits = 2 * dtype.itemsize();
    let number = |at: usize| u128::from_str_radix(&hex[at..at + digits], 16).expect("hexadecimal");
    let bytes: Vec<u8> = (0..hex.len())
        .step_by(digits)
        .flat_map(|at| number(at).to_ne_bytes()[..digits / 2].to_vec())
        .collect();
    Array::from_bytes(hex.len() / digits, dtype, &bytes).expect("elements")
}

/// The bits of the elements, in which all NaNs of bfloat16 are one.
#[track_caller]
fn bits(x: &Array) -> String {
    let size = x.itemsize();
    let bytes = x.tobytes().expect("bytes");
    let number = |element: &[u8]| match x.dtype() {
        own if *own == DType::BF16 && bf16::load(element).is_nan() => 0x7fc0,
        _ => element.iter().rev().fold(0u128, |number, &byte| number << 8 | u128::from(byte)),
    };
    bytes.chunks(size).map(|element| format!("{:01$x}", number(element), 2 * size)).collect()
}

fn fnv(bytes: &[u8]) -> String {
    let step = |hash: u64, &byte: &u8| (hash ^ u64::from(byte)).wrapping_mul(0x100000001b3);
    format!("{:016x}", bytes.iter().fold(0xcbf29ce484222325, step))
}

fn text(json: &str) -> String {
    json.trim_matches('"').replace("\\n", "\n")
}

/// Every value there is, but for NaN.
fn numbers() -> Array {
    let all = (0..=u16::MAX).map(bf16::from_bits).filter(|x| !x.is_nan());
    Array::from_vec(all.collect()).expect("an array")
}

fn function(name: &str) -> Ufunc {
    Ufunc::named(name).unwrap_or_else(|| panic!("{name} is a function"))
}

#[test]
fn types_meet_as_in_sums_of_numpy() -> Result<()> {
    for row in lines("promote") {
        let [code, common, from, to] = row[..] else { panic!("{row:?}") };
        let (other, common) = (DType::parse(code)?, DType::parse(common)?);
        assert_eq!(promote_types(&DType::BF16, &other)?, common, "{code}");
        assert_eq!(promote_types(&other, &DType::BF16)?, common, "{code}");
        assert_eq!(can_cast(&other, &DType::BF16, Casting::Safe), from == "1", "{code}");
        assert_eq!(can_cast(&DType::BF16, &other, Casting::Safe), to == "1", "{code}");
        let (x, y) = (ones(2, DType::BF16)?, ones(2, &other)?);
        for name in ["add", "divide", "power", "maximum"] {
            let found = function(name).with_two(&x, &y).run()?;
            assert_eq!(*found.dtype(), common, "{name} with {code}");
            let found = function(name).with_two(&y, &x).run()?;
            assert_eq!(*found.dtype(), common, "{name} of {code}");
        }
    }
    Ok(())
}

/// Literals take the type of the array, as beside every float; NumPy, which does not know that this is one, gives `float32`.
#[test]
fn literals_are_weak() -> Result<()> {
    let x = array![1.5, 1.5].astype(DType::BF16)?;
    assert_eq!(*(&x + 1).dtype(), DType::BF16);
    assert_eq!(*(&x * 0.1).dtype(), DType::BF16);
    assert_eq!(*function("power").with_two(&x, &2.5).run()?.dtype(), DType::BF16);
    assert_eq!(*(&x + nd_core::Complex::new(0.0, 1.0)).dtype(), DType::C64);
    assert_eq!(*(&x + Scalar::F64(1.0)).dtype(), DType::F64);
    let (own, integer) = (DType::BF16, TypeArg::Weak(Weak::Int(1)));
    assert_eq!(result_type(&[(&own).into(), integer])?, DType::BF16);
    Ok(())
}

/// No other type computes in bfloat16, though it holds bytes and booleans.
#[test]
fn nothing_else_becomes_bfloat16() -> Result<()> {
    for (code, wanted) in [("?", "f2"), ("i1", "f2"), ("u1", "f2"), ("i2", "f4"), ("f2", "f2"), ("i8", "f8")]
    {
        let found = function("sin").resolve_dtypes(&[DType::parse(code)?])?;
        assert_eq!(found[1], DType::parse(wanted)?, "{code}");
    }
    Ok(())
}

#[test]
fn every_value_casts_exactly() -> Result<()> {
    for row in lines("all_to") {
        assert_eq!(fnv(&numbers().astype(row[0])?.tobytes()?), row[1], "{}", row[0]);
    }
    for row in lines("to") {
        let to = DType::parse(row[0])?;
        assert_eq!(bits(&elements(&DType::BF16, row[1]).astype(&to)?), row[2], "{to}");
        // Where they lie in the other byte order, and spread.
        let swapped = elements(&DType::BF16, row[1]).astype(DType::BF16.swapped())?;
        assert_eq!(bits(&swapped.astype(&to)?), row[2], "{to}");
    }
    Ok(())
}

#[test]
fn casts_round_once() -> Result<()> {
    for row in lines("from") {
        let x = elements(&DType::parse(row[0])?, row[1]);
        assert_eq!(bits(&x.astype(DType::BF16)?), row[2], "{}", row[0]);
        let one_by_one: Result<String> = (0..x.size())
            .map(|i| {
                let scalar = x.get([i])?.scalar()?.cast(&DType::BF16)?;
                Ok(bits(&full((), scalar)?))
            })
            .collect();
        assert_eq!(one_by_one?, row[2], "{}, one by one", row[0]);
    }
    Ok(())
}

#[test]
fn text_is_that_of_ml_dtypes() -> Result<()> {
    let all = (0..=u16::MAX).map(|bits| format!("{}\n", Scalar::BF16(bf16::from_bits(bits))));
    assert_eq!(fnv(all.collect::<String>().as_bytes()), lines("all_text").next().expect("a hash")[0]);
    for row in lines("text") {
        let x = bf16::from_bits(u16::from_str_radix(row[0], 16).expect("hexadecimal"));
        assert_eq!(Scalar::BF16(x).to_string(), text(row[1]), "{}", row[0]);
    }
    for row in lines("array") {
        let shape: Vec<usize> = row[0].split(',').filter_map(|n| n.parse().ok()).collect();
        let x = elements(&DType::BF16, row[1]).reshape(&shape[..])?;
        assert_eq!(x.to_string(), text(row[2]));
        assert_eq!(format!("{x:?}"), text(row[3]));
    }
    let info = finfo(DType::BF16)?;
    let values =
        [&info.eps, &info.epsneg, &info.max, &info.min, &info.smallest_normal, &info.smallest_subnormal];
    let counts = [info.bits, info.precision, info.nexp, info.nmant].map(|count| count.to_string());
    let exponents = [info.machep, info.negep, info.minexp, info.maxexp].map(|exponent| exponent.to_string());
    let values = values.into_iter().chain([&info.resolution]).map(Scalar::to_string);
    let found: Vec<String> = values.chain(counts).chain(exponents).collect();
    assert_eq!(found, lines("finfo").next().expect("values"));
    Ok(())
}

#[test]
fn functions_are_rounded_once() -> Result<()> {
    let x = elements(&DType::BF16, lines("edges").next().expect("elements")[0]);
    for row in lines("unary") {
        assert_eq!(bits(&function(row[0]).with_one(&x).run()?), row[1], "{}", row[0]);
        let pairs: Vec<u8> = x.tobytes()?.chunks(2).flat_map(|x| [x, x].concat()).collect();
        let strided = Array::from_bytes((x.size(), 2), DType::BF16, &pairs)?.transpose(..)?.get([1])?;
        assert_eq!(bits(&function(row[0]).with_one(&strided).run()?), row[1], "{}, strided", row[0]);
    }
    for row in lines("pair") {
        let (first, second) = function(row[0]).with_one(&x).run_pair()?;
        assert_eq!((bits(&first).as_str(), bits(&second).as_str()), (row[1], row[2]), "{}", row[0]);
    }
    let few = elements(&DType::BF16, lines("few").next().expect("elements")[0]);
    for row in lines("binary") {
        let found = function(row[0]).outer(&few, &few)?;
        assert_eq!(bits(&found), row[1], "{}", row[0]);
    }
    for row in lines("ldexp") {
        let powers = elements(&DType::I32, row[0]);
        assert_eq!(bits(&function("ldexp").outer(&few, &powers)?), row[1]);
        assert_eq!(bits(&function("ldexp").outer(&few, &powers.astype("i8")?)?), row[1]);
    }
    Ok(())
}

/// Sums of a run are those of `float32`, rounded once; so are blocks of rows, and means altogether.
#[test]
fn sums_do_not_stall() -> Result<()> {
    let ones = ones((3000, 3), DType::BF16)?;
    assert_eq!(ones.sum(..)?.to_string(), "9024");
    assert_eq!(ones.sum(0)?.to_string(), "[3008 3008 3008]");
    assert_eq!(ones.sum(1)?.get([5])?.item::<bf16>()?, bf16::from_f32(3.0));
    assert_eq!(ones.mean(0)?.to_string(), "[1 1 1]");
    let x = array![1.5, 2.5, -4.0, 100.0].astype(DType::BF16)?;
    assert_eq!(x.mean(..)?.to_string(), "25");
    assert_eq!(x.var(..)?.to_string(), "1880");
    assert_eq!(x.cumsum(..)?.to_string(), "[1.5 4 0 100]");
    assert_eq!(x.prod(..)?.to_string(), "-1504");
    assert_eq!((x.max(..)?.to_string(), x.min(..)?.to_string()), ("100".to_string(), "-4".to_string()));
    Ok(())
}

/// A fused reduction has the bits of the one over an array, and a run that is not cut is rounded once.
#[test]
fn expressions_have_the_bits_of_arrays() -> Result<()> {
    for dtype in [DType::BF16, DType::F16] {
        let near_one = |i: usize| if i.is_multiple_of(2) { 1.0078125 } else { 0.9921875 };
        let x = Array::from_vec((0..9000).map(near_one).collect())?.astype(&dtype)?.reshape((3, 3000))?;
        for function in [&operators::ADD, &operators::MULTIPLY, &operators::SUBTRACT] {
            for axis in [0, 1] {
                let fused = (x.lazy() * 1).reduce(function, axis)?;
                let whole = function.reduce(&x, &axis.into())?;
                assert_eq!(bits(&fused), bits(&whole), "{} along {axis} of {dtype}", function.name);
            }
        }
    }
    Ok(())
}
