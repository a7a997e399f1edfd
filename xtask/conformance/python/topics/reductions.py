"""Reductions and accumulations: axes, keepdims, dtype, initial, where, out, layouts, empty input, and their errors."""

import numpy as np

from cases import A, FLOATS, INTEGERS, LAYOUTS, NUMBERS, SHAPES, SWAPPED, case

FOLDS = ["sum", "prod", "max", "min", "any", "all"]
MOMENTS = ["mean", "var", "std"]
POSITIONS = ["argmax", "argmin"]
RUNNING = ["cumsum", "cumprod"]
UFUNCS = ["add", "multiply", "maximum", "minimum", "logical_and", "logical_or", "bitwise_and", "bitwise_or",
          "bitwise_xor", "subtract", "floor_divide", "divide"]
AXES = [None, 0, 1, -1, (0, 1), (0, 2), (), 2]

OPS = {name: getattr(np, name) for name in FOLDS + MOMENTS + POSITIONS + RUNNING}
OPS |= {f"{name}.reduce": getattr(np, name).reduce for name in UFUNCS}
OPS |= {f"{name}.accumulate": getattr(np, name).accumulate for name in UFUNCS}
OPS |= {f"{name}.outer": getattr(np, name).outer for name in UFUNCS}


def made(op, x, *others, **keywords):
    """Sums and products of floats are exact only where NumPy's order is a rule; small quarters add up exactly anyway."""
    one = case(op, x, *others, **keywords)
    if op.endswith(".outer"):
        return one
    inexact = x.dtype.kind in "fc" or keywords.get("dtype") in FLOATS
    if op in ("var", "std", "mean") or (inexact and op in ("prod", "cumprod", "multiply.reduce", "multiply.accumulate")):
        return one.ulp(4)
    return one


def cases(g):
    for op in FOLDS + MOMENTS + POSITIONS + RUNNING:
        for dtype in NUMBERS + SWAPPED:
            yield made(op, A(dtype, (3, 4), "s1"))
            yield made(op, A(dtype, (2, 3, 4), "p2", g.choice(LAYOUTS)), axis=g.choice([0, 1, 2, -1]))
            if op not in ("prod", "cumprod", "var", "std", "mean", "sum", "cumsum"):
                yield made(op, A(dtype, (9,), "x3"), axis=0)
        for layout in LAYOUTS:
            for axis in AXES if op not in POSITIONS + RUNNING else [None, 0, 1, 2, -3]:
                yield made(op, A(g.choice(INTEGERS), (2, 3, 4), "w4", layout), axis=axis)
        for shape in [(0,), (2, 0), (0, 3), (), (1, 1), (2, 0, 3)]:
            # An array without axes has none; NumPy lets 0 and -1 pass for reductions that are ufuncs, nd for all.
            for axis in (None, 0, -1) if shape or op not in MOMENTS else (None,):
                yield made(op, A("f8", shape), axis=axis)
        yield made(op, A("i4", (3, 4)), axis=2)
        yield made(op, A("i4", (3, 4)), axis=-3)
    for op in FOLDS + MOMENTS:
        for axis in AXES:
            yield made(op, A("i2", (2, 3, 4), "s5"), axis=axis, keepdims=True)
        for dtype in NUMBERS:
            yield made(op, A("i4", (5,), "p6"), out=A(dtype, ()))
            # A float sum for an output of another dtype: nd folds in the output's, NumPy in the common one or the input's.
            if dtype in ("f2", "f4", "c8") or op not in ("sum", "prod", *MOMENTS):
                yield made(op, A("f4", (2, 3), "p6"), axis=1, out=A(dtype, (2,)))
        for layout in LAYOUTS:
            yield made(op, A("f8", (3, 4), "s7", layout), axis=0, where=A("?", (3, 4), "s8", layout))
            yield made(op, A("i4", (3, 4), "s7", layout), axis=1, where=A("?", (4,), "s9"))
        yield made(op, A("i4", (3, 4)), axis=(0, 0))
        # NumPy words this differently for each number of axes that its iterator sees.
        yield made(op, A("i4", (3, 4)), axis=0, out=A("i8", (3,))).kind_only()
    for op in ("sum", "prod", "mean", "var", "std"):
        for dtype in NUMBERS:
            for x in ("i1", "f4", "?"):
                # Means in integers, and variances of real numbers in complex ones, are accidents of NumPy's steps.
                if dtype in FLOATS or op in ("sum", "prod"):
                    yield made(op, A(x, (4,), "p1"), dtype=dtype)
    for op in ("var", "std"):
        for ddof in (1, 2, 3, 5):
            yield made(op, A("f8", (3, 4), "s1"), axis=0, ddof=ddof)
    for op in ("sum", "prod", "max", "min"):
        for initial in (0, 5, -3, 2.5, np.float32(7), np.int8(3)):
            for x in ("i4", "f4", "u1"):
                yield made(op, A(x, (2, 3), "p2"), axis=1, initial=initial)
                yield made(op, A(x, (2, 0), "p2"), axis=1, initial=initial)
        yield made(op, A("i4", (4,), "s1"), initial=3, where=A("?", (4,), "s2"))
        yield made(op, A("f8", (4,), "s1"), where=A("i4", (4,), "s2"), initial=1)
    for name in UFUNCS:
        for dtype in INTEGERS + FLOATS + ["?"]:
            yield made(f"{name}.reduce", A(dtype, (3, 4), "p1", g.choice(LAYOUTS)), axis=0)
            yield made(f"{name}.accumulate", A(dtype, (3, 4), "p1", g.choice(LAYOUTS)), axis=g.choice([0, 1]))
            yield made(f"{name}.outer", A(dtype, (3,), "p1"), A(g.choice(INTEGERS), (2, 2), "p2"))
        for shape in ((0,), (2, 0), ()):
            yield made(f"{name}.reduce", A("i4", shape), axis=0 if shape else None)
    for _ in range(250):
        yield random(g)
    yield from moments(g)


