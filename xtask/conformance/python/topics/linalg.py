"""Products, norms, determinants, solutions, eigenvalues and singular values; every message of NumPy's linear algebra.

Factors whose signs are the algorithm's choice are tested by what they promise, in the crate nd-linalg.
"""

import numpy as np

from cases import A, LAYOUTS, NUMBERS, Ref, case, literal

# Sums of products of quarters are exact in any order; other floats may differ by this share of the largest element.
CLOSE = {"f2": 2e-3, "f4": 1e-5, "f8": 1e-13, "c8": 1e-5, "c16": 1e-13}

OPS = {
    "svdvals": np.linalg.svdvals,
    "dot_out": lambda a, b, out: np.dot(a, b, out=out),
    "matrix_rank": lambda a: np.asarray(np.linalg.matrix_rank(a)),
    "lstsq": lambda a, b: np.linalg.lstsq(a, b)[:2],
    "svd_shapes": lambda a, full: tuple(x.shape for x in np.linalg.svd(a, full_matrices=full)),
    "qr_shapes": lambda a, mode: tuple(x.shape for x in np.linalg.qr(a, mode)),
    "qr_r": lambda a: np.abs(np.linalg.qr(a, "r")),
    "eigvals_dtype": lambda a: np.linalg.eigvals(a).dtype,
    "solve": np.linalg.solve,
}
for name in ("norm", "vector_norm", "matrix_norm", "inv", "det", "slogdet", "eigvalsh", "pinv", "cond", "cholesky"):
    OPS[name] = getattr(np.linalg, name)
for name in ("matrix_power", "multi_dot", "matrix_transpose", "tensorsolve", "tensorinv"):
    OPS[name] = getattr(np.linalg, name)
OPS["slogdet"] = lambda a: tuple(np.linalg.slogdet(a))

MATRICES = ["f8", "f4", "c16", "c8", "i4", "?", ">f8", "u1"]
SHAPES = [
    ((3,), (3,)), ((2, 3), (3,)), ((3,), (3, 2)), ((2, 3), (3, 4)), ((1, 1), (1, 1)), ((5, 2, 3), (3, 4)),
    ((2, 3), (5, 3, 2)), ((5, 1, 2, 3), (4, 3, 2)), ((0, 3), (3, 2)), ((2, 0), (0, 3)), ((4, 4), (4, 4)),
    ((9, 17), (17, 20)), ((3, 0, 2), (2, 2)),
]
MISFITS = [
    ((3,), (4,)), ((2, 3), (2, 3)), ((2, 3), (4,)), ((), (2, 2)), ((2, 2), ()), ((3, 2, 2), (4, 2, 2)),
    ((5, 3, 2, 2), (4, 2, 2)), ((4, 3, 2), (5, 2, 1)), ((2, 3), (5, 2, 3)), ((3,), (4, 2)), ((2, 2), (3, 3)),
]


def dtype_of(*operands):
    return np.result_type(*[x.dtype for x in operands])


def product(op, *operands, **keywords):
    made = case(op, *operands, **keywords)
    dtype = dtype_of(*[x for x in operands if isinstance(x, A)])
    key = dtype.newbyteorder("=").str[1:]
    # NumPy rounds float16 as nd does.
    return made.rel(CLOSE[key]) if key in CLOSE and key != "f2" else made


def near(op, *operands, tolerance=None, **keywords):
    single = all(x.dtype.newbyteorder("=").str[1:] in ("f4", "c8", "f2") for x in operands if isinstance(x, A))
    return case(op, *operands, **keywords).rel(tolerance or (2e-4 if single else 1e-11))


def positive(dtype, n):
    """A well-conditioned Hermitian matrix of small numbers."""
    rows = np.arange(n)
    values = 1 / (1 + np.abs(rows[:, None] - rows)) + n * np.eye(n)
    if np.dtype(dtype).kind == "c":
        values = values + 0.25j * np.sign(rows[:, None] - rows)
    if np.dtype(dtype).kind in "iu":
        values = np.round(values)
    return literal(values, dtype)


