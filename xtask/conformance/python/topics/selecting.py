"""Functions that choose elements, make indices and take diagonals."""

import numpy as np

from cases import A, LAYOUTS, NUMBERS, Ref, SHAPES, case, literal

DTYPES = ["f8", "i8", "i4", "u1", "?", "c16", ">f4", ">i2"]
KINDS = ["i8", "i8", "i4", "i1", ">i2"]


def written(function):
    """The first operand after `function` has written to it."""
    return lambda x, *args, **keywords: (function(x, *args, **keywords), x)[1]


def in_order_of(x, result):
    """NumPy's scalars are native; nd has arrays without axes instead, which keep the byte order."""
    return np.asarray(result, x.dtype)


def span(parts):
    return slice(*parts[1:]) if isinstance(parts, tuple) and parts and parts[0] == "slice" else parts


def key(parts):
    parts = tuple(span(part) for part in parts)
    return parts[0] if len(parts) == 1 else parts


OPS = {
    name: written(getattr(np, name))
    for name in ["put", "putmask", "place", "copyto", "fill_diagonal", "put_along_axis"]
}
OPS |= {
    "take": lambda x, *args, **keywords: in_order_of(x, np.take(x, *args, **keywords)),
    "strides_of_take": lambda x, i, axis: np.take(x, i, axis).strides,
    "strides_of_repeat": lambda x, n, axis: np.repeat(x, n, axis).strides,
    "mgrid": lambda *spans: np.mgrid[key(spans)],
    "ogrid": lambda *spans: np.ogrid[key(spans)],
    "r_": lambda *items: np.r_[key(items)],
    "c_": lambda *items: np.c_[key(items)],
    "flat_get": lambda x, i: in_order_of(x, x.flat[i]),
    "flat_set": written(lambda x, i, v: x.flat.__setitem__(i, v)),
    "update": written(lambda x, i, v: x.__setitem__(i, x[i] + v)),
    "indices": lambda shape, sparse=False: np.indices(shape, sparse=sparse),
}


def array(g, shape=None, fill="s"):
    return A(g.choice(DTYPES), shape if shape is not None else g.choice(SHAPES), f"{fill}{g.randrange(99)}", g.choice(LAYOUTS[:-1]))


def positions(g, size, shape=None, out=0.05):
    shape = shape if shape is not None else g.choice([(), (0,), (1,), (3,), (2, 2), (5,)])
    n = int(np.prod(shape))
    high = size + 2 if g.random() < out else size
    return literal(np.array([g.randrange(-size, high) if high > -size else 0 for _ in range(n)], g.choice(KINDS)).reshape(shape))


def mask(g, shape):
    return A("?", shape, f"s{g.randrange(99)}", g.choice(LAYOUTS[:-1]))


def an_axis(g, shape, wrong=0.08):
    ndim = len(shape)
    if not ndim or g.random() < wrong:
        return g.choice([-3, 3, 0, -1])
    return g.randrange(-ndim, ndim)


def cases(g):
    yield from takes(g)
    yield from conditions(g)
    yield from grids(g)
    yield from diagonals(g)


