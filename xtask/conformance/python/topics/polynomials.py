"""Polynomials by their coefficients."""

import numpy as np

from cases import A, NUMBERS, case, literal


def polyfit(x, y, deg, w=None, cov=False):
    return np.polyfit(x, y, deg, w=w, cov=cov)


OPS = {"polyfit": polyfit, "poly1d": lambda c: repr(np.poly1d(c)), "poly_roots": lambda p: np.sort_complex(np.roots(p))}


def cases(g):
    for op in ("polyadd", "polysub", "polymul"):
        for dtype in NUMBERS:
            if op == "polysub" and dtype == "?":
                continue
            for n, m in ((3, 3), (4, 2), (1, 3), (2, 4)):
                yield case(op, A(dtype, (n,), "p1"), A(g.choice([dtype, "i4", "f8"]), (m,), "s2")).rel(1e-6)
        yield case(op, literal([0, 0, 1, 2]), literal([0, 3])).rel(1e-14)
        yield case(op, literal([0, 0]), literal([0, 3])).rel(1e-14)
        yield case(op, A("i4", (), [3]), A("i4", (3,), "p1"))
    for dtype in ("i4", "f4", "f8", "c16"):
        for n, m in ((4, 2), (3, 3), (2, 4), (6, 3), (3, 1)):
            yield case("polydiv", A(dtype, (n,), "p1"), A(dtype, (m,), "p2")).rel(1e-4 if dtype == "f4" else 1e-12)
    yield case("polydiv", literal([1.0, -1.0]), literal([1.0, -1.0]))
    for dtype in NUMBERS[1:]:
        p, x = A(dtype, (4,), "s1"), A(g.choice([dtype, "f8", "i2"]), (2, 3), "s2", g.choice("CFSRU"))
        yield case("polyval", p, x).rel(1e-6)
        yield case("polyval", A("f8", (3,), "s1"), A(dtype, (5,), "s3")).rel(1e-6)
    for x in (5, 2.5, 1 + 2j):
        yield case("polyval", literal([3, 0, 1]), x)
    yield case("polyval", literal([1.0, 2.0]), literal([np.inf, np.nan, -np.inf]))
    yield case("polyval", A("f8", (0,)), A("f4", (3,)))
    for m in (0, 1, 2, 5):
        for dtype in ("i4", "f4", "c16"):
            yield case("polyder", A(dtype, (4,), "s1"), m)
            if m:
                yield case("polyint", A(dtype, (4,), "s1"), m).rel(1e-6)
                yield case("polyint", A(dtype, (4,), "s1"), m, 3).rel(1e-6)
    yield case("polyint", literal([6.0]), 3, literal([6, 5, 3])).rel(1e-14)
    yield case("polyint", literal([6.0]), 3, literal([6, 5]))
    # Without roots NumPy gives a number, nd the constant polynomial.
    for roots in ([0, 1, -1], [1.5, 2.5], [1 + 1j, 1 - 1j, 2.0], [1 + 1j], [[1.0, 2.0], [3.0, 4.0]]):
        yield case("poly", literal(roots)).rel(1e-12)
    yield case("poly", literal([1.0, 2.0], "f4")).rel(1e-6)
    yield case("poly", A("f8", (2, 3)))
    for p in ([1.0, -3.0, 2.0], [1, 0, -1], [0, 0, 2, 4, 0, 0], [3], [0.0], [1, 2, 3, 4, 5], [1.0, 0.0, 1.0]):
        yield case("poly_roots", literal(p)).rel(1e-10)
    yield case("roots", A("f8", (2, 2)))
    for dtype in ("f8", "f4", "i4"):
        for degree in (0, 1, 2, 3):
            x, y = A(dtype, (8,), "i1"), A(dtype, (8,), f"s{degree}")
            tolerance = 1e-3 if dtype == "f4" else 1e-9
            yield case("polyfit", x, y, degree).rel(tolerance)
            yield case("polyfit", x, y, degree, w=A("f8", (8,), "p1")).rel(tolerance)
            yield case("polyfit", x, A(dtype, (8, 2), "s5"), degree).rel(tolerance)
    yield case("polyfit", A("f8", (8,), "i1"), A("f8", (8,), "s1"), 2, cov=True).rel(1e-9)
    yield case("polyfit", A("f8", (8,), "i1"), A("f8", (8,), "s1"), 2, cov="unscaled").rel(1e-9)
    yield case("polyfit", A("f8", (3,), "i1"), A("f8", (3,), "s1"), 2, cov=True)
    yield case("polyfit", A("f8", (3, 3)), A("f8", (3,)), 2)
    yield case("polyfit", A("f8", (0,)), A("f8", (0,)), 2)
    yield case("polyfit", A("f8", (3,)), A("f8", (4,)), 2)
    yield case("polyfit", A("f8", (3,)), A("f8", (3, 3, 3)), 2)
    yield case("polyfit", A("f8", (3,)), A("f8", (3,)), 1, w=A("f8", (4,)))
    for c in ([1, 2, 3], [0.0, 0.0, 1.5], [1 + 2j, 3], [0]):
        yield case("poly1d", literal(c))


def random(g):
    n, m = g.randrange(1, 6), g.randrange(1, 6)
    dtype = g.choice(NUMBERS[1:])
    return case(g.choice(["polyadd", "polymul"]), A(dtype, (n,), "p1"), A(dtype, (m,), "p2")).rel(1e-3)
