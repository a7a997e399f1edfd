"""What a case of the conformance suite is, and how it is written as one line of JSON.

    ["add", [operands], {keywords}, expected]                       exact
    ["sin", [operands], {keywords}, expected, {"ulp": 1}]           within one unit in the last place

Operands are described, not spelled out, so that both sides build the same elements in the same memory layout:

    {"a": [dtype, shape, fill, layout]}   an array; see `A`
    {"s": [dtype, hex]}                   a NumPy scalar, which is strong
    1, true, {"f": "1.5"}, {"c": ["1.0", "2.0"]}, {"n": "18446744073709551616"}
                                          Python numbers, which are weak; floats as text, integers beyond 64 bits too
    "text", null, [..], {"t": [..]}       strings, None, lists, tuples
    {"sl": [start, stop, step]}, {"e": 0} slices, Ellipsis
    {"r": 0, "i": index}                  operand 0 itself, or a view of it, for outputs and overlap

Expectations: {"a": [dtype, shape, bytes]} for arrays and scalars, the bytes as hex or, if there are many, "#", a hash
and the first elements; {"d": text} for a dtype; {"err": [class, message]}; else as operands.
"""

import json

import numpy as np

BOOL = ["?"]
SIGNED = ["i1", "i2", "i4", "i8"]
UNSIGNED = ["u1", "u2", "u4", "u8"]
INTEGERS = SIGNED + UNSIGNED
FLOATS = ["f2", "f4", "f8"]
COMPLEX = ["c8", "c16"]
REAL = BOOL + INTEGERS + FLOATS
NUMBERS = REAL + COMPLEX
SWAPPED = [">i2", ">u2", ">i4", ">u4", ">i8", ">u8", ">f2", ">f4", ">f8", ">c8", ">c16"]
# All ways to lay out the same elements; "B" repeats the elements of all axes but the first.
LAYOUTS = ["C", "F", "P", "S", "R", "U", "B"]
SHAPES = [(), (1,), (3,), (7,), (2, 3), (3, 1), (1, 4), (2, 3, 4), (0,), (2, 0), (1, 1, 2), (4, 3)]


