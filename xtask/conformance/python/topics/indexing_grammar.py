"""Index expressions from a grammar, valid and not, over all layouts: get, set, read-modify-write, `ufunc.at`.

An answer holds the elements and the strides, which are those of NumPy wherever an axis is walked along.

Left out, because nd is different on purpose:
- `ufunc.at` on a read-only array, which NumPy changes or refuses depending on dtypes; nd refuses;
- a mask that lies in the target in another order, which NumPy reads while it writes; nd reads it first;
- values that overlap the target under a mask, or along one axis by another stride, which NumPy reads while it writes;
- integer literals beside uint64 in `ufunc.at`, where NumPy computes in float64;
- a mask without elements on an axis that has some, which NumPy lets pass beside other parts;
- several values for one element where operands lie in different orders: NumPy's last is the last in memory, nd's in C order;
- strong scalars that a dtype cannot hold: NumPy refuses them or wraps them depending on the dtype, nd wraps them;
- an array of one element assigned to a boolean element, where NumPy takes its truth;
- `ufunc.at` on one axis with positions of two axes and values of one, where NumPy reads past the values.
"""

import numpy as np

from cases import A, FLOATS, INTEGERS, LAYOUTS, NUMBERS, SWAPPED, Ref, case, literal

S = slice
RECORD = [("a", "<i4"), ("b", ">f8")]


def steps(x):
    """Strides that can be told: those of an array with elements, along axes of more than one."""
    return tuple(s if n > 1 and x.size else 0 for n, s in zip(x.shape, x.strides))


def getitem(x, index):
    """An element comes out of NumPy as a native scalar, and out of nd as an array of the same dtype."""
    result = x[index]
    if not isinstance(result, np.ndarray):
        return np.asarray(result).astype(x.dtype), False, ()
    return result, bool(np.shares_memory(x, result)), steps(result)


def setitem(x, index, value):
    x[index] = value
    return x


def iadd(x, index, value):
    x[index] += value
    return x


def at(name):
    def run(x, index, *value):
        getattr(np, name).at(x, index, *value)
        return x

    return run


BINARY = ["add", "subtract", "multiply", "maximum", "logical_or"]
OPS = {"getitem": getitem, "setitem": setitem, "iadd": iadd}
OPS |= {f"{name}.at": at(name) for name in [*BINARY, "negative"]}


def cases(g):
    for _ in range(3200):
        yield random(g)


def a_slice(g, n):
    bound = lambda: g.choice([None, None, g.randrange(-n - 2, n + 3), g.randrange(-n - 2, n + 3)])  # noqa: E731
    step = g.choice([None, None, 1, 2, 3, -1, -1, -2, 7, -(2**40), 2**62])
    return S(bound(), bound(), 0 if g.random() < 0.004 else step)


def an_int(g, n):
    return g.randrange(-n - 1, n + 1) if n == 0 or g.random() < 0.02 else g.randrange(-n, n)


def positions(g, n, shape):
    """An index array, a nested list if that is what NumPy makes of one."""
    count = int(np.prod(shape))
    dtype = g.choice(["i8", "i8", "i8", *INTEGERS, ">i8", ">i4", ">u2"])
    low = 0 if np.dtype(dtype).kind == "u" else -n
    values = [g.randrange(low, n) if n else 0 for _ in range(count)]
    if count and g.random() < 0.015:
        values[g.randrange(count)] = n if low == 0 or g.random() < 0.5 else -n - 1
    if g.random() < 0.004:
        return A(g.choice(["f8", "f4", "c8"]), shape, f"s{g.randrange(99)}") if g.random() < 0.7 else A("S2", shape, ":" + "6162" * count)
    if dtype == "i8" and shape and g.random() < 0.5:
        return np.array(values, "i8").reshape(shape).tolist()
    return A(dtype, shape, values, g.choice(LAYOUTS[:-1]))


def a_mask(g, shape):
    if g.random() < 0.03:
        shape = tuple(n + g.choice([0, 1]) for n in shape)
    fill = g.choice(["s", "s", "s"]) + str(g.randrange(1000))
    if g.random() < 0.15:
        fill = [g.choice([0, 1])] * int(np.prod(shape))
    return A("?", shape, fill, g.choice(LAYOUTS[:-1]))


