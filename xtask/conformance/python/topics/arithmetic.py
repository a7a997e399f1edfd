"""Elementwise arithmetic and comparisons: every pair of dtypes, every layout, literals, outputs, masks, overlap."""

import numpy as np

from cases import A, FLOATS, INTEGERS, LAYOUTS, NUMBERS, REAL, SHAPES, SWAPPED, Ref, case

BINARY = ["add", "subtract", "multiply", "divide", "floor_divide", "remainder", "maximum", "minimum"]
COMPARE = ["equal", "not_equal", "less", "less_equal", "greater", "greater_equal"]
BITWISE = ["bitwise_and", "bitwise_or", "bitwise_xor", "left_shift", "right_shift"]
LOGICAL = ["logical_and", "logical_or"]
ALL = BINARY + COMPARE + BITWISE + LOGICAL
UNARY = ["negative", "square", "sqrt", "invert", "logical_not", "isnan"]
# What the last bit of a transcendental function may differ by.
APPROXIMATE = {"exp": 1, "log": 1, "sin": 1, "cos": 1}
LITERALS = [0, 1, -1, 3, 127, 255, 256, -129, 2**31, 2**63, True, 0.5, -2.0, 1e10, 1j, float("nan"), float("inf")]
STRONG = [np.int8(3), np.uint8(200), np.int64(-5), np.float32(1.5), np.float64(0.1), np.bool_(True), np.float16(2)]



def shifted(function):
    """Reads through one part of an array and writes through another; the result is the whole array."""
    return lambda x, read, write: (function(x[read], x[read], out=x[write]), x)[1]


OPS = {f"shifted_{op}": shifted(getattr(np, op)) for op in ("add", "subtract", "multiply")}


def cases(g):
    for op in ALL:
        for x in NUMBERS:
            for y in NUMBERS if op in ("add", "equal", "divide") else g.sample(NUMBERS, 4):
                fill = g.choice("sswx")
                yield pair(op, A(x, (4,), f"{fill}{g.randrange(50)}"), A(y, (4,), f"{fill}{g.randrange(50)}"))
    for op in ALL:
        for layout in LAYOUTS:
            x, y = g.choice(INTEGERS), g.choice(INTEGERS)
            other = g.choice(LAYOUTS)
            yield pair(op, A(x, (3, 4), "s1", layout), A(y, (3, 4), "p2", other))
            yield pair(op, A(x, (2, 3, 4), "x3", layout), A(y, (3, 1), "p4", other))
    for op in UNARY + list(APPROXIMATE):
        for x in NUMBERS + SWAPPED:
            for fill in ("s1", "w2", "x3"):
                yield unary(op, A(x, (6,), fill))
        for layout in LAYOUTS:
            yield unary(op, A("f8", (3, 5), "w1", layout))
            yield unary(op, A("f4", (2, 3, 4), "w2", layout))
    for op in BINARY + COMPARE:
        for value in LITERALS + STRONG:
            x = g.choice(REAL)
            yield pair(op, A(x, (3,), "p5"), value)
            yield pair(op, value, A(g.choice(REAL), (3,), "p6"))
    for op in COMPARE:
        for x in INTEGERS:
            for value in (-1, 300, 2**63, 2**64 - 1, -(2**63), 1.5):
                yield pair(op, A(x, (5,), "x7"), value)
    for _ in range(300):
        yield random(g)
    # Outputs, masks, dtypes, casting rules, orders.
    for op in ("add", "divide", "subtract", "bitwise_or"):
        for out in NUMBERS:
            yield case(op, A("i4", (3,), "p1"), A("i2", (3,), "p2"), out=A(out, (3,), "s3"))
            yield case(op, A("u1", (2, 3), "p1"), A("f4", (3,), "p2"), out=A(out, (2, 3), "s3", "S"), casting="unsafe")
        for dtype in NUMBERS:
            yield case(op, A("i2", (3,), "p1"), A("u1", (3,), "p2"), dtype=dtype)
            yield case(op, A("f8", (3,), "p1"), A("f4", (3,), "p2"), dtype=dtype, casting="same_kind")
        for casting in ("no", "equiv", "safe", "same_kind", "unsafe"):
            yield case(op, A("i4", (3,), "p1"), A(">i4", (3,), "p2"), casting=casting)
            yield case(op, A("i4", (3,), "p1"), A("i8", (3,), "p2"), out=A("i2", (3,)), casting=casting)
        for layout in LAYOUTS[:-1]:
            mask = A("?", (3, 4), "s9", layout)
            yield case(op, A("i4", (3, 4), "w1"), A("i4", (4,), "w2"), out=A("i4", (3, 4), "s3", layout), where=mask)
            yield case(op, A("i4", (3, 4), "w1", layout), A("i4", (4,), "w2"), out=A(">i8", (3, 4), "s3", layout))
    for op in ("add", "subtract", "multiply"):
        back, front, behind = slice(None, None, -1), slice(None, -1), slice(1, None)
        yield case(op, A("i8", (6,), "i0"), 2, out=Ref(0))
        yield case(op, A("i8", (6,), "i0"), Ref(0, back), out=Ref(0))
        yield case(op, A("i4", (5,), "i1"), Ref(0), out=Ref(0, back))
        yield case("shifted_" + op, A("i8", (9,), "i3"), front, behind)
        yield case("shifted_" + op, A("f4", (9,), "s3"), behind, front)
    for shapes in [((2, 3), (2,)), ((3,), (4,)), ((2, 1, 3), (4, 2)), ((0,), (2,)), ((2, 0), (3, 2, 1))]:
        for op in ("add", "less", "divide"):
            yield pair(op, A("f8", shapes[0]), A("i4", shapes[1]))
    for out in ((2,), (3,), (2, 3), (1, 3), (3, 1), ()):
        yield case("add", A("f8", (3,)), A("f8", (1,)), out=A("f8", out))
    yield case("add", A("f8", (3,)), 1, out=A("f8", (3,), "s1", "B"))
    yield case("add", A("f8", (3,)), 1, where=A("i4", (3,)), out=A("f8", (3,)))


