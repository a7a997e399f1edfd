"""Writes bfloat16.tsv beside this file: python bfloat16.py

Needs `pip install numpy==2.4.6 ml_dtypes==0.6.0`. Lines are tab-separated, elements are hexadecimal bits, texts are JSON
strings. Functions are those of NumPy in `float64` or `float32`, rounded once; what `ml_dtypes` gives has to agree, but where
DIFFERENT says what nd has instead.
"""

import fractions
import json
import pathlib
import warnings

import ml_dtypes
import numpy as np

warnings.simplefilter("ignore")
B = np.dtype(ml_dtypes.bfloat16)
CODES = "? i1 u1 i2 u2 i4 u4 i8 u8 f2 f4 f8 c8 c16".split()
ALL = np.arange(65536, dtype="u2").view(B)
LINES = []


def line(*items):
    LINES.append("\t".join(str(item) for item in items))


def hexes(array):
    bits = np.ascontiguousarray(array).view(f"u{array.itemsize}")
    return "".join(f"{int(x):0{2 * array.itemsize}x}" for x in bits.ravel())


def canonical(array):
    """One NaN for all."""
    if array.dtype == B:
        array = array.copy()
        array[np.isnan(array)] = np.nan
        array.view("u2")[np.isnan(array)] = 0x7FC0
    return array


def fnv(data):
    value = 0xCBF29CE484222325
    for byte in data:
        value = (value ^ byte) * 0x100000001B3 % 2**64
    return f"{value:016x}"


def once(x):
    """A finite Fraction to bits of bfloat16, to nearest even, by exact arithmetic."""
    if x == 0:
        return 0
    sign, x = (0x8000, -x) if x < 0 else (0, x)
    exponent = x.numerator.bit_length() - x.denominator.bit_length()
    if fractions.Fraction(2) ** exponent > x:
        exponent -= 1
    unit = fractions.Fraction(2) ** (max(exponent, -126) - 7)
    count = round(x / unit)  # to even
    bits = count + (max(exponent, -126) + 126) * 128
    return sign | min(bits, 0x7F80)


def rounded(array):
    """Elements of float64 as bfloat16, rounded once."""
    out = np.empty(array.shape, "u2")
    for i, x in np.ndenumerate(array):
        if np.isnan(x):
            out[i] = 0x7FC0
        elif np.isinf(x) or x == 0:
            out[i] = np.float64(x).astype("f4").view("u4") >> 16
        else:
            out[i] = once(fractions.Fraction(float(x)))
    return out.view(B)


# Promotion: the dtype of a sum, which ml_dtypes knows where promote_types refuses; safe casts.
for code in CODES:
    common = np.add(np.ones(1, B), np.ones(1, code)).dtype.name
    try:
        assert np.promote_types(B, code).name == common
    except np.exceptions.DTypePromotionError:
        pass
    line("promote", code, common, int(np.can_cast(code, B)), int(np.can_cast(B, code)))
    names = [np.dtype(f(np.ones(1, B), np.ones(1, code)).dtype).name for f in (np.divide, np.power, np.maximum)]
    assert names == [common] * 3
line("promote", "bfloat16", "bfloat16", 1, 1)

# Casts of all values, and to integers of those in range.
for code in ["?", "f2", "f4", "f8", "c8", "c16"]:
    numbers = ALL[~np.isnan(ALL)]
    line("all_to", code, fnv(numbers.astype(code).tobytes()))
for code in CODES[1:9]:
    info = np.iinfo(code)
    wide = ALL.astype("f8")
    inside = ALL[(wide > info.min - 1) & (wide < float(info.max))][::61]
    line("to", code, hexes(inside), hexes(inside.astype(code)))

