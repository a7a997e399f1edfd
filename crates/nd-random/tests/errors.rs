//! What the methods refuse, in NumPy's words and of its exception class (rule 422).

// Empty ranges are what is tested here.
#![allow(clippy::reversed_empty_ranges)]

use nd_core::{Array, ErrorKind, Result, arange, array, zeros};
use nd_random::{Choice, RandomState, SeedSequence, default_rng};

#[track_caller]
fn fails<T>(result: Result<T>, kind: ErrorKind, text: &str) {
    let Err(error) = result else { panic!("no error: {text}") };
    assert_eq!((error.kind(), error.to_string().as_str()), (kind, text));
}

#[track_caller]
fn value<T>(result: Result<T>, text: &str) {
    fails(result, ErrorKind::Value, text);
}

#[test]
fn integers() -> Result<()> {
    let mut g = default_rng(1)?;
    value(g.integers(5..5, 1, ..), "low >= high");
    value(g.integers(5..=4, 1, ..), "low > high");
    value(g.integers(..0, 1, ..), "high <= 0");
    value(g.integers(0..=-3, 1, ..), "high < 0");
    value(g.integers(..-1, 1, "u1"), "high <= 0");
    value(g.integers(-1..3, 1, "u1"), "low is out of bounds for uint8");
    value(g.integers(0..300, 1, "u1"), "high is out of bounds for uint8");
    value(g.integers(0..=256, 1, "u1"), "high is out of bounds for uint8");
    value(g.integers(0..(1u64 << 63) + 1, 1, ..), "high is out of bounds for int64");
    value(g.integers(0..3, 1, "?"), "high is out of bounds for bool");
    value(g.next_integer(7..7), "low >= high");
    fails(g.integers(0..3, 1, "f8"), ErrorKind::Type, "Unsupported dtype dtype('float64') for integers");
    value(
        g.integers(0..3, 1, ">i4"),
        "Providing a dtype with a non-native byteorder is not supported. If you require platform-independent byteorder, \
         call byteswap when required.",
    );
    fails(g.integers(0..3, 1, "xyz"), ErrorKind::Type, "data type 'xyz' not understood");
    let mut r = RandomState::new(1);
    value(r.randint(5..5, 1), "low >= high");
    value(r.random_integers(5, 3, 1), "low >= high");
    value(r.random_integers(0, None, 1), "low >= high");
    value(r.random_integers(0, -1, ()), "high <= 0");
    value(r.randint(..0, 1), "high <= 0");
    value(r.randint(0..(1i128 << 63) + 1, 1), "high is out of bounds for int64");
    value(r.randint(-(1i128 << 63) - 1..3, 1), "low is out of bounds for int64");
    Ok(())
}

#[test]
fn floats() -> Result<()> {
    let (mut g, mut r) = (default_rng(1)?, RandomState::new(1));
    fails(g.random(3, "i4"), ErrorKind::Type, "Unsupported dtype dtype('int32') for random");
    fails(g.random(3, ">f8"), ErrorKind::Type, "Unsupported dtype dtype('>f8') for random");
    let unsupported = "Unsupported dtype dtype('float16') for standard_normal";
    fails(g.standard_normal(3, "f2"), ErrorKind::Type, unsupported);
    value(g.normal(0.0, -1.0, 0), "scale < 0");
    value(g.normal(0.0, -0.0, 1), "scale < 0");
    assert!(g.normal(0.0, f64::NAN, ())?.item::<f64>()?.is_nan());
    value(r.normal(0.0, -0.0, 1), "scale < 0");
    value(g.uniform(2.0, 1.0, 1), "high - low < 0");
    let too_wide = "high - low range exceeds valid bounds";
    fails(g.uniform(-1e308, 1e308, 1), ErrorKind::Overflow, too_wide);
    fails(r.uniform(0.0, f64::INFINITY, 1), ErrorKind::Overflow, "Range exceeds valid bounds");
    let backwards = r.uniform(2.0, 1.0, ())?.item::<f64>()?;
    assert!((1.0..2.0).contains(&backwards));
    value(g.random(-1, ..), "negative dimensions are not allowed");
    assert_eq!(g.random((1i64 << 40, 1i64 << 10), ..).unwrap_err().kind(), ErrorKind::Memory);
    Ok(())
}

