"""The catalogue of universal functions beyond plain arithmetic: every dtype, special values, layouts, methods."""

import numpy as np

from cases import A, COMPLEX, FLOATS, INTEGERS, LAYOUTS, NUMBERS, SWAPPED, Ref, case, literal

EXACT_ONE = ["positive", "absolute", "fabs", "sign", "conjugate", "reciprocal", "bitwise_count", "floor", "ceil", "trunc"]
EXACT_ONE += ["rint", "isfinite", "isinf", "signbit", "spacing", "modf", "frexp"]
EXACT_TWO = ["logical_xor", "fmod", "divmod", "gcd", "lcm", "copysign", "nextafter", "heaviside", "fmax", "fmin", "ldexp"]
EXACT_TWO += ["power"]
CLOSE_ONE = ["tan", "arcsin", "arccos", "arctan", "sinh", "cosh", "tanh", "arcsinh", "arccosh", "arctanh", "exp2", "expm1"]
CLOSE_ONE += ["log2", "log10", "log1p", "cbrt", "radians", "degrees", "deg2rad", "rad2deg"]
CLOSE_TWO = ["hypot", "arctan2", "logaddexp", "logaddexp2", "float_power"]
# Complex functions that NumPy itself computes to a few digits only near some points.
LOOSE = {"arctanh", "log1p", "tan", "tanh", "expm1", "log2", "log10"}


def at(name):
    """The target after `name.at`."""
    return lambda x, *rest: (getattr(np, name).at(x, *rest), x)[1]


def reduce_of(name):
    return lambda x, **options: getattr(np, name).reduce(x, **options)


def reduceat(name):
    return lambda x, starts, **options: getattr(np, name).reduceat(x, starts, **options)


AT = ["add", "subtract", "multiply", "maximum", "divide", "power", "logical_or"]
AT_ONE = ["negative", "square", "sqrt"]
FOLDS = ["hypot", "logaddexp", "gcd", "lcm", "power", "fmax", "fmin", "logical_xor", "arctan2", "copysign", "equal", "less"]
STRETCHES = ["add", "multiply", "maximum", "logical_and", "subtract", "hypot"]
OPS = {f"at_{name}": at(name) for name in AT + AT_ONE}
OPS |= {f"reduce_{name}": reduce_of(name) for name in FOLDS}
OPS |= {f"accumulate_{name}": (lambda f: lambda x, axis=0: f.accumulate(x, axis=axis))(getattr(np, name)) for name in FOLDS}
OPS |= {f"reduceat_{name}": reduceat(name) for name in STRETCHES}
OPS["where"] = np.where
OPS["clip"] = np.clip


def tuned(op, made, dtypes):
    is_complex = any(np.dtype(d).kind == "c" for d in dtypes)
    if is_complex and op in ("arctanh", "arccosh", "arcsinh", "arcsin", "arccos", "arctan", "power", "float_power") or (
        is_complex and op in [*LOOSE, "exp2"]
    ):
        return made.ulp(64)
    if is_complex and op in CLOSE_ONE + ["sign", "reciprocal", "absolute"]:
        return made.ulp(8)
    if op in CLOSE_ONE + CLOSE_TWO or op == "power" and any(np.dtype(d).kind == "f" for d in dtypes):
        return made.ulp(4)
    return made


