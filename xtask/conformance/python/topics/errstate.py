"""Floating-point errors: what raises which, element by element, under `errstate(divide, over, invalid="raise")`."""

import numpy as np

from cases import A, case, literal


def raising(name, *x, under="ignore"):
    with np.errstate(divide="raise", over="raise", invalid="raise", under=under):
        return getattr(np, name)(*x)


def method(name, how, x, *starts, **keywords):
    with np.errstate(divide="raise", over="raise", invalid="raise"):
        return getattr(getattr(np, name), how)(x, *starts, **keywords)


def at(name, x, index, *values):
    with np.errstate(divide="raise", over="raise", invalid="raise"):
        getattr(np, name).at(x, index, *values)
    return x


def cast(x, dtype):
    with np.errstate(all="raise"):
        return x.astype(dtype)


def assign(x, y):
    with np.errstate(all="raise"):
        x[...] = y
    return x


def put(x, index, y):
    with np.errstate(all="raise"):
        x[index] = y
    return x


OPS = {"raising": raising, "method": method, "at": at, "cast": cast, "assign": assign, "put": put}
CASTS = [np.nan, np.inf, 1.5, 300.0, -1.0, -200.0, 70000.0, -40000.0, 3e9, -3e9, 5e9, 1e19, 2e19, -1e19, 1e30, 1e39, 1e-8, 1e-46]
TO = ["?", "i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8", "f2", "f4", "f8", "c8"]
ONE = ["sqrt", "square", "log", "log2", "log10", "log1p", "exp", "exp2", "expm1", "sin", "cos", "tan", "arcsin", "arccos",
       "arctan", "sinh", "cosh", "tanh", "arcsinh", "arccosh", "arctanh", "cbrt", "negative", "absolute", "floor", "rint",
       "sign", "isnan", "signbit"]
TWO = ["add", "subtract", "multiply", "divide", "power", "floor_divide", "remainder", "fmod", "hypot", "arctan2", "maximum",
       "fmin", "less", "equal", "copysign"]
VALUES = [0.0, -0.0, 1.0, -1.0, 2.0, -2.5, 0.5, 1e300, -1e300, 1e-300, 710.0, np.inf, -np.inf, np.nan]