def an_index(g, shape):
    """Parts for `shape`, from left to right."""
    outer = g.choice([(), (1,), (2,), (2,), (3,), (3,), (5,), (0,), (2, 2), (2, 3), (3, 1), (1, 2), (2, 1, 3)])
    advanced = g.random() < 0.75
    parts, axis, ellipsis = [], 0, False
    end = g.choice([len(shape), len(shape), g.randrange(len(shape) + 1)])
    while axis < end:
        n = shape[axis]
        pick = g.random()
        if advanced and pick < 0.35:
            mine = outer
            if g.random() < 0.3:
                mine = tuple(g.choice([m, 1]) for m in outer)[g.randrange(len(outer) + 1) :]
            if g.random() < 0.015:
                mine = g.choice([(2,), (4,), (3, 3)])
            parts.append(positions(g, n, mine))
            axis += 1
        elif advanced and pick < 0.43:
            rank = g.randrange(1, min(3, end - axis) + 1)
            parts.append(a_mask(g, shape[axis : axis + rank]))
            axis += rank
        elif pick < 0.5 and not ellipsis:
            parts.append(...)
            ellipsis = True
            skip = g.randrange(end - axis + 1)
            axis += skip
            end = len(shape)
        elif pick < 0.65:
            parts.append(an_int(g, n))
            axis += 1
        elif pick < 0.95:
            parts.append(S(None) if g.random() < 0.3 else a_slice(g, n))
            axis += 1
        else:
            parts.append(None)
    if advanced and g.random() < 0.04:
        parts.insert(g.randrange(len(parts) + 1), g.choice([True, False, True, literal(True), literal(False)]))
    if g.random() < 0.08:
        parts.insert(g.randrange(len(parts) + 1), None)
    if g.random() < 0.01 and not any(isinstance(part, A) and part.dtype == bool and 0 in part.shape for part in parts):
        parts.insert(g.randrange(len(parts) + 1), g.choice([..., 0, S(None), []]))
    if len(parts) == 1 and g.random() < 0.7:
        return parts[0]
    return tuple(parts)


def a_shape(g):
    ndim = g.choice([0, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5])
    return tuple(g.choice([0, 1, 2, 3, 3, 4, 5]) if g.random() < 0.4 else g.randrange(2, 6) for _ in range(ndim))


def selected(shape, index):
    """The shape of what `index` selects, None if it selects nothing that exists."""
    built = np.broadcast_to(np.int8(0), shape)
    try:
        return np.shape(built[unwrap(index)])
    except (IndexError, ValueError):
        return None


def unwrap(index):
    if isinstance(index, tuple):
        return tuple(unwrap(part) for part in index)
    return index.build() if isinstance(index, A) else index


def a_value(g, x, shape, index):
    pick = g.random()
    if pick < 0.2:
        return g.choice([0, 1, -3, True, 2.5, np.int8(-3), np.float32(1.5), np.uint64(100), 100, 1 + 2j, 300, -(2**63)])
    result = selected(shape, index)
    if result is None or pick < 0.25:
        return A(g.choice(NUMBERS), g.choice([(), (1,), (2,), (3,), (2, 3)]), f"s{g.randrange(99)}", "C")
    fitting = tuple(n if g.random() < 0.85 else 1 for n in result)
    fitting = fitting[g.randrange(len(fitting) + 1) :] if g.random() < 0.25 else fitting
    fitting = (1,) * g.randrange(1, 3) + fitting if g.random() < 0.06 else fitting
    if pick < 0.45:
        view = a_view(g, shape, fitting)
        if view is not None and not crosses(shape, index, view):
            return Ref(0, *view)
    dtype = x.dtype.str if x.dtype.names is None and g.random() < 0.5 else g.choice(NUMBERS + SWAPPED)
    return A(dtype, fitting, f"s{g.randrange(99)}", g.choice(LAYOUTS))


def a_view(g, shape, wanted):
    """A basic index of `shape` that gives an array which broadcasts to `wanted`, to overlap with the target."""
    for _ in range(6):
        index = tuple(g.choice([S(None, None, -1), S(None), a_slice(g, n), an_int(g, n)]) for n in shape)
        found = selected(shape, index)
        try:
            if found is not None and found != () and np.broadcast_shapes(found, wanted) == wanted:
                return index
        except ValueError:
            pass
    return None