# Casts from edges of each kind; ml_dtypes rounds those of 32 bits and more twice.
for code in CODES[1:9]:
    info = np.iinfo(code)
    edges = [0, 1, 2, 5, 100, info.max, info.max - 1, info.max // 3]
    for shift in range(0, info.bits - 8, 7):
        for low in (0x101, 0x103, 0x181, 0x183):
            edges += [low << shift, (low << shift) - 1, (low << shift) + 1]
    edges = sorted({x for x in edges + [-x for x in edges] + [info.min] if info.min <= x <= info.max})
    exact = np.array([once(fractions.Fraction(x)) for x in edges], "u2").view(B)
    line("from", code, hexes(np.array(edges, code)), hexes(exact))
    if info.bits <= 16:
        assert (np.array(edges, code).astype(B).view("u2") == exact.view("u2")).all()
tie = [1 + 2**-8, 1 + 3 * 2**-8, 2**-133 * 1.5, 2**-133 * 2.5, 2**-134, 3.3961775292304601e38, 2**-126 * (1 + 2**-8)]
floats = [0.0, np.inf, np.nan, 1e300, 1e-300, 0.1, 5e-324, 3.4e38, 65504.0, 1e-40] + tie
floats += [np.nextafter(x, 0) for x in tie] + [np.nextafter(x, np.inf) for x in tie]
floats = np.array(floats + [-x for x in floats])
line("from", "f8", hexes(floats), hexes(canonical(rounded(floats))))
singles = floats.astype("f4")
assert (canonical(singles.astype(B)).view("u2") == canonical(rounded(singles.astype("f8"))).view("u2")).all()
line("from", "f4", hexes(singles), hexes(canonical(singles.astype(B))))
halves = np.arange(0, 65536, 97, dtype="u2").view("f2")
line("from", "f2", hexes(halves), hexes(canonical(halves.astype(B))))

# Text: of scalars, of all values, of arrays; the limits.
line("all_text", fnv("".join(str(x) + "\n" for x in ALL).encode()))
for bits in [0, 0x8000, 0x3F80, 0x3DCD, 0x42F6, 0x47C3, 0x4974, 0x7F80, 0xFF80, 0x7FC0, 1, 0x7F7F, 0x3951, 0x38D2]:
    x = np.array(bits, "u2").view(B)
    line("text", f"{bits:04x}", json.dumps(str(x[()])))
for shape in [(), (3,), (2, 2), (0,), (2, 1, 3), (30,)]:
    x = np.asarray(np.arange(np.prod(shape, dtype=int)).reshape(shape) * 7.3 - 3).astype(B)
    line("array", ",".join(map(str, shape)), hexes(x), json.dumps(str(x)), json.dumps(repr(x)))
info = ml_dtypes.finfo(B)
texts = "eps epsneg max min smallest_normal smallest_subnormal resolution".split()
integers = "bits precision nexp nmant machep negep minexp maxexp".split()
line("finfo", *(str(getattr(info, name)) for name in texts + integers))

# Functions over edges, in pairs if they take two.
EDGES = np.array(
    [0.0, -0.0, 1, -1, 2, -2.5, 0.1, 1.5, 3, 7.25, -7, 100, -0.3, 1e10, 1e-5, 3e38, -3e38, 1e-40, np.inf, -np.inf, np.nan, 88, 0.5],
    B,
)
FEW = EDGES[[0, 1, 2, 3, 4, 5, 6, 8, 10, 13, 15, 17, 18, 19, 20]]
line("edges", hexes(canonical(EDGES)))
line("few", hexes(canonical(FEW)))
# As for all floats: the sign of -0 is 0, and of two zeros the first is what fmin and fmax take.
DIFFERENT = "sign fmin fmax".split()
EXACT = "negative positive absolute fabs sign conjugate floor ceil trunc rint square sqrt reciprocal".split()
WIDE = (
    "exp exp2 expm1 log log2 log10 log1p sin cos tan arcsin arccos arctan sinh cosh tanh arcsinh arccosh arctanh cbrt radians degrees"
).split()
TESTS = "isnan isinf isfinite signbit logical_not".split()


def agree(name, ours, own):
    same = hexes(canonical(ours)) == hexes(canonical(own))
    assert same != (name in DIFFERENT), name


for name in EXACT + WIDE + TESTS:
    f = getattr(np, name)
    kind = "f8" if name in WIDE else "f4"
    result = f(EDGES.astype(kind))
    result = result if result.dtype == bool else rounded(result.astype("f8"))
    agree(name, result, f(EDGES) if f(EDGES).dtype in (B, bool) else result)
    line("unary", name, hexes(canonical(result)))
# That of -0 is positive, as for all floats.
line("unary", "spacing", hexes(canonical(np.spacing(EDGES + np.zeros(1, B)))))
for name in ["frexp", "modf"]:
    first, second = getattr(np, name)(EDGES)
    line("pair", name, hexes(canonical(first)), hexes(canonical(second)))

BINARY = (
    "add subtract multiply divide floor_divide remainder fmod minimum maximum fmin fmax copysign heaviside "
    "equal not_equal less less_equal greater greater_equal logical_and logical_or logical_xor"
).split()
WIDE2 = "power hypot arctan2 logaddexp logaddexp2".split()
a, b = FEW[:, None], FEW[None, :]
for name in BINARY + WIDE2:
    f = getattr(np, name)
    kind = "f8" if name in WIDE2 else "f4"
    result = f(a.astype(kind), b.astype(kind))
    result = result if result.dtype == bool else rounded(result.astype("f8"))
    if name in DIFFERENT:
        result = np.where(a == b, a, result)
    agree(name, result, f(a, b))
    line("binary", name, hexes(canonical(result)))
line("binary", "nextafter", hexes(canonical(np.nextafter(a, b))))
powers = np.array([0, 1, -1, 7, -130, 300, -300, 2**31 - 1], "i4")
exact = rounded(np.ldexp(FEW[:, None].astype("f8"), powers[None, :]))
line("ldexp", hexes(powers), hexes(canonical(exact)))

pathlib.Path(__file__).with_suffix(".tsv").write_text("\n".join(LINES) + "\n")
