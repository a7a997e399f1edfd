"""Writes draws.txt: what NumPy 2.4.6 draws.

    python make.py > draws.txt

One line for each method and seed: the method's name, the seed, the FNV-1a hash of the little-endian bytes of the first
1,000 draws, and the first ten of them in clear. The names are those of `tests/golden.rs`.
"""

import sys

import numpy as np

assert np.__version__ == "2.4.6", np.__version__
N = 1000

P = np.arange(1.0, 21.0) / 210.0



# Parameters that broadcast to 1,000 draws.
def row(divisor):
    return np.arange(1, 41) / divisor


def column(divisor):
    return np.arange(1, 26).reshape(25, 1) / divisor


ROW, COLUMN = np.arange(1, 41), np.arange(1, 26).reshape(25, 1)

GENERATOR = {
    "random": lambda g: g.random(N),
    "random_f32": lambda g: g.random(N, dtype=np.float32),
    "standard_normal": lambda g: g.standard_normal(N),
    "standard_normal_f32": lambda g: g.standard_normal(N, dtype=np.float32),
    "normal": lambda g: g.normal(10.0, 2.5, N),
    "uniform": lambda g: g.uniform(-3.0, 7.0, N),
    "integers_i64_small": lambda g: g.integers(0, 10, N),
    "integers_i64_32bit": lambda g: g.integers(-5, 2**32 - 5, N),
    "integers_i64_large": lambda g: g.integers(-(2**40), 3 * 2**60, N),
    "integers_i64_all": lambda g: g.integers(-(2**63), 2**63, N),
    "integers_u64": lambda g: g.integers(0, 2**63, N, dtype=np.uint64, endpoint=True),
    "integers_i32": lambda g: g.integers(-1000, 1000, N, dtype=np.int32),
    "integers_u32_all": lambda g: g.integers(0, 2**32, N, dtype=np.uint32),
    "integers_i16": lambda g: g.integers(-300, 300, N, dtype=np.int16),
    "integers_u16_all": lambda g: g.integers(0, 2**16, N, dtype=np.uint16),
    "integers_u8": lambda g: g.integers(1, 6, N, dtype=np.uint8, endpoint=True),
    "integers_i8_all": lambda g: g.integers(-128, 128, N, dtype=np.int8),
    "integers_bool": lambda g: g.integers(0, 2, N, dtype=np.bool_),
    "permutation": lambda g: g.permutation(N),
    "permutation_rows": lambda g: g.permutation(np.arange(N).reshape(250, 4)),
    "permutation_columns": lambda g: g.permutation(np.arange(N).reshape(4, 250), axis=1),
    "choice": lambda g: g.choice(37, N),
    "choice_p": lambda g: g.choice(20, N, p=P),
    "choice_floyd": lambda g: g.choice(5000, N, replace=False),
    "choice_floyd_unshuffled": lambda g: g.choice(5000, N, replace=False, shuffle=False),
    "choice_tail": lambda g: g.choice(20000, N, replace=False),
    "choice_tail_unshuffled": lambda g: g.choice(11000, N, replace=False, shuffle=False),
    "choice_p_distinct": lambda g: np.concatenate([g.choice(20, 10, replace=False, p=P) for _ in range(N // 10)]),
    "bytes": lambda g: np.frombuffer(g.bytes(N), np.uint8),
    "mixed": lambda g: np.concatenate(
        [[g.random(dtype=np.float32), g.standard_normal(), g.integers(0, 7), g.random()] for _ in range(N // 4)]
    ),
}

LEGACY = {
    "random_sample": lambda s: s.random_sample(N),
    "randn": lambda s: s.randn(N),
    "normal": lambda s: s.normal(10.0, 2.5, N),
    "uniform": lambda s: s.uniform(-3.0, 7.0, N),
    "randint_small": lambda s: s.randint(-10, 11, N),
    "randint_32bit": lambda s: s.randint(-5, 2**32 - 5, N),
    "randint_large": lambda s: s.randint(-(2**40), 3 * 2**60, N),
    "randint_all": lambda s: s.randint(-(2**63), 2**63, N, dtype=np.int64),
    "permutation": lambda s: s.permutation(N),
    "permutation_rows": lambda s: s.permutation(np.arange(N).reshape(250, 4)),
    "choice": lambda s: s.choice(37, N),
    "choice_p": lambda s: s.choice(20, N, p=P),
    "choice_distinct": lambda s: s.choice(5000, N, replace=False),
    "choice_p_distinct": lambda s: np.concatenate([s.choice(20, 10, replace=False, p=P) for _ in range(N // 10)]),
    "mixed": lambda s: np.concatenate([[s.randn(), s.randint(0, 7), s.rand(), s.randint(0, 2**40)] for _ in range(N // 4)]),
}

# Those that both generators have, under the same names.
SHARED = {
    "standard_exponential": lambda s: s.standard_exponential(N),
    "exponential": lambda s: s.exponential(2.5, N),
    "standard_gamma_small": lambda s: s.standard_gamma(0.3, N),
    "standard_gamma": lambda s: s.standard_gamma(3.7, N),
    "gamma": lambda s: s.gamma(1.0, 2.0, N),
    "beta_small": lambda s: s.beta(0.5, 0.8, N),
    "beta": lambda s: s.beta(2.0, 0.5, N),
    "chisquare": lambda s: s.chisquare(5.0, N),
    "f": lambda s: s.f(3.0, 7.0, N),
    "standard_cauchy": lambda s: s.standard_cauchy(N),
    "pareto": lambda s: s.pareto(3.0, N),
    "weibull": lambda s: s.weibull(1.5, N),
    "power": lambda s: s.power(2.5, N),
    "laplace": lambda s: s.laplace(1.0, 2.0, N),
    "gumbel": lambda s: s.gumbel(1.0, 2.0, N),
    "logistic": lambda s: s.logistic(1.0, 2.0, N),
    "lognormal": lambda s: s.lognormal(0.5, 0.25, N),
    "rayleigh": lambda s: s.rayleigh(2.0, N),
    "standard_t": lambda s: s.standard_t(4.0, N),
    "triangular": lambda s: s.triangular(-1.0, 0.5, 3.0, N),
    "poisson_small": lambda s: s.poisson(3.5, N),
    "poisson_large": lambda s: s.poisson(1234.5, N),
    "geometric_likely": lambda s: s.geometric(0.6, N),
    "geometric_rare": lambda s: s.geometric(0.01, N),
    "binomial_small": lambda s: s.binomial(20, 0.3, N),
    "binomial_turned": lambda s: s.binomial(1000, 0.99, N),
    "binomial_large": lambda s: s.binomial(10000, 0.37, N),
    "binomial_huge": lambda s: s.binomial(10**9, 0.6, N),
    "negative_binomial": lambda s: s.negative_binomial(5.5, 0.3, N),
    "logseries": lambda s: s.logseries(0.9, N),
    "multinomial": lambda s: s.multinomial(100, [0.2, 0.5, 0.25, 0.05], N // 4),
    "noncentral_chisquare": lambda s: s.noncentral_chisquare(5.0, 2.5, N),
    "noncentral_chisquare_few": lambda s: s.noncentral_chisquare(0.7, 2.5, N),
    "noncentral_f": lambda s: s.noncentral_f(3.0, 7.0, 2.5, N),
    "vonmises": lambda s: s.vonmises(0.5, 4.0, N),
    "vonmises_flat": lambda s: s.vonmises(0.5, 2e-6, N),
    "vonmises_uniform": lambda s: s.vonmises(0.5, 1e-9, N),
    "vonmises_sharp": lambda s: s.vonmises(3.0, 1e5, N),
    "wald": lambda s: s.wald(3.0, 2.0, N),
    "zipf": lambda s: s.zipf(1.5, N),
    "zipf_steep": lambda s: s.zipf(4.0, N),
    "hypergeometric_few": lambda s: s.hypergeometric(15, 40, 9, N),
    "hypergeometric": lambda s: s.hypergeometric(150, 400, 30, N),
    "hypergeometric_turned": lambda s: s.hypergeometric(400, 150, 500, N),
    "hypergeometric_rest": lambda s: s.hypergeometric(400, 150, 545, N),
    "hypergeometric_large": lambda s: s.hypergeometric(10**8, 9 * 10**8, 10**7, N),
    "logseries_rare": lambda s: s.logseries(0.3, N),
    "beta_tiny": lambda s: s.beta(0.002, 0.001, N),
    "normal_arrays": lambda s: s.normal(column(5), row(8)),
    "uniform_arrays": lambda s: s.uniform(row(8), column(2) + 5),
    "exponential_arrays": lambda s: s.exponential(row(8), (25, 40)),
    "standard_gamma_arrays": lambda s: s.standard_gamma(row(8), (25, 40)),
    "gamma_arrays": lambda s: s.gamma(column(5), row(8)),
    "beta_arrays": lambda s: s.beta(column(5), row(8)),
    "chisquare_arrays": lambda s: s.chisquare(column(5), (25, 40)),
    "noncentral_chisquare_arrays": lambda s: s.noncentral_chisquare(column(5), row(8)),
    "f_arrays": lambda s: s.f(column(5), row(8)),
    "noncentral_f_arrays": lambda s: s.noncentral_f(column(5), row(8), 0.5),
    "standard_t_arrays": lambda s: s.standard_t(row(8), (25, 40)),
    "vonmises_arrays": lambda s: s.vonmises(column(5), row(8)),
    "pareto_arrays": lambda s: s.pareto(row(8), (25, 40)),
    "weibull_arrays": lambda s: s.weibull(row(8), (25, 40)),
    "power_arrays": lambda s: s.power(row(8), (25, 40)),
    "laplace_arrays": lambda s: s.laplace(column(5), row(8)),
    "gumbel_arrays": lambda s: s.gumbel(column(5), row(8)),
    "logistic_arrays": lambda s: s.logistic(column(5), row(8)),
    "lognormal_arrays": lambda s: s.lognormal(column(5), row(8)),
    "rayleigh_arrays": lambda s: s.rayleigh(row(8), (25, 40)),
    "wald_arrays": lambda s: s.wald(column(5), row(8)),
    "triangular_arrays": lambda s: s.triangular(0, column(5), row(8) + 5),
    "poisson_arrays": lambda s: s.poisson(row(2), (25, 40)),
    "zipf_arrays": lambda s: s.zipf(row(8) + 1, (25, 40)),
    "geometric_arrays": lambda s: s.geometric(row(40), (25, 40)),
    "logseries_arrays": lambda s: s.logseries(row(48), (25, 40)),
    "binomial_arrays": lambda s: s.binomial(ROW * 20, column(25)),
    "negative_binomial_arrays": lambda s: s.negative_binomial(column(5), row(48)),
    "hypergeometric_arrays": lambda s: s.hypergeometric(COLUMN + 5, 20, ROW // 2 + 1),
    "dirichlet": lambda s: s.dirichlet([1.0, 2.0, 0.5, 3.0], N // 4),
}
LEGACY |= SHARED
GENERATOR |= SHARED | {
    "dirichlet_small": lambda g: g.dirichlet([0.05, 0.01, 0.09, 0.02], N // 4),
    "permuted": lambda g: g.permuted(np.arange(N).reshape(4, 250), axis=1),
    "permuted_fortran": lambda g: g.permuted(np.arange(N).reshape(4, 250).T),
    "choice_axis": lambda g: g.choice(np.arange(80).reshape(4, 20), 250, axis=1),
    "choice_axis_matrix": lambda g: g.choice(np.arange(80).reshape(4, 20), (2, 125), axis=-1),
    "vonmises_normal": lambda g: g.vonmises(3.0, 1e9, N),
    "multinomial_arrays": lambda g: g.multinomial(np.arange(25), [[[[0.2, 0.5, 0.25, 0.05]]], [[[0.5, 0.5, 0.0, 0.0]]]], (2, 5, 25)),
    "multivariate_hypergeometric": lambda g: g.multivariate_hypergeometric([16, 8, 40, 7], 20, N // 4),
    "multivariate_hypergeometric_turned": lambda g: g.multivariate_hypergeometric([16, 8, 40, 7], 60, N // 4),
    "multivariate_hypergeometric_count": lambda g: g.multivariate_hypergeometric([16, 8, 40, 7], 20, N // 4, method="count"),
    "multivariate_hypergeometric_count_turned": lambda g: g.multivariate_hypergeometric([16, 8, 40, 7], 60, N // 4, method="count"),
    "integers_arrays": lambda g: g.integers(-ROW, COLUMN),
    "integers_arrays_closed": lambda g: g.integers(ROW * 2**40, ROW * 2**50 + COLUMN, endpoint=True),
    "integers_arrays_u64": lambda g: g.integers(0, COLUMN.astype("u8") * 2**59, (25, 40), dtype="u8"),
    "integers_arrays_i32": lambda g: g.integers(-ROW, COLUMN, dtype="i4"),
    "integers_arrays_u16": lambda g: g.integers(ROW, COLUMN * 2000 + 40, dtype="u2"),
    "integers_arrays_i8": lambda g: g.integers(-ROW, COLUMN, dtype="i1"),
    "integers_arrays_bool": lambda g: g.integers(0, ROW % 2 + 1, (25, 40), dtype="?"),
    "standard_exponential_f32": lambda g: g.standard_exponential(N, dtype="f4"),
    "standard_exponential_inv": lambda g: g.standard_exponential(N, method="inv"),
    "standard_exponential_inv_f32": lambda g: g.standard_exponential(N, dtype="f4", method="inv"),
    "standard_gamma_small_f32": lambda g: g.standard_gamma(0.3, N, dtype="f4"),
    "standard_gamma_f32": lambda g: g.standard_gamma(3.7, N, dtype="f4"),
    "standard_gamma_arrays_f32": lambda g: g.standard_gamma(row(8), (25, 40), dtype="f4"),
    "permuted_first": lambda g: g.permuted(np.arange(N).reshape(250, 4), axis=0),
    "permuted_all": lambda g: g.permuted(np.arange(N).reshape(250, 4)),
}
LEGACY |= {
    "randint_i8": lambda s: s.randint(-100, 27, N, dtype="i1"),
    "randint_u8_all": lambda s: s.randint(0, 256, N, dtype="u1"),
    "randint_i16": lambda s: s.randint(-300, 300, N, dtype="i2"),
    "randint_u32": lambda s: s.randint(3, 2**31 + 5, N, dtype="u4"),
    "randint_u64": lambda s: s.randint(3, 2**63 + 5, N, dtype="u8"),
    "randint_bool": lambda s: s.randint(0, 2, N, dtype="?"),
    "randint_arrays": lambda s: s.randint(-ROW, COLUMN),
    "randint_arrays_u8": lambda s: s.randint(ROW, COLUMN + 40, dtype="u1"),
    "randint_arrays_i32": lambda s: s.randint(-ROW, COLUMN * 10**6, dtype="i4"),
}
LEGACY |= {
    "random_integers": lambda s: s.random_integers(-10, 10, N),
    "random_integers_one": lambda s: s.random_integers(2**40, size=N),
    "tomaxint": lambda s: s.tomaxint(N),
}
LEGACY |= {"bytes": lambda s: np.frombuffer(s.bytes(N), np.uint8)}


def fnv(data):
    value = 0xCBF29CE484222325
    for byte in data:
        value = (value ^ byte) * 0x100000001B3 % 2**64
    return value


def show(family, methods, seeds, make):
    for name, draw in methods.items():
        for seed in seeds:
            drawn = draw(make(seed))
            assert drawn.size == N, name
            data = fnv(np.ascontiguousarray(drawn).tobytes())
            clear = " ".join(repr(value.item()) for value in drawn.ravel()[:10])
            print(f"{family}.{name} {seed} {data:016x} {clear}")


show("generator", GENERATOR, [42, 1234, 2**70 + 7], np.random.default_rng)
show("twister", {k: GENERATOR[k] for k in ("random", "random_f32", "standard_normal", "integers_i64_large", "integers_u8")},
     [42, 1234, 2**70 + 7], lambda seed: np.random.Generator(np.random.MT19937(seed)))
show("jumped", {"random": GENERATOR["random"]}, [42, 1234, 2**70 + 7],
     lambda seed: np.random.Generator(np.random.MT19937(seed).jumped(2)))
BITS = {k: GENERATOR[k] for k in ("random", "random_f32", "standard_normal", "integers_i64_large", "integers_u8", "mixed")}
for name in ("Philox", "SFC64", "PCG64DXSM"):
    make = getattr(np.random, name)
    show(name.lower(), BITS, [42, 1234, 2**70 + 7], lambda seed: np.random.Generator(make(seed)))
show("legacy", LEGACY, [0, 1234, 2**32 - 1], np.random.RandomState)
sys.stdout.flush()
