"""Shape and layout: reshape, ravel, transposes, axes moved, broadcasts; elements, strides, and who shares memory."""

import numpy as np

from cases import A, LAYOUTS, NUMBERS, SHAPES, case

OPS = {
    "reshape": lambda x, shape, order: x.reshape(shape, order=order),
    "reshape_shares": lambda x, shape: bool(np.shares_memory(x, x.reshape(shape))),
    "ravel": lambda x, order: x.ravel(order),
    "ravel_shares": lambda x, order: bool(np.shares_memory(x, x.ravel(order))),
    "flatten": lambda x, order: x.flatten(order),
    "transpose": lambda x, axes: x.transpose(axes),
    "T": lambda x: x.T,
    "squeeze": lambda x, axes: np.squeeze(x, axes),
    "contiguous": lambda x: (bool(x.flags.c_contiguous), bool(x.flags.f_contiguous)),
    "strides": lambda x: x.strides,
    "strides_of_transpose": lambda x, axes: x.transpose(axes).strides,
    "strides_of_sum": lambda x, y: (x + y).strides,
    "broadcast_shapes": lambda *shapes: np.broadcast_shapes(*shapes),
    "view": lambda x, dtype: x.view(dtype),
    "copy": lambda x, order: x.copy(order),
}
RESHAPES = [((6,), (2, 3)), ((6,), (3, -1)), ((6,), (4,)), ((6,), (-1, -1)), ((6,), (4, -1)), ((2, 3), (6,)), ((2, 3), (3, 2)),
            ((2, 3, 4), (6, 4)), ((2, 3, 4), (2, 12)), ((2, 3, 4), (4, 3, 2)), ((2, 3, 4), (-1,)), ((2, 3, 4), (1, 24, 1)),
            ((0, 3), (3, 0)), ((0,), (0, 5)), ((0, 2), (-1,)), ((1,), ()), ((), (1, 1)), ((), (2,)), ((4,), (-2, 2)), ((0,), (-1, 0)),
            ((1, 4, 1), (4,)), ((3, 1), (1, 3)), ((2, 3), (2, 3)), ((2, 2, 2, 2), (4, 4)), ((2, 2, 2, 2), (2, 4, 2))]


def cases(g):
    for shape, other in RESHAPES:
        for layout in LAYOUTS:
            x = A("i2", shape, "i1", layout)
            yield case("reshape", x, other, g.choice("CF"))
            yield case("reshape", x, other, "A")
            if np.prod(shape) == np.prod(other) and min(other, default=0) >= 0 and np.prod(shape):
                yield case("reshape_shares", x, other)
    for shape in SHAPES:
        for layout in LAYOUTS:
            x = A(g.choice(NUMBERS), shape, "s1", layout)
            for order in "CFAK":
                # The order of axes that repeat their elements is nobody's business.
                if order != "K" or layout != "B":
                    yield case("ravel", x, order)
                yield case("copy", x, order)
                if np.prod(shape):
                    yield case("ravel_shares", x, order)
            yield case("flatten", x, g.choice("CF"))
            yield case("T", x)
            yield case("contiguous", x)
            # The strides of nothing have no meaning.
            if np.prod(shape) or layout != "S":
                yield case("strides", x)
            yield case("squeeze", x, None)
            yield case("strides_of_sum", x, A("f8", shape, "s2", g.choice(LAYOUTS)))
    for axes in [(0, 1, 2), (2, 0, 1), (-1, 0, 1), (1, 1, 0), (0, 1), (0, 1, 3), (2, 1, 0)]:
        yield case("transpose", A("i4", (2, 3, 4), "i0"), axes)
        for layout in LAYOUTS:
            yield case("strides_of_transpose", A("i4", (2, 3, 4), "i0", layout), axes)
    for a in range(-4, 4):
        for b in range(-4, 4):
            yield case("swapaxes", A("i4", (2, 3, 4), "i0"), a, b)
            yield case("moveaxis", A("i4", (2, 3, 4), "i0"), a, b)
            yield case("rollaxis", A("i4", (2, 3, 4), "i0"), a, b)
    for source, destination in [((0, 1), (1, 0)), ((0, 1, 2), (0, 2, 1)), ((0, 0), (1, 2)), ((0, 1), (1,)), ((2, 0), (-2, -1))]:
        yield case("moveaxis", A("i4", (2, 3, 4), "i0"), source, destination)
    for shape in [(1, 3, 1), (2, 1), (1,), ()]:
        for axes in (0, 1, -1, (0, 2), (0, -1), (0, 0), 5):
            yield case("squeeze", A("i4", shape, "i0"), axes)
            yield case("expand_dims", A("i4", shape, "i0"), axes)
    for shape in [(), (1,), (3,), (1, 3), (2, 1), (2, 3), (0,), (2, 0)]:
        for target in [(), (3,), (2, 3), (4, 2, 3), (0,), (2, 0), (1, 3), (3, 2)]:
            made = case("broadcast_to", A("i4", shape, "i0"), target)
            yield made if target else made.kind_only()
            yield case("broadcast_shapes", shape, target)
    for _ in range(60):
        # Of several clashes each side names the first that it meets.
        shapes = [tuple(g.choice([1, 1, 2, 3]) for _ in range(g.randrange(4))) for _ in range(3)]
        yield case("broadcast_shapes", *shapes).kind_only()
    for dtype in NUMBERS:
        for other in NUMBERS:
            if other != "?":
                yield case("view", A(dtype, (2, 4), "p1", g.choice("CF")), other)
    yield case("view", A("i4", ()), "i2")
    for _ in range(150):
        yield random(g)


def random(g):
    x = A(g.choice(NUMBERS), g.choice(SHAPES), f"s{g.randrange(1000)}", g.choice(LAYOUTS))
    op = g.choice(["ravel", "copy", "flatten", "reshape"])
    if op == "reshape":
        size = int(np.prod(x.shape))
        divisors = [d for d in range(1, size + 1) if size % d == 0] or [0]
        first = g.choice(divisors)
        return case(op, x, (first, size // first if first else 3), g.choice("CFA"))
    return case(op, x, g.choice("CFA" if op == "ravel" and x.layout == "B" else "CFAK" if op != "flatten" else "CF"))