def moments(g):
    """Means, variances and deviations in dtypes asked for and into outputs of any dtype: every step of NumPy's shows."""
    for op in MOMENTS:
        for x in ("f8", "f4", "f2", "i4", "u1", "?", "c8", ">c8", ">f4"):
            for dtype in NUMBERS:
                yield made(op, A(x, (7,), "p1"), dtype=dtype)
                yield made(op, A(x, (2, 5), "p2", g.choice(LAYOUTS)), axis=1, dtype=dtype)
                yield made(op, A(x, (5,), "p3"), out=A(dtype, ()))
                yield made(op, A(x, (2, 5), "p4"), axis=1, out=A(dtype, (2,)))
            yield made(op, A(x, (3, 2), "p5", "B"))
            yield made(op, A(x, (3, 4), "s6"), axis=0, where=A("?", (3, 4), "s8"))
        for axis in (0, -1, 1, ()):
            yield made(op, A("f8", ()), axis=axis)
        yield made(op, A("U1", (3,)))
    for op in ("var", "std"):
        for x in ("f4", "c16", "i2"):
            yield made(op, A(x, (6,), "p1"), ddof=g.choice([0.5, 1, 1.5]))


def random(g):
    op = g.choice(FOLDS + MOMENTS + POSITIONS + RUNNING)
    shape = g.choice([shape for shape in SHAPES if shape])
    x = A(g.choice(NUMBERS + SWAPPED), shape, f"{g.choice('sp')}{g.randrange(1000)}", g.choice(LAYOUTS))
    keywords = {}
    if g.random() < 0.8:
        keywords["axis"] = g.randrange(-len(shape), len(shape))
    if op in FOLDS + MOMENTS:
        if g.random() < 0.3:
            keywords["keepdims"] = True
        if g.random() < 0.3:
            keywords["where"] = A("?", shape, f"s{g.randrange(1000)}", g.choice(LAYOUTS))
    return made(op, x, **keywords)