def cases(g):
    for op in ("matmul", "dot", "inner", "vecdot", "vdot", "outer", "kron"):
        for x in NUMBERS:
            for y in g.sample(NUMBERS, 5) + [x]:
                yield product(op, A(x, (3, 3), f"s{g.randrange(50)}"), A(y, (3, 3), f"s{g.randrange(50)}"))
    for op in ("matmul", "dot"):
        for x in NUMBERS + [">f8", ">i4", ">c8"]:
            for left, right in SHAPES:
                yield product(op, A(x, left, f"s{g.randrange(50)}"), A(x, right, f"w{g.randrange(50)}"))
        for x in ("f8", "f4", "c16", "i8", "u1", "?", "f2"):
            for one in LAYOUTS:
                for other in g.sample(LAYOUTS, 3):
                    yield product(op, A(x, (6, 9), "s1", one), A(x, (9, 5), "w2", other))
                    yield product(op, A(x, (2, 3, 4), "s1", one), A(x, (2, 4, 3), "w2", other))
        for left, right in MISFITS:
            yield case(op, A("f8", left), A("i4", right))
    for op in ("inner", "vdot", "vecdot", "matvec", "vecmat", "outer", "kron"):
        for left, right in SHAPES + MISFITS + [((4, 3), (5, 3, 2)), ((5, 4, 3), (3, 3)), ((2, 3), (4, 3)), ((3, 1), (2, 3))]:
            x = g.choice(["f8", "i4", "c16", "f4"])
            yield product(op, A(x, left, f"s{g.randrange(50)}"), A(x, right, f"s{g.randrange(50)}"))
    for axes in (0, 1, 2, ([0], [1]), ([1, 0], [0, 1]), ([-1], [0]), ([0, 0], [0, 1]), ([0], [0, 1]), ([5], [0]), 3):
        for left, right in (((3, 4), (4, 3)), ((3, 3), (3, 3)), ((2, 3, 4), (4, 3, 2))):
            yield product("tensordot", A("f8", left, "s1", g.choice("CFR")), A("f8", right, "s2", g.choice("CFS")), axes)
            yield product("tensordot", A("i4", left, "s1"), A("i8", right, "s2"), axes)
    for dtype in ("f8", "f4", "i8", ">f8", "c16", "i4"):
        for shape, layout in (((2, 2), "C"), ((2, 2), "F"), ((2, 3), "C"), ((4,), "C"), ((3, 2, 2), "C")):
            out = A(dtype, shape, "s9", layout)
            yield product("matmul", A("f8", (2, 2), "s1"), A("f8", (2, 2), "s2"), out=out)
            yield product("dot_out", A("f8", (2, 2), "s1"), A("f8", (2, 2), "s2"), out)
            yield product("matmul", A("i8", (2, 2), "s1"), A("i8", (2, 2), "s2"), out=out)
    yield case("dot_out", A("i8", (2, 2), "i0"), A("i8", (2,), "i0"), Ref(0))
    yield case("dot_out", A("i8", (2, 2), "i0"), A("i8", (2, 2), "i0"), Ref(0))
    yield case("matmul", A("f8", (2, 2), "s1"), Ref(0), out=Ref(0))
    orders = [None, 0, 1, -1, 2, -2, 3, 0.5, float("inf"), -float("inf"), "fro", "nuc", "foo"]
    for dtype in ("f8", "f4", "c16", "c8", "i4", "?", "f2", ">f8"):
        for order in orders:
            yield near("norm", A(dtype, (5,), "p1"), order, tolerance=5e-3 if dtype == "f2" else None)
            yield near("norm", A(dtype, (3, 4), "p2"), order, tolerance=5e-3 if dtype == "f2" else None)
    for order in orders:
        for axis in (0, 1, -1, (0, 1), (2, 0), (1, 1), 5, (0, 5), (0, 1, 2)):
            for keepdims in (False, True):
                if isinstance(axis, int) or len(axis) < 3:
                    yield near("norm", A("f8", (2, 3, 4), "w3"), order, axis, keepdims)
        for shape in ((), (2, 3, 4), (0,), (0, 3), (3, 0)):
            yield near("norm", A("f8", shape, "p4"), order)
        yield near("vector_norm", A("f8", (2, 3, 4), "p5"), ord=order if order is not None else 2)
        yield near("vector_norm", A("f8", (2, 3, 4), "p5"), ord=2 if order is None else order, axis=(0, 2), keepdims=True)
        yield near("matrix_norm", A("f8", (2, 3, 4), "p6"), ord="fro" if order is None else order)
    for op in ("inv", "det", "slogdet", "eigvalsh", "svdvals", "cholesky", "pinv", "cond", "matrix_rank"):
        for dtype in MATRICES[:-1] if op != "cholesky" else MATRICES[:5]:
            for n in (1, 2, 3, 5, 8):
                if dtype != "?":
                    yield near(op, positive(dtype, n))
            for layout in LAYOUTS[:-1]:
                if op not in ("cholesky", "pinv", "cond", "inv", "slogdet") and dtype != "?":
                    yield near(op, A(dtype, (4, 4), "s7", layout))
                if op not in ("cholesky", "det", "slogdet", "inv", "cond") and dtype != "?":
                    yield near(op, A(dtype, (2, 3, 3), "s8", layout))
        for shape in ((3,), (2, 3), (0, 0), (3, 0, 0), (0, 2, 2), ()):
            yield near(op, A("f8", shape, "p1"))
        yield case(op, A("f2", (2, 2), "p1"))
    for op in ("inv", "det", "slogdet", "cholesky", "cond", "matrix_rank", "pinv"):
        yield near(op, literal(np.zeros((2, 2))))
    yield case("cholesky", literal([[1.0, 2], [2, 1]]))
    yield near("cholesky", literal([[4.0, 99], [2, 5]]))
    yield near("cholesky", literal([[4.0, 2], [99, 5]]), upper=True)
    for order in (1, -1, float("inf"), -float("inf"), "fro", "nuc", 2, -2):
        yield near("cond", positive("f8", 4), order)
        yield near("cond", literal(np.zeros((3, 3))), order)
    for a in MATRICES[:5]:
        for b in MATRICES:
            yield near("solve", positive(a, 3), A(b, (3,), "p1"))
            yield near("solve", positive(a, 3), A(b, (3, 2), "p2", g.choice(LAYOUTS)))
    for left, right in (
        ((2, 2), (3,)), ((2, 2), (3, 2)), ((2, 2), ()), ((3, 2, 2), (4, 2, 2)), ((0, 0), (0,)), ((0, 0), (0, 3)), ((2, 3), (2,)),
    ):
        yield near("solve", A("f8", left, "i1"), A("f8", right, "p1"))
    for loops in (((4, 1), (3,)), ((2,), ()), ((), (2,))):
        stacked = np.broadcast_to(positive("f8", 2).build(), loops[0] + (2, 2)).copy()
        yield near("solve", literal(stacked), A("f8", loops[1] + (2, 3), "p1"))
    yield case("solve", literal(np.zeros((2, 2))), A("f8", (2,)))
    for m, n in ((4, 2), (2, 4), (3, 3), (1, 1), (5, 1), (0, 3), (3, 0)):
        for dtype in ("f8", "c16", "f4"):
            yield near("lstsq", A(dtype, (m, n), "w11"), A(dtype, (m, 2), "w12"), tolerance=1e-3 if dtype == "f4" else 1e-9)
            yield near("lstsq", A(dtype, (m, n), "w13"), A(dtype, (m,), "w14"), tolerance=1e-3 if dtype == "f4" else 1e-9)
            for full in (True, False):
                yield case("svd_shapes", A(dtype, (m, n), "w1"), full)
            for mode in ("reduced", "complete"):
                yield case("qr_shapes", A(dtype, (2, m, n), "w1"), mode)
            yield near("qr_r", A(dtype, (m, n), "w2"), tolerance=1e-3 if dtype == "f4" else 1e-9)
    for left, right in (((3, 2), (2,)), ((3, 2, 2), (2,)), ((3, 2), (3, 1, 1)), ((2, 2), ())):
        yield case("lstsq", A("f8", left, "w1"), A("f8", right, "w2"))
    for power in (-3, -1, 0, 1, 2, 3, 7):
        yield near("matrix_power", positive("f8", 3), power)
        yield near("matrix_power", literal(np.array([[1, 1], [0, 1]])), power)
    yield case("matrix_power", A("f8", (2, 3)), 2)
    yield case("matrix_power", A("f8", (3,)), 2)
    for shapes in (
        ((2, 3), (3, 4), (4, 2)), ((3,), (3, 4), (4,)), ((3,), (3, 4), (4, 2)), ((2, 3), (3,)), ((5, 2), (2, 9), (9, 3), (3, 4)),
        ((2, 2),), ((2, 2), (2, 2, 2), (2, 2)), ((2, 2), (3, 2), (2, 2)), ((2, 2), (3, 2)),
    ):
        yield near("multi_dot", [A("f8", shape, f"s{i + 1}") for i, shape in enumerate(shapes)])
    for shape in ((3,), (2, 3), (4, 2, 3)):
        yield case("matrix_transpose", A("i4", shape, "i0"))
    yield near("tensorsolve", literal(positive("f8", 6).build().reshape(2, 3, 6)), A("f8", (2, 3), "p1"))
    yield case("tensorsolve", A("f8", (2, 3, 2, 2)), A("f8", (2, 3)))
    yield near("tensorinv", literal(positive("f8", 6).build().reshape(2, 3, 6)), 2)
    yield case("tensorinv", A("f8", (2, 2, 4)), 0)
    for values in ([[2.0, 0], [0, 1]], [[0.0, -1], [1, 0]], [[1, 2], [3, 4]]):
        for dtype in ("f4", "f8", "c8"):
            yield case("eigvals_dtype", literal(values, dtype))
    yield case("eigvals_dtype", literal([[np.nan, 1], [1, 1]]))
    yield case("svdvals", literal([[np.nan, 1], [1, 1]]))


def random(g):
    dtype = g.choice(NUMBERS)
    m, k, n = (g.randrange(9) for _ in range(3))
    return product(
        g.choice(["matmul", "dot"]),
        A(dtype, (m, k), f"s{g.randrange(99)}", g.choice(LAYOUTS)),
        A(dtype, (k, n), f"s{g.randrange(99)}", g.choice(LAYOUTS)),
    )