def takes(g):
    for _ in range(140):
        x = array(g)
        axis = an_axis(g, x.shape) if g.random() < 0.7 else None
        size = int(np.prod(x.shape)) if axis is None else (x.shape + (1, 1, 1, 1))[axis] if x.shape else 1
        mode = g.choice(["raise", "raise", "wrap", "clip"])
        yield case("take", x, positions(g, max(size, 1)), axis=axis, mode=mode)
    for layout in LAYOUTS:
        for axis in [0, 1, 2]:
            yield case("strides_of_take", A("f8", (2, 3, 4), "s1", layout), literal([[0, 1], [1, 0]]), axis)
    yield case("take", A("f8", (3,)), literal([0.0, 1.0]))
    yield case("take", A("f8", (3,)), literal([0, 1], "u8"))
    yield case("take", A("f8", (3,)), literal([True, False]))
    yield case("take", A("f8", (0,)), literal([0]))
    yield case("take", A("f8", (0,)), literal([], "i8"))
    yield case("take", A("f8", (2, 0)), literal([0]), axis=1)
    yield case("take", A("f8", (2, 0)), literal([0]), axis=0)
    yield case("take", A("f8", (0, 2)), literal([0]), axis=0, mode="wrap")
    for _ in range(80):
        x = array(g)
        size = max(int(np.prod(x.shape)), 1)
        values = array(g, g.choice([(), (1,), (2,), (3,), (2, 3), (0,)]))
        yield case("put", x, positions(g, size), values, mode=g.choice(["raise", "raise", "wrap", "clip"]))
    for _ in range(60):
        x = array(g, g.choice([(4,), (2, 3), (2, 3, 4), (3, 0), (1, 3)]))
        axis = an_axis(g, x.shape, 0.05)
        inside = axis if -len(x.shape) <= axis < len(x.shape) else 0
        shape = list(x.shape)
        shape[inside] = g.choice([1, 2, 5])
        if g.random() < 0.3:
            shape[g.randrange(len(shape))] = 1
        index = positions(g, max(x.shape[inside], 1), tuple(shape), 0.03)
        yield case("take_along_axis", x, index, axis)
        if x.layout != "B":
            yield case("put_along_axis", x, index, g.choice([7, A("i4", tuple(shape), "i1")]), axis)
    yield case("take_along_axis", A("f8", (2, 3)), literal([0, 5, 2]), None)
    yield case("take_along_axis", A("f8", (2, 3)), literal([0, 1]), 0)
    yield case("take_along_axis", A("f8", (2, 3)), literal([[0.0]]), 0)
    yield case("take_along_axis", A("f8", (2, 3)), literal([[0]]), None)
    for _ in range(60):
        shape = g.choice([(4,), (2, 3), (), (2, 1)])
        n = g.choice([1, 2, 3])
        choices = [array(g, g.choice([shape, shape, (), shape[-1:]])) for _ in range(n)]
        out = g.random() < 0.2
        selector = literal(np.array([g.randrange(-1 if out else 0, n + out) for _ in range(int(np.prod(shape)))], "i8").reshape(shape))
        yield case("choose", selector, choices, mode=g.choice(["raise", "raise", "wrap", "clip"]))
    for _ in range(40):
        x = array(g, g.choice([(4,), (2, 3), (2, 3, 4), (1,)]))
        size = int(np.prod(x.shape))
        yield case("flat_set", x, slice(g.choice([None, 1]), None, g.choice([None, 2, -1])), array(g, g.choice([(1,), (2,), (3,)])))
        yield case("flat_get", x, g.choice([g.randrange(-size, size), slice(1, None, 2), positions(g, size, (3,))]))
    yield case("update", A("i8", (4,)), literal([0, 0, 2]), 10)
    yield case("update", A("f8", (3, 2)), (slice(None), literal([1, 1])), A("f8", (3, 2), "s4"))
    yield case("update", A("i8", (4,)), literal([True, False, True, True]), 1)


def conditions(g):
    for _ in range(40):
        x = array(g)
        yield case("nonzero", x)
        yield case("flatnonzero", x)
        yield case("argwhere", x)
    for _ in range(50):
        x = array(g, g.choice([(3,), (2, 3), (3, 4), (2, 3, 4), (0, 2)]))
        axis = an_axis(g, x.shape) if g.random() < 0.7 else None
        yield case("compress", mask(g, g.choice([(2,), (3,), (1,), (4,), (2, 2), (0,)])), x, axis=axis)
        yield case("extract", mask(g, g.choice([x.shape, x.shape, (2,), (3,)])), x)
    for _ in range(50):
        x = array(g, g.choice([(4,), (2, 3), (), (2, 3, 4), (0,)]))
        shape = x.shape if g.random() < 0.9 else (5,)
        values = array(g, g.choice([(), (1,), (2,), (3,), (2, 3), (7,), (0,)]))
        yield case("place", x, mask(g, shape), values)
        yield case("putmask", x, mask(g, shape), values)
    for _ in range(60):
        x = array(g, g.choice([(4,), (2, 3), (2, 3, 4)]))
        source = g.choice([1, 2.5, True, 300, -1, array(g, x.shape), array(g, x.shape[-1:]), array(g, (1, 1) + x.shape), array(g, (5,))])
        casting = {} if g.random() < 0.6 else {"casting": g.choice(["no", "safe", "unsafe", "same_kind", "unsafe"])}
        where = {} if g.random() < 0.4 else {"where": mask(g, g.choice([x.shape, x.shape[-1:], (), (5,)]))}
        if not isinstance(source, A) and np.dtype(x.dtype).kind in "b" and source in (300, -1):
            continue
        yield case("copyto", x, source, **casting, **where)
    for _ in range(40):
        shape = g.choice([(4,), (2, 3), ()])
        n = g.choice([1, 2, 3])
        conds = [mask(g, g.choice([shape, shape[-1:]])) for _ in range(n)]
        choices = [array(g, g.choice([shape, shape[-1:], ()])) for _ in range(n if g.random() < 0.9 else n + 1)]
        yield case("select", conds, choices, g.choice([0, 1, -1, 2.5, np.float32(2)]))
    yield case("select", [A("i8", (2,))], [A("i8", (2,))], 0)
    yield case("select", [], [], 0)