def cases(g):
    for op in EXACT_ONE + CLOSE_ONE:
        for x in NUMBERS + g.sample(SWAPPED, 4):
            for fill in ("x1", "s2", "w3"):
                if (op, x, fill) == ("expm1", "c8", "x1"):
                    continue  # NumPy computes in float32, where an infinity times zero is NaN; nd in float64
                yield tuned(op, case(op, A(x, (18,), fill)), [x])
        for layout in LAYOUTS:
            for x in ("f8", "f4"):
                yield tuned(op, case(op, A(x, (3, 4), "p2", layout)), [x])
        yield tuned(op, case(op, A("f8", (0,))), ["f8"])
        yield tuned(op, case(op, A("f8", (), "p3")), ["f8"])
    for op in EXACT_TWO + CLOSE_TWO:
        for x in NUMBERS:
            second = "i4" if op == "ldexp" else x
            exponent = op in ("power", "float_power") and np.dtype(x).kind != "f"
            # C leaves complex powers of infinities and of NaN to the platform.
            open_in_c = exponent and np.dtype(x).kind == "c"
            for fills in () if open_in_c else (("x1", "p2"),) if exponent else (("x1", "x2"), ("s3", "s4"), ("w5", "w6"), ("p7", "p8")):
                yield tuned(op, case(op, A(x, (18,), fills[0]), A(second, (18,), fills[1])), [x])
            y = g.choice(NUMBERS)
            yield tuned(op, case(op, A(x, (5,), "p3"), A(y, (5,), "p4")), [x, y])
        for layout in LAYOUTS:
            second = "i8" if op == "ldexp" else "f8"
            yield tuned(op, case(op, A("f8", (3, 4), "p2", layout), A(second, (4,), "p3")), ["f8"])
            if op in ("gcd", "lcm", "divmod", "fmod", "power"):
                yield case(op, A("i4", (3, 4), "p2", layout), A(">i2", (3, 1), "p3"))
        for value in (0, 1, 2, 3.0, -1, 0.5):
            yield tuned(op, case(op, A("f4", (4,), "p5"), value), ["f4"])
            yield tuned(op, case(op, A("i2", (4,), "p5"), value), ["f4"])
    for name in AT:
        for x in ("i4", "f8", ">i2", "u1", "f2", "c16", "?"):
            yield case(f"at_{name}", A(x, (5,), "p1"), A("i8", (4,), [0, 0, 3, -1]), A("i4", (4,), "p2")).kind_only()
            yield case(f"at_{name}", A(x, (3, 4), "p1", g.choice("CFSR")), A("i8", (3,), [2, 2, 0]), 3).kind_only()
    for name in AT_ONE:
        for x in ("i4", "f8", ">f4"):
            yield case(f"at_{name}", A(x, (5,), "p1"), A("i8", (3,), [0, 0, -1])).kind_only()
    for name in FOLDS:
        for x in ("?", "i4", "u1", "f4", "f8"):
            exact = name not in ("hypot", "logaddexp", "arctan2", "power")
            one, two = A(x, (6,), "p1"), A(x, (3, 4), "p2", g.choice(LAYOUTS))
            for made in (
                case(f"reduce_{name}", one),
                case(f"reduce_{name}", two, axis=1),
                case(f"reduce_{name}", two, axis=0),
                case(f"accumulate_{name}", two),
                case(f"accumulate_{name}", two, axis=1),
                case(f"reduce_{name}", A(x, (0,))),
            ):
                yield made if exact else made.ulp(8)
    for name in STRETCHES:
        for x in ("?", "i4", "u1", "f4", "f8", ">i8"):
            made = case(f"reduceat_{name}", A(x, (9,), "p1"), A("i8", (5,), [0, 4, 1, 8, 3]))
            yield made.ulp(4) if name == "hypot" else made
            made = case(f"reduceat_{name}", A(x, (9, 3), "p1", g.choice(LAYOUTS[:-1])), A("i8", (2,), [0, 2]), axis=1)
            yield made.ulp(4) if name == "hypot" else made
    for x in NUMBERS:
        for y in NUMBERS:
            yield case("where", A("?", (4,), "s1"), A(x, (4,), "s2"), A(y, (4,), "s3"))
    for layout in LAYOUTS:
        yield case("where", A("?", (3, 4), "s1", layout), A("f8", (4,), "s2"), A("f8", (3, 4), "s3", layout))
        yield case("where", A("i4", (3, 4), "s1", layout), A(">f4", (4,), "s2"), 1)
        yield case("clip", A("i4", (3, 4), "s1", layout), -1, 2)
    for x in INTEGERS + FLOATS:
        yield case("clip", A(x, (18,), "x1"), 1, 7)
        yield case("clip", A(x, (6,), "p1"), A(x, (6,), "s2"), A(x, (6,), "p3"))
        yield case("clip", A(x, (6,), "p1"), -1000, 300)
        yield case("clip", A(x, (6,), "p1"), 300, 400)
        yield case("clip", A(x, (6,), "p1"), -300, -400)
        for y in NUMBERS:
            yield case("clip", A(x, (6,), "p1"), A(y, (6,), "s2"), A(g.choice(NUMBERS), (), "p3"))
        yield case("clip", A(x, (6,), "x1"), A(x, (6,), "x2"), A(x, (6,), "x3"))
        yield case("clip", A(x, (6,), "x1"), A(x, (), "x2"), A(x, (), "x3"))
        yield case("clip", A(x, (3, 4), "p1"), 2, 5, out=A(g.choice(NUMBERS), (3, 4)))
        yield case("clip", A(x, (3, 4), "p1"), 2, 5, out=A(x, (3, 4), "s4"), where=A("?", (4,), "s5"))
        yield case("clip", A(x, (4,), "p1"), 1, 3, dtype=g.choice(NUMBERS), casting=g.choice(["same_kind", "unsafe", "safe"]))
    zeros = literal([-0.0, 0.0])
    yield case("clip", zeros, 0.0, 1.0)
    yield case("clip", zeros, -1.0, -0.0)
    yield case("clip", zeros, literal([0.0, -0.0]), 1.0)
    yield case("clip", zeros, -1.0, literal([0.0, -0.0]))
    yield case("clip", literal([1.0, np.nan]), np.nan, 2.0)
    yield case("clip", literal([1.0, 2.0]), literal([np.nan, 0.0]), 2.0)
    yield case("clip", literal([1.0, 2.0]), 0.0, literal([np.nan, 0.0]))
    yield case("clip", A("U1", (3,)), A("U1", (3,)), A("U1", (3,)))
    yield case("clip", A("?", (3,), "s1"), True, False)
    tiny = [1 + 5e-324j, 1 - 1e-300j, 1 + 1e-200j, 1 + 1e-10j, 0.5 + 1e-200j, -1 + 1e-200j, -0.5 - 5e-324j, 2 + 1e-200j, 1e-200 + 1e-200j]
    yield case("sqrt", literal([5e-324j, -5e-324j, 5e-324 + 5e-324j, -5e-324 + 1e-323j, 0.25 + 5e-324j])).ulp(4)
    for op in ("arccosh", "arccos", "arcsin", "arcsinh", "arctan", "arctanh"):
        yield case(op, literal(tiny)).ulp(8)
        yield case(op, literal(np.array(tiny) * 1j)).ulp(8)
