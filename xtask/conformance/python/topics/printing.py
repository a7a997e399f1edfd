"""Printing: str and repr of arrays over dtypes, shapes, values and options, and array2string."""

import numpy as np

from cases import A, COMPLEX, FLOATS, INTEGERS, LAYOUTS, NUMBERS, SHAPES, SWAPPED, case, literal


def with_options(show):
    def shown(x, **options):
        with np.printoptions(**options):
            return show(x)

    return shown


OPS = {
    "str": with_options(str),
    "repr": with_options(repr),
    "array2string": lambda x, **options: np.array2string(x, **options),
    "dtype_repr": lambda x: repr(x.dtype),
}
RECORDS = [[("a", "<i4"), ("b", "<f8")], [("re", "<i4"), ("im", "<i4")], [("x", "|b1"), ("y", ">f4"), ("z", "<u2")], [("c", "<c8")]]
OPTIONS = [{"precision": 3}, {"precision": 0}, {"suppress": True}, {"suppress": True, "precision": 2}, {"sign": "+"}, {"sign": " "},
           {"floatmode": "fixed"}, {"floatmode": "unique"}, {"floatmode": "maxprec_equal"}, {"floatmode": "fixed", "precision": 2},
           {"linewidth": 20}, {"linewidth": 40, "precision": 4}, {"threshold": 5}, {"threshold": 5, "edgeitems": 1},
           {"threshold": 3, "edgeitems": 2}, {"nanstr": "NA", "infstr": "oo"}]


def cases(g):
    for op in ("str", "repr"):
        for dtype in NUMBERS + SWAPPED:
            for fill in ("s1", "w2", "x3", "i0"):
                yield case(op, A(dtype, (5,), fill))
            yield case(op, A(dtype, (2, 3), "x4", g.choice(LAYOUTS)))
            yield case(op, A(dtype, (2, 2, 2), "s5", g.choice(LAYOUTS)))
        for shape in SHAPES + [(0, 3), (2, 0, 2), (1, 1, 1, 1), (2, 1, 2, 2), (25,), (3, 30)]:
            for dtype in ("f8", "i8", "?", "c16", "f4", "u1"):
                yield case(op, A(dtype, shape, "s6"))
        for options in OPTIONS:
            for dtype in FLOATS + COMPLEX + ["i4", "?"]:
                for fill in ("s7", "w8", "x9"):
                    yield case(op, A(dtype, g.choice([(4,), (2, 3), (12,), (3, 4)]), fill), **options)
        for record in RECORDS:
            for shape in ((), (1,), (2,), (2, 2), (0,), (9,)):
                yield case(op, A(record, shape, g.choice(["s1", "x2", "w3"])))
        for values in ([1e-5, 1], [1e-4, 1], [1e8, 1], [1e16, 1.5], [0.1, 0.12, 0.123456789], [1e15], [123456789.123], [1e-300, 1e300],
                       [5e-324], [0.0, -0.0], [1 / 3], [100.0, 0.5], [1e5 + 0.1, 1], [np.nan, 1.0], [np.inf, -1.5], [2**53]):
            yield case(op, literal(values, "f8"))
            yield case(op, literal(values, "f8"), suppress=True)
            yield case(op, literal(np.array(values) + 0j))
            with np.errstate(all="ignore"):
                yield case(op, literal(np.array(values).astype("f4")))
        for shape in ((1001,), (2000,), (40, 40), (1001, 1), (1, 1001), (11, 10, 10)):
            yield case(op, A("i4", shape, "i0"))
            yield case(op, A("f4", shape, "s1"))
    for separator, prefix, suffix in [(", ", "", ""), ("; ", "x = ", ";"), (",", "array(", ")"), (" ", "abc", "")]:
        for x in (A("f8", (12,), "w1"), A("i4", (3, 14), "w2"), A("c8", (5,), "s3")):
            yield case("array2string", x, separator=separator, prefix=prefix, suffix=suffix)
    for dtype in NUMBERS + SWAPPED + RECORDS:
        yield case("dtype_repr", A(dtype, (1,)))
    for _ in range(200):
        yield random(g)


def random(g):
    options = g.choice(OPTIONS) if g.random() < 0.5 else {}
    x = A(g.choice(NUMBERS + SWAPPED), g.choice(SHAPES), f"{g.choice('swx')}{g.randrange(1000)}", g.choice(LAYOUTS))
    return case(g.choice(["str", "repr"]), x, **options)