def pair(op, x, y):
    return tuned(op, (x, y), case(op, x, y))


def unary(op, x):
    return tuned(op, (x,), case(op, x))


def tuned(op, operands, made):
    """Allows what rounding may do: the last bit of transcendentals, and of complex products with fused additions."""
    is_complex = any(x.dtype.kind == "c" if isinstance(x, A) else isinstance(x, complex) for x in operands)
    if op in APPROXIMATE:
        return made.ulp(4 if is_complex else APPROXIMATE[op])
    if is_complex and op in ("multiply", "square", "divide", "sqrt"):
        return made.ulp(4)
    return made


def random(g):
    made = unfiltered(g)
    kinds = [x.dtype.kind for x in made.operands if isinstance(x, (A, np.generic))] + ["c"] * (1j in made.operands)
    wild = any(isinstance(x, A) and x.fill[:1] == "x" and x.dtype.kind in "fc" for x in made.operands)
    # Whether a part overflows depends on the fused instructions of the loop.
    if made.op in ("multiply", "square") and "c" in kinds and wild:
        return random(g)
    # Which of two zeros it is depends on the loop.
    if made.op in ("maximum", "minimum"):
        return made.ulp(0)
    # NumPy's own exp and log of float32 are off by 2.5 units and more.
    if made.op in ("exp", "log") and any(isinstance(x, A) and x.dtype.str[1:] in ("f2", "f4", "u2", "i2", "u1", "i1", "b1") for x in made.operands):
        return made.ulp(4)
    return made


def unfiltered(g):
    op = g.choice(ALL + UNARY + list(APPROXIMATE))
    shape = g.choice(SHAPES)
    x = operand(g, shape)
    if op in UNARY or op in APPROXIMATE:
        return unary(op, x)
    other = tuple(n if g.random() < 0.8 else 1 for n in shape)[g.randrange(len(shape) + 1) :]
    # Integers of 64 bits beside booleans make objects of both in NumPy.
    literals = [v for v in LITERALS if v != 2**63] if op in LOGICAL or x.dtype.kind == "b" else LITERALS
    y = g.choice(literals + STRONG) if g.random() < 0.2 else operand(g, other)
    return pair(op, x, y)


def operand(g, shape):
    return A(g.choice(NUMBERS + SWAPPED), shape, f"{g.choice('spwx')}{g.randrange(1000)}", g.choice(LAYOUTS))
