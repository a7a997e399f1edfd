//! The first 1,000 draws of every method against NumPy's, for three seeds: `golden/draws.txt`, written by
//! `golden/make.py`.

use nd_core::{Array, DType, Result, Scalar, arange, array};
use nd_random::{
    BitGenerator, Choice, Colors, Distributions, Exponential, Generator, Mt19937, Pcg64Dxsm, Philox,
    RandomState, Sfc64, default_rng,
};

const N: usize = 1000;
const GOLDEN: &str = include_str!("golden/draws.txt");

/// One line of the table.
struct Line {
    family: &'static str,
    method: &'static str,
    seed: u128,
    hash: u64,
    clear: Vec<&'static str>,
}

fn lines() -> Vec<Line> {
    let parse = |line: &'static str| {
        let mut words = line.split(' ');
        let mut next = || words.next().expect("a whole line");
        let (family, method) = next().split_once('.').expect("family.method");
        let seed = next().parse().expect("a seed");
        let hash = u64::from_str_radix(next(), 16).expect("a hash");
        Line { family, method, seed, hash, clear: words.collect() }
    };
    GOLDEN.lines().map(parse).collect()
}

/// FNV-1a.
fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf29ce484222325, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x100000001b3))
}

fn probabilities() -> Result<Array> {
    Array::from_values((1..=20).map(|i| f64::from(i) / 210.0))
}

/// The numbers from one to 40, which broadcast with [`counts_down`] to 1,000 draws.
fn counts() -> Array {
    arange(1..41)
}

fn counts_down() -> Array {
    arange(1..26).reshape((25, 1)).expect("a column")
}

fn row(divisor: i64) -> Array {
    counts() / divisor
}

fn column(divisor: i64) -> Array {
    counts_down() / divisor
}

/// `counts() // 2`.
fn halves() -> Array {
    (counts() / 2).astype("i8").expect("integers")
}

fn colors() -> Array {
    array![16, 8, 40, 7]
}

/// `n / part` arrays of `part` elements, one after the other.
fn repeated(part: usize, mut draw: impl FnMut() -> Result<Array>) -> Result<Array> {
    let drawn: Vec<Array> = (0..N / part).map(|_| draw()).collect::<Result<_>>()?;
    nd_core::concatenate(&drawn.iter().collect::<Vec<_>>(), 0)
}

