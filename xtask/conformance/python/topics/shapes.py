"""Functions that make arrays longer, cut them, join them and turn them."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from cases import A, LAYOUTS, SHAPES, case, literal
from topics.selecting import an_axis, array, in_order_of, mask, positions, span

OPS = {
    "flip": lambda x, axis=None: in_order_of(x, np.flip(x, axis)),
    "unstack": lambda x, axis=0: tuple(in_order_of(x, part) for part in np.unstack(x, axis=axis)),
    "strides_of_tile": lambda x, reps: np.tile(x, reps).strides,
    "strides_of_roll": lambda x, n, axis: np.roll(x, n, axis).strides,
    "strides_of_concatenate": lambda arrays, axis: np.concatenate(arrays, axis).strides,
    "strides_of_reshape": lambda x, shape: np.reshape(x, shape).strides,
    "sliding_window_view": lambda x, shape, axis=None: sliding_window_view(x, shape, axis),
    "delete": lambda x, obj, axis=None: np.delete(x, span(obj), axis),
    "insert": lambda x, obj, values, axis=None: np.insert(x, span(obj), values, axis),
    "reshape": lambda x, shape, order="C": np.reshape(x, shape, order=order),
}


def cases(g):
    yield from longer(g)
    yield from cuts(g)
    yield from joins(g)
    yield from edits(g)
    yield from turns(g)
    yield from borders(g)


def longer(g):
    for _ in range(60):
        x = array(g)
        axis = an_axis(g, x.shape) if g.random() < 0.7 else None
        size = int(np.prod(x.shape)) if axis is None else (x.shape + (1, 1, 1, 1))[axis] if x.shape else 1
        counts = literal([g.randrange(0, 4) for _ in range(size)], "i8")
        yield case("repeat", x, g.choice([2, 1, 0, 3, counts, counts, literal([2]), literal([1, 2])]), axis=axis)
        yield case("tile", x, g.choice([2, 1, 0, (2, 1), (1, 2), (2, 2, 2), (1, 1), (3, 0), (1, 1, 1, 2), ()]))
    yield case("repeat", A("f8", (3,)), -1)
    yield case("repeat", A("f8", (3,)), literal([1, -1, 2]))
    yield case("repeat", A("f8", (3,)), literal([[1, 2, 3]]))
    yield case("tile", A("f8", (3,)), -1)
    for layout in LAYOUTS:
        yield case("strides_of_tile", A("f8", (2, 3, 4), "s1", layout), (2, 1, 2))
        yield case("strides_of_tile", A("f8", (2, 3, 4), "s1", layout), (1, 1, 1))


def cuts(g):
    for _ in range(50):
        x = array(g, g.choice([(6,), (4, 6), (2, 3, 4), (5,), (0,), (1, 4, 2)]))
        axis = an_axis(g, x.shape)
        at = g.choice([1, 2, 3, [1, 3], [2], [0, 9], [3, 1], [-1], [-3, 2], []])
        yield case("split", x, at, axis=axis)
        yield case("array_split", x, at, axis=axis)
        for name in ["hsplit", "vsplit", "dsplit"]:
            yield case(name, x, at)
        yield case("unstack", x, axis=axis)
    yield case("split", A("f8", (4,)), 0)
    yield case("array_split", A("f8", (4,)), 0)
    yield case("array_split", A("f8", (4,)), -1)
    yield case("hsplit", A("f8", ()), 1)


def joins(g):
    stacks = ["vstack", "hstack", "dstack", "column_stack", "stack", "concatenate"]
    for name in stacks:
        for _ in range(30):
            shape = g.choice([(), (3,), (2, 3), (1, 3), (2, 3, 2), (0, 3)])
            other = shape if g.random() < 0.75 else g.choice([(3,), (2, 3), (2, 4), (1,)])
            arrays = [array(g, g.choice([shape, shape, other])) for _ in range(g.choice([1, 2, 3]))]
            axis = {"axis": an_axis(g, shape)} if name in ("stack", "concatenate") and g.random() < 0.7 else {}
            yield case(name, arrays, **axis)
        yield case(name, [])
    for _ in range(40):
        arrays = [array(g, (2, 3)) for _ in range(2)]
        yield case("concatenate", arrays, axis=g.choice([0, 1, None]), dtype=g.choice(["f8", "i4", "c16"]))
        yield case("concatenate", arrays, axis=0, dtype=g.choice(["f4", "u8"]), casting=g.choice(["no", "safe", "unsafe"]))
        yield case("strides_of_concatenate", [A("f8", (2, 3, 4), "s1", g.choice(LAYOUTS)) for _ in range(2)], g.randrange(3))
    for _ in range(25):
        n, m = g.randrange(1, 3), g.randrange(1, 3)
        a, b, c, d = array(g, (n, m)), array(g, (n, 2)), array(g, (1, m)), array(g, (1, 2))
        yield case("block", [[a, b], [c, d]])
        yield case("block", [array(g, g.choice([(2,), (), (1,)])) for _ in range(3)])
    yield case("block", [[A("i4", (2, 2))], [A("f8", (2, 1))]])
    yield case("block", A("i4", (2, 2)))
    yield case("block", [A("i4", (2,)), [A("i4", (2,))]])
    yield case("block", [[], [A("i4", (2,))]])
    yield case("block", [[A("i4", (2,)), 1], [2, A("i4", (2,))]])
    yield case("block", [1, 2, 3])
    for shape in SHAPES:
        for name in ["atleast_1d", "atleast_2d", "atleast_3d"]:
            yield case(name, array(g, shape))


def edits(g):
    for _ in range(70):
        x = array(g, g.choice([(5,), (3, 4), (2, 3, 4), (1,), (0,)]))
        axis = an_axis(g, x.shape, 0.04) if g.random() < 0.7 else None
        size = int(np.prod(x.shape)) if axis is None else (x.shape + (1, 1, 1, 1))[axis]
        one = g.randrange(-size - 1, size + 2)
        places = [one, ("slice", g.choice([None, 1]), None, g.choice([None, 2, -1, -2])), ("slice", 1, 2, None)]
        yield case("delete", x, g.choice([*places, positions(g, size, (3,), 0.02), positions(g, size, (1,), 0.02), mask(g, (size,)), literal([], "i8")]), axis=axis)
        values = g.choice([9, array(g, ()), array(g, (3,)), array(g, (1,)), array(g, x.shape)])
        yield case("insert", x, g.choice([*places, positions(g, size, (3,), 0.02), positions(g, size, (1,), 0.02), mask(g, (size,))]), values, axis=axis)
        yield case("append", x, g.choice([x, array(g), array(g, x.shape)]), axis=axis)
    yield case("delete", A("f8", (3,)), 5)
    yield case("delete", A("f8", (3,)), literal([True, False]))
    yield case("delete", A("f8", (3, 2)), ("slice", None, None, 0), axis=0)
    yield case("insert", A("f8", (3,)), literal([[1]]), 2)
    yield case("insert", A("f8", (2, 3)), 1, literal([1, 2]), axis=1)
    yield case("insert", A("f8", (2, 3)), literal([1]), literal([[1], [2]]), axis=1)
    yield case("insert", A("f8", (2, 3)), 1, literal([[1, 2]]), axis=1)
    for _ in range(40):
        yield case("resize", array(g), g.choice([5, (2, 3), (0,), (4, 4), (1, 7), ()]))
        x = literal(np.array([g.choice([0, 0, 1, 2]) for _ in range(6)], g.choice(["i8", "f8", "?"])).reshape(g.choice([(6,), (2, 3)])))
        yield case("trim_zeros", x, g.choice(["fb", "f", "b"]), axis=g.choice([None, None, 0, -1, 3]))
    yield case("resize", A("f8", (3,)), (-1, 2))


def turns(g):
    for _ in range(60):
        x = array(g)
        axis = an_axis(g, x.shape)
        yield case("roll", x, g.choice([1, -1, 0, 7, 100]), axis=g.choice([None, axis]))
        yield case("flip", x, axis=g.choice([None, axis, (0, 1)]))
        yield case("fliplr", x)
        yield case("flipud", x)
        yield case("rot90", x, g.randrange(-5, 6), axes=g.choice([(0, 1), (1, 0), (axis, 0), (0, 1, 2)]))
        yield case("rollaxis", x, axis, g.randrange(-3, 4))
        yield case("moveaxis", x, axis, an_axis(g, x.shape))
        yield case("moveaxis", x, (0, 1), (axis, 0))
        yield case("swapaxes", x, axis, an_axis(g, x.shape))
        yield case("squeeze", x, axis=g.choice([None, axis, (0, 1)]))
        yield case("expand_dims", x, g.choice([0, -1, axis, (0, -1), (0, 0), (1, 2), 9]))
        yield case("permute_dims", x, g.choice([None, tuple(g.sample(range(len(x.shape)), len(x.shape))), (0, 0), (0,)]))
        yield case("matrix_transpose", x)
        yield case("broadcast_to", x, g.choice([x.shape, (2,) + x.shape, (2, 3), (3,), (4, 2, 3, 4)]))
        shape = g.choice([(-1,), (1, -1), x.shape[::-1], (2, -1), (-1, -1), (5,), (-1, 3)])
        yield case("reshape", x, shape, order=g.choice("CFA"))
        yield case("ravel", x, order=g.choice("CFAK"))
        yield case("sliding_window_view", x, g.choice([1, 2, (1, 2), (2, 2), 0, (-1,), 9]), axis=g.choice([None, axis, (0, 1), (0, 0)]))
    for shift, axis in [((1, 2), (0, 1)), (1, (0, 1)), ((1, -1), 0), ((1, 1), (0, 0)), ((1, 2, 3), (0, 1)), (1, (0, 3))]:
        yield case("roll", A("i4", (3, 4), "i0"), shift, axis=axis)
    for layout in LAYOUTS:
        yield case("strides_of_reshape", A("f8", (2, 3, 4), "s1", layout), (6, 4))
        yield case("strides_of_reshape", A("f8", (2, 3, 4), "s1", layout), (2, 12))
    for _ in range(40):
        bits = array(g, g.choice([(3,), (8,), (11,), (2, 9), (3, 2), (0,)]))
        if np.dtype(bits.dtype).kind in "?biu" or g.random() < 0.2:
            yield case("packbits", bits, axis=g.choice([None, 0, -1]), bitorder=g.choice(["big", "little"]))
        data = A("u1", g.choice([(1,), (3,), (2, 2)]), f"w{g.randrange(99)}")
        yield case("unpackbits", data, axis=g.choice([None, 0, -1]), count=g.choice([None, 3, 20, -2, 0, -100]), bitorder=g.choice(["big", "little"]))
    yield case("unpackbits", A("i4", (2,)))


def borders(g):
    modes = ["constant", "edge", "linear_ramp", "maximum", "mean", "median", "minimum", "reflect", "symmetric", "wrap", "empty"]
    for mode in modes:
        for _ in range(24):
            shape = g.choice([(3,), (5,), (2, 3), (1,), (1, 2), (2, 2, 2)])
            dtype = g.choice(["i4", "f8", "i8", "f8"])
            width = g.choice([1, 2, 5, (1, 3), (0, 2), [(1, 2)] * len(shape), [(0, 1), (3, 0), (2, 2)][: len(shape)], [(1, 2), (3, 4)]])
            keywords = {}
            if mode in ("maximum", "minimum", "mean", "median") and g.random() < 0.4:
                keywords["stat_length"] = g.choice([1, 2, 9, (1, 2), (9, 1), (0, 1), [(2, 1)] * len(shape), [(1, 2), (3, 4)]])
            if mode in ("reflect", "symmetric") and g.random() < 0.4:
                keywords["reflect_type"] = "odd"
            if mode == "constant" and g.random() < 0.5:
                keywords["constant_values"] = g.choice([7, -1, (1, 2), ((1, 2),) * len(shape)])
            if mode == "linear_ramp" and g.random() < 0.5:
                keywords["end_values"] = g.choice([7, -1, (1, 2)])
            if mode == "empty":
                width = 0
            yield case("pad", A(dtype, shape, f"s{g.randrange(99)}", g.choice("CFSR")), width, mode, **keywords)
        yield case("pad", A("f8", (0,)), 2, mode if mode != "empty" else "edge")
        yield case("pad", A("f8", (2, 0)), [(1, 1), (0, 0)], mode)
