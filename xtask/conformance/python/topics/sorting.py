"""Sorting, searching, sets, order statistics, histograms."""

import numpy as np

from cases import A, COMPLEX, FLOATS, INTEGERS, LAYOUTS, NUMBERS, REAL, SWAPPED, Ref, case, literal

METHODS = [
    "inverted_cdf", "averaged_inverted_cdf", "closest_observation", "interpolated_inverted_cdf", "hazen", "weibull",
    "linear", "median_unbiased", "normal_unbiased", "lower", "higher", "midpoint", "nearest",
]
RULES = ["auto", "fd", "doane", "scott", "stone", "rice", "sturges", "sqrt"]
NAN = float("nan")

# Ties of unstable sorts are in no order that could be expected, so every argsort is stable.
OPS = {
    "sort": lambda x, axis, stable=None: np.sort(x, axis, stable=stable),
    "sorted_view": lambda base, x, axis, stable=None: (x.sort(axis, stable=stable), base)[1],
    "argsort": lambda x, axis, stable=None: np.argsort(x, axis, stable=True),
    "lexsort": lambda keys: np.lexsort(keys),
    "partitioned_at": lambda x, kth, axis: np.moveaxis(np.partition(x, kth, axis), axis, -1)[..., kth],
    "unique_parts": lambda x, **more: tuple(np.unique(x, True, True, True, **more)),
    "searchsorted": lambda a, v, side, sorter=None: np.searchsorted(a, v, side, sorter),
}


def cases(g):
    for dtype in NUMBERS + SWAPPED:
        for fill in ["s1", "w2"]:
            yield case("sort", A(dtype, (23,), fill), -1)
            yield case("argsort", A(dtype, (23,), fill), -1)
            yield case("unique_parts", A(dtype, (17,), fill))
        yield case("sort", A(dtype, (40,), "x3"), -1, stable=True)
        yield case("argsort", A(dtype, (40,), "x3"), -1)
        yield case("sort", A(dtype, (300,), "w4"), -1)
        yield case("sort", A(dtype, (3, 4), "s5", g.choice(LAYOUTS)), None)
        for layout in LAYOUTS:
            axis = g.choice([0, 1, 2, -1])
            yield case("sort", A(dtype, (3, 4, 5), "s6", layout), axis)
            yield case("argsort", A(dtype, (3, 4, 5), "s7", layout), axis)
            yield case("partitioned_at", A(dtype, (7, 4), "s8", layout), g.choice([0, 2, -1, 3]), g.choice([0, 1]))
        yield case("sorted_view", A(dtype, (10,), "i1"), Ref(0, slice(5, None, -1)), -1)
        yield case("sorted_view", A(dtype, (4, 6), "w9"), Ref(0, slice(None), slice(None, None, 2)), 0)
        yield case("median", A(dtype, (9,), "w10"))
        yield case("median", A(dtype, (4, 6), "s11"), axis=g.choice([0, 1]), keepdims=True)
    for dtype in REAL + SWAPPED[:-2]:
        haystack = literal(np.sort(A(dtype, (30,), "s12").build()))
        for side in ["left", "right"]:
            yield case("searchsorted", haystack, A(dtype, (40,), "s13", g.choice(LAYOUTS)), side)
            yield case("searchsorted", haystack, A(g.choice(REAL), (5, 3), "s14"), side)
        yield case("isin", A(dtype, (4, 5), "s15"), A(dtype, (6,), "s16"))
        for op in ["intersect1d", "union1d", "setdiff1d", "setxor1d"]:
            yield case(op, A(dtype, (12,), "s17"), A(g.choice(REAL), (9,), "s18"))
    for dtype in FLOATS + COMPLEX:
        x = literal([NAN, 1.5, -np.inf, NAN, np.inf, 2.5, 1.5, 0.25], dtype)
        yield case("sort", x, -1)
        yield case("argsort", x, -1)
        yield case("unique_parts", x)
        yield case("unique_parts", x, equal_nan=False)
        yield case("median", x)
        yield case("searchsorted", literal(np.sort(x.build())), x, "left")
        yield case("searchsorted", literal(np.sort(x.build())), x, "right")
        yield case("isin", x, x)
    for shape in [(), (0,), (2, 0), (0, 2)]:
        for axis in [-1, 0, None, 5]:
            yield case("sort", A("f8", shape), axis)
            yield case("argsort", A("i4", shape), axis)
        for op in ["unique_parts", "unique", "bincount"]:
            yield case(op, A("i8", shape))
        yield case("quantile", A("f8", shape), 0.5).kind_only()
    for axis in [0, 1, -1, 2]:
        yield case("unique_parts", A("i4", (9, 2), "s19"), axis=axis)
        yield case("unique_parts", A("f8", (3, 8), "p20", "F"), axis=axis)
    for n in range(1, 4):
        yield case("lexsort", [A(g.choice(REAL), (12,), f"s{20 + k}") for k in range(n)])
        yield case("lexsort", [A("i2", (3, 7), f"s{30 + k}", "F") for k in range(n)])
    yield case("partitioned_at", A("i8", (3,)), 5, 0)
    yield case("partitioned_at", A("i8", (3,)), -4, 0)
    yield case("searchsorted", A("i8", (2, 2)), 1, "left")
    yield case("searchsorted", A("i8", (3,), [3, 1, 2]), 2, "left", sorter=A("i8", (3,), [1, 2, 0]))
    yield case("searchsorted", A("i8", (3,)), 2, "left", sorter=A("i8", (2,)))
    yield case("searchsorted", A("i8", (3,)), 2, "left", sorter=A("i8", (3,), [0, 1, 9]))
    yield case("searchsorted", A("i8", (3,)), 2, "left", sorter=A("f8", (3,)))
    for v in [2, 2.5, -300, True]:
        yield case("searchsorted", A("i4", (5,), "i0"), v, "right")
    yield from statistics(g)
    yield from histograms(g)
    for _ in range(150):
        yield random(g)