/// The methods that both generators have.
fn shared<S: Distributions>(method: &str, s: &mut S) -> Result<Array> {
    match method {
        "standard_exponential" => s.standard_exponential(N),
        "exponential" => s.exponential(2.5, N),
        "standard_gamma_small" => s.standard_gamma(0.3, N),
        "standard_gamma" => s.standard_gamma(3.7, N),
        "gamma" => s.gamma(1.0, 2.0, N),
        "beta_small" => s.beta(0.5, 0.8, N),
        "beta" => s.beta(2.0, 0.5, N),
        "chisquare" => s.chisquare(5.0, N),
        "f" => s.f(3.0, 7.0, N),
        "standard_cauchy" => s.standard_cauchy(N),
        "pareto" => s.pareto(3.0, N),
        "weibull" => s.weibull(1.5, N),
        "power" => s.power(2.5, N),
        "laplace" => s.laplace(1.0, 2.0, N),
        "gumbel" => s.gumbel(1.0, 2.0, N),
        "logistic" => s.logistic(1.0, 2.0, N),
        "lognormal" => s.lognormal(0.5, 0.25, N),
        "rayleigh" => s.rayleigh(2.0, N),
        "standard_t" => s.standard_t(4.0, N),
        "triangular" => s.triangular(-1.0, 0.5, 3.0, N),
        "poisson_small" => s.poisson(3.5, N),
        "poisson_large" => s.poisson(1234.5, N),
        "geometric_likely" => s.geometric(0.6, N),
        "geometric_rare" => s.geometric(0.01, N),
        "binomial_small" => s.binomial(20, 0.3, N),
        "binomial_turned" => s.binomial(1000, 0.99, N),
        "binomial_large" => s.binomial(10000, 0.37, N),
        "binomial_huge" => s.binomial(1_000_000_000, 0.6, N),
        "negative_binomial" => s.negative_binomial(5.5, 0.3, N),
        "logseries" => s.logseries(0.9, N),
        "multinomial" => s.multinomial(100, &nd_core::array![0.2, 0.5, 0.25, 0.05], N / 4),
        "noncentral_chisquare" => s.noncentral_chisquare(5.0, 2.5, N),
        "noncentral_chisquare_few" => s.noncentral_chisquare(0.7, 2.5, N),
        "noncentral_f" => s.noncentral_f(3.0, 7.0, 2.5, N),
        "vonmises" => s.vonmises(0.5, 4.0, N),
        "vonmises_flat" => s.vonmises(0.5, 2e-6, N),
        "vonmises_uniform" => s.vonmises(0.5, 1e-9, N),
        "vonmises_sharp" => s.vonmises(3.0, 1e5, N),
        "wald" => s.wald(3.0, 2.0, N),
        "zipf" => s.zipf(1.5, N),
        "zipf_steep" => s.zipf(4.0, N),
        "hypergeometric_few" => s.hypergeometric(15, 40, 9, N),
        "hypergeometric" => s.hypergeometric(150, 400, 30, N),
        "hypergeometric_turned" => s.hypergeometric(400, 150, 500, N),
        "hypergeometric_rest" => s.hypergeometric(400, 150, 545, N),
        "hypergeometric_large" => s.hypergeometric(100_000_000, 900_000_000, 10_000_000, N),
        "logseries_rare" => s.logseries(0.3, N),
        "beta_tiny" => s.beta(0.002, 0.001, N),
        "exponential_arrays" => s.exponential(row(8), (25, 40)),
        "standard_gamma_arrays" => s.standard_gamma(row(8), (25, 40)),
        "gamma_arrays" => s.gamma(column(5), row(8), ()),
        "beta_arrays" => s.beta(column(5), row(8), ()),
        "chisquare_arrays" => s.chisquare(column(5), (25, 40)),
        "noncentral_chisquare_arrays" => s.noncentral_chisquare(column(5), row(8), ()),
        "f_arrays" => s.f(column(5), row(8), ()),
        "noncentral_f_arrays" => s.noncentral_f(column(5), row(8), 0.5, ()),
        "standard_t_arrays" => s.standard_t(row(8), (25, 40)),
        "vonmises_arrays" => s.vonmises(column(5), row(8), ()),
        "pareto_arrays" => s.pareto(row(8), (25, 40)),
        "weibull_arrays" => s.weibull(row(8), (25, 40)),
        "power_arrays" => s.power(row(8), (25, 40)),
        "laplace_arrays" => s.laplace(column(5), row(8), ()),
        "gumbel_arrays" => s.gumbel(column(5), row(8), ()),
        "logistic_arrays" => s.logistic(column(5), row(8), ()),
        "lognormal_arrays" => s.lognormal(column(5), row(8), ()),
        "rayleigh_arrays" => s.rayleigh(row(8), (25, 40)),
        "wald_arrays" => s.wald(column(5), row(8), ()),
        "triangular_arrays" => s.triangular(0, column(5), row(8) + 5.0, ()),
        "poisson_arrays" => s.poisson(row(2), (25, 40)),
        "zipf_arrays" => s.zipf(row(8) + 1.0, (25, 40)),
        "geometric_arrays" => s.geometric(row(40), (25, 40)),
        "logseries_arrays" => s.logseries(row(48), (25, 40)),
        "binomial_arrays" => s.binomial(counts() * 20, column(25), ()),
        "negative_binomial_arrays" => s.negative_binomial(column(5), row(48), ()),
        "hypergeometric_arrays" => s.hypergeometric(counts_down() + 5, 20, halves() + 1, ()),
        "dirichlet" => s.dirichlet(&nd_core::array![1.0, 2.0, 0.5, 3.0], N / 4),
        other => panic!("no method {other}"),
    }
}

/// The methods that are drawn from every bit generator.
fn stream<B: BitGenerator>(method: &str, g: &mut Generator<B>) -> Result<Array> {
    match method {
        "random" => g.random(N, ..),
        "random_f32" => g.random(N, DType::F32),
        "standard_normal" => g.standard_normal(N, ..),
        "integers_i64_large" => g.integers(-(1i64 << 40)..3 << 60, N, ..),
        "integers_u8" => g.integers(1..=6, N, DType::U8),
        "mixed" => repeated(4, || {
            let single = g.random((), DType::F32)?.item::<f32>()?;
            let normal = g.next_normal();
            let integer = g.next_integer(0..7)?;
            Array::from_vec(vec![f64::from(single), normal, integer as f64, g.next_f64()])
        }),
        other => panic!("no method {other}"),
    }
}

