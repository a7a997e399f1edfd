"""Every universal function by every method, with every keyword, also such as NumPy refuses; and by every signature in
every layout.

An operation is `method.function`. The answer of a method is the result and its strides, those along axes that do not
move left out; with an output that is a view of an operand, that operand too.
"""

import numpy as np

from cases import A, FLOATS, LAYOUTS, NUMBERS, SWAPPED, Ref, case

# Those that nd has in its catalogue: `isnat` goes with datetimes, products of matrices with linear algebra.
ELSEWHERE = {"isnat", "matmul", "vecdot", "matvec", "vecmat"}
FUNCTIONS = sorted({f.__name__ for f in vars(np).values() if isinstance(f, np.ufunc)} - ELSEWHERE)
METHODS = ["call", "reduce", "accumulate", "reduceat", "outer", "at"]
COMPARISONS = ["equal", "not_equal", "less", "less_equal", "greater", "greater_equal"]
EXPONENTS32 = ["b1", "i1", "u1", "i2", "u2", "i4"]
TEXT = ["S1", "S3", "U1", "U4", ">U2"]
CHARS = dict(zip("?bBhHiIlLefdFD", ["?", "i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8", "f2", "f4", "f8", "c8", "c16"]))


def signatures(name):
    """The input dtypes of NumPy's loops over the dtypes that nd has."""
    types = [t.split("->")[0] for t in getattr(np, name).types]
    return [[CHARS[c] for c in t] for t in types if all(c in CHARS for c in t)]


def moving(array):
    return tuple(0 if n == 1 else step for n, step in zip(array.shape, array.strides)) if array.size else ()


def described(result, laid):
    if isinstance(result, tuple):
        return tuple(described(one, laid) for one in result)
    result = np.asanyarray(result)
    return (result, moving(result)) if laid else result


def method(name, how):
    function = getattr(np, name)

    def call(*operands, **keywords):
        if how == "at":
            function.at(*operands)
            return operands[0]
        run = function if how == "call" else getattr(function, how)
        return described(run(*operands, **keywords), "out" not in keywords)

    def call_and_base(*operands, **keywords):
        return (call(*operands, **keywords), operands[0])

    return call, call_and_base


def relaid(x, layout):
    """`x` in another layout, of its own elements; see `A`, of which `values` is the content."""
    if layout == "N":
        return x.astype(x.dtype.newbyteorder())
    if layout == "0":
        return x.reshape(-1)[0].reshape(())
    if layout == "E":
        return x[..., :0]
    made = A(x.dtype, x.shape, ":" + x.tobytes().hex(), layout)
    return made.build() if layout != "B" else np.broadcast_to(x[:1], x.shape)


def same(x, y, name):
    """Whether the elements are those that the function gives in another layout: NumPy's own last bits may depend on it."""
    if x.dtype.kind in "fc" and name in APPROXIMATE | COMPLEX:
        return np.allclose(x, y, rtol=1e-2 if x.dtype.itemsize == 2 else 1e-5, equal_nan=True)
    return x.tobytes() == y.tobytes() or np.array_equal(x, y, equal_nan=x.dtype.kind in "fc")


def layouts(name):
    function = getattr(np, name)

    def call(*operands):
        first = function(*operands)
        for layout in [*LAYOUTS, "N", "0", "E"]:
            there = [relaid(x, layout) for x in operands]
            found = function(*there), function(*[x.copy() for x in there])
            if not isinstance(first, tuple):
                found = [(one,) for one in found]
            for x, y in zip(*found):
                assert same(np.asarray(x), np.asarray(y), name), (name, layout, operands)
        return first

    return call


OPS = {}
for name in FUNCTIONS:
    OPS[f"layouts.{name}"] = layouts(name)
    for how in METHODS:
        OPS[f"{how}.{name}"], OPS[f"{how}+base.{name}"] = method(name, how)

# What the last bits of a result may differ by: units in the last place for floats, of the modulus for complex numbers.
TIGHT = {"exp": 1, "log": 1, "sin": 1, "cos": 1}
CLOSE = ["tan", "arcsin", "arccos", "arctan", "sinh", "cosh", "tanh", "arcsinh", "arccosh", "arctanh", "exp2", "expm1", "log2",
         "log10", "log1p", "cbrt", "radians", "degrees", "deg2rad", "rad2deg", "hypot", "arctan2", "logaddexp", "logaddexp2",
         "power", "float_power"]
