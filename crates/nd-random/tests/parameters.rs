//! Parameters that are arrays, and `out`, `axis` and `method`, where a table of draws does not show them: shapes, refusals in
//! NumPy's words, and parameters for which its frozen methods never come back.

use nd_core::{Array, ErrorKind, Order, Result, arange, array, zeros};
use nd_random::{Choice, Colors, Distributions, Exponential, Generator, RandomState, default_rng};

fn rng() -> Generator {
    default_rng(42).expect("a seed")
}

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
fn parameters_broadcast_to_the_shape() -> Result<()> {
    let mut g = rng();
    assert_eq!(g.normal(&zeros((2, 1), "f4")?, &array![1, 2, 3], ())?.shape(), [2, 3]);
    assert_eq!(g.poisson(array![1, 2], (3, 1, 2))?.shape(), [3, 1, 2]);
    assert_eq!(g.exponential(zeros(0, "f8")?, ())?.shape(), [0]);
    assert_eq!(g.exponential(array![1, 2, 3], (0, 3))?.shape(), [0, 3]);
    // Arrays without axes are numbers, and so is a literal that is cut off.
    let ten = Array::from_scalar(10)?;
    assert_eq!(
        rng().binomial(&ten, 0.5, 4)?.to_vec::<i64>()?,
        rng().binomial(10.9, 0.5, 4)?.to_vec::<i64>()?
    );
    // Draws do not change parameters that they are written over.
    let x = array![1.0, 2.0];
    rng().standard_gamma_into(&x, &x)?;
    assert_eq!(x.to_vec::<f64>()?, rng().standard_gamma(array![1.0, 2.0], ())?.to_vec::<f64>()?);
    let mismatch = "shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between arg 0 with shape (2,) \
                    and arg 1 with shape (3,).";
    value(g.normal(array![1, 2], array![1, 2, 3], ()), mismatch);
    let mismatch = "shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between arg 0 with shape (3,) \
                    and arg 1 with shape (2,).";
    value(g.normal(array![1, 2], array![1, 2], 3), mismatch);
    let size = "Output size (2, 1) is not compatible with broadcast dimensions of inputs (2, 2).";
    value(g.normal(array![0, 1], 1, (2, 1)), size);
    value(g.multinomial(array![1, 2], &array![0.5, 0.5], (2, 1)), size);
    value(
        g.triangular(array![1, 2], array![2, 3, 4], 5, ()),
        "operands could not be broadcast together with shapes (2,) (3,) () ",
    );
    let cast = "Cannot cast array data from dtype('float64') to dtype('int64') according to the rule 'safe'";
    fails(g.binomial(array![5.0], 0.2, ()), ErrorKind::Type, cast);
    Ok(())
}

/// `check_constraint` of `_common.pyx` words a NaN as "is NaN", `check_array_constraint` as "contains NaNs".
#[test]
fn rules() -> Result<()> {
    let (mut g, mut r) = (rng(), RandomState::new(1));
    let nan = f64::NAN;
    value(g.poisson(array![1.0, nan], ()), "lam value too large");
    value(g.poisson(array![-1.0, 1.0], ()), "lam < 0 or lam contains NaNs");
    value(r.poisson(nan, 1), "lam < 0 or lam is NaN");
    value(g.geometric(array![0.5, 2.0], ()), "p <= 0, p > 1 or p contains NaNs");
    value(g.logseries(array![0.5, 1.0], ()), "p < 0, p >= 1 or p contains NaNs");
    value(g.binomial(array![5], array![2.0], ()), "p < 0, p > 1 or p contains NaNs");
    value(g.binomial(array![-5], 0.2, ()), "n < 0");
    value(g.normal(array![0, 0], array![1, -1], ()), "scale < 0");
    value(g.negative_binomial(nan, 0.5, 1), "n must not be NaN");
    value(g.negative_binomial(array![0.0, nan], 0.5, ()), "n must not be NaN");
    value(r.negative_binomial(1, 2, 1), "p < 0, p > 1 or p is NaN");
    value(g.zipf(1, 1), "a <= 1 or a is NaN");
    value(g.zipf(array![2.0, nan], ()), "a <= 1 or a contains NaNs");
    value(g.vonmises(0, -1, 1), "kappa < 0");
    value(g.wald(0, 1, 1), "mean <= 0");
    value(g.noncentral_chisquare(1, -1, 1), "nonc < 0");
    value(g.noncentral_f(0, 1, 1, 1), "dfnum <= 0");
    value(g.triangular(array![0, 3], 2, 5, ()), "left > mode");
    value(g.triangular(array![0, 1], array![2, 1], 1, ()), "mode > right");
    value(g.triangular(array![0, 1], 1, array![2, 1], ()), "left == right");
    value(g.uniform(array![0], array![-1], ()), "high - low < 0");
    fails(
        g.uniform(array![0.0], array![f64::INFINITY], ()),
        ErrorKind::Overflow,
        "Range exceeds valid bounds",
    );
    value(g.hypergeometric(1_000_000_000, 1, 1, 1), "both ngood and nbad must be less than 1000000000");
    value(g.hypergeometric(5, 5, 11, 1), "ngood + nbad < nsample");
    value(g.hypergeometric(-1, 5, 2, 1), "ngood < 0");
    value(r.hypergeometric(1, 5, 0, 1), "nsample < 1 or nsample is NaN");
    value(r.hypergeometric(array![1], 5, 0, ()), "nsample < 1 or nsample contains NaNs");
    value(r.hypergeometric(i64::MAX, i64::MAX, 1, 1), "ngood + nbad < nsample");
    assert_eq!((g, r), (rng(), RandomState::new(1)), "a refused call draws nothing");
    Ok(())
}