def splitmix(seed, n):
    z = np.arange(1, n + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    z += np.uint64((seed << 32) & ((1 << 64) - 1))
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


def specials(dtype):
    """The elements that deserve a test of their own, of an integer or float dtype."""
    if dtype.kind == "f":
        info = np.finfo(dtype)
        values = [0.0, -0.0, 1.0, -1.0, 0.5, 1.5, -2.5, 3.0, 7.0, -7.0, 100.0, np.inf, -np.inf, np.nan]
        values += [float(info.max), float(info.tiny), float(info.smallest_subnormal), 1 / 3]
        return np.array(values, dtype)
    info = np.iinfo(dtype)
    low, high = int(info.min), int(info.max)
    values = [0, 1, -1, 2, -2, 3, 7, -7, 10, low, high, low + 1, high - 1, 8, 31, 64]
    return np.array([v & ((1 << 8 * dtype.itemsize) - 1) for v in values], f"u{dtype.itemsize}").view(dtype)


def elements(dtype, n, fill):
    """`n` elements of `dtype` by `fill`: a letter and a seed, a list of integers, or ":" and the bytes in hex.

    s  small numbers, quarters for floats; p the same but positive
    w  any bits for integers; any mantissa and a moderate exponent for floats
    x  special values: zeros, ones, extremes, infinities, NaN
    i  counting from the seed

    Text, whatever the letter, is made of a few letters a to c.
    """
    dtype = np.dtype(dtype)
    if dtype.names:
        if isinstance(fill, str) and fill[0] == ":":
            return np.frombuffer(bytes.fromhex(fill[1:]), dtype)[:n].copy()
        out = np.zeros(n, dtype)
        for i, name in enumerate(dtype.names):
            out[name] = elements(dtype[name], n, fill[0] + str(int(fill[1:]) + i))
        return out
    if isinstance(fill, list):
        return np.array(fill, dtype)
    if fill[0] == ":":
        return np.frombuffer(bytes.fromhex(fill[1:]), dtype).copy()
    native = dtype.newbyteorder("=")
    letter, seed = fill[0], int(fill[1:])
    if letter == "i":
        values = np.arange(seed, seed + n)
        return (values % 2 if dtype.kind == "b" else values).astype(dtype)
    z = splitmix(seed, n)
    if native.kind in "SU":
        most = native.itemsize // (1 if native.kind == "S" else 4)
        words = ["".join(chr(97 + (v >> 8 + 2 * i) % 3) for i in range(v % (most + 1))) for v in z.tolist()]
        return np.array(words, native).astype(dtype)
    if native.kind == "c":
        part = np.dtype(f"f{native.itemsize // 2}")
        out = np.zeros(n, native)
        out.real, out.imag = parts(part, z, letter), parts(part, splitmix(seed + 1000003, n), letter)
        return out.astype(dtype)
    return parts(native, z, letter).astype(dtype)


def parts(dtype, z, letter):
    r = (z >> np.uint64(32)).astype(np.int64)
    if dtype.kind == "b":
        return (r & 1).astype(bool)
    if letter == "x":
        table = specials(dtype)
        return table[r % len(table)]
    if letter == "w":
        if dtype.kind in "iu":
            return z.astype(f"u{dtype.itemsize}").view(dtype)
        mantissa = {2: 10, 4: 23, 8: 52}[dtype.itemsize]
        bias = {2: 15, 4: 127, 8: 1023}[dtype.itemsize]
        exponent = (z >> np.uint64(53)) % np.uint64(17) + np.uint64(bias - 8)
        bits = (z & np.uint64((1 << mantissa) - 1)) | exponent << np.uint64(mantissa)
        bits |= (z >> np.uint64(63)) << np.uint64(8 * dtype.itemsize - 1)
        return bits.astype(f"u{dtype.itemsize}").view(dtype)
    if dtype.kind == "f":
        return ((r % 33 - 16) / 4 if letter == "s" else (r % 32 + 1) / 4).astype(dtype)
    if letter == "p":
        return (r % 9 + 1).astype(dtype)
    return (r % 10 if dtype.kind == "u" else r % 19 - 9).astype(dtype)


class A:
    """An array operand.

    Layouts: C and F order; P rotated axes (the last lies outermost); S every second element of a larger block;
    R reversed along every axis; U a field of packed records, unaligned; B broadcast along the first axis.
    """

    def __init__(self, dtype, shape, fill="s1", layout="C"):
        self.dtype, self.shape, self.fill, self.layout = np.dtype(dtype), tuple(shape), fill, layout
        if layout in ("P", "B") and not self.shape:
            self.layout = "C"
        if layout == "U" and self.dtype.names:
            self.layout = "S"

    def build(self):
        stored = self.shape[1:] if self.layout == "B" else self.shape
        values = elements(self.dtype, int(np.prod(stored)), self.fill).reshape(stored)
        if self.layout == "C":
            return values.copy()
        if self.layout == "F":
            return values.T.copy().T
        if self.layout == "P":
            return np.moveaxis(np.moveaxis(values, -1, 0).copy(), 0, -1)
        if self.layout == "B":
            return np.broadcast_to(values, self.shape)
        if self.layout == "R":
            every = (slice(None, None, -1),) * values.ndim + (Ellipsis,)
            return values[every].copy()[every]
        if self.layout == "S":
            block = np.zeros([2 * n + 1 for n in stored], self.dtype)
            view = block[(slice(1, None, 2),) * values.ndim + (Ellipsis,)]
        else:
            view = np.zeros(stored, [("pad", "u1"), ("v", self.dtype)])["v"]
        view[...] = values
        return view

    def encode(self):
        return {"a": [dtype_text(self.dtype), list(self.shape), self.fill, self.layout]}


def literal(values, dtype=None, layout="C"):
    """An array operand of given elements."""
    values = np.asarray(values, dtype)
    return A(values.dtype, values.shape, ":" + values.tobytes().hex(), layout)


class Ref:
    """Operand `operand` itself, or the view of it that `index` selects."""

    def __init__(self, operand, *index):
        self.operand, self.index = operand, index

    def encode(self):
        return {"r": self.operand, "i": encode(self.index)} if self.index else {"r": self.operand}


def dtype_text(dtype):
    """A type string, a list of fields, or for records that need more than that what `str` shows."""
    if not dtype.names:
        return dtype.str
    flat = [[name, dtype[name].str] for name in dtype.names]
    is_flat = not any(dtype[name].names or dtype[name].subdtype for name in dtype.names)
    return flat if is_flat and np.dtype([tuple(field) for field in flat]) == dtype else str(dtype)


def encode(value):
    """An operand, a keyword or a plain Python result as JSON."""
    if isinstance(value, (A, Ref)):
        return value.encode()
    if isinstance(value, np.generic):
        return {"s": [dtype_text(value.dtype), value.tobytes().hex()]}
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, int):
        return value if -(2**63) <= value < 2**63 else {"n": str(value)}
    if isinstance(value, float):
        return {"f": repr(value)}
    if isinstance(value, complex):
        return {"c": [repr(value.real), repr(value.imag)]}
    if value is Ellipsis:
        return {"e": 0}
    if isinstance(value, slice):
        return {"sl": [value.start, value.stop, value.step]}
    if isinstance(value, tuple):
        return {"t": [encode(item) for item in value]}
    if isinstance(value, list):
        return [encode(item) for item in value]
    raise TypeError(f"no way to write {type(value)}")