def crosses(shape, index, view):
    """Whether NumPy gets an assignment of the view to the selection wrong."""
    x = np.zeros(shape)
    parts = [unwrap(part) for part in (index if isinstance(index, tuple) else (index,))]
    if len(parts) == 1 and isinstance(parts[0], np.ndarray) and parts[0].dtype == bool:
        return True
    parts = [int(part) if isinstance(part, np.ndarray) and part.ndim == 0 and part.dtype != bool else part for part in parts]
    to, value = x[tuple(parts)], x[view]
    return np.ndim(to) == 1 and np.shares_memory(x, to) and value.ndim > 0 and to.strides[0] * value.strides[-1] > 0


def an_array(g, shape):
    dtype = g.choice(NUMBERS + SWAPPED)
    return A(dtype, shape, f"{g.choice('sw')}{g.randrange(1000)}", g.choice(LAYOUTS if g.random() < 0.3 else LAYOUTS[:-1]))


def random(g):
    shape = a_shape(g)
    index = an_index(g, shape)
    pick = g.random()
    if pick < 0.02:
        x = A(RECORD, shape, f"s{g.randrange(99)}", g.choice("CFSR"))
        return case("getitem", x, index)
    x = an_array(g, shape)
    if pick < 0.5:
        return case("getitem", x, index)
    if pick < 0.54 and len(shape) == 1 and shape[0]:
        return itself(g, shape[0])
    if pick >= 0.8:
        return arithmetic(g, x, shape, index)
    value = a_value(g, x, shape, index)
    if selected(shape, index) == () and x.dtype.kind == "b" and isinstance(value, (A, Ref)):
        value = True
    if repeats(shape, index):
        index, value = plain(index), plain(value)
    return case("setitem", x, index, value)


def repeats(shape, index):
    """Whether `index` names an element twice."""
    if selected(shape, index) is None:
        return False
    found = np.arange(np.prod(shape)).reshape(shape)[unwrap(index)]
    return len(np.unique(found)) < np.size(found)


def plain(operand):
    """The same elements in C order."""
    if isinstance(operand, tuple):
        return tuple(plain(part) for part in operand)
    return A(operand.dtype, operand.shape, operand.fill) if isinstance(operand, A) and operand.layout != "B" else 3 if isinstance(operand, (A, Ref)) else operand


def itself(g, n):
    """An index array or a mask that is the target, or lies in it."""
    if g.random() < 0.3:
        x = A("?", (n,), f"s{g.randrange(99)}", g.choice("CRSU"))
        return case("setitem", x, Ref(0), g.choice([True, False]))
    x = A(g.choice(["i8", "i4", "u1"]), (n,), [g.randrange(n) for _ in range(n)], g.choice("CRSU"))
    view = Ref(0, S(None, None, g.choice([1, -1])))
    return case(g.choice(["setitem", "iadd", "add.at"]), x, view, g.choice([1, 0, Ref(0)]))


def arithmetic(g, x, shape, index):
    """Sums of small numbers, so that they can be told from others; no type that an operation would refuse."""
    inplace = g.random() < 0.4
    layout = "C" if x.layout == "B" and not inplace else x.layout
    x = A(g.choice(INTEGERS + FLOATS + [">i4", ">f8", ">u2"]), shape, f"s{g.randrange(99)}", layout)
    result = selected(shape, index)
    if repeats(shape, index):
        index = plain(index)
    shapes = [(), (1,), (2,)] if result is None else [(), result, result, result[-1:], tuple(g.choice([n, 1]) for n in result)]
    wide = x.dtype.newbyteorder("=").str
    value = g.choice([1, 2, A(wide, g.choice(shapes), f"p{g.randrange(99)}", g.choice(LAYOUTS)), A(g.choice(["i1", "u1", "f4"]), g.choice(shapes), f"p{g.randrange(99)}")])
    if len(shape) == 1 and result and len(result) > 1 and not inplace or wide == "<u8" and isinstance(value, int):
        value = np.uint8(2)
    if isinstance(value, int) and g.random() < 0.3:
        value = g.choice([300, -1, 0.1, 2.5]) if not inplace and x.dtype.kind == "i" else 1
    if inplace:
        return case("iadd", x, index, plain(value) if repeats(shape, index) else value)
    op = g.choice([*BINARY, "add", "add", "negative"])
    return case("negative.at", x, index) if op == "negative" else case(f"{op}.at", x, index, value)