#[test]
fn probabilities_and_colors() -> Result<()> {
    let (mut g, mut r) = (rng(), RandomState::new(1));
    value(g.multinomial(-1, &array![0.5, 2.0], ()), "pvals < 0, pvals > 1 or pvals contains NaNs");
    value(g.multinomial(1, &array![[0.7, 0.7, 0.0]], ()), "sum(pvals[...,:-1]) > 1.0");
    value(
        g.multinomial(1, &zeros((2, 0), "f8")?, ()),
        "pvals must have at least 1 dimension and the last dimension of pvals must be greater than 0.",
    );
    assert_eq!(r.multinomial(1, &zeros(0, "f8")?, 3)?.shape(), [3, 0]);
    let mut colors = |colors: Array, n, method: Colors| g.multivariate_hypergeometric(&colors, n, (), method);
    let (by, none) = (
        Colors::Marginals,
        "colors must be a one-dimensional sequence of nonnegative integers not exceeding 9223372036854775807.",
    );
    value(colors(array![1, 2], -1, by), "nsample must be nonnegative.");
    value(colors(array![1, 2], 4, by), "nsample > sum(colors)");
    value(colors(array![[1, 2]], 1, by), none);
    value(colors(array![1.0, 2.0], 1, by), none);
    value(
        colors(array![1_000_000_000, 2], 1, by),
        "When method is \"marginals\", sum(colors) must be less than 1000000000.",
    );
    value(
        colors(array![1i64 << 62, 1i64 << 62], 1, by),
        "sum(colors) must not exceed the maximum value of a 64 bit signed integer (9223372036854775807)",
    );
    value(
        colors(array![1i64 << 62, 2], 1, Colors::Count),
        "When method is 'count', sum(colors) must not exceed 1152921504606846975",
    );
    assert_eq!(colors(array![1i64 << 50, 2], 1, Colors::Count).unwrap_err().kind(), ErrorKind::Memory);
    assert_eq!(colors(zeros(0, "f8")?, 0, by)?.shape(), [0]);
    Ok(())
}

#[test]
fn ends_that_are_arrays() -> Result<()> {
    let (low, high) = (array![1, 2], array![10, 20]);
    // NumPy fills the shape with what the ends begin with.
    assert_eq!(rng().integers(&low..&high, 1, ..)?.to_string(), "[1]");
    assert_eq!(rng().integers(&low..&high, (2, 1), ..)?.to_string(), "[[ 1]\n [15]]");
    assert_eq!(rng().integers(array![1.9, 2.0]..array![10.5, 20.0], (), ..)?.to_string(), "[ 1 15]");
    let mut g = rng();
    let range = |low: Array, high: Array, dtype: &str| rng().integers(low..high, (), dtype);
    value(range(array![0, 0], array![0, 1], "i8"), "high <= 0");
    value(range(array![0, 1], array![0, 1], "i8"), "low >= high");
    value(g.integers(array![0, 1]..=array![0, 0], (), ..), "low > high");
    value(range(array![0, 1], array![3, 300], "u1"), "high is out of bounds for uint8");
    value(range(array![-1, 1], array![3, 30], "u1"), "low is out of bounds for uint8");
    value(range(array![1.0], array![f64::NAN], "i8"), "cannot convert float NaN to integer");
    value(range(array![0], array![3], "?"), "high is out of bounds for bool");
    value(
        range(array![1, 2], array![10, 20, 30], "i8"),
        "operands could not be broadcast together with shapes (2,) (3,) ",
    );
    let all = g.integers(array![i64::MIN]..=array![i64::MAX], 3, ..)?;
    assert_eq!(all.to_vec::<i64>()?, rng().integers(i64::MIN..=i64::MAX, 3, ..)?.to_vec::<i64>()?);
    assert_eq!(g.integers(..zeros(0, "i8")?, (), "i2")?.shape(), [0]);
    assert_eq!(g.integers(&high..&low, 0, ..)?.shape(), [0], "no draws, no question");
    Ok(())
}