fn generator(method: &str, g: &mut Generator) -> Result<Array> {
    let distinct = || Choice::new().without_replacement();
    match method {
        "standard_normal_f32" => g.standard_normal(N, "f4"),
        "normal" => g.normal(10.0, 2.5, N),
        "uniform" => g.uniform(-3.0, 7.0, N),
        "integers_i64_small" => g.integers(..10, N, ..),
        "integers_i64_32bit" => g.integers(-5..(1i64 << 32) - 5, N, ..),
        "integers_i64_all" => g.integers(i64::MIN..=i64::MAX, N, ..),
        "integers_u64" => g.integers(0..=1u64 << 63, N, "u8"),
        "integers_i32" => g.integers(-1000..1000, N, DType::I32),
        "integers_u32_all" => g.integers(0..1i64 << 32, N, DType::U32),
        "integers_i16" => g.integers(-300..300, N, DType::I16),
        "integers_u16_all" => g.integers(..=65535, N, DType::U16),
        "integers_i8_all" => g.integers(-128..128, N, DType::I8),
        "integers_bool" => g.integers(0..2, N, DType::BOOL),
        "permutation" => g.permutation(N, 0),
        "permutation_rows" => g.permutation(arange(1000).reshape((250, 4))?, 0),
        "permutation_columns" => g.permutation(arange(1000).reshape((4, 250))?, 1),
        "choice" => g.choice(37, N, ..),
        "choice_p" => g.choice(20, N, Choice::new().probabilities(&probabilities()?)),
        "choice_floyd" => g.choice(5000, N, distinct()),
        "choice_floyd_unshuffled" => g.choice(5000, N, distinct().unshuffled()),
        "choice_tail" => g.choice(20000, N, distinct()),
        "choice_tail_unshuffled" => g.choice(11000, N, distinct().unshuffled()),
        "choice_p_distinct" => {
            let how = distinct().probabilities(&probabilities()?);
            repeated(10, || g.choice(20, 10, how.clone()))
        }
        "bytes" => Array::from_vec(g.bytes(N)?),
        "dirichlet_small" => g.dirichlet(&nd_core::array![0.05, 0.01, 0.09, 0.02], N / 4),
        "permuted" => g.permuted(&arange(1000).reshape((4, 250))?, 1),
        "permuted_first" => g.permuted(&arange(1000).reshape((250, 4))?, 0),
        "permuted_all" => g.permuted(&arange(1000).reshape((250, 4))?, None),
        "permuted_fortran" => g.permuted(&arange(1000).reshape((4, 250))?.t(), None),
        "choice_axis" => g.choice(arange(80).reshape((4, 20))?, 250, Choice::new().axis(1)),
        "choice_axis_matrix" => g.choice(arange(80).reshape((4, 20))?, (2, 125), Choice::new().axis(-1)),
        "vonmises_normal" => g.vonmises(3.0, 1e9, N),
        "normal_arrays" => g.normal(column(5), row(8), ()),
        "uniform_arrays" => g.uniform(row(8), column(2) + 5.0, ()),
        "multinomial_arrays" => {
            let p = array![[[[0.2, 0.5, 0.25, 0.05]]], [[[0.5, 0.5, 0.0, 0.0]]]];
            g.multinomial(arange(25), &p, (2, 5, 25))
        }
        "multivariate_hypergeometric" => g.multivariate_hypergeometric(&colors(), 20, N / 4, ..),
        "multivariate_hypergeometric_turned" => g.multivariate_hypergeometric(&colors(), 60, N / 4, ..),
        "multivariate_hypergeometric_count" => {
            g.multivariate_hypergeometric(&colors(), 20, N / 4, Colors::Count)
        }
        "multivariate_hypergeometric_count_turned" => {
            g.multivariate_hypergeometric(&colors(), 60, N / 4, Colors::Count)
        }
        "integers_arrays" => g.integers(-counts()..counts_down(), (), ..),
        "integers_arrays_closed" => {
            g.integers(counts() * (1i64 << 40)..=counts() * (1i64 << 50) + counts_down(), (), ..)
        }
        "integers_arrays_u64" => g.integers(..counts_down().astype("u8")? * (1i64 << 59), (25, 40), "u8"),
        "integers_arrays_i32" => g.integers(-counts()..counts_down(), (), "i4"),
        "integers_arrays_u16" => g.integers(counts()..counts_down() * 2000 + 40, (), "u2"),
        "integers_arrays_i8" => g.integers(-counts()..counts_down(), (), "i1"),
        "integers_arrays_bool" => g.integers(..counts() % 2 + 1, (25, 40), "?"),
        "standard_exponential_f32" => g.standard_exponential_with(N, "f4", ..),
        "standard_exponential_inv" => g.standard_exponential_with(N, .., Exponential::Inverse),
        "standard_exponential_inv_f32" => g.standard_exponential_with(N, "f4", Exponential::Inverse),
        "standard_gamma_small_f32" => g.standard_gamma_with(0.3, N, "f4"),
        "standard_gamma_f32" => g.standard_gamma_with(3.7, N, "f4"),
        "standard_gamma_arrays_f32" => g.standard_gamma_with(row(8), (25, 40), "f4"),
        "random" | "random_f32" | "standard_normal" | "integers_i64_large" | "integers_u8" | "mixed" => {
            stream(method, g)
        }
        other => shared(other, g),
    }
}