def grids(g):
    for _ in range(30):
        n = g.choice([1, 2, 3])
        lists = [g.choice([positions(g, 4, (2,)), positions(g, 4, (0,)), mask(g, (3,)), A("i4", (3,), "i0")]) for _ in range(n)]
        yield case("ix_", *lists)
        arrays = [array(g, g.choice([(), (1,), (2,), (3,), (0,)])) for _ in range(g.choice([1, 2, 3]))]
        yield case("meshgrid", *arrays, indexing=g.choice(["xy", "ij"]), sparse=g.choice([True, False]))
    yield case("ix_", A("i4", (2, 2)))
    for shape in [(), (3,), (2, 3), (2, 0), (1, 2, 3)]:
        yield case("indices", shape)
        yield case("indices", shape, sparse=True)
    spans = [("slice", 0, 5, None), ("slice", 0, 5, 100j), ("slice", -1, 1, 5j), ("slice", 0.0, 1.0, 0.25), ("slice", 5, 0, -2)]
    spans += [("slice", None, 3, None), ("slice", 0, 1, 1j), ("slice", 2, 2, None), ("slice", 1, 4, 2), ("slice", 0, 1, 0.1)]
    for one in spans:
        yield case("mgrid", one)
        yield case("ogrid", one, ("slice", 0, 2, None))
        yield case("r_", one)
        for other in spans[:4]:
            yield case("mgrid", one, other)
    items = [1, 2.5, True, ("slice", 3, 1, -1), ("slice", None, 2, None), A("i4", (2,)), A("f4", (1,)), literal([1, 2, 3]), ("slice", 0, 1, 3j)]
    for _ in range(60):
        yield case("r_", *[g.choice(items) for _ in range(g.choice([1, 2, 3, 4]))])
    for directive in ["0,2", "1,2", "-1", "0", "0,2,0", "1,2,0", "0,3,0", "0,3,1", "0,3,-1", "1,3,0", "x", "1,2,3,4"]:
        yield case("r_", directive, A("i8", (3,)), A("i8", (3,), "s2"))
        yield case("r_", directive, A("i8", (1, 3)), A("i8", (1, 3), "s2"))
        yield case("r_", directive, ("slice", 0, 3, None), A("i8", (3,), "s2"))
    yield case("r_", 1, "0,2")
    for _ in range(20):
        n = g.choice([1, 2, 3])
        yield case("c_", *[g.choice([A("i4", (n,)), A("f8", (n, 2)), A("u1", (n, 1))]) for _ in range(g.choice([1, 2, 3]))])
    yield case("c_", ("slice", 0, 3, None), ("slice", 3, 6, None))
    for _ in range(40):
        shape = g.choice([(2, 4), (3,), (2, 3, 4), (1, 5)])
        size = int(np.prod(shape))
        index = literal(np.array([g.randrange(0, size + (g.random() < 0.05)) for _ in range(4)], g.choice(KINDS[:3])).reshape(g.choice([(4,), (2, 2)])))
        yield case("unravel_index", index, shape, order=g.choice("CF"))
        parts = tuple(literal([g.randrange(-1 if g.random() < 0.1 else 0, n + (g.random() < 0.1)) for _ in range(3)], "i8") for n in shape)
        mode = g.choice(["raise", "raise", "wrap", "clip"])
        yield case("ravel_multi_index", parts, shape, mode=mode, order=g.choice("CF"))
    yield case("unravel_index", literal([-1]), (2, 3))
    yield case("unravel_index", literal([1.0]), (2, 3))
    yield case("unravel_index", 5, (2, 4), order="F")
    yield case("unravel_index", 0, ())
    yield case("ravel_multi_index", (literal([1]), literal([9])), (2, 4), mode="clip")
    yield case("ravel_multi_index", (literal([1]),), (2, 4))


def diagonals(g):
    for _ in range(40):
        k = g.randrange(-4, 5)
        yield case("diag", array(g, g.choice([(3,), (1,), (0,), (2, 3), (3, 2), (4, 4), (0, 3), (), (2, 2, 2)])), k)
        yield case("diagflat", array(g, g.choice([(3,), (2, 2), ()])), k)
        x = array(g, g.choice([(2, 3), (3, 3), (2, 3, 4), (4, 1, 3), (3,), (2, 0)]))
        axes = (an_axis(g, x.shape, 0.05), an_axis(g, x.shape, 0.05))
        yield case("diagonal", x, k % 3, *g.choice([(0, 1), axes]))
        yield case("trace", x, g.randrange(-2, 3), *g.choice([(0, 1), axes]))
        x = array(g, g.choice([(2, 3), (3, 3), (2, 3, 4), (3,), (0, 2), (1, 1), (4, 2)]))
        yield case("tril", x, k)
        yield case("triu", x, k)
        n, m = g.randrange(0, 5), g.randrange(0, 5)
        yield case("tri", n, m, k, dtype=g.choice(["f8", "i4", "?"]))
        yield case("tril_indices", n, k, m)
        yield case("triu_indices", n, k, m)
    yield case("diag_indices", 3, 2)
    yield case("diag_indices", 2, 3)
    for shape in [(3, 3), (2, 4), (5, 2), (7, 2), (2, 2, 2), (2, 3, 2), (3,)]:
        for value in [7, literal([1, 2]), A("f8", (3,))]:
            for wrap in [False, True]:
                yield case("fill_diagonal", A(g.choice(["i4", "f8"]), shape, "s2", g.choice("CF")), value, wrap=wrap)
    for dtype in ["i4", "f8", "u1", "c16", "f4"]:
        for n in [None, 0, 1, 4]:
            yield case("vander", A(dtype, (3,), "s2"), N=n, increasing=g.choice([True, False]))
    yield case("vander", A("f8", (2, 2)))