#[test]
fn draws_into_arrays() -> Result<()> {
    let x = zeros((3, 2), "f8")?.t();
    rng().random_into(&x)?;
    assert_eq!(
        x.copy_in(Order::F)?.ravel_in(Order::F)?.to_vec::<f64>()?,
        rng().random(6, ..)?.to_vec::<f64>()?
    );
    let singles = zeros(3, "f4")?;
    rng().random_into(&singles)?;
    assert_eq!(singles.to_string(), "[0.08925092 0.773956   0.6545715 ]");
    let singles = zeros((2, 2), "f4")?;
    rng().standard_gamma_into(&array![1, 2], &singles)?;
    assert_eq!(singles.to_vec::<f32>()?, [0.08859461, 0.30734608, 0.34108078, 2.1976817]);
    let doubles = zeros(2, "f8")?;
    rng().standard_exponential_into(Exponential::Inverse, &doubles)?;
    assert_eq!(doubles.to_string(), "[1.48702582 0.57781771]");
    let x = arange(6).reshape((2, 3))?;
    let out = zeros((2, 3), "f8")?;
    rng().permuted_into(&x, 1, &out)?;
    assert_eq!(out.to_string(), "[[2. 1. 0.]\n [3. 5. 4.]]");
    let out = zeros((3, 2), "f8")?.t();
    rng().permuted_into(&x, None, &out)?;
    assert_eq!(out.to_string(), "[[4. 5. 3.]\n [1. 2. 0.]]");
    let mut g = rng();
    let layout = "Supplied output array must be contiguous, writable, aligned, and in machine byte-order.";
    value(g.random_into(&zeros(3, "f8")?.read_only()), layout);
    value(g.random_into(&zeros(3, ">f8")?), layout);
    value(g.random_into(&zeros((4, 4), "f8")?.slice((.., 1..3))?), layout);
    let layout = "Supplied output array must be C-contiguous, writable, aligned, and in machine byte-order.";
    value(g.standard_gamma_into(2, &zeros((2, 3), "f8")?.t()), layout);
    let dtype = "Supplied output array has the wrong type. Expected float64, got int32";
    fails(g.standard_normal_into(&zeros(3, "i4")?), ErrorKind::Type, dtype);
    let size = "Output size (3, 1) is not compatible with broadcast dimensions of inputs (3, 2).";
    value(g.standard_gamma_into(array![1, 2], &zeros((3, 1), "f8")?), size);
    value(g.permuted_into(&arange(4), None, &zeros(4, "i8")?.read_only()), "out is read-only");
    value(g.permuted_into(&arange(4), None, &zeros(3, "i8")?), "out must have the same shape as x");
    let cast = "Cannot cast array data from dtype('float64') to dtype('int64') according to the rule 'safe'";
    fails(g.permuted_into(&zeros(4, "f8")?, None, &zeros(4, "i8")?), ErrorKind::Type, cast);
    fails(g.permuted(&Array::from_scalar(3)?, None), ErrorKind::Type, "len() of unsized object");
    let choice = g.choice(zeros((2, 3), "f8")?, 1, Choice::new().axis(2));
    fails(choice, ErrorKind::Index, "tuple index out of range");
    let dtype = "Unsupported dtype dtype('float16') for standard_exponential";
    fails(g.standard_exponential_with(3, "f2", ..), ErrorKind::Type, dtype);
    let dtype = "Unsupported dtype dtype('int32') for standard_gamma";
    fails(g.standard_gamma_with(1, 3, "i4"), ErrorKind::Type, dtype);
    let dtype = "Unsupported dtype dtype('float64') for randint";
    fails(RandomState::new(1).randint_with(..3, 1, "f8"), ErrorKind::Type, dtype);
    // Nothing to shuffle, nothing drawn.
    g.shuffle(&zeros((3, 0), "f8")?, 0)?;
    assert_eq!(g, rng());
    Ok(())
}

/// For most of these NumPy's frozen methods reject every draw.
#[test]
fn no_parameter_is_drawn_for_ever() -> Result<()> {
    let (mut g, mut r) = (rng(), RandomState::new(1));
    for kappa in [1e9, 1e200, f64::INFINITY] {
        assert!((r.vonmises(1.0, kappa, ())?.item::<f64>()? - 1.0).abs() < 1e-3);
        assert!((g.vonmises(1.0, kappa, ())?.item::<f64>()? - 1.0).abs() < 1e-3);
    }
    assert_eq!([g.zipf(2000, ())?.item::<i64>()?, r.zipf(2000, ())?.item::<i64>()?], [1, 1]);
    assert!(r.zipf(1.0 + 1e-15, ())?.item::<i64>()? > 1);
    assert!(g.zipf(1.0 + 1e-15, ())?.item::<i64>()? > 1);
    for x in [f64::NAN, f64::INFINITY] {
        g.standard_gamma_with(x, 3, "f4")?;
        for s in [0, 1] {
            let mut r = RandomState::new(s);
            r.noncentral_chisquare(0.5, x, 3)?;
            r.noncentral_f(0.5, x, x, 3)?;
            r.wald(x, x, 3)?;
            r.negative_binomial(x, 0.0, 3)?;
        }
        g.noncentral_chisquare(0.5, x, 3)?;
        g.wald(x, x, 3)?;
    }
    let most = i64::MAX / 2;
    assert!(r.hypergeometric(most, most, 5, ())?.item::<i64>()? <= 5);
    Ok(())
}