def statistics(g):
    sizes = [1, 2, 5, 10, 11, 100]
    for method in METHODS:
        for n in sizes:
            for q in [0.0, 0.3, 0.5, 1 / 3, 0.95, 1.0]:
                yield case("quantile", A("f8", (n,), "w40"), q, method=method)
        for dtype in REAL[1:] + SWAPPED[:9]:
            yield case("quantile", A(dtype, (13,), "s41"), 0.37, method=method)
            yield case("percentile", A(dtype, (3, 8), "s42", g.choice(LAYOUTS)), g.choice([10, 25.0, 99]), axis=g.choice([0, 1]), method=method)
        q = literal(g.choice([[0.25, 0.5, 1.0], [[0.1, 0.2], [0.3, 0.9]]]))
        for dtype in ["f8", "f4", "i8"]:
            yield case("quantile", A(dtype, (3, 4, 5), "s43"), q, axis=(0, 2), keepdims=g.random() < 0.5, method=method)
        yield case("nanquantile", literal([[NAN, 1.0, 4.0, 2.0], [3.0, 5.0, 7.0, 0.5]]), 0.4, axis=1, method=method)
    for q in [0, 1, -0.5, 1.5, 101, NAN]:
        yield case("quantile", A("i8", (5,), "s44"), q)
        yield case("percentile", A("f4", (5,), "s44"), q)
    for x in [literal([NAN, 2.0, 1.0]), literal([[1.0, NAN, 3.0], [4.0, 5.0, 6.0]]), literal([NAN, NAN]), literal([1.0, np.inf])]:
        for op in ["median", "nanmedian"]:
            yield case(op, x)
            yield case(op, x, axis=-1)
        for op in ["quantile", "nanquantile"]:
            yield case(op, x, 0.5, axis=-1)
            yield case(op, x, 0.75)
    yield case("quantile", A("c16", (3,)), 0.5)
    yield case("quantile", A("f8", (3,)), 0.5, axis=2)
    for axis in [None, (0, 1), (2, 0), 1, -1, 3]:
        yield case("median", A("f4", (3, 4, 2), "w45"), axis=axis)
        yield case("median", A("u1", (2, 3, 5), "w46", "P"), axis=axis, keepdims=True)


def histograms(g):
    for dtype in REAL[1:]:
        for bins in [1, 7, 10]:
            yield case("histogram", A(dtype, (60,), "s50"), bins)
        if dtype != "f2":
            yield case("histogram", A(dtype, (200,), "s51"), 8, range=(-1.5, 3.0))
            yield case("histogram", A(dtype, (50,), "s52"), literal([-2.0, 0.0, 0.5, 4.0]))
    for rule in RULES:
        for x in [A("f8", (50,), "w53"), A("f8", (200,), "s54"), A("i4", (80,), "s55"), A("f8", (4,), "s1"), A("f8", (0,))]:
            yield case("histogram", x, rule)
        yield case("histogram", A("f8", (90,), "s56"), rule, range=(-2.0, 3.5))
    for density in [True, False]:
        weights = A("f8", (60,), "p57")
        yield case("histogram", A("f8", (60,), "s58"), 6, weights=weights, density=density)
        yield case("histogram", A("f8", (60,), "s58"), literal([-3.0, 0.0, 1.0, 4.0]), weights=weights, density=density)
        yield case("histogram", A("f8", (60,), "s58"), 6, density=density)
    for x in [A("f8", (3,), [5, 5, 5]), A("i8", (0,)), A("f8", (3,), [1, 2, 3])]:
        for bins in [2, 0, -1, literal([1, 3, 2]), "nothing"]:
            yield case("histogram", x, bins)
    yield case("histogram", A("f8", (3,)), 3, range=(3.0, 1.0))
    yield case("histogram", literal([1.0, np.inf]), 3).kind_only()
    yield case("histogram", A("f8", (3,)), 3, weights=A("f8", (4,)))
    for dtype in INTEGERS:
        if dtype != "u8":
            yield case("bincount", A(dtype, (30,), "p60"))
            yield case("bincount", A(dtype, (30,), "p61"), weights=A("f8", (30,), "s62"), minlength=14)
    yield case("bincount", A("i8", (3,), [1, -1, 2]))
    yield case("bincount", A("i8", (3,), "p1"), weights=A("f8", (2,)))
    for bins in [[0.0, 1.0, 2.5], [3.0, 1.0, -2.0], [1.0, 3.0, 2.0], [1.0]]:
        for right in [True, False]:
            yield case("digitize", A("f8", (5, 4), "s63"), literal(bins), right=right)


def random(g):
    dtype, seed = g.choice(REAL[1:]), g.randrange(1000)
    shape = tuple(g.randrange(1, 6) for _ in range(g.randrange(1, 4)))
    x = A(dtype, shape, f"{g.choice('sw')}{seed}", g.choice(LAYOUTS))
    axis = g.randrange(-len(shape), len(shape))
    if g.random() < 0.3:
        return case("sort", A(dtype, (g.randrange(600),), f"{g.choice('sw')}{seed}", g.choice("CSR")), -1)
    return g.choice([
        lambda: case("sort", x, axis),
        lambda: case("argsort", x, axis),
        lambda: case("unique_parts", x),
        lambda: case("quantile", x, round(g.random(), 3), axis=axis, method=g.choice(METHODS)),
        lambda: case("median", x, axis=g.choice([axis, None])),
        lambda: case("partitioned_at", x, g.randrange(shape[axis]), axis),
    ])()
