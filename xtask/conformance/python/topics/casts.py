"""Casts between all dtypes, promotion, casting rules, and the dtypes of literals."""

import numpy as np

from cases import A, LAYOUTS, NUMBERS, SHAPES, SWAPPED, case

ALL = NUMBERS + SWAPPED
RULES = ["no", "equiv", "safe", "same_kind", "unsafe"]
LITERALS = [0, -1, 300, 2**40, 2**63, True, 1.5, 1e300, 2j, float("inf")]
STRONG = [np.int8(1), np.uint16(7), np.float32(0.5), np.complex64(1j), np.bool_(False)]

OPS = {
    "astype": lambda x, dtype: x.astype(dtype),
    "strides_of_astype": lambda x, dtype: x.astype(dtype).strides,
    "promote_types": lambda x, y: np.promote_types(x, y),
    "result_type": lambda *args: np.result_type(*args),
    "can_cast": lambda x, y, rule: bool(np.can_cast(x, y, rule)),
    "assign": lambda x, value: (x.__setitem__(..., value), x)[1],
    "fill": lambda x, value: (x.fill(value), x)[1],
}


def cases(g):
    # The value of a float or complex number that no integer holds depends on the processor; such elements are left to
    # fills without them, except for the casts between floats.
    for x in ALL:
        for y in ALL:
            inexact = np.dtype(x).kind in "fc" and np.dtype(y).kind in "iu"
            yield case("astype", A(x, (7,), "p1" if inexact and np.dtype(y).kind == "u" else "s1"), y)
            if not inexact:
                yield case("astype", A(x, (7,), g.choice("wx") + str(g.randrange(99))), y)
    for x in ALL:
        for layout in LAYOUTS:
            yield case("astype", A(x, (3, 4), "p1", layout), g.choice(ALL))
            yield case("strides_of_astype", A(x, (2, 3, 4), "p1", layout), g.choice(ALL))
    for x in ALL:
        for y in ALL:
            if x in NUMBERS or y in NUMBERS:
                yield case("promote_types", x, y)
    for x in NUMBERS:
        for y in NUMBERS:
            for rule in RULES[2:4]:
                yield case("can_cast", x, y, rule)
    for x in ALL:
        for rule in RULES:
            yield case("can_cast", x, g.choice(ALL), rule)
            yield case("can_cast", x, np.dtype(x).newbyteorder().str, rule)
    for x in NUMBERS:
        for value in LITERALS + STRONG:
            yield case("result_type", A(x, (2,)), value)
    for _ in range(150):
        yield case("result_type", *[A(g.choice(NUMBERS), g.choice([(), (2,)])) for _ in range(g.choice([2, 3, 3, 4]))])
    for value in LITERALS[:-1]:
        for other in LITERALS[:-1]:
            yield case("result_type", value, other)
    for x in NUMBERS:
        for value in LITERALS + STRONG + [float("nan"), -129, 256, 2**64]:
            if np.dtype(x).kind in "iu" and isinstance(value, float) and value > 1e18:
                continue
            yield case("assign", A(x, (3,)), value)
            yield case("fill", A(x, (2, 2), "s1", g.choice(LAYOUTS[:-1])), value)
    for shapes in [((3,), (2,)), ((2, 3), (3, 2)), ((3,), (1, 3)), ((3,), (2, 3)), ((), (1,)), ((), (2,)), ((2, 0), (1,))]:
        yield case("assign", A("f8", shapes[0]), A("i4", shapes[1]))
    for _ in range(200):
        yield random(g)


def random(g):
    x, y = g.choice(ALL), g.choice(ALL)
    unsafe = np.dtype(x).kind in "fc" and np.dtype(y).kind in "iu"
    fill = f"{'p' if unsafe else g.choice('spwx')}{g.randrange(1000)}"
    source = A(x, g.choice(SHAPES), fill, g.choice(LAYOUTS))
    if g.random() < 0.5:
        return case("astype", source, y)
    return case("assign", A(y, source.shape, "s1", g.choice(LAYOUTS[:-1])), source)
