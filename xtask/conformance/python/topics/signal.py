"""Convolution, correlation, windows, phases, cumulative sums, gradients, integrals, cross products, emath."""

import numpy as np

from cases import A, FLOATS, INTEGERS, LAYOUTS, NUMBERS, REAL, SWAPPED, case, literal


def gradient(x, spacing=1.0, axis=None, edge_order=1):
    return np.gradient(x, spacing, axis=-1 if axis is None else axis, edge_order=edge_order)


def gradients(x, *spacings, axis=None, edge_order=1):
    slopes = np.gradient(x, *spacings, axis=axis, edge_order=edge_order)
    return slopes if isinstance(slopes, tuple) else (slopes,)


OPS = {"gradient": gradient, "gradients": gradients, "emath": lambda name, *x: getattr(np.emath, name)(*x)}
WINDOWS = ["bartlett", "blackman", "hamming", "hanning"]


def cases(g):
    for op in ("convolve", "correlate"):
        for dtype in NUMBERS + SWAPPED:
            for mode in ("full", "same", "valid"):
                n, m = g.choice([(7, 3), (4, 4), (2, 5), (9, 1), (6, 2)])
                layout = g.choice(["C", "S", "R", "U"])
                x, v = A(dtype, (n,), "s1", layout), A(g.choice([dtype, "i4", "f4"]), (m,), "s2", layout)
                yield case(op, x, v, mode).rel(1e-6 if dtype[-2:] in ("f4", "f2", "c8") else 1e-13)
        # Blocks of the kernel have 1024 results.
        yield case(op, A("i8", (3000,), "s1"), A("i8", (70,), "s2"), "same")
        yield case(op, A("i8", (70,), "s1"), A("i8", (1300,), "s2"), "full")
        yield case(op, A("f8", (0,)), A("f8", (3,)), "full")
        yield case(op, A("f8", (3,)), A("f8", (0,)), "full")
        yield case(op, A("f8", (2, 2)), A("f8", (3,)), "full").kind_only()
        yield case(op, literal([np.inf, 1.0, 2.0]), literal([1.0, np.inf]), "full").kind_only()
    for op in WINDOWS:
        for m in (0, 1, 2, 3, 8, 51):
            yield case(op, m).rel(1e-14)
    for m in (0, 1, 2, 5, 12):
        for beta in (0.0, 3.5, 14.0):
            yield case("kaiser", m, beta).rel(1e-14)
    for dtype in REAL + ["c16"]:
        yield case("i0", A(dtype, (3, 4), "s1", g.choice(LAYOUTS))).rel({"f2": 2e-3, "f4": 1e-6}.get(dtype, 1e-14))
    yield case("i0", literal([0.0, 7.9, 8.1, 300.0, -2.0])).rel(1e-14)
    for layout in LAYOUTS:
        for axis in (-1, 0):
            yield case("unwrap", A("f8", (4, 5), "w1", layout), axis=axis).rel(1e-12)
            yield case("unwrap", A("i4", (4, 5), "s2", layout), axis=axis, period=g.choice([3, 4, 6, 7]))
            yield case("unwrap", A("f4", (4, 5), "s3", layout), axis=axis, period=4, discont=g.choice([1.0, 3.0]))
    yield case("unwrap", A("u1", (6,), "i0"), period=4)
    for op in ("cumulative_sum", "cumulative_prod"):
        for dtype in NUMBERS:
            yield case(op, A(dtype, (3, 4), "p1", g.choice(LAYOUTS)), axis=g.choice([0, 1, -1]), include_initial=True).ulp(4)
            yield case(op, A(dtype, (5,), "p2"), include_initial=g.choice([False, True])).ulp(4)
        yield case(op, A("i4", (2, 3)))
        yield case(op, A("i4", ()), include_initial=True)
        yield case(op, A("i4", (2, 3)), axis=2)
        yield case(op, A("i4", (2, 3)), axis=1, out=A("i8", (2, 4)), include_initial=True)
        yield case(op, A("i4", (2, 3)), axis=0, dtype="f4")
    for dtype in REAL[1:] + ["c16", ">f8"]:
        for edge in (1, 2):
            tolerance = 1e-3 if dtype == "f2" else 1e-6 if dtype == "f4" else 1e-13
            x = A(dtype, (4, 5), "s1", g.choice(LAYOUTS))
            yield case("gradient", x, g.choice([1.0, 0.5, 2]), axis=g.choice([0, 1]), edge_order=edge).rel(tolerance)
            places = literal(np.cumsum([1.0, 0.5, 2.0, 1.0, 3.0])[: x.shape[1]])
            yield case("gradient", x, places, axis=1, edge_order=edge).rel(tolerance)
    for dtype in ("f8", "f4", "f2", "i4", "c8", ">f8"):
        x, tolerance = A(dtype, (4, 3, 5), "s7", g.choice(LAYOUTS)), {"f2": 1e-3, "f4": 1e-6, "c8": 1e-6}.get(dtype, 1e-13)
        each = [literal([0.0, 1.0, 2.5, 3.0]), A("i4", (3,), "i3"), A("f4", (5,), "i1")]
        for edge in (1, 2):
            for spacings in ((), (0.5,), (2,), (np.float64(0.25),), (0.5, 2, 1.5), tuple(each), (each[0], 2.0, each[2])):
                yield case("gradients", x, *spacings, edge_order=edge).rel(tolerance)
            yield case("gradients", x, each[2], each[0], axis=(2, 0), edge_order=edge).rel(tolerance)
            yield case("gradients", x, axis=(1, -1), edge_order=edge).rel(tolerance)
            yield case("gradients", x, each[1], axis=1, edge_order=edge).rel(tolerance)
    yield case("gradients", A("f8", (3, 4)), 1.0, 2.0, 3.0)
    yield case("gradients", A("f8", (3, 4)), A("f8", (3,), "i1"))
    yield case("gradients", A("f8", (3, 4)), 1.0, A("f8", (3,), "i1"))
    yield case("gradients", A("f8", (3, 1)))
    yield case("gradients", A("f8", (3, 4)), axis=(0, 2))
    yield case("gradients", A("?", (3, 4)))
    yield case("gradient", A("f8", (1,)), 1.0)
    yield case("gradient", A("f8", (2,)), 1.0, edge_order=2)
    yield case("gradient", A("f8", (4,)), 1.0, edge_order=3)
    yield case("gradient", A("f8", (4,)), A("f8", (3,)))
    yield case("gradient", A("f8", (4,)), A("f8", (2, 2)))
    yield case("gradient", A("f8", (4,), "w3"), A("i4", (4,), "i2")).rel(1e-13)
    for dtype in INTEGERS + FLOATS + ["c8"]:
        y = A(dtype, (3, 4), "s1", g.choice(LAYOUTS))
        yield case("trapezoid", y, axis=g.choice([0, 1])).rel(1e-3 if dtype == "f2" else 1e-6)
        yield case("trapezoid", y, A("f8", (4,), "p2")).rel(1e-3 if dtype == "f2" else 1e-6)
        yield case("trapezoid", y, A("f8", (3, 4), "p3"), axis=0).rel(1e-3 if dtype == "f2" else 1e-6)
    for dtype in INTEGERS + FLOATS + ["c8", "c16", "?"]:
        for n, m in ((3, 3), (2, 3), (3, 2), (2, 2)):
            a, b = A(dtype, (4, n), "s1", g.choice(LAYOUTS)), A(g.choice([dtype, "i2", "f8"]), (4, m), "s2")
            yield case("cross", a, b) if dtype != "?" else case("cross", a, b).kind_only()
    yield case("cross", A("i4", (3, 2), "s1"), A("i4", (2, 3), "s2"), axisa=0, axisb=1, axisc=0)
    yield case("cross", A("i4", (3, 5), "s1"), A("i4", (3, 1), "s2"), axis=0)
    yield case("cross", A("i4", (4,)), A("i4", (3,)))
    yield case("cross", A("i4", ()), A("i4", (3,)))
    for name in ("sqrt", "log", "log2", "log10", "arccos", "arcsin", "arctanh"):
        for dtype in ("f8", "f4", "i4", "i2", "u1", "c8", "c16"):
            tolerance = 1e-5 if dtype in ("f4", "i2", "u1", "c8") else 1e-13
            yield case("emath", name, A(dtype, (5,), "p1")).rel(tolerance)
            yield case("emath", name, literal(np.array([3, -2, 5], dtype="i4").astype(dtype))).rel(tolerance)
    for x, p in ((2, -1), (-2, 2), (-2.0, 0.5), (4, 3)):
        yield case("emath", "power", A("i4", (3,), [x, 1, 2]) if isinstance(x, int) else literal([x, 1.0]), p).rel(1e-14)
    for dtype in ["f8", "f4", "f2", "c16"]:
        yield case("nan_to_num", A(dtype, (4, 5), "x1", g.choice(LAYOUTS)))
        yield case("nan_to_num", A(dtype, (4, 5), "x2"), nan=7.0, posinf=2.0, neginf=-3.0)
    yield case("nan_to_num", A("i4", (3,)))
    for dtype in NUMBERS:
        yield case("ediff1d", A(dtype, (2, 4), "p1", g.choice(LAYOUTS))) if dtype != "?" else case("ediff1d", A("i1", (1,)))
    yield case("ediff1d", A("i4", (4,), "s1"), to_begin=-99, to_end=literal([88, 99], "i4"))
    yield case("ediff1d", A("i4", (4,), "s1"), to_begin=1.5, to_end=0)
    for tolerance in (100, 1000, 1e-15, 1e-10):
        yield case("real_if_close", literal([2.1 + 4e-14j, 5.2 + 3e-15j]), tol=tolerance)


def random(g):
    n, m = g.randrange(1, 30), g.randrange(1, 30)
    dtype = g.choice(NUMBERS)
    op = g.choice(["convolve", "correlate"])
    one = case(op, A(dtype, (n,), "s1"), A(dtype, (m,), "s2"), g.choice(["full", "same", "valid"]))
    return one.rel(1e-3 if dtype == "f2" else 1e-6)
