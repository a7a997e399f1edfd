"""Covariances, averages, interpolation, histograms of several axes, and statistics that leave NaN out."""

import numpy as np

from cases import A, FLOATS, INTEGERS, LAYOUTS, NUMBERS, case, literal

NAN = ["nansum", "nanprod", "nanmean", "nanvar", "nanstd", "nanmin", "nanmax"]
OPS = {"average_returned": lambda x, weights=None, **keywords: np.average(x, weights=weights, returned=True, **keywords)}


def holes(g, dtype, shape, layout="C"):
    """An array with NaN in it."""
    x = A(dtype, shape, f"s{g.randrange(100)}").build()
    if x.dtype.kind in "fc" and x.size:
        x.flat[:: g.choice([2, 3, 4])] = np.nan
    return literal(x, layout=layout)


def cases(g):
    for op in ("cov", "corrcoef"):
        for dtype in INTEGERS + FLOATS + ["c8", "c16", ">f4"]:
            x = A(dtype, (3, 7), "s1", g.choice(LAYOUTS))
            yield case(op, x).rel(1e-13)
            yield case(op, x, rowvar=False).rel(1e-13)
            yield case(op, x, A("f8", (2, 7), "s2")).rel(1e-13)
        yield case(op, A("f8", (6,), "s1")).rel(1e-13)
        yield case(op, A("f8", (6,), "s1"), A("f8", (6,), "s2")).rel(1e-13)
        yield case(op, A("f8", (2, 2, 2)))
        yield case(op, A("f8", (2, 3)), A("f8", (2, 2, 2)))
        yield case(op, A("f8", (2, 3)), A("f8", (2, 4)))
        yield case(op, A("f4", (2, 5), "s1"), dtype="f4").rel(1e-5)
    x = A("f8", (3, 6), "s1")
    for keywords in ({"bias": True}, {"ddof": 0}, {"ddof": 2}, {"ddof": 6}, {"bias": True, "ddof": 1}):
        yield case("cov", x, **keywords).rel(1e-13)
        yield case("cov", x, fweights=A("i4", (6,), "p1"), **keywords).rel(1e-13)
        yield case("cov", x, aweights=A("f8", (6,), "p2"), **keywords).rel(1e-13)
        yield case("cov", x, fweights=A("i4", (6,), "p1"), aweights=A("f8", (6,), "p2"), **keywords).rel(1e-13)
    # NumPy's RuntimeError is a ValueError here.
    yield case("cov", x, fweights=literal([1.5, 1, 1, 1, 1, 1]))
    yield case("cov", x, fweights=literal([-1, 1, 1, 1, 1, 1]))
    yield case("cov", x, aweights=literal([-1, 1, 1, 1, 1, 1]))
    for dtype in NUMBERS:
        x = A(dtype, (3, 4), "s1", g.choice(LAYOUTS))
        yield case("average", x, axis=g.choice([None, 0, 1])).ulp(4)
        for op in ("average", "average_returned"):
            yield case(op, x, weights=A("f8", (3, 4), "p2"), axis=g.choice([None, 0, 1])).rel(1e-6)
            yield case(op, x, weights=A("i4", (4,), "p3"), axis=1, keepdims=g.choice([True, False])).rel(1e-6)
        yield case("average_returned", x, axis=0).ulp(4)
    yield case("average", A("f8", (3, 4)), weights=A("f8", (4,), "p1"))
    yield case("average", A("f8", (3, 4)), weights=A("f8", (4,), "p1"), axis=0)
    yield case("average", A("f8", (2, 3, 4), "s1"), weights=A("f8", (4, 2), "p1"), axis=(2, 0)).rel(1e-14)
    yield case("average", A("f8", (4,)), weights=literal([0.0, 0.0, 1.0, -1.0]))
    xp, fp = literal([1.0, 2.0, 4.0, 7.0]), literal([3.0, -2.0, 0.5, 9.0])
    for x in (A("f8", (5, 5), "s1"), A("i4", (7,), "s2"), 3.5, A("f4", (4,), "x1"), A("f8", (0,)), A("f8", (9,), "x2", "S")):
        yield case("interp", x, xp, fp)
        yield case("interp", x, xp, fp, left=-1.5, right=8)
        yield case("interp", x, xp, fp, period=5.0).rel(1e-14)
        yield case("interp", x, xp, A("c16", (4,), "s5"))
        yield case("interp", x, xp, A("c16", (4,), "s5"), left=1 + 2j)
    yield case("interp", 1.0, literal([1.0]), literal([5.0]))
    yield case("interp", literal([0.0, 1.0, 1.5, 2.0]), literal([0.0, 1.0, 2.0]), literal([1.0, np.inf, np.inf]))
    yield case("interp", literal([0.5, 1.5]), literal([0.0, 1.0, np.inf]), literal([1.0, 2.0, 2.0]))
    yield case("interp", 1.0, A("f8", (0,)), A("f8", (0,)))
    yield case("interp", 1.0, A("f8", (3,)), A("f8", (2,)))
    yield case("interp", 1.0, A("f8", (2, 2)), A("f8", (2, 2)))
    yield case("interp", 1.0, xp, fp, period=0)
    yield case("interp", 1.0, xp, A("f8", (3,)), period=2)
    for bins in (3, 7):
        yield case("histogram2d", A("f8", (40,), "w1"), A("f8", (40,), "s2"), bins)
        yield case("histogram2d", A("f8", (40,), "s1"), A("i4", (40,), "s2"), bins, density=True).rel(1e-13)
        yield case("histogramdd", A("f8", (30, 3), "s1"), bins)
        yield case("histogramdd", A("f4", (30, 3), "s1"), bins, weights=A("f8", (30,), "p1"))
    yield case("histogram2d", A("i4", (30,), "s1"), A("i4", (30,), "s2"), literal([-5, 0, 2, 9]))
    yield case("histogram2d", A("i4", (30,), "s1"), A("i4", (29,), "s2"), 3)
    yield case("histogramdd", A("f8", (30, 2), "s1"), [literal([-4.0, 0.0, 4.0]), 3], range=[None, (-2.0, 2.0)])
    yield case("histogramdd", A("f8", (30, 2), "s1"), [2, 3, 4])
    yield case("histogramdd", A("f8", (30, 2), "s1"), [2, 0])
    yield case("histogramdd", A("f8", (30, 2), "s1"), [2, literal([1.0, 0.0])])
    yield case("histogramdd", A("f8", (30, 2), "s1"), 2, range=[(0.0, 1.0)])
    for op in NAN:
        for dtype in FLOATS + ["c8", "c16", "i4", "?"]:
            if op in ("nanmin", "nanmax") and dtype[0] == "c":
                continue
            for axis in (None, 0, 1):
                x = holes(g, dtype, (3, 4), g.choice(["C", "F", "R", "U"]))
                yield case(op, x, axis=axis, keepdims=g.choice([True, False])).rel(1e-3 if dtype == "f2" else 1e-6)
        for ddof in (1, 2) if op in ("nanvar", "nanstd") else ():
            yield case(op, holes(g, "f8", (3, 4)), axis=0, ddof=ddof).rel(1e-13)
    for op in ("nanmean", "nanvar", "nanstd"):
        for x in ("f8", "f4", "c8", "i4"):
            for dtype in NUMBERS:
                yield case(op, holes(g, x, (7,)), dtype=dtype).rel(1e-2 if dtype == "f2" else 1e-6)
                yield case(op, holes(g, x, (2, 5)), axis=1, out=A(dtype, (2,))).rel(1e-2 if dtype == "f2" else 1e-6)
            mask = A("?", (3, 4), "s3")
            yield case(op, holes(g, x, (3, 4)), axis=0, where=mask).rel(1e-6)
            yield case(op, holes(g, x, (3, 4)), axis=g.choice([0, 1]), ddof=3 if op != "nanmean" else 0).rel(1e-6) if op != "nanmean" else case(
                op, holes(g, x, (3, 4)), axis=1
            ).rel(1e-6)
        yield case(op, literal(np.float64(2.5)), axis=0)
    for op in ("nanargmin", "nanargmax"):
        for axis in (None, 0, 1):
            yield case(op, holes(g, "f8", (3, 4)), axis=axis)
        yield case(op, literal([[np.nan, np.nan], [1.0, 2.0]]), axis=1)
    for op in ("nancumsum", "nancumprod"):
        for axis in (None, 0, 1):
            yield case(op, holes(g, g.choice(FLOATS), (3, 4)), axis=axis).rel(1e-6)


def random(g):
    n = g.randrange(1, 20)
    xp = np.cumsum(A("f8", (n,), f"p{g.randrange(1000)}").build())
    return case("interp", A("f8", (g.randrange(9),), f"w{g.randrange(1000)}"), literal(xp), A("f8", (n,), f"w{g.randrange(99)}"))
