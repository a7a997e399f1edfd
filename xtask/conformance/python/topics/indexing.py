"""Basic and advanced indexing: reading, writing, and what NumPy says of indices that do not fit."""

import numpy as np

from cases import A, INTEGERS, LAYOUTS, NUMBERS, SWAPPED, case, literal


def getitem(x, index):
    """An element comes out of NumPy as a native scalar, and out of nd as an array of the same dtype."""
    result = x[index]
    return result if isinstance(result, np.ndarray) else np.asarray(result).astype(x.dtype)


OPS = {
    "getitem": getitem,
    "setitem": lambda x, index, value: (x.__setitem__(index, value), x)[1],
    "shares_memory": lambda x, index: bool(np.shares_memory(x, x[index])),
    "strides_of": lambda x, index: x[index].strides,
}
S = slice


def fixed():
    """Pairs of a shape and an index, chosen for their rules."""
    yield from [((10,), i) for i in (0, -1, 9, 10, -10, -11, S(2, 6, 2), S(None, 3), S(7, None), S(None, 100))]
    yield from [((10,), i) for i in (S(7, 2, 1), S(-4, -1), S(None, None, -1), S(-100, 2), S(5, -100, -2), S(3, 3))]
    yield from [((10,), i) for i in (S(None, None, 3), S(8, 1, -3), S(1, None, 0), None, ..., (), (..., None), (0, 0))]
    yield from [((10,), i) for i in ((..., ...), (0, ...), (None, 0), (S(1, 3), None), True, False)]
    yield from [((2, 4, 4), i) for i in ((1, S(None), S(None, 1)), (1, S(None), 0), (0, 0, S(0, 2)), (..., 0), (0, ..., 1))]
    yield from [((2, 4, 4), i) for i in ((S(None), None, 1), (2,), (0, 4), (0, 0, 0, 0), (S(None, None, -1), S(1, 3), -1))]
    yield from [((4, 5), i) for i in ([1, 2, 1], [[1, 1, 2], [0, 1, 2]], ([1, 2], [3, 4]), (S(0, 1), [[1, 1], [0, 2]]))]
    yield from [((4, 5), i) for i in ([-1, -4], [4], [0, -5], ([0, 1], [0, 1, 2]), ([[0], [1]], [2, 3]), ([1, 2], 3))]
    yield from [((4, 5), i) for i in ((2, [0, 0]), (..., [1]), ([1], ...), (None, [1, 2]), ([1, 2], None), ([0, 1], S(1, 3)))]
    four = (2, 3, 4, 5)
    yield from [(four, i) for i in ((S(None), [0, 1, 2], [0, 1, 2]), (S(None), [0, 1, 2], S(None), [0, 1, 2]))]
    yield from [(four, i) for i in ((0, S(None), [0, 1]), (S(None), 0, [0, 1]), (S(None), 0, S(None), [0, 1]))]
    yield from [(four, i) for i in (([0, 1], None, [0, 1]), ([0, 1], ..., [0, 1]), (S(None), [0, 1], ..., 1), (1, [2], 3, [4]))]
    yield from [(four, i) for i in (([[0], [1]], [0, 2]), (S(None, None, -1), [1, 1], S(1, 3), [[0], [4]]))]
    for index in ([True, False, True, False], [[True] * 5] * 4, ([True, False, True, True], 1), (1, [True, False] * 2 + [True])):
        yield (4, 5), index
    for index in ([True, False], [True] * 5, (S(None), [True] * 4), [[True] * 4] * 5, (True, [1, 2]), (False, 0)):
        yield (4, 5), index
    yield from [((), i) for i in ((), ..., None, True, False, 0, (None, None))]
    yield from [((0, 3), i) for i in (S(None), [0], (S(None), [0, 2]), [], (S(None), 1), (..., [True, False, True]))]