#[test]
fn permutations() -> Result<()> {
    let (mut g, mut r) = (default_rng(1)?, RandomState::new(1));
    let scalar = Array::from_scalar(3.5)?;
    fails(g.permutation(&scalar, 0), ErrorKind::Axis, "axis 0 is out of bounds for array of dimension 0");
    fails(g.permutation(arange(3), 1), ErrorKind::Axis, "axis 1 is out of bounds for array of dimension 1");
    fails(g.shuffle(&arange(3), -2), ErrorKind::Axis, "axis -2 is out of bounds for array of dimension 1");
    fails(r.permutation(&scalar), ErrorKind::Index, "x must be an integer or at least 1-dimensional");
    fails(g.shuffle(&scalar, 0), ErrorKind::Type, "len() of unsized object");
    fails(r.shuffle(&scalar), ErrorKind::Type, "len() of unsized object");
    value(g.shuffle(&arange(3).read_only(), 0), "array is read-only");
    // A refused call draws nothing.
    assert_eq!((g, r), (default_rng(1)?, RandomState::new(1)));
    Ok(())
}

/// Both methods refuse the same, in different words.
#[test]
fn choices() -> Result<()> {
    #[track_caller]
    fn refused(from: Array, size: usize, how: Choice, modern: &str, legacy: &str) {
        value(default_rng(1).and_then(|mut g| g.choice(&from, size, how.clone())), modern);
        value(RandomState::new(1).choice(&from, size, how), legacy);
    }
    let three = Array::from_scalar(3)?;
    let p = |p: &Array| Choice::new().probabilities(p);
    let distinct = || Choice::new().without_replacement();
    refused(
        Array::from_scalar(0)?,
        3,
        Choice::new(),
        "a must be a positive integer unless no samples are taken",
        "a must be greater than 0 unless no samples are taken",
    );
    refused(
        Array::from_scalar(3.5)?,
        1,
        Choice::new(),
        "a must be a sequence or an integer, not <class 'numpy.ndarray'>",
        "a must be 1-dimensional or an integer",
    );
    refused(
        zeros(0, "f8")?,
        1,
        Choice::new(),
        "a cannot be empty unless no samples are taken",
        "'a' cannot be empty unless no samples are taken",
    );
    refused(
        three.clone(),
        4,
        distinct(),
        "Cannot take a larger sample than population when replace is False",
        "Cannot take a larger sample than population when 'replace=False'",
    );
    refused(
        three.clone(),
        2,
        p(&array![[0.5, 0.5, 0.0]]),
        "p must be 1-dimensional",
        "'p' must be 1-dimensional",
    );
    refused(
        three.clone(),
        2,
        p(&array![0.5, 0.5]),
        "a and p must have same size",
        "'a' and 'p' must have same size",
    );
    refused(
        three.clone(),
        2,
        p(&array![0.5, f64::NAN, -0.5]),
        "Probabilities contain NaN",
        "probabilities contain NaN",
    );
    refused(
        three.clone(),
        2,
        p(&array![0.5, 1.0, -0.5]),
        "Probabilities are not non-negative",
        "probabilities are not non-negative",
    );
    refused(
        three.clone(),
        2,
        p(&array![0.5, 0.5, 0.5]),
        "Probabilities do not sum to 1. See Notes section of docstring for more information.",
        "probabilities do not sum to 1",
    );
    let few = "Fewer non-zero entries in p than size";
    refused(three, 3, distinct().probabilities(&array![0.5, 0.5, 0.0]), few, few);
    value(RandomState::new(1).choice(zeros((2, 2), "f8")?, 1, ..), "a must be 1-dimensional");
    Ok(())
}

#[test]
fn seeds() {
    value(default_rng(-1), "expected non-negative integer");
    value(SeedSequence::new([1, -1]), "expected non-negative integer");
    value(RandomState::from_words(&[]), "Seed must be non-empty");
}
