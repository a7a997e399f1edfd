"""Floating-point errors: what raises which, element by element, under `errstate(divide, over, invalid="raise")`."""

import numpy as np

from cases import A, case, literal


def raising(name, *x, under="ignore"):
    with np.errstate(divide="raise", over="raise", invalid="raise", under=under):
        return getattr(np, name)(*x)


def method(name, how, x):
    with np.errstate(divide="raise", over="raise", invalid="raise"):
        return getattr(getattr(np, name), how)(x)


OPS = {"raising": raising, "method": method}
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
                         ("multiply", "accumulate", [1.0, 2.0]), ("add", "reduce", [np.nan, 1.0])):
        yield case("method", name, how, literal(x))


def random(g):
    name = g.choice(TWO)
    return case("raising", name, literal([g.choice(VALUES)]), literal([g.choice(VALUES)])).ulp(2)