APPROXIMATE = TIGHT | dict.fromkeys(CLOSE, 2)
# Complex functions that NumPy itself computes to a few digits only near some points.
COMPLEX = dict.fromkeys(["multiply", "square", "divide", "sqrt", "absolute", "sign", "reciprocal"], 8)
ULPS_COMPLEX = COMPLEX | dict.fromkeys(TIGHT, 8) | dict.fromkeys(CLOSE, 64)


def tuned(made):
    """Allows what rounding may do."""
    how, name = made.op.split(".")
    dtypes = [np.dtype(x.dtype) if isinstance(x, (A, np.generic)) else np.result_type(x) for x in made.operands
              if isinstance(x, (A, np.generic, int, float, complex))]
    for key in ("dtype", "initial", "out"):
        value = made.keywords.get(key)
        if isinstance(value, (str, np.generic, complex, A)):
            dtypes.append(np.dtype(value.dtype) if isinstance(value, A) else np.result_type(value))
    is_complex = any(dtype.kind == "c" for dtype in dtypes)
    if name in ("maximum", "minimum", "fmax", "fmin") and any(dtype.kind in "fc" for dtype in dtypes):
        return made.ulp(0)  # which of two zeros it is depends on the loop
    if name == "multiply" and how.startswith("reduce") and any(dtype.kind in "fc" for dtype in dtypes):
        return made.ulp(8)  # the order of the factors
    steps = 1 if how.startswith(("call", "layouts", "outer")) else 8
    if is_complex and name in ULPS_COMPLEX:
        made.ulp(ULPS_COMPLEX[name])
    elif name == "float_power" and steps > 1:
        made.ulp(4096)  # exponents multiply what the base is off by
    elif name in APPROXIMATE:
        # NumPy's own exp, log and arctan2 of float32 are off by 2.5 units and more.
        single = name in ("exp", "log", "arctan2") and any(dtype.itemsize in (2, 4) for dtype in dtypes)
        long = isinstance(made.operands[0], A) and max(made.operands[0].shape, default=0) > 9
        made.ulp((4 if single else APPROXIMATE[name]) * (steps if steps == 1 or not long else 32))
    else:
        return made
    # Integers made of results that may be off.
    target = made.keywords.get("out")
    if isinstance(target, A) and target.dtype.kind in "iu" and made.keywords.get("casting") == "unsafe" and not is_complex:
        floats = [dtype.itemsize for dtype in dtypes if dtype.kind == "f"]
        made.cast(min(floats or [max(2, min(dtype.itemsize for dtype in dtypes))]))
    # Where the output is wider than the result, or the result a difference of what was rounded.
    if "out" in made.keywords or name.startswith("logaddexp"):
        least = min([dtype.itemsize // (2 if dtype.kind == "c" else 1) for dtype in dtypes if dtype.kind not in "SU"] or [8])
        made.rel({1: 4e-3, 2: 4e-3, 4: 1e-6, 8: 1e-15}[least])
    return made


def cases(g):
    for name in FUNCTIONS:
        for signature in signatures(name):
            for fill in "xsw":
                # C leaves complex powers of infinities and of NaN to the platform.
                wild = fill == "x" and signature[0] in ("c8", "c16") and name in ("power", "float_power")
                # NumPy computes it by powers in single precision.
                wild = wild or fill != "s" and (name, signature) == ("exp2", ["c8"])
                seed = g.randrange(90)
                operands = [A(x, (3, 6) if i == 0 else (6,) if seed % 3 else (3, 6), f"{fill}{seed + i}") for i, x in enumerate(signature)]
                if not wild:
                    yield tuned(case(f"layouts.{name}", *operands))
    for _ in range(3000):
        yield random(g)


def random(g):
    while True:
        made = unfiltered(g)
        if not left_out(made):
            return tuned(made)


def left_out(made):
    """What nd documents to be different, and what NumPy leaves to chance."""
    how, name = made.op.split(".")
    keywords, first = made.keywords, made.operands[0]
    folds = how.startswith(("reduce", "accumulate"))
    kinds = [np.dtype(x.dtype).kind if isinstance(x, (A, np.generic)) else "" for x in made.operands[:2]]
    text = "S" in kinds or "U" in kinds
    is_complex = "c" in kinds or any(isinstance(x, complex) for x in made.operands[:2])
    is_complex = is_complex or any(np.dtype(getattr(x, "dtype", x)).kind == "c" for x in map(keywords.get, ("dtype", "out")) if isinstance(x, (str, A)))
    # C leaves complex powers of infinities and of NaN to the platform.
    if name in ("power", "float_power") and is_complex and (how != "call" or any(isinstance(x, A) and x.fill[:1] == "x" for x in made.operands)):
        return True
    # Repeating text, and joining it as the dtype asked for.
    if text and (name == "multiply" or name == "add" and "dtype" in keywords or folds and len(keywords) > 0):
        return True
    # What NumPy says of Python numbers under the strictest rules depends on where it finds out.
    if keywords.get("casting") in ("no", "equiv", "safe") and any(type(x) in (int, float, complex) for x in made.operands):
        return True
    # How NumPy refuses to fold comparisons depends on what it has looked up before.
    if name in COMPARISONS and folds and first.dtype != "?":
        return True
    # Whether a part overflows depends on the fused instructions of the loop.
    if name in COMPLEX and is_complex and any(isinstance(x, A) and x.fill[:1] == "x" for x in made.operands):
        return True
    if text and how == "at":
        return True
    # A literal among numbers of two kinds; and NumPy's vectorised loops over exponents of 32 bits forget that they fold.
    if name == "ldexp" and (any(type(x) is int for x in made.operands) or folds and np.dtype(first.dtype).str[1:] in EXPONENTS32):
        return True
    # NumPy's vectorised loops forget that they fold: the result is the function of the first and the last element.
    if name in ("power", "arctan2") and folds:
        return True
    # NumPy computes it by powers in single precision.
    if name == "exp2" and any(np.dtype(x.dtype).str[1:] == "c8" for x in made.operands[:1] if isinstance(x, A)):
        return True
    # Errors add up.
    if how == "at" and name in APPROXIMATE:
        return True
    # C leaves complex functions of extremes to the platform; powers of large exponents are not accurate.
    if is_complex and name in ULPS_COMPLEX and any(isinstance(x, A) and x.fill[:1] == "x" for x in made.operands):
        return True
    if is_complex and name in ULPS_COMPLEX and "out" in keywords:
        return True
    if is_complex and name in ("power", "float_power") and any(not isinstance(x, A) or x.fill[:1] == "w" for x in made.operands):
        return True
    # NumPy computes them in single precision.
    if is_complex and name in ("log1p", "expm1"):
        return True
    if is_complex and name == "multiply" and folds and "initial" in keywords:
        return True
    # NumPy's vectorised loops write elsewhere than to the elements of an output with gaps.
    if name in ("isinf", "isnan", "isfinite", "signbit") and "out" in keywords:
        return True
    # How NumPy refuses text of two kinds depends on what it has looked up before; with unsafe casts it compares numbers as text.
    if name in COMPARISONS and text and len(set(kinds)) > 1 or text and keywords.get("casting") == "unsafe":
        return True
    # The result may be a small difference of large logarithms.
    if name.startswith("logaddexp") and any(isinstance(x, A) and x.fill[:1] == "w" for x in made.operands):
        return True
    # Floats out of the range of an integer are cast as the processor does.
    if folds and "dtype" in keywords and kinds[0] in "fc" and first.fill[:1] in "xw":
        return True
    if name == "power" and how == "at":
        return True
    # Integers made of floats that they do not hold.
    if keywords.get("casting") == "unsafe" and any(type(x) in (float, complex) for x in made.operands):
        return True
    # Results of text without axes are NumPy scalars, which forget trailing NULs; and joins under a mask.
    if name == "add" and text and ("where" in keywords or all(x.shape == () for x in made.operands[:2] if isinstance(x, A))):
        return True
    # Masked elements of an output that is also an operand: NumPy converts them there and back, nd leaves them alone.
    if "+base" in how and "where" in keywords:
        return True
    # A fold of one element is copied to the output without going through the dtype.
    if folds and {"out", "dtype"} <= set(keywords):
        return True
    # NumPy keeps the running result in the output; nd converts it once, at the end.
    if folds and "out" in keywords:
        out, dtype = keywords["out"], keywords.get("dtype")
        out = np.dtype((first if isinstance(out, Ref) else out).dtype).newbyteorder("=")
        given = np.dtype(first.dtype).newbyteorder("=")
        try:
            more = {"signature": (np.dtype(dtype).type, None, None)} if dtype else {}
            fold = getattr(np, name).resolve_dtypes((out, given, None), casting="unsafe", reduction=True, **more)
            return not np.can_cast(fold[0], out, "safe")
        except Exception:
            return False
    return False


def unfiltered(g):
    name = g.choice(FUNCTIONS)
    how = g.choices(METHODS, [10, 4, 2, 2, 2, 2])[0]
    function = getattr(np, name)
    binary = function.nin == 2 and function.nout == 1
    if not binary and how not in ("call", "at") and g.random() < 0.9:
        how = "call"
    made = {"call": called, "reduce": reduced, "accumulate": accumulated, "reduceat": stretches, "outer": pairs, "at": places}
    return made[how](g, name)


def maybe(g, chance):
    return g.random() < chance


def letters(g, dtype):
    return f"{g.choice('sspwx')}{g.randrange(1000)}"


def shape(g):
    if maybe(g, 0.02):
        return (g.choice([17, 64, 100, 1000, 3000]),)
    return tuple(g.choice([0, 1, 2, 2, 3, 3, 4]) for _ in range(g.choice([0, 1, 1, 2, 2, 3, 4])))


def below(g, shape):
    """A shape that broadcasts to `shape`, mostly."""
    if maybe(g, 0.04):
        return tuple(g.choice([1, 2, 3]) for _ in range(g.choice([1, 2, 3])))
    return tuple(n if maybe(g, 0.8) else 1 for n in shape)[g.choice([0, 0, g.randrange(len(shape) + 1)]) :]


def swapped(g, dtype):
    return np.dtype(dtype).newbyteorder().str if maybe(g, 0.12) else dtype


def array(g, dtype, shape, layouts=LAYOUTS):
    dtype = swapped(g, dtype)
    return A(dtype, shape, letters(g, dtype), g.choice(layouts))


def dtypes(g, name):
    if maybe(g, 0.6):
        return list(g.choice(signatures(name)))
    text = name in COMPARISONS + ["add"] and maybe(g, 0.3) or maybe(g, 0.01)
    return [g.choice(TEXT if text and maybe(g, 0.9) else NUMBERS) for _ in range(getattr(np, name).nin)]


def number(g, name, dtypes):
    """A Python number or a NumPy scalar. Integers that become objects in NumPy are left out."""
    integers = any(np.dtype(x).kind in "iu" for x in dtypes)
    wide = ([2**31, 2**63, -(2**63)] if name in COMPARISONS else [2**31]) if integers else []
    weak = [0, 1, -1, 2, 3, 5, 127, 255, 256, -129, *wide, 0.5, -2.0, 3.0, 1e10, float("nan"), float("inf"), -0.0, 1j, 2 - 0.5j, True]
    strong = [np.int8(3), np.uint8(200), np.int64(-5), np.uint64(2**63), np.float32(1.5), np.float64(0.1), np.bool_(True), np.float16(2)]
    return g.choice(weak * 2 + strong + [np.complex64(1 - 1j)])


def operands(g, name):
    """Operands, and the shape that they broadcast to, if they do."""
    kinds = dtypes(g, name)
    largest = shape(g)
    shapes = [largest, below(g, largest)][: len(kinds)]
    g.shuffle(shapes)
    made = [array(g, *one) for one in zip(kinds, shapes)]
    if len(made) == 2 and maybe(g, 0.2):
        place = g.randrange(2)
        if np.dtype(kinds[1 - place]).kind not in "SU":
            made[place] = number(g, name, [kinds[1 - place]])
    try:
        common = np.broadcast_shapes(*[x.shape for x in made if isinstance(x, A)])
    except ValueError:
        common = largest
    return made, common


def output(g, name, operands, result, view=True, exact=False):
    """An output of the shape `result`, mostly; sometimes a view of an operand."""
    if view and isinstance(operands[0], A) and operands[0].shape == result and operands[0].layout != "B" and maybe(g, 0.3):
        if not result or maybe(g, 0.3):
            return Ref(0), "+base"
        return Ref(0, *[slice(None, None, g.choice([1, -1])) for _ in result]), "+base"
    if not exact and maybe(g, 0.15):
        result = (2, *result) if maybe(g, 0.5) else tuple(n + g.choice([0, 0, 1]) for n in result)
    loops = [t.split("->")[1] for t in getattr(np, name).types]
    likely = [CHARS[t[0]] for t in loops if t[0] in CHARS]
    dtype = g.choice(likely if maybe(g, 0.6) else NUMBERS)
    return array(g, dtype, result, LAYOUTS[:-1] if maybe(g, 0.97) else LAYOUTS), ""


def mask(g, shape):
    dtype = "?" if maybe(g, 0.97) else g.choice(NUMBERS)
    return A(dtype, below(g, shape), f"s{g.randrange(1000)}", g.choice(LAYOUTS))


def wanted(g, name):
    """A dtype for the `dtype` keyword."""
    if maybe(g, 0.6):
        return g.choice(g.choice(signatures(name)))
    return swapped(g, g.choice(NUMBERS))


def called(g, name, how="call", least=0):
    given, common = operands(g, name)
    return with_keywords(g, name, how, given, common)


def with_keywords(g, name, how, given, common):
    keywords, base = {}, ""
    if maybe(g, 0.25):
        keywords["out"], base = output(g, name, given, common)
        if getattr(np, name).nout == 2:
            second = output(g, name, given, common, False)[0] if maybe(g, 0.7) else None
            keywords["out"] = (keywords["out"], second)
        # NumPy crashes where it compares with an integer out of range under a mask.
        # Without an output there is nothing under the mask.
        whole = not (isinstance(keywords["out"], tuple) and keywords["out"][1] is None)
        if whole and maybe(g, 0.3) and not (name in COMPARISONS and any(isinstance(x, int) for x in given)):
            keywords["where"] = mask(g, common)
    if maybe(g, 0.12):
        keywords["dtype"] = wanted(g, name)
    if maybe(g, 0.1):
        keywords["casting"] = g.choice(["no", "equiv", "safe", "same_kind", "unsafe"])
    if maybe(g, 0.1):
        # What counts as a common order is not the same for all operands that are packed in both.
        keywords["order"] = g.choice("CFAK" if len(given) == 1 else "CFK")
    made = case(f"{how}{base}.{name}", *given, **keywords)
    # Which of two outputs that do not fit is named.
    return made.kind_only() if isinstance(keywords.get("out"), tuple) else made


def pairs(g, name):
    kinds = dtypes(g, name)
    shapes = [tuple(g.choice([0, 1, 2, 3]) for _ in range(g.choice([0, 1, 1, 2]))) for _ in kinds]
    given = [array(g, *one) for one in zip(kinds, shapes)]
    return with_keywords(g, name, "outer", given, tuple(n for one in shapes for n in one))


def folded(g, name):
    """The operand of a fold."""
    return array(g, dtypes(g, name)[0], shape(g))


def axis_of(g, ndim):
    if ndim == 0:
        return g.choice([0, -1, 1]) if maybe(g, 0.5) else None
    return g.randrange(-ndim, ndim) if maybe(g, 0.95) else g.choice([ndim, -ndim - 1])


def options(g, name, x, kept, exact=False):
    """The keywords of every fold; `exact` if NumPy would broadcast the result to a larger output."""
    keywords, base = {}, ""
    if maybe(g, 0.2):
        keywords["dtype"] = wanted(g, name)
    if maybe(g, 0.2):
        keywords["out"], base = output(g, name, [x], kept, exact=exact)
    return keywords, base


def worded(made):
    """NumPy words shapes that do not fit differently for each number of axes that its iterator sees."""
    return made.kind_only() if {"out", "where"} & set(made.keywords) else made


def reduced(g, name):
    x = folded(g, name)
    ndim = len(x.shape)
    axis = g.choice(["absent", None, "one", "one", "several"])
    keywords = {}
    if axis == "several":
        axis = tuple(g.sample(range(ndim), g.randrange(ndim + 1)))
        if maybe(g, 0.05):
            axis += axis[:1]
        keywords["axis"] = axis
    elif axis != "absent":
        keywords["axis"] = axis if axis is None else axis_of(g, ndim)
    axis = keywords.get("axis", 0)
    gone = range(ndim) if axis is None else [a % max(ndim, 1) for a in (axis if isinstance(axis, tuple) else (axis,))]
    if maybe(g, 0.25):
        keywords["keepdims"] = True
    kept = tuple(1 if i in gone else n for i, n in enumerate(x.shape) if i not in gone or "keepdims" in keywords)
    more, base = options(g, name, x, kept)
    keywords |= more
    if maybe(g, 0.2):
        keywords["initial"] = number(g, name, [x.dtype])
    if maybe(g, 0.2):
        keywords["where"] = mask(g, x.shape)
    return worded(case(f"reduce{base}.{name}", x, **keywords))


def accumulated(g, name):
    x = folded(g, name)
    keywords = {"axis": axis_of(g, len(x.shape)) or 0} if maybe(g, 0.7) else {}
    more, base = options(g, name, x, x.shape, exact=True)
    return worded(case(f"accumulate{base}.{name}", x, **keywords, **more))


def stretches(g, name):
    x = folded(g, name)
    axis = axis_of(g, len(x.shape)) or 0
    length = x.shape[axis] if -len(x.shape) <= axis < len(x.shape) else 2
    starts = [g.randrange(length) if length and maybe(g, 0.98) else g.choice([-1, length]) for _ in range(g.choice([0, 1, 2, 3, 5]))]
    dtype = "i8" if maybe(g, 0.9) else g.choice(NUMBERS)
    kept = tuple(len(starts) if i == axis % max(len(x.shape), 1) else n for i, n in enumerate(x.shape))
    more, base = options(g, name, x, kept, exact=True)
    if dtype in FLOATS or dtype not in NUMBERS[:9]:
        starts = [abs(n) for n in starts]
    starts = A("i8", (len(starts),), starts, "C")
    return worded(case(f"reduceat{base}.{name}", x, starts, axis=axis, **more))


def places(g, name):
    kinds = dtypes(g, name)
    x = array(g, kinds[0], shape(g), LAYOUTS[:-1])
    ndim = len(x.shape)
    if ndim == 0 or maybe(g, 0.2):
        index = (slice(None, None, g.choice([1, 2, -1])),) * g.randrange(ndim + 1) or Ellipsis
        selected = np.empty(x.shape)[index].shape
    elif maybe(g, 0.2):
        index = A("?", x.shape[: g.randrange(1, ndim + 1)], f"s{g.randrange(99)}", g.choice(LAYOUTS))
        selected = np.empty(x.shape)[index.build()].shape
    else:
        n = x.shape[0]
        list_ = [g.randrange(-n, n) if n and maybe(g, 0.99) else n for _ in range(g.choice([0, 1, 3, 5]))]
        index = A("i8", (len(list_),), list_, g.choice(LAYOUTS[:-1]))
        if ndim > 1 and maybe(g, 0.3):
            index = (slice(None), A("i8", (2,), [g.randrange(x.shape[1]) if x.shape[1] else 0 for _ in range(2)], "C"))
            selected = (x.shape[0], 2, *x.shape[2:])
        else:
            selected = (len(list_), *x.shape[1:])
    rest = []
    if getattr(np, name).nin == 2 and maybe(g, 0.97) or maybe(g, 0.03):
        second = kinds[-1] if maybe(g, 0.8) else g.choice(NUMBERS)
        rest = [array(g, second, below(g, selected))]
        try:
            np.broadcast_to(np.empty(rest[0].shape), selected)
        except ValueError:
            rest = [array(g, second, ())]
    return case(f"at.{name}", x, index, *rest).kind_only()