fn legacy(method: &str, s: &mut RandomState) -> Result<Array> {
    let distinct = || Choice::new().without_replacement();
    match method {
        "random_sample" => s.random_sample(N),
        "randn" => s.randn(N),
        "normal" => s.normal(10.0, 2.5, N),
        "uniform" => s.uniform(-3.0, 7.0, N),
        "randint_small" => s.randint(-10..11, N),
        "randint_32bit" => s.randint(-5..(1i64 << 32) - 5, N),
        "randint_large" => s.randint(-(1i64 << 40)..3 << 60, N),
        "randint_all" => s.randint(i64::MIN..=i64::MAX, N),
        "permutation" => s.permutation(N),
        "permutation_rows" => s.permutation(arange(1000).reshape((250, 4))?),
        "choice" => s.choice(37, N, ..),
        "choice_p" => s.choice(20, N, Choice::new().probabilities(&probabilities()?)),
        "choice_distinct" => s.choice(5000, N, distinct()),
        "choice_p_distinct" => {
            let how = distinct().probabilities(&probabilities()?);
            repeated(10, || s.choice(20, 10, how.clone()))
        }
        "mixed" => repeated(4, || {
            let normal = s.next_normal();
            let small = s.next_integer(0..7)?;
            let double = s.next_f64();
            Array::from_vec(vec![normal, small as f64, double, s.next_integer(0..1i64 << 40)? as f64])
        }),
        "bytes" => Array::from_vec(s.bytes(N)?),
        "normal_arrays" => s.normal(column(5), row(8), ()),
        "uniform_arrays" => s.uniform(row(8), column(2) + 5.0, ()),
        "randint_i8" => s.randint_with(-100..27, N, "i1"),
        "randint_u8_all" => s.randint_with(..256, N, "u1"),
        "randint_i16" => s.randint_with(-300..300, N, "i2"),
        "randint_u32" => s.randint_with(3..(1i64 << 31) + 5, N, "u4"),
        "randint_u64" => s.randint_with(3..(1u64 << 63) + 5, N, "u8"),
        "randint_bool" => s.randint_with(..2, N, "?"),
        "random_integers" => s.random_integers(-10, 10, N),
        "random_integers_one" => s.random_integers(1 << 40, None, N),
        "tomaxint" => s.tomaxint(N),
        "randint_arrays" => s.randint(-counts()..counts_down(), ()),
        "randint_arrays_u8" => s.randint_with(counts()..counts_down() + 40, (), "u1"),
        "randint_arrays_i32" => s.randint_with(-counts()..counts_down() * 1_000_000, (), "i4"),
        other => shared(other, s),
    }
}

fn draw(line: &Line) -> Result<Array> {
    match line.family {
        "generator" => generator(line.method, &mut default_rng(line.seed)?),
        "twister" => stream(line.method, &mut Generator::new(Mt19937::new(line.seed)?)),
        "jumped" => stream(line.method, &mut Generator::new(Mt19937::new(line.seed)?.jumped(2))),
        "philox" => stream(line.method, &mut Generator::new(Philox::new(line.seed)?)),
        "sfc64" => stream(line.method, &mut Generator::new(Sfc64::new(line.seed)?)),
        "pcg64dxsm" => stream(line.method, &mut Generator::new(Pcg64Dxsm::new(line.seed)?)),
        "legacy" => legacy(line.method, &mut RandomState::new(u32::try_from(line.seed).expect("a word"))),
        other => panic!("no family {other}"),
    }
}

/// What Python's `repr` of the first ten elements says.
fn clear(drawn: &Array) -> Result<Vec<String>> {
    let flat = drawn.ravel()?;
    let text = |i: isize| {
        Ok(match flat.index_axis(0, i)?.scalar()? {
            // Python has no float32: its `repr` is that of the double.
            Scalar::F32(x) => Scalar::F64(f64::from(x)).to_string(),
            x => x.to_string(),
        })
    };
    (0..10).map(text).collect()
}

#[test]
fn the_first_thousand_draws_are_those_of_numpy() {
    let (mut lines_checked, mut wrong) = (0, Vec::new());
    for line in lines() {
        let drawn = draw(&line).unwrap_or_else(|e| panic!("{} {}: {e}", line.method, line.seed));
        let name = format!("{}.{} {}", line.family, line.method, line.seed);
        assert_eq!(drawn.size(), N, "{name}");
        let shown = clear(&drawn).expect("elements");
        if shown != line.clear || hash(&drawn.tobytes().expect("bytes")) != line.hash {
            wrong.push(format!("{name}: {shown:?} for {:?}", line.clear));
        }
        lines_checked += 1;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(lines_checked, 792);
}