def cases(g):
    for dtype in ("f8", "f4"):
        for name in ONE:
            for value in VALUES:
                yield case("raising", name, literal([1.0, value], dtype)).ulp(2)
        for name in TWO:
            for _ in range(40):
                x, y = [g.choice([1.0, g.choice(VALUES)]), 1.0], [g.choice(VALUES), 1.0]
                yield case("raising", name, literal(x, dtype), literal(y, dtype)).ulp(2)
    for name in ("floor_divide", "remainder", "fmod", "divide"):
        for dtype in ("i4", "u1", "i8"):
            yield case("raising", name, literal([4, 5], dtype), literal([2, 0], dtype))
            yield case("raising", name, literal([4, 5], dtype), literal([2, 3], dtype))
    for x, y in ((1e-200, 1e-200), (1e-200, 1e-110), (1.0, 2.0), (0.0, 1e-300), (1e-300, 1e-8)):
        for name in ("multiply", "divide"):
            one, other = (x, y) if name == "multiply" else (x, 1 / y)
            yield case("raising", name, literal([one]), literal([other]), under="raise")
    for name, how, x in (("add", "reduce", [1e308, 1e308]), ("add", "reduce", [np.inf, -np.inf]), ("add", "reduce", [1.0, 2.0]),
                         ("multiply", "reduce", [1e200, 1e200]), ("add", "accumulate", [1e308, 1e308]),
                         ("multiply", "accumulate", [1.0, 2.0]), ("add", "reduce", [np.nan, 1.0]),
                         ("maximum", "reduce", [np.nan, 1.0, 2.0]), ("fmin", "reduce", [1.0, np.nan, 2.0]),
                         ("maximum", "accumulate", [1.0, np.nan]), ("divide", "reduce", [1.0, 0.0]),
                         ("divide", "accumulate", [1.0, 0.0]), ("subtract", "reduce", [1.0, np.inf]),
                         ("logical_and", "reduce", [np.nan, 1.0]), ("hypot", "reduce", [1e308, 1e308, 1e308])):
        yield case("method", name, how, literal(x))
    for name in ("floor_divide", "remainder", "fmod"):
        for dtype in ("i4", "u1", "f8"):
            for x in ([4, 2], [4, 0], [0, 4]):
                for how in ("reduce", "accumulate"):
                    yield case("method", name, how, literal(x, dtype))
                yield case("method", name, "reduceat", literal(x, dtype), literal([0, 1]))
                yield case("method", name, "reduceat", literal(x, dtype), literal([0]))
    for name, x in (("add", [1e308, 1e308]), ("multiply", [1e200, 1e200]), ("maximum", [np.nan, 1.0]), ("divide", [1.0, 0.0]), ("add", [1.0, 2.0])):
        yield case("method", name, "reduceat", literal(x), literal([0]))
        yield case("method", name, "reduceat", literal(x), literal([0, 1]))
    for how in ("reduce", "accumulate", "reduceat"):
        for dtype, x in (("i4", [np.nan, 1.0]), ("f4", [1e300, 1.0]), ("f2", [7e4, 1.0]), ("i8", [1e300, 1.0]), ("i4", [2.5, 1.0])):
            yield case("method", "add", how, literal(x), *[literal([0])] * (how == "reduceat"), dtype=dtype)
    # NumPy's loop of maximum over indices compares with NaN in a way that is reported.
    for name, x, values in (("add", [1e308, 1.0], 1e308), ("divide", [1.0, 2.0], 0.0), ("add", [1.0, 2.0], 3.0), ("maximum", [3.0, 1.0], 2.0)):
        for dtype in ("f8", "c16"):
            yield case("at", name, literal(x, dtype), literal([0]), values)
            yield case("at", name, literal(x, dtype), literal([1, 1, 0]), values)
        if name != "maximum":
            yield case("at", name, literal(np.clip(x, 0, 3e38), "f4"), literal([0, 1]), literal([1e300, 1.0]))
    yield case("at", "floor_divide", literal([4, 5]), literal([1, 0]), 0)
    yield case("at", "sqrt", literal([4.0, -5.0]), literal([1, 0]))
    yield case("at", "sqrt", literal([4.0, -5.0]), literal([0, 0]))
    for dtype in ("f2", "f4", "f8", "c8", "c16", ">f8", ">c8"):
        for to in TO:
            for value in CASTS:
                with np.errstate(all="ignore"):
                    x = np.array([1.0, value]).astype(dtype)
                if np.isfinite(value) and not np.isfinite(x[1]):
                    continue
                yield case("cast", literal(x), to)
    for value in (1, 65503, 65520, 2**31, -70000):
        for to in ("f2", "f4", "u1"):
            yield case("cast", literal([1, value]), to)
    for x, y in (("i4", [1.0, np.nan]), ("f4", [1.0, 1e300]), ("i4", [1.0, 2.5]), ("f2", [1e-9, 1.0]), ("f4", [1.0, 2.0])):
        yield case("assign", A(x, (2,)), literal(y))
        yield case("put", A(x, (3,)), literal([2, 0]), literal(y))
        yield case("put", A(x, (3,)), literal([True, False, True]), literal(y))
    for value in (1e300, 1.0, np.float64(1e300), np.float64(1e-300)):
        yield case("assign", A("f4", (2,)), value)
        yield case("put", A("f4", (3,)), literal([2, 0]), value)


def random(g):
    if g.random() < 0.3:
        dtype = g.choice(["f2", "f4", "f8", "c16", ">f4", ">f8"])
        with np.errstate(all="ignore"):
            x = (np.array([1.0, g.choice([-1, 1]) * 10 ** g.uniform(-323, 308)])).astype(dtype)
        return case("cast", literal(x), g.choice(TO)) if np.isfinite(x).all() else random(g)
    name = g.choice(TWO)
    x, y = g.choice(VALUES), g.choice(VALUES)
    # Powers of and by infinities are exact, and what the library under NumPy reports of them is its own affair.
    if name == "power" and np.inf in (abs(x), abs(y)):
        return random(g)
    return case("raising", name, literal([x]), literal([y])).ulp(2)
