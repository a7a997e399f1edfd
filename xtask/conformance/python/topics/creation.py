"""Creation: ranges, filled arrays, likes, joins; and the dtypes that spellings name."""

import numpy as np

from cases import A, LAYOUTS, NUMBERS, SHAPES, SWAPPED, case

OPS = {
    "full": lambda shape, value: np.full(shape, value),
    "linspace": lambda a, b, n, endpoint: np.linspace(a, b, n, endpoint=endpoint),
    "concatenate": lambda arrays, axis: np.concatenate(arrays, axis),
    "stack": lambda arrays, axis: np.stack(arrays, axis),
    "strides_like": lambda x: np.zeros_like(x).strides,
    "strides_of_copy": lambda x, order: x.copy(order).strides,
    "dtype": lambda spelling: np.dtype(spelling),
    "dtype_str": lambda spelling: np.dtype(spelling).str,
    "dtype_name": lambda spelling: np.dtype(spelling).name,
    "itemsize": lambda spelling: np.dtype(spelling).itemsize,
}
NAMES = ["bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float16", "float32",
         "float64", "complex64", "complex128", "half", "single", "double", "csingle", "cdouble", "byte", "ubyte", "short",
         "ushort", "intc", "uintc", "intp", "uintp", "longlong", "ulonglong", "int", "float", "complex", "uint"]
LETTERS = list("?bBhHiIlLqQefdFD") + [c + s for c in "iu" for s in "1248"] + ["f2", "f4", "f8", "c8", "c16", "b1"]
WRONG = ["x", "i3", "f16x", "int7", "", "float8", "i", "<", ">>i4", "i4,", "i4,f8", "f8,i2,?", "c4", "u", "f3", "<q",
         "=i4", "|u1", "|i4", "i4 ", " i4", "Int8", "INT8", "f4;"]


def cases(g):
    for bounds in [(0,), (5,), (-3,), (2, 7), (7, 2), (0, 10, 3), (10, 0, -3), (0, 10, -1), (5, 5), (-5, 5, 2), (0, 1, 100)]:
        yield case("arange", *bounds)
        yield case("arange", *[float(b) for b in bounds])
    for bounds in [(0.0, 1.0, 0.1), (1.0, 2.0, 0.3), (0.5, 3.5), (1e10, 1e10 + 5, 0.5), (0.0, -1.0, -0.25), (1.0, 0.0, 0.5)]:
        yield case("arange", *bounds)
    yield case("arange", 0, 5, 0).kind_only()
    for a, b in [(0.0, 1.0), (4.0, 8.0), (-1.0, 1.0), (1.0, 1.0), (5.0, -3.0), (0.1, 0.7), (1e-300, 1e300), (0.0, 1e-320)]:
        for n in (0, 1, 2, 3, 5, 10, 50):
            for endpoint in (True, False):
                yield case("linspace", a, b, n, endpoint)
    for shape in SHAPES:
        for dtype in g.sample(NUMBERS + SWAPPED, 8):
            yield case("zeros", shape, dtype)
            yield case("ones", shape, dtype)
        for value in (3, 2.5, True, 1j, np.int8(4), np.float32(0.5)):
            yield case("full", shape, value)
    for n in (0, 1, 3, 4):
        for m in (0, 2, 4):
            for k in (-5, -1, 0, 1, 3):
                yield case("eye", n, m, k, g.choice(NUMBERS))
        yield case("identity", n)
    for dtype in NUMBERS + SWAPPED:
        for layout in LAYOUTS:
            x = A(dtype, (2, 3, 4), "s1", layout)
            yield case("zeros_like", x)
            yield case("ones_like", x)
            yield case("strides_like", x)
            yield case("strides_of_copy", x, g.choice("CFAK"))
    for value in (3, 300, -1, 2.5, True, 1j, np.float32(1.5), float("nan")):
        for dtype in NUMBERS:
            # nd refuses what assignment refuses, a complex number in a real array and NaN in integers.
            if value == value and not isinstance(value, complex) or dtype in ("c8", "c16"):
                yield case("full_like", A(dtype, (3,)), value)
    for _ in range(250):
        yield random(g)
    for arrays, axis in [([], 0), ([A("i4", ())], 0), ([A("i4", (2,)), A("i4", (2, 2))], 0), ([A("i4", (2,))], 1),
                         ([A("i4", (2, 3)), A("i4", (3, 3))], 1), ([A("i4", (2, 3)), A("f4", (2, 1))], -1)]:
        yield case("concatenate", arrays, axis)
        yield case("stack", arrays, axis)
    for shape in [(-1,), (2, -1)]:
        yield case("zeros", shape, "f8")
    for spelling in NAMES + LETTERS + [order + letter for letter in LETTERS for order in "<>=|" if letter[0] not in "?b"]:
        for op in ("dtype", "dtype_str", "dtype_name", "itemsize"):
            if op != "dtype_name" or spelling[0] != ">":
                yield case(op, spelling)
    for spelling in WRONG:
        yield case("dtype", spelling)


def random(g):
    count, ndim = g.randrange(1, 4), g.randrange(1, 4)
    shape = [g.randrange(0, 4) for _ in range(ndim)]
    axis = g.randrange(-ndim, ndim)
    arrays = []
    op = g.choice(["concatenate", "stack"])
    for i in range(count):
        if op == "concatenate":
            shape[axis] = g.randrange(0, 4)
        arrays.append(A(g.choice(NUMBERS + SWAPPED), shape, f"s{g.randrange(1000)}", g.choice(LAYOUTS)))
    return case(op, arrays, axis)