def build(value, built):
    """What NumPy gets for an operand."""
    if isinstance(value, A):
        return value.build()
    if isinstance(value, Ref):
        target = built[value.operand]
        return target[value.index] if value.index else target
    if isinstance(value, tuple):
        return tuple(build(item, built) for item in value)
    if isinstance(value, list):
        return [build(item, built) for item in value]
    return value


def canonical(array):
    """The elements in C order with one NaN for all NaNs, and zeros between the fields of records."""
    if array.dtype.names:
        clean = np.zeros(array.shape, array.dtype)
        for name in array.dtype.names:
            clean[name] = canonical(array[name])
        return clean
    array = np.array(array, order="C", copy=True)
    if array.dtype.kind == "f":
        array[np.isnan(array)] = np.nan
    elif array.dtype.kind == "c":
        array.real[np.isnan(array.real)] = np.nan
        array.imag[np.isnan(array.imag)] = np.nan
    return array


def fnv(data):
    value = 0xCBF29CE484222325
    for byte in data:
        value = (value ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return value


# Results of more bytes than this are written as a hash and a sample.
LONG = 96


def outcome(value, whole):
    """A result as JSON; `whole` results are never shortened to a hash."""
    if isinstance(value, (np.ndarray, np.generic)):
        array = canonical(value)
        # As raw bytes, of which NumPy copies those between fields too.
        data = array.view(f"V{array.dtype.itemsize}").tobytes() if array.dtype.names else array.tobytes()
        text = data.hex()
        if len(data) > LONG and not whole:
            text = f"#{fnv(data):016x}{data[: 2 * array.dtype.itemsize].hex()}"
        return {"a": [dtype_text(array.dtype), list(array.shape), text]}
    if isinstance(value, np.dtype):
        return {"d": repr(value)}
    if isinstance(value, (tuple, list)):
        return {"t": [outcome(item, whole) for item in value]}
    return encode(value)


# The classes that nd tells apart; NumPy's private ones count as their public parent.
CLASSES = {"ComplexWarning": "TypeError"}


def error(exception):
    name = type(exception).__name__
    if "UFunc" in name or name == "UFuncTypeError":
        name = "UFuncTypeError"
    text = exception.args[0] if isinstance(exception, KeyError) and exception.args else str(exception)
    return {"err": [CLASSES.get(name, name), str(text)]}


class Case:
    """One operation on operands, and how its result is compared."""

    def __init__(self, op, operands, keywords):
        self.op, self.operands, self.keywords, self.check = op, operands, keywords, {}

    def ulp(self, n):
        """Floats may differ by `n` units in the last place; complex numbers by `n` epsilon of their modulus."""
        self.check["ulp"] = n
        return self

    def cast(self, size):
        """Integers were made of floats of `size` bytes, which `ulp` allows to differ: so by a step, where those lie on two
        sides of an integer, or by what units in the last place of large ones come to."""
        self.check["cast"] = size
        return self

    def rel(self, tolerance):
        """Elements may differ by `tolerance` of the largest expected one."""
        self.check["rel"] = tolerance
        return self

    def kind_only(self):
        """An error's class counts, its words do not."""
        self.check["kind"] = True
        return self

    def line(self, ops, whole=False):
        """The case with what NumPy makes of it."""
        function = ops[self.op] if self.op in ops else getattr(np, self.op)
        built = []
        try:
            for operand in self.operands:
                built.append(build(operand, built))
            keywords = {name: build(value, built) for name, value in self.keywords.items()}
            expected = outcome(function(*built, **keywords), whole or "ulp" in self.check or "rel" in self.check)
        except Exception as exception:  # whatever NumPy raises is the expectation
            expected = error(exception)
        operands = [encode(operand) for operand in self.operands]
        keywords = {name: encode(value) for name, value in self.keywords.items()}
        parts = [self.op, operands, keywords, expected]
        return json.dumps(parts + [self.check] if self.check else parts, separators=(",", ":"))


def case(op, *operands, **keywords):
    """`op` of `operands`; the op's function is the topic's `OPS[op]`, or else numpy's of that name."""
    return Case(op, operands, keywords)