def cases(g):
    for shape, index in fixed():
        yield case("getitem", A("i4", shape, "i0"), index)
        yield case("setitem", A("i4", shape, "i0"), index, -1)
        for layout in g.sample(LAYOUTS, 2):
            yield case("getitem", A(g.choice(NUMBERS + SWAPPED), shape, "s1", layout), index)
            if layout != "B":
                yield case("setitem", A(g.choice(NUMBERS), shape, "s1", layout), index, np.int8(7))
        basic = not any(isinstance(part, (list, bool)) for part in (index if isinstance(index, tuple) else (index,)))
        if basic and isinstance(np.zeros(shape)[index] if fits(shape, index) else 0, np.ndarray):
            yield case("shares_memory", A("i4", shape, "i0"), index)
            yield case("strides_of", A("i8", shape, "i0", g.choice(LAYOUTS)), index)
    for dtype in NUMBERS + SWAPPED:
        for mask in range(3):
            x = A(dtype, (4, 5), "w1", g.choice(LAYOUTS))
            yield case("getitem", x, A("?", (4, 5), f"s{mask}", g.choice(LAYOUTS)))
            yield case("getitem", x, (A(g.choice(INTEGERS), (3,), [0, 2, 1]), A("?", (5,), [0, 1, 1, 0, 1])))
    for value in (A("f8", (3,), "s1"), A("i4", (2, 3), "s1"), A("i4", (1, 1, 3), "s1"), A("i4", (2,)), A("f4", (4, 3)), 2.5):
        for index in (S(None), (S(None), S(1, 4)), [0, 1], ([0, 1], S(0, 3)), (..., [0, 1, 2]), 0, (0, S(2, 5)), (1, 2)):
            yield case("setitem", A("i4", (2, 5), "i0"), index, value)
    for count in (0, 1, 2, 3, 4, 5):
        yield case("setitem", A("i4", (6,), "i0"), A("?", (6,), [0, 1, 0, 1, 1, 0]), A("i4", (count,), "p1"))
    yield case("setitem", A("i4", (3,), "i0"), [0, 0, 2], A("i4", (3,), [5, 6, 7]))
    for index in (literal([1.0]), literal([0, 1], "u1"), literal([2**63 - 1, 0]), literal([[True]]), "f0", 1.0, literal(2, "i1")):
        yield case("getitem", A("i4", (3,), "i0"), index) if not isinstance(index, (str, float)) else case(
            "getitem", A("i4", (3,), "i0"), literal(1.5)
        )
    for _ in range(400):
        yield random(g)


def fits(shape, index):
    try:
        np.zeros(shape)[index]
        return True
    except (IndexError, ValueError):
        return False


def random(g):
    shape = tuple(g.randrange(1, 6) for _ in range(g.randrange(1, 5)))
    x = A(g.choice(NUMBERS + SWAPPED), shape, f"w{g.randrange(1000)}", g.choice(LAYOUTS[:-1]))
    length = g.choice([(2,), (3,), (2, 2), (1,), ()])
    parts = []
    for n in shape[: g.randrange(len(shape) + 1)]:
        pick = g.randrange(8)
        if pick < 3:
            bound = lambda: g.choice([None, g.randrange(-n - 2, n + 3)])  # noqa: E731
            parts.append(S(bound(), bound(), g.choice([None, None, 1, 2, -1, -2])))
        elif pick < 5:
            parts.append(g.randrange(-n, n))
        elif pick < 7:
            count = int(np.prod(length))
            parts.append(A(g.choice(["i8", "i4", "u1"]), length, [g.randrange(n) for _ in range(count)]))
        else:
            parts.append(A("?", (n,), f"s{g.randrange(1000)}") if g.random() < 0.3 else S(None))
    if g.random() < 0.3:
        parts.insert(g.randrange(len(parts) + 1), ...)
    if g.random() < 0.3:
        parts.insert(g.randrange(len(parts) + 1), None)
    if g.random() < 0.5:
        return case("getitem", x, tuple(parts))
    return case("setitem", x, tuple(parts), g.choice([0, 1, np.int8(-3), True]))
